"""Keys for scripts: a program acts for one person, in one capacity, on texts; it neither votes nor takes a chair.

Whoever makes one shows first that it is still oneself, as for a passkey. The secret is seen once. A key never proves
anew who acts, so whatever asks for that (a seat, a chair, passkeys) is closed to it; it dies with the account, with the
capacity, on its day, and whenever all sign-ins of the person are ended for a lost device.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta

from plenary.foundation.access.actors import OUTSIDER, Actor, actor_for
from plenary.foundation.access.acts import act
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.people import own_keys
from plenary.foundation.people.models import ScriptKey
from plenary.procedure.refusal import Refused

#: For what one of one's passkeys is shown before a key for a script is made.
MAKING = "script-keys"
#: By this beginning a secret is known for what it is where somebody left it lying about.
BEGINS = "plenary_"
RANDOM_BYTES = 32
LONGEST = timedelta(days=90)
AT_MOST = 5
#: A key is marked as used at most this often, so that a script that reads seldom writes.
USED_EVERY = timedelta(minutes=10)


def running(account: Account) -> list[ScriptKey]:
    """The keys that still let a script in, the newest first."""
    now = real_now()
    return list(account.script_keys.filter(withdrawn_at__isnull=True, expires_at__gt=now).order_by("-made_at"))


@act("people.make_script_key")
def make_script_key(account: Account, *, by: Actor, name: str, days: int) -> tuple[ScriptKey, str]:
    """Make a key that acts as its maker does now. Returns it with its secret, which is never to be seen again.

    days: how long it lets in. Raises NotHere for another's account; Refused "people.script_key_name",
    "people.script_key_days", "people.script_keys_enough", and as `own_keys.require_shown`.
    """
    locked = own_keys.own_account(account.pk, by)
    if not name.strip():
        raise Refused("people.script_key_name")
    if not 1 <= days <= LONGEST.days:
        raise Refused("people.script_key_days", days=days, most=LONGEST.days)
    if len(running(locked)) >= AT_MOST:
        raise Refused("people.script_keys_enough", most=AT_MOST)
    own_keys.require_shown(locked, by, MAKING)
    secret = BEGINS + secrets.token_urlsafe(RANDOM_BYTES)
    now = real_now()
    made = ScriptKey.objects.create(
        account=locked,
        capacity=by.capacity,
        name=name.strip()[:80],
        secret_hash=_hash(secret),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    facts = {"name": locked.sign_in_name, "capacity": by.capacity, "until": made.expires_at.date().isoformat()}
    record("people.script_key.made", by=by, about=made.about, audience="trail", facts=facts)
    return made, secret


@act("people.withdraw_script_key")
def withdraw_script_key(key: ScriptKey, *, by: Actor) -> None:
    """Let a key in no more, at once. Doing it twice does nothing. Raises NotHere for another person's."""
    own = own_keys.own_account(key.account_id, by)
    withdraw_all(own, by=by, only=key)


def withdraw_all(account: Account, *, by: Actor, only: ScriptKey | None = None) -> None:
    """Within an act that was allowed: let the keys of an account, or one of them, in no more."""
    for key in account.script_keys.filter(withdrawn_at__isnull=True, **({"pk": only.pk} if only else {})):
        key.withdrawn_at = real_now()
        key.touch().save()
        facts = {"name": account.sign_in_name}
        record("people.script_key.withdrawn", by=by, about=key.about, audience="trail", facts=facts)


def actor_of_secret(secret: str) -> Actor:
    """Who a secret stands for at this instant; the public where it is none, or lets in no more."""
    if not secret.startswith(BEGINS):
        return OUTSIDER
    now = real_now()
    key = (
        ScriptKey.objects.select_related("account__person")
        .filter(secret_hash=_hash(secret), withdrawn_at__isnull=True, expires_at__gt=now, account__is_active=True)
        .first()
    )
    if key is None:
        return OUTSIDER
    if now - (key.used_at or key.made_at) > USED_EVERY:
        ScriptKey.objects.filter(pk=key.pk).update(used_at=now)
    actor = actor_for(key.account.person, key.capacity)
    if actor.capacity != key.capacity:
        return OUTSIDER
    return replace(actor, proved=frozenset(), readable={})


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()
