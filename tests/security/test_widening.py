"""Nobody lets more people read a thing alone, by whatever path (the paths are read from the code)."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.acts import REGISTER
from plenary.foundation.access.audiences import widens
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.models import Holding
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.offices.chamber.actions import rooms
from plenary.offices.decisions.actions import announcing
from plenary.offices.documents import actions as documents
from plenary.offices.meetings.actions import sittings
from plenary.offices.meetings.models import Delegation, Session, Sitting
from plenary.offices.newsroom.actions import releases
from plenary.offices.protocol.actions import table
from plenary.procedure.refusal import Refused
from tests.builders import chamber as chambers
from tests.builders import decisions as council
from tests.builders import documents as papers
from tests.builders import meetings as summits
from tests.builders import protocol
from tests.builders.organisation import csto, words
from tests.builders.people import actor, person, secretary_general

pytestmark = pytest.mark.django_db

#: Acts that give a thing its first audience: the thing was not there before, so nobody gains what others kept.
FIRST_AUDIENCE = {
    "documents.enter_outside_document": "an outside organisation's own document, by its title",
    "instruments.plan_signing": "a signing that is only planned, without papers",
    "meetings.plan_session": "a session that is only planned",
    "meetings.plan_sitting": "a sitting that is only planned; a restricted one stays with those entitled to it",
    "protocol.plan_arrival": "an arrival that is only planned",
    "protocol.add_slot": "a slot that is only planned; one of a sitting is refused where it would tell of it",
}
#: Acts that only ever narrow.
NARROWING = {"meetings.close_to_others"}
#: Widening acts that are tried by a test of their own below.
ELSEWHERE = {"newsroom.publish_release"}


@dataclass
class Path_:
    """One way in which more people could come to read a thing."""

    arguments: dict[str, Any]
    before: str
    after: Callable[[Any], str]
    two: tuple[Actor, Actor]


def _desk() -> tuple[Actor, Actor]:
    return actor("DO"), secretary_general("Another")


def _plan_document() -> Path_:
    body = csto()["CSC"]
    return Path_(
        {"title": words("Planned"), "body": body, "audience": "members"},
        "documents",
        lambda made: made.audience,
        _desk(),
    )


def _issue_version() -> Path_:
    _document, version = papers.registered(csto()["CSC"])
    return Path_({"version": version}, "documents", lambda made: made.document.audience, _desk())


def _widen_audience() -> Path_:
    document, _version = papers.issued(csto()["CSC"], distribution="general", audience="members")
    return Path_({"document": document, "audience": "public"}, "members", lambda made: made.audience, _desk())


def _send_referral() -> Path_:
    bodies = csto()
    document, _version = papers.issued(bodies["CMFA"], distribution="restricted")
    referral = documents.refer_document(
        document, by=actor("DO"), from_bodies=[bodies["CMFA"]], to_body=bodies["CSC"], verb="adoption", ground="x"
    )
    return Path_({"referral": referral}, "body:CMFA", lambda made: made.audience, _desk())


def _convene_session() -> Path_:
    summit = summits.session()
    two = (summit.secretariat, secretary_general("Another"))
    given = {"session": summit.session, "agenda_audience": "public"}
    return Path_(given, "members", lambda made: made.agenda_audience, two)


def _issue_agenda() -> Path_:
    summit = summits.session()
    two = (summit.secretariat, secretary_general("Another"))
    given = {"session": summit.session, "audience": "public"}
    return Path_(given, "members", lambda made: made.agenda_audience, two)


def _add_item() -> Path_:
    summit = summits.session()
    two = (summit.secretariat, secretary_general("Another"))
    given = {"session": summit.session, "title": words("First"), "kind": "decision", "audience": "public"}
    return Path_(given, "members", lambda made: made.audience, two)


def _prepare_question() -> Path_:
    summit = council.council_sitting()
    given = {
        "item": council.first_item(summit),
        "wording": words("That it be so"),
        "sitting": summit.plenary,
        "audience": "public",
    }
    both = (summit.secretary(), actor("SB", "body:CSC", name="Deputy secretary"))
    return Path_(given, "members", lambda made: made.audience, both)


def _doors() -> chambers.Chamber:
    made = chambers.chamber()
    rooms.close_doors(made.room, by=made.chair)
    made.again()
    return made


def _reopen_doors() -> Path_:
    made = _doors()
    both = (made.chair, made.summit.secretary())
    return Path_({"room": made.room}, made.sitting.audience, lambda room: room.sitting.audience, both)


def _open_to_others() -> Path_:
    made = _doors()
    both = (made.chair, made.summit.secretary())
    given = {"sitting": made.sitting, "audience": "members"}
    return Path_(given, made.sitting.audience, lambda sitting: sitting.audience, both)


def _issue_decision() -> Path_:
    summit = council.council_sitting()
    (decision,) = council.decided(summit)
    announcing.record_verdict(decision.question, by=summit.secretary())
    given = {"decision": decision, "audience": "public"}
    return Path_(given, decision.audience, lambda made: made.audience, _desk())


def _mark_arrival() -> Path_:
    arrival = protocol.arrival(summits.bishkek())
    given = {"arrival": arrival, "arrived_at": datetime(2019, 11, 27, tzinfo=UTC), "audience": "public"}
    return Path_(given, "protocol", lambda made: made.audience, (secretary_general("A"), secretary_general("B")))


def _lay_table() -> Path_:
    summit = summits.bishkek()
    table.lay_table(summit.session, by=protocol.protocol_officer())
    given = {"session": summit.session, "audience": "public"}
    return Path_(given, "protocol", lambda made: made.audience, (secretary_general("A"), secretary_general("B")))


PATHS: dict[str, Callable[[], Path_]] = {
    "documents.plan_document": _plan_document,
    "documents.issue_version": _issue_version,
    "documents.widen_audience": _widen_audience,
    "documents.send_referral": _send_referral,
    "meetings.convene_session": _convene_session,
    "meetings.issue_agenda": _issue_agenda,
    "meetings.add_item": _add_item,
    "meetings.open_to_others": _open_to_others,
    "chamber.reopen_doors": _reopen_doors,
    "decisions.prepare_question": _prepare_question,
    "decisions.issue_decision": _issue_decision,
    "protocol.mark_arrival": _mark_arrival,
    "protocol.lay_table": _lay_table,
}


def lone(capacity: str) -> Actor:
    """One person with every scope there is in a capacity, so that no scope is the reason of a refusal."""
    who = person(f"Alone as {capacity}")
    from_lists = [
        f"{kind}:{key}"
        for kind, rows in (("session", Session), ("sitting", Sitting), ("delegation", Delegation))
        for key in rows.objects.values_list("key", flat=True)
    ]
    for scope in ("", "body:CSC", "body:CMFA", "member:RUS", *from_lists):
        Holding.objects.create(person=who, capacity=capacity, scope=scope)
    return actor_for(who, capacity)


@pytest.mark.parametrize("name", PATHS)
def test_nobody_widens_alone_and_two_may(name):
    path = PATHS[name]()
    act = REGISTER[name]
    refusals = {}
    for capacity in Capacity.values:
        alone = lone(capacity)
        for by in (alone, alone.confirming(alone.person_key)):
            with pytest.raises(Refused) as caught, transaction.atomic():
                act(by=by, **path.arguments)
            refusals[capacity] = caught.value.code
        waiting = None
        try:
            waiting = pairs.perform(act, by=alone, **path.arguments)
        except Refused as refused:
            assert refused.code.startswith("access."), (capacity, refused)
            continue
        assert isinstance(waiting, Pending)
        with pytest.raises(Refused, match="same_person"), transaction.atomic():
            pairs.confirm(waiting, by=alone)
    assert set(refusals.values()) <= {"access.second_person_needed", "access.not_allowed", "access.not_in_scope"}
    assert "access.second_person_needed" in refusals.values()

    first, second = path.two
    waiting = pairs.perform(act, by=first, **path.arguments)
    assert isinstance(waiting, Pending)
    done = pairs.confirm(waiting, by=second)
    done.refresh_from_db()
    assert widens(path.before, path.after(done))


class TestARelease:
    def drafted(self, by: Actor) -> Any:
        return releases.draft_release(by=by, kind="advisory", headline=words("Headline"))

    def test_goes_out_only_after_another_person_cleared_it(self):
        press, general = actor("PS"), secretary_general()
        release = self.drafted(press)
        for by in (press, general):
            with pytest.raises(Refused) as caught, transaction.atomic():
                releases.publish_release(release, by=by)
            assert caught.value.code == "newsroom.not_cleared"
        with pytest.raises(Refused) as caught, transaction.atomic():
            releases.clear_release(release, by=press)
        assert caught.value.code == "newsroom.own_words"
        releases.clear_release(release, by=general)
        assert releases.publish_release(release, by=press).audience == "public"

    @pytest.mark.parametrize("capacity", Capacity.values)
    def test_no_capacity_drafts_clears_and_publishes_alone(self, capacity):
        alone = actor(capacity)
        with pytest.raises(Refused), transaction.atomic():
            release = self.drafted(alone)
            releases.clear_release(release, by=alone)

    def test_words_changed_after_it_was_cleared_are_cleared_again(self):
        press, general = actor("PS"), secretary_general()
        release = releases.clear_release(self.drafted(press), by=general)
        releases.edit_release(release, by=general, headline=words("Other words"))
        with pytest.raises(Refused) as caught, transaction.atomic():
            releases.publish_release(release, by=general)
        assert caught.value.code == "newsroom.not_cleared"


# The paths, read from the code


def _widening_acts() -> set[str]:
    """Every act that is given an audience, sets one, or calls what does, in the folders of acts."""
    named: dict[str, str] = {}
    touching: set[str] = set()
    calls: dict[str, set[str]] = {}
    for file in Path(settings.SOURCE).rglob("offices/*/actions/*.py"):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            here = f"{file}:{function.name}"
            for mark in function.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "act":
                    named[here] = ast.literal_eval(mark.args[0])
            arguments = [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]
            is_act = here in named
            if (is_act and any("audience" in one for one in arguments)) or _sets_an_audience(function):
                touching.add(here)
            calls[here] = {
                f"{file}:{one.func.id}"
                for one in ast.walk(function)
                if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
            } | {
                f"{file.parent / owner}.py:{attribute}"
                for owner, attribute in (
                    (one.func.value.id, one.func.attr)
                    for one in ast.walk(function)
                    if isinstance(one, ast.Call)
                    and isinstance(one.func, ast.Attribute)
                    and isinstance(one.func.value, ast.Name)
                )
            }
    reached = set(touching)
    while more := {here for here, called in calls.items() if called & reached} - reached:
        reached |= more
    return {named[here] for here in reached if here in named}


def _sets_an_audience(function: ast.FunctionDef) -> bool:
    targets = [
        target for statement in ast.walk(function) if isinstance(statement, ast.Assign) for target in statement.targets
    ]
    return any(
        isinstance(part, ast.Attribute) and part.attr in {"audience", "band_audience", "agenda_audience"}
        for target in targets
        for part in ast.walk(target)
    )


#: Acts that reach `_publish` of the newsroom by a release that two persons had agreed to.
AFTER_A_NOD = {"newsroom.publish_due_releases"}
#: Acts that reach another act above, which asks for two persons by itself.
THROUGH_ANOTHER = {"chamber.close_doors", "chamber.reopen_doors"}


def test_every_path_in_the_code_is_tried_here():
    known = set(PATHS) | set(FIRST_AUDIENCE) | NARROWING | ELSEWHERE | AFTER_A_NOD | THROUGH_ANOTHER
    found = _widening_acts()
    assert found - known == set(), "acts that touch an audience and that nobody tries here"
    assert known - THROUGH_ANOTHER - found <= {"chamber.reopen_doors"}, "acts listed here that touch no audience"
    assert sittings.open_to_others.act in found
