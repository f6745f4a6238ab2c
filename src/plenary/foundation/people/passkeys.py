"""Passkeys: a key on the person's own device, proved by WebAuthn.

The library makes and checks what passes between page and device; kept here are which key belongs to whom and
when it was used. A key whose counter runs backwards was copied and is refused.
"""

from __future__ import annotations

from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.journal.writing import record
from plenary.foundation.people.models import Passkey
from plenary.procedure.refusal import NotHere, Refused


def server(host: str, origin: str) -> Fido2Server:
    """The party that devices know this house by. Only this origin is accepted."""
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name="Plenary"), verify_origin=lambda seen: seen == origin)


def begin_adding(account: Account, *, host: str, origin: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the page asks the device for, and the state to keep in the session until it answers."""
    options, state = server(host, origin).register_begin(
        PublicKeyCredentialUserEntity(
            id=account.key.encode(), name=account.sign_in_name, display_name=account.person.name.said()
        ),
        credentials=[_data(one) for one in account.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), state


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

    Raises NotHere for another person's account; Refused where the answer does not prove a key for this house.
    """
    if by.person_key != account.person.key:
        raise NotHere()
    try:
        proved = server(host, origin).register_complete(state, RegistrationResponse.from_dict(answer))
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused("people.key_not_proved") from wrong
    data = proved.credential_data
    if data is None or Passkey.objects.filter(credential_id=data.credential_id).exists():
        raise Refused("people.key_not_proved")
    passkey = Passkey.objects.create(
        account=account,
        credential_id=data.credential_id,
        credential=bytes(data),
        sign_count=proved.counter,
        name=name[:80],
        added_at=real_now(),
    )
    record("people.key.added", by=by, about=passkey.about, audience="trail", facts={"name": account.sign_in_name})
    return passkey


@act("people.remove_passkey")
def remove_passkey(passkey: Passkey, *, by: Actor) -> None:
    """Forget a key of one's own. The last one stays: without it the person could not come in again."""
    locked = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=passkey.account_id)
    if by.person_key != locked.person.key:
        raise NotHere()
    if locked.passkeys.count() < 2:
        raise Refused("people.last_key")
    about = passkey.about
    passkey.delete()
    record("people.key.removed", by=by, about=about, audience="trail", facts={"name": locked.sign_in_name})


def begin_proving(*, host: str, origin: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the sign-in page asks a device for: any key of this house that it holds; nobody is named."""
    options, state = server(host, origin).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return dict(options), state


@act("people.prove_passkey")
def prove_passkey(*, answer: dict[str, Any], state: dict[str, Any], host: str, origin: str) -> Account:
    """The account whose key the device proved. Raises Refused, one code for every way in which it is not proved."""
    try:
        response = AuthenticationResponse.from_dict(answer)
        passkey = (
            Passkey.objects.select_for_update(of=("self",))
            .select_related("account__person")
            .filter(credential_id=response.raw_id, account__is_active=True)
            .first()
        )
        if passkey is None:
            raise Refused("people.way_in_unknown")
        server(host, origin).authenticate_complete(state, [_data(passkey)], response)
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused("people.way_in_unknown") from wrong
    counter = response.response.authenticator_data.counter
    if counter and counter <= passkey.sign_count:
        raise Refused("people.key_was_copied")
    passkey.sign_count = counter
    passkey.last_used_at = real_now()
    passkey.touch().save()
    return passkey.account


def _data(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(passkey.credential))
