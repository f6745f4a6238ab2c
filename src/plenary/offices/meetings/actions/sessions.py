"""Acts on venues, sessions and meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import MEMBERS
from plenary.foundation.access.gate import require, require_first_audience, require_to_widen
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings import facts
from plenary.offices.meetings.models import Item, Meeting, Session, SessionBody, Sitting, Venue
from plenary.offices.meetings.permissions import require_preparing, scopes_of_bodies, scopes_of_session
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member, Presidency
from plenary.procedure.citation import Citation
from plenary.procedure.presidency import chair_of_session
from plenary.procedure.refusal import Refused


@act("meetings.enter_venue")
def enter_venue(
    *, by: Actor, name: Words, city: Words | None = None, country: Member | None = None, zone: str = "UTC"
) -> Venue:
    """Enter a place where bodies meet. zone: IANA name. Raises Refused "meetings.no_such_zone"."""
    require(by, "convene_session")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise Refused("meetings.no_such_zone", zone=zone) from unknown
    venue = Venue.objects.create(name=Words.of(name), city=Words.of(city), country=country, zone=zone)
    journal.record("meetings.venue.entered", by=by, about=venue.about, facts={"name": dict(venue.name), "zone": zone})
    return venue


@act("meetings.plan_session")
def plan_session(
    *,
    by: Actor,
    ref: str,
    title: Words,
    bodies: Sequence[Body],
    kind: str = Session.Kind.NOT_STATED.value,
    theme: Words | None = None,
    venue: Venue | None = None,
    host: Member | None = None,
    presiding_member: Member | None = None,
    presiding_person: Person | None = None,
    presiding_ground: str = "",
    presidency_after: Presidency | None = None,
    prepares: Session | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    declared_count: int | None = None,
    audience: str = MEMBERS,
    agenda_audience: str = MEMBERS,
    is_demonstration: bool = False,
    cite: str = "",
) -> Session:
    """Plan a session of one body, or a joint meeting of several.

    presiding_member: left out, it follows from the rule of the first body (the host chairs, where its setting
    "session_chair" says so); given, it is what the body decided otherwise, with its ground. audience: who may know of
    the session, and agenda_audience who reads its agenda; others than the members take two persons.
    Raises Refused "meetings.no_body", "meetings.ends_before_it_begins", "meetings.ref_taken".
    """
    require(by, "convene_session", *scopes_of_bodies(list(bodies)))
    if not bodies:
        raise Refused("meetings.no_body")
    if from_on and until_on and until_on < from_on:
        raise Refused("meetings.ends_before_it_begins", begins=from_on.isoformat(), ends=until_on.isoformat())
    if Session.objects.filter(ref=ref).exists():
        raise Refused("meetings.ref_taken", ref=ref)
    for wanted in (audience, agenda_audience):
        require_first_audience(by, MEMBERS, wanted, row="convene_session")
    chair, ground = _chair(bodies[0], host, presiding_member, facts.cite_of(presiding_ground), from_on)
    session = Session.objects.create(
        ref=ref,
        title=Words.of(title),
        kind_of_session=kind,
        theme=Words.of(theme),
        venue=venue,
        host=host,
        presiding_member=chair,
        presiding_person=presiding_person,
        presiding_ground=str(ground or ""),
        presidency_after=presidency_after,
        prepares=prepares,
        from_on=from_on,
        until_on=until_on or from_on,
        declared_count=declared_count,
        audience=audience,
        agenda_audience=agenda_audience,
        is_demonstration=is_demonstration,
    )
    for order, body in enumerate(bodies, 1):
        SessionBody.objects.create(session=session, body=body, order=order)
    journal.record(
        "meetings.session.planned",
        by=by,
        about=session.about,
        audience=audience,
        facts={
            "ref": ref,
            "title": dict(session.title),
            "bodies": [body.code for body in bodies],
            "from_on": from_on.isoformat() if from_on else "",
            "presiding_member": chair.code if chair else "",
            "presiding_ground": session.presiding_ground,
        },
        cite=cite,
    )
    publish(f"session:{session.key}", audience)
    return session


def _chair(
    body: Body, host: Member | None, decided: Member | None, ground: Citation | None, on: date | None
) -> tuple[Member | None, Citation | None]:
    """Who presides and under which provision: the host or the presidency as the rule says; else nobody."""
    try:
        setting = organisation.setting_for("session_chair", on, body)
    except Refused:
        # A body whose rules are silent on the chair has none until somebody is named.
        return decided, ground
    if setting.value == "presidency" and decided is None:
        leading = organisation.presidency_in_office()
        return (leading.member, setting.cite) if leading else (None, None)
    if decided is None and (setting.value != "host" or host is None):
        return None, None
    code, _ = chair_of_session(
        host.code if host else "", decided_otherwise=decided.code if decided else "", cite=setting.cite
    )
    return (decided, ground or setting.cite) if decided and decided.code == code else (host, setting.cite)


@act("meetings.convene_session")
def convene_session(
    session: Session,
    *,
    by: Actor,
    agenda_audience: str | None = None,
    happened_at: datetime | None = None,
    cite: str = "",
) -> Session:
    """Convene a planned session and issue its provisional agenda.

    agenda_audience: who may read the provisional agenda from now on; wider than before takes two persons.
    Raises Refused "meetings.wrong_step".
    """
    require(by, "convene_session", *scopes_of_session(session))
    locked = _locked(session)
    _require_state(locked, Session.State.PLANNED)
    if agenda_audience is not None:
        _open_agenda_to(locked, agenda_audience, by)
    locked.state = Session.State.CONVENED
    return _written(locked, "meetings.session.convened", by, happened_at, cite)


@act("meetings.issue_agenda")
def issue_agenda(session: Session, *, by: Actor, audience: str, happened_at: datetime | None = None) -> Session:
    """Let others read the agenda: its items share one audience. Wider than before takes two persons."""
    require(by, "convene_session", *scopes_of_session(session))
    locked = _locked(session)
    _open_agenda_to(locked, audience, by)
    locked.touch().save()
    journal.record(
        "meetings.agenda.issued",
        by=by,
        about=locked.about,
        audience=audience,
        happened_at=happened_at,
        facts={"audience": audience},
    )
    publish(f"session:{locked.key}", audience)
    return locked


def _open_agenda_to(session: Session, audience: str, by: Actor) -> None:
    require_to_widen(by, session.agenda_audience, audience)
    session.agenda_audience = audience
    for item in Item.objects.filter(session=session, series=""):
        item.audience = audience
        item.touch().save()


@act("meetings.open_session")
def open_session(session: Session, *, by: Actor, happened_at: datetime | None = None, cite: str = "") -> Session:
    """Open a session: the presiding officer's act. Raises Refused "meetings.wrong_step"."""
    require(by, "open_suspend_close", *scopes_of_session(session))
    locked = _locked(session)
    _require_state(locked, Session.State.PLANNED, Session.State.CONVENED)
    locked.state = Session.State.OPEN
    locked.opened_at = happened_at or now()
    return _written(locked, "meetings.session.opened", by, happened_at, cite)


