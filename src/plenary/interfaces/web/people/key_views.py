"""Keys of one's own: the page's script asks for one that there is, then adds the new one or removes the old."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from plenary.foundation.access.models import Account
from plenary.foundation.people import brakes, own_keys, passkeys
from plenary.foundation.people.models import SignIn
from plenary.interfaces.web.people.coming_in import address_of, own_account, party, renew_session
from plenary.interfaces.web.people.device_answers import STATE_KEY, answer_in, for_the_page, holds_answer
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused


class AddPasskey(View):
    """Add a key of one's own."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """What the device is asked for, where it proved nothing yet; else what it proved, and then what it made."""
        account = own_account(request)
        try:
            if not holds_answer(request):
                return self._asked(request, account)
            state = request.session.pop(STATE_KEY, None)
            if state is None:
                raise Refused("people.key_not_proved")
            answer = answer_in(request)
            if state.pop("place", "") == own_keys.ADDING:
                show(request, own_keys.ADDING, answer, state)
                return renew_session(request, self._asked(request, account))
            own_keys.add_passkey(
                account,
                by=request.actor,  # type: ignore[attr-defined]
                answer=answer,
                state=state,
                name=str(answer.get("name", "")) or _("Passkey"),
                **party(request),
            )
        except Refused as refused:
            return JsonResponse({"sentence": sentence_of(refused)}, status=422)
        return JsonResponse({"go": reverse("me")})

    @staticmethod
    def _asked(request: HttpRequest, account: Account) -> HttpResponse:
        by = request.actor  # type: ignore[attr-defined]
        if own_keys.is_asked(account, by=by) and not own_keys.is_shown(by=by, place=own_keys.ADDING):
            return ask_for_own(request, account, own_keys.ADDING)
        options, state = passkeys.begin_adding(account, **party(request))
        request.session[STATE_KEY] = state
        return JsonResponse({**for_the_page(options), "kind": "add"})


class RemovePasskey(View):
    """Forget a key of one's own."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """What the device is asked for, or what it proved; a plain form is enough where nobody is asked."""
        account = own_account(request)
        passkey = get_object_or_404(account.passkeys, key=key)
        by = request.actor  # type: ignore[attr-defined]
        if request.POST:
            own_keys.remove_passkey(passkey, by=by)
            return redirect("me")
        place = own_keys.removing(passkey)
        try:
            if not holds_answer(request):
                own_keys.require_another(account)
                return ask_for_own(request, account, place)
            state = request.session.pop(STATE_KEY, None)
            if state is None or state.pop("place", "") != place:
                raise Refused("people.way_in_unknown")
            show(request, place, answer_in(request), state)
            own_keys.remove_passkey(passkey, by=by)
        except Refused as refused:
            return JsonResponse({"sentence": sentence_of(refused)}, status=422)
        return renew_session(request, JsonResponse({"go": reverse("me")}))


def ask_for_own(request: HttpRequest, account: Account, place: str) -> HttpResponse:
    """What the device is asked for, to show one of the keys for `place`."""
    options, state = passkeys.begin_confirming(account, **party(request))
    request.session[STATE_KEY] = {**state, "place": place}
    return JsonResponse({**for_the_page(options), "kind": "prove"})


def show(request: HttpRequest, place: str, answer: dict[str, Any], state: dict[str, Any]) -> None:
    """Take what the device proved for `place`. Raises Refused as `own_keys.show_key`, and where tries are braked."""
    by = request.actor  # type: ignore[attr-defined]
    with brakes.braked(SignIn.Means.PASSKEY, address=address_of(request), name=str(answer.get("id", ""))):
        own_keys.show_key(by=by, place=place, answer=answer, state=state, **party(request))
