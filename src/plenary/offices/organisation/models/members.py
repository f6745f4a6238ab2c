"""Members are States or other subjects, never persons."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages


class Subject(Kept):
    """What a member and a partner share: names by form and language, and what lists sort by.

    sort_name: never derived from the display name; order differs by language and by form.
    """

    code = models.CharField(max_length=12, unique=True)
    short_name = InLanguages()
    formal_name = InLanguages()
    sort_name = InLanguages()
    adjective = InLanguages(help_text="as in: the delegation of …, where a language wants another form")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.short_name)


class Member(Subject):
    """A State or other subject that is, was or will be a member."""

    capital = InLanguages()

    objects: ClassVar[models.Manager[Member]] = models.Manager()


class Membership(Kept):
    """A period of membership. Days; from inclusive, until exclusive; empty means not stated or open."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="memberships")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Membership]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_on__isnull=True)
                | models.Q(until_on__isnull=True)
                | models.Q(until_on__gt=models.F("from_on")),
                name="membership_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.from_on or '…'} – {self.until_on or '…'}"


class Partner(Subject):
    """An outside organisation or a State that is not a member, and its standing here."""

    class Standing(models.TextChoices):
        OBSERVER = "observer"
        PARTNER = "partner"
        COOPERATION = "cooperation"

    is_state = models.BooleanField(default=False)
    standing = models.CharField(max_length=12, choices=Standing.choices)
    since_on = models.DateField(null=True, blank=True)
    note = InLanguages()

    objects: ClassVar[models.Manager[Partner]] = models.Manager()
