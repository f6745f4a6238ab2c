"""In whose scope the things of this office lie; which capacity may is in permissions.toml."""

from __future__ import annotations

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import SecondPersonNeeded, may, require
from plenary.offices.meetings.models import Delegate, Delegation, Session, Sitting
from plenary.offices.organisation.models import Body
from plenary.procedure.refusal import Refused


def is_restricted(sitting: Sitting) -> bool:
    """Whether only those entitled to this one sitting may know what happens in it."""
    return bool(sitting.audience == f"sitting:{sitting.key}")


def scopes_of_bodies(bodies: list[Body]) -> list[str]:
    """Where a session lies that is only being planned."""
    return [f"body:{body.code}" for body in bodies]


def scopes_of_session(session: Session) -> list[str]:
    """Where a session lies: itself and the bodies that meet in it."""
    codes = session.session_bodies.values_list("body__code", flat=True)
    return [f"session:{session.key}", *(f"body:{code}" for code in codes)]


def scopes_of_sitting(sitting: Sitting) -> list[str]:
    """Where a sitting lies. A restricted one lies in no wider scope: another secretary of the body is outside it."""
    own = f"sitting:{sitting.key}"
    return [own] if is_restricted(sitting) else [own, *scopes_of_session(sitting.meeting.session)]


def scopes_of_delegation(delegation: Delegation) -> list[str]:
    """Where a delegation lies: itself and the member that sends it."""
    own = [f"delegation:{delegation.key}"]
    return [*own, f"member:{delegation.member.code}"] if delegation.member else own


def require_one_of(by: Actor, *claims: tuple[str, list[str]]) -> None:
    """Let the act pass under any of several rows, each with its scopes.

    Raises what the first row refuses, unless a later one would pass with a second person.
    """
    refusals: list[Refused] = []
    for row, scopes in claims:
        try:
            return require(by, row, *scopes)
        except Refused as refusal:
            refusals.append(refusal)
    raise next((one for one in refusals if isinstance(one, SecondPersonNeeded)), refusals[0])


def require_preparing(by: Actor, session: Session) -> None:
    """Whether this person prepares the session: convenes it, or works its lists at the chair's direction.

    Convening is asked first, so that whoever may convene can be the second person of one who proposed to.
    """
    scopes = scopes_of_session(session)
    require_one_of(by, ("convene_session", scopes), ("work_floor", scopes))


def require_own_delegation(by: Actor, delegation: Delegation) -> None:
    """A delegation is listed from its own side; that of a partner by protocol, who accredits it."""
    if delegation.partner is not None:
        return require(by, "decide_accreditation")
    scopes = scopes_of_delegation(delegation)
    require(by, "submit_credentials", *scopes)
    if by.scopes.isdisjoint(scopes):
        raise Refused("access.not_in_scope", row="submit_credentials", capacity=by.capacity)
    return None


def require_at_the_door(by: Actor, sitting: Sitting, delegate: Delegate) -> None:
    """A delegate enters and leaves in person, or is noted by the door or by the secretary."""
    if by.person_key and by.person_key == delegate.person.key:
        return
    scopes = scopes_of_sitting(sitting)
    require_one_of(by, ("work_floor", scopes), ("admit_at_door", scopes))


def can_preside(by: Actor, sitting: Sitting) -> bool:
    """Whether this person opens, suspends and closes the sitting."""
    return may(by, "open_suspend_close", *scopes_of_sitting(sitting))


def can_work_floor(by: Actor, sitting: Sitting) -> bool:
    """Whether this person works lists and the order of the day of the sitting."""
    return may(by, "work_floor", *scopes_of_sitting(sitting))
