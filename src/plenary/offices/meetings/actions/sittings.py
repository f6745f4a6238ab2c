"""Acts on sittings: planning them, opening them, and the note that is kept of a restricted one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import MEMBERS, audience_of, widens
from plenary.foundation.access.erased import require_not_erased
from plenary.foundation.access.gate import require, require_first_audience, require_reading, require_to_widen
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings import facts, queries
from plenary.offices.meetings.actions.presence import call_the_quorum
from plenary.offices.meetings.models import Delegation, Meeting, NamedPerson, Session, Sitting, SittingNote
from plenary.offices.meetings.permissions import is_restricted, require_preparing, scopes_of_sitting
from plenary.procedure import formats
from plenary.procedure.quorum import Purpose, require_quorum
from plenary.procedure.refusal import Refused

#: Until then nothing was said in a sitting, and its list is still being made.
NOT_YET_OPEN = (Sitting.State.PLANNED, Sitting.State.READY)


@act("meetings.plan_sitting")
def plan_sitting(
    meeting: Meeting,
    *,
    by: Actor,
    title: Words,
    format: str,
    admitted_classes: Sequence[str] = (),
    full_delegations: bool | None = None,
    companions: int = 0,
    named: Sequence[Person] = (),
    ground: str = "",
    room: Words | None = None,
    is_announced: bool = True,
    planned_from_at: datetime | None = None,
    planned_until_at: datetime | None = None,
    number: int | None = None,
    audience: str | None = None,
    cite: str = "",
) -> Sitting:
    """Plan an uninterrupted part of a meeting, and settle who may enter it.

    admitted_classes: classes of office that join the heads; without any, a format that has them admits the full
    listed delegations. named: persons let in whatever their office, such as who serves the sitting. ground: the
    text that says who enters. A restricted sitting and a retreat are read by those entitled to them alone, their title
    with them; one that is not announced is known to nobody else, and whoever plans it is named for it. audience: of
    any other; wider than the members takes two persons.
    Raises Refused "meetings.format_and_admission_disagree", "meetings.no_such_class", "meetings.number_taken",
    "meetings.ends_before_it_begins".
    """
    require_preparing(by, meeting.session)
    if unknown := sorted(set(admitted_classes) - set(facts.OFFICES)):
        raise Refused("meetings.no_such_class", classes=list(unknown))
    brings_all = formats.FORMATS[formats.Format(format)].full_delegations and not admitted_classes
    if full_delegations is not None and full_delegations != brings_all:
        raise Refused("meetings.format_and_admission_disagree", format=format)
    if planned_from_at and planned_until_at and planned_until_at <= planned_from_at:
        raise Refused(
            "meetings.ends_before_it_begins", begins=planned_from_at.isoformat(), ends=planned_until_at.isoformat()
        )
    locked = Meeting.objects.select_for_update().select_related("session").get(pk=meeting.pk)
    last = locked.sittings.aggregate(last=Max("number"))["last"] or 0
    if number is not None and locked.sittings.filter(number=number).exists():
        raise Refused("meetings.number_taken", number=number)
    sitting = Sitting(
        meeting=locked,
        number=number or last + 1,
        title=Words.of(title),
        format=format,
        admitted_classes=list(admitted_classes),
        full_delegations=brings_all,
        companions=companions,
        ground=ground,
        room=Words.of(room),
        is_announced=is_announced,
        planned_from_at=planned_from_at,
        planned_until_at=planned_until_at,
    )
    if audience and not sitting.is_shut:
        require_first_audience(by, MEMBERS, audience, row="convene_session")
    sitting.audience = f"sitting:{sitting.key}" if sitting.is_shut else audience or MEMBERS
    sitting.band_audience = locked.session.audience if is_announced else f"sitting:{sitting.key}"
    if not is_announced:
        sitting.audience = f"sitting:{sitting.key}"
    sitting.save()
    planner = Person.objects.filter(key=by.person_key).first()
    for person in {one.pk: one for one in [*named, *([planner] if planner and not is_announced else [])]}.values():
        NamedPerson.objects.create(sitting=sitting, person=person)
    journal.record(
        "meetings.sitting.planned",
        by=by,
        about=sitting.about,
        audience=sitting.band_audience,
        facts={
            "session": locked.session.key,
            "title": title_for(sitting, sitting.band_audience),
            "format": format,
            "planned_from_at": planned_from_at.isoformat() if planned_from_at else "",
            "planned_until_at": planned_until_at.isoformat() if planned_until_at else "",
        },
        cite=cite,
    )
    if widens(sitting.title_audience, sitting.band_audience):
        journal.record(
            "meetings.sitting.titled",
            by=by,
            about=sitting.about,
            audience=sitting.title_audience,
            facts={"session": locked.session.key, "title": dict(sitting.title)},
        )
    publish(f"session:{locked.session.key}", sitting.band_audience)
    return sitting


def title_for(sitting: Sitting, audience: str) -> dict[str, str] | str:
    """What an entry for this audience keeps as the title: the words, or the format for whom they are not told."""
    return str(sitting.format) if widens(sitting.title_audience, audience) else dict(sitting.title)


@act("meetings.name_for_sitting")
def name_for_sitting(
    sitting: Sitting, *, by: Actor, person: Person, companion_of: Delegation | None = None
) -> NamedPerson:
    """Name a person who may enter whatever the office: who serves the sitting, a guest, a companion of a head.

    Into a restricted sitting that was opened it takes two persons, save for the officer who comes to serve it.
    Raises Refused "meetings.named_already", "meetings.too_many_companions".
    """
    if is_restricted(sitting):
        require(by, "work_floor", *scopes_of_sitting(sitting))
    else:
        require_preparing(by, sitting.meeting.session)
    locked = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if is_restricted(locked) and locked.state not in NOT_YET_OPEN and person.key != by.person_key:
        gained = audience_of(locked.audience, f"person:{person.key}")
        require_to_widen(by, locked.audience, gained, row="work_floor")
    require_not_erased(person)
    if NamedPerson.objects.filter(sitting=locked, person=person).exists():
        raise Refused("meetings.named_already", person=str(person.name))
    if companion_of is not None:
        brought = NamedPerson.objects.filter(sitting=locked, companion_of=companion_of.key).count()
        if brought >= locked.companions:
            raise Refused("meetings.too_many_companions", facts.cite_of(locked.ground), companions=locked.companions)
    named = NamedPerson.objects.create(
        sitting=locked, person=person, companion_of=companion_of.key if companion_of else ""
    )
    journal.record(
        "meetings.sitting.named",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"name": dict(person.name), "person": person.key},
    )
    publish(f"sitting:{locked.key}", locked.audience)
    return named


@act("meetings.make_ready")
def make_ready(sitting: Sitting, *, by: Actor) -> Sitting:
    """Make a planned sitting ready for its chair to open: the secretary's act. Raises Refused "meetings.wrong_step"."""
    require(by, "work_floor", *scopes_of_sitting(sitting))
    locked = _locked(sitting)
    _require_state(locked, Sitting.State.PLANNED)
    return _moved(locked, Sitting.State.READY, "meetings.sitting.made_ready", by, None, "")


