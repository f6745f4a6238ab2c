"""Every kind of case answers, refuses what is malformed, and says in a schema what it takes and gives."""

from __future__ import annotations

import json
from functools import cache

import jsonschema_rs
import pytest

from plenary.procedure.cases.kinds import KINDS, answer_line, kind_named, schema
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Ruleset
from tests.procedure.cases.samples import ASSEMBLY, CONFIRMED, SAMPLES, SIX, rules
from tests.procedure.rules import RULESETS, ruleset


@cache
def shipped(name: str) -> Ruleset:
    """A ruleset that is shipped, as the command finds it."""
    if not (RULESETS / f"{name}.toml").is_file():
        raise Refused("case.no_such_ruleset", ruleset=name)
    return ruleset(name)


SCHEMA = schema()


def answered(kind: str, case: dict) -> dict:
    return answer_line(json.dumps({"kind": kind, "id": "x", **case}), shipped)


def refused(kind: str, case: dict) -> tuple[str, object]:
    told = answered(kind, case)
    assert "refused" in told, told
    return told["refused"]["code"], told["refused"]["facts"].get("where")


def validator(name: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]}, validate_formats=True)


ONE_BY_ONE = [
    pytest.param(kind, case, outcome, result, step, id=f"{kind} {n}")
    for kind, samples in SAMPLES.items()
    for n, (case, outcome, result, step) in enumerate(samples, 1)
]


class TestAnswers:
    """Outcome, figures, and the step that decides."""

    def test_there_is_a_sample_of_every_kind(self):
        assert set(SAMPLES) == set(KINDS)

    @pytest.mark.parametrize(("kind", "case", "outcome", "result", "step"), ONE_BY_ONE)
    def test_samples(self, kind, case, outcome, result, step):
        told = answered(kind, case)
        assert "refused" not in told, told["refused"]
        assert told.get("outcome", "") == outcome
        assert {name: told["result"][name] for name in result} == result
        assert told["deciding"]["code"] == step
        assert told["deciding"] in told["steps"]
        assert told["deciding"]["cite"]

    @pytest.mark.parametrize(("kind", "case", "outcome", "result", "step"), ONE_BY_ONE)
    def test_the_schema_holds_for_cases_and_answers(self, kind, case, outcome, result, step):
        full = {"kind": kind, "id": "x", **case}
        validator("case").validate(full)
        validator("answer").validate(answered(kind, case))

    @pytest.mark.parametrize(("kind", "case", "outcome", "result", "step"), ONE_BY_ONE)
    def test_the_same_again(self, kind, case, outcome, result, step):
        """The same case gives the same answer, and an answer holds nothing but what JSON holds exactly."""
        first = answered(kind, case)
        assert json.loads(json.dumps(first)) == answered(kind, json.loads(json.dumps(case)))


