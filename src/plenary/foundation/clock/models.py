"""How far a demonstration's clock was moved."""

from __future__ import annotations

from django.db import models


class HouseClock(models.Model):
    """One row: the distance from the real clock. Read only where DEMONSTRATION is set."""

    only = models.BooleanField(default=True, unique=True)
    offset = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_house_clock")]

    def __str__(self) -> str:
        return f"{self.offset}"
