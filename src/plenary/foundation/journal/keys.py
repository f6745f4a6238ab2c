"""The keys that sign the record. The private half is a file of the house, readable by its account alone."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.db import transaction

from plenary.foundation.access.actors import the_house
from plenary.foundation.clock import real_now
from plenary.foundation.journal import notes
from plenary.foundation.journal.journal_verbs import KEY_CREATED
from plenary.foundation.journal.models import SigningKey
from plenary.foundation.journal.writing import Acting, record


class KeyMissing(Exception):
    """The private half of a key is not where the house keeps it, or is not the right one."""


def create(name: str, *, by: Acting) -> SigningKey:
    """Make the first key of the house, and say so in the public record.

    name: stands in every note; like "secretariat.example/record", without spaces and plus signs.
    Raises: ValueError when the house has a key already: then `rotation.rotate`.
    """
    with transaction.atomic():
        if SigningKey.objects.exists():
            raise ValueError("The record has its key already: rotate it.")
        key = made(name)
        record(KEY_CREATED, by=by, about=("journal.signingkey", key.key_id), facts={"key": key.vkey})
    return key


def current() -> SigningKey:
    """The key that signs now; a house that never had one gets its first."""
    key = SigningKey.objects.filter(until__isnull=True).order_by("-since", "-pk").first()
    return key or create(settings.PLENARY_RECORD_NAME, by=the_house())


def made(name: str) -> SigningKey:
    """A new pair: the private half in its file, the public half a row. Raises ValueError for an unfit name."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    key = SigningKey(name=name, key_id=notes.key_hash(name, public).hex(), public=public.hex(), since=real_now())
    notes.signed("\n", name, private)  # a name that cannot sign is refused before anything is kept
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    # Opened so that the file never exists with wider rights, not even for a moment.
    with open(os.open(file_of(key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        os.fsync(file.fileno())
    key.save(force_insert=True)
    return key


def sign(key: SigningKey, text: str) -> str:
    """The text as a signed note.

    Raises: KeyMissing when the private half is not there.
    """
    return notes.signed(text, key.name, _private(key))


def file_of(key: SigningKey) -> Path:
    """Where the private half of a key is kept."""
    return _folder() / f"record-{key.key_id}.pem"


def _private(key: SigningKey) -> Ed25519PrivateKey:
    try:
        private = load_pem_private_key(file_of(key).read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise KeyMissing(f"The key {key.key_id} cannot be read from {file_of(key)}: {error}") from error
    if not isinstance(private, Ed25519PrivateKey) or private.public_key().public_bytes_raw().hex() != key.public:
        raise KeyMissing(f"The file {file_of(key)} does not hold the key {key.key_id}.")
    return private


def _folder() -> Path:
    return Path(settings.PLENARY_HOME) / "keys"
