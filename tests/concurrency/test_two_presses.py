"""Two presses at once.

The first test of each pair takes the locks away and lets two acts meet half-way: it shows that the others can fail.
On PostgreSQL they then do meet, and only a constraint of the database stops the second. On SQLite they cannot meet:
one write transaction waits for the other, and the test says so.
"""

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, questions, votes
from plenary.offices.decisions.models import Ballot, Decision, Series
from tests.builders.decisions import council_sitting, decided, gavelled, question, vote
from tests.concurrency.pressing import MeetingPoint, at_once, broken, one_writer_at_a_time, refused, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def two_gavelled():
    """Two questions to announce, in a series that has begun: number 1 is given."""
    summit = council_sitting()
    decided(summit)
    return summit, [gavelled(summit, question(summit, wording=f"Question {place}")) for place in (1, 2)]


def announcements(summit, asked):
    chair = summit.chair()
    return [lambda one=one: announcing.announce(one, by=chair) for one in asked]


def test_without_a_lock_two_announcements_would_take_one_number(monkeypatch):
    summit, asked = two_gavelled()
    without_row_locks(monkeypatch)
    half_way = MeetingPoint()
    touch = Series.touch

    def meet_first(self):
        half_way.wait()
        return touch(self)

    monkeypatch.setattr(Series, "touch", meet_first)
    answers = at_once(*announcements(summit, asked))
    if one_writer_at_a_time():
        assert (half_way.met, broken(answers)) == (False, 0)
        assert set(Decision.objects.values_list("number", flat=True)) == {"CSC-2019-1", "CSC-2019-2", "CSC-2019-3"}
    else:
        assert (half_way.met, broken(answers)) == (True, 1)
        assert Decision.objects.count() == 2


def test_two_announcements_take_two_numbers():
    summit, asked = two_gavelled()
    answers = at_once(*announcements(summit, asked))
    assert sorted(decision.number for one in answers for decision in one) == ["CSC-2019-2", "CSC-2019-3"]
    assert queries.gaps(Decision.objects.first().body, 2019) == []


def test_one_question_announced_twice_at_once_takes_one_number():
    summit = council_sitting()
    asked = gavelled(summit)
    answers = at_once(*announcements(summit, [asked, asked]))
    assert refused(answers) == ["decisions.already_announced"]
    assert Decision.objects.count() == 1
    assert Entry.objects.filter(verb="decisions.decision.adopted").count() == 1


def test_without_a_lock_one_ballot_sent_twice_would_be_written_twice(monkeypatch):
    summit = council_sitting()
    asked, head = vote(summit), summit.head("RUS")
    without_row_locks(monkeypatch)
    half_way = MeetingPoint()
    person_of = votes.person_of

    def meet_first(by):
        half_way.wait()
        return person_of(by)

    monkeypatch.setattr(votes, "person_of", meet_first)
    answers = at_once(*[lambda: votes.cast_ballot(asked, by=head, choice="against", ballot_key="k")] * 2)
    if one_writer_at_a_time():
        assert (half_way.met, broken(answers)) == (False, 0)
    else:
        assert (half_way.met, broken(answers)) == (True, 1)
    assert Ballot.objects.count() == 1


def test_one_ballot_sent_ten_times_at_once_counts_once_and_all_are_told_the_same():
    summit = council_sitting()
    asked, head = vote(summit), summit.head("RUS")
    answers = at_once(*[lambda: votes.cast_ballot(asked, by=head, choice="against", ballot_key="k")] * 10)
    assert {queries.receipt(one) for one in answers} == {queries.receipt(Ballot.objects.get())}
    assert Entry.objects.filter(verb="decisions.ballot.cast").count() == 1


def test_two_devices_of_one_seat_leave_one_ballot_that_counts():
    summit = council_sitting()
    asked, head = vote(summit), summit.head("RUS")
    answers = at_once(
        lambda: votes.cast_ballot(asked, by=head, choice="against", ballot_key="phone"),
        lambda: votes.cast_ballot(asked, by=head, choice="in_favour", ballot_key="tablet"),
    )
    assert all(isinstance(one, Ballot) for one in answers)
    assert Ballot.objects.filter(superseded_at__isnull=True).count() == 1


def test_the_close_is_a_line():
    """Each ballot around the close is receipted and counted, or refused and not; the order is the record's."""
    summit = council_sitting()
    secretary, heads = summit.secretary(), {code: summit.head(code) for code in summit.heads}
    for _round in range(3):
        asked = vote(summit)
        presses = [
            lambda code=code, asked=asked: votes.cast_ballot(
                asked, by=heads[code], choice="in_favour", ballot_key=f"{code} {asked.pk}"
            )
            for code in sorted(heads)
        ]
        presses.insert(3, lambda asked=asked: questions.close_question(asked, by=secretary))
        answers = at_once(*presses)
        cast = {one.member.code for one in answers if isinstance(one, Ballot)}
        assert set(refused(answers)) <= {"decisions.vote_closed"}
        assert len(cast) + len(refused(answers)) == 6
        asked.refresh_from_db()
        (result,) = queries.results(asked)
        assert {member.code for member, _choice in result.choices} == cast
        closed = Entry.objects.get(verb="decisions.question.closed", about_key=asked.key).number
        ballots = Entry.objects.filter(verb="decisions.ballot.cast", about_key=asked.key)
        assert all(number < closed for number in ballots.values_list("number", flat=True))
