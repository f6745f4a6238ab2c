"""Members, bodies, presidency and partners as the public pages print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenary.foundation import clock
from plenary.foundation.access.actors import Actor
from plenary.interfaces.exports.schema_org import CONTEXT, stated
from plenary.interfaces.web.drawings.sheet import Drawing, rtl_now
from plenary.interfaces.web.drawings.tracks import Lane, presidency_rotation
from plenary.interfaces.web.meetings import reading as meetings
from plenary.interfaces.web.newsroom.reading import releases_out
from plenary.offices.decisions.models import Ballot, Decision, Question
from plenary.offices.documents.models import Document
from plenary.offices.instruments.models import Treaty
from plenary.offices.meetings.models import Item, Session
from plenary.offices.newsroom.models import Release
from plenary.offices.organisation.models import (
    Attribution,
    Body,
    BodySeat,
    Member,
    Membership,
    OfficeHeld,
    Officer,
    Organisation,
    Partner,
    Presidency,
    RulesInForce,
)
from plenary.offices.organisation.queries import sort_key

NEWS_AT_HOME = 4
DECISIONS_AT_HOME = 5
BALLOTS_OF_A_MEMBER = 20

COMPOSITIONS = {
    "heads": gettext_lazy("heads of State or government"),
    "foreign_ministers": gettext_lazy("foreign ministers"),
    "defence_ministers": gettext_lazy("defence ministers"),
    "security_secretaries": gettext_lazy("secretaries of security councils"),
    "permanent_representatives": gettext_lazy("permanent representatives"),
    "experts": gettext_lazy("experts"),
    "staff": gettext_lazy("staff"),
    "as_appointed": gettext_lazy("as each member appoints"),
}
STANDINGS = {
    "observer": pgettext_lazy("standing", "observer"),
    "partner": pgettext_lazy("standing", "partner"),
    "cooperation": pgettext_lazy("standing", "cooperation"),
}


@dataclass(slots=True)
class HomePage:
    """What the organisation is doing."""

    session: Session | None
    state: str
    zone: str
    programme: list[meetings.Step]
    lead: list[str]
    releases: list[Release]
    decisions: list[Decision]
    presidency: Presidency | None
    next_presidency: Presidency | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A member with its time of membership, as far as stated."""

    member: Member
    since: date | None
    until: date | None
    is_current: bool


@dataclass(slots=True)
class MemberPage:
    """What the page of one member prints."""

    standing: Standing
    officials: list[OfficeHeld]
    seats: list[BodySeat]
    presidencies: list[Presidency]
    hosted: list[Session]
    ballots: list[Ballot]


@dataclass(slots=True)
class BodyPage:
    """What the page of one body prints."""

    body: Body
    composition: str
    seats: list[BodySeat]
    officers: list[Officer]
    rules: RulesInForce | None
    sessions: list[Session]
    decisions: list[Decision]
    subsidiaries: list[Body]


@dataclass(frozen=True, slots=True)
class Term:
    """A presidency with what the record says of its priorities."""

    presidency: Presidency
    is_public_fact: bool
    is_planned: bool


@dataclass(slots=True)
class PartnerPage:
    """What the page of one partner prints."""

    partner: Partner
    standing: str
    items: list[Item]
    documents: list[Document]


def today() -> date:
    """The day by the house's clock, at the seat."""
    return clock.now().date()


def home_page(reader: Actor) -> HomePage:
    """The meeting under way or the next one, the newest releases and decisions, who presides."""
    session = _foremost(reader)
    programme, lead = [], []
    if session is not None:
        standing = meetings.standing_of(reader, session.ref)
        page = meetings.session_page(reader, session, standing.sittings)
        programme, lead = page.programme, page.lead
    terms = {row.state: row for row in reversed(list(Presidency.objects.select_related("member")))}
    return HomePage(
        session=session,
        state=str(meetings.STATES.get(session.state, session.state)) if session else "",
        zone=session.venue.zone if session and session.venue else "",
        programme=programme,
        lead=lead,
        releases=list(releases_out(reader)[:NEWS_AT_HOME]),
        decisions=list(Decision.objects.readable_by(reader).select_related("body")[:DECISIONS_AT_HOME]),
        presidency=terms.get(Presidency.State.IN_OFFICE),
        next_presidency=terms.get(Presidency.State.UPCOMING),
    )


