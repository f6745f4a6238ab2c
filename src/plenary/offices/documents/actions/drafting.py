"""Working on a text between two versions: opened, written, saved by several at once, made into the next version.

Every act here locks the draft, so saves of one draft come one after the other. A save carries the revision on which it
was written; where the paragraph moved on meanwhile the two are merged by words, and where both touched the same words
the typed ones are kept beside the text and nothing is overwritten.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NotRequired, TypedDict

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.foundation.texts import editing
from plenary.foundation.texts.brackets import lifted, place_of
from plenary.foundation.texts.text import Paragraph, Role, Text, called, fresh_anchors
from plenary.offices.documents import facts, queries
from plenary.offices.documents.actions.drafts import add_translation, add_version, as_given, locked
from plenary.offices.documents.actions.guarding import require_language
from plenary.offices.documents.models import (
    Bracket,
    Document,
    Draft,
    DraftParagraph,
    DraftSave,
    DraftWording,
    Version,
)
from plenary.offices.documents.models import Paragraph as KeptParagraph
from plenary.offices.documents.permissions import require_drafting
from plenary.procedure.documents import FROZEN
from plenary.procedure.refusal import Refused

Told = dict[str, str]


class Change(TypedDict):
    """What one paragraph was and is; None where it did not stand. named: how it was named then, where a save is about
    it.
    """

    anchor: str
    before: Told | None
    after: Told | None
    named: NotRequired[str]


#: Room left between two paragraphs, so that one can come between them and no other is touched.
ROOM = 1 << 32
#: So near a new paragraph comes behind the one before it, so that thousands can be typed one after the other.
NEAR = 1 << 20
#: Words of one paragraph; a longer one is no paragraph.
LONGEST = 100_000
#: Paragraphs of one draft, and of a piece from elsewhere that is laid in at once.
MOST, MOST_AT_ONCE = 20_000, 2_000


# Open and close


@act("documents.open_draft")
def open_draft(document: Document, *, by: Actor, language: str = "", version: Version | None = None) -> Draft:
    """Open a working draft of a text in one language, from its newest version or from another.

    Where one is open already, that one is returned: one text is worked on in one place. A language that has no text yet
    begins with the paragraphs of the original and no words. A text that has none at all begins with an empty title.
    Raises Refused "documents.text_frozen", "documents.of_another_organisation", "documents.language_unknown",
    "documents.language_not_of_house", "documents.no_such_version".
    """
    held = locked(document)
    require_drafting(by, held)
    if held.partner_id is not None:
        raise Refused("documents.of_another_organisation")
    if held.state in {state.value for state in FROZEN}:
        raise Refused("documents.text_frozen", state=held.state)
    tongue = language or held.original_language
    if not tongue:
        raise Refused("documents.language_unknown")
    require_language(tongue)
    if (already := queries.open_draft(held, tongue)) is not None:
        return already
    begun_from = version or queries.current_version(held)
    if begun_from is not None and begun_from.document_id != held.pk:
        raise Refused("documents.no_such_version", number=begun_from.number)
    draft = Draft.objects.create(document=held, language=tongue, begun_from=begun_from, begun_at=now())
    begun = _beginning(begun_from, tongue)
    rows = DraftParagraph.objects.bulk_create(
        [
            DraftParagraph(
                draft=draft,
                place=(number + 1) * ROOM,
                anchor=one.anchor,
                parent_anchor=one.parent,
                role=one.role.value,
                label=one.label,
                words=one.words,
            )
            for number, one in enumerate(begun)
        ]
    )
    DraftWording.objects.bulk_create([DraftWording(paragraph=row, revision=1, words=row.words) for row in rows])
    record(
        "documents.draft.opened",
        by=by,
        about=held.about,
        audience=queries.drafters_of(held),
        facts={
            "symbol": facts.named(held),
            "language": tongue,
            "number": begun_from.number if begun_from else 0,
            "draft": draft.key,
        },
    )
    _write_what_was_agreed(draft, by)
    draft.refresh_from_db()
    _tell(draft)
    return draft


def _write_what_was_agreed(draft: Draft, by: Actor) -> None:
    """Where the words a draft begins with still bear brackets that were agreed on, the agreed words stand in it."""
    document, begun_from = draft.document, draft.begun_from
    contested = [(one.anchor, one.alternatives) for one in queries.open_brackets(document)]
    for bracket in queries.agreed_words(document):
        closed_in = bracket.closed_in
        is_past = begun_from is not None and closed_in is not None and closed_in.number < begun_from.number
        came_back = is_past and draft.language == document.original_language
        if came_back or (bracket.anchor, bracket.alternatives) in contested:
            continue
        row = draft.paragraphs.filter(anchor=bracket.anchor, removed_at__isnull=True).first()
        if row is not None:
            lift_agreed(draft, by=by, row=row, bracket=bracket)


def lift_agreed(draft: Draft, *, by: Actor, row: DraftParagraph, bracket: Bracket) -> None:
    """Write in one paragraph of a draft what was agreed, where it still bears these brackets."""
    words = tuple(str(one["words"].get(draft.language, "")) for one in bracket.alternatives)
    place = place_of(row.words, words, bracket.place)
    agreed = [
        str(one["words"].get(draft.language, "")) for one in bracket.alternatives if one["letter"] == bracket.chosen
    ]
    if place is not None:
        write_agreed(draft, by=by, row=row, words=lifted(row.words, place, "".join(agreed)))


def _beginning(version: Version | None, language: str) -> Sequence[Paragraph]:
    """What a draft begins with."""
    if version is None:
        return (Paragraph("p1", "", Role.TITLE),)
    texts = {one.language: one for one in version.languages.all()}
    if language in texts:
        if texts[language].renders_id == version.pk:
            return facts.text_of(texts[language]).paragraphs
        return facts.to_be_written_anew(version, texts[language])
    older = queries.last_text_in(version, language)
    said = {one.anchor: one.words for one in facts.text_of(older)} if older else {}
    original = next((one for one in texts.values() if one.is_original), None)
    if original is None:
        raise Refused("documents.text_missing")
    return tuple(
        Paragraph(one.anchor, said.get(one.anchor, ""), one.role, one.label, one.parent)
        for one in facts.text_of(original)
    )


@act("documents.make_version")
def make_version(
    draft: Draft, *, by: Actor, suffix: str | None = None, note: Words | None = None, over_newer: bool = False
) -> Version:
    """Make the next version of a draft, and close the draft. Every paragraph keeps its anchor.

    A draft in another language than the original becomes a language of the newest version, and so does one of the
    original where that still says an older version; what it renders is the version it was opened from. Where that one
    is sealed, or has the language already, a new version is made in which this language is new and the others stand.
    over_newer: the draft goes before what a version says that was made after the draft was begun; else that is refused
    with the paragraphs in which they differ, so that nothing carried meanwhile is lost unseen.
    Raises Refused "documents.draft_closed", "documents.paragraphs_empty", "documents.draft_outlived" and as
    `add_version`, `add_translation`.
    """
    held, document = _held_with_document(draft, by)
    rows = _rows(held)
    text = _text(held, rows)
    empty = [one for one in text if not one.words.strip() and one.role not in _MAY_BE_EMPTY]
    if empty:
        raise Refused(
            "documents.paragraphs_empty",
            count=len(empty),
            paragraphs=", ".join(text.named(one.anchor) for one in empty[:5]),
        )
    lines = [
        {
            "anchor": one.anchor,
            "parent_anchor": one.parent,
            "role": one.role.value,
            "label": one.label,
            "text": one.words,
        }
        for one in text
    ]
    newest = queries.current_version(document)
    left_out = [] if newest is None else _left_out(held, newest, text)
    if newest is not None and left_out and not over_newer:
        raise Refused(
            "documents.draft_outlived",
            number=newest.number,
            count=len(left_out),
            paragraphs=", ".join(left_out[:5]),
        )
    if newest is not None and (
        held.language != document.original_language or held.language in queries.languages_behind(newest)
    ):
        begun = held.begun_from
        older = begun.number if begun is not None and begun.number < newest.number else None
        if _may_join(newest, held.language):
            add_translation(newest, by=by, language=held.language, paragraphs=lines, renders=older)
            made = newest
        else:
            made = _with_one_language_new(newest, held.language, lines, by=by, renders=older, suffix=suffix, note=note)
    else:
        made = add_version(
            document, by=by, texts={held.language: lines}, original_language=held.language, suffix=suffix, note=note
        )
    held.became, held.closed_at = made, now()
    held.touch().save()
    record(
        "documents.draft.became",
        by=by,
        about=document.about,
        audience=queries.drafters_of(document),
        facts={
            "symbol": facts.named(document),
            "language": held.language,
            "number": made.number,
            "draft": held.key,
            "saves": held.saves_count,
            "left_out": left_out,
        },
    )
    _tell(held)
    return made


def _may_join(newest: Version, language: str) -> bool:
    """Whether a text of this language can become one of this version, so that nothing that was kept is lost."""
    stands = newest.languages.filter(language=language).first()
    return newest.sealed_at is None and (stands is None or queries.may_be_written_anew(stands))


def _with_one_language_new(
    newest: Version,
    language: str,
    lines: list[dict[str, str]],
    *,
    by: Actor,
    renders: int | None,
    suffix: str | None,
    note: Words | None,
) -> Version:
    """The next version, in which one language has these words and the others those of the newest."""
    others = list(newest.languages.exclude(language=language).select_related("renders"))
    behind = {one.language: one.renders.number for one in others if one.renders_id != newest.pk}
    return add_version(
        newest.document,
        by=by,
        texts={**{one.language: as_given(one) for one in others}, language: lines},
        renders={**behind, **({language: renders} if renders is not None else {})},
        suffix=suffix,
        note=note,
    )


def _left_out(draft: Draft, newest: Version, text: Text) -> list[str]:
    """Paragraphs that a version made after the draft was begun changed, and that do not stand so in the draft."""
    read = _kept_text(newest, draft.language)
    if draft.begun_from_id == newest.pk or not len(read):
        return []
    begun = Text(draft.language) if draft.begun_from is None else _kept_text(draft.begun_from, draft.language)
    was, now_reads = ({one.anchor: one.words for one in each} for each in (begun, read))
    drafted = {one.anchor: one.words for one in text}
    changed = [
        anchor
        for anchor in {**now_reads, **was}
        if was.get(anchor) != now_reads.get(anchor) and drafted.get(anchor) != now_reads.get(anchor)
    ]
    return [_named(read if anchor in read else text, anchor) for anchor in changed]


def _named(text: Text, anchor: str) -> str:
    """How people name a paragraph of a text; "" where it is not there."""
    return called(text.at(anchor).label, text.place_of(anchor) + 1) if anchor in text else ""


def _kept_text(version: Version, language: str) -> Text:
    kept = version.languages.filter(language=language).first()
    return facts.text_of(kept) if kept is not None else Text(language)


@act("documents.put_draft_aside")
def put_draft_aside(draft: Draft, *, by: Actor, reason: Words) -> Draft:
    """Close a draft without a version; its saves stay.

    Raises Refused "documents.draft_closed", "documents.reason_missing".
    """
    held, document = _held_with_document(draft, by)
    if not Words.of(reason):
        raise Refused("documents.reason_missing")
    held.closed_at = now()
    held.touch().save()
    record(
        "documents.draft.put_aside",
        by=by,
        about=document.about,
        audience=queries.drafters_of(document),
        facts={
            "symbol": facts.named(document),
            "language": held.language,
            "draft": held.key,
            "reason": dict(Words.of(reason)),
        },
    )
    _tell(held)
    return held


#: A table may have no caption, a row has no words of its own, and cells may be empty.
_MAY_BE_EMPTY = frozenset({Role.TABLE, Role.ROW, Role.CELL, Role.HEAD_CELL})


# Write words


@act("documents.write_paragraph")
def write_paragraph(
    draft: Draft, *, by: Actor, anchor: str, words: str, revision: int, save_key: str = ""
) -> DraftSave:
    """Write the words of one paragraph.

    revision: of the words that the writer had before them. Where others wrote meanwhile and touched other words, both
    stand; where they touched the same, the typed words are kept beside the text, the outcome says so, and the writer
    decides. save_key: the same save sent again writes nothing and returns the first; other words under the same key,
    as from a page to which a browser went back, are written over those that were sent under it before.
    Raises Refused "documents.draft_closed", "documents.no_such_draft_paragraph", "documents.revision_unknown",
    "documents.paragraph_too_long".
    """
    held = _held(draft, by)
    typed = _as_kept(words)
    sent = _digest("written", anchor, typed)
    if (before := _sent_before(held, by, save_key, sent)) is not None:
        return before
    row = held.paragraphs.filter(anchor=anchor).first()
    if row is None:
        raise Refused("documents.no_such_draft_paragraph", anchor=anchor)
    if not 1 <= revision <= row.revision:
        raise Refused("documents.revision_unknown", revision=revision, newest=row.revision)
    revision = max(revision, _revision_of_the_same_form(row, by, save_key))
    began = row.words if revision == row.revision else row.wordings.get(revision=revision).words
    outcome, after = DraftSave.Outcome.KEPT, typed
    if row.removed_at is not None:
        outcome, after = DraftSave.Outcome.BESIDE, row.words
    elif revision != row.revision and typed != row.words:
        merged = queries.merged_words(began, typed, row.words)
        if merged is None:
            outcome, after = DraftSave.Outcome.BESIDE, row.words
        elif merged != typed:
            outcome, after = DraftSave.Outcome.MERGED, merged
    changes = [] if after == row.words else [_change(anchor, _as_told(row), {**_as_told(row), "words": after})]
    save = _kept_save(
        held,
        by,
        did="written",
        anchor=anchor,
        outcome=outcome.value,
        changes=changes,
        save_key=save_key,
        sent=sent,
        named=_row_named(held, row),
        typed=typed if outcome is not DraftSave.Outcome.KEPT else "",
        typed_on=revision,
    )
    if changes:
        _reword(row, after, save)
    return save


def write_agreed(draft: Draft, *, by: Actor, row: DraftParagraph, words: str) -> DraftSave:
    """Write words that were agreed in place of brackets, within the act that lifts these."""
    held = _held(draft, by)
    change = _change(row.anchor, _as_told(row), {**_as_told(row), "words": words})
    save = _kept_save(
        held,
        by,
        did="resolved",
        anchor=row.anchor,
        changes=[change],
        save_key="",
        sent="",
        named=_row_named(held, row),
    )
    _reword(row, words, save)
    return save


# Change the structure


@act("documents.insert_paragraph")
def insert_paragraph(
    draft: Draft,
    *,
    by: Actor,
    after: str = "",
    words: str = "",
    role: str = KeptParagraph.Role.PLAIN,
    label: str = "",
    save_key: str = "",
) -> DraftSave:
    """Put a new paragraph after another and all that it holds. after: its anchor; "" for the first place.

    Raises Refused "documents.role_unknown", "documents.too_many_paragraphs", "text.…".
    """
    kind = _role(role)
    return _restructured(
        draft,
        by,
        "inserted",
        after,
        save_key,
        lambda text, fresh: editing.inserted_after(
            text, after, Paragraph(next(fresh), _as_kept(words), kind, _as_label(label))
        ),
        newest=True,
        sent=(words, role, label),
    )


@act("documents.split_paragraph")
def split_paragraph(
    draft: Draft, *, by: Actor, anchor: str, first: str, second: str, revision: int, save_key: str = ""
) -> DraftSave:
    """Make two paragraphs of one, with the words of each as typed. The first keeps its anchor.

    Raises Refused "documents.paragraph_moved_on" where others wrote in it meanwhile; "text.not_split".
    """
    return _restructured(
        draft,
        by,
        "split",
        anchor,
        save_key,
        lambda text, fresh: editing.split(text, anchor, _as_kept(first), _as_kept(second), fresh),
        revision=revision,
        sent=(first, second),
    )


@act("documents.join_paragraph")
def join_paragraph(draft: Draft, *, by: Actor, anchor: str, revision: int, save_key: str = "") -> DraftSave:
    """Join a paragraph to the one before it, with all that it held.

    Raises Refused "documents.paragraph_moved_on", "text.nothing_before", "text.not_joined".
    """
    return _restructured(
        draft, by, "joined", anchor, save_key, lambda text, _fresh: editing.joined(text, anchor), revision=revision
    )


@act("documents.move_paragraph")
def move_paragraph(draft: Draft, *, by: Actor, anchor: str, way: str, save_key: str = "") -> DraftSave:
    """Move a paragraph up or down past its neighbour, or a level in or out of a list.

    Raises Refused "documents.way_unknown", "text.nowhere_to_move", "text.no_list_level", "text.cell_stands".
    """
    if way not in _WAYS:
        raise Refused("documents.way_unknown", way=way)
    return _restructured(draft, by, way, anchor, save_key, lambda text, _fresh: _WAYS[way](text, anchor))


_WAYS: Mapping[str, Callable[[Text, str], Text]] = {
    "up": lambda text, anchor: editing.moved(text, anchor, up=True),
    "down": lambda text, anchor: editing.moved(text, anchor, up=False),
    "in": editing.moved_in,
    "out": editing.moved_out,
}


@act("documents.shape_paragraph")
def shape_paragraph(
    draft: Draft, *, by: Actor, anchor: str, role: str, label: str = "", save_key: str = ""
) -> DraftSave:
    """Give a paragraph another role or printed number; no word of it changes.

    Raises Refused "documents.role_unknown", "text.role_stands", "text.holds_others", "text.stands_in_a_list".
    """
    kind = _role(role)
    return _restructured(
        draft,
        by,
        "shaped",
        anchor,
        save_key,
        lambda text, _fresh: editing.shaped(text, anchor, kind, _as_label(label)),
        sent=(role, label),
    )


@act("documents.remove_paragraph")
def remove_paragraph(draft: Draft, *, by: Actor, anchor: str, save_key: str = "") -> DraftSave:
    """Take a paragraph out with all that it holds. It is kept, and can be brought back.

    Raises Refused "text.cell_stands".
    """
    return _restructured(draft, by, "removed", anchor, save_key, lambda text, _fresh: editing.removed(text, anchor))


@act("documents.restore_paragraph")
def restore_paragraph(draft: Draft, *, by: Actor, anchor: str, save_key: str = "") -> DraftSave:
    """Bring back a paragraph that was taken out, with what went with it, to where it stood.

    Raises Refused "documents.not_removed", "text.…" where what held it is gone.
    """
    held, _document = _held_with_document(draft, by)
    sent = _digest("restored", anchor)
    if (before := _sent_before(held, by, save_key, sent)) is not None:
        return before
    rows = _rows(held, removed=True)
    row = rows.get(anchor)
    if row is None or row.removed_at is None:
        raise Refused("documents.not_removed", anchor=anchor)
    back = {one.anchor for one in rows.values() if one.removed_at == row.removed_at and _is_under(rows, one, row)}
    standing = [one for one in rows.values() if one.removed_at is None or one.anchor in back]
    there = {one.anchor for one in standing}
    text = Text(
        held.language,
        tuple(
            Paragraph(
                one.anchor,
                one.words,
                Role(one.role),
                one.label,
                one.parent_anchor if one.parent_anchor in there else "",
            )
            for one in standing
        ),
    )
    save = _kept_save(
        held,
        by,
        did="restored",
        anchor=anchor,
        changes=[_change(one.anchor, None, _as_told(one)) for one in standing if one.anchor in back],
        save_key=save_key,
        sent=sent,
        named=text.named(anchor),
    )
    for one in standing:
        parent = text.at(one.anchor).parent
        if one.anchor in back:
            one.removed_at, one.parent_anchor = None, parent
            one.touch().save()
    return save


@act("documents.add_table")
def add_table(
    draft: Draft, *, by: Actor, after: str, rows: int, columns: int, caption: str = "", save_key: str = ""
) -> DraftSave:
    """Put an empty table after a paragraph: a row of heads, and rows under it. Raises Refused "text.table_size"."""
    return _restructured(
        draft,
        by,
        "table",
        after,
        save_key,
        lambda text, fresh: editing.with_table(
            text, after, rows=rows, columns=columns, caption=_as_kept(caption), fresh=fresh
        ),
        newest=True,
        sent=(rows, columns, caption),
    )


@act("documents.change_table")
def change_table(draft: Draft, *, by: Actor, anchor: str, how: str, save_key: str = "") -> DraftSave:
    """A row or a column more, after the one of this cell; or its column less.

    Raises Refused "documents.way_unknown", "text.not_in_a_table", "text.last_column".
    """
    if how not in _TABLE_CHANGES:
        raise Refused("documents.way_unknown", way=how)
    return _restructured(draft, by, how, anchor, save_key, lambda text, fresh: _TABLE_CHANGES[how](text, anchor, fresh))


_TABLE_CHANGES: Mapping[str, Callable[[Text, str, Iterator[str]], Text]] = {
    "row": editing.with_row,
    "column": editing.with_column,
    "column_off": lambda text, anchor, _fresh: editing.without_column(text, anchor),
}


@act("documents.add_footnote")
def add_footnote(
    draft: Draft, *, by: Actor, anchor: str, words: str, place: int, revision: int, save_key: str = ""
) -> DraftSave:
    """Put a footnote to a paragraph. place: letters before its mark; beyond the end is the end.

    Raises Refused "documents.paragraph_moved_on", "text.no_footnote_there".
    """
    return _restructured(
        draft,
        by,
        "note",
        anchor,
        save_key,
        lambda text, fresh: editing.with_footnote(text, anchor, place=place, words=_as_kept(words), fresh=fresh),
        revision=revision,
        sent=(words, place),
    )


@act("documents.lay_in_piece")
def lay_in_piece(
    draft: Draft, *, by: Actor, anchor: str, paragraphs: Sequence[Mapping[str, str]], save_key: str = ""
) -> DraftSave:
    """Put a piece of a text from elsewhere behind a paragraph, with its headings, lists, tables and footnotes.

    An empty paragraph is filled by it. paragraphs: each as {anchor, parent_anchor, role, label, text}; the anchors tell
    what holds what in the piece, and are given anew. Raises Refused "documents.piece_too_long",
    "documents.paragraph_too_long", "documents.label_too_long", "text.…".
    """
    if len(paragraphs) > MOST_AT_ONCE:
        raise Refused("documents.piece_too_long", count=len(paragraphs), most=MOST_AT_ONCE)
    for one in paragraphs:
        if one["role"] not in set(Role):
            raise Refused("documents.role_unknown", role=one["role"])
    piece = Text(
        draft.language,
        tuple(
            Paragraph(
                one["anchor"],
                _as_kept(one["text"]),
                Role(one["role"]),
                _as_label(one.get("label", "")),
                one.get("parent_anchor", ""),
            )
            for one in paragraphs
        ),
    )
    return _restructured(
        draft,
        by,
        "laid_in",
        anchor,
        save_key,
        lambda text, fresh: editing.laid_in(text, anchor, piece, fresh),
        newest=True,
        sent=[dict(one) for one in paragraphs],
    )


# How an act is kept


def _restructured(
    draft: Draft,
    by: Actor,
    did: str,
    anchor: str,
    save_key: str,
    how: Callable[[Text, Iterator[str]], Text],
    *,
    revision: int | None = None,
    newest: bool = False,
    sent: Sequence[object] = (),
) -> DraftSave:
    """Change the draft as a text, keep what differs, and write the save.

    revision: where given, the words of the named paragraph must not have moved on. newest: the save is about the first
    paragraph that came to be, not about the one it stands after, unless that one was filled. sent: what else was sent.
    """
    held, document = _held_with_document(draft, by)
    digest = _digest(did, anchor, *sent)
    if (before := _sent_before(held, by, save_key, digest)) is not None:
        return before
    rows = _rows(held)
    if anchor and anchor not in rows:
        raise Refused("documents.no_such_draft_paragraph", anchor=anchor)
    if revision is not None and rows[anchor].revision != revision:
        raise Refused("documents.paragraph_moved_on", paragraph=_text(held, rows).named(anchor))
    text = _text(held, rows)
    told = how(text, fresh_anchors(queries.anchors_given(document)))
    if len(told) > MOST:
        raise Refused("documents.too_many_paragraphs", most=MOST)
    was, becomes = {one.anchor: one for one in text}, {one.anchor: one for one in told}
    fresh = [one for one in told if one.anchor not in was]
    changes = [_change(one.anchor, _as_said(one), None) for one in text if one.anchor not in becomes]
    changes += [
        _change(one.anchor, _as_said(was[one.anchor]) if one.anchor in was else None, _as_said(one))
        for one in told
        if was.get(one.anchor) != one
    ]
    is_filled = anchor in becomes and was[anchor].words != becomes[anchor].words
    about = fresh[0].anchor if newest and fresh and not is_filled else anchor
    stands = told if about in told else text
    named = stands.named(about) if about in stands else ""
    save = _kept_save(held, by, did=did, anchor=about, changes=changes, save_key=save_key, sent=digest, named=named)
    _settle(held, rows, told, save)
    return save


def _settle(draft: Draft, rows: dict[str, DraftParagraph], told: Text, save: DraftSave) -> None:
    """Write the rows of a draft as the text now reads; what stands where it stood is not touched."""
    for anchor, row in rows.items():
        if anchor not in told:
            row.removed_at = save.made_at
            row.touch().save()
    places = _places([rows[one.anchor].place if one.anchor in rows else None for one in told])
    if places is None:
        places = [(number + 1) * ROOM for number in range(len(told))]
        _place_removed(
            draft, {rows[one.anchor].place: new for one, new in zip(told, places, strict=True) if one.anchor in rows}
        )
    new: list[DraftParagraph] = []
    for one, place in zip(told, places, strict=True):
        known = rows.get(one.anchor)
        if known is None:
            new.append(
                DraftParagraph(
                    draft=draft,
                    place=place,
                    anchor=one.anchor,
                    parent_anchor=one.parent,
                    role=one.role.value,
                    label=one.label,
                    words=one.words,
                )
            )
            continue
        standing = (known.place, known.parent_anchor, known.role, known.label)
        if standing != (place, one.parent, one.role.value, one.label):
            known.place, known.parent_anchor, known.role, known.label = place, one.parent, one.role.value, one.label
            known.touch().save()
        if known.words != one.words:
            _reword(known, one.words, save)
    made = DraftParagraph.objects.bulk_create(new)
    DraftWording.objects.bulk_create(
        [DraftWording(paragraph=row, revision=1, words=row.words, save_of=save) for row in made]
    )


def _place_removed(draft: Draft, moved: Mapping[int, int]) -> None:
    """What was taken out goes along when all places are given anew: just behind what it stood behind."""
    old = sorted(moved)
    for row in draft.paragraphs.filter(removed_at__isnull=False):
        behind = bisect_left(old, row.place)
        row.place = moved[old[behind - 1]] + 1 if behind else 1
        row.touch().save()


def _places(known: Sequence[int | None]) -> list[int] | None:
    """A place for each paragraph, in order: most keep theirs, others go in the room between; None for no room."""
    kept = _longest_rising([(number, place) for number, place in enumerate(known) if place is not None])
    places: list[int] = [0] * len(known)
    standing = [(-1, 0), *((number, place) for number, place in kept), (len(known), 0)]
    for (left, low), (right, high) in pairwise(standing):
        between = right - left - 1
        if right < len(known):
            places[right] = high
            if high - low <= between:
                return None
        step = min(NEAR, (high - low) // (between + 1)) if right < len(known) else ROOM
        for number in range(between):
            places[left + 1 + number] = low + step * (number + 1)
    return places


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most paragraphs whose places still rise in this order."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(pairs)
    for number, (_one, place) in enumerate(pairs):
        found = bisect_left(ends, place)
        before[number] = at[found - 1] if found else -1
        if found == len(ends):
            ends.append(place)
            at.append(number)
        else:
            ends[found], at[found] = place, number
    chain: list[tuple[int, int]] = []
    number = at[-1] if at else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _reword(row: DraftParagraph, words: str, save: DraftSave) -> None:
    row.words = words
    row.revision += 1
    row.touch().save()
    DraftWording.objects.create(paragraph=row, revision=row.revision, words=words, save_of=save)


def _kept_save(
    draft: Draft,
    by: Actor,
    *,
    did: str,
    anchor: str,
    changes: list[Change],
    save_key: str,
    sent: str,
    named: str,
    outcome: str = DraftSave.Outcome.KEPT,
    typed: str = "",
    typed_on: int = 0,
) -> DraftSave:
    """Write one save with its entry in the record, and tell open pages after the commit.

    The record takes a digest and no words: it may be read by those who may not read the text.
    """
    draft.saves_count += 1
    draft.touch().save()
    for one in changes:
        if one["anchor"] == anchor:
            one["named"] = named
    words = "\n".join(after["words"] for one in changes if (after := one["after"]) is not None) + typed
    entry = record(
        "documents.draft.saved",
        by=by,
        about=draft.document.about,
        audience=queries.drafters_of(draft.document),
        facts={
            "symbol": facts.named(draft.document),
            "language": draft.language,
            "draft": draft.key,
            "number": draft.saves_count,
            "did": did,
            "paragraph": named,
            "outcome": str(outcome),
            "digest": hashlib.sha256(words.encode("utf-8")).hexdigest(),
        },
    )
    save = DraftSave.objects.create(
        draft=draft,
        number=draft.saves_count,
        did=did,
        anchor=anchor,
        outcome=outcome,
        changes=changes,
        typed=typed,
        typed_on=typed_on,
        made_by=by.person_key,
        made_at=now(),
        save_key=save_key,
        sent=sent,
        entry=entry.number,
    )
    _tell(draft)
    return save


def _tell(draft: Draft) -> None:
    """Tell the pages of those who may work on it, in each body that has the text."""
    publish(f"draft:{draft.key}", queries.writers_of(draft.document), draft.saves_count)


def _held(draft: Draft, by: Actor) -> Draft:
    """The draft as it stands, so that no other save comes between. Raises Refused "documents.draft_closed"."""
    held = Draft.objects.select_for_update(of=("self",)).select_related("document__body").get(pk=draft.pk)
    require_drafting(by, held.document)
    if held.closed_at is not None:
        raise Refused("documents.draft_closed")
    return held


def _held_with_document(draft: Draft, by: Actor) -> tuple[Draft, Document]:
    """The draft and its document: two drafts of one document give no anchor twice."""
    document = locked(draft.document)
    held = _held(draft, by)
    held.document = document
    return held, document


def _digest(*sent: object) -> str:
    """Of what was sent: what is to be done, at which paragraph, with which words."""
    return hashlib.sha256(json.dumps(sent, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()


def _sent_before(draft: Draft, by: Actor, save_key: str, sent: str) -> DraftSave | None:
    """The save that this person already sent under this key, with the same in it.

    Raises Refused "documents.save_key_too_long".
    """
    if len(save_key) > 64:
        raise Refused("documents.save_key_too_long")
    # Saves from before the digest was kept have none, and are taken at their key.
    under_key = draft.saves.filter(made_by=by.person_key, save_key=save_key, sent__in=["", sent])
    return under_key.first() if save_key else None


def _revision_of_the_same_form(row: DraftParagraph, by: Actor, save_key: str) -> int:
    """The newest revision that this person wrote under this key: their form is a step on from it. 0 for none."""
    if not save_key:
        return 0
    own = row.wordings.filter(save_of__made_by=by.person_key, save_of__save_key=save_key, save_of__did="written")
    newest = own.filter(save_of__outcome=DraftSave.Outcome.KEPT).order_by("-revision").first()
    return newest.revision if newest is not None else 0


def _rows(draft: Draft, *, removed: bool = False) -> dict[str, DraftParagraph]:
    found = draft.paragraphs.order_by("place", "pk")
    return {one.anchor: one for one in (found if removed else found.filter(removed_at__isnull=True))}


def _text(draft: Draft, rows: Mapping[str, DraftParagraph]) -> Text:
    return Text(
        draft.language,
        tuple(Paragraph(one.anchor, one.words, Role(one.role), one.label, one.parent_anchor) for one in rows.values()),
    )


def _is_under(rows: Mapping[str, DraftParagraph], one: DraftParagraph, top: DraftParagraph) -> bool:
    anchor = one.anchor
    while anchor and anchor != top.anchor:
        anchor = rows[anchor].parent_anchor if anchor in rows else ""
    return anchor == top.anchor


def _row_named(draft: Draft, row: DraftParagraph) -> str:
    """How people name a paragraph that stands in a draft, or where it stood."""
    before = draft.paragraphs.filter(removed_at__isnull=True, place__lt=row.place).count()
    return called(row.label, before + 1)


def _as_kept(words: str) -> str:
    typed = words.replace("\r\n", "\n").replace("\r", "\n")
    if len(typed) > LONGEST:
        raise Refused("documents.paragraph_too_long", most=LONGEST)
    return typed


def _as_label(label: str) -> str:
    if len(label) > 24:
        raise Refused("documents.label_too_long", most=24)
    return label.strip()


def _role(role: str) -> Role:
    if role not in {one.value for one in editing.BY_HAND}:
        raise Refused("documents.role_unknown", role=role)
    return Role(role)


def _as_told(row: DraftParagraph) -> Told:
    return {"words": row.words, "role": row.role, "label": row.label, "parent": row.parent_anchor}


def _as_said(one: Paragraph) -> Told:
    return {"words": one.words, "role": one.role.value, "label": one.label, "parent": one.parent}


def _change(anchor: str, before: Told | None, after: Told | None) -> Change:
    return {"anchor": anchor, "before": before, "after": after}
