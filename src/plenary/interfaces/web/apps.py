"""The pages of the house."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Finds the templates and static files of each office's pages."""

    name = "plenary.interfaces.web"
    label = "web"
