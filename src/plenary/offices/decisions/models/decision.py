"""Decisions: numbered acts of a body, what is attached to them and what follows from them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.decisions.models.question import Question
from plenary.offices.documents.models import Document, Version
from plenary.offices.meetings.models import Item
from plenary.offices.organisation.models import Body, Member


class Series(Kept):
    """A gapless series of numbers: one a body and year, and a restricted one beside it. last: the last given."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="series")
    year = models.PositiveSmallIntegerField()
    is_restricted = models.BooleanField(default=False)
    last = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Series]] = models.Manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.UniqueConstraint(fields=["body", "year", "is_restricted"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.body.code}-{self.year}{'-R' if self.is_restricted else ''}"


class Decision(Kept):
    """An act of a body. number: BODY-YEAR-n, given with the announcement and never again.

    text_digest: of the version adopted, frozen. void_reason: a number given in error stays, as void.
    entry: number of its entry in the record of its audience at the announcement.
    """

    number = models.CharField(max_length=40, unique=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="decisions")
    n = models.PositiveIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    text_version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    text_digest = models.CharField(max_length=64, blank=True)
    title = InLanguages()
    adopted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    void_at = models.DateTimeField(null=True, blank=True)
    void_reason = InLanguages()
    entry = models.PositiveBigIntegerField(null=True, blank=True)
    audience = AudienceField(default="members")
    is_demonstration = models.BooleanField(default=False)

    objects: ClassVar[ReadableManager[Decision]] = ReadableManager()

    class Meta:
        ordering = ["-adopted_at", "-n"]
        constraints = [models.UniqueConstraint(fields=["series", "n"], name="one_decision_a_number")]

    def __str__(self) -> str:
        return self.number


class AttachedStatement(Kept):
    """A reservation or interpretive statement attached to a decision at a member's request.

    kept_to: the audience that alone reads it, where it stayed behind when its decision left the room; empty where it
    is read with the decision.
    """

    READ_WITH = "decision"

    class Kind(models.TextChoices):
        RESERVATION = "reservation"
        INTERPRETIVE = "interpretive"
        EXPLANATION = "explanation"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="statements")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attached_statements")
    kind_of_statement = models.CharField(max_length=12, choices=Kind.choices)
    text = InLanguages()
    made_at = models.DateTimeField()
    kept_to = models.CharField(max_length=400, blank=True)

    objects: ClassVar[models.Manager[AttachedStatement]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.kind_of_statement} of {self.member}"


class FollowUp(Kept):
    """What a decision asks: who, what, by when. Made only from a decision."""

    READ_WITH = "decision"

    class State(models.TextChoices):
        OPEN = "open"
        REPORTED = "reported"
        CLOSED = "closed"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="follow_up")
    anchor = models.CharField(max_length=24, blank=True)
    task = InLanguages()
    owner = InLanguages()
    owner_member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)

    objects: ClassVar[models.Manager[FollowUp]] = models.Manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return str(self.task)


class FollowUpReport(Kept):
    """A report on a follow-up line."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="reports")
    text = InLanguages()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[FollowUpReport]] = models.Manager()

    def __str__(self) -> str:
        return f"report on {self.follow_up}"
