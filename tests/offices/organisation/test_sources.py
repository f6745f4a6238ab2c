"""Where a fact comes from: every statement keeps its source, and a plan does not become a fact by itself."""

from datetime import date

import pytest

from plenary.foundation.journal.models import Entry
from plenary.foundation.people import pairs
from plenary.offices.documents.models import Document
from plenary.offices.organisation import actions, queries
from tests.builders import meetings as summits
from tests.builders.documents import planned
from tests.builders.organisation import council, six_members, words
from tests.builders.people import actor, secretary_general
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return actions.enter_source(
        by=secretary_general(),
        code="report-2019-11-28",
        name=words("wire report of 28 November 2019"),
        place=words("Bishkek"),
        published_on=date(2019, 11, 28),
    )


def test_a_statement_keeps_its_source_its_kind_and_its_words(report):
    rus = six_members()["RUS"]
    made = actions.attribute(
        rus,
        by=actor("DO"),
        source=report,
        status="quoted",
        aspect="priorities",
        fact="5",
        speaker=words("press service"),
        quoted=words("key issues"),
    )
    assert list(queries.attributions_of(rus)) == [made]
    assert (made.status, made.fact, made.quoted, made.thing_kind) == (
        "quoted",
        "5",
        {"en": "key issues"},
        "organisation.member",
    )


def test_two_sources_stand_beside_each_other(report):
    rus, sg = six_members()["RUS"], secretary_general()
    other = actions.enter_source(by=sg, code="notice", name=words("another notice"))
    planned_ = actions.attribute(rus, by=sg, source=report, status="planned", fact="11")
    occurred = actions.attribute(rus, by=sg, source=other, status="occurred", is_public_fact=True)
    assert list(queries.attributions_of(rus)) == [planned_, occurred]
    planned_.refresh_from_db()
    assert planned_.status == "planned"


def test_what_is_withdrawn_is_no_longer_shown_and_stays_in_the_record(report):
    rus, sg = six_members()["RUS"], secretary_general()
    made = actions.attribute(rus, by=sg, source=report, status="planned")
    with refused("organisation.reason_missing"):
        actions.withdraw_attribution(made, by=sg, reason=" ")
    actions.withdraw_attribution(made, by=sg, reason="another member was meant")
    assert list(queries.attributions_of(rus)) == []
    assert [e.facts.get("reason", "") for e in Entry.objects.filter(about_key=rus.key).order_by("pk")][-1] == (
        "another member was meant"
    )
    with refused("organisation.already_withdrawn"):
        actions.withdraw_attribution(made, by=sg, reason="again")


def test_an_attribution_is_recorded_where_its_thing_is_read(report):
    document: Document = planned(council())
    actions.attribute(document, by=actor("DO"), source=report, status="planned", aspect="role", fact="15")
    entry = Entry.objects.get(verb="organisation.fact.attributed")
    assert (entry.tree.audience, entry.about) == ("documents,secretary:CSC", ("documents.document", document.key))
    assert [one.fact for one in queries.attributions_of(document)] == ["15"]


def test_attributions_of_many_things_cost_one_question(report, django_assert_num_queries):
    six, sg = six_members(), secretary_general()
    for one in six.values():
        actions.attribute(one, by=sg, source=report, status="occurred")
    with django_assert_num_queries(1):
        found = queries.attributions_by_thing(six.values())
        assert {key: [a.source.code for a in stated] for key, stated in found.items()} == {
            one.key: ["report-2019-11-28"] for one in six.values()
        }


def test_a_kind_of_statement_that_does_not_exist_is_refused(report):
    rus, sg = six_members()["RUS"], secretary_general()
    with refused("organisation.status_unknown", status="rumoured"):
        actions.attribute(rus, by=sg, source=report, status="rumoured")
    with refused("organisation.quotation_without_words"):
        actions.attribute(rus, by=sg, source=report, status="quoted")
    with refused("organisation.code_taken", code="report-2019-11-28"):
        actions.enter_source(by=sg, code="report-2019-11-28", name=words("again"))


def test_what_the_press_officer_attributes_another_confirms(report):
    rus, press = six_members()["RUS"], actor("PS")
    with refused("access.second_person_needed", row="draft_release"):
        actions.attribute(rus, by=press, source=report, status="planned")
    pending = pairs.perform(actions.attribute, by=press, thing=rus, source=report, status="planned")
    made = pairs.confirm(pending, by=secretary_general("Another"))
    assert list(queries.attributions_of(rus)) == [made]


def test_a_delegate_attributes_nothing(report):
    rus, delegate = six_members()["RUS"], actor("HD", "member:RUS")
    with refused("access.not_allowed", row="keep_organisation"):
        actions.attribute(rus, by=delegate, source=report, status="planned")


def test_who_may_know_of_a_thing_that_a_source_speaks_of():
    """What is shown inside other things only is known to nobody by itself: a sentence of a draft, a line of a list."""
    summit = summits.bishkek()
    line = summit.heads["RUS"]
    assert queries.read_by(summit.session) == "public"
    assert queries.read_by(summit.delegations["RUS"]) == "public"
    assert queries.read_by(summit.restricted) == f"sitting:{summit.restricted.key}"
    assert queries.read_by(summit.bodies["CSC"]) == "public"
    assert queries.read_by(line) == ""
