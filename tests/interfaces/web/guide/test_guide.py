"""A new house is set up step by step; each step is one act, keeps what was typed, and can be left out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from plenary.foundation.access.models import Account
from plenary.foundation.files.pictures import rewritten_png
from plenary.foundation.journal.models import Entry
from plenary.foundation.keeping.rehearsal import wipe_rehearsal
from plenary.foundation.languages.words import Words
from plenary.foundation.people import opening
from plenary.foundation.people.codes import make_link
from plenary.interfaces.web.guide import state
from plenary.interfaces.web.shell.moments import day_words
from plenary.offices.meetings.models import Item, Session, Sitting
from plenary.offices.organisation import house_models, queries
from plenary.offices.organisation.models import Body, Mandate, Organisation, Presidency
from plenary.procedure.ruleset import Method
from tests.builders.people import actor
from tests.foundation.files.test_pictures import chunk, png

pytestmark = pytest.mark.django_db

GUIDE = "/desk/guide/"
HOUSE = {
    "name_en": "Halmar Pact Organisation",
    "short_name_en": "HPO",
    "code": "HPO",
    "languages": "en, ru",
    "zone": "Europe/Vienna",
    "seat_en": "Halmar",
}
MEMBERS = "Code\tName\nBEL\tBelmora\nKAR\tKareth\nVEL\tVeldara\n"


@pytest.fixture
def founder(client: Client) -> Client:
    """The first officer, by the link that `plenary init` prints."""
    officer = opening.FirstOfficer("ana", Words({"en": "Ana Example"}), (("AD", ""), ("SG", "")))
    (account,) = opening.open_house(officers=[officer])
    answer = client.post("/set-up/", {"secret": make_link(account)})
    assert answer.headers["Location"] == GUIDE
    return client


def reads(browser: Client, address: str = GUIDE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def does(browser: Client, step: str, **fields) -> str:
    answer = browser.post(f"{GUIDE}{step}/", fields)
    assert answer.status_code == 302, re.findall(r"(?s)(?:refusal-said|class=\"fault).*?</", answer.content.decode())
    return answer.headers["Location"]


def stays(browser: Client, step: str, **fields) -> str:
    answer = browser.post(f"{GUIDE}{step}/", fields)
    assert answer.status_code == 422
    return answer.content.decode()


def brings_members(browser: Client, table: str = MEMBERS) -> str:
    page = browser.post(f"{GUIDE}members/", {"table": table, "do": "look"}).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    return does(browser, "members", table=table, do="bring-in", seen=seen)


def fields_of(page: str) -> dict[str, object]:
    """What a browser would send back of a form as it stands."""
    found: dict[str, object] = {}
    main = page[page.index('<form class="form wide"') :]
    for tag in re.findall(r"<input[^>]*>", main):
        kind, name = re.search(r'type="(\w+)"', tag), re.search(r' name="([^"]+)"', tag)
        value = re.search(r' value="([^"]*)"', tag)
        if name is None or name[1] == "csrfmiddlewaretoken":
            continue
        if kind and kind[1] == "checkbox":
            if "checked" in tag:
                found.setdefault(name[1], [])
                found[name[1]].append(value[1] if value else "on")
            continue
        found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'(?s)<select name="([^"]+)".*?>(.*?)</select>', main):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        found[name] = chosen[1] if chosen else ""
    return found


def as_it_stands(browser: Client, step: str, query: str = "", **changed) -> str:
    """Press the button of a step with what the guide filled in, but for some fields."""
    return does(browser, step, **{**fields_of(reads(browser, f"{GUIDE}{step}/{query}")), **changed})


def test_the_whole_way(founder):
    assert "Go on with step 1" in reads(founder)
    assert does(founder, "house", **HOUSE) == f"{GUIDE}members/"
    assert brings_members(founder) == f"{GUIDE}bodies/"
    assert as_it_stands(founder, "bodies") == f"{GUIDE}rules/"
    assert as_it_stands(founder, "rules", cite="Rules of the HPO") == f"{GUIDE}presidency/"
    veldara = queries.member_named("VEL")
    assert as_it_stands(founder, "presidency", first=veldara.key, cite="Pact art. 9") == f"{GUIDE}meeting/"
    assert as_it_stands(founder, "meeting", venue_en="Lakeside Residence") == f"{GUIDE}colleagues/"
    row = {"name_1": "Berta", "sign_in_1": "berta", "capacity_1": "AD", "capacity_2": "SB", "capacity_3": "SB"}
    page = founder.post(f"{GUIDE}colleagues/", row).content.decode()
    assert "/set-up/?link=" in page
    assert [step.code for step in state.steps() if not step.is_done and step.code != "rehearsal"] == []
    assert Organisation.objects.get().official_languages == ["en", "ru"]


def test_a_rehearsal_that_was_held_is_noted(founder, settings, tmp_path):
    """Neither the ticket into it nor its wiping is ticked by hand: the trail knows."""
    settings.PLENARY_HOME = tmp_path
    does(founder, "house", **HOUSE)
    assert (state.steps()[-1].code, state.steps()[-1].is_done) == ("rehearsal", False)
    wipe_rehearsal(by=actor("AD"))
    wiped = Entry.objects.get(verb="keeping.rehearsal.wiped").recorded_at
    said = f"held on {day_words(wiped, zone=HOUSE['zone'])}"
    step = state.steps()[-1]
    assert (step.is_done, step.stands) == (True, said)
    assert said in reads(founder)


def test_bodies_come_with_seats_mandates_and_rules(founder):
    does(founder, "house", **HOUSE)
    brings_members(founder)
    as_it_stands(founder, "bodies", code_COUNCIL="CHS", take_PC=[])
    assert [body.code for body in Body.objects.order_by("rank")] == ["CHS", "CFM", "CDM", "CSS", "SEC"]
    heads = queries.body_named("CHS")
    assert [member.code for member in queries.members_of(heads).order_by("code")] == ["BEL", "KAR", "VEL"]
    assert queries.members_of(queries.body_named("SEC")).count() == 0
    assert (heads.is_supreme, queries.rule_for(heads).method) == (True, Method.CONSENSUS)
    assert Mandate.objects.filter(body=heads).count() == 1
    assert Entry.objects.filter(verb="organisation.body.established").count() == 5


def test_a_taken_code_undoes_the_whole_model_and_keeps_what_was_typed(founder):
    typed = fields_of(reads(founder, f"{GUIDE}bodies/?model=river-commission"))
    page = stays(founder, "bodies", **{**typed, "code_ENV": "HYDRO", "name_ENV_en": "Working Group on Fish"})
    assert "The code HYDRO is in use." in page
    assert "Working Group on Fish" in page
    assert not Body.objects.exists()


@pytest.mark.parametrize("model", [one.code for one in house_models.house_models()])
def test_every_model_founds_a_house_that_can_meet_and_decide(founder, model):
    does(founder, "house", **HOUSE)
    brings_members(founder)
    as_it_stands(founder, "bodies", f"?model={model}")
    assert house_models.model_in_use().code == model
    as_it_stands(founder, "rules", cite="Own rules")
    assert queries.rule_for(queries.supreme_body()).is_certain("quorum_decide")
    as_it_stands(founder, "meeting", venue_en="Hall", more="One more item\n\nAnd another")
    chosen = house_models.house_model(model)
    summit, joint = Session.objects.order_by("pk")
    assert (joint.prepares, joint.from_on) == (summit, summit.from_on - timedelta(days=1))
    assert {body.code for body in joint.bodies.all()} == set(chosen.joint.bodies)
    titles = [item.title["en"] for item in Item.objects.filter(session=summit).order_by("place")]
    assert titles == [*(one.title["en"] for one in chosen.items), "One more item", "And another"]
    formats = [one.format for one in Sitting.objects.filter(meeting__session=summit).order_by("number")]
    assert formats == ["restricted", "enlarged"]


def test_sittings_begin_by_the_clock_of_the_place(founder):
    does(founder, "house", **HOUSE)
    brings_members(founder)
    as_it_stands(founder, "bodies")
    as_it_stands(founder, "meeting", venue_en="Hall", zone="Asia/Bishkek", on="2027-11-28")
    restricted = Sitting.objects.get(format="restricted")
    assert restricted.planned_from_at.isoformat() == "2027-11-28T04:00:00+00:00"


def test_the_presidency_goes_round_by_the_alphabet_that_is_chosen(founder):
    does(founder, "house", **HOUSE)
    names = ("BEL\tBelmora\tБельмора", "KAR\tKareth\tЯрет", "VEL\tVeldara\tВельдара")
    brings_members(founder, "\n".join(("Code\tName\tName in Russian", *names)))
    as_it_stands(founder, "bodies")
    first = queries.member_named("BEL")
    today = queries.today()
    as_it_stands(founder, "presidency", first=first.key, language="ru", months="6", cite="Pact art. 9")
    rows = list(Presidency.objects.order_by("order"))
    assert [row.member.code for row in rows] == ["BEL", "VEL", "KAR"]
    assert [row.state for row in rows] == ["in_office", "upcoming", "upcoming"]
    assert (rows[0].from_on, rows[0].until_on) == (today, rows[1].from_on)
    setting = queries.setting_for("presidency_order")
    assert (setting.value["language"], str(setting.cite)) == ("ru", "Pact art. 9")


def test_members_who_come_after_the_bodies_sit_in_them(founder):
    as_it_stands(founder, "bodies")
    brings_members(founder)
    assert queries.members_of(queries.body_named("CFM")).count() == 3
    assert queries.members_of(queries.body_named("SEC")).count() == 0


def test_what_is_changed_after_the_founding_is_an_entry(founder):
    does(founder, "house", **HOUSE)
    page = reads(founder, f"{GUIDE}house/")
    assert 'value="Halmar Pact Organisation"' in page
    does(founder, "house", **{**fields_of(page), "name_en": "Halmar Treaty Organisation"})
    entry = Entry.objects.get(verb="organisation.house.changed")
    assert entry.facts["before"] == {"name": {"en": "Halmar Pact Organisation"}}
    assert entry.facts["after"] == {"name": {"en": "Halmar Treaty Organisation"}}
    assert "What you entered is what already stands." in stays(
        founder, "house", **fields_of(reads(founder, f"{GUIDE}house/"))
    )


def test_colleagues_are_added_all_or_none(founder):
    rows = {"capacity_1": "SB", "capacity_2": "SB", "capacity_3": "SB"}
    page = founder.post(
        f"{GUIDE}colleagues/",
        {**rows, "name_1": "Berta", "sign_in_1": "berta", "name_2": "Carl", "sign_in_2": "ana"},
    )
    assert page.status_code == 422
    assert 'value="Berta"' in page.content.decode()
    assert Account.objects.count() == 1
    assert founder.post(f"{GUIDE}colleagues/", rows).status_code == 422


def test_steps_that_need_another_say_so_and_can_be_skipped(founder):
    assert "establish bodies first" in reads(founder, f"{GUIDE}rules/")
    assert "bring in members first" in reads(founder, f"{GUIDE}presidency/")
    page = reads(founder, f"{GUIDE}house/")
    assert f'href="{GUIDE}members/"' in page


def test_the_checklist_stays_on_the_desk_until_all_is_seen_to(founder):
    does(founder, "house", **HOUSE)
    desk = reads(founder, "/desk/")
    assert "Before the first sitting" in desk
    assert "Only one person can give roles." in desk
    answer = founder.post("/desk/checks/print/", {"words": "Agenda, A4"})
    assert answer.headers["Location"] == GUIDE
    assert queries.checks_noted() == {"print": "Ana Example"}
    assert "Noted by Ana Example." in reads(founder, "/desk/")


def test_later_links_lead_to_keys_and_the_guide_is_for_officers(founder):
    does(founder, "house", **HOUSE)
    account = Account.objects.get()
    assert Client().post("/set-up/", {"secret": make_link(account)}).headers["Location"] == "/me/"
    assert Client().get(GUIDE).status_code == 302


def picture(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("emblem.png", content, content_type="image/png")


def test_an_emblem_is_drawn_anew_and_stands_over_every_page(founder):
    does(founder, "house", **HOUSE)
    given = png(between=chunk(b"tEXt", b"Author\0Ana"))
    assert does(founder, "emblem", picture=picture(given)) == f"{GUIDE}house/"
    key = Organisation.objects.get().emblem.key
    assert f'<img class="emblem" src="/emblem.png?v={key}"' in Client().get("/en/").content.decode()
    shown = Client().get(f"/emblem.png?v={key}")
    assert shown.content == rewritten_png(given) != given
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "immutable" in shown["Cache-Control"]
    assert Entry.objects.filter(verb="organisation.house.changed").count() == 1
    does(founder, "emblem", take_away="on")
    assert '<img class="emblem"' not in Client().get("/en/").content.decode()


@pytest.mark.parametrize("given", [b"<svg/>", b"", png()[:-9], b"\x89" * 400_000])
def test_what_is_no_picture_is_refused_and_changes_nothing(founder, given):
    does(founder, "house", **HOUSE)
    stays(founder, "emblem", picture=picture(given))
    assert Organisation.objects.get().emblem is None


def test_a_house_without_an_emblem_answers_a_picture_that_nobody_sees(db):
    assert Client().get("/emblem.png").content.startswith(b"\x89PNG")


def test_the_presidency_presides_where_the_rules_say_so(founder):
    does(founder, "house", **HOUSE)
    brings_members(founder)
    as_it_stands(founder, "bodies")
    as_it_stands(founder, "rules", cite="Own rules", chair="presidency")
    as_it_stands(founder, "presidency", first=queries.member_named("KAR").key)
    as_it_stands(founder, "meeting", venue_en="Hall", host=queries.member_named("BEL").key)
    summit = Session.objects.order_by("pk").first()
    assert (summit.host.code, summit.presiding_member.code, summit.presiding_ground) == ("BEL", "KAR", "Own rules")
