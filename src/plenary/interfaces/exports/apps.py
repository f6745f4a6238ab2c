"""What leaves the house as a file."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Offers the offices those who draw their files."""

    name = "plenary.interfaces.exports"
    label = "exports"

    def ready(self) -> None:
        """Let the printer of certified copies be known."""
        from plenary.interfaces.exports import certified_copy  # noqa: F401, PLC0415  the app registry must be ready
