"""Pages of amendments: written in place, listed in the order of voting, one by one, laid into the text; sponsors."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import direction
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import perform
from plenary.foundation.texts.merging import Kind, Run
from plenary.interfaces.web.decisions import amendment_reading as reading
from plenary.interfaces.web.decisions.amendment_forms import AMENDMENT, AMENDMENTS, AmendForm
from plenary.interfaces.web.desk.acts import RECEIPT_KEY, WAITS, ActPage
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.web.workspace.acting import band_of
from plenary.interfaces.wording import sentence_of
from plenary.offices.decisions import amending
from plenary.offices.decisions.actions.amendments import propose_amendment, rewrite_amendment
from plenary.offices.decisions.models import Amendment, Sponsor
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, LanguageVersion
from plenary.procedure.refusal import NotHere, Refused

KINDS = {"", Kind.INSERT_AFTER.value, Kind.DELETE_PARAGRAPH.value}
#: Buttons of the page on which an amendment is written, with the state it then has.
KEPT_AS = {"keep": "drafted", "send": "sent", "table": "tabled"}


class ActOnAmendment(ActPage):
    """What can be done with one amendment."""

    forms = AMENDMENT
    current, route, home = "documents", "folder-act-on-amendment", "folder-amendment"
    frame = "shell/workspace.html"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Amendment:
        return amending.amendment(actor, named["key"])

    def title(self, thing: Amendment) -> Any:  # noqa: ANN401  words of any thing
        return thing.name if thing.number else _("Draft amendment")


class ActOnAmendments(ActPage):
    """What can be done with the amendments to a text together, and with its sponsors."""

    forms = AMENDMENTS
    current, route, home = "documents", "folder-act-on-amendments", "folder-amendments"
    frame = "shell/workspace.html"

    def thing(self, actor: Actor, named: dict[str, Any]) -> Document:
        return reading.known_document(actor, named["key"])

    def title(self, thing: Document) -> Any:  # noqa: ANN401  Words
        return thing.title

    def way_home(self, named: dict[str, Any], made: Any = None) -> str:  # noqa: ANN401  what the act returned
        return reverse("folder-sponsors", kwargs=named) if isinstance(made, Sponsor) else super().way_home(named, made)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, key: str, anchor: str) -> HttpResponse:
    """Write an amendment to a paragraph: the change shows beside the words; kept, sent or tabled by one button."""
    reader = reader_of(request)
    document = reading.known_document(reader, key)
    members = reading.members_of(reader, document)
    if not members or not reading.is_open(document):
        raise NotHere()
    asked = request.POST if request.method == "POST" else request.GET
    draft = _own_draft(reader, document, anchor, asked.get("draft", ""))
    if draft is not None:
        members = [draft.member]
    on = draft.on_amendment if draft is not None else _amended(reader, document, asked.get("on", ""))
    text = _text(reader, document, request, on, draft)
    kind = asked.get("kind", _kind_of_draft(draft))
    kind = kind if kind in KINDS and on is None else ""
    base = _base(text, anchor, on)
    given: dict[str, Any] = {"version": text.of_version.number, "kind": kind, "on": on.key if on else ""}
    given["words"] = "" if kind else base
    if draft is not None:
        given |= {"draft": draft.key, "seen": draft.version, "reason": draft.reason.said()}
        given["words"] = draft.words if kind == _kind_of_draft(draft) else given["words"]
    form = AmendForm(request.POST if request.method == "POST" else None, members=members, initial=given)
    label = _("The new paragraph") if kind == Kind.INSERT_AFTER else _("As it is to read")
    form.writes(text.language, direction(text.language), deletes=kind == Kind.DELETE_PARAGRAPH, label=label)
    doing = request.POST.get("act", "")
    changed: dict[str, Any] = {}
    rewritten: Amendment | None = None
    if request.method == "POST" and form.is_valid() and doing in KEPT_AS:
        try:
            told = {"by": reader, "text": text, "state": KEPT_AS[doing], **form.given()}
            if draft is not None:
                del told["member"]
                seen = form.cleaned_data["seen"] or 0
                made = perform(rewrite_amendment, amendment=draft, seen=seen, **told)
            else:
                made = perform(propose_amendment, anchor=anchor, on_amendment=on, **told)
        except NotHere:
            raise
        except Refused as refused:
            form.add_error(None, sentence_of(refused))
            if refused.code == "decisions.paragraph_changed":
                changed = refused.facts
                form, base = _against_the_newest(reader, document, request, members, text, anchor, kind, label)
                form.add_error(None, sentence_of(refused))
            elif refused.code == "decisions.amendment_rewritten" and draft is not None:
                # The same button pressed again writes over what is now seen.
                rewritten = draft
                form = AmendForm({**request.POST.dict(), "seen": draft.version}, members=members)
                deletes = kind == Kind.DELETE_PARAGRAPH
                form.writes(text.language, direction(text.language), deletes=deletes, label=label)
                form.add_error(None, sentence_of(refused))
        else:
            return _answer(request, document, anchor, made)
    typed = str(form.data.get("words", "")) if form.is_bound else str(given["words"])
    paragraph = next((one for one in text.paragraphs.all() if one.anchor == anchor), None)
    context = {
        "document": document,
        "paragraph": paragraph,
        "form": form,
        "kind": kind,
        "on": on,
        "text": text,
        "dir": direction(text.language),
        "runs": _runs(base, typed, kind),
        "changed": changed,
        "draft": draft,
        "rewritten": rewritten,
        "current": "documents",
        "audience": amending.audience_when_tabled(text) or "mixed",
    }
    failed = form.is_bound and bool(form.errors) and doing in KEPT_AS
    return render(request, "decisions/workspace/amend.html", context, status=422 if failed else 200)


def _own_draft(reader: Actor, document: Document, anchor: str, key: str) -> Amendment | None:
    """The draft that is written on. Raises NotHere for another's, or one of another paragraph."""
    if not key:
        return None
    found = amending.amendment(reader, key)
    if found.document_id != document.pk or found.anchor != anchor or not reading.may_rewrite(reader, found):
        raise NotHere()
    return found


