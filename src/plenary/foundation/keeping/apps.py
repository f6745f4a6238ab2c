"""Backups, and what they are restored to."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """Writing a house to one file and reading it back."""

    name = "plenary.foundation.keeping"
    label = "keeping"

    def ready(self) -> None:
        """Make known what the record says of backups, and the acts."""
        from plenary.foundation.keeping import erasing, journal_verbs  # noqa: F401, PLC0415  app registry must be ready
