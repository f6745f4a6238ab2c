"""Coming in: a sign-in that was just proved begins, under a session of its own, and the reader goes on."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from plenary.foundation.access.actors import capacities_of
from plenary.foundation.access.capacities import DELEGATES, SECRETARIAT
from plenary.foundation.access.models import Account
from plenary.foundation.people import brakes, passes
from plenary.foundation.people.signing_in import LONGEST, carry_over, sign_in
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from plenary.interfaces.web.people.devices import device_said

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def come_in(
    request: HttpRequest,
    account: Account,
    means: str,
    capacity: str = "",
    *,
    go: str = "",
    began_at: datetime | None = None,
) -> HttpResponse:
    """Begin the sign-in under a new session key, so that a key fixed beforehand is worth nothing.

    began_at: as in `sign_in`. The browser's session ends when the sign-in grows old.
    """
    go = go or onward(request, home_of(capacity or next(iter(capacities_of(account.person)), "")))
    request.session.flush()
    login(request, account, backend=BACKEND)
    begun = sign_in(
        account,
        means=means,
        session_key=request.session.session_key or "",
        capacity=capacity,
        device=device_said(request.headers.get("User-Agent", "")),
        network=brakes.network_of(address_of(request)),
        began_at=began_at,
    )
    request.session.set_expiry(begun.began_at + LONGEST)
    request.session[SIGN_IN_KEY] = begun.key
    return _with_pass(request, redirect(go))


def renew_session(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Go on under another session key, since more is open to this sign-in from now on; the old key is dead."""
    request.session.cycle_key()
    carry_over(str(request.session[SIGN_IN_KEY]), request.session.session_key or "")
    return _with_pass(request, response)


def _with_pass(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response.set_cookie(
        settings.PASS_COOKIE_NAME,
        passes.pass_for(request.session.session_key or ""),
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def home_of(capacity: str) -> str:
    """The page on which somebody in that capacity begins."""
    if capacity in SECRETARIAT:
        return reverse("desk")
    return reverse("today") if capacity in DELEGATES or capacity in {"PO", "IN", "OB"} else reverse("home")


def onward(request: HttpRequest, otherwise: str = "/") -> str:
    """The page of this house that the reader was on the way to."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    inside = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if inside else otherwise


def own_account(request: HttpRequest) -> Account:
    """The account of who asks; not found for the public."""
    return get_object_or_404(
        Account.objects.select_related("person"),
        person__key=request.actor.person_key,  # type: ignore[attr-defined]
    )


def keys_work(request: HttpRequest) -> bool:
    """Browsers offer passkeys only over TLS or on localhost by name."""
    return request.is_secure() or request.get_host().partition(":")[0] == "localhost"


def address_of(request: HttpRequest) -> str:
    """The network address that asks."""
    return str(request.META.get("REMOTE_ADDR", ""))


def party(request: HttpRequest) -> dict[str, str]:
    """Host and origin by which devices know this house."""
    host = request.get_host()
    return {"host": host.partition(":")[0], "origin": f"{request.scheme}://{host}"}
