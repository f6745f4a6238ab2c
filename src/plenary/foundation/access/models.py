"""Persons, the accounts they sign in with, the capacities they hold, and the audiences that exist."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from plenary.foundation.access.capacities import Capacity
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages


class Person(Kept):
    """A human. Represents, serves or visits; is never a member of the organisation.

    name: as the person's State or office writes it, in each language known. sort_name: by language, for lists.
    """

    name = InLanguages()
    sort_name = InLanguages()
    form_of_address = InLanguages(help_text="as on a badge or a table plate: President Jeenbekov")

    def __str__(self) -> str:
        return str(self.name)


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by actions only; Django's own makers are left out on purpose."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Django asks by name when it signs in."""
        return self.get(sign_in_name=username)


class Account(Kept, AbstractBaseUser):
    """What a person signs in with. Has no password unless passwords are switched on.

    is_demonstration: one of the named logins of the demonstration, offered on its sign-in page.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    sign_in_name = models.CharField(max_length=80, unique=True)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    language = models.CharField(max_length=12, blank=True)

    USERNAME_FIELD = "sign_in_name"
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.sign_in_name


class PeriodQuerySet(models.QuerySet["Holding"]):
    """Rows with from_at and until_at."""

    def in_force(self, instant: datetime) -> Self:
        """From inclusive, until exclusive; empty means open."""
        return self.filter(
            models.Q(from_at__isnull=True) | models.Q(from_at__lte=instant),
            models.Q(until_at__isnull=True) | models.Q(until_at__gt=instant),
        )


class Holding(Kept):
    """A person holds a capacity, in the whole house or in one scope, for a period.

    scope: "" for the whole house, else a token such as "body:CSC", "member:RUS", "session:KEY", "sitting:KEY".
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    capacity = models.CharField(max_length=2, choices=Capacity.choices)
    scope = models.CharField(max_length=80, blank=True)
    from_at = models.DateTimeField(null=True, blank=True)
    until_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Holding]] = models.Manager.from_queryset(PeriodQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__isnull=True) | models.Q(until_at__gt=models.F("from_at")),
                name="holding_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.capacity} {self.scope}".strip()


class Audience(models.Model):
    """One of the audiences that things of the house have had."""

    code = models.CharField(max_length=400, unique=True)

    def __str__(self) -> str:
        return self.code
