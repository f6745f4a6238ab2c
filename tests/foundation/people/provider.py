"""A provider for the tests: a real server on this machine that signs, and can be bent in every part."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

CLIENT, SECRET = "house", "s3cret/of: the house"


@dataclass
class Provider:
    """What it is and does.

    person: the subject of whoever comes now. described, claims, header, signed: change what it says. asked: paths it
    was asked for. is_down: answers nothing but a fault.
    """

    issuer: str = ""
    person: str = "subject-1"
    keys: dict[str, Any] = field(default_factory=dict)
    described: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    came_back: dict[str, str | None] = field(default_factory=dict)
    signed: Any = None
    is_down: bool = False
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.new_key("rsa-1")

    def new_key(self, kid: str, kind: str = "RSA") -> None:
        """Sign with this one from now on; the others stay listed."""
        self.keys[kid] = _key(kid, kind)
        self.signing = kid

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "authorization_response_iss_parameter_supported": True,
            **self.described,
        }

    def agrees(self, address: str) -> str:
        """What a person does there: look, agree, and be sent back. The address to which the browser goes."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["scope"], asked["client_id"]) == ("code", "openid", CLIENT)
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(12)
        self.codes[code] = {**asked, "sub": self.person}
        sent = {"code": code, "state": asked["state"], "iss": self.issuer, **self.came_back}
        return f"{asked['redirect_uri']}?{urlencode({name: said for name, said in sent.items() if said is not None})}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Exchange a code, once, as the standard has it."""
        user, _, password = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if (unquote(user), unquote(password)) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        code = self.codes.pop(form.get("code", ""), None)
        made = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if code is None or made != code["code_challenge"] or form["redirect_uri"] != code["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": self.signs(code)}

    def signs(self, code: dict[str, str]) -> str:
        if callable(self.signed):
            return str(self.signed(self, code))
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": code["sub"],
            "nonce": code["nonce"],
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
            "email": "minister@example.org",
            **self.claims,
        }
        key = self.keys[self.signing]
        header = {"alg": "RS256" if isinstance(key, RSAKey) else "ES256", "kid": self.signing, **self.header}
        return jwt.encode(header, {name: said for name, said in claims.items() if said is not None}, key)


@cache
def _key(kid: str, kind: str) -> Any:
    """Made once for all tests; it takes a while."""
    return RSAKey.generate_key(2048, {"kid": kid}) if kind == "RSA" else ECKey.generate_key("P-256", {"kid": kid})


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    """Serve it on a free port of this machine."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path == "/.well-known/openid-configuration":
                self._says(200, provider.description())
            elif path == "/keys":
                self._says(200, {"keys": [key.as_dict(private=False) for key in provider.keys.values()]})
            else:
                self._says(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._says(*provider.token(form, self.headers.get("Authorization", "")))

        def _says(self, status: int, said: dict[str, Any]) -> None:
            path = urlsplit(self.path).path
            provider.asked.append(path)
            status, headers, body = provider.answers.get(path, (status, {}, json.dumps(said).encode()))
            if provider.is_down:
                status, body = 503, b"down"
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
