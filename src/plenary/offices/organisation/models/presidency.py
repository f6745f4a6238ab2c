"""The presidency: which member leads the organisation, when, and with which priorities."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.organisation.models.members import Member


class Presidency(Kept):
    """One member's term. period_printed: as the source prints it ("2019-2020"); days only where stated."""

    class State(models.TextChoices):
        UPCOMING = "upcoming"
        IN_OFFICE = "in_office"
        ENDED = "ended"

    class Statement(models.TextChoices):
        NOT_STATED = "not_stated"
        PLANNED = "planned"
        DELIVERED = "delivered"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="presidencies")
    order = models.PositiveSmallIntegerField(unique=True)
    period_printed = models.CharField(max_length=40, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPCOMING)
    statement = models.CharField(max_length=10, choices=Statement.choices, default=Statement.NOT_STATED)
    statement_at = models.DateTimeField(null=True, blank=True)
    intersessional_note = InLanguages(help_text="which intersessional period the priorities are for, as printed")

    objects: ClassVar[models.Manager[Presidency]] = models.Manager()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "presidencies"
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="in_office"), name="one_presidency_in_office"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.period_printed}".strip()


class Priority(Kept):
    """One priority of a presidency, as delivered. Before the statement is delivered there are none."""

    presidency = models.ForeignKey(Presidency, on_delete=models.CASCADE, related_name="priorities")
    order = models.PositiveSmallIntegerField()
    text = InLanguages()

    objects: ClassVar[models.Manager[Priority]] = models.Manager()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "priorities"
        constraints = [models.UniqueConstraint(fields=["presidency", "order"], name="priority_has_its_place")]

    def __str__(self) -> str:
        return str(self.text)
