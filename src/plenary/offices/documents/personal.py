"""What the documents office keeps of persons: which version of a text they last read."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from plenary.foundation.clock import now
from plenary.foundation.personal import Personal, keeps
from plenary.offices.documents.models import Reading

keeps(
    Personal(
        name="readings",
        said=_("Which version of a text somebody last read"),
        counted_from=_("the day on which it was read"),
        days=400,
        due=lambda days: Reading.objects.filter(read_at__lt=now() - timedelta(days=days)),
        of=lambda person: Reading.objects.filter(person=person),
    )
)
