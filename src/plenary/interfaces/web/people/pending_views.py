"""Acts that wait for a second person: read, agreed to, declined."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plenary.foundation.people import pairs, waiting
from plenary.foundation.people.models import Pending
from plenary.interfaces.web.desk.acts import RECEIPT_KEY, desk_page
from plenary.interfaces.web.people import pending_reading
from plenary.interfaces.web.people.forms import Decline
from plenary.interfaces.web.people.handing_out import is_way_in, way_in_page
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.wording import act_sentence
from plenary.procedure.refusal import NotHere, Refused


@require_safe
def pending(request: HttpRequest) -> HttpResponse:
    """What this person may agree to, and apart from it what this person proposed."""
    reader = reader_of(request)
    context = {
        "to_decide": [pending_reading.row(reader, one) for one in waiting.waiting_for(reader)],
        "own": [pending_reading.row(reader, one) for one in waiting.proposed_by(reader)],
        "decline": Decline(),
        "audience": f"person:{reader.person_key}",
        "frame": "shell/desk.html" if reader.is_secretariat else "shell/workspace.html",
    }
    current = "queue" if reader.is_secretariat else "today"
    return desk_page(request, "people/pending.html", context, current=current)


@require_POST
def decide_pending(request: HttpRequest, key: str) -> HttpResponse:
    """Agree or decline as the second person, or take back what one proposed."""
    proposed = get_object_or_404(Pending.objects.select_related("proposed_by"), key=key)
    actor = reader_of(request)
    is_own = proposed.proposed_by.key == actor.person_key
    if not is_own and not waiting.may_confirm(actor, proposed):
        raise NotHere()
    if request.POST.get("answer") == "agree":
        result = pairs.confirm(proposed, by=actor)
        if is_way_in(result):
            return way_in_page(request, result)
        return _back(request, _("You agreed, and it is done: %(act)s.") % {"act": act_sentence(proposed.act)})
    form = Decline(request.POST)
    if not form.is_valid():
        raise Refused("people.reason_wanted")
    pairs.decline(proposed, by=actor, reason=form.cleaned_data["reason"])
    said = (
        _("You took it back. Nothing was changed.")
        if is_own
        else _("You did not agree, and nothing was changed. Your reason is in the record.")
    )
    return _back(request, said)


def _back(request: HttpRequest, sentence: str) -> HttpResponse:
    request.session[RECEIPT_KEY] = {"sentence": sentence}
    return redirect("pending")
