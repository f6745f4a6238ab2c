"""Votes: ballots that count once, a close that is a line, a count that nobody reads early."""

import pytest

from plenary.foundation.journal.models import Entry
from plenary.foundation.people.pairs import confirm, perform
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, questions, votes
from plenary.offices.decisions.models import Ballot, Decision, Question
from plenary.procedure.refusal import Refused
from tests.builders.decisions import ballot, council_sitting, question, vote
from tests.builders.people import actor

pytestmark = pytest.mark.django_db


def refusal(function, *arguments, **more) -> Refused:
    with pytest.raises(Refused) as caught:
        function(*arguments, **more)
    return caught.value


def test_a_vote_from_the_first_ballot_to_the_number():
    summit = council_sitting()
    asked = vote(summit)
    for code, choice in zip(
        ("ARM", "BLR", "KAZ", "KGZ", "RUS"),
        ("in_favour", "in_favour", "against", "abstain", "in_favour"),
        strict=True,
    ):
        ballot(summit, asked, code, choice)
    (turnout,) = queries.turnout(asked)
    assert (turnout.voted, turnout.of, turnout.waiting) == (5, 6, ("TJK",))
    assert queries.results(asked) == []
    sealed = Entry.objects.filter(verb="decisions.ballot.cast")
    assert [entry.shown_facts for entry in sealed] == [None] * 5
    asked = questions.close_question(asked, by=summit.secretary())
    assert [entry.shown_facts["member"] for entry in sealed.order_by("number").all()][:2] == ["ARM", "BLR"]
    (result,) = queries.results(asked)
    assert (result.outcome, result.verdict["counted"], result.verdict["required"]) == ("adopted", 3, 3)
    assert [(member.code, choice) for member, choice in result.choices][2] == ("KAZ", "against")
    (decision,) = announcing.announce(asked, by=summit.chair())
    assert decision.number == "CSC-2019-1"


def test_the_same_ballot_any_number_of_times_counts_once():
    summit = council_sitting()
    asked = vote(summit)
    first = ballot(summit, asked, "RUS", key="k1")
    receipts = {queries.receipt(ballot(summit, asked, "RUS", key="k1")) for _ in range(20)}
    assert receipts == {queries.receipt(first)}
    assert Ballot.objects.count() == 1
    assert Entry.objects.filter(verb__startswith="decisions.ballot").count() == 1


def test_a_key_used_again_for_another_choice_is_refused():
    summit = council_sitting()
    asked = vote(summit)
    ballot(summit, asked, "RUS", key="k1")
    assert refusal(ballot, summit, asked, "RUS", "against", key="k1").code == "decisions.ballot_key_reused"
    told = refusal(ballot, summit, asked, "KAZ", key="k1")
    assert (told.code, dict(told.facts)) == ("decisions.ballot_key_reused", {})


def test_a_changed_ballot_supersedes_the_former():
    summit = council_sitting()
    asked = vote(summit)
    ballot(summit, asked, "RUS", "in_favour", key="k1")
    ballot(summit, asked, "RUS", "against", key="k2")
    live = Ballot.objects.get(superseded_at__isnull=True)
    assert (live.choice, Ballot.objects.count()) == ("against", 2)
    (turnout,) = queries.turnout(asked)
    assert turnout.voted == 1


def test_after_the_close_a_ballot_is_refused_with_both_times_and_a_lost_answer_is_given_again():
    summit = council_sitting()
    asked = vote(summit)
    cast = ballot(summit, asked, "RUS", key="k1")
    questions.close_question(asked, by=summit.secretary())
    refused = refusal(ballot, summit, asked, "KAZ")
    assert refused.code == "decisions.vote_closed"
    assert set(refused.facts) == {"closed_at", "arrived_at"}
    assert ballot(summit, asked, "RUS", key="k1") == cast


def test_only_the_holder_of_the_voting_right_casts():
    summit = council_sitting()
    asked = vote(summit)
    stranger = actor("HD", "member:RUS", name="Not on the list")
    assert refusal(votes.cast_ballot, asked, by=stranger, choice="in_favour", ballot_key="x").code == (
        "decisions.not_on_the_list"
    )
    adviser = actor("DM", "member:RUS")
    assert refusal(votes.cast_ballot, asked, by=adviser, choice="in_favour", ballot_key="x").code == (
        "access.not_allowed"
    )
    summit.heads["RUS"].presences.update(left_at=asked.opened_at)
    assert refusal(ballot, summit, asked, "RUS").code == "credentials.not_in_room"
    summit.heads["KAZ"].credentials.delete()
    assert refusal(ballot, summit, asked, "KAZ").code == "credentials.sits_by_courtesy"
    assert refusal(votes.cast_ballot, asked, by=summit.secretary(), choice="in_favour", ballot_key="x").code == (
        "access.not_allowed"
    )


