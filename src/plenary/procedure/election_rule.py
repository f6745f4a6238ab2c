"""How places are filled by election, as data: whose majority, of which papers, and who stands in the next ballot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.share import MAJORITY, Base, Quorum, Share, quorum_as_mapping, share_as_mapping
from plenary.procedure.tables import (
    citation_in,
    citations_in,
    count_in,
    day_in,
    flag_in,
    holds,
    list_in,
    one_of,
    only,
    text_in,
)
from plenary.procedure.value import parts_of, value


class NextBallot(StrEnum):
    """What follows a ballot that left places unfilled."""

    RESTRICTED = "restricted"
    ELIMINATION = "eliminate last"
    OPEN = "open"


@value
class ElectionRule:
    """How the places of one election are filled, over a period; both days are included.

    majority: of `base`: papers that vote ("present and voting": neither blank nor invalid), valid ones, all deposited.
    next_ballot: whether further ballots are restricted to the leaders, drop the last, or stay open.
    names_per_place: how many leaders stand in a restricted ballot for each place left.
    alternates_after: after so many inconclusive restricted ballots as many open ones follow, and so on; 0 for never.
    lots: whether equal votes of the last two for one place are settled by drawing lots.
    crosses_as_places: whether a paper with more names than there are places is invalid.
    secret: whether ballots bear no names.
    """

    body: str
    subject: str
    cite: Citation
    majority: Share = MAJORITY
    base: Base = Base.PRESENT_AND_VOTING
    quorum_decide: Quorum | None = None
    next_ballot: NextBallot = NextBallot.RESTRICTED
    names_per_place: int = 2
    alternates_after: int = 0
    lots: bool = False
    crosses_as_places: bool = True
    secret: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    cites: tuple[tuple[str, Citation], ...] = ()
    to_confirm: frozenset[str] = frozenset()

    @property
    def certain(self) -> bool:
        """Whether every value of the rule is confirmed."""
        return not self.to_confirm

    def cited(self, value: str) -> Citation:
        """Where one value of the rule is written; the rule's own place when it names no other."""
        return dict(self.cites).get(value, self.cite)

    def holds_on(self, day: date) -> bool:
        """Whether the rule holds on that day."""
        return holds(self.valid_from, self.valid_to, day)

    @classmethod
    def from_mapping(cls, data: Mapping[str, object]) -> ElectionRule:
        """One rule from a table of a ruleset file. Raises: Refused "ruleset.…"."""
        only(data, parts_of(cls), "ruleset.unknown_value")
        base = one_of(Base, data.get("base", str(Base.PRESENT_AND_VOTING)))
        if base not in {Base.PRESENT_AND_VOTING, Base.DEPOSITED, Base.VALID}:
            raise Refused("ruleset.bad_value", value="base", said=str(base))
        return cls(
            body=text_in(data, "body"),
            subject=text_in(data, "subject"),
            cite=citation_in(data),
            majority=Share.read(data.get("majority", MAJORITY)),
            base=base,
            quorum_decide=Quorum.read(data.get("quorum_decide")),
            next_ballot=one_of(NextBallot, data.get("next_ballot", str(NextBallot.RESTRICTED))),
            names_per_place=count_in(data, "names_per_place", default=2, least=1),
            alternates_after=count_in(data, "alternates_after"),
            lots=flag_in(data, "lots"),
            crosses_as_places=flag_in(data, "crosses_as_places", default=True),
            secret=flag_in(data, "secret", default=True),
            valid_from=day_in(data, "valid_from"),
            valid_to=day_in(data, "valid_to"),
            cites=citations_in(data, "cites"),
            to_confirm=frozenset(str(one) for one in list_in(data, "to_confirm")),
        )

    def as_mapping(self) -> dict[str, Fact]:
        """The rule as it is kept: `ElectionRule.from_mapping` gives the same rule again."""
        return {
            "body": self.body,
            "subject": self.subject,
            "cite": str(self.cite),
            "majority": share_as_mapping(self.majority),
            "base": str(self.base),
            "quorum_decide": quorum_as_mapping(self.quorum_decide),
            "next_ballot": str(self.next_ballot),
            "names_per_place": self.names_per_place,
            "alternates_after": self.alternates_after,
            "lots": self.lots,
            "crosses_as_places": self.crosses_as_places,
            "secret": self.secret,
            "valid_from": str(self.valid_from or ""),
            "valid_to": str(self.valid_to or ""),
            "cites": {name: str(cite) for name, cite in self.cites},
            "to_confirm": sorted(self.to_confirm),
        }
