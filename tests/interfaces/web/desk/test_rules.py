"""Rules in force at the desk: sentences with their values, provisions and days, changed one by one."""

import re
from datetime import timedelta

from plenary.interfaces.web.organisation.rule_sentences import SENTENCES, lines_of
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import RulesInForce
from tests.builders.organisation import body, council
from tests.builders.people import secretary_general

RULES = "/desk/rules/"


def test_rules_are_told_in_sentences(desk):
    RulesInForce.objects.update(changes={})
    page = desk.reads(desk.officer("LD"), RULES)
    assert "A decision is taken when two thirds of the members are represented." in page
    assert "A question of substance is decided by consensus." in page
    assert "from the model, not confirmed yet" in page
    assert desk.officer("HD", "member:RUS").get(RULES).status_code == 404


def test_one_value_changes_and_its_history_says_so(desk):
    legal = desk.officer("LD")
    later = queries.today() + timedelta(days=30)
    typed = {"value": "majority members", "cite": "Rules of procedure rule 6", "from_on": later.isoformat()}
    page = desk.does(legal, f"{RULES}CSC/quorum-to-decide/", **typed)
    assert "<del>A decision is taken when two thirds of the members are represented.</del>" in page
    assert "<ins>A decision is taken when a majority of the members are represented.</ins>" in page
    assert str(queries.rule_for(queries.body_named("CSC"), "", later).quorum_decide) == "majority members"


def test_a_refusal_keeps_what_was_typed(desk):
    typed = {"value": "all members", "cite": "Rules of procedure rule 66", "from_on": "2001-01-01"}
    page = desk.is_refused(desk.officer("LD"), f"{RULES}CSC/quorum-to-decide/", **typed)
    assert "Rules of procedure rule 66" in page
    assert "is past" in page


def test_what_a_ruleset_does_not_speak_of_is_no_page(desk):
    legal = desk.officer("LD")
    assert legal.get(f"{RULES}CSC/speaking-time/").status_code == 404
    assert legal.get(f"{RULES}CSC/arrears/").status_code == 200
    assert legal.get(f"{RULES}CMD/arrears/").status_code == 404
    assert legal.get(f"{RULES}NOBODY/").status_code == 404


def test_rules_are_brought_into_force_for_a_body_that_has_none(desk):
    water = body("WATER", composition="experts")
    legal = desk.officer("LD")
    page = desk.does(legal, f"{RULES}WATER/bring/", ruleset="model/ENVOYS", from_on=queries.today().isoformat())
    assert "A speaker has 5 minutes." in page
    assert queries.rule_for(water).body == "WATER"


def test_every_sentence_of_the_model_can_be_changed(db):
    csc = council(ruleset="model", code="COUNCIL")
    other = {
        "quorum-to-open": "1/3 members",
        "quorum-to-decide": "all members",
        "substance": "two-thirds-voting",
        "procedure": "majority-all",
        "equal-votes": "casting vote",
        "objections": 45,
        "silence": 96,
        "notice": 1,
        "documents": 2,
        "speaking-time": 7,
        "chair": "presidency",
        "arrears": 3,
    }
    assert set(other) == {sentence.code for sentence in SENTENCES}
    # Consensus goes last: by vote there is no time for objections before the gavel
    for sentence in sorted(SENTENCES, key=lambda one: one.code == "substance"):
        held = queries.latest_rules(csc)
        before = sentence.read(held)
        actions.change_rule(
            csc,
            by=secretary_general(),
            values=dict(sentence.changes(held, other[sentence.code])),
            cite=f"Rules {sentence.code}",
            from_on=queries.today(),
        )
        after = sentence.read(queries.latest_rules(csc))
        assert after.value == other[sentence.code] != before.value
        assert (after.cite, after.is_certain) == (f"Rules {sentence.code}", True)
    said = [line.said for line in lines_of(queries.rules_of(csc), queries.latest_rules(csc))]
    assert "A silence procedure runs for at least 96 hours." in said
    assert "A question of substance is decided by two thirds of those present and voting." in said


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


class TestConfirming:
    """What only a text says that nobody here has seen: named on the page, ticked as it stands, gone from the list."""

    CITE = "Rules of procedure of 2004 rule 6"

    def test_what_is_still_to_be_confirmed_is_named_in_words_with_what_stands(self, desk):
        RulesInForce.objects.update(changes={})
        legal = desk.officer("LD")
        page = text_of(desk.reads(legal, f"{RULES}CSC/"))
        assert "For questions of substance, quorum to decide: two thirds of the members CSTO Charter art. 12" in page
        assert "when arrears take the vote: years 2, automatic no CSTO Charter art. 25" in page
        assert "values are still to be confirmed" in text_of(desk.reads(legal, RULES))

    def test_ticked_values_are_confirmed_and_leave_the_list(self, desk):
        RulesInForce.objects.update(changes={})
        legal = desk.officer("LD")
        paths = ["rule.substance.quorum_decide", "setting.voting_right_lost"]
        desk.does(legal, f"{RULES}CSC/confirm/", values=paths, cite=self.CITE, from_on="2003-09-18")
        page = text_of(desk.reads(legal, f"{RULES}CSC/"))
        assert "For questions of substance, quorum to decide" not in page
        assert "For questions of substance, quorum to open" in page
        assert f"{self.CITE} · since 18 September 2003" in page
        row = RulesInForce.objects.get(body__code="CSC")
        assert {path: row.changes[path]["confirmed"] for path in paths} == dict.fromkeys(paths, True)

    def test_nothing_ticked_or_no_text_is_told_and_nothing_is_lost(self, desk):
        RulesInForce.objects.update(changes={})
        page = desk.is_refused(desk.officer("LD"), f"{RULES}CSC/confirm/", cite=self.CITE, from_on="2003-09-18")
        assert f'value="{self.CITE}"' in page
        assert RulesInForce.objects.get(body__code="CSC").changes == {}

    def test_once_all_is_confirmed_the_form_is_offered_no_more(self, desk):
        page = desk.reads(desk.officer("LD"), f"{RULES}CSC/")
        assert "confirm/" not in page
        assert "Still to be confirmed" not in page

    def test_a_second_person_reads_which_values_are_confirmed(self, desk):
        RulesInForce.objects.update(changes={})
        desk.does(
            desk.officer("AD"),
            f"{RULES}CSC/confirm/",
            values=["rule.substance.quorum_decide"],
            cite=self.CITE,
            from_on="2003-09-18",
        )
        second = desk.officer("SG")
        said = text_of(desk.reads(second, "/desk/pending/"))
        assert "Confirm the rules of a body as they stand" in said
        assert "What is confirmed For questions of substance, quorum to decide: two thirds of the members" in said
        desk.agrees(second)
        assert "rule.substance.quorum_decide" in RulesInForce.objects.get(body__code="CSC").changes
