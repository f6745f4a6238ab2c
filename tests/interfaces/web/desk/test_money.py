"""The budget of a year is written and payments are recorded by two at the finance desk."""

from datetime import date
from decimal import Decimal

import pytest

from plenary.offices.budget import actions
from plenary.offices.budget.models import Budget, Payment, VoteDecision
from plenary.offices.documents.models import Document
from tests.builders.budget import PARTS
from tests.builders.decisions import council_sitting, decided
from tests.builders.documents import issued, planned
from tests.builders.organisation import SIX, words
from tests.builders.people import actor, secretary_general
from tests.interfaces.web.chamber.conftest import browser_of
from tests.interfaces.web.desk.conftest import Desk

MONEY = "/desk/money/"
SCALE = dict(zip(SIX, ("10.000", "15.000", "20.000", "5.000", "45.000", "5.000"), strict=True))


@pytest.fixture
def draft(desk) -> Budget:
    keeper = secretary_general()
    budget = actions.plan_budget(by=keeper, year=2020)
    parts = [{**part, "title": words(part["title"]["en"])} for part in PARTS]
    budget = actions.draft_budget(budget, by=keeper, currency="RUB", parts=parts)
    return actions.set_scale(budget, by=keeper, shares=SCALE)


def test_the_finance_desk_opens_for_the_secretariat_alone(desk, draft):
    assert "4 200 000.00" in desk.reads(desk.officer("FI"), MONEY).replace("\u00a0", " ").replace("\u202f", " ")
    assert "4 200" not in desk.reads(desk.officer("PT"), MONEY).replace("\u00a0", " ").replace("\u202f", " ")
    assert desk.officer("HD", "member:RUS").get(MONEY).status_code == 404
    assert desk.officer("FI").get(f"{MONEY}?year=1999").status_code == 404


def test_the_secretary_of_the_body_records_its_adoption_and_reads_no_figure(db):
    desk = Desk(council_sitting())
    keeper, taken = secretary_general(), decided(desk.summit)[0]
    parts = [{**part, "title": words(part["title"]["en"])} for part in PARTS]
    budget = actions.draft_budget(actions.plan_budget(by=keeper, year=2020), by=keeper, currency="RUB", parts=parts)
    actions.set_scale(budget, by=keeper, shares=SCALE)
    secretary = desk.officer("SB", "body:CSC")
    page = desk.reads(secretary, MONEY)
    assert "Record that it was adopted" in page
    assert "4 200" not in page.replace("\u00a0", " ").replace("\u202f", " ")
    desk.does(secretary, f"{MONEY}2020/adopt/", decision=taken.key, letter_on="2019-12-10")
    budget.refresh_from_db()
    assert budget.state == Budget.State.DRAFT
    desk.agrees(desk.officer("PO", "body:CSC"))
    budget.refresh_from_db()
    assert (budget.state, budget.decision) == (Budget.State.ADOPTED, taken.number)


def test_a_finance_officer_proposes_parts_and_another_agrees(desk):
    finance = desk.officer("FI")
    desk.does(desk.officer("SG"), f"{MONEY}new/plan/", year=2020)
    desk.does(finance, f"{MONEY}2020/parts/", currency="rub", parts_en="Secretariat; Секретариат; 120.50\nTravel; 30")
    budget = Budget.objects.get()
    assert not budget.parts.exists()
    desk.agrees(desk.officer("SG"))
    assert [part.amount for part in budget.parts.all()] == [Decimal("120.50"), Decimal("30.00")]


def test_a_line_without_an_amount_is_named_and_kept(desk, draft):
    page = desk.is_refused(desk.officer("FI"), f"{MONEY}2020/parts/", currency="RUB", parts_en="Secretariat; much")
    assert "“much” is no amount." in page
    assert "Secretariat; much" in page


def test_a_scale_that_is_not_a_hundred_keeps_its_figures(desk, draft):
    shares = {f"share_{code}": share for code, share in SCALE.items()}
    page = desk.is_refused(desk.officer("SG"), f"{MONEY}2020/scale/", **{**shares, "share_RUS": "44.999"})
    assert "44.999" in page
    assert 'role="alert"' in page


