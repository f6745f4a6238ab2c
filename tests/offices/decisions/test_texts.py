"""A text before the body: put as sealed, adopted without a bracket, numbered, frozen; a budget takes effect with it."""

from decimal import Decimal

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.budget.actions import budgets
from plenary.offices.budget.models import Contribution
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, questions
from plenary.offices.decisions.models import Decision
from plenary.offices.documents import actions as documents
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import Refused
from tests.builders.decisions import after_the_window, council_sitting, decided, gavelled, put, question
from tests.builders.documents import drafted, in_russian, issued, to_table
from tests.builders.organisation import SIX, words
from tests.builders.people import actor, secretary_general

pytestmark = pytest.mark.django_db


def refusal(function, *arguments, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        function(*arguments, **more)
    return caught.value


def test_the_text_adopted_is_numbered_and_its_digest_frozen():
    summit = council_sitting()
    document, version = issued(summit.bodies["CSC"])
    to_table(document, summit.bodies["CSC"])
    (decision,) = decided(summit, question(summit, document=document))
    document.refresh_from_db()
    assert (document.state, decision.text_digest) == ("numbered", version.digest)
    assert str(decision.title) == "Statement on cooperation"
    entry = Entry.objects.get(verb="decisions.decision.adopted")
    assert entry.facts["sha256"] == version.digest
    assert queries.decisions_adopting(summit.head("RUS"), version.digest).get() == decision


def test_a_text_that_is_not_tabled_is_not_put():
    summit = council_sitting()
    document, _version = issued(summit.bodies["CSC"])
    refused = refusal(put, summit, question(summit, document=document))
    assert (refused.code, refused.facts["state"]) == ("decisions.text_not_tabled", "registered")


def test_no_version_comes_beside_the_words_that_are_put():
    summit = council_sitting()
    document, version = issued(summit.bodies["CSC"])
    to_table(document, summit.bodies["CSC"])
    officer = actor("DO")
    older = documents.add_version(document, by=officer, texts={"ru": in_russian()}, original_language="ru")
    opened = put(summit, question(summit, document=document, version=version))
    refused = refusal(documents.add_version, document, by=officer, texts={"ru": in_russian()}, original_language="ru")
    assert (refused.code, document.versions.count()) == ("decisions.text_is_put", 2)
    assert refusal(documents.seal_version, older, by=officer).code == "decisions.text_is_put"
    with after_the_window(opened):
        closed = questions.close_question(opened, by=summit.chair())
        assert refusal(documents.seal_version, older, by=officer).code == "decisions.text_is_put"
        announcing.announce(closed, by=summit.chair())


def test_words_that_are_put_are_not_bracketed_until_the_outcome_is_announced():
    summit = council_sitting()
    document, _version = issued(summit.bodies["CSC"])
    to_table(document, summit.bodies["CSC"])
    opened = put(summit, question(summit, document=document))

    def bracketed() -> Refused:
        russia = Member.objects.get(code="RUS")
        more = {"anchor": "op1", "alternatives": [{"ru": "сотрудничать"}], "proponents": [russia]}
        return refusal(documents.open_bracket, document, by=actor("DO"), **more)

    assert bracketed().code == "decisions.words_are_put"
    with after_the_window(opened):
        closed = questions.close_question(opened, by=summit.chair())
        assert bracketed().code == "decisions.words_are_put"
        announcing.announce(closed, by=summit.chair())
    assert bracketed().code == "documents.text_frozen"


def test_a_text_that_can_still_change_is_not_put():
    summit = council_sitting()
    document, _version = drafted(summit.bodies["CSC"])
    assert refusal(question, summit, document=document).code == "decisions.text_not_sealed"


def test_an_open_bracket_stops_the_question_and_the_number():
    summit = council_sitting()
    document, version = issued(summit.bodies["CSC"])
    to_table(document, summit.bodies["CSC"])
    asked = put(summit, question(summit, document=document))
    with after_the_window(asked):
        asked = questions.close_question(asked, by=summit.chair())
    document.brackets.create(opened_in=version, anchor="op1", alternatives=[], since_at=asked.opened_at)
    refused = refusal(announcing.announce, asked, by=summit.chair())
    assert (refused.code, refused.facts["count"]) == ("decisions.open_brackets", 1)
    assert Decision.objects.count() == 0
    again = question(summit, document=document)
    assert refusal(put, summit, again).code == "decisions.open_brackets"


def test_brackets_in_the_words_that_nobody_holds_stop_the_question():
    summit = council_sitting()
    document, version = issued(summit.bodies["CSC"])
    to_table(document, summit.bodies["CSC"])
    # A text that was sealed before sealing told of them.
    version.languages.get(language="ru").paragraphs.filter(anchor="op1").update(text="Agree [to cooperate] [to meet];")
    refused = refusal(put, summit, question(summit, document=document))
    assert (refused.code, refused.facts["count"]) == ("decisions.open_brackets", 1)


def test_a_text_of_which_an_authentic_language_lags_behind_is_not_put():
    summit = council_sitting()
    document, version = issued(summit.bodies["CSC"], authentic_languages=["ru", "en"])
    to_table(document, summit.bodies["CSC"])
    older = document.versions.create(number=0, made_at=version.made_at)
    # Texts that were sealed before sealing looked at what they render.
    version.languages.filter(language="en").update(renders=older)
    refused = refusal(put, summit, question(summit, document=document))
    assert (refused.code, refused.facts["language"]) == ("documents.authentic_text_older", "en")


def test_the_budget_opens_contributions_by_consensus_only():
    summit = council_sitting()
    document, _version = issued(summit.bodies["CSC"], kind="budget")
    to_table(document, summit.bodies["CSC"])
    officer = secretary_general("Who drafts the budget")
    draft = budgets.plan_budget(by=officer, year=2020, document=document)
    draft = budgets.draft_budget(
        draft, by=officer, currency="RUB", parts=[{"title": words("All"), "amount": Decimal("1000.00")}]
    )
    shares = dict.fromkeys(SIX, Decimal("16.667")) | {"TJK": Decimal("16.665")}
    draft = budgets.set_scale(draft, by=officer, shares=shares)
    asked = gavelled(summit, question(summit, document=document))
    assert Contribution.objects.count() == 0
    (decision,) = announcing.announce(asked, by=summit.chair())
    draft.refresh_from_db()
    assert (draft.state, draft.decision) == ("adopted", decision.number)
    assert Contribution.objects.count() == len(SIX)
