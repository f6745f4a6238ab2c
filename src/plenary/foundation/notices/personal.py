"""What letters keep of persons: where they go."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.models import Holding
from plenary.foundation.clock import now
from plenary.foundation.notices.addresses import forget_person
from plenary.foundation.notices.models import Mailbox
from plenary.foundation.personal import Personal, Rows, keeps


def _of_who_left(days: int) -> Rows:
    """Addresses of those whose last role ended so long ago."""
    still = Holding.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=now() - timedelta(days=days)))
    return Mailbox.objects.exclude(person__in=still.values("person"))


def _forgotten(rows: Rows) -> None:
    for mailbox in rows.select_related("person"):
        forget_person(mailbox.person)


keeps(
    Personal(
        name="addresses",
        said=_("E-mail addresses, and letters that wait for them"),
        counted_from=_("when the last role ended"),
        days=30,
        due=_of_who_left,
        of=lambda person: Mailbox.objects.filter(person=person),
        erase=_forgotten,
    )
)
