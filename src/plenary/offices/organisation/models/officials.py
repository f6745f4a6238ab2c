"""Offices held by persons, with their periods."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.organisation.models.bodies import Body
from plenary.offices.organisation.models.members import Member, Partner


class OfficeClass(models.TextChoices):
    """Classes of office, in the order of precedence of domain guide D; the word is what rules compare."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    DEPUTY_HEAD = "deputy_head"
    FOREIGN_MINISTER = "foreign_minister"
    DEFENCE_MINISTER = "defence_minister"
    SECURITY_SECRETARY = "security_secretary"
    OTHER_MINISTER = "other_minister"
    PERMANENT_REPRESENTATIVE = "permanent_representative"
    SECRETARY_GENERAL = "secretary_general"
    OTHER = "other"


class OfficeHeld(Kept):
    """An office a person holds in a State or an outside organisation.

    title: as printed by the source. held_from_on: day of taking present office, as the State notified it; sources
    differ for long tenures, so `note` keeps which.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="officials")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="officials")
    title = InLanguages()
    office_class = models.CharField(max_length=26, choices=OfficeClass.choices, default=OfficeClass.OTHER)
    held_from_on = models.DateField(null=True, blank=True)
    held_until_on = models.DateField(null=True, blank=True)
    note = InLanguages()

    objects: ClassVar[models.Manager[OfficeHeld]] = models.Manager()

    class Meta:
        verbose_name_plural = "offices held"

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"


class Officer(Kept):
    """An officer of the organisation or of one body: secretary-general, secretary, chair of a committee."""

    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="officers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    title = InLanguages()
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Officer]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"
