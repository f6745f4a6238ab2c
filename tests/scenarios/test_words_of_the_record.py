"""No code of the program stands in a sentence of the record, in any language of the house."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from plenary.foundation.journal.verbs import registered
from plenary.interfaces.web.spelling import WORDS

pytestmark = pytest.mark.django_db

#: Facts that are kept as codes wherever they stand in a sentence.
CODES = {
    "act", "capacity", "cast", "check", "choice", "computed", "language", "languages", "meant", "method",
    "outcome", "scene", "standing", "status", "verb",
}  # fmt: skip


def test_every_code_that_a_sentence_shows_has_words():
    shown = {
        (verb, fact)
        for verb, sentence in registered().items()
        for fact in re.findall(r"{(\w+)}", str(sentence))
        if fact in CODES and not verb.startswith("tests.")
    }
    assert shown - set(WORDS) == set()


def test_words_are_given_for_what_is_shown_only():
    shown = {(v, fact) for v, sentence in registered().items() for fact in re.findall(r"{(\w+)}", str(sentence))}
    assert set(WORDS) - shown == set()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_day_in_the_record_reads_as_sentences(whole_day, language):
    from plenary.foundation.journal.models import Entry  # noqa: PLC0415  the tables are made by now

    with whole_day.standing(), override(language):
        for entry in Entry.objects.select_related("tree"):
            words = re.sub(r"[\"«].*[\"»]", "", entry.sentence)
            assert not re.search(r"\b[a-z]+(_[a-z]+)+\b|\b[a-z]+\.[a-z_]+\b", words), (entry.verb, entry.sentence)
