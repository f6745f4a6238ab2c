"""What is kept of notices, letters, addresses, and of times that calendars were told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField
from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.notices.kinds import Kind, When


class Mailbox(Kept):
    """A person's e-mail address: personal data, erased with one act.

    address: letters go there; empty until it is confirmed. wanted: typed by the person and not yet confirmed; the code
    that was sent there is kept as a digest, with how often it was tried. language: of the letters.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mailbox")
    address = models.CharField(max_length=254, blank=True)
    wanted = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=12, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_until_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager[Mailbox]] = models.Manager()

    class Meta:
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return f"mailbox of {self.person}"


class Wish(models.Model):
    """How a person wants one kind of notice; without a row it is as USUALLY says."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    when = models.CharField(max_length=8, choices=When.choices)

    objects: ClassVar[models.Manager[Wish]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_wish_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.when}"


class Notice(Kept):
    """Something that happened and of which letters tell; written in the transaction in which it happened.

    audience: who may know of it; empty where it is for one person. by_key: key of who did it, who gets no letter.
    values: finished, in every language, public words only; emptied once letters are written.
    """

    about_kind = models.CharField(max_length=60, blank=True)
    about_key = models.CharField(max_length=22, blank=True)
    of_kind = models.CharField(max_length=8, choices=Kind.choices)
    audience = models.CharField(max_length=400, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")
    by_key = models.CharField(max_length=22, blank=True)
    values = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects: ClassVar[models.Manager[Notice]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.of_kind} {self.made_at:%Y-%m-%d %H:%M}"


class DigestLine(models.Model):
    """One sentence that waits for a person's daily letter."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="digest_lines")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="digest_lines")
    values = models.JSONField(default=dict)

    objects: ClassVar[models.Manager[DigestLine]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "notice"], name="one_digest_line_a_notice")]

    def __str__(self) -> str:
        return f"{self.notice} for the daily letter"


class Letter(Kept):
    """One letter to one person, from written to sent; its key makes its Message-ID, which never changes.

    reason: what it is written for, so that it is written once. claimed_by: the process that sends it now.
    handed_at: its last byte was about to leave; from then until an answer nobody knows whether it was taken.
    answer: codes of the last answer, never its words, which may hold addresses. text: emptied once it is settled.
    goes_to: an address that is no longer the person's, of the one letter that tells there of it; emptied with the text.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        UNCERTAIN = "uncertain"
        GIVEN_UP = "given_up"
        LET_GO = "let_go"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="letters")
    reason = models.CharField(max_length=60)
    of_kind = models.CharField(max_length=8)
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=120, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=40, blank=True)
    goes_to = models.CharField(max_length=254, blank=True)

    objects: ClassVar[models.Manager[Letter]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "reason"], name="one_letter_a_reason")]
        indexes = [models.Index(fields=["state", "next_at"], name="letters_to_send")]

    def __str__(self) -> str:
        return f"{self.of_kind} ({self.state})"


class Carrier(models.Model):
    """What the house knows of the server that takes its letters: one row.

    trouble: why none can be handed over now, as a short code; empty while they can. failures: one after another.
    """

    only = models.BooleanField(default=True, unique=True, editable=False)
    trouble = models.CharField(max_length=40, blank=True)
    since_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    again_at = models.DateTimeField(null=True, blank=True)
    tested_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Carrier]] = models.Manager()

    def __str__(self) -> str:
        return self.trouble or "in order"


class CalendarKey(models.Model):
    """The key by which a person's own calendar is read without signing in; kept as a digest, withdrawn at once."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_key")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects: ClassVar[models.Manager[CalendarKey]] = models.Manager()

    def __str__(self) -> str:
        return f"calendar of {self.person}"


class Told(models.Model):
    """When and where something takes place, as calendars were last told.

    told: finished values. sequence: how often they changed. ended: it was cancelled, and calendars say so for a while.
    """

    about_kind = models.CharField(max_length=60)
    about_key = models.CharField(max_length=22)
    within = models.CharField(max_length=22, blank=True, db_index=True, help_text="key of the meeting it belongs to")
    audience = AudienceField()
    told = models.JSONField(default=dict)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Told]] = models.Manager()

    class Meta:
        verbose_name_plural = "told"
        constraints = [models.UniqueConstraint(fields=["about_kind", "about_key"], name="told_once_a_thing")]

    def __str__(self) -> str:
        return f"{self.about_kind} {self.sequence}"
