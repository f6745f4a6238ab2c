"""The pages of meetings."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.meetings"
    label = "web_meetings"
