"""A question put to the vote; also as the dated events of a sitting, from its opening to its close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

from plenary.procedure.cases import casting
from plenary.procedure.cases.answer import Answer
from plenary.procedure.cases.asking import BODY, Rulesets, result_of, rule_of, ruleset_of, with_parts
from plenary.procedure.cases.shape import Flag, Given, Instant, Listed, Part, Record, Text, Whole, Word
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Method, Rule, Ruleset, Tie
from plenary.procedure.step import Step
from plenary.procedure.tally import Choice, Membership, Roll
from plenary.procedure.value import changed
from plenary.procedure.verdict import Outcome, Reason, Ruling, Standing, Verdict, ruled
from plenary.procedure.voting import verdict


class Happening(StrEnum):
    """What may happen while a question is before a body."""

    ITEM_ADDED = "item added"
    DOCUMENT_WAIVED = "document waived"
    ARRIVES = "arrives"
    LEAVES = "leaves"
    LOSES_VOTE = "loses vote"
    REGAINS_VOTE = "regains vote"
    OPENED = "vote opened"
    CASTS = "casts"
    CLOSED = "vote closed"


class Cast(StrEnum):
    """What one seat casts."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    NOT_PARTICIPATING = "not participating"
    BLANK = "blank"
    INVALID = "invalid"


SUBJECT: Part[str] = Part(
    "subject",
    Text(),
    "The subject, in a word of the ruleset. Left out, the body's default rule decides; a word that the rules of the "
    "body do not name is refused.",
    "substance",
)
ATTEMPT: Part[int] = Part("attempt", Whole(1), "1 for the first vote, 2 for the one that a tie leads to.", 1)
CASTING: Part[Cast | None] = Part("casting", Word(Cast), "The chair's vote, where it may break a tie.", None)
LOT: Part[Cast | None] = Part("lot", Word(Cast), "What the lot drew, where it may settle a tie: yes or no.", None)
AT: Part[datetime] = Part("at", Instant(), "When it happened.")
EVENT: Part[Happening] = Part("event", Word(Happening), "What happened.")
WHO: Part[str] = Part("member", Text(), "The member that arrives, leaves or casts.", "")
CHOICE: Part[Cast | None] = Part(
    "choice", Word(Cast), "What it casts; cast again before the close, the last counts.", None
)
EVENTS: Part[tuple[Given, ...]] = Part(
    "events",
    Listed(Record(AT, EVENT, WHO, CHOICE), least=1),
    "The same as it happened, taken in the order of the instants, instead of `votes` and `count`. `present` names who "
    "was represented before the first of them. Each close gives a verdict; the last one is the answer.",
    (),
)

RULED: Part[Outcome] = Part("outcome", Word(Outcome), "What was announced.")
GROUND: Part[str] = Part("ground", Text(), "On what ground.")
RULED_BY: Part[str] = Part("by", Text(), "Who presided.")
RULED_UNDER: Part[str] = Part("cite", Text(), "The provision that the ruling names.")
RULING: Part[Given | None] = Part(
    "ruling",
    Record(RULED, GROUND, RULED_BY, RULED_UNDER),
    "What the presiding officer ruled: it stands beside what is computed and changes nothing in it.",
    None,
)

PARTS = with_parts(
    SUBJECT, *casting.QUESTION, ATTEMPT, CASTING, LOT, EVENTS, RULING, says="A question put to the vote."
)
OUTCOMES: Sequence[str] = [str(one) for one in Outcome]
RESULT = result_of(
    subject=(Text(), "The subject whose rule decided."),
    cite=(Text(), "Where that rule is written."),
    reason=(Text(empty=True), "Why, where the outcome leaves it open; empty otherwise."),
    counted=(Whole(), "Votes in favour; objections where consensus was asked for."),
    required=(
        Whole(),
        "What was needed where it was settled: votes, or members for a quorum; 0 where none are counted.",
    ),
    base=(Whole(), "What the share was taken of."),
    attached=(Listed(Record(casting.MEMBER, casting.STATEMENT_KIND)), "Statements attached to the decision."),
    binds=(casting.NAMES, "Those whom it binds, where it binds only some."),
    fallback=(
        Text(empty=True),
        "The subject whose rule may now be put, where consensus was not reached; empty otherwise.",
    ),
    ruling=(Text(empty=True), "What the presiding officer ruled; empty where no ruling is told."),
    differs=(Flag(), "Whether the ruling is another than what was computed."),
    closed=(Flag(), "Whether nothing more may change it: false while a second vote or a longer silence is due."),
)


