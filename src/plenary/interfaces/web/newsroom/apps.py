"""The pages of newsroom."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.newsroom"
    label = "web_newsroom"
