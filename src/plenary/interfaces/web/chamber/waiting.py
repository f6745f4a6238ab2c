"""What waits at the consoles for a second person: the act in words, what exactly is agreed to, and who asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from plenary.foundation.people.models import Pending
from plenary.interfaces.web.chamber.requests import View
from plenary.interfaces.wording import act_sentence
from plenary.offices.chamber import queries as chamber
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import AttachedStatement, Decision
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import NotHere


@dataclass(frozen=True, slots=True)
class Waiting:
    """One act that a second person may agree to. answers: of a roll, by member; figures: of a count, by choice;
    leaving: decisions that leave the room with the opened doors, None for any other act; statements: those that go
    along.

    is_own: asked for by this reader, who may only take it back.
    """

    pending: Pending
    words: str
    is_own: bool
    answers: tuple[tuple[Member, str], ...]
    figures: tuple[tuple[str, int], ...]
    leaving: tuple[Decision, ...] | None
    statements: tuple[AttachedStatement, ...]


def waiting_in(view: View) -> list[Waiting]:
    """Acts on this room, or on a question of its sitting, that wait for a second person; the first asked first."""
    if view.now is None:
        return []
    here = {view.room.about, *(one.about for one in decisions.questions_of_sitting(view.reader, view.sitting))}
    found = Pending.objects.filter(outcome=Pending.Outcome.WAITING).select_related("proposed_by").order_by("pk")
    return [_waiting(one, view) for one in found if here & set(_things(one.arguments))]


def waiting_named(view: View, key: str) -> Pending:
    """One of them by its key. Raises NotHere."""
    for one in waiting_in(view):
        if one.pending.key == key:
            return one.pending
    raise NotHere()


def _waiting(pending: Pending, view: View) -> Waiting:
    said: Mapping[str, Any] = pending.arguments
    return Waiting(
        pending=pending,
        words=act_sentence(pending.act),
        is_own=pending.proposed_by.key == view.reader.person_key,
        answers=tuple(_answers(said.get("choices", {}).get("mapping", {}))),
        figures=tuple(_figures(said)) if pending.act == "decisions.enter_count" else (),
        leaving=tuple(_leaving(said, view)) if pending.act == "chamber.reopen_doors" else None,
        statements=tuple(_statements(said, view)) if pending.act == "chamber.reopen_doors" else (),
    )


def _things(arguments: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for packed in arguments.values():
        if "thing" in packed:
            kind, key = packed["thing"]
            yield kind, key


def _answers(choices: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[Member, str]]:
    for code in sorted(choices):
        member = organisation.member_named(code)
        if member is not None:
            yield member, choices[code]["plain"]


def _leaving(said: Mapping[str, Any], view: View) -> Iterator[Decision]:
    named = {one["thing"][1] for one in said.get("leaving", {"list": []})["list"]}
    yield from (one for one in chamber.taken_behind_doors(view.room) if one.key in named)


def _statements(said: Mapping[str, Any], view: View) -> Iterator[AttachedStatement]:
    named = {one["thing"][1] for one in said.get("statements", {"list": []})["list"]}
    taken = chamber.taken_behind_doors(view.room)
    yield from (one for one in decisions.statements_of(view.reader, *taken) if one.key in named)


def _figures(said: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for name, word in (("yes", _("In favour")), ("no", _("Against")), ("abstain", _("Abstain"))):
        yield word, said[name]["plain"]
    for name, word in (("blank", _("Blank papers")), ("invalid", _("Papers that do not count"))):
        if name in said and said[name]["plain"]:
            yield word, said[name]["plain"]
