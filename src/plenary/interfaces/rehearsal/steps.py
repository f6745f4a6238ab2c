"""The seven steps of a rehearsal: what the person presses, what the robots do meanwhile, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenary.interfaces.rehearsal.robots import SPEAKERS, Cast
from plenary.offices.chamber.models import FloorRequest
from plenary.offices.decisions.models import Question
from plenary.offices.meetings.models import Item, Sitting
from plenary.offices.newsroom.models import Release
from plenary.procedure.verdict import Outcome


class Stand(StrEnum):
    """How a step stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Step:
    """title: what comes to pass. press: what the person presses. robots: what the robots do. is_done: looked up."""

    code: str
    title: Promise | str
    press: Promise | str
    robots: Promise | str
    is_done: Callable[[Cast], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """A step as the page shows it. link: where it is done; empty where it needs none."""

    place: int
    step: Step
    stand: Stand
    link: str


def _opened(cast: Cast) -> bool:
    return cast.sitting.state in {Sitting.State.OPEN, Sitting.State.SUSPENDED, Sitting.State.CLOSED}


def _called(cast: Cast) -> bool:
    return cast.item("item-views").state not in {Item.State.TO_COME, Item.State.WITHDRAWN}


def _heard(cast: Cast) -> bool:
    finished = FloorRequest.objects.filter(room=cast.room, state=FloorRequest.State.FINISHED)
    return finished.count() >= SPEAKERS


def _voted(cast: Cast) -> bool:
    return cast.question("question-limit").state == Question.State.ANNOUNCED


def _adopted(cast: Cast) -> bool:
    question = cast.question("question-text")
    return question.state == Question.State.ANNOUNCED and question.outcome == Outcome.ADOPTED


def _released(cast: Cast) -> bool:
    return cast.release.state == Release.State.PUBLISHED


def _closed(cast: Cast) -> bool:
    return cast.sitting.state == Sitting.State.CLOSED


STEPS: Final = (
    Step(
        "open",
        _("The sitting opens"),
        _("On the chair’s screen take the chair, then press the large key: it opens the session, then the sitting."),
        _("The delegates come in one after another. Below the quorum the sitting does not open."),
        _opened,
    ),
    Step(
        "call",
        _("The agenda is adopted and the first item is called"),
        _("Press the large key again: it adopts the agenda, then calls item 1."),
        _("Two delegations ask for the floor."),
        _called,
    ),
    Step(
        "floor",
        _("Two delegations speak"),
        _("Give the floor to the first delegation, then to the second, and thank it. You need not wait for the time."),
        _("A robot that has the floor keeps it until you thank it."),
        _heard,
    ),
    Step(
        "vote",
        _("A vote on procedure"),
        _("Press “Open the vote”. When everybody has voted, close the vote and announce it."),
        _("Every seat votes, one after another, and not all alike."),
        _voted,
    ),
    Step(
        "consensus",
        _("A text by consensus, with one objection"),
        _("Close item 1, call item 2, hold the key to put the text to consensus. Wait for the gavel, then hold it."),
        _("One delegation objects, so the gavel is held. Wait: some seconds later it takes the objection back."),
        _adopted,
    ),
    Step(
        "release",
        _("A release goes out with the gavel"),
        _("Nothing to press: it was cleared and armed before. Read it as everybody would."),
        _("The desk had the release cleared by a second robot and armed it to this decision."),
        _released,
    ),
    Step(
        "close",
        _("The sitting closes"),
        _("Close item 2, then press the large key to close the sitting."),
        _("The secretary enters both verdicts in the record of the rehearsal."),
        _closed,
    ),
)


def lines(cast: Cast) -> list[Line]:
    """Every step with its state; the first that is not done is the one that stands now.

    Once the sitting is closed none does: what was left out stays so.
    """
    links = {"release": _release_link(cast)}
    chair = reverse("chair", args=[cast.sitting.key])
    found: list[Line] = []
    is_now_told = _closed(cast)
    for place, step in enumerate(STEPS, start=1):
        stand = Stand.DONE if step.is_done(cast) else Stand.LATER if is_now_told else Stand.NOW
        is_now_told = is_now_told or stand is Stand.NOW
        found.append(Line(place, step, stand, links.get(step.code, chair)))
    return found


@dataclass(frozen=True, slots=True)
class Now:
    """What the band over a page of the rehearsal says. line: None when nothing is left. topics: when to ask again."""

    line: Line | None
    count: int
    topics: str


def now_in(cast: Cast) -> Now:
    """Which step stands now, of how many."""
    return Now(now_of(lines(cast)), len(STEPS), topics_of(cast))


def topics_of(cast: Cast) -> str:
    """What moves the steps on: the sitting, and the news."""
    return f"sitting:{cast.sitting.key} news"


def now_of(found: list[Line]) -> Line | None:
    """The step that stands now; None when all are done."""
    return next((one for one in found if one.stand is Stand.NOW), None)


def _release_link(cast: Cast) -> str:
    release = cast.release
    if release.state != Release.State.PUBLISHED:
        return ""
    return reverse("release", args=[release.year, release.slug])
