"""What may be asked of sessions, agendas, sittings and delegations. Whatever the reader may not know is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read, readable_audiences
from plenary.foundation.languages.words import Words
from plenary.offices.documents.models import Document, Referral
from plenary.offices.meetings.models import (
    Delegate,
    Delegation,
    Item,
    ItemDocument,
    Meeting,
    OrderLine,
    Presence,
    QuorumCall,
    Session,
    SessionBody,
    Sitting,
    SittingNote,
)
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body
from plenary.procedure.refusal import NotHere

#: A small count begins a sentence as a word.
COUNTS = (
    "",
    pgettext_lazy("so many delegations", "One"),
    pgettext_lazy("so many delegations", "Two"),
    pgettext_lazy("so many delegations", "Three"),
    pgettext_lazy("so many delegations", "Four"),
    pgettext_lazy("so many delegations", "Five"),
    pgettext_lazy("so many delegations", "Six"),
    pgettext_lazy("so many delegations", "Seven"),
    pgettext_lazy("so many delegations", "Eight"),
    pgettext_lazy("so many delegations", "Nine"),
    pgettext_lazy("so many delegations", "Ten"),
    pgettext_lazy("so many delegations", "Eleven"),
    pgettext_lazy("so many delegations", "Twelve"),
)

#: What a sitting is called by its format: where it has no title, and to whom its title is not told.
FORMATS = {
    "restricted": gettext_lazy("Restricted sitting"),
    "enlarged": gettext_lazy("Plenary sitting"),
    "retreat": gettext_lazy("Retreat"),
    "ministerial": gettext_lazy("Ministerial sitting"),
    "expert": gettext_lazy("Sitting of experts"),
}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper under an item. from_bodies: who sent it up, where it came by referral. key: of its place there."""

    document: Document
    referral: Referral | None
    from_bodies: tuple[Body, ...]
    key: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item as issued to one reader. number: "7", "5.1", "R1"; empty where the place is not the agenda's own."""

    item: Item
    number: str
    papers: tuple[PaperLine, ...]
    sub_items: tuple[AgendaItem, ...]

    @property
    def is_named(self) -> bool:
        return bool(self.item.title)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of a session as one reader has it.

    items: the open agenda, named and unnamed rows, in its order. restricted: items of sittings this reader is
    entitled to, numbered by themselves. declared: how many items a source says there are; None where nobody says,
    or where the agenda is not open to this reader. named, unnamed: of the open agenda, without sub-items.
    """

    session: Session
    items: tuple[AgendaItem, ...]
    restricted: tuple[AgendaItem, ...]
    declared: int | None
    named: int
    unnamed: int
    adopted_at: datetime | None
    is_readable: bool

    @property
    def is_provisional(self) -> bool:
        return self.adopted_at is None


@dataclass(frozen=True, slots=True)
class SittingLine:
    """A sitting as one reader has it.

    place: 1 up among the sittings of the session that this reader may know of; never the number it is kept under,
    which would tell of those in between. title: as this reader is told it. may_follow: this reader may read what
    happens inside.
    """

    sitting: Sitting
    place: int
    title: Words
    may_follow: bool

    @property
    def is_told(self) -> bool:
        """Whether this reader is told more of it than that it sits, and when."""
        return self.may_follow or not self.sitting.is_shut

    @property
    def state(self) -> str:
        """How far it has come, for who may follow it; for anybody else it stays as announced."""
        return str(self.sitting.state) if self.may_follow else Sitting.State.PLANNED.value


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting with the sittings that this reader may know of."""

    meeting: Meeting
    sittings: tuple[SittingLine, ...]


@dataclass(frozen=True, slots=True)
class BodyQuorum:
    """One body of a session and its last quorum call; None is not stated."""

    body: Body
    call: QuorumCall | None


def sessions(actor: Actor) -> QuerySet[Session]:
    """Sessions that this reader may know of, the latest first."""
    return (
        Session.objects.readable_by(actor)
        .select_related("venue", "host", "presiding_member", "presiding_person")
        .prefetch_related(Prefetch("session_bodies", queryset=SessionBody.objects.select_related("body")))
        .order_by("-from_on", "-pk")
    )


