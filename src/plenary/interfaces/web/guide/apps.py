"""The guide of a new house."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries its templates."""

    name = "plenary.interfaces.web.guide"
    label = "web_guide"