def _kind_of_draft(draft: Amendment | None) -> str:
    return draft.kind if draft is not None and draft.kind in KINDS else ""


def _amended(reader: Actor, document: Document, key: str) -> Amendment | None:
    if not key:
        return None
    found = amending.amendment(reader, key)
    if found.document_id != document.pk or found.kind == Kind.DELETE_PARAGRAPH or found.on_amendment_id is not None:
        raise NotHere()
    return found


def _text(
    reader: Actor, document: Document, request: HttpRequest, on: Amendment | None, draft: Amendment | None
) -> LanguageVersion:
    """The text that its writer has before them: of the version that the form was opened on, or that a draft is to."""
    if on is not None:
        return reading.text_read(reader, document, on.language, on.text_version.number)
    language = request.GET.get("language", "")[:12] or (get_language() or "").partition("-")[0]
    said = request.POST.get("version", "")
    number = int(said) if said.isdecimal() and len(said) < 6 else None
    if draft is not None:
        language, number = draft.language, number or draft.text_version.number
    return reading.text_read(reader, document, language, number)


def _base(text: LanguageVersion, anchor: str, on: Amendment | None) -> str:
    if on is not None:
        return on.words
    found = next((one for one in text.paragraphs.all() if one.anchor == anchor), None)
    if found is None:
        raise NotHere()
    return found.text


def _runs(base: str, typed: str, kind: str) -> tuple[Run, ...]:
    said = typed.replace("\r\n", "\n").strip()
    if kind == Kind.DELETE_PARAGRAPH:
        return reading.shown(base, "")
    return reading.shown("", said) if kind == Kind.INSERT_AFTER else reading.shown(base, said)


def _against_the_newest(
    reader: Actor,
    document: Document,
    request: HttpRequest,
    members: Any,  # noqa: ANN401  list of Member
    text: LanguageVersion,
    anchor: str,
    kind: str,
    label: str,
) -> tuple[AmendForm, str]:
    """The form with what was typed, now against the newest words."""
    newest = reading.text_read(reader, document, text.language)
    data = request.POST.copy()
    data["version"] = str(newest.of_version.number)
    form = AmendForm(data, members=members)
    form.writes(newest.language, direction(newest.language), deletes=kind == Kind.DELETE_PARAGRAPH, label=label)
    found = next((one.text for one in newest.paragraphs.all() if one.anchor == anchor), "")
    return form, found


def _answer(request: HttpRequest, document: Document, anchor: str, made: Any) -> HttpResponse:  # noqa: ANN401
    if isinstance(made, Pending):
        request.session[RECEIPT_KEY] = {"sentence": str(WAITS)}
        return redirect("folder-amendments", key=document.key)
    said = {
        "drafted": _("The draft is kept. Only your delegation reads it."),
        "sent": _("The amendment is with the secretariat. Your delegation and the secretariat read it."),
        "tabled": _("The amendment is tabled. Whoever reads the text reads it."),
    }[made.state]
    request.session[RECEIPT_KEY] = {"sentence": said, "audience": made.audience}
    return redirect("folder-amendment", key=made.key)


