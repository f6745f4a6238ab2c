"""Amendments to a text, who sponsors them, in which order they are put, and a text put in parts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.decisions.models.question import Question
from plenary.offices.documents.models import Document, Version
from plenary.offices.organisation.models import Member


class Amendment(Kept):
    """What a member would change at one paragraph of one version, in one language.

    words: how the paragraph is to read; the new one where one is inserted; "" where the paragraph is deleted.
    number: given when it is tabled, counted through the document, so that drafts of others leave no gap.
    on_amendment: the amendment that it amends; its words are then those of that one as it is to read.
    question: put in the room on it, the last one. merged_in: the version of which it has become a part.
    """

    class Kind(models.TextChoices):
        REPLACE = "replace"
        ADD = "add"
        DELETE = "delete"
        INSERT_AFTER = "insert_after"
        DELETE_PARAGRAPH = "delete_paragraph"

    class State(models.TextChoices):
        DRAFTED = "drafted"
        SENT = "sent"
        TABLED = "tabled"
        WITHDRAWN = "withdrawn"
        CARRIED = "carried"
        REJECTED = "rejected"
        FALLEN = "fallen"
        MERGED = "merged"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="amendments")
    text_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="amendments")
    language = models.CharField(max_length=12)
    anchor = models.CharField(max_length=24)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    words = models.TextField(blank=True)
    role = models.CharField(max_length=10, blank=True, help_text="of a new paragraph")
    reason = InLanguages()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFTED)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="amendments")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    tabled_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    on_amendment = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="own_amendments"
    )
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.PROTECT, related_name="amendments")
    merged_in = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    audience = AudienceField(default="documents")
    is_demonstration = models.BooleanField(default=False)

    objects: ClassVar[ReadableManager[Amendment]] = ReadableManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], condition=models.Q(number__isnull=False), name="amendment_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"A.{self.number}" if self.number else f"{self.member.code} {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def name(self) -> str:
        """How an order, a conflict and the record call it; the key where it has no number."""
        return f"A.{self.number}" if self.number else self.key


class Sponsor(Kept):
    """A member that joined as author: of a draft document or of an amendment. left_at: it withdrew its name."""

    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="sponsors")
    amendment = models.ForeignKey(Amendment, null=True, blank=True, on_delete=models.PROTECT, related_name="sponsors")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="sponsored")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Sponsor]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=True) ^ models.Q(amendment__isnull=True),
                name="sponsors_one_thing",
            ),
            models.UniqueConstraint(
                fields=["document", "member"],
                condition=models.Q(left_at__isnull=True, document__isnull=False),
                name="sponsors_document_once",
            ),
            models.UniqueConstraint(
                fields=["amendment", "member"],
                condition=models.Q(left_at__isnull=True, amendment__isnull=False),
                name="sponsors_amendment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} since {self.joined_at:%Y-%m-%d}"


class OrderSet(Kept):
    """The chair set another order of voting than the measure gives: which, on what ground, by which rule."""

    text_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="orders_set")
    order = models.JSONField(default=list, help_text="names of amendments, the first first")
    ground = InLanguages()
    rule = models.CharField(max_length=120)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    audience = AudienceField(default="documents")

    objects: ClassVar[ReadableManager[OrderSet]] = ReadableManager()

    class Meta:
        verbose_name_plural = "orders set"

    def __str__(self) -> str:
        return ", ".join(self.order)


class AgreedReading(Kept):
    """How a paragraph is to read where amendments that carried cannot stand together there, on what ground.

    settles: names of all of them; it holds as long as exactly these collide. words: "" where the paragraph is deleted.
    The one written last holds; earlier ones stay.
    """

    text_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="agreed_readings")
    language = models.CharField(max_length=12)
    anchor = models.CharField(max_length=24)
    words = models.TextField(blank=True)
    settles = models.JSONField(default=list, help_text="names of amendments")
    ground = InLanguages()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    audience = AudienceField(default="documents")

    objects: ClassVar[ReadableManager[AgreedReading]] = ReadableManager()

    def __str__(self) -> str:
        return f"{self.anchor}: {', '.join(self.settles)}"


class Part(Kept):
    """A part of a version that is voted on by itself. anchors: its paragraphs. is_operative: one of them is.

    place: from 1, in the order of the text. question: put in the room on it, the last one; result: None until then.
    """

    text_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="parts")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    anchors = models.JSONField(default=list)
    is_operative = models.BooleanField(default=True)
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    is_approved = models.BooleanField(null=True, blank=True)
    audience = AudienceField(default="documents")

    objects: ClassVar[ReadableManager[Part]] = ReadableManager()

    class Meta:
        ordering = ["text_version", "place"]
        constraints = [models.UniqueConstraint(fields=["text_version", "place"], name="one_text_part_a_place")]

    def __str__(self) -> str:
        return self.name
