"""What the chamber keeps while a sitting runs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.models import Person
from plenary.foundation.journal.models import Entry
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.decisions.models import Question
from plenary.offices.meetings.models import Delegate, Item, Sitting
from plenary.offices.organisation.models import Body, Member


class Room(Kept):
    """The state of a sitting's room: the four facts that every screen shows.

    doors_closed_at: nobody who is not admitted sees anything from then on; audience_before: who could follow until
    then. scene: what the projector shows. presiding_person: who has the chair now, where several may preside.
    """

    class FloorList(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    class Scene(models.TextChoices):
        WAITING = "waiting"
        ITEM = "item"
        SPEAKER = "speaker"
        TEXT = "text"
        VOTE = "vote"
        RESULT = "result"
        ADOPTED = "adopted"
        BREAK = "break"
        BLANK = "blank"

    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, related_name="live_room")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    floor_list = models.CharField(max_length=6, choices=FloorList.choices, default=FloorList.OPEN)
    speaking_limit_s = models.PositiveIntegerField(default=180)
    scene = models.CharField(max_length=7, choices=Scene.choices, default=Scene.WAITING)
    break_until_at = models.DateTimeField(null=True, blank=True)
    doors_closed_at = models.DateTimeField(null=True, blank=True)
    audience_before = models.CharField(max_length=400, blank=True)
    presiding_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_rehearsal = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Room]] = models.Manager()

    def __str__(self) -> str:
        return f"room of {self.sitting}"


class FloorRequest(Kept):
    """A request for the floor. order: place among requests of its kind; reordering leaves an entry.

    spoken_s: seconds spoken in earlier stretches; running_since: set while the clock runs.
    """

    class Kind(models.TextChoices):
        POINT_OF_ORDER = "point_of_order"
        RIGHT_OF_REPLY = "right_of_reply"
        SPEAKER = "speaker"
        MOTION = "motion"

    class State(models.TextChoices):
        LISTED = "listed"
        SPEAKING = "speaking"
        FINISHED = "finished"
        WITHDRAWN = "withdrawn"

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="requests")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="floor_requests")
    kind_of_request = models.CharField(max_length=14, choices=Kind.choices, default=Kind.SPEAKER)
    state = models.CharField(max_length=9, choices=State.choices, default=State.LISTED)
    order = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    limit_s = models.PositiveIntegerField(default=180)
    spoken_s = models.PositiveIntegerField(default=0)
    running_since = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[FloorRequest]] = models.Manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=models.Q(state="speaking"), name="one_speaker_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.delegate} ({self.kind_of_request})"


class Signal(Kept):
    """A word to the chair that is no request for the floor: no sound, slower please, staff."""

    class Kind(models.TextChoices):
        TECHNICAL = "technical"
        STAFF = "staff"
        SLOWER = "slower"

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="signals")
    delegate = models.ForeignKey(Delegate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind_of_signal = models.CharField(max_length=9, choices=Kind.choices)
    words = InLanguages()
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Signal]] = models.Manager()

    def __str__(self) -> str:
        return self.kind_of_signal


class VotingSeat(Kept):
    """Who holds the vote and the right to object for a member in a body, in this sitting."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="voting_seats")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="voting_seats")
    since_at = models.DateTimeField()

    objects: ClassVar[models.Manager[VotingSeat]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "body", "member"], name="one_voting_seat_a_member")]

    def __str__(self) -> str:
        return f"{self.member} by {self.delegate}"


class Step(Kept):
    """An act of the console that can be taken back for some seconds, while it has not left the room.

    changes: for each row it touched, the fields that were one thing and are another now.
    """

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="steps")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField(default=list)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Step]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.entry.verb} in {self.room}"
