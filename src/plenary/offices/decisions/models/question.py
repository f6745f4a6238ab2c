"""A question put to one body, or to several that sit jointly."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.documents.models import Document, Version
from plenary.offices.meetings.models import Item, Sitting
from plenary.offices.organisation.models import Body, Member

#: Effects for which no word of the text may be open any more.
FINAL = frozenset({"adopt", "approve", "confirm"})


class Question(Kept):
    """One question: what is asked, on which text, by which method, and how far it has come.

    method: consensus, silence or vote, as the rule in force says. subject: the word by which the rule was chosen.
    closes_at: end of the objection window, or the instant a silence procedure runs to, with its zone; objections
    count strictly before it. text_digest: of the version put, so that nobody can put one text and number another.
    window_s: length of the objection window. opened_tick: the machine's steady clock at the opening, in
    microseconds, with the boot it belongs to, so that a clock that jumps does not shorten a window.
    attempt: 2 for the second vote to which a tie leads; repeats: the question put before in its place.
    concerned: codes of members that the question is about, where a rule leaves them out; criteria: what the record
    states, where it does so on a ground only. announced_by and recorded_by are never one person.
    """

    class Method(models.TextChoices):
        CONSENSUS = "consensus"
        SILENCE = "silence"
        VOTE = "vote"

    class State(models.TextChoices):
        PREPARED = "prepared"
        OPEN = "open"
        CLOSED = "closed"
        ANNOUNCED = "announced"
        VOID = "void"

    class Manner(models.TextChoices):
        RECORDED = "recorded"
        ROLL_CALL = "roll_call"
        SHOW_OF_HANDS = "show_of_hands"
        SECRET = "secret"

    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    sitting = models.ForeignKey(Sitting, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    text_version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    text_digest = models.CharField(max_length=64, blank=True)
    wording = InLanguages(help_text="the question in one sentence, as the chair reads it")
    subject = models.CharField(max_length=60)
    method = models.CharField(max_length=9, choices=Method.choices)
    manner = models.CharField(max_length=13, choices=Manner.choices, default=Manner.RECORDED)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PREPARED)
    effect = models.CharField(max_length=12, blank=True, help_text="adopt, note, forward … : what adoption does")
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    window_s = models.PositiveIntegerField(null=True, blank=True)
    opened_tick = models.BigIntegerField(null=True, blank=True)
    opened_boot = models.CharField(max_length=36, blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    repeats = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeated_by")
    void_reason = InLanguages()
    concerned = models.JSONField(default=list, blank=True)
    criteria = models.JSONField(default=list, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    audience = AudienceField(default="members")
    is_demonstration = models.BooleanField(default=False)

    objects: ClassVar[ReadableManager[Question]] = ReadableManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recorded_by__isnull=True) | ~models.Q(recorded_by=models.F("announced_by")),
                name="announced_and_recorded_by_two",
            )
        ]

    def __str__(self) -> str:
        return str(self.wording)

    @property
    def needs_every_word(self) -> bool:
        """Whether no word of its text may be open any more when it is put."""
        return self.document_id is not None and self.effect in FINAL


class QuestionBody(Kept):
    """One body's part in a question: its rule that day, its quorum, its verdict with each step and citation.

    count: figures of a vote taken on paper or by hands, entered by two people; empty where ballots were cast here.
    """

    READ_WITH = "question"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="bodies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="questions")
    outcome = models.CharField(max_length=20, blank=True)
    verdict = models.JSONField(default=dict, blank=True)
    count = models.JSONField(default=dict, blank=True)

    objects: ClassVar[models.Manager[QuestionBody]] = models.Manager()

    class Meta:
        verbose_name_plural = "question bodies"
        constraints = [models.UniqueConstraint(fields=["question", "body"], name="one_verdict_a_body")]

    def __str__(self) -> str:
        return f"{self.body.code}: {self.outcome}"


class Objection(Kept):
    """A member's objection in one body. Only the objector withdraws it. received_at: the server's clock."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="objections")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="objections")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = InLanguages()
    amendment = InLanguages(help_text="a silence procedure is broken by an amendment too")
    received_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Objection]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.member} objects"


class Extension(Kept):
    """More time in a silence procedure: the old expiry is void, both stay in the record."""

    READ_WITH = "question"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="extensions")
    asked_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    granted_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Extension]] = models.Manager()

    def __str__(self) -> str:
        return f"until {self.until_at:%Y-%m-%d %H:%M}"


class TimeAsked(Kept):
    """A member asks for more time in a silence procedure. It breaks nothing; the chair gives time, or does not.

    wanted_at: until when, where the member says so.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="times_asked")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    wanted_at = models.DateTimeField(null=True, blank=True)
    reason = InLanguages()
    asked_at = models.DateTimeField()

    objects: ClassVar[models.Manager[TimeAsked]] = models.Manager()

    class Meta:
        verbose_name_plural = "times asked"

    def __str__(self) -> str:
        return f"{self.member} asks for time"


class Ballot(Kept):
    """What one seat casts. ballot_key: made by the seat's page, so that a repeat is the same ballot.

    A changed ballot is a new row and the former gets superseded_at; only the last counts. source: the seat's own page,
    or a roll called aloud or on paper, entered by one person and agreed to by cast_by.
    """

    class Choice(models.TextChoices):
        IN_FAVOUR = "in_favour"
        AGAINST = "against"
        ABSTAIN = "abstain"

    class Source(models.TextChoices):
        SEAT = "seat"
        ROLL = "roll"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="ballots")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="ballots")
    cast_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=9, choices=Choice.choices)
    source = models.CharField(max_length=4, choices=Source.choices, default=Source.SEAT)
    ballot_key = models.CharField(max_length=40, unique=True)
    cast_at = models.DateTimeField()
    entry = models.PositiveBigIntegerField(help_text="number of its entry in the record")
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Ballot]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "body", "member"],
                condition=models.Q(superseded_at__isnull=True),
                name="one_ballot_a_seat",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.choice}"


class CorrectionOfVote(Kept):
    """What a member meant, printed under the result; never alters it."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="corrections")
    meant = models.CharField(max_length=9, choices=Ballot.Choice.choices)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[CorrectionOfVote]] = models.Manager()

    class Meta:
        verbose_name_plural = "corrections of vote"

    def __str__(self) -> str:
        return f"{self.ballot.member} meant {self.meant}"


class Ruling(Kept):
    """The chair ruled otherwise than computed: who, on what ground. Stands beside the verdict.

    computed: what stood before it, by the rule or by a ruling made earlier; "" where it was not kept.
    """

    READ_WITH = "question"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="rulings")
    ruled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120)
    ground = InLanguages()
    outcome = models.CharField(max_length=20)
    computed = models.CharField(max_length=20, blank=True, default="")
    ruled_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Ruling]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.outcome} by ruling"
