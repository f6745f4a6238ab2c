"""Addresses of persons: entered by an officer, or given by the person and confirmed by a code that came by letter.

Whoever holds a stolen sign-in can give an address too, and read the code there. So the address that letters leave is
told of it, and one that a thief can have put goes with the ways in that officers end.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings

from plenary.foundation.access.actors import Actor, the_house
from plenary.foundation.access.acts import act
from plenary.foundation.access.erased import require_not_erased
from plenary.foundation.access.models import Person
from plenary.foundation.access.permissions import grade
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.notices.kinds import USUALLY, Kind, When
from plenary.foundation.notices.models import DigestLine, Letter, Mailbox, Notice, Wish
from plenary.foundation.notices.post import is_open
from plenary.foundation.notices.queue import let_go
from plenary.foundation.notices.telling import tell_left, tell_person
from plenary.procedure.refusal import NotHere, Refused

#: The row of the matrix that lets somebody keep the addresses of others.
ROW = "roles_and_settings"
CODE_LIVES = timedelta(days=1)
CODE_TRIES = 10
#: So many codes are sent for one person in a day, so that nobody writes to strangers by this house.
CODES_A_DAY = 5
#: No 0, O, 1, I or L, as for codes from the desk.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:LABEL(?:\.LABEL)*)".replace(
        "LABEL", _LABEL
    )
)


def is_usable(address: str) -> bool:
    """Whether this is one plain address, which can be put in a header as it stands."""
    return len(address) <= 254 and len(address.partition("@")[0]) <= 64 and _ADDRESS.fullmatch(address) is not None


def written_plainly(address: str) -> str:
    """An address as servers take it, its domain in ASCII. Raises Refused("notices.address_not_usable")."""
    local, _, domain = address.strip().rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode('ascii').lower()}" if local and domain else ""
    except UnicodeError:
        plain = ""
    if not is_usable(plain):
        raise Refused("notices.address_not_usable")
    return plain


@act("notices.enter_address")
def enter_address(person: Person, *, by: Actor, address: str, language: str = "") -> Mailbox:
    """Enter a person's address for letters: an officer's act, for whom somebody told it. The old one is told.

    Raises Refused("access.not_allowed"), "notices.address_not_usable".
    """
    _require_officer(by)
    require_not_erased(person)
    mailbox = _mailbox_of(person)
    _change(mailbox, written_plainly(address))
    mailbox.language = _known(language) or mailbox.language or settings.LANGUAGE_CODE
    _forget_code(mailbox)
    _keep(mailbox, "notices.address.entered", by)
    return mailbox


@act("notices.propose_address")
def propose_address(*, by: Actor, address: str, language: str = "") -> Mailbox:
    """Give an address of one's own; a letter with a code goes there, and no other before the code is typed.

    Raises Refused("notices.no_letters_leave"), "notices.address_not_usable", "notices.too_many_codes".
    """
    person = _oneself(by)
    if not is_open():
        raise Refused("notices.no_letters_leave")
    mailbox = _mailbox_of(person)
    lately = real_now() - timedelta(days=1)
    if Notice.objects.filter(person=person, of_kind=Kind.CONFIRM, made_at__gt=lately).count() >= CODES_A_DAY:
        raise Refused("notices.too_many_codes", most=CODES_A_DAY)
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    mailbox.wanted = written_plainly(address)
    mailbox.language = _known(language) or mailbox.language or settings.LANGUAGE_CODE
    mailbox.code_hash = _digest(mailbox, code)
    mailbox.code_until_at = real_now() + CODE_LIVES
    mailbox.code_tries = 0
    _keep(mailbox, "notices.address.proposed", by)
    Letter.objects.filter(person=person, of_kind=Kind.CONFIRM, state=Letter.State.WAITING).update(
        state=Letter.State.LET_GO, text="", settled_at=real_now()
    )
    tell_person(Kind.CONFIRM, person, values={"code": code})
    return mailbox


def confirm_address(*, by: Actor, code: str) -> Mailbox:
    """Type the code that was sent to one's address: from now on letters go there.

    A wrong one is counted whatever follows. Raises Refused("notices.no_code_waits"), "notices.code_wrong".
    """
    mailbox = try_code(by=by, code=code)
    if mailbox is None:
        raise Refused("notices.code_wrong")
    return mailbox


@act("notices.try_code")
def try_code(*, by: Actor, code: str) -> Mailbox | None:
    """Count a try and take the code where it is right; None where it is not. Raises as `confirm_address`.

    The address that letters went to before is told.
    """
    mailbox = Mailbox.objects.select_for_update().filter(person=_oneself(by)).first()
    instant = real_now()
    if (
        mailbox is None
        or not mailbox.wanted
        or mailbox.code_until_at is None
        or mailbox.code_until_at < instant
        or mailbox.code_tries >= CODE_TRIES
    ):
        raise Refused("notices.no_code_waits")
    typed = _digest(mailbox, re.sub(r"[\s-]", "", code).upper())
    if not secrets.compare_digest(typed, mailbox.code_hash):
        mailbox.code_tries += 1
        mailbox.touch().save()
        return None
    _change(mailbox, mailbox.wanted)
    _forget_code(mailbox)
    _keep(mailbox, "notices.address.confirmed", by)
    return mailbox


@act("notices.erase_address")
def erase_address(person: Person, *, by: Actor) -> Person:
    """Erase a person's address, by themselves or by an officer; what waits to go there is let go.

    One last letter goes there and says so, since to erase it and to give another would else be a change in silence.
    Raises NotHere for somebody else's; Refused("notices.no_address").
    """
    if by.person_key != person.key:
        _require_officer(by)
    left = mailbox_of(person)
    if left is None:
        raise Refused("notices.no_address")
    forget_person(person)
    tell_left(person, left.address, left.language)
    _told("notices.address.erased", by, person)
    return person


def forget_proposed(person: Person) -> None:
    """Let an address go that was typed and not yet confirmed, within an act that was allowed."""
    mailbox = Mailbox.objects.select_for_update().filter(person=person).exclude(wanted="").first()
    if mailbox is not None:
        _forget_code(mailbox)
        mailbox.touch().save()


def withdraw_address(person: Person, *, younger_than: timedelta | None = None) -> None:
    """Take an address out within an act that ended the person's ways in; nobody is told there.

    younger_than: only where it was confirmed within this time.
    """
    found = Mailbox.objects.select_for_update().filter(person=person).exclude(address="")
    if younger_than is not None:
        found = found.filter(confirmed_at__gt=real_now() - younger_than)
    if found.exists():
        forget_person(person)
        _told("notices.address.withdrawn", the_house(), person)


def forget_person(person: Person) -> bool:
    """Take out whatever letters hold of a person, within an act that was allowed; whether there was an address."""
    let_go(Letter.objects.filter(person=person).exclude(state=Letter.State.SENT))
    DigestLine.objects.filter(person=person).delete()
    Notice.objects.filter(person=person, written_at__isnull=True).delete()
    return bool(Mailbox.objects.filter(person=person).delete()[0])


@act("notices.choose_letters")
def choose_letters(*, by: Actor, wishes: Mapping[str, str], language: str = "") -> None:
    """Choose for each kind of notice whether it comes at once, in the daily letter, or never; and in which language."""
    person = _oneself(by)
    for kind, when in wishes.items():
        if kind not in USUALLY or when not in When.values:
            raise NotHere()
        Wish.objects.update_or_create(person=person, kind=kind, defaults={"when": when})
        if when == When.NEVER:
            DigestLine.objects.filter(person=person, notice__of_kind=kind).delete()
    if _known(language):
        Mailbox.objects.filter(person=person).update(language=language)
    _told("notices.wishes.chosen", by, person)


def wishes_of(person: Person) -> dict[str, str]:
    """How this person wants each kind that can be chosen about."""
    chosen = dict(Wish.objects.filter(person=person).values_list("kind", "when"))
    return {str(kind.value): chosen.get(kind.value, str(when.value)) for kind, when in USUALLY.items()}


def mailbox_of(person: Person) -> Mailbox | None:
    """The mailbox of a person, where there is one."""
    return Mailbox.objects.filter(person=person).first()


def _mailbox_of(person: Person) -> Mailbox:
    Person.objects.select_for_update().get(pk=person.pk)
    return Mailbox.objects.filter(person=person).first() or Mailbox(person=person)


def _oneself(by: Actor) -> Person:
    person: Person | None = Person.objects.filter(key=by.person_key).first() if by.person_key else None
    if person is None:
        raise NotHere()
    return person


def _require_officer(by: Actor) -> None:
    if grade(by.capacity, ROW) is None:
        raise Refused("access.not_allowed", row=ROW, capacity=by.capacity)


def _known(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else ""


def _digest(mailbox: Mailbox, code: str) -> str:
    """Salted by the mailbox; the code has 39 bits and is tried ten times in its one day."""
    return hashlib.sha256(f"{mailbox.key} {mailbox.wanted} {code}".encode()).hexdigest()


def _forget_code(mailbox: Mailbox) -> None:
    mailbox.wanted = mailbox.code_hash = ""
    mailbox.code_until_at, mailbox.code_tries = None, 0


def _change(mailbox: Mailbox, address: str) -> None:
    """Have letters go to another address, and the one they leave be told."""
    if mailbox.address != address:
        tell_left(mailbox.person, mailbox.address, mailbox.language)
    mailbox.address, mailbox.confirmed_at = address, real_now()


def _keep(mailbox: Mailbox, verb: str, by: Actor) -> None:
    mailbox.touch().save()
    _told(verb, by, mailbox.person)


def _told(verb: str, by: Actor, person: Person) -> None:
    record(verb, by=by, about=person.about, audience="trail", facts={"name": person.name.said("en")})
