"""The provable record."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Entries, checkpoints, seals."""

    name = "plenary.foundation.journal"
    label = "journal"

    def ready(self) -> None:
        """Make known what the record says of itself."""
        from plenary.foundation.journal import journal_verbs  # noqa: F401, PLC0415  app registry must be ready
