"""Rows turned into the plain values that procedure takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from plenary.foundation.access.audiences import tokens_in
from plenary.foundation.clock import now
from plenary.offices.budget import facts as budget
from plenary.offices.decisions.models import Ballot, Extension, Objection, Question, QuestionBody
from plenary.offices.decisions.queries import members_concerned
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, Version
from plenary.offices.meetings import facts as meetings
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure import agenda, voting
from plenary.procedure.credentials import Representative, may_vote, representation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Condition, Rule
from plenary.procedure.ruleset import require_confirmed as require_values_confirmed
from plenary.procedure.share import Base
from plenary.procedure.silence import Extension as MoreTime
from plenary.procedure.silence import Message, MessageKind, SilenceRound
from plenary.procedure.tally import Choice, Roll, Seat, Tally
from plenary.procedure.verdict import Standing, Verdict

#: The three choices of a ballot as the rules name them.
CHOICES: dict[str, Choice] = {
    Ballot.Choice.IN_FAVOUR: Choice.YES,
    Ballot.Choice.AGAINST: Choice.NO,
    Ballot.Choice.ABSTAIN: Choice.ABSTAIN,
}
#: Who may know that a decision exists without being named: it then stands in the open series.
OPEN_TO = frozenset({"public", "members", "embargoed", "documents"})


@dataclass(frozen=True, slots=True)
class Called:
    """A member as its name is called. able: it has a vote here now. voted_from_seat: its own ballot stands, and how
    is nobody's to see. answered: what was entered for it already; "" for nothing."""

    member: Member
    able: bool
    voted_from_seat: bool
    answered: str


def day_of(question: Question) -> date:
    """The day by which rules are chosen: that of the meeting; of the opening, or today, where there is none."""
    if question.sitting is not None:
        return meetings.day_of(question.sitting)
    return (question.opened_at or now()).date()


def is_restricted(audience: str) -> bool:
    """Whether outsiders may not know of it, so that its number stands in the restricted series."""
    return tokens_in(audience).isdisjoint(OPEN_TO)


def rule_of(question: Question, body: Body) -> Rule:
    """The rule that decides a question in a body, as in force on the day it is opened, or today."""
    return organisation.rule_for(body, question.subject, on=day_of(question))


def standing(question: Question, body: Body) -> Standing:
    """Whether the item is on the adopted agenda and its document came in time, or was waived by this body.

    What opens a session, the adoption of its agenda among it, stands on no agenda yet.
    """
    item, document = question.item, question.document
    on_agenda = True
    if item is not None:
        before = agenda.ItemKind(item.kind_of_item) in agenda.BEFORE_ADOPTION
        on_agenda = item.on_agenda or (before and item.session.agenda_adopted_at is None)
    on_time = document is None or came_in_time(document)
    waived = document is not None and not on_time and documents.is_waived(document, body)
    return Standing(on_adopted_agenda=on_agenda, document_on_time=on_time, waived=waived)


def came_in_time(document: Document) -> bool:
    """Whether a document came by the days it was due: registered, and issued as its mandate ordered.

    One with no such day is in time.
    """
    registered, ordered = document.registered_at, document.mandate.due_on if document.mandate else None
    if document.submission_due_on is not None and (
        registered is None or organisation.day_at_seat(registered) > document.submission_due_on
    ):
        return False
    issued = documents.first_issued_at(document) if ordered is not None else None
    return ordered is None or (issued is not None and organisation.day_at_seat(issued) <= ordered)


def open_brackets(document: Document, put: Version | None = None) -> int:
    """How many passages of a document are not yet agreed, those among them that nobody was said to hold.

    put: the version whose words are looked at; the newest sealed one where left out.
    """
    if put is None:
        return documents.brackets_left(document)
    return documents.open_brackets(document).count() + len(documents.bare_brackets(put))


def representative(question: Question, body: Body, member: Member, person_key: str) -> Representative | None:
    """A person's line on the list of its delegation, as the right to vote asks about it; None where it has none."""
    if question.sitting is None:
        return None
    own = [
        one
        for one in meetings.representatives(question.sitting, body)
        if one.person == person_key and one.member == member.code
    ]
    return next((one for one in own if may_vote(one).allowed), own[0] if own else None)


