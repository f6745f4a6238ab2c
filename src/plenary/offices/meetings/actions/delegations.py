"""Acts on delegations, their lists and their credentials."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.erased import require_not_erased
from plenary.foundation.access.gate import require
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings import facts
from plenary.offices.meetings.models import Credentials, Delegate, Delegation, Session
from plenary.offices.meetings.permissions import (
    require_own_delegation,
    scopes_of_session,
)
from plenary.offices.organisation.models import Body, Member, Partner
from plenary.offices.organisation.models.officials import OfficeClass
from plenary.procedure import credentials as rules
from plenary.procedure.refusal import Refused


@act("meetings.list_delegation")
def list_delegation(
    session: Session,
    *,
    by: Actor,
    member: Member | None = None,
    partner: Partner | None = None,
    is_list_complete: bool = False,
) -> Delegation:
    """Enter the delegation of a member, or of a partner, to a session.

    Raises Refused "meetings.delegation_of_one", "meetings.delegation_listed".
    """
    if (member is None) == (partner is None):
        raise Refused("meetings.delegation_of_one")
    delegation = Delegation(session=session, member=member, partner=partner, is_list_complete=is_list_complete)
    require_own_delegation(by, delegation)
    if Delegation.objects.filter(session=session, member=member, partner=partner).exists():
        raise Refused("meetings.delegation_listed", member=str(member or partner))
    delegation.save()
    journal.record(
        "meetings.delegation.listed",
        by=by,
        about=delegation.about,
        audience=session.audience,
        facts={"session": session.key, "member": _name(delegation), "is_list_complete": is_list_complete},
    )
    publish(f"session:{session.key}", session.audience)
    return delegation


@act("meetings.list_delegate")
def list_delegate(
    delegation: Delegation,
    *,
    by: Actor,
    person: Person,
    title: Words,
    role: str = Delegate.Role.MEMBER.value,
    office_class: str = OfficeClass.OTHER.value,
    for_body: Body | None = None,
    order: int | None = None,
    note: Words | None = None,
    listed_at: datetime | None = None,
    cite: str = "",
) -> Delegate:
    """Put a person on a delegation's list, with the office as printed.

    for_body: in a joint meeting, the body in which the person sits; left out elsewhere.
    Raises Refused "meetings.listed_already", "meetings.second_head", "meetings.body_does_not_meet",
    "meetings.no_such_class".
    """
    require_own_delegation(by, delegation)
    require_not_erased(person)
    if office_class not in facts.OFFICES:
        raise Refused("meetings.no_such_class", classes=[office_class])
    locked = _locked(delegation)
    session = locked.session
    if for_body is not None and not session.session_bodies.filter(body=for_body).exists():
        raise Refused("meetings.body_does_not_meet", body=for_body.code)
    standing = Delegate.objects.filter(delegation=locked, for_body=for_body, left_list_at__isnull=True)
    if standing.filter(person=person).exists():
        raise Refused("meetings.listed_already", person=str(person.name), member=str(locked.member or locked.partner))
    if role == Delegate.Role.HEAD and standing.filter(role=role).exists():
        raise Refused("meetings.second_head", member=str(locked.member or locked.partner))
    last = Delegate.objects.filter(delegation=locked).aggregate(last=Max("order"))["last"] or 0
    line = Delegate.objects.create(
        delegation=locked,
        person=person,
        role=role,
        title=Words.of(title),
        office_class=office_class,
        for_body=for_body,
        order=order or last + 1,
        note=Words.of(note),
        listed_at=listed_at or now(),
    )
    return _written(line, "meetings.delegate.listed", by, {"title": dict(line.title), "role": role}, cite=cite)


@act("meetings.designate_alternate")
def designate_alternate(delegate: Delegate, *, by: Actor, happened_at: datetime | None = None) -> Delegate:
    """Name an alternate who acts with the rights of the head. Raises Refused "meetings.not_an_alternate"."""
    require_own_delegation(by, delegate.delegation)
    line = _locked_line(delegate)
    if line.role != Delegate.Role.ALTERNATE:
        raise Refused("meetings.not_an_alternate", person=str(line.person.name))
    line.designated_at = happened_at or now()
    line.touch().save()
    return _written(line, "meetings.delegate.designated", by, happened_at=happened_at)


@act("meetings.take_off_list")
def take_off_list(delegate: Delegate, *, by: Actor, happened_at: datetime | None = None) -> Delegate:
    """Take a person off the list; the line stays in the record. Raises Refused "meetings.off_the_list"."""
    require_own_delegation(by, delegate.delegation)
    line = _locked_line(delegate)
    line.left_list_at = happened_at or now()
    line.touch().save()
    for presence in line.presences.filter(left_at__isnull=True):
        presence.left_at = line.left_list_at
        presence.touch().save()
    return _written(line, "meetings.delegate.taken_off", by, happened_at=happened_at)


@act("meetings.replace_delegate")
def replace_delegate(
    delegate: Delegate,
    *,
    by: Actor,
    person: Person,
    title: Words,
    role: str = "",
    office_class: str = OfficeClass.OTHER.value,
    for_body: Body | None = None,
) -> Delegate:
    """Put another person on the list in the place of one who leaves it: both or neither.

    role, for_body: of who leaves, where they are left out. Raises what `take_off_list` and `list_delegate` refuse.
    """
    leaving: Delegate = take_off_list(delegate, by=by)
    listed: Delegate = list_delegate(
        leaving.delegation,
        by=by,
        person=person,
        title=title,
        role=role or leaving.role,
        office_class=office_class,
        for_body=for_body or leaving.for_body,
        order=leaving.order,
    )
    return listed


@act("meetings.submit_credentials")
def submit_credentials(
    delegate: Delegate, *, by: Actor, ground: Words | None = None, received_at: datetime | None = None
) -> Credentials:
    """Hand in the paper that authorises a delegate to represent a member.

    Raises Refused "credentials.wrong_step" where a paper was handed in already.
    """
    require_own_delegation(by, delegate.delegation)
    line = _locked_line(delegate)
    rules.require_step(facts.credentials_of(line), rules.Credentials.RECEIVED)
    paper: Credentials = getattr(line, "credentials", None) or Credentials(delegate=line)
    paper.state = Credentials.State.RECEIVED
    paper.received_at = received_at or now()
    paper.ground = Words.of(ground)
    paper.touch().save()
    _written(line, "meetings.credentials.received", by, happened_at=received_at)
    return paper


@act("meetings.accept_credentials")
def accept_credentials(
    delegate: Delegate, *, by: Actor, happened_at: datetime | None = None, cite: str = ""
) -> Credentials:
    """Examine a delegate's credentials and accept them. Raises Refused "credentials.wrong_step"."""
    before, paper = _examining(delegate, by)
    rules.require_step(before, rules.Credentials.EXAMINED)
    rules.require_step(rules.Credentials.EXAMINED, rules.Credentials.ACCEPTED)
    return _examined(paper, Credentials.State.ACCEPTED, "meetings.credentials.accepted", by, happened_at, cite)


