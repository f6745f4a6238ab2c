"""What the protocol office keeps of persons: how somebody travels."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.audiences import tokens_in
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.personal import Personal, Rows, keeps
from plenary.offices.protocol.models import Arrival


def _not_published(rows: Rows) -> Rows:
    """Without arrivals that the organisation itself made public: those belong to what happened."""
    audiences = rows.order_by().values_list("audience", flat=True).distinct()
    return rows.exclude(audience__in=[one for one in audiences if "public" in tokens_in(one)])


def _over(days: int) -> Rows:
    day = now().date() - timedelta(days=days)
    return _not_published(Arrival.objects.filter(delegation__session__until_on__lt=day))


def _of(person: Person) -> Rows:
    return _not_published(Arrival.objects.filter(person=person))


keeps(
    Personal(
        name="travel",
        said=_("Arrivals: flights, hours, who greets; not those that were made public"),
        counted_from=_("the last day of the meeting"),
        days=30,
        due=_over,
        of=_of,
        verbs=("protocol.arrival.planned", "protocol.arrival.marked"),
    )
)
