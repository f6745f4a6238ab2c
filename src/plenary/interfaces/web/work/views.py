"""Today and the work queue."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import may_open
from plenary.foundation.clock import now
from plenary.interfaces.web.guide.state import Check, checks
from plenary.interfaces.web.people.forms import ClockForward
from plenary.interfaces.web.work import waiting
from plenary.interfaces.web.work.waiting import Due

#: Pages of the workspace that stand in no menu.
PLACES = (
    ("chamber-rooms", _("Rooms")),
    ("folder-decisions", _("Decisions")),
    ("folder-follow-up", _("Follow-up")),
    ("folder-signing", _("Signing")),
)


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The next thing, then what is to be decided, new texts, gaps of the delegation."""
    actor, instant = request.actor, now()  # type: ignore[attr-defined]
    lines = waiting.today(actor, instant)
    return render(
        request,
        "work/today.html",
        {
            "late": lines[Due.LATE],
            "now": lines[Due.TODAY],
            "next": lines[Due.NEXT],
            "session": waiting.next_session(actor, instant),
            "texts": waiting.new_texts(actor),
            "gaps": waiting.delegation_gaps(actor),
            "places": [(label, reverse(name)) for name, label in PLACES if may_open(actor, name)],
            "clock_form": ClockForward() if settings.DEMONSTRATION else None,
            "current": "today",
        },
    )


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What is late, today, next by role; one line each with the act in it."""
    actor, instant = request.actor, now()  # type: ignore[attr-defined]
    lines = waiting.queue(actor, instant)
    return render(
        request,
        "work/desk.html",
        {
            "late": lines[Due.LATE],
            "now": lines[Due.TODAY],
            "next": lines[Due.NEXT],
            "session": waiting.next_session(actor, instant),
            "presidency": waiting.presidency_line(),
            "checks": _open_checks(actor),
            "clock_form": ClockForward() if settings.DEMONSTRATION else None,
            "current": "queue",
        },
    )


def _open_checks(actor: Actor) -> list[Check]:
    """What is left to be sure of before the first sitting, for those who can see to it; nothing in a demonstration."""
    if settings.DEMONSTRATION or not may_open(actor, "desk-guide"):
        return []
    found = checks()
    return found if any(not check.is_done for check in found) else []
