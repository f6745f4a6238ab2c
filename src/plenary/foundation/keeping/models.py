"""How long things are kept, where the house chose another time than the usual one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class KeepingTime(models.Model):
    """How many days one kind of what is kept of persons stays."""

    name = models.CharField(max_length=40, unique=True)
    days = models.PositiveSmallIntegerField()

    objects: ClassVar[models.Manager[KeepingTime]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.name}: {self.days} days"
