"""People at the door of the house."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Sign-in, capacities, second persons."""

    name = "plenary.foundation.people"
    label = "people"

    def ready(self) -> None:
        """Register the verbs of the record, and the acts."""
        from plenary.foundation.people import (  # noqa: PLC0415  app registry must be ready
            brakes,  # noqa: F401
            codes,  # noqa: F401
            demonstration,  # noqa: F401
            identities,  # noqa: F401
            journal_verbs,  # noqa: F401
            opening,  # noqa: F401
            openings,  # noqa: F401
            own_keys,  # noqa: F401
            pairs,  # noqa: F401
            passkeys,  # noqa: F401
            personal,  # noqa: F401
            proofs,  # noqa: F401
            recovery,  # noqa: F401
            signing_in,  # noqa: F401
        )
