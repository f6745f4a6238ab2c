"""Ways in that work once: the set-up link of a new house, and codes handed out at the desk.

A link carries 128 random bits and is kept as a SHA-256. A desk code is short enough to be read from paper, so it
is kept under Argon2id and lives for ten minutes; how often it may be tried is for `brakes` to say.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password

from plenary.foundation.access.actors import Actor, the_house
from plenary.foundation.access.acts import act
from plenary.foundation.access.erased import require_not_erased
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.people.models import Identity, OneTimeCode
from plenary.foundation.people.officers import require_officers
from plenary.procedure.refusal import Refused

LINK_LIVES = timedelta(hours=24)
DESK_CODE_LIVES = timedelta(minutes=10)
#: No 0, O, 1, I or L: the code is read from paper by a tired person.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8
#: Checked where no code exists, so that an unknown name takes as long as a known one.
_NO_CODE = make_password(secrets.token_urlsafe(12))


@dataclass(frozen=True, slots=True)
class Link:
    """A set-up link as it is shown, once, to the officer who hands it out. The house keeps a digest of it."""

    account: Account
    secret: str


class DeskCode(str):
    """A code as it is read out at the desk, once."""

    __slots__ = ()


@act("people.make_link")
def make_link(account: Account) -> str:
    """A set-up link's secret, for the first officer of a house that nobody can sign in to yet.

    Raises Refused where the account has a key already, or a provider knows it: later ways in are for officers.
    """
    if account.passkeys.exists() or Identity.objects.filter(account=account).exists():
        raise Refused("people.has_key")
    return new_link(account, by=the_house()).secret


@act("people.hand_out_link")
def hand_out_link(account: Account, *, by: Actor) -> Link:
    """A set-up link for a colleague who has no key yet. Takes two people; shown to the one who confirms.

    Raises Refused("people.recover_instead") where the person has a key; "people.account_closed" for a closed account.
    """
    require_officers(by)
    if not account.is_active:
        raise Refused("people.account_closed")
    if account.passkeys.exists():
        raise Refused("people.recover_instead", name=account.person.name.said())
    return new_link(account, by=by)


def new_link(account: Account, *, by: Actor) -> Link:
    """Make a link for an account, within an act that was allowed. Earlier ways in that nobody used die."""
    require_not_erased(account.person)
    secret = secrets.token_urlsafe(16)
    account.codes.filter(used_at__isnull=True).update(used_at=real_now())
    made = OneTimeCode.objects.create(
        account=account,
        purpose=OneTimeCode.Purpose.LINK,
        code_hash=hashlib.sha256(secret.encode()).hexdigest(),
        made_at=real_now(),
        expires_at=real_now() + LINK_LIVES,
    )
    record("people.code.made", by=by, about=made.about, audience="trail", facts={"name": account.sign_in_name})
    return Link(account, secret)


@act("people.hand_out_code")
def hand_out_code(account: Account, *, by: Actor) -> DeskCode:
    """A code for a person who stands at the desk. Earlier codes of this person die.

    Takes two people, as every other way in; the code is shown to the one who confirms.
    """
    require_officers(by)
    require_not_erased(account.person)
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    account.codes.filter(used_at__isnull=True).update(used_at=real_now())
    made = OneTimeCode.objects.create(
        account=account,
        purpose=OneTimeCode.Purpose.DESK,
        code_hash=make_password(code),
        made_at=real_now(),
        expires_at=real_now() + DESK_CODE_LIVES,
    )
    record("people.code.made", by=by, about=made.about, audience="trail", facts={"name": account.sign_in_name})
    return DeskCode(f"{code[:4]} {code[4:]}")


@act("people.use_link")
def use_link(secret: str) -> Account:
    """The account a link opens, once. Raises Refused for any link that does not open one, without saying why."""
    digest = hashlib.sha256(secret.encode()).hexdigest()
    made = (
        OneTimeCode.objects.select_for_update(of=("self",))
        .select_related("account__person")
        .filter(code_hash=digest, purpose=OneTimeCode.Purpose.LINK, used_at__isnull=True, expires_at__gt=real_now())
        .first()
    )
    if made is None or not made.account.is_active:
        raise Refused("people.way_in_unknown")
    return _spend(made)


def use_desk_code(sign_in_name: str, code: str) -> Account:
    """The account a desk code opens, once. A known and an unknown name take the same time and get the same answer."""
    typed = code.replace(" ", "").replace("-", "").upper()
    made = (
        OneTimeCode.objects.select_related("account__person")
        .filter(
            account__sign_in_name=sign_in_name,
            account__is_active=True,
            purpose=OneTimeCode.Purpose.DESK,
            used_at__isnull=True,
            expires_at__gt=real_now(),
        )
        .first()
    )
    if not check_password(typed, made.code_hash if made else _NO_CODE) or made is None:
        raise Refused("people.way_in_unknown")
    return spend_desk_code(made)


@act("people.spend_desk_code")
def spend_desk_code(made: OneTimeCode) -> Account:
    """Use a code that was typed right; two who type it at once get one way in."""
    locked = OneTimeCode.objects.select_for_update(of=("self",)).select_related("account__person").get(pk=made.pk)
    if locked.used_at is not None:
        raise Refused("people.way_in_unknown")
    return _spend(locked)


def _spend(made: OneTimeCode) -> Account:
    made.used_at = real_now()
    made.touch().save()
    return made.account
