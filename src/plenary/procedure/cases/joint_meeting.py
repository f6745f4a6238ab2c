"""One question put to several bodies in one room: a verdict for each, and one for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import FIRST, Rulesets, result_of
from plenary.procedure.cases.shape import Anything, Given, Named, Part, Record, Text
from plenary.procedure.consensus import joint_verdict
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.verdict import Outcome, Verdict

BODIES: Part[Mapping[str, Mapping[str, object]]] = Part(
    "bodies",
    Named(Anything(), least=2),
    "For each body by its code, a case of the kind decision or consensus, each with its own rule and quorum.",
)
PARTS = Record(*FIRST, BODIES, says="A question put to a joint meeting.")
OUTCOMES: Sequence[str] = [str(one) for one in Outcome]
RESULT = result_of(
    bodies=(Named(Text(), least=2), "The outcome in each body."),
    blocked_by=(casting.NAMES, "Bodies that did not adopt."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """A joint decision is adopted only if every body adopts it."""
    # Beside the others in the list of kinds, which this one asks for those of its bodies.
    from plenary.procedure.cases import agreement, decision  # noqa: PLC0415  loaded when a joint meeting is asked for

    verdicts: dict[str, Verdict] = {}
    days = {str(said.get("on", "")) for said in given[BODIES].values()}
    for body, said in given[BODIES].items():
        where = f"{given.place(BODIES)}.{body}"
        if "ruling" in said:
            # What the chair announces is announced of all bodies together.
            raise Refused("case.unknown_part", where=where, unknown=["ruling"], known=[])
        if said.get("kind") == "consensus":
            verdicts[body] = agreement.verdict_of(agreement.PARTS.read(said, where), rulesets)
        elif said.get("kind") == "decision":
            verdicts[body] = decision.verdict_of(decision.PARTS.read(said, where), rulesets)
        else:
            raise Refused(
                "case.bad_value", where=f"{where}.kind", said=str(said.get("kind")), expected="decision or consensus"
            )
    together = joint_verdict(verdicts)
    if len(days) > 1:
        raise Refused("case.not_one_day", where=given.place(BODIES), days=sorted(days))
    outcomes: dict[str, Fact] = {body: str(one.outcome) for body, one in verdicts.items()}
    result: dict[str, Fact] = {"bodies": outcomes, "blocked_by": list(together.blocked_by)}
    # What one body did not adopt is not adopted; where all did, it is all of them together that decide.
    first = next(iter(together.blocked_by), "")
    deciding = next((step for step in together.steps if first and step.facts.get("body") == first), together.steps[-1])
    if deciding.cite is None:
        # Where each stands under a text of its own, the last body to adopt made it joint.
        deciding = together.steps[-2]
    return Answer(result, together.steps, str(together.outcome), deciding)
