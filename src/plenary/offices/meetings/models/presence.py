"""Who is in the room, and whether that is enough."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.kept import Kept
from plenary.offices.meetings.models.delegations import Delegate
from plenary.offices.meetings.models.session import Sitting
from plenary.offices.organisation.models import Body


class Presence(Kept):
    """A delegate in the room of a sitting, since and until."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="presences")
    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="presences")
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Presence]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "delegate"],
                condition=models.Q(left_at__isnull=True),
                name="in_the_room_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.delegate} in {self.sitting}"


class QuorumCall(Kept):
    """A call of the quorum of one body in a sitting: who was represented, what was needed, what the rule said.

    represented: codes of members. answer: outcome, steps and citation as procedure gave them.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="quorum_calls")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    represented = models.JSONField(default=list)
    required = models.PositiveSmallIntegerField()
    is_met = models.BooleanField()
    answer = models.JSONField(default=dict)

    objects: ClassVar[models.Manager[QuorumCall]] = models.Manager()

    def __str__(self) -> str:
        return f"quorum of {self.body.code}: {len(self.represented)} of {self.required}"
