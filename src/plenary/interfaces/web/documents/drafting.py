"""A working draft as its editor prints it: paragraphs and what can be done to them, saves in words, what others did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.access.models import Person
from plenary.foundation.languages.words import direction
from plenary.foundation.texts import editing
from plenary.foundation.texts.text import Paragraph, Role, called
from plenary.interfaces.fact_words import PARAGRAPH_ROLES
from plenary.interfaces.web.drawings.figures import grouped
from plenary.interfaces.web.shell import moments
from plenary.interfaces.web.shell.letterhead import of_the_house
from plenary.offices.documents import facts, queries
from plenary.offices.documents.models import Document, Draft, DraftParagraph, DraftSave


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in the editor. named: as it is cited. depth: how many hold it. beside: the same in the original.

    acts: words of what can be done to it. changed: who changed it last, and when, where that was somebody else.
    """

    anchor: str
    words: str
    revision: int
    role: str
    role_said: str
    label: str
    named: str
    depth: int
    acts: frozenset[str]
    beside: str = ""
    changed: str = ""

    @property
    def html(self) -> SafeString:
        """Its words, with marks of notes and brackets drawn."""
        return drawn_words(self.words)

    @property
    def beside_html(self) -> SafeString:
        """The words of the original, drawn in the same way."""
        return drawn_words(self.beside)


_MARKS = re.compile(r"(\[\^[^\[\]\s]{1,24}\]|\[|\])")


def drawn_words(words: str) -> SafeString:
    """Words of a draft with marks of footnotes and brackets drawn. What is read out of the page is what was written.

    Brackets of which a half is missing stay bare.
    """
    parts = _MARKS.split(words)
    depth, holds = 0, True
    for part in parts[1::2]:
        depth += 1 if part == "[" else -1 if part == "]" else 0
        holds = holds and depth >= 0
    holds = holds and depth == 0
    drawn = []
    for number, part in enumerate(parts):
        if number % 2 == 0 or (part in {"[", "]"} and not holds):
            drawn.append(conditional_escape(part))
        elif part == "[":
            drawn.append(mark_safe('<span class="bracket">['))
        elif part == "]":
            drawn.append(mark_safe("]</span>"))
        else:
            drawn.append(
                format_html(
                    '<span class="draft-mark"><span>[^</span>{}<span>]</span></span>', part.removeprefix("[^")[:-1]
                )
            )
    return mark_safe("".join(drawn))


@dataclass(frozen=True, slots=True)
class Gone:
    """A paragraph that was taken out and can come back."""

    anchor: str
    words: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Said:
    """A save in one sentence; who made it, and when."""

    number: int
    sentence: str
    who: str
    at: datetime


@dataclass(slots=True)
class DraftSheet:
    """The whole of a draft, as the page prints it."""

    draft: Draft
    document: Document
    language: str
    dir: str
    lines: list[Line]
    gone: list[Gone]
    saves: list[Said]
    roles: list[tuple[str, Promise]]
    title: str


def sheet(reader: Actor, draft: Draft) -> DraftSheet:
    """Everything of a draft."""
    lines = lines_of(reader, draft)
    removed = draft.paragraphs.filter(removed_at__isnull=False).order_by("-removed_at", "place")
    tops = _tops(list(removed))
    return DraftSheet(
        draft=draft,
        document=draft.document,
        language=draft.language,
        dir=direction(draft.language),
        lines=lines,
        gone=[Gone(one.anchor, one.words, one.removed_at) for one in tops],
        saves=said(draft.saves.order_by("-number")[:12]),
        roles=[(role.value, PARAGRAPH_ROLES[role.value]) for role in editing.BY_HAND],
        title=str(draft.document.title),
    )


def _tops(rows: list[DraftParagraph]) -> list[DraftParagraph]:
    """Of what was taken out together only what held the rest; an empty paragraph is not worth bringing back."""
    by_anchor = {one.anchor: one for one in rows}
    return [
        one
        for one in rows
        if (one.words.strip() or one.role == Role.TABLE)
        and not (one.parent_anchor in by_anchor and by_anchor[one.parent_anchor].removed_at == one.removed_at)
    ][:20]


