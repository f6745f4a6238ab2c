"""Coming in by the organisation's own provider: out to it, back from it, and joined to it or parted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from plenary.foundation.people import brakes, identities, provider
from plenary.foundation.people.models import SignIn
from plenary.interfaces.web.people.coming_in import address_of, come_in, onward, own_account
from plenary.interfaces.web.people.views import sign_in_page
from plenary.procedure.refusal import Refused

STATE_KEY = "provider_state"


@require_POST
def set_out(request: HttpRequest) -> HttpResponse:
    """Go to the provider to sign in."""
    provider.provider()
    try:
        return _going(request, next_page=onward(request, ""))
    except Refused as refused:
        return sign_in_page(request, refused=refused)


@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """Back from the provider, with what it sends; what was kept for it is good for one."""
    provider.provider()
    kept = request.session.pop(STATE_KEY, None)
    if kept is None:
        return sign_in_page(request, refused=Refused("people.provider_not_proved", provider=provider.provider_name()))
    try:
        with brakes.braked(SignIn.Means.PROVIDER, address=address_of(request)):
            proved = provider.finish(kept, request.GET.dict())
            if not kept["joining"]:
                account = identities.prove_identity(proved)
    except Refused as refused:
        if kept["joining"]:
            raise
        return sign_in_page(request, refused=refused, next_page=kept["next"])
    if kept["joining"]:
        account = own_account(request)
        if account.key != kept["joining"]:
            raise Refused("people.provider_not_proved", provider=provider.provider_name())
        identities.join_own_identity(account, by=request.actor, proved=proved)  # type: ignore[attr-defined]
        return redirect("me")
    return come_in(request, account, SignIn.Means.PROVIDER, go=kept["next"])


@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """Go to the provider to join one's own account to it."""
    account = own_account(request)
    if not identities.came_by_link(request.actor):  # type: ignore[attr-defined]
        raise Refused("people.join_by_link")
    return _going(request, joining=account.key)


@require_POST
def part(request: HttpRequest) -> HttpResponse:
    """Come in by the provider no more."""
    identities.part_own_identity(own_account(request), by=request.actor)  # type: ignore[attr-defined]
    return redirect("me")


def _going(request: HttpRequest, *, next_page: str = "", joining: str = "") -> HttpResponse:
    """The page that leads to the provider. A form that leads elsewhere itself would need the content policy opened."""
    address, kept = provider.begin(back=request.build_absolute_uri(reverse("sign-in-provider-back")))
    request.session[STATE_KEY] = {**kept, "next": next_page, "joining": joining}
    return render(request, "people/going.html", {"address": address, "provider": provider.provider_name()})
