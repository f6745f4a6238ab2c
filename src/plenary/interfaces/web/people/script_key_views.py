"""Keys for scripts: made after a passkey was shown, seen once, withdrawn by their owner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.http import require_POST

from plenary.foundation.access.capacities import Capacity
from plenary.foundation.people import own_keys, script_keys
from plenary.interfaces.web.people.coming_in import keys_work, own_account, renew_session
from plenary.interfaces.web.people.device_answers import STATE_KEY, answer_in, holds_answer
from plenary.interfaces.web.people.key_views import ask_for_own, show
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused


class NewScriptKey(forms.Form):
    """What a key for a script is told when it is made."""

    name = forms.CharField(label=_("What the script is"), max_length=80)
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=script_keys.LONGEST.days, initial=30)


class ScriptKeys(View):
    """One's own keys for scripts, and a new one."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """What there is, and the form once a passkey was shown."""
        return self._page(request, NewScriptKey())

    def post(self, request: HttpRequest) -> HttpResponse:
        """What the device proved, or the form."""
        if not request.POST:
            return self._shown(request)
        form = NewScriptKey(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            made, secret = script_keys.make_script_key(
                own_account(request),
                by=request.actor,  # type: ignore[attr-defined]
                name=form.cleaned_data["name"],
                days=form.cleaned_data["days"],
            )
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            return self._page(request, form, status=422)
        return self._page(request, NewScriptKey(), made=made, secret=secret)

    @staticmethod
    def _shown(request: HttpRequest) -> HttpResponse:
        account = own_account(request)
        try:
            if not holds_answer(request):
                return ask_for_own(request, account, script_keys.MAKING)
            state = request.session.pop(STATE_KEY, None)
            if state is None or state.pop("place", "") != script_keys.MAKING:
                raise Refused("people.way_in_unknown")
            show(request, script_keys.MAKING, answer_in(request), state)
        except Refused as refused:
            return JsonResponse({"sentence": sentence_of(refused)}, status=422)
        return renew_session(request, JsonResponse({"go": reverse("script-keys")}))

    @staticmethod
    def _page(request: HttpRequest, form: NewScriptKey, status: int = 200, **made: Any) -> HttpResponse:  # noqa: ANN401
        account, by = own_account(request), request.actor  # type: ignore[attr-defined]
        asked = own_keys.is_asked(account, by=by)
        context = {
            "form": form,
            "keys": [(key, Capacity(key.capacity)) for key in script_keys.running(account)],
            "capacity": Capacity(by.capacity),
            "asks": asked and not own_keys.is_shown(by=by, place=script_keys.MAKING),
            "keys_work": keys_work(request),
            "current": "me",
            **made,
        }
        return render(request, "people/script_keys.html", context, status=status)


@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Let one of one's own keys in no more."""
    found = get_object_or_404(own_account(request).script_keys, key=key)
    script_keys.withdraw_script_key(found, by=request.actor)  # type: ignore[attr-defined]
    return redirect("script-keys")
