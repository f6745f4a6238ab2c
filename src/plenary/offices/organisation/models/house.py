"""The organisation whose house this is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.files.models import StoredFile
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages


class Organisation(Kept):
    """One row: one organisation a database.

    official_languages and working_languages: codes, in the order of the founding treaty. zone: of the seat. emblem: a
    picture that stands over every page; None where the ring of beads does. symbol_form: how symbols of documents are
    written here, with fields in braces; "" for the usual one. symbol_series: the series that such a form knows.
    """

    only = models.BooleanField(default=True, unique=True, editable=False)
    code = models.SlugField(max_length=20)
    name = InLanguages()
    short_name = InLanguages()
    seat = InLanguages()
    zone = models.CharField(max_length=64, default="UTC")
    official_languages = models.JSONField(default=list)
    working_languages = models.JSONField(default=list)
    emblem = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    symbol_form = models.CharField(max_length=120, blank=True)
    symbol_series = models.JSONField(default=list, blank=True)
    founding_note = InLanguages(help_text="one sentence on the founding treaty")

    objects: ClassVar[models.Manager[Organisation]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="one_organisation_a_house")]

    def __str__(self) -> str:
        return str(self.name)
