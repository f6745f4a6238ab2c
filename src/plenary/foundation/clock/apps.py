"""The house's clock."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    """The clock a demonstration may move."""

    name = "plenary.foundation.clock"
    label = "clock"
