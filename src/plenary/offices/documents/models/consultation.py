"""What is asked of members about a text before a body decides: rounds of consultation, and capitals' confirmations."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.documents.models.document import Document
from plenary.offices.documents.models.text import Version
from plenary.offices.organisation.models import Member


class Round(Kept):
    """One round of consultation: members are asked about a version until an instant.

    closes_at: an answer is in time strictly before it. closed_at: when the secretary closed it; None while it runs.
    called_off_for: why it was ended without a sum; empty where it was not.
    """

    READ_WITH = "document"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="rounds")
    text_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    addressees = models.ManyToManyField(Member, related_name="rounds")
    question = InLanguages()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    called_off_for = InLanguages()

    objects: ClassVar[models.Manager[Round]] = models.Manager()

    class Meta:
        ordering = ["document", "number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="round_number_once")]

    def __str__(self) -> str:
        return f"round {self.number} on {self.document}"


class RoundAnswer(Kept):
    """What a member answered. Answers are only added; the last one in time stands, and a late one where there is none.

    entered_by: who of the secretariat entered it for the member; None where its own delegation handed it in.
    """

    of_round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="round_answers")
    agrees = models.BooleanField()
    words = InLanguages()
    handed_in_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    entered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[RoundAnswer]] = models.Manager()

    class Meta:
        ordering = ["of_round", "handed_in_at", "pk"]

    def __str__(self) -> str:
        return f"{self.member} in {self.of_round}"


class Confirmation(Kept):
    """A capital that must still confirm what its negotiators agreed ad referendum to a version.

    entered_by: as of an answer to a round.
    """

    class State(models.TextChoices):
        PENDING = "pending"
        GIVEN = "given"
        WITHHELD = "withheld"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="confirmations")
    text_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="confirmations")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="confirmations")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    words = InLanguages()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Confirmation]] = models.Manager()

    class Meta:
        ordering = ["document", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["text_version", "member"], name="a_capital_confirms_a_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.member} on {self.document}"
