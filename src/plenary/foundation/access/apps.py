"""Who may what."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Persons, accounts, capacities, audiences."""

    name = "plenary.foundation.access"
    label = "access"

    def ready(self) -> None:
        """Register the checks of the permission file."""
        from plenary.foundation.access import checks  # noqa: F401, PLC0415  app registry must be ready
