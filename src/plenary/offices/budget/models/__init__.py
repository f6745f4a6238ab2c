"""What the budget office keeps. Amounts are exact, in the account currency; percentages have three decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models

from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.documents.models import Document
from plenary.offices.organisation.models import Member


class Budget(Kept):
    """One year's budget. decision: number of the decision that adopted it; empty while it is a draft."""

    class State(models.TextChoices):
        PLANNED = "planned"
        DRAFT = "draft"
        ADOPTED = "adopted"

    year = models.PositiveSmallIntegerField(unique=True)
    currency = models.CharField(max_length=3, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="budgets")
    decision = models.CharField(max_length=40, blank=True)
    contributions_opened_at = models.DateTimeField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Budget]] = models.Manager()

    def __str__(self) -> str:
        return str(self.year)


class Part(Kept):
    """A part of the budget, by body or purpose, with its appropriation."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    title = InLanguages()
    amount = models.DecimalField(max_digits=16, decimal_places=2)

    objects: ClassVar[models.Manager[Part]] = models.Manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "order"], name="one_part_a_place"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="appropriation_not_negative"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class ScaleShare(Kept):
    """What a member bears of a budget, in per cent with three decimals; a year's shares sum to 100.000."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="scale")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="scale_shares")
    percent = models.DecimalField(max_digits=6, decimal_places=3)

    objects: ClassVar[models.Manager[ScaleShare]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["budget", "member"], name="one_share_a_member"),
            models.CheckConstraint(condition=models.Q(percent__gte=0, percent__lte=100), name="share_within_100"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.percent}"


class Contribution(Kept):
    """What a member owes for a year. Exists once the budget is adopted."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="contributions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="contributions")
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    due_on = models.DateField()

    objects: ClassVar[models.Manager[Contribution]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["budget", "member"], name="one_contribution_a_member")]

    def __str__(self) -> str:
        return f"{self.member} {self.budget}"

    @property
    def paid(self) -> Decimal:
        """What was received, added up here because one of our databases would add amounts as floats."""
        return sum((payment.amount for payment in self.payments.all()), Decimal("0.00"))

    @property
    def left(self) -> Decimal:
        """What is still to be paid."""
        return self.amount - self.paid


class Payment(Kept):
    """Money received for a contribution, entered by one person and approved by another.

    reverses: the payment that was recorded wrongly and that this counter entry takes back whole; both stay. Its amount
    is below zero, and reason says what was wrong.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="payments")
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    received_on = models.DateField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    reason = InLanguages()

    objects: ClassVar[models.Manager[Payment]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0, reverses__isnull=True)
                | models.Q(amount__lt=0, reverses__isnull=False),
                name="payment_is_positive_or_reverses_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(entered_by=models.F("approved_by")), name="payment_takes_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} on {self.received_on}"


class VoteDecision(Kept):
    """What a body decided on the vote of a member in arrears: it has none, or it has it all the same.

    decision: its number, or the text it rests on. from_on: the first day on which it holds. until_on: the last one,
    included; a permission always has one, a vote that was taken has none until the body gives it back.
    """

    class Of(models.TextChoices):
        TAKEN = "taken"
        PERMITTED = "permitted"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="vote_decisions")
    of = models.CharField(max_length=9, choices=Of.choices)
    decision = models.CharField(max_length=120)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True, help_text="the decision that gave the vote back")

    objects: ClassVar[models.Manager[VoteDecision]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(of="taken", until_on__isnull=True), name="one_vote_taken_a_member"
            ),
            models.CheckConstraint(
                condition=models.Q(of="taken") | models.Q(until_on__isnull=False), name="a_permission_has_a_last_day"
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="vote_decision_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.decision}"
