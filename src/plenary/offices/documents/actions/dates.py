"""Days that bind a paper: when it is due, and when a restricted one may be opened."""

from __future__ import annotations

from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import tokens_in
from plenary.foundation.access.gate import require, require_two
from plenary.foundation.journal.writing import record
from plenary.foundation.live.publishing import publish
from plenary.offices.documents import facts
from plenary.offices.documents.actions.drafts import locked
from plenary.offices.documents.actions.issuing import issued_now, widen_audience
from plenary.offices.documents.models import Document
from plenary.offices.organisation import queries as organisation
from plenary.procedure.citation import Citation
from plenary.procedure.deadlines import derestricted
from plenary.procedure.documents import Distribution, widens
from plenary.procedure.refusal import Refused

#: Classes by the words of the tables.
_CLASSES = {
    Document.Distribution.GENERAL.value: Distribution.GENERAL,
    Document.Distribution.LIMITED.value: Distribution.LIMITED,
    Document.Distribution.RESTRICTED.value: Distribution.RESTRICTED,
    Document.Distribution.PARTICIPANTS.value: Distribution.PARTICIPANTS_ONLY,
}


@act("documents.set_deadlines")
def set_deadlines(
    document: Document,
    *,
    by: Actor,
    submission_due_on: date | None = None,
    issue_due_on: date | None = None,
    cite: str = "",
) -> Document:
    """Set the last days on which a paper is in time: handed in, and issued. cite: the rule they follow from.

    A day that was set before is replaced, and stays in the record.
    Raises Refused "documents.no_day_named", "documents.issued_before_submitted".
    """
    require(by, "issue_version")
    due = locked(document)
    if submission_due_on is None and issue_due_on is None:
        raise Refused("documents.no_day_named")
    if submission_due_on and issue_due_on and issue_due_on < submission_due_on:
        raise Refused("documents.issued_before_submitted", submitted=str(submission_due_on), issued=str(issue_due_on))
    rule = str(Citation.parse(cite)) if cite else ""
    before = {"submission": str(due.submission_due_on or ""), "issue": str(due.issue_due_on or "")}
    due.submission_due_on, due.issue_due_on, due.deadlines_cite = submission_due_on, issue_due_on, rule
    due.touch().save()
    after = {"submission": str(submission_due_on or ""), "issue": str(issue_due_on or "")}
    record(
        "documents.deadlines.set",
        by=by,
        about=due.about,
        audience=due.audience,
        facts={"symbol": facts.named(due), "before": before, "after": after},
        cite=rule,
    )
    publish(f"document:{due.key}", due.audience, due.version)
    return due


@act("documents.set_derestriction")
def set_derestriction(document: Document, *, by: Actor, on: date) -> Document:
    """Name the day from which a restricted text may be opened. Opening it is an act of its own.

    Raises Refused "documents.not_restricted".
    """
    require(by, "issue_version")
    held = locked(document)
    _require_restricted(held)
    before, held.derestrict_on = str(held.derestrict_on or ""), on
    held.touch().save()
    record(
        "documents.derestriction.planned",
        by=by,
        about=held.about,
        audience=held.audience,
        facts={"symbol": facts.named(held), "before": before, "on": str(on)},
    )
    publish(f"document:{held.key}", held.audience, held.version)
    return held


@act("documents.derestrict_document", proposed=issued_now)
def derestrict_document(
    document: Document, *, by: Actor, distribution: str, audience: str = "", issued: int | None = None
) -> Document:
    """Open a restricted text: a wider class is printed on it from now on, and more people read it. Takes two persons.

    The day named for it begins at the seat. distribution: the class from now on. audience: who reads it; by itself what
    that class says. issued: as for `widen_audience`.
    Raises Refused "documents.not_restricted", "documents.still_restricted", "documents.class_unknown",
    "documents.class_not_wider", "documents.issued_meanwhile".
    """
    require_two(by, "widen_audience")
    opened = locked(document)
    _require_restricted(opened)
    is_due, step = derestricted(opened.derestrict_on, organisation.day_at_seat())
    if not is_due:
        raise Refused("documents.still_restricted", from_on=str(step.facts.get("from_on", "")))
    if distribution not in _CLASSES:
        raise Refused("documents.class_unknown", distribution=distribution, possible=list(Document.Distribution.values))
    if not widens(_CLASSES[opened.distribution], _CLASSES[distribution]):
        raise Refused("documents.class_not_wider", distribution=distribution)
    before, opened.distribution = opened.distribution, distribution
    opened.touch().save()
    readers = audience or facts.audience_by_class(opened)
    record(
        "documents.document.derestricted",
        by=by,
        about=opened.about,
        audience=opened.audience,
        facts={
            "symbol": facts.named(opened),
            "before": before,
            "after": distribution,
            "readers": sorted(tokens_in(readers)),
        },
    )
    return widen_audience(opened, by=by, audience=readers, issued=issued)


def _require_restricted(document: Document) -> None:
    if document.distribution not in {Document.Distribution.RESTRICTED, Document.Distribution.PARTICIPANTS}:
        raise Refused("documents.not_restricted", distribution=document.distribution)
