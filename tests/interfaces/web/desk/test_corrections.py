"""A wrong title, figure or text is put right by an entry; what stood before stays in the record."""

from datetime import date
from decimal import Decimal

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.budget import actions as budget
from plenary.offices.budget import facts, queries
from plenary.offices.budget.models import Payment
from plenary.offices.decisions.actions import announcing
from plenary.offices.decisions.models import Question
from plenary.offices.documents.models import LanguageVersion
from tests.builders import decisions as deciding
from tests.builders.budget import PARTS
from tests.builders.documents import by_two, issued, registered, to_table
from tests.builders.organisation import SIX, words
from tests.builders.people import actor, secretary_general
from tests.interfaces.web.desk.conftest import Desk

MONEY = "/desk/money/"
SCALE = dict(zip(SIX, ("10.000", "15.000", "20.000", "5.000", "45.000", "5.000"), strict=True))


class TestTitleOfADocument:
    typed = {"title_en": "Statement on joint work", "title_ru": "Заявление", "reason_en": "A slip."}

    def at(self, document) -> str:
        return f"/desk/documents/{document.key}/correct-title/"

    def test_before_issue_one_officer_corrects_it_and_the_old_one_stays(self, desk):
        document, _version = registered(desk.summit.bodies["CSC"])
        officer = desk.officer("DO")
        assert "Statement on joint work" in desk.does(officer, self.at(document), **self.typed)
        told = Entry.objects.get(verb="documents.title.corrected").facts
        assert told["before"] == {"en": "Statement on cooperation", "ru": "Заявление о сотрудничестве"}
        assert (told["after"]["en"], told["reason"]) == ("Statement on joint work", {"en": "A slip."})

    def test_once_issued_two_agree(self, desk):
        document, _version = issued(desk.summit.bodies["CSC"])
        desk.does(desk.officer("DO"), self.at(document), **self.typed)
        document.refresh_from_db()
        assert document.title["en"] == "Statement on cooperation"
        desk.agrees(desk.officer("SG"))
        document.refresh_from_db()
        assert document.title["en"] == "Statement on joint work"

    def test_the_same_title_is_no_correction_and_keeps_its_reason(self, desk):
        document, _version = registered(desk.summit.bodies["CSC"])
        same = {"title_en": "Statement on cooperation", "title_ru": "Заявление о сотрудничестве"}
        page = desk.is_refused(desk.officer("DO"), self.at(document), **same, reason_en="A slip of the pen.")
        assert "A slip of the pen." in page
        assert not Entry.objects.filter(verb="documents.title.corrected").exists()

    def test_two_who_correct_it_are_both_told(self, desk):
        document, _version = registered(desk.summit.bodies["CSC"])
        first, second = desk.officer("DO", name="first"), desk.officer("DO", name="second")
        page = first.get(self.at(document)).content.decode()
        begun = page.partition('name="begun_from" value="')[2].partition('"')[0].replace("&quot;", '"')
        desk.does(second, self.at(document), **{**self.typed, "title_en": "The title of the other"})
        told = desk.is_refused(first, self.at(document), **self.typed, begun_from=begun)
        assert "Here stands now: The title of the other" in told
        assert "Statement on joint work" in told


class TestCheckAndWithdrawal:
    def test_a_check_is_recorded_by_language(self, desk):
        document, _version = registered(desk.summit.bodies["CSC"])
        officer, text = desk.officer("DO"), LanguageVersion.objects.get(language="en")
        assert f"check/?text={text.key}" in desk.reads(officer, f"/desk/documents/{document.key}/")
        page = desk.does(officer, f"/desk/documents/{document.key}/check/", text=text.key, check="passed")
        assert "lawyers and linguists: passed" in page
        text.refresh_from_db()
        assert text.lawyer_linguist == "passed"
        page = desk.is_refused(officer, f"/desk/documents/{document.key}/check/", text=text.key, check="")
        assert text.key in page

    @pytest.fixture
    def tabled(self, db):
        desk = Desk(deciding.council_sitting())
        council = desk.summit.bodies["CSC"]
        document, version = issued(council)
        return desk, to_table(document, council), version

    def test_a_text_is_withdrawn_by_two_and_no_question_stands_on_it(self, tabled):
        desk, document, version = tabled
        asked = deciding.question(desk.summit, document=document, version=version)
        address = f"/desk/documents/{document.key}/withdraw/"
        desk.does(desk.officer("SB", "body:CSC"), address, reason_en="The sponsor thinks again.")
        desk.agrees(desk.officer("SG"))
        document.refresh_from_db()
        asked.refresh_from_db()
        assert (document.state, asked.state) == ("withdrawn", Question.State.VOID)
        assert Entry.objects.get(verb="decisions.text.withdrawn").facts["reason"] == {"en": "The sponsor thinks again."}

    def test_what_is_put_already_stays(self, tabled):
        desk, document, version = tabled
        deciding.put(desk.summit, deciding.question(desk.summit, document=document, version=version))
        address = f"/desk/documents/{document.key}/withdraw/"
        page = desk.is_refused(desk.officer("SG"), address, reason_en="The sponsor thinks again.")
        assert "The sponsor thinks again." in page
        assert "was put already" in page


