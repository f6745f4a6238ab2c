"""What the instruments office keeps."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.access.models import Person
from plenary.foundation.files.models import StoredFile
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.documents.models import Document, Version
from plenary.offices.meetings.models import Item, Session
from plenary.offices.organisation.models import Member


class SigningPackage(Kept):
    """Papers signed together at a session. order_language: in whose alphabet the blocks stand.

    papers_count_stated: how many papers a source says there are; empty where it does not.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        OPEN = "open"
        SIGNED = "signed"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="signing_packages")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="signing_packages")
    title = InLanguages()
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    order_language = models.CharField(max_length=12, default="ru")
    papers_count_stated = models.PositiveSmallIntegerField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    audience = AudienceField(default="members")
    is_demonstration = models.BooleanField(default=False)

    objects: ClassVar[ReadableManager[SigningPackage]] = ReadableManager()

    def __str__(self) -> str:
        return str(self.title)


class SigningPaper(Kept):
    """One paper of a package: the text and the version whose digest is signed."""

    READ_WITH = "package"

    package = models.ForeignKey(SigningPackage, on_delete=models.PROTECT, related_name="papers")
    order = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signing_papers")
    text_version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_treaty = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[SigningPaper]] = models.Manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["package", "order"], name="one_paper_a_place")]

    def __str__(self) -> str:
        return str(self.document)


class SignatureBlock(Kept):
    """A member's block in a package, in the agreed order; signed once for each paper."""

    READ_WITH = "package"

    package = models.ForeignKey(SigningPackage, on_delete=models.PROTECT, related_name="blocks")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="signature_blocks")
    order = models.PositiveSmallIntegerField()

    objects: ClassVar[models.Manager[SignatureBlock]] = models.Manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["package", "member"], name="one_block_a_member"),
            models.UniqueConstraint(fields=["package", "order"], name="one_block_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.member}"


class FullPowers(Kept):
    """The document that authorises a person to sign for a member where the office alone does not."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="full_powers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="full_powers")
    package = models.ForeignKey(SigningPackage, on_delete=models.PROTECT, related_name="full_powers")
    received_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    issued_by = InLanguages()

    objects: ClassVar[models.Manager[FullPowers]] = models.Manager()

    class Meta:
        verbose_name_plural = "full powers"

    def __str__(self) -> str:
        return f"full powers of {self.person}"


class Signature(Kept):
    """A signature of one paper by one person for one member. ground: office or full powers, with the rule."""

    class Ground(models.TextChoices):
        OFFICE = "office"
        FULL_POWERS = "full_powers"

    block = models.ForeignKey(SignatureBlock, on_delete=models.PROTECT, related_name="signatures")
    paper = models.ForeignKey(SigningPaper, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatures")
    ground = models.CharField(max_length=11, choices=Ground.choices)
    office_title = InLanguages()
    cite = models.CharField(max_length=80)
    text_digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Signature]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["block", "paper"], name="one_signature_a_block_and_paper")]

    def __str__(self) -> str:
        return f"{self.signed_by} for {self.block.member}"


class CertifiedCopy(Kept):
    """A certified true copy as PDF, with the digest of each language; drawn up by one person, certified by another."""

    paper = models.ForeignKey(SigningPaper, on_delete=models.PROTECT, related_name="certified_copies")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    drawn_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    certified_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    certified_at = models.DateTimeField()
    entry = models.PositiveBigIntegerField(null=True, blank=True)

    objects: ClassVar[models.Manager[CertifiedCopy]] = models.Manager()

    class Meta:
        verbose_name_plural = "certified copies"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(drawn_up_by=models.F("certified_by")), name="copy_certified_by_another"
            )
        ]

    def __str__(self) -> str:
        return f"certified copy of {self.paper}"


class Treaty(Kept):
    """A treaty this organisation keeps or rests on, with its dates; empty where not stated.

    document: its text here, or the outside document it is where another organisation keeps it.
    needed: instruments that bring it into force, as a share ("all", "2/3", "4") of parties_count; delay_*: how long
    after; first_of_month: from the first day of the month that follows.
    """

    READ_WITH = "document"

    title = InLanguages()
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="treaties")
    signed_at_place = InLanguages()
    signed_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    in_force_rule = models.CharField(max_length=200, blank=True)
    needed = models.CharField(max_length=20, blank=True)
    parties_count = models.PositiveSmallIntegerField(null=True, blank=True)
    delay_days = models.PositiveSmallIntegerField(default=0)
    delay_months = models.PositiveSmallIntegerField(default=0)
    first_of_month = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Treaty]] = models.Manager()

    class Meta:
        verbose_name_plural = "treaties"

    def __str__(self) -> str:
        return str(self.title)


class Deposit(Kept):
    """An instrument deposited for a treaty: ratification, acceptance, approval, accession."""

    class Kind(models.TextChoices):
        RATIFICATION = "ratification"
        ACCEPTANCE = "acceptance"
        APPROVAL = "approval"
        ACCESSION = "accession"

    treaty = models.ForeignKey(Treaty, on_delete=models.PROTECT, related_name="deposits")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="deposits")
    kind_of_deposit = models.CharField(max_length=12, choices=Kind.choices)
    received_on = models.DateField()
    in_good_form = models.BooleanField(default=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    note = InLanguages()

    objects: ClassVar[models.Manager[Deposit]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.member} {self.kind_of_deposit}"