@require_safe
def amendments(request: HttpRequest, key: str) -> HttpResponse:
    """All amendments to a text in the order of voting, with the reason of each place."""
    reader = reader_of(request)
    document = reading.known_document(reader, key)
    page = reading.list_page(reader, document)
    shown = [line.one.audience for line in (*page.lines, *page.settled, *page.own, *page.others)]
    context = {
        "page": page,
        "document": document,
        "acts": ActOnAmendments.offered(reader, document, key=key),
        "sponsors": reading.sponsor_lines(reader, document),
        "receipt": request.session.pop(RECEIPT_KEY, None),
        "audience": band_of(shown or [document.audience]),
        "current": "documents",
    }
    return render(request, "decisions/workspace/amendments.html", context)


@require_safe
def amendment(request: HttpRequest, key: str) -> HttpResponse:
    """One amendment: what it changes, why, who sponsors it, what can be done with it."""
    reader = reader_of(request)
    one = amending.amendment(reader, key)
    base = amending.text_of(one.text_version, one.language)
    voting = amending.voting(one.text_version) if one.number else None
    known = {other.name for other in amending.amendments(reader, one.document)}
    names = [name for name in voting.order.names if name in known] if voting else []
    place = names.index(one.name) + 1 if one.name in names else 0
    reason = reading.reason_of(voting, one.name, known) if voting else ""
    own = [sub for sub in one.own_amendments.select_related("member", "on_amendment") if amending.knows(reader, sub)]
    acts = ActOnAmendment.offered(reader, one, key=key)
    context = {
        "line": reading.line_of(one, base, place, reason),
        "one": one,
        "document": one.document,
        # That there is a version which was not given out is not for who may not read it.
        "merged_in": documents.versions(reader, one.document).filter(merged=one).first(),
        "own": [reading.line_of(sub, base) for sub in own],
        "sponsors": reading.sponsor_lines(reader, one),
        "acts": acts,
        "may_rewrite": reading.may_rewrite(reader, one),
        "may_amend": one.state == "tabled"
        and not one.on_amendment_id
        and one.kind != "delete_paragraph"
        and bool(reading.members_of(reader, one.document)),
        "joining": _single(ActOnAmendment, "join", reader, one, acts.verbs),
        "leaving": _single(ActOnAmendment, "leave", reader, one, acts.verbs),
        "receipt": request.session.pop(RECEIPT_KEY, None),
        "audience": one.audience,
        "current": "documents",
    }
    return render(request, "decisions/workspace/amendment.html", context)


def _single(page: type[ActPage], verb: str, reader: Actor, thing: Any, offered: frozenset[str]) -> str:  # noqa: ANN401
    """Key of the one member that could join or leave, so that a button does it; "" where the page must ask."""
    if verb not in offered:
        return ""
    kind = next(form for form in page.forms if form.verb == verb)
    return str(kind.starting(reader, thing, {}).get("member", ""))


@require_safe
def sponsors(request: HttpRequest, key: str) -> HttpResponse:
    """Who sponsors a draft text, since when; our name added or withdrawn."""
    reader = reader_of(request)
    document = reading.known_document(reader, key)
    acts = ActOnAmendments.offered(reader, document, key=key)
    context = {
        "document": document,
        "sponsors": reading.sponsor_lines(reader, document),
        "is_closed": not reading.is_open(document) or amending.vote_has_begun(document),
        "acts": acts,
        "joining": _single(ActOnAmendments, "join", reader, document, acts.verbs),
        "leaving": _single(ActOnAmendments, "leave", reader, document, acts.verbs),
        "receipt": request.session.pop(RECEIPT_KEY, None),
        "audience": document.audience,
        "current": "documents",
    }
    return render(request, "decisions/workspace/sponsors.html", context)


@require_safe
def merged(request: HttpRequest, key: str) -> HttpResponse:
    """The text as it would read, and where amendments touch the same words."""
    reader = reader_of(request)
    document = reading.known_document(reader, key)
    language = request.GET.get("language", "")[:12]
    page = reading.merged_page(reader, document, language, request.GET.getlist("with"))
    context = {
        "page": page,
        "document": document,
        "acts": ActOnAmendments.offered(reader, document, key=key),
        "audience": band_of([one.audience for one in page.listed] or [document.audience]),
        "current": "documents",
    }
    return render(request, "decisions/workspace/merged.html", context)
