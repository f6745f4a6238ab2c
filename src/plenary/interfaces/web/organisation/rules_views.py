"""The rules of procedure at the desk: what holds, since when, and what held before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.web.organisation import rules_forms
from plenary.interfaces.web.organisation.confirming import ToConfirm, to_confirm
from plenary.interfaces.web.organisation.rule_sentences import RuleLine, history_of, lines_of
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Body, RulesInForce
from plenary.procedure.refusal import NotHere


@dataclass(frozen=True, slots=True)
class BodyRules:
    """A body with the rules that hold for it today. to_come: a later row. to_confirm: what nobody has confirmed."""

    body: Body
    rules: RulesInForce | None
    to_come: RulesInForce | None
    lines: tuple[RuleLine, ...]
    to_confirm: tuple[ToConfirm, ...] = ()


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every body that decides, with its rules as sentences."""
    found = [_standing(body) for body in queries.bodies() if body.decides]
    return desk_page(request, "organisation/desk/rules.html", {"found": found}, current="house")


@require_safe
def rules_of_body(request: HttpRequest, code: str) -> HttpResponse:
    """The rules of one body: sentences with their provisions and days, then the history."""
    actor = request.actor  # type: ignore[attr-defined]
    body = known(code)
    context = {
        "one": _standing(body),
        "history": history_of(queries.rules_of(body)),
        "acts": ActOnRules.offered(actor, body, code=body.code),
    }
    return desk_page(request, "organisation/desk/rules_of_body.html", context, current="house")


def known(code: str) -> Body:
    """The body with this code. Raises NotHere."""
    body = queries.body_named(code)
    if body is None or not body.decides:
        raise NotHere()
    return body


def _standing(body: Body) -> BodyRules:
    rows = queries.rules_of(body)
    today = queries.today()
    held = next((row for row in rows if row.from_on <= today), None)
    to_come = rows[0] if rows and rows[0].from_on > today else None
    if held is None:
        return BodyRules(body, held, to_come, ())
    return BodyRules(body, held, to_come, lines_of(rows, held), to_confirm(held))


class ActOnRules(ActPage):
    """Bring rules into force, change one value of them."""

    forms = rules_forms.RULES
    current, route, home = "house", "desk-act-on-rules", "desk-rules-of-body"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Body:
        return known(named["code"])

    def title(self, thing: Body) -> Any:  # noqa: ANN401  Words
        return thing.name

    def _act(self, verb: str) -> Any:  # noqa: ANN401  a class of forms
        """Raises NotHere where the rules of this body do not speak of it."""
        form = super()._act(verb)
        if not form.fits(known(self.kwargs["code"])):
            raise NotHere()
        return form
