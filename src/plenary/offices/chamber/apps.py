"""The chamber office."""

from django.apps import AppConfig


class ChamberConfig(AppConfig):
    """Registers what this office writes in the record."""

    name = "plenary.offices.chamber"
    label = "chamber"

    def ready(self) -> None:
        """Register verbs, acts, scopes and reactions."""
        from plenary.offices.chamber import (  # noqa: PLC0415  app registry must be ready
            actions,  # noqa: F401
            journal_verbs,  # noqa: F401
            reactions,  # noqa: F401
        )
