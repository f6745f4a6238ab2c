"""Facts of refusals and names of languages as people read them: no codes, no days of machines, no foreign comma."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from plenary.foundation.texts.text import Role
from plenary.interfaces.fact_words import LISTS, TONGUES, fact_in_words, language_in_words, listed
from plenary.interfaces.wording import SENTENCES, sentence_of
from plenary.offices.decisions.models import Amendment, Question
from plenary.offices.documents.models import Bracket, Document, Referral
from plenary.procedure.documents import ReferralVerb
from plenary.procedure.refusal import Refused

SOURCE = Path(settings.SOURCE)
#: Whose refusals are looked at: texts, and what is decided on them.
WATCHED = (
    "offices/documents/",
    "offices/decisions/",
    "foundation/texts/",
    "procedure/documents",
    "procedure/deadlines",
)
#: An expression that ends so gives a word of a closed list.
CLOSED = re.compile(r"\b(state|status|kind|manner|methods?|distribution|verb|outcome|role|languages?)(\.value)?\)?$")
#: Such a refusal shows what was typed, since no list knows it.
TYPED = re.compile(r"_unknown$|\.no_such_")
ISO = re.compile(r"\d{4}-\d\d-\d\d")
LANGUAGES = ("en", "ru", "ar")


class Asked(dict[str, object]):
    """What a sentence asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> object:
        self.names.add(name)
        return 5


def asked_by(code: str) -> set[str]:
    """The facts that stand in the sentence of a code."""
    asked = Asked()
    str(SENTENCES[code] % asked)
    return asked.names


def refusals() -> Iterator[tuple[str, dict[str, str]]]:
    """Each refusal that is raised where we look, with the expression of each fact that its sentence shows."""
    for file in sorted(SOURCE.rglob("*.py")):
        if not str(file.relative_to(SOURCE)).startswith(WATCHED):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Refused") and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and code.value in SENTENCES:
                    shown = asked_by(code.value)
                    facts = {one.arg: ast.unparse(one.value) for one in node.keywords if one.arg in shown}
                    yield code.value, {str(name): said for name, said in facts.items()}


def test_a_word_of_a_closed_list_has_its_words():
    bare, looked_at = [], 0
    for code, facts in refusals():
        for name, said in facts.items():
            if TYPED.search(code) or not CLOSED.search(said):
                continue
            looked_at += 1
            place = f"{code.partition('.')[0]}.{name}"
            if not {f"{code}.{name}", place, name} & LISTS.keys() and place not in TONGUES:
                bare.append(f"{code}: {name}={said}")
    assert bare == []
    assert looked_at > 20


def said_with(code: str, fact: str) -> str:
    """The sentence of a refusal all of whose facts are the same, but for the one that it counts."""
    names = sorted(asked_by(code))
    for counted in ("", *names):
        facts: dict[str, object] = {name: 5 if name == counted else fact for name in names}
        try:
            return sentence_of(Refused(code, **facts))
        except TypeError:
            continue
    raise AssertionError(code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_shows_a_day_or_a_moment_as_machines_write_it(language):
    codes = {code for code, _facts in refusals()}
    assert len(codes) > 100
    with translation.override(language):
        for code in codes:
            for fact in ("2026-03-05", "2026-03-05T10:00:00+00:00", "2026-03-05T10:00:12.345678+03:00"):
                said = said_with(code, fact)
                assert not ISO.search(said), said


def test_a_moment_stands_by_the_clock_of_the_zone_beside_it():
    at = "2026-03-05T10:00:00+00:00"
    with translation.override("en"):
        said = sentence_of(Refused("decisions.time_is_over", closes_at=at, zone="Asia/Bishkek"))
        assert said.startswith("The time was over at 5 March 2026, 16:00 (Asia/Bishkek).")
        assert "5 March 2026, 10:00\u00a0UTC" in sentence_of(Refused("documents.due_in_the_past", due=at))
    with translation.override("ar"):
        assert "5 مارس 2026، 10:00\u00a0UTC" in sentence_of(Refused("documents.due_in_the_past", due=at))


@pytest.mark.parametrize("language", ["ru", "ar"])
@pytest.mark.parametrize(
    ("code", "name", "values"),
    [
        ("decisions.not_open", "state", Question.State),
        ("decisions.ballots_on_paper", "manner", Question.Manner),
        ("decisions.amendment_state", "state", Amendment.State),
        ("documents.bracket_closed", "status", Bracket.Status),
        ("documents.audience_not_stated", "distribution", Document.Distribution),
        ("documents.referral_not_there", "state", Referral.State),
        ("documents.open_brackets", "verb", ReferralVerb),
        ("text.out_of_place", "role", Role),
    ],
)
def test_every_value_of_a_list_has_words_in_each_language(language, code, name, values):
    with translation.override(language):
        for one in values:
            said = str(fact_in_words(code, name, str(one.value)))
            assert not re.search("[A-Za-z_]", said), said


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", "French, Chinese, Kyrgyz, tlh"), ("ru", "французский, китайский, киргизский, tlh")],
)
def test_languages_are_called_by_their_names(language, names):
    with translation.override(language):
        assert listed(language_in_words(code) for code in ("fr", "zh", "ky", "tlh")).casefold() == names.casefold()


def test_names_are_joined_as_each_language_joins_them():
    with translation.override("ar"):
        assert listed(["ألف", "باء"]) == "ألف، باء"


#: Where a comma of machines stands between codes, addresses and parts of programs, which no language changes.
COMMAS = {
    "web/documents/desk_pipeline_forms.py",
    "web/guide/forms.py",
    "web/people/devices.py",
}


def test_no_page_joins_names_with_a_comma_of_its_own():
    pages = [*SOURCE.glob("interfaces/web/**/*.py"), *SOURCE.glob("interfaces/web/**/*.html")]
    joins = re.compile(r"""["'], ["']\.join\((?!sorted\(unknown)|\|join:["'], ["']""")
    found = {str(one.relative_to(SOURCE / "interfaces")) for one in pages if joins.search(one.read_text("utf-8"))}
    assert found == COMMAS


def test_no_page_looks_a_language_up_by_itself():
    pages = list(SOURCE.glob("interfaces/web/**/*.py"))
    looks = re.compile(r"dict\(LANGUAGES\)|name_translated")
    assert [one.name for one in pages if looks.search(one.read_text("utf-8"))] == []