@act("meetings.close_to_others")
def close_to_others(sitting: Sitting, *, by: Actor) -> Sitting:
    """Let only those entitled to the sitting read what happens in it from now on.

    Those who followed it until now are told once more that it changed, and then find it closed to them.
    """
    locked = _presiding(sitting, by)
    before, locked.audience = locked.audience, f"sitting:{locked.key}"
    locked.touch().save()
    journal.record(
        "meetings.sitting.closed_to_others",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"title": dict(locked.title)},
    )
    publish(f"sitting:{locked.key}", before)
    if before != locked.audience:
        publish(f"sitting:{locked.key}", locked.audience)
    return locked


@act("meetings.open_to_others")
def open_to_others(sitting: Sitting, *, by: Actor, audience: str) -> Sitting:
    """Let others read again what happens in the sitting from now on; wider than before takes two persons.

    What was done behind closed doors stays with the audience it was recorded for.
    """
    require(by, "work_floor", *scopes_of_sitting(sitting))
    locked = _locked(sitting)
    require_to_widen(by, locked.audience, audience, row="work_floor")
    locked.audience = audience
    locked.touch().save()
    journal.record(
        "meetings.sitting.opened_to_others",
        by=by,
        about=locked.about,
        audience=audience,
        facts={"title": dict(locked.title)},
    )
    publish(f"sitting:{locked.key}", audience)
    return locked


@act("meetings.open_sitting")
def open_sitting(sitting: Sitting, *, by: Actor, happened_at: datetime | None = None, cite: str = "") -> Sitting:
    """Open a sitting, and with the first of a meeting the meeting itself.

    Where the format decides, each body needs its own quorum to open; every call is written down, met or not asked.
    Raises Refused "meetings.session_not_open", "meetings.wrong_step", "quorum.not_met".
    """
    locked = _presiding(sitting, by)
    session = locked.meeting.session
    if session.state != Session.State.OPEN:
        raise Refused("meetings.session_not_open", title=str(session.title), state=session.state)
    _require_state(locked, Sitting.State.PLANNED, Sitting.State.READY)
    instant = happened_at or now()
    if formats.FORMATS[formats.Format(locked.format)].decides and locked.meeting.opened_at is None:
        for body in queries.bodies_of(session):
            _, answer = call_the_quorum(locked, body, Purpose.OPEN, by=by, at=instant)
            require_quorum(answer)
    if locked.meeting.opened_at is None and not is_restricted(locked):
        locked.meeting.opened_at = instant
        locked.meeting.touch().save()
    locked.opened_at = instant
    return _moved(locked, Sitting.State.OPEN, "meetings.sitting.opened", by, happened_at, cite)