class TestRefusals:
    """What is malformed, or leaves something open, is refused with a code and the place."""

    @pytest.mark.parametrize("line", ["", "{", "[]", "3", '"decision"', "nan", "[" * 100_000])
    def test_what_is_no_case(self, line):
        assert answer_line(line, shipped)["refused"]["code"] == "case.not_json"

    def test_a_name_told_twice(self):
        told = answer_line('{"kind": "decision", "members": 3, "members": 4}', shipped)
        assert (told["refused"]["code"], told["refused"]["facts"]["names"]) == ("case.named_twice", ["members"])

    @pytest.mark.parametrize(("kind", "code"), [("election of popes", "case.unknown_kind"), (None, "case.missing")])
    def test_what_is_no_kind(self, kind, code):
        assert answer_line(json.dumps({"kind": kind}), shipped)["refused"]["code"] == code

    @pytest.mark.parametrize("kind", list(KINDS))
    def test_nothing_told(self, kind):
        assert refused(kind, {})[0] == "case.missing"

    @pytest.mark.parametrize(("kind", "case", "outcome", "result", "step"), ONE_BY_ONE)
    def test_a_part_that_is_not_known(self, kind, case, outcome, result, step):
        assert refused(kind, {**case, "colour": "red"})[0] == "case.unknown_part"

    @pytest.mark.parametrize(("kind", "case", "outcome", "result", "step"), ONE_BY_ONE)
    def test_each_part_left_out_or_of_another_sort(self, kind, case, outcome, result, step):
        """A part that is needed cannot be left out, and none is what it is not: never an answer by luck, or a fault."""
        validate = validator("case")
        for part in kind_named(kind).PARTS.parts.values():
            if part.name in {"kind", "id"}:
                continue
            if part.needed:
                assert (
                    refused(kind, {name: said for name, said in case.items() if name != part.name})[0] == "case.missing"
                )
            for wrong in (None, 1.5, -1, "", [None], [[]], {"": 1}, True, "\0", 10**40):
                full = {**case, part.name: wrong}
                if validate.is_valid({"kind": kind, "id": "x", **full}):
                    assert "kind" in answered(kind, full)
                else:
                    assert refused(kind, full)[0].startswith(("case.", "ruleset."))

    def test_no_ruleset_of_that_name(self):
        for name in ("atlantis", "../un-ga", "un-ga.toml", "/etc/passwd", ""):
            case = {**ASSEMBLY, "ruleset": name, "members": 3, "count": {"yes": 2}}
            assert refused("decision", case)[0] in {"case.no_such_ruleset", "case.bad_value"}

    def test_nothing_is_decided_by_what_nobody_confirmed(self):
        case = {"on": "2024-03-01", "members": 3, "count": {"yes": 2}}
        open_rule = rules(to_confirm=["threshold"])
        assert refused("decision", {**case, "ruleset": open_rule})[0] == "rules.not_confirmed"
        for said in ({"confirmed": True, "cite": "X decision 4"}, {"value": "2/3", "cite": "X decision 4"}):
            changes = {"rule.substance.threshold": said}
            assert answered("decision", {**case, "ruleset": open_rule, "changes": changes})["outcome"] == "adopted"

    def test_weights_that_nobody_confirmed(self):
        bears = {"name": "weight", "values": {"A": 3, "B": 2}, "cite": "X rule 5", "certain": False}
        case = {
            "ruleset": {**rules(base="total weight", threshold="more than 1/2"), "attribute": [bears]},
            "on": "2024-03-01",
            "votes": {"yes": ["A"], "no": ["B"]},
        }
        assert refused("decision", case)[0] == "rules.not_confirmed"
        told = answered("decision", {**case, "changes": {"attribute.weight": {"confirmed": True, "cite": "X rule 5"}}})
        assert (told["outcome"], told["result"]["counted"], told["result"]["base"]) == ("adopted", 3, 5)

    def test_a_subject_that_the_rules_do_not_name_is_not_decided_by_the_usual_rule(self):
        case = {**ASSEMBLY, "members": 193, "count": {"yes": 100, "no": 60}}
        assert answered("decision", {**case, "subject": "important question"})["outcome"] == "not adopted"
        assert refused("decision", {**case, "subject": "importent question"}) == ("case.unknown_word", "subject")
        body = answered("decision", {**case, "body": "Assembly"})["refused"]
        assert (body["code"], body["facts"]["allowed"]) == ("case.unknown_word", ["GA", "COMMITTEE"])

    @pytest.mark.parametrize("others", [{}, {"subject": "procedure"}])
    def test_members_by_other_names_than_those_who_bear_a_right_of_veto(self, others):
        names = ["China", "France", "Russia", "UK", "USA", *(f"elected {number}" for number in range(10))]
        case = {"ruleset": "un-sc", "body": "SC", "on": "2024-03-01", "members": names, **others}
        case["votes"] = {"yes": [name for name in names if name != "Russia"], "no": ["Russia"]}
        assert refused("decision", case) == ("case.not_a_member", "traits.permanent")
        if not others:
            case["traits"] = {"permanent": names[:5]}
            assert answered("decision", case)["result"]["reason"] == "veto"

    def test_votes_that_are_weighed_and_have_no_weight(self):
        case = {"ruleset": "imf", "body": "GOVERNORS", "on": "2024-03-01", "members": ["A", "B", "C"]}
        case |= {"votes": {"yes": ["A", "B"], "no": ["C"]}, "changes": {"rule.substance.*": CONFIRMED}}
        assert refused("decision", case) == ("case.value_missing", "weights")
        assert answered("decision", {**case, "weights": {"A": 1, "B": 1, "C": 3}})["outcome"] == "not adopted"

    def test_a_change_that_touches_nothing(self):
        case = {"ruleset": rules(), "on": "2024-03-01", "members": 3, "count": {"yes": 2}}
        changes = {"rule.substanec.threshold": {"confirmed": True, "cite": "X decision 4"}}
        assert refused("decision", {**case, "changes": changes}) == (
            "case.change_unknown",
            "changes.rule.substanec.threshold",
        )

    def test_a_day_without_rules(self):
        case = {**ASSEMBLY, "on": "1940-01-01", "members": 3, "count": {"yes": 2}}
        assert refused("decision", case)[0] == "ruleset.no_rule"

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"count": {"yes": 7}}, "tally.more_present_than_members"),
            ({"votes": {"yes": [*SIX, "Zeta"]}}, "case.not_a_member"),
            ({"votes": {"yes": SIX, "no": ["Arda"]}}, "tally.member_twice"),
            ({"votes": {"yes": ["Arda", "Arda"]}}, "tally.member_twice"),
            ({"votes": {"yes": SIX[:4]}, "count": {"yes": 5}}, "tally.not_the_sum"),
            ({"votes": {"yes": SIX[:4]}, "not_entitled": ["Arda"]}, "tally.not_entitled_seat_acted"),
            ({"votes": {"yes": SIX[:4]}, "weights": {"Arda": 3}}, "case.value_missing"),
            ({"votes": {"objects": SIX[:4]}}, "voting.wrong_input"),
            ({}, "case.missing"),
        ],
    )
    def test_input_that_contradicts_itself_is_no_lost_vote(self, more, code):
        case = {"ruleset": rules(base="members"), "on": "2024-03-01", "members": SIX, **more}
        assert refused("decision", case)[0] == code


