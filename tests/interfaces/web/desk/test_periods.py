"""Seats, officers, mandates, offices, partners and presidencies, each from its form; and names put right."""

from __future__ import annotations

import re

import pytest

from plenary.offices.organisation.models import (
    Body,
    BodySeat,
    Mandate,
    Member,
    OfficeHeld,
    Officer,
    Partner,
    Presidency,
)
from tests.builders.organisation import member
from tests.builders.people import person
from tests.interfaces.web.desk.test_two_at_one_form import TOLD, opened

BODY, MEMBER, PARTNERS = "/desk/body/CSC/", "/desk/member/RUS/", "/desk/partners/"


@pytest.mark.parametrize("address", [BODY, MEMBER, PARTNERS, f"{BODY}give-seat/", f"{MEMBER}record-office/"])
def test_opens_for_the_secretariat_and_is_not_found_for_others(desk, address):
    assert "<h1>" in desk.reads(desk.officer("LD"), address)
    assert desk.officer("HD", "member:RUS").get(address).status_code == 404
    assert desk.officer("LD").get(address.replace("CSC", "NONE").replace("RUS", "NONE") + "x/").status_code == 404


def test_who_only_reads_is_offered_nothing(desk):
    page = desk.reads(desk.officer("DO"), BODY)
    assert "give-seat" not in page
    assert "end-seat" not in page


def test_a_seat_is_given_and_ended(desk):
    legal = desk.officer("LD")
    newcomer = member("UZB", desk.summit.secretariat)
    desk.does(legal, f"{BODY}give-seat/", member=newcomer.key, from_on="2026-01-01")
    page = desk.reads(legal, BODY)
    assert f"end-seat/?member={newcomer.key}" in page
    desk.does(legal, f"{BODY}end-seat/", member=newcomer.key, until_on="2027-01-01")
    seat = BodySeat.objects.get(member=newcomer)
    assert (seat.from_on.isoformat(), seat.until_on.isoformat()) == ("2026-01-01", "2027-01-01")
    assert f"end-seat/?member={newcomer.key}" not in desk.reads(legal, BODY)


def test_officers_of_a_body_and_of_the_organisation(desk):
    legal, who = desk.officer("LD"), person("Valery Semerikov")
    desk.does(legal, f"{BODY}appoint/", person=who.key, title_en="Secretary")
    desk.does(legal, "/desk/bodies/appoint/", person=who.key, title_en="Acting Secretry-General")
    of_body, of_house = Officer.objects.get(body__code="CSC"), Officer.objects.get(body=None)
    address = f"/desk/bodies/correct-officer/?of={of_house.key}"
    assert address in desk.reads(legal, "/desk/bodies/")
    assert 'value="Acting Secretry-General"' in desk.reads(legal, address)
    desk.does(legal, address, of=of_house.key, title_en="Acting Secretary-General")
    desk.does(legal, f"{BODY}end-officer/", officer=of_body.key, until_on="2030-01-01")
    of_body.refresh_from_db()
    of_house.refresh_from_db()
    assert (of_house.title.said("en"), of_body.until_on.year) == ("Acting Secretary-General", 2030)
    assert legal.get(f"{BODY}correct-officer/?of={of_house.key}").status_code == 404, "of another body"


def test_a_mandate_is_entered(desk):
    page = desk.does(desk.officer("LD"), f"{BODY}mandate/", subject_en="Water of the region", due_on="2027-03-01")
    assert "Water of the region" in page
    assert Mandate.objects.get().due_on.isoformat() == "2027-03-01"


def test_a_body_ends(desk):
    legal = desk.officer("LD")
    desk.does(legal, "/desk/body/CSSC/end-body/", until_on="2020-01-01", ground="CSC-2019-9")
    assert Body.objects.get(code="CSSC").until_on.year == 2020
    page = desk.reads(legal, "/desk/body/CSSC/")
    assert re.search(r"ended on <time[^>]*>1 January 2020", page)
    assert "give-seat" not in page


def test_an_office_is_entered_corrected_and_ended(desk):
    protocol, who = desk.officer("PT"), person("Sergei Lavrov")
    desk.does(
        protocol,
        f"{MEMBER}record-office/",
        person=who.key,
        title_en="Minister of Foreign Afairs",
        office_class="foreign_minister",
        held_from_on="2004-03-09",
    )
    held = OfficeHeld.objects.get(person=who)
    address = f"{MEMBER}correct-office/?of={held.key}"
    assert address in desk.reads(protocol, MEMBER)
    desk.does(protocol, address, of=held.key, title_en="Minister of Foreign Affairs")
    page = desk.reads(protocol, MEMBER)
    assert "<del>Minister of Foreign Afairs</del> <ins>Minister of Foreign Affairs</ins>" in page
    desk.does(protocol, f"{MEMBER}end-office/", held=held.key, until_on="2030-01-01")
    held.refresh_from_db()
    assert (held.title.said("en"), held.held_until_on.year) == ("Minister of Foreign Affairs", 2030)


