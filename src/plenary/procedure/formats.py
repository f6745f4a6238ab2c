"""Formats of a sitting: who may enter, what is kept, whether it decides.

A sitting says for itself who may enter. A restricted one admits heads, companions up to a number, and
those it names; an enlarged one admits the full listed delegations, or heads with the offices that the
convening text names and nobody else. Being in a delegation is not yet being admitted.
"""

from __future__ import annotations

from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.office import Office
from plenary.procedure.refusal import Refused
from plenary.procedure.step import Step
from plenary.procedure.value import value


class Format(StrEnum):
    """Formats of a sitting."""

    RESTRICTED = "restricted"
    ENLARGED = "enlarged"
    RETREAT = "retreat"
    MINISTERIAL = "ministerial"
    EXPERT = "expert"
    BILATERAL = "bilateral"


class Report(StrEnum):
    """What is kept of a sitting."""

    CHAIRS_NOTE = "chair's note"
    SUMMARY_RECORD = "summary record"
    CHAIRS_REPORT = "chair's report"
    NONE = "none"


@value
class FormatRule:
    """What a format brings with it."""

    report: Report
    decides: bool
    offices: frozenset[Office]
    full_delegations: bool


_INTERPRETERS = frozenset({Office.INTERPRETER})

#: The table of formats. A head of delegation enters any of them; `offices` enter by their office; everyone
#: else only as the sitting's own rule says.
FORMATS: dict[Format, FormatRule] = {
    Format.RESTRICTED: FormatRule(Report.CHAIRS_NOTE, True, _INTERPRETERS, False),
    Format.ENLARGED: FormatRule(
        Report.SUMMARY_RECORD, True, frozenset({Office.SECRETARY_GENERAL}) | _INTERPRETERS, True
    ),
    Format.RETREAT: FormatRule(Report.NONE, False, _INTERPRETERS, False),
    Format.MINISTERIAL: FormatRule(
        Report.SUMMARY_RECORD,
        True,
        frozenset({Office.SECRETARY_GENERAL, Office.PERMANENT_REPRESENTATIVE}) | _INTERPRETERS,
        True,
    ),
    Format.EXPERT: FormatRule(
        Report.CHAIRS_REPORT, False, frozenset({Office.EXPERT, Office.SECRETARIAT}) | _INTERPRETERS, False
    ),
    Format.BILATERAL: FormatRule(Report.NONE, False, frozenset({Office.HOST_SERVICES}) | _INTERPRETERS, True),
}


@value
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


@value
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
    heads_delegation: bool = False,
    person: str = "",
    companion_number: int = 0,
) -> Entry:
    """Whether a person may enter the sitting.

    listed: on the confirmed list of a delegation, or of those who serve the sitting.
    heads_delegation: the person leads its delegation, whatever its office.
    companion_number: 1 for the first companion its head named, 0 for one who is none.
    """
    joins = office in FORMATS[rule.format].offices | rule.offices
    full = FORMATS[rule.format].full_delegations and not rule.offices
    if person and person in rule.named:
        return _entry(True, "formats.named_for_sitting", office, rule)
    if office is Office.PRESS:
        return _entry(False, "formats.press_never_enters", office, rule)
    if not listed:
        return _entry(False, "formats.not_on_list", office, rule)
    if heads_delegation:
        return _entry(True, "formats.head_of_delegation", office, rule)
    if joins:
        return _entry(True, "formats.by_office", office, rule)
    if 0 < companion_number <= rule.companions:
        return _entry(True, "formats.companion", office, rule)
    if companion_number:
        return _entry(False, "formats.too_many_companions", office, rule)
    if full and office not in _SERVICE:
        return _entry(True, "formats.full_delegation", office, rule)
    if rule.offices:
        return _entry(False, "formats.office_not_among_those_who_join", office, rule)
    return _entry(False, "formats.only_those_named", office, rule)


def require_entry(
    office: Office,
    *,
    listed: bool,
    rule: SittingRule,
    heads_delegation: bool = False,
    person: str = "",
    companion_number: int = 0,
) -> Step:
    """Let in only those the sitting admits. Raises: Refused "formats.…"."""
    answer = may_enter(
        office,
        listed=listed,
        rule=rule,
        heads_delegation=heads_delegation,
        person=person,
        companion_number=companion_number,
    )
    if not answer.allowed:
        raise Refused(answer.code, rule.cite, **dict(answer.step.facts))
    return answer.step


def require_decision(format_: Format, *, cite: Citation | None = None) -> Step:
    """Whether a sitting of this format decides. Raises: Refused "formats.takes_no_decisions"."""
    if not FORMATS[format_].decides:
        raise Refused("formats.takes_no_decisions", cite, format=str(format_))
    return Step.of("formats.decides", cite, format=str(format_))


def admitted_offices(rule: SittingRule) -> tuple[Office, ...]:
    """Offices that enter by right beside the heads, in the order of the list of offices."""
    admitted = FORMATS[rule.format].offices | rule.offices
    return tuple(office for office in Office if office in admitted)


#: Offices that serve a sitting: full delegations do not bring them in.
_SERVICE = frozenset(
    {
        Office.SECRETARY_OF_SITTING,
        Office.SECRETARIAT,
        Office.INTERPRETER,
        Office.HOST_SERVICES,
        Office.PRESS,
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
