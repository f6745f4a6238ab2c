"""The pages of chamber."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.chamber"
    label = "web_chamber"
