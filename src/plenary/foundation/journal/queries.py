"""What may be asked of the record, each time as one reader."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.journal.models import Checkpoint, Entry, Seal, SigningKey


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
