"""Who the members are, what they bear and what they did: by name, or in figures only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plenary.procedure.attribute import POPULATION, WEIGHT, Attribute
from plenary.procedure.cases.asking import borne_by_members
from plenary.procedure.cases.shape import Either, Flag, Given, Listed, Named, Part, Record, Text, Whole
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Condition, Rule, Ruleset
from plenary.procedure.tally import Choice, Membership, Roll, Tally
from plenary.procedure.verdict import IN_ORDER, Standing, Statement

NAMES = Listed(Text())

MEMBERS: Part[int | tuple[str, ...]] = Part(
    "members",
    Either(Whole(1), Listed(Text(), least=1)),
    "The members of the body that day: their number, or their names. May be left out where the ruleset says what "
    "each member bears (votes, population): its names are then the members.",
    (),
)
WEIGHTS: Part[Mapping[str, int]] = Part(
    "weights", Named(Whole()), "Votes that each member casts; the ruleset's own hold where this is left out.", {}
)
POPULATIONS: Part[Mapping[str, int]] = Part(
    "populations", Named(Whole()), "People each member stands for, in any one unit; the ruleset's own otherwise.", {}
)
TRAITS: Part[Mapping[str, tuple[str, ...]]] = Part(
    "traits", Named(NAMES), 'Traits that rules ask about, with those who bear them: {"member concerned": ["X"]}.', {}
)
NOT_ENTITLED: Part[tuple[str, ...]] = Part("not_entitled", NAMES, "Members that may not vote that day.", ())
PARTICIPATING: Part[tuple[str, ...]] = Part(
    "participating", NAMES, "Those that take part, where a decision is taken by some; everybody when left out.", ()
)
PRESENT: Part[tuple[str, ...]] = Part(
    "present", NAMES, "Members represented in the room that cast nothing; whoever casts something is represented.", ()
)
CARRIED: Part[Mapping[str, str]] = Part(
    "carried",
    Named(Text()),
    "Absent members for whom another votes by proxy, each with the member that carries it.",
    {},
)
CRITERIA: Part[tuple[str, ...]] = Part(
    "criteria", NAMES, "What the record states, where a rule asks for it before it leaves a member out.", ()
)

#: What may be counted without names, each a number of members.
COUNTS = {
    "yes": "In favour.",
    "no": "Against.",
    "abstain": "Abstaining.",
    "blank": "Blank ballots.",
    "invalid": "Invalid ballots.",
    "silent": "Represented, entitled, and casting nothing.",
    "objections": "Objecting, where consensus is asked for.",
}
COUNT_PARTS: dict[str, Part[int]] = {name: Part(name, Whole(), says, 0) for name, says in COUNTS.items()}
ENTITLED: Part[int] = Part("entitled", Whole(), "Members that may vote; all of them when left out.", -1)
REPRESENTED: Part[int] = Part(
    "present", Whole(), "Members represented in the room; those that did something when left out.", -1
)
#: Counted in the same figures, and read apart from the rest because they are no choices.
_COUNT = Record(*COUNT_PARTS.values(), ENTITLED, REPRESENTED, says="A count in figures only, as of a secret vote.")

CHOICES = {
    "yes": Choice.YES,
    "no": Choice.NO,
    "abstain": Choice.ABSTAIN,
    "blank": Choice.BLANK,
    "invalid": Choice.INVALID,
    "absent": Choice.ABSENT,
    "not_participating": Choice.NOT_PARTICIPATING,
    "objects": Choice.OBJECTS,
    "does_not_object": Choice.DOES_NOT_OBJECT,
}
VOTE_PARTS: dict[str, Part[tuple[str, ...]]] = {
    name: Part(name, NAMES, f"Members: {choice}.", ()) for name, choice in CHOICES.items()
}

COUNT: Part[Given | None] = Part("count", _COUNT, "What was cast, in figures only.", None)
VOTES: Part[Given | None] = Part(
    "votes",
    Record(*VOTE_PARTS.values(), says="What was cast, by name. Members named nowhere are absent."),
    "What was cast, by name. Given together with `count`, the two must agree.",
    None,
)

ON_AGENDA: Part[bool] = Part("on_adopted_agenda", Flag(), "Whether the item is on the agenda the body adopted.", True)
ON_TIME: Part[bool] = Part("document_on_time", Flag(), "Whether its document came within the rule's time.", True)
WAIVED: Part[bool] = Part("waived", Flag(), "Whether the body recorded that it takes a late document.", False)
STANDING: Part[Given | None] = Part(
    "standing",
    Record(ON_AGENDA, ON_TIME, WAIVED),
    "What the question stands on; left out, its item is on the adopted agenda and its document came in time.",
    None,
)
MEMBER: Part[str] = Part("member", Text(), "The member.")
STATEMENT_KIND: Part[str] = Part(
    "statement", Text(), "interpretive statement, reservation, explanation of vote, explanation of position"
)
STATEMENTS: Part[tuple[Given, ...]] = Part(
    "statements", Listed(Record(MEMBER, STATEMENT_KIND)), "Words that members asked to have attached.", ()
)

#: The parts of any question put to a body.
QUESTION = (
    MEMBERS,
    COUNT,
    VOTES,
    WEIGHTS,
    POPULATIONS,
    TRAITS,
    NOT_ENTITLED,
    PARTICIPATING,
    PRESENT,
    CARRIED,
    CRITERIA,
    STANDING,
    STATEMENTS,
)


def standing_of(given: Given) -> Standing:
    """What the question stands on before it is put."""
    said = given[STANDING]
    if said is None:
        return IN_ORDER
    return Standing(said[ON_AGENDA], said[ON_TIME], said[WAIVED])


def statements_of(given: Given) -> tuple[Statement, ...]:
    """What members asked to have attached."""
    return tuple(Statement(one[MEMBER], one[STATEMENT_KIND]) for one in given[STATEMENTS])


def members_of(given: Given, held: Ruleset, body: str) -> tuple[str, ...]:
    """The names of the members, from the case or from what the ruleset says each of them bears.

    Raises: Refused "case.names_needed" where only their number is told, "case.missing" where nothing is.
    """
    said = given[MEMBERS]
    if isinstance(said, int):
        raise Refused("case.names_needed", where=given.place(MEMBERS))
    if said:
        return said
    borne = borne_by_members(given, held, body)
    for name in (WEIGHT, POPULATION):
        if name in borne:
            return borne[name].members
    raise Refused("case.missing", where=given.place(MEMBERS))


def votes_of(given: Given, held: Ruleset, rule: Rule) -> Tally | Roll:
    """What was cast, as a roll where names are told and as figures where they are not.

    Raises: Refused "case.missing" where neither is told; "case.either" for names beside figures, which would change
    nothing; "case.names_needed" for figures where the rule weighs; "tally.…" where what is told contradicts itself.
    """
    counted, named = given[COUNT], given[VOTES]
    if named is not None:
        chosen = {choice: named[VOTE_PARTS[name]] for name, choice in CHOICES.items()}
        roll = roll_of(given, membership_of(given, held, rule), chosen)
        if counted is not None:
            _refuse_disagreement(counted, roll)
        return roll
    if counted is None:
        raise Refused("case.missing", where=given.place(VOTES))
    if rule.weighted:
        # Figures do not say whether they count members or their votes.
        raise Refused("case.names_needed", rule.cited("casts"), where=given.place(COUNT))
    return counted_of(given, held, rule, counted)


def counted_of(given: Given, held: Ruleset, rule: Rule, counted: Given, *named: Part[object]) -> Tally:
    """Figures only, with nothing told by name beside them. named: further parts that only names would serve."""
    for part in (*_BY_NAME, *named):
        if part in given:
            raise Refused("case.either", where=given.where, names=[COUNT.name, part.name])
    said = given[MEMBERS]
    members = said if isinstance(said, int) else len(members_of(given, held, rule.body))
    return tally_of(counted, members)


def tally_of(counted: Given, members: int) -> Tally:
    """Figures only, as a tally."""
    return Tally(
        members,
        **{name: counted[part] for name, part in COUNT_PARTS.items()},
        entitled=counted[ENTITLED],
        present=counted[REPRESENTED],
    )


def membership_of(given: Given, held: Ruleset, rule: Rule) -> Membership:
    """The members with what each bears, from the case or from the ruleset.

    Raises: Refused "case.value_missing" where some bear nothing, or where the rule asks for votes or population and
    nobody says how many: counted by heads they would give an outcome, and another than the body's own.
    """
    members = members_of(given, held, rule.body)
    borne = borne_by_members(given, held, rule.body)
    weights = given[WEIGHTS] or (dict(borne[WEIGHT].values) if WEIGHT in borne else {})
    populations = given[POPULATIONS] or (dict(borne[POPULATION].values) if POPULATION in borne else {})
    traits: dict[str, Sequence[str]] = {name: one.members for name, one in borne.items() if one.is_trait}
    traits.update(given[TRAITS])
    told = {
        "weights": given[WEIGHTS],
        "populations": given[POPULATIONS],
        "not_entitled": given[NOT_ENTITLED],
        "participating": given[PARTICIPATING],
        "present": given[PRESENT],
        **{f"traits.{name}": bearers for name, bearers in given[TRAITS].items()},
    }
    _refuse_strangers(told, members)
    _refuse_other_names(borne, given[TRAITS], members)
    for part, values, asked in (
        (WEIGHTS, weights, _asks_weight(rule, given[CRITERIA])),
        (POPULATIONS, populations, _asks_population(rule, given[CRITERIA])),
    ):
        name = part.name
        if (asked or values) and (without := sorted(set(members) - set(values))):
            raise Refused("case.value_missing", where=name, members=list(without))
    for extra in rule.extra:
        if (
            extra.kind is Condition.VETO
            and not traits.get(extra.trait)
            and (not extra.when or extra.when in given[CRITERIA])
        ):
            # Without them nobody could stop it, and the veto would be lost without a word.
            raise Refused("case.missing", rule.cited(extra.kind), where=f"traits.{extra.trait}")
    everyone = frozenset(members)
    taking_part = frozenset(given[PARTICIPATING]) or everyone
    return Membership(
        members,
        {member: weights[member] for member in members} if weights else {},
        {member: populations[member] for member in members} if populations else {},
        {name: frozenset(bearers) & everyone for name, bearers in traits.items()},
        frozenset(given[NOT_ENTITLED]),
        everyone - taking_part,
    )


def roll_of(given: Given, membership: Membership, chosen: Mapping[Choice, Sequence[str]]) -> Roll:
    """What each member did: those named nowhere are absent. Raises: Refused "case.not_a_member", "tally.…"."""
    _refuse_strangers({f"votes.{choice}": names for choice, names in chosen.items()}, membership.members)
    # Whoever is told to be there and absent is told twice.
    acted = {name for choice, names in chosen.items() if choice is not Choice.ABSENT for name in names}
    if both := sorted(set(given[CARRIED]).intersection(given[PRESENT])):
        raise Refused("tally.member_twice", members=list(both))
    _refuse_strangers({STATEMENTS.name: [one[MEMBER] for one in given[STATEMENTS]]}, membership.members)
    silent = [name for name in given[PRESENT] if name not in acted]
    return Roll.called(
        membership,
        {**chosen, Choice.NOT_PARTICIPATING: [*chosen.get(Choice.NOT_PARTICIPATING, ()), *silent]},
        carried=given[CARRIED],
    )


#: Parts that say something of members by name, and so nothing of a count in figures.
_BY_NAME: tuple[Part[object], ...] = (WEIGHTS, POPULATIONS, TRAITS, NOT_ENTITLED, PARTICIPATING, PRESENT, CARRIED)


def _asks_weight(rule: Rule, criteria: Sequence[str]) -> bool:
    quorums = [one for one in (rule.quorum_open, rule.quorum_decide) if one is not None and one.weight is not None]
    return rule.weighted or bool(quorums) or _asks(rule, {Condition.WEIGHT}, criteria)


def _asks_population(rule: Rule, criteria: Sequence[str]) -> bool:
    return _asks(rule, {Condition.POPULATION, Condition.BLOCKING_SHARE}, criteria)


def _asks(rule: Rule, kinds: set[Condition], criteria: Sequence[str]) -> bool:
    return any(one.kind in kinds and (not one.when or one.when in criteria) for one in rule.extra)


def _refuse_strangers(told: Mapping[str, Iterable[str]], members: Sequence[str]) -> None:
    known = set(members)
    for where, names in told.items():
        if strangers := sorted(set(names) - known):
            raise Refused("case.not_a_member", where=where, members=list(strangers))


def _refuse_other_names(borne: Mapping[str, Attribute], told: Mapping[str, object], members: Sequence[str]) -> None:
    """Refuse members that go by other names than those by which the ruleset says who bears a trait.

    A permanent member called otherwise would be taken for any other, and its veto would be lost without a word.
    """
    known = set(members)
    for name, one in borne.items():
        if one.is_trait and name not in told and (strangers := sorted(set(one.members) - known)):
            raise Refused("case.not_a_member", one.cite, where=f"traits.{name}", members=list(strangers))


def _refuse_disagreement(counted: Given, roll: Roll) -> None:
    named = roll.tally()
    for name, part in (*COUNT_PARTS.items(), (ENTITLED.name, ENTITLED), (REPRESENTED.name, REPRESENTED)):
        if part in counted and counted[part] != getattr(named, name):
            raise Refused("tally.not_the_sum", value=name, count=counted[part], by_name=getattr(named, name))
