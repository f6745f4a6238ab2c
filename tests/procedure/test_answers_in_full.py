"""Answers to the last fact: what is said of a case stays said.

The other tests of this folder hold what is right, by the texts. These hold that nothing of an answer is lost or
changed unnoticed: its steps and their order, every figure, every citation, every word that is kept in a database or
written in a ruleset. Answers lie in `answers/`, a case a line. After a change that is meant, write them anew and read
what differs before it is kept:

    PLENARY_WRITE_ANSWERS=1 .venv/bin/pytest tests/procedure/test_answers_in_full.py && git diff tests/procedure/answers
"""

from __future__ import annotations

import ast
import importlib
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import plenary.procedure
from plenary.procedure import (
    agenda,
    arrears,
    credentials,
    deadlines,
    depositary,
    documents,
    formats,
    motions,
    precedence,
    presidency,
    seating,
    signing,
    speaking,
    symbols,
)
from plenary.procedure import apportionment as money
from plenary.procedure import entry_into_force as force
from plenary.procedure.attribute import Attribute
from plenary.procedure.cases.kinds import answer_line, schema
from plenary.procedure.citation import Citation
from plenary.procedure.consensus import (
    flexible_participation,
    joint_verdict,
    limited_format,
    require_no_objection,
    require_window_over,
)
from plenary.procedure.election_rule import ElectionRule
from plenary.procedure.office import Office, OfficeClass, class_of
from plenary.procedure.quorum import Purpose, call_quorum, quorum, require_quorum
from plenary.procedure.ruleset import Extra, Rule, Ruleset, Setting
from plenary.procedure.settings import checked_setting
from plenary.procedure.share import ALL, Quorum, Share
from plenary.procedure.silence import Extension, Message, MessageKind, SilenceRound, expiry
from plenary.procedure.step import Step
from plenary.procedure.tally import Choice, Roll, Seat, Tally
from plenary.procedure.value import changed
from plenary.procedure.verdict import IN_ORDER, Standing, Statement
from plenary.procedure.voting import base_of, verdict
from tests.procedure.answering import answer_of, read, told, write
from tests.procedure.cases.samples import SAMPLES
from tests.procedure.rules import own_rule, roll, ruleset

CITE = Citation("Example", "rule 1")
DAY = date(2024, 3, 31)
NOON = datetime(2024, 3, 29, 12, tzinfo=UTC)
ABROAD = timezone(timedelta(hours=3))

Cases = Iterator[tuple[str, Callable[[], object]]]


def each(name: str, ask: Callable[..., object], **given: object) -> Cases:
    """A case for each of some inputs, named by it; an input that is a list is spread over the arguments."""
    for label, one in given.items():
        yield f"{name}: {label}", (lambda one=one: ask(*one) if isinstance(one, list) else ask(one))


# --- votes ----------------------------------------------------------------------------------------

#: A rule that uses every part, so that each of them shows in an answer.
FULL = {
    "body": "PC",
    "subject": "admission",
    "cite": "Charter art. 12",
    "method": "vote",
    "valid_from": "2000-01-01",
    "valid_to": "2030-12-31",
    "default": True,
    "quorum_open": "1/3 members",
    "quorum_decide": {"num": 1, "den": 2, "strict": True, "of": "entitled members", "weight": "2/3"},
    "base": "votes cast",
    "threshold": {"num": 2, "den": 3, "min": 3},
    "extra": [
        {"veto": "permanent"},
        {"population": [65, 100]},
        {"blocking_minority_min_members": 4},
        {"members": "majority"},
        {"weight": "1/2"},
    ],
    "tie": "second vote",
    "absent": "as no",
    "abstain": "as no",
    "excluded": ["member concerned"],
    "criterion": "serious breach",
    "weighted": True,
    "objection_window": "30 min",
    "second_vote_within": "48 h",
    "silence": {"at_expiry_in_time": True, "amendment_breaks": True, "objection_in_room_prevents": True, "least": "3 d"},
    "cites": {name: f"Rules {number}" for number, name in enumerate(
        ["agenda", "document", "quorum_open", "quorum_decide", "entitled", "excluded", "casts", "base", "threshold",
         "veto", "population", "members", "weight", "blocking_minority_min_members", "tie", "statements"], 1)},
    "to_confirm": ["base", "quorum_open"],
}  # fmt: skip

ROLLS = {
    "carried": roll(yes=7, no=2, abstain=1, absent=1, silent=1, not_entitled=1),
    "equal": roll(yes=4, no=4),
    "short": roll(yes=3, no=4, abstain=2),
    "none for": roll(no=1, abstain=4),
    "empty room": roll(absent=5),
    "few": roll(yes=2, absent=9),
}
HEAVY = Roll.of(
    [
        Seat("A", Choice.YES, weight=9, population=60, traits=frozenset({"permanent"})),
        Seat("B", Choice.YES, weight=5, population=30),
        Seat("C", Choice.YES, weight=2, population=5),
        Seat("D", Choice.NO, weight=3, population=20),
        Seat("E", Choice.ABSTAIN, weight=1, population=10),
        Seat("F", Choice.BLANK, weight=1, population=1),
        Seat("G", Choice.INVALID, weight=1, population=2),
        Seat("H", None, weight=4, population=3, participating=False),
        Seat("I", Choice.ABSENT, weight=2, population=4, represented=False),
        Seat("J", Choice.NOT_ENTITLED, weight=2, population=6, represented=False),
        Seat("K", Choice.NO, weight=2, population=7, traits=frozenset({"member concerned"})),
    ]
)


def turned(member: str, choice: Choice) -> Roll:
    return Roll.of(changed(one, choice=choice) if one.member == member else one for one in HEAVY.seats)


def votes() -> Cases:
    for words in (
        {},
        {"threshold": "2/3", "base": "members", "abstain": "left out"},
        {"threshold": "all", "base": "members present", "absent": "left out"},
        {"threshold": 3, "quorum_decide": "majority members"},
        {"tie": "n/a"},
        {"tie": "casting vote"},
        {"tie": "lots", "abstain": "as no"},
        {"tie": "second vote", "second_vote_within": "90 min", "quorum_decide": "1/3 entitled members"},
        {"base": "valid ballots", "absent": "as no"},
    ):
        by = own_rule(**words)
        for name, these in ROLLS.items():
            yield f"{words or 'plain'}: {name}", lambda these=these, by=by: verdict(these, by, standing=IN_ORDER)
    for base in ("members", "entitled members", "members present", "present and voting", "votes cast",
                 "ballots deposited", "valid ballots", "total weight", "participating members"):  # fmt: skip
        for counted in ("not voting", "as no", "left out"):
            by = own_rule(base=base, abstain=counted, absent=counted)
            yield (
                f"base {base}, {counted}",
                lambda by=by: [base_of(HEAVY.tally(weighted=heavy), by) for heavy in (False, True)],
            )
    for attempt in (1, 2):
        for casting in (None, Choice.YES, Choice.NO):
            for tie in ("second vote", "casting vote"):
                by = own_rule(tie=tie, second_vote_within=7200)
                yield (
                    f"tie, {tie}, attempt {attempt}, casting {casting}",
                    lambda by=by, attempt=attempt, casting=casting: verdict(
                        ROLLS["equal"], by, standing=IN_ORDER, attempt=attempt, casting=casting
                    ),
                )
    full = Rule.from_mapping(FULL)
    said = (Statement("A", "reservation"), Statement("B", "explanation of vote"))
    for name, these in (
        ("carried", HEAVY),
        ("vetoed", Roll.of([changed(HEAVY.seats[3], traits=frozenset({"permanent"})), *HEAVY.seats[:3], *HEAVY.seats[4:]])),
        ("short", turned("A", Choice.NO)),
        ("in numbers", HEAVY.tally()),
    ):  # fmt: skip
        for criteria in ((), ("serious breach",)):
            yield (
                f"every part, {name}, {criteria}",
                lambda these=these, criteria=criteria: verdict(
                    these, full, standing=IN_ORDER, criteria=criteria, statements=said
                ),
            )
    for extra in ({"population": "all"}, {"members": "all"}, {"weight": "all"}, {"veto": "permanent"}):
        by = own_rule(extra=[extra])
        yield f"further {extra}", lambda by=by: verdict(HEAVY, by, standing=IN_ORDER)
        yield f"further {extra}, in numbers", lambda by=by: verdict(HEAVY.tally(), by, standing=IN_ORDER)
    blocked = own_rule(extra=[{"population": "all"}, {"blocking_minority_min_members": 20}])
    yield "deemed reached", lambda: verdict(HEAVY, blocked, standing=IN_ORDER)
    excluded = own_rule(excluded=["member concerned"])
    yield "excluded", lambda: verdict(HEAVY, excluded, standing=IN_ORDER)
    yield "excluded, none bears it", lambda: verdict(ROLLS["carried"], excluded, standing=IN_ORDER)
    yield "excluded, in numbers", lambda: verdict(HEAVY.tally(), excluded, standing=IN_ORDER)
    for agenda_, time_, waived in (
        (False, True, False),
        (True, False, False),
        (True, False, True),
        (False, False, True),
    ):
        standing = Standing(agenda_, time_, waived)
        yield (
            f"standing {agenda_}, {time_}, {waived}",
            lambda standing=standing: verdict(ROLLS["carried"], full, standing=standing),
        )
    yield "positions where votes are counted", lambda: verdict(roll(yes=1, objects=1), own_rule(), standing=IN_ORDER)
    yield (
        "positions in numbers",
        lambda: verdict(Tally(3, silent=3, objections=1), own_rule(), standing=IN_ORDER),
    )
    yield (
        "votes where silence is the method",
        lambda: verdict(ROLLS["carried"], own_rule(method="silence"), standing=IN_ORDER, now=NOON),
    )
    yield "a verdict as it is kept", lambda: verdict(HEAVY, full, standing=IN_ORDER, statements=said).as_mapping()


