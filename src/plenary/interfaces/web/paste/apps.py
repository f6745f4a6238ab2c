"""Tables brought in from a spreadsheet."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries their templates."""

    name = "plenary.interfaces.web.paste"
    label = "web_paste"
