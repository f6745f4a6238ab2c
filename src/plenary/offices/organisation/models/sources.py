"""Where a fact comes from. A plan does not become a fact when time passes; an entry says so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages


class Source(Kept):
    """A report, a notice, a treaty text or the organisation's own record."""

    code = models.SlugField(max_length=60, unique=True)
    name = InLanguages()
    place = InLanguages()
    published_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Source]] = models.Manager()

    def __str__(self) -> str:
        return str(self.name)


class Attribution(Kept):
    """One statement about one aspect of one thing of the record, by one source.

    thing_kind, thing_key: as the journal names things. aspect: the field or part stated ("greeter"), empty for the
    thing as such. fact: the number under which the source's facts are listed, as text ("12", "H"). quoted: the
    short words quoted, exactly. speaker: whom the source quotes. is_public_fact: from another public notice than
    the main source, shown with its mark. withdrawn_at: when the secretariat took it back; it stays in the record.
    """

    class Status(models.TextChoices):
        PLANNED = "planned"
        OCCURRED = "occurred"
        QUOTED = "quoted"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="attributions")
    thing_kind = models.CharField(max_length=60)
    thing_key = models.CharField(max_length=22)
    aspect = models.SlugField(max_length=40, blank=True)
    fact = models.CharField(max_length=8, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices)
    speaker = InLanguages()
    speaker_office = InLanguages()
    quoted = InLanguages()
    is_public_fact = models.BooleanField(default=False)
    note = InLanguages()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Attribution]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["thing_kind", "thing_key"], name="attribution_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.source} on {self.thing_kind}"
