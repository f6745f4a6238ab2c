"""What becomes of amendments and of parts of a text once the body has said its word."""

from __future__ import annotations

from datetime import datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.decisions import amending
from plenary.offices.decisions.models import Amendment, Part, Question
from plenary.offices.documents.facts import named
from plenary.procedure.verdict import Outcome

#: What an announcement must say for anything to be settled; on any other the question can be put again.
SETTLED = {str(Outcome.ADOPTED): True, str(Outcome.NOT_ADOPTED): False}


def settle_by_question(question: Question, *, by: Actor) -> None:
    """Move what was put by what was announced. No gate: the announcement asked it."""
    if question.outcome not in SETTLED:
        return
    carried = SETTLED[question.outcome]
    for one in Amendment.objects.select_for_update().filter(question=question, state=Amendment.State.TABLED):
        settle(one, carried=carried, by=by)
    for part in Part.objects.select_for_update().filter(question=question, is_approved__isnull=True):
        settle_part(part, approved=carried, by=by)


def settle(amendment: Amendment, *, carried: bool, by: Actor) -> Amendment:
    """A tabled amendment, locked, carries or is rejected; what touches the same words is not put any more.

    What amends one that does not stand falls with it, also where it had carried: there is nothing left that it amends.
    """
    fallen = amending.falling_with(amendment) if carried else []
    fallen += amending.without_their_amendment([*fallen, *([] if carried else [amendment])])
    amendment.state = Amendment.State.CARRIED if carried else Amendment.State.REJECTED
    amendment.settled_at = now()
    amendment.touch().save()
    for other in fallen:
        other.state = Amendment.State.FALLEN
        other.settled_at = amendment.settled_at
        other.touch().save()
    told = {"symbol": named(amendment.document), "number": amendment.name}
    journal.record(
        "decisions.amendment.carried" if carried else "decisions.amendment.rejected",
        by=by,
        about=amendment.about,
        audience=amendment.audience,
        facts={**told, "fallen": [other.name for other in fallen]} if carried or fallen else told,
        cite=str(amending.ordered_by(amendment.document)[1]),
    )
    tell(amendment)
    return amendment


def settle_part(part: Part, *, approved: bool, by: Actor) -> Part:
    """A part of a text, locked, is approved or not."""
    part.is_approved = approved
    part.touch().save()
    document = part.text_version.document
    found = amending.divided(part.text_version)
    journal.record(
        "decisions.part.settled",
        by=by,
        about=document.about,
        audience=part.audience,
        facts={"symbol": named(document), "part": part.name, "approved": approved},
        cite=str(found.step.cite or "") if found else "",
    )
    publish(f"document:{document.key}", part.audience, document.version)
    return part


def end_without_result(question: Question, *, by: Actor, reason: Words, happened_at: datetime | None = None) -> None:
    """A question is not put any more, or has no result: nothing is left of what it asks, or the room lost its line.

    No gate: acts ask it.
    """
    question.state = Question.State.VOID
    question.void_reason = Words.of(reason)
    question.touch().save()
    journal.record(
        "decisions.question.voided",
        by=by,
        about=question.about,
        audience=question.audience,
        happened_at=happened_at,
        facts={"question": dict(question.wording), "reason": dict(question.void_reason)},
    )


def tell(amendment: Amendment) -> None:
    """Open pages of the text fetch the list anew."""
    publish(f"document:{amendment.document.key}", amendment.audience, amendment.version)