def sessions_between(actor: Actor, first: date, last: date) -> QuerySet[Session]:
    """Sessions with a day in this span, in order of their first day."""
    return sessions(actor).filter(from_on__lte=last, until_on__gte=first).order_by("from_on", "pk")


def session_named(ref: str, actor: Actor) -> Session:
    """The session at this address. Raises NotHere."""
    found: Session | None = sessions(actor).filter(ref=ref).first()
    if found is None:
        raise NotHere()
    return found


def session_of_key(key: str, actor: Actor) -> Session:
    """The session with this key. Raises NotHere."""
    found: Session | None = sessions(actor).filter(key=key).first()
    if found is None:
        raise NotHere()
    return found


def zone_of(session: Session) -> str:
    """The zone in which the hours of a session are told: of its place, else of the organisation."""
    return session.venue.zone if session.venue else organisation.the_organisation().zone


def preparing(session: Session, actor: Actor) -> QuerySet[Session]:
    """Sessions that prepare this one."""
    return sessions(actor).filter(prepares=session)


def bodies_of(session: Session) -> list[Body]:
    """The bodies that meet, in their order; more than one makes it a joint meeting."""
    fetched = "session_bodies" in getattr(session, "_prefetched_objects_cache", {})
    rows = session.session_bodies.all() if fetched else session.session_bodies.select_related("body")
    return [row.body for row in rows]


def is_joint(session: Session) -> bool:
    """Whether several bodies sit in one room."""
    return len(bodies_of(session)) > 1


def agenda(session: Session, actor: Actor) -> Agenda:
    """The agenda as issued to this reader; five questions at most, however many items there are."""
    is_readable = may_read(actor, session.agenda_audience)
    rows = list(
        Item.objects.filter(session=session, audience__in=readable_audiences(actor))
        .exclude(state=Item.State.WITHDRAWN)
        .select_related("partner", "sitting")
        .order_by("series", "place")
    )
    papers = _papers(rows, actor)
    lines = _tree(rows, papers)
    open_rows = [line for line in lines if not line.item.series]
    named = sum(1 for line in open_rows if line.is_named)
    declared = session.declared_count if is_readable else None
    return Agenda(
        session=session,
        items=tuple(open_rows),
        restricted=tuple(line for line in lines if line.item.series),
        declared=declared,
        named=named,
        unnamed=(declared if declared is not None else len(open_rows)) - named,
        adopted_at=session.agenda_adopted_at if is_readable else None,
        is_readable=is_readable,
    )


def item_of_key(key: str, actor: Actor) -> AgendaItem:
    """One item with its papers and sub-items. Raises NotHere."""
    item = (
        Item.objects.readable_by(actor)
        .select_related("session__venue", "parent__parent", "partner", "sitting")
        .filter(key=key)
        .first()
    )
    if item is None:
        raise NotHere()
    below = list(Item.objects.readable_by(actor).filter(parent=item).exclude(state=Item.State.WITHDRAWN))
    papers = _papers([item, *below], actor)
    number = _numbered(item, _number_above(item))
    return AgendaItem(
        item,
        number,
        papers.get(item.pk, ()),
        tuple(AgendaItem(one, _numbered(one, number), papers.get(one.pk, ()), ()) for one in below),
    )


def _tree(rows: Iterable[Item], papers: dict[int, tuple[PaperLine, ...]]) -> list[AgendaItem]:
    below: dict[int | None, list[Item]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)

    def lines(parent: int | None, above: str) -> list[AgendaItem]:
        return [
            AgendaItem(
                row,
                (number := _numbered(row, above)),
                papers.get(row.pk, ()),
                tuple(lines(row.pk, number)),
            )
            for row in below.get(parent, [])
        ]

    return lines(None, "")


