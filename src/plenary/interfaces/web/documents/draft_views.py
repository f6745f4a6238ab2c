"""The editor of a working draft: one paragraph at a time in a form, the whole text around it.

One address takes every press. The words in the field are written first, under the key that the page gave, so no press
loses what was typed before it; then what the button says is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View

from plenary.foundation.access.actors import Actor
from plenary.foundation.kept import new_key
from plenary.foundation.texts.text import Text
from plenary.interfaces.exports.text_of_file import BYTES_AT_MOST, text_of_file
from plenary.interfaces.web.desk.acts import RECEIPT_KEY
from plenary.interfaces.web.documents import drafting, paste_reading
from plenary.interfaces.wording import sentence_of
from plenary.offices.documents import actions, queries
from plenary.offices.documents.actions.drafting import MOST_AT_ONCE
from plenary.offices.documents.models import Draft, DraftSave
from plenary.offices.documents.permissions import can_draft
from plenary.procedure.refusal import NotHere, Refused


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent: the paragraph, its words and the revision they were written on, the rest as it came."""

    anchor: str
    words: str | None
    revision: int
    save_key: str
    rest: Mapping[str, str]

    @classmethod
    def of(cls, posted: QueryDict) -> Typed:
        """Read the form. A revision that is no number is none."""
        number = posted.get("revision", "")
        return cls(
            anchor=posted.get("anchor", "")[:24],
            words=_lines(posted["words"]) if "words" in posted else None,
            revision=int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0,
            save_key=posted.get("save_key", "")[:60],
            rest={name: posted.get(name, "") for name in posted},
        )

    def number(self, name: str) -> int:
        """A small number that was typed; 0 where none was."""
        said = self.rest.get(name, "")
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 0


def _lines(sent: object) -> str:
    """A field as it was typed: a browser sends each end of a line as two signs."""
    return str(sent).replace("\r\n", "\n").replace("\r", "\n")