class TestTies:
    """What may settle a tie, where the rule says so and not elsewhere."""

    @pytest.mark.parametrize(
        ("tie", "told", "outcome"),
        [
            ("lots", {"lot": "yes"}, "adopted"),
            ("lots", {"lot": "no"}, "not adopted"),
            ("lots", {}, "inconclusive"),
            ("casting vote", {"casting": "yes"}, "adopted"),
            ("casting vote", {}, "tied"),
        ],
    )
    def test_settled(self, tie, told, outcome):
        case = {"ruleset": rules(tie=tie), "on": "2024-03-01", "members": 4, "count": {"yes": 2, "no": 2}}
        assert answered("decision", {**case, **told})["outcome"] == outcome

    @pytest.mark.parametrize(("tie", "told"), [("lots", {"casting": "yes"}), ("not adopted", {"lot": "yes"})])
    def test_not_so(self, tie, told):
        case = {"ruleset": rules(tie=tie), "on": "2024-03-01", "members": 4, "count": {"yes": 2, "no": 2}}
        assert refused("decision", {**case, **told}) == ("case.not_in_rule", next(iter(told)))


class TestElections:
    """The rule on one place is cited where one is to be filled, and not where one is left of several."""

    @pytest.mark.parametrize(
        ("places", "first", "second"), [(1, "GA rule 93", "GA rule 93"), (2, "GA rule 94", "GA rule 94")]
    )
    def test_which_rule(self, places, first, second):
        votes = {"A": 120, "B": 40, "C": 30} if places == 2 else {"A": 90, "B": 60, "C": 37}
        case = {
            **ASSEMBLY,
            "subject": "other election",
            "changes": {"election.other election.*": {"confirmed": True, "cite": "GA rule 94"}},
            "members": 193,
            "places": places,
            "ballots": [{"papers": 187, "votes": votes}, {"papers": 187, "votes": {"B": 90, "C": 80}}],
        }
        if places == 1:
            case["ballots"][1]["votes"] = {"A": 93, "B": 92}
        told = answered("ballot", case)
        cited = [step["cite"] for step in told["steps"] if step["code"] == "elections.next_restricted"]
        assert cited == [first, second]


