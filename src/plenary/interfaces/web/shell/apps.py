"""The shell as Django loads it."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Frames, components, style sheet."""

    name = "plenary.interfaces.web.shell"
    label = "shell"