@act("meetings.seat_provisionally")
def seat_provisionally(
    delegate: Delegate, *, by: Actor, ground: Words | None = None, happened_at: datetime | None = None, cite: str = ""
) -> Credentials:
    """Seat a delegate with all rights until the credentials are examined. Raises Refused "credentials.wrong_step"."""
    before, paper = _examining(delegate, by)
    rules.require_step(before, rules.Credentials.PROVISIONAL)
    paper.ground = Words.of(ground) or paper.ground
    return _examined(
        paper, Credentials.State.PROVISIONAL, "meetings.credentials.seated_provisionally", by, happened_at, cite
    )


@act("meetings.challenge_credentials")
def challenge_credentials(
    delegate: Delegate, *, by: Actor, ground: Words, happened_at: datetime | None = None, cite: str = ""
) -> Credentials:
    """Note that credentials are challenged: no vote until it is settled. Raises Refused "credentials.wrong_step"."""
    before, paper = _examining(delegate, by)
    rules.require_step(before, rules.Credentials.CHALLENGED)
    paper.ground = Words.of(ground)
    return _examined(paper, Credentials.State.CHALLENGED, "meetings.credentials.challenged", by, happened_at, cite)


def _examining(delegate: Delegate, by: Actor) -> tuple[rules.Credentials, Credentials]:
    """How far the credentials have come, and the paper itself."""
    require(by, "accept_credentials", *scopes_of_session(delegate.delegation.session))
    line = _locked_line(delegate)
    # Asked first: a new paper is at once the line's own.
    before = facts.credentials_of(line)
    paper: Credentials | None = getattr(line, "credentials", None)
    return before, paper or Credentials(delegate=line, received_at=now())


def _examined(
    paper: Credentials, state: Credentials.State, verb: str, by: Actor, happened_at: datetime | None, cite: str
) -> Credentials:
    paper.state = state
    paper.examined_at = happened_at or now()
    paper.touch().save()
    _written(paper.delegate, verb, by, happened_at=happened_at, cite=cite)
    return paper


def _locked(delegation: Delegation) -> Delegation:
    return (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("session", "member", "partner")
        .get(pk=delegation.pk)
    )


def _locked_line(delegate: Delegate) -> Delegate:
    line = (
        Delegate.objects.select_for_update(of=("self",))
        .select_related("delegation__session", "delegation__member", "delegation__partner", "person", "credentials")
        .get(pk=delegate.pk)
    )
    if line.left_list_at is not None:
        raise Refused("meetings.off_the_list", person=str(line.person.name))
    return line


def _name(delegation: Delegation) -> dict[str, str]:
    """The name of who sends the delegation, in every language known."""
    sender = delegation.member or delegation.partner
    return dict(sender.short_name) if sender else {}


def _written(
    line: Delegate,
    verb: str,
    by: Actor,
    told: dict[str, object] | None = None,
    *,
    happened_at: datetime | None = None,
    cite: str = "",
) -> Delegate:
    session = line.delegation.session
    journal.record(
        verb,
        by=by,
        about=line.about,
        audience=session.audience,
        happened_at=happened_at,
        facts={
            "session": session.key,
            "delegation": line.delegation.key,
            "name": dict(line.person.name),
            "member": _name(line.delegation),
            **(told or {}),
        },
        cite=cite,
    )
    publish(f"session:{session.key}", session.audience)
    return line
