"""A part of a base, exactly, and the quorum that is such a part.

"At least n/d of N" is the smallest whole x with x*d >= n*N; "a majority of N" is x*2 > N. Nothing is rounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.tables import one_of, only
from plenary.procedure.value import value


class Base(StrEnum):
    """What a share is a share of."""

    MEMBERS = "members"
    ENTITLED = "entitled members"
    PRESENT = "members present"
    PRESENT_AND_VOTING = "present and voting"
    CAST = "votes cast"
    DEPOSITED = "ballots deposited"
    VALID = "valid ballots"
    WEIGHT = "total weight"
    PARTICIPATING = "participating members"


@value
class Share:
    """A part of a base, exactly: at least (or, strict, more than) num/den of it, and at least `min`.

    `Share(0, 1, min=9)` is nine, whatever the base.
    """

    num: int
    den: int = 1
    strict: bool = False
    min: int = 0

    def __post_init__(self) -> None:
        if self.den < 1 or self.num < 0 or self.min < 0 or self.num > self.den:
            raise Refused("ruleset.bad_share", said=f"{self.num}/{self.den}, at least {self.min}")
        if self.strict and self.num == self.den:
            # More than all of the members would make every decision impossible.
            raise Refused("ruleset.bad_share", said=f"more than {self.num}/{self.den}")

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.num, self.den)

    def required(self, base: int) -> int:
        """The smallest whole number that reaches this share of `base`."""
        if not self.num:
            return self.min
        parts = self.num * base
        reached = parts // self.den + 1 if self.strict else -(-parts // self.den)
        return max(reached, self.min)

    def reached_by(self, count: int, base: int) -> bool:
        """Whether `count` of `base` is enough."""
        return count >= self.required(base)

    def __str__(self) -> str:
        if not self.num:
            return str(self.min)
        if self.num == self.den:
            said = "all"
        elif self.strict and self.num * 2 == self.den:
            said = "majority"
        else:
            said = f"{'more than ' if self.strict else ''}{self.num}/{self.den}"
        return f"{said}, at least {self.min}" if self.min else said

    @classmethod
    def read(cls, said: object) -> Share:
        """A share from "2/3", "majority", "all", a whole number, a pair or a table."""
        match said:
            case Share():
                return said
            case bool() | float():
                raise Refused("ruleset.bad_share", said=str(said))
            case int() if said:
                return cls(0, 1, min=said)
            case str():
                return cls._read_words(said)
            case [num, den] if type(num) is int and type(den) is int and num:
                return cls(num, den)
            case Mapping():
                known = {"num", "den", "strict", "min", "of", "weight"}
                only(said, known, "ruleset.bad_share")
                num, den = said.get("num", 0), said.get("den", 1)
                least, strict = said.get("min", 0), said.get("strict", False)
                if not all(type(n) is int for n in (num, den, least)) or type(strict) is not bool:
                    raise Refused("ruleset.bad_share", said=str(dict(said)))
                if not num and not least:
                    raise Refused("ruleset.bad_share", said=str(dict(said)))
                return cls(num, den, strict, least)
        raise Refused("ruleset.bad_share", said=str(said))

    @classmethod
    def _read_words(cls, said: str) -> Share:
        words = said.strip().lower()
        if words == "majority":
            return MAJORITY
        if words == "all":
            return ALL
        # A share of nought asks for nothing; one of more digits than there are people is none that anybody wrote.
        if (found := re.fullmatch(r"(more than )?([0-9]{1,12})/([0-9]{1,12})", words)) and int(found[2]):
            return cls(int(found[2]), int(found[3]), strict=bool(found[1]))
        if re.fullmatch(r"[0-9]{1,12}", words) and int(words):
            return cls(0, 1, min=int(words))
        raise Refused("ruleset.bad_share", said=said)


MAJORITY = Share(1, 2, strict=True)
ALL = Share(1, 1)


@value
class Quorum:
    """A share of a base that must be represented, and of its votes where votes are weighed."""

    share: Share
    of: Base = Base.MEMBERS
    weight: Share | None = None

    def __post_init__(self) -> None:
        # Who is present, or votes, is what a quorum measures; it cannot also be what it is measured by.
        if self.of not in {Base.MEMBERS, Base.ENTITLED, Base.PARTICIPATING}:
            raise Refused("ruleset.bad_quorum", said=str(self))

    @classmethod
    def read(cls, said: object) -> Quorum | None:
        """A quorum from "1/3 members", "all", "24 members" or a table; none from "none".

        Raises: Refused "ruleset.not_configured" where the file leaves the value to be chosen.
        """
        match said:
            case None:
                return None
            case Quorum():
                return said
            case str() if said.strip().lower() == "none":
                return None
            case str() if said.strip().lower() == "configure":
                raise Refused("ruleset.not_configured", value="quorum")
            case str():
                share, _, of = said.strip().partition(" ")
                return cls(Share.read(share), one_of(Base, of or "members"))
            case int():
                return cls(Share.read(said))
            case Mapping():
                weight = said.get("weight")
                return cls(
                    Share.read(said),
                    one_of(Base, said.get("of", "members")),
                    Share.read(weight) if weight is not None else None,
                )
        raise Refused("ruleset.bad_quorum", said=str(said))

    def __str__(self) -> str:
        more = f" with {self.weight} of the votes" if self.weight else ""
        return f"{self.share} {self.of}{more}"


def share_as_mapping(share: Share) -> dict[str, Fact]:
    """The share as it is kept: `Share.read` gives the same share again."""
    return {"num": share.num, "den": share.den, "strict": share.strict, "min": share.min}


def quorum_as_mapping(quorum: Quorum | None) -> dict[str, Fact] | None:
    """The quorum as it is kept: `Quorum.read` gives the same quorum again."""
    if quorum is None:
        return None
    kept = {**share_as_mapping(quorum.share), "of": str(quorum.of)}
    return {**kept, "weight": share_as_mapping(quorum.weight)} if quorum.weight else kept
