"""Signed notes: a short text with the name of who signs and the signature under it.

Source: C2SP signed-note v1 and tlog-checkpoint.
"""

import base64
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"


def key_hash(name: str, public: bytes) -> bytes:
    """The four bytes by which a note names its key. public: the 32 bytes of the public key."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    """The public key as one line that people can print and compare: name+hash+key."""
    return f"{name}+{key_hash(name, public).hex()}+{_base64(ED25519 + public)}"


def signed(text: str, name: str, private: Ed25519PrivateKey) -> str:
    """The text with its signature. text: ends with a line break.

    Raises: ValueError for a text that does not end so, or a name that a note cannot hold.
    """
    if not text.endswith("\n"):
        raise ValueError("The text of a note ends with a line break.")
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise ValueError(f"{name!r} cannot sign: a name has no space and no plus sign.")
    public = private.public_key().public_bytes_raw()
    return f"{text}\n— {name} {_base64(key_hash(name, public) + private.sign(text.encode()))}\n"


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """The text of a checkpoint: whose tree, how many entries, which root."""
    return f"{origin}\n{size}\n{_base64(root)}\n"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
