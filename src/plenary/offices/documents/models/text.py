"""The text of a document: versions, their languages, paragraphs, brackets and issues.

Versions and what hangs on them are only ever added; actions refuse to change a row once its version is sealed.
"""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models

from plenary.foundation.files.models import StoredFile
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.foundation.texts.text import called
from plenary.offices.documents.models.document import Document
from plenary.offices.organisation.models import Member

#: Signs of a print code: without I, L, O and U, so that none is misread on paper.
PRINT_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PRINT_CODE_LENGTH = 10


def new_print_code() -> str:
    """Ten signs of 50 random bits; they stand on every print of a version and tell later whether it is stale."""
    return "".join(secrets.choice(PRINT_SIGNS) for _ in range(PRINT_CODE_LENGTH))


class Version(Kept):
    """One state of the text, from 1 up. suffix: what the symbol gains ("Rev.2"). sealed_at: no word changes after.

    digest: SHA-256 over the canonical form of all languages, set when sealed; what an adoption freezes. print_code:
    stands on its prints.
    """

    READ_WITH = "document"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    suffix = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=22, blank=True, help_text="key of the person")
    sealed_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    note = InLanguages()
    print_code = models.CharField(max_length=PRINT_CODE_LENGTH, unique=True, default=new_print_code, editable=False)

    objects: ClassVar[models.Manager[Version]] = models.Manager()

    class Meta:
        ordering = ["document", "number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.document} v{self.number}"

    @property
    def original(self) -> LanguageVersion:
        """Its text in the language in which it is written."""
        return self.languages.get(is_original=True)


class LanguageVersion(Kept):
    """A version in one language. A translation states the version it renders, which may be an older one."""

    READ_WITH = "of_version"

    class Check(models.TextChoices):
        NOT_BEGUN = "not_begun"
        UNDER_WAY = "under_way"
        PASSED = "passed"

    of_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="languages")
    language = models.CharField(max_length=12)
    renders = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="renderings")
    is_original = models.BooleanField(default=False)
    is_authentic = models.BooleanField(default=False)
    lawyer_linguist = models.CharField(max_length=10, choices=Check.choices, default=Check.NOT_BEGUN)
    title = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the canonical text in this language")

    objects: ClassVar[models.Manager[LanguageVersion]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of_version", "language"], name="one_text_a_language")]

    def __str__(self) -> str:
        return f"{self.of_version} ({self.language})"


class TranslationDue(Kept):
    """Until when a text is to be there in a language; nothing once that language says the newest text."""

    READ_WITH = "document"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="translations_due")
    language = models.CharField(max_length=12)
    due_at = models.DateTimeField()

    objects: ClassVar[models.Manager[TranslationDue]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "language"], name="one_due_time_a_language")]

    def __str__(self) -> str:
        return f"{self.document} in {self.language} due {self.due_at:%Y-%m-%d %H:%M}"


class Paragraph(Kept):
    """One paragraph in one language. anchor: survives versions and languages, so ¶ 4 can be cited for ever."""

    READ_WITH = "text_of"

    class Role(models.TextChoices):
        TITLE = "title"
        HEADING = "heading"
        PREAMBULAR = "preambular"
        OPERATIVE = "operative"
        ITEM = "item"
        PLAIN = "plain"
        TABLE = "table"
        ROW = "row"
        HEAD_CELL = "head_cell"
        CELL = "cell"
        FOOTNOTE = "footnote"
        ANNEX = "annex"

    text_of = models.ForeignKey(LanguageVersion, on_delete=models.PROTECT, related_name="paragraphs")
    order = models.PositiveIntegerField()
    anchor = models.CharField(max_length=24)
    parent_anchor = models.CharField(max_length=24, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.PLAIN)
    label = models.CharField(max_length=24, blank=True, help_text="number as printed: 4, (a), IV")
    text = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Paragraph]] = models.Manager()

    class Meta:
        ordering = ["text_of", "order"]
        constraints = [
            models.UniqueConstraint(fields=["text_of", "order"], name="one_paragraph_a_place"),
            models.UniqueConstraint(fields=["text_of", "anchor"], name="one_paragraph_an_anchor"),
        ]

    @property
    def named(self) -> str:
        """How people name it."""
        return called(self.label, self.order)

    def __str__(self) -> str:
        return f"{self.label or self.anchor}"


class Bracket(Kept):
    """Words not yet agreed: where, which alternatives, held by whom, since when. Adoption waits while one is open.

    place: which place of brackets in the paragraph, from 1 (`foundation.texts.brackets`); 0 where the words of the text
    bear no marks for it. chosen: letter of the alternative that was agreed. An editorial one is square brackets that
    belong to the text ("[sic]"), for a reason; it holds nothing up.
    """

    READ_WITH = "document"

    class Status(models.TextChoices):
        OPEN = "open"
        RESOLVED = "resolved"
        MOVED = "moved"
        EDITORIAL = "editorial"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="brackets")
    opened_in = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="brackets_opened")
    closed_in = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="brackets_closed"
    )
    anchor = models.CharField(max_length=24)
    place = models.PositiveSmallIntegerField(default=0)
    alternatives = models.JSONField(default=list, help_text="letters and words, by language")
    proponents = models.ManyToManyField(Member, blank=True, related_name="brackets")
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.OPEN)
    chosen = models.CharField(max_length=4, blank=True)
    reason = InLanguages(help_text="why square brackets belong to the text")
    since_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Bracket]] = models.Manager()

    def __str__(self) -> str:
        return f"bracket in {self.document} at {self.anchor}"


class Issue(Kept):
    """A version given out in one language: the file, and who could read it from then on.

    paper: the same words as PDF; None where no font of the house sets their script.
    """

    of_text = models.ForeignKey(LanguageVersion, on_delete=models.PROTECT, related_name="issues")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=400)
    issued_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Issue]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.of_text} issued {self.issued_at:%Y-%m-%d}"