def test_a_partner_is_entered_and_put_right(desk):
    legal = desk.officer("LD")
    desk.does(legal, f"{PARTNERS}enter/", code="UN", short_name_en="Untied Nations", standing="observer")
    assert "/desk/partner/UN/" in desk.reads(legal, PARTNERS)
    desk.does(legal, "/desk/partner/UN/correct/", short_name_en="United Nations", sort_name_en="Untied Nations")
    partner = Partner.objects.get()
    assert (partner.short_name.said("en"), partner.sort_name.said("en")) == ("United Nations", "United Nations")
    desk.does(legal, "/desk/partner/UN/record-office/", person=person("A").key, title_en="Envoy", office_class="other")
    assert "Envoy" in desk.reads(legal, "/desk/partner/UN/")
    public = legal.get("/en/partners/UN/").content.decode()
    assert "<del>Untied Nations</del> <ins>United Nations</ins>" in public


def test_a_presidency_is_entered_and_the_next_place_is_proposed(desk):
    legal, address = desk.officer("LD"), "/desk/members/presidency/"
    russia, armenia = Member.objects.get(code="RUS"), Member.objects.get(code="ARM")
    desk.does(legal, address, member=russia.key, order=1, period_printed="2019-2020", state="in_office")
    assert re.search(r'name="order"[^>]*value="2"', desk.reads(legal, address))
    page = desk.is_refused(legal, address, member=armenia.key, order=1, period_printed="2020-2021", state="upcoming")
    assert 'value="2020-2021"' in page
    assert Presidency.objects.count() == 1


class TestNamesPutRight:
    def test_the_old_name_stays_readable_where_everybody_reads(self, desk):
        legal = desk.officer("LD")
        desk.does(legal, f"{MEMBER}correct/", short_name_en="Russian Federation", short_name_ru="Россия")
        page = legal.get("/en/members/RUS/").content.decode()
        assert "<del>Russia</del> <ins>Russian Federation</ins>" in page
        assert "Россия" not in page.partition('id="corrections"')[2].partition("</section>")[0], "it stayed as it was"

    def test_a_body(self, desk):
        legal = desk.officer("LD")
        desk.does(legal, f"{BODY}correct/", name_en="Council of Heads of State")
        page = legal.get("/en/bodies/CSC/").content.decode()
        assert "<ins>Council of Heads of State</ins>" in page

    def test_a_language_that_the_house_does_not_speak_is_not_lost(self, desk):
        russia = Member.objects.get(code="RUS")
        russia.short_name = {**russia.short_name, "zh": "俄罗斯"}
        russia.save()
        legal = desk.officer("LD")
        assert 'value="俄罗斯"' in desk.reads(legal, f"{MEMBER}correct/")
        desk.does(legal, f"{MEMBER}correct/", short_name_en="Rossiya", short_name_zh="俄罗斯")
        russia.refresh_from_db()
        assert russia.short_name == {"en": "Rossiya", "zh": "俄罗斯"}

    def test_no_name_at_all_is_named_at_its_field(self, desk):
        page = desk.is_refused(desk.officer("LD"), f"{MEMBER}correct/", formal_name_en="The Russian Federation")
        assert "Write it in at least one language." in page
        assert 'value="The Russian Federation"' in page

    def test_two_officers_at_one_name_are_both_told(self, desk):
        first, second = desk.officer("LD", name="Anna First"), desk.officer("LD", name="Boris Second")
        address = f"{MEMBER}correct/"
        marks, others = opened(desk, first, address), opened(desk, second, address)
        desk.does(first, address, short_name_en="Rossiya", short_name_ru="Россия", begun_from=marks)
        page = desk.is_refused(second, address, short_name_en="Russian Fed.", short_name_ru="Россия", begun_from=others)
        assert f"Anna First {TOLD}" in page
        assert "Here stands now: Rossiya" in page
        assert 'value="Russian Fed."' in page

    def test_an_administrator_proposes_it(self, desk):
        page = desk.does(desk.officer("AD"), f"{MEMBER}correct/", short_name_en="Rossiya")
        assert "a second officer must agree" in page
        desk.agrees(desk.officer("SG"))
        assert Member.objects.get(code="RUS").short_name.said("en") == "Rossiya"
