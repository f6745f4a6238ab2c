"""What signing in and acting in pairs keeps."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.models import Account, Person
from plenary.foundation.kept import Kept


class Pending(Kept):
    """An act that one person proposed and another must confirm.

    arguments: as JSON, things by kind and key. asked: rows of the matrix with scopes, and readings: audiences, as the
    act asked for them when it was tried out. widened: audiences before and after, where more people come to read.
    bound: rows with the member ("member:…") that the act binds: its delegation alone agrees, and alone reads of it.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting"
        CONFIRMED = "confirmed"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    act = models.CharField(max_length=80)
    row = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    asked = models.JSONField(default=list)
    readings = models.JSONField(default=list)
    widened = models.JSONField(default=list)
    bound = models.JSONField(default=list)
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

    objects: ClassVar[models.Manager[Passkey]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class Identity(Kept):
    """By what the organisation's own provider knows a person: an issuer and its subject, never an e-mail address.

    One account has one, and one belongs to one account.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="identity")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    joined_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Identity]] = models.Manager()

    class Meta:
        verbose_name_plural = "identities"
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="one_person_per_provider_identity")]

    def __str__(self) -> str:
        return f"{self.account} at {self.issuer}"


class Tries(Kept):
    """Tries to come in that were counted under one mark, in the minute that began then.

    mark: keyed digest of way, network and perhaps name. is_told: the record says that the brake closed.
    """

    mark = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)
    is_told = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Tries]] = models.Manager()

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.count} since {self.began_at:%H:%M:%S}"


class SignIn(Kept):
    """A person's time signed in, in one capacity. Ends once and never begins again.

    session_key: of the browser session that carries it. means: how it was proved. device: what the browser says it
    is. network: the first part of the address alone, as brakes count it; empty where none is known.
    """

    class Means(models.TextChoices):
        PASSKEY = "passkey"
        LINK = "link"
        DESK_CODE = "desk_code"
        PASSWORD = "password"
        DEMONSTRATION = "demonstration"
        PROVIDER = "provider"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    capacity = models.CharField(max_length=2, choices=Capacity.choices)
    means = models.CharField(max_length=13, choices=Means.choices)
    session_key = models.CharField(max_length=64, db_index=True)
    began_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    device = models.CharField(max_length=60, blank=True)
    network = models.CharField(max_length=50, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[SignIn]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.account} {self.began_at:%Y-%m-%d %H:%M}"


class Proof(Kept):
    """A sign-in proved anew, for one place, that it is still this person: a chair or a seat was taken, or keys change.

    place: "sitting:KEY"; for keys as in `own_keys`, and the proof goes with the one change that it opens. means: a
    passkey, or the code or link by which the sign-in itself was begun.
    """

    sign_in = models.ForeignKey(SignIn, on_delete=models.CASCADE, related_name="proofs")
    place = models.CharField(max_length=80)
    means = models.CharField(max_length=13, choices=SignIn.Means.choices)
    proved_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Proof]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sign_in", "place"], name="one_proof_of_a_sign_in_for_a_place")]

    def __str__(self) -> str:
        return f"{self.sign_in} for {self.place}"


class ScriptKey(Kept):
    """A key by which a program of one person acts in one capacity, on texts and nothing else, until a day.

    secret_hash: SHA-256 of 256 random bits, which only their owner ever saw. used_at: last, marked now and then.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="script_keys")
    capacity = models.CharField(max_length=2, choices=Capacity.choices)
    name = models.CharField(max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[ScriptKey]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class Opening(Kept):
    """A restricted thing that an administrator opened for a while, with a reason. Nothing else is opened by it.

    about_kind, about_key: as in the record. audience: of the thing when it was opened; another one ends the opening.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="openings")
    about_kind = models.CharField(max_length=60)
    about_key = models.CharField(max_length=22)
    audience = models.CharField(max_length=400)
    reason = models.CharField(max_length=400)
    opened_at = models.DateTimeField(db_index=True)
    until_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Opening]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.person} {self.opened_at:%Y-%m-%d %H:%M}"
