"""Bodies, members, the presidency and sources as the secretariat keeps them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.kept import Kept, thing_named
from plenary.interfaces.web.desk.acts import ActPage, desk_page
from plenary.interfaces.web.organisation import desk_forms, desk_reading
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Membership
from plenary.procedure.refusal import NotHere


def bodies(request: HttpRequest) -> HttpResponse:
    """Every body with the rules that hold for it."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {"lines": desk_reading.bodies(), "acts": ActOnBodies.offered(actor)}
    return desk_page(request, "organisation/desk/bodies.html", context, current="house")


def members(request: HttpRequest) -> HttpResponse:
    """Members with their periods, and the presidency."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "periods": Membership.objects.select_related("member").order_by("member__code", "from_on"),
        "presidencies": queries.presidencies(),
        "acts": ActOnMembers.offered(actor),
    }
    return desk_page(request, "organisation/desk/members.html", context, current="house")


def sources(request: HttpRequest) -> HttpResponse:
    """Where facts come from."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {"sources": queries.sources(), "acts": ActOnSources.offered(actor)}
    return desk_page(request, "organisation/desk/sources.html", context, current="house")


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
    """Establish a body, bring rules into force."""

    forms = desk_forms.BODIES
    current, route, home = "house", "desk-act-on-bodies", "desk-bodies"


class ActOnMembers(ActPage):
    """Admit a member; plan, deliver and pass for the presidency."""

    forms = desk_forms.MEMBERS
    current, route, home = "house", "desk-act-on-members", "desk-members"


class ActOnSources(ActPage):
    """Enter a source."""

    forms = desk_forms.SOURCES
    current, route, home = "house", "desk-act-on-sources", "desk-sources"


class ActOnThing(ActPage):
    """State or withdraw the source of a thing."""

    forms = desk_forms.THING
    current, route, home = "house", "desk-act-on-thing", "desk-thing-sources"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Kept:
        return known(actor, named["kind"], named["key"])
