"""Coming in and going out; language and capacity; the acts that wait for a second person."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import check_for_language
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from plenary.foundation.access.actors import capacities_of
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.gate import may_open
from plenary.foundation.access.models import Account
from plenary.foundation.clock import now
from plenary.foundation.live.publishing import token_for
from plenary.foundation.people import brakes, codes, demonstration, own_keys, passkeys, script_keys
from plenary.foundation.people.identities import came_by_link
from plenary.foundation.people.models import Identity, SignIn
from plenary.foundation.people.officers import capacities_that_give
from plenary.foundation.people.provider import provider_name
from plenary.foundation.people.signing_in import capacity_open_to, end_others, sign_out
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from plenary.interfaces.web.people.coming_in import address_of, come_in, keys_work, onward, own_account, party
from plenary.interfaces.web.people.device_answers import STATE_KEY, answer_in, for_the_page, holds_answer
from plenary.interfaces.web.people.forms import ClockForward, DeskCode, SetUpLink
from plenary.interfaces.web.people.logins import demonstration_logins
from plenary.interfaces.web.people.sign_ins import running
from plenary.interfaces.wording import sentence_of
from plenary.offices.organisation.house_models import is_founded
from plenary.procedure.refusal import Refused


def sign_in_page(
    request: HttpRequest, form: DeskCode | None = None, *, refused: Refused | None = None, next_page: str = ""
) -> HttpResponse:
    """The one page that leads in: passkey, provider, a code from the desk and, in a demonstration, the named logins.

    refused: why another way in than the code did not lead in.
    """
    return render(
        request,
        "people/sign_in.html",
        {
            "form": form or DeskCode(),
            "next": next_page or onward(request, ""),
            "logins": demonstration_logins() if settings.DEMONSTRATION else [],
            "keys_work": keys_work(request),
            "provider": provider_name(),
            "sentence": sentence_of(refused) if refused else "",
        },
        status=422 if refused or (form is not None and form.errors) else 200,
    )


class SignInPage(View):
    """Look at the ways in, or come in by a code from the desk."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it; somebody who is in already goes on."""
        if request.actor.is_signed_in:  # type: ignore[attr-defined]
            return redirect(onward(request))
        return sign_in_page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """A name and a code from the desk."""
        form = DeskCode(request.POST)
        if not form.is_valid():
            return sign_in_page(request, form)
        try:
            name = form.cleaned_data["name"]
            with brakes.braked(SignIn.Means.DESK_CODE, address=address_of(request), name=name):
                account = codes.use_desk_code(name, form.cleaned_data["code"])
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            return sign_in_page(request, form)
        return come_in(request, account, SignIn.Means.DESK_CODE)


@require_POST
def sign_in_to_demonstration(request: HttpRequest) -> HttpResponse:
    """One of the named logins. There are none outside a demonstration."""
    if not settings.DEMONSTRATION:
        raise Http404
    account = get_object_or_404(
        Account.objects.select_related("person"),
        key=request.POST.get("login", ""),
        is_demonstration=True,
        is_active=True,
    )
    return come_in(request, account, SignIn.Means.DEMONSTRATION, request.POST.get("capacity", ""))


