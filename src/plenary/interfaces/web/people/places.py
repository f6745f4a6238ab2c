"""Roles and their places in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.models import Holding
from plenary.foundation.people.places import BODY, MEMBER, PARTNER, SESSION, WHOLE_HOUSE
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Session
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Partner

Group = tuple[str | Promise, list[tuple[str, str]]]

#: Roles that can be given; everybody is of the public.
ROLES = [(code, label) for code, label in Capacity.choices if code != Capacity.PU]


def choices_of_place(actor: Actor) -> list[tuple[str, str | Promise] | Group]:
    """Every place that this officer knows of, grouped by its kind."""
    groups: list[Group] = [
        (gettext_lazy("A delegation"), [(f"{MEMBER}:{one.code}", one.short_name.said()) for one in queries.members()]),
        (gettext_lazy("A body"), [(f"{BODY}:{one.code}", one.name.said()) for one in queries.bodies()]),
        (gettext_lazy("A meeting"), [(f"{SESSION}:{one.key}", one.title.said()) for one in meetings.sessions(actor)]),
        (gettext_lazy("A partner"), [(f"{PARTNER}:{one.code}", str(one)) for one in queries.partners()]),
    ]
    return [(WHOLE_HOUSE, gettext_lazy("the whole house")), *(group for group in groups if group[1])]


def place_in_words(reader: Actor, scope: str) -> str:
    """What a scope is called, as far as this reader may know."""
    kind, _colon, name = scope.partition(":")
    match kind:
        case "":
            return _("the whole house")
        case "member":
            member = queries.member_named(name)
            return member.short_name.said() if member else name
        case "body":
            body = queries.body_named(name)
            return body.name.said() if body else name
        case "partner":
            partner = Partner.objects.filter(code=name).first()
            return str(partner) if partner else name
        case "session":
            session = Session.objects.filter(key=name).first()
            known = session is not None and may_read(reader, session.audience)
            return session.title.said() if session is not None and known else _("a meeting that is not open to you")
    return _("a place that is not open to you")


def role_in_words(reader: Actor, holding: Holding) -> str:
    """A role with its place."""
    return role_said(reader, holding.capacity, holding.scope)


def role_said(reader: Actor, capacity: str, scope: str) -> str:
    """A role, and its place where it is not the whole house."""
    label = str(Capacity(capacity).label)
    return f"{label}, {place_in_words(reader, scope)}" if scope else label
