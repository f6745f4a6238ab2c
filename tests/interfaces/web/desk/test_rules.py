"""Rules in force at the desk: sentences with their values, provisions and days, changed one by one."""

from datetime import timedelta

from plenary.interfaces.web.organisation.rule_sentences import SENTENCES, lines_of
from plenary.offices.organisation import actions, queries
from tests.builders.organisation import body, council
from tests.builders.people import secretary_general

RULES = "/desk/rules/"


def test_rules_are_told_in_sentences(desk):
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