def tallies() -> Cases:
    yield "counted by head", HEAVY.tally
    yield "weighed", lambda: HEAVY.tally(weighted=True)
    yield "figures", lambda: (lambda t: [t.voting, t.valid, t.deposited, t.absent])(HEAVY.tally())
    yield "chosen", lambda: HEAVY.having(Choice.YES, Choice.BLANK)
    yield "without", lambda: HEAVY.without(["permanent", "member concerned"])
    yield "plain", lambda: Tally(10, yes=3, no=2)
    for name, parts in {
        "negative": {"members": 5, "yes": -2},
        "left out by mistake": {"members": 5, "yes": -1, "no": -1},
        "no number": {"members": 5, "yes": True},
        "entitled": {"members": 5, "entitled": 6},
        "present": {"members": 5, "present": 6},
        "participating": {"members": 5, "participating": 6},
        "more than may": {"members": 5, "entitled": 3, "yes": 3, "silent": 1},
        "more than are there": {"members": 5, "present": 2, "yes": 3},
        "objections": {"members": 5, "present": 2, "objections": 3},
        "all that may": {"members": 5, "entitled": 5, "present": 5, "yes": 5, "participating": 5},
    }.items():
        yield f"tally {name}", lambda parts=parts: Tally(**parts)
    yield "seat weight", lambda: Seat("A", weight=-1)
    yield "seat population", lambda: Seat("A", population=-1)
    yield "seat of no weight", lambda: Seat("A", Choice.YES, weight=0)
    yield "seat absent and voting", lambda: Seat("A", Choice.YES, represented=False)
    yield "seat absent and objecting", lambda: Seat("A", Choice.OBJECTS, represented=False)
    yield "seat barred and voting", lambda: Seat("A", Choice.NO, entitled=False)
    yield "seat absent", lambda: Seat("A", Choice.ABSENT)
    yield "seat barred", lambda: Seat("A", Choice.NOT_ENTITLED)
    yield "member twice", lambda: Roll.of([Seat("B"), Seat("A"), Seat("B"), Seat("A"), Seat("C")])


def quorums() -> Cases:
    by = Rule.from_mapping(FULL)
    for purpose in Purpose:
        for name, these in (*ROLLS.items(), ("heavy", HEAVY), ("in numbers", HEAVY.tally())):
            yield f"{purpose}: {name}", lambda purpose=purpose, these=these: call_quorum(these, by, purpose=purpose)
    part = own_rule(quorum_decide="2/3 participating members")
    yield "of those who take part", lambda: call_quorum(HEAVY, part, purpose=Purpose.DECIDE)
    none = own_rule()
    yield "none written", lambda: call_quorum(ROLLS["few"], none, purpose=Purpose.OPEN)
    yield "none written, nobody", lambda: call_quorum(ROLLS["empty room"], none, purpose=Purpose.OPEN)
    yield "by figures", lambda: quorum(5, part, purpose=Purpose.DECIDE, members=9, entitled=8)
    yield (
        "by figures, entitled left out",
        lambda: quorum(3, own_rule(quorum_decide="majority entitled members"), purpose=Purpose.DECIDE, members=6),
    )
    yield "required", lambda: require_quorum(call_quorum(ROLLS["few"], by, purpose=Purpose.OPEN))
    yield "required and there", lambda: require_quorum(call_quorum(ROLLS["carried"], by, purpose=Purpose.OPEN))


def agreements() -> Cases:
    plain = own_rule(method="consensus", objection_window="2 min", cites={"objection_window": "Rules 9"})
    agreed, opposed = roll(silent=4, absent=1), roll(silent=3, objects=2, absent=1)
    said = (Statement("A", "interpretive statement"),)
    for name, these in {"agreed": agreed, "opposed": opposed, "in numbers": Tally(5, silent=4, objections=1),
                        "voted": roll(yes=1, silent=3), "voted in numbers": Tally(5, yes=1),
                        "nobody": roll(absent=3)}.items():  # fmt: skip
        for words in ({}, {"reverse": True}, {"quorum_decide": "all members"}):
            by = own_rule(method="consensus", **words)
            yield (
                f"{name}, {words}",
                lambda these=these, by=by: verdict(these, by, standing=IN_ORDER, statements=said),
            )
    yield "all against", lambda: verdict(roll(objects=3), own_rule(method="consensus", reverse=True), standing=IN_ORDER)
    minus = own_rule(method="consensus", excluded=["member concerned"], criterion="breach")
    concerned = Roll.of([Seat("A"), Seat("B", Choice.OBJECTS, traits=frozenset({"member concerned"}))])
    for criteria in ((), ("breach",)):
        yield (
            f"minus one, {criteria}",
            lambda criteria=criteria: verdict(concerned, minus, standing=IN_ORDER, criteria=criteria),
        )
    yield "required", lambda: require_no_objection(verdict(opposed, plain, standing=IN_ORDER))
    yield "required and agreed", lambda: require_no_objection(verdict(agreed, plain, standing=IN_ORDER))
    for label, after in {"begun": 0, "nearly": 119.5, "over": 120}.items():
        yield (
            f"window {label}",
            lambda after=after: require_window_over(plain, asked_at=NOON, now=NOON + timedelta(seconds=after)),
        )
    yield "no window", lambda: require_window_over(own_rule(method="consensus"), asked_at=NOON, now=NOON)

    def some(*, against: bool = False, part: int = 2, present: bool = True) -> Roll:
        return Roll.of(
            Seat(f"M{n}", Choice.OBJECTS if against and n == 3 else None, participating=n < part, represented=present)
            for n in range(4)
        )

    text = Roll.of([Seat("M0"), Seat("M1")])
    away = Roll.of([Seat("M0"), Seat("M1", represented=False)])
    no = Roll.of([Seat("M0"), Seat("M1", Choice.OBJECTS)])
    for name, (method, on_text) in {
        "binds two": (some(), text), "one opposes the method": (some(against=True), text),
        "one opposes the text": (some(), no), "one is away": (some(), away), "wrong names": (some(part=3), text),
        "nobody takes part": (some(part=0), Roll.of([])), "nobody is there": (some(present=False), text),
    }.items():  # fmt: skip
        yield (
            f"limited format: {name}",
            lambda method=method, on_text=on_text: limited_format(method, on_text, plain, standing=IN_ORDER),
        )
        yield (
            f"flexible: {name}",
            lambda method=method, on_text=on_text: flexible_participation(
                method, on_text, plain, standing=IN_ORDER, subject_kind="economic", open_to=["trade", "economic"]
            ),
        )
    yield (
        "flexible: closed",
        lambda: flexible_participation(
            some(), text, plain, standing=IN_ORDER, subject_kind="defence", open_to=["trade", "economic"]
        ),
    )
    late = Standing(on_adopted_agenda=True, document_on_time=False)
    running = SilenceRound(NOON, NOON + timedelta(days=1), frozenset("AB"))
    outcomes = {
        "yes": verdict(agreed, plain, standing=IN_ORDER),
        "no": verdict(opposed, plain, standing=IN_ORDER),
        "late": verdict(agreed, plain, standing=late),
        "running": verdict(running, own_rule(method="silence"), standing=IN_ORDER, now=NOON),
    }
    for names in (["yes", "yes"], ["yes", "no"], ["no", "late"], ["yes", "running"], ["no", "running"], ["yes"]):
        yield f"joint {names}", lambda names=names: joint_verdict({f"B{n}": outcomes[w] for n, w in enumerate(names)})
    yield "joint, one of them", lambda: joint_verdict({"X": outcomes["yes"], "Y": outcomes["no"]}).of("Y").outcome


def silences() -> Cases:
    ends = NOON + timedelta(days=3)
    kept = {
        "nothing": (),
        "objection": (Message("A", MessageKind.OBJECTION, NOON + timedelta(hours=1)),),
        "at the instant": (Message("A", MessageKind.OBJECTION, ends),),
        "late": (Message("B", MessageKind.OBJECTION, ends + timedelta(seconds=90)),),
        "amendment": (Message("A", MessageKind.AMENDMENT, NOON + timedelta(hours=1)),),
        "two, one lifted": (
            Message("B", MessageKind.OBJECTION, NOON + timedelta(hours=1)),
            Message("A", MessageKind.OBJECTION, NOON + timedelta(hours=2)),
            Message("A", MessageKind.LIFTED, NOON + timedelta(hours=3)),
            Message("C", MessageKind.EXTENSION_ASKED, NOON + timedelta(hours=4)),
        ),
        "before the start": (Message("A", MessageKind.OBJECTION, NOON - timedelta(seconds=1)),),
        "from outside": (Message("X", MessageKind.OBJECTION, NOON + timedelta(hours=1)),),
    }
    later = (Extension(NOON + timedelta(days=1), NOON + timedelta(days=5)),)
    strict = own_rule(method="silence", silence={"at_expiry_in_time": True, "amendment_breaks": True,
                                                 "objection_in_room_prevents": True, "least": "3 d"})  # fmt: skip
    plain = own_rule(method="silence")
    for name, messages in kept.items():
        for which, by in (("plain", plain), ("strict", strict)):
            for extended in ((), later):
                asked = SilenceRound(NOON, ends, frozenset("ABC"), "Asia/Bishkek", messages, extended)
                for hours in (24, 72, 121):
                    yield (
                        f"{which}, {name}, {'longer, ' if extended else ''}after {hours} h",
                        lambda asked=asked, by=by, hours=hours: verdict(
                            asked, by, standing=IN_ORDER, now=NOON + timedelta(hours=hours)
                        ),
                    )
    base = SilenceRound(NOON, ends, frozenset("ABC"))
    now = NOON + timedelta(days=9)
    for name, asked in {
        "in the room": changed(base, objected_in_room=("B", "A")),
        "in the room, from outside": changed(base, objected_in_room=("Z",)),
        "no zone": changed(base, starts_at=NOON.replace(tzinfo=None)),
        "ends at once": changed(base, expires_at=NOON),
        "too short": changed(base, expires_at=NOON + timedelta(days=1)),
        "extended too late": changed(base, extensions=(Extension(ends, ends + timedelta(days=1)),)),
        "extended to an earlier": changed(base, extensions=(Extension(NOON, ends),)),
        "extended twice": changed(base, extensions=(*later, Extension(NOON + timedelta(days=4), now))),
    }.items():
        for which, by in (("plain", plain), ("strict", strict)):
            yield f"{which}, {name}", lambda asked=asked, by=by: verdict(asked, by, standing=IN_ORDER, now=now)
    yield "expiry before it was granted", lambda: expiry(changed(base, extensions=later), now=NOON)
    yield "expiry", lambda: expiry(changed(base, extensions=later), now=now)
    yield "no moment", lambda: verdict(base, plain, standing=IN_ORDER)
    yield "late document", lambda: verdict(base, plain, standing=Standing(True, False), now=now)


# --- rulesets -------------------------------------------------------------------------------------

