"""Notices: written in the transaction of what they tell of, so nothing is announced that was not kept.

The work lane writes letters from them a little later, so that what is done and put right at once is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from plenary.foundation.access.actors import Actor, actor_for
from plenary.foundation.access.models import Account, Holding, Person
from plenary.foundation.clock import now, real_now
from plenary.foundation.notices.kinds import USUALLY, Kind, When
from plenary.foundation.notices.models import DigestLine, Letter, Mailbox, Notice, Wish
from plenary.foundation.notices.post import is_open

#: What is done again within this time is told once.
SETTLES = timedelta(seconds=20)
#: Written notices are forgotten after this time; only their letters are kept for a while.
KEPT = timedelta(days=2)
AT_ONCE = 50
#: The kind of a daily letter, which tells of several things.
DIGEST = "digest"

#: From a notice and who reads it, in each of their capacities: whether it is for this person.
Concerns = Callable[[Notice, Person, Sequence[Actor]], bool]
#: From sentences' values and the reader: subject and text of a letter in their language.
Writes = Callable[[str, Person, str, Sequence[Mapping[str, Any]]], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who can get letters, with all they may read. goes_to: an address other than theirs."""

    person: Person
    language: str
    actors: tuple[Actor, ...]
    wishes: Mapping[str, str]
    goes_to: str = ""

    def wants(self, kind: str) -> str:
        """How a kind reaches this person."""
        return self.wishes.get(kind, str(USUALLY.get(Kind(kind), When.AT_ONCE)))


def tell(
    kind: Kind,
    *,
    audience: str,
    about: tuple[str, str],
    values: Mapping[str, Any] | None = None,
    by_key: str = "",
) -> None:
    """Have letters tell those in `audience` of it, within the transaction of what happened.

    One that waits already about the same thing takes the new values. values: public words, moments as text.
    """
    if not is_open():
        return
    same = Notice.objects.filter(
        of_kind=kind, about_kind=about[0], about_key=about[1], audience=audience, person=None, written_at=None
    ).first()
    if same is not None:
        kept = {name: same.values[name] for name in ("was",) if name in same.values}
        same.values, same.by_key = {**(values or {}), **kept}, by_key
        same.touch().save()
        return
    Notice.objects.create(
        of_kind=kind,
        audience=audience,
        about_kind=about[0],
        about_key=about[1],
        by_key=by_key,
        values=dict(values or {}),
        made_at=real_now(),
    )


def tell_person(
    kind: Kind,
    person: Person,
    *,
    about: tuple[str, str] = ("", ""),
    values: Mapping[str, Any] | None = None,
    by_key: str = "",
) -> None:
    """Have a letter tell this person and nobody else."""
    if not is_open():
        return
    Notice.objects.create(
        of_kind=kind,
        person=person,
        about_kind=about[0],
        about_key=about[1],
        by_key=by_key,
        values=dict(values or {}),
        made_at=real_now(),
    )


def tell_left(person: Person, address: str, language: str) -> None:
    """Have one letter tell at an address that letters to this person leave it; then it is forgotten."""
    if address:
        tell_person(Kind.LEFT, person, values={"goes_to": address, "language": language})


def write_letters(*, concerns: Concerns, writes: Writes, at: datetime | None = None) -> int:
    """Turn the notices that have settled into letters, or into lines of daily ones; how many letters were written.

    Each notice is one transaction: it is turned once, whatever dies meanwhile.
    """
    instant = at or real_now()
    waiting = Notice.objects.filter(written_at=None).order_by("pk")
    ready = [
        notice for notice in waiting[:AT_ONCE] if notice.person_id is not None or notice.made_at <= instant - SETTLES
    ]
    if not ready:
        return 0
    readers = _readers() if any(notice.person_id is None for notice in ready) else None
    return sum(_write(notice, readers, concerns, writes, instant) for notice in ready)


