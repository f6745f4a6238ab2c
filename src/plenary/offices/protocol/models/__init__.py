"""What the protocol office keeps."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.meetings.models import Delegation, Session, Sitting
from plenary.offices.organisation.models import Member

#: The usual first audience of what this office keeps: who works on protocol.
PROTOCOL = "protocol"


class Arrival(Kept):
    """A delegation's arrival: planned, then marked. What is not stated stays empty.

    arrived_on: the day where no hour is stated; arrived_at: the instant where it is. greeter_title: as printed.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        ARRIVED = "arrived"

    class Honours(models.TextChoices):
        NOT_STATED = "not_stated"
        NONE = "none"
        GUARD = "guard"
        GUARD_AND_ANTHEM = "guard_and_anthem"

    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="arrivals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="arrivals")
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    place = InLanguages(help_text="the airport, as printed")
    city = InLanguages()
    carrier = models.CharField(max_length=60, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    greeter = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="greetings")
    greeter_title = InLanguages()
    honours = models.CharField(max_length=16, choices=Honours.choices, default=Honours.NOT_STATED)
    audience = AudienceField(default=PROTOCOL)

    objects: ClassVar[ReadableManager[Arrival]] = ReadableManager()

    def __str__(self) -> str:
        return f"arrival of {self.person}"


class Slot(Kept):
    """One slot of the programme of the day, with planned and actual time; hours stay empty where not stated."""

    class Kind(models.TextChoices):
        ARRIVAL = "arrival"
        GREETING = "greeting"
        PHOTOGRAPH = "photograph"
        SITTING = "sitting"
        SIGNING = "signing"
        PRESS = "press"
        MEAL = "meal"
        BILATERAL = "bilateral"
        DEPARTURE = "departure"
        OTHER = "other"

    class Cover(models.TextChoices):
        NOT_STATED = "not_stated"
        CLOSED = "closed"
        POOL = "pool"
        OPEN = "open"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="slots")
    order = models.PositiveSmallIntegerField()
    on = models.DateField(null=True, blank=True)
    kind_of_slot = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    title = InLanguages()
    place = InLanguages()
    sitting = models.ForeignKey(Sitting, null=True, blank=True, on_delete=models.PROTECT, related_name="slots")
    cover = models.CharField(max_length=10, choices=Cover.choices, default=Cover.NOT_STATED)
    planned_from_at = models.DateTimeField(null=True, blank=True)
    planned_until_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    audience = AudienceField(default=PROTOCOL)

    objects: ClassVar[ReadableManager[Slot]] = ReadableManager()

    class Meta:
        ordering = ["session", "order"]
        constraints = [models.UniqueConstraint(fields=["session", "order"], name="one_slot_a_place")]

    def __str__(self) -> str:
        return str(self.title) or self.kind_of_slot


class SeatingPlan(Kept):
    """How the table is laid. rule: the order that made it; is_demonstration where no source states it.

    ground: the provision behind the order. reasons: why each member sits where it sits, step by step.
    """

    class Shape(models.TextChoices):
        OVAL = "oval"
        HORSESHOE = "horseshoe"
        RECTANGLE = "rectangle"
        HEMICYCLE = "hemicycle"

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="seating")
    shape = models.CharField(max_length=10, choices=Shape.choices, default=Shape.OVAL)
    rule = models.CharField(max_length=60)
    ground = models.CharField(max_length=120, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    is_demonstration = models.BooleanField(default=False)
    audience = AudienceField(default=PROTOCOL)

    objects: ClassVar[ReadableManager[SeatingPlan]] = ReadableManager()

    def __str__(self) -> str:
        return f"seating of {self.session}"


class SeatPlace(Kept):
    """A place at the table, from the chair's (0) round."""

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[SeatPlace]] = models.Manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="one_member_a_place"),
            models.UniqueConstraint(fields=["plan", "member"], name="one_place_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.member}"
