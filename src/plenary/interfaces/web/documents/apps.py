"""The pages of documents."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries the templates of these pages."""

    name = "plenary.interfaces.web.documents"
    label = "web_documents"
