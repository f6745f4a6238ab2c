"""The newsroom office."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Registers what this office writes in the record and which events it hears."""

    name = "plenary.offices.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Register verbs, acts and reactions."""
        from plenary.offices.newsroom import journal_verbs, reactions  # noqa: F401, PLC0415  registry must be ready

        reactions.listen()
