"""Days that bind a paper: due, late, taken late by a waiver; and the day from which a restricted text is opened."""

from datetime import UTC, date, datetime, timedelta

import pytest

from plenary.foundation.access.actors import OUTSIDER
from plenary.foundation.clock import standing_at
from plenary.foundation.journal.models import Entry
from plenary.interfaces.wording import sentence_of
from plenary.offices.documents import actions, queries
from plenary.offices.meetings.actions import agenda, sessions, tabling
from plenary.offices.organisation.actions import give_mandate
from plenary.offices.organisation.models import Organisation
from plenary.procedure.deadlines import paper_track
from plenary.procedure.refusal import Refused
from tests.builders import meetings as building
from tests.builders.documents import by_two, issued, planned
from tests.builders.organisation import council, csto, words
from tests.builders.people import actor
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db

OPENS = date(2019, 11, 28)


def laid(issued_at: datetime, **days: date):
    """A paper on the agenda of the council's session, issued then and due on these days; and what tables it."""
    with standing_at(datetime(2019, 9, 1, tzinfo=UTC)):
        summit = building.session()
        item = building.item(summit)
        sessions.convene_session(summit.session, by=summit.secretariat)
    with standing_at(issued_at):
        document, _version = issued(summit.bodies["CSC"])
        if days:
            actions.set_deadlines(document, by=actor("DO"), cite="UN 10-4-6", **days)
        paper = agenda.place_paper(item, by=summit.secretariat, document=document)
    secretary = actor("SB", "body:CSC")

    def table():
        with standing_at(datetime(2019, 11, 28, 3, tzinfo=UTC)):
            return tabling.table_paper(paper, by=secretary)

    return document, summit.bodies["CSC"], table


class TestLatePapers:
    def test_one_issued_the_day_before_is_in_time_where_the_rules_ask_for_a_day(self):
        # 23:30 at the place, which is six hours before UTC.
        _document, _body, table = laid(datetime(2019, 11, 27, 17, 30, tzinfo=UTC))
        assert table().state == "tabled"

    def test_one_issued_on_the_day_is_refused_with_the_figure_and_the_rule(self):
        document, body, table = laid(datetime(2019, 11, 27, 18, 30, tzinfo=UTC))
        with refused("documents.issued_late", on="2019-11-28", due_on="2019-11-27", days=1) as caught:
            table()
        assert sentence_of(caught.value) == (
            "This paper was due to be issued by 27 November 2019 and was issued on 28 November 2019, 1 day late. "
            "It is laid before the body only once the body's waiver is recorded. (Demonstration rules)"
        )
        actions.grant_waiver(document, by=actor("PO", "body:CSC"), body=body, reason=words("It is short"))
        assert table().state == "tabled"

    def test_the_days_of_the_10_4_6_pattern_bind_where_they_were_set(self):
        track = paper_track(OPENS)
        assert (track.submitted_by, track.issued_by) == (date(2019, 9, 19), date(2019, 10, 17))
        days = {"submission_due_on": track.submitted_by, "issue_due_on": track.issued_by}
        _document, _body, table = laid(datetime(2019, 9, 19, 12, tzinfo=UTC), **days)
        assert table().state == "tabled"

    def test_one_handed_in_late_is_refused_until_the_body_takes_it(self):
        days = {"submission_due_on": date(2019, 9, 19), "issue_due_on": date(2019, 10, 17)}
        document, body, table = laid(datetime(2019, 9, 26, 12, tzinfo=UTC), **days)
        with refused("documents.submitted_late", on="2019-09-26", due_on="2019-09-19", days=7) as caught:
            table()
        assert str(caught.value.cite) == "UN 10-4-6"
        actions.grant_waiver(document, by=actor("PO", "body:CSC"), body=body, reason=words("It is short"))
        assert table().state == "tabled"

    def test_one_issued_after_its_day_is_refused(self):
        document, _body, table = laid(datetime(2019, 10, 20, tzinfo=UTC), issue_due_on=date(2019, 10, 17))
        officer, days = actor("DO"), {"submission_due_on": date(2019, 11, 1), "issue_due_on": date(2019, 10, 17)}
        with refused("documents.issued_before_submitted", submitted="2019-11-01", issued="2019-10-17"):
            actions.set_deadlines(document, by=officer, **days)
        with refused("documents.issued_late", days=3):
            table()

    def test_one_whose_mandate_was_overrun_is_refused_until_the_body_takes_it(self):
        document, body, table = laid(datetime(2019, 10, 20, tzinfo=UTC))
        order = give_mandate(body, by=actor("SG"), subject=words("A statement"), due_on=date(2019, 10, 19))
        document.mandate = order
        document.save()
        with refused("documents.mandate_overrun", on="2019-10-20", due_on="2019-10-19", days=1) as caught:
            table()
        assert sentence_of(caught.value).startswith("Its mandate orders this text by 19 October 2019 and its first")
        actions.grant_waiver(document, by=actor("PO", "body:CSC"), body=body, reason=words("It is short"))
        assert table().state == "tabled"

    def test_the_waiver_of_another_body_takes_nothing(self):
        document, body, table = laid(datetime(2019, 11, 28, 1, tzinfo=UTC))
        other = type(body).objects.get(code="CMD")
        actions.grant_waiver(document, by=actor("PO", "body:CMD"), body=other, reason=words("It is short"))
        with refused("documents.issued_late"):
            table()


