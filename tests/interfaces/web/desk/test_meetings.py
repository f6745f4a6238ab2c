"""A session is planned, its agenda written and its sittings settled at the desk."""

import pytest

from plenary.foundation.people.models import Pending
from plenary.offices.meetings.models import Item, Session, Sitting

ALL = "/desk/meetings/"
NEW = "/desk/new-meeting/plan/"
ONE = "/desk/meetings/CSC-2019-1/"


def planned(**more) -> dict[str, object]:
    typed = {
        "title_en": "Joint session",
        "ref": "JOINT-1",
        "bodies": ["CMFA", "CMD"],
        "kind": "regular",
        "audience": "members",
    }
    return {**typed, **more}


@pytest.fixture
def bodies(desk):
    """Keys of bodies by code."""
    return {code: body.key for code, body in desk.summit.bodies.items()}


@pytest.mark.parametrize("address", [ALL, NEW, ONE, f"{ONE}add-item/", f"{ONE}plan-sitting/"])
def test_opens_for_the_secretariat_and_is_not_found_for_others(desk, address):
    assert "<h1>" in desk.reads(desk.officer("SG"), address)
    assert desk.officer("HD", "member:RUS").get(address).status_code == 404
    assert desk.officer("OB").get(address).status_code == 404


def test_a_documents_officer_reads_and_is_offered_no_act(desk):
    page = desk.reads(desk.officer("DO"), ONE)
    assert "add-item" not in page
    assert "plan-sitting" not in page


def test_a_joint_meeting_is_planned(desk, bodies):
    page = desk.does(desk.officer("SG"), NEW, **planned(bodies=[bodies["CMD"], bodies["CMFA"]], from_on="2019-11-27"))
    assert "The meeting is planned." in page
    session = Session.objects.get(ref="JOINT-1")
    assert session.session_bodies.count() == 2


def test_a_meeting_that_everybody_may_know_of_is_agreed_to_by_another(desk, bodies):
    page = desk.does(desk.officer("SG"), NEW, **planned(bodies=[bodies["CMFA"]], audience="public"))
    assert "a second officer must agree" in page
    secretary = desk.officer("SB", "body:CMFA")
    waits = desk.reads(secretary, "/desk/pending/")
    assert "Joint session" in waits
    assert "Everybody will be able to read it, the press among them." in waits
    desk.agrees(secretary)
    assert Session.objects.get(ref="JOINT-1").audience == "public"


def test_a_refused_plan_keeps_what_was_typed(desk, bodies):
    page = desk.is_refused(
        desk.officer("SG"), NEW, **planned(ref="CSC-2019-1", bodies=[bodies["CMFA"]], theme_en="Peace and water")
    )
    assert "Peace and water" in page
    assert "CSC-2019-1" in page
    assert 'role="alert"' in page
    assert Session.objects.count() == 1


def test_bad_input_is_named_at_its_field(desk, bodies):
    page = desk.is_refused(desk.officer("SG"), NEW, **planned(bodies=[bodies["CMFA"]], from_on="yesterday"))
    assert "faulty" in page
    assert "Joint session" in page


def test_a_secretary_of_a_body_proposes_and_another_agrees(desk, bodies):
    secretary = desk.officer("SB", "body:CMFA")
    page = desk.does(secretary, NEW, **planned(bodies=[bodies["CMFA"]]))
    assert "a second officer must agree" in page
    assert not Session.objects.filter(ref="JOINT-1").exists()
    desk.agrees(desk.officer("SG"))
    assert Session.objects.filter(ref="JOINT-1").exists()


def test_items_are_added_named_and_withdrawn(desk):
    general = desk.officer("SG")
    desk.does(general, f"{ONE}add-item/", title_en="The budget", title_ru="О бюджете", kind="decision")
    desk.does(general, f"{ONE}add-item/", kind="not_stated")
    item, unnamed = Item.objects.order_by("pk")
    assert item.title == {"en": "The budget", "ru": "О бюджете"}
    assert "The budget" in desk.reads(general, f"{ONE}rename-item/?item={item.key}")
    desk.does(general, f"{ONE}rename-item/", item=unnamed.key, title_en="The border", kind="exchange_of_views")
    unnamed.refresh_from_db()
    assert (unnamed.title["en"], unnamed.kind_of_item) == ("The border", "exchange_of_views")
    desk.does(general, f"{ONE}withdraw-item/", item=item.key)
    item.refresh_from_db()
    assert item.state == Item.State.WITHDRAWN


