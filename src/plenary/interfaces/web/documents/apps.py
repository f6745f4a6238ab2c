"""The pages of documents."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.documents"
    label = "web_documents"

    def ready(self) -> None:
        """Let the office know who sets its texts on paper."""
        from plenary.interfaces.web.documents import paper  # noqa: F401, PLC0415  the app registry must be ready
