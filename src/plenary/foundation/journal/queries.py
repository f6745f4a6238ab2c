"""What may be asked of the record, each time as one reader."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.journal.journal_verbs import ENTRY_ERASED
from plenary.foundation.journal.models import Checkpoint, Entry, Seal, SigningKey, Tree

_HOW_FAR = f"SELECT COALESCE(SUM(size), 0) FROM {Tree._meta.db_table}"


def how_far() -> int:
    """The number of entries in the whole record: as long as it stands still, no act has changed anything.

    For what a process remembers of the house; it is never told to a reader, for it counts what is hidden.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HOW_FAR)
        return int(cursor.fetchone()[0])


def entries(reader: Actor) -> QuerySet[Entry]:
    """Every entry this reader may know of, newest first."""
    return Entry.objects.readable_by(reader).select_related("tree").order_by("-recorded_at", "-pk")


def entry(reader: Actor, audience: str, number: int) -> Entry | None:
    """One entry by its tree and number; None where it is not there, or not for this reader."""
    if not may_read(reader, audience):
        return None
    return Entry.objects.select_related("tree").filter(tree__audience=audience, number=number).first()


def entries_about(reader: Actor, about: tuple[str, str]) -> QuerySet[Entry]:
    """What happened to one thing, oldest first."""
    return entries(reader).filter(about_kind=about[0], about_key=about[1]).order_by("recorded_at", "pk")


def trail(
    reader: Actor,
    *,
    verb: str = "",
    person: str = "",
    day: date | None = None,
    about: tuple[str, str] | None = None,
) -> QuerySet[Entry]:
    """The record as the desk reads it, newest first, narrowed by what is given.

    verb: an act, or with a dot at its end all acts that begin so. person: key of who acted; what is under seal
    is not found by it. day: of recording, in UTC.
    """
    found = entries(reader)
    if verb:
        found = found.filter(verb__startswith=verb) if verb.endswith(".") else found.filter(verb=verb)
    if person:
        found = found.filter(actor_key=person).exclude(sealed=True, revealed=False)
    if day:
        begin = datetime.combine(day, time(), UTC)
        found = found.filter(recorded_at__gte=begin, recorded_at__lt=begin + timedelta(days=1))
    if about:
        found = found.filter(about_kind=about[0], about_key=about[1])
    return found


def entries_holding(reader: Actor, sha256: str) -> list[Entry]:
    """The entries whose facts name a file by its digest (64 lower-case hexadecimal digits), oldest first."""
    narrowed = entries(reader).filter(facts__icontains=sha256).exclude(sealed=True, revealed=False)
    return [row for row in narrowed.order_by("recorded_at", "pk") if _holds(row.facts, sha256)]


def checkpoints(reader: Actor, audience: str) -> QuerySet[Checkpoint]:
    """The signed roots of one tree, newest first; none for who may not read it."""
    found = Checkpoint.objects.filter(tree__audience=audience).order_by("-size")
    return found if may_read(reader, audience) else found.none()


def audiences() -> list[str]:
    """Whose trees have an entry; for the house's own checks, never for a reader."""
    return sorted(Tree.objects.filter(size__gt=0).values_list("audience", flat=True))


def checkpoints_of(audience: str, sizes: Collection[int]) -> QuerySet[Checkpoint]:
    """The signed roots of one tree at these sizes, the largest first."""
    return Checkpoint.objects.filter(tree__audience=audience, size__in=sizes).order_by("-size")


def checkpoint_over(entry: Entry) -> Checkpoint | None:
    """The newest signed root that holds this entry; None while it is younger than all of them."""
    return Checkpoint.objects.filter(tree=entry.tree, size__gte=entry.number).order_by("-size").first()


def was_erased_since(audience: str, size: int) -> bool:
    """Whether something was erased from a tree after it had that size."""
    return Entry.objects.filter(tree__audience=audience, number__gt=size, verb=ENTRY_ERASED).exists()


def last_seal() -> Seal | None:
    """The last minute's seal; what it shows is public."""
    return Seal.objects.order_by("-number").first()


def signing_keys() -> QuerySet[SigningKey]:
    """Every key that ever signed, oldest first; old ones stay listed."""
    return SigningKey.objects.order_by("since", "pk")


def _holds(value: object, text: str) -> bool:
    if isinstance(value, dict):
        return any(_holds(item, text) for item in value.values())
    if isinstance(value, list):
        return any(_holds(item, text) for item in value)
    return value == text


def corrections_about(reader: Actor, keys: Mapping[str, Collection[str] | QuerySet[Any]]) -> list[Entry]:
    """Entries by which a wrong name or title of these things was corrected, the newest first; one question.

    keys: of the things by their kind, as a list or as a question of one column.
    """
    named = Q(pk__in=[])
    for kind, those in keys.items():
        named |= Q(about_kind=kind, about_key__in=those)
    found = Entry.objects.readable_by(reader).filter(named, verb__endswith=".corrected")
    return list(found.select_related("tree").order_by("-pk"))
