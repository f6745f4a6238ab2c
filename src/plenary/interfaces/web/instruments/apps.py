"""The pages of instruments."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.instruments"
    label = "web_instruments"
