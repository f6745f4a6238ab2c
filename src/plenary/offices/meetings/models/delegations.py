"""Delegations, their members and their credentials."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.meetings.models.session import Session
from plenary.offices.organisation.models import Body, Member, Partner
from plenary.offices.organisation.models.officials import OfficeClass


class Delegation(Kept):
    """Persons whom a member, or an outside organisation, accredits to a session."""

    READ_WITH = "session"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="delegations")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations")
    is_list_complete = models.BooleanField(default=False, help_text="false where the source names only some")

    objects: ClassVar[models.Manager[Delegation]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "member"], name="one_delegation_a_member"),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False, partner__isnull=True)
                | models.Q(member__isnull=True, partner__isnull=False),
                name="delegation_of_a_member_or_a_partner",
            ),
        ]

    def __str__(self) -> str:
        return f"delegation of {self.member or self.partner}"


class Delegate(Kept):
    """A person on a delegation's list. title: the office as printed by the source, with a note where it surprises.

    for_body: in a joint meeting, the body in which this person sits for the member. order: as printed.
    left_list_at: taken off the list; the line stays in the record. designated_at: since when an alternate acts with
    the rights of the head.
    """

    READ_WITH = "delegation"

    class Role(models.TextChoices):
        HEAD = "head"
        ALTERNATE = "alternate"
        MEMBER = "member"
        ADVISER = "adviser"

    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="delegates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=9, choices=Role.choices, default=Role.MEMBER)
    title = InLanguages()
    office_class = models.CharField(max_length=26, choices=OfficeClass.choices, default=OfficeClass.OTHER)
    for_body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=1)
    note = InLanguages()
    designated_at = models.DateTimeField(null=True, blank=True)
    listed_at = models.DateTimeField(null=True, blank=True)
    left_list_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Delegate]] = models.Manager()

    class Meta:
        ordering = ["delegation", "order"]
        constraints = [
            # Nulls are distinct to SQLite, so those who sit for no one body have constraints of their own.
            models.UniqueConstraint(
                fields=["delegation", "person"],
                condition=models.Q(left_list_at__isnull=True, for_body__isnull=True),
                name="one_line_a_person",
            ),
            models.UniqueConstraint(
                fields=["delegation", "person", "for_body"],
                condition=models.Q(left_list_at__isnull=True, for_body__isnull=False),
                name="one_line_a_person_and_body",
            ),
            models.UniqueConstraint(
                fields=["delegation"],
                condition=models.Q(role="head", left_list_at__isnull=True, for_body__isnull=True),
                name="one_head_a_delegation",
            ),
            models.UniqueConstraint(
                fields=["delegation", "for_body"],
                condition=models.Q(role="head", left_list_at__isnull=True, for_body__isnull=False),
                name="one_head_a_delegation_and_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"


class Credentials(Kept):
    """The paper that authorises a delegate to represent a member at this session."""

    class State(models.TextChoices):
        RECEIVED = "received"
        ACCEPTED = "accepted"
        CHALLENGED = "challenged"
        PROVISIONAL = "provisional"

    delegate = models.OneToOneField(Delegate, on_delete=models.PROTECT, related_name="credentials")
    state = models.CharField(max_length=11, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField()
    examined_at = models.DateTimeField(null=True, blank=True)
    ground = InLanguages()

    objects: ClassVar[models.Manager[Credentials]] = models.Manager()

    class Meta:
        verbose_name_plural = "credentials"

    def __str__(self) -> str:
        return f"credentials of {self.delegate}: {self.state}"