@act("meetings.suspend_sitting")
def suspend_sitting(sitting: Sitting, *, by: Actor, happened_at: datetime | None = None, cite: str = "") -> Sitting:
    """Suspend an open sitting for a while. Raises Refused "meetings.wrong_step"."""
    locked = _presiding(sitting, by)
    _require_state(locked, Sitting.State.OPEN)
    return _moved(locked, Sitting.State.SUSPENDED, "meetings.sitting.suspended", by, happened_at, cite)


@act("meetings.resume_sitting")
def resume_sitting(sitting: Sitting, *, by: Actor, happened_at: datetime | None = None, cite: str = "") -> Sitting:
    """Go on with a suspended sitting. Raises Refused "meetings.wrong_step"."""
    locked = _presiding(sitting, by)
    _require_state(locked, Sitting.State.SUSPENDED)
    return _moved(locked, Sitting.State.OPEN, "meetings.sitting.resumed", by, happened_at, cite)


@act("meetings.close_sitting")
def close_sitting(sitting: Sitting, *, by: Actor, happened_at: datetime | None = None, cite: str = "") -> Sitting:
    """Close a sitting; everyone in the room leaves with it. Raises Refused "meetings.wrong_step"."""
    locked = _presiding(sitting, by)
    _require_state(locked, Sitting.State.OPEN, Sitting.State.SUSPENDED)
    instant = happened_at or now()
    locked.closed_at = instant
    for presence in locked.presences.filter(left_at__isnull=True):
        presence.left_at = instant
        presence.touch().save()
    return _moved(locked, Sitting.State.CLOSED, "meetings.sitting.closed", by, happened_at, cite)


@act("meetings.write_note")
def write_note(sitting: Sitting, *, by: Actor, text: Words, written_at: datetime | None = None) -> SittingNote:
    """Write the chair's note of a restricted sitting. Only those entitled to that sitting read it.

    Raises Refused "meetings.format_keeps_no_note"; NotHere for who is not entitled to the sitting.
    """
    require_reading(by, sitting.audience)
    require(by, "work_floor", *scopes_of_sitting(sitting))
    kept = formats.FORMATS[formats.Format(sitting.format)].report
    if kept is not formats.Report.CHAIRS_NOTE:
        raise Refused("meetings.format_keeps_no_note", format=sitting.format, kept=str(kept))
    note = SittingNote.objects.create(
        sitting=sitting,
        text=Words.of(text),
        written_by=Person.objects.get(key=by.person_key),
        written_at=written_at or now(),
        audience=f"sitting:{sitting.key}",
    )
    journal.record(
        "meetings.note.written", by=by, about=note.about, audience=note.audience, facts={"sitting": sitting.key}
    )
    publish(f"sitting:{sitting.key}", note.audience)
    return note


def _presiding(sitting: Sitting, by: Actor) -> Sitting:
    require(by, "open_suspend_close", *scopes_of_sitting(sitting))
    return _locked(sitting)


def _locked(sitting: Sitting) -> Sitting:
    locked: Sitting = (
        Sitting.objects.select_for_update(of=("self",)).select_related("meeting__session").get(pk=sitting.pk)
    )
    return locked


def _require_state(sitting: Sitting, *wanted: Sitting.State) -> None:
    if sitting.state not in wanted:
        raise Refused(
            "meetings.wrong_step",
            title=str(sitting.title),
            state=sitting.state,
            wanted=[str(state) for state in wanted],
        )


def _moved(
    sitting: Sitting, state: Sitting.State, verb: str, by: Actor, happened_at: datetime | None, cite: str
) -> Sitting:
    sitting.state = state
    sitting.touch().save()
    session = sitting.meeting.session
    journal.record(
        verb,
        by=by,
        about=sitting.about,
        audience=sitting.audience,
        happened_at=happened_at,
        facts={"session": session.key, "title": dict(sitting.title), "format": sitting.format},
        cite=cite,
    )
    publish(f"sitting:{sitting.key}", sitting.audience)
    if not is_restricted(sitting):
        publish(f"session:{session.key}", sitting.audience)
        if sitting.is_announced and sitting.band_audience != sitting.audience:
            publish(f"session:{session.key}", sitting.band_audience)
    return sitting
