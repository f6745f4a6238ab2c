"""The protocol office."""

from django.apps import AppConfig


class ProtocolConfig(AppConfig):
    """Registers what this office writes in the record."""

    name = "plenary.offices.protocol"
    label = "protocol"

    def ready(self) -> None:
        """Register verbs, acts, scopes and reactions."""
        from plenary.offices.protocol import (  # noqa: PLC0415  app registry must be ready
            actions,  # noqa: F401
            journal_verbs,  # noqa: F401
            personal,  # noqa: F401
        )