class TestTheFloor:
    """A second reply under an item is shorter; one that was given before counts, and one withdrawn does not."""

    @pytest.mark.parametrize(
        ("state", "speaks", "seconds"),
        [
            ("finished", "right of reply", 300),
            ("speaking", "right of reply", 300),
            ("withdrawn", "right of reply", 600),
            ("finished", "speaker", 600),
        ],
    )
    def test_the_time_of_a_reply(self, state, speaks, seconds):
        requests = [
            {"code": "Borel", "asked": 1, "for": speaks, "state": state},
            {"code": "Borel", "asked": 2, "for": "right of reply"},
        ]
        told = answered("floor", {**ASSEMBLY, "requests": requests})
        assert told["result"]["order"] == [{"code": "Borel", "for": "right of reply", "seconds": seconds}]


class TestNothingIsLost:
    """What would be lost without a word is refused."""

    def test_a_veto_that_nobody_bears(self):
        case = {
            "ruleset": rules(base="members", threshold={"min": 2}, extra=[{"veto": "permanent"}]),
            "on": "2024-03-01",
            "members": ["A", "B", "C"],
            "votes": {"yes": ["A", "B"], "no": ["C"]},
        }
        assert refused("decision", case) == ("case.missing", "traits.permanent")
        told = answered("decision", {**case, "traits": {"permanent": ["C"]}})
        assert (told["outcome"], told["result"]["reason"]) == ("not adopted", "veto")

    def test_who_is_carried_casts_by_its_carrier(self):
        case = {
            "ruleset": rules(base="members", threshold="all", proxies=1),
            "on": "2024-03-01",
            "members": ["A", "B"],
            "present": ["A"],
            "carried": {"B": "A"},
            "events": [
                {"at": f"2024-03-01T10:0{n}:00Z", **event}
                for n, event in enumerate(
                    (
                        {"event": "vote opened"},
                        {"event": "casts", "member": "A", "choice": "yes"},
                        {"event": "casts", "member": "B", "choice": "yes"},
                        {"event": "vote closed"},
                    )
                )
            ],
        }
        assert answered("decision", case)["outcome"] == "adopted"
        assert (
            refused("decision", {**case, "present": [], "events": case["events"][:3]})[0] == "tally.absent_seat_acted"
        )

    def test_transfers_of_another_year(self):
        moves = [{"on": day, "from": "I", "to": "II", "amount": "1.00"} for day in ("2024-12-31", "2025-01-01")]
        case = {"appropriations": {"I": "100.00", "II": "100.00"}, "transfers": moves, "limit": "10", "cite": "X 1"}
        assert refused("transfer", case) == ("case.bad_value", "transfers[0].on")

    def test_a_debt_of_a_cent_is_paid_by_a_cent(self):
        case = {**ASSEMBLY, "on": "2025-01-01", "arrears": "0.01", "due": {"2023": "0.00", "2024": "0.00"}}
        told = answered("arrears", case)["result"]
        assert (told["votes"], told["pay_at_least"]) == (False, "0.01")

    @pytest.mark.parametrize("template", ["{a}{b}{number}", "{a}-{b}-{number}", "{a}[/{b}]{c}{number}"])
    def test_fields_that_cannot_be_told_apart(self, template):
        assert (
            refused("symbol", {"symbol": "A" * 1900 + "!", "pattern": {"template": template}})[0]
            == "symbol.bad_pattern"
        )

    def test_a_symbol_without_end(self):
        assert refused("symbol", {"symbol": "A/" * 900})[0] == "symbol.unreadable"