def _numbered(item: Item, above: str) -> str:
    if not item.is_number_stated or (item.parent_id is not None and not above):
        return ""
    own = f"R{item.place}" if item.series and item.parent_id is None else str(item.place)
    return f"{above}.{own}" if above else own


def number_of(item: Item) -> str:
    """The number under which an item stands: "7", "5.1", "R1"; empty where its place is not the agenda's own."""
    return _numbered(item, _number_above(item))


def _number_above(item: Item) -> str:
    return "" if item.parent is None else number_of(item.parent)


def _papers(rows: Iterable[Item], actor: Actor) -> dict[int, tuple[PaperLine, ...]]:
    """Papers by item, those this reader may read."""
    readable = readable_audiences(actor)
    found: dict[int, list[PaperLine]] = {}
    listed = (
        ItemDocument.objects.filter(item__in=[row.pk for row in rows], document__audience__in=readable)
        .select_related("document__partner", "document__body", "referral__to_body")
        .prefetch_related("referral__from_bodies")
        .order_by("order", "pk")
    )
    for paper in listed:
        referral = paper.referral if paper.referral and paper.referral.audience in readable else None
        bodies = tuple(referral.from_bodies.all()) if referral else ()
        found.setdefault(paper.item_id, []).append(PaperLine(paper.document, referral, bodies, paper.key))
    return {item: tuple(lines) for item, lines in found.items()}


def meetings(session: Session, actor: Actor) -> tuple[MeetingLine, ...]:
    """The meetings of a session with the sittings that this reader may know of; two questions."""
    known = Sitting.objects.filter(band_audience__in=readable_audiences(actor)).order_by("number")
    place = 0
    lines = []
    for meeting in session.meetings.order_by("number").prefetch_related(Prefetch("sittings", queryset=known)):
        sittings = []
        for sitting in meeting.sittings.all():
            place += 1
            sittings.append(SittingLine(sitting, place, title_of(sitting, actor), may_read(actor, sitting.audience)))
        lines.append(MeetingLine(meeting, tuple(sittings)))
    return tuple(lines)


def title_of(sitting: Sitting, actor: Actor) -> Words:
    """The title of a sitting as this reader is told it: of a shut one that is not theirs, the word of its format."""
    if sitting.is_shut and not may_read(actor, sitting.title_audience):
        return word_of_format(sitting.format)
    title: Words = sitting.title
    return title


def word_of_format(of_format: str) -> Words:
    """What a sitting of this format is called, in every language of the house that has a word for it."""
    said = Words()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = str(FORMATS[of_format])
    return Words({code: word for code, word in said.items() if code == "en" or word != said["en"]})


def sittings_told(session: Session, actor: Actor) -> QuerySet[Sitting]:
    """Sittings of which this reader is told more than that they sit, in their order."""
    readable = readable_audiences(actor)
    known = Sitting.objects.filter(meeting__session=session, band_audience__in=readable)
    shut = known.filter(format__in=Sitting.SHUT).exclude(audience__in=readable)
    return known.exclude(pk__in=shut).select_related("meeting__session").order_by("meeting", "number")


def sitting_of_key(key: str, actor: Actor) -> Sitting:
    """A sitting whose existence this reader may know of. Raises NotHere."""
    found: Sitting | None = (
        Sitting.objects.filter(band_audience__in=readable_audiences(actor), key=key)
        .select_related("meeting__session__venue", "meeting__session__presiding_member")
        .first()
    )
    if found is None:
        raise NotHere()
    return found


def sitting_inside(key: str, actor: Actor) -> Sitting:
    """A sitting for one who may read what happens in it. Raises NotHere."""
    sitting = sitting_of_key(key, actor)
    if not may_read(actor, sitting.audience):
        raise NotHere()
    return sitting


def sittings_under_way(actor: Actor) -> list[Sitting]:
    """Open and suspended sittings whose inside this reader may read."""
    return list(
        Sitting.objects.readable_by(actor)
        .filter(state__in=[Sitting.State.READY, Sitting.State.OPEN, Sitting.State.SUSPENDED])
        .select_related("meeting__session")
        .order_by("meeting__on", "number")
    )