def _foremost(reader: Actor) -> Session | None:
    """The meeting that the first page opens with: open, else the nearest to come, else the last one held."""
    known = Session.objects.readable_by(reader).select_related(
        "venue", "host", "presiding_member", "presiding_person", "seating"
    )
    over = (Session.State.HELD, Session.State.CLOSED)
    return (
        known.filter(state=Session.State.OPEN).order_by("from_on").first()
        or known.exclude(state__in=over).filter(from_on__isnull=False).order_by("from_on").first()
        or known.exclude(state__in=over).first()
        or known.order_by(F("from_on").desc(nulls_last=True)).first()
    )


def standings() -> list[Standing]:
    """Members and former members, alphabetical in the reader's language; those of today first."""
    members = Member.objects.prefetch_related(
        Prefetch("memberships", queryset=Membership.objects.order_by(F("from_on").asc(nulls_first=True)))
    )
    return sorted(map(_standing, members), key=lambda one: (not one.is_current, _letters(one.member)))


def _standing(member: Member) -> Standing:
    periods: list[Membership] = list(member.memberships.all())
    on = today()
    current = [
        period
        for period in periods
        if (period.from_on is None or period.from_on <= on) and (period.until_on is None or on < period.until_on)
    ]
    last = next(reversed(current or periods), None)
    return Standing(
        member=member,
        since=last.from_on if last else None,
        until=last.until_on if last else None,
        is_current=bool(current),
    )


def _letters(subject: Member | Partner) -> tuple[str, str]:
    return sort_key(subject)


def member_page(reader: Actor, code: str) -> MemberPage:
    """Everything public of one member. Raises Http404 where there is none of that code."""
    member = Member.objects.prefetch_related("memberships").filter(code=code).first()
    if member is None:
        raise Http404
    ballots = (
        Ballot.objects.filter(
            member=member,
            superseded_at__isnull=True,
            question__in=Question.objects.readable_by(reader).filter(state=Question.State.ANNOUNCED),
        )
        .exclude(question__manner=Question.Manner.SECRET)
        .select_related("question", "body")
        .order_by("-question__announced_at", "-pk")
    )
    return MemberPage(
        standing=_standing(member),
        officials=list(
            OfficeHeld.objects.filter(member=member)
            .filter(_still_held(today()))
            .select_related("person")
            .order_by("pk")
        ),
        seats=list(
            BodySeat.objects.filter(member=member).filter(_open(today())).select_related("body").order_by("body__rank")
        ),
        presidencies=list(Presidency.objects.filter(member=member)),
        hosted=list(meetings.sessions_listed(reader).filter(host=member)),
        ballots=list(ballots[:BALLOTS_OF_A_MEMBER]),
    )


def _open(on: date) -> Q:
    return (Q(from_on__isnull=True) | Q(from_on__lte=on)) & (Q(until_on__isnull=True) | Q(until_on__gt=on))


def _still_held(on: date) -> Q:
    return (Q(held_from_on__isnull=True) | Q(held_from_on__lte=on)) & (
        Q(held_until_on__isnull=True) | Q(held_until_on__gt=on)
    )


def bodies_listed() -> QuerySet[Body]:
    """The bodies, the supreme one first."""
    return Body.objects.filter(_open(today())).select_related("parent")


def body_page(reader: Actor, code: str) -> BodyPage:
    """Everything public of one body. Raises Http404 where there is none of that code."""
    body = Body.objects.select_related("parent").filter(code=code).first()
    if body is None:
        raise Http404
    seats = BodySeat.objects.filter(body=body).filter(_open(today())).select_related("member")
    return BodyPage(
        body=body,
        composition=str(COMPOSITIONS.get(body.composition, body.composition)),
        seats=sorted(seats, key=lambda seat: _letters(seat.member)),
        officers=list(Officer.objects.filter(body=body).filter(_open(today())).select_related("person").order_by("pk")),
        rules=RulesInForce.objects.filter(body=body, from_on__lte=today()).order_by("-from_on").first(),
        sessions=list(meetings.sessions_listed(reader).filter(session_bodies__body=body)[:10]),
        decisions=list(Decision.objects.readable_by(reader).filter(body=body)[:10]),
        subsidiaries=list(body.subsidiaries.filter(_open(today()))),
    )


