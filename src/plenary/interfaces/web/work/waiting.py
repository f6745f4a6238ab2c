"""What waits for a person: lines of Today and of the work queue, gathered from every office.

Each line carries the one act it is there for. Lines are sorted by when they are due: late, today, next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may
from plenary.foundation.notices import desk as letters
from plenary.foundation.notices.addresses import ROW as LETTERS_ROW
from plenary.foundation.people.models import Pending
from plenary.foundation.people.openings import openings_told_to
from plenary.foundation.people.pairs import things_of
from plenary.foundation.people.passkeys import lacks_second_key
from plenary.foundation.people.waiting import proposed_by, waiting_for
from plenary.interfaces.web.chamber.requests import way_in
from plenary.interfaces.web.documents.desk_reading import late_words
from plenary.interfaces.web.documents.reading import SETTLED, bodies_in_words
from plenary.interfaces.web.documents.workspace_forms import OwnAnswer, OwnCapital, speaks_for
from plenary.interfaces.web.record.whereabouts import places_of_things
from plenary.interfaces.web.shell.letterhead import of_the_house
from plenary.interfaces.web.shell.moments import day_words, hour_words, offset_words
from plenary.interfaces.wording import act_sentence
from plenary.offices.chamber import queries as chamber
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import FollowUp, Question
from plenary.offices.decisions.permissions import scopes_of
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, Referral, Version
from plenary.offices.instruments import queries as instruments
from plenary.offices.instruments.models import SigningPackage
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Session, Sitting
from plenary.offices.meetings.permissions import scopes_of_sitting
from plenary.offices.newsroom import queries as newsroom
from plenary.offices.newsroom.models import Release
from plenary.offices.organisation import queries as organisation
from plenary.offices.protocol.models import Arrival
from plenary.procedure.refusal import NotHere

#: States of a text that goes to no other body any more.
NOT_SENT_ON = frozenset({"withdrawn", "rejected"})
#: States of a session in which nothing of it is still to be prepared.
OVER = (Session.State.HELD, Session.State.CLOSED)


class Due(IntEnum):
    """When a line is due."""

    LATE = 0
    TODAY = 1
    NEXT = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what, where it comes from, the act and its address. at: instant or day it is due, if any.

    sent: what the act is told, where it is done at once; empty where the address is a page to go to.
    """

    due: Due
    what: Any
    note: str
    act: str
    href: str
    at: datetime | None = None
    on: date | None = None
    sent: Mapping[str, str] = field(default_factory=dict)


def queue(actor: Actor, now: datetime) -> dict[Due, list[Line]]:
    """The work queue of an officer: only what this capacity may act on."""
    lines = [
        *_seconds(actor),
        *_asked(actor),
        *_releases(actor, now),
        *_arrivals(actor, now),
        *_drafts(actor),
        *_referrals(actor),
        *_questions_at_desk(actor, now),
        *_orders(actor, now),
        *_sittings(actor, now),
        *_decisions_to_issue(actor),
        *_packages(actor),
        *_treaties(actor),
        *_opened(actor),
        *_letters(actor),
        *_keys(actor),
    ]
    return _sorted(lines)


def today(actor: Actor, now: datetime) -> dict[Due, list[Line]]:
    """What waits for a delegate or the chair: acts to agree to or asked for, sittings, open questions, follow-up."""
    return _sorted(
        [
            *_seconds(actor),
            *_asked(actor),
            *_sittings(actor, now),
            *_questions(actor, now),
            *_consultations(actor, now),
            *_follow_up(actor, now),
            *_keys(actor),
        ]
    )


def _sorted(lines: Iterable[Line]) -> dict[Due, list[Line]]:
    far = datetime(9999, 1, 1, tzinfo=UTC)
    ordered = sorted(lines, key=lambda line: line.at or far)
    return {due: [line for line in ordered if line.due is due] for due in Due}


def _keys(actor: Actor) -> Iterator[Line]:
    if lacks_second_key(actor.person_key):
        yield Line(
            Due.NEXT,
            _("Add a second passkey, on another device"),
            _("If you lose the only one, two officers must let you in again"),
            _("Add a passkey"),
            reverse("me"),
        )


