"""The trail: the record as administrators see it, themselves included."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plenary.foundation.journal import queries
from plenary.interfaces.web.desk.acts import DayField

PAGE = 50


class TrailForm(forms.Form):
    """What narrows the trail."""

    verb = forms.CharField(label=_("Act begins with"), max_length=80, required=False)
    day = DayField(label=_("Recorded on"), required=False)


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first."""
    form = TrailForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    verb = (wanted.get("verb") or "").strip()
    found = queries.trail(
        request.actor,  # type: ignore[attr-defined]
        verb=verb if not verb or verb.count(".") > 1 else f"{verb.rstrip('.')}.",
        day=wanted.get("day"),
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "record/desk/trail.html", {"form": form, "page": page, "current": "house"})
