"""Formats of a sitting: who may enter, what is kept, whether it decides.

A sitting says for itself who may enter. A restricted one admits heads, companions up to a number, and
those it names; an enlarged one admits the full listed delegations, or heads with the offices that the
convening text names and nobody else. Being in a delegation is not yet being admitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step


class Format(StrEnum):
    """Formats of a sitting."""

    RESTRICTED = "restricted"
    ENLARGED = "enlarged"
    RETREAT = "retreat"
    MINISTERIAL = "ministerial"
    EXPERT = "expert"
    BILATERAL = "bilateral"


class Office(StrEnum):
    """What a person is, as a sitting's rule asks it."""

    HEAD = "head"
    FOREIGN_MINISTER = "foreign minister"
    DEFENCE_MINISTER = "defence minister"
    SECURITY_COUNCIL_SECRETARY = "secretary of the security council"
    PERMANENT_REPRESENTATIVE = "permanent representative"
    DEPUTY_MINISTER = "deputy minister"
    DEPUTY_SECURITY_COUNCIL_SECRETARY = "deputy secretary of the security council"
    PRESIDENTIAL_AIDE = "presidential aide"
    EXPERT = "expert"
    SECRETARY_GENERAL = "secretary-general"
    SECRETARY_OF_SITTING = "secretary of the sitting"
    INTERPRETER = "interpreter"
    SECRETARIAT = "secretariat"
    HOST_SERVICES = "host services"
    OBSERVER = "observer"
    PRESS = "press"
    OTHER = "other"


class Report(StrEnum):
    """What is kept of a sitting."""

    CHAIRS_NOTE = "chair's note"
    SUMMARY_RECORD = "summary record"
    CHAIRS_REPORT = "chair's report"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FormatRule:
    """What a format brings with it."""

    report: Report
    decides: bool
    offices: frozenset[Office]
    full_delegations: bool


_SERVICE = frozenset({Office.INTERPRETER})

#: The table of formats. `offices` enter by their office; everyone else only when named.
FORMATS: dict[Format, FormatRule] = {
    Format.RESTRICTED: FormatRule(Report.CHAIRS_NOTE, True, frozenset({Office.HEAD}) | _SERVICE, False),
    Format.ENLARGED: FormatRule(
        Report.SUMMARY_RECORD, True, frozenset({Office.HEAD, Office.SECRETARY_GENERAL}) | _SERVICE, True
    ),
    Format.RETREAT: FormatRule(Report.NONE, False, frozenset({Office.HEAD}) | _SERVICE, False),
    Format.MINISTERIAL: FormatRule(
        Report.SUMMARY_RECORD,
        True,
        frozenset({Office.SECRETARY_GENERAL, Office.PERMANENT_REPRESENTATIVE}) | _SERVICE,
        True,
    ),
    Format.EXPERT: FormatRule(
        Report.CHAIRS_REPORT, False, frozenset({Office.EXPERT, Office.SECRETARIAT}) | _SERVICE, False
    ),
    Format.BILATERAL: FormatRule(Report.NONE, False, frozenset({Office.HOST_SERVICES}) | _SERVICE, True),
}


@dataclass(frozen=True, slots=True)
class SittingRule:
    """Who may enter one sitting, as its convening text says.

    offices: offices that join. When this is empty, full listed delegations join if the format has them.
    companions: how many persons a head may bring to a restricted sitting, named beforehand.
    named: keys of persons named for this sitting whatever their office: its secretary, a guest.
    cite: the text that says so.
    """

    format: Format
    offices: frozenset[Office] = frozenset()
    companions: int = 0
    named: frozenset[str] = frozenset()
    cite: Citation | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """The answer at the door, with its reason."""

    allowed: bool
    code: str
    step: Step


def may_enter(
    office: Office,
    *,
    listed: bool,
    rule: SittingRule,
    person: str = "",
    companion_number: int = 0,
) -> Entry:
    """Whether a person may enter the sitting.

    listed: on the confirmed list of a member's delegation, or of the secretariat's staff for the sitting.
    companion_number: 1 for the first companion its head named, 0 for one who is none.
    """
    offices = FORMATS[rule.format].offices | rule.offices
    by_office = office in offices
    full = FORMATS[rule.format].full_delegations and not rule.offices
    if person and person in rule.named:
        return _entry(True, "formats.named_for_sitting", office, rule)
    if office is Office.PRESS:
        return _entry(False, "formats.press_never_enters", office, rule)
    if not listed:
        return _entry(False, "formats.not_on_list", office, rule)
    if by_office:
        return _entry(True, "formats.by_office", office, rule)
    if 0 < companion_number <= rule.companions:
        return _entry(True, "formats.companion", office, rule)
    if companion_number > rule.companions:
        return _entry(False, "formats.too_many_companions", office, rule)
    if full and office in _DELEGATION:
        return _entry(True, "formats.full_delegation", office, rule)
    code = "formats.office_not_among_those_who_join" if rule.offices else "formats.heads_only"
    if full or (not rule.offices and rule.format not in _HEADS_ONLY):
        code = "formats.not_of_a_delegation"
    return _entry(False, code, office, rule)


def require_entry(
    office: Office, *, listed: bool, rule: SittingRule, person: str = "", companion_number: int = 0
) -> Step:
    """Let in only those the sitting admits. Raises: Refused "formats.…"."""
    answer = may_enter(office, listed=listed, rule=rule, person=person, companion_number=companion_number)
    if not answer.allowed:
        raise Refused(answer.code, rule.cite, **dict(answer.step.facts))
    return answer.step


def require_decision(format_: Format, *, cite: Citation | None = None) -> None:
    """Whether a sitting of this format decides. Raises: Refused "formats.takes_no_decisions"."""
    if not FORMATS[format_].decides:
        raise Refused("formats.takes_no_decisions", cite, format=str(format_))


def admitted_offices(rule: SittingRule) -> tuple[Office, ...]:
    """Offices that enter by right, in the order of the list of offices."""
    admitted = FORMATS[rule.format].offices | rule.offices
    return tuple(office for office in Office if office in admitted)


_HEADS_ONLY = frozenset({Format.RESTRICTED, Format.RETREAT})
_DELEGATION = frozenset(
    {
        Office.HEAD,
        Office.FOREIGN_MINISTER,
        Office.DEFENCE_MINISTER,
        Office.SECURITY_COUNCIL_SECRETARY,
        Office.PERMANENT_REPRESENTATIVE,
        Office.DEPUTY_MINISTER,
        Office.DEPUTY_SECURITY_COUNCIL_SECRETARY,
        Office.PRESIDENTIAL_AIDE,
        Office.EXPERT,
        Office.OTHER,
    }
)


def _entry(allowed: bool, code: str, office: Office, rule: SittingRule) -> Entry:
    step = Step.of(
        code,
        rule.cite,
        office=str(office),
        format=str(rule.format),
        admitted=[str(one) for one in admitted_offices(rule)],
        companions=rule.companions,
    )
    return Entry(allowed, code, step)