SETTING = {"name": "notice", "value": 14, "cite": "Rules 3", "body": "PC", "valid_from": "2001-01-01",
           "valid_to": "2020-12-31", "certain": False}  # fmt: skip


def rulesets() -> Cases:
    full = Rule.from_mapping(FULL)
    yield "every part", lambda: full
    yield "every part as it is kept", full.as_mapping
    yield "nothing but the least", lambda: Rule.from_mapping({"body": "B", "subject": "s", "cite": "R 1"})
    yield "the least as it is kept", Rule.from_mapping({"body": "B", "subject": "s", "cite": "R 1"}).as_mapping
    yield "certain", lambda: [full.certain, full.is_certain("base"), full.is_certain("tie"),
                              changed(full, to_confirm=frozenset({"*"})).is_certain("tie"),
                              changed(full, to_confirm=frozenset()).certain]  # fmt: skip
    for name, wrong in {
        "no body": {"body": ""}, "no subject": {"subject": " "}, "no citation": {"cite": " "}, "unknown": {"thing": 1},
        "method": {"method": "lot"}, "base": {"base": "all"}, "tie": {"tie": "x"}, "absent": {"absent": "x"},
        "day": {"valid_from": "2024-13-01"}, "moment": {"valid_from": datetime(2024, 1, 1)},  # noqa: DTZ001
        "ends early": {"valid_to": "1999-12-31"}, "same day": {"valid_to": "2000-01-01"},
        "minority": {"threshold": "1/3"}, "half": {"threshold": "1/2"}, "share": {"threshold": "half"},
        "float": {"threshold": 0.5}, "flag as a share": {"threshold": True}, "pair": {"threshold": [3, 2]},
        "strict all": {"threshold": "more than 2/2"}, "no share": {"threshold": {"num": 0}},
        "unknown in a share": {"threshold": {"num": 1, "part": 2}}, "text in a share": {"threshold": {"num": "1"}},
        "cites": {"cites": "R"}, "silence": {"silence": "x"}, "flag": {"default": 1}, "list": {"excluded": "x"},
        "table": {"extra": ["x"]}, "two in one": {"extra": [{"veto": "p", "members": 1}]},
        "veto of nobody": {"extra": [{"veto": ""}]}, "veto by number": {"extra": [{"veto": 1}]},
        "blocking of none": {"extra": [{"blocking_minority_min_members": 0}]},
        "blocking of one": {"extra": [{"blocking_minority_min_members": 1}]},
        "blocking by text": {"extra": [{"blocking_minority_min_members": "4"}]},
        "condition": {"extra": [{"age": 1}]}, "quorum": {"quorum_open": 1.5}, "quorum base": {"quorum_open": "1/2 votes cast"},
        "quorum open": {"quorum_open": "configure"}, "quorum all": {"quorum_open": "all"},
        "quorum number": {"quorum_open": 9}, "duration": {"objection_window": "1 week"},
        "no duration": {"objection_window": 0}, "one second": {"objection_window": 1}, "days": {"objection_window": "2 d"},
        "seconds": {"objection_window": "90 s"},
    }.items():  # fmt: skip
        yield f"wrong or not: {name}", lambda wrong=wrong: Rule.from_mapping({**FULL, **wrong})
    yield "made by hand", lambda: Rule("B", "s", CITE)
    for said in (
        {"blocking_minority": {"population": "35/100", "more_members": 1}, "when": "asked"}, {"blocking_minority": {"population": "1/3"}},
        {"blocking_minority": {"population": "1/3", "members": 1}}, {"blocking_minority": "1/3"}, {"blocking_minority_min_members": 4, "when": "asked"},
        {"population": "65/100", "when": "asked"}, {"veto": "permanent", "when": "asked"}, {"veto": "permanent", "when": 1}, {"when": "asked"},
    ):  # fmt: skip
        yield f"condition {said}", lambda said=said: (lambda e: [e, e.as_mapping()])(Extra.read(said))
    several = {"code": "X", "rule": [{**FULL, "body": ["PC", "CSC"], "subject": ["a", "b"], "default": False},
                                     {**FULL, "subject": "c", "body": "CSC"}],
               "setting": [SETTING, {**SETTING, "body": ["CSC", "MC"]}, {"name": "notice", "value": 7, "cite": "R 4"}]}  # fmt: skip
    made = Ruleset.from_mapping(several)
    yield "bodies", lambda: made.bodies
    yield "settings", lambda: made.settings
    for subject, body in (("a", "PC"), ("z", "CSC"), ("z", "PC"), ("a", ""), ("c", "CSC")):
        yield (
            f"rule for {subject} in {body}",
            lambda subject=subject, body=body: (lambda r: [r.body, r.subject])(
                made.rule_for(subject, on=date(2010, 1, 1), body=body)
            ),
        )
    yield "rule for a day before", lambda: made.rule_for("a", on=date(1999, 12, 31), body="PC")
    yield "rule for the last day", lambda: made.rule_for("a", on=date(2030, 12, 31), body="PC").subject
    for body, day in (("PC", date(2001, 1, 1)), ("PC", date(2020, 12, 31)), ("PC", DAY), ("SC", DAY)):
        yield f"setting of {body} on {day}", lambda body=body, day=day: made.setting("notice", on=day, body=body)
    yield "no setting", lambda: made.setting("places", on=DAY, body="PC")
    for name, wrong in {
        "no rules": {"rule": []}, "no code": {"code": ""}, "unknown": {"other": 1},
        "twice": {"rule": [FULL, FULL]}, "two defaults": {"rule": [FULL, {**FULL, "subject": "x"}]},
        "rules no list": {"rule": "x"}, "setting twice": {"setting": [SETTING, SETTING]},
        "setting by float": {"setting": [{**SETTING, "value": 1.5}]}, "setting of none": {"setting": [{**SETTING, "value": None}]},
        "setting unknown": {"setting": [{**SETTING, "x": 1}]}, "setting uncited": {"setting": [{**SETTING, "cite": ""}]},
    }.items():  # fmt: skip
        yield f"ruleset: {name}", lambda wrong=wrong: Ruleset.from_mapping({**several, **wrong})
    for name, value in (
        ("agenda_notice_days", 0), ("agenda_notice_days", 365), ("agenda_notice_days", 366), ("documents_days", -1),
        ("documents_days", True), ("speaking_limit_s", 30), ("speaking_limit_s", 29), ("speaking_limit_s", 7200),
        ("speaking_limit_s", 7201), ("session_chair", "host"), ("session_chair", "presidency"), ("session_chair", "x"),
        ("presidency_order", {"order": "alphabetical", "language": "ru"}), ("presidency_order", "alphabetical"),
        ("presidency_order", {"order": "rank", "language": "ru"}), ("presidency_order", {"order": "alphabetical"}),
        ("presidency_order", {"order": "alphabetical", "language": ""}), ("voting_right_lost", {"years": 0}),
        ("voting_right_lost", {"years": 1, "automatic": True}), ("voting_right_lost", {"years": 99, "automatic": True}),
        ("voting_right_lost", {"years": 100, "automatic": True}), ("voting_right_lost", 2), ("anything", "else"),
    ):  # fmt: skip
        yield f"setting {name} = {value}", lambda name=name, value=value: checked_setting(name, value)
    shares = ("majority", "all", "2/3", "more than 3/5", 9, "12", {"num": 1, "den": 2, "min": 4}, {"min": 3})
    for said in shares:
        yield (
            f"share {said}",
            lambda said=said: (
                lambda s: [str(s), s.num, s.den, s.strict, s.min, [s.required(n) for n in (0, 1, 10, 15, 193)]]
            )(Share.read(said)),
        )
    for said in (None, "none", "all", "1/3", "24 members", "2/3 entitled members", 5, {"min": 3, "weight": "2/3"}):
        yield f"quorum {said}", lambda said=said: str(Quorum.read(said))
    voters = {"name": "weight", "values": {"A": 3, "B": 0}, "cite": "R 1", "body": "C", "valid_from": "2001-01-01",
              "valid_to": "2002-01-01", "certain": False}  # fmt: skip
    permanent = {"name": "permanent", "members": ["A", "B"], "cite": "R 2"}
    for name, said in {
        "number": voters, "trait": permanent, "number without values": {**permanent, "name": "weight"},
        "trait with values": {**voters, "name": "permanent"}, "both": {**voters, "members": ["A"]},
        "below nought": {**voters, "values": {"A": -1}}, "text": {**voters, "values": {"A": "1"}},
        "nobody": {**permanent, "members": []}, "unknown": {**voters, "x": 1}, "uncited": {**voters, "cite": ""},
    }.items():  # fmt: skip
        yield f"attribute: {name}", lambda said=said: Attribute.from_mapping(said)
        if name in {"number", "trait"}:
            yield f"attribute as it is kept: {name}", Attribute.from_mapping(said).as_mapping
    whole = {"body": "GA", "subject": "council", "cite": "GA rule 83", "majority": "2/3", "base": "ballots deposited",
             "quorum_decide": "majority members", "next_ballot": "eliminate last", "names_per_place": 3,
             "alternates_after": 3, "lots": True, "crosses_as_places": False, "secret": False,
             "valid_from": "1946-01-01", "valid_to": "2046-01-01", "cites": {"lots": "GA rule 93"},
             "to_confirm": ["lots"]}  # fmt: skip
    least = {name: whole[name] for name in ("body", "subject", "cite")}
    for name, said in {
        "every part": whole, "the least": least, "base": {**whole, "base": "members"}, "next": {**whole, "next_ballot": "x"},
        "names": {**whole, "names_per_place": 0}, "one name": {**whole, "names_per_place": 1}, "cites": {**whole, "cites": []},
        "after": {**whole, "alternates_after": -1}, "unknown": {**whole, "x": 1},
    }.items():  # fmt: skip
        yield f"election: {name}", lambda said=said: ElectionRule.from_mapping(said)
    held_by = ElectionRule.from_mapping(whole)
    yield "election, where and how sure", lambda: [held_by.cited("lots"), held_by.cited("base"), held_by.certain,
                                                   changed(held_by, to_confirm=frozenset()).certain,
                                                   held_by.holds_on(date(2046, 1, 1)), held_by.holds_on(date(2046, 1, 2))]  # fmt: skip
    yield "election as it is kept", ElectionRule.from_mapping(whole).as_mapping


# --- the crafts -----------------------------------------------------------------------------------


