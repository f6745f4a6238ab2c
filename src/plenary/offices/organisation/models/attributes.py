"""What a rule may ask about a member beside its seat: the votes it casts, its population, what it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.kept import Kept
from plenary.offices.organisation.models.bodies import Body
from plenary.offices.organisation.models.members import Member


class Attribute(Kept):
    """One number or trait of a member, for a period of days and with where it is written.

    body: the body in which it counts; None for every body in which it has none of its own. number: votes cast as a
    unit, or people in any one unit that is the same for all members of the body. trait: what a rule asks about, as
    "permanent". from_on inclusive, None where the day is not stated; until_on exclusive, None while it runs.
    """

    class Of(models.TextChoices):
        WEIGHT = "weight"
        POPULATION = "population"
        TRAIT = "trait"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attributes")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="attributes")
    of = models.CharField(max_length=10, choices=Of.choices)
    number = models.PositiveBigIntegerField(null=True, blank=True)
    trait = models.CharField(max_length=60, blank=True)
    cite = models.CharField(max_length=120)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Attribute]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(of="trait", number__isnull=True) & ~models.Q(trait=""))
                | (~models.Q(of="trait") & models.Q(number__isnull=False, trait="")),
                name="attribute_is_a_number_or_a_trait",
            ),
            models.CheckConstraint(
                condition=models.Q(from_on__isnull=True)
                | models.Q(until_on__isnull=True)
                | models.Q(until_on__gt=models.F("from_on")),
                name="attribute_ends_after_it_begins",
            ),
            # Two of them, since a body that is not named is no value to compare in any of the databases.
            models.UniqueConstraint(
                fields=["member", "body", "of", "trait"],
                condition=models.Q(until_on__isnull=True, body__isnull=False),
                name="one_running_attribute_in_a_body",
            ),
            models.UniqueConstraint(
                fields=["member", "of", "trait"],
                condition=models.Q(until_on__isnull=True, body__isnull=True),
                name="one_running_attribute_everywhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.trait or self.number}"
