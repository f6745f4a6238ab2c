"""What every request passes before a page is made: who asks, whether the address is open to them, and how a
refusal is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from plenary.foundation.access.actors import OUTSIDER, Actor
from plenary.foundation.access.gate import may_open
from plenary.foundation.access.permissions import permissions
from plenary.foundation.noting import note_refusal
from plenary.foundation.people.script_keys import actor_of_secret
from plenary.foundation.people.signing_in import actor_of
from plenary.interfaces.exports.problems import MEDIA_TYPE, problem
from plenary.interfaces.web.shell.strange import other_method, strange
from plenary.interfaces.web.shell.views import DATA_ENDINGS
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import NotHere, Refused

Answer = Callable[[HttpRequest], HttpResponse]

SIGN_IN_KEY = "sign_in"
#: Where scripts ask. They bring a key; a browser's sign-in reads there and writes nothing.
FOR_SCRIPTS = "/api/"
BEARER = "Bearer "
READING = frozenset({"GET", "HEAD", "OPTIONS"})
#: Addresses of the workspace, the chamber and the desk. Signed out, real and invented ones lead to the same page.
INNER = ("/today", "/search", "/me", "/w/", "/c/", "/desk")


class HouseRequest(HttpRequest):
    """A request after the gate: it knows who asks."""

    actor: Actor
    audience: str


class Sessions(SessionMiddleware):
    """Django's sessions; only an act takes the cookie away.

    Taking a chair or a seat goes on under another key. A part of the page that was asked for under the key of before
    may be answered later, and would take the new cookie from the browser: the chair would be out of its own sitting.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """As Django does; a page or a part that was only asked for leaves the cookie as it is."""
        response = super().process_response(request, response)
        name = settings.SESSION_COOKIE_NAME
        if request.method in {"GET", "HEAD"} and name in response.cookies and not response.cookies[name].value:
            del response.cookies[name]
        return response


class Legible:
    """Refuses, once for every page, the sign NUL: no database keeps it and no keyboard types it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = chain((request.path,), _all_of(request.GET), request.COOKIES.values())
        return strange(request) if any(map(_has_nul, asked)) else self.answer(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """What was typed is read here and not before, so that an address that is none never makes the house read."""
        return strange(request) if any(map(_has_nul, _all_of(request.POST))) else None


def _all_of(sent: QueryDict) -> Iterable[str]:
    """Names and values."""
    return chain(sent, *(values for _, values in sent.lists()))


def _has_nul(text: str) -> bool:
    return "\0" in text


class Refusals:
    """Tells a refusal as a page or a part: 404 for what one may not see, 422 with the sentence for the rest."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        # Django refuses a method in an answer that says nothing.
        if response.status_code == 405 and request.path.startswith(FOR_SCRIPTS):
            said = gettext("This address does not take what was sent to it, and nothing of it was kept.")
            response.content = problem(405, gettext("Not done"), detail=said)
            response["Content-Type"] = MEDIA_TYPE
        elif response.status_code == 405 and not response.content:
            response.content = other_method()
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Only refusals are told here; a fault rises."""
        if isinstance(fault, Refused):
            note_refusal(fault.code)
        if isinstance(fault, NotHere):
            raise Http404
        if isinstance(fault, Refused) and request.path.endswith(DATA_ENDINGS):
            told = problem(422, gettext("Not done"), code=fault.code, detail=sentence_of(fault))
            return HttpResponse(told, status=422, content_type=MEDIA_TYPE)
        if isinstance(fault, Refused):
            return render(
                request,
                "shell/_refusal.html" if request.headers.get("HX-Request") else "shell/refusal.html",
                {
                    "refusal": fault,
                    "sentence": sentence_of(fault),
                    "was_sent": request.method == "POST",
                    "back": _page_before(request),
                },
                status=422,
            )
        return None


def _page_before(request: HttpRequest) -> str:
    """The page of this house from which the reader came; empty where the browser does not say, or it is this one."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address at all
        return ""
    own = before.netloc == request.get_host() and before.path.startswith("/") and before.path != request.path
    return urlunsplit(("", "", before.path, before.query, "")) if own else ""


class Gate:
    """Puts the actor on the request, asks the rule of the address, and keeps what is not public out of caches."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for_scripts = request.path.startswith(FOR_SCRIPTS)
        by_key = for_scripts and "Authorization" in request.headers
        request.actor = self._by_secret(request) if by_key else self._signed_in(request)  # type: ignore[attr-defined]
        lacks_key = by_key and not self._known(request)
        if lacks_key or (for_scripts and not by_key and request.method not in READING):
            return self._key_wanted()
        response = self.answer(request)
        if response.status_code == 404 and not self._known(request) and request.path.startswith(INNER):
            return self._to_sign_in(request)
        if self._known(request) or request.path.startswith(INNER):
            response.headers.setdefault("Cache-Control", "private, no-store")
        else:
            response.headers.setdefault("Cache-Control", "public, no-cache")
        if for_scripts:
            patch_vary_headers(response, ("Authorization", "Cookie"))
        return response

    @staticmethod
    def _signed_in(request: HttpRequest) -> Actor:
        session = getattr(request, "session", None)
        key = session.get(SIGN_IN_KEY, "") if session is not None else ""
        return actor_of(key) if key else OUTSIDER

    @staticmethod
    def _by_secret(request: HttpRequest) -> Actor:
        told = request.headers["Authorization"]
        return actor_of_secret(told.removeprefix(BEARER).strip()) if told.startswith(BEARER) else OUTSIDER

    @staticmethod
    def _key_wanted() -> HttpResponse:
        """401, the same for every address."""
        unknown = Refused("people.script_key_unknown")
        told = problem(401, gettext("Not done"), code=unknown.code, detail=sentence_of(unknown))
        answer = HttpResponse(told, status=401, content_type=MEDIA_TYPE)
        answer["WWW-Authenticate"] = "Bearer"
        answer["Cache-Control"] = "private, no-store"
        return answer

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Deny by default: a page opens when permissions.toml says so."""
        match = request.resolver_match
        name = match.url_name if match else None
        if name and may_open(request.actor, name):  # type: ignore[attr-defined]
            return None
        if not self._known(request) and name and permissions().pages.get(name, "open") != "open":
            return self._to_sign_in(request)
        raise Http404

    @staticmethod
    def _known(request: HttpRequest) -> bool:
        return bool(request.actor.is_signed_in)  # type: ignore[attr-defined]

    @staticmethod
    def _to_sign_in(request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(f"{reverse('sign-in')}?next={quote(request.get_full_path())}")