def write_digests(*, on: date, writes: Writes) -> int:
    """Write the daily letter of each person for whom something waits; how many were written.

    on: the day of the house. A person gets one a day, whatever dies meanwhile.
    """
    count = 0
    for pk in list(DigestLine.objects.values_list("person", flat=True).distinct().order_by("person")):
        with transaction.atomic():
            person = Person.objects.select_for_update().get(pk=pk)
            reader = _reader(person)
            lines = list(DigestLine.objects.filter(person=person).select_related("notice"))
            reason = f"digest:{on.isoformat()}"
            if reader is None:
                DigestLine.objects.filter(person=person).delete()
                continue
            if not lines or Letter.objects.filter(person=person, reason=reason).exists():
                continue
            told = [{"kind": line.notice.of_kind, **line.values} for line in lines]
            subject, text = writes(DIGEST, person, reader.language, told)
            _put(reader, reason, DIGEST, subject, text)
            DigestLine.objects.filter(pk__in=[line.pk for line in lines]).delete()
            count += 1
    return count


def trim() -> None:
    """Forget notices that were written long ago; those that wait for a daily letter stay."""
    Notice.objects.filter(written_at__lt=real_now() - KEPT, digest_lines=None).delete()


def _write(
    notice: Notice, readers: Sequence[Reader] | None, concerns: Concerns, writes: Writes, instant: datetime
) -> int:
    with transaction.atomic():
        locked = Notice.objects.select_for_update().filter(pk=notice.pk, written_at=None).first()
        if locked is None:
            return 0
        kind = Kind(locked.of_kind)
        count = 0
        for reader in _those_of(locked, readers):
            asked_for = kind not in USUALLY
            if not asked_for and (
                reader.person.key == locked.by_key or not concerns(locked, reader.person, reader.actors)
            ):
                continue
            match reader.wants(kind):
                case When.AT_ONCE:
                    subject, text = writes(kind, reader.person, reader.language, [{"kind": kind, **locked.values}])
                    count += _put(reader, f"notice:{locked.key}", kind, subject, text)
                case When.DIGEST:
                    DigestLine.objects.get_or_create(
                        person=reader.person, notice=locked, defaults={"values": locked.values}
                    )
        Notice.objects.filter(pk=locked.pk).update(written_at=instant, values={})
    return count


def _those_of(notice: Notice, readers: Sequence[Reader] | None) -> Sequence[Reader]:
    if notice.person is None:
        return readers or ()
    if notice.of_kind == Kind.LEFT:
        return (Reader(notice.person, notice.values["language"], (), {}, goes_to=notice.values["goes_to"]),)
    one = _reader(notice.person, even_unconfirmed=notice.of_kind == Kind.CONFIRM)
    return () if one is None else (one,)


def _put(reader: Reader, reason: str, kind: str, subject: str, text: str) -> int:
    _, made = Letter.objects.get_or_create(
        person=reader.person,
        reason=reason,
        defaults={
            "of_kind": kind,
            "language": reader.language,
            "goes_to": reader.goes_to,
            "subject": subject[:200],
            "text": text,
            "made_at": real_now(),
            "next_at": real_now(),
        },
    )
    return int(made)


def _reader(person: Person, *, even_unconfirmed: bool = False) -> Reader | None:
    mailbox = Mailbox.objects.filter(person=person).first()
    if mailbox is None or not (mailbox.address or even_unconfirmed):
        return None
    if Account.objects.filter(person=person, is_active=False).exists():
        return None
    wishes = dict(Wish.objects.filter(person=person).values_list("kind", "when"))
    return Reader(person, mailbox.language, (), wishes)


def _readers() -> list[Reader]:
    """Everybody who can get letters and has something to read by."""
    shut = set(Account.objects.filter(is_active=False).values_list("person", flat=True))
    held: dict[int, set[str]] = {}
    for person, capacity in Holding.objects.in_force(now()).values_list("person", "capacity"):
        held.setdefault(person, set()).add(capacity)
    wishes: dict[int, dict[str, str]] = {}
    for person, kind, when in Wish.objects.values_list("person", "kind", "when"):
        wishes.setdefault(person, {})[kind] = when
    return [
        Reader(
            mailbox.person,
            mailbox.language,
            tuple(actor_for(mailbox.person, capacity) for capacity in sorted(held[mailbox.person_id])),
            wishes.get(mailbox.person_id, {}),
        )
        for mailbox in Mailbox.objects.exclude(address="").select_related("person").order_by("pk")
        if mailbox.person_id in held and mailbox.person_id not in shut
    ]
