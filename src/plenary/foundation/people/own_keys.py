"""Keys of one's own: added and removed, and each time shown by a key that one has that it is still oneself.

A cookie can be stolen for an hour; a key lets in for years. So who has a key uses it once for every change, and the
first key is added only in a sign-in that a set-up link or a code from the desk began.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.people import passkeys, proofs
from plenary.foundation.people.models import Passkey, Proof, SignIn
from plenary.procedure.refusal import NotHere, Refused

#: For what one of the keys is used: to add one, or (with its key) to remove one.
ADDING = "keys"
#: A key that was used opens one change, and only for so long.
HOLDS = timedelta(minutes=5)


def removing(passkey: Passkey) -> str:
    """For what a key is used before this one is removed."""
    return f"{ADDING}:{passkey.key}"


def is_asked(account: Account, *, by: Actor) -> bool:
    """Whether a change of keys asks for one of those that there are.

    A login of the demonstration is no person and is not asked, within a demonstration.
    """
    return not _is_unasked(proofs.running(by)) and Passkey.objects.filter(account=account).exists()


def is_shown(*, by: Actor, place: str) -> bool:
    """Whether one of the keys was just used for this."""
    return _fresh(proofs.running(by), place).exists()


def own_account(pk: int, by: Actor) -> Account:
    """The account of who acts, locked. Raises NotHere for another person's."""
    locked: Account = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk)
    if by.person_key != locked.person.key:
        raise NotHere()
    return locked


def require_another(account: Account) -> None:
    """Raises Refused("people.last_key"): without it the person could not come in again."""
    if account.passkeys.count() < 2:
        raise Refused("people.last_key")


@act("people.show_key")
def show_key(*, by: Actor, place: str, answer: dict[str, Any], state: dict[str, Any], host: str, origin: str) -> Proof:
    """Use one of one's own keys before a change of them. Raises Refused as `passkeys.proved_key`."""
    begun = proofs.running(by)
    proofs.own_key(begun, answer=answer, state=state, host=host, origin=origin)
    Proof.objects.filter(sign_in=begun, place=place).delete()
    proof: Proof = Proof.objects.create(sign_in=begun, place=place, means=SignIn.Means.PASSKEY, proved_at=real_now())
    record("people.key.shown", by=by, about=begun.about, audience="trail", facts={"name": begun.account.sign_in_name})
    return proof


@act("people.add_passkey")
def add_passkey(
    account: Account,
    *,
    by: Actor,
    answer: dict[str, Any],
    state: dict[str, Any],
    name: str,
    host: str,
    origin: str,
) -> Passkey:
    """Keep a key that the device just made. A person adds keys only for themselves.

    Raises NotHere for another person's account; Refused where the answer does not prove a key for this house;
    "people.key_wanted" where none of one's keys was just used; "people.key_by_provider" for a first key in a sign-in by
    the provider, which would else come to count as much as a key, and "people.first_key_by_hand" in any other.
    """
    locked = own_account(account.pk, by)
    require_shown(locked, by, ADDING)
    credential_id, credential, counter = passkeys.made_key(answer=answer, state=state, host=host, origin=origin)
    passkey: Passkey = Passkey.objects.create(
        account=locked,
        credential_id=credential_id,
        credential=credential,
        sign_count=counter,
        name=name[:80],
        added_at=real_now(),
    )
    record("people.key.added", by=by, about=passkey.about, audience="trail", facts={"name": locked.sign_in_name})
    return passkey


@act("people.remove_passkey")
def remove_passkey(passkey: Passkey, *, by: Actor) -> None:
    """Forget a key of one's own. The last one stays.

    Raises NotHere for another person's; Refused("people.key_wanted") where none of one's keys was just used; as
    `require_another`.
    """
    locked = own_account(passkey.account_id, by)
    require_another(locked)
    require_shown(locked, by, removing(passkey))
    about = passkey.about
    passkey.delete()
    record("people.key.removed", by=by, about=about, audience="trail", facts={"name": locked.sign_in_name})


def require_shown(account: Account, by: Actor, place: str) -> None:
    """Within an act: take what was shown; it opens this one change.

    Raises Refused "people.key_wanted", "people.key_by_provider", "people.first_key_by_hand".
    """
    begun = proofs.running(by)
    if _is_unasked(begun):
        return
    if account.passkeys.exists():
        if not _fresh(begun, place).delete()[0]:
            raise Refused("people.key_wanted")
    elif begun.means == SignIn.Means.PROVIDER:
        raise Refused("people.key_by_provider")
    elif begun.means not in proofs.BY_HAND:
        raise Refused("people.first_key_by_hand")


def _fresh(begun: SignIn, place: str) -> QuerySet[Proof]:
    return Proof.objects.filter(sign_in=begun, place=place, proved_at__gt=real_now() - HOLDS)


def _is_unasked(begun: SignIn) -> bool:
    return bool(settings.DEMONSTRATION) and begun.means in proofs.UNASKED