def items() -> Cases:
    for kind in agenda.ItemKind:
        item = agenda.Item("4", kind, agenda.Part.A, adopted=False)
        yield f"number under {kind}", lambda item=item: agenda.require_number(item, cite=CITE)
        yield f"A item, {kind}", lambda item=item: agenda.require_part(item, cite=CITE)
        for done in (False, True):
            yield (
                f"act on {kind}, {done}",
                lambda item=item, done=done: agenda.require_action(item, agenda_adopted=done, cite=CITE),
            )
    on = agenda.Item("5", agenda.ItemKind.DECISION, adopted=True)
    yield "act on an adopted item", lambda: agenda.require_action(on, agenda_adopted=True, cite=CITE)
    yield "B item in its part", lambda: agenda.require_part(on, cite=CITE)
    yield "act on a place", lambda: agenda.require_action(changed(on, named=False), agenda_adopted=True, cite=CITE)
    first = changed(on, part=agenda.Part.A)
    yield "out of A", lambda: agenda.take_out_of_a(first, asked_by="KGZ", cite=CITE)
    yield "out of B", lambda: agenda.take_out_of_a(on, asked_by="KGZ", cite=CITE)
    yield "A items", lambda: agenda.without_debate([on, first, changed(first, adopted=False)])
    listed = [on, changed(on, number="5.1"), changed(on, number="6", named=False), changed(on, number="7.")]
    for declared in (None, 1, 2, 9):
        yield (
            f"count, {declared}",
            lambda declared=declared: (lambda c: [c, c.unnamed])(
                agenda.count_items(listed, declared=declared, cite=CITE)
            ),
        )
    yield "twice", lambda: agenda.count_items([on, first, listed[2], listed[2]], declared=None, cite=CITE)
    yield "sub-items", lambda: [agenda.is_sub_item(one) for one in ("5", "5.", "5.1", "5(a)", "10")]


def dues() -> Cases:
    due = {2021: Decimal("10.00"), 2022: Decimal("100.00"), 2023: Decimal("50.50")}
    automatic, decided = arrears.ArrearsRule(CITE), arrears.ArrearsRule(CITE, years=3, automatic=False)
    for owed in ("0", "0.01", "150.49", "150.50", "160.50", "500.00"):
        for name, by in (("automatic", automatic), ("decided", decided)):
            for taken in (False, True):
                for until in (None, DAY, DAY - timedelta(days=1)):
                    yield (
                        f"{name}, {owed}, {taken}, {until}",
                        lambda owed=owed, by=by, taken=taken, until=until: arrears.voting_right(
                            Decimal(owed), due, by, on=DAY, decision_taken=taken, permitted_until=until
                        ),
                    )
    yield "year missing", lambda: arrears.voting_right(Decimal(1), {2023: Decimal(1)}, decided, on=DAY)
    yield (
        "nothing due",
        lambda: arrears.voting_right(Decimal(0), {2022: Decimal(0), 2023: Decimal(0)}, automatic, on=DAY).votes,
    )
    for name, said in {"two": {"years": 2, "automatic": True}, "by decision": {"years": 1, "automatic": False},
                       "none": {"years": 0, "automatic": True}, "no mapping": 2, "unsaid": {"years": 2}}.items():  # fmt: skip
        setting = Setting("voting_right_lost", said, CITE)
        yield f"rule: {name}", lambda setting=setting: arrears.ArrearsRule.from_setting(setting)
    yield from each("due on", arrears.due_on, letter_before=[2024, date(2023, 11, 1)], at_new_year=[2024, date(2023, 12, 2)],
                    later=[2024, date(2023, 12, 3)])  # fmt: skip
    yield "due in ten days", lambda: arrears.due_on(2024, date(2024, 1, 1), days=10)
    yield "years in arrears", lambda: [arrears.years_in_arrears(year, DAY) for year in (2022, 2023, 2024, 2025)]
    debts = [arrears.Debt(2023, Decimal("50.50")), arrears.Debt(0, Decimal("5.00")), arrears.Debt(2022, Decimal(100)),
             arrears.Debt(2021, Decimal(0))]  # fmt: skip
    for paid in ("0", "0.01", "5.00", "105.00", "105.01", "155.50", "200.00"):
        yield (
            f"settle {paid}",
            lambda paid=paid: (lambda s: [s, s.total_left])(arrears.settle(Decimal(paid), debts, cite=CITE)),
        )
    yield "year twice", lambda: arrears.settle(Decimal(1), [*debts, debts[0], debts[2]], cite=CITE)
    rate = arrears.Rate("EUR", Decimal("1.0875"), DAY, "ours")
    owed = [arrears.Debt(2023, Decimal(5))]
    for name, words in {
        "plain": {},
        "rate": {"rate": rate},
        "bank": {"rate": rate, "banked": Decimal("10.80")},
    }.items():
        yield (
            f"payment: {name}",
            lambda words=words: arrears.payment(Decimal(10), owed, received_on=DAY, cite=CITE, **words),
        )
    late = {"received_on": date(2024, 4, 1), "rate": rate, "cite": CITE}
    yield "rate of another day", lambda: arrears.payment(Decimal(10), owed, **late)
    yield "due", lambda: [arrears.due_date(2024, on, cite=CITE) for on in (date(2023, 12, 1), date(2023, 12, 2), DAY)]


def times() -> Cases:
    for boundary in deadlines.Boundary:
        one = deadlines.Deadline(datetime(2024, 3, 29, 15, tzinfo=ABROAD), boundary, CITE)
        for shift in (-1, 0, 1, 90):
            yield f"{boundary}, {shift}", lambda one=one, shift=shift: one.step(NOON + timedelta(seconds=shift))
        yield f"{boundary}, no zone", lambda one=one: one.step(NOON.replace(tzinfo=None))
    yield "no zone", lambda: deadlines.Deadline(NOON.replace(tzinfo=None), cite=CITE)
    yield "end of a day", lambda: deadlines.end_of(DAY, ABROAD, cite=CITE)
    yield "counted back", lambda: [deadlines.days_before(DAY, 60), deadlines.weeks_before(DAY, 6)]
    yield "papers", lambda: deadlines.paper_track(DAY)
    yield "papers, quicker", lambda: deadlines.paper_track(DAY, submit_weeks=8, process_weeks=3)
    for days in (13, 14, 15):
        given = DAY - timedelta(days=days)
        for waived in (False, True):
            yield (
                f"notice {days}, {waived}",
                lambda given=given, waived=waived: deadlines.require_notice(
                    given, DAY, days=14, cite=CITE, waived=waived
                ),
            )
        yield f"document {days}", lambda given=given: deadlines.document_on_time(given, DAY, days=14, cite=CITE)


def chairs() -> Cases:
    members = [presidency.Candidate(*one) for one in (("KGZ", "К"), ("ARM", "А"), ("BLR", "Б"), ("AZZ", "А"))]
    order = presidency.rotation(members)
    yield "rotation", lambda: order
    yield "member twice", lambda: presidency.rotation([*members, members[2], members[0]])
    yield "next", lambda: presidency.next_presidency("KGZ", order, cite=CITE)
    yield "next but one", lambda: presidency.next_presidency("ARM", order, passes=["KGZ", "BLR"], cite=CITE)
    yield "outside", lambda: presidency.next_presidency("XXX", order, cite=CITE)
    yield "everyone passes", lambda: presidency.next_presidency("ARM", order, passes=order, cite=CITE)
    yield "troika", lambda: presidency.troika("BLR", order)
    years = presidency.Period("2019-2020", date(2019, 11, 8), date(2020, 12, 2))
    yield "years", lambda: [years.years, presidency.Period("no. 12345").years]
    for day in (date(2019, 11, 7), date(2019, 11, 8), date(2020, 12, 1), date(2020, 12, 2)):
        yield f"holds {day}", lambda day=day: [
            years.holds_on(day), changed(years, ends_on=None).holds_on(day), changed(years, begins_on=None).holds_on(day)
        ]  # fmt: skip
    yield "ends first", lambda: presidency.Period("2020", DAY, DAY - timedelta(days=1))
    yield "one day", lambda: presidency.Period("2020", DAY, DAY)
    yield "chair", lambda: presidency.chair_of_session("KGZ", cite=CITE)
    yield "chair otherwise", lambda: presidency.chair_of_session("KGZ", decided_otherwise="ARM", cite=CITE)


def places() -> Cases:
    for shape in seating.Table:
        for count in (0, 1, 4, 5):
            yield f"{shape} of {count}", lambda shape=shape, count=count: seating.seats("C", "ABDEF"[:count], shape)
    yield "row", lambda: [seating.front_row("C", "ABDE"), seating.front_row("C", "ABD")]
    yield "flags", lambda: [seating.flags("ABC"), seating.flags("ABC", host="B", organisation="O")]
    yield "chair twice", lambda: seating.seats("A", "ABB", seating.Table.ROUND)
    yield "row twice", lambda: seating.front_row("C", "CAA")
    yield "flags twice", lambda: seating.flags("ABAB")
    ranks = [
        precedence.Rank("KGZ", "Kyrgyzstan", OfficeClass.HEAD_OF_STATE, date(2021, 1, 28)),
        precedence.Rank("ARM", "Armenia", OfficeClass.HEAD_OF_GOVERNMENT, date(2018, 5, 8), is_host=True),
        precedence.Rank("BLR", "Belarus", OfficeClass.HEAD_OF_STATE, date(1994, 7, 20), is_chair=True),
        precedence.Rank("TJK", "Tajikistan", OfficeClass.HEAD_OF_STATE),
        precedence.Rank("KAZ", "Kazakhstan", OfficeClass.FOREIGN_MINISTER, date(2023, 1, 1)),
        precedence.Rank("SRB", "Serbia", OfficeClass.OTHER, circle=precedence.Circle.OBSERVER_STATE),
        precedence.Rank("AFG", "Afghanistan", OfficeClass.HEAD_OF_STATE, circle=precedence.Circle.OBSERVER_STATE),
        precedence.Rank("UZB", "Uzbekistan", OfficeClass.HEAD_OF_GOVERNMENT, circle=precedence.Circle.PARTNER_STATE),
        precedence.Rank("UN", "United Nations", circle=precedence.Circle.ORGANISATION),
    ]
    for by in precedence.Order:
        for host in precedence.Place:
            for chair in precedence.Place:
                yield (
                    f"{by}, host {host}, chair {chair}",
                    lambda by=by, host=host, chair=chair: [
                        one.code for one in precedence.in_order(ranks, by, host=host, chair=chair)
                    ],
                )
    both = [changed(one, is_host=one.is_chair) for one in ranks]
    yield "host in the chair", lambda: [
        one.code for one in precedence.in_order(both, precedence.Order.ALPHABETICAL, host=precedence.Place.LAST,
                                                chair=precedence.Place.FIRST)
    ]  # fmt: skip
    for one in (ranks[0], ranks[1], ranks[3], ranks[5]):
        yield (
            f"why {one.code}",
            lambda one=one: precedence.explain(
                one, by=precedence.Order.PRECEDENCE, host=precedence.Place.FIRST, cite=CITE
            ),
        )
    yield "code twice", lambda: precedence.in_order([*ranks, ranks[2], ranks[0]], precedence.Order.PRECEDENCE)
    yield "roll-call", lambda: [one.code for one in precedence.roll_call(ranks, drawn="KGZ")]
    yield "roll-call of a stranger", lambda: precedence.roll_call(ranks, drawn="UN")
    yield "entering", lambda: [one.code for one in precedence.entering(ranks)]
    yield "classes", lambda: {office: class_of(office).name for office in Office}


