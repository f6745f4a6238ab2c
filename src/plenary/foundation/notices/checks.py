"""Start-up check: a password goes to a mail server over TLS only, and letters say whom they come from."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from plenary.foundation.notices.addresses import is_usable
from plenary.foundation.notices.post import as_set


@register()
def letters_leave_safely(**_: Any) -> list[CheckMessage]:  # noqa: ANN401  Django's own signature
    """What PLENARY_MAIL_URL and PLENARY_MAIL_FROM say can be done without giving a password away."""
    post = as_set()
    if post is None:
        return []
    found: list[CheckMessage] = []
    if post.safety == "none" and post.password and not post.is_here:
        found.append(
            Error(
                f"PLENARY_MAIL_URL would send a password to {post.host} in the clear.",
                hint="Write smtp+starttls:// or smtps:// instead of smtp://.",
                id="plenary.E010",
            )
        )
    elif post.safety == "none" and not post.is_here:
        found.append(
            Warning(
                f"Letters go to {post.host} in the clear.",
                hint="Write smtp+starttls:// or smtps:// where the server can do it.",
                id="plenary.W010",
            )
        )
    if not is_usable(post.sender_address):
        found.append(
            Error(
                "PLENARY_MAIL_FROM is not an address.",
                hint="Write notices@house.example, or Secretariat <notices@house.example>.",
                id="plenary.E011",
            )
        )
    return found
