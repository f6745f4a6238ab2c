"""Taking the chair or a seat of a sitting: proved once that it is still this person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from plenary.foundation.people import brakes, passkeys, proofs
from plenary.foundation.people.models import SignIn
from plenary.interfaces.web.chamber.requests import view_of, way_in
from plenary.interfaces.web.people.coming_in import address_of, own_account, party, renew_session
from plenary.interfaces.web.people.device_answers import STATE_KEY, answer_in, for_the_page, holds_answer
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused


class TakeSeat(View):
    """By a passkey, which the page's script asks for; by one press where a code or a link began the sign-in."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """What the device is asked for, what it proved, or the press of a button."""
        actor = request.actor  # type: ignore[attr-defined]
        place = f"sitting:{view_of(request, key).sitting.key}"
        home = reverse(way_in(actor.capacity), args=[key])
        if request.POST.get("by") == "hand":
            proofs.prove_by_hand(by=actor, place=place)
            return renew_session(request, redirect(home))
        try:
            if not holds_answer(request):
                options, state = passkeys.begin_confirming(own_account(request), **party(request))
                request.session[STATE_KEY] = {**state, "place": place}
                return JsonResponse(for_the_page(options))
            state = request.session.pop(STATE_KEY, None)
            if state is None or state.pop("place", "") != place:
                raise Refused("people.way_in_unknown")
            answer = answer_in(request)
            with brakes.braked(SignIn.Means.PASSKEY, address=address_of(request), name=str(answer.get("id", ""))):
                proofs.prove_by_passkey(by=actor, place=place, answer=answer, state=state, **party(request))
        except Refused as refused:
            return JsonResponse({"sentence": sentence_of(refused)}, status=422)
        return renew_session(request, JsonResponse({"go": home}))
