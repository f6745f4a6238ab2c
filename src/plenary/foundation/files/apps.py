"""Stored bytes."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Bytes, digests, retention."""

    name = "plenary.foundation.files"
    label = "files"
