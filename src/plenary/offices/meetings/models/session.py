"""Session > meeting > sitting.

Adopting the agenda belongs to a session; quorum and record to a meeting; room, format and access to a sitting.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.organisation.models import Body, Member, Presidency


class Venue(Kept):
    """A place where bodies meet. zone: IANA name; every time of a session is shown in it."""

    name = InLanguages()
    city = InLanguages()
    country = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="venues")
    zone = models.CharField(max_length=64, default="UTC")

    objects: ClassVar[models.Manager[Venue]] = models.Manager()

    def __str__(self) -> str:
        return str(self.name) or str(self.city)


class Session(Kept):
    """A numbered series of meetings of one body, or of several that sit jointly, under one agenda.

    ref: in the address of its public page, e.g. CSC-2019-1. declared_count: how many items a source says the agenda
    has, which may be more than are named. presiding_*: follow from the rule (the host chairs) unless the body
    decided otherwise; presiding_ground: the provision that says so. agenda_audience: of every item of the open
    agenda, so that its numbers never show a gap.
    """

    class Kind(models.TextChoices):
        REGULAR = "regular"
        EXTRAORDINARY = "extraordinary"
        RESUMED = "resumed"
        NOT_STATED = "not_stated"

    class State(models.TextChoices):
        PLANNED = "planned"
        CONVENED = "convened"
        OPEN = "open"
        HELD = "held"
        CLOSED = "closed"

    ref = models.SlugField(max_length=40, unique=True)
    title = InLanguages()
    kind_of_session = models.CharField(max_length=13, choices=Kind.choices, default=Kind.NOT_STATED)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    bodies = models.ManyToManyField(Body, through="SessionBody", related_name="sessions")
    theme = InLanguages()
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    host = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted")
    presiding_member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    presiding_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    presiding_ground = models.CharField(max_length=120, blank=True)
    presidency_after = models.ForeignKey(
        Presidency, null=True, blank=True, on_delete=models.PROTECT, related_name="begins_after"
    )
    prepares = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="prepared_by")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    declared_count = models.PositiveSmallIntegerField(null=True, blank=True)
    agenda_adopted_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    agenda_audience = AudienceField(default="members")
    audience = AudienceField()
    is_demonstration = models.BooleanField(default=False)

    objects: ClassVar[ReadableManager[Session]] = ReadableManager()

    def __str__(self) -> str:
        return str(self.title) or self.ref


class SessionBody(Kept):
    """A body that meets in a session. More than one makes it a joint meeting; each keeps its own quorum and rule."""

    READ_WITH = "session"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="session_bodies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="session_bodies")
    order = models.PositiveSmallIntegerField(default=1)

    objects: ClassVar[models.Manager[SessionBody]] = models.Manager()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "session bodies"
        constraints = [models.UniqueConstraint(fields=["session", "body"], name="body_meets_once_a_session")]

    def __str__(self) -> str:
        return f"{self.body} in {self.session}"


class Meeting(Kept):
    """One numbered gathering inside a session, opened and closed by the chair."""

    READ_WITH = "session"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Meeting]] = models.Manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="meeting_number_once")]

    def __str__(self) -> str:
        return f"{self.session}, meeting {self.number}"


class Sitting(Kept):
    """An uninterrupted part of a meeting in one format and one room.

    admitted_classes: office classes that may enter beside the heads (words of OfficeClass); full_delegations: every
    listed delegate may. companions: how many named persons each head may bring. is_announced: outsiders may know
    that it takes place, and when. audience: of what happens inside; band_audience: of the fact that it sits; of one
    in a shut format they learn that and its hours alone. ground: the text that says who enters.
    """

    class Format(models.TextChoices):
        RESTRICTED = "restricted"
        ENLARGED = "enlarged"
        RETREAT = "retreat"
        MINISTERIAL = "ministerial"
        EXPERT = "expert"

    #: Formats of which others are told the hours alone.
    SHUT: ClassVar[frozenset[str]] = frozenset({Format.RESTRICTED, Format.RETREAT})

    class State(models.TextChoices):
        PLANNED = "planned"
        READY = "ready"
        OPEN = "open"
        SUSPENDED = "suspended"
        CLOSED = "closed"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    title = InLanguages()
    format = models.CharField(max_length=11, choices=Format.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    admitted_classes = models.JSONField(default=list, blank=True)
    full_delegations = models.BooleanField(default=False)
    companions = models.PositiveSmallIntegerField(default=0)
    ground = models.CharField(max_length=120, blank=True)
    room = InLanguages()
    is_announced = models.BooleanField(default=True)
    planned_from_at = models.DateTimeField(null=True, blank=True)
    planned_until_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    band_audience = AudienceField(default="public")
    audience = AudienceField(default="members")

    objects: ClassVar[ReadableManager[Sitting]] = ReadableManager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="sitting_number_once")]

    @property
    def is_shut(self) -> bool:
        """Whether those who only know that it sits are told its hours alone: no title, no room, not who joins.

        By the format as it was announced: doors that the chair shuts later change nothing here, since a change would
        tell of them.
        """
        return self.format in self.SHUT

    @property
    def title_audience(self) -> str:
        """Of the title as it was typed, of the room and of who joins."""
        return str(self.audience if self.is_shut else self.band_audience)

    def __str__(self) -> str:
        return str(self.title) or f"sitting {self.number}"


class NamedPerson(Kept):
    """A person named for one sitting beforehand: who serves it, a guest, or a companion whom a head brings.

    companion_of: key of the delegation that brings the person; empty for who is named by the sitting itself.
    """

    READ_WITH = "sitting"

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="named_persons")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="named_for")
    companion_of = models.CharField(max_length=22, blank=True)

    objects: ClassVar[models.Manager[NamedPerson]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "person"], name="named_once_a_sitting")]

    def __str__(self) -> str:
        return f"{self.person} for {self.sitting}"


class SittingNote(Kept):
    """The chair's note of a restricted sitting. Read only by those entitled to that sitting."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="notes")
    text = InLanguages()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    audience = AudienceField()

    objects: ClassVar[ReadableManager[SittingNote]] = ReadableManager()

    def __str__(self) -> str:
        return f"note of {self.sitting}"
