"""A second, small model counts the same votes from what is kept of them, and must always agree.

It shares no code with the rules: it reads the kept rule and the kept choices, and works with fractions.
"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.ruleset import Method
from plenary.procedure.tally import Choice, Roll, Seat
from plenary.procedure.verdict import IN_ORDER
from plenary.procedure.voting import verdict
from tests.procedure.rules import names, own_rule, ruleset

SHIPPED = [
    one for name in ("csto", "un-ga", "un-sc", "model") for one in ruleset(name).rules if one.method is Method.VOTE
]
MADE = [
    own_rule(
        base=base,
        threshold=threshold,
        tie=tie,
        abstain=abstain,
        absent=absent,
        quorum_decide=quorum,
        weighted=weighted,
    )
    for base in ("members", "entitled members", "members present", "present and voting", "valid ballots")
    for threshold in ("majority", "2/3", "3/4", "85/100")
    for tie in ("not adopted", "second vote")
    for abstain in ("not voting", "as no", "left out")
    for absent in ("not voting", "left out")
    for quorum in ("none", "majority members", "2/3 entitled members")
    for weighted in (False, True)
]
CAST = st.sampled_from(["yes", "no", "abstain", "silent", "absent", "barred"])
SEATS = st.lists(st.tuples(CAST, st.integers(1, 9), st.booleans()), min_size=1, max_size=25)


def reached(count: int, base: int, share: dict) -> bool:
    part = Fraction(share["num"], share["den"]) * base
    return count >= share["min"] and (count > part if share["strict"] else count >= part)


def recount(rule: dict, kept: list[tuple[str, int, bool]]) -> str:
    """The outcome, from a kept rule and what each seat did: (cast, weight, bears the trait "permanent")."""
    left_out = set(rule["excluded"])
    assert not left_out & {"permanent"}

    def total(*casts: str, by_head: bool = False) -> int:
        heavy = rule["weighted"] and not by_head
        return sum(weight if heavy else 1 for cast, weight, _ in kept if cast in casts)

    everyone = ("yes", "no", "abstain", "silent", "absent", "barred")
    entitled, present = everyone[:5], everyone[:4]
    here = total(*present, by_head=True)
    if quorum := rule.get("quorum_decide"):
        of = total(*(everyone if quorum["of"] == "members" else entitled), by_head=True)
        if not here or not reached(here, of, quorum):
            return "no quorum"
    elif not here:
        return "no quorum"
    counted = {
        "members": everyone,
        "entitled members": entitled,
        "members present": present,
        "present and voting": ("yes", "no"),
        "valid ballots": ("yes", "no", "abstain"),
    }[rule["base"]]
    if rule["abstain"] == "as no" and rule["base"] == "present and voting":
        counted = (*counted, "abstain")
    if rule["abstain"] == "left out":
        counted = tuple(cast for cast in counted if cast != "abstain")
    if rule["absent"] == "left out" and rule["base"] in {"members", "entitled members"}:
        counted = tuple(cast for cast in counted if cast != "absent")
    base, yes, no = total(*counted), total("yes"), total("no")
    if yes and reached(yes, base, rule["threshold"]):
        vetoed = any("veto" in one for one in rule["extra"]) and any(
            cast == "no" and permanent for cast, _, permanent in kept
        )
        return "not adopted" if vetoed else "adopted"
    half = rule["threshold"]["strict"] and rule["threshold"]["num"] * 2 == rule["threshold"]["den"]
    near = reached(yes + 1, base, rule["threshold"])
    against = no + (total("abstain") if rule["abstain"] == "as no" else 0)
    if half and near and yes == against and yes and rule["tie"] == "second vote":
        return "tied"
    return "not adopted"


@given(st.sampled_from(SHIPPED + MADE), SEATS)
def test_the_second_model_agrees(rule, kept):
    acts = {"yes": Choice.YES, "no": Choice.NO, "abstain": Choice.ABSTAIN}
    votes = Roll.of(
        Seat(
            name,
            acts.get(cast),
            weight=weight,
            entitled=cast != "barred",
            represented=cast not in {"absent", "barred"},
            traits=frozenset({"permanent"} if permanent else ()),
        )
        for name, (cast, weight, permanent) in zip(names(len(kept)), kept, strict=True)
    )
    assert str(verdict(votes, rule, standing=IN_ORDER).outcome) == recount(rule.as_mapping(), kept)
