"""People at the door of the house."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Sign-in, capacities, second persons."""

    name = "plenary.foundation.people"
    label = "people"

    def ready(self) -> None:
        """Register the verbs of the record."""
        from plenary.foundation.people import journal_verbs, pairs  # noqa: F401, PLC0415  app registry must be ready
