"""The words in which the record's sentences say facts that are kept as codes: states, choices, capacities, acts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.capacities import Capacity
from plenary.foundation.journal.verbs import Words, spell
from plenary.interfaces.fact_words import language_in_words
from plenary.interfaces.web.chamber.sentences import SIGNALS
from plenary.interfaces.web.documents.reading import REFERRAL_VERBS, STATES
from plenary.interfaces.web.organisation.reading import STANDINGS
from plenary.interfaces.wording import act_sentence
from plenary.offices.meetings.queries import FORMATS

OUTCOMES: dict[str, Promise] = {
    "adopted": pgettext_lazy("in the record", "adopted"),
    "not adopted": pgettext_lazy("in the record", "not adopted"),
    "tied": pgettext_lazy("in the record", "tied"),
    "no quorum": pgettext_lazy("in the record", "no quorum"),
    "inconclusive": pgettext_lazy("in the record", "inconclusive"),
    "silence running": pgettext_lazy("in the record", "silence runs"),
    "silence broken": pgettext_lazy("in the record", "silence was broken"),
    "irregular": pgettext_lazy("in the record", "irregular"),
}
CHOICES: dict[str, Promise] = {
    "in_favour": pgettext_lazy("in the record", "in favour"),
    "against": pgettext_lazy("in the record", "against"),
    "abstain": pgettext_lazy("in the record", "abstention"),
}
METHODS: dict[str, Promise] = {
    "consensus": pgettext_lazy("in the record", "consensus"),
    "silence": pgettext_lazy("in the record", "silence procedure"),
    "vote": pgettext_lazy("in the record", "vote"),
}
CLAIMS: dict[str, Promise] = {
    "occurred": pgettext_lazy("in the record", "it happened"),
    "planned": pgettext_lazy("in the record", "it is planned"),
    "quoted": pgettext_lazy("in the record", "it was said"),
}
SEATING: dict[str, Promise] = {
    "precedence": pgettext_lazy("in the record", "precedence"),
    "alphabetical": pgettext_lazy("in the record", "the alphabet"),
    "as stated": pgettext_lazy("in the record", "what a source states"),
}
CHECKS: dict[str, Promise] = {
    "not_begun": pgettext_lazy("in the record", "not begun"),
    "under_way": pgettext_lazy("in the record", "under way"),
    "passed": pgettext_lazy("in the record", "passed"),
}
BRACKETS: dict[str, Promise] = {
    "open": pgettext_lazy("in the record", "open"),
    "resolved": pgettext_lazy("in the record", "resolved"),
    "moved": pgettext_lazy("in the record", "moved"),
    "editorial": pgettext_lazy("in the record", "part of the text"),
}
SCENES: dict[str, Promise] = {
    "waiting": pgettext_lazy("in the record", "the meeting, waiting"),
    "item": pgettext_lazy("in the record", "the item"),
    "speaker": pgettext_lazy("in the record", "who speaks"),
    "text": pgettext_lazy("in the record", "the text"),
    "vote": pgettext_lazy("in the record", "the vote"),
    "result": pgettext_lazy("in the record", "the result"),
    "adopted": pgettext_lazy("in the record", "what was adopted"),
    "break": pgettext_lazy("in the record", "the break"),
    "blank": pgettext_lazy("in the record", "nothing"),
}


def spell_facts() -> None:
    """Give the record the words of the house for each code that its sentences show."""
    for (verb, fact), words in WORDS.items():
        spell(verb, fact, words)


def _capacity(code: str) -> str:
    return str(Capacity(code).label) if code in Capacity.values else code


def _language(code: str) -> str:
    return language_in_words(code)


WORDS: Mapping[tuple[str, str], Words] = {
    ("people.capacity.given", "capacity"): _capacity,
    ("people.capacity.ended", "capacity"): _capacity,
    ("people.sign_in.begun", "capacity"): _capacity,
    ("people.sign_in.ended", "capacity"): _capacity,
    ("people.proof.given", "capacity"): _capacity,
    ("people.script_key.made", "capacity"): _capacity,
    ("people.act.proposed", "act"): act_sentence,
    ("people.act.confirmed", "act"): act_sentence,
    ("people.act.declined", "act"): act_sentence,
    ("organisation.partner.entered", "standing"): STANDINGS,
    ("organisation.fact.attributed", "status"): CLAIMS,
    ("documents.document.moved", "after"): STATES,
    ("documents.version.added", "languages"): _language,
    ("documents.version.issued", "language"): _language,
    ("documents.check.recorded", "language"): _language,
    ("documents.draft.became", "language"): _language,
    ("documents.draft.opened", "language"): _language,
    ("documents.draft.put_aside", "language"): _language,
    ("documents.draft.saved", "language"): _language,
    ("documents.languages.named", "languages"): _language,
    ("documents.translation.due", "language"): _language,
    ("documents.check.recorded", "check"): CHECKS,
    ("documents.bracket.resolved", "status"): BRACKETS,
    ("documents.referral.decided", "verb"): REFERRAL_VERBS,
    ("decisions.question.opened", "method"): METHODS,
    ("decisions.question.closed", "outcome"): OUTCOMES,
    ("decisions.verdict.announced", "outcome"): OUTCOMES,
    ("decisions.verdict.recorded", "outcome"): OUTCOMES,
    ("decisions.ruling.made", "outcome"): OUTCOMES,
    ("decisions.ruling.made", "computed"): OUTCOMES,
    ("decisions.ballot.cast", "choice"): CHOICES,
    ("decisions.ballot.changed", "choice"): CHOICES,
    ("decisions.ballot.entered", "choice"): CHOICES,
    ("decisions.vote.corrected", "cast"): CHOICES,
    ("decisions.vote.corrected", "meant"): CHOICES,
    ("meetings.sitting.planned", "title"): FORMATS,
    ("meetings.sitting.moved", "title"): FORMATS,
    ("chamber.signal.raised", "kind"): SIGNALS,
    ("chamber.signal.answered", "kind"): SIGNALS,
    ("chamber.scene.set", "scene"): SCENES,
    ("protocol.table.laid", "rule"): SEATING,
}
