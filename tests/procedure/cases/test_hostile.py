"""Cases that nobody writes in good faith, and cases that say what changes nothing: each is refused, none guessed."""

from __future__ import annotations

import json
import time

import pytest

from plenary.procedure.cases.kinds import answer_line
from tests.procedure.cases.samples import SIX, rules
from tests.procedure.cases.test_kinds import answered, refused, shipped

ON = {"on": "2024-03-01"}
EFFECT = {"needed": 1, "delay": "days:30", "cite": "Treaty art. 9"}
VOTE = {**ON, "members": 10, "count": {"yes": 6, "no": 1}}
NAMES = {**ON, "members": ["A", "B", "C"], "votes": {"yes": ["A", "B"], "no": ["C"]}}
AGREED = {**ON, "members": ["A", "B", "C"], "present": ["A", "B", "C"]}


def happened(*events: str) -> list[dict]:
    """Events a minute apart, each in words: what, then who, then what it casts."""
    told = []
    for minute, said in enumerate(events):
        what, _, rest = said.partition(": ")
        who, _, choice = rest.partition(" ")
        more = {**({"member": who} if who else {}), **({"choice": choice} if choice else {})}
        told.append({"at": f"2024-03-01T10:{minute:02}:00Z", "event": what, **more})
    return told


class TestBeyondAnyMeasure:
    """No number, day or size ends in a fault, or keeps the machine for long."""

    @pytest.mark.parametrize(
        ("day", "delay"),
        [("9999-12-31", "days:1"), ("9999-12-31", "months:1"), ("9500-01-01", "month_start:9999")],
    )
    def test_a_day_after_the_last(self, day, delay):
        deposits = [{"member": "A", "received_on": day}]
        case = {**EFFECT, "delay": delay, "deposits": deposits}
        assert refused("date of effect", case)[0] == "instruments.beyond_calendar"

    @pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-W09-5T10:00:00Z"])
    def test_an_instant_that_other_zones_lack(self, at):
        case = {**ON, "ruleset": rules(method="silence"), "members": SIX, "starts_at": at, "now": at, "expires_at": at}
        assert refused("silence", case) == ("case.bad_value", "starts_at")

    @pytest.mark.parametrize("threshold", ["1/" + "9" * 5_000, "9" * 5_000, "0/1", "0", 0, [0, 1], [True, True], "٢/٣"])
    def test_shares_that_are_none(self, threshold):
        assert refused("decision", {**VOTE, "ruleset": rules(threshold=threshold)})[0] == "ruleset.bad_share"

    @pytest.mark.parametrize("within", ["9" * 30 + " d", "9" * 5_000 + " d", 10**40, "0 h"])
    def test_lengths_of_time_that_are_none(self, within):
        assert refused("decision", {**VOTE, "ruleset": rules(second_vote_within=within)})[0] == "ruleset.bad_value"

    @pytest.mark.parametrize("cite", [" ", None, 3])
    def test_citations_that_are_none(self, cite):
        assert refused("decision", {**VOTE, "ruleset": rules(cites={"tie": cite})})[0] == "ruleset.bad_citation"

    def test_half_a_sign(self):
        for line in ('{"kind": "decision", "id": "\\ud800"}', '{"kind": "decision", "id": "\ud800"}'):
            assert answer_line(line, shipped)["refused"]["code"] == "case.not_text"
        assert answer_line('{"kind": "decision", "id": "\\ud83d\\udd4a"}', shipped)["id"] == "🕊"

    def test_sizes(self):
        """Each would take minutes where work grows with the square of what is told."""
        many = {"body": [f"b{n}" for n in range(500)], "subject": [f"s{n}" for n in range(500)], "cite": "X rule 1"}
        deposits = [{"member": f"m{n}", "received_on": "2000-01-01"} for n in range(20_000)]
        ballots = [{"papers": 2, "votes": {"A": 1, "B": 1}}] * 3_000
        twice = ",".join(f'"a{n}":1,"a{n}":1' for n in range(30_000))
        begun = time.monotonic()
        assert refused("decision", {**VOTE, "ruleset": {"code": "X", "rule": [many]}})[0] == "ruleset.too_many"
        assert refused("date of effect", {**EFFECT, "deposits": deposits})[0] == "case.bad_value"
        case = {**ON, "ruleset": "un-ga", "subject": "x", "members": 2, "places": 1, "ballots": ballots}
        assert refused("ballot", case)[0] == "case.bad_value"
        assert answer_line(f"{{{twice}}}", shipped)["refused"]["code"] == "case.named_twice"
        assert time.monotonic() - begun < 20


