"""Every refusal has a sentence, in English and in Russian."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.utils import translation

from plenary.interfaces.wording import SENTENCES, sentence_of
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


def test_sentences_are_sentences():
    """They end, do not shout, and blame nobody."""
    for code, said in SENTENCES.items():
        text = str(said)
        assert text.endswith((".", "?")), code
        assert not re.search(r"[!]|\b(oops|invalid|error|please|user|submit)\b", text, re.IGNORECASE), code


def test_every_sentence_speaks_russian():
    with translation.override("ru"):
        english = [code for code, said in SENTENCES.items() if not re.search("[а-яё]", str(said), re.IGNORECASE)]
    assert english == []


def test_a_sentence_carries_its_facts():
    said = sentence_of(Refused("people.name_taken", name="ana"))
    assert "ana" in said
