"""The agenda of a session."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.documents.models import Document, Referral
from plenary.offices.meetings.models.session import Session, Sitting
from plenary.offices.organisation.models import Partner


class Item(Kept):
    """A place on the agenda. Without a title it is a place that a source counts and does not name.

    place: 1 up, gapless within its series and parent; is_number_stated: false where the order is the source's and
    not the agenda's. series: empty for the open agenda; the key of a restricted sitting for items that only those
    entitled to it may know of: they are numbered by themselves (R1, R2), so the open agenda shows no gap.
    without_debate: an A item. on_agenda: only adopted items may be acted on.
    """

    class Kind(models.TextChoices):
        EXCHANGE_OF_VIEWS = "exchange_of_views"
        DECISION = "decision"
        INFORMATION = "information"
        ELECTION = "election"
        SIGNATURE = "signature"
        ORGANISATIONAL = "organisational"
        NOT_STATED = "not_stated"

    class State(models.TextChoices):
        TO_COME = "to_come"
        NOW = "now"
        TAKEN_UP = "taken_up"
        CLOSED = "closed"
        WITHDRAWN = "withdrawn"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="sub_items")
    series = models.CharField(max_length=22, blank=True)
    place = models.PositiveSmallIntegerField()
    is_number_stated = models.BooleanField(default=True)
    title = InLanguages()
    kind_of_item = models.CharField(max_length=17, choices=Kind.choices, default=Kind.NOT_STATED)
    without_debate = models.BooleanField(default=False)
    on_agenda = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.TO_COME)
    sitting = models.ForeignKey(Sitting, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    audience = AudienceField(default="members")
    is_demonstration = models.BooleanField(default=False)

    objects: ClassVar[ReadableManager[Item]] = ReadableManager()

    class Meta:
        ordering = ["session", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "series", "place"],
                condition=models.Q(parent__isnull=True),
                name="one_item_a_place",
            ),
            models.UniqueConstraint(
                fields=["parent", "series", "place"],
                condition=models.Q(parent__isnull=False),
                name="one_sub_item_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.title}".strip()


class ItemDocument(Kept):
    """A paper of an item. A text that came up from another body stands here by its referral, not by a copy."""

    READ_WITH = "item"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="on_items")
    referral = models.ForeignKey(Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="on_items")
    order = models.PositiveSmallIntegerField(default=1)

    objects: ClassVar[models.Manager[ItemDocument]] = models.Manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["item", "document"], name="one_paper_once_an_item")]

    def __str__(self) -> str:
        return f"{self.document} under {self.item}"


class OrderLine(Kept):
    """One item in the order of the day of one sitting, and how far that sitting has come with it.

    A restricted sitting keeps its state here alone: outside, the item does not change.
    """

    READ_WITH = "sitting"

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="order_of_the_day")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="on_orders")
    order = models.PositiveSmallIntegerField()
    planned_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=Item.State.choices, default=Item.State.TO_COME)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[OrderLine]] = models.Manager()

    class Meta:
        ordering = ["sitting", "order"]
        constraints = [models.UniqueConstraint(fields=["sitting", "item"], name="item_once_a_sitting")]

    def __str__(self) -> str:
        return f"{self.order} in {self.sitting}"
