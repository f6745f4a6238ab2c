"""Bodies: groups of members with a composition, a competence and rules."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.organisation.models.members import Member


class Composition(models.TextChoices):
    """By which office a member sits in a body."""

    HEADS = "heads"
    FOREIGN_MINISTERS = "foreign_ministers"
    DEFENCE_MINISTERS = "defence_ministers"
    SECURITY_SECRETARIES = "security_secretaries"
    PERMANENT_REPRESENTATIVES = "permanent_representatives"
    EXPERTS = "experts"
    STAFF = "staff"
    AS_APPOINTED = "as_appointed"


class Body(Kept):
    """A body. Statutory when the founding treaty creates it; supreme when it stands highest.

    rank: place in lists, the supreme body first. provision: where it is created, e.g. "Charter art. 13".
    """

    code = models.CharField(max_length=12, unique=True)
    name = InLanguages()
    short_name = InLanguages()
    composition = models.CharField(max_length=26, choices=Composition.choices)
    is_statutory = models.BooleanField(default=True)
    is_supreme = models.BooleanField(default=False)
    decides = models.BooleanField(default=True, help_text="false for a secretariat or a staff")
    shows_holders = models.BooleanField(default=False, help_text="readers of its texts see who holds words in brackets")
    rank = models.PositiveSmallIntegerField(default=100)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subsidiaries")
    provision = models.CharField(max_length=80, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Body]] = models.Manager()

    class Meta:
        ordering = ["rank", "code"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return str(self.name)


class BodySeat(Kept):
    """A member's seat in a body, for a period of days."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="seats")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[BodySeat]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "member"],
                condition=models.Q(until_on__isnull=True),
                name="one_open_seat_a_member_and_body",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.body}"


class Mandate(Kept):
    """An order for work: who, what, by when. Names body, subject and, where stated, a deadline."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mandates")
    subject = InLanguages()
    ground = InLanguages(help_text="the decision, charter provision or programme item it rests on")
    due_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Mandate]] = models.Manager()

    def __str__(self) -> str:
        return str(self.subject)


class RulesInForce(Kept):
    """Which rules of procedure hold for a body, from a day.

    ruleset: name of a file under rulesets/. changes: values this organisation set otherwise, by path, each with
    its own citation; empty where it took the file as it is.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="rules")
    ruleset = models.SlugField(max_length=40)
    changes = models.JSONField(default=dict, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[RulesInForce]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "from_on"], name="one_change_of_rules_a_day_and_body")]
        verbose_name_plural = "rules in force"

    def __str__(self) -> str:
        return f"{self.body.code}: {self.ruleset} from {self.from_on}"