def test_where_the_chamber_gave_the_seat_to_one_person_another_is_refused(monkeypatch):
    summit = council_sitting()
    asked = vote(summit)
    monkeypatch.setattr(
        "plenary.offices.decisions.permissions._seat_holders", [lambda sitting, body, member: "another-person"]
    )
    assert refusal(ballot, summit, asked, "RUS").code == "decisions.vote_held_by_another"


def test_a_correction_is_printed_under_the_result_and_changes_nothing():
    summit = council_sitting()
    asked = vote(summit)
    cast = ballot(summit, asked, "RUS", "against")
    assert refusal(votes.correct_vote, cast, by=summit.head("RUS"), meant="in_favour").code == (
        "decisions.vote_still_open"
    )
    asked = questions.close_question(asked, by=summit.secretary())
    before = queries.results(asked)
    filed = votes.correct_vote(cast, by=summit.head("RUS"), meant="in_favour")
    assert filed.meant == "in_favour"
    assert queries.results(asked) == before
    assert refusal(votes.correct_vote, cast, by=summit.head("RUS"), meant="against").code == (
        "decisions.correction_changes_nothing"
    )
    assert refusal(votes.correct_vote, cast, by=summit.head("RUS"), meant="abstain").code == (
        "decisions.corrected_already"
    )
    assert cast.corrections.count() == 1


def test_a_correction_is_filed_by_who_holds_the_seat():
    summit = council_sitting()
    asked = vote(summit)
    cast = ballot(summit, asked, "RUS", "against")
    questions.close_question(asked, by=summit.secretary())
    stranger = actor("HD", "member:RUS", name="Not on the list")
    assert refusal(votes.correct_vote, cast, by=stranger, meant="in_favour").code == "decisions.not_on_the_list"
    assert not cast.corrections.exists()


def test_a_vote_on_paper_is_counted_by_two():
    summit = council_sitting()
    asked = question(summit, subject="procedure", effect="adopt", manner="secret")
    questions.open_question(asked, by=summit.secretary())
    assert refusal(ballot, summit, asked, "RUS").code == "decisions.ballots_on_paper"
    waiting = perform(questions.enter_count, by=summit.secretary(), question=asked, yes=4, no=1, silent=1)
    asked.refresh_from_db()
    assert asked.bodies.get().count == {}
    confirm(waiting, by=summit.chair())
    asked = questions.close_question(asked, by=summit.secretary())
    assert (asked.outcome, asked.bodies.get().verdict["counted"]) == ("adopted", 4)


def test_a_void_vote_keeps_what_was_cast_sealed():
    summit = council_sitting()
    asked = vote(summit)
    ballot(summit, asked, "RUS")
    asked = questions.void_question(asked, by=summit.chair(), reason={"en": "The room lost its line"})
    assert asked.state == Question.State.VOID
    assert queries.results(asked) == []
    assert [entry.shown_facts for entry in Entry.objects.filter(verb="decisions.ballot.cast")] == [None]
    again = vote(summit, repeats=asked)
    assert again.attempt == 1


def test_a_number_is_given_once_and_never_two():
    summit = council_sitting()
    asked = vote(summit)
    for code in ("RUS", "KAZ", "BLR"):
        ballot(summit, asked, code)
    asked = questions.close_question(asked, by=summit.secretary())
    assert refusal(announcing.announce, asked, by=summit.chair(), numbers=["CSC-2019-7"]).code == (
        "decisions.number_not_next"
    )
    announcing.announce(asked, by=summit.chair(), numbers=["CSC-2019-1"])
    refused = refusal(announcing.announce, asked, by=summit.chair())
    assert (refused.code, refused.facts["numbers"]) == ("decisions.already_announced", ["CSC-2019-1"])
    assert str(refused.cite) == "CSTO Charter art. 12"
    second = vote(summit)
    for code in ("RUS", "KAZ", "BLR"):
        ballot(summit, second, code)
    second = questions.close_question(second, by=summit.secretary())
    before = Entry.objects.count()
    given = refusal(announcing.announce, second, by=summit.chair(), numbers=["CSC-2019-1"])
    assert (given.code, given.facts["next"]) == ("decisions.number_given_already", "CSC-2019-2")
    assert (Decision.objects.count(), Entry.objects.count()) == (1, before)
    (decision,) = announcing.announce(second, by=summit.chair())
    assert (decision.number, queries.gaps(decision.body, 2019)) == ("CSC-2019-2", [])
