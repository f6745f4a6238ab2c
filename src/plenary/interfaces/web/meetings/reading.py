"""A session as one reader may see it: rows turned into what its pages print, in few questions to the database.

The meeting page of an outsider and of a delegate is made here alike; what a reader may not know of is left out
before anything is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read, readable_audiences
from plenary.foundation.languages.words import Words
from plenary.interfaces.web.drawings.room import Seat, table_plan
from plenary.interfaces.web.drawings.sheet import Drawing, rtl_now
from plenary.interfaces.web.drawings.tracks import Bead, Station, TrackText, document_track
from plenary.interfaces.web.shell import moments
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.instruments.models import SigningPackage, SigningPaper
from plenary.offices.meetings import queries as office
from plenary.offices.meetings.models import Delegation, Item, Session, SessionBody, Sitting
from plenary.offices.organisation.models import Attribution, OfficeHeld, Source
from plenary.offices.protocol.models import Arrival, SeatPlace, Slot
from plenary.offices.protocol.queries import title_of_slot
from plenary.procedure.office import OfficeClass
from plenary.procedure.precedence import Circle, Order, Rank, in_order

#: Finished drawings that a process keeps; they hang on nothing but what they show.
DRAWINGS_KEPT = 128
#: States of a document after the body has made the text its own.
ADOPTED = frozenset({"adopted", "approved", "noted", "numbered", "in effect", "in follow-up", "closed"})
SIGNED = frozenset({"signed", "certified"})

STATES = {
    "planned": pgettext_lazy("session", "planned"),
    "convened": pgettext_lazy("session", "convened"),
    "open": pgettext_lazy("session", "under way"),
    "held": pgettext_lazy("session", "held"),
    "closed": pgettext_lazy("session", "closed"),
}
ITEM_STATES = {
    "now": pgettext_lazy("item", "under discussion"),
    "taken_up": pgettext_lazy("item", "taken up"),
    "closed": pgettext_lazy("item", "closed"),
}
KINDS_OF_SLOT = {
    "arrival": pgettext_lazy("slot of the programme", "Arrival"),
    "greeting": pgettext_lazy("slot of the programme", "Greeting"),
    "photograph": pgettext_lazy("slot of the programme", "Photograph"),
    "sitting": pgettext_lazy("slot of the programme", "Sitting"),
    "signing": pgettext_lazy("slot of the programme", "Signing"),
    "press": pgettext_lazy("slot of the programme", "Press"),
    "meal": pgettext_lazy("slot of the programme", "Meal"),
    "bilateral": pgettext_lazy("slot of the programme", "Bilateral"),
    "departure": pgettext_lazy("slot of the programme", "Departure"),
    "other": pgettext_lazy("slot of the programme", "Other"),
}
OUTCOMES = {
    "adopted": gettext_lazy("adopted"),
    "not adopted": gettext_lazy("not adopted"),
    "tied": gettext_lazy("tied"),
    "no quorum": gettext_lazy("no quorum"),
    "inconclusive": gettext_lazy("inconclusive"),
    "silence running": gettext_lazy("silence procedure running"),
    "silence broken": gettext_lazy("silence broken"),
    "irregular": gettext_lazy("irregular"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One station of the programme. state: done, now, or empty for to come."""

    when: str
    title: Words | str
    notes: tuple[str, ...]
    state: str = ""
    href: str = ""


@dataclass(slots=True)
class Paper:
    """A document as an item shows it.

    customary: None where no referral brought it here. is_signed: every block of a signing that this reader may know
    of is signed.
    """

    title: Words
    symbol: str
    href: str
    state: str
    kind: str
    from_outside: bool
    customary: bool | None
    is_signed: bool
    is_demonstration: bool


@dataclass(slots=True)
class Place:
    """A place on the agenda. number: as issued to this reader; decisions: numbers of those that came of it."""

    number: int
    title: Words
    kind: str
    state: str
    key: str = ""
    papers: list[Paper] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    is_public_fact: bool = False
    is_demonstration: bool = False
    partner: Words | None = None
    without_debate: bool = False

    @property
    def mark(self) -> str:
        """The class of the row: now, done or none."""
        return {"now": "now", "taken_up": "done", "closed": "done"}.get(self.state, "")

    @property
    def state_said(self) -> str:
        """How far the body has come with it; nothing where that is not known to who reads."""
        return str(ITEM_STATES.get(self.state, ""))


@dataclass(slots=True)
class Named:
    """A person of a delegation, with the office as printed."""

    name: Words
    address: Words
    sort_name: Words
    title: Words
    role: str
    office_class: str
    note: Words


