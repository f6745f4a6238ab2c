"""The two home pages of the signed in."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries their templates."""

    name = "plenary.interfaces.web.work"
    label = "web_work"
