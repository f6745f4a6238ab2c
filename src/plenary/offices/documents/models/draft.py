"""What people work on between two versions: its paragraphs as they stand, and every save, only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.kept import Kept
from plenary.offices.documents.models.document import Document
from plenary.offices.documents.models.text import Paragraph, Version


class Draft(Kept):
    """A working draft of one document in one language; one is open at a time.

    begun_from: the version it was opened from; None for a text that is typed from nothing. became: the version that
    was made of it; None while it is open or where it was put aside. saves_count: serial of the last save.
    """

    READ_WITH = "document"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="drafts")
    language = models.CharField(max_length=12)
    begun_from = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    became = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    saves_count = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Draft]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_draft_a_language",
            )
        ]

    def __str__(self) -> str:
        return f"draft of {self.document} ({self.language})"


class DraftSave(Kept):
    """One save: who, when, what it did to which paragraphs.

    number: its serial in the draft. changes: each {anchor, before, after}, a paragraph as {words, role, label, parent}
    or None where it did not stand. typed: the words as they were sent, where they were merged or kept beside the text.
    save_key: sent with it, so that sending it again is harmless. sent: SHA-256 of what was sent under the key; other
    words under the same key are another save. entry: its number in the record.
    """

    class Outcome(models.TextChoices):
        KEPT = "kept"
        MERGED = "merged"
        BESIDE = "beside"

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="saves")
    number = models.PositiveIntegerField()
    did = models.CharField(max_length=12)
    anchor = models.CharField(max_length=24)
    outcome = models.CharField(max_length=6, choices=Outcome.choices, default=Outcome.KEPT)
    changes = models.JSONField(default=list)
    typed = models.TextField(blank=True)
    typed_on = models.PositiveIntegerField(default=0, help_text="revision on which it was written")
    made_by = models.CharField(max_length=22, help_text="key of the person")
    made_at = models.DateTimeField()
    save_key = models.CharField(max_length=64, blank=True)
    sent = models.CharField(max_length=64, blank=True)
    entry = models.PositiveBigIntegerField(default=0)

    objects: ClassVar[models.Manager[DraftSave]] = models.Manager()

    class Meta:
        ordering = ["draft", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="one_save_a_number"),
            models.UniqueConstraint(
                fields=["draft", "made_by", "save_key", "sent"],
                condition=~models.Q(save_key=""),
                name="one_save_a_key",
            ),
        ]

    def __str__(self) -> str:
        return f"save {self.number} of {self.draft}"


class DraftParagraph(Kept):
    """A paragraph of a draft as it stands now. revision: grows with its words. removed_at: kept, and can come back."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="paragraphs")
    place = models.BigIntegerField(help_text="paragraphs are read in the order of these; gaps leave room")
    anchor = models.CharField(max_length=24)
    parent_anchor = models.CharField(max_length=24, blank=True)
    role = models.CharField(max_length=10, choices=Paragraph.Role.choices, default=Paragraph.Role.PLAIN)
    label = models.CharField(max_length=24, blank=True)
    words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[DraftParagraph]] = models.Manager()

    class Meta:
        ordering = ["draft", "place"]
        constraints = [models.UniqueConstraint(fields=["draft", "anchor"], name="one_draft_paragraph_an_anchor")]

    def __str__(self) -> str:
        return f"{self.label or self.anchor}"


class DraftWording(Kept):
    """The words of a paragraph at one revision: what somebody had before them when they wrote."""

    paragraph = models.ForeignKey(DraftParagraph, on_delete=models.PROTECT, related_name="wordings")
    revision = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    save_of = models.ForeignKey(DraftSave, null=True, blank=True, on_delete=models.PROTECT, related_name="wordings")

    objects: ClassVar[models.Manager[DraftWording]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paragraph", "revision"], name="one_wording_a_revision")]

    def __str__(self) -> str:
        return f"{self.paragraph} as of {self.revision}"
