"""The way to files."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the template of these answers."""

    name = "plenary.interfaces.web.files"
    label = "web_files"
