"""The room as the pages of the chamber print it: order of the day, text, seats, question. Each asks as one reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.capacities import DELEGATES
from plenary.foundation.journal import queries as journal
from plenary.foundation.languages.words import Words, direction
from plenary.interfaces.web.decisions.rulings import RulingSaid, rulings_said
from plenary.interfaces.web.drawings import Drawing, Seat, objection_ring, table_plan
from plenary.offices.chamber import queries as chamber
from plenary.offices.chamber.queries import Now
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.actions.seats import member_acting
from plenary.offices.decisions.models import Ballot, Objection, Question
from plenary.offices.decisions.queries import Receipt, Turnout
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, LanguageVersion, Paragraph
from plenary.offices.meetings import facts as meeting_facts
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Credentials, Delegate, Delegation, Item, Presence, Session, Sitting
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure.refusal import Refused

CHOICES = (Ballot.Choice.IN_FAVOUR, Ballot.Choice.AGAINST, Ballot.Choice.ABSTAIN)


@dataclass(frozen=True, slots=True)
class OrderItem:
    """A line of the order of the day. state: to_come, now, taken_up or closed, as this sitting has it."""

    item: Item
    number: str
    state: str
    taken_up_at: datetime | None

    @property
    def is_done(self) -> bool:
        return self.state in (Item.State.TAKEN_UP, Item.State.CLOSED)

    @property
    def waits_for_the_body(self) -> bool:
        """It was proposed after the agenda was adopted, and the body has not taken it yet."""
        return not self.item.on_agenda and self.state == Item.State.TO_COME and bool(self.item.title)

    @property
    def can_be_called(self) -> bool:
        return self.state == Item.State.TO_COME and bool(self.item.title)


@dataclass(frozen=True, slots=True)
class TextNow:
    """The text before the room: the paragraph in question and the whole. brackets: passages still open."""

    document: Document
    symbol: str
    text: LanguageVersion
    dir: str
    paragraph: Paragraph | None
    paragraphs: tuple[Paragraph, ...]
    brackets: int


@dataclass(frozen=True, slots=True)
class OwnPart:
    """This reader's part in a question, in one body: whose vote it is and what was done with it so far."""

    body: Body
    member: Member
    ballot: Ballot | None
    receipt: Receipt | None
    objection: Objection | None

    @property
    def cast_by(self) -> str:
        return str(self.ballot.cast_by.name) if self.ballot else ""