class TestNothingGuessed:
    """What a rule asks for is told, and what is told counts for something."""

    @pytest.mark.parametrize(
        ("rule", "where"),
        [
            ({"extra": [{"population": "65/100"}]}, "populations"),
            ({"extra": [{"weight": "2/3"}]}, "weights"),
            ({"weighted": True}, "weights"),
            ({"quorum_decide": {"num": 1, "den": 2, "weight": "1/2"}}, "weights"),
        ],
    )
    def test_votes_and_population_are_told(self, rule, where):
        assert refused("decision", {**NAMES, "ruleset": rules(**rule)}) == ("case.value_missing", where)

    def test_a_population_that_is_asked_for_only_on_request(self):
        rule = rules(extra=[{"population": "62/100", "when": "asked"}])
        assert answered("decision", {**NAMES, "ruleset": rule})["outcome"] == "adopted"
        assert refused("decision", {**NAMES, "ruleset": rule, "criteria": ["asked"]}) == (
            "case.value_missing",
            "populations",
        )

    def test_votes_that_are_all_alike(self):
        case = {**NAMES, "ruleset": rules(weighted=True), "weights": {"A": 1, "B": 1, "C": 1}}
        assert answered("decision", case)["outcome"] == "adopted"

    def test_a_population_of_nobody_reaches_nothing(self):
        case = {**NAMES, "ruleset": rules(extra=[{"population": "65/100"}]), "populations": {"A": 0, "B": 0, "C": 0}}
        told = answered("decision", case)
        assert (told["outcome"], told["deciding"]["code"]) == ("not adopted", "extra.short")

    def test_figures_do_not_say_what_is_weighed(self):
        assert refused("decision", {**VOTE, "ruleset": rules(weighted=True)}) == ("case.names_needed", "count")

    @pytest.mark.parametrize(
        "more", [{"not_entitled": ["A"]}, {"present": ["A"]}, {"weights": {"A": 3}}, {"participating": ["A"]}]
    )
    def test_names_beside_figures(self, more):
        assert refused("decision", {**VOTE, "ruleset": rules(), **more})[0] == "case.either"

    def test_an_objection_by_name_beside_figures(self):
        case = {**ON, "ruleset": rules(method="consensus"), "members": ["A", "B"], "objects": ["A"]}
        assert refused("consensus", {**case, "count": {"present": 2}})[0] == "case.either"

    @pytest.mark.parametrize(("part", "said"), [("attempt", 2), ("casting", "yes")])
    def test_what_breaks_no_tie(self, part, said):
        assert refused("decision", {**VOTE, "ruleset": rules(), part: said}) == ("case.not_in_rule", part)

    @pytest.mark.parametrize(("part", "said"), [("participating", ["A"]), ("objects_to_method", ["A"])])
    def test_a_formula_that_the_rule_has_not(self, part, said):
        case = {**AGREED, "ruleset": rules(method="consensus"), part: said}
        assert refused("consensus", case) == ("case.not_in_rule", part)

    def test_there_and_absent(self):
        case = {
            **ON,
            "ruleset": rules(),
            "members": ["A", "B"],
            "present": ["B"],
            "votes": {"yes": ["A"], "absent": ["B"]},
        }
        assert refused("decision", case)[0] == "tally.member_twice"

    def test_there_and_carried(self):
        case = {**NAMES, "ruleset": rules(proxies=1), "present": ["C"], "carried": {"C": "A"}}
        assert refused("decision", case)[0] == "tally.member_twice"

    def test_figures_of_the_room_beside_names(self):
        case = {**NAMES, "ruleset": rules(), "count": {"present": 2}}
        told = answered("decision", case)["refused"]
        assert (told["code"], told["facts"]["value"]) == ("tally.not_the_sum", "present")

    def test_words_of_somebody_else(self):
        case = {**NAMES, "ruleset": rules(), "statements": [{"member": "Z", "statement": "reservation"}]}
        assert refused("decision", case) == ("case.not_a_member", "statements")

    def test_among_some_words_are_attached_and_others_do_not_object(self):
        case = {**AGREED, "ruleset": rules(method="consensus", formula="limited format"), "participating": ["A", "B"]}
        words = [{"member": "A", "statement": "reservation"}]
        assert answered("consensus", {**case, "statements": words})["result"]["attached"] == words
        assert refused("consensus", {**case, "objects": ["C"]})[0] == "tally.apart_acted"

    @pytest.mark.parametrize(
        ("events", "code"),
        [
            (("arrives: A", "vote opened", "vote closed"), "quorum.event_changes_nothing"),
            (("leaves: C", "vote opened", "vote closed"), "quorum.event_changes_nothing"),
            (("regains vote: A", "vote opened", "vote closed"), "quorum.event_changes_nothing"),
            (("vote opened", "casts: A yes", "casts: B no", "vote closed", "vote opened"), "case.never_closed"),
        ],
    )
    def test_events(self, events, code):
        rule = rules(tie="second vote")
        case = {**ON, "ruleset": rule, "members": ["A", "B", "C"], "present": ["A", "B"], "events": happened(*events)}
        assert refused("decision", case)[0] == code

    def test_a_lot_beside_papers_and_a_candidate_twice(self):
        rule = {"code": "X", "election": [{"body": "B", "subject": "chair", "cite": "X rule 9", "lots": True}]}
        case = {**ON, "ruleset": rule, "subject": "chair", "members": 9, "places": 1}
        assert refused("ballot", {**case, "ballots": [{"drawn": ["A"], "papers": 9}]})[0] == "case.either"
        twice = {**case, "candidates": ["A", "A"], "ballots": [{"papers": 9, "votes": {"A": 9}}]}
        assert refused("ballot", twice)[0] == "case.named_twice"


