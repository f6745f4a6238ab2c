"""Members from a table."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.foundation.journal.models import Entry
from plenary.foundation.people.models import Pending
from plenary.interfaces.web.paste.members import PastedMembers
from plenary.offices.organisation import actions
from plenary.offices.organisation.models import BodySeat, Member, Membership
from tests.builders.organisation import words
from tests.interfaces.web.paste.looking import bring_in, look, table

PASTE = "/desk/members/paste/"
HEAD = "Code | Name | Название | Member since | Bodies"


def test_rows_are_shown_first_and_then_done(desk):
    legal = desk.officer("LD")
    before = Entry.objects.count()
    text = table(
        HEAD, "UZB | Uzbekistan | Узбекистан | 2027-03-01 | CSC", "BLR||||", "RUS | Russia |||", "CIV | Côte d'Ivoire"
    )
    page = look(legal, PASTE, text)
    assert "To add: 2. To change: 0. Already there: 1. Cannot be taken: 1." in page
    assert "“Name” is empty in this row." in page
    assert (Entry.objects.count(), Member.objects.filter(code="UZB").exists()) == (before, False)
    assert "none is" in bring_in(legal, PASTE, text, page).content.decode()
    assert not Member.objects.filter(code="UZB").exists()
    done = bring_in(legal, PASTE, text, page, leave_out="on")
    assert "Added: 2. Changed: 0. Left as they were: 1." in done.content.decode()
    made = Member.objects.get(code="UZB")
    assert dict(made.short_name) == {"en": "Uzbekistan", "ru": "Узбекистан"}
    assert Membership.objects.get(member=made).from_on == date(2027, 3, 1)
    assert BodySeat.objects.get(member=made).body.code == "CSC"
    assert dict(Member.objects.get(code="CIV").short_name) == {"en": "Côte d'Ivoire"}
    told = Entry.objects.filter(verb="organisation.member.admitted").order_by("-pk")[:2]
    assert len({entry.actor_key for entry in told}) == 1


def test_the_desk_leads_there(desk):
    assert PASTE in desk.reads(desk.officer("LD"), "/desk/members/")
    assert "Arland" in desk.reads(desk.officer("LD"), PASTE)
    assert PASTE not in desk.reads(desk.officer("DO"), "/desk/members/")
    assert desk.officer("DO").get(PASTE).status_code == 404


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("UZ B | Uzbekistan", "is no code"),
        ("UZB | Uzbekistan | | 3/4/2027", "is not read as a day"),
        ("UZB | Uzbekistan | | 2027-02-30", "is not read as a day"),
        ("UZB | Uzbekistan | | 9999-12-31", "is not read as a day"),
        ("UZB | Uzbekistan | | | NOPE", "No body that decides has the code “NOPE”."),
        ("rus | Ruritania", "does not rename a member"),
        ("UZB | Uzbe\x0bkistan\x01", "near"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_text_is_kept(desk, row, said):
    text = table(HEAD, row)
    page = look(desk.officer("LD"), PASTE, text)
    assert "Cannot be taken: 1." in page
    assert said in page
    answer = bring_in(desk.officer("LD"), PASTE, text, page)
    assert answer.status_code == 422
    assert row.partition("|")[0].strip() in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste a table here"),
        ("Code\tName", "no row below the headings"),
        ("Kod\tName\nA\tB", "“Code” was not found"),
        ("Code\tName\tКод\nA\tB\tC", "stands for a column that is there already"),
    ],
)
def test_what_is_no_table_is_told_and_kept(desk, text, said):
    answer = desk.officer("LD").post(PASTE, {"table": text, "do": "look"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert text.rpartition("\n")[2] in page


def test_headings_in_each_language_of_the_house(desk):
    for text in (
        "Код\tНазвание на русском\nARL\tАрландия",
        "الرمز\tالاسم\nARL\tأرلند",
        "code\tshort_name_ar\nARL\tأرلند",
    ):
        page = look(desk.officer("LD"), PASTE, text)
        assert "To add: 1." in page
        assert 'dir="auto"' in page


def test_headings_that_say_nothing_here_are_named(desk):
    page = look(desk.officer("LD"), PASTE, "Code\tName\tPopulation\nARL\tArland\t12")
    assert "Columns that are not read:" in page
    assert "<bdi>Population</bdi>" in page


def test_what_changed_in_between_is_told(desk):
    legal, text = desk.officer("LD"), table(HEAD, "UZB | Uzbekistan")
    page = look(legal, PASTE, text)
    actions.admit_member(by=desk.summit.secretariat, code="UZB", short_name=words("Uzbekistan"))
    answer = bring_in(legal, PASTE, text, page)
    assert answer.status_code == 422
    assert "is not what you saw" in answer.content.decode()
    assert "Is a member already." in answer.content.decode()


def test_a_text_changed_after_it_was_shown_is_shown_again(desk):
    legal = desk.officer("LD")
    page = look(legal, PASTE, table(HEAD, "UZB | Uzbekistan"))
    answer = bring_in(legal, PASTE, table(HEAD, "UZB | Usbekistan"), page)
    assert (answer.status_code, Member.objects.filter(code="UZB").exists()) == (422, False)


def test_a_row_that_its_act_refuses_undoes_all(desk, monkeypatch):
    legal, text = desk.officer("LD"), table(HEAD, "UZB | Uzbekistan", "ARM | Armenia")
    look_round = PastedMembers.look_round

    def too_early(pasted):
        """As if Armenia were admitted after the look round."""
        look_round(pasted)
        pasted.standing.clear()

    monkeypatch.setattr(PastedMembers, "look_round", too_early)
    page = look(legal, PASTE, text)
    assert "To add: 2." in page
    answer = bring_in(legal, PASTE, text, page)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Row 3 of the table cannot be taken any more, so none was." in shown
    assert shown.count("Cannot be taken.") == 1
    assert not Member.objects.filter(code="UZB").exists()


def test_an_administrator_proposes_the_whole_table_once_and_another_agrees(desk):
    text = table(HEAD, "UZB | Uzbekistan", "ARL | Arland | Арландия | 2027-03-01 | CSC")
    page = look(desk.officer("AD"), PASTE, text)
    assert "It waits." in bring_in(desk.officer("AD"), PASTE, text, page).content.decode()
    (waiting,) = Pending.objects.all()
    assert (waiting.act, Member.objects.filter(code="UZB").exists()) == ("organisation.take_in_members", False)
    shown = desk.reads(desk.officer("SG"), "/desk/pending/")
    assert "Uzbekistan" in shown
    assert "Arland" in shown
    desk.agrees(desk.officer("SG"))
    assert Member.objects.filter(code__in=["UZB", "ARL"]).count() == 2


def test_a_member_that_left_comes_back(desk):
    gone = actions.admit_member(by=desk.summit.secretariat, code="UZB", short_name=words("Uzbekistan"))
    actions.end_membership(gone, by=desk.summit.secretariat, until_on=date(2012, 12, 19))
    text = table(HEAD, "UZB | Uzbekistan")
    page = look(desk.officer("LD"), PASTE, text)
    assert "Comes back as a member." in page
    bring_in(desk.officer("LD"), PASTE, text, page)
    assert gone.memberships.count() == 2


def test_a_longer_table_asks_no_more_of_the_database_to_be_shown(desk):
    def asked(rows: int) -> int:
        text = table(HEAD, *(f"M{n} | Member {n} | | | CSC" for n in range(rows)))
        with CaptureQueriesContext(connection) as captured:
            look(desk.officer("LD"), PASTE, text)
        return len(captured)

    asked(1)
    assert asked(1) == asked(30)
