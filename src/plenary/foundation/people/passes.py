"""A pass: it shows without the database that a browser came in, so that a crowd outside keeps nobody inside waiting.

It opens nothing. It is signed over the session key it was made for and as old as a sign-in may grow; whether that
sign-in still runs is asked of the database once the request has its turn.
"""

from __future__ import annotations

from django.core.signing import BadSignature, TimestampSigner

from plenary.foundation.people.signing_in import LONGEST

_SALT = "plenary.people.passes"


def pass_for(session_key: str) -> str:
    """The pass of a sign-in that just began under this session key."""
    return TimestampSigner(salt=_SALT).sign(session_key).removeprefix(f"{session_key}:")


def is_good(said: str, session_key: str) -> bool:
    """Whether this is the pass of that session key, and not too old."""
    try:
        TimestampSigner(salt=_SALT).unsign(f"{session_key}:{said}", max_age=LONGEST)
    except BadSignature:
        return False
    return True
