"""The pages of the house."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Finds the templates and static files of each office's pages."""

    name = "plenary.interfaces.web"
    label = "web"

    def ready(self) -> None:
        """The record's sentences get the house's words for what is kept as codes."""
        from plenary.interfaces.web.spelling import spell_facts  # noqa: PLC0415  the offices stand by now

        spell_facts()
