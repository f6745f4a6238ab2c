"""What open pages hear."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """The outbox of live events."""

    name = "plenary.foundation.live"
    label = "live"
