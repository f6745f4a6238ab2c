"""The robots of a rehearsal: they play every seat but the chair's, through the same acts that people use.

A robot does one thing at a time, some seconds after there was reason to, and only what a delegation or the desk may do.
None ever presses a key of the chair: what is opened, put, closed and announced is the person's, so without the person
nothing goes on. What they do follows from what stands in the house, not from a memory of their own; a rehearsal that
was stopped in the middle goes on from there.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.models import Account
from plenary.foundation.kept import Kept, thing_named
from plenary.foundation.languages.words import Words
from plenary.foundation.people.models import SignIn
from plenary.interfaces.rehearsal.founding import CHAIR, FIRST_SEAT, NAME
from plenary.offices.chamber.actions.floor import request_floor
from plenary.offices.chamber.models import FloorRequest, Room
from plenary.offices.decisions.actions.announcing import record_verdict
from plenary.offices.decisions.actions.objections import object_to, withdraw_objection
from plenary.offices.decisions.actions.questions import prepare_question
from plenary.offices.decisions.actions.votes import cast_ballot
from plenary.offices.decisions.models import Ballot, Objection, Question
from plenary.offices.meetings.actions.presence import enter_room
from plenary.offices.meetings.models import Delegate, Item, Presence, Sitting
from plenary.offices.newsroom.actions.releases import arm_release
from plenary.offices.newsroom.models import Release
from plenary.procedure.refusal import Refused
from plenary.procedure.verdict import Outcome

T = TypeVar("T", bound=Kept)

ADOPTED: Final = "decisions.decision.adopted"
REASON = Words(
    {
        "en": "We ask for a moment to read the second paragraph.",
        "ru": "Просим минуту, чтобы прочесть второй пункт.",
        "ar": "نطلب لحظة لقراءة الفقرة الثانية.",
    }
)
#: How many delegations ask for the floor.
SPEAKERS: Final = 2
#: The last seat abstains; at a table longer than this the last but one votes against.
SPLIT_FROM: Final = 3
#: Seconds between the reason for a thing and the thing: the first of its kind, and each after it.
ENTERS_S, ASKS_S, VOTES_S, OBJECTS_S, WITHDRAWS_S, WRITES_S = 1.0, 2.5, 2.0, 5.0, 12.0, 2.0

logger = logging.getLogger("plenary.rehearsal")


@dataclass(frozen=True, slots=True)
class Due:
    """A thing that a robot is about to do. name: what it is known by while it waits; after_s: how long it waits."""

    name: str
    after_s: float
    do: Callable[[], object]


@dataclass(slots=True)
class Cast:
    """Who and what stands on the stage, found by the names that the founding kept."""

    home: Path
    _names: dict[str, tuple[str, str]] = field(default_factory=dict)
    _seats: list[tuple[Account, Delegate]] = field(default_factory=list)

    def __post_init__(self) -> None:
        kept = json.loads((self.home / f"names-{NAME}.json").read_text(encoding="utf-8"))
        self._names = {alias: (kind, key) for alias, (kind, key) in kept.items()}

    def thing(self, alias: str, kind: type[T]) -> T:
        """A thing as it is now."""
        found = thing_named(*self._names[alias])
        assert isinstance(found, kind), alias
        return found

    @property
    def room(self) -> Room:
        return self.thing("room", Room)

    @property
    def sitting(self) -> Sitting:
        return self.thing("sitting", Sitting)

    @property
    def release(self) -> Release:
        return self.thing("release", Release)

    def item(self, alias: str) -> Item:
        """`item-views` or `item-text`."""
        return self.thing(alias, Item)

    def question(self, alias: str) -> Question:
        """`question-limit` or `question-text`: the last attempt at it."""
        found = self.thing(alias, Question)
        while later := Question.objects.filter(repeats=found).order_by("-pk").first():
            found = later
        return found

    def seats(self) -> list[tuple[Account, Delegate]]:
        """The seats in the order of the members, each with its line on the list of its delegation."""
        if not self._seats:
            named = sorted((alias for alias in self._names if alias.startswith("line-")), key=_place)
            accounts = {one.person_id: one for one in Account.objects.select_related("person")}
            lines = [self.thing(alias, Delegate) for alias in named]
            self._seats = [(accounts[line.person_id], line) for line in lines]
        return self._seats

    def chair_came(self) -> bool:
        """Whether the person ever came in."""
        return SignIn.objects.filter(account__sign_in_name=CHAIR).exists()

    def seat_is_taken(self) -> bool:
        """Whether a person sits at the first seat now, so that its robot rests."""
        return SignIn.objects.filter(account__sign_in_name=FIRST_SEAT, ended_at__isnull=True).exists()


def _place(alias: str) -> int:
    number = alias.rpartition("-")[2]
    return int(number) if number.isdecimal() else 0


@dataclass(slots=True)
class Robots:
    """All of them. clock: seconds that only grow. patient: False to do at once what is due, as tests do."""

    cast: Cast
    clock: Callable[[], float] = time.monotonic
    patient: bool = True
    _since: dict[str, float] = field(default_factory=dict)

    def step(self) -> str:
        """Do the one thing whose time has come; its name, "" where there was none.

        What is refused is left: the person did something else meanwhile, and the next look finds what is due then.
        """
        if not self.cast.chair_came():
            return ""
        due = list(self._due())
        names = {one.name for one in due}
        self._since = {name: since for name, since in self._since.items() if name in names}
        now = self.clock()
        for one in due:
            waited = now - self._since.setdefault(one.name, now)
            if self.patient and waited < one.after_s:
                continue
            del self._since[one.name]
            try:
                one.do()
            except Refused as refused:
                logger.info("a robot was refused: %s %s", one.name, refused.code)
                return ""
            return one.name
        return ""

    def _due(self) -> Iterator[Due]:
        sitting, seats = self.cast.sitting, self._robots_at_seats()
        if sitting.state == Sitting.State.CLOSED:
            return
        yield from self._entering(sitting)
        yield from self._asking(seats)
        yield from self._voting(seats)
        yield from self._objecting(seats)
        yield from self._writing()

    def _robots_at_seats(self) -> list[tuple[Account, Delegate]]:
        seats = self.cast.seats()
        return seats[1:] if self.cast.seat_is_taken() else seats

    def _entering(self, sitting: Sitting) -> Iterator[Due]:
        """The delegates come in, one after another."""
        inside = set(Presence.objects.filter(sitting=sitting, left_at__isnull=True).values_list("delegate", flat=True))
        outside = [(account, line) for account, line in self.cast.seats() if line.pk not in inside]
        for account, line in outside[:1]:
            yield Due(f"enter {line.pk}", ENTERS_S, partial(enter_room, sitting, by=_seat(account), delegate=line))

    def _asking(self, seats: list[tuple[Account, Delegate]]) -> Iterator[Due]:
        """Two delegations ask for the floor in the exchange of views."""
        room, item = self.cast.room, self.cast.item("item-views")
        if room.item_id != item.pk or room.floor_list != Room.FloorList.OPEN:
            return
        asked = set(FloorRequest.objects.filter(room=room, item=item).values_list("delegate", flat=True))
        if len(asked) >= SPEAKERS:
            return
        for account, line in [one for one in seats if one[1].pk not in asked][:1]:
            yield Due(f"ask {line.pk}", ASKS_S, partial(request_floor, room, by=_seat(account), delegate=line))

    def _voting(self, seats: list[tuple[Account, Delegate]]) -> Iterator[Due]:
        """Every seat votes while the vote is open."""
        question = self.cast.question("question-limit")
        if question.state != Question.State.OPEN:
            return
        voted = set(question.ballots.filter(superseded_at__isnull=True).values_list("member", flat=True))
        for place, (account, line) in enumerate(seats):
            member = line.delegation.member
            if member is None or member.pk in voted:
                continue
            choice = _choice(place, len(seats))
            key = f"robot-{question.pk}-{member.pk}"
            yield Due(
                f"vote {question.pk} {member.pk}",
                VOTES_S,
                partial(cast_ballot, question, by=_seat(account), choice=choice, ballot_key=key),
            )
            return

    def _objecting(self, seats: list[tuple[Account, Delegate]]) -> Iterator[Due]:
        """The last delegation objects to the text once, and takes the objection back some seconds later."""
        question = self.cast.question("question-text")
        if question.state != Question.State.OPEN:
            return
        account, _ = seats[-1]
        first = Objection.objects.filter(question__document=question.document).first()
        if first is None:
            objecting = partial(object_to, question, by=_seat(account), reason=REASON)
            yield Due(f"object {question.pk}", OBJECTS_S, objecting)
        elif first.withdrawn_at is None and first.question_id == question.pk:
            yield Due(f"withdraw {first.pk}", WITHDRAWS_S, partial(withdraw_objection, first, by=_seat(account)))

    def _writing(self) -> Iterator[Due]:
        """The desk enters each verdict, and lays a question ready anew that ended without a result."""
        for alias in ("question-limit", "question-text"):
            question = self.cast.question(alias)
            if question.state == Question.State.ANNOUNCED and question.recorded_at is None:
                recording = partial(record_verdict, question, by=_desk("secretary", "SB"))
                yield Due(f"record {question.pk}", WRITES_S, recording)
            announced = question.state == Question.State.ANNOUNCED
            fell = announced and alias == "question-text" and question.outcome != Outcome.ADOPTED
            if fell or question.state == Question.State.VOID:
                yield Due(f"again {question.pk}", WRITES_S, partial(self._again, question))

    def _again(self, question: Question) -> None:
        """The same question in the place of one that ended, and the release waiting for it."""
        made = prepare_question(
            question.item,
            by=_desk("secretary", "SB"),
            wording=question.wording,
            subject=question.subject,
            sitting=question.sitting,
            document=question.document,
            version=question.text_version,
            repeats=question,
        )
        release = self.cast.release
        if question.document is not None and release.state in {Release.State.CLEARED, Release.State.ARMED}:
            arm_release(release, by=_desk("press", "PS"), verb=ADOPTED, thing=made)


def _choice(place: int, seats: int) -> str:
    if place == seats - 1:
        return Ballot.Choice.ABSTAIN.value
    against = place == seats - 2 and seats > SPLIT_FROM
    return Ballot.Choice.AGAINST.value if against else Ballot.Choice.IN_FAVOUR.value


def _seat(account: Account) -> Actor:
    return actor_for(account.person, "HD")


def _desk(name: str, capacity: str) -> Actor:
    return actor_for(Account.objects.select_related("person").get(sign_in_name=name).person, capacity)