def _letters(actor: Actor) -> Iterator[Line]:
    """Letters of which nobody knows whether they arrived, or that the mail server did not take."""
    if not may(actor, LETTERS_ROW):
        return
    count = letters.to_decide()
    if count:
        yield Line(
            Due.TODAY,
            ngettext(
                "%(count)d letter did not go out for certain", "%(count)d letters did not go out for certain", count
            )
            % {"count": count},
            _("Uncertain, or given up"),
            _("Decide"),
            reverse("desk-letters"),
        )


def _opened(actor: Actor) -> Iterator[Line]:
    """Texts of this officer's own that an administrator read lately."""
    openings = {(one.about_kind, one.about_key): one for one in openings_told_to(actor)}
    for about, place in places_of_things(actor, openings).items():
        one = openings[about]
        told = {"name": one.person.name.said(), "reason": one.reason}
        yield Line(
            Due.TODAY,
            place.name,
            _("Read by the administrator %(name)s: %(reason)s") % told,
            _("Open"),
            place.href,
            at=one.opened_at,
        )


def _seconds(actor: Actor) -> Iterator[Line]:
    waiting = waiting_for(actor)
    named = _names(actor, waiting)
    for one in waiting:
        told = {"act": act_sentence(one.act), "name": one.proposed_by.name.said()}
        yield Line(
            Due.TODAY,
            named.get(one.pk) or told["act"],
            _("%(act)s. Asked by %(name)s") % told if one.pk in named else _("Asked by %(name)s") % told,
            _("Read and decide"),
            reverse("pending"),
            at=one.proposed_at,
        )


def _asked(actor: Actor) -> Iterator[Line]:
    asked = proposed_by(actor)
    named = _names(actor, asked)
    for one in asked:
        act = act_sentence(one.act)
        by_you = _("%(act)s. Asked by you, waits for a second person") % {"act": act}
        yield Line(
            Due.NEXT,
            named.get(one.pk) or act,
            by_you if one.pk in named else _("Asked by you, waits for a second person"),
            _("Open"),
            reverse("pending"),
            at=one.proposed_at,
        )


def _names(actor: Actor, pending: list[Pending]) -> dict[int, Any]:
    """What each proposed act is about, by its own key: the first thing it names that this person may know of."""
    about = {one.pk: things_of(one) for one in pending}
    places = places_of_things(actor, (thing for things in about.values() for thing in things))
    found = {key: [places[thing].name for thing in things if thing in places] for key, things in about.items()}
    return {key: names[0] for key, names in found.items() if names}


def _releases(actor: Actor, now: datetime) -> Iterator[Line]:
    if not may(actor, "draft_release"):
        return
    for release in newsroom.in_the_works(actor):
        late = release.embargo_until is not None and release.embargo_until < now
        by_state: dict[str, tuple[str, str]] = {
            Release.State.DRAFT.value: (_("Release, waits for a second person"), _("Read and clear")),
            Release.State.CLEARED.value: (_("Release, cleared"), _("Publish")),
            Release.State.ARMED.value: (_("Release, waits for its event"), _("Open")),
        }
        note, verb = by_state[release.state]
        yield Line(
            Due.LATE if late else Due.TODAY,
            release.headline,
            note,
            verb,
            reverse("desk-release", kwargs={"key": release.key}),
            at=release.embargo_until,
        )


def _arrivals(actor: Actor, now: datetime) -> Iterator[Line]:
    if actor.capacity not in {"PT", "SG"}:
        return
    planned = Arrival.objects.readable_by(actor).filter(state=Arrival.State.PLANNED)
    planned = planned.select_related("person", "greeter", "delegation__session")
    for arrival in planned:
        late = arrival.planned_at is not None and arrival.planned_at < now
        greeter = str(arrival.greeter.name if arrival.greeter else arrival.greeter_title)
        yield Line(
            Due.LATE if late else Due.TODAY,
            arrival.person.form_of_address or arrival.person.name,
            _("Arrival, greeted by %(name)s") % {"name": greeter} if greeter else _("Arrival, not yet marked"),
            _("Mark the arrival"),
            reverse("desk-act-on-protocol", kwargs={"ref": arrival.delegation.session.ref, "verb": "arrived"}),
            at=arrival.planned_at,
            sent={"arrival": arrival.key},
        )


