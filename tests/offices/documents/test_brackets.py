"""Brackets as objects, and brackets in the words: held by somebody, agreed on, or part of the text."""

from __future__ import annotations

import pytest

from plenary.foundation.journal.models import Entry
from plenary.interfaces.web.documents.reading import brackets_drawn, was_open
from plenary.offices.documents import actions, facts, queries
from plenary.offices.documents.models import Bracket, Document, Version
from plenary.offices.organisation.models import Member
from tests.builders import documents
from tests.builders.organisation import council, words
from tests.builders.people import actor
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

EN = [
    {"anchor": "title", "role": "title", "text": "Statement"},
    {"anchor": "p1", "role": "operative", "label": "1", "text": "Within [24 hours] [two days], and [always]."},
    {"anchor": "p2", "role": "operative", "label": "2", "text": "As they say [sic]."},
    {"anchor": "p3", "role": "operative", "label": "3", "text": "A note[^1] and no bracket."},
]
RU = [
    {**EN[0], "text": "Заявление"},
    {**EN[1], "text": "В течение [24 часов] [двух дней] и [всегда]."},
    {**EN[2], "text": "Как говорят."},
    {**EN[3], "text": "Сноска[^1]."},
]


@pytest.fixture
def officer():
    return actor("DO")


@pytest.fixture
def text(officer) -> tuple[Document, Version]:
    document = documents.planned(council(), officer)
    version = actions.add_version(document, by=officer, texts={"en": EN, "ru": RU}, original_language="en")
    document.refresh_from_db()
    return document, version


def russia() -> Member:
    return Member.objects.get(code="RUS")


def bare(version: Version) -> list[tuple[str, int, str]]:
    return [(one.anchor, one.place, one.words) for one in queries.bare_brackets(version)]


def test_brackets_in_the_words_are_told_until_somebody_holds_them(text, officer):
    document, version = text
    assert bare(version) == [("p1", 1, "[24 hours] [two days]"), ("p1", 2, "[always]"), ("p2", 1, "[sic]")]
    held = actions.open_bracket(document, by=officer, anchor="p1", place=1, proponents=[russia()])
    assert held.alternatives == [
        {"letter": "A", "words": {"en": "24 hours", "ru": "24 часов"}},
        {"letter": "B", "words": {"en": "two days", "ru": "двух дней"}},
    ]
    assert bare(version) == [("p1", 2, "[always]"), ("p2", 1, "[sic]")]
    assert queries.brackets_left(document) == 3


def test_square_brackets_of_the_text_hold_nothing_up(text, officer):
    document, version = text
    with refused("documents.reason_missing"):
        actions.keep_brackets(document, by=officer, anchor="p2", place=1, reason=words(""))
    kept = actions.keep_brackets(document, by=officer, anchor="p2", place=1, reason=words("As printed there"))
    assert (kept.status, bare(version)[-1]) == ("editorial", ("p1", 2, "[always]"))
    assert queries.open_brackets(document).count() == 0
    assert queries.brackets_left(document) == 2


def test_a_bracket_without_a_place_stands_for_one_place(text, officer):
    document, version = text
    actions.open_bracket(document, by=officer, anchor="p1", alternatives=[{"en": "24 hours"}], proponents=[russia()])
    assert bare(version) == [("p1", 2, "[always]"), ("p2", 1, "[sic]")]


def test_a_place_that_is_not_there_or_held_already(text, officer):
    document, _version = text
    holder = russia()
    with refused("documents.no_such_bracket", place=3):
        actions.open_bracket(document, by=officer, anchor="p1", place=3, proponents=[holder])
    actions.open_bracket(document, by=officer, anchor="p1", place=2, proponents=[holder])
    with refused("documents.bracket_there_already"):
        actions.open_bracket(document, by=officer, anchor="p1", place=2, proponents=[holder])
    with refused("documents.no_such_bracket"):
        actions.keep_brackets(document, by=officer, anchor="p3", place=1, reason=words("A footnote"))


def test_agreed_words_are_written_in_the_draft_and_leave_the_text_with_its_version(text, officer):
    document, _version = text
    holder = russia()
    first = actions.open_bracket(document, by=officer, anchor="p1", place=1, proponents=[holder])
    second = actions.open_bracket(document, by=officer, anchor="p1", place=2, proponents=[holder])
    actions.open_draft(document, by=officer, language="ru")
    with refused("documents.no_such_alternative", alternative="C"):
        actions.resolve_bracket(first, by=officer, alternative="C")
    actions.resolve_bracket(first, by=officer, alternative="B")
    draft = queries.open_draft(document, "en")
    assert draft.paragraphs.get(anchor="p1").words == "Within two days, and [always]."
    russian = queries.open_draft(document, "ru")
    assert russian.paragraphs.get(anchor="p1").words == "В течение двух дней и [всегда]."
    # The version itself never changes, so its brackets still count; in the draft there is one less.
    assert (queries.brackets_left(document), queries.brackets_in_work(document)) == (3, 2)
    first.refresh_from_db()
    assert (first.status, first.closed_in) == ("resolved", None)
    made = actions.make_version(draft, by=officer)
    first.refresh_from_db()
    assert first.closed_in == made
    assert [was_open(first, number) for number in (1, 2)] == [True, False]
    assert queries.brackets_in_work(document) == 2
    second.refresh_from_db()
    assert (second.place, bare(made)) == (1, [("p2", 1, "[sic]")])
    assert queries.brackets_left(document) == 2
    actions.resolve_bracket(second, by=officer, alternative="-")
    assert queries.open_draft(document, "en").paragraphs.get(anchor="p1").words == "Within two days, and."


