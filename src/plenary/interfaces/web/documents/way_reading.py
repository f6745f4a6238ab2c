"""What stands on the way of a text: who was asked and answered, which days bind it, what was taken late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from plenary.foundation.access.actors import Actor
from plenary.offices.documents import queries
from plenary.offices.documents.models import Confirmation, Document, Round, RoundAnswer, Waiver
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round, and each member asked with its standing answer; None for one that has not answered.

    late: the last late answer of each of those whose answer in time stands.
    """

    round: Round
    answers: tuple[tuple[Member, RoundAnswer | None], ...]
    late: tuple[RoundAnswer, ...]


@dataclass(frozen=True, slots=True)
class CapitalLine:
    """A capital that was asked. is_outdated: it confirmed other words than those that stand, and is heard again."""

    confirmation: Confirmation
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Way:
    """All of it. overrun, handed_in_late, issued_late: in words; empty where in time or not due."""

    rounds: tuple[RoundLine, ...]
    capitals: tuple[CapitalLine, ...]
    waivers: tuple[Waiver, ...]
    overrun: str
    handed_in_late: str
    issued_late: str


def way_of(actor: Actor, document: Document) -> Way:
    """The way of one document as this reader may know it: who works on it everything, a delegation its own lines."""
    issued = queries.first_issued_at(document)
    return Way(
        rounds=tuple(_line(actor, one) for one in queries.rounds_of(actor, document)),
        capitals=tuple(
            CapitalLine(one, queries.is_outdated(one))
            for one in queries.confirmations_of(document)
            if _concerns(actor, document, one.member)
        ),
        waivers=tuple(document.waivers.select_related("body").order_by("pk")),
        overrun=overrun_by(document),
        handed_in_late=late_by(
            document.submission_due_on,
            organisation.day_at_seat(document.registered_at) if document.registered_at else None,
        ),
        issued_late=late_by(document.issue_due_on, organisation.day_at_seat(issued) if issued else None),
    )


def overrun_by(document: Document) -> str:
    """How many days after the day of its mandate a text was first issued, or is still not; empty where in time."""
    if document.mandate is None or document.state == "withdrawn":
        return ""
    issued = queries.first_issued_at(document)
    return late_by(document.mandate.due_on, organisation.day_at_seat(issued) if issued else None)


def late_by(due_on: date | None, on: date | None) -> str:
    """How many days late something is that was due, or was when it came; empty where it is in time."""
    if due_on is None:
        return ""
    days = ((on or organisation.day_at_seat()) - due_on).days
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days} if days > 0 else ""


def _line(actor: Actor, one: Round) -> RoundLine:
    standing = {answer.member_id: answer for answer in queries.in_order_of_standing(one.answers.all())}
    late = {answer.member_id: answer for answer in one.answers.all() if answer.is_late}
    asked = sorted(one.addressees.all(), key=lambda member: member.code)
    concerned = [member for member in asked if _concerns(actor, one.document, member)]
    return RoundLine(
        one,
        tuple((member, standing.get(member.pk)) for member in concerned),
        tuple(late[member.pk] for member in concerned if member.pk in late and not standing[member.pk].is_late),
    )


def _concerns(actor: Actor, document: Document, member: Member) -> bool:
    """Whether this reader is told what a member answers: that member, and of the secretariat who works on the text."""
    if f"member:{member.code}" in actor.scopes:
        return True
    return actor.is_secretariat and queries.works_on_drafts(actor, document)
