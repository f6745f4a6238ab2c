"""What every request passes before a page is made: who asks, whether the address is open to them, and how a
refusal is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from plenary.foundation.access.actors import OUTSIDER, Actor
from plenary.foundation.access.gate import may_open
from plenary.foundation.access.permissions import permissions
from plenary.foundation.people.signing_in import actor_of
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import NotHere, Refused

Answer = Callable[[HttpRequest], HttpResponse]

SIGN_IN_KEY = "sign_in"
#: Addresses of the workspace, the chamber and the desk. Signed out, real and invented ones lead to the same page.
INNER = ("/today", "/search", "/me", "/w/", "/c/", "/desk")


class HouseRequest(HttpRequest):
    """A request after the gate: it knows who asks."""

    actor: Actor
    audience: str


class Refusals:
    """Tells a refusal as a page or a part: 404 for what one may not see, 422 with the sentence for the rest."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Only refusals are told here; a fault rises."""
        if isinstance(fault, NotHere):
            raise Http404
        if isinstance(fault, Refused):
            return render(
                request,
                "shell/_refusal.html" if request.headers.get("HX-Request") else "shell/refusal.html",
                {"refusal": fault, "sentence": sentence_of(fault)},
                status=422,
            )
        return None


class Gate:
    """Puts the actor on the request, asks the rule of the address, and keeps what is not public out of caches."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = getattr(request, "session", None)
        key = session.get(SIGN_IN_KEY, "") if session is not None else ""
        request.actor = actor_of(key) if key else OUTSIDER  # type: ignore[attr-defined]
        response = self.answer(request)
        if response.status_code == 404 and not self._known(request) and request.path.startswith(INNER):
            return self._to_sign_in(request)
        if self._known(request) or request.path.startswith(INNER):
            response.headers.setdefault("Cache-Control", "private, no-store")
        else:
            response.headers.setdefault("Cache-Control", "public, no-cache")
        return response

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
