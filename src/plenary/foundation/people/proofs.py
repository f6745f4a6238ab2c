"""Proved anew: who takes the chair of a sitting, or a voting seat in it, shows once that it is still this person.

A cookie can be stolen and a desk left open; a passkey asks for the finger. One proof counts for the sitting and dies
with the sign-in. Where browsers offer no passkeys, people come in by a code that two officers handed out at the desk:
they take the seat by one press, and the entry says by what they came.
"""

from __future__ import annotations

from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.people import passkeys
from plenary.foundation.people.models import Proof, SignIn
from plenary.procedure.refusal import NotHere, Refused

#: Ways in that are themselves handed out for the occasion by two officers; the others ask for a passkey at the seat.
BY_HAND = frozenset({SignIn.Means.LINK, SignIn.Means.DESK_CODE})
#: The demonstration's logins are offices and seats, and no persons: there is nobody to prove.
UNASKED = frozenset({SignIn.Means.DEMONSTRATION})


@act("people.prove_by_passkey")
def prove_by_passkey(
    *, by: Actor, place: str, answer: dict[str, Any], state: dict[str, Any], host: str, origin: str
) -> Proof:
    """Prove with one's own passkey that it is still oneself. Raises Refused as `passkeys.proved_key`."""
    begun = running(by)
    own_key(begun, answer=answer, state=state, host=host, origin=origin)
    return _proved(begun, by, place, SignIn.Means.PASSKEY)


@act("people.prove_by_hand")
def prove_by_hand(*, by: Actor, place: str) -> Proof:
    """Take the chair or a seat in a sign-in that a code from the desk or a set-up link began.

    Raises Refused("people.passkey_wanted") in another.
    """
    begun = running(by)
    if begun.means not in BY_HAND:
        raise Refused("people.passkey_wanted")
    return _proved(begun, by, place, begun.means)


def by_hand(by: Actor) -> str:
    """By which of the ways in handed out by two this sign-in was begun, so that a press is enough; empty for others."""
    return SignIn.objects.filter(key=by.sign_in, means__in=BY_HAND).values_list("means", flat=True).first() or ""


def places_proved(begun: SignIn) -> frozenset[str] | None:
    """For which places this sign-in proved anew; None where it is not asked to."""
    return None if begun.means in UNASKED else frozenset(begun.proofs.values_list("place", flat=True))


def running(by: Actor) -> SignIn:
    """The sign-in in which this person acts. Raises NotHere where there is none."""
    found = SignIn.objects.filter(key=by.sign_in, ended_at__isnull=True).select_related("account__person").first()
    if found is None or found.account.person.key != by.person_key:
        raise NotHere()
    return found


def own_key(begun: SignIn, *, answer: dict[str, Any], state: dict[str, Any], host: str, origin: str) -> None:
    """Within an act: the device proves a key of who is signed in. Raises Refused as `passkeys.proved_key`."""
    passkey = passkeys.proved_key(answer=answer, state=state, host=host, origin=origin)
    if passkey.account_id != begun.account_id:
        raise Refused("people.way_in_unknown")


def _proved(begun: SignIn, by: Actor, place: str, means: str) -> Proof:
    proof: Proof
    proof, made = Proof.objects.get_or_create(
        sign_in=begun, place=place, defaults={"means": means, "proved_at": real_now()}
    )
    if made:
        record(
            "people.proof.given",
            by=by,
            about=proof.about,
            audience="trail",
            facts={"place": place, "means": means, "capacity": by.capacity},
        )
    return proof
