"""Health of the house."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries their templates."""

    name = "plenary.interfaces.web.keeping"
    label = "web_keeping"
