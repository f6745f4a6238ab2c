"""The page on which a text is pasted or sent as a file, looked at, and kept as it was looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import undisturbed
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.foundation.texts.text import Text
from plenary.interfaces.exports.text_of_file import BYTES_AT_MOST, text_of_file
from plenary.interfaces.web.desk.acts import RECEIPT_KEY, desk_page, receipt_of_waiting
from plenary.interfaces.web.documents import paste_reading
from plenary.interfaces.web.documents.desk_texts_forms import AddVersion
from plenary.interfaces.web.documents.language_reading import languages_of
from plenary.interfaces.wording import sentence_of
from plenary.offices.documents import actions, facts, queries
from plenary.offices.documents.actions.guarding import require_own_words
from plenary.offices.documents.models import Document
from plenary.procedure.refusal import NotHere, Refused

#: So much may be pasted into the page.
PASTED_AT_MOST = 900_000


class PastedText(forms.Form):
    """What is pasted or sent. html: what the clipboard held beside the plain words; kept: a text that was looked at."""

    one_is_enough = True

    language = forms.ChoiceField(label=gettext_lazy("Language of the text"))
    pasted = forms.CharField(
        label=gettext_lazy("The text, pasted from a word processor or as plain words"),
        required=False,
        strip=False,
        max_length=PASTED_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto", "data-paste-plain": ""}),
    )
    html = forms.CharField(
        required=False, strip=False, max_length=PASTED_AT_MOST, widget=forms.HiddenInput(attrs={"data-paste-html": ""})
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file: Akoma Ntoso, a page saved by a word processor (.html), plain words in UTF-8"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xml,.akn,.html,.htm,.txt"}),
    )
    kept = forms.CharField(required=False, max_length=PASTED_AT_MOST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, **more: Any) -> None:  # noqa: ANN401  Django's own arguments
        super().__init__(*args, **more)
        self.fields["language"].choices = languages_of(document)  # type: ignore[attr-defined]
        self.fields["language"].initial = document.original_language

    def clean_file(self) -> Any:  # noqa: ANN401  a file as Django hands it over
        """No larger than is read."""
        given = self.cleaned_data["file"]
        if given is not None and given.size > BYTES_AT_MOST:
            raise forms.ValidationError(_("This file is larger than 10 MB. Nothing of it was read."), code="large")
        return given

    def content(self) -> bytes | BinaryIO:
        """What is to be read: the file goes before what was pasted, and the clipboard's markup before its words."""
        given: BinaryIO | None = self.cleaned_data.get("file")
        if given is not None:
            return given
        said = self.cleaned_data.get("html") or self.cleaned_data.get("pasted") or ""
        return str(said).encode("utf-8", "replace")


class PasteText(View):
    """Paste, look, keep. Nothing is written before the last, and then exactly what was shown."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """An empty page."""
        document = self._document(request, key)
        return self._page(request, document, PastedText(document=document))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Show what the text will be, or keep it."""
        document = self._document(request, key)
        form = PastedText(request.POST, request.FILES, document=document)
        if not form.is_valid():
            return self._page(request, document, form, status=422)
        try:
            if request.POST.get("do") == "keep":
                return self._keep(request, document, form)
            return self._page(request, document, form, self._look(document, form))
        except NotHere:
            raise
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            return self._page(request, document, form, status=422)

    def _look(self, document: Document, form: PastedText) -> paste_reading.Looked:
        language = form.cleaned_data["language"]
        found = text_of_file(form.content(), Path(settings.PLENARY_HOME), language=language)
        came = Text(language, found.text.paragraphs)
        require_own_words({language: [one.words for one in came]})
        text = facts.under_kept_anchors(document, came, anchors_hold=found.anchors_hold)
        known, newest = _known(document, text), _newest(document)
        return paste_reading.looked_at(found, text, known=known, document=document.key, newest=newest)

    def _keep(self, request: HttpRequest, document: Document, form: PastedText) -> HttpResponse:
        brought = paste_reading.brought_back(form.cleaned_data["kept"], document.key)
        if brought is None:
            form.add_error(None, _("What was looked at is not here any more. Paste the text once more."))
            return self._page(request, document, form, status=422)
        text = brought.text
        try:
            with undisturbed(document):
                if _newest(document) != brought.newest:
                    raise Refused("documents.version_made_meanwhile", number=_newest(document))
                made = self._write(request.actor, document, text)  # type: ignore[attr-defined]
        except NotHere:
            raise
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            known, newest = _known(document, text), _newest(document)
            again = paste_reading.shown_again(text, known=known, document=document.key, newest=newest)
            return self._page(request, document, form, again, status=422)
        if isinstance(made, Pending):
            return receipt_of_waiting(request)
        request.session[RECEIPT_KEY] = {"sentence": str(AddVersion.done)}
        return redirect(reverse("desk-document", kwargs={"key": document.key}))

    def _write(self, actor: Actor, document: Document, text: Text) -> Any:  # noqa: ANN401  what the act returned
        """The next version in the original language; in another, a language of the newest version.

        So is the original, where it still says an older version.
        """
        lines = paste_reading.as_sent(text)
        newest = queries.current_version(document)
        is_language = text.language != document.original_language
        if newest is not None and not is_language:
            is_language = text.language in queries.languages_behind(newest)
        if newest is not None and is_language and newest.sealed_at is None:
            return pairs.perform(
                actions.add_translation, by=actor, version=newest, language=text.language, paragraphs=lines
            )
        return pairs.perform(
            actions.add_version,
            by=actor,
            document=document,
            texts={text.language: lines},
            original_language=document.original_language or text.language,
            is_demonstration=settings.DEMONSTRATION,
        )

    def _document(self, request: HttpRequest, key: str) -> Document:
        """A document into which this person may bring a text. Raises NotHere."""
        actor = request.actor  # type: ignore[attr-defined]
        found = queries.document(actor, key)
        if found is None or not AddVersion.is_offered(actor, found):
            raise NotHere()
        return found

    def _page(
        self,
        request: HttpRequest,
        document: Document,
        form: PastedText,
        looked: paste_reading.Looked | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "form": form,
            "document": document,
            "looked": looked,
            "most": PASTED_AT_MOST,
            "back": reverse("desk-document", kwargs={"key": document.key}),
        }
        return desk_page(request, "documents/desk/paste.html", context, current="documents", status=status)


def _newest(document: Document) -> int:
    """Number of the newest version; 0 where there is none."""
    newest = queries.current_version(document)
    return newest.number if newest is not None else 0


def _known(document: Document, text: Text) -> int:
    """How many paragraphs of a text bear an anchor that the document gave before."""
    given = queries.anchors_given(document)
    return sum(one.anchor in given for one in text)
