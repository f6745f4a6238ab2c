"""A text after its decision: followed up once every paragraph has an owner, closed by the last report."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require
from plenary.foundation.journal import writing as journal
from plenary.offices.decisions import queries
from plenary.offices.decisions.models import Decision, FollowUp
from plenary.offices.decisions.permissions import scopes_of_decision
from plenary.offices.documents.actions import move_document
from plenary.offices.documents.models import Document
from plenary.procedure.documents import Guard, State
from plenary.procedure.refusal import Refused


@act("decisions.begin_follow_up")
def begin_follow_up(decision: Decision, *, by: Actor, none_needed: Sequence[str] = ()) -> Document:
    """Bring the adopted text into follow-up: every operative paragraph has an owner, or is said to need none.

    none_needed: anchors of paragraphs that ask nothing of anybody.
    Raises Refused "decisions.without_text", "decisions.paragraphs_without_owner", "documents.wrong_step".
    """
    locked = (
        Decision.objects.select_for_update(of=("self",)).select_related("document", "text_version").get(pk=decision.pk)
    )
    require(by, "follow_up", *scopes_of_decision(locked))
    if locked.document is None:
        raise Refused("decisions.without_text", number=locked.number)
    unowned = [one for one in queries.unowned_paragraphs(locked) if one.anchor not in set(none_needed)]
    if unowned:
        raise Refused(
            "decisions.paragraphs_without_owner",
            number=locked.number,
            count=len(unowned),
            paragraphs=", ".join(one.label or one.text[:40] for one in unowned),
        )
    moved = move_document(locked.document, by=by, state=State.IN_FOLLOW_UP, met=[Guard.OWNERS_NAMED])
    journal.record(
        "decisions.follow_up.begun",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"number": locked.number, "none_needed": sorted(none_needed)},
    )
    return moved


@act("decisions.close_text")
def close_text(decision: Decision, *, by: Actor) -> Document:
    """Close the adopted text: the last owner has reported, and every line of its follow-up is closed.

    Raises Refused "decisions.without_text", "decisions.reports_are_due", "documents.wrong_step".
    """
    locked = Decision.objects.select_for_update(of=("self",)).select_related("document").get(pk=decision.pk)
    require(by, "follow_up", *scopes_of_decision(locked))
    if locked.document is None:
        raise Refused("decisions.without_text", number=locked.number)
    waiting = list(queries.follow_ups_about(locked.document).exclude(state=FollowUp.State.CLOSED))
    if waiting:
        owners = [str(one.owner_member or one.owner_body or one.owner) for one in waiting]
        raise Refused(
            "decisions.reports_are_due",
            number=locked.number,
            count=len(waiting),
            owners=", ".join(dict.fromkeys(owners)),
        )
    closed = move_document(locked.document, by=by, state=State.CLOSED, met=[Guard.LAST_REPORT])
    journal.record(
        "decisions.text.closed",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"number": locked.number},
    )
    return closed
