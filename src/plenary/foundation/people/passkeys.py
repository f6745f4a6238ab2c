"""Passkeys: a key on the person's own device, proved by WebAuthn.

The library makes and checks what passes between page and device; kept here are which key belongs to whom and
when it was used. A key whose counter runs backwards was copied and is refused.
"""

from __future__ import annotations

import struct
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

from plenary.foundation.access.acts import act
from plenary.foundation.access.models import Account
from plenary.foundation.clock import real_now
from plenary.foundation.people.models import Passkey
from plenary.procedure.refusal import Refused

#: What the library raises over an answer whose parts are not what a device sends.
STRANGE = (ValueError, LookupError, TypeError, AttributeError, struct.error)


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


def made_key(*, answer: dict[str, Any], state: dict[str, Any], host: str, origin: str) -> tuple[bytes, bytes, int]:
    """The key that a device just made: by what it is known, all of it, and its counter.

    Raises Refused("people.key_not_proved") where the answer does not prove a new key for this house.
    """
    try:
        proved = server(host, origin).register_complete(state, RegistrationResponse.from_dict(answer))
    except STRANGE as wrong:
        raise Refused("people.key_not_proved") from wrong
    data = proved.credential_data
    if data is None or Passkey.objects.filter(credential_id=data.credential_id).exists():
        raise Refused("people.key_not_proved")
    return data.credential_id, bytes(data), proved.counter


def lacks_second_key(person_key: str) -> bool:
    """Whether this person has one key: were it lost, two officers would have to let them in again."""
    return Passkey.objects.filter(account__person__key=person_key).count() == 1


def begin_proving(*, host: str, origin: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the sign-in page asks a device for: any key of this house that it holds; nobody is named."""
    options, state = server(host, origin).authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return dict(options), state


def begin_confirming(account: Account, *, host: str, origin: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a page asks the device of somebody who is in: one of that person's own keys.

    Raises Refused("people.no_key_to_prove") where there is none.
    """
    own = [_data(one) for one in account.passkeys.all()]
    if not own:
        raise Refused("people.no_key_to_prove")
    options, state = server(host, origin).authenticate_begin(
        own, user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options), state


@act("people.prove_passkey")
def prove_passkey(*, answer: dict[str, Any], state: dict[str, Any], host: str, origin: str) -> Account:
    """The account whose key the device proved. Raises Refused as `proved_key`."""
    return proved_key(answer=answer, state=state, host=host, origin=origin).account


def proved_key(*, answer: dict[str, Any], state: dict[str, Any], host: str, origin: str) -> Passkey:
    """The key that the device proved, within an act. Raises Refused, one code for every way in which it is not proved;
    "people.key_was_copied"."""
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
    except STRANGE as wrong:
        raise Refused("people.way_in_unknown") from wrong
    counter = response.response.authenticator_data.counter
    if counter and counter <= passkey.sign_count:
        raise Refused("people.key_was_copied")
    passkey.sign_count = counter
    passkey.last_used_at = real_now()
    passkey.touch().save()
    return passkey


def _data(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(passkey.credential))
