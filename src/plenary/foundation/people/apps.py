"""People at the door of the house."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Sign-in, capacities, second persons."""

    name = "plenary.foundation.people"
    label = "people"

    def ready(self) -> None:
        """Register the verbs of the record."""
        # fmt: off
        from plenary.foundation.people import (  # noqa: PLC0415  the app registry must be ready
            codes,  # noqa: F401
            )
        # fmt: on