@dataclass(slots=True)
class Party:
    """A delegation.

    seat: its place at the table, from the chair's; None where none is laid. arrivals: those recorded, by key, with
    the person who greeted, as far as this reader may know.
    """

    code: str
    name: Words
    formal_name: Words
    sort_name: Words
    is_member: bool
    key: str
    complete: bool
    seat: int | None
    is_chair: bool
    people: list[Named] = field(default_factory=list)
    arrivals: dict[str, int | None] = field(default_factory=dict)

    @property
    def head(self) -> Named | None:
        """Who leads it, where stated."""
        return next((one for one in self.people if one.role == "head"), None)

    @property
    def others(self) -> list[Named]:
        """Everyone but the head, in the order printed."""
        return [one for one in self.people if one.role != "head"]


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A body in a joint meeting: its own quorum and its own verdict; empty where not stated."""

    name: Words
    code: str
    quorum: str
    verdict: str


@dataclass(slots=True)
class Joint:
    """A meeting that prepares this one."""

    session: Session
    bodies: list[BodyPart]
    when: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as lists show it."""

    number: str
    title: Words
    adopted_at: datetime
    body: Words
    is_void: bool
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class OtherCount:
    """Another notice's count of the items."""

    source: Words
    said: Words


@dataclass(slots=True)
class SessionPage:
    """What the page of one session prints."""

    session: Session
    zone: str
    bodies: list[BodyPart]
    is_joint: bool
    lead: list[str]
    programme: list[Step]
    named: list[Place]
    unnamed: list[Place]
    count_line: str
    order_note: str
    other_counts: list[OtherCount]
    parties: list[Party]
    listed: list[Party]
    joints: list[Joint]
    decisions: list[Decided]
    table: Drawing | None
    table_note: str
    table_is_demonstration: bool
    track: Drawing | None
    sources: list[Source]
    has_public_facts: bool
    is_played: bool
    """Whether the demonstration went on where the sources stop."""

    @property
    def topics(self) -> str:
        """What the page listens to while the session sits."""
        return f"session:{self.session.key}"


# What the page hangs on


def session_of(reader: Actor, ref: str) -> Session:
    """The session at this address. Raises Http404 where there is none that this reader may know of."""
    found: Session | None = (
        Session.objects.readable_by(reader)
        .filter(ref=ref)
        .select_related("venue__country", "host", "presiding_member", "presiding_person", "seating")
        .first()
    )
    if found is None:
        raise Http404
    return found


