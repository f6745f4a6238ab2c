"""Restricted texts that an administrator opened with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plenary.foundation.clock import real_now
from plenary.foundation.people.models import Opening
from plenary.foundation.people.openings import ROW, open_content, opening_of, openings_of, reading
from plenary.interfaces.web.desk.acts import ActForm, ActPage, desk_page
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document
from plenary.procedure.refusal import NotHere


class OpenWithReason(ActForm):
    """One text, by its symbol, and why."""

    verb, group, rows, is_grave = "open", "opened", (ROW,), True
    heading = _("Open a restricted text")
    button = _("Open it for half an hour")
    done = _("The text is open to you for half an hour. Those whose text it is are told.")
    note = _(
        "An administrator reads no content by right. What you write here is kept in the record for good, and those "
        "whose text it is read it."
    )

    symbol = forms.CharField(label=_("Symbol of the document"), max_length=120)
    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_symbol(self) -> Document:
        """The document, whoever may know of it; that it was asked for is what the record will say."""
        typed = self.cleaned_data["symbol"].strip()
        found: Document | None = Document.objects.exclude(symbol="").filter(symbol=documents.base_symbol(typed)).first()
        if found is None:
            raise forms.ValidationError(_("No document has this symbol."))
        return found

    def carry_out(self) -> Opening:
        return open_content(self.cleaned_data["symbol"], by=self.actor, reason=self.cleaned_data["reason"])


class OpenText(ActPage):
    """Open one."""

    forms = (OpenWithReason,)
    current, route, home = "house", "desk-act-on-opened", "desk-opened"

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        """To the text that was opened."""
        return reverse("desk-opened-text", args=[made.key]) if made is not None else super().way_home(named)


@require_safe
def opened(request: HttpRequest) -> HttpResponse:
    """What this administrator opened lately."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {"openings": openings_of(actor), "instant": real_now(), "acts": OpenText.offered(actor)}
    return desk_page(request, "people/desk/opened.html", context, current="house")


@require_safe
def text(request: HttpRequest, key: str) -> HttpResponse:
    """One text while it is open."""
    actor = request.actor  # type: ignore[attr-defined]
    opening = opening_of(actor, key)
    document = Document.objects.filter(key=opening.about_key).first()
    if document is None:
        raise NotHere()
    reader = reading(actor, opening, document)
    context = {
        "opening": opening,
        "document": document,
        "texts": list(documents.texts(reader, document)),
        "audience": opening.audience,
    }
    return desk_page(request, "people/desk/opened_text.html", context, current="house")
