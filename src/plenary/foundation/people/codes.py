"""Ways in that work once: the set-up link of a new house, and codes handed out at the desk.

A link carries 128 random bits and is kept as a SHA-256. A desk code is short enough to be read from paper, so it
is kept under Argon2id, lives for ten minutes and dies after five wrong tries.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from plenary.foundation.access.actors import Actor, the_house
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import require
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.people.models import OneTimeCode
from plenary.procedure.refusal import Refused

LINK_LIVES = timedelta(hours=24)
DESK_CODE_LIVES = timedelta(minutes=10)
WRONG_TRIES = 5
#: No 0, O, 1, I or L: the code is read from paper by a tired person.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8
#: Checked where no code exists, so that an unknown name takes as long as a known one.
_NO_CODE = make_password(secrets.token_urlsafe(12))


@act("people.make_link")
def make_link(account: Account) -> str:
    """A set-up link's secret, for the first officer of a house that nobody can sign in to yet.

    Raises Refused where somebody holds a key already: later ways in are handed out by officers.
    """
    if account.passkeys.exists():
        raise Refused("people.has_key")
    secret = secrets.token_urlsafe(16)
    made = OneTimeCode.objects.create(
        account=account,
        purpose=OneTimeCode.Purpose.LINK,
        code_hash=hashlib.sha256(secret.encode()).hexdigest(),
        made_at=real_now(),
        expires_at=real_now() + LINK_LIVES,
    )
    record("people.code.made", by=the_house(), about=made.about, audience="trail", facts={"name": account.sign_in_name})
    return secret


@act("people.hand_out_code")
def hand_out_code(account: Account, *, by: Actor) -> str:
    """A code for a person who stands at the desk. Earlier codes of this person die.

    Takes two people, as every other way in; the code is shown to the one who confirms.
    """
    require(by, "roles_and_settings")
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
    return f"{code[:4]} {code[4:]}"


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
            wrong_tries__lt=WRONG_TRIES,
        )
        .first()
    )
    if not check_password(typed, made.code_hash if made else _NO_CODE) or made is None:
        if made is not None:
            count_wrong_try(made)
        raise Refused("people.way_in_unknown")
    return spend_desk_code(made)


@act("people.count_wrong_try")
def count_wrong_try(made: OneTimeCode) -> None:
    """Five wrong tries end a code."""
    OneTimeCode.objects.filter(pk=made.pk).update(wrong_tries=F("wrong_tries") + 1)


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
