"""The page on the rules of real bodies names every ruleset file, and every value that has to be confirmed."""

from pathlib import Path

import pytest

from plenary.procedure.ruleset import Ruleset
from tests.procedure.sources import shipped

PAGE = Path(__file__).parents[2] / "docs" / "using" / "rules-of-real-bodies.md"
RULESETS = shipped()
OURS = [name for name in RULESETS if name.startswith("model") or name == "halmar"]
REAL = [name for name in RULESETS if name not in OURS]

#: What the page calls a value that has to be confirmed.
WORDS = {
    "*": "everything",
    "absent": "what an absence does",
    "alternates_after": "when ballots open again",
    "base": "what the share is taken of",
    "cite": "the provision",
    "crosses_as_places": "too many crosses",
    "entitled": "who is entitled",
    "excluded": "who is left out",
    "formula": "the formula",
    "lots": "lots",
    "majority": "the majority",
    "method": "the method",
    "names_per_place": "names for a place",
    "next_ballot": "the next ballot",
    "quorum_decide": "quorum to decide",
    "quorum_open": "quorum to open",
    "secret": "secrecy",
    "silence": "terms of silence",
    "statements": "statements",
    "threshold": "the majority",
    "tie": "equal votes",
    "valid_from": "the first day",
}


def rows(ruleset: Ruleset) -> list[str]:
    """A line of the table for each provision under which something has to be confirmed."""
    found: dict[tuple[str, str], list[str]] = {}
    for rule in (*ruleset.rules, *ruleset.elections):
        if rule.to_confirm:
            named = ["*"] if "*" in rule.to_confirm else sorted(rule.to_confirm)
            subjects = found.setdefault((", ".join(WORDS[one] for one in named), str(rule.cite)), [])
            subjects += [rule.subject] if rule.subject not in subjects else []
    said = [f"| {'; '.join(subjects)} | {words} | {cite} |" for (words, cite), subjects in found.items()]
    for one in (*ruleset.attributes, *ruleset.settings):
        if not one.certain:
            said.append(f"| {one.name.replace('_', ' ')} | the value | {one.cite} |")
    return list(dict.fromkeys(said))


def words_of_a_case(ruleset: Ruleset) -> list[str]:
    """A line for each body: the words by which a case names it and what is decided in it."""
    return [
        f"- `{body}`: " + ", ".join(f"`{subject}`" for subject in sorted({*subjects(ruleset, body)}))
        for body in ruleset.bodies
    ]


def subjects(ruleset: Ruleset, body: str) -> list[str]:
    return [one.subject for one in (*ruleset.rules, *ruleset.elections) if one.body == body]


def sections() -> dict[str, str]:
    """The page by the name of the file that a heading ends in."""
    parts = PAGE.read_text("utf-8").split("\n## ")[1:]
    return {part.partition("\n")[0].partition("(`")[2].removesuffix("`)"): part for part in parts}


def test_every_file_has_its_section():
    assert list(sections()) == [*REAL, "model"]
    for name in OURS:
        assert f"`{name}`" in sections()["model"]


@pytest.mark.parametrize("name", REAL)
def test_every_value_to_be_confirmed_is_named_and_no_other(name):
    table = [line for line in sections()[name].splitlines() if line.startswith("| ")][2:]
    assert table == rows(RULESETS[name])


@pytest.mark.parametrize("name", REAL)
def test_the_bodies_and_subjects_that_a_case_may_name(name):
    assert [line for line in sections()[name].splitlines() if line.startswith("- `")] == words_of_a_case(RULESETS[name])


def test_all_of_a_model_is_to_be_confirmed():
    for name in OURS:
        certain = [one for one in (*RULESETS[name].rules, *RULESETS[name].settings) if one.certain]
        assert bool(certain) is (name == "halmar"), name
