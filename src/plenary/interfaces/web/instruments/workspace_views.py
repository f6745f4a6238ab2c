"""The workspace pages of signing: what one is to sign, and the act itself where the house is a demonstration."""

from __future__ import annotations

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from plenary.foundation.people.pairs import perform
from plenary.interfaces.web.instruments import workspace_reading
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.web.workspace.acting import tried
from plenary.offices.instruments.actions.signing import sign_paper
from plenary.procedure.refusal import NotHere


@require_safe
def signing(request: HttpRequest) -> HttpResponse:
    """What this reader is to sign, in which capacity."""
    context = {
        "packages": workspace_reading.to_sign(reader_of(request)),
        "recorded": request.GET.get("recorded", ""),
        "audience": "mixed",
        "current": "today",
    }
    return render(request, "instruments/workspace/signing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, key: str) -> HttpResponse:
    """Sign one paper. Outside a demonstration papers are signed at the table."""
    reader = reader_of(request)
    package, line = workspace_reading.paper_to_sign(reader, key)
    if not settings.DEMONSTRATION:
        raise NotHere()
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = tried(form, lambda: perform(sign_paper, by=reader, paper=line.paper, member=package.member))
        if made is not None:
            return redirect(f"{reverse('folder-signing')}?recorded={made.key}#paper-{line.paper.key}")
    context = {"one": package, "line": line, "form": form, "audience": package.package.audience, "current": "today"}
    return render(request, "instruments/workspace/sign.html", context, status=422 if form.errors else 200)
