"""In whose scope a document lies, and who moves it on."""

from __future__ import annotations

from collections.abc import Iterable

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.capacities import DELEGATES, Capacity
from plenary.foundation.access.gate import may, require, require_of_member, require_reading
from plenary.foundation.access.permissions import Grade, grade
from plenary.offices.documents.models import Document
from plenary.offices.documents.queries import scopes_of
from plenary.procedure.citation import Citation
from plenary.procedure.documents import ENTRANCES, Mover, State
from plenary.procedure.refusal import Refused

#: The row of the matrix by which each mover of the pipeline is let through; any row of a line will do.
_MOVERS: dict[Mover, tuple[str, ...]] = {
    Mover.SECRETARY_OF_BODY: ("edit_draft", "issue_version"),
    Mover.AUTHOR: ("edit_draft", "issue_version", "table_draft"),
    Mover.DOCUMENTS_OFFICER: ("issue_version",),
    Mover.EXPERT_CHAIR: ("announce_verdict",),
    Mover.PRESIDING_OFFICER: ("announce_verdict",),
    Mover.SPONSOR: ("table_draft",),
    Mover.SYSTEM: ("announce_verdict", "issue_decision"),
    Mover.DEPOSITARY_OFFICER: ("record_deposit",),
    Mover.SECRETARY_GENERAL: ("certify_copy",),
    Mover.RESPONSIBLE_UNIT: ("follow_up",),
    Mover.BODY: ("announce_verdict", "follow_up"),
}


#: What a delegation moves, and only with a text of its own: a seat in the body makes it neither secretary nor body.
_A_DELEGATION = frozenset({Mover.AUTHOR, Mover.SPONSOR})


def require_moving(
    by: Actor, document: Document, after: State, in_scopes: Iterable[str] = (), *, cite: Citation | None = None
) -> None:
    """Let pass whoever the pipeline names for this state. in_scopes: of the room where it was said. cite: as invoked.

    Raises Refused "documents.not_of_your_delegation" where a delegation would move another's text, or for another
    mover; NotHere where it may not know of the text.
    """
    mover = ENTRANCES[after].mover
    if by.capacity in DELEGATES and _has_a_part(by, mover) and not _moves_its_own(by, document, mover):
        require_reading(by, document.audience)
        raise Refused(
            "documents.not_of_your_delegation",
            cite,
            document=str(document),
            author=document.author.code if document.author else "",
            after=after.value,
            mover=mover.value,
        )
    scopes = [*scopes_of(document), *in_scopes]
    if document.author is not None and mover is Mover.SPONSOR:
        return require_of_member(by, "table_draft", f"member:{document.author.code}", *scopes)
    return require_one(by, _MOVERS[mover], scopes)


def can_move(by: Actor, document: Document, after: State, in_scopes: Iterable[str] = ()) -> bool:
    """Whether a page offers this move to this person; the act asks again."""
    mover = ENTRANCES[after].mover
    if by.capacity in DELEGATES and not _moves_its_own(by, document, mover):
        return False
    scopes = [*scopes_of(document), *in_scopes]
    return any(may(by, row, *scopes) for row in _MOVERS[mover])


def _moves_its_own(by: Actor, document: Document, mover: Mover) -> bool:
    author = document.author
    return mover in _A_DELEGATION and author is not None and f"member:{author.code}" in by.scopes


def _has_a_part(by: Actor, mover: Mover) -> bool:
    return any(grade(by.capacity, row) is not None for row in _MOVERS[mover])


def require_editing(by: Actor, document: Document) -> None:
    """Let pass who works on the draft text.

    Delegations propose only for a text they may know of, in a body of theirs; to others it is not here. Who writes the
    text agrees to it, and no other delegate; what settles a text, `require_drafting` lets pass.
    """
    scopes = scopes_of(document)
    if by.capacity in DELEGATES:
        require_reading(by, document.audience)
        if by.scopes.isdisjoint(scopes):
            raise Refused("access.not_in_scope", row="edit_draft", capacity=by.capacity)
    # Who issues texts writes them by that right, so that a second person is asked for no other.
    issues = may(by, "issue_version", *scopes) and _alone(by, "issue_version")
    require_one(by, ("issue_version",) if issues else ("edit_draft", "issue_version"), scopes)


def can_draft(by: Actor, document: Document) -> bool:
    """Whether a page offers this person to write in the draft; the act asks again."""
    if by.capacity in DELEGATES or by.capacity == Capacity.PO:
        return False
    return any(may(by, row, *scopes_of(document)) and _alone(by, row) for row in ("edit_draft", "issue_version"))


def require_drafting(by: Actor, document: Document) -> None:
    """Let pass who writes a text and settles it: the secretary of a body in its texts, the documents officers.

    They write in the draft, seal, merge, record checks and lift brackets. Others propose amendments.
    Raises Refused "documents.not_drafting"; NotHere where one may not know of the text.
    """
    if not can_draft(by, document):
        require_reading(by, document.audience)
        raise Refused("documents.not_drafting")
    require_one(by, tuple(row for row in ("edit_draft", "issue_version") if _alone(by, row)), scopes_of(document))


def _alone(by: Actor, row: str) -> bool:
    return grade(by.capacity, row) in {Grade.ALL, Grade.SCOPE}


def require_one(by: Actor, rows: tuple[str, ...], scopes: Iterable[str]) -> None:
    """Let pass by any of these rows; where none lets pass, the first that this capacity has a part in refuses."""
    asked = list(scopes)
    named = [row for row in rows if grade(by.capacity, row) is not None]
    fitting = [row for row in named if may(by, row, *asked)]
    require(by, (fitting or named or list(rows))[0], *asked)
