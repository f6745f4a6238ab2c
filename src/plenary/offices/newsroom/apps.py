"""The newsroom office."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Registers what this office writes in the record."""

    name = "plenary.offices.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Register verbs, acts, scopes and reactions."""
        from plenary.offices.newsroom import journal_verbs  # noqa: F401, PLC0415  app registry must be ready
