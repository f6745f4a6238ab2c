"""A text travels between bodies by referral, never by copy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.documents.models.document import Document
from plenary.offices.documents.models.text import Version
from plenary.offices.organisation.models import Body


class Referral(Kept):
    """One hop: which body sent which text to which body, for what.

    from_bodies: several for a joint meeting. decided_with: where it goes to several that meet jointly, the first of the
    hops that were decided by the same act; each body then receives and answers for itself.
    ground: the decision it rests on, by number as printed; empty where the route is customary and not stated.
    brackets_left travels with it. A text that came back carries the decision of the body that sent it back, the
    brackets left then, and the revision that was made of it.
    """

    class Verb(models.TextChoices):
        INFORMATION = "information"
        CONSIDERATION = "consideration"
        ENDORSEMENT = "endorsement"
        APPROVAL = "approval"
        ADOPTION = "adoption"
        SIGNATURE = "signature"

    class State(models.TextChoices):
        DECIDED = "decided"
        SENT = "sent"
        RECEIVED = "received"
        RETURNED = "returned"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="referrals")
    text_version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    from_bodies = models.ManyToManyField(Body, related_name="referrals_sent")
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="referrals_received")
    decided_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="decided_together"
    )
    verb = models.CharField(max_length=13, choices=Verb.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DECIDED)
    decided_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    ground = models.CharField(max_length=80, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_ground = models.CharField(max_length=80, blank=True)
    returned_version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="came_back_by"
    )
    brackets_left = models.PositiveSmallIntegerField(default=0)
    is_customary = models.BooleanField(default=False, help_text="the usual route; not stated by the source")
    note = InLanguages()
    audience = AudienceField(default="documents")

    objects: ClassVar[ReadableManager[Referral]] = ReadableManager()

    @property
    def to_bodies(self) -> list[Body]:
        """The bodies to which the act referred the text; of a hop that was decided with another one, its own."""
        return [self.to_body, *(one.to_body for one in self.decided_together.all())]

    def __str__(self) -> str:
        return f"{self.document} to {self.to_body.code} for {self.verb}"