def _drafts(actor: Actor) -> Iterator[Line]:
    if not may(actor, "issue_version"):
        return
    seconded = _documents_seconded(actor)
    for waiting in documents.not_issued(actor):
        document = waiting.document
        if document.key in seconded:
            continue  # its line is that of the act which waits for a second person
        if document.state == "mandated":
            note, verb = _("Mandated, without a text"), _("Open")
        elif not waiting.is_sealed and waiting.is_revision:
            note, verb = _("Revised, not sealed"), _("Seal and issue")
        elif not waiting.is_sealed:
            note, verb = _("Drafted, not sealed"), _("Seal the version")
        elif not document.symbol:
            note, verb = _("Sealed, without a symbol"), _("Give the symbol")
        else:
            note, verb = _("Registered, not issued"), _("Issue")
        late = late_words(document)
        said = f"{note} · {late}" if late else note
        href = reverse("desk-document", kwargs={"key": document.key})
        yield Line(Due.LATE if late else Due.NEXT, document.title, said, verb, href)


def _documents_seconded(actor: Actor) -> set[str]:
    """Keys of the documents to which an act is to be done that waits for a second person."""
    things = [thing for one in (*waiting_for(actor), *proposed_by(actor)) for thing in things_of(one)]
    keys = [key for _kind, key in things]
    versions = Version.objects.filter(key__in=keys).values_list("document__key", flat=True) if keys else ()
    return {*keys, *versions}


def _referrals(actor: Actor) -> Iterator[Line]:
    """Texts that are to go on to another body, and those that came to one."""
    waiting = documents.referrals(actor).filter(state__in=[Referral.State.DECIDED, Referral.State.SENT])
    # A text that was decided on goes on for information and for signature; for all else it has arrived
    waiting = waiting.exclude(~Q(verb__in=["information", "signature"]), document__state__in=SETTLED | NOT_SENT_ON)
    together = Prefetch("decided_together", Referral.objects.select_related("to_body"))
    for referral in waiting.select_related("document__body", "document__author", "to_body").prefetch_related(together):
        bodies = [referral.to_body]
        if referral.state == Referral.State.DECIDED and referral.decided_with_id is not None:
            continue
        if referral.state == Referral.State.DECIDED:
            shown, note, verb, act = may(actor, "issue_version"), _("Referred to %(body)s"), _("Send it on"), "send"
            bodies = referral.to_bodies
        else:
            body = f"body:{referral.to_body.code}"
            shown = may(actor, "edit_draft", body) or may(actor, "issue_version", body)
            note, verb, act = _("Sent to %(body)s"), _("Record that it was received"), "receive"
        if shown:
            href = reverse("desk-act-on-document", kwargs={"key": referral.document.key, "verb": act})
            said = note % {"body": bodies_in_words(bodies)}
            yield Line(Due.TODAY, referral.document.title, said, verb, f"{href}?referral={referral.key}")


def _treaties(actor: Actor) -> Iterator[Line]:
    """Treaties that wait for instruments of their parties."""
    if not may(actor, "record_deposit"):
        return
    for treaty in instruments.treaties().filter(in_force_on__isnull=True):
        href = reverse("desk-act-on-treaty", kwargs={"key": treaty.key, "verb": "deposit"})
        note = ngettext("%(count)s instrument received", "%(count)s instruments received", len(treaty.deposits.all()))
        yield Line(
            Due.NEXT,
            treaty.title,
            note % {"count": len(treaty.deposits.all())},
            _("Record an instrument received"),
            href,
        )