@act("meetings.hold_session")
def hold_session(
    session: Session,
    *,
    by: Actor,
    held_on: date | None = None,
    happened_at: datetime | None = None,
    cite: str = "",
) -> Session:
    """Note that a session took place, as somebody reports it.

    Nothing more is claimed: who was there, the quorum of each body and what it decided stay not stated.
    Raises Refused "meetings.wrong_step".
    """
    require(by, "convene_session", *scopes_of_session(session))
    locked = _locked(session)
    _require_state(locked, Session.State.PLANNED, Session.State.CONVENED)
    locked.state = Session.State.HELD
    locked.from_on = locked.from_on or held_on
    locked.until_on = locked.until_on or locked.from_on
    return _written(locked, "meetings.session.held", by, happened_at, cite)


@act("meetings.close_session")
def close_session(session: Session, *, by: Actor, happened_at: datetime | None = None, cite: str = "") -> Session:
    """Close a session once every sitting is closed. Raises Refused "meetings.wrong_step", "meetings.sitting_open"."""
    require(by, "open_suspend_close", *scopes_of_session(session))
    locked = _locked(session)
    _require_state(locked, Session.State.OPEN)
    open_ones = Sitting.objects.filter(meeting__session=locked, state__in=[Sitting.State.OPEN, Sitting.State.SUSPENDED])
    if open_ones.exists():
        raise Refused("meetings.sitting_open", title=str(locked.title))
    locked.state = Session.State.CLOSED
    locked.closed_at = happened_at or now()
    return _written(locked, "meetings.session.closed", by, happened_at, cite)


@act("meetings.plan_meeting")
def plan_meeting(session: Session, *, by: Actor, on: date | None = None, number: int | None = None) -> Meeting:
    """Plan one numbered gathering inside a session. number: the next one where it is left out."""
    require_preparing(by, session)
    locked = _locked(session)
    taken = set(locked.meetings.values_list("number", flat=True))
    if number is not None and number in taken:
        raise Refused("meetings.number_taken", number=number)
    meeting = Meeting.objects.create(
        session=locked, number=number or max(taken, default=0) + 1, on=on or locked.from_on
    )
    journal.record(
        "meetings.meeting.planned",
        by=by,
        about=meeting.about,
        audience=locked.audience,
        facts={"session": locked.key, "number": meeting.number, "on": meeting.on.isoformat() if meeting.on else ""},
    )
    publish(f"session:{locked.key}", locked.audience)
    return meeting


def _locked(session: Session) -> Session:
    locked: Session = Session.objects.select_for_update().get(pk=session.pk)
    return locked


def _require_state(session: Session, *wanted: Session.State) -> None:
    if session.state not in wanted:
        raise Refused(
            "meetings.wrong_step",
            title=str(session.title),
            state=session.state,
            wanted=[str(state) for state in wanted],
        )


def _written(session: Session, verb: str, by: Actor, happened_at: datetime | None, cite: str) -> Session:
    session.touch().save()
    journal.record(
        verb,
        by=by,
        about=session.about,
        audience=session.audience,
        happened_at=happened_at,
        facts={"ref": session.ref, "title": dict(session.title)},
        cite=cite,
    )
    publish(f"session:{session.key}", session.audience)
    return session
