"""What of a body's rules is still to be confirmed, in words: which value, for which questions, and what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from plenary.interfaces import fact_words
from plenary.interfaces.fact_words import listed, share_words, subject_words
from plenary.interfaces.web.organisation.rule_sentences import CHAIRS, QUORUMS, TIES
from plenary.interfaces.web.organisation.rule_words import quorum_words
from plenary.interfaces.wording import value_in_words
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import RulesInForce
from plenary.offices.organisation.queries import Unconfirmed
from plenary.procedure.refusal import Refused
from plenary.procedure.share import Quorum, Share

#: Subjects of rules as a list names them; one that is not here stands by its own word.
SUBJECTS: Mapping[str, str | Promise] = {
    "substance": pgettext_lazy("rules for", "questions of substance"),
    "procedure": pgettext_lazy("rules for", "questions of procedure"),
    "appeal against a ruling": pgettext_lazy("rules for", "appeals against a ruling"),
    "suspension": pgettext_lazy("rules for", "the suspension of a member"),
    "expulsion": pgettext_lazy("rules for", "the expulsion of a member"),
    "limited format": pgettext_lazy("rules for", "decisions in limited format"),
    "important question": pgettext_lazy("rules for", "important questions"),
    "silence": pgettext_lazy("rules for", "the silence procedure"),
}


#: Values of a rule that are one word of a closed list, or several.
CLOSED: Mapping[str, Mapping[str, str | Promise]] = {
    "method": fact_words.METHODS,
    "base": fact_words.BASES,
    "absent": fact_words.COUNTED,
    "abstain": fact_words.COUNTED,
    "formula": fact_words.FORMULAS,
    "fallback": fact_words.SUBJECTS,
    "open_to": fact_words.SUBJECTS,
    "excluded": fact_words.TRAITS,
    "criterion": fact_words.OCCASIONS,
    "next_ballot": fact_words.NEXT_BALLOTS,
}


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """One value to be confirmed. path: as an act names it. said: in words, with what stands. cite: of the ruleset."""

    path: str
    said: str
    cite: str


def to_confirm(held: RulesInForce) -> tuple[ToConfirm, ...]:
    """Everything still to be confirmed under these rules."""
    return tuple(ToConfirm(one.path, _in_words(one), one.cite) for one in queries.unconfirmed_in(held))


def _in_words(one: Unconfirmed) -> str:
    name, stands = value_in_words(one.name), _stands(one.name, one.value)
    facts = {"subject": SUBJECTS.get(one.subject, subject_words(one.subject)), "name": name, "stands": stands}
    if not one.subject:
        return gettext("%(name)s: %(stands)s") % facts
    if not stands:
        return gettext("For %(subject)s, %(name)s") % facts
    return gettext("For %(subject)s, %(name)s: %(stands)s") % facts


def _stands(name: str, value: object) -> str:
    """What stands, as far as it can be said in words; else as the ruleset writes it."""
    if name in {"*", "cite", "statements"}:
        return ""
    if name in {"quorum_open", "quorum_decide"}:
        return _quorum(value)
    if name == "tie":
        return str(TIES.get(str(value), value))
    if name == "session_chair":
        return str(CHAIRS.get(str(value), value))
    if name in {"threshold", "majority"}:
        return share_words(Share.read(value))
    if isinstance(value, list | tuple) and name in CLOSED:
        return listed(str(CLOSED[name].get(str(one), one)) for one in value) or gettext("none")
    return str(CLOSED[name][str(value)]) if str(value) in CLOSED.get(name, {}) else _plain(value)


def _quorum(value: object) -> str:
    try:
        read = Quorum.read(value)
    except Refused:
        return _plain(value)
    return quorum_words(read) if read is not None else str(QUORUMS["none"])


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return listed(f"{value_in_words(str(name))} {_plain(said)}" for name, said in value.items())
    if isinstance(value, bool) or value is None:
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list | tuple):
        return listed(_plain(one) for one in value) or gettext("none")
    return str(value)
