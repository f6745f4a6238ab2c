"""Letters and calendars."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices, letters, addresses, and the keys of calendars."""

    name = "plenary.foundation.notices"
    label = "notices"

    def ready(self) -> None:
        """Register the verbs of the record, the acts and the start-up check."""
        from plenary.foundation.notices import (  # noqa: PLC0415  app registry must be ready
            addresses,  # noqa: F401
            calendars,  # noqa: F401
            checks,  # noqa: F401
            desk,  # noqa: F401
            journal_verbs,  # noqa: F401
            personal,  # noqa: F401
            reactions,  # noqa: F401
        )
