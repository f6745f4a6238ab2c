"""A rule is named in one form; a refusal keeps its code, its figures and its rule apart."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import NotHere, Refused
from plenary.procedure.step import Step

PRINTED = [
    ("GA rule 83", "GA", "rule 83"),
    ("VCLT art. 24(2)", "VCLT", "art. 24(2)"),
    ("CSTO Charter art. 12", "CSTO Charter", "art. 12"),
    ("UN Charter 18(2)", "UN Charter", "18(2)"),
    ("WTO Agreement IX:2", "WTO Agreement", "IX:2"),
    ("OSCE MC.DOC/1/06 annex 1(A)", "OSCE MC.DOC/1/06", "annex 1(A)"),
    ("Charter", "Charter", ""),
]


class TestCitation:
    @pytest.mark.parametrize(("said", "text", "provision"), PRINTED)
    def test_printed_and_read_back(self, said, text, provision):
        assert Citation.parse(said) == Citation(text, provision)
        assert str(Citation(text, provision)) == said

    @pytest.mark.parametrize("empty", ["", "  "])
    def test_a_citation_names_its_text(self, empty):
        with pytest.raises(ValueError, match="names its text"):
            Citation.parse(empty)
        with pytest.raises(ValueError, match="names its text"):
            Citation(empty)

    @given(st.sampled_from(["GA", "UN Charter", "Model"]), st.integers(1, 999))
    def test_any_rule_of_any_text(self, text, number):
        one = Citation(text, f"rule {number}")
        assert Citation.parse(str(one)) == one


class TestRefused:
    def test_code_figures_and_rule(self):
        no = Refused("quorum.not_met", Citation("GA", "rule 67"), represented=81, required=97)
        assert (no.code, no.facts) == ("quorum.not_met", {"represented": 81, "required": 97})
        assert str(no) == "quorum.not_met: represented=81, required=97 (GA rule 67)"

    def test_it_survives_a_pickle(self):
        no = pickle.loads(pickle.dumps(NotHere(cite=Citation("X", "rule 1"), place="door")))
        assert (type(no), no.code, str(no.cite), no.facts) == (NotHere, "not_here", "X rule 1", {"place": "door"})


class TestStep:
    def test_it_is_kept_as_json_and_read_back(self):
        step = Step.of("quorum.met", Citation("GA", "rule 67"), represented=97, members=["A", "B"])
        assert Step.from_mapping(json.loads(json.dumps(step.as_mapping()))) == step
        bare = Step.of("verdict")
        assert Step.from_mapping(bare.as_mapping()) == bare
