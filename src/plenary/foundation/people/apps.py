"""People at the door of the house."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Sign-in, capacities, second persons."""

    name = "plenary.foundation.people"
    label = "people"

    def ready(self) -> None:
        """Register the verbs of the record, and the acts."""
        from plenary.foundation.people import (  # noqa: PLC0415  app registry must be ready
            codes,  # noqa: F401
            demonstration,  # noqa: F401
            journal_verbs,  # noqa: F401
            opening,  # noqa: F401
            pairs,  # noqa: F401
            passkeys,  # noqa: F401
            signing_in,  # noqa: F401
        )
