"""A session, an item, a delegation as one signed-in reader has them. What the reader may not know is never counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may
from plenary.interfaces.fact_words import QUESTION_STATES, REFERRAL_STATES, listed
from plenary.interfaces.web.documents.reading import REFERRAL_VERBS
from plenary.interfaces.web.workspace.acting import band_of, codes_of
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import AttachedStatement, Decision, Question
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Referral
from plenary.offices.instruments import queries as instruments
from plenary.offices.instruments.models import SigningPackage
from plenary.offices.meetings import queries as office
from plenary.offices.meetings.models import Delegate, Delegation, OrderLine, Session, Sitting, SittingNote
from plenary.offices.meetings.permissions import scopes_of_delegation, scopes_of_sitting
from plenary.offices.meetings.queries import Agenda, AgendaItem, SittingLine
from plenary.offices.organisation.models import Member
from plenary.procedure import formats
from plenary.procedure.refusal import NotHere

ROLES: dict[str, Promise] = {
    "head": pgettext_lazy("role in a delegation", "head of delegation"),
    "alternate": pgettext_lazy("role in a delegation", "alternate"),
    "member": pgettext_lazy("role in a delegation", "member"),
    "adviser": pgettext_lazy("role in a delegation", "adviser"),
}
CREDENTIALS: dict[str, Promise] = {
    "": pgettext_lazy("credentials", "not handed in"),
    "received": pgettext_lazy("credentials", "handed in, not yet examined"),
    "accepted": pgettext_lazy("credentials", "accepted"),
    "challenged": pgettext_lazy("credentials", "challenged: no vote until it is settled"),
    "provisional": pgettext_lazy("credentials", "seated provisionally, with all rights"),
}
SITTING_STATES: dict[str, Promise] = {
    "planned": pgettext_lazy("sitting", "planned"),
    "ready": pgettext_lazy("sitting", "ready to be opened"),
    "open": pgettext_lazy("sitting", "under way"),
    "suspended": pgettext_lazy("sitting", "suspended"),
    "closed": pgettext_lazy("sitting", "closed"),
}
LINE_MARKS = {"now": "now", "taken_up": "done", "closed": "done"}
#: The way into a sitting by capacity; everyone else has a seat.
WAYS_IN = {"PO": "chair", "SB": "secretary"}
OVER = frozenset({Session.State.HELD.value, Session.State.CLOSED.value})


@dataclass(frozen=True, slots=True)
class Called:
    """A line of the order of the day. mark: now, done or empty."""

    line: OrderLine
    number: str
    mark: str


@dataclass(frozen=True, slots=True)
class FolderSitting:
    """A sitting in the folder. way_in: name of the page of the room; empty where this reader has none now."""

    line: SittingLine
    state: str
    calls: tuple[Called, ...]
    notes: tuple[SittingNote, ...]
    has_notes_page: bool
    way_in: str


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything of one session for one reader."""

    session: Session
    zone: str
    agenda: Agenda
    sittings: tuple[FolderSitting, ...]
    delegations: tuple[OwnDelegation, ...]
    open_questions: tuple[Question, ...]
    decisions: tuple[Decision, ...]
    statements: tuple[AttachedStatement, ...]
    signings: tuple[SigningPackage, ...]
    prepared_by: tuple[Session, ...]

    @property
    def under_way(self) -> list[FolderSitting]:
        """The sittings that sit now and in which this reader has a place."""
        return [one for one in self.sittings if one.way_in and one.line.state in {"open", "suspended"}]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person of one's own delegation. credentials: the code of their state, empty while none are handed in."""

    line: Delegate
    role: str
    credentials: str
    credentials_said: str
    may_designate: bool


