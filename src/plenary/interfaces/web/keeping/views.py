"""How the house is doing: in words at the desk, in one line for the machine that watches it."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plenary.foundation.keeping.health import State, can_work, conditions, overall

NAMES: Final[dict[str, Promise | str]] = {
    "database": _("Database"),
    "disk": _("Room on the disk"),
    "clock": _("Clock of the machine"),
    "seal": _("Signing of the record, each minute"),
    "lanes": _("News to open pages"),
    "backup": _("Backup"),
    "restore": _("Backup restored for a trial"),
}
STATES: Final[dict[State, Promise | str]] = {
    State.GOOD: _("in order"),
    State.LOOK: _("look at it today"),
    State.BAD: _("mend it now"),
}


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The state of each thing as a word, without figures; 503 only where the house cannot work."""
    found = conditions()
    told = {"status": str(overall(found)), **{one.name: str(one.state) for one in found}}
    return JsonResponse(told, status=200 if can_work(found) else 503, headers={"Cache-Control": "no-store"})


@require_safe
def desk_health(request: HttpRequest) -> HttpResponse:
    """The same with figures and moments, for those who can mend it."""
    rows = [
        {"name": NAMES[one.name], "said": STATES[one.state], "state": str(one.state), "at": one.at, "room": one.room}
        for one in conditions()
    ]
    return render(request, "keeping/health.html", {"rows": rows, "current": "house"})
