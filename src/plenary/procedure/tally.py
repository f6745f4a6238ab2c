"""What was cast: seat by seat, or in numbers only where a vote is secret.

A contradiction in what was counted (more ballots than members, a vote by an absent seat) is refused
here, before any rule is applied: it is an error of the count, and a lost vote is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum

from plenary.procedure.refusal import Refused
from plenary.procedure.value import parts_of, value


class Choice(StrEnum):
    """What one seat does when the question is put."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_PARTICIPATING = "not participating"
    ABSENT = "absent"
    NOT_ENTITLED = "not entitled"
    BLANK = "blank"
    INVALID = "invalid"
    OBJECTS = "objects"
    DOES_NOT_OBJECT = "does not object"
    BROKEN_BY = "broken by"
    EXTENSION_ASKED = "extension asked"


#: Choices that put something into the count of a vote.
BALLOTS = frozenset({Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.BLANK, Choice.INVALID})
#: Choices that answer the chair who asks for objections.
POSITIONS = frozenset({Choice.OBJECTS, Choice.DOES_NOT_OBJECT})


@value
class Tally:
    """A count in one unit: members, or votes where votes are weighed.

    members: the whole membership of the body; entitled: those of them that may vote (all, when left out).
    present: those represented in the room; when left out, those that cast something and `silent`.
    silent: present, entitled, and casting nothing. participating: those that take part in the decision.

    Raises: Refused "tally.…" when the figures contradict one another.
    """

    members: int
    yes: int = 0
    no: int = 0
    abstain: int = 0
    blank: int = 0
    invalid: int = 0
    silent: int = 0
    objections: int = 0
    entitled: int = -1
    present: int = -1
    participating: int = -1

    def __post_init__(self) -> None:
        given = {name: getattr(self, name) for name in parts_of(type(self))}
        wrong = [name for name, count in given.items() if type(count) is not int or count < -1]
        wrong += [name for name in _NEVER_LEFT_OUT if given[name] == -1]
        if wrong:
            raise Refused("tally.not_a_count", values=sorted(set(wrong)))
        for name, usual in (
            ("entitled", self.members),
            ("present", self.deposited + self.silent),
            ("participating", self.members),
        ):
            if given[name] == -1:
                object.__setattr__(self, name, usual)
        self._refuse_contradictions()

    def _refuse_contradictions(self) -> None:
        acted = self.deposited + self.silent
        for code, count, most in (
            ("tally.more_entitled_than_members", self.entitled, self.members),
            ("tally.more_present_than_members", self.present, self.members),
            ("tally.more_participating_than_members", self.participating, self.members),
            ("tally.more_ballots_than_entitled", acted, self.entitled),
            ("tally.more_ballots_than_present", acted, self.present),
            ("tally.more_objections_than_present", self.objections, self.present),
        ):
            if count > most:
                raise Refused(code, count=count, most=most)

    @property
    def voting(self) -> int:
        """Yes and no."""
        return self.yes + self.no

    @property
    def valid(self) -> int:
        return self.voting + self.abstain

    @property
    def deposited(self) -> int:
        return self.valid + self.blank + self.invalid

    @property
    def absent(self) -> int:
        """Entitled, and neither casting nor silent in the room."""
        return self.entitled - self.deposited - self.silent


_NEVER_LEFT_OUT = tuple(n for n in parts_of(Tally) if n not in {"entitled", "present", "participating"})


@value
class Seat:
    """One member of the body when the question is put.

    choice: nothing cast when None: silent if represented, otherwise absent.
    weight: votes the seat casts as a unit; population: people it stands for, in any one unit.
    entitled: may vote; represented: head or designated alternate, with credentials, in the room.
    participating: takes part, where a decision is taken by some for themselves.
    traits: what a rule may ask about: "permanent", "member concerned".
    """

    member: str
    choice: Choice | None = None
    weight: int = 1
    population: int = 0
    entitled: bool = True
    represented: bool = True
    participating: bool = True
    traits: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.weight < 0 or self.population < 0:
            raise Refused("tally.not_a_count", values=["weight", "population"])
        acted = self.choice in BALLOTS or self.choice in POSITIONS
        if acted and not (self.represented and self.entitled):
            code = "tally.not_entitled_seat_acted" if self.represented else "tally.absent_seat_acted"
            raise Refused(code, member=self.member, choice=str(self.choice))
        if self.choice is Choice.ABSENT and self.represented:
            object.__setattr__(self, "represented", False)
        if self.choice is Choice.NOT_ENTITLED and self.entitled:
            object.__setattr__(self, "entitled", False)


@value
class Roll:
    """Every member of the body, once each; the order in which ballots came in changes nothing.

    Raises: Refused "tally.member_twice".
    """

    seats: tuple[Seat, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "seats", tuple(self.seats))
        often = Counter(seat.member for seat in self.seats)
        if twice := sorted(member for member, times in often.items() if times > 1):
            raise Refused("tally.member_twice", members=twice)

    @classmethod
    def of(cls, seats: Iterable[Seat]) -> Roll:
        return cls(tuple(seats))

    def having(self, *choices: Choice) -> tuple[str, ...]:
        """Members that chose one of these, sorted by name."""
        return tuple(sorted(seat.member for seat in self.seats if seat.choice in choices))

    def without(self, traits: Iterable[str]) -> Roll:
        """The roll less the seats that bear one of these traits."""
        gone = frozenset(traits)
        return Roll(tuple(seat for seat in self.seats if not seat.traits & gone))

    def tally(self, *, weighted: bool = False) -> Tally:
        """The count, in members or in votes."""

        def count(keep: Callable[[Seat], bool]) -> int:
            return sum(seat.weight if weighted else 1 for seat in self.seats if keep(seat))

        def cast(choice: Choice) -> int:
            return count(lambda seat: seat.choice is choice)

        return Tally(
            members=count(lambda seat: True),
            yes=cast(Choice.YES),
            no=cast(Choice.NO),
            abstain=cast(Choice.ABSTAIN),
            blank=cast(Choice.BLANK),
            invalid=cast(Choice.INVALID),
            silent=count(lambda s: s.represented and s.entitled and s.choice not in BALLOTS),
            objections=cast(Choice.OBJECTS),
            entitled=count(lambda seat: seat.entitled),
            present=count(lambda seat: seat.represented),
            participating=count(lambda seat: seat.participating),
        )