@dataclass(frozen=True, slots=True)
class NoPart:
    """Why this reader holds no vote here.

    member: the delegation; holder: the seat that does, where somebody has it; unlisted: a delegate on no list here.
    """

    refused: Refused
    body: Body
    member: Member | None
    holder: Delegate | None
    may_take_over: bool
    unlisted: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What this reader may do with a question: the parts it holds, or why it holds none."""

    parts: tuple[OwnPart, ...]
    none: NoPart | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one body came to by its rule, with the figures where ballots were cast. rulings: of the chair, on all."""

    body: Body
    outcome: str
    tally: tuple[tuple[str, int], ...]
    choices: tuple[tuple[Member, str], ...]
    counted: int | None
    required: int | None
    base: int | None
    rulings: tuple[RulingSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A delegation in the session: its head's line, and whether somebody of it is in the room."""

    delegation: Delegation
    name: str
    head: Delegate | None
    inside: tuple[Presence, ...]
    outside: tuple[Delegate, ...]


def zone_of(sitting: Sitting) -> str:
    """The clock of the place; empty where no venue is stated."""
    venue = sitting.meeting.session.venue
    return venue.zone if venue else ""


# The order of the day


def order_of_day(sitting: Sitting, reader: Actor) -> tuple[OrderItem, ...]:
    """What this sitting takes, in its order. Where none was set, it takes the agenda as it stands."""
    lines = meetings.order_of_day(sitting, reader)
    if lines and _was_ordered(sitting, reader):
        return tuple(
            OrderItem(line.item, meetings.number_of(line.item), line.state, line.taken_up_at) for line in lines
        )
    begun = {line.item_id: line for line in lines}
    agenda = meetings.agenda(sitting.meeting.session, reader)
    own = [one for one in agenda.restricted if one.item.sitting_id == sitting.pk]
    found = []
    for one in own or agenda.items:
        line = begun.get(one.item.pk)
        state = line.state if line else one.item.state
        found.append(OrderItem(one.item, one.number, state, line.taken_up_at if line else None))
    return tuple(found)


def following(order: Sequence[OrderItem]) -> OrderItem | None:
    """The next item that can be called: the first to come after the one that is on, else the first to come."""
    current = next((place for place, line in enumerate(order) if line.state == Item.State.NOW), -1)
    return next((line for line in order[current + 1 :] if line.can_be_called), None)


def between_items(sitting: Sitting, reader: Actor) -> str:
    """What is told while no item is on: whether none was called yet, or one was closed and the next one comes."""
    if any(line.taken_up_at for line in meetings.order_of_day(sitting, reader)):
        return _("The last item is closed. The chair calls the next one.")
    return _("No item is called yet.")


def _was_ordered(sitting: Sitting, reader: Actor) -> bool:
    return journal.entries_about(reader, sitting.about).filter(verb="meetings.sitting.ordered").exists()


# The text


def text_before(now: Now, reader: Actor, question: Question | None) -> TextNow | None:
    """The text put, or the first paper of the item; None where this reader may read none."""
    version = None
    document = question.document if question else None
    if question is not None and question.text_version is not None:
        version = question.text_version.number
    if document is None and now.item is not None:
        papers = meetings.item_of_key(now.item.key, reader).papers
        document = papers[0].document if papers else None
    if document is None:
        return None
    found = documents.texts(reader, document)
    if version is not None:
        found = found.filter(of_version__number=version)
    text = _in_language(list(found.order_by("-of_version__number", "-is_original")))
    if text is None:
        return None
    paragraphs = tuple(text.paragraphs.all())
    open_now = documents.open_brackets(document)
    anchors = set(open_now.values_list("anchor", flat=True))
    body = [one for one in paragraphs if one.role not in ("title", "heading")]
    in_question = next((one for one in body if one.anchor in anchors), None)
    operative = next((one for one in body if one.role == "operative"), None)
    return TextNow(
        document=document,
        symbol=f"{document.symbol}{text.of_version.suffix}" if document.symbol else "",
        text=text,
        dir=direction(text.language),
        paragraph=in_question or operative or (body[0] if body else None),
        paragraphs=paragraphs,
        brackets=len(anchors),
    )


def _in_language(texts: Sequence[LanguageVersion]) -> LanguageVersion | None:
    """The newest text in the reader's language, else the original of the newest version."""
    if not texts:
        return None
    newest = [one for one in texts if one.of_version_id == texts[0].of_version_id]
    wanted = (get_language() or "").partition("-")[0]
    return next((one for one in newest if one.language == wanted), newest[0])


# The question


def question_before(now: Now) -> Question | None:
    """The question before the room: open, closed or announced, until the next item is called."""
    question = now.room.question
    if question is None or question.state in (Question.State.PREPARED, Question.State.VOID):
        return None
    return question


def standing(question: Question, reader: Actor) -> Standing:
    """Whose votes this reader holds in a question; asked of the rule itself, so that page and act never differ."""
    parts: list[OwnPart] = []
    none: NoPart | None = None
    for part in question.bodies.select_related("body").order_by("pk"):
        try:
            member = member_acting(question, part.body, reader, None)
        except Refused as refused:
            none = none or _no_part(question, part.body, reader, refused)
            continue
        ballot = decisions.own_ballot(question, part.body, member)
        parts.append(
            OwnPart(
                body=part.body,
                member=member,
                ballot=ballot,
                receipt=decisions.receipt(ballot) if ballot else None,
                objection=decisions.standing_objections(question).filter(member=member, body=part.body).first(),
            )
        )
    return Standing(tuple(parts), None if parts else none)


def _no_part(question: Question, body: Body, reader: Actor, refused: Refused) -> NoPart:
    member = member_of(reader, question.sitting.meeting.session) if question.sitting else None
    room = chamber.room_of(question.sitting, reader) if question.sitting else None
    seat = chamber.seat_of(room, body, member) if room and member else None
    return NoPart(
        refused=refused,
        body=body,
        member=member,
        holder=seat.delegate if seat else None,
        may_take_over=refused.code == "decisions.vote_held_by_another" and reader.capacity in DELEGATES,
        unlisted=member is None and reader.capacity in DELEGATES,
    )


def lines_of(reader: Actor, session: Session) -> list[Delegate]:
    """The reader's own lines on the lists of a session."""
    return meetings.delegate_lines_of(reader.person_key, session) if reader.person_key else []


def seated_for(reader: Actor, session: Session) -> list[Member]:
    """The members for which the reader has a seat, each once; empty for those who serve the room."""
    members = [line.delegation.member for line in lines_of(reader, session) if line.delegation.member]
    return list(dict.fromkeys(members))


def member_of(reader: Actor, session: Session) -> Member | None:
    """The member whose delegation the reader is in; None for those who serve the room."""
    return next((line.delegation.member for line in lines_of(reader, session) if line.delegation.member), None)


def outcomes(question: Question) -> tuple[Outcome, ...]:
    """What a closed question came to, body by body, with figures by choice where ballots were open."""
    found = []
    rulings = tuple(rulings_said(question.rulings.select_related("ruled_by")))
    for one in decisions.results(question):
        choices = [choice for _member, choice in one.choices]
        tally = tuple((str(choice), choices.count(choice)) for choice in CHOICES) if choices else ()
        verdict = one.verdict
        found.append(
            Outcome(
                one.body,
                one.outcome,
                tally,
                one.choices,
                _figure(verdict.get("counted")),
                _figure(verdict.get("required")),
                _figure(verdict.get("base")),
                rulings,
            )
        )
    return tuple(found)


def _figure(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def waiting_names(turnout: Sequence[Turnout]) -> list[str]:
    """Names of the members that have not voted, each once."""
    codes = sorted({code for one in turnout for code in one.waiting})
    named = {code: organisation.member_named(code) for code in codes}
    return [str(named[code] or code) for code in codes]


def ring(question: Question) -> Drawing | None:
    """The window of an open consensus as a ring; None where it has none."""
    if question.method != Question.Method.CONSENSUS or not question.window_s:
        return None
    left = min(seconds_up(decisions.time_left(question)), question.window_s)
    return objection_ring(left, question.window_s, title=_("Window for objections"))


def seconds_up(left: timedelta) -> int:
    """Whole seconds, the begun one counted: a window never shows 0 while it is open."""
    return -(-left // timedelta(seconds=1))


# The room


def room_lines(sitting: Sitting, reader: Actor) -> list[RoomLine]:
    """Every delegation of the session with who of it is inside and who is not."""
    inside: dict[int, list[Presence]] = {}
    for presence in meetings.in_the_room(sitting, reader):
        inside.setdefault(presence.delegate.delegation_id, []).append(presence)
    lines = []
    for delegation in meetings.delegations(sitting.meeting.session):
        listed = list(delegation.delegates.all())
        here = tuple(inside.get(delegation.pk, ()))
        present = {one.delegate_id for one in here}
        lines.append(
            RoomLine(
                delegation=delegation,
                name=str(delegation.member or delegation.partner),
                head=next((one for one in listed if one.role == Delegate.Role.HEAD), None),
                inside=here,
                outside=tuple(one for one in listed if one.pk not in present),
            )
        )
    return lines


def drawing_of(now: Now, lines: Sequence[RoomLine], quorum: str) -> Drawing | None:
    """The table with the delegations at it: who is in the room, who asked for the floor, who speaks."""
    members = [line for line in lines if line.delegation.member]
    if not members:
        return None
    speaking = now.speaker.request.delegate.delegation_id if now.speaker else 0
    asked = {line.request.delegate.delegation_id for line in now.floor}
    presiding = now.sitting.meeting.session.presiding_member_id or now.sitting.meeting.session.host_id
    seats = []
    for line in members:
        state = "present" if line.inside else "absent" if now.sitting.state != Sitting.State.PLANNED else "expected"
        if line.delegation.pk == speaking:
            state = "speaking"
        elif line.delegation.pk in asked:
            state = "asked"
        accepted = [one for one in line.inside if _in_order(one.delegate)]
        seats.append(
            Seat(
                name=line.name,
                state=state,
                holds_vote=any(
                    one.delegate.role == Delegate.Role.HEAD or one.delegate.designated_at for one in accepted
                ),
                credentials=bool(accepted) if line.inside else None,
            )
        )
    chair = next((place for place, line in enumerate(members) if line.delegation.member_id == presiding), None)
    return table_plan(seats, title=_("The room"), chair=chair, caption=quorum)


def _in_order(delegate: Delegate) -> bool:
    paper = getattr(delegate, "credentials", None)
    return paper is not None and paper.state in (Credentials.State.ACCEPTED, Credentials.State.PROVISIONAL)


def quorum_sentence(now: Now, reader: Actor) -> str:
    """The quorum as it stands, body by body: how many are here, how many are needed by the last call."""
    needed: dict[int, int] = {}
    for call in reversed(meetings.quorum_calls(now.sitting, reader)):
        needed[call.body_id] = call.required
    said = []
    for body in now.bodies:
        seats = meeting_facts.represented_in(now.sitting, body)
        here = sum(1 for one in seats if one.represented)
        figures = {
            "here": here,
            "all": len(seats),
            "body": str(body.short_name or body.name),
            "needed": needed.get(body.pk),
        }
        if body.pk in needed:
            one = _("%(here)s of %(all)s represented; quorum %(needed)s") % figures
        else:
            one = _("%(here)s of %(all)s represented; quorum not called") % figures
        said.append(
            one if len(now.bodies) == 1 else _("%(body)s: %(sentence)s") % {"body": figures["body"], "sentence": one}
        )
    return " · ".join(said)


def bodies_said(now: Now) -> str:
    """The body that meets, or how many meet jointly."""
    if len(now.bodies) == 1:
        return str(now.bodies[0].name)
    return ngettext("Joint meeting of %(count)s body", "Joint meeting of %(count)s bodies", len(now.bodies)) % {
        "count": len(now.bodies)
    }


def title_of(item: Item, number: str) -> str:
    """An item as the room calls it."""
    title = str(Words.of(item.title)) or _("item not named")
    return _("Item %(number)s. %(title)s") % {"number": number, "title": title} if number else title
