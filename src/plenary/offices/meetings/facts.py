"""Rows of this office as the values that procedure takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plenary.foundation.clock import now
from plenary.offices.meetings import queries
from plenary.offices.meetings.models import (
    Credentials,
    Delegate,
    Item,
    Presence,
    Session,
    Sitting,
)
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body
from plenary.offices.organisation.models.officials import OfficeClass
from plenary.procedure import agenda, credentials, formats
from plenary.procedure.citation import Citation
from plenary.procedure.office import Office

#: The class of office kept with a delegate, as rules of entry ask about it. A class that says no more than "other"
#: joins no sitting by office; what the office is called is kept beside it, as printed.
OFFICES: dict[str, Office] = {
    OfficeClass.HEAD_OF_STATE.value: Office.HEAD_OF_STATE,
    OfficeClass.HEAD_OF_GOVERNMENT.value: Office.HEAD_OF_GOVERNMENT,
    OfficeClass.DEPUTY_HEAD.value: Office.DEPUTY_HEAD_OF_GOVERNMENT,
    OfficeClass.FOREIGN_MINISTER.value: Office.FOREIGN_MINISTER,
    OfficeClass.DEFENCE_MINISTER.value: Office.DEFENCE_MINISTER,
    OfficeClass.SECURITY_SECRETARY.value: Office.SECURITY_COUNCIL_SECRETARY,
    OfficeClass.OTHER_MINISTER.value: Office.MINISTER,
    OfficeClass.PERMANENT_REPRESENTATIVE.value: Office.PERMANENT_REPRESENTATIVE,
    OfficeClass.SECRETARY_GENERAL.value: Office.SECRETARY_GENERAL,
    OfficeClass.OTHER.value: Office.OTHER,
}

_PARTS: dict[str, credentials.DelegationPart] = {
    Delegate.Role.HEAD.value: credentials.DelegationPart.HEAD,
    Delegate.Role.ALTERNATE.value: credentials.DelegationPart.ALTERNATE,
    Delegate.Role.MEMBER.value: credentials.DelegationPart.DELEGATE,
    Delegate.Role.ADVISER.value: credentials.DelegationPart.ADVISER,
}


def cite_of(said: str) -> Citation | None:
    """A printed citation as a value; None where nothing is stated."""
    return Citation.parse(said) if said.strip() else None


def item_value(item: Item) -> agenda.Item:
    """An item as the rules see it."""
    return agenda.Item(
        number=queries.number_of(item),
        kind=agenda.ItemKind(item.kind_of_item),
        part=agenda.Part.A if item.without_debate else agenda.Part.B,
        named=bool(item.title),
        adopted=item.on_agenda,
    )


def sitting_rule(sitting: Sitting, named: Iterable[str] = ()) -> formats.SittingRule:
    """Who may enter, as the convening text says. named: keys of persons named for the sitting itself."""
    return formats.SittingRule(
        format=formats.Format(sitting.format),
        offices=frozenset(OFFICES[word] for word in sitting.admitted_classes),
        companions=sitting.companions,
        named=frozenset(named),
        cite=cite_of(sitting.ground),
    )


def credentials_of(delegate: Delegate) -> credentials.Credentials:
    """How far a delegate's credentials have come; none where no paper was received."""
    paper: Credentials | None = getattr(delegate, "credentials", None)
    return credentials.Credentials.NONE if paper is None else credentials.Credentials(paper.state)


def sits_in(delegate: Delegate, body: Body) -> bool:
    """Whether the line is that body's: in a joint meeting each person sits for one body."""
    return delegate.for_body_id in (None, body.pk)


def representatives(sitting: Sitting, body: Body) -> tuple[credentials.Representative, ...]:
    """Everyone on the lists of the session who sits for a member in this body, and whether in the room now."""
    in_room = set(Presence.objects.filter(sitting=sitting, left_at__isnull=True).values_list("delegate_id", flat=True))
    lines = Delegate.objects.filter(
        delegation__session=sitting.meeting.session, delegation__member__isnull=False, left_list_at__isnull=True
    ).select_related("delegation__member", "person", "credentials")
    return tuple(representative(line, in_room=line.pk in in_room) for line in lines if sits_in(line, body))


def representative(delegate: Delegate, *, in_room: bool) -> credentials.Representative:
    """One line of a list as the quorum and the vote see it."""
    member = delegate.delegation.member
    return credentials.Representative(
        person=delegate.person.key,
        member=member.code if member else "",
        part=_PARTS[delegate.role],
        credentials=credentials_of(delegate),
        in_room=in_room,
        designated=delegate.designated_at is not None,
    )


def members_of(body: Body, on: date) -> list[str]:
    """Codes of the members with a seat in the body on that day."""
    return sorted(organisation.members_of(body, on).values_list("code", flat=True))


def represented_in(sitting: Sitting, body: Body) -> tuple[credentials.Representation, ...]:
    """Each member of the body, and whether it is represented in the room now."""
    return credentials.represented(members_of(body, day_of(sitting)), representatives(sitting, body))


def day_of(sitting: Sitting) -> date:
    """The day by which rules are chosen: that of the meeting, else of the house's clock."""
    return sitting.meeting.on or day_of_session(sitting.meeting.session)


def day_of_session(session: Session) -> date:
    """The first day of a session, else today by the house's clock."""
    return session.from_on or now().date()
