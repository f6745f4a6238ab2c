"""A device that makes passkeys, without a browser: what it would send is made of its private key."""

from __future__ import annotations

import json
import secrets
import struct
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

ORIGIN, HOST = "http://testserver", "testserver"
PERSON_VERIFIED, NEW_KEY = 0x05, 0x45


class SoftKey:
    """One key of a house that is tested under the name of its test client."""

    def __init__(self) -> None:
        self.id = secrets.token_bytes(16)
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._counter = 0

    def made(self, asked: dict) -> dict:
        """The answer to a house that asks for a new key."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self._private.public_key())))
        of_key = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        device = self._device(NEW_KEY) + of_key
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": device})
        client = self._client("webauthn.create", asked)
        return self._answer(clientDataJSON=client, attestationObject=attested)

    def proof(self, asked: dict) -> dict:
        """The answer to a house that asks for a key that it knows."""
        self._counter += 1
        device = self._device(PERSON_VERIFIED)
        client = self._client("webauthn.get", asked)
        signature = self._private.sign(device + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=device, signature=signature)

    def _device(self, flags: int) -> bytes:
        return sha256(HOST.encode()).digest() + bytes([flags]) + struct.pack(">I", self._counter)

    def _client(self, kind: str, asked: dict) -> bytes:
        challenge = asked["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}).encode()

    def _answer(self, **parts: bytes) -> dict:
        own = websafe_encode(self.id)
        response = {name: websafe_encode(part) for name, part in parts.items()}
        return {"id": own, "rawId": own, "type": "public-key", "response": response}
