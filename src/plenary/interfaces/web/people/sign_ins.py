"""Sign-ins as their lists show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenary.foundation.access.models import Account
from plenary.foundation.people.models import SignIn

MEANS: dict[str, Promise] = {
    SignIn.Means.PASSKEY: _("passkey"),
    SignIn.Means.LINK: _("set-up link"),
    SignIn.Means.DESK_CODE: _("code from the desk"),
    SignIn.Means.PASSWORD: _("password"),
    SignIn.Means.PROVIDER: _("provider"),
    SignIn.Means.DEMONSTRATION: _("demonstration"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sign-in and how it was proved."""

    begun: SignIn
    means: Promise


def running(account: Account) -> list[Line]:
    """Sign-ins of an account that have not ended, the newest first."""
    rows = account.sign_ins.filter(ended_at__isnull=True).order_by("-began_at", "-pk")
    return [Line(begun, MEANS[begun.means]) for begun in rows]
