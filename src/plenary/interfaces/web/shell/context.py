"""What every template of the house is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from plenary.foundation import clock
from plenary.foundation.access.actors import OUTSIDER, Actor
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.languages.words import direction
from plenary.foundation.live.publishing import token_for
from plenary.interfaces.rehearsal.robots import Cast
from plenary.interfaces.rehearsal.steps import Now, now_in
from plenary.interfaces.web.shell import letterhead
from plenary.interfaces.web.shell.menus import address

HOUSES = (
    ("/desk/", "desk"),
    ("/c/", "chamber"),
    ("/w/", "workspace"),
    ("/today/", "workspace"),
    ("/search/", "workspace"),
    ("/me/", "workspace"),
    ("/rehearsal/", "workspace"),
)

#: Pages made for one reader alone.
OWN = ("/today/", "/search/", "/me/")


@dataclass(frozen=True, slots=True)
class Tongue:
    """The same page in another language.

    href: empty where the address carries no language; the choice is then sent to `set-language`.
    """

    code: str
    name: str
    dir: str
    href: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """House, letterhead, languages, reader and the demonstration's clock."""
    language = get_language() or settings.LANGUAGE_CODE
    actor = reader_of(request)
    return {
        "house": house_of(request.path),
        "own_page": request.path.startswith(OWN),
        "organisation": SimpleLazyObject(letterhead.of_the_house),
        "language": language,
        "language_dir": direction(language),
        "languages": tongues(request, language),
        "set_language": address("set-language"),
        "here": request.get_full_path(),
        "reader": actor,
        "signed_in": actor.is_signed_in,
        "live_token": partial(_live_token, request, actor),
        "demo": settings.DEMONSTRATION,
        "rehearsal": settings.REHEARSAL,
        "rehearsal_now": _rehearsal_now(actor),
        "demo_clock": clock.now() if settings.DEMONSTRATION else None,
        "web_fonts": settings.WEB_FONTS,
    }


def _rehearsal_now(actor: Actor) -> Now | None:
    """In a rehearsal, the step that stands, for who has its chair."""
    if not settings.REHEARSAL or actor.capacity != Capacity.PO:
        return None
    return now_in(Cast(Path(settings.PLENARY_HOME)))


def reader_of(request: HttpRequest) -> Actor:
    """Who reads this page; an outsider where nothing says otherwise."""
    actor = getattr(request, "actor", None)
    return actor if isinstance(actor, Actor) else OUTSIDER


def _live_token(request: HttpRequest, actor: Actor) -> str:
    return token_for(actor, cookie=request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))


def house_of(path: str) -> str:
    """Which of the four houses an address belongs to."""
    return next((house for prefix, house in HOUSES if path.startswith(prefix)), "public")


def tongues(request: HttpRequest, language: str) -> list[Tongue]:
    """This page in each language of the house, in the house's order, each under its own name."""
    head, _, rest = request.path.lstrip("/").partition("/")
    codes = [code for code, _name in settings.LANGUAGES]
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        Tongue(
            code=code,
            name=get_language_info(code)["name_local"],
            dir=direction(code),
            href=f"/{code}/{rest}{query}" if head in codes else "",
            current=code == language,
        )
        for code in codes
    ]
