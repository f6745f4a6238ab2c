"""What was cast: by name, or in numbers only where a vote is secret.

A body's membership of a day is made once and serves every vote of that day; a roll is what its members did in one of
them, kept choice by choice, so that a vote of two hundred members is counted by the sizes of a few sets. Weights are
summed only where the rule weighs.

    Membership   who belongs to the body that day: votes, populations, traits, who has no vote
      Roll       what they did in one vote, by name
        Seat     the same, one member at a time: the convenient door
    Tally        the same in numbers

A contradiction in what was counted (more ballots than members, a vote by an absent seat) is refused here, before any
rule is applied: it is an error of the count, and a lost vote is not. Nothing is mended in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from plenary.procedure.attribute import POPULATION, WEIGHT, Attribute
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.value import changed, parts_of, value


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
#: Choices by which a member does something; by the others it does nothing, for this reason or that.
ACTS = BALLOTS | POSITIONS

#: Words for doing nothing: they are kept as who was away, and who has no vote.
_IDLE = frozenset({Choice.ABSENT, Choice.NOT_ENTITLED, Choice.NOT_PARTICIPATING})
_NOBODY: frozenset[str] = frozenset()
_NOTHING: Mapping[str, int] = MappingProxyType({})


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
        held = self.__dict__
        for count in held.values():
            if type(count) is not int or count < 0:
                self._fill_in()
                break
        acted = self.deposited + self.silent
        members, entitled, present = self.members, self.entitled, self.present
        if (
            entitled > members
            or present > members
            or self.participating > members
            or acted > entitled
            or acted > present
            or self.objections > present
        ):
            self._refuse_contradiction()

    def _fill_in(self) -> None:
        """The usual number where one is left out; refused where a number is none."""
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

    def _refuse_contradiction(self) -> None:
        acted = self.deposited + self.silent
        figures = (
            ("tally.more_entitled_than_members", self.entitled, self.members),
            ("tally.more_present_than_members", self.present, self.members),
            ("tally.more_participating_than_members", self.participating, self.members),
            ("tally.more_ballots_than_entitled", acted, self.entitled),
            ("tally.more_ballots_than_present", acted, self.present),
            ("tally.more_objections_than_present", self.objections, self.present),
        )
        code, count, most = next(one for one in figures if one[1] > one[2])
        raise Refused(code, count=count, most=most)

    @property
    def voting(self) -> int:
        """Yes and no."""
        return self.yes + self.no

    @property
    def valid(self) -> int:
        return self.yes + self.no + self.abstain

    @property
    def deposited(self) -> int:
        return self.yes + self.no + self.abstain + self.blank + self.invalid

    @property
    def absent(self) -> int:
        """Entitled, and neither casting nor silent in the room."""
        return self.entitled - self.deposited - self.silent


_NEVER_LEFT_OUT = tuple(n for n in parts_of(Tally) if n not in {"entitled", "present", "participating"})


@value
class Membership:
    """Who belongs to a body on a day, and what each member bears; made once for all votes of that day.

    members: codes, in the order in which they are called. weights: votes that a member casts as a unit, 1 for those
    not named. populations: people it stands for, in any one unit, 0 for those not named. traits: what a rule may ask
    about ("permanent"), each with those that bear it. not_entitled: without a vote that day. apart: taking no part
    where a decision is taken by some for themselves. blocs: a member that casts the votes of others and none of its
    own, such as the European Union in the World Trade Organization.
    everyone: the members as a set; always made of `members`, whatever is given.

    Raises: Refused "tally.member_twice", "tally.not_a_member", "tally.not_a_count".
    """

    members: tuple[str, ...]
    weights: Mapping[str, int] = _NOTHING
    populations: Mapping[str, int] = _NOTHING
    traits: Mapping[str, frozenset[str]] = MappingProxyType({})
    not_entitled: frozenset[str] = _NOBODY
    apart: frozenset[str] = _NOBODY
    blocs: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    everyone: frozenset[str] = _NOBODY

    def __post_init__(self) -> None:
        held = self.__dict__
        members = held["members"] = tuple(self.members)
        everyone = held["everyone"] = frozenset(members)
        if len(everyone) != len(members):
            raise Refused("tally.member_twice", members=_twice(members))
        for name, usual in (("weights", 1), ("populations", 0)):
            given: Mapping[str, int] = held[name]
            _refuse_strangers(given, everyone)
            if any(type(count) is not int or count < 0 for count in given.values()):
                raise Refused("tally.not_a_count", values=[name])
            # What all bear alike is not said, so that the same membership is written in one way.
            uneven = any(count != usual for count in given.values())
            held[name] = {one: given.get(one, usual) for one in members} if uneven else _NOTHING
        for name in ("not_entitled", "apart"):
            held[name] = frozenset(held[name])
            _refuse_strangers(held[name], everyone)
        held["traits"] = {trait: frozenset(bearers) for trait, bearers in self.traits.items() if bearers}
        held["blocs"] = {bloc: tuple(of) for bloc, of in self.blocs.items()}
        for bearers in held["traits"].values():
            _refuse_strangers(bearers, everyone)
        for bloc, of in held["blocs"].items():
            _refuse_strangers((bloc, *of), everyone)

    @classmethod
    def bearing(
        cls,
        members: Iterable[str],
        attributes: Mapping[str, Attribute],
        *,
        not_entitled: Iterable[str] = (),
        blocs: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> Membership:
        """The membership with what a ruleset says that its members bear on the day (`Ruleset.attributes_on`)."""
        ordered = tuple(members)
        everyone = frozenset(ordered)
        borne = {
            name: {member: number for member, number in one.values if member in everyone}
            for name, one in attributes.items()
        }
        return cls(
            ordered,
            borne.pop(WEIGHT, {}),
            borne.pop(POPULATION, {}),
            {name: frozenset(numbers) for name, numbers in borne.items()},
            frozenset(not_entitled),
            blocs=blocs,
        )

    def weight_of(self, group: Iterable[str]) -> int:
        """The votes of these members together."""
        weights = self.weights
        return sum(map(weights.__getitem__, group)) if weights else sum(1 for _ in group)

    def population_of(self, group: Iterable[str]) -> int:
        """The people these members stand for together."""
        populations = self.populations
        return sum(map(populations.__getitem__, group)) if populations else 0

    def borne_by(self, member: str) -> frozenset[str]:
        """The traits of one member."""
        return frozenset(trait for trait, bearers in self.traits.items() if member in bearers)

    def less(self, gone: frozenset[str]) -> Membership:
        """The membership without some of its members."""
        return Membership(
            tuple(one for one in self.members if one not in gone),
            {one: count for one, count in self.weights.items() if one not in gone},
            {one: count for one, count in self.populations.items() if one not in gone},
            {trait: bearers - gone for trait, bearers in self.traits.items()},
            self.not_entitled - gone,
            self.apart - gone,
        )


@value
class Seat:
    """One member of the body when the question is put.

    choice: nothing cast when None: silent if represented, otherwise absent.
    weight: votes the seat casts as a unit; population: people it stands for, in any one unit.
    entitled: may vote; represented: head or designated alternate, with credentials, in the room.
    carried_by: the member that acts for it by proxy; it is then not in the room itself, and counts as represented.
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
    carried_by: str = ""

    def __post_init__(self) -> None:
        if self.weight < 0 or self.population < 0:
            raise Refused("tally.not_a_count", values=["weight", "population"])
        here = self.represented or bool(self.carried_by)
        acted = self.choice in BALLOTS or self.choice in POSITIONS
        if acted and not (here and self.entitled):
            code = "tally.not_entitled_seat_acted" if here else "tally.absent_seat_acted"
            raise Refused(code, member=self.member, choice=str(self.choice))
        if (self.choice is Choice.ABSENT or self.carried_by) and self.represented:
            object.__setattr__(self, "represented", False)
        if self.choice is Choice.NOT_ENTITLED and self.entitled:
            object.__setattr__(self, "entitled", False)