class TestMoney:
    """A payment is above nought, a year is a year, and many members are no trouble."""

    @pytest.mark.parametrize("amount", ["0", "-500000.00"])
    def test_a_payment_of_nothing_or_less(self, amount):
        case = {"ruleset": "un-ga", "body": "GA", "on": "2025-01-01", "arrears": "10.00"}
        case |= {"due": {"2023": "110000.00", "2024": "120000.00"}}
        told = {**case, "payments": [{"on": "2024-12-31", "amount": amount}]}
        assert refused("arrears", told)[0] == "arrears.nothing_paid"

    def test_the_year_nought(self):
        case = {"owed": {"0000": "50.00"}, "payments": [{"on": "2024-01-01", "amount": "9.00"}], "cite": "X rule 1"}
        assert refused("payment", case)[0] == "case.bad_value"

    def test_many_members(self):
        scale = {**{f"m{n}": "0.010" for n in range(6_000)}, "z": "40.000"}
        begun = time.monotonic()
        told = answered("apportionment", {"scale": scale, "budget": "7000000.00", "cite": "X rule 1"})
        assert told["result"]["contributions"]["z"] == "2800000.00"
        assert time.monotonic() - begun < 20


class TestJointMeetings:
    """One day, one ruling, and nothing lost while a second vote is due."""

    ONE = {"kind": "decision", **VOTE, "ruleset": rules(tie="second vote")}

    def joint(self, **other: object) -> dict:
        return {"bodies": {"First": self.ONE, "Second": {**self.ONE, **other}}}

    def test_a_second_vote_is_due_in_one(self):
        assert answered("joint meeting", self.joint(count={"yes": 2, "no": 2}))["outcome"] == "tied"

    def test_two_days(self):
        assert refused("joint meeting", self.joint(on="2024-03-02"))[0] == "case.not_one_day"

    def test_a_ruling_in_one(self):
        ruling = {"outcome": "adopted", "ground": "custom", "by": "the chair", "cite": "X rule 3"}
        assert refused("joint meeting", self.joint(ruling=ruling))[0] == "case.unknown_part"

    @pytest.mark.parametrize("other", [{}, {"ruleset": rules(cite="Y rule 2")}])
    def test_the_deciding_step_is_cited(self, other):
        told = answered("joint meeting", self.joint(**other))
        assert told["outcome"] == "adopted"
        assert told["deciding"]["cite"]
        assert told["deciding"] in told["steps"]
        assert json.loads(json.dumps(told)) == told