def terms() -> list[Term]:
    """The presidencies in their order, with whether another notice states them."""
    rows = list(Presidency.objects.select_related("member").prefetch_related("priorities"))
    stated: dict[str, list[Attribution]] = {}
    for row in Attribution.objects.filter(thing_key__in=[row.key for row in rows], withdrawn_at__isnull=True):
        stated.setdefault(row.thing_key, []).append(row)
    return [
        Term(
            presidency=row,
            is_public_fact=bool(stated.get(row.key)) and all(one.is_public_fact for one in stated[row.key]),
            is_planned=row.statement == Presidency.Statement.PLANNED,
        )
        for row in rows
    ]


def rotation(shown: Iterable[Term]) -> Drawing | None:
    """The lanes of the presidency."""
    states = {"ended": "past", "in_office": "now", "upcoming": "next"}
    lanes = [
        Lane(
            holder=term.presidency.member.short_name.said(),
            from_on=term.presidency.from_on,
            until_on=term.presidency.until_on,
            state=states[term.presidency.state],
            printed=term.presidency.period_printed,
            priorities=tuple(priority.text.said() for priority in term.presidency.priorities.all()),
        )
        for term in shown
    ]
    return presidency_rotation(lanes, title=_("Presidency"), today=today(), rtl=rtl_now()) if lanes else None


def partners_listed() -> list[tuple[Partner, str]]:
    """Observers, partners and those with whom the organisation works, alphabetical in the reader's language."""
    return [
        (partner, str(STANDINGS.get(partner.standing, partner.standing)))
        for partner in sorted(Partner.objects.all(), key=_letters)
    ]


def partner_page(reader: Actor, code: str) -> PartnerPage:
    """Everything public of one partner. Raises Http404 where there is none of that code."""
    partner = Partner.objects.filter(code=code).first()
    if partner is None:
        raise Http404
    return PartnerPage(
        partner=partner,
        standing=str(STANDINGS.get(partner.standing, partner.standing)),
        items=list(
            Item.objects.readable_by(reader)
            .filter(partner=partner, series="", session__in=Session.objects.readable_by(reader))
            .exclude(state=Item.State.WITHDRAWN)
            .select_related("session")
            .order_by("-session__from_on", "place")
        ),
        documents=list(Document.objects.readable_by(reader).filter(partner=partner).order_by("pk")),
    )


def the_organisation() -> Organisation | None:
    """The founding row, or None before the founding."""
    return Organisation.objects.first()


def in_schema_org(house: Organisation, *, base: str) -> dict[str, object]:
    """The organisation in the words of schema.org. base: scheme and host of this house, without a slash at the end."""
    members = [row.member.short_name.said() for row in standings() if row.is_current]
    return {"@context": CONTEXT} | stated(
        {
            "@type": "Organization",
            "@id": f"{base}{reverse('about')}",
            "url": f"{base}{reverse('home')}",
            "identifier": house.code,
            "name": house.name.said(),
            "alternateName": house.short_name.said(),
            "location": stated({"@type": "Place", "name": house.seat.said()}) if house.seat else None,
            "member": [{"@type": "Country", "name": name} for name in members],
        }
    )


def officers_of_the_house() -> list[Officer]:
    """Officers of the organisation itself."""
    return list(
        Officer.objects.filter(body__isnull=True).filter(_open(today())).select_related("person").order_by("pk")
    )


def treaties() -> QuerySet[Treaty]:
    """The treaties the organisation rests on, the oldest first."""
    return Treaty.objects.order_by(F("signed_on").asc(nulls_last=True), "pk")
