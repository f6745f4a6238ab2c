"""The budget office."""

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    """Registers what this office writes in the record."""

    name = "plenary.offices.budget"
    label = "budget"

    def ready(self) -> None:
        """Register verbs, acts, scopes and reactions."""
        from plenary.offices.budget import (  # noqa: PLC0415  app registry must be ready
            actions,  # noqa: F401
            journal_verbs,  # noqa: F401
        )