@value
class Roll:
    """What every member of the body did, once each; the order in which ballots came in changes nothing.

    cast: those that did something, by what they did (`ACTS`). away: not represented in the room.
    carried: members represented by another, each with the member that acts for it.
    Whoever is neither in `cast` nor away is in the room and silent.

    Raises: Refused "tally.member_twice", "tally.not_a_member", "tally.absent_seat_acted",
        "tally.not_entitled_seat_acted", "tally.not_of_a_roll", "tally.carrier_absent", "tally.carried_and_absent".
    """

    membership: Membership
    cast: Mapping[Choice, frozenset[str]] = MappingProxyType({})
    away: frozenset[str] = _NOBODY
    carried: Mapping[str, str] = MappingProxyType({})

    def __post_init__(self) -> None:
        membership, cast, away = self.membership, self.cast, self.away
        if not cast.keys() <= ACTS:
            raise Refused("tally.not_of_a_roll", choices=sorted(map(str, cast.keys() - ACTS)))
        groups = cast.values()
        acting = _NOBODY.union(*groups)
        if len(acting) != sum(map(len, groups)):
            raise Refused("tally.member_twice", members=_twice([one for group in groups for one in group]))
        if not (acting <= membership.everyone and away <= membership.everyone):
            _refuse_strangers(acting | away, membership.everyone)
        if not acting.isdisjoint(away):
            self._refuse_acting("tally.absent_seat_acted", acting & away)
        if membership.not_entitled and not acting.isdisjoint(membership.not_entitled):
            self._refuse_acting("tally.not_entitled_seat_acted", acting & membership.not_entitled)
        if self.carried:
            self._refuse_bad_carriers()

    def _refuse_acting(self, code: str, wrong: frozenset[str]) -> None:
        first = min(wrong)
        raise Refused(code, member=first, choice=str(self.choice_of(first)))

    def _refuse_bad_carriers(self) -> None:
        carried = self.carried
        _refuse_strangers([*carried, *carried.values()], self.membership.everyone)
        if both := sorted(self.away & carried.keys()):
            raise Refused("tally.carried_and_absent", members=list(both))
        for member, carrier in sorted(carried.items()):
            # Whoever is carried is not there itself, and so carries nobody.
            if carrier in self.away or carrier in carried:
                raise Refused("tally.carrier_absent", member=member, carrier=carrier)

    @classmethod
    def called(
        cls,
        membership: Membership,
        choices: Mapping[Choice, Iterable[str]],
        *,
        others: Choice = Choice.ABSENT,
        carried: Mapping[str, str] = MappingProxyType({}),
    ) -> Roll:
        """One vote of a body, from the members by what each did.

        others: what is to be read where a member is not named: it is absent, or "not participating": in the room and
            casting nothing. A carried member is never taken for absent.
        Raises: as `Roll`; also "tally.bloc_and_member_voted" where a bloc and one of its members vote both.
        """
        cast: dict[Choice, frozenset[str]] = {}
        named = 0
        for choice, names in choices.items():
            group = frozenset(names)
            if len(group) != len(names if isinstance(names, (list, tuple)) else group):
                raise Refused("tally.member_twice", members=_twice(names))
            if group:
                named += len(group)
                cast[choice] = group
        everyone = membership.everyone
        known = _NOBODY.union(*cast.values())
        if len(known) != named:
            raise Refused("tally.member_twice", members=_twice([one for group in cast.values() for one in group]))
        if not known <= everyone:
            _refuse_strangers(known, everyone)
        away = cast.pop(Choice.ABSENT, _NOBODY)
        if others is Choice.ABSENT and len(known) != len(everyone):
            away |= everyone - known - carried.keys()
        if Choice.NOT_ENTITLED in cast:
            barred = membership.not_entitled | cast.pop(Choice.NOT_ENTITLED)
            membership = changed(membership, not_entitled=barred)
        cast.pop(Choice.NOT_PARTICIPATING, None)
        if membership.blocs:
            _spread_blocs(membership, cast)
            away -= _NOBODY.union(*cast.values())
        if membership.blocs or membership.not_entitled or carried or not cast.keys() <= ACTS:
            return cls(membership, cast, away, carried)
        # Nobody here is named twice, a stranger, or both acting and away: that was seen to on the way.
        checked = cls.__new__(cls)
        checked.__dict__.update(membership=membership, cast=cast, away=away, carried=carried)
        return checked

    @classmethod
    def of(cls, seats: Iterable[Seat]) -> Roll:
        """The same from seats: each member with what it bears and did."""
        taken = tuple(seats)
        cast: dict[Choice, set[str]] = {}
        traits: dict[str, set[str]] = {}
        for seat in taken:
            if seat.choice is not None and seat.choice not in _IDLE:
                cast.setdefault(seat.choice, set()).add(seat.member)
            for trait in seat.traits:
                traits.setdefault(trait, set()).add(seat.member)
        membership = Membership(
            tuple(seat.member for seat in taken),
            {seat.member: seat.weight for seat in taken},
            {seat.member: seat.population for seat in taken},
            {trait: frozenset(bearers) for trait, bearers in traits.items()},
            frozenset(seat.member for seat in taken if not seat.entitled),
            frozenset(seat.member for seat in taken if not seat.participating),
        )
        return cls(
            membership,
            {choice: frozenset(group) for choice, group in cast.items()},
            frozenset(seat.member for seat in taken if not seat.represented and not seat.carried_by),
            {seat.member: seat.carried_by for seat in taken if seat.carried_by},
        )

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Every member as a seat, in the order of the membership."""
        body = self.membership
        did = {one: choice for choice, group in self.cast.items() for one in group}
        return tuple(
            Seat(
                member=one,
                choice=did.get(one),
                weight=body.weights.get(one, 1),
                population=body.populations.get(one, 0),
                entitled=one not in body.not_entitled,
                represented=one not in self.away and one not in self.carried,
                participating=one not in body.apart,
                traits=body.borne_by(one),
                carried_by=self.carried.get(one, ""),
            )
            for one in body.members
        )

    def choice_of(self, member: str) -> Choice | None:
        """What one member did; None where it did nothing."""
        return next((choice for choice, group in self.cast.items() if member in group), None)

    def having(self, *choices: Choice) -> tuple[str, ...]:
        """Members that chose one of these, sorted by name."""
        return tuple(sorted(_NOBODY.union(*(self.group(choice) for choice in choices))))

    def group(self, choice: Choice) -> frozenset[str]:
        """Those of one choice: also who was absent, has no vote, or is in the room and cast nothing."""
        body = self.membership
        match choice:
            case Choice.ABSENT:
                return self.away
            case Choice.NOT_ENTITLED:
                return body.not_entitled
            case Choice.NOT_PARTICIPATING:
                ballots = _NOBODY.union(*(group for choice, group in self.cast.items() if choice in BALLOTS))
                return body.everyone - self.away - body.not_entitled - ballots
        return self.cast.get(choice, _NOBODY)

    def without(self, traits: Iterable[str]) -> Roll:
        """The roll less the seats that bear one of these traits."""
        gone = self.bearing(traits)
        if not gone:
            return self
        return Roll(
            self.membership.less(gone),
            {choice: group - gone for choice, group in self.cast.items() if group - gone},
            self.away - gone,
            {one: carrier for one, carrier in self.carried.items() if one not in gone and carrier not in gone},
        )

    def bearing(self, traits: Iterable[str]) -> frozenset[str]:
        """Members that bear one of these traits."""
        borne = self.membership.traits
        return _NOBODY.union(*(borne.get(trait, _NOBODY) for trait in traits))

    def tally(self, *, weighted: bool = False) -> Tally:
        """The count, in members or in votes."""
        body, cast, away = self.membership, self.cast, self.away
        barred = body.not_entitled
        count = body.weight_of if weighted and body.weights else len
        members = count(body.everyone)
        gone = count(away)
        yes, no, abstain, blank, invalid = [count(cast[one]) if one in cast else 0 for one in _COUNTED]
        out = count(away | barred) if barred else gone
        return Tally(
            members,
            yes,
            no,
            abstain,
            blank,
            invalid,
            members - out - yes - no - abstain - blank - invalid,
            count(cast[Choice.OBJECTS]) if Choice.OBJECTS in cast else 0,
            members - count(barred) if barred else members,
            members - gone,
            members - count(body.apart) if body.apart else members,
        )


#: Choices in the order in which a tally names them.
_COUNTED = (Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.BLANK, Choice.INVALID)


def compare(roll: Roll, stated: Mapping[str, int], *, weighted: bool = False, cite: Citation | None = None) -> None:
    """Hold the figures that were stated against the sum of the votes by name.

    stated: figures by the names of a tally ("yes", "no", "present"); what is not stated is not compared.
    Raises: Refused "tally.differs_from_names" with what was stated and what the names give;
        "tally.not_a_count" for a figure that no tally has.
    """
    counted = roll.tally(weighted=weighted)
    unknown = sorted(name for name in stated if name not in parts_of(Tally))
    if unknown:
        raise Refused("tally.not_a_count", values=list(unknown))
    differ: dict[str, Fact] = {
        name: {"stated": count, "by_name": getattr(counted, name)}
        for name, count in stated.items()
        if count != getattr(counted, name)
    }
    if differ:
        figures = [f"{name} {count} / {getattr(counted, name)}" for name, count in stated.items() if name in differ]
        raise Refused("tally.differs_from_names", cite, differences=differ, figures=list(figures))


def _spread_blocs(membership: Membership, cast: dict[Choice, frozenset[str]]) -> None:
    """Give what a bloc cast to those whose votes it casts; it casts none of its own."""
    acting = _NOBODY.union(*(group for choice, group in cast.items() if choice in BALLOTS))
    for bloc, members in membership.blocs.items():
        if bloc not in acting:
            continue
        if both := sorted(acting.intersection(members)):
            raise Refused("tally.bloc_and_member_voted", bloc=bloc, members=list(both))
        choice = next(choice for choice, group in cast.items() if bloc in group)
        cast[choice] = cast[choice] - {bloc} | (frozenset(members) - membership.not_entitled)


def _twice(names: Iterable[str]) -> Sequence[str]:
    return sorted(one for one, times in Counter(names).items() if times > 1)


def _refuse_strangers(named: Iterable[str], everyone: frozenset[str]) -> None:
    if strangers := sorted(set(named) - everyone):
        raise Refused("tally.not_a_member", members=list(strangers))