def answer(given: Given, rulesets: Rulesets) -> Answer:
    """What the rule in force computes for the votes."""
    held = ruleset_of(given, rulesets)
    rule = _rule(given, held, rulesets)
    if given[EVENTS]:
        return _as_it_happened(given, held, rule)
    return as_answer(_taken(given, held, rule), rule, given)


def verdict_of(given: Given, rulesets: Rulesets) -> Verdict:
    """The verdict of one body in a joint meeting. Raises: Refused "case.unknown_part" for events."""
    if given[EVENTS]:
        raise Refused("case.unknown_part", where=given.where, unknown=["events"], known=[])
    held = ruleset_of(given, rulesets)
    return _taken(given, held, _rule(given, held, rulesets))


def _rule(given: Given, held: Ruleset, rulesets: Rulesets) -> Rule:
    """The rule in force, where it is one by which votes are taken. Raises: Refused "voting.wrong_input"."""
    rule = rule_of(given, rulesets, subject_of(given, held))
    if rule.method is not Method.VOTE:
        raise Refused("voting.wrong_input", rule.cite, method=str(rule.method))
    return rule


def subject_of(given: Given, held: Ruleset) -> str:
    """The subject of a case. Raises: Refused "case.unknown_word" for one misspelt, lest the usual rule decide it."""
    subject, body = given[SUBJECT], given[BODY]
    known = sorted({rule.subject for rule in held.rules if body in {rule.body, ""}})
    if subject not in {*known, *SUBJECT.default} and known:
        raise Refused("case.unknown_word", where=given.place(SUBJECT), said=subject, allowed=list(known))
    return subject


def _taken(given: Given, held: Ruleset, rule: Rule) -> Verdict:
    _refuse_what_breaks_no_tie(given, rule)
    return verdict(
        casting.votes_of(given, held, rule),
        rule,
        standing=casting.standing_of(given),
        attempt=given[ATTEMPT],
        casting=_drawn(given, CASTING),
        lot=_drawn(given, LOT),
        criteria=given[casting.CRITERIA],
        statements=casting.statements_of(given),
    )


def _refuse_what_breaks_no_tie(given: Given, rule: Rule) -> None:
    """Refuse a second vote, or the chair's, where the rule knows none: it would change nothing."""
    for part, told, tie in (
        (ATTEMPT, given[ATTEMPT] != 1, Tie.SECOND_VOTE),
        (CASTING, given[CASTING] is not None, Tie.CASTING_VOTE),
        (LOT, given[LOT] is not None, Tie.LOTS),
    ):
        if told and rule.method is Method.VOTE and rule.tie is not tie:
            raise Refused("case.not_in_rule", rule.cited("tie"), where=given.place(part), subject=rule.subject)


def _drawn(given: Given, part: Part[Cast | None]) -> Choice | None:
    said = given[part]
    return None if said is None else Choice(said.value)


def as_answer(taken: Verdict, rule: Rule, given: Given, *before: Step) -> Answer:
    """A verdict as an answer, a ruling beside it. before: steps of what went before it."""
    said = given[RULING]
    ruling = None
    if said is not None:
        ruling = ruled(taken, Ruling(said[RULED], said[GROUND], said[RULED_BY], Citation.parse(said[RULED_UNDER])))
    attached: list[Fact] = [{"member": one.member, "statement": one.kind} for one in taken.attached]
    result: dict[str, Fact] = {
        "subject": rule.subject,
        "cite": str(rule.cite),
        "reason": str(taken.reason),
        "counted": taken.counted,
        "required": taken.needed,
        "base": taken.base,
        "attached": attached,
        "binds": list(taken.binds),
        "fallback": taken.fallback,
        "ruling": str(ruling.outcome) if ruling else "",
        "differs": bool(ruling and ruling.differs),
        "closed": taken.outcome not in {Outcome.TIED, Outcome.SILENCE_RUNNING, Outcome.INCONCLUSIVE},
    }
    after = ruling.steps if ruling else ()
    return Answer(result, (*before, *taken.steps, *after), str(taken.outcome), taken.deciding)


