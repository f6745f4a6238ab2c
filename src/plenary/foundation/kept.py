"""What every kept thing has: a key that cannot be guessed, and a version that grows with each write."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models

KEY_LENGTH = 22


def new_key() -> str:
    """22 characters of 128 random bits; the only name of a thing that is not public.

    Never begins with a hyphen: at a command line it would be read as an option.
    """
    while (key := secrets.token_urlsafe(16)).startswith("-"):
        pass
    return key


class Kept(models.Model):
    """A thing of an office.

    key: stands in addresses and in the record. version: keys cached parts, validators, live events and
    optimistic locks at once; actions raise it by calling `touch()` before they save.
    """

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Any]]
    #: The foreign key to what this is a part of and is read with, where it has no audience of its own.
    READ_WITH: ClassVar[str] = ""

    class Meta:
        abstract = True

    @property
    def readers(self) -> str:
        """The audience in which one may know of this thing; empty where nothing says so."""
        if self.READ_WITH:
            return str(getattr(self, self.READ_WITH).readers)
        return str(getattr(self, "audience", ""))

    @property
    def kind(self) -> str:
        """office.thing, e.g. `meetings.session`."""
        return self._meta.label_lower

    @property
    def about(self) -> tuple[str, str]:
        """How the record and the foundation name this thing.

        The kind is asked of the model, since a document has a kind of its own (statement, report).
        """
        return (self._meta.label_lower, self.key)

    def touch(self) -> Self:
        """Count one more write; the caller saves."""
        self.version += 1
        return self


def thing_named(kind: str, key: str) -> Kept | None:
    """The thing a record entry is about, or None where it is gone or was never one."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    return model.objects.filter(key=key).first() if issubclass(model, Kept) else None
