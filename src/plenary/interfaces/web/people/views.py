"""Coming in and going out; language and capacity; the acts that wait for a second person."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST
from fido2.utils import websafe_encode

from plenary.foundation.access.actors import capacities_of
from plenary.foundation.access.capacities import DELEGATES, SECRETARIAT, Capacity
from plenary.foundation.access.models import Account
from plenary.foundation.clock import now
from plenary.foundation.live.publishing import token_for
from plenary.foundation.people import codes, demonstration, pairs, passkeys
from plenary.foundation.people.models import Passkey, Pending, SignIn
from plenary.foundation.people.signing_in import sign_in, sign_out
from plenary.interfaces.web.middleware import SIGN_IN_KEY
from plenary.interfaces.web.people.forms import ClockForward, Decline, DeskCode, SetUpLink
from plenary.interfaces.web.people.logins import demonstration_logins
from plenary.interfaces.wording import act_sentence, sentence_of
from plenary.procedure.refusal import Refused

STATE_KEY = "passkey_state"
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


class SignInPage(View):
    """The one page that leads in: passkey, a code from the desk and, in a demonstration, the named logins."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it; somebody who is in already goes on."""
        if request.actor.is_signed_in:  # type: ignore[attr-defined]
            return redirect(_onward(request))
        return self._page(request, DeskCode())

    def post(self, request: HttpRequest) -> HttpResponse:
        """A name and a code from the desk."""
        form = DeskCode(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            account = codes.use_desk_code(form.cleaned_data["name"], form.cleaned_data["code"])
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            return self._page(request, form, status=422)
        return _come_in(request, account, SignIn.Means.DESK_CODE)

    def _page(self, request: HttpRequest, form: DeskCode, status: int = 200) -> HttpResponse:
        return render(
            request,
            "people/sign_in.html",
            {
                "form": form,
                "next": _onward(request, ""),
                "logins": demonstration_logins() if settings.DEMONSTRATION else [],
                "keys_work": _keys_work(request),
            },
            status=status,
        )


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
    return _come_in(request, account, SignIn.Means.DEMONSTRATION, request.POST.get("capacity", ""))


class PasskeyProof(View):
    """The page's script asks here what the device must prove, and sends back what it proved."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A fresh challenge."""
        options, state = passkeys.begin_proving(**_party(request))
        request.session[STATE_KEY] = state
        return JsonResponse(_for_the_page(options))

    def post(self, request: HttpRequest) -> HttpResponse:
        """The answer; each challenge is good for one."""
        state = request.session.pop(STATE_KEY, None)
        try:
            if state is None:
                raise Refused("people.way_in_unknown")
            account = passkeys.prove_passkey(answer=_body(request), state=state, **_party(request))
        except Refused as refused:
            return JsonResponse({"sentence": sentence_of(refused)}, status=422)
        return JsonResponse({"go": _come_in(request, account, SignIn.Means.PASSKEY).headers["Location"]})


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
        return _come_in(request, codes.use_link(form.cleaned_data["secret"]), SignIn.Means.LINK, onward=reverse("me"))


@require_POST
def sign_out_here(request: HttpRequest) -> HttpResponse:
    """End this sign-in and all its pages."""
    begun = SignIn.objects.filter(key=request.session.get(SIGN_IN_KEY, "")).select_related("account__person").first()
    if begun is not None:
        sign_out(begun)
    logout(request)
    response = render(request, "shell/signed_out.html", {})
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def live_token(request: HttpRequest) -> HttpResponse:
    """A fresh ticket for the one event stream of this browser."""
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return JsonResponse({"token": token_for(request.actor, cookie=cookie)})  # type: ignore[attr-defined]


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language on this device and go back to the page."""
    language = request.POST.get("language", "")
    response = HttpResponseRedirect(_onward(request))
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
    return redirect(_onward(request))


def me(request: HttpRequest) -> HttpResponse:
    """The reader's own settings: capacity, language, keys, sign-ins."""
    account = _own_account(request)
    return render(
        request,
        "people/me.html",
        {
            "account": account,
            "capacities": [Capacity(code) for code in capacities_of(account.person)],
            "keys": account.passkeys.order_by("added_at"),
            "sign_ins": account.sign_ins.filter(ended_at__isnull=True).order_by("-began_at"),
            "keys_work": _keys_work(request),
            "current": "me",
        },
    )


@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Go on in another capacity: the sign-in ends and a new one begins."""
    account = _own_account(request)
    running = SignIn.objects.select_related("account__person").get(key=request.session[SIGN_IN_KEY])
    sign_out(running)
    return _come_in(request, account, running.means, request.POST.get("capacity", ""), onward=_onward(request))


class AddPasskey(View):
    """Add a key of one's own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What the device is asked for."""
        options, state = passkeys.begin_adding(_own_account(request), **_party(request))
        request.session[STATE_KEY] = state
        return JsonResponse(_for_the_page(options))

    def post(self, request: HttpRequest) -> HttpResponse:
        """What it made."""
        state = request.session.pop(STATE_KEY, None)
        try:
            if state is None:
                raise Refused("people.key_not_proved")
            answer = _body(request)
            passkeys.add_passkey(
                _own_account(request),
                by=request.actor,  # type: ignore[attr-defined]
                answer=answer,
                state=state,
                name=str(answer.get("name", "")) or _("Passkey"),
                **_party(request),
            )
        except Refused as refused:
            return JsonResponse({"sentence": sentence_of(refused)}, status=422)
        return JsonResponse({"go": reverse("me")})


@require_POST
def remove_key(request: HttpRequest, key: str) -> HttpResponse:
    """Forget a key of one's own."""
    passkeys.remove_passkey(get_object_or_404(Passkey, key=key), by=request.actor)  # type: ignore[attr-defined]
    return redirect("me")


@require_POST
def end_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """End one of one's own sign-ins elsewhere."""
    sign_out(get_object_or_404(_own_account(request).sign_ins.select_related("account__person"), key=key))
    return redirect("me")


def pending(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    waiting = Pending.objects.filter(outcome=Pending.Outcome.WAITING).select_related("proposed_by")
    lines = [(one, act_sentence(one.act)) for one in waiting.order_by("proposed_at")]
    return render(request, "people/pending.html", {"waiting": lines, "decline": Decline(), "current": "queue"})


@require_POST
def decide_pending(request: HttpRequest, key: str) -> HttpResponse:
    """Agree or decline as the second person."""
    waiting = get_object_or_404(Pending, key=key)
    actor = request.actor  # type: ignore[attr-defined]
    if request.POST.get("answer") == "agree":
        result = pairs.confirm(waiting, by=actor)
        if waiting.act == "people.hand_out_code":
            return render(request, "people/code.html", {"code": result, "current": "house"})
        return redirect("pending")
    form = Decline(request.POST)
    if not form.is_valid():
        raise Refused("people.reason_wanted")
    pairs.decline(waiting, by=actor, reason=form.cleaned_data["reason"])
    return redirect("pending")


def house(request: HttpRequest) -> HttpResponse:
    """People and roles: who may sign in, in which capacities."""
    accounts = Account.objects.select_related("person").prefetch_related("person__holdings").order_by("sign_in_name")
    return render(request, "people/house.html", {"accounts": accounts, "current": "house"})


@require_POST
def hand_out(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a one-time code for somebody at the desk; a second officer confirms and reads it out."""
    account = get_object_or_404(Account.objects.select_related("person"), key=key)
    pairs.perform(codes.hand_out_code, by=request.actor, account=account)  # type: ignore[attr-defined]
    return redirect("pending")


def _come_in(
    request: HttpRequest, account: Account, means: str, capacity: str = "", *, onward: str = ""
) -> HttpResponse:
    """Begin the sign-in under a new session key, so that a key fixed beforehand is worth nothing."""
    go = onward or _onward(request, _home_of(capacity or next(iter(capacities_of(account.person)), "")))
    request.session.flush()
    login(request, account, backend=BACKEND)
    begun = sign_in(account, means=means, session_key=request.session.session_key or "", capacity=capacity)
    request.session[SIGN_IN_KEY] = begun.key
    return redirect(go)


def _home_of(capacity: str) -> str:
    if capacity in SECRETARIAT:
        return reverse("desk")
    return reverse("today") if capacity in DELEGATES or capacity in {"PO", "IN", "OB"} else reverse("home")


def _onward(request: HttpRequest, otherwise: str = "/") -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    inside = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if inside else otherwise


def _own_account(request: HttpRequest) -> Account:
    return get_object_or_404(
        Account.objects.select_related("person"),
        person__key=request.actor.person_key,  # type: ignore[attr-defined]
    )


def _keys_work(request: HttpRequest) -> bool:
    """Browsers offer passkeys only over TLS or on localhost by name."""
    return request.is_secure() or request.get_host().partition(":")[0] == "localhost"


def _party(request: HttpRequest) -> dict[str, str]:
    host = request.get_host()
    return {"host": host.partition(":")[0], "origin": f"{request.scheme}://{host}"}


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        answer = json.loads(request.body)
    except ValueError as wrong:
        raise Refused("people.key_not_proved") from wrong
    if not isinstance(answer, dict):
        raise Refused("people.key_not_proved")
    return answer


def _for_the_page(value: Any) -> Any:  # noqa: ANN401  whatever the library's options hold
    """Options of the library as JSON: bytes as web-safe base64."""
    if isinstance(value, bytes):
        return websafe_encode(value)
    if hasattr(value, "items"):
        return {name: _for_the_page(part) for name, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [_for_the_page(part) for part in value]
    return value