def test_what_is_agreed_is_closed_in_the_first_version_without_it(text, officer):
    document, _version = text
    first = actions.open_bracket(document, by=officer, anchor="p1", place=1, proponents=[russia()])
    actions.resolve_bracket(first, by=officer)
    # A version that still bears it, as one that amendments make while the draft waits.
    for number, words_of_it in ((2, EN[1]["text"]), (3, "Within two days, and [always].")):
        lines = [{**one, "text": words_of_it} if one["anchor"] == "p1" else one for one in EN]
        actions.add_version(document, by=officer, texts={"en": lines})
        first.refresh_from_db()
        assert (first.closed_in.number if first.closed_in else None) == (None if number == 2 else 3)
    held = list(Bracket.objects.select_related("opened_in", "closed_in"))
    drawn = brackets_drawn(list(document.versions.all()), held)
    assert [line[1] for line in drawn.table.rows] == ["1", "1", "0"]


def test_agreed_words_are_written_in_a_draft_of_another_language_that_is_opened_later(text, officer):
    document, _version = text
    holder = russia()
    first = actions.open_bracket(document, by=officer, anchor="p1", place=1, proponents=[holder])
    actions.open_bracket(document, by=officer, anchor="p1", place=2, proponents=[holder])
    actions.resolve_bracket(first, by=officer, alternative="B")
    actions.make_version(queries.open_draft(document, "en"), by=officer)
    russian = actions.open_draft(document, by=officer, language="ru")
    assert russian.paragraphs.get(anchor="p1").words == "В течение двух дней и [всегда]."
    assert [one.did for one in russian.saves.all()] == ["resolved"]


def test_agreed_words_outlive_a_draft_that_was_put_aside(text, officer):
    document, _version = text
    first = actions.open_bracket(document, by=officer, anchor="p1", place=1, proponents=[russia()])
    actions.resolve_bracket(first, by=officer, alternative="A")
    actions.put_draft_aside(queries.open_draft(document, "en"), by=officer, reason=words("Begun anew"))
    again = actions.open_draft(document, by=officer)
    assert again.paragraphs.get(anchor="p1").words == "Within 24 hours, and [always]."


def test_words_that_are_held_again_are_not_taken_as_agreed(text, officer):
    document, _version = text
    first = actions.open_bracket(document, by=officer, anchor="p1", place=1, proponents=[russia()])
    actions.resolve_bracket(first, by=officer, alternative="A")
    actions.put_draft_aside(queries.open_draft(document, "en"), by=officer, reason=words("Begun anew"))
    actions.open_bracket(document, by=officer, anchor="p1", place=1, proponents=[russia()])
    again = actions.open_draft(document, by=officer)
    assert again.paragraphs.get(anchor="p1").words == EN[1]["text"]


def test_the_record_names_the_paragraph_as_people_do(text, officer):
    document, _version = text
    actions.open_bracket(document, by=officer, anchor="p1", place=1, proponents=[russia()])
    actions.open_bracket(document, by=officer, anchor="title", alternatives=[{"en": "x"}], proponents=[russia()])
    told = [one.sentence for one in Entry.objects.filter(verb="documents.bracket.opened").order_by("number")]
    assert [one.partition(", ")[2] for one in told] == [
        "paragraph 1, were put in brackets",
        "paragraph ¶ 1, were put in brackets",
    ]


def test_a_bracket_in_the_words_that_nobody_holds_stops_adoption(text, officer):
    document, version = text
    actions.seal_version(version, by=officer)
    chair = actor("PO", "body:CSC")
    with refused("documents.open_brackets", brackets=3):
        actions.move_document(document, by=chair, state="adopted", met=["verdict of the body"])
    assert "no open brackets" not in {one.value for one in facts.guards_met(document)}


def test_a_mark_whose_other_half_is_missing_counts(officer):
    document = documents.planned(council(), officer)
    lines = [{"anchor": "p1", "role": "title", "text": "Statement [of two"}]
    version = actions.add_version(document, by=officer, texts={"en": lines}, original_language="en")
    assert bare(version) == [("p1", 0, "[of two")]
    assert queries.brackets_left(document) == 1


def test_the_seal_says_how_many_nobody_holds(text, officer):

    actions.seal_version(text[1], by=officer)
    assert Entry.objects.get(verb="documents.version.sealed").facts["brackets_nobody_holds"] == 3
    assert Bracket.objects.count() == 0
