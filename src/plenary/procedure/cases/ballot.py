"""An election, ballot by ballot: who is elected, and who may stand in the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import Rulesets, election_of, result_of, with_parts
from plenary.procedure.cases.shape import Given, Listed, Named, Part, Record, Text, Whole
from plenary.procedure.elections import Ballot, Election, Lot, Next, run
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.verdict import Outcome

SUBJECT: Part[str] = Part("subject", Text(), "The election, in a word of the ruleset.")
MEMBERS: Part[int] = Part("members", Whole(1), "The members of the body that day.")
PLACES: Part[int] = Part("places", Whole(1), "Places to be filled.")
CANDIDATES: Part[tuple[str, ...]] = Part("candidates", casting.NAMES, "Who stands, where not anybody may be named.", ())
PAPERS: Part[int] = Part("papers", Whole(), "Papers deposited, blank and invalid ones included.", 0)
CAST: Part[Mapping[str, int]] = Part("votes", Named(Whole()), "Votes by candidate.", {})
INVALID: Part[int] = Part("invalid", Whole(), "Invalid papers.", 0)
BLANK: Part[int] = Part("blank", Whole(), "Blank papers.", 0)
ABSTAIN: Part[int] = Part("abstain", Whole(), "Papers that say they abstain.", 0)
PRESENT: Part[int] = Part("present", Whole(), "Members in the room, where more are there than deposited a paper.", 0)
DRAWN: Part[tuple[str, ...]] = Part("drawn", casting.NAMES, "Instead of votes: what the lot drew, in order.", ())
BALLOTS: Part[tuple[Given, ...]] = Part(
    "ballots",
    Listed(Record(PAPERS, CAST, INVALID, BLANK, ABSTAIN, PRESENT, DRAWN), least=1, most=300),
    "The ballots in their order, each the one to which the ballot before led.",
)

PARTS = with_parts(SUBJECT, MEMBERS, PLACES, CANDIDATES, BALLOTS, says="An election, ballot by ballot.")
OUTCOMES: Sequence[str] = [str(one) for one in (Outcome.ADOPTED, Outcome.INCONCLUSIVE, Outcome.NO_QUORUM)]
_ROUND = Record(
    Part("elected", casting.NAMES, "Elected by this ballot, in order of votes."),
    Part("eliminated", casting.NAMES, "Who left the election with it."),
    Part("tied", casting.NAMES, "Between whom a further ballot or the lot decides."),
    Part("required", Whole(), "Votes needed."),
    Part("base", Whole(), "What the majority was taken of."),
)
RESULT = result_of(
    elected=(casting.NAMES, "Everybody elected, in order."),
    places_left=(Whole(), "Places still to be filled."),
    rounds=(Listed(_ROUND), "What each ballot settled."),
    next=(Text(empty=True), "What comes next: a kind of ballot, or the lot; empty when all places are filled."),
    next_eligible=(casting.NAMES, "Those to whom the next ballot is restricted; empty when it is open."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """The election so far."""
    rule = election_of(given, rulesets, given[SUBJECT])
    if len(set(given[CANDIDATES])) < len(given[CANDIDATES]):
        raise Refused(
            "case.named_twice", names=sorted({one for one in given[CANDIDATES] if given[CANDIDATES].count(one) > 1})
        )
    taken: list[Ballot | Lot] = []
    so_far = Election(Outcome.INCONCLUSIVE, (), (), Next(1, given[PLACES], of=given[PLACES]))
    for one in given[BALLOTS]:
        taken.append(_taken(one, so_far.due, given[MEMBERS]))
        so_far = run(taken, rule, places=given[PLACES], candidates=given[CANDIDATES])
    rounds: list[Fact] = [
        {
            "elected": list(one.elected),
            "eliminated": list(one.eliminated),
            "tied": list(one.tied),
            "required": one.required,
            "base": one.base,
        }
        for one in so_far.results
    ]
    result: dict[str, Fact] = {
        "elected": list(so_far.elected),
        "places_left": so_far.due.places,
        "rounds": rounds,
        "next": str(so_far.due.kind or ""),
        "next_eligible": list(so_far.due.eligible),
    }
    return Answer(result, so_far.steps, str(so_far.outcome), so_far.results[-1].deciding)


def _taken(one: Given, due: Next, members: int) -> Ballot | Lot:
    if DRAWN in one:
        for part in (CAST, PAPERS, INVALID, BLANK, ABSTAIN, PRESENT):
            if part in one:
                raise Refused("case.either", where=one.where, names=[part.name, "drawn"])
        return Lot(one[DRAWN])
    more = {"present": one[PRESENT]} if PRESENT in one else {}
    votes, papers = one.needs(CAST), one.needs(PAPERS)
    return due.ballot(
        votes, papers=papers, members=members, invalid=one[INVALID], blank=one[BLANK], abstain=one[ABSTAIN], **more
    )
