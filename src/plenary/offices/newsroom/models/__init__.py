"""What the newsroom keeps."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from plenary.foundation.access.audiences import AudienceField, ReadableManager
from plenary.foundation.access.models import Person
from plenary.foundation.kept import Kept
from plenary.foundation.languages.fields import InLanguages
from plenary.offices.meetings.models import Session
from plenary.offices.organisation.models import Attribution


class Release(Kept):
    """A news item. slug: exists only once published, so nothing stands at a guessable address before.

    embargo_until: not published before this instant. nodded_*: the person's nod that a release by time needs, not
    older than ten minutes. drafted_by: who wrote last. authors: all who wrote since it was last cleared, none of whom
    clears it. armed_event: the dotted verb and thing it waits for, empty for none.
    """

    class Kind(models.TextChoices):
        CURTAIN_RAISER = "curtain_raiser"
        ADVISORY = "advisory"
        ARRIVAL = "arrival"
        DAILY_PROGRAMME = "daily_programme"
        REMARKS = "remarks"
        PHOTO = "photo"
        STATEMENT = "statement"
        OUTCOME = "outcome"
        FACT_SHEET = "fact_sheet"

    class State(models.TextChoices):
        DRAFT = "draft"
        CLEARED = "cleared"
        ARMED = "armed"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    slug = models.SlugField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    kind_of_release = models.CharField(max_length=15, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.PROTECT, related_name="releases")
    headline = InLanguages()
    deck = InLanguages()
    dateline_place = InLanguages()
    dateline_on = models.DateField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    armed_event = models.CharField(max_length=120, blank=True)
    nodded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    nodded_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    authors = models.ManyToManyField(Person, related_name="+")
    cleared_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = InLanguages()
    audience = AudienceField(default="newsroom")
    is_demonstration = models.BooleanField(default=False)

    objects: ClassVar[ReadableManager[Release]] = ReadableManager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "slug"], condition=~models.Q(slug=""), name="one_release_an_address"
            ),
            models.CheckConstraint(
                condition=models.Q(cleared_by__isnull=True)
                | models.Q(drafted_by__isnull=True)
                | ~models.Q(cleared_by=models.F("drafted_by")),
                name="cleared_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.headline)


class Claim(Kept):
    """One sentence of a release that states something, with its source, its kind and the record it is about.

    paragraph: 1 up. attribution: whose statement it is. thing_kind, thing_key: the record it links to.
    status: as it stood when the release was drafted.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="claims")
    order = models.PositiveSmallIntegerField()
    paragraph = models.PositiveSmallIntegerField(default=1)
    sentence = InLanguages()
    status = models.CharField(max_length=8, choices=Attribution.Status.choices)
    attribution = models.ForeignKey(Attribution, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    fact = models.CharField(max_length=8, blank=True)
    thing_kind = models.CharField(max_length=60, blank=True)
    thing_key = models.CharField(max_length=22, blank=True)
    note = InLanguages()

    objects: ClassVar[models.Manager[Claim]] = models.Manager()

    class Meta:
        ordering = ["release", "order"]
        constraints = [models.UniqueConstraint(fields=["release", "order"], name="one_claim_a_place")]

    def __str__(self) -> str:
        return str(self.sentence)


class Correction(Kept):
    """A visible correction of a published release; the old words stay."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="corrections")
    corrected_at = models.DateTimeField()
    corrected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    note = InLanguages()
    old_words = InLanguages()
    new_words = InLanguages()

    objects: ClassVar[models.Manager[Correction]] = models.Manager()

    class Meta:
        ordering = ["corrected_at"]

    def __str__(self) -> str:
        return f"correction of {self.release}"
