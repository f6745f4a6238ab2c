"""A decision as the desk issues it and follows it up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.decisions.desk_forms import DECISION
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.offices.decisions import queries
from plenary.offices.decisions.models import Decision


def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: whether it is out, what it asks, what members attached."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.decision(actor, number)
    context = {
        "decision": found,
        "follow_ups": queries.follow_ups_of(actor, found).select_related("owner_member", "owner_body"),
        "statements": found.statements.select_related("member").order_by("made_at"),
        "acts": ActOnDecision.offered(actor, found, number=number),
    }
    return desk_page(request, "decisions/desk/decision.html", context, current="meetings")


class ActOnDecision(ActPage):
    """An act on one decision."""

    forms = DECISION
    current, route, home = "meetings", "desk-act-on-decision", "desk-decision"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Decision:
        return queries.decision(actor, named["number"])

    def title(self, thing: Decision) -> Any:  # noqa: ANN401  Words
        return thing.title
