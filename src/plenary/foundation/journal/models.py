"""What the record keeps. Rows of entries, checkpoints and seals are only added; the database itself refuses more."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.foundation.access.audiences import AudienceField, readable_audiences
from plenary.foundation.journal import verbs
from plenary.foundation.journal.leaves import BEFORE_THE_FIRST, leaf_content
from plenary.foundation.journal.notes import verifier_key
from plenary.foundation.journal.tree import leaf_hash

if TYPE_CHECKING:
    from plenary.foundation.access.actors import Actor

HASH = 64


class Tree(models.Model):
    """The entries of one audience, in their order, under one root.

    peaks: the roots of the full subtrees in hexadecimal, largest first; with them the next entry is added
    without reading those before it. last: the leaf hash of the newest entry.
    """

    audience = AudienceField(unique=True)
    size = models.PositiveBigIntegerField(default=0)
    peaks = models.JSONField(default=list)
    last = models.CharField(max_length=HASH, default=BEFORE_THE_FIRST)

    def __str__(self) -> str:
        return f"{self.audience} ({self.size})"


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries of the record."""

    def readable_by(self, reader: Actor) -> Self:
        """Only those whose tree this reader may know exists."""
        return self.filter(tree__audience__in=readable_audiences(reader))

    def about(self, kind: str, key: str) -> Self:
        """Those about one thing."""
        return self.filter(about_kind=kind, about_key=key)


class Entry(models.Model):
    """One act: who did what, about what, when, under which rule.

    number: its place in the tree of its audience, from 1, without gaps. happened_at: as stated by who acted.
    recorded_at: the real clock. facts and salt, actor_* and actor_salt: NULL once erased, the hashes stay.
    sealed: the facts and the name stay hidden until revealed (a ballot until its vote closes).
    """

    tree = models.ForeignKey(Tree, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    verb = models.CharField(max_length=100)
    about_kind = models.CharField(max_length=60)
    about_key = models.CharField(max_length=400)
    capacity = models.CharField(max_length=20, blank=True)
    actor_key = models.CharField(max_length=60, null=True, blank=True)
    actor_name = models.CharField(max_length=300, null=True, blank=True)
    actor_salt = models.CharField(max_length=HASH, null=True)
    actor_hash = models.CharField(max_length=HASH)
    happened_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    cite = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(null=True)
    salt = models.CharField(max_length=HASH, null=True)
    facts_hash = models.CharField(max_length=HASH)
    previous = models.CharField(max_length=HASH)
    leaf = models.CharField(max_length=HASH)
    sealed = models.BooleanField(default=False)
    revealed = models.BooleanField(default=False)

    objects = models.Manager.from_queryset(EntryQuerySet)()

    class Meta:
        ordering = ["tree", "number"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["tree", "number"], name="journal_one_entry_a_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_numbers_from_one"),
        ]
        indexes = [
            models.Index(fields=["about_kind", "about_key"], name="journal_entry_about"),
            models.Index(fields=["verb"], name="journal_entry_verb"),
            models.Index(fields=["actor_key"], name="journal_entry_actor"),
            models.Index(fields=["recorded_at"], name="journal_entry_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.number}"

    @property
    def about(self) -> tuple[str, str]:
        """The thing this entry is about, as (kind, key)."""
        return (self.about_kind, self.about_key)

    @property
    def hidden(self) -> bool:
        """Whether the facts and the name are still under seal."""
        return self.sealed and not self.revealed

    @property
    def shown_facts(self) -> dict[str, Any] | None:
        """The facts as pages may show them; None while under seal, or once erased."""
        return None if self.hidden else self.facts

    @property
    def shown_name(self) -> str:
        """Who acted, as pages may show it; empty while under seal, or once erased."""
        return "" if self.hidden else self.actor_name or ""

    @property
    def sentence(self) -> str:
        """What happened, in words, in the language in use."""
        return string.Formatter().vformat(verbs.sentence_of(self.verb), (), _Shown(self.verb, self.shown_facts or {}))

    def leaf_again(self) -> str:
        """The leaf hash that this row as it now stands would have; differs from `leaf` after a change by hand."""
        return leaf_hash(self.leaf_content()).hex()

    def leaf_content(self) -> bytes:
        """What the leaf hashes: all that is never erased, facts and name as their salted hashes."""
        return leaf_content(
            audience=self.tree.audience,
            number=self.number,
            previous=self.previous,
            verb=self.verb,
            about=self.about,
            capacity=self.capacity,
            actor_hash=self.actor_hash,
            facts_hash=self.facts_hash,
            happened_at=self.happened_at,
            recorded_at=self.recorded_at,
            cite=self.cite,
            sealed=self.sealed,
        )


class _Shown(dict[str, Any]):
    """Facts as a sentence shows them: names in the language in use, codes in words, what is withheld said to be so."""

    def __init__(self, verb: str, facts: Mapping[str, Any]) -> None:
        super().__init__(facts)
        self._verb = verb

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        if isinstance(value, dict):
            return str(value.get(get_language() or "en") or value.get("en") or next(iter(value.values()), ""))
        if isinstance(value, list):
            return ", ".join(verbs.spelled(self._verb, name, str(item)) for item in value)
        return verbs.spelled(self._verb, name, str(value))

    def __missing__(self, name: str) -> str:
        return _("(not shown)")


class SigningKey(models.Model):
    """The public half of a key that signs checkpoints; the private half is a file of the house, never a row.

    name: who signs, as it stands in every note. key_id: eight hexadecimal digits. until: when the next took over.
    """

    name = models.CharField(max_length=200)
    key_id = models.CharField(max_length=8, unique=True)
    public = models.CharField(max_length=HASH)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id}"

    @property
    def vkey(self) -> str:
        """The public key as one line to print and compare."""
        return verifier_key(self.name, bytes.fromhex(self.public))


class Checkpoint(models.Model):
    """The signed root of a tree at one size. note: the signed text, as printed and mailed."""

    tree = models.ForeignKey(Tree, on_delete=models.PROTECT, related_name="checkpoints")
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=HASH)
    at = models.DateTimeField()
    note = models.TextField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["tree", "size"]
        constraints = [models.UniqueConstraint(fields=["tree", "size"], name="journal_one_checkpoint_a_size")]

    def __str__(self) -> str:
        return f"{self.tree.audience} {self.size} {self.root}"


class Seal(models.Model):
    """One minute's commitment over every tree of the house, the same in silence and in activity.

    seed: secret; blinds the slots. blind: root over all slots. peaks: of the tree whose leaves are the seals.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    seed = models.CharField(max_length=HASH)
    blind = models.CharField(max_length=HASH)
    public_size = models.PositiveBigIntegerField()
    public_root = models.CharField(max_length=HASH)
    peaks = models.JSONField()
    note = models.TextField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.at:%Y-%m-%d %H:%M}"


class SealedHead(models.Model):
    """Size and root of a tree from one seal on, until its next row; only written when they changed."""

    tree = models.ForeignKey(Tree, on_delete=models.PROTECT, related_name="sealed_heads")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="heads")
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=HASH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tree", "seal"], name="journal_one_head_a_seal")]

    def __str__(self) -> str:
        return f"{self.tree.audience} {self.size}"