def names_of_papers() -> Cases:
    for said in ("CSTO/CSC/2019/L.3/Rev.2/Add.1", "UN/GA/C1/SUB/79/12", "A/B/C", "A/B/2019/X.1", "A/B/2019/0",
                 "A/B/2019/L.4/Corr.1", " A/B/2019/RES.7 "):  # fmt: skip
        yield (
            f"symbol {said}",
            lambda said=said: (lambda s: [s, str(s), str(s.base), str(s.revised())])(symbols.Symbol.parse(said)),
        )
    one = symbols.Symbol("A", "B", "2019", 3, symbols.Series.DRAFT, ("S",))
    yield "with a suffix", lambda: str(one.with_suffix(symbols.SuffixKind.ADDENDUM, 1))
    yield "suffix nought", lambda: one.with_suffix(symbols.SuffixKind.ADDENDUM, 0)
    yield "number nought", lambda: changed(one, number=0)
    yield "bad part", lambda: changed(one, sub=("a b",))
    for said in ("CSC-2019-7", "CSC-2019-R2", "C-S-2019-1", "csc-2019-1", "CSC-19-1", "CSC-2019-0", " PC-2020-10 "):
        yield f"decision {said}", lambda said=said: (lambda n: [n, str(n)])(symbols.DecisionNumber.parse(said))
    for year in (999, 1000, 9999, 10000):
        yield f"year {year}", lambda year=year: symbols.DecisionNumber("A", year, False, 1)
    yield "decision nought", lambda: symbols.DecisionNumber("A", 2019, False, 0)
    given = [symbols.DecisionNumber("A", 2019, False, n) for n in (2, 1, 3)]
    given += [symbols.DecisionNumber("A", 2019, True, 1), symbols.DecisionNumber("A", 2018, False, 1)]
    yield "next", lambda: [symbols.next_number(given, body="A", year=2019),
                           symbols.next_number(given, body="A", year=2019, restricted=True),
                           symbols.next_number([], body="B", year=2019)]  # fmt: skip
    yield "number twice", lambda: symbols.next_number([*given, *given], body="A", year=2019)
    gap = [one for one in given if one.number != 1]
    yield "gap", lambda: symbols.next_number([*gap, changed(given[0], number=6)], body="A", year=2019)


def doors() -> Cases:
    for shape in formats.Format:
        rule = formats.SittingRule(shape, companions=1, named=frozenset({"p"}), cite=CITE)
        for office in (Office.HEAD_OF_STATE, Office.EXPERT, Office.INTERPRETER, Office.PRESS, Office.SECRETARY_GENERAL):
            yield (
                f"{shape}, {office}",
                lambda rule=rule, office=office: formats.may_enter(office, listed=True, rule=rule),
            )
        yield f"{shape} decides", lambda shape=shape: formats.require_decision(shape, cite=CITE)
        yield f"{shape} admits", lambda rule=rule: formats.admitted_offices(rule)
    rule = formats.SittingRule(formats.Format.ENLARGED, frozenset({Office.MINISTER}), 2, frozenset({"p"}), CITE)
    for name, how in {
        "named": {"person": "p", "listed": False}, "not listed": {"listed": False, "person": "q"},
        "head": {"listed": True, "heads_delegation": True}, "first": {"listed": True, "companion_number": 1},
        "second": {"listed": True, "companion_number": 2}, "third": {"listed": True, "companion_number": 3},
        "other": {"listed": True},
    }.items():  # fmt: skip
        yield f"enter: {name}", lambda how=how: formats.may_enter(Office.EXPERT, rule=rule, **how)
        yield f"require: {name}", lambda how=how: formats.require_entry(Office.EXPERT, rule=rule, **how)
    for before in credentials.Credentials:
        for after in credentials.Credentials:
            yield (
                f"credentials {before} to {after}",
                lambda before=before, after=after: credentials.require_step(before, after, cite=CITE),
            )
    people = [
        credentials.Representative(f"{state} {part} {there}", "A", part, state, there, designated)
        for part in credentials.DelegationPart
        for state in (
            credentials.Credentials.ACCEPTED,
            credentials.Credentials.PROVISIONAL,
            credentials.Credentials.NONE,
        )
        for there in (False, True)
        for designated in (False, True)
    ]
    for number, one in enumerate(people):
        yield f"represents {number}", lambda one=one: [one, credentials.representation("A", [one], cite=CITE)]
        yield f"may vote {number}", lambda one=one: credentials.may_vote(one, cite=CITE)
    yield "whole delegation", lambda: credentials.represented(["A", "B"], people, cite=CITE)
    head = credentials.Representative("h", "A", credentials.DelegationPart.HEAD, credentials.Credentials.ACCEPTED, True)
    for name, how in {"head": {}, "barred": {"member_entitled": False}, "observer": {"is_observer": True}}.items():
        yield f"require vote, {name}", lambda how=how: credentials.require_may_vote(head, cite=CITE, **how)


def papers() -> Cases:
    for before in (None, *documents.State):
        for after in documents.State:
            if before in documents.ENTRANCES[after].after or (before is None and not documents.ENTRANCES[after].after):
                yield (
                    f"{before} to {after}",
                    lambda before=before, after=after: documents.require_move(
                        before, after, met=documents.Guard, cite=CITE
                    ),
                )
        yield (
            f"from {before}",
            lambda before=before: documents.require_move(
                before, documents.State.OPEN_FOR_SIGNATURE if before else documents.State.DRAFTED, met=(), cite=CITE
            ),
        )
    yield (
        "guards",
        lambda: documents.require_move(
            documents.State.TABLED, documents.State.ADOPTED, met=[documents.Guard.VERDICT], cite=CITE
        ),
    )
    for verb in documents.ReferralVerb:
        for brackets in (0, 2):
            sent = documents.Referral(verb, "EG", "CSC", "EG-2019-1", brackets)
            yield f"{verb}, {brackets}", lambda sent=sent: documents.require_referral(sent, cite=CITE)
        yield f"answer to {verb}", lambda verb=verb: documents.require_answer(verb, documents.State.SIGNED, cite=CITE)
    own = documents.Referral(documents.ReferralVerb.FOR_APPROVAL, "EG", "EG", "")
    yield "to itself", lambda: documents.require_referral(own, cite=CITE)
    yield "undecided", lambda: documents.require_referral(changed(own, to_body="X"), cite=CITE)
    yield "widens", lambda: [[documents.widens(a, b) for b in documents.Distribution] for a in documents.Distribution]
    yield (
        "audience",
        lambda: [documents.audience_widens(*one) for one in ((["a"], ["a"]), (["a"], ["a", "b"]), (["a"], []))],
    )
    for by, then, wide in (("a", "b", True), ("a", "a", True), ("a", "", True), ("a", "a", False)):
        yield (
            f"second person {by}, {then}, {wide}",
            lambda by=by, then=then, wide=wide: documents.require_second_person(
                proposed_by=by, confirmed_by=then, widened=wide, cite=CITE
            ),
        )


def signatures() -> Cases:
    powers = signing.FullPowers("p", "A", frozenset({signing.Act.SIGN}), "T", date(2024, 1, 1), date(2024, 12, 31))
    for office in (Office.HEAD_OF_STATE, Office.HEAD_OF_MISSION, Office.MINISTER):
        who = signing.Signer("p", "A", office, date(2020, 1, 1), date(2024, 3, 31))
        for act in signing.Act:
            yield f"{office}, {act}", lambda who=who, act=act: signing.authority(who, act, on=DAY)
        for day in (date(2019, 12, 31), date(2020, 1, 1), date(2024, 3, 31), date(2024, 4, 1)):
            yield f"{office} on {day}", lambda who=who, day=day: signing.authority(who, signing.Act.ADOPT, on=day)
    who = signing.Signer("p", "A", Office.OTHER)
    for name, one in {
        "covers": powers, "any text": changed(powers, text=""), "other text": changed(powers, text="U"),
        "other act": changed(powers, acts=frozenset({signing.Act.ADOPT})), "other member": changed(powers, member="B"),
        "other person": changed(powers, person="q"), "first day": changed(powers, valid_from=DAY),
        "last day": changed(powers, valid_to=DAY), "too early": changed(powers, valid_from=DAY + timedelta(days=1)),
        "too late": changed(powers, valid_to=DAY - timedelta(days=1)),
        "always": changed(powers, valid_from=None, valid_to=None),
    }.items():  # fmt: skip
        yield (
            f"powers: {name}",
            lambda one=one: signing.authority(who, signing.Act.SIGN, on=DAY, text="T", powers=[one]),
        )
    parties = [signing.Party("C", "c"), signing.Party("A", "b"), signing.Party("B", "b"), signing.Party("D", "a")]
    for place in precedence.Place:
        yield f"blocks {place}", lambda place=place: signing.blocks(parties, host="B", host_place=place)
        yield f"blocks {place}, no host", lambda place=place: signing.blocks(parties, host_place=place)
    yield "host is none", lambda: signing.blocks(parties, host="X", host_place=precedence.Place.LAST)
    yield "party twice", lambda: signing.blocks([*parties, parties[1], parties[0]])
    yield "alternat", lambda: [signing.alternat("ABC"), signing.alternat("ABC", rotating=True)]
    yield "alternat twice", lambda: signing.alternat("ABAB")
    done = [signing.Signed("B", DAY, "d"), signing.Signed("A", DAY, "d")]
    yield "so far", lambda: (lambda c: [c, c.complete])(signing.completeness("ABC", done, digest="d"))
    yield "all", lambda: signing.completeness("AB", done, digest="d").complete
    for name, more in {
        "stranger": signing.Signed("X", DAY, "d"),
        "twice": done[0],
        "other": signing.Signed("C", DAY, "e"),
    }.items():
        yield f"signed: {name}", lambda more=more: signing.completeness("ABC", [*done, more], digest="d")


