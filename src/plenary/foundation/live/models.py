"""The outbox: what was told to open pages, kept for a day so that a stream can be resumed by any process."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

DOORS = ""
"""Audience of the rows that are told to hubs only: a sign-in ended, a person's audiences changed."""


class Outbox(models.Model):
    """One event. Written in the transaction of the act; seen by nobody before its commit.

    number: place in the audience's own sequence, from 1 without gaps; empty until the numbering that
    follows the commit where several may write at once. holder, tokens: of the rows for hubs only; tokens
    is empty where the holder's streams are to end, whoever they are.
    """

    audience = models.CharField(max_length=400, blank=True)
    number = models.PositiveBigIntegerField(null=True, blank=True)
    topic = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(null=True, blank=True)
    holder = models.CharField(max_length=80, blank=True)
    tokens = models.JSONField(null=True, blank=True)
    at = models.DateTimeField(db_index=True)

    objects: ClassVar[models.Manager[Outbox]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audience", "number"], name="live_place_is_taken_once"),
        ]
        indexes = [models.Index(fields=["audience"], condition=models.Q(number__isnull=True), name="live_not_numbered")]

    def __str__(self) -> str:
        return f"{self.audience} {self.number}: {self.topic or self.holder}"
