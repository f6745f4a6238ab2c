"""A document: one text through all its versions, languages and bodies."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.organisation.models import Body, Mandate, Member, Partner


class Document(Kept):
    """What a symbol names. A planned document has a title and no version; an outside one has a partner.

    symbol: the same for all language versions; empty until registered. state: a word of procedure's pipeline.
    role: what it is at a session ("main political document"). author: a member; empty for the secretariat.
    submission_due_on, issue_due_on: last days in time; deadlines_cite: the rule they follow from. derestrict_on: the
    day from which a restricted text may be opened. in_effect_on: the day from which it has effect, once that came.
    """

    class Kind(models.TextChoices):
        STATEMENT = "statement"
        DECLARATION = "declaration"
        RESOLUTION = "resolution"
        DECISION = "decision"
        BUDGET = "budget"
        REPORT = "report"
        PLAN = "plan"
        TREATY = "treaty"
        PROTOCOL = "protocol"
        LETTER = "letter"
        NOTE = "note"
        OTHER = "other"

    class Distribution(models.TextChoices):
        GENERAL = "general"
        LIMITED = "limited"
        RESTRICTED = "restricted"
        PARTICIPANTS = "participants"

    symbol = models.CharField(max_length=80, blank=True)
    title = InLanguages()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    role = InLanguages()
    state = models.CharField(max_length=30, default="mandated")
    distribution = models.CharField(max_length=12, choices=Distribution.choices, default=Distribution.LIMITED)
    audience = AudienceField(default="documents")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    author = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    outside_reference = models.CharField(max_length=120, blank=True)
    original_language = models.CharField(max_length=12, blank=True)
    authentic_languages = models.JSONField(default=list, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    submission_due_on = models.DateField(null=True, blank=True)
    issue_due_on = models.DateField(null=True, blank=True)
    deadlines_cite = models.CharField(max_length=120, blank=True)
    derestrict_on = models.DateField(null=True, blank=True)
    in_effect_on = models.DateField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    objects: ClassVar[ReadableManager[Document]] = ReadableManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["symbol"], condition=~models.Q(symbol=""), name="symbol_names_one_document")
        ]

    def __str__(self) -> str:
        return self.symbol or str(self.title)


class Waiver(Kept):
    """A body's recorded consent to take a late document."""

    READ_WITH = "document"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="waivers")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    reason = InLanguages()
    granted_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Waiver]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.document} for {self.body}"
