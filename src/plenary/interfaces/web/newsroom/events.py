"""Events that a release can wait for, as the press officer chooses among them: only what is still ahead."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.kept import Kept, thing_named
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.actions.questions import NUMBERLESS
from plenary.offices.decisions.models import Question
from plenary.offices.instruments import queries as instruments
from plenary.offices.instruments.models import SigningPackage
from plenary.offices.meetings.models import Sitting
from plenary.offices.meetings.queries import title_of
from plenary.offices.newsroom.models import Release
from plenary.offices.protocol.models import Arrival

ADOPTED, OPENED, CLOSED = "decisions.decision.adopted", "meetings.sitting.opened", "meetings.sitting.closed"
ARRIVED, SIGNED = "protocol.arrival.marked", "instruments.paper.signed"
KINDS_OF_EVENT: dict[str, Promise] = {
    ADOPTED: _("The gavel: this is adopted"),
    CLOSED: _("The sitting is closed"),
    OPENED: _("The sitting is opened"),
    SIGNED: _("A paper of this signing is signed"),
    ARRIVED: _("The arrival is marked"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event: the verb of the record, and the thing it will be about."""

    verb: str
    thing: Kept
    name: str

    @property
    def code(self) -> str:
        """How a form sends it."""
        return f"{self.verb} {self.thing.key}"


def events_ahead(actor: Actor) -> list[Event]:
    """Events that are still to come and that this person may know of; the gavel first."""
    ahead = [Question.State.PREPARED, Question.State.OPEN, Question.State.CLOSED]
    questions = decisions.questions(actor).filter(state__in=ahead).exclude(effect__in=NUMBERLESS)
    sittings = (
        Sitting.objects.filter(band_audience__in=readable_audiences(actor))
        .exclude(state=Sitting.State.CLOSED)
        .select_related("meeting__session")
        .order_by("meeting__on", "number")
    )
    packages = instruments.packages(actor).exclude(state=SigningPackage.State.SIGNED)
    arrivals = (
        Arrival.objects.readable_by(actor)
        .filter(state=Arrival.State.PLANNED)
        .select_related("person", "delegation__member", "delegation__partner")
        .order_by("pk")
    )
    return [
        *(Event(ADOPTED, one, str(one.wording)) for one in questions),
        *(Event(CLOSED, one, str(title_of(one, actor))) for one in sittings),
        *(Event(OPENED, one, str(title_of(one, actor))) for one in sittings if one.opened_at is None),
        *(Event(SIGNED, one, str(one.title)) for one in packages),
        *(Event(ARRIVED, one, str(one.person.name)) for one in arrivals),
    ]


def awaited(release: Release, actor: Actor) -> tuple[str, str]:
    """What an armed release waits for: kind of event and name of the thing, "" for what this person may not know."""
    verb, kind, key = [*release.armed_event.split(" "), "", ""][:3]
    if not verb:
        return "", ""
    said = str(KINDS_OF_EVENT.get(verb, verb))
    thing = thing_named(kind, key)
    found = next((one for one in events_ahead(actor) if one.verb == verb and one.thing == thing), None)
    return said, found.name if found else ""
