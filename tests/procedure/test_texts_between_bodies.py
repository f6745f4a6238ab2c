"""Who may act on a text, who decides on it together, under which mandate it is written, and in which words."""

from __future__ import annotations

import pytest

from plenary.procedure.documents import require_having, require_mandate, require_one_text, require_together
from plenary.procedure.refusal import Refused


def refused(act, *args) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as no:
        act(*args)
    return no.value.code, no.value.facts


def test_one_of_those_who_act_has_the_text():
    for acting, having in ((["CSC"], ["CSC"]), (["PC", "CSC"], ["CSC", "CMD"]), (["PC"], [])):
        require_having(acting, having)
    facts = {"body": "CMD, PC", "having": ["CFM", "CSC"]}
    assert refused(require_having, ["PC", "CMD"], ["CSC", "CFM"]) == ("documents.not_with_this_body", facts)


def test_all_before_whom_it_lies_decide_together():
    for deciding, before in ((["CSC"], ["CSC"]), (["CSC", "PC"], ["PC"]), (["PC"], [])):
        require_together(deciding, before)
    facts = {"together": ["CFM", "CMD", "CSS"], "missing": ["CFM", "CSS"]}
    assert refused(require_together, ["CMD"], ["CSS", "CMD", "CFM"]) == ("documents.before_bodies_together", facts)


def test_a_mandate_orders_work_of_the_body_in_which_a_text_is_written():
    assert require_mandate("EXP", "EXP").facts == {"body": "EXP"}
    facts = {"mandated": "EXP", "body": "PC"}
    assert refused(require_mandate, "EXP", "PC") == ("documents.mandate_of_another_body", facts)


def test_every_authentic_language_is_there_and_says_what_is_decided_on():
    require_one_text(3, {"en": 3, "ru": 3})
    lacking = ("documents.authentic_text_missing", {"languages": ["ar", "ru"], "number": 3})
    assert refused(require_one_text, 3, {"en": 2}, ["ru", "ar"]) == lacking
    behind = ("documents.authentic_text_older", {"language": "ru", "renders": 2, "number": 3})
    assert refused(require_one_text, 3, {"en": 3, "ru": 2}) == behind