#: What the pages print of a sitting, and who called its quorum: names as the pages use them, columns from a session.
SITTING_COLUMNS = {
    "key": "meetings__sittings__key",
    "title": "meetings__sittings__title",
    "format": "meetings__sittings__format",
    "state": "meetings__sittings__state",
    "planned_from_at": "meetings__sittings__planned_from_at",
    "planned_until_at": "meetings__sittings__planned_until_at",
    "opened_at": "meetings__sittings__opened_at",
    "closed_at": "meetings__sittings__closed_at",
    "audience": "meetings__sittings__audience",
    "band_audience": "meetings__sittings__band_audience",
    "is_announced": "meetings__sittings__is_announced",
    "admitted_classes": "meetings__sittings__admitted_classes",
    "full_delegations": "meetings__sittings__full_delegations",
    "on": "meetings__on",
    "session_id": "id",
    "session_ref": "ref",
    "session_version": "version",
    "session_audience": "audience",
    "quorum_body": "meetings__sittings__quorum_calls__body_id",
    "represented": "meetings__sittings__quorum_calls__represented",
    "required": "meetings__sittings__quorum_calls__required",
    "is_met": "meetings__sittings__quorum_calls__is_met",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a session stands: its version, and the sittings that this reader may know take place.

    sittings: here and in the meetings that prepare this one; one row a quorum call, the newest call of a body last.
    """

    ref: str
    version: int
    sittings: list[dict[str, Any]]


def standing_of(reader: Actor, ref: str) -> Standing:
    """How a session stands, in one question. Raises Http404 where there is none that this reader may know of."""
    found = (
        Session.objects.filter(Q(ref=ref) | Q(prepares__ref=ref))
        .order_by("meetings__number", "meetings__sittings__number", "meetings__sittings__quorum_calls__called_at")
        .values_list(*SITTING_COLUMNS.values())
    )
    rows = [dict(zip(SITTING_COLUMNS, row, strict=True)) for row in found]
    rows = [row for row in rows if may_read(reader, row["session_audience"])]
    version = next((row["session_version"] for row in rows if row["session_ref"] == ref), None)
    if version is None:
        raise Http404
    known = [row for row in rows if row["key"] and _is_known(reader, row)]
    for row in known:
        if not may_read(reader, row["audience"]):
            # That it sits is announced; who is inside is not, nor that they take a break.
            row["quorum_body"] = None
            row["state"] = Sitting.State.OPEN if row["state"] == Sitting.State.SUSPENDED else row["state"]
            if row["format"] in Sitting.SHUT:
                row |= {
                    "title": office.word_of_format(row["format"]),
                    "admitted_classes": [],
                    "full_delegations": False,
                }
    return Standing(ref, version, known)


def _is_known(reader: Actor, row: dict[str, Any]) -> bool:
    return may_read(reader, row["audience"]) or (row["is_announced"] and may_read(reader, row["band_audience"]))


def states_shown(sittings: Iterable[dict[str, Any]]) -> tuple[tuple[object, ...], ...]:
    """What the page prints of sittings whose own entries stand in a narrower tree."""
    shown = ("key", "state", "opened_at", "closed_at", "planned_from_at", "planned_until_at")
    return tuple(tuple(str(row[name]) for name in shown) for row in sittings)


# The page


def session_page(reader: Actor, session: Session, sittings: Sequence[dict[str, Any]]) -> SessionPage:
    """Everything the meeting page prints of a session."""
    audiences = readable_audiences(reader)
    bodies = list(
        SessionBody.objects.filter(Q(session=session) | Q(session__prepares=session, session__audience__in=audiences))
        .select_related("body", "session__venue")
        .order_by("session__from_on", "session_id", "order")
    )
    questions = _questions(session, audiences)
    parties = parties_of(session, reader)
    places = places_of(session, reader)
    with_decisions(places, ((row["item__key"], row["decision__number"]) for row in questions))
    joints = _joints(session, bodies, sittings, questions)
    attributions = _attributions(session, places, joints)
    facts = {(row.thing_key, row.aspect): row for row in attributions}
    for place in places:
        row = facts.get((place.key, ""))
        place.is_public_fact = row is not None and row.is_public_fact
    own = [row for row in bodies if row.session_id == session.pk]
    named = [place for place in places if place.title]
    unnamed = [place for place in places if not place.title]
    main = [row for row in attributions if not row.is_public_fact]
    table, seats_stated = _table(session, parties, audiences)
    return SessionPage(
        session=session,
        zone=session.venue.zone if session.venue else "",
        bodies=_body_parts(own, sittings, questions, session),
        is_joint=len(own) > 1,
        lead=_lead(session, parties),
        programme=programme_of(session, joints, sittings, parties),
        named=named,
        unnamed=unnamed,
        count_line=count_line(places),
        order_note=_order_note(named, unnamed),
        other_counts=[
            OtherCount(row.source.name, row.note or row.quoted)
            for row in attributions
            if row.is_public_fact and row.aspect == "declared_count"
        ],
        parties=parties,
        listed=[party for party in parties if party.others],
        joints=joints,
        decisions=_decided(questions, session),
        table=table,
        table_note="" if seats_stated else _("Seats are not stated. Drawn in alphabetical order round the table."),
        table_is_demonstration=not seats_stated,
        track=path_of_documents(places, joints, session),
        sources=list({row.source_id: row.source for row in main}.values()),
        has_public_facts=any(row.is_public_fact for row in attributions),
        is_played=settings.DEMONSTRATION and bool(main) and session.opened_at is not None,
    )


def places_of(session: Session, reader: Actor) -> list[Place]:
    """The open agenda with its papers, numbered as issued to this reader.

    Places that a source counts and does not name follow those that it names; where rows for them are missing the
    count makes them up, so nothing shows which of them this reader may not know.
    """
    audiences = readable_audiences(reader)
    signed = SigningPaper.objects.filter(
        document=OuterRef("papers__document"),
        package__state=SigningPackage.State.SIGNED,
        package__audience__in=audiences,
    )
    rows = (
        Item.objects.filter(session=session, series="", parent__isnull=True, audience__in=audiences)
        .exclude(state=Item.State.WITHDRAWN)
        .annotate(is_signed=Exists(signed))
        .order_by("place", "papers__order")
        .values(
            "is_signed", "key", "place", "title", "kind_of_item", "state", "is_demonstration", "without_debate",
            "partner__short_name", "papers__document__key", "papers__document__title", "papers__document__symbol",
            "papers__document__state", "papers__document__kind", "papers__document__partner_id",
            "papers__document__is_demonstration", "papers__document__audience", "papers__referral__is_customary",
        )
    )  # fmt: skip
    places: list[Place] = []
    for row in rows:
        if not places or places[-1].key != row["key"]:
            places.append(
                Place(
                    number=row["place"] if session.declared_count else len(places) + 1,
                    title=row["title"],
                    kind=row["kind_of_item"],
                    state=row["state"],
                    key=row["key"],
                    is_demonstration=row["is_demonstration"],
                    partner=row["partner__short_name"],
                    without_debate=row["without_debate"],
                )
            )
        if row["papers__document__audience"] in audiences:
            places[-1].papers.append(_paper(row))
    taken = {place.number for place in places}
    places += [
        Place(number=number, title=Words(), kind="not_stated", state="to_come")
        for number in range(1, (session.declared_count or 0) + 1)
        if number not in taken
    ]
    return sorted(places, key=lambda place: place.number)


def agenda_of(session: Session, reader: Actor) -> list[Place]:
    """The open agenda with its papers and the decisions that came of each item."""
    places = places_of(session, reader)
    numbered = decisions_of(session, reader).filter(void_at__isnull=True)
    with_decisions(places, numbered.values_list("item__key", "number"))
    return places


def with_decisions(places: Iterable[Place], numbered: Iterable[tuple[str | None, str | None]]) -> None:
    """Put the numbers of decisions to the items they came of. numbered: key of the item, number."""
    by_key = {place.key: place for place in places if place.key}
    for key, number in numbered:
        if key in by_key and number and number not in by_key[key].decisions:
            by_key[key].decisions.append(number)


def _paper(row: dict[str, Any]) -> Paper:
    symbol = row["papers__document__symbol"]
    return Paper(
        title=row["papers__document__title"],
        symbol=symbol,
        href=reverse("document", args=[symbol or row["papers__document__key"]]),
        state=row["papers__document__state"],
        kind=row["papers__document__kind"],
        from_outside=row["papers__document__partner_id"] is not None,
        customary=row["papers__referral__is_customary"],
        is_signed=row["is_signed"],
        is_demonstration=row["papers__document__is_demonstration"],
    )


def parties_of(session: Session, reader: Actor) -> list[Party]:
    """The delegations with everyone on their lists, in the alphabetical order of the reader's language."""
    seat = SeatPlace.objects.filter(
        plan__session=OuterRef("session"), plan__audience__in=readable_audiences(reader), member=OuterRef("member")
    )
    found = (
        Delegation.objects.filter(session=session)
        .annotate(
            on_list=FilteredRelation("delegates", condition=Q(delegates__left_list_at__isnull=True)),
            arrived=FilteredRelation(
                "arrivals",
                condition=Q(
                    arrivals__state=Arrival.State.ARRIVED, arrivals__audience__in=readable_audiences(reader)
                ),
            ),
            seat=Subquery(seat.values("position")[:1]),
        )
        .order_by("pk", "on_list__order", "on_list__pk")
        .values(
            "key", "is_list_complete", "seat", "member_id",
            "member__code", "member__short_name", "member__formal_name", "member__sort_name",
            "partner__code", "partner__short_name", "partner__formal_name", "partner__sort_name",
            "on_list__key", "on_list__role", "on_list__title", "on_list__office_class", "on_list__note",
            "on_list__person__name", "on_list__person__form_of_address", "on_list__person__sort_name",
            "arrived__key", "arrived__greeter_id",
        )
    )  # fmt: skip
    # The name of a column is chosen by the side of the table, which a typed row cannot follow.
    rows = cast("Iterable[dict[str, Any]]", found)
    parties: dict[str, Party] = {}
    listed: set[str] = set()
    for row in rows:
        party = parties.get(row["key"])
        if party is None:
            side = "member" if row["member__code"] else "partner"
            party = parties[row["key"]] = Party(
                code=row[f"{side}__code"],
                name=row[f"{side}__short_name"],
                formal_name=row[f"{side}__formal_name"],
                sort_name=row[f"{side}__sort_name"],
                is_member=side == "member",
                key=row["key"],
                complete=row["is_list_complete"],
                seat=row["seat"],
                is_chair=side == "member" and row["member_id"] == session.presiding_member_id,
            )
        if row["arrived__key"]:
            party.arrivals[row["arrived__key"]] = row["arrived__greeter_id"]
        if row["on_list__key"] and row["on_list__key"] not in listed:
            listed.add(row["on_list__key"])
            party.people.append(
                Named(
                    name=row["on_list__person__name"],
                    address=row["on_list__person__form_of_address"],
                    sort_name=row["on_list__person__sort_name"],
                    title=row["on_list__title"],
                    role=row["on_list__role"],
                    office_class=row["on_list__office_class"],
                    note=row["on_list__note"],
                )
            )
    return sorted(parties.values(), key=lambda one: (not one.is_member, (one.sort_name or one.name).said().casefold()))


def _questions(session: Session, audiences: list[str]) -> list[dict[str, Any]]:
    """What was put at this session and those that prepare it, body by body, with the numbers that came of it."""
    return list(
        Question.objects.filter(
            Q(item__session=session)
            | Q(item__session__prepares=session)
            | Q(sitting__meeting__session=session)
            | Q(sitting__meeting__session__prepares=session),
            audience__in=audiences,
            state=Question.State.ANNOUNCED,
        )
        .annotate(
            decision=FilteredRelation(
                "decisions", condition=Q(decisions__audience__in=audiences, decisions__void_at__isnull=True)
            )
        )
        .filter(Q(decision__isnull=True) | Q(decision__body=F("bodies__body")))
        .order_by("announced_at", "pk")
        .values(
            "key", "item__key", "bodies__body_id", "bodies__body__name", "bodies__outcome", "bodies__verdict",
            "item__session_id", "sitting__meeting__session_id",
            "decision__number", "decision__title", "decision__adopted_at", "decision__void_reason",
            "decision__is_demonstration",
        )
    )  # fmt: skip


def decisions_of(session: Session, reader: Actor) -> QuerySet[Decision]:
    """The numbered decisions of a session that this reader may read, in the order they were taken."""
    return (
        Decision.objects.readable_by(reader)
        .filter(Q(item__session=session) | Q(question__sitting__meeting__session=session))
        .select_related("body", "document")
        .order_by("adopted_at", "n")
        .distinct()
    )


def _decided(questions: Iterable[dict[str, Any]], session: Session) -> list[Decided]:
    return [
        Decided(
            number=row["decision__number"],
            title=row["decision__title"],
            adopted_at=row["decision__adopted_at"],
            body=row["bodies__body__name"],
            is_void=bool(row["decision__void_reason"]),
            is_demonstration=row["decision__is_demonstration"],
        )
        for row in questions
        if row["decision__number"] and session.pk in (row["item__session_id"], row["sitting__meeting__session_id"])
    ]


def _attributions(session: Session, places: Iterable[Place], joints: Iterable[Joint]) -> list[Attribution]:
    keys = [session.key, *(place.key for place in places if place.key), *(joint.session.key for joint in joints)]
    return list(
        Attribution.objects.filter(thing_key__in=keys, withdrawn_at__isnull=True)
        .select_related("source")
        .order_by("pk")
    )


# Sentences


def _lead(session: Session, parties: Sequence[Party]) -> list[str]:
    """Who meets, when, where and who presides, as far as it is stated: one whole sentence for each."""
    over = session.state in {Session.State.HELD, Session.State.CLOSED}
    members = sum(party.is_member for party in parties)
    city = session.venue.city.said() if session.venue else ""
    day = moments.day_words(session.from_on, "weekday") if session.from_on else ""
    lines = []
    if members and city and day:
        facts = {"count": office.delegations_counted(members), "city": city, "day": day}
        lines.append(
            ngettext(
                "%(count)s delegation met in %(city)s on %(day)s.",
                "%(count)s delegations met in %(city)s on %(day)s.",
                members,
            )
            % facts
            if over
            else ngettext(
                "%(count)s delegation meets in %(city)s on %(day)s.",
                "%(count)s delegations meet in %(city)s on %(day)s.",
                members,
            )
            % facts
        )
    elif city and day:
        lines.append(_("%(city)s, %(day)s.") % {"city": city, "day": day})
    elif day:
        lines.append(_("%(day)s; the place is not stated.") % {"day": day})
    if session.venue and session.venue.name:
        lines.append(_("Place: %(venue)s.") % {"venue": session.venue.name.said()})
    if session.presiding_person:
        person = session.presiding_person
        chair = {"person": (person.form_of_address or person.name).said()}
        if session.presiding_member:
            chair["member"] = session.presiding_member.short_name.said()
            lines.append(_("In the chair: %(person)s, %(member)s.") % chair)
        else:
            lines.append(_("In the chair: %(person)s.") % chair)
    elif session.presiding_member:
        lines.append(_("In the chair: %(member)s.") % {"member": session.presiding_member.short_name.said()})
    return lines


def count_line(places: list[Place]) -> str:
    """How many places there are and how many of them are named, in one line."""
    named = sum(bool(place.title) for place in places)
    return _count_line(named, len(places) - named)


def _count_line(named: int, unnamed: int) -> str:
    if not unnamed:
        return ngettext("%(count)s item", "%(count)s items", named) % {"count": named}
    total = named + unnamed
    return ngettext("%(total)s place, %(named)s named", "%(total)s places, %(named)s named", total) % {
        "total": total,
        "named": named,
    }


def _order_note(named: Sequence[Place], unnamed: Sequence[Place]) -> str:
    if not named:
        return ""
    if unnamed:
        return _("The source names some subjects and no item numbers. They stand here in the order of the source.")
    return ""


def programme_of(
    session: Session, joints: Sequence[Joint], sittings: Sequence[dict[str, Any]], parties: Sequence[Party]
) -> list[Step]:
    """The stations of the meeting in their order, with the one that is under way."""
    zone = session.venue.zone if session.venue else ""
    day = _weekday(session.from_on) if session.from_on else ""
    steps = [
        Step(
            when=_weekday(joint.session.from_on) if joint.session.from_on else "",
            title=joint.session.title,
            notes=(_held(joint.session),),
            state="done" if joint.session.state in {Session.State.HELD, Session.State.CLOSED} else "",
            href=reverse("meeting", args=[joint.session.ref]),
        )
        for joint in joints
    ]
    own: dict[str, dict[str, Any]] = {row["key"]: row for row in sittings if row["session_id"] == session.pk}
    begun = session.opened_at or any(row["opened_at"] for row in own.values()) or session.closed_at
    arrivals = {key: greeter for party in parties for key, greeter in party.arrivals.items()}
    if arrivals:
        steps.append(
            Step(day, pgettext("programme", "Arrivals"), _arrivals_words(arrivals, session), "done" if begun else "now")
        )
    for row in own.values():
        steps.append(_sitting_step(row, day, zone))
    over = session.state in {Session.State.HELD, Session.State.CLOSED}
    if over and not own and session.closed_at is None:
        # Of a meeting that others report, the day may be all that is known.
        steps.append(Step(when=day, title=_held(session), notes=(_("Hours not stated"),), state="done"))
        return steps
    closed = session.closed_at is not None or over
    steps.append(
        Step(
            when=_weekday(session.closed_at.astimezone(moments.zone_of(zone)).date()) if session.closed_at else "",
            title=pgettext("programme", "Closed"),
            notes=(moments.hour_words(session.closed_at, zone) if session.closed_at else _("Hour not stated"),),
            state="done" if closed else "",
        )
    )
    return steps


def _weekday(on: date) -> str:
    """A day of the programme, without the year that the title bears."""
    # Translators: a day as Django's date format has it, with its weekday and without the year
    return date_format(on, pgettext("format of a day of the programme", "l j E"))


def _sitting_step(row: dict[str, Any], day: str, zone: str) -> Step:
    state = {"open": "now", "suspended": "now", "closed": "done"}.get(row["state"], "")
    return Step(
        when=_weekday(row["on"]) if row["on"] else day,
        title=row["title"] or str(office.FORMATS[row["format"]]),
        notes=tuple(filter(None, (_hours(row, zone), _who_joins(row)))),
        state=state,
    )


def _hours(row: dict[str, Any], zone: str) -> str:
    begin, end = row["opened_at"] or row["planned_from_at"], row["closed_at"] or row["planned_until_at"]
    if begin and end:
        return _("%(begin)s to %(end)s") % {
            "begin": moments.hour_words(begin, zone),
            "end": moments.hour_words(end, zone),
        }
    if row["opened_at"]:
        return _("Opened at %(hour)s") % {"hour": moments.hour_words(begin, zone)}
    if begin:
        return _("From %(hour)s") % {"hour": moments.hour_words(begin, zone)}
    return _("Hours not stated")


def _who_joins(row: dict[str, Any]) -> str:
    if row["full_delegations"]:
        return _("Whole delegations join")
    if row["admitted_classes"]:
        return _("Ministers and secretaries join")
    return ""


def _held(session: Session) -> str:
    city = session.venue.city.said() if session.venue else ""
    if session.state in {Session.State.HELD, Session.State.CLOSED}:
        return _("Held in %(city)s") % {"city": city} if city else _("Held")
    return _("Planned in %(city)s") % {"city": city} if city else _("Planned")


def _day_and_state(session: Session) -> str:
    if session.from_on is None:
        return _held(session)
    return _("%(day)s. %(state)s.") % {"day": _weekday(session.from_on), "state": _held(session)}


def _arrivals_words(arrivals: Mapping[str, int | None], session: Session) -> tuple[str, ...]:
    count = len(arrivals)
    notes = [ngettext("%(count)s arrival recorded", "%(count)s arrivals recorded", count) % {"count": count}]
    host_presides = session.presiding_person_id and session.presiding_member_id == session.host_id
    if host_presides and set(arrivals.values()) == {session.presiding_person_id}:
        notes.append(_("Met by the host"))
    return tuple(notes)


# Bodies that sit


def _joints(
    session: Session,
    bodies: Iterable[SessionBody],
    sittings: Sequence[dict[str, Any]],
    questions: Sequence[dict[str, Any]],
) -> list[Joint]:
    by_session: dict[int, list[SessionBody]] = {}
    for row in bodies:
        if row.session_id != session.pk:
            by_session.setdefault(row.session_id, []).append(row)
    return [
        Joint(
            session=rows[0].session,
            bodies=_body_parts(rows, sittings, questions, rows[0].session),
            when=_day_and_state(rows[0].session),
        )
        for rows in by_session.values()
    ]


def _body_parts(
    rows: Iterable[SessionBody],
    sittings: Sequence[dict[str, Any]],
    questions: Sequence[dict[str, Any]],
    session: Session,
) -> list[BodyPart]:
    return [
        BodyPart(
            name=row.body.name,
            code=row.body.code,
            quorum=_quorum_words(row.body_id, sittings, session),
            verdict=_verdict_words(row.body_id, questions, session),
        )
        for row in rows
    ]


def _quorum_words(body_id: int, sittings: Iterable[dict[str, Any]], session: Session) -> str:
    called = [row for row in sittings if row["quorum_body"] == body_id and row["session_id"] == session.pk]
    if not called:
        return ""
    facts = {"present": len(called[-1]["represented"]), "needed": called[-1]["required"]}
    if called[-1]["is_met"]:
        return _("met: %(present)s present, %(needed)s needed") % facts
    return _("not met: %(present)s present, %(needed)s needed") % facts


def _verdict_words(body_id: int, questions: Iterable[dict[str, Any]], session: Session) -> str:
    outcomes = [
        row["bodies__outcome"]
        for row in questions
        if row["bodies__body_id"] == body_id
        and session.pk in (row["item__session_id"], row["sitting__meeting__session_id"])
    ]
    if not outcomes:
        return ""
    if len(outcomes) == 1:
        return str(OUTCOMES.get(outcomes[0], outcomes[0]))
    adopted = sum(outcome == "adopted" for outcome in outcomes)
    return ngettext(
        "%(adopted)s of %(count)s text adopted", "%(adopted)s of %(count)s texts adopted", len(outcomes)
    ) % {"adopted": adopted, "count": len(outcomes)}


# Drawings


def _table(session: Session, parties: Sequence[Party], audiences: list[str]) -> tuple[Drawing | None, bool]:
    """The table with the chair's place at the top, and whether the places are stated."""
    plan = getattr(session, "seating", None)
    if plan is not None and plan.audience not in audiences:
        plan = None
    members = [party for party in parties if party.is_member]
    if len(members) < 2:
        return None, True
    host = session.presiding_member.code if session.presiding_member else ""
    if plan is not None and any(party.seat is not None for party in members):
        seated = sorted((party for party in members if party.seat is not None), key=lambda one: one.seat or 0)
    else:
        first = next((at for at, party in enumerate(members) if party.code == host), 0)
        seated = members[first:] + members[:first]
    stated = plan is not None and not plan.is_demonstration
    shape = plan.shape if plan is not None else "oval"
    drawn = _drawn_table(
        get_language() or "",
        tuple(Seat(party.name.said()) for party in seated),
        chair=0 if seated and seated[0].code == host else None,
        shape=shape,
        title=_("Table of the meeting"),
        caption=_("Places as laid by protocol.")
        if stated
        else _("Seats are not stated. Drawn in alphabetical order round the table, from the chair."),
    )
    return drawn, stated


@lru_cache(maxsize=DRAWINGS_KEPT)
def _drawn_table(
    language: str, seats: tuple[Seat, ...], *, chair: int | None, shape: str, title: str, caption: str
) -> Drawing:
    """A table once drawn is the same table; language: in which the words of the drawing are."""
    return table_plan(seats, chair=chair, shape=shape, title=title, caption=caption)


@lru_cache(maxsize=DRAWINGS_KEPT)
def _drawn_track(language: str, texts: tuple[TrackText, ...], stations: tuple[Station, ...], title: str) -> Drawing:
    return document_track(texts, stations, title=title, rtl=rtl_now())


def path_of_documents(places: Iterable[Place], joints: Sequence[Joint], session: Session) -> Drawing | None:
    """The way of the papers: from the meeting that prepares this one, to the body, to signature and into force."""
    first = 1 if joints else 0
    papers = [(paper, place) for place in places for paper in place.papers]
    # Documents of others come last: they do not travel here.
    texts = [_track_text(paper, place, first) for paper, place in sorted(papers, key=lambda pair: pair[0].from_outside)]
    if not texts:
        return None
    day = moments.day_words(session.from_on, "no-year") if session.from_on else ""
    stations = [
        Station(
            joint.session.title.said(),
            moments.day_words(joint.session.from_on, "no-year") if joint.session.from_on else "",
            reached=joint.session.state in {Session.State.HELD, Session.State.CLOSED},
        )
        for joint in joints[:1]
    ]
    body = session.title.said()
    stations += [
        Station(body, day, reached=session.opened_at is not None),
        Station(pgettext("station", "Signature"), day),
        Station(pgettext("station", "In force"), _("not stated")),
    ]
    return _drawn_track(get_language() or "", tuple(texts), tuple(stations), _("Path of the documents"))


def _track_text(paper: Paper, place: Place, first: int) -> TrackText:
    planned = pgettext("bead", "planned")
    beads: list[Bead] = []
    if paper.from_outside:
        beads.append(Bead(first, "outside", pgettext("bead", "an outside document")))
        return TrackText(paper.title.said(), tuple(beads), symbol=paper.symbol, href=paper.href)
    leg = "customary" if paper.customary else "stated"
    if paper.is_signed or paper.state in ADOPTED | SIGNED:
        beads.append(Bead(first, "reached", leg=leg))
    else:
        beads.append(Bead(first, "now" if place.state == "now" else "planned", planned, leg=leg))
    if place.kind == "signature":
        done = paper.is_signed or paper.state in SIGNED
        beads.append(Bead(first + 1, "reached" if done else "planned", "" if done else planned))
    return TrackText(paper.title.said(), tuple(beads), symbol=paper.symbol, href=paper.href)


# Lists and the other pages of a session


def sessions_listed(reader: Actor) -> QuerySet[Session]:
    """The sessions that this reader may know of, the newest first; those without a day before them.

    Each has its bodies with it.
    """
    return (
        Session.objects.readable_by(reader)
        .select_related("venue", "host")
        .prefetch_related("bodies")
        .order_by(F("from_on").desc(nulls_first=True), "ref")
    )


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot of the programme and its actual hours: those marked, else those of its sitting.

    title: as this reader is told it; the slot of a sitting of which they are told the hours alone says no more.
    """

    slot: Slot
    title: Words
    began_at: datetime | None
    ended_at: datetime | None


def _slot_line(slot: Slot, reader: Actor) -> SlotLine:
    opened_at, closed_at = (slot.sitting.opened_at, slot.sitting.closed_at) if slot.sitting else (None, None)
    return SlotLine(slot, title_of_slot(slot, reader), slot.began_at or opened_at, slot.ended_at or closed_at)


def slots_of(reader: Actor, session: Session) -> list[tuple[date | None, list[SlotLine]]]:
    """The programme of each day; days that are not stated come last.

    A slot of a sitting that this reader may not know of is left out with it.
    """
    slots = [
        slot
        for slot in Slot.objects.readable_by(reader).filter(session=session).select_related("sitting")
        if slot.sitting is None
        or may_read(reader, slot.sitting.audience)
        or (slot.sitting.is_announced and may_read(reader, slot.sitting.band_audience))
    ]
    days: dict[date | None, list[SlotLine]] = {}
    for slot in sorted(slots, key=lambda one: (one.on is None, one.on or date.max, one.order)):
        days.setdefault(slot.on, []).append(_slot_line(slot, reader))
    return list(days.items())


#: Class of an office as protocol ranks it; the words of the organisation office.
RANK_OF_CLASS = {
    "head_of_state": OfficeClass.HEAD_OF_STATE,
    "head_of_government": OfficeClass.HEAD_OF_GOVERNMENT,
    "deputy_head": OfficeClass.VICE_PRESIDENT_OR_DEPUTY,
    "foreign_minister": OfficeClass.FOREIGN_MINISTER,
    "defence_minister": OfficeClass.OTHER_MINISTER,
    "security_secretary": OfficeClass.OTHER_MINISTER,
    "other_minister": OfficeClass.OTHER_MINISTER,
    "permanent_representative": OfficeClass.PERMANENT_REPRESENTATIVE,
}


def in_protocol_order(parties: Sequence[Party], session: Session) -> list[Party]:
    """The delegations by the precedence of their heads; the day of taking office decides within a class.

    A day that is not known puts a head last in the class. Organisations come after members.
    """
    since = dict(
        OfficeHeld.objects.filter(
            person__seats__delegation__session=session, person__seats__role="head", held_until_on__isnull=True
        )
        .filter(member=F("person__seats__delegation__member"))
        .values_list("member__code", "held_from_on")
    )
    by_code = {party.code: party for party in parties}
    ranks = [
        Rank(
            code=party.code,
            sort_name=(party.sort_name or party.name).said().casefold(),
            office=RANK_OF_CLASS.get(party.head.office_class, OfficeClass.OTHER) if party.head else OfficeClass.OTHER,
            office_since=since.get(party.code),
            circle=Circle.MEMBER if party.is_member else Circle.ORGANISATION,
        )
        for party in parties
    ]
    return [by_code[rank.code] for rank in in_order(ranks, Order.PRECEDENCE)]
