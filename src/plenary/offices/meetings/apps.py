"""The meetings office."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Registers what this office writes in the record."""

    name = "plenary.offices.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Register verbs, acts, scopes and reactions."""
        from plenary.offices.meetings import (  # noqa: PLC0415  app registry must be ready
            actions,  # noqa: F401
            journal_verbs,  # noqa: F401
            reactions,  # noqa: F401
            scopes,  # noqa: F401
        )