def test_a_meeting_is_given_other_days(desk):
    officer, address = desk.officer("SG"), f"{ONE}move/"
    page = desk.does(officer, address, from_on="2019-12-02", until_on="2019-12-03")
    assert "Days and venue are changed." in page
    session = Session.objects.get(ref="CSC-2019-1")
    assert (session.from_on.isoformat(), session.until_on.isoformat()) == ("2019-12-02", "2019-12-03")
    assert "Nothing was changed" in desk.is_refused(officer, address, from_on="2019-12-03", until_on="2019-12-02")


def test_fewer_items_than_are_named_is_refused(desk):
    general = desk.officer("SG")
    for title in ("One", "Two"):
        desk.does(general, f"{ONE}add-item/", title_en=title, kind="information")
    assert 'value="1"' in desk.is_refused(general, f"{ONE}count/", count=1)


def test_a_sitting_says_who_may_enter_in_the_time_of_the_place(desk):
    general = desk.officer("SG")
    desk.does(
        general,
        f"{ONE}plan-sitting/",
        meeting=desk.summit.meeting.key,
        title_en="Plenary in the afternoon",
        format="enlarged",
        admitted_classes=["foreign_minister", "defence_minister"],
        companions="0",
        ground="Convening notice paragraph 4",
        planned_from_at="2019-11-28T15:00",
        is_announced="on",
    )
    sitting = Sitting.objects.latest("pk")
    assert sitting.title == {"en": "Plenary in the afternoon"}
    assert sitting.planned_from_at.isoformat() == "2019-11-28T09:00:00+00:00"
    page = desk.reads(general, ONE)
    assert "foreign ministers, defence ministers" in page
    assert "Convening notice paragraph 4" in page


def test_the_agenda_widens_with_the_names_of_who_gains_and_a_second_person(desk):
    general = desk.officer("SG")
    desk.officer("AP", name="Reporter Reed")
    dialog = desk.reads(general, f"{ONE}issue-agenda/")
    assert "Reporter Reed" in dialog
    assert "A second officer must agree." in dialog
    desk.does(general, f"{ONE}issue-agenda/", audience="public", seen="public")
    desk.summit.session.refresh_from_db()
    assert desk.summit.session.agenda_audience == "members"
    assert Pending.objects.count() == 1
    desk.agrees(desk.officer("SB", "body:CSC"))
    desk.summit.session.refresh_from_db()
    assert desk.summit.session.agenda_audience == "public"


def test_an_unannounced_sitting_is_not_there_for_other_officers(desk):
    secretary = desk.officer("SB", "body:CSC")
    desk.does(
        secretary,
        f"{ONE}plan-sitting/",
        meeting=desk.summit.meeting.key,
        title_en="Quiet room",
        format="restricted",
        companions="0",
    )
    assert "Quiet room" not in desk.reads(desk.officer("DO"), ONE)


def test_of_an_announced_restricted_sitting_other_officers_are_told_that_it_sits(desk):
    secretary = desk.officer("SB", "body:CSC")
    desk.does(
        secretary,
        f"{ONE}plan-sitting/",
        meeting=desk.summit.meeting.key,
        title_en="On the border",
        format="restricted",
        is_announced="on",
        admitted_classes="foreign_minister",
        room_en="Blue room",
        ground="Notice, paragraph 3",
        companions="0",
    )
    made = Sitting.objects.get(room={"en": "Blue room"})
    for said in (desk.reads(secretary, ONE), desk.reads(desk.officer("DO"), ONE)):
        assert "Restricted sitting" in said
        assert not [told for told in ("On the border", "Blue room", "Notice, paragraph 3") if told in said]
        assert f"correct-sitting/?of={made.key}" not in said
        assert f"move-sitting/?sitting={made.key}" not in said
    assert "On the border" not in desk.reads(secretary, f"{ONE}add-item/")


def test_an_unknown_act_is_not_found(desk):
    assert desk.officer("SG").get(f"{ONE}burn/").status_code == 404