class _Room:
    """The room as events change it: who is in it, who may vote, what stands open and what was cast."""

    def __init__(self, given: Given, members: Sequence[str], standing: Standing) -> None:
        self.members = frozenset(members)
        self.present = set(given[casting.PRESENT])
        self.barred = set(given[casting.NOT_ENTITLED])
        self.carried = given[casting.CARRIED]
        self.standing = standing
        self.cast: dict[str, Choice] | None = None

    def take(self, event: Given, what: Happening) -> None:
        """One event other than a close. Raises: Refused for one that cannot happen then."""
        where = event.where
        if what is Happening.OPENED:
            if self.cast is not None:
                raise Refused("case.vote_already_open", where=where)
            self.cast = {}
        elif what is Happening.ITEM_ADDED:
            self.standing = Standing(True, self.standing.document_on_time, self.standing.waived)
        elif what is Happening.DOCUMENT_WAIVED:
            self.standing = Standing(self.standing.on_adopted_agenda, self.standing.document_on_time, waived=True)
        else:
            self._of_member(event, what, self._member(event))

    def _of_member(self, event: Given, what: Happening, member: str) -> None:
        if what is Happening.CASTS:
            self._casts(event, member)
            return
        group = self.present if what in {Happening.ARRIVES, Happening.LEAVES} else self.barred
        if (member in group) is (what in {Happening.ARRIVES, Happening.LOSES_VOTE}):
            at = event[AT].astimezone(UTC).isoformat()
            raise Refused("quorum.event_changes_nothing", member=member, happens=str(what), at=at)
        group.symmetric_difference_update({member})

    def _casts(self, event: Given, member: str) -> None:
        if self.cast is None:
            raise Refused("case.no_vote_open", where=event.where, member=member)
        if member not in self.present and self.carried.get(member) not in self.present:
            raise Refused("tally.absent_seat_acted", member=member, choice=str(event.needs(CHOICE)))
        self.cast[member] = Choice(str(event.needs(CHOICE)))

    def _member(self, event: Given) -> str:
        member = event.needs(WHO)
        if member not in self.members:
            raise Refused("case.not_a_member", where=event.place(WHO), members=[member])
        return member


def _as_it_happened(given: Given, held: Ruleset, rule: Rule) -> Answer:
    if given[casting.VOTES] is not None or given[casting.COUNT] is not None:
        raise Refused("case.either_events_or_votes", where=given.place(EVENTS))
    _refuse_what_breaks_no_tie(given, rule)
    membership = casting.membership_of(given, held, rule)
    room = _Room(given, membership.members, casting.standing_of(given))
    attempt, told, taken = given[ATTEMPT], [], None
    tied_at: datetime | None = None
    for event in sorted(given[EVENTS], key=lambda one: one[AT]):
        what = event[EVENT]
        if what is not Happening.CLOSED:
            room.take(event, what)
            continue
        if room.cast is None:
            raise Refused("case.no_vote_open", where=event.where, member="")
        if taken is not None:
            attempt += _is_second(taken, rule, tied_at, event)
        roll = _roll_at(given, membership, room)
        taken = verdict(
            roll,
            rule,
            standing=room.standing,
            attempt=attempt,
            casting=_drawn(given, CASTING),
            lot=_drawn(given, LOT),
            criteria=given[casting.CRITERIA],
            statements=casting.statements_of(given),
        )
        tied_at = event[AT] if taken.outcome is Outcome.TIED else None
        told.append(
            Step.of("sequence.closed", rule.cite, at=event[AT].isoformat(), outcome=str(taken.outcome), attempt=attempt)
        )
        room.cast = None
    if taken is None or room.cast is not None:
        # Also where a vote was decided and another is open still: what it gives is not known.
        raise Refused("case.never_closed", where=given.place(EVENTS))
    return as_answer(taken, rule, given, *told)


def _roll_at(given: Given, membership: Membership, room: _Room) -> Roll:
    """The roll when the vote closes: who was there, who might vote, what stands as cast."""
    cast: dict[Choice, list[str]] = {}
    for member, choice in (room.cast or {}).items():
        cast.setdefault(choice, []).append(member)
    there = [member for member in room.present if member not in (room.cast or {})]
    cast[Choice.NOT_PARTICIPATING] = [*cast.get(Choice.NOT_PARTICIPATING, []), *there]
    return Roll.called(changed(membership, not_entitled=frozenset(room.barred)), cast, carried=given[casting.CARRIED])


def _is_second(before: Verdict, rule: Rule, tied_at: datetime | None, event: Given) -> int:
    """1 where this vote is the second one that a tie led to, in time. Raises: Refused "case.already_decided"."""
    if before.outcome is Outcome.NO_QUORUM or before.reason in {Reason.NOT_ON_AGENDA, Reason.DOCUMENT_LATE}:
        return 0
    if before.outcome is not Outcome.TIED or tied_at is None:
        raise Refused("case.already_decided", rule.cite, where=event.where, outcome=str(before.outcome))
    within = rule.second_vote_within
    if within is not None and event[AT] - tied_at > within:
        raise Refused("case.second_vote_too_late", rule.cited("tie"), where=event.where, within=str(within))
    return 1
