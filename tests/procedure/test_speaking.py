"""The floor under one item (D): order, replies, closed lists, time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.citation import Citation
from plenary.procedure.office import OfficeClass
from plenary.procedure.precedence import Circle
from plenary.procedure.refusal import Refused
from plenary.procedure.speaking import (
    STEPS,
    Clock,
    FloorRules,
    Kind,
    ListOrder,
    Matter,
    Request,
    Signal,
    State,
    clock,
    close_list,
    floor_order,
    limit_for,
    require_request,
    require_step,
)
from plenary.procedure.value import changed
from tests.procedure.rules import ruleset

GA = FloorRules.from_setting(ruleset("un-ga").setting("floor", on=date(2024, 1, 1)))
HEAD, GOVERNMENT, MINISTER = OfficeClass.HEAD_OF_STATE, OfficeClass.HEAD_OF_GOVERNMENT, OfficeClass.FOREIGN_MINISTER
ROOM = (
    Request("reply of Borel", 1, Kind.REPLY, sort_name="Borel"),
    Request("UN", 2, circle=Circle.ORGANISATION, sort_name="United Nations"),
    Request("Elvia", 3, office=MINISTER, sort_name="Elvia"),
    Request("Cassia", 4, office=HEAD, sort_name="Cassia"),
    Request("Arda", 5, office=GOVERNMENT, sort_name="Arda"),
    Request("Fara", 6, office=HEAD, sort_name="Fara"),
    Request("Observer", 7, circle=Circle.OBSERVER_STATE, office=HEAD, sort_name="Aaa"),
    Request("motion of Dorn", 8, Kind.MOTION, sort_name="Dorn"),
    Request("point of Arda", 9, Kind.POINT_OF_ORDER, sort_name="Arda"),
    Request("reply of Arda", 10, Kind.REPLY, sort_name="Arda"),
)


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value


def codes(answer):
    return [one.code for one in answer.order]


class TestOrder:
    """Points of order, motions, the list with observers after members, replies in the order asked."""

    @pytest.mark.parametrize(
        ("order", "speakers"),
        [
            (ListOrder.INSCRIPTION, ["Elvia", "Cassia", "Arda", "Fara"]),
            (ListOrder.RANK, ["Cassia", "Fara", "Arda", "Elvia"]),
            (ListOrder.ALPHABETICAL, ["Arda", "Cassia", "Elvia", "Fara"]),
        ],
    )
    def test_by_inscription_by_rank_and_alphabetical(self, order, speakers):
        answer = floor_order(ROOM, changed(GA, order=order))
        head, tail = ["point of Arda", "motion of Dorn"], ["Observer", "UN", "reply of Borel", "reply of Arda"]
        assert codes(answer) == [*head, *speakers, *tail]
        assert (answer.first, answer.speaking, str(answer.cite)) == ("point of Arda", "", "GA rule 73")

    def test_each_place_is_explained(self):
        steps = {one.facts["code"]: one for one in floor_order(ROOM, changed(GA, order=ListOrder.RANK)).steps}
        assert {one.code for one in steps.values()} == {"floor.place"}
        assert steps["Observer"].facts == {
            "code": "Observer",
            "place": 7,
            "kind": "speaker",
            "circle": "observer_state",
            "order": "rank class",
        }
        cites = {name: str(steps[name].cite) for name in ("point of Arda", "Elvia", "reply of Arda")}
        assert cites == {"point of Arda": "GA rule 71", "Elvia": "GA rule 73", "reply of Arda": "GA decision 34/401"}
        assert steps["reply of Arda"].facts["order"] == "inscription"

    @given(st.permutations(ROOM), st.sampled_from(list(ListOrder)))
    def test_the_order_in_which_requests_are_handed_over_changes_nothing(self, mixed, order):
        rules = changed(GA, order=order)
        assert floor_order(mixed, rules) == floor_order(ROOM, rules)

    def test_who_has_spoken_or_withdrawn_is_left_out(self):
        room = [
            changed(ROOM[2], state=State.SPEAKING),
            changed(ROOM[3], state=State.FINISHED),
            changed(ROOM[4], state=State.WITHDRAWN),
            changed(ROOM[5], state=State.REQUESTED),
            changed(ROOM[8], state=State.CALLED),
        ]
        answer = floor_order(room, GA)
        assert (answer.speaking, codes(answer)) == ("Elvia", ["point of Arda", "Fara"])

    def test_nobody_waits(self):
        answer = floor_order([], GA)
        assert (answer.first, answer.order, answer.steps) == ("", (), ())

    def test_refused(self):
        two = [changed(one, state=State.SPEAKING) for one in ROOM[2:4]]
        assert refusal(floor_order, two, GA).facts == {"codes": ["Cassia", "Elvia"]}
        assert refusal(floor_order, [ROOM[2], changed(ROOM[3], asked=3)], GA).facts == {"places": [3]}


class TestRequests:
    """Who may ask, and when the list is closed."""

    @pytest.mark.parametrize("kind", [Kind.POINT_OF_ORDER, Kind.MOTION, Kind.REPLY])
    def test_a_closed_list_still_hears(self, kind):
        assert require_request(kind, GA, list_is_open=False).code == "floor.may_ask"

    @pytest.mark.parametrize(
        ("kind", "more", "code", "cite"),
        [
            (Kind.SPEAKER, {"list_is_open": False}, "floor.list_closed", "GA rule 73"),
            (Kind.REPLY, {"replies_before": 2}, "floor.replies_used", "GA decision 34/401"),
            (Kind.MOTION, {"is_observer": True}, "floor.for_members_only", "GA rule 71"),
            (Kind.POINT_OF_ORDER, {"is_observer": True}, "floor.for_members_only", "GA rule 71"),
        ],
    )
    def test_refused(self, kind, more, code, cite):
        no = refusal(require_request, kind, GA, **more)
        assert (no.code, str(no.cite)) == (code, cite)

    def test_a_second_reply_is_given_and_an_observer_may_speak(self):
        assert require_request(Kind.REPLY, GA, replies_before=1).facts == {"kind": "right of reply"}
        assert require_request(Kind.SPEAKER, GA, is_observer=True).facts == {"kind": "speaker"}

    @pytest.mark.parametrize(
        ("rules", "said", "code"),
        [
            (GA, {"announced": False, "consented": True}, "floor.list_not_announced"),
            (GA, {"announced": True}, "floor.closing_not_agreed"),
        ],
    )
    def test_the_list_is_read_out_and_closed_with_consent(self, rules, said, code):
        assert refusal(close_list, rules, **said).code == code
        assert close_list(rules, announced=True, consented=True).code == "floor.list_closed_now"
        assert close_list(FloorRules(Citation("X", "rule 1")), announced=True).code == "floor.list_closed_now"


class TestStates:
    """Requested, listed, called, speaking, finished, withdrawn."""

    ALLOWED = (
        ("requested", "listed"),
        ("requested", "withdrawn"),
        ("listed", "called"),
        ("listed", "withdrawn"),
        ("called", "listed"),
        ("called", "speaking"),
        ("called", "withdrawn"),
        ("speaking", "finished"),
    )

    @pytest.mark.parametrize("before", list(State))
    @pytest.mark.parametrize("after", list(State))
    def test_the_table(self, before, after):
        if (before, after) in self.ALLOWED:
            assert require_step(before, after).facts == {"before": before, "after": after}
        else:
            no = refusal(require_step, before, after)
            assert (no.code, no.facts["allowed"]) == ("floor.wrong_step", sorted(STEPS[before]))


class TestTime:
    """Ten minutes, then five; green, amber a minute before the end, red at zero; what is over is counted."""

    @pytest.mark.parametrize(("reply", "seconds"), [(1, 600), (2, 300)])
    def test_replies(self, reply, seconds):
        found, step = limit_for(Kind.REPLY, GA, reply=reply)
        assert (found, str(step.cite)) == (seconds, "GA decision 34/401")

    @pytest.mark.parametrize("reply", [0, 3])
    def test_no_third_reply(self, reply):
        assert refusal(limit_for, Kind.REPLY, GA, reply=reply).facts == {"most": 2}

    def test_a_limit_is_one_only_where_it_is_set(self):
        seconds, step = limit_for(Kind.SPEAKER, GA)
        assert (seconds, step.code, str(step.cite)) == (None, "floor.no_limit", "GA rule 72")
        assert limit_for(Kind.SPEAKER, changed(GA, limit_s=900))[0] == 900

    @pytest.mark.parametrize(
        ("spoken", "signal", "left", "over"),
        [
            (0, Signal.GREEN, 300, 0),
            (239, Signal.GREEN, 61, 0),
            (240, Signal.AMBER, 60, 0),
            (299, Signal.AMBER, 1, 0),
            (300, Signal.RED, 0, 0),
            (372, Signal.RED, 0, 72),
        ],
    )
    def test_signals(self, spoken, signal, left, over):
        seen = clock(300, spoken, GA)
        assert seen == Clock(signal, left, over, seen.step)
        assert seen.step.code == ("floor.time_over" if signal is Signal.RED else "floor.time_left")


class TestTheTable:
    """The setting `floor` as a ruleset holds it."""

    def test_as_written(self):
        rules = FloorRules.from_value({"order": "alphabetical", "limit_s": 180}, cite=Citation("X", "rule 1"))
        assert (rules.order, rules.limit_s, rules.replies_s, rules.amber_s) == (
            ListOrder.ALPHABETICAL,
            180,
            (600, 300),
            60,
        )
        assert str(rules.cite_of(Matter.REPLY)) == "X rule 1"

    @pytest.mark.parametrize(
        "said",
        [
            "inscription",
            {"order": "by lot"},
            {"limit_s": 0},
            {"limit_s": True},
            {"replies_s": 600},
            {"replies_s": ""},
            {"replies_s": [600, -1]},
            {"amber_s": "60"},
            {"closing_needs_consent": 1},
            {"cites": "GA rule 73"},
            {"cites": {"speeches": "GA rule 73"}},
            {"limit": 180},
        ],
    )
    def test_refused(self, said):
        no = refusal(FloorRules.from_value, said, cite=Citation("X", "rule 1"))
        assert (no.code, no.facts["value"]) == ("ruleset.bad_value", "floor")