def effects() -> Cases:
    delay = force.Delay(days=30)
    four = force.Formula(Share(0, min=2), 4, delay, CITE)
    got = [
        force.Deposit("C", date(2024, 3, 1)), force.Deposit("A", date(2024, 1, 31)),
        force.Deposit("B", date(2024, 2, 1), good_form=False), force.Deposit("D", date(2024, 2, 2), True, date(2024, 2, 20)),
        force.Deposit("E", date(2024, 3, 1)),
    ]  # fmt: skip
    yield "in force", lambda: force.entry_into_force(four, got)
    yield "before", lambda: force.entry_into_force(four, got, as_of=date(2024, 2, 29))
    yield "on the day", lambda: force.entry_into_force(four, got, as_of=date(2024, 3, 1))
    yield "signatories only", lambda: force.entry_into_force(changed(four, members_only=frozenset("CE")), got)
    yield "all", lambda: force.entry_into_force(changed(four, needed=ALL), got)
    yield (
        "withdrawn on the day",
        lambda: force.entry_into_force(four, [got[1], changed(got[3], withdrawn_on=date(2024, 2, 2))]),
    )
    yield (
        "withdrawn later",
        lambda: force.entry_into_force(four, [got[1], changed(got[3], withdrawn_on=date(2024, 2, 3))]),
    )
    yield "twice", lambda: force.entry_into_force(four, [*got, got[0], got[1]])
    yield "withdrawn first", lambda: force.entry_into_force(four, [changed(got[0], withdrawn_on=date(2024, 2, 1))])
    late = [*got, force.Deposit("F", date(2024, 12, 30)), force.Deposit("G", date(2024, 3, 2), good_form=False)]
    for member in "ABFGX":
        yield f"for {member}", lambda member=member: force.in_force_for(member, four, late)
    yield "own delay", lambda: force.in_force_for("F", four, late, own_delay=force.Delay(months=2))
    yield "lacking", lambda: force.in_force_for("A", changed(four, needed=ALL), late)
    for start in force.Start:
        for months in (0, 1, 12, 23):
            yield (
                f"{start} after {months}",
                lambda start=start, months=months: [
                    force.Delay(1, months, start).after(day)
                    for day in (date(2024, 1, 31), date(2023, 12, 1), date(2024, 2, 29))
                ],
            )
    for member in "ABDFGX":
        yield f"bound: {member}", lambda member=member: force.bound_from(member, four, late)
    waits = changed(four, not_before_treaty="T")
    yield "waits", lambda: force.entry_into_force(waits, got)
    yield "after the other", lambda: force.entry_into_force(waits, got, others={"T": date(2025, 1, 1)})
    yield "before the other", lambda: force.bound_from("A", waits, got, others={"T": DAY})
    union = force.Deposit("U", date(2024, 1, 2), regional_organisation=True)
    yield (
        "a union",
        lambda: [
            force.entry_into_force(one, [*got, union])
            for one in (four, changed(four, regional_organisations_count=True))
        ],
    )
    for chain in (
        "days:0",
        "months:2+first_of_next_month",
        "month_start:6",
        "days:9+not_before:2024-05-01",
        "days:x",
        "",
    ):
        yield f"chain {chain}", lambda chain=chain: (lambda d: [d, str(d), d.after(DAY)])(force.Delay.read(chain))


def after_signature() -> Cases:
    first, last = date(2025, 3, 31), date(2025, 4, 1)
    yield "objections", lambda: [
        depositary.objection(DAY, first), depositary.objection(DAY, last), depositary.objection(DAY),
        depositary.objection(DAY, date(2025, 6, 1), bound_on=date(2025, 6, 1)),
        depositary.objection(DAY, date(2024, 7, 1), months=3), depositary.objection(DAY, DAY, bound_on=DAY),
    ]  # fmt: skip
    yield "withdrawal", lambda: [depositary.withdrawal(DAY), depositary.withdrawal(DAY, force.Delay(6), cite=CITE)]
    for clause in depositary.Allowed:
        yield (
            f"reservation: {clause}",
            lambda clause=clause: [
                depositary.reservation("1", clause, named=named, against_purpose=against, cite=CITE)
                for named in ((), "12", "2")
                for against in (False, True)
            ],
        )
    for name, day in {
        "no": None,
        "early": date(2024, 3, 30),
        "last": date(2024, 6, 29),
        "late": date(2024, 6, 30),
    }.items():
        yield (
            f"correction: {name} objection",
            lambda day=day: [
                depositary.correction(DAY, {"A": day} if day else {}, on=on)
                for on in (date(2024, 6, 28), date(2024, 6, 29), date(2024, 6, 30))
            ],
        )
    yield "registration", lambda: depositary.require_registration(DAY, on=DAY)
    yield "registration too early", lambda: depositary.require_registration(date(2024, 4, 1), on=DAY)
    yield "registration of none", lambda: depositary.require_registration(None, on=DAY)
    yield (
        "succession",
        lambda: [
            depositary.succession(DAY, last, first, reservations="BA"),
            depositary.succession(first, last, DAY, changed_to="A", cite=CITE),
        ],
    )
    yield "succession too early", lambda: depositary.succession(last, first, DAY)
    parties = {"A": date(2000, 1, 1), "B": date(2000, 1, 1), "C": date(2024, 3, 31), "D": date(2024, 4, 1), "E": last}
    agreed = {"A": DAY, "B": date(2024, 6, 1)}
    for on in (date(2024, 3, 30), DAY, date(2024, 6, 1)):
        yield f"amendment {on}", lambda on=on: depositary.amendment(parties, agreed, in_force_on=DAY, on=on)
    yield (
        "amendment for all",
        lambda: depositary.amendment(parties, agreed, in_force_on=DAY, on=last, binds_all=True, cite=CITE),
    )
    yield "amendment by a stranger", lambda: depositary.amendment(parties, {"X": DAY}, in_force_on=DAY, on=DAY)
    copy = depositary.CertifiedCopy("D", DAY, True, {"en": "1", "fr": "2"})
    yield "true copy", lambda: depositary.require_true_copy(copy, {"en": "1", "fr": "2"}, cite=CITE)
    yield "copy lacks", lambda: depositary.require_true_copy(changed(copy, sealed=False), {"ru": "3"}, cite=CITE)
    yield "copy differs", lambda: depositary.require_true_copy(copy, {"en": "1"}, cite=CITE)
    signer = signing.Signer("p", "A", Office.HEAD_OF_MISSION, office_to=DAY, accredited_to="B")
    yield "accredited", lambda: signing.authority(signer, signing.Act.ADOPT, on=DAY, within="B")
    yield "accredited elsewhere", lambda: signing.authority(signer, signing.Act.ADOPT, on=DAY, within="C")
    yield "electronic", lambda: signing.require_electronic(signer, signing.Electronic(), on=DAY, cite=CITE)
    yield "electronic treaty", lambda: signing.require_electronic(signer, signing.Electronic(True), on=DAY, cite=CITE)
    yield "electronic too late", lambda: signing.require_electronic(signer, signing.Electronic(), on=last, cite=CITE)


def turns_and_rows() -> Cases:
    names = [presidency.Candidate(code, code.lower()) for code in "ABCD"]
    changes = [
        presidency.Change("1", tuple(names[:2])), presidency.Change("3", tuple(names[1:]), waiting=frozenset("D")),
        presidency.Change("8", tuple(names), restart=True),
    ]  # fmt: skip
    yield "turns", lambda: presidency.turns([str(n) for n in range(1, 10)], changes, after=names[0], cite=CITE)
    yield "turns of nobody", lambda: presidency.turns(["1"], [], cite=CITE)
    yield "unknown period", lambda: presidency.turns(["1"], changes, cite=CITE)
    yield "groups", lambda: [presidency.group_of(code, "ABCDE", size=2) for code in "ABCDE"]
    yield "no group", lambda: presidency.group_of("A", "AB", size=0)
    yield "not in a group", lambda: presidency.group_of("X", "AB")
    ranks = [precedence.Rank(code, code, OfficeClass(n), DAY) for code, n in zip("ABC", (3, 1, 2), strict=True)]
    for by in precedence.Order:
        yield f"ordered: {by}", lambda by=by: precedence.ordered(ranks, by, cite=CITE)
    yield "called", lambda: [precedence.called(ranks, drawn="B"), precedence.called(ranks, drawn="C", cite=CITE)]
    terms = [precedence.Term(date(2020, 1, 1), date(2021, 1, 1)), precedence.Term(date(2021, 1, 2), date(2024, 3, 31))]
    for on in (date(2021, 1, 1), DAY, date(2024, 4, 1)):
        yield f"tenure {on}", lambda on=on: precedence.tenure_since(terms, on=on, cite=CITE)
    yield "tenure broken", lambda: precedence.tenure_since([terms[0], precedence.Term(date(2021, 1, 3))], on=DAY)
    for table in seating.Table:
        yield f"plan: {table}", lambda table=table: seating.seating("C", "ABDE", table, cite=CITE)
    yield "photograph", lambda: seating.photograph("C", "ABDE", cite=CITE)
    yield "flags", lambda: seating.row_of_flags("ABC", host="B", organisation="O", cite=CITE)
    yield "timetable", lambda: deadlines.timetable(DAY, {"b": 1, "a": 1, "c": 60}, cite=CITE)
    yield "timetable below nought", lambda: deadlines.timetable(DAY, {"b": -1}, cite=CITE)
    yield "too long", lambda: deadlines.paper_track(DAY, submit_weeks=3, cite=CITE)
    for on in (date(2024, 4, 6), date(2024, 4, 7)):
        yield (
            f"added item on {on}",
            lambda on=on: [deadlines.may_be_discussed(DAY, on, agreed=one, cite=CITE) for one in (False, True)],
        )
        yield f"derestricted {on}", lambda on=on: deadlines.derestricted(date(2024, 4, 7), on, cite=CITE)
    yield "never derestricted", lambda: deadlines.derestricted(None, DAY, cite=CITE)
    pattern = symbols.Pattern("O/[{body}/]{year}/[{series}.]{number}", ("L", "LL"), cite=CITE)
    for said in ("O/2024/1", "O/B/2024/LL.2/Rev.1/Add.3", "O/B/24/1", "O/2024/L.0"):
        yield f"read {said}", lambda said=said: pattern.read(said)
    yield (
        "next",
        lambda: [
            pattern.next(["O/2024/L.4/Rev.2", "O/2024/7", "O/B/2024/L.9"], year="2024", **more)
            for more in ({}, {"series": "L"})
        ],
    )
    yield "no year", lambda: pattern.next([])
    yield "unknown field", lambda: pattern.next([], year="2024", x="1")
    yield (
        "suffixes",
        lambda: [pattern.next_suffix("O/2024/1/Rev.3", kind, ["O/2024/1/Rev.3/Add.1"]) for kind in ("Rev", "Add")],
    )
    yield "unknown suffix", lambda: pattern.next_suffix("O/2024/1", "X")
    yield "no pattern", lambda: symbols.Pattern("O/{year}", cite=CITE)