class TestMethods:
    """Each kind asks by its own method, and refuses a rule of another."""

    @pytest.mark.parametrize("method", ["vote", "consensus", "silence"])
    @pytest.mark.parametrize(
        ("kind", "case"),
        [
            ("decision", {"members": 2, "count": {"present": 2}}),
            ("consensus", {"members": 2, "count": {"present": 2}}),
            (
                "silence",
                {
                    "subject": "substance",
                    "members": ["A", "B"],
                    "starts_at": "2024-03-01T12:00:00Z",
                    "expires_at": "2024-03-02T12:00:00Z",
                    "now": "2024-03-01T13:00:00Z",
                },
            ),
        ],
    )
    def test_of_its_own(self, kind, case, method):
        full = {**case, "ruleset": rules(method=method), "on": "2024-03-01"}
        if method == {"decision": "vote"}.get(kind, kind):
            assert "outcome" in answered(kind, full)
        else:
            assert refused(kind, full)[0] == "voting.wrong_input"


class TestRulings:
    """The presiding officer may rule otherwise: both stand side by side."""

    CASE = {**ASSEMBLY, "members": 193, "count": {"yes": 59, "no": 60}}
    RULING = {"outcome": "adopted", "ground": "The machine failed", "by": "The President", "cite": "GA rule 35"}

    def test_beside_what_is_computed(self):
        told = answered("decision", {**self.CASE, "ruling": self.RULING})
        assert (told["outcome"], told["result"]["ruling"], told["result"]["differs"]) == (
            "not adopted",
            "adopted",
            True,
        )
        assert told["deciding"]["code"] == "threshold.short"
        last = told["steps"][-1]
        assert (last["code"], last["facts"]["ground"], last["facts"]["by"], last["cite"]) == (
            "ruling.otherwise",
            "The machine failed",
            "The President",
            "GA rule 35",
        )

    def test_as_computed_and_none(self):
        told = answered("decision", {**self.CASE, "ruling": {**self.RULING, "outcome": "not adopted"}})
        assert (told["result"]["ruling"], told["result"]["differs"]) == ("not adopted", False)
        assert answered("decision", self.CASE)["result"]["ruling"] == ""