def _questions_at_desk(actor: Actor, now: datetime) -> Iterator[Line]:
    """What the secretary of a body still has to do about a question: a silence to close, a result to enter."""
    silent = Q(method=Question.Method.SILENCE, state=Question.State.OPEN)
    found = decisions.questions(actor).filter(silent | Q(state=Question.State.ANNOUNCED, recorded_at__isnull=True))
    for question in found.select_related("announced_by"):
        href = reverse("desk-question", kwargs={"key": question.key})
        over = question.closes_at is not None and question.closes_at <= now
        if question.state == Question.State.OPEN and may(actor, "work_floor", *scopes_of(question)):
            yield Line(
                Due.TODAY if over else Due.NEXT,
                question.wording,
                _("Silence procedure, its time is over") if over else _("Silence procedure runs"),
                _("Close the silence procedure") if over else _("Open"),
                href,
                at=question.closes_at,
            )
        elif question.state == Question.State.ANNOUNCED and may(actor, "announce_verdict", *scopes_of(question)):
            yield Line(
                Due.TODAY,
                question.wording,
                _("Announced and not entered"),
                _("Enter it in the record"),
                href,
                at=question.announced_at,
            )


def _sittings(actor: Actor, now: datetime) -> Iterator[Line]:
    day = now.date()
    for session in meetings.sessions_between(actor, day - timedelta(days=1), day + timedelta(days=14)):
        if session.state in OVER:
            continue
        for meeting in meetings.meetings(session, actor):
            for line in meeting.sittings:
                if line.sitting.state == Sitting.State.CLOSED or not line.may_follow:
                    continue
                if not _has_way_in(actor, line.sitting):
                    continue
                on = meeting.meeting.on or session.from_on
                yield Line(
                    Due.TODAY if on is not None and on <= day else Due.NEXT,
                    line.sitting.title,
                    session.title.said(),
                    _("Go to the room"),
                    reverse(way_in(actor.capacity), kwargs={"key": line.sitting.key}),
                    at=line.sitting.planned_from_at,
                    on=on,
                )


def _orders(actor: Actor, now: datetime) -> Iterator[Line]:
    """Sittings to come whose order of the day this secretary still has to set."""
    day = now.date()
    near = meetings.sessions_between(actor, day - timedelta(days=1), day + timedelta(days=14))
    to_come = [session for session in near if session.state not in OVER]
    sittings = Sitting.objects.readable_by(actor).filter(meeting__session__in=to_come, order_of_the_day__isnull=True)
    sittings = sittings.filter(state__in=[Sitting.State.PLANNED, Sitting.State.READY])
    for sitting in sittings.select_related("meeting__session").order_by("meeting", "number"):
        if not may(actor, "work_floor", *scopes_of_sitting(sitting)):
            continue
        act = reverse("desk-act-on-meeting", kwargs={"ref": sitting.meeting.session.ref, "verb": "order-of-day"})
        yield Line(
            Due.NEXT,
            sitting.title,
            _("Its order of the day is not set"),
            _("Set the order of the day"),
            f"{act}?sitting={sitting.key}",
            at=sitting.planned_from_at,
            on=sitting.meeting.on,
        )


def _has_way_in(actor: Actor, sitting: Sitting) -> bool:
    """Whether the room is ready for this reader; those who make it ready get in before."""
    if may(actor, "work_floor", *scopes_of_sitting(sitting)):
        return True
    try:
        chamber.room_of(sitting, actor)
    except NotHere:
        return False
    return True


def _decisions_to_issue(actor: Actor) -> Iterator[Line]:
    if not may(actor, "issue_decision"):
        return
    for decision in decisions.decisions(actor).filter(issued_at__isnull=True):
        yield Line(
            Due.TODAY,
            decision.title,
            _("Decision %(number)s, adopted and not issued") % {"number": decision.number},
            _("Issue"),
            reverse("desk-decision", kwargs={"number": decision.number}),
            at=decision.adopted_at,
        )


def _packages(actor: Actor) -> Iterator[Line]:
    if not may(actor, "record_deposit"):
        return
    for package in SigningPackage.objects.readable_by(actor).exclude(state=SigningPackage.State.SIGNED):
        yield Line(
            Due.NEXT,
            package.title,
            *(
                (_("Signing, open for signature"), _("Enter a signature"))
                if package.state == SigningPackage.State.OPEN
                else (_("Signing, planned"), _("Prepare"))
            ),
            reverse("desk-signing", kwargs={"key": package.key}),
        )


