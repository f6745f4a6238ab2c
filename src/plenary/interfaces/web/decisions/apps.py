"""The pages of decisions."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.decisions"
    label = "web_decisions"
