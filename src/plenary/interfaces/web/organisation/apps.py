"""The pages of organisation."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.organisation"
    label = "web_organisation"
