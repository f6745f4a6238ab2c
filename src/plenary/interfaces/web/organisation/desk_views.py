"""Bodies, members, the presidency and sources as the secretariat keeps them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.kept import Kept, thing_named
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.web.organisation import (
    attribute_forms,
    desk_bodies_forms,
    desk_forms,
    desk_members_forms,
    desk_periods,
    desk_reading,
)
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Body, Member, Partner
from plenary.procedure.refusal import NotHere

T = TypeVar("T")


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Every body with the rules that hold for it."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "lines": desk_reading.bodies(),
        "officers": desk_periods.officers_of_the_house(),
        "acts": ActOnBodies.offered(actor),
    }
    return desk_page(request, "organisation/desk/bodies.html", context, current="house")


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Members with their periods, and the presidency."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "periods": queries.periods(),
        "presidencies": queries.presidencies(),
        "acts": ActOnMembers.offered(actor),
    }
    return desk_page(request, "organisation/desk/members.html", context, current="house")


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body: seats and officers with their periods, mandates, names that were corrected."""
    actor = request.actor  # type: ignore[attr-defined]
    found = _body(code)
    context = {"page": desk_periods.body(actor, found), "acts": ActOnBody.offered(actor, found, code=code)}
    return desk_page(request, "organisation/desk/body.html", context, current="house")


@require_safe
def member(request: HttpRequest, code: str) -> HttpResponse:
    """One member: periods, seats, offices, names that were corrected."""
    actor = request.actor  # type: ignore[attr-defined]
    found = _member(code)
    context = {"page": desk_periods.member(actor, found), "acts": ActOnMember.offered(actor, found, code=code)}
    return desk_page(request, "organisation/desk/member.html", context, current="house")


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """Outside organisations and States with a standing here."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {"lines": desk_periods.partners(), "acts": ActOnPartners.offered(actor)}
    return desk_page(request, "organisation/desk/partners.html", context, current="house")


@require_safe
def partner(request: HttpRequest, code: str) -> HttpResponse:
    """One partner: standing, offices, names that were corrected."""
    actor = request.actor  # type: ignore[attr-defined]
    found = _partner(code)
    context = {"page": desk_periods.partner(actor, found), "acts": ActOnPartner.offered(actor, found, code=code)}
    return desk_page(request, "organisation/desk/partner.html", context, current="house")


def _body(code: str) -> Body:
    return _there(queries.body_named(code))


def _member(code: str) -> Member:
    return _there(queries.member_named(code))


def _partner(code: str) -> Partner:
    return _there(queries.partners().filter(code=code).first())


def _there(found: T | None) -> T:
    if found is None:
        raise NotHere()
    return found


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where facts come from."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {"sources": queries.sources(), "acts": ActOnSources.offered(actor)}
    return desk_page(request, "organisation/desk/sources.html", context, current="house")


@require_safe
def thing(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The sources of one thing of the record."""
    actor = request.actor  # type: ignore[attr-defined]
    found = known(actor, kind, key)
    context = {
        "thing": found,
        "kind": kind,
        "key": key,
        "attributions": queries.attributions_of(found),
        "acts": ActOnThing.offered(actor, found, kind=kind, key=key),
    }
    return desk_page(request, "organisation/desk/thing.html", context, current="house")


def known(actor: Actor, kind: str, key: str) -> Kept:
    """A thing that this officer may know of. Raises NotHere."""
    found = thing_named(kind, key)
    if found is None or not may_read(actor, queries.read_by(found)):
        raise NotHere()
    return found


class ActOnBodies(ActPage):
    """Establish a body."""

    forms = (*desk_forms.BODIES, *desk_bodies_forms.HOUSE)
    current, route, home = "house", "desk-act-on-bodies", "desk-bodies"


class ActOnMembers(ActPage):
    """Admit a member; plan, deliver and pass for the presidency."""

    forms = desk_forms.MEMBERS
    current, route, home = "house", "desk-act-on-members", "desk-members"


class ActOnSources(ActPage):
    """Enter a source."""

    forms = desk_forms.SOURCES
    current, route, home = "house", "desk-act-on-sources", "desk-sources"


class ActOnBody(ActPage):
    """An act on one body."""

    forms = (*desk_bodies_forms.BODY, *attribute_forms.ON_BODY)
    current, route, home = "house", "desk-act-on-body", "desk-body"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Body:
        return _body(named["code"])

    def title(self, thing: Body) -> Any:  # noqa: ANN401  Words
        return thing.name


class ActOnMember(ActPage):
    """An act on one member."""

    forms = (*desk_members_forms.MEMBER, *attribute_forms.ON_MEMBER)
    current, route, home = "house", "desk-act-on-member", "desk-member"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Member:
        return _member(named["code"])

    def title(self, thing: Member) -> Any:  # noqa: ANN401  Words
        return thing.short_name


class ActOnPartners(ActPage):
    """Enter a partner."""

    forms = desk_members_forms.PARTNERS
    current, route, home = "house", "desk-act-on-partners", "desk-partners"

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the partner that was just entered."""
        if isinstance(made, Partner):
            return reverse("desk-partner", kwargs={"code": made.code})
        return super().way_home(named, made)


class ActOnPartner(ActPage):
    """An act on one partner."""

    forms = desk_members_forms.PARTNER
    current, route, home = "house", "desk-act-on-partner", "desk-partner"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Partner:
        return _partner(named["code"])

    def title(self, thing: Partner) -> Any:  # noqa: ANN401  Words
        return thing.short_name


class ActOnThing(ActPage):
    """State or withdraw the source of a thing."""

    forms = desk_forms.THING
    current, route, home = "house", "desk-act-on-thing", "desk-thing-sources"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Kept:
        return known(actor, named["kind"], named["key"])
