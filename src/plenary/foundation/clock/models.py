"""Where a demonstration's clock was set."""

from __future__ import annotations

from django.db import models


class HouseClock(models.Model):
    """One row, read only where DEMONSTRATION is set.

    set_to: the instant the clock was last set to. offset: its distance from the real clock since then; each start
    of the demonstration sets it anew, so that the house wakes at the hour at which it fell asleep.
    """

    only = models.BooleanField(default=True, unique=True)
    set_to = models.DateTimeField()
    offset = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_house_clock")]

    def __str__(self) -> str:
        return f"{self.set_to:%Y-%m-%d %H:%M}"
