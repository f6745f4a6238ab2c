"""Which version of a text a person last read; told to nobody but that person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.models import Person
from plenary.offices.documents.models.document import Document
from plenary.offices.documents.models.text import Version


class Reading(models.Model):
    """The newest version of a document that a person has read. It goes with the person, and after its time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    of_version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Reading]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "document"], name="one_reading_a_document")]

    def __str__(self) -> str:
        return f"{self.of_version} read"
