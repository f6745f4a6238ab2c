"""Opening the doors after a restricted sitting: what leaves the room, to whom, agreed to by two people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plenary.foundation.access.gate import may
from plenary.interfaces.web.chamber import sentences
from plenary.interfaces.web.chamber.requests import facts_of, in_the_room, view_of, way_in
from plenary.interfaces.web.desk.gaining import who_gains
from plenary.offices.chamber import queries as chamber
from plenary.offices.chamber.actions.rooms import reopen_doors
from plenary.offices.chamber.actions.seconds import perform_in
from plenary.offices.decisions import queries as decisions
from plenary.offices.meetings.permissions import scopes_of_sitting
from plenary.procedure.refusal import NotHere, Refused


@in_the_room
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest, key: str) -> HttpResponse:
    """The checklist: each decision, and each statement to it, stays unless it is marked; then the doors open."""
    view = view_of(request, key)
    if not may(view.reader, "work_floor", *scopes_of_sitting(view.sitting)):
        raise NotHere()
    taken = chamber.taken_behind_doors(view.room)
    marked = [one for one in taken if one.key in request.POST.getlist("leaves")]
    attached = list(decisions.statements_of(view.reader, *taken))
    said = [one for one in attached if one.key in request.POST.getlist("says")]
    refused = None
    if request.method == "POST":
        try:
            perform_in(view.room, reopen_doors, by=view.reader, room=view.room, leaving=marked, statements=said)
        except Refused as told:
            refused = told
        else:
            return redirect(way_in(view.reader.capacity), key=key)
    then = view.room.audience_before
    context = facts_of(view) | {
        "back": way_in(view.reader.capacity),
        "taken": [(one, [each for each in attached if each.decision_id == one.pk]) for one in taken],
        "marked": marked,
        "said": said,
        "then": then,
        "gained": who_gains(view.sitting.audience, then) if then else None,
        "refused_sentence": sentences.told(refused, view.zone) if refused else "",
    }
    return render(request, "chamber/leaving.html", context, status=422 if refused else 200)
