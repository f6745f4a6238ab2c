"""Notice, and times by which papers must be in.

A deadline is an instant with the zone it is printed in. "Before" is strictly before, unless the rule
says otherwise; days are counted back from the day the session opens, in the zone of the place.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value


class Paper(StrEnum):
    """What is due of a paper: the work that a mandate ordered, handing it in, giving it out."""

    ORDERED = "ordered"
    SUBMITTED = "submitted"
    ISSUED = "issued"


class Boundary(StrEnum):
    """Whether the instant itself is in time."""

    BEFORE = "before"
    AT_THE_LATEST = "at the latest"


@value
class Deadline:
    """An instant by which something must be received, with its zone and its boundary."""

    at: datetime
    boundary: Boundary = Boundary.BEFORE
    cite: Citation | None = None

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise Refused("deadline.instant_without_zone", self.cite)

    def is_met_by(self, received_at: datetime) -> bool:
        """Whether something received at that instant is in time."""
        if received_at.utcoffset() is None:
            raise Refused("deadline.instant_without_zone", self.cite)
        if self.boundary is Boundary.BEFORE:
            return received_at < self.at
        return received_at <= self.at

    def step(self, received_at: datetime) -> Step:
        """The comparison, with both instants and the zone in which the deadline was printed.

        Raises: Refused "deadline.instant_without_zone".
        """
        met = self.is_met_by(received_at)
        late = max(timedelta(0), received_at - self.at)
        return Step.of(
            "deadline.met" if met else "deadline.missed",
            self.cite,
            deadline=self.at.astimezone(UTC).isoformat(),
            zone=str(self.at.tzinfo),
            received_at=received_at.astimezone(UTC).isoformat(),
            boundary=str(self.boundary),
            late_by_seconds=late // timedelta(seconds=1),
        )


def days_before(opens_on: date, days: int) -> date:
    """The last day on which something due `days` days before the opening may still come.

    Source: the pattern of GA rule 12 (60 days), EU Council Rules of Procedure art. 3 (14 days).
    """
    return opens_on - timedelta(days=days)


def weeks_before(opens_on: date, weeks: int) -> date:
    """The same, where the rule counts in weeks."""
    return days_before(opens_on, 7 * weeks)


def end_of(day: date, zone: tzinfo, *, cite: Citation | None = None) -> Deadline:
    """The deadline that a day is: everything received on it, in that zone, is in time."""
    following = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return Deadline(following, Boundary.BEFORE, cite)


@value
class PaperTrack:
    """By when a document is submitted and issued, for a session that opens on a day."""

    submitted_by: date
    issued_by: date
    step: Step


def paper_track(
    opens_on: date, *, submit_weeks: int = 10, process_weeks: int = 4, cite: Citation | None = None
) -> PaperTrack:
    """The 10-4-6 pattern: submitted 10 weeks before, 4 weeks of processing, issued 6 weeks before.

    Raises: Refused "deadline.processing_too_long" where a paper would be issued after the opening.
    """
    left = submit_weeks - process_weeks
    if left < 0:
        raise Refused("deadline.processing_too_long", cite, submit_weeks=submit_weeks, process_weeks=process_weeks)
    submitted, issued = weeks_before(opens_on, submit_weeks), weeks_before(opens_on, left)
    step = Step.of(
        "deadline.paper_track", cite, opens_on=str(opens_on), submitted_by=str(submitted), issued_by=str(issued)
    )
    return PaperTrack(submitted, issued, step)


@value
class LastDay:
    """The last day for something that is due so many days before an opening, itself in time."""

    what: str
    on: date
    step: Step


def timetable(opens_on: date, notices: Mapping[str, int], *, cite: Citation | None = None) -> tuple[LastDay, ...]:
    """The last day for each thing that is due before a session, the earliest first.

    notices: by what is due (the provisional agenda, drafts, credentials), days before the opening.
    Raises: Refused "deadline.days_below_nought".
    """
    if wrong := sorted(what for what, days in notices.items() if days < 0):
        raise Refused("deadline.days_below_nought", cite, names=list(wrong))
    found = []
    for what, days in sorted(notices.items(), key=lambda one: (-one[1], one[0])):
        on = days_before(opens_on, days)
        step = Step.of("deadline.last_day", cite, what=what, days=days, opens_on=str(opens_on), on=str(on))
        found.append(LastDay(what, on, step))
    return tuple(found)


def may_be_discussed(
    added_on: date, on: date, *, days: int = 7, agreed: bool = False, cite: Citation | None = None
) -> tuple[bool, Step]:
    """Whether an item added to the agenda may be discussed yet.

    days: that must have passed since it was added. agreed: the body agreed to take it sooner, by the majority its rules
    ask for.
    Source: the pattern of GA rule 15.
    """
    first = added_on + timedelta(days=days)
    facts = {"added_on": str(added_on), "first_on": str(first), "on": str(on)}
    if on >= first:
        return True, Step.of("deadline.item_has_waited", cite, **facts)
    return agreed, Step.of("deadline.item_agreed_sooner" if agreed else "deadline.item_must_wait", cite, **facts)


def derestricted(restricted_until: date | None, on: date, *, cite: Citation | None = None) -> tuple[bool, Step]:
    """Whether a restricted document is open on a day: from the day of derestriction on, and never without one.

    restricted_until: the day of derestriction; None where none is set.
    """
    if restricted_until is None:
        return False, Step.of("deadline.no_derestriction", cite)
    facts = {"from_on": str(restricted_until), "on": str(on)}
    opened = on >= restricted_until
    return opened, Step.of("deadline.derestricted" if opened else "deadline.still_restricted", cite, **facts)


def require_notice(
    given_on: date, opens_on: date, *, days: int, cite: Citation | None = None, waived: bool = False
) -> Step:
    """Whether members had the days of notice that the rule gives them.

    waived: the body recorded that it does without.
    Raises: Refused "deadline.notice_too_short".
    """
    latest = days_before(opens_on, days)
    given = (opens_on - given_on).days
    if given_on > latest and not waived:
        raise Refused("deadline.notice_too_short", cite, given_days=given, needed_days=days, latest_on=str(latest))
    code = "deadline.notice_waived" if given_on > latest else "deadline.notice_given"
    return Step.of(code, cite, given_days=given, needed_days=days, latest_on=str(latest))


def require_in_time(what: Paper, on: date, due_on: date, *, cite: Citation | None = None, waived: bool = False) -> Step:
    """Whether a paper was there by its day; a late one is taken by the body's recorded waiver only.

    Work that a mandate ordered is there once a text of it is issued.
    Raises: Refused "documents.mandate_overrun", "documents.submitted_late", "documents.issued_late".
    """
    in_time, late, refusal = _IN_TIME[what]
    dates = {"on": str(on), "due_on": str(due_on)}
    if on <= due_on:
        return Step.of(in_time, cite, **dates)
    days = (on - due_on).days
    if not waived:
        raise Refused(refusal, cite, **dates, days=days)
    return Step.of(late, cite, **dates, days=days)


#: By what is due: the step of one in time, the step of a late one that was taken, the refusal.
_IN_TIME = {
    Paper.ORDERED: ("document.mandate_kept", "document.mandate_overrun_waived", "documents.mandate_overrun"),
    Paper.SUBMITTED: ("document.submitted_in_time", "document.submitted_late_waived", "documents.submitted_late"),
    Paper.ISSUED: ("document.issued_in_time", "document.issued_late_waived", "documents.issued_late"),
}


def document_on_time(issued_on: date, opens_on: date, *, days: int, cite: Citation | None = None) -> tuple[bool, Step]:
    """Whether a document was issued early enough; a late one needs the body's recorded waiver."""
    latest = days_before(opens_on, days)
    on_time = issued_on <= latest
    code = "document.on_time" if on_time else "document.late"
    return on_time, Step.of(code, cite, issued_on=str(issued_on), latest_on=str(latest), days=days)
