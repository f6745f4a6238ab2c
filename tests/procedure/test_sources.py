"""Every value has its provision, and every provision stands in a checked list with what it says."""

from datetime import date

import pytest

from plenary.procedure.citation import Citation
from tests.procedure.sources import cited_by, cited_in_code, instruments, shipped

KINDS = {"treaty", "rules", "decision", "opinion", "practice", "ours"}
LISTED = {Citation(one.name, provision) for one in instruments() for provision, _ in one.provisions}
UNCHECKED = {Citation(one.name, provision) for one in instruments() for provision in one.unchecked}
RULESETS = shipped()


@pytest.mark.parametrize("name", RULESETS)
def test_every_citation_of_a_ruleset_is_in_the_list(name):
    assert sorted({*cited_by(RULESETS[name])} - LISTED) == []


def test_every_citation_of_the_code_is_in_the_list():
    assert {cite: file for cite, file in cited_in_code().items() if cite not in LISTED} == {}


def test_nothing_in_the_list_is_unused():
    used = {cite for ruleset in RULESETS.values() for cite in cited_by(ruleset)} | {*cited_in_code()}
    assert sorted(LISTED - used) == []


def test_the_reader_of_citations_sees_them():
    assert Citation("GA", "rule 83") in set(cited_by(RULESETS["un-ga"]))
    assert Citation("GA", "rule 74") in set(cited_by(RULESETS["un-ga"]))
    assert cited_in_code()[Citation("VCLT", "art. 7")] == "signing.py"


def test_a_citation_is_read_back_as_it_is_printed():
    assert {cite: Citation.parse(str(cite)) for cite in LISTED if Citation.parse(str(cite)) != cite} == {}


def test_every_text_says_what_it_is():
    names = [one.name for one in instruments()]
    assert len(names) == len(set(names))
    for one in instruments():
        assert one.kind in KINDS, one.name
        assert one.title.strip() and one.published.strip(), one.name
        assert all(says.endswith(".") and len(says) > 5 for _, says in one.provisions), one.name
        assert {*one.unchecked} <= {provision for provision, _ in one.provisions}, one.name
        if one.kind in {"treaty", "decision", "opinion"}:
            assert isinstance(one.date, date), one.name


def test_what_rests_on_an_unchecked_provision_is_to_be_confirmed():
    """A rule whose own provision was not seen has something to confirm; a value that names one is itself named."""
    unmarked = []
    for name, ruleset in RULESETS.items():
        for rule in (*ruleset.rules, *ruleset.elections):
            if rule.cite in UNCHECKED and rule.certain:
                unmarked.append((name, rule.body, rule.subject))
            for part, cite in rule.cites:
                if cite in UNCHECKED and not rule.to_confirm & {part, "*"}:
                    unmarked.append((name, rule.body, rule.subject, part))
        for one in (*ruleset.attributes, *ruleset.settings):
            if one.cite in UNCHECKED and one.certain:
                unmarked.append((name, one.body, one.name))
    assert unmarked == []


def test_every_value_of_a_real_body_has_the_day_it_holds_from():
    undated = [
        (name, one)
        for name, ruleset in RULESETS.items()
        if not name.startswith(("model", "halmar"))
        for one in (*ruleset.rules, *ruleset.elections, *ruleset.attributes, *ruleset.settings)
        if one.valid_from is None
    ]
    assert undated == []


def test_our_own_rules_are_cited_by_models_and_demonstrations_only():
    ours = {one.name for one in instruments() if one.kind == "ours"}
    citing = {name for name, ruleset in RULESETS.items() if {cite.text for cite in cited_by(ruleset)} & ours}
    assert citing == {"csto", "halmar", "model", "model-conference", "model-river", "model-union"}
    for name in citing - {"halmar"}:
        for one in (*RULESETS[name].rules, *RULESETS[name].settings):
            if one.cite.text in ours:
                assert not one.certain, (name, one)
