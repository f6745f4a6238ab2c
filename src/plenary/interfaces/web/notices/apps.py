"""The pages of letters and calendars."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.notices"
    label = "web_notices"
