"""Bodies, members, the presidency and sources are kept at the desk."""

from plenary.offices.organisation import actions
from plenary.offices.organisation.models import Attribution, Body, Member, Presidency, Source

BODIES, MEMBERS, SOURCES = "/desk/bodies/", "/desk/members/", "/desk/sources/"


def test_the_pages_open_for_the_secretariat_alone(desk):
    for address in (BODIES, MEMBERS, SOURCES):
        assert "<h1>" in desk.reads(desk.officer("LD"), address)
        assert desk.officer("HD", "member:RUS").get(address).status_code == 404


def test_rules_are_shown_in_plain_values(desk):
    page = desk.reads(desk.officer("LD"), BODIES)
    assert "by consensus" in page
    assert "Quorum to decide" in page


def test_a_body_is_established_and_a_taken_code_keeps_what_was_typed(desk):
    legal = desk.officer("LD")
    typed = {"name_en": "Committee on Water", "composition": "experts", "rank": "50", "decides": "on"}
    page = desk.is_refused(legal, f"{BODIES}establish/", **typed, code="CSC")
    assert "Committee on Water" in page
    desk.does(legal, f"{BODIES}establish/", **typed, code="WATER")
    assert Body.objects.filter(code="WATER").exists()


def test_an_administrator_proposes_a_member_and_another_agrees(desk):
    desk.does(desk.officer("AD"), f"{MEMBERS}admit/", code="UZB", short_name_en="Uzbekistan")
    assert not Member.objects.filter(code="UZB").exists()
    desk.agrees(desk.officer("SG"))
    assert Member.objects.filter(code="UZB").exists()
    desk.does(desk.officer("SG"), f"{MEMBERS}end/", member=Member.objects.get(code="UZB").key, until_on="2040-01-01")
    assert "2040" in desk.reads(desk.officer("SG"), MEMBERS)


def test_priorities_are_planned_then_delivered(desk):
    general = desk.officer("SG")
    presidency = actions.enter_presidency(
        by=desk.summit.secretariat, member=desk.summit.host, order=1, state="in_office", period_printed="2019-2020"
    )
    desk.does(general, f"{MEMBERS}statement/", presidency=presidency.key)
    desk.does(
        general, f"{MEMBERS}priorities/", presidency=presidency.key, texts_en="Water\nBorders", texts_ru="Вода\nГраницы"
    )
    presidency.refresh_from_db()
    assert presidency.statement == Presidency.Statement.DELIVERED
    assert [dict(one.text) for one in presidency.priorities.all()][1] == {"en": "Borders", "ru": "Границы"}


def test_a_source_is_entered_stated_and_withdrawn(desk):
    press = desk.officer("LD")
    desk.does(press, f"{SOURCES}source/", code="notice-1", name_en="A public notice")
    session = desk.summit.session
    page = f"/desk/sources/{session.kind}/{session.key}/"
    desk.does(press, f"{page}attribute/", source=Source.objects.get().key, status="planned", aspect="venue")
    assert "A public notice" in desk.reads(press, page)
    desk.does(press, f"{page}withdraw/", attribution=Attribution.objects.get().key, reason="Misread")
    assert "A public notice" not in desk.reads(press, page)


def test_sources_of_what_an_officer_may_not_know_are_not_there(desk):
    sitting = desk.summit.restricted
    assert desk.officer("PS").get(f"/desk/sources/{sitting.kind}/{sitting.key}/").status_code == 404
    assert desk.officer("PS").get("/desk/sources/meetings.session/nothing/").status_code == 404