@dataclass(frozen=True, slots=True)
class OwnDelegation:
    """A delegation of the reader's own member in one session; delegation is None while no list is handed in.

    copy_from: the last list of this member, offered while this one is empty.
    """

    session: Session
    member: Member
    delegation: Delegation | None
    people: tuple[ListedPerson, ...]
    may_write: bool
    copy_from: OwnDelegation | None = None

    @property
    def fits_one_body(self) -> bool:
        """Whether nobody on it sits for one body of several: such a list fits any session of one body."""
        return len(office.bodies_of(self.session)) == 1 and all(one.line.for_body is None for one in self.people)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a text between bodies."""

    referral: Referral
    from_bodies: str
    verb: str
    state: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item with everything that hangs on it for this reader."""

    line: AgendaItem
    session: Session
    zone: str
    hops: tuple[Hop, ...]
    questions: tuple[tuple[Question, str], ...]
    decisions: tuple[Decision, ...]

    @property
    def audience(self) -> str:
        """Who can read the page, papers, questions and decisions included."""
        papers = [paper.document.audience for one in (self.line, *self.line.sub_items) for paper in one.papers]
        put = [one.audience for one, _state in self.questions] + [one.audience for one in self.decisions]
        hops = [hop.referral.audience for hop in self.hops]
        return band_of([self.line.item.audience, *papers, *put, *hops])


def zone_of(session: Session) -> str:
    """The time zone of the place; empty where no place is stated."""
    return session.venue.zone if session.venue else ""


# The folder of a session


def folder(reader: Actor, ref: str) -> Folder:
    """The folder of a session. Raises NotHere."""
    session = office.session_named(ref, reader)
    agenda = office.agenda(session, reader)
    taken = list(
        decisions.decisions(reader).filter(Q(item__session=session) | Q(question__sitting__meeting__session=session))
    )
    return Folder(
        session=session,
        zone=zone_of(session),
        agenda=agenda,
        sittings=_sittings(reader, session, agenda),
        delegations=own_delegations(reader, [session]),
        open_questions=tuple(
            decisions.questions(reader)
            .filter(Q(item__session=session) | Q(sitting__meeting__session=session), state=Question.State.OPEN)
            .order_by("pk")
        ),
        decisions=tuple(taken),
        statements=tuple(decisions.statements_of(reader, *taken).filter(member__code__in=codes_of(reader))),
        signings=tuple(instruments.packages_of(reader, session)),
        prepared_by=tuple(office.preparing(session, reader)),
    )


def _sittings(reader: Actor, session: Session, agenda: Agenda) -> tuple[FolderSitting, ...]:
    lines = [line for meeting in office.meetings(session, reader) for line in meeting.sittings]
    inside = [line.sitting.pk for line in lines if line.may_follow]
    numbers = dict(_numbers((*agenda.items, *agenda.restricted)))
    calls: dict[int, list[Called]] = {}
    called = OrderLine.objects.filter(sitting__in=inside, item__in=list(numbers)).select_related("item")
    for one in called.order_by("order"):
        calls.setdefault(one.sitting_id, []).append(Called(one, numbers[one.item_id], LINE_MARKS.get(one.state, "")))
    notes: dict[int, list[SittingNote]] = {}
    written = SittingNote.objects.readable_by(reader).filter(sitting__in=inside).select_related("written_by")
    for note in written.order_by("written_at"):
        notes.setdefault(note.sitting_id, []).append(note)
    return tuple(
        FolderSitting(
            line=line,
            state=str(SITTING_STATES[line.state]),
            calls=tuple(calls.get(line.sitting.pk, ())),
            notes=tuple(notes.get(line.sitting.pk, ())),
            has_notes_page=line.may_follow and keeps_note(line.sitting),
            way_in=WAYS_IN.get(reader.capacity, "seat")
            if line.may_follow and line.sitting.state != Sitting.State.CLOSED
            else "",
        )
        for line in lines
    )


def _numbers(lines: Iterable[AgendaItem]) -> Iterable[tuple[int, str]]:
    for line in lines:
        yield line.item.pk, line.number
        yield from _numbers(line.sub_items)


# Notes of restricted sittings


def keeps_note(sitting: Sitting) -> bool:
    """Whether a sitting of this format is recorded by the chair's note."""
    return formats.FORMATS[formats.Format(sitting.format)].report is formats.Report.CHAIRS_NOTE


def may_write_note(reader: Actor, sitting: Sitting) -> bool:
    """Whether this reader writes notes of this sitting."""
    return keeps_note(sitting) and may(reader, "work_floor", *scopes_of_sitting(sitting))


