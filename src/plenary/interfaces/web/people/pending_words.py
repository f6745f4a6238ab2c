"""The words in which the second person reads what an act is given as a code: a kind, a state, a class, who may read it.

The words are those of the form by which it was asked for. Whoever adds an argument that is a code gives its words here;
what is text as somebody typed it, and is shown so, stands in TYPED.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise

from plenary.foundation.access.capacities import Capacity
from plenary.interfaces.fact_words import AMENDMENT_KINDS, AMENDMENT_STATES, COUNTED_FROM, MANNERS, SUBJECTS
from plenary.interfaces.web.decisions.desk_forms import STATEMENTS
from plenary.interfaces.web.decisions.question_forms import EFFECTS
from plenary.interfaces.web.documents.desk_distribution_forms import SERIES
from plenary.interfaces.web.documents.desk_documents_forms import DISTRIBUTIONS
from plenary.interfaces.web.documents.language_reading import CHECKS
from plenary.interfaces.web.documents.reading import KINDS as KINDS_OF_DOCUMENT
from plenary.interfaces.web.documents.reading import REFERRAL_VERBS
from plenary.interfaces.web.documents.reading import STATES as STATES_OF_DOCUMENT
from plenary.interfaces.web.instruments.desk_forms import NEEDED
from plenary.interfaces.web.instruments.public_reading import DEPOSITS
from plenary.interfaces.web.meetings.desk_agenda_forms import KINDS as KINDS_OF_ITEM
from plenary.interfaces.web.meetings.desk_people_forms import ROLES as ROLES_IN_A_DELEGATION
from plenary.interfaces.web.meetings.desk_sessions_forms import SESSION_KINDS
from plenary.interfaces.web.meetings.desk_sittings_forms import FORMATS, OFFICE_CLASSES
from plenary.interfaces.web.meetings.reading import KINDS_OF_SLOT
from plenary.interfaces.web.organisation.attribute_forms import WHAT
from plenary.interfaces.web.organisation.desk_forms import STATUSES, TERMS
from plenary.interfaces.web.organisation.desk_members_forms import OFFICES
from plenary.interfaces.web.organisation.reading import COMPOSITIONS, STANDINGS
from plenary.interfaces.web.protocol.desk_forms import COVER, HONOURS, ORDERS, SHAPES
from plenary.interfaces.web.spelling import BRACKETS, CHOICES, OUTCOMES

Said = Mapping[str, str | Promise]


def _of(*choices: Iterable[tuple[str, str | Promise]]) -> Said:
    return {code: said for some in choices for code, said in some}


#: Codes that mean the same whatever act is given them, by the name of the argument or of a column in its rows.
EVERYWHERE: Mapping[str, Said] = {
    "admitted_classes": _of(OFFICE_CLASSES),
    "capacity": _of(Capacity.choices),
    "casting": CHOICES,
    "check": CHECKS,
    "composition": COMPOSITIONS,
    "counted_from": COUNTED_FROM,
    "cover": _of(COVER),
    "distribution": _of(DISTRIBUTIONS),
    "effect": _of(EFFECTS),
    "format": _of(FORMATS),
    "honours": _of(HONOURS),
    "manner": _of(MANNERS.items()),
    "needed": _of(NEEDED),
    "office_class": _of(OFFICES),
    "outcome": OUTCOMES,
    "series": _of(SERIES),
    "shape": _of(SHAPES),
    "standing": STANDINGS,
}
#: Codes whose meaning depends on the act.
OF_AN_ACT: Mapping[tuple[str, str], Said] = {
    ("decisions.attach_statement", "kind"): _of(STATEMENTS),
    ("decisions.prepare_question", "subject"): {**SUBJECTS, "": SUBJECTS["substance"]},
    ("decisions.propose_amendment", "kind"): AMENDMENT_KINDS,
    ("decisions.propose_amendment", "state"): AMENDMENT_STATES,
    ("decisions.rewrite_amendment", "kind"): AMENDMENT_KINDS,
    ("decisions.rewrite_amendment", "state"): AMENDMENT_STATES,
    ("decisions.put_amendment", "subject"): {**SUBJECTS, "": SUBJECTS["substance"]},
    ("decisions.put_part", "subject"): {**SUBJECTS, "": SUBJECTS["substance"]},
    ("documents.enter_outside_document", "kind"): KINDS_OF_DOCUMENT,
    ("documents.move_document", "state"): STATES_OF_DOCUMENT,
    ("documents.plan_document", "kind"): KINDS_OF_DOCUMENT,
    ("documents.refer_document", "verb"): REFERRAL_VERBS,
    ("documents.resolve_bracket", "status"): BRACKETS,
    ("instruments.record_deposit", "kind"): DEPOSITS,
    ("meetings.add_item", "kind"): _of(KINDS_OF_ITEM),
    ("meetings.list_delegate", "role"): _of(ROLES_IN_A_DELEGATION),
    ("meetings.plan_first_meeting", "kind"): _of(KINDS_OF_ITEM),
    ("meetings.plan_session", "kind"): _of(SESSION_KINDS),
    ("meetings.rename_item", "kind"): _of(KINDS_OF_ITEM),
    ("meetings.replace_delegate", "role"): _of(ROLES_IN_A_DELEGATION),
    ("meetings.take_in_delegates", "role"): _of(ROLES_IN_A_DELEGATION),
    ("meetings.take_in_items", "kind"): _of(KINDS_OF_ITEM),
    ("organisation.attribute", "status"): _of(STATUSES),
    ("organisation.enter_attribute", "of"): WHAT,
    ("organisation.enter_attributes", "of"): WHAT,
    ("organisation.enter_presidency", "state"): _of(TERMS),
    ("protocol.add_slot", "kind"): KINDS_OF_SLOT,
    ("protocol.lay_table", "rule"): _of(ORDERS),
}
#: Who may read something: tokens, each told as the page that says who can read what tells it.
AUDIENCES = frozenset({"agenda_audience", "audience"})
#: Languages by their codes.
LANGUAGES = frozenset(
    {
        "authentic_languages",
        "language",
        "languages",
        "official_languages",
        "order_language",
        "original_language",
        "working_languages",
    }
)
#: Told by the reading of the page itself, in words of its own.
TOLD_APART = frozenset({"changes", "kept", "paths", "picture", "ruleset", "scope", "values"})
#: Text, names and numbers as somebody typed or as they are printed; there are no other words for them.
TYPED = frozenset(
    {
        "alternative", "amount", "anchor", "aspect", "carrier", "cite", "code", "criteria", "currency", "fact",
        "ground", "in_force_rule", "issuer", "model", "none_needed", "numbers", "paragraphs", "period_printed",
        "presiding_ground",
        "provision", "reason", "ref", "reference", "sign_in_name", "suffix", "symbol", "trait", "zone",
    }
)  # fmt: skip
#: The same, where another act is given a code under that name.
TYPED_IN = frozenset(
    {
        ("budget.adopt_budget", "decision"),
        ("budget.give_vote_back", "decision"),
        ("budget.permit_vote", "decision"),
        ("budget.take_vote", "decision"),
        ("decisions.propose_amendment", "words"),
        ("decisions.rewrite_amendment", "words"),
        ("decisions.write_agreed_reading", "words"),
        ("decisions.rule_otherwise", "rule"),
        ("decisions.set_voting_order", "order"),
        ("decisions.set_voting_order", "rule"),
        ("decisions.write_agreed_reading", "seen"),
        ("documents.register_document", "session"),
        ("instruments.bring_into_effect", "rule"),
        ("organisation.set_symbol_form", "form"),
        ("organisation.set_symbol_form", "series"),
        ("people.join_identity", "subject"),
    }
)


def in_words(act: str, name: str, code: str) -> str | None:
    """What a code says in an act, in the language in use; None where it has no words."""
    words = OF_AN_ACT.get((act, name)) or EVERYWHERE.get(name)
    return str(words[code]) if words is not None and code in words else None