def _insert(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
    """After a line comes a line, after an operative paragraph another; else plain words."""
    row = draft.paragraphs.filter(anchor=typed.anchor).first()
    role = row.role if row is not None and row.role in _REPEATED else "plain"
    return actions.insert_paragraph(
        draft,
        by=by,
        after=typed.anchor,
        words=typed.rest.get("second", ""),
        role=role,
        save_key=key,
    )


def _split(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
    """At the place that the script names, else at the first empty line."""
    words = typed.rest.get("first", "") or typed.words or ""
    first, parted, second = (
        words.partition("\n\n") if "second" not in typed.rest else (words, "x", typed.rest["second"])
    )
    if not parted:
        raise Refused("documents.no_empty_line")
    return actions.split_paragraph(
        draft,
        by=by,
        anchor=typed.anchor,
        first=first,
        second=second.lstrip("\n"),
        revision=typed.revision,
        save_key=key,
    )


def _join(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
    return actions.join_paragraph(draft, by=by, anchor=typed.anchor, revision=typed.revision, save_key=key)


def _move(way: str) -> Callable[[Draft, Actor, Typed, str], DraftSave]:
    def move(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
        return actions.move_paragraph(draft, by=by, anchor=typed.anchor, way=way, save_key=key)

    return move


def _shape(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
    return actions.shape_paragraph(
        draft,
        by=by,
        anchor=typed.anchor,
        role=typed.rest.get("role", ""),
        label=typed.rest.get("label", ""),
        save_key=key,
    )


def _remove(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
    return actions.remove_paragraph(draft, by=by, anchor=typed.anchor, save_key=key)


def _restore(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
    return actions.restore_paragraph(draft, by=by, anchor=typed.anchor, save_key=key)


def _table(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
    return actions.add_table(
        draft,
        by=by,
        after=typed.anchor,
        rows=typed.number("rows"),
        columns=typed.number("columns"),
        caption=typed.rest.get("caption", ""),
        save_key=key,
    )


def _in_table(how: str) -> Callable[[Draft, Actor, Typed, str], DraftSave]:
    def change(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
        return actions.change_table(draft, by=by, anchor=typed.anchor, how=how, save_key=key)

    return change


def _note(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
    place = typed.number("place") if typed.rest.get("place") else 10**6
    return actions.add_footnote(
        draft,
        by=by,
        anchor=typed.anchor,
        words=typed.rest.get("note", ""),
        place=place,
        revision=typed.revision,
        save_key=key,
    )


def _lay(draft: Draft, by: Actor, typed: Typed, key: str) -> DraftSave:
    """The piece that was looked at, sign for sign."""
    piece = paste_reading.brought_back(typed.rest.get("kept", ""), draft.key)
    if piece is None:
        raise Refused("documents.piece_forgotten")
    return actions.lay_in_piece(
        draft, by=by, anchor=typed.anchor, paragraphs=paste_reading.as_sent(piece.text), save_key=key
    )


#: Signs with which a page begins the key of every save it sends.
_PAGE = 16
_REPEATED = frozenset({"item", "operative", "preambular"})

#: What each button does.
DOES: Mapping[str, Callable[[Draft, Actor, Typed, str], DraftSave]] = {
    "insert": _insert,
    "split": _split,
    "join": _join,
    "up": _move("up"),
    "down": _move("down"),
    "in": _move("in"),
    "out": _move("out"),
    "shape": _shape,
    "remove": _remove,
    "restore": _restore,
    "table": _table,
    "row": _in_table("row"),
    "column": _in_table("column"),
    "column_off": _in_table("column_off"),
    "note": _note,
    "lay": _lay,
}
#: Of a save with more changes than this an open page is told that it should be opened anew, not each of them.
MANY = 200


class DraftPage(View):
    """The draft of a document in one language."""

    def get(self, request: HttpRequest, key: str, language: str) -> HttpResponse:
        """The whole draft with one paragraph open; for the script, what was saved since."""
        draft = self._draft(request, key, language)
        since = request.GET.get("since", "")
        if since.isascii() and since.isdecimal() and len(since) < 10:
            return self._news(request, draft, int(since))
        return self._page(request, draft)

    def post(self, request: HttpRequest, key: str, language: str) -> HttpResponse:
        """Write what was typed, then do what the button says."""
        draft = self._draft(request, key, language)
        typed, actor = Typed.of(request.POST), request.actor  # type: ignore[attr-defined]
        does = request.POST.get("do", "write")
        try:
            save, typed = self._written(draft, actor, typed, does)
            if does == "look" and (save is None or save.outcome != DraftSave.Outcome.BESIDE):
                return self._looked(request, draft, typed)
            if does in DOES and (save is None or save.outcome != DraftSave.Outcome.BESIDE):
                save = DOES[does](draft, actor, typed, typed.save_key)
        except NotHere:
            raise
        except Refused as refused:
            return self._refused(request, draft, typed, refused)
        if save is None:
            raise NotHere()
        draft.refresh_from_db()
        if _is_script(request):
            return JsonResponse(self._told(actor, draft, save), status=409 if save.outcome == "beside" else 200)
        if save.outcome == DraftSave.Outcome.BESIDE:
            return self._page(request, draft, beside=save, status=409)
        request.session[RECEIPT_KEY] = {"sentence": drafting.receipt(actor, save)}
        at = "" if does in {"remove", "join"} else save.anchor
        if does == "write":
            at = ""
        query = f"?{urlencode({'at': at})}" if at else ""
        return redirect(f"{self._address(draft)}{query}#{save.anchor}")

    def _written(self, draft: Draft, actor: Actor, typed: Typed, does: str) -> tuple[DraftSave | None, Typed]:
        """Write the words first; then the button acts on the revision at which they stand."""
        if typed.words is None or does == "restore":
            return None, typed
        if does == "split" and "second" in typed.rest:
            return None, typed
        row = draft.paragraphs.filter(anchor=typed.anchor).first()
        if does != "write" and row is not None and row.words == typed.words:
            return None, _on(typed, row.revision)
        key = typed.save_key and (typed.save_key if does == "write" else f"{typed.save_key}.w")
        save = actions.write_paragraph(
            draft, by=actor, anchor=typed.anchor, words=typed.words, revision=typed.revision, save_key=key
        )
        newest = draft.paragraphs.get(anchor=typed.anchor).revision
        return save, _on(typed, newest)

    def _looked(self, request: HttpRequest, draft: Draft, typed: Typed) -> HttpResponse:
        """What was pasted, as it would stand in the text, and what of it would not; nothing is written."""
        markup = request.FILES.get("markup")
        if markup is not None and (markup.size or 0) > BYTES_AT_MOST:
            raise Refused("documents.piece_too_large", most=BYTES_AT_MOST // 2**20)
        content = markup.read() if markup is not None else typed.rest.get("pasted", "").encode("utf-8", "replace")
        whole = not draft.paragraphs.filter(removed_at__isnull=True).exclude(words="").exists()
        found = text_of_file(content, Path(settings.PLENARY_HOME), language=draft.language, whole=whole)
        if len(found.text) > MOST_AT_ONCE:
            raise Refused("documents.piece_too_long", count=len(found.text), most=MOST_AT_ONCE)
        text = Text(draft.language, found.text.paragraphs)
        looked = paste_reading.looked_at(found, text, known=0, document=draft.key)
        if not _is_script(request):
            return self._page(request, draft, typed=typed, looked=looked)
        context = {"looked": looked, "words_only": "words_only" in typed.rest}
        shown = render(None, "documents/desk/_draft_pasted.html", context).content.decode()
        return JsonResponse({"shown": shown, "left_out": len(looked.left_out)})

    def _told(self, actor: Actor, draft: Draft, save: DraftSave) -> dict[str, Any]:
        """What the script is told of a save: the receipt, and the paragraphs as they now are."""
        changed = [change["anchor"] for change in save.changes]
        structural = save.did != "written"
        told: dict[str, Any] = {
            "outcome": save.outcome,
            "number": save.number,
            "anchor": save.anchor,
            "receipt": drafting.receipt(actor, save),
            "lines": {},
        }
        if len(changed) > MANY:
            return {**told, "many": True}
        told["lines"] = self._lines(actor, draft, {*changed, save.anchor})
        if structural:
            told["order"] = drafting.order_of(draft)
        if save.outcome == DraftSave.Outcome.BESIDE:
            told["beside"] = render(
                None, "documents/desk/_draft_beside.html", {"beside": drafting.conflict(save)}
            ).content.decode()
        return told

    def _lines(self, actor: Actor, draft: Draft, anchors: set[str]) -> dict[str, dict[str, Any]]:
        context = _of_lines(draft)
        return {
            line.anchor: {"html": drafting.line_html(line, context), "words": line.words, "revision": line.revision}
            for line in drafting.lines_of(actor, draft, anchors)
        }

    def _news(self, request: HttpRequest, draft: Draft, since: int) -> HttpResponse:
        """What was saved since by others, or by this person in another page; what this page sent it has."""
        actor = request.actor  # type: ignore[attr-defined]
        saves = list(queries.saves_since(draft, since)[:200])
        page = request.GET.get("page", "")
        others = [
            one
            for one in saves
            if one.outcome != DraftSave.Outcome.BESIDE
            and not (one.made_by == actor.person_key and len(page) >= _PAGE and one.save_key.startswith(page))
        ]
        anchors = {change["anchor"] for one in others for change in one.changes}
        many = len(anchors) > MANY
        told: dict[str, Any] = {
            "number": saves[-1].number if saves else since,
            "lines": {} if many else self._lines(actor, draft, anchors),
            "said": [
                _("%(what)s by %(name)s") % {"what": one.sentence, "name": one.who} for one in drafting.said(others)
            ],
            "closed": draft.closed_at is not None,
            "many": many,
        }
        if not many and any(one.did != "written" for one in others):
            told["order"] = drafting.order_of(draft)
        answer = JsonResponse(told)
        answer["Cache-Control"] = "no-store"
        return answer

    def _refused(self, request: HttpRequest, draft: Draft, typed: Typed, refused: Refused) -> HttpResponse:
        sentence = sentence_of(refused)
        if _is_script(request):
            return JsonResponse({"refused": sentence, "code": refused.code}, status=422)
        return self._page(request, draft, typed=typed, sentence=sentence, code=refused.code, status=422)

    def _page(
        self,
        request: HttpRequest,
        draft: Draft,
        *,
        typed: Typed | None = None,
        beside: DraftSave | None = None,
        looked: paste_reading.Looked | None = None,
        sentence: str = "",
        code: str = "",
        status: int = 200,
    ) -> HttpResponse:
        actor = request.actor  # type: ignore[attr-defined]
        open_at = request.GET.get("at", "")
        if typed is not None:
            open_at = typed.anchor
        if beside is not None:
            open_at = beside.anchor
        context = {
            **_of_lines(draft),
            "sheet": drafting.sheet(actor, draft),
            "open_at": open_at,
            "typed": typed,
            "beside": drafting.conflict(beside) if beside is not None else None,
            "looked": looked,
            "sentence": sentence,
            "code": code,
            "receipt": request.session.pop(RECEIPT_KEY, None),
            "audience": f"draft:{draft.document.key}",
            "current": "documents",
            "live": True,
        }
        return render(request, "documents/desk/draft.html", context, status=status)

    def _draft(self, request: HttpRequest, key: str, language: str) -> Draft:
        """The open draft. Raises NotHere where this person does not write it, or none is open."""
        actor = request.actor  # type: ignore[attr-defined]
        document = queries.document(actor, key)
        if document is None or not can_draft(actor, document):
            raise NotHere()
        draft = queries.open_draft(document, language)
        if draft is None:
            raise NotHere()
        return draft

    def _address(self, draft: Draft) -> str:
        return reverse("desk-draft", kwargs={"key": draft.document.key, "language": draft.language})


def _on(typed: Typed, revision: int) -> Typed:
    return Typed(typed.anchor, typed.words, revision, typed.save_key, typed.rest)


def _of_lines(draft: Draft) -> dict[str, Any]:
    """What the part of one paragraph reads beside the paragraph."""
    return {
        "draft_address": reverse("desk-draft", kwargs={"key": draft.document.key, "language": draft.language}),
        "fresh_key": new_key(),
        "original": draft.document.original_language,
    }


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