def _questions(actor: Actor, now: datetime) -> Iterator[Line]:
    for question in decisions.questions(actor).filter(state=Question.State.OPEN).select_related("sitting"):
        if question.method == Question.Method.SILENCE:
            note, verb = _silence_until(question), _("Read the text")
        else:
            note, verb = _("Open now"), _("Go to the room")
        href = (
            reverse("seat", kwargs={"key": question.sitting.key})
            if question.sitting
            else reverse("folder-question", kwargs={"key": question.key})
        )
        at = question.closes_at
        due = Due.TODAY if at is None or at.date() <= now.date() else Due.NEXT
        yield Line(due, question.wording, note, verb, href, at=at)


def _silence_until(question: Question) -> str:
    """What saying nothing means, with its day and the clock it runs by: silence is consent."""
    at = question.closes_at
    if at is None:
        return _("Silence procedure runs")
    zone = question.zone or of_the_house().zone
    return _("Silence counts as agreement at %(time)s (%(offset)s) on %(day)s") % {
        "time": hour_words(at, zone),
        "offset": offset_words(at, zone),
        "day": day_words(at, zone=zone),
    }


def _consultations(actor: Actor, now: datetime) -> Iterator[Line]:
    """Texts on which this person's member is asked: in a round that runs, or for the confirmation of its capital."""
    members = [scope.removeprefix("member:") for scope in actor.scopes if scope.startswith("member:")]
    spoken_for = speaks_for(actor, members)
    if not spoken_for:
        return
    for asked in documents.rounds_waiting_for(actor, spoken_for):
        yield Line(
            Due.LATE if asked.closes_at <= now else Due.TODAY,
            asked.document.title,
            _("Consultation: answers are in time before this hour"),
            _("Answer the consultation"),
            reverse("folder-act-on-document", kwargs={"key": asked.document.key, "verb": OwnAnswer.verb}),
            at=asked.closes_at,
        )
    for one in documents.capitals_waiting_for(actor, spoken_for):
        yield Line(
            Due.TODAY,
            one.document.title,
            _("Agreed ad referendum, your capital still confirms"),
            _("Answer for your capital"),
            reverse("folder-act-on-document", kwargs={"key": one.document.key, "verb": OwnCapital.verb}),
        )


def _follow_up(actor: Actor, now: datetime) -> Iterator[Line]:
    members = {scope.removeprefix("member:") for scope in actor.scopes if scope.startswith("member:")}
    for line in decisions.follow_ups(actor).exclude(state=FollowUp.State.CLOSED).select_related("owner_member"):
        if line.owner_member is None or line.owner_member.code not in members:
            continue
        late = line.due_on is not None and line.due_on < now.date()
        yield Line(
            Due.LATE if late else Due.NEXT,
            line.task,
            _("Follow-up of decision %(number)s") % {"number": line.decision.number},
            _("Report"),
            reverse("folder-follow-up"),
            on=line.due_on,
        )


def delegation_gaps(actor: Actor) -> list[Session]:
    """Coming sessions in which this person's member has no delegation listed yet."""
    codes = {scope.removeprefix("member:") for scope in actor.scopes if scope.startswith("member:")}
    if not codes:
        return []
    gaps = []
    for session in meetings.sessions(actor).exclude(state__in=OVER):
        listed = {one.member.code for one in meetings.delegations(session) if one.member}
        if not codes <= listed:
            gaps.append(session)
    return gaps


def new_texts(actor: Actor) -> Iterable[Document]:
    """The texts this reader may read that were issued last."""
    return documents.documents(actor).filter(registered_at__isnull=False).order_by("-registered_at")[:8]


def next_session(actor: Actor, now: datetime) -> Session | None:
    """The session under way or the next one."""
    coming = [
        one
        for one in meetings.sessions(actor)
        if one.state not in OVER and (one.until_on is None or one.until_on >= now.date())
    ]
    return min(coming, key=lambda one: one.from_on or date.max, default=None)


def presidency_line() -> Any:  # noqa: ANN401  a Presidency or None
    """The presidency in office, else the coming one."""
    return organisation.presidency_in_office() or organisation.presidency_upcoming()
