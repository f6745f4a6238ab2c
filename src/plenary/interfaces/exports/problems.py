"""Why a machine does not get what it asked for: problem details, as RFC 9457 has them."""

from __future__ import annotations

import json

MEDIA_TYPE = "application/problem+json"
#: What has a status and no more to say.
NO_TYPE = "about:blank"


def problem(status: int, title: str, *, code: str = "", detail: str = "") -> bytes:
    """The problem as JSON. It names no address, so that what is hidden and what is not there give the same bytes.

    code: of the refusal, where there is one; detail: its sentence.
    """
    told: dict[str, str | int] = {
        "type": f"urn:plenary:refusal:{code}" if code else NO_TYPE,
        "title": title,
        "status": status,
    }
    if detail:
        told["detail"] = detail
    return json.dumps(told, ensure_ascii=False).encode("utf-8")
