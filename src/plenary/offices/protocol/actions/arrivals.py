"""Acts on arrivals."""

from __future__ import annotations

from datetime import date, datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require, require_first_audience, require_to_widen
from plenary.foundation.access.models import Person
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings.models import Delegation
from plenary.offices.protocol.models import PROTOCOL, Arrival
from plenary.procedure.refusal import Refused


@act("protocol.plan_arrival")
def plan_arrival(
    delegation: Delegation,
    *,
    by: Actor,
    person: Person,
    place: Words | None = None,
    city: Words | None = None,
    carrier: str = "",
    planned_at: datetime | None = None,
    greeter: Person | None = None,
    greeter_title: Words | None = None,
    honours: str = Arrival.Honours.NOT_STATED.value,
    audience: str = PROTOCOL,
    cite: str = "",
) -> Arrival:
    """Plan the arrival of a person of a delegation; what is not stated is left out and stays empty.

    audience: others than protocol take two persons. Raises Refused "protocol.not_of_this_delegation".
    """
    require(by, "seating_arrivals")
    require_first_audience(by, PROTOCOL, audience, row="seating_arrivals")
    if not delegation.delegates.filter(person=person, left_list_at__isnull=True).exists():
        raise Refused("protocol.not_of_this_delegation", person=str(person.name))
    arrival = Arrival.objects.create(
        delegation=delegation,
        person=person,
        place=Words.of(place),
        city=Words.of(city),
        carrier=carrier,
        planned_at=planned_at,
        greeter=greeter,
        greeter_title=Words.of(greeter_title),
        honours=honours,
        audience=audience,
    )
    return _written(arrival, "protocol.arrival.planned", by, None, cite)


@act("protocol.mark_arrival")
def mark_arrival(
    arrival: Arrival,
    *,
    by: Actor,
    arrived_on: date | None = None,
    arrived_at: datetime | None = None,
    greeter: Person | None = None,
    greeter_title: Words | None = None,
    place: Words | None = None,
    honours: str | None = None,
    audience: str | None = None,
    cite: str = "",
) -> Arrival:
    """Mark that somebody arrived: on a day where no hour is stated, at an instant where it is.

    audience: who may know of it from now on; wider than before takes two persons.
    Raises Refused "protocol.arrived_already", "protocol.no_day".
    """
    require(by, "seating_arrivals")
    locked: Arrival = (
        Arrival.objects.select_for_update(of=("self",))
        .select_related("delegation__session__venue", "person", "greeter")
        .get(pk=arrival.pk)
    )
    if locked.state == Arrival.State.ARRIVED:
        raise Refused("protocol.arrived_already", person=str(locked.person.name))
    if arrived_on is None and arrived_at is None:
        raise Refused("protocol.no_day", person=str(locked.person.name))
    if audience is not None:
        require_to_widen(by, locked.audience, audience)
        locked.audience = audience
    locked.state = Arrival.State.ARRIVED
    locked.arrived_on = arrived_on
    locked.arrived_at = arrived_at
    locked.greeter = greeter or locked.greeter
    locked.greeter_title = Words.of(greeter_title) or locked.greeter_title
    locked.place = Words.of(place) or locked.place
    locked.honours = honours or locked.honours
    locked.touch().save()
    return _written(locked, "protocol.arrival.marked", by, arrived_at, cite)


def _written(arrival: Arrival, verb: str, by: Actor, happened_at: datetime | None, cite: str) -> Arrival:
    session = arrival.delegation.session
    journal.record(
        verb,
        by=by,
        about=arrival.about,
        audience=arrival.audience,
        happened_at=happened_at,
        facts={
            "session": session.key,
            "delegation": arrival.delegation.key,
            "name": dict(arrival.person.name),
            "arrived_on": arrival.arrived_on.isoformat() if arrival.arrived_on else "",
            "greeter": dict(arrival.greeter.name) if arrival.greeter else {},
        },
        cite=cite,
    )
    publish(f"session:{session.key}", arrival.audience)
    return arrival
