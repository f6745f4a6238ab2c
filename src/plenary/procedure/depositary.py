"""What the depositary of a treaty reckons with after signature: time limits, reservations, and whom a change binds.

The depositary keeps, notifies and counts; it never judges. Whether a reservation goes against the object and purpose
of a treaty is for its parties to say, and stands here as something that was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.entry_into_force import Delay, add_months
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value

RESERVATIONS = Citation("VCLT", "art. 19")
OBJECTIONS = Citation("VCLT", "art. 20(5)")
AMENDMENTS = Citation("VCLT", "art. 40")
WITHDRAWAL = Citation("VCLT", "art. 56(2)")
CORRECTIONS = Citation("VCLT", "art. 79")
REGISTRATION = Citation("UN Charter", "art. 102")
SUCCESSION = Citation("VCSST", "art. 23")
RESERVATIONS_KEPT = Citation("VCSST", "art. 20")

#: What is usual where the text sets no notice: twelve months.
TWELVE_MONTHS = Delay(months=12)


@value
class Due:
    """A day that follows from another, and why. in_time: None where nothing was compared with it."""

    on: date
    step: Step
    in_time: bool | None = None


# Reservations


class Allowed(StrEnum):
    """What the reservations clause of a treaty says."""

    SILENT = "silent"
    PROHIBITED = "prohibited"
    SPECIFIED_ONLY = "specified only"


@value
class Reservation:
    """Whether a reservation may be made: an instrument with one that may not is not in good form."""

    allowed: bool
    step: Step


def reservation(
    provision: str,
    clause: Allowed = Allowed.SILENT,
    *,
    named: Iterable[str] = (),
    against_purpose: bool = False,
    cite: Citation | None = None,
) -> Reservation:
    """Whether a reservation to a provision may be made.

    named: with "specified only" the provisions to which reservations are permitted, with "silent" those to which they
    are prohibited. against_purpose: the parties hold it to go against the object and purpose.
    cite: the clause of the treaty; without one the general rule.
    Source: VCLT art. 19.
    """
    places = {*named}
    if clause is Allowed.PROHIBITED or (clause is Allowed.SILENT and provision in places):
        code = "reservations.prohibited"
    elif clause is Allowed.SPECIFIED_ONLY and provision not in places:
        code = "reservations.not_among_permitted"
    elif against_purpose:
        code = "reservations.against_purpose"
    else:
        code = "reservations.allowed"
    step = Step.of(code, cite or RESERVATIONS, provision=provision, named=sorted(places))
    return Reservation(code == "reservations.allowed", step)


def objection(
    notified_on: date, objected_on: date | None = None, *, bound_on: date | None = None, months: int = 12
) -> Due:
    """The last day for an objection to a reservation, itself included, and whether one came in time.

    bound_on: the day the objecting State consented to be bound, where that is later.
    objected_on: None where nobody has objected; silence to the end of the last day is acceptance.
    Source: VCLT art. 20(5).
    """
    last = add_months(notified_on, months)
    if bound_on is not None:
        last = max(last, bound_on)
    facts = {"notified_on": str(notified_on), "last_on": str(last)}
    if objected_on is None:
        return Due(last, Step.of("reservations.accepted_after", OBJECTIONS, **facts))
    in_time = objected_on <= last
    code = "reservations.objection_in_time" if in_time else "reservations.objection_late"
    return Due(last, Step.of(code, OBJECTIONS, **facts, objected_on=str(objected_on)), in_time)


# Corrections


class Correction(StrEnum):
    """How far the correction of an error in the text has come."""

    RUNNING = "running"
    CORRECTED = "corrected"
    OBJECTED = "objected"


@value
class CorrectionAnswer:
    """What became of a proposed correction. last_on: the last day for an objection, itself included."""

    outcome: Correction
    last_on: date
    objected: tuple[str, ...]
    step: Step


def correction(
    proposed_on: date, objections: Mapping[str, date], *, on: date, days: int = 90, cite: Citation = CORRECTIONS
) -> CorrectionAnswer:
    """What became of a correction that the depositary proposed: made when nobody objects within the time.

    objections: by party, the day received; a late one does not stop it. on: the day for which one asks.
    Raises: Refused "depositary.before_it_began" where an objection is older than the proposal.
    Source: VCLT art. 79(2); ninety days are the practice of the UN Secretary-General.
    """
    last = proposed_on + timedelta(days=days)
    if early := sorted(party for party, day in objections.items() if day < proposed_on):
        raise Refused("depositary.before_it_began", cite, parties=list(early), began_on=str(proposed_on))
    objected = tuple(sorted(party for party, day in objections.items() if day <= min(on, last)))
    if objected:
        outcome, code = Correction.OBJECTED, "depositary.correction_objected"
    elif on <= last:
        outcome, code = Correction.RUNNING, "depositary.correction_running"
    else:
        outcome, code = Correction.CORRECTED, "depositary.correction_made"
    step = Step.of(code, cite, proposed_on=str(proposed_on), last_on=str(last), parties=list(objected))
    return CorrectionAnswer(outcome, last, objected, step)


# Withdrawal, registration, succession


def withdrawal(notified_on: date, notice: Delay = TWELVE_MONTHS, *, cite: Citation | None = None) -> Due:
    """The day a withdrawal takes effect: after the notice the text sets, or twelve months where it sets none.

    cite: the clause of the treaty; without one the general rule.
    Source: VCLT art. 56(2).
    """
    on = notice.after(notified_on)
    facts = {"notified_on": str(notified_on), "notice": str(notice), "on": str(on)}
    return Due(on, Step.of("depositary.withdrawal", cite or WITHDRAWAL, **facts))


def require_registration(in_force_on: date | None, *, on: date) -> Step:
    """Whether the treaty is to be registered now: it is, as soon as it is in force, and not before.

    Raises: Refused "depositary.not_in_force_yet".
    Source: UN Charter art. 102.
    """
    if in_force_on is None or on < in_force_on:
        raise Refused("depositary.not_in_force_yet", REGISTRATION, in_force_on=str(in_force_on or ""), on=str(on))
    return Step.of("depositary.register_now", REGISTRATION, in_force_on=str(in_force_on))


@value
class Succession:
    """From which day a successor State is bound, and with which reservations."""

    on: date
    reservations: tuple[str, ...]
    steps: tuple[Step, ...]


def succession(
    succeeded_on: date,
    notified_on: date,
    in_force_on: date,
    *,
    reservations: Iterable[str] = (),
    changed_to: Iterable[str] | None = None,
    cite: Citation | None = None,
) -> Succession:
    """From which day a State that notifies its succession is bound.

    It is bound from the day of the succession, or from entry into force where that is later; the reservations of its
    predecessor stay unless the notification says otherwise.
    changed_to: the reservations as the notification states them; None where it says nothing of them.
    Raises: Refused "depositary.before_it_began" where the notification is older than the succession.
    Source: Vienna Convention on Succession of States in respect of Treaties (VCSST) arts 20 and 23.
    """
    place = cite or SUCCESSION
    if notified_on < succeeded_on:
        raise Refused("depositary.before_it_began", place, parties=[], began_on=str(succeeded_on))
    on = max(succeeded_on, in_force_on)
    kept = tuple(sorted(reservations if changed_to is None else changed_to))
    said = "depositary.reservations_kept" if changed_to is None else "depositary.reservations_changed"
    steps = (
        Step.of(
            "depositary.succession", place, succeeded_on=str(succeeded_on), notified_on=str(notified_on), on=str(on)
        ),
        Step.of(said, cite or RESERVATIONS_KEPT, reservations=list(kept)),
    )
    return Succession(on, kept, steps)


# Amendments


@value
class Amended:
    """Who is bound by the text as amended, and who stays with the text as it was, between themselves and with all."""

    amended: tuple[str, ...]
    unamended: tuple[str, ...]
    step: Step


def amendment(
    parties: Mapping[str, date],
    accepted: Mapping[str, date],
    *,
    in_force_on: date | None,
    on: date,
    binds_all: bool = False,
    cite: Citation | None = None,
) -> Amended:
    """Whom an amendment binds on a day.

    parties: by party, since when it is one; who becomes a party after the amendment is in force takes the amended text.
    accepted: by party, the day from which its acceptance binds it. in_force_on: None while it is not in force.
    binds_all: the clause says that it binds all once in force. cite: the clause; without one the general rule.
    Raises: Refused "depositary.not_a_party".
    Source: VCLT art. 40(4) and (5).
    """
    place = cite or AMENDMENTS
    if strangers := sorted({*accepted} - {*parties}):
        raise Refused("depositary.not_a_party", place, members=list(strangers))
    bound = tuple(sorted(code for code, since in parties.items() if since <= on))
    if in_force_on is None or on < in_force_on:
        return Amended((), bound, Step.of("depositary.amendment_not_in_force", place, parties=list(bound)))
    amended = tuple(
        code
        for code in bound
        if binds_all or parties[code] > in_force_on or (code in accepted and accepted[code] <= on)
    )
    unamended = tuple(code for code in bound if code not in amended)
    said = "depositary.amendment_binds_all" if binds_all else "depositary.amendment_binds_accepting"
    return Amended(amended, unamended, Step.of(said, place, amended=list(amended), unamended=list(unamended)))


# Copies


@value
class CertifiedCopy:
    """What a certified true copy carries. digests: of each language version, by language."""

    depositary: str
    on: date | None
    sealed: bool
    digests: Mapping[str, str]


def require_true_copy(copy: CertifiedCopy, frozen: Mapping[str, str], *, cite: Citation | None = None) -> Step:
    """Whether a copy is a certified true copy of the frozen text.

    frozen: the digest of each authentic language version.
    Raises: Refused "depositary.copy_incomplete", "depositary.copy_differs".
    """
    parts = {"depositary": bool(copy.depositary), "date": copy.on is not None, "seal": copy.sealed}
    lacking = [name for name, there in parts.items() if not there]
    lacking += sorted({*frozen} - {*copy.digests})
    if lacking:
        raise Refused("depositary.copy_incomplete", cite, lacking=lacking)
    if other := sorted(name for name, digest in copy.digests.items() if frozen.get(name) != digest):
        raise Refused("depositary.copy_differs", cite, languages=list(other))
    return Step.of("depositary.true_copy", cite, depositary=copy.depositary, languages=sorted(frozen))
