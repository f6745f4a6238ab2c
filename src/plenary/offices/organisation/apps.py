"""The organisation office."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Registers what this office writes in the record."""

    name = "plenary.offices.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Register verbs, acts, scopes and reactions."""
        from plenary.offices.organisation import (  # noqa: PLC0415  app registry must be ready
            actions,  # noqa: F401
            journal_verbs,  # noqa: F401
            reactions,  # noqa: F401
        )
