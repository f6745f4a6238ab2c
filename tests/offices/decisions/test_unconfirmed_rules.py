"""Nothing is put under rules whose text nobody in the house has confirmed."""

from datetime import timedelta

import pytest

from plenary.foundation.clock import now
from plenary.interfaces.wording import sentence_of
from plenary.offices.decisions import facts
from plenary.offices.decisions.actions import questions
from plenary.offices.decisions.models import Question
from plenary.offices.organisation import actions, queries
from plenary.offices.organisation.models import RulesInForce
from plenary.procedure.refusal import Refused
from tests.builders.decisions import council_sitting, question
from tests.builders.meetings import SUMMIT_DAY, Summit
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def unconfirmed() -> Summit:
    """The council in its sitting, under rules as the file has them."""
    summit = council_sitting()
    RulesInForce.objects.update(changes={})
    return summit


def opened(summit: Summit, subject: str, **more) -> Question:
    by = summit.chair() if subject != "procedure" else summit.secretary()
    return questions.open_question(question(summit, subject=subject, effect="adopt"), by=by, **more)


@pytest.mark.parametrize(
    ("subject", "values"),
    [
        ("", ["quorum_decide", "quorum_open"]),
        ("procedure", ["base", "quorum_decide", "quorum_open", "threshold", "tie"]),
        ("silence", ["silence"]),
    ],
)
def test_neither_consensus_nor_a_vote_nor_silence_is_put_under_them(unconfirmed, subject, values):
    ends = {"closes_at": now() + timedelta(days=4)} if subject == "silence" else {}
    asked = question(unconfirmed, subject=subject, effect="adopt")
    by = unconfirmed.secretary() if subject == "procedure" else unconfirmed.chair()
    with refused("rules.not_confirmed", body="CSC", values=values):
        questions.open_question(asked, by=by, **ends)
    paths = [f"rule.{subject or 'substance'}.{value}" for value in values]
    csc = unconfirmed.bodies["CSC"]
    given = {"by": unconfirmed.secretariat, "cite": "Rules of procedure rule 6"}
    actions.confirm_rules(csc, paths=paths[1:] or paths, **given)
    if len(paths) > 1:
        with refused("rules.not_confirmed", body="CSC", values=values[:1]):
            questions.open_question(asked, by=by, **ends)
        actions.confirm_rules(csc, paths=paths[:1], **given)
    if subject != "silence":
        with refused("rules.not_confirmed", values=["voting_right_lost"]):
            questions.open_question(asked, by=by, **ends)
        actions.confirm_rules(csc, paths=["setting.voting_right_lost"], **given)
    assert questions.open_question(asked, by=by, **ends).state == Question.State.OPEN


def test_the_sentence_names_the_values_in_words_and_where_to_confirm_them(unconfirmed):
    with pytest.raises(Refused) as caught:
        opened(unconfirmed, "")
    assert sentence_of(caught.value) == (
        "The organisation has not confirmed these values of the rule for substance in CSC: quorum to decide, quorum to "
        "open. Confirm them, or set them, at the desk under Rules in force; nothing is decided by it before. "
        "(CSTO Charter art. 12)"
    )


def test_what_was_put_while_confirmed_goes_on_to_its_end(unconfirmed):
    actions.confirm_rules(unconfirmed.bodies["CSC"], by=unconfirmed.secretariat, cite="Rules of procedure rule 6")
    asked = opened(unconfirmed, "procedure")
    assert questions.close_question(asked, by=unconfirmed.secretary()).state == Question.State.CLOSED


def test_a_value_changed_later_leaves_the_rule_of_an_earlier_day_and_the_verdict_by_it():
    """From a shipped ruleset: a value is set otherwise from a day, and what held before is still answered."""
    summit = council_sitting()
    asked = opened(summit, "procedure")
    questions.close_question(asked, by=summit.secretary())
    kept = asked.bodies.get().verdict
    csc, later = summit.bodies["CSC"], queries.today() + timedelta(days=1)
    for n, share in enumerate(("2/3", "3/4")):
        actions.change_rule(
            csc,
            by=summit.secretariat,
            values={"rule.procedure.threshold": share},
            cite=f"CSC decision {n + 1}",
            from_on=later + timedelta(days=30 * n),
        )
    held = {
        day: str(queries.rule_for(csc, "procedure", day).threshold)
        for day in (SUMMIT_DAY, queries.today(), later, later + timedelta(days=29), later + timedelta(days=30))
    }
    assert list(held.values()) == ["majority", "majority", "2/3", "2/3", "3/4"]
    asked.refresh_from_db()
    assert asked.bodies.get().verdict == kept
    assert kept["rule"]["threshold"] == {"num": 1, "den": 2, "strict": True, "min": 0}
    assert str(facts.rule_of(asked, csc).threshold) == "majority", (
        "a question of that day is asked by the rule of that day"
    )