def lines_of(reader: Actor, draft: Draft, only: Iterable[str] | None = None) -> list[Line]:
    """Paragraphs of a draft in order, all or those of these anchors."""
    rows = {one.anchor: one for one in draft.paragraphs.filter(removed_at__isnull=True).order_by("place", "pk")}
    text = facts.text_of_draft(draft)
    wanted = set(rows if only is None else only)
    beside = _original(draft)
    changed = _changed_by_others(reader, draft, wanted)
    depths: dict[str, int] = {}
    rowed: dict[str, int] = {}
    lines = []
    for place, one in enumerate(text):
        depths[one.anchor] = depths[one.parent] + 1 if one.parent in depths else 0
        if one.role is Role.ROW:
            rowed[one.parent] = rowed.get(one.parent, 0) + 1
        if one.anchor not in wanted:
            continue
        lines.append(
            Line(
                anchor=one.anchor,
                words=one.words,
                revision=rows[one.anchor].revision,
                role=one.role.value,
                role_said=str(PARAGRAPH_ROLES[one.role.value]),
                label=one.label,
                named=_named(one, place + 1, rowed.get(one.parent, 0)),
                depth=depths[one.anchor],
                acts=_acts(one.role),
                beside=beside.get(one.anchor, ""),
                changed=changed.get(one.anchor, ""),
            )
        )
    return lines


def _named(one: Paragraph, place: int, row: int) -> str:
    if one.role is Role.ROW and not one.label:
        return _("row %(number)s") % {"number": row}
    return called(one.label, place)


def _acts(role: Role) -> frozenset[str]:
    """What the editor offers for such a paragraph; the acts ask again."""
    if role in {Role.CELL, Role.HEAD_CELL}:
        return frozenset({"row", "column", "column_off", "note", "insert"})
    if role is Role.ROW:
        return frozenset({"row", "up", "down", "remove", "insert"})
    if role is Role.TABLE:
        return frozenset({"row", "column", "up", "down", "remove", "insert"})
    if role is Role.FOOTNOTE:
        return frozenset({"remove", "up", "down", "insert"})
    every = {"insert", "split", "join", "up", "down", "in", "out", "shape", "remove", "table", "note"}
    return frozenset(every - {"in", "out"} if role in {Role.TITLE, Role.ANNEX} else every)


def _original(draft: Draft) -> Mapping[str, str]:
    """Words of the original by anchor, beside a translation."""
    version = draft.begun_from
    if version is None or draft.language == draft.document.original_language:
        return {}
    original = version.languages.filter(is_original=True).first()
    return {one.anchor: one.words for one in facts.text_of(original)} if original else {}


