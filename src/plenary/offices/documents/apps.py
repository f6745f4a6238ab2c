"""The documents office."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers what this office writes in the record."""

    name = "plenary.offices.documents"
    label = "documents"

    def ready(self) -> None:
        """Register verbs, acts, scopes and reactions."""
        from plenary.offices.documents import (  # noqa: PLC0415  app registry must be ready
            actions,  # noqa: F401
            journal_verbs,  # noqa: F401
            personal,  # noqa: F401
        )