def order_of_day(sitting: Sitting, actor: Actor) -> tuple[OrderLine, ...]:
    """What a sitting takes, in its order, for one who may read what happens in it; nothing for anybody else."""
    if not may_read(actor, sitting.audience):
        return ()
    lines = OrderLine.objects.filter(sitting=sitting, item__audience__in=readable_audiences(actor))
    return tuple(lines.select_related("item__parent", "item__partner").order_by("order"))


def notes_of(sitting: Sitting, actor: Actor) -> list[SittingNote]:
    """Notes of a sitting, only for those entitled to it."""
    return list(
        SittingNote.objects.readable_by(actor)
        .filter(sitting=sitting)
        .select_related("written_by")
        .order_by("written_at")
    )


def note_of_key(key: str, actor: Actor) -> SittingNote:
    """One note. Raises NotHere."""
    found: SittingNote | None = (
        SittingNote.objects.readable_by(actor)
        .select_related("written_by", "sitting__meeting__session")
        .filter(key=key)
        .first()
    )
    if found is None:
        raise NotHere()
    return found


def delegations(session: Session, language: str | None = None) -> list[Delegation]:
    """Delegations with those on their lists, members first, in the order of their sort names; two questions."""
    listed = Delegate.objects.filter(left_list_at__isnull=True).select_related("person", "for_body", "credentials")
    found = (
        Delegation.objects.filter(session=session)
        .select_related("member", "partner")
        .prefetch_related(Prefetch("delegates", queryset=listed.order_by("order")))
    )

    def key(one: Delegation) -> tuple[int, tuple[str, str]]:
        sender = one.member or one.partner
        return (0 if one.member else 1, organisation.sort_key(sender, language) if sender else ("", ""))

    return sorted(found, key=key)


def delegation_of_key(key: str, actor: Actor) -> Delegation:
    """One delegation of a session that this reader may know of. Raises NotHere."""
    found = (
        Delegation.objects.filter(key=key, session__audience__in=readable_audiences(actor))
        .select_related("session", "member", "partner")
        .first()
    )
    if found is None:
        raise NotHere()
    return found


def delegate_lines_of(person_key: str, session: Session) -> list[Delegate]:
    """The lines on which a person is listed in a session."""
    return list(
        Delegate.objects.filter(person__key=person_key, delegation__session=session, left_list_at__isnull=True)
        .select_related("person", "delegation__member", "delegation__partner", "for_body", "credentials")
        .order_by("order")
    )


def in_the_room(sitting: Sitting, actor: Actor) -> list[Presence]:
    """Who is inside now, for one who may read what happens there; nobody for anybody else."""
    if not may_read(actor, sitting.audience):
        return []
    return list(
        Presence.objects.filter(sitting=sitting, left_at__isnull=True)
        .select_related(
            "delegate__person", "delegate__delegation__member", "delegate__delegation__partner", "delegate__credentials"
        )
        .order_by("entered_at", "pk")
    )


def quorum_calls(sitting: Sitting, actor: Actor) -> list[QuorumCall]:
    """Calls of the quorum in a sitting, the latest first."""
    if not may_read(actor, sitting.audience):
        return []
    return list(QuorumCall.objects.filter(sitting=sitting).select_related("body").order_by("-called_at", "-pk"))


def quorums(session: Session, actor: Actor) -> tuple[BodyQuorum, ...]:
    """Each body of a session with its last quorum call that this reader may read; two questions."""
    last: dict[int, QuorumCall] = {}
    calls = QuorumCall.objects.filter(
        sitting__meeting__session=session, sitting__audience__in=readable_audiences(actor)
    )
    for call in calls.order_by("called_at", "pk"):
        last[call.body_id] = call
    return tuple(BodyQuorum(body, last.get(body.pk)) for body in bodies_of(session))


def delegations_counted(count: int) -> str:
    """A count of delegations as a sentence begins with it: a word up to twelve, figures above."""
    return str(COUNTS[count]) if count < len(COUNTS) else str(count)
