"""Words not yet agreed: put in brackets, held by members, agreed on, or said to belong to the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.capacities import DELEGATES
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.foundation.texts.brackets import letter
from plenary.offices.documents import facts, queries
from plenary.offices.documents.actions.drafting import lift_agreed, open_draft
from plenary.offices.documents.actions.drafts import locked
from plenary.offices.documents.actions.pipeline import enter
from plenary.offices.documents.models import Bracket, Document, Version
from plenary.offices.documents.permissions import require_drafting, require_editing
from plenary.offices.organisation.models import Member
from plenary.procedure.documents import ENTRANCES, FROZEN, State, require_move
from plenary.procedure.refusal import Refused


@act("documents.open_bracket")
def open_bracket(
    document: Document,
    *,
    by: Actor,
    anchor: str,
    alternatives: Sequence[Mapping[str, str]] = (),
    proponents: Sequence[Member],
    place: int = 0,
) -> Bracket:
    """Put words in brackets: where, which alternatives, held by whom, from now on.

    place: which brackets of the paragraph these are, where its words bear the marks; the alternatives are then those
    of the words, in each language. 0: the words bear none. alternatives: each by language, lettered in the order given.
    Adoption waits while one bracket is open. A delegation proposes brackets in its own name only.
    Raises Refused "documents.text_missing", "documents.text_frozen", "documents.no_such_paragraph",
    "documents.bracket_unnamed", "documents.no_such_bracket", "documents.bracket_there_already".
    """
    held, version = _worked_on(document, by, anchor)
    if by.capacity in DELEGATES and not _is_held_by(by, proponents):
        raise Refused("access.not_in_scope", row="edit_draft", capacity=by.capacity)
    worded = [Words.of(dict(one)) for one in alternatives]
    if place:
        worded = _at_place(version, anchor, place, worded)
    if not worded or not all(worded) or not proponents:
        raise Refused("documents.bracket_unnamed")
    bracket = Bracket.objects.create(
        document=held,
        opened_in=version,
        anchor=anchor,
        place=place,
        alternatives=[{"letter": letter(number), "words": dict(words)} for number, words in enumerate(worded)],
        since_at=now(),
    )
    bracket.proponents.set(proponents)
    record(
        "documents.bracket.opened",
        by=by,
        about=held.about,
        audience=queries.drafters_of(held),
        facts={
            "symbol": facts.named(held),
            "anchor": anchor,
            "paragraph": queries.names_in(held).get(anchor, ""),
            "bracket": bracket.key,
            "place": place,
            "proponents": sorted(member.code for member in proponents),
        },
    )
    before = facts.state_named(held.state)
    if before is not State.BRACKETED and before in ENTRANCES[State.BRACKETED].after:
        step = require_move(before, State.BRACKETED, met=facts.guards_met(held))
        enter(held, State.BRACKETED, by=by, mover=str(step.facts["mover"]))
    else:
        held.touch().save()
        publish(f"document:{held.key}", queries.drafters_of(held), held.version)
    return bracket


@act("documents.resolve_bracket")
def resolve_bracket(
    bracket: Bracket,
    *,
    by: Actor,
    status: str = Bracket.Status.RESOLVED,
    version: Version | None = None,
    alternative: str = "",
) -> Bracket:
    """Close a bracket: its words are agreed, or moved elsewhere.

    version: the one in which the words stand agreed; by itself the newest, or where that still bears the brackets the
    first that does not. alternative: letter of the words that were agreed, or "-" where they fall away; they are then
    written in the draft of each language, also in one that is opened later, and a draft of the original is opened
    where none is. A delegation proposes it for brackets that it alone holds.
    Raises Refused "documents.not_drafting", "documents.bracket_closed", "documents.bracket_status_unknown",
    "documents.no_such_alternative".
    """
    document = locked(bracket.document)
    if by.capacity in DELEGATES and _is_held_by(by, bracket.proponents.all()):
        require_editing(by, document)
    else:
        require_drafting(by, document)
    closed = Bracket.objects.select_for_update().get(pk=bracket.pk)
    if closed.status != Bracket.Status.OPEN:
        raise Refused("documents.bracket_closed", status=closed.status)
    if status not in {Bracket.Status.RESOLVED.value, Bracket.Status.MOVED.value}:
        raise Refused("documents.bracket_status_unknown", status=status)
    closed.status = status
    closed.chosen = alternative
    if alternative:
        _write_agreed(document, closed, by)
    in_words = closed.place or alternative
    closed.closed_in = version or (None if in_words else queries.current_version(document))
    closed.touch().save()
    document.touch().save()
    record(
        "documents.bracket.resolved",
        by=by,
        about=document.about,
        audience=queries.drafters_of(document),
        facts={
            "symbol": facts.named(document),
            "anchor": closed.anchor,
            "paragraph": queries.names_in(document).get(closed.anchor, ""),
            "bracket": closed.key,
            "status": closed.status,
            "alternative": alternative,
            "open": queries.open_brackets(document).count(),
        },
    )
    publish(f"document:{document.key}", queries.drafters_of(document), document.version)
    return closed


@act("documents.keep_brackets")
def keep_brackets(document: Document, *, by: Actor, anchor: str, place: int, reason: Words) -> Bracket:
    """Say that square brackets belong to the text, for a reason: "[sic]", a name in another script, an omission.

    They hold nothing up from then on.
    Raises Refused "documents.reason_missing", "documents.no_such_bracket", "documents.bracket_there_already" and as
    `open_bracket`.
    """
    held, version = _worked_on(document, by, anchor)
    if not Words.of(reason):
        raise Refused("documents.reason_missing")
    worded = _at_place(version, anchor, place, [])
    kept = Bracket.objects.create(
        document=held,
        opened_in=version,
        anchor=anchor,
        place=place,
        alternatives=[{"letter": letter(number), "words": dict(words)} for number, words in enumerate(worded)],
        status=Bracket.Status.EDITORIAL,
        reason=Words.of(reason),
        since_at=now(),
    )
    held.touch().save()
    record(
        "documents.bracket.kept",
        by=by,
        about=held.about,
        audience=queries.drafters_of(held),
        facts={
            "symbol": facts.named(held),
            "anchor": anchor,
            "paragraph": queries.names_in(held).get(anchor, ""),
            "bracket": kept.key,
            "place": place,
            "reason": dict(Words.of(reason)),
        },
    )
    publish(f"document:{held.key}", queries.drafters_of(held), held.version)
    return kept


def _is_held_by(by: Actor, proponents: Iterable[Member]) -> bool:
    """Whether nobody but the delegation of this person holds the words."""
    return all(f"member:{one.code}" in by.scopes for one in proponents)


def _worked_on(document: Document, by: Actor, anchor: str) -> tuple[Document, Version]:
    """The document, so that nobody else changes it, and its newest version, which has this paragraph."""
    held = locked(document)
    require_editing(by, held)
    version = queries.current_version(held)
    if version is None:
        raise Refused("documents.text_missing")
    if held.state in {state.value for state in FROZEN}:
        raise Refused("documents.text_frozen", state=held.state)
    if not version.languages.filter(paragraphs__anchor=anchor).exists():
        raise Refused("documents.no_such_paragraph", anchor=anchor, number=version.number)
    return held, version


def _at_place(version: Version, anchor: str, place: int, given: list[Words]) -> list[Words]:
    """The alternatives as the words of each language bear them at this place; as given where words were given."""
    said = queries.alternatives_at(version, anchor, place)
    if not said:
        raise Refused("documents.no_such_bracket", anchor=anchor, place=place)
    standing = (Bracket.Status.OPEN, Bracket.Status.EDITORIAL)
    if Bracket.objects.filter(document=version.document, anchor=anchor, place=place, status__in=standing).exists():
        raise Refused("documents.bracket_there_already")
    return given or said


def _write_agreed(document: Document, bracket: Bracket, by: Actor) -> None:
    """Write the agreed words in each draft whose paragraph still bears these brackets."""
    if bracket.chosen != "-" and bracket.chosen not in {one["letter"] for one in bracket.alternatives}:
        raise Refused("documents.no_such_alternative", alternative=bracket.chosen)
    if bracket.place and queries.open_draft(document, document.original_language) is None:
        open_draft(document, by=by)
    for draft in queries.open_drafts(document):
        row = draft.paragraphs.filter(anchor=bracket.anchor, removed_at__isnull=True).first()
        if row is not None:
            lift_agreed(draft, by=by, row=row, bracket=bracket)