def entitled(member: Member, on: date) -> bool:
    """Whether a member has its vote on a day: arrears may have taken it, where the rules in force say so."""
    return member.code not in budget.without_vote([member], on)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule asks of members beside what they cast. borne: traits that somebody in the body must bear."""

    weights: bool
    population: bool
    borne: frozenset[str]

    @property
    def by_name(self) -> bool:
        """Whether the choice of each member must be known, and figures alone are not enough."""
        return self.weights or self.population or bool(self.borne)


def asked_by(rule: Rule, criteria: Sequence[str]) -> Asked:
    """What the rule weighs: votes, people, or a trait that gives a veto.

    criteria: what the record states; a condition that is looked at on an occasion only asks for nothing without it.
    """
    extra = [one for one in rule.extra if not one.when or one.when in criteria]
    kinds = {one.kind for one in extra}
    quorums = [one for one in (rule.quorum_open, rule.quorum_decide) if one is not None]
    return Asked(
        weights=rule.weighted
        or rule.base is Base.WEIGHT
        or Condition.WEIGHT in kinds
        or any(one.weight is not None for one in quorums),
        population=bool(kinds & {Condition.POPULATION, Condition.BLOCKING_SHARE}),
        borne=frozenset(one.trait for one in extra if one.kind is Condition.VETO),
    )


def require_confirmed(question: Question, body: Body, rule: Rule) -> None:
    """Go on only where the organisation confirmed every value that the verdict will rest on.

    Those of the rule, and, where members act by name, when arrears take a vote.
    Raises Refused "rules.not_confirmed" with the values.
    """
    require_values_confirmed(rule)
    if question.method == Question.Method.SILENCE:
        return
    try:
        setting = organisation.setting_for("voting_right_lost", day_of(question))
    except Refused:
        return
    if not setting.certain:
        values = ["voting_right_lost"]
        raise Refused("rules.not_confirmed", setting.cite, body=body.code, subject=rule.subject, values=list(values))


def require_attributes(question: Question, body: Body, rule: Rule) -> None:
    """Go on only where everything that the rule weighs was entered for the day of the question.

    Raises Refused "decisions.weights_not_entered", "decisions.population_not_entered" with the members that have
    none, "decisions.trait_not_entered" where a trait that gives a veto is entered for nobody.
    """
    asked = asked_by(rule, question.criteria)
    if not asked.by_name:
        return
    day = day_of(question)
    kept = organisation.attributes_in(body, day)
    known = {one.code: kept.get(one.code, organisation.Attributes()) for one in organisation.members_of(body, on=day)}
    said = {"body": body.code, "on": day.isoformat()}
    if asked.weights and (lacking := sorted(code for code, one in known.items() if one.weight is None)):
        raise Refused("decisions.weights_not_entered", rule.cited("weight"), members=list(lacking), **said)
    if asked.population and (lacking := sorted(code for code, one in known.items() if one.population is None)):
        raise Refused("decisions.population_not_entered", rule.cited("population"), members=list(lacking), **said)
    borne = {trait for one in known.values() for trait in one.traits}
    if lacking := sorted(asked.borne - borne):
        raise Refused("decisions.trait_not_entered", rule.cited("veto"), traits=list(lacking), **said)


def roll(question: Question, part: QuestionBody) -> Roll:
    """Every member of the body with what it did; a seat that acted was represented when it did.

    Votes, population and traits are those of the day of the question. What a rule leaves a member out for, and no
    one bears by an entry of its own, is borne by the members that the question is about.
    """
    body, day = part.body, day_of(question)
    seats = list(organisation.members_of(body, on=day))
    kept = organisation.attributes_in(body, day)
    rule = rule_of(question, body)
    weighed = asked_by(rule, question.criteria).weights
    entered = {trait for one in kept.values() for trait in one.traits}
    about = frozenset({"member concerned", *rule.excluded}) - entered
    people = meetings.representatives(question.sitting, body) if question.sitting else []
    barred = budget.without_vote(seats, day)
    acted = _ballots(question, body) if question.method == Question.Method.VOTE else _objecting(question, body)
    concerned = members_concerned(question, seats)
    return Roll.of(
        Seat(
            member=one.code,
            choice=acted.get(one.code),
            entitled=one.code not in barred,
            represented=one.code in acted or representation(one.code, people).represented,
            **_attributes(kept.get(one.code), weighed=weighed, about=about if one.code in concerned else frozenset()),
        )
        for one in sorted(seats, key=lambda one: one.code)
    )


def _attributes(kept: organisation.Attributes | None, *, weighed: bool, about: frozenset[str]) -> dict[str, Any]:
    """What a seat weighs. A rule that counts heads sees one vote a seat; one that weighs is never told a number that
    nobody entered, for `require_attributes` stands before it."""
    held = kept or organisation.Attributes()
    return {
        "weight": (held.weight or 0) if weighed else 1,
        "population": held.population or 0,
        "traits": held.traits | about,
    }


def attributes_kept(question: Question, part: QuestionBody, rule: Rule) -> dict[str, Any]:
    """What the members weighed, as it is kept beside the verdict; nothing where the rule counts heads."""
    asked = asked_by(rule, question.criteria)
    if not asked.by_name:
        return {}
    return {
        seat.member: {"weight": seat.weight, "population": seat.population, "traits": sorted(seat.traits)}
        for seat in roll(question, part).seats
    }


def roll_to_call(question: Question, body: Body) -> list[Called]:
    """The members of a body as a roll is called, by code; for those who work the floor."""
    part = question.bodies.select_related("body").get(body=body)
    able = {seat.member for seat in roll(question, part).seats if seat.represented and seat.entitled}
    standing_now = Ballot.objects.filter(question=question, body=body, superseded_at__isnull=True)
    ballots = {one.member_id: one for one in standing_now}
    from_seats = {pk for pk, one in ballots.items() if one.source == Ballot.Source.SEAT}
    return [
        Called(
            member=one,
            able=one.code in able,
            voted_from_seat=one.pk in from_seats,
            answered=ballots[one.pk].choice if one.pk in ballots and one.pk not in from_seats else "",
        )
        for one in sorted(organisation.members_of(body, on=day_of(question)), key=lambda one: one.code)
    ]


def _ballots(question: Question, body: Body) -> dict[str, Choice]:
    found = Ballot.objects.filter(question=question, body=body, superseded_at__isnull=True)
    return {code: CHOICES[choice] for code, choice in found.values_list("member__code", "choice")}


def _objecting(question: Question, body: Body) -> dict[str, Choice]:
    found = Objection.objects.filter(question=question, body=body, withdrawn_at__isnull=True, is_late=False)
    return dict.fromkeys(found.values_list("member__code", flat=True), Choice.OBJECTS)


def counted(question: Question, part: QuestionBody) -> Tally:
    """The figures of a vote taken on paper or by hands. Raises Refused "tally.…" where they contradict one another."""
    return tally_of(question, part, part.count)


def tally_of(question: Question, part: QuestionBody, figures: Mapping[str, int]) -> Tally:
    """Figures counted by hand, beside the members of the body, those that may vote and those that are in the room.

    Where there is no room the ballots themselves say who is present.
    Raises Refused "tally.…" where they contradict one another.
    """
    seats = roll(question, part).seats
    present = -1 if question.sitting is None else sum(seat.represented for seat in seats)
    return Tally(members=len(seats), entitled=sum(seat.entitled for seat in seats), present=present, **figures)


def silence_round(question: Question, body: Body) -> SilenceRound:
    """A round of silence in one body. Raises ValueError before it is opened: there is no round yet."""
    if question.opened_at is None or question.closes_at is None:
        raise ValueError("a round of silence begins with its opening")
    extensions = tuple(
        MoreTime(one.granted_at, one.until_at)
        for one in Extension.objects.filter(question=question, until_at__isnull=False).order_by("granted_at")
    )
    first = Extension.objects.filter(question=question).order_by("granted_at").first()
    messages: list[Message] = []
    for one in Objection.objects.filter(question=question, body=body).select_related("member"):
        kind = MessageKind.AMENDMENT if one.amendment else MessageKind.OBJECTION
        messages.append(Message(one.member.code, kind, one.received_at))
        if one.withdrawn_at is not None:
            messages.append(Message(one.member.code, MessageKind.LIFTED, one.withdrawn_at))
    return SilenceRound(
        starts_at=question.opened_at,
        expires_at=first.from_at if first else question.closes_at,
        members=frozenset(organisation.members_of(body, on=day_of(question)).values_list("code", flat=True)),
        zone=question.zone or "UTC",
        messages=tuple(messages),
        extensions=extensions,
    )


def votes_of(question: Question, part: QuestionBody) -> Tally | Roll | SilenceRound:
    """What the rule is to look at: a roll, figures, or a round of silence."""
    if question.method == Question.Method.SILENCE:
        return silence_round(question, part.body)
    return counted(question, part) if part.count else roll(question, part)


def verdict_of(question: Question, part: QuestionBody, *, at: datetime, casting: str = "") -> Verdict:
    """What the rule in force computes for one body, as things stand at an instant.

    Raises Refused "decisions.…_not_entered" where the rule weighs what nobody entered.
    """
    rule = rule_of(question, part.body)
    if question.method == Question.Method.VOTE:
        require_attributes(question, part.body, rule)
    return voting.verdict(
        votes_of(question, part),
        rule,
        standing=standing(question, part.body),
        attempt=question.attempt,
        casting=CHOICES.get(casting),
        criteria=question.criteria,
        now=at,
    )