# One item


def item_page(reader: Actor, key: str) -> ItemPage:
    """One item. Raises NotHere, also where its session is not open to this reader."""
    line = office.item_of_key(key, reader)
    session = office.session_of_key(line.item.session.key, reader)
    papers = [paper.document for one in (line, *line.sub_items) for paper in one.papers]
    hops = documents.referrals(reader).filter(document__in=papers).order_by("document", "decided_on", "pk")
    return ItemPage(
        line=line,
        session=session,
        zone=zone_of(session),
        hops=tuple(_hop(one) for one in hops),
        questions=tuple(
            (one, str(QUESTION_STATES[one.state])) for one in decisions.questions_of_item(reader, line.item)
        ),
        decisions=tuple(decisions.decisions_of_item(reader, line.item)),
    )


def _hop(referral: Referral) -> Hop:
    senders = listed((body.short_name or body.name).said() for body in referral.from_bodies.all())
    return Hop(referral, senders, str(REFERRAL_VERBS[referral.verb]), str(REFERRAL_STATES[referral.state]))


# Own delegations


def own_delegations(reader: Actor, sessions: Iterable[Session]) -> tuple[OwnDelegation, ...]:
    """The delegations of the reader's own member in these sessions, with who is on their lists; three questions."""
    shown = list(sessions)
    members = list(Member.objects.filter(code__in=codes_of(reader)).order_by("code"))
    if not members or not shown:
        return ()
    listed = Delegate.objects.filter(left_list_at__isnull=True).select_related("person", "for_body", "credentials")
    found = {
        (one.session_id, one.member_id): one
        for one in Delegation.objects.filter(session__in=shown, member__in=members)
        .select_related("member")
        .prefetch_related(Prefetch("delegates", queryset=listed.order_by("order", "pk")))
    }
    return tuple(
        _own(reader, session, member, found.get((session.pk, member.pk))) for session in shown for member in members
    )


def _own(reader: Actor, session: Session, member: Member, delegation: Delegation | None) -> OwnDelegation:
    scopes = scopes_of_delegation(delegation) if delegation else [f"member:{member.code}"]
    may_write = may(reader, "submit_credentials", *scopes) and session.state not in OVER
    people = [] if delegation is None else [_listed(line) for line in delegation.delegates.all()]
    return OwnDelegation(session, member, delegation, tuple(people), may_write)


def _listed(line: Delegate) -> ListedPerson:
    paper = getattr(line, "credentials", None)
    state = paper.state if paper else ""
    return ListedPerson(
        line=line,
        role=str(ROLES[line.role]),
        credentials=state,
        credentials_said=str(CREDENTIALS[state]),
        may_designate=line.role == Delegate.Role.ALTERNATE and line.designated_at is None,
    )


def with_copies(lists: Sequence[OwnDelegation]) -> list[OwnDelegation]:
    """The same, each empty list with the last one of its member that could be copied. lists: the latest first."""
    return [
        replace(own, copy_from=_to_copy(own, lists))
        if own.delegation and not own.people and own.may_write and own.fits_one_body
        else own
        for own in lists
    ]


def _to_copy(own: OwnDelegation, lists: Sequence[OwnDelegation]) -> OwnDelegation | None:
    return next((one for one in lists if one.member == own.member and one.people and one.fits_one_body), None)


def own_delegation(reader: Actor, key: str) -> Delegation:
    """A delegation of the reader's own member. Raises NotHere for that of anybody else."""
    found = office.delegation_of_key(key, reader)
    if found.member is None or found.member.code not in codes_of(reader):
        raise NotHere()
    return found


def own_line(reader: Actor, key: str) -> Delegate:
    """A person on the list of the reader's own member. Raises NotHere for that of anybody else."""
    line = (
        Delegate.objects.filter(
            key=key,
            left_list_at__isnull=True,
            delegation__member__code__in=codes_of(reader),
            delegation__session__in=office.sessions(reader).values("pk"),
        )
        .select_related("person", "for_body", "credentials", "delegation__session", "delegation__member")
        .first()
    )
    if line is None:
        raise NotHere()
    return line