def test_a_payment_takes_two(desk, draft):
    actions.adopt_budget(
        draft,
        by=actor("PO", "body:CSC"),
        decision="CSC-2019-1",
        letter_on=date(2019, 12, 1),
        in_scopes=["body:CSC"],
    )
    finance, member = desk.officer("FI"), desk.summit.host
    typed = {"member": member.key, "amount": "100.00", "received_on": "2020-01-15"}
    assert "a second officer must agree" in desk.does(finance, f"{MONEY}2020/payment/", **typed)
    assert not Payment.objects.exists()
    desk.agrees(desk.officer("SG"))
    assert Payment.objects.get().amount == Decimal("100.00")
    page = desk.is_refused(finance, f"{MONEY}2020/payment/", **{**typed, "amount": "99999999.00"})
    assert "99999999.00" in page


def test_a_budget_is_adopted_by_a_decision_that_two_enter(db):
    desk = Desk(council_sitting())
    keeper = secretary_general()
    budget = actions.plan_budget(by=keeper, year=2020)
    parts = [{**part, "title": words(part["title"]["en"])} for part in PARTS]
    budget = actions.set_scale(
        actions.draft_budget(budget, by=keeper, currency="RUB", parts=parts), by=keeper, shares=SCALE
    )
    taken = decided(desk.summit)[0]
    document, _version = issued(desk.summit.bodies["CSC"])
    Budget.objects.filter(pk=budget.pk).update(document=document)
    secretary = desk.officer("SB", "body:CSC")
    address = f"{MONEY}2020/adopt/"
    page = desk.is_refused(secretary, address, decision=taken.key, letter_on="2019-12-01")
    assert "2019-12-01" in page
    Budget.objects.filter(pk=budget.pk).update(document=planned(desk.summit.bodies["CSC"]))
    Document.objects.filter(state="mandated").update(audience="members")
    assert 'role="alert"' in desk.is_refused(desk.officer("FI"), address, decision=taken.key, letter_on="2019-12-01")
    desk.does(secretary, address, decision=taken.key, letter_on="2019-12-01")
    budget.refresh_from_db()
    assert budget.state == Budget.State.DRAFT
    desk.agrees(browser_of(desk.summit.chair()))
    budget.refresh_from_db()
    assert (budget.state, budget.decision) == (Budget.State.ADOPTED, taken.number)


def test_what_the_body_decides_on_a_vote_is_entered_at_the_account(desk, draft):
    actions.adopt_budget(
        draft,
        by=actor("PO", "body:CSC"),
        decision="CSC-2019-9",
        letter_on=date(2019, 12, 1),
        in_scopes=["body:CSC"],
    )
    account = f"{MONEY}accounts/RUS/"
    general = desk.officer("SG")
    assert "give-vote-back" not in desk.reads(general, account)
    page = desk.is_refused(general, f"{account}take-vote/", decision="", from_on="2022-01-01")
    assert 'value="2022-01-01"' in page
    desk.does(general, f"{account}take-vote/", decision="CSC-2021-7", from_on="2022-01-01")
    desk.does(general, f"{account}permit-vote/", decision="CSC-2021-8", from_on="2022-02-01", until_on="2022-06-30")
    desk.does(desk.officer("FI"), f"{account}give-vote-back/", decision="CSC-2022-1", from_on="2023-01-01")
    told = desk.reads(general, "/desk/pending/")
    assert "Give a member in arrears its vote back" in told
    desk.agrees(general)
    page = desk.reads(general, account)
    for said in ("CSC-2021-7", "CSC-2021-8", "CSC-2022-1"):
        assert said in page
    kept = list(VoteDecision.objects.order_by("pk").values_list("of", "until_on"))
    assert kept == [("taken", date(2022, 12, 31)), ("permitted", date(2022, 6, 30))]
