"""The decisions office."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Registers what this office writes in the record."""

    name = "plenary.offices.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Register verbs, acts and reactions."""
        from plenary.offices.decisions import (  # noqa: F401, PLC0415  app registry must be ready
            journal_verbs,
            reactions,
        )
        from plenary.offices.decisions.actions import (  # noqa: F401, PLC0415  app registry must be ready
            amendments,
            announcing,
            follow_up,
            following,
            objections,
            questions,
            rolls,
            settling,
            votes,
            withdrawing,
        )
