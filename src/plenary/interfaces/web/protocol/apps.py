"""The pages of protocol."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.protocol"
    label = "web_protocol"