class TestTitleOfADecision:
    def test_it_is_corrected_by_two_once_issued(self, db):
        desk = Desk(deciding.council_sitting())
        taken = deciding.decided(desk.summit)[0]
        announcing.record_verdict(taken.question, by=desk.summit.secretary())
        by_two(announcing.issue_decision, decision=taken, audience="public")
        address = f"/desk/decisions/{taken.number}/correct-title/"
        before = taken.title.said("en")
        assert before in desk.reads(desk.officer("DO"), address)
        desk.does(desk.officer("DO"), address, title_en="On rescue at sea", reason_en="The item was named.")
        taken.refresh_from_db()
        assert taken.title.said("en") == before
        desk.agrees(desk.officer("SG"))
        taken.refresh_from_db()
        assert taken.title == {"en": "On rescue at sea"}
        entry = Entry.objects.get(verb="decisions.title.corrected")
        assert (entry.facts["before"]["en"], entry.facts["number"]) == (before, taken.number)
        assert before in desk.reads(desk.officer("SG"), f"/en/decisions/{taken.number}/")


class TestPayment:
    @pytest.fixture
    def paid(self, desk) -> Payment:
        keeper, finance = secretary_general(), actor("FI")
        made = budget.plan_budget(by=keeper, year=2020)
        parts = [{**part, "title": words(part["title"]["en"])} for part in PARTS]
        made = budget.draft_budget(made, by=keeper, currency="RUB", parts=parts)
        made = budget.set_scale(made, by=keeper, shares=SCALE)
        chair = actor("PO", "body:CSC")
        budget.adopt_budget(made, by=chair, decision="CSC-2019-1", letter_on=date(2019, 12, 1), in_scopes=["body:CSC"])
        by_two(
            budget.record_payment,
            proposed_by=finance,
            member=desk.summit.host,
            amount=Decimal("100.00"),
            received_on=date(2020, 1, 15),
        )
        return Payment.objects.get()

    def test_the_account_of_a_member_by_year(self, desk, paid):
        code = desk.summit.host.code
        page = desk.reads(desk.officer("FI"), f"{MONEY}accounts/{code}/")
        assert "100.00" in page
        assert f"payments/{paid.key}/reverse/" in page
        assert "in arrears" in page
        assert desk.officer("PT").get(f"{MONEY}accounts/{code}/").status_code == 404
        assert desk.officer("FI").get(f"{MONEY}accounts/NOBODY/").status_code == 404
        assert f"{MONEY}accounts/{code}/" in desk.reads(desk.officer("FI"), f"{MONEY}?year=2020")

    def test_a_wrong_payment_is_taken_back_by_a_counter_entry_and_both_stay(self, desk, paid):
        before = facts.arrears_of(desk.summit.host, date(2021, 1, 1))
        address = f"{MONEY}payments/{paid.key}/reverse/"
        desk.does(desk.officer("FI"), address, reason_en="It was another member’s.")
        assert Payment.objects.count() == 1
        desk.agrees(desk.officer("SG"))
        counter = Payment.objects.get(reverses=paid)
        assert (counter.amount, counter.reason) == (Decimal("-100.00"), {"en": "It was another member’s."})
        assert facts.arrears_of(desk.summit.host, date(2021, 1, 1)) == before + Decimal("100.00")
        page = desk.reads(desk.officer("FI"), f"{MONEY}accounts/{desk.summit.host.code}/")
        assert "counter entry" in page
        assert f"payments/{paid.key}/reverse/" not in page
        assert Entry.objects.get(verb="budget.payment.reversed").facts["amount"] == "100.00"

    def test_it_is_taken_back_once_and_a_counter_entry_never(self, desk, paid):
        by_two(budget.reverse_payment, proposed_by=actor("FI"), payment=paid, reason=words("Wrong"))
        counter = Payment.objects.get(reverses=paid)
        for one, sentence in ((paid, "was taken back before"), (counter, "This is a counter entry itself.")):
            page = desk.is_refused(desk.officer("FI"), f"{MONEY}payments/{one.key}/reverse/", reason_en="Once more")
            assert sentence in page
            assert "Once more" in page
        assert Payment.objects.count() == 2

    def test_a_payment_that_is_not_there_is_not_found(self, desk, paid):
        assert desk.officer("FI").get(f"{MONEY}payments/nothing/reverse/").status_code == 404
        assert desk.officer("PT").get(f"{MONEY}payments/{paid.key}/reverse/").status_code == 404
        assert queries.payment_seen(actor("HD", "member:RUS"), paid.key) is None
