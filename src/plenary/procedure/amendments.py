"""In what order amendments and rival proposals are put, and which fall with the adoption of another.

The amendment furthest removed in substance from the text is put first, then the next, until all are put. How far one is
removed is for the presiding officer to say; `to_put` takes a number that was said, and `order_of_voting` counts words
(`distance`) and gives way to a ruling. Rival proposals are put in the order in which they were submitted.

The order of voting goes through the text from its beginning. At each paragraph come the amendments to it, the furthest
removed first, and then the new paragraphs after it. An amendment to an amendment is put before the one it amends, the
furthest removed from that one first. As far removed as another is one that is equal in all that the measure counts:
the one submitted earlier comes first, and the presiding officer may rule otherwise.

Words of two languages are not compared. Where amendments to one paragraph were written in several, those in one
language stand together, the language in which one was submitted first before the next; deletions are before all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.distance import Distance
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value

FURTHEST_FIRST = Citation("GA", "rule 90")
AS_SUBMITTED = Citation("GA", "rule 91")


class AmendmentsOrder(StrEnum):
    """By what several amendments are ordered: the words of the setting `amendments_order`."""

    FURTHEST_FIRST = "furthest first"
    SUBMISSION = "submission"


@value
class Amendment:
    """An amendment. distance: how far it is removed from the text, a larger number further; unused by submission.

    excludes: amendments that its adoption necessarily rejects.
    """

    name: str
    distance: int = 0
    excludes: frozenset[str] = frozenset()


@value
class ToPut:
    """Which amendment is put next, what is left to be put after it, and which fall.

    next_one: "" when all are disposed of. amended: whether an amendment carried, so that the text is put as amended.
    """

    next_one: str
    left: tuple[str, ...]
    fallen: tuple[str, ...]
    amended: bool
    steps: tuple[Step, ...]


def to_put(
    amendments: Iterable[Amendment],
    results: Mapping[str, bool],
    *,
    by: AmendmentsOrder = AmendmentsOrder.FURTHEST_FIRST,
    cite: Citation = FURTHEST_FIRST,
) -> ToPut:
    """Which amendment is put next.

    amendments: in the order in which they were submitted.
    results: by name, of those already put, whether it carried. One that an adopted amendment excludes is not put.
    Raises: Refused "amendments.twice", "amendments.equally_far", "amendments.unknown", "amendments.out_of_turn".
    Source: GA rule 90.
    """
    furthest = by is AmendmentsOrder.FURTHEST_FIRST
    ordered = sorted(amendments, key=lambda one: -one.distance if furthest else 0)
    names = [one.name for one in ordered]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Refused("amendments.twice", cite, names=list(twice))
    far = [one.distance for one in ordered]
    if furthest and (equal := sorted(one.name for one in ordered if far.count(one.distance) > 1)):
        # Which of two is further is a ruling; an order of our own would be one.
        raise Refused("amendments.equally_far", cite, names=list(equal))
    if unknown := sorted({*results} - {*names} | {name for one in ordered for name in one.excludes} - {*names}):
        raise Refused("amendments.unknown", cite, names=list(unknown))
    return _next(names, {one.name: one.excludes for one in ordered}, results, str(by), cite)


def _next(
    names: Sequence[str], excludes: Mapping[str, frozenset[str]], results: Mapping[str, bool], by: str, cite: Citation
) -> ToPut:
    """Go through amendments in their order: what carried, what fell with it, what is put next."""
    steps: list[Step] = []
    fallen: list[str] = []
    left: list[str] = []
    for place, name in enumerate(names, 1):
        if name in fallen:
            if name in results:
                raise Refused("amendments.out_of_turn", cite, name=name)
        elif name not in results:
            left.append(name)
        elif left:
            raise Refused("amendments.out_of_turn", cite, name=name)
        elif results[name]:
            new = [other for other in names[place:] if other in excludes[name] and other not in fallen]
            fallen += new
            steps.append(Step.of("amendments.carried", cite, name=name, fallen=list(new)))
        else:
            steps.append(Step.of("amendments.rejected", cite, name=name))
    amended = any(results.values())
    if left:
        steps.append(Step.of("amendments.next", cite, name=left[0], left=left[1:], by=by))
        return ToPut(left[0], tuple(left[1:]), tuple(fallen), amended, tuple(steps))
    steps.append(Step.of("amendments.text_as_amended" if amended else "amendments.text_as_it_was", cite))
    return ToPut("", (), tuple(fallen), amended, tuple(steps))


@value
class Submitted:
    """An amendment as it was submitted, for the order of voting.

    place: of its paragraph in the text, from 0. distance: how far it is removed from what it amends. is_new: it is a
    new paragraph after that one. amends: the name of the amendment that it amends; "" where it amends the text.
    excludes: amendments that its adoption necessarily rejects, for they touch the same words. language: in which it is
    written.
    """

    name: str
    place: int
    distance: Distance
    is_new: bool = False
    amends: str = ""
    excludes: frozenset[str] = frozenset()
    language: str = ""


@value
class OrderRuling:
    """Another order by the presiding officer: which, on what ground, and who says so.

    Raises: Refused "ruling.no_ground" where ground or name is missing.
    """

    order: tuple[str, ...]
    ground: str
    by: str
    cite: Citation

    def __post_init__(self) -> None:
        if not self.ground.strip() or not self.by.strip():
            raise Refused("ruling.no_ground", self.cite)


@value
class VotingOrder:
    """In which order amendments are put, as computed and as it holds. reasons: of each in the computed order."""

    computed: tuple[str, ...]
    names: tuple[str, ...]
    reasons: Mapping[str, Step]
    steps: tuple[Step, ...]


def order_of_voting(
    submitted: Sequence[Submitted],
    *,
    by: AmendmentsOrder = AmendmentsOrder.FURTHEST_FIRST,
    cite: Citation = FURTHEST_FIRST,
    ruling: OrderRuling | None = None,
) -> VotingOrder:
    """The order of voting with the reason of each place.

    submitted: in the order of submission. by: where the rules say submission, that decides at each place instead of
    the measure. ruling: holds instead of what is computed, which stays beside it.
    Raises: Refused "amendments.twice", "amendments.third_degree", "amendments.unknown", "amendments.other_order",
        "amendments.before_its_own".
    Source: GA rule 90.
    """
    _require_in_order(submitted, cite)
    furthest = by is AmendmentsOrder.FURTHEST_FIRST
    computed: list[str] = []
    reasons: dict[str, Step] = {}
    for place in sorted({(one.place, one.is_new) for one in submitted if not one.amends}):
        to_text = [one for one in submitted if not one.amends and (one.place, one.is_new) == place]
        before: Submitted | None = None
        for one in _ranked(to_text, furthest=furthest):
            before_own: Submitted | None = None
            for own in _ranked([sub for sub in submitted if sub.amends == one.name], furthest=furthest):
                computed.append(own.name)
                reasons[own.name] = _reason(own, before_own, [], furthest=furthest, cite=cite)
                before_own = own
            computed.append(one.name)
            reasons[one.name] = _reason(one, before, to_text, furthest=furthest, cite=cite)
            before = one
    steps = [reasons[name] for name in computed]
    names = tuple(computed)
    if ruling is not None:
        _require_ruled_order(submitted, ruling)
        names = ruling.order
        steps.append(
            Step.of("amendments.order_ruled", ruling.cite, order=list(names), ground=ruling.ground, by=ruling.by)
        )
    return VotingOrder(tuple(computed), names, reasons, tuple(steps))


def next_in_order(
    order: VotingOrder,
    submitted: Iterable[Submitted],
    results: Mapping[str, bool],
    *,
    by: AmendmentsOrder = AmendmentsOrder.FURTHEST_FIRST,
    cite: Citation = FURTHEST_FIRST,
) -> ToPut:
    """Which amendment is put next in this order, and which are not put any more.

    results: by name, of those already put, whether it carried. Where one carries, those that touch the same words
    fall, and the amendments to those with them.
    Raises: Refused "amendments.unknown", "amendments.out_of_turn".
    Source: GA rule 90, its last sentence.
    """
    if unknown := sorted(set(results) - set(order.names)):
        raise Refused("amendments.unknown", cite, names=list(unknown))
    given = tuple(submitted)
    excludes = {one.name: one.excludes | {sub.name for sub in given if sub.amends in one.excludes} for one in given}
    return _next(order.names, excludes, results, str(by), cite)


def _require_in_order(submitted: Sequence[Submitted], cite: Citation) -> None:
    names = [one.name for one in submitted]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Refused("amendments.twice", cite, names=list(twice))
    amends = {one.name: one.amends for one in submitted}
    if unknown := sorted({one.amends for one in submitted if one.amends} - {*names}):
        raise Refused("amendments.unknown", cite, names=list(unknown))
    for one in submitted:
        if one.amends and amends[one.amends]:
            raise Refused("amendments.third_degree", cite, name=one.name, amends=one.amends)


def _require_ruled_order(submitted: Sequence[Submitted], ruling: OrderRuling) -> None:
    """The ruling names the same amendments, each after those that amend it."""
    if sorted(ruling.order) != sorted(one.name for one in submitted):
        raise Refused(
            "amendments.other_order", ruling.cite, submitted=[one.name for one in submitted], said=list(ruling.order)
        )
    places = {name: place for place, name in enumerate(ruling.order)}
    for one in submitted:
        if one.amends and places[one.amends] < places[one.name]:
            raise Refused("amendments.before_its_own", ruling.cite, name=one.amends, own=one.name)


def _ranked(those: Sequence[Submitted], *, furthest: bool) -> list[Submitted]:
    """The furthest first, language by language; of equal ones, and by submission all, the earlier first."""
    if not furthest:
        return list(those)
    languages = list(dict.fromkeys(one.language for one in those if not one.distance.whole))
    changes = [one for language in languages for one in those if one.language == language and not one.distance.whole]
    ranked = sorted(changes, key=lambda one: (-languages.index(one.language), *one.distance.rank[1:]), reverse=True)
    return [one for one in those if one.distance.whole] + ranked


def _reason(
    one: Submitted, before: Submitted | None, beside: Sequence[Submitted], *, furthest: bool, cite: Citation
) -> Step:
    """Why it stands at its place.

    before: the one put before it at the same place; none for the first. beside: all that are put at that place.
    """
    facts: dict[str, str | int] = {
        "name": one.name,
        "words": one.distance.words,
        "taken": one.distance.taken,
        "put": one.distance.put,
        "of": one.distance.of,
        "amends": one.amends,
        "before": before.name if before else "",
    }
    if not furthest:
        return Step("amendments.placed_as_submitted", facts, cite)
    if one.distance.whole:
        # Of two deletions in two languages the words may be more in one; the paragraph is the same.
        same = before is not None and (before.language != one.language or before.distance.rank == one.distance.rank)
        return Step("amendments.placed_equal" if same else "amendments.placed_deletion", facts, cite)
    apart = [other.name for other in beside if not other.distance.whole and other.language != one.language]
    if apart and (before is None or before.distance.whole or before.language != one.language):
        return Step("amendments.placed_by_language", {**facts, "apart": ", ".join(apart)}, cite)
    if before is None:
        code = "amendments.placed_furthest"
    elif before.distance.rank == one.distance.rank:
        code = "amendments.placed_equal"
    elif before.distance.rank[:2] == one.distance.rank[:2]:
        code = "amendments.placed_takes_less"
    else:
        code = "amendments.placed_less_far"
    return Step(code, facts, cite)


def proposals_in_order(
    submitted: Sequence[str], *, otherwise: Sequence[str] = (), cite: Citation = AS_SUBMITTED
) -> tuple[tuple[str, ...], Step]:
    """The order in which rival proposals are put: as submitted, unless the body decided otherwise.

    otherwise: the order the body decided on, of the same proposals; empty for none.
    Raises: Refused "amendments.twice", "amendments.other_proposals".
    Source: GA rule 91.
    """
    if twice := sorted({name for name in submitted if submitted.count(name) > 1}):
        raise Refused("amendments.twice", cite, names=list(twice))
    if not otherwise:
        return tuple(submitted), Step.of("amendments.as_submitted", cite, order=list(submitted))
    if sorted(otherwise) != sorted(submitted):
        raise Refused("amendments.other_proposals", cite, submitted=list(submitted), said=list(otherwise))
    return tuple(otherwise), Step.of("amendments.as_decided", cite, order=list(otherwise))
