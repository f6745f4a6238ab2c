"""Text in several languages."""

from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    """Keeps no rows of its own; gives the field that others use."""

    name = "plenary.foundation.languages"
    label = "languages"
