"""Nobody lets more people read a thing alone, by whatever path (the paths are read from the code)."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
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
from plenary.offices.meetings.actions import agenda, sittings
from plenary.offices.meetings.models import Delegation, Session, Sitting
from plenary.offices.newsroom.actions import releases
from plenary.offices.organisation import actions as organisation
from plenary.offices.protocol.actions import programme, table
from plenary.procedure.refusal import Refused
from tests.builders import chamber as chambers
from tests.builders import decisions as council
from tests.builders import documents as papers
from tests.builders import meetings as summits
from tests.builders import protocol
from tests.builders.organisation import csto, words
from tests.builders.people import actor, person, secretary_general

pytestmark = pytest.mark.django_db

#: Acts that only ever narrow.
NARROWING = {"meetings.close_to_others", "decisions.open_question"}
#: By these a delegation puts words of its own, and no one else's, before the body; the row `table_draft` lets it.
OWN_WORDS = {
    "decisions.propose_amendment",
    "decisions.rewrite_amendment",
    "decisions.send_amendment",
    "decisions.table_amendment",
}
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


# A first audience beyond the usual one of its kind


def _plan_session() -> Path_:
    bodies = csto()
    given = {"ref": "CSC-1", "title": words("Planned"), "bodies": [bodies["CSC"]], "audience": "public"}
    both = (secretary_general(), actor("SB", "body:CSC", name="Secretary"))
    return Path_(given, "members", lambda made: made.audience, both)


def _copy_session() -> Path_:
    summit = summits.session(audience="public")
    given = {"session": summit.session, "ref": "CSC-2", "title": words("The next"), "audience": "public"}
    return Path_(given, "members", lambda made: made.audience, (summit.secretariat, secretary_general("Another")))


def _plan_sitting() -> Path_:
    summit = summits.bishkek()
    given = {"meeting": summit.meeting, "title": words("Open"), "format": "enlarged", "audience": "public"}
    return Path_(given, "members", lambda made: made.audience, (summit.secretariat, summit.secretary()))


def _plan_signing() -> Path_:
    summit = summits.session(audience="members")
    given = {"session": summit.session, "title": words("Papers"), "audience": "public"}
    return Path_(given, "members", lambda made: made.audience, (actor("LD"), secretary_general("Another")))


def _protocol() -> tuple[Actor, Actor]:
    return protocol.protocol_officer(), secretary_general("Another")


def _plan_arrival() -> Path_:
    head = summits.bishkek().heads["RUS"]
    given = {"delegation": head.delegation, "person": head.person, "audience": "public"}
    return Path_(given, "protocol", lambda made: made.audience, _protocol())


def _add_slot() -> Path_:
    given = {"session": summits.session().session, "title": words("Photograph"), "audience": "public"}
    return Path_(given, "protocol", lambda made: made.audience, _protocol())


def _enter_outside_document() -> Path_:
    un = organisation.enter_partner(by=actor("SG"), code="UN", short_name=words("United Nations"), standing="observer")
    given = {"partner": un, "title": words("Strategy"), "audience": "public"}
    return Path_(given, "members", lambda made: made.audience, _desk())


def _name_for_sitting() -> Path_:
    summit = summits.bishkek()
    serves, guest = summits.in_session_alone(summit), person("Guest")
    before = summit.restricted.audience
    given = {"sitting": summit.restricted, "person": guest}
    return Path_(given, before, lambda named: f"{before},person:{named.person.key}", (summit.chair(), serves))


def _derestrict_document():
    summit = summits.bishkek()
    document, _version = papers.issued(summit.bodies["CSC"], distribution="restricted")
    document.derestrict_on = date(2019, 1, 1)
    document.save()
    given = {"document": document, "distribution": "limited", "audience": "members"}
    return Path_(given, document.audience, lambda named: named.audience, _desk())


PATHS: dict[str, Callable[[], Path_]] = {
    "documents.derestrict_document": _derestrict_document,
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
    "meetings.plan_session": _plan_session,
    "meetings.copy_session": _copy_session,
    "meetings.plan_sitting": _plan_sitting,
    "meetings.name_for_sitting": _name_for_sitting,
    "instruments.plan_signing": _plan_signing,
    "protocol.plan_arrival": _plan_arrival,
    "protocol.add_slot": _add_slot,
    "documents.enter_outside_document": _enter_outside_document,
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
        pairs.decline(waiting, by=alone, reason="Another is to ask")
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

    def test_a_correction_takes_two_as_the_release_did(self):
        press, general = actor("PS"), secretary_general()
        release = releases.publish_release(releases.clear_release(self.drafted(press), by=general), by=press)
        for by in (press, general):
            with pytest.raises(Refused) as caught, transaction.atomic():
                releases.correct_release(release, by=by, note=words("Corrected"))
            assert caught.value.code == "access.second_person_needed"
        waiting = pairs.perform(releases.correct_release, by=general, release=release, note=words("Corrected"))
        assert not release.corrections.exists()
        with pytest.raises(Refused, match="same_person"), transaction.atomic():
            pairs.confirm(waiting, by=general)
        assert pairs.confirm(waiting, by=press).note == words("Corrected")

    def test_its_withdrawal_takes_two_since_everybody_reads_why(self):
        press, general = actor("PS"), secretary_general()
        release = releases.publish_release(releases.clear_release(self.drafted(press), by=general), by=press)
        for by in (press, general):
            with pytest.raises(Refused) as caught, transaction.atomic():
                releases.withdraw_release(release, by=by, reason=words("Anything at all"))
            assert caught.value.code == "access.second_person_needed"
        waiting = pairs.perform(releases.withdraw_release, by=press, release=release, reason=words("Sent in error"))
        release.refresh_from_db()
        assert release.state == "published"
        assert pairs.confirm(waiting, by=general).withdrawn_reason == words("Sent in error")

    def test_nobody_who_wrote_of_it_clears_it_whoever_touched_it_last(self):
        press, general, third = actor("PS"), secretary_general(), actor("PS", name="Another press officer")
        release = self.drafted(press)
        releases.edit_release(release, by=general, embargo_until=datetime(2019, 11, 26, tzinfo=UTC))
        self.refuses_own_words(release, press)
        releases.edit_release(release, by=general, deck=words("A line under it"))
        self.refuses_own_words(release, press)
        self.refuses_own_words(release, general)
        assert releases.clear_release(release, by=third).state == "cleared"

    def test_an_embargo_is_no_authorship(self):
        press, general = actor("PS"), secretary_general()
        release = self.drafted(press)
        releases.edit_release(release, by=general, embargo_until=datetime(2019, 11, 26, tzinfo=UTC))
        cleared = releases.clear_release(release, by=general)
        releases.edit_release(cleared, by=press, embargo_until=datetime(2019, 11, 25, tzinfo=UTC))
        self.refuses_own_words(release, press)
        assert releases.clear_release(release, by=general).state == "cleared"

    def test_words_once_cleared_are_the_houses_and_their_author_clears_later_ones(self):
        press, general = actor("PS"), secretary_general()
        release = releases.clear_release(self.drafted(press), by=general)
        releases.edit_release(release, by=general, headline=words("Other words"))
        self.refuses_own_words(release, general)
        assert releases.clear_release(release, by=press).state == "cleared"

    def refuses_own_words(self, release: Any, by: Actor) -> None:
        with pytest.raises(Refused) as caught, transaction.atomic():
            releases.clear_release(release, by=by)
        assert caught.value.code == "newsroom.own_words"

    def test_words_changed_after_it_was_cleared_are_cleared_again(self):
        press, general = actor("PS"), secretary_general()
        release = releases.clear_release(self.drafted(press), by=general)
        releases.edit_release(release, by=general, headline=words("Other words"))
        with pytest.raises(Refused) as caught, transaction.atomic():
            releases.publish_release(release, by=general)
        assert caught.value.code == "newsroom.not_cleared"


class TestWordsBeforeEverybody:
    """Where everybody reads at once already, new words take two persons though no audience widens."""

    def public_agenda(self) -> summits.Summit:
        return summits.with_sittings(summits.session(agenda_audience="public"))

    def test_an_item_is_added_and_named_by_two(self):
        summit = self.public_agenda()
        general, other = summit.secretariat, secretary_general("Another")
        unnamed = agenda.add_item(summit.session, by=general)
        assert (unnamed.audience, str(unnamed.title)) == ("public", "")
        for by in (general, summit.chair(), actor("HD", "member:RUS")):
            for function, given in (
                (agenda.add_item, {"session": summit.session}),
                (agenda.rename_item, {"item": unnamed}),
            ):
                with pytest.raises(Refused) as caught, transaction.atomic():
                    function(by=by, title=words("Anything at all"), **given)
                assert caught.value.code == "access.second_person_needed"
        waiting = pairs.perform(agenda.rename_item, by=general, item=unnamed, title=words("Budget"))
        assert pairs.confirm(waiting, by=other).title == words("Budget")

    def test_the_chair_names_an_item_alone_on_the_floor_and_nobody_else_does(self):
        summit = self.public_agenda()
        Sitting.objects.filter(pk=summit.plenary.pk).update(state=Sitting.State.OPEN)
        assert agenda.add_item(summit.session, by=summit.chair(), title=words("As the chair read it")).place == 1
        with pytest.raises(Refused) as caught, transaction.atomic():
            agenda.add_item(summit.session, by=summit.secretariat, title=words("Anything at all"))
        assert caught.value.code == "access.second_person_needed"

    @pytest.mark.parametrize(
        "own",
        [
            {"title": words("Anything at all")},
            {"place": words("Anything at all")},
            {"kind": "other"},
        ],
        ids=["title", "place", "kind"],
    )
    def test_a_slot_of_a_sitting_says_alone_only_that_it_sits(self, own):
        summit = self.public_agenda()
        Sitting.objects.filter(pk=summit.plenary.pk).update(band_audience="public")
        summit.plenary.refresh_from_db()
        plain = {"title": summit.plenary.title, "kind": "sitting", "sitting": summit.plenary, "audience": "public"}
        officer = protocol.protocol_officer()
        with pytest.raises(Refused) as caught, transaction.atomic():
            programme.add_slot(summit.session, by=officer, **{**plain, **own})
        assert caught.value.code == "access.second_person_needed"
        assert programme.add_slot(summit.session, by=officer, **plain).audience == "public"


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
    known = set(PATHS) | NARROWING | OWN_WORDS | ELSEWHERE | AFTER_A_NOD | THROUGH_ANOTHER
    found = _widening_acts()
    assert found - known == set(), "acts that touch an audience and that nobody tries here"
    without_one = {"chamber.reopen_doors", "meetings.name_for_sitting"}
    assert known - THROUGH_ANOTHER - found <= without_one, "acts listed here that touch no audience"
    assert sittings.open_to_others.act in found
