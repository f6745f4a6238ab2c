"""Sign-in by the organisation's own OpenID provider: the authorization code with PKCE, and nothing beside it.

This is the one place from which the house calls anybody. Where to comes from settings alone: the issuer, and addresses
that its description names under https at its own host or at hosts named in settings. No redirect is followed, no proxy
is asked, no answer may be large or slow. What comes back is proved by the provider's keys; of what it says, issuer and
subject are used and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import secrets
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.conf import settings
from django.utils.crypto import constant_time_compare

from plenary.foundation.clock import real_now
from plenary.procedure.refusal import NotHere, Refused

#: How long somebody may take at the provider.
AWAY = timedelta(minutes=10)
#: How far the clocks of provider and house may stand apart.
SKEW = timedelta(minutes=2)
#: How old a proof may be, whatever it says of itself.
OLDEST = timedelta(minutes=10)
#: What the provider may sign with. A secret shared with the house is none of them, nor is no signature.
ALGORITHMS = {"RS256": "RSA", "ES256": "EC"}
#: The provider's description and keys are asked for again after this.
KEPT = timedelta(minutes=10)
#: An unknown key makes the house ask again for keys, this often at most.
ASKED_AGAIN = timedelta(seconds=30)
TIMEOUT_S = 5.0
LONGEST_S = 10.0
LARGEST = 256 * 1024
SMALLEST_RSA = 2048
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider as settings name it. hosts: HOST or HOST:PORT, where its addresses may stand."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the provider proved: somebody at this issuer, by the name that the issuer never gives to another."""

    issuer: str
    subject: str


@dataclass(frozen=True, slots=True)
class _Description:
    """What the provider says of itself, and its keys, as they stood at an instant."""

    authorization: str
    token: str
    secret_in_form: bool
    names_itself: bool
    keys: tuple[Mapping[str, Any], ...]
    asked_at: datetime


_described: dict[str, _Description] = {}


def provider() -> Provider:
    """The provider of this house. Raises NotHere where people do not sign in by one."""
    said: dict[str, Any] | None = settings.PROVIDER
    if not said:
        raise NotHere()
    return Provider(**{**said, "hosts": tuple(said["hosts"])})


def provider_name() -> str:
    """What people call it; empty where there is none."""
    return str(settings.PROVIDER["name"]) if settings.PROVIDER else ""