def budgets() -> Cases:
    for name, how in {
        "plain": ({"A": 1, "B": 2, "C": 4}, {}), "floor": ({"A": 1, "B": 200, "C": 400}, {"floor": "1"}),
        "ceiling": ({"A": 1, "B": 2, "C": 40}, {"ceiling": "50"}), "both": ({"A": 1, "B": 20, "C": 400}, {"floor": "5", "ceiling": "60"}),
        "without capacity": ({"A": 0, "B": 0, "C": 9}, {"ceiling": "60"}), "tight": ({"A": 9, "B": 0}, {"ceiling": "50"}),
        "full": ({"A": 5, "B": 3, "C": 2, "D": 0}, {"floor": "20", "ceiling": "30"}), "nobody": ({}, {}), "nothing": ({"A": 0}, {}),
        "below": ({"A": 3, "B": -1, "C": -1}, {}), "floor too high": ({"A": 1, "B": 2}, {"floor": "50.1"}),
        "ceiling too low": ({"A": 1, "B": 2}, {"ceiling": "49"}), "crossed": ({"A": 1, "B": 1}, {"floor": "50", "ceiling": "50"}),
        "below nought": ({"A": 1}, {"floor": "-1"}), "no number": ({"A": 1}, {"floor": "x"}),
    }.items():  # fmt: skip
        capacity, words = how
        yield (
            f"scale: {name}",
            lambda capacity=capacity, words=words: money.scale_from_capacity(capacity, cite=CITE, **words),
        )
    for name, shares in {
        "good": {"A": "60.5", "B": "39.500"}, "short": {"A": "60"}, "over": {"A": "60", "B": "40.001"}, "fine": {"A": "99.9999", "B": "0.0001"},
        "negative": {"A": "101", "B": "-1"}, "nobody": {}, "no number": {"A": "1e2"}, "float": {"A": 100.0}, "flag": {"A": True},
        "endless": {"A": Decimal("Infinity")}, "number": {"A": 100},
    }.items():  # fmt: skip
        yield f"of {name}", lambda shares=shares: money.Scale.of(shares, cite=CITE)
    low = {"floor": "0.1", "ceiling": "60", "least_developed": "CD", "least_developed_ceiling": "1", "cite": CITE}
    yield "least developed", lambda: money.scale_from_capacity({"A": 90, "B": 60, "C": 9, "D": 1}, **low)
    yield "least developed stranger", lambda: money.scale_from_capacity({"A": 1, "C": 1}, **low)
    for by in money.CountedBy:
        yield (
            f"by {by}",
            lambda by=by: [
                money.newcomer(Decimal("1000.01"), Decimal("12.5"), DAY, by=by, cite=CITE),
                money.leaver(Decimal("1000.01"), DAY, by=by, cite=CITE),
            ],
        )
    yield "bad rate", lambda: money.newcomer(Decimal(1), Decimal("100.1"), DAY, cite=CITE)
    moves = [money.Move("1", "2", Decimal(9)), money.Move("1", "2", Decimal(2)), money.Move("2", "2", Decimal(50)),
             money.Move("1", "2", Decimal(20), True)]  # fmt: skip
    yield "transfers", lambda: money.transfers({"1": Decimal(100), "2": Decimal(50)}, moves, cite=CITE)
    yield "transfer of no part", lambda: money.transfers({"1": Decimal(100)}, moves, cite=CITE)
    over = [money.Move("1", "2", Decimal(60), True), money.Move("2", "1", Decimal(10), True)] * 2
    yield "transfer of too much", lambda: money.transfers({"1": Decimal(100), "2": Decimal(50)}, over, cite=CITE)
    scale = money.Scale.of({"A": "60", "B": "25.5", "C": "14.5"}, cite=CITE)
    yield "member twice", lambda: money.Scale((*scale.shares, *scale.shares), CITE)
    yield "not exact", lambda: money.Scale((("A", 100),), CITE)
    yield "apportioned", lambda: money.apportion(Decimal("100.03"), scale)
    yield "share", lambda: [scale.share("B")]
    yield "no share", lambda: scale.share("X")
    for amount in ("100.00", "0.01", "0.05", "-1.00", "1.005", "NaN"):
        yield f"contributions {amount}", lambda amount=amount: money.contributions(Decimal(amount), scale, cite=CITE)
        yield f"credits {amount}", lambda amount=amount: money.credits_of(Decimal(amount), scale, cite=CITE)
    lines = [
        money.Line("1", Decimal(1000), Decimal(-100), Decimal(50), Decimal("333.33")),
        money.Line("2", Decimal(0), Decimal(100)),
    ]
    yield "execution", lambda: (lambda e: [e, e.unspent])(money.execution(lines, cite=CITE))
    yield "unbalanced", lambda: money.execution(lines[:1], cite=CITE)
    yield "overspent", lambda: money.execution([changed(lines[0], paid=Decimal("900.01")), lines[1]], cite=CITE)
    yield "spent", lambda: money.execution([changed(lines[0], paid=Decimal(900)), lines[1]], cite=CITE).total
    yield (
        "rates",
        lambda: [
            money.per_cent(Decimal(a), Decimal(b)) for a, b in ((1, 3), (2, 3), (1, 0), (1, 200), (1, 800), (5, 4))
        ],
    )
    for amount, how in (("100", {}), ("100.01", {}), ("500", {"same_part": True}), ("50", {"moved_before": Decimal(51)}),
                        ("1000", {}), ("1000.01", {}), ("50", {"limit": Decimal(5)}), ("50.01", {"limit": Decimal(5)})):  # fmt: skip
        yield (
            f"transfer {amount}, {how}",
            lambda amount=amount, how=how: money.transfer(Decimal(amount), Decimal(1000), cite=CITE, **how),
        )
    for amount, rate in (("10.00", "1.2345"), ("0.01", "0.5"), ("0.01", "0.49"), ("1", "0"), ("1", "-1"), ("1", "NaN")):
        yield (
            f"converted {amount}, {rate}",
            lambda amount=amount, rate=rate: money.converted(Decimal(amount), Decimal(rate), cite=CITE),
        )
    yield "sum", lambda: money.sum_of([Decimal("0.10"), Decimal("0.20"), Decimal(3)])
    yield "uneven", lambda: money.largest_remainder({"A": Share(1, 3).fraction})


def questions_of_order() -> Cases:
    said = {
        "motions": [
            {"motion": "suspend", "debated": False, "cite": "GA rule 76"},
            {"motion": "adjourn the debate", "for": 2, "against": 1, "cite": "GA rule 74"},
            {"motion": "no contest", "for": 0, "against": 0},
            {"motion": "other"},
            {"motion": "reconsider", "for": 0, "against": 2, "ranked": False, "subject": "reconsideration"},
            {"motion": "thank", "ranked": False},
        ],
        "cites": {"voting": "R 88", "point_of_order": "R 71", "withdrawal": "R 80", "reconsideration": "R 81", "division": "R 89"},
    }  # fmt: skip
    rules = motions.MotionRules.from_value(said, cite=CITE)
    silent = changed(rules, cites=())
    yield "rules", lambda: motions.MotionRules.from_setting(Setting("motions", said, CITE))
    names = [one.motion for one in rules.motions]
    moved = [motions.Motion(name, f"M{n}") for n, name in enumerate(reversed(names))]
    yield "all pending", lambda: motions.put_first(moved, rules)
    for name in names:
        yield f"first {name}", lambda name=name: motions.put_first([motions.Motion(name, "A")], rules)
        for spoken in ((), ("for",), ("against", "against"), ("for", "for", "against", "against")):
            sides = [motions.Side(one) for one in spoken]
            yield (
                f"put now {name}, {spoken}",
                lambda name=name, sides=sides: motions.is_put_now(name, rules, spoken=sides),
            )
            for side in motions.Side:
                yield (
                    f"speak {side} on {name}, {spoken}",
                    lambda name=name, side=side, sides=sides: motions.require_speaker(name, rules, side, spoken=sides),
                )
    yield "none pending", lambda: motions.put_first([], rules)
    yield "unknown", lambda: motions.require_motion("dance", rules)
    for which, these in (("rules", rules), ("silent", silent)):
        for flag in (False, True):
            yield (
                f"motion, {which}, {flag}",
                lambda these=these, flag=flag: motions.require_motion("suspend", these, during_voting=flag),
            )
            yield (
                f"pending, {which}, {flag}",
                lambda these=these, flag=flag: motions.put_first(moved, these, during_voting=flag),
            )
            yield (
                f"after appeal, {which}, {flag}",
                lambda these=these, flag=flag: motions.after_appeal(these, carried=flag),
            )
            for conduct in (False, True):
                for substance in (False, True):
                    yield (
                        f"point of order, {which}, {flag}, {conduct}, {substance}",
                        (
                            lambda these=these, flag=flag, conduct=conduct, substance=substance: motions.point_of_order(
                                "A", these, during_voting=flag, on_conduct_of_voting=conduct, on_substance=substance
                            )
                        ),
                    )
        yield f"appeal, {which}", lambda these=these: motions.appeal("A", these)
        for session in ("78", "79"):
            yield (
                f"reconsider, {which}, {session}",
                lambda these=these, session=session: motions.reconsideration(these, decided_in="78", now_in=session),
            )
        for name, how in {"mover": {"asked_by": "M0"}, "other": {"asked_by": "X"}, "begun": {"asked_by": "M0", "voting_begun": True},
                          "amended": {"asked_by": "M0", "amended": True}}.items():  # fmt: skip
            yield (
                f"withdraw, {which}, {name}",
                lambda these=these, how=how: motions.require_withdrawal(moved[0], these, **how),
            )
        part = motions.TextPart
        for name, parts in {
            "kept": [part("p1"), part("p2", approved=False), part("p3", approved=True)],
            "operative gone": [part("pre", operative=False), part("p1", approved=False)],
            "preamble only": [part("pre", operative=False)], "all gone": [part("pre", operative=False, approved=False)], "none": [],
        }.items():  # fmt: skip
            yield f"division, {which}, {name}", lambda these=these, parts=parts: motions.division(parts, these)
    for name, wrong in {
        "nothing": {}, "text": {"motions": "x"}, "empty": {"motions": []}, "twice": {"motions": [{"motion": "a"}, {"motion": "a"}]},
        "matter": {"cites": {"x": "y"}}, "places": {"cites": []}, "no name": {"motions": [{"motion": ""}]}, "no table": {"motions": ["a"]},
        "unknown": {"motions": [{"motion": "a", "x": 1}]}, "flag": {"motions": [{"motion": "a", "debated": 1}]},
        "ranked": {"motions": [{"motion": "a", "ranked": 0}]}, "one number": {"motions": [{"motion": "a", "for": 1}]},
        "below": {"motions": [{"motion": "a", "for": -1, "against": 1}]}, "undebated": {"motions": [{"motion": "a", "debated": False, "for": 1, "against": 1}]},
        "uncited": {"motions": [{"motion": "a", "cite": " "}]}, "subject": {"motions": [{"motion": "a", "subject": 1}]},
    }.items():  # fmt: skip
        whole = {**said, **wrong} if wrong else wrong
        yield f"wrong motions: {name}", lambda whole=whole: motions.MotionRules.from_value(whole, cite=CITE)


