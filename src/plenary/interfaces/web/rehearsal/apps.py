"""Rehearsal."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Carries its templates."""

    name = "plenary.interfaces.web.rehearsal"
    label = "web_rehearsal"
