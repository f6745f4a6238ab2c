"""What passes between a page's script and the house about a passkey."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from fido2.utils import websafe_encode

from plenary.procedure.refusal import Refused

STATE_KEY = "passkey_state"
_NUL = json.dumps("\0")[1:-1]


def holds_answer(request: HttpRequest) -> bool:
    """Whether the page's script sent what a device made. A form holds none, and its body is read by then."""
    return request.content_type == "application/json" and bool(request.body)


def answer_in(request: HttpRequest) -> dict[str, Any]:
    """What the page's script sent. Raises Refused for what is no object, or holds text that cannot be written down."""
    try:
        answer = json.loads(request.body)
        written = json.dumps(answer, ensure_ascii=False)
        written.encode()
    except (ValueError, RecursionError) as wrong:
        raise Refused("people.key_not_proved") from wrong
    if not isinstance(answer, dict) or _NUL in written:
        raise Refused("people.key_not_proved")
    return answer


def for_the_page(value: Any) -> Any:  # noqa: ANN401  whatever the library's options hold
    """Options of the library as JSON: bytes as web-safe base64."""
    if isinstance(value, bytes):
        return websafe_encode(value)
    if hasattr(value, "items"):
        return {name: for_the_page(part) for name, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [for_the_page(part) for part in value]
    return value
