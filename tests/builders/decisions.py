"""Questions put to a council of six in an open sitting: made by the acts themselves."""

from __future__ import annotations

from datetime import timedelta

from plenary.foundation import clock
from plenary.foundation.languages.words import Words
from plenary.offices.decisions.actions import announcing, objections, questions, votes
from plenary.offices.decisions.models import Ballot, Decision, Objection, Question
from plenary.offices.meetings.models import Item
from tests.builders.meetings import Summit, bishkek, opened
from tests.builders.organisation import words


def council_sitting(*, items: int = 1) -> Summit:
    """The council of six in its plenary sitting: heads in the room, agenda adopted."""
    return opened(bishkek(), items=items)


def first_item(summit: Summit) -> Item:
    """The first item of the agenda."""
    return summit.session.items.order_by("place")[0]


def question(
    summit: Summit, item: Item | None = None, *, wording: str = "That the text be adopted", **more
) -> Question:
    """A question under an item of the sitting, prepared by the secretary."""
    return questions.prepare_question(
        item or first_item(summit),
        by=summit.secretary(),
        wording=words(wording),
        sitting=more.pop("sitting", summit.plenary),
        **more,
    )


def put(summit: Summit, asked: Question | None = None, **more) -> Question:
    """A question open in the room: to consensus by the chair, unless another was prepared."""
    return questions.open_question(asked or question(summit), by=summit.chair(), **more)


def vote(summit: Summit, item: Item | None = None, **more) -> Question:
    """A vote open in the room, by the rule for matters of procedure, with a number if it carries."""
    asked = question(summit, item, subject="procedure", effect="adopt", **more)
    return questions.open_question(asked, by=summit.secretary())


def ballot(summit: Summit, asked: Question, code: str, choice: str = "in_favour", key: str = "", **more) -> Ballot:
    """One head casts."""
    return votes.cast_ballot(
        asked, by=summit.head(code), choice=choice, ballot_key=key or f"{code}-{choice}-{asked.key}"[:40], **more
    )


def objection(summit: Summit, asked: Question, code: str, reason: str = "", **more) -> Objection:
    """One head objects."""
    return objections.object_to(asked, by=summit.head(code), reason=words(reason) if reason else None, **more)


def after_the_window(asked: Question) -> clock.standing_at:
    """The house's clock a second past the end of a window."""
    asked.refresh_from_db()
    return clock.standing_at(asked.closes_at + timedelta(seconds=1))


def gavelled(summit: Summit, asked: Question | None = None) -> Question:
    """A consensus closed after its window, nobody objecting."""
    open_one = put(summit, asked)
    with after_the_window(open_one):
        return questions.close_question(open_one, by=summit.chair())


def decided(summit: Summit, asked: Question | None = None) -> list[Decision]:
    """What the council decides by consensus: announced by the chair."""
    return announcing.announce(gavelled(summit, asked), by=summit.chair())


def said(text: str) -> Words:
    """A text in English."""
    return words(text)