class PasskeyProof(View):
    """The page's script asks here what the device must prove, and sends back what it proved."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """A fresh challenge where no proof is sent; else the answer to the last one, each good for one."""
        if not holds_answer(request):
            options, state = passkeys.begin_proving(**party(request))
            request.session[STATE_KEY] = state
            return JsonResponse(for_the_page(options))
        state = request.session.pop(STATE_KEY, None)
        try:
            if state is None:
                raise Refused("people.way_in_unknown")
            answer = answer_in(request)
            with brakes.braked(SignIn.Means.PASSKEY, address=address_of(request), name=str(answer.get("id", ""))):
                account = passkeys.prove_passkey(answer=answer, state=state, **party(request))
        except Refused as refused:
            return JsonResponse({"sentence": sentence_of(refused)}, status=422)
        inside = come_in(request, account, SignIn.Means.PASSKEY)
        response = JsonResponse({"go": inside.headers["Location"]})
        response.cookies = inside.cookies
        return response


class SetUp(View):
    """A set-up link: opened, read, and used by a press, so that a mail scanner that opens it uses nothing up."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Say what it does."""
        form = SetUpLink(initial={"secret": request.GET.get("link", "")})
        return render(request, "people/set_up.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Use it."""
        form = SetUpLink(request.POST)
        if not form.is_valid():
            raise Refused("people.way_in_unknown")
        with brakes.braked(SignIn.Means.LINK, address=address_of(request)):
            account = codes.use_link(form.cleaned_data["secret"])
        return come_in(request, account, SignIn.Means.LINK, go=_first_page(account))


@require_POST
def sign_out_here(request: HttpRequest) -> HttpResponse:
    """End this sign-in and all its pages."""
    begun = SignIn.objects.filter(key=request.session.get(SIGN_IN_KEY, "")).select_related("account__person").first()
    if begun is not None:
        sign_out(begun)
    logout(request)
    response = render(request, "shell/signed_out.html", {})
    response.headers["Clear-Site-Data"] = '"cache"'
    response.delete_cookie(settings.PASS_COOKIE_NAME, samesite="Lax")
    return response


@require_safe
def live_token(request: HttpRequest) -> HttpResponse:
    """A fresh ticket for the one event stream of this browser."""
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return JsonResponse({"token": token_for(request.actor, cookie=cookie)})  # type: ignore[attr-defined]


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language on this device and go back to the page."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(onward(request))
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, samesite="Lax")
    return response


@require_POST
def move_the_clock(request: HttpRequest) -> HttpResponse:
    """Move the demonstration's clock forward."""
    form = ClockForward(request.POST)
    if not settings.DEMONSTRATION or not form.is_valid():
        raise Http404
    demonstration.move_clock(by=request.actor, to=now() + ClockForward.STEPS[form.cleaned_data["by"]])  # type: ignore[attr-defined]
    return redirect(onward(request))


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """The reader's own settings: capacity, language, keys, sign-ins."""
    account = own_account(request)
    identity = Identity.objects.filter(account=account).first()
    return render(
        request,
        "people/me.html",
        {
            "account": account,
            "capacities": [Capacity(code) for code in capacities_of(account.person)],
            "keys": account.passkeys.order_by("added_at"),
            "asks": own_keys.is_asked(account, by=request.actor),  # type: ignore[attr-defined]
            "sign_ins": running(account),
            "keys_work": keys_work(request),
            "provider": provider_name() or (identity.issuer if identity else ""),
            "identity": identity,
            "may_join": came_by_link(request.actor),  # type: ignore[attr-defined]
            "script_keys": script_keys.running(account),
            "current": "me",
        },
    )


@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Go on in another capacity: the sign-in ends and a new one begins, which grows old with the first.

    One that is not held ends nothing, and the one that the reader has already changes nothing.
    """
    account = own_account(request)
    capacity = capacity_open_to(account, request.POST.get("capacity", ""))
    running = SignIn.objects.select_related("account__person").get(key=request.session[SIGN_IN_KEY])
    if capacity == running.capacity:
        return redirect(onward(request))
    sign_out(running)
    return come_in(request, account, running.means, capacity, go=onward(request), began_at=running.began_at)


@require_POST
def end_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """End one of one's own sign-ins elsewhere."""
    sign_out(get_object_or_404(own_account(request).sign_ins.select_related("account__person"), key=key))
    return redirect("me")


@require_POST
def end_other_sign_ins(request: HttpRequest) -> HttpResponse:
    """End all of one's own sign-ins but this one."""
    end_others(own_account(request), by=request.actor)  # type: ignore[attr-defined]
    return redirect("me")


@require_safe
def house(request: HttpRequest) -> HttpResponse:
    """The administration of the house: where each part of it is kept."""
    opens = may_open(request.actor, "desk-opened")  # type: ignore[attr-defined]
    return render(request, "people/house.html", {"current": "house", "opens": opens})


def _first_page(account: Account) -> str:
    """Where a set-up link leads: an officer of a house that is not founded to its guide, others to their keys."""
    capacities = capacities_of(account.person)
    founding = bool(capacities) and capacities[0] in capacities_that_give() and not is_founded()
    return reverse("desk-guide") if founding else reverse("me")