class TestAsItHappened:
    """A vote as the dated events of a sitting."""

    RULES = rules(base="present and voting", quorum_decide="2/3 members", tie="second vote", second_vote_within="48 h")

    def case(self, *events: tuple, **more: object) -> dict:
        told = [
            {
                "at": f"2024-03-{day:02}T{hour:02}:00:00Z",
                "event": event,
                **({"member": member} if member else {}),
                **({"choice": choice} if choice else {}),
            }
            for day, hour, event, member, choice in events
        ]
        return {"ruleset": self.RULES, "on": "2024-03-01", "members": SIX, "present": SIX, "events": told, **more}

    def vote(self, day: int, hour: int, yes: str, no: str) -> list[tuple]:
        ballots = [(day, hour, "casts", member, "yes") for member in yes.split()]
        ballots += [(day, hour, "casts", member, "no") for member in no.split()]
        return [(day, hour, "vote opened", "", ""), *ballots, (day, hour, "vote closed", "", "")]

    def test_what_stands_at_the_close_counts(self):
        ballots = [
            (1, 10, "vote opened", "", ""),
            (1, 11, "casts", "Arda", "no"),
            (1, 11, "casts", "Borel", "yes"),
            (1, 12, "casts", "Arda", "yes"),
            (1, 13, "vote closed", "", ""),
        ]
        told = answered("decision", self.case(*reversed(ballots)))
        assert (told["outcome"], told["result"]["counted"]) == ("adopted", 2)

    def test_a_tie_then_the_second_vote(self):
        tied = self.vote(1, 10, "Arda Borel", "Cassia Dorn")
        told = answered("decision", self.case(*tied))
        assert (told["outcome"], told["result"]["closed"]) == ("tied", False)
        told = answered("decision", self.case(*tied, *self.vote(2, 10, "Arda Borel", "Cassia Dorn")))
        assert (told["outcome"], told["result"]["reason"]) == ("not adopted", "tie again")
        assert [s["facts"]["outcome"] for s in told["steps"] if s["code"] == "sequence.closed"] == [
            "tied",
            "not adopted",
        ]
        assert refused("decision", self.case(*tied, *self.vote(4, 10, "Arda", ""))) == (
            "case.second_vote_too_late",
            "events[8]",
        )

    def test_nothing_is_voted_on_twice(self):
        twice = [*self.vote(1, 10, "Arda Borel", "Cassia"), *self.vote(1, 11, "Arda", "Cassia Dorn")]
        assert refused("decision", self.case(*twice))[0] == "case.already_decided"

    def test_members_leave_and_the_quorum_with_them(self):
        left = [(1, 9, "leaves", member, "") for member in SIX[:3]]
        told = answered("decision", self.case(*left, *self.vote(1, 10, "Dorn Elvia", "")))
        assert told["outcome"] == "no quorum"
        back = [
            *left,
            *self.vote(1, 10, "Dorn Elvia", ""),
            (1, 11, "arrives", "Arda", ""),
            *self.vote(1, 12, "Dorn", ""),
        ]
        assert answered("decision", self.case(*back))["outcome"] == "adopted"

    def test_one_who_lost_its_vote_casts_none(self):
        lost = [(1, 9, "loses vote", "Arda", ""), *self.vote(1, 10, "Arda", "")]
        assert refused("decision", self.case(*lost))[0] == "tally.not_entitled_seat_acted"
        regained = [(1, 8, "loses vote", "Arda", ""), (1, 9, "regains vote", "Arda", ""), *self.vote(1, 10, "Arda", "")]
        assert answered("decision", self.case(*regained))["outcome"] == "adopted"

    def test_what_was_irregular_and_then_put_right(self):
        late = {"standing": {"on_adopted_agenda": False, "document_on_time": False}}
        told = answered("decision", self.case(*self.vote(1, 10, "Arda", ""), **late))
        assert told["outcome"] == "irregular"
        mended = [(1, 9, "item added", "", ""), (1, 9, "document waived", "", ""), *self.vote(1, 10, "Arda", "")]
        assert answered("decision", self.case(*mended, **late))["outcome"] == "adopted"

    @pytest.mark.parametrize(
        ("events", "code"),
        [
            ([(1, 9, "casts", "Arda", "yes")], "case.no_vote_open"),
            ([(1, 9, "vote closed", "", "")], "case.no_vote_open"),
            ([(1, 9, "vote opened", "", "")], "case.never_closed"),
            ([(1, 9, "vote opened", "", ""), (1, 10, "vote opened", "", "")], "case.vote_already_open"),
            ([(1, 9, "arrives", "Zeta", "")], "case.not_a_member"),
            ([(1, 9, "arrives", "", "")], "case.missing"),
            ([(1, 8, "vote opened", "", ""), (1, 9, "casts", "Arda", "")], "case.missing"),
            (
                [(1, 8, "leaves", "Arda", ""), (1, 9, "vote opened", "", ""), (1, 9, "casts", "Arda", "yes")],
                "tally.absent_seat_acted",
            ),
        ],
    )
    def test_what_cannot_happen(self, events, code):
        assert refused("decision", self.case(*events))[0] == code

    def test_either_events_or_votes(self):
        both = self.case(*self.vote(1, 10, "Arda", ""), votes={"yes": ["Arda"]})
        assert refused("decision", both)[0] == "case.either_events_or_votes"
