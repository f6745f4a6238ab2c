"""What every page of the chamber begins with: who asks, which sitting, and the room as it stands for this reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may, may_open
from plenary.foundation.people.proofs import by_hand
from plenary.interfaces.web.chamber import reading, sentences
from plenary.offices.chamber import queries as chamber
from plenary.offices.chamber.models import Room
from plenary.offices.chamber.queries import Now
from plenary.offices.decisions.models import Question
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Sitting
from plenary.offices.meetings.permissions import scopes_of_sitting
from plenary.procedure.refusal import NotHere

P = ParamSpec("P")


def in_the_room(page: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the chamber: no copy is kept, and its forms tell the house where they come from.

    With no referrer at all a browser calls the origin of a form "null", and the house would refuse every one.
    """

    @wraps(page)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = page(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return never_cache(answer)


@dataclass(frozen=True, slots=True)
class View:
    """One reader in one sitting. now: None until the secretary set up the room."""

    reader: Actor
    sitting: Sitting
    now: Now | None
    zone: str

    @property
    def question(self) -> Question | None:
        return reading.question_before(self.now) if self.now else None

    @property
    def room(self) -> Room:
        """The room. Raises NotHere where it was not set up."""
        if self.now is None:
            raise NotHere()
        return self.now.room


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def way_in(capacity: str) -> str:
    """Where one who serves or follows a sitting begins; the name of an address."""
    return {"PO": "chair", "SB": "secretary"}.get(capacity, "seat")


def view_of(request: HttpRequest, key: str) -> View:
    """The sitting for one who may follow what happens in it. Raises NotHere for everybody else."""
    reader = actor_of(request)
    sitting = meetings.sitting_inside(key, reader)
    try:
        now: Now | None = chamber.now_in(sitting, reader)
    except NotHere:
        now = None
    return View(reader, sitting, now, reading.zone_of(sitting))


@dataclass(frozen=True, slots=True)
class Taking:
    """That the reader has the chair or a seat still to take.

    by_hand: the way in by which one press is enough, as in SignIn.Means; empty where a passkey is wanted.
    """

    by_hand: str


def taking(view: View) -> Taking | None:
    """Whether this sign-in must prove once more who it is before it gavels or votes here."""
    reader = view.reader
    if reader.proved is None or f"sitting:{view.sitting.key}" in reader.proved:
        return None
    gavels = may(reader, "rule_and_gavel", *scopes_of_sitting(view.sitting))
    votes = may(reader, "cast_vote", *(scope for scope in reader.scopes if scope.startswith("member:")))
    return Taking(by_hand=by_hand(reader)) if gavels or votes else None


def facts_of(view: View) -> dict[str, Any]:
    """The four facts and what every page of the chamber is given beside them."""
    now, sitting = view.now, view.sitting
    question = view.question
    return {
        "view": view,
        "sitting": sitting,
        "sitting_key": sitting.key,
        "topics": f"sitting:{sitting.key} session:{sitting.meeting.session.key}",
        "zone": view.zone,
        "audience": sitting.audience,
        "now": now,
        "question": question,
        "taking": taking(view),
        "bodies": reading.bodies_said(now) if now else "",
        "item_title": reading.title_of(now.item, now.item_number) if now and now.item else "",
        "expected_code": now.expected.code if now else "nothing",
        "may_open_today": may_open(view.reader, "today"),
        "seated_for": reading.seated_for(view.reader, sitting.meeting.session),
        "expected": sentences.expected_sentence(now.expected, question) if now else "",
    }