def begin(*, back: str) -> tuple[str, dict[str, str]]:
    """Where the browser goes, and what to keep in its session until it is back.

    back: the address of this house to which the provider sends it. Raises Refused("people.provider_silent").
    """
    of = provider()
    at = _description(of)
    verifier = secrets.token_urlsafe(48)
    kept = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": verifier,
        "back": back,
        "began_at": real_now().isoformat(),
    }
    asked = {
        "response_type": "code",
        "scope": "openid",
        "client_id": of.client_id,
        "redirect_uri": back,
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": _unpadded(hashlib.sha256(verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    joined = "&" if urlsplit(at.authorization).query else "?"
    return f"{at.authorization}{joined}{urlencode(asked)}", kept


def finish(kept: Mapping[str, str], came: Mapping[str, str]) -> Subject:
    """Whom the provider proved, from what the session kept and what came back in the address.

    Raises Refused("people.provider_not_proved"), one code for all that does not hold; "people.provider_said_no" where
    the person or the provider broke off; "people.provider_silent" where it cannot be asked.
    """
    of = provider()
    if not kept or not constant_time_compare(kept["state"], came.get("state", "")):
        raise _not_proved()
    if real_now() - datetime.fromisoformat(kept["began_at"]) > AWAY:
        raise _not_proved()
    at = _description(of)
    # A provider that names itself in each answer cannot be mistaken for another one (RFC 9207)
    if came.get("iss", of.issuer if not at.names_itself else "") != of.issuer:
        raise _not_proved()
    if "error" in came:
        raise Refused("people.provider_said_no", provider=of.name)
    if not came.get("code"):
        raise _not_proved()
    return _proved(of, _exchanged(of, at, kept, came["code"]), kept["nonce"])


def forget_provider() -> None:
    """Ask the provider for its description and keys again (tests; settings were changed)."""
    _described.clear()


def _exchanged(of: Provider, at: _Description, kept: Mapping[str, str], code: str) -> str:
    """The signed proof that the provider gives for a code."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": kept["back"],
        "code_verifier": kept["verifier"],
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if at.secret_in_form:
        form |= {"client_id": of.client_id, "client_secret": of.client_secret}
    else:
        pair = f"{quote(of.client_id, safe='')}:{quote(of.client_secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    answer = _asked(at.token, body=urlencode(form), headers=headers)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise _not_proved()
    return token


def _proved(of: Provider, token: str, nonce: str) -> Subject:
    """The subject of a proof that holds in every part."""
    from joserfc import jws, jwt  # noqa: PLC0415  an extra: houses without a provider do without it
    from joserfc.errors import JoseError  # noqa: PLC0415  an extra

    try:
        header = jws.extract_compact(token.encode()).headers()
        key = _key_for(of, header)
        claims = jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError, LookupError, AttributeError) as wrong:
        raise _not_proved() from wrong
    _require_claims(of, claims, nonce)
    return Subject(of.issuer, claims["sub"])


def _require_claims(of: Provider, claims: Mapping[str, Any], nonce: str) -> None:
    """Refuse a proof that is for somebody else, of somebody else, of another time or for another asking."""
    audience = claims.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience
    subject, said = claims.get("sub"), claims.get("nonce")
    ends, made, begins = (_instant(claims.get(name)) for name in ("exp", "iat", "nbf"))
    instant = real_now().timestamp()
    skew = SKEW.total_seconds()
    holds = (
        claims.get("iss") == of.issuer
        and isinstance(audiences, list)
        and of.client_id in audiences
        and claims.get("azp", of.client_id if len(audiences) == 1 else None) == of.client_id
        and ends is not None
        and ends + skew > instant
        and made is not None
        and instant - OLDEST.total_seconds() - skew < made < instant + skew
        and ("nbf" not in claims or (begins is not None and begins < instant + skew))
        and isinstance(said, str)
        and constant_time_compare(said, nonce)
        and isinstance(subject, str)
        and 0 < len(subject) < 256
        and subject.isascii()
        and subject.isprintable()
    )
    if not holds:
        raise _not_proved()


def _instant(value: object) -> float | None:
    """Seconds since 1970, where it is any."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2**53
    return float(value) if is_number else None  # type: ignore[arg-type]


def _key_for(of: Provider, header: Mapping[str, Any]) -> Any:  # noqa: ANN401  a key of the library
    """The provider's key that a proof names; keys are asked for again where it is new. Raises LookupError."""
    from joserfc import jwk  # noqa: PLC0415  an extra

    kind, named = ALGORITHMS[header["alg"]], header.get("kid")
    for fresh in (False, True):
        fitting = [
            key
            for key in _description(of, fresh=fresh).keys
            if key.get("kty") == kind and key.get("use", "sig") == "sig" and (named is None or key.get("kid") == named)
        ]
        if len(fitting) == 1:
            public = {
                name: said for name, said in fitting[0].items() if name in {"kty", "kid", "n", "e", "crv", "x", "y"}
            }
            key = jwk.import_key(public)
            if isinstance(key.raw_value, RSAPublicKey) and key.raw_value.key_size < SMALLEST_RSA:
                raise LookupError
            return key
    raise LookupError


def _description(of: Provider, *, fresh: bool = False) -> _Description:
    """The provider's description with its keys, remembered for a while by each process."""
    known = _described.get(of.issuer)
    if known is not None and real_now() - known.asked_at < (ASKED_AGAIN if fresh else KEPT):
        return known
    said = _asked(f"{of.issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != of.issuer:
        raise _silent(of)
    keys = _asked(_within(of, said.get("jwks_uri"))).get("keys")
    if not isinstance(keys, list):
        raise _silent(of)
    ways = said.get("token_endpoint_auth_methods_supported")
    _described[of.issuer] = _Description(
        authorization=_within(of, said.get("authorization_endpoint")),
        token=_within(of, said.get("token_endpoint")),
        secret_in_form=isinstance(ways, list) and "client_secret_basic" not in ways,
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        keys=tuple(key for key in keys if isinstance(key, dict)),
        asked_at=real_now(),
    )
    return _described[of.issuer]


def _within(of: Provider, place: object) -> str:
    """An address of the provider's description, where it stands at its own host or one that settings name."""
    try:
        parts = urlsplit(place) if isinstance(place, str) else urlsplit("")
    except ValueError:  # no address at all
        raise _silent(of) from None
    over_tls = parts.scheme == "https" or (parts.scheme == "http" and of.issuer.startswith("http:"))
    if not over_tls or parts.netloc.lower() not in of.hosts or parts.fragment:
        raise _silent(of)
    return str(place)


def _asked(address: str, *, body: str = "", headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the provider answers: an object. Raises Refused("people.provider_silent") for everything else."""
    of = provider()
    parts = urlsplit(address)
    try:
        line: http.client.HTTPConnection
        if parts.scheme == "https":
            line = http.client.HTTPSConnection(parts.netloc, timeout=TIMEOUT_S, context=ssl.create_default_context())
        elif parts.hostname in _LOOPBACK:
            line = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT_S)
        else:
            raise _silent(of)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            line.request(
                "POST" if body else "GET",
                path,
                body or None,
                {"Accept": "application/json", "User-Agent": "Plenary", **(headers or {})},
            )
            answer = line.getresponse()
            said = _read(answer)
            refused = answer.status in {400, 401, 403}
            found = json.loads(said) if answer.status == http.client.OK else None
        finally:
            line.close()
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as failed:
        raise _silent(of) from failed
    if body and refused:
        raise _not_proved()
    if not isinstance(found, dict):
        raise _silent(of)
    return found


def _read(answer: http.client.HTTPResponse) -> bytes:
    """The whole of an answer that is neither large nor slow. Raises ValueError."""
    ends_at, said = monotonic() + LONGEST_S, b""
    while piece := answer.read1(16 * 1024):
        said += piece
        if len(said) > LARGEST or monotonic() > ends_at:
            raise ValueError
    return said


def _unpadded(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _not_proved() -> Refused:
    return Refused("people.provider_not_proved", provider=provider().name)


def _silent(of: Provider) -> Refused:
    return Refused("people.provider_silent", provider=of.name)
