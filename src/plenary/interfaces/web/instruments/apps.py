"""The pages of instruments."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.instruments"
    label = "web_instruments"

    def ready(self) -> None:
        """Let certified copies be drawn: the office says what stands on them, this floor prints it."""
        from plenary.interfaces.exports import certified_copy  # noqa: F401, PLC0415  app registry must be ready
