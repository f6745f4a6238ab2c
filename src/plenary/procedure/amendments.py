"""In what order amendments and rival proposals are put, and which fall with the adoption of another.

The amendment furthest removed in substance from the text is put first, then the next, until all are put. How far one is
removed is for the presiding officer to say; here it is a number that was said. Rival proposals are put in the order in
which they were submitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from plenary.procedure.citation import Citation
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
    steps: list[Step] = []
    fallen: list[str] = []
    left: list[str] = []
    for place, one in enumerate(ordered, 1):
        if one.name in fallen:
            if one.name in results:
                raise Refused("amendments.out_of_turn", cite, name=one.name)
        elif one.name not in results:
            left.append(one.name)
        elif left:
            raise Refused("amendments.out_of_turn", cite, name=one.name)
        elif results[one.name]:
            new = [name for name in names[place:] if name in one.excludes and name not in fallen]
            fallen += new
            steps.append(Step.of("amendments.carried", cite, name=one.name, fallen=list(new)))
        else:
            steps.append(Step.of("amendments.rejected", cite, name=one.name))
    amended = any(results.values())
    if left:
        steps.append(Step.of("amendments.next", cite, name=left[0], left=left[1:], by=str(by)))
        return ToPut(left[0], tuple(left[1:]), tuple(fallen), amended, tuple(steps))
    steps.append(Step.of("amendments.text_as_amended" if amended else "amendments.text_as_it_was", cite))
    return ToPut("", (), tuple(fallen), amended, tuple(steps))


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
