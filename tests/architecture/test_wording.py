"""Every refusal has a sentence, in each language of the pages."""

import ast
import inspect
import re
import textwrap
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from plenary.foundation.access import gate
from plenary.foundation.access.acts import REGISTER
from plenary.foundation.access.permissions import Grade, permissions
from plenary.interfaces.wording import ACT_SENTENCES, SENTENCES, sentence_of
from plenary.procedure.refusal import Refused

SOURCE = Path(settings.SOURCE)


def codes_raised() -> dict[str, str]:
    """Every literal code given to Refused, NotHere or a class of them, with where it stands."""
    found = {}
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            inits = name == "__init__" and "super()" in ast.unparse(node.func)
            if not (name == "Refused" or inits) or not node.args:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_0-9]+|not_here", str(first.value)):
                found[first.value] = f"{file.relative_to(SOURCE)}:{node.lineno}"
    return found


def test_every_refusal_has_a_sentence():
    raised = codes_raised()
    assert len(raised) > 50
    assert {code: where for code, where in raised.items() if code not in SENTENCES} == {}


def test_no_sentence_is_left_over():
    """A code may also be chosen among several before it is raised, so any mention of it in the source counts."""
    source = "\n".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py") if file.name != "wording.py")
    assert {code for code in SENTENCES if f'"{code}"' not in source} == set()


class Several(dict[str, int]):
    """Five of everything that a sentence may count."""

    def __missing__(self, name: str) -> int:
        return 5


def test_sentences_are_sentences():
    """They end, do not shout, and blame nobody."""
    for code, said in SENTENCES.items():
        text = str(said % Several())
        assert text.endswith((".", "?")), code
        assert not re.search(r"[!]|\b(oops|invalid|error|please|user|submit)\b", text, re.IGNORECASE), code


@pytest.mark.parametrize(("language", "letter"), [("ru", "[а-яё]"), ("ar", "[\u0621-\u064a]")])
def test_every_sentence_speaks_each_language_of_the_pages(language: str, letter: str):
    with translation.override(language):
        told = {code: str(said % Several()) for code, said in SENTENCES.items()}
        english = [code for code, text in told.items() if not re.search(letter, text, re.IGNORECASE)]
    assert english == []


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_no_sentence_of_a_page_waits_for_its_translation(language: str):
    catalogue = (SOURCE / "interfaces" / "locale" / language / "LC_MESSAGES" / "django.po").read_text("utf-8")
    entries = catalogue.split("\n\n")[1:]
    waiting = [one for one in entries if "#, fuzzy" in one or re.search(r'^msgstr(\[\d\])? ""$(?!\n")', one, re.M)]
    assert waiting == []


def test_a_sentence_counts():
    """One is one, in what is said and in how."""
    assert sentence_of(Refused("decisions.window_open", seconds_left=1)).startswith("1 second is left")
    assert sentence_of(Refused("decisions.window_open", seconds_left=2)).startswith("2 seconds are left")


COLLECTED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
"""Names by which the sentences of one language are found in the source; others need the name they came with."""


def test_every_sentence_is_collected():
    """A sentence under a name that the collecting tool does not know is in no catalogue, so nobody translates it."""
    renamed = [
        f"{file.relative_to(SOURCE)}: {one.name} as {one.asname}"
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.asname not in {None, one.name} and one.asname not in COLLECTED
    ]
    assert renamed == []


def test_a_sentence_carries_its_facts():
    said = sentence_of(Refused("people.name_taken", name="ana"))
    assert "ana" in said


PROPOSED = {row for row, grades in permissions().rows.items() if Grade.PROPOSE in grades.values()}


def is_of_an_office(known: object) -> bool:
    """Whether it is a function of an office."""
    return inspect.isfunction(known) and known.__module__.startswith("plenary.offices")


def can_be_proposed(function, seen: set[object]) -> bool:
    """Whether an act, or what it calls in its office, asks for a row that somebody only proposes, or for two."""
    plain = inspect.unwrap(function)
    if plain in seen:
        return False
    seen.add(plain)
    tree = ast.parse(textwrap.dedent(inspect.getsource(plain)))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for known in (plain.__globals__[name] for name in names if name in plain.__globals__):
        if known in (gate.require_two, gate.require_to_widen, gate.require_first_audience, gate.SecondPersonNeeded):
            return True
        if isinstance(known, str | tuple | dict):
            found |= set(re.findall(r"[a-z_]+", repr(known)))
        elif is_of_an_office(known) and can_be_proposed(known, seen):
            return True
    return not PROPOSED.isdisjoint(found)


def test_the_check_of_acts_sees_both_kinds():
    assert can_be_proposed(REGISTER["meetings.plan_session"], set())
    assert can_be_proposed(REGISTER["budget.record_payment"], set())
    assert not can_be_proposed(REGISTER["meetings.open_session"], set())


def test_every_act_that_takes_two_has_a_sentence():
    """Without one the queue of a second person could not be shown."""
    offices = {name: made for name, made in REGISTER.items() if is_of_an_office(made)}
    without = [name for name, made in offices.items() if name not in ACT_SENTENCES and can_be_proposed(made, set())]
    assert without == []


def test_no_act_sentence_is_left_over():
    assert set(ACT_SENTENCES) - set(REGISTER) == set()
