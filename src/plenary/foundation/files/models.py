"""A file as it was given, and who may read it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.kept import Kept


class StoredFile(Kept):
    """Bytes kept under their SHA-256 in PLENARY_HOME/files; the row says what they are and who may read them."""

    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    audience = AudienceField()
    stored_at = models.DateTimeField()

    objects: ClassVar[ReadableManager[StoredFile]] = ReadableManager()

    def __str__(self) -> str:
        return self.name


class SpentTicket(models.Model):
    """A ticket that was shown, in a house that several processes serve; forgotten once no ticket can be so old."""

    mark = models.CharField(max_length=22, unique=True)
    spent_at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager[SpentTicket]] = models.Manager()

    def __str__(self) -> str:
        return f"spent {self.spent_at:%H:%M:%S}"