def _changed_by_others(reader: Actor, draft: Draft, anchors: set[str]) -> dict[str, str]:
    """Who changed a paragraph last, where that was not this reader."""
    last: dict[str, DraftSave] = {}
    for save in draft.saves.order_by("-number")[:200]:
        for change in save.changes:
            if change["anchor"] in anchors:
                last.setdefault(change["anchor"], save)
    others = {anchor: one for anchor, one in last.items() if one.made_by != reader.person_key}
    names = names_of(one.made_by for one in others.values())
    return {
        anchor: _("%(name)s, %(time)s")
        % {"name": names.get(one.made_by, ""), "time": moments.hour_words(one.made_at, zone())}
        for anchor, one in others.items()
    }


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Names of persons by their keys."""
    return {one.key: one.name.said() for one in Person.objects.filter(key__in=set(keys))}


def said(saves: Iterable[DraftSave]) -> list[Said]:
    """Saves as the page lists them."""
    listed = list(saves)
    names = names_of(one.made_by for one in listed)
    return [Said(one.number, did_words(one), names.get(one.made_by, ""), one.made_at) for one in listed]


DID: dict[str, Promise] = {
    "written": pgettext_lazy("what a save did", "Written: %(paragraph)s"),
    "inserted": pgettext_lazy("what a save did", "Added: %(paragraph)s"),
    "split": pgettext_lazy("what a save did", "Split: %(paragraph)s"),
    "joined": pgettext_lazy("what a save did", "Joined to the one before: %(paragraph)s"),
    "up": pgettext_lazy("what a save did", "Moved up: %(paragraph)s"),
    "down": pgettext_lazy("what a save did", "Moved down: %(paragraph)s"),
    "in": pgettext_lazy("what a save did", "A level in: %(paragraph)s"),
    "out": pgettext_lazy("what a save did", "A level out: %(paragraph)s"),
    "shaped": pgettext_lazy("what a save did", "Role or number changed: %(paragraph)s"),
    "removed": pgettext_lazy("what a save did", "Taken out: %(paragraph)s"),
    "restored": pgettext_lazy("what a save did", "Brought back: %(paragraph)s"),
    "table": pgettext_lazy("what a save did", "Table added: %(paragraph)s"),
    "row": pgettext_lazy("what a save did", "Row added after: %(paragraph)s"),
    "column": pgettext_lazy("what a save did", "Column added after: %(paragraph)s"),
    "column_off": pgettext_lazy("what a save did", "Column taken out: %(paragraph)s"),
    "note": pgettext_lazy("what a save did", "Footnote added: %(paragraph)s"),
    "laid_in": pgettext_lazy("what a save did", "Laid in from elsewhere, from here on: %(paragraph)s"),
    "resolved": pgettext_lazy("what a save did", "Brackets lifted: %(paragraph)s"),
}

KEPT_BESIDE = pgettext_lazy("what a save did", "Kept beside the text: words for %(paragraph)s")


def did_words(save: DraftSave) -> str:
    """What a save did, in a few words."""
    sentence = KEPT_BESIDE if save.outcome == DraftSave.Outcome.BESIDE else DID[save.did]
    return str(sentence) % {"paragraph": named(save)}


def named(save: DraftSave) -> str:
    """The paragraph of a save, as people named it when it was made; of a save that changed nothing as they do now."""
    for change in save.changes:
        if change["anchor"] == save.anchor:
            if name := change.get("named"):
                return str(name)
            if label := (change["after"] or change["before"] or {}).get("label"):
                return str(label)
    row = save.draft.paragraphs.filter(anchor=save.anchor).first()
    if row is None:
        return ""
    before = save.draft.paragraphs.filter(removed_at__isnull=True, place__lt=row.place).count()
    return called(row.label, before + 1)


#: What a receipt says: of a paragraph with a printed number, and of one that is named by its place.
_KEPT: dict[str, tuple[Promise, Promise]] = {
    "kept": (
        gettext_lazy("Kept at %(time)s: paragraph %(paragraph)s."),
        gettext_lazy("Kept at %(time)s: %(paragraph)s."),
    ),
    "merged": (
        gettext_lazy("Kept at %(time)s: paragraph %(paragraph)s, laid together with what others wrote meanwhile."),
        gettext_lazy("Kept at %(time)s: %(paragraph)s, laid together with what others wrote meanwhile."),
    ),
    "beside": (
        gettext_lazy("Kept beside the text at %(time)s: your words for paragraph %(paragraph)s."),
        gettext_lazy("Kept beside the text at %(time)s: your words for %(paragraph)s."),
    ),
}


def receipt(reader: Actor, save: DraftSave) -> str:
    """The receipt of a save: what, when, and its number in the record where this reader may read that."""
    name = named(save)
    told = {"time": moments.hour_words(save.made_at, zone(), seconds=True), "paragraph": name}
    sentence = str(_KEPT[save.outcome][name.startswith("¶")]) % told
    if not may_read(reader, queries.drafters_of(save.draft.document)):
        return sentence
    return _("%(receipt)s Entry %(entry)s.") % {"receipt": sentence, "entry": grouped(save.entry)}


def conflict(save: DraftSave) -> dict[str, object]:
    """What both wrote, for the page on which the writer decides."""
    row = save.draft.paragraphs.get(anchor=save.anchor)
    last = row.wordings.order_by("-revision").select_related("save_of").first()
    by = last.save_of.made_by if last is not None and last.save_of is not None else ""
    return {
        "named": named(save),
        "typed": save.typed,
        "theirs": row.words,
        "who": names_of([by]).get(by, ""),
        "at": last.save_of.made_at if last is not None and last.save_of is not None else None,
        "is_gone": row.removed_at is not None,
        "revision": row.revision,
        "anchor": save.anchor,
        "language": save.draft.language,
        "dir": direction(save.draft.language),
        "zone": zone(),
    }


def line_html(line: Line, context: Mapping[str, object]) -> str:
    """One paragraph as the page prints it, for a page that is open."""
    return render_to_string("documents/desk/_draft_line.html", {**context, "line": line})


def order_of(draft: Draft) -> list[str]:
    """Anchors in the order in which they are read."""
    rows = draft.paragraphs.filter(removed_at__isnull=True).order_by("place", "pk")
    return list(rows.values_list("anchor", flat=True))


def zone() -> str:
    """The zone of the seat."""
    return of_the_house().zone
