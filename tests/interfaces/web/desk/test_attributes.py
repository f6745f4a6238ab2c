"""Votes, population and traits of members, each from its form."""

from __future__ import annotations

import re

from plenary.offices.organisation.models import Attribute, Body

BODY, MEMBER = "/desk/body/CSC/", "/desk/member/RUS/"
CITE = "Rules of procedure annex 3"


def test_votes_population_and_a_trait_are_entered_and_listed_with_where_they_are_written(desk):
    legal = desk.officer("LD")
    desk.does(legal, f"{MEMBER}votes/", number="29", cite=CITE, from_on="2025-01-01")
    desk.does(legal, f"{MEMBER}population/", number="144526636", cite="Census 2019", from_on="")
    council = Body.objects.get(code="CSC")
    desk.does(legal, f"{MEMBER}trait/", trait="permanent", cite="Charter art. 3", from_on="", body=council.key)
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", desk.reads(legal, MEMBER)))
    for said in ("votes 29 every body 1 January 2025 holds now Rules of procedure annex 3", "Census 2019", "permanent"):
        assert said in page, page
    assert Attribute.objects.get(of="trait").body == council
    assert "permanent" in desk.reads(legal, BODY)


def test_the_votes_of_a_whole_body_are_entered_at_once_and_open_with_what_stands(desk):
    legal = desk.officer("LD")
    votes = {f"of_{code}": str(n) for n, code in enumerate(("ARM", "BLR", "KAZ", "KGZ", "RUS"), start=1)}
    desk.does(legal, f"{BODY}votes/", **votes, of_TJK="", cite=CITE, from_on="2026-01-01")
    assert dict(Attribute.objects.values_list("member__code", "number")) == {
        "ARM": 1, "BLR": 2, "KAZ": 3, "KGZ": 4, "RUS": 5,
    }  # fmt: skip
    assert re.search(r'name="of_RUS"[^>]* value="5"|value="5"[^>]* name="of_RUS"', desk.reads(legal, f"{BODY}votes/"))


def test_a_number_that_is_none_is_kept_in_the_form_with_its_sentence(desk):
    page = desk.is_refused(desk.officer("LD"), f"{BODY}population/", of_RUS="-5", of_ARM="12", cite=CITE)
    assert 'value="-5"' in page
    assert 'value="12"' in page
    assert not Attribute.objects.exists()


def test_one_is_ended_and_corrected_from_its_line(desk):
    legal = desk.officer("LD")
    desk.does(legal, f"{MEMBER}votes/", number="29", cite=CITE, from_on="2026-01-01")
    kept = Attribute.objects.get()
    page = desk.reads(legal, MEMBER)
    assert f"end-attribute/?attribute={kept.key}" in page
    address = f"{MEMBER}correct-attribute/?of={kept.key}"
    assert address in page
    assert 'value="29"' in desk.reads(legal, address)
    desk.does(legal, address, of=kept.key, number="92", cite=CITE, reason="Two digits turned round.")
    desk.does(legal, f"{MEMBER}end-attribute/", attribute=kept.key, until_on="2027-01-01", ground="")
    kept.refresh_from_db()
    assert (kept.number, kept.until_on.isoformat()) == (92, "2027-01-01")
    assert f"end-attribute/?attribute={kept.key}" not in desk.reads(legal, MEMBER)


def test_an_administrator_proposes_and_the_second_person_reads_it_in_words(desk):
    desk.does(desk.officer("AD"), f"{MEMBER}votes/", number="29", cite=CITE, from_on="2026-01-01")
    assert not Attribute.objects.exists()
    second = desk.officer("SG")
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", desk.reads(second, "/desk/pending/")))
    assert "Enter the votes, the population or a trait of a member" in page
    assert "What is entered votes" in page
    desk.agrees(second)
    assert Attribute.objects.get().number == 29
