"""What signing in and acting in pairs keeps."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.models import Account, Person
from plenary.foundation.kept import Kept


class Pending(Kept):
    """An act that one person proposed and another must confirm.

    arguments: as JSON, things by kind and key. names_gained: who could read more if it is confirmed, in words,
    as it was shown to the proposer.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    act = models.CharField(max_length=80)
    row = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    proposed_in = models.CharField(max_length=2, choices=Capacity.choices)
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Pending]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(outcome="confirmed")
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="confirmed_by_another_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} ({self.outcome})"


class OneTimeCode(Kept):
    """A way in that works once: a set-up link or a code handed out at the desk.

    code_hash: SHA-256 of a code of at least 100 random bits (link) or Argon2id of a short one (desk).
    """

    class Purpose(models.TextChoices):
        LINK = "link"
        DESK = "desk"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=4, choices=Purpose.choices)
    code_hash = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager[OneTimeCode]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.purpose} for {self.account}"


class Passkey(Kept):
    """A key on a person's device, by which the house knows that person (WebAuthn)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField(help_text="attested credential data, as the device gave it")
    sign_count = models.PositiveBigIntegerField(default=0)
    name = models.CharField(max_length=80)
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager[Passkey]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class SignIn(Kept):
    """A person's time signed in, in one capacity. Ends once and never begins again.

    session_key: of the browser session that carries it. means: how it was proved.
    """

    class Means(models.TextChoices):
        PASSKEY = "passkey"
        LINK = "link"
        DESK_CODE = "desk_code"
        PASSWORD = "password"
        DEMONSTRATION = "demonstration"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    capacity = models.CharField(max_length=2, choices=Capacity.choices)
    means = models.CharField(max_length=13, choices=Means.choices)
    session_key = models.CharField(max_length=64, db_index=True)
    began_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[SignIn]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.account} {self.began_at:%Y-%m-%d %H:%M}"
