"""The order of voting as computed and as ruled, and what falls (GA rule 90)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from plenary.procedure.amendments import (
    AmendmentsOrder,
    OrderRuling,
    Submitted,
    next_in_order,
    order_of_voting,
)
from plenary.procedure.citation import Citation
from plenary.procedure.distance import Distance
from plenary.procedure.refusal import Refused

RULE = Citation("Rules", "rule 12")
GONE = Distance(9, 9, 0, whole=True)


def far(words: int, taken: int = 0, of: int = 20) -> Distance:
    return Distance(of, taken, words - taken)


#: Submitted in this order: two paragraphs, a new one after the first, two amendments to an amendment, a deletion.
SEVEN = (
    Submitted("near", 3, far(1), excludes=frozenset({"gone", "wide"})),
    Submitted("second", 8, far(12)),
    Submitted("new", 3, far(30, of=0), is_new=True),
    Submitted("wide", 3, far(9), excludes=frozenset({"gone", "near"})),
    Submitted("small", 0, far(1, of=29), amends="wide"),
    Submitted("gone", 3, GONE, excludes=frozenset({"near", "wide", "new"})),
    Submitted("large", 0, far(5, of=29), amends="wide"),
)
ORDER = ("gone", "large", "small", "wide", "near", "new", "second")


def refusal(act: Callable[..., object], *args: object, **kwargs: object) -> Refused:
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value


def ruled(*order: str, ground: str = "It refuses the whole of it.", by: str = "PRESIDENT") -> OrderRuling:
    return OrderRuling(order, ground, by, RULE)


class TestInSeveralLanguages:
    """Words of two languages are not compared; the place is one all the same."""

    FIVE = (
        Submitted("en near", 3, far(1), language="en"),
        Submitted("ru far", 3, far(9), language="ru"),
        Submitted("en far", 3, far(4), language="en"),
        Submitted("ru gone", 3, GONE, language="ru"),
        Submitted("ru new", 3, far(2, of=0), is_new=True, language="ru"),
    )

    def test_language_by_language_and_deletions_before(self) -> None:
        order = order_of_voting(self.FIVE)
        assert order.names == ("ru gone", "en far", "en near", "ru far", "ru new")
        told = {
            name: (step.code.partition("placed_")[2], step.facts.get("apart")) for name, step in order.reasons.items()
        }
        assert told == {
            "ru gone": ("deletion", None),
            "en far": ("by_language", "ru far"),
            "en near": ("less_far", None),
            "ru far": ("by_language", "en near, en far"),
            "ru new": ("furthest", None),
        }

    def test_the_language_in_which_one_was_submitted_first_is_first(self) -> None:
        assert order_of_voting(self.FIVE[1:3]).names == ("ru far", "en far")

    def test_two_deletions_are_one_thing_in_any_language(self) -> None:
        two = (
            Submitted("ru", 1, GONE, language="ru"),
            Submitted("en", 1, Distance(7, 7, 0, whole=True), language="en"),
        )
        order = order_of_voting(two)
        assert (order.names, order.reasons["en"].code) == (("ru", "en"), "amendments.placed_equal")

    def test_as_the_rules_say_submission_languages_do_not_matter(self) -> None:
        order = order_of_voting(self.FIVE, by=AmendmentsOrder.SUBMISSION)
        assert order.names == tuple(one.name for one in self.FIVE)


class TestComputed:
    """GA rule 90: through the text, furthest first, what amends an amendment before it."""

    def test_in_order(self) -> None:
        order = order_of_voting(SEVEN)
        assert (order.names, order.computed) == (ORDER, ORDER)
        assert order.steps == tuple(order.reasons[name] for name in ORDER)
        assert {str(step.cite) for step in order.steps} == {"GA rule 90"}

    def test_whatever_the_order_of_submission_where_no_two_are_equal(self) -> None:
        for given in permutations(SEVEN):
            assert order_of_voting(given).names == ORDER

    def test_each_place_has_its_reason(self) -> None:
        reasons = order_of_voting(SEVEN, cite=RULE).reasons
        assert {name: step.code.removeprefix("amendments.placed_") for name, step in reasons.items()} == {
            "gone": "deletion",
            "large": "furthest",
            "small": "less_far",
            "wide": "less_far",
            "near": "less_far",
            "new": "furthest",
            "second": "furthest",
        }
        assert dict(reasons["wide"].facts) == {
            "name": "wide",
            "words": 9,
            "taken": 0,
            "put": 9,
            "of": 20,
            "amends": "",
            "before": "gone",
        }
        assert dict(reasons["small"].facts) == {
            "name": "small",
            "words": 1,
            "taken": 0,
            "put": 1,
            "of": 29,
            "amends": "wide",
            "before": "large",
        }
        assert (reasons["gone"].facts["before"], reasons["gone"].facts["taken"]) == ("", 9)
        assert {step.cite for step in reasons.values()} == {RULE}

    @pytest.mark.parametrize(
        ("first", "second", "code"),
        [
            (far(4, 2), far(4, 2), "equal"),
            (far(4, 3), far(4, 2), "takes_less"),
            (far(4, 3), far(3, 3), "less_far"),
            (GONE, GONE, "equal"),
            (GONE, Distance(9, 9, 0), "less_far"),
            (GONE, Distance(8, 8, 0, whole=True), "deletion"),
        ],
    )
    def test_equal_ones_stand_as_submitted_and_say_so(self, first: Distance, second: Distance, code: str) -> None:
        order = order_of_voting([Submitted("b", 1, first), Submitted("a", 1, second)])
        assert order.names == ("b", "a")
        assert order.reasons["a"].code == f"amendments.placed_{code}"

    def test_as_submitted_where_the_rules_say_so(self) -> None:
        order = order_of_voting(SEVEN, by=AmendmentsOrder.SUBMISSION, cite=RULE)
        assert order.names == ("near", "small", "large", "wide", "gone", "new", "second")
        assert {(step.code, step.cite) for step in order.steps} == {("amendments.placed_as_submitted", RULE)}

    def test_none(self) -> None:
        assert order_of_voting([]).names == ()

    @pytest.mark.parametrize(
        ("given", "code", "facts"),
        [
            ([SEVEN[0], SEVEN[0]], "amendments.twice", {"names": ["near"]}),
            ([SEVEN[4]], "amendments.unknown", {"names": ["wide"]}),
            (
                [*SEVEN, Submitted("deep", 0, far(1), amends="small")],
                "amendments.third_degree",
                {"name": "deep", "amends": "small"},
            ),
        ],
    )
    def test_refused(self, given: Sequence[Submitted], code: str, facts: dict[str, object]) -> None:
        no = refusal(order_of_voting, given, cite=RULE)
        assert (no.code, no.facts, no.cite) == (code, facts, RULE)


class TestRuled:
    """The chair sets another order, on a ground; the computed one stands beside it."""

    def test_another_order(self) -> None:
        said = ("near", "large", "small", "wide", "gone", "second", "new")
        order = order_of_voting(SEVEN, ruling=ruled(*said))
        assert (order.names, order.computed) == (said, ORDER)
        assert order.steps[:-1] == order_of_voting(SEVEN).steps
        last = order.steps[-1]
        assert (last.code, last.cite, dict(last.facts)) == (
            "amendments.order_ruled",
            RULE,
            {"order": list(said), "ground": "It refuses the whole of it.", "by": "PRESIDENT"},
        )

    @pytest.mark.parametrize(("ground", "by"), [(" ", "PRESIDENT"), ("Because.", "")])
    def test_a_ruling_has_a_ground_and_a_name(self, ground: str, by: str) -> None:
        no = refusal(ruled, "a", ground=ground, by=by)
        assert (no.code, no.cite) == ("ruling.no_ground", RULE)

    @pytest.mark.parametrize(
        ("said", "code", "facts"),
        [
            (
                ORDER[1:],
                "amendments.other_order",
                {"submitted": [one.name for one in SEVEN], "said": list(ORDER[1:])},
            ),
            (
                ("gone", "large", "wide", "small", "near", "new", "second"),
                "amendments.before_its_own",
                {"name": "wide", "own": "small"},
            ),
        ],
    )
    def test_refused(self, said: Sequence[str], code: str, facts: dict[str, object]) -> None:
        no = refusal(order_of_voting, SEVEN, ruling=ruled(*said))
        assert (no.code, no.facts, no.cite) == (code, facts, RULE)


class TestPut:
    """What carried, what falls with it, what is put next."""

    @pytest.mark.parametrize(
        ("results", "next_one", "fallen", "codes"),
        [
            ({}, "gone", (), "next"),
            ({"gone": False}, "large", (), "rejected next"),
            # What would amend a fallen amendment falls with it.
            ({"gone": True}, "second", ("large", "small", "wide", "near", "new"), "carried next"),
            ({"gone": False, "large": True, "small": False, "wide": True}, "new", ("near",), ""),
            (dict.fromkeys(ORDER, False), "", (), "rejected " * 7 + "text_as_it_was"),
            ({"gone": True, "second": True}, "", ("large", "small", "wide", "near", "new"), ""),
        ],
    )
    def test_next(self, results: dict[str, bool], next_one: str, fallen: tuple[str, ...], codes: str) -> None:
        found = next_in_order(order_of_voting(SEVEN), iter(SEVEN), results, cite=RULE)
        assert (found.next_one, found.fallen) == (next_one, fallen)
        assert found.amended is any(results.values())
        assert {step.cite for step in found.steps} == {RULE}
        if codes:
            assert [step.code.removeprefix("amendments.") for step in found.steps] == codes.split()

    def test_says_by_what_it_went(self) -> None:
        by = AmendmentsOrder.SUBMISSION
        assert next_in_order(order_of_voting(SEVEN, by=by), SEVEN, {}, by=by).steps[-1].facts["by"] == "submission"
        assert next_in_order(order_of_voting(SEVEN), SEVEN, {}).steps[-1].facts["by"] == "furthest first"
        assert str(next_in_order(order_of_voting(SEVEN), SEVEN, {}).steps[-1].cite) == "GA rule 90"

    @pytest.mark.parametrize(
        ("results", "code", "facts"),
        [
            ({"near": True}, "amendments.out_of_turn", {"name": "near"}),
            ({"gone": True, "wide": True}, "amendments.out_of_turn", {"name": "wide"}),
            ({"other": True}, "amendments.unknown", {"names": ["other"]}),
        ],
    )
    def test_refused(self, results: dict[str, bool], code: str, facts: dict[str, object]) -> None:
        no = refusal(next_in_order, order_of_voting(SEVEN), SEVEN, results, cite=RULE)
        assert (no.code, no.facts, no.cite) == (code, facts, RULE)
