"""Amendments and rival proposals in their order (B2: GA rules 90 and 91)."""

from itertools import permutations

import pytest

from plenary.procedure.amendments import Amendment, AmendmentsOrder, proposals_in_order, to_put
from plenary.procedure.refusal import Refused

FAR = Amendment("delete the paragraph", 9, frozenset({"another figure"}))
MIDDLE = Amendment("another figure", 5)
NEAR = Amendment("a comma", 1)
THREE = (NEAR, FAR, MIDDLE)


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value


class TestAmendments:
    """GA rule 90: the furthest first; what an adopted one excludes is not put; then the text."""

    @pytest.mark.parametrize("given", list(permutations(THREE)))
    def test_the_furthest_is_put_first(self, given):
        answer = to_put(given, {})
        assert (answer.next_one, answer.left, answer.fallen) == (FAR.name, (MIDDLE.name, NEAR.name), ())
        assert [(one.code, dict(one.facts), str(one.cite)) for one in answer.steps] == [
            (
                "amendments.next",
                {"name": FAR.name, "left": [MIDDLE.name, NEAR.name], "by": "furthest first"},
                "GA rule 90",
            )
        ]

    @pytest.mark.parametrize(
        ("results", "next_one", "fallen", "amended", "codes"),
        [
            ({FAR.name: False}, MIDDLE.name, (), False, "rejected next"),
            ({FAR.name: True}, NEAR.name, (MIDDLE.name,), True, "carried next"),
            ({FAR.name: True, NEAR.name: False}, "", (MIDDLE.name,), True, "carried rejected text_as_amended"),
            (
                dict.fromkeys([FAR.name, MIDDLE.name, NEAR.name], False),
                "",
                (),
                False,
                "rejected rejected rejected text_as_it_was",
            ),
        ],
    )
    def test_what_comes_after(self, results, next_one, fallen, amended, codes):
        answer = to_put(THREE, results)
        assert (answer.next_one, answer.fallen, answer.amended) == (next_one, fallen, amended)
        assert [one.code for one in answer.steps] == [f"amendments.{code}" for code in codes.split()]

    def test_as_submitted_where_the_rules_say_so(self):
        answer = to_put([Amendment("b"), Amendment("a"), Amendment("c")], {"b": False}, by=AmendmentsOrder.SUBMISSION)
        assert (answer.next_one, answer.left, answer.steps[-1].facts["by"]) == ("a", ("c",), "submission")

    def test_no_amendment_no_delay(self):
        assert to_put([], {}).steps[0].code == "amendments.text_as_it_was"

    @pytest.mark.parametrize(
        ("given", "results", "code", "names"),
        [
            ([NEAR, NEAR], {}, "amendments.twice", {"names": [NEAR.name]}),
            ([FAR, Amendment("b", 9), MIDDLE], {}, "amendments.equally_far", {"names": ["b", FAR.name]}),
            ([FAR], {}, "amendments.unknown", {"names": [MIDDLE.name]}),
            ([NEAR], {"x": True}, "amendments.unknown", {"names": ["x"]}),
            (THREE, {MIDDLE.name: True}, "amendments.out_of_turn", {"name": MIDDLE.name}),
            (THREE, {FAR.name: True, MIDDLE.name: False}, "amendments.out_of_turn", {"name": MIDDLE.name}),
        ],
    )
    def test_refused(self, given, results, code, names):
        no = refusal(to_put, given, results)
        assert (no.code, no.facts, str(no.cite)) == (code, names, "GA rule 90")


class TestProposals:
    """GA rule 91: in the order of submission, unless the body decides otherwise."""

    def test_as_submitted(self):
        order, step = proposals_in_order(["L.2", "L.1"])
        assert (order, step.code, str(step.cite)) == (("L.2", "L.1"), "amendments.as_submitted", "GA rule 91")

    def test_as_decided(self):
        order, step = proposals_in_order(["L.2", "L.1"], otherwise=["L.1", "L.2"])
        assert (order, step.code) == (("L.1", "L.2"), "amendments.as_decided")

    @pytest.mark.parametrize(
        ("submitted", "otherwise", "code"),
        [
            (["L.1", "L.1"], [], "amendments.twice"),
            (["L.1"], ["L.2"], "amendments.other_proposals"),
            (["L.1", "L.2"], ["L.1"], "amendments.other_proposals"),
            (["L.1", "L.2"], ["L.1", "L.1"], "amendments.other_proposals"),
        ],
    )
    def test_refused(self, submitted, otherwise, code):
        assert refusal(proposals_in_order, submitted, otherwise=otherwise).code == code

    def test_what_was_said_and_what_was_submitted_are_told(self):
        no = refusal(proposals_in_order, ["L.1", "L.2"], otherwise=["L.1"])
        assert no.facts == {"submitted": ["L.1", "L.2"], "said": ["L.1"]}
