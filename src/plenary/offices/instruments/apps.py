"""The instruments office."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    """Registers what this office writes in the record."""

    name = "plenary.offices.instruments"
    label = "instruments"

    def ready(self) -> None:
        """Register verbs and acts."""
        from plenary.offices.instruments import journal_verbs  # noqa: F401, PLC0415  app registry must be ready
        from plenary.offices.instruments.actions import effect, signing, treaties  # noqa: F401, PLC0415  app registry must be ready