def floors() -> Cases:
    said = {"order": "rank class", "limit_s": 300, "replies_s": [600, 300], "amber_s": 30, "closing_needs_consent": True,
            "cites": {"list": "R 73", "limit": "R 72", "reply": "R 73 bis", "point_of_order": "R 71"}}  # fmt: skip
    rules = speaking.FloorRules.from_value(said, cite=CITE)
    plain = speaking.FloorRules.from_value({}, cite=CITE)
    yield "rules", lambda: speaking.FloorRules.from_setting(Setting("floor", said, CITE))
    yield "plain", lambda: plain
    ask = speaking.Request
    wanting = [
        ask("B", 3, office=OfficeClass.HEAD_OF_STATE, sort_name="b"), ask("A", 4, sort_name="a"), ask("C", 1, sort_name="c"),
        ask("O", 2, circle=precedence.Circle.OBSERVER_STATE, office=OfficeClass.HEAD_OF_STATE, sort_name="o"),
        ask("P", 9, speaking.Kind.POINT_OF_ORDER), ask("M", 8, speaking.Kind.MOTION, speaking.State.CALLED),
        ask("R", 7, speaking.Kind.REPLY, speaking.State.REQUESTED), ask("S", 5, state=speaking.State.SPEAKING),
        ask("F", 6, state=speaking.State.FINISHED), ask("W", 10, state=speaking.State.WITHDRAWN),
    ]  # fmt: skip
    for order in speaking.ListOrder:
        for which, by in (("rules", rules), ("plain", plain)):
            yield (
                f"order by {order}, {which}",
                lambda order=order, by=by: speaking.floor_order(wanting, changed(by, order=order)),
            )
    yield "nobody", lambda: speaking.floor_order([], rules)
    yield "two speak", lambda: speaking.floor_order([wanting[7], changed(wanting[7], code="A", asked=11)], rules)
    yield "asked twice", lambda: speaking.floor_order([*wanting[:3], *wanting[:2]], rules)
    for kind in speaking.Kind:
        for how in ({}, {"list_is_open": False}, {"replies_before": 1}, {"replies_before": 2}, {"is_observer": True}):
            yield f"ask {kind}, {how}", lambda kind=kind, how=how: speaking.require_request(kind, rules, **how)
        for reply in (0, 1, 2, 3):
            yield (
                f"limit {kind}, {reply}",
                lambda kind=kind, reply=reply: [
                    answer_of(lambda by=by: speaking.limit_for(kind, by, reply=reply)) for by in (rules, plain)
                ],
            )
    for before in speaking.State:
        for after in speaking.State:
            yield (
                f"{before} to {after}",
                lambda before=before, after=after: speaking.require_step(before, after, cite=CITE),
            )
    for announced in (False, True):
        for consented in (False, True):
            yield (
                f"close {announced}, {consented}",
                lambda announced=announced, consented=consented: [
                    answer_of(lambda by=by: speaking.close_list(by, announced=announced, consented=consented))
                    for by in (rules, plain)
                ],
            )
    for spoken in (0, 269, 270, 299, 300, 301, 390):
        yield f"clock {spoken}", lambda spoken=spoken: speaking.clock(300, spoken, rules)
    for name, wrong in {
        "no table": 3, "unknown": {"x": 1}, "order": {"order": "x"}, "limit": {"limit_s": 0}, "second": {"limit_s": 1}, "text": {"limit_s": "1"},
        "replies": {"replies_s": "1"}, "reply": {"replies_s": [0]}, "no list": {"replies_s": 1}, "no reply": {"replies_s": []},
        "amber": {"amber_s": 0}, "consent": {"closing_needs_consent": 1}, "places": {"cites": []}, "matter": {"cites": {"x": "R"}},
    }.items():  # fmt: skip
        whole = {**said, **wrong} if isinstance(wrong, dict) else wrong
        yield f"wrong floor: {name}", lambda whole=whole: speaking.FloorRules.from_value(whole, cite=CITE)


def small_things() -> Cases:
    for words in (
        "GA rule 83",
        "VCLT art. 24(2)",
        "UN Charter 12",
        "WTO IX:2",
        "Charter",
        "Rules Annex 2",
        "EU Council rules 3",
    ):
        yield f"citation {words}", lambda words=words: (lambda c: [c.text, c.provision])(Citation.parse(words))
    step = Step.of("a.b", CITE, n=1, names=["x"])
    yield "step", lambda: step.as_mapping()
    yield "step read back", lambda: [Step.from_mapping(step.as_mapping()), Step.from_mapping({"code": "a.b"}),
                                     Step.from_mapping({"code": "a.b", "facts": 1, "cite": ""})]  # fmt: skip


def asked_by_command() -> Cases:
    """Cases as the command line takes them, with the line it gives; then each case with one entry left out."""
    for kind, samples in SAMPLES.items():
        for number, (case, *_) in enumerate(samples):
            whole = {"kind": kind, "id": "x", **case}
            yield f"{kind} {number}", lambda whole=whole: answer_line(json.dumps(whole), ruleset)
            for name in case:
                less = {entry: held for entry, held in whole.items() if entry != name}
                yield f"{kind} {number} without {name}", lambda less=less: answer_line(json.dumps(less), ruleset)


def described() -> Cases:
    """What the command says of each kind of case, and of its answer."""
    for name, held in schema()["$defs"].items():
        yield name, lambda held=held: held


PARTS: dict[str, Callable[[], Cases]] = {
    "votes": votes,
    "tallies": tallies,
    "quorums": quorums,
    "agreements": agreements,
    "silences": silences,
    "rulesets": rulesets,
    "items": items,
    "dues": dues,
    "times": times,
    "chairs": chairs,
    "places": places,
    "names": names_of_papers,
    "doors": doors,
    "papers": papers,
    "signatures": signatures,
    "effects": effects,
    "after_signature": after_signature,
    "turns_and_rows": turns_and_rows,
    "budgets": budgets,
    "motions": questions_of_order,
    "floor": floors,
    "small": small_things,
    "command": asked_by_command,
    "schema": described,
}
HOW = "If this is meant: PLENARY_WRITE_ANSWERS=1, run this file, and read what differs in tests/procedure/answers."
WRITING = bool(os.environ.get("PLENARY_WRITE_ANSWERS"))


def held(name: str, answers: dict[str, object]) -> None:
    """The answers are those that were kept; or, where that is asked for, they are kept."""
    if WRITING:
        write(name, answers)
    kept = read(name)
    assert list(answers) == list(kept), HOW
    for case, answer in answers.items():
        assert answer == kept[case], f"{case}. {HOW}"


@pytest.mark.parametrize("part", list(PARTS))
def test_every_answer_is_the_one_that_was_kept(part):
    held(part, {case: answer_of(ask) for case, ask in PARTS[part]()})


def modules() -> Iterator[ModuleType]:
    folder = Path(plenary.procedure.__file__).parent
    for path in sorted(folder.glob("[!_]*.py")):
        yield importlib.import_module(f"plenary.procedure.{path.stem}")


def test_every_word_is_the_one_that_was_kept():
    """Words stand in rulesets and in records: one that changes makes both unreadable. New ones are only added."""
    words = {
        f"{module.__name__.rpartition('.')[2]}.{name}": [f"{one.name} = {one.value}" for one in kind]
        for module in modules()
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__ == module.__name__
    }
    if WRITING:
        write("words", words)
    kept = read("words")
    assert {name: words[name] for name in kept} == kept


def assigned(module: ModuleType) -> list[str]:
    """Names that a module gives a value itself, and does not only import."""
    body = ast.parse(Path(module.__file__ or "").read_text("utf-8")).body
    targets = [one for node in body if isinstance(node, ast.Assign) for one in node.targets]
    targets += [node.target for node in body if isinstance(node, ast.AnnAssign)]
    return [one.id for one in targets if isinstance(one, ast.Name)]


def test_every_table_is_the_one_that_was_kept():
    """States, who moves what into them, what each format brings: the tables at the top of the files. As with words."""
    tables = {
        f"{module.__name__.rpartition('.')[2]}.{name}": told(vars(module)[name])
        for module in modules()
        for name in assigned(module)
        if name.isupper() and not name.startswith("_") and not isinstance(vars(module)[name], type | FunctionType)
    }
    if WRITING:
        write("tables", tables)
    kept = read("tables")
    assert {name: tables[name] for name in kept} == kept