def test_days_that_are_set_anew_stay_in_the_record():
    document, _version = issued(council())
    officer = actor("DO")
    with refused("documents.no_day_named"):
        actions.set_deadlines(document, by=officer)
    actions.set_deadlines(document, by=officer, submission_due_on=date(2027, 1, 1))
    actions.set_deadlines(document, by=officer, submission_due_on=date(2027, 1, 8), cite="GA rule 78")
    told = Entry.objects.filter(verb="documents.deadlines.set").last()
    assert told.facts["before"] == {"submission": "2027-01-01", "issue": ""}
    assert told.facts["after"] == {"submission": "2027-01-08", "issue": ""}
    assert told.cite == "GA rule 78"


class TestMandate:
    """A mandate names body, subject and day."""

    def test_a_text_is_planned_under_a_mandate_that_names_a_day(self):
        body = council()
        order = give_mandate(body, by=actor("SG"), subject=words("A statement"), due_on=date(2019, 10, 19))
        assert planned(body, mandate=order).mandate == order
        assert Entry.objects.get(verb="documents.document.planned").facts["mandate"] == {"en": "A statement"}

    def test_one_without_a_day_is_refused_unless_the_plan_names_it(self):
        body = council()
        order, officer = give_mandate(body, by=actor("SG"), subject=words("A statement")), actor("DO")
        with refused("documents.guard_not_met", missing=["mandate names body, subject and deadline"]):
            planned(body, officer, mandate=order)
        assert planned(body, mandate=order, submission_due_on=date(2019, 10, 19)).state == "mandated"

    def test_a_mandate_of_another_body_orders_nothing_here(self):
        bodies = csto()
        order = give_mandate(bodies["CMD"], by=actor("SG"), subject=words("A statement"), due_on=date(2019, 10, 19))
        officer = actor("DO")
        with refused("documents.mandate_of_another_body", mandated="CMD", body="CSC"):
            planned(bodies["CSC"], officer, mandate=order)


class TestDerestriction:
    def restricted(self):
        return issued(council(), distribution="restricted")[0]

    def test_it_waits_for_its_day_and_takes_two(self):
        document, officer = self.restricted(), actor("DO")
        today = datetime(2027, 5, 1, 9, tzinfo=UTC)
        with refused("access.second_person_needed"):
            actions.derestrict_document(document, by=officer, distribution="general")
        actions.set_derestriction(document, by=officer, on=date(2027, 5, 1))
        with standing_at(today - timedelta(days=1)):
            with pytest.raises(Refused) as caught:
                by_two(actions.derestrict_document, document=document, distribution="general")
            assert (caught.value.code, caught.value.facts["from_on"]) == ("documents.still_restricted", "2027-05-01")
            assert not queries.derestriction_due(officer, date(2027, 4, 30)).exists()
        assert list(queries.derestriction_due(officer, date(2027, 5, 1))) == [document]
        with standing_at(today):
            opened = by_two(actions.derestrict_document, document=document, distribution="general")
        assert (opened.distribution, opened.audience) == ("general", "public")
        assert queries.texts(OUTSIDER, opened).count() == 2
        told = Entry.objects.get(verb="documents.document.derestricted")
        assert (told.facts["before"], told.facts["after"]) == ("restricted", "general")
        assert not queries.derestriction_due(officer, date(2027, 5, 1)).exists()

    def test_its_day_begins_at_the_seat(self):
        (document, _version), officer = issued(csto()["CSC"], distribution="restricted"), actor("DO")
        Organisation.objects.update(zone="America/Lima")
        actions.set_derestriction(document, by=officer, on=date(2027, 3, 1))
        evening, morning = datetime(2027, 3, 1, 0, 30, tzinfo=UTC), datetime(2027, 3, 1, 5, 30, tzinfo=UTC)
        with standing_at(evening), pytest.raises(Refused) as caught:
            by_two(actions.derestrict_document, document=document, distribution="general")
        assert (caught.value.code, caught.value.facts["from_on"]) == ("documents.still_restricted", "2027-03-01")
        with standing_at(morning):
            assert by_two(actions.derestrict_document, document=document, distribution="general").audience == "public"

    def test_without_a_day_or_a_wider_class_nothing_is_opened(self):
        document = self.restricted()
        for day, distribution, code in (
            (None, "general", "documents.still_restricted"),
            (date(2020, 1, 1), "participants", "documents.class_not_wider"),
            (date(2020, 1, 1), "secret", "documents.class_unknown"),
        ):
            if day:
                actions.set_derestriction(document, by=actor("DO"), on=day)
            with pytest.raises(Refused) as caught:
                by_two(actions.derestrict_document, document=document, distribution=distribution)
            assert caught.value.code == code

    def test_what_is_not_restricted_has_nothing_to_open(self):
        document, _version = issued(council(), distribution="limited")
        officer = actor("DO")
        with refused("documents.not_restricted", distribution="limited"):
            actions.set_derestriction(document, by=officer, on=date(2027, 1, 1))
