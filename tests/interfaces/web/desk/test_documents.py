"""A text is planned, typed, sealed, given its symbol, issued by two and sent up at the document desk."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse

from plenary.foundation.clock import now, standing_at
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.interfaces.web.documents.desk_documents_forms import Move
from plenary.interfaces.web.documents.desk_texts_forms import anchors_kept
from plenary.interfaces.web.meetings.desk_agenda_forms import in_order
from plenary.interfaces.web.work.waiting import queue
from plenary.offices.chamber.actions.rooms import prepare_room
from plenary.offices.documents import actions, queries
from plenary.offices.documents.models import Document, Referral, Version
from plenary.offices.meetings.models import Session
from plenary.offices.organisation.models import Organisation
from plenary.procedure.documents import State, next_states
from tests.builders.documents import STATEMENT, by_two, drafted, in_russian, issued, planned, registered
from tests.builders.people import actor

ALL = "/desk/documents/"


@pytest.fixture
def council(desk):
    return desk.summit.bodies["CSC"]


def at(document: Document, verb: str = "") -> str:
    return f"/desk/documents/{document.key}/{verb + '/' if verb else ''}"


def test_the_pipeline_opens_for_the_secretariat_alone(desk, council):
    document, _version = registered(council)
    page = desk.reads(desk.officer("DO"), ALL)
    assert document.symbol in page
    assert "Registered: reached" in page
    assert "Issued: to come" in page
    assert desk.officer("HD", "member:RUS").get(ALL).status_code == 404


def test_a_document_that_an_officer_may_not_know_of_is_not_there(desk, council):
    document, _version = drafted(council)
    door = desk.officer("DR")
    assert "Statement on cooperation" not in desk.reads(door, ALL)
    assert door.get(at(document)).status_code == 404
    assert door.get(at(document, "issue")).status_code == 404


def test_a_text_goes_its_way(desk, council):
    officer = desk.officer("DO")
    page = desk.does(
        officer,
        "/desk/new-document/plan/",
        title_en="On water",
        body=council.key,
        kind="statement",
        distribution="limited",
    )
    assert "The document is mandated; its text comes next." in page
    document = Document.objects.get()
    desk.does(
        officer,
        at(document, "add-version"),
        original_language="en",
        text_en="On water\nWater is shared.\nIt is not sold.",
        text_ru="О воде\nВода общая.\nОна не продаётся.",
    )
    desk.does(officer, at(document, "seal"))
    desk.does(officer, at(document, "register"), series="L", session="2019", distribution="limited")
    document.refresh_from_db()
    assert document.symbol
    dialog = desk.reads(officer, at(document, "issue"))
    assert "A second officer must agree." in dialog
    desk.does(officer, at(document, "issue"), audience="members", seen="members")
    assert queries.issued_version(document) is None
    desk.agrees(desk.officer("SG"))
    assert queries.issued_version(document) is not None


def test_another_audience_than_the_one_whose_names_were_read_is_shown_first(desk, council):
    document, _version = registered(council, distribution="general")
    officer = desk.officer("DO")
    page = desk.is_refused(officer, at(document, "issue"), audience="members", seen="public")
    assert "Read who gains access with this choice" in page
    assert 'name="seen" value="members"' in page
    assert Pending.objects.count() == 0


def test_the_second_person_is_never_the_first(desk, council):
    document, _version = registered(council)
    officer = desk.officer("DO")
    desk.does(officer, at(document, "issue"), audience="members", seen="members")
    waiting = Pending.objects.get()
    answer = officer.post(f"/desk/pending/{waiting.key}/", {"answer": "agree"})
    assert answer.status_code == 422
    assert queries.issued_version(document) is None


def test_a_refused_symbol_keeps_what_was_typed(desk, council):
    first, _version = registered(council)
    second, _version = drafted(council)
    page = desk.is_refused(
        desk.officer("DO"), at(second, "register"), symbol=first.symbol, series="L", distribution="limited"
    )
    assert f'value="{first.symbol}"' in page
    assert 'role="alert"' in page


def test_languages_of_different_length_are_named(desk, council):
    document, _version = drafted(council)
    page = desk.is_refused(
        desk.officer("DO"), at(document, "add-version"), original_language="en", text_en="One\nTwo", text_ru="Раз"
    )
    assert "This text has 1 line and the original 2." in page
    assert Version.objects.count() == 1


def test_a_new_version_keeps_the_anchors_of_what_stays(desk, council):
    document, version = drafted(council)
    old = [one.anchor for one in version.languages.get(language="en").paragraphs.all()]
    desk.does(
        desk.officer("DO"),
        at(document, "add-version"),
        original_language="en",
        text_en="Statement on cooperation\nRecalling the Charter,\nAgree to more;\nNew words.\nDecide to meet again.",
    )
    new = [one.anchor for one in Version.objects.latest("number").languages.get(language="en").paragraphs.all()]
    assert [anchor for anchor in new if anchor in old] in (old, [*old[:2], old[3]])
    assert len(set(new)) == 5


def test_lines_rewritten_one_for_one_keep_their_anchors():
    old = [SimpleNamespace(anchor=f"p{n}", role="plain", label=str(n), text=f"line {n}") for n in (1, 2, 3)]
    kept = anchors_kept(old, ["line 1", "other words", "line 3", "one more"])
    assert [one["anchor"] for one in kept] == ["p1", "p2", "p3", "p4"]


def test_a_text_is_referred_sent_and_received(desk, council):
    document, _version = issued(council)
    officer = desk.officer("DO")
    to = desk.summit.bodies["CMFA"]
    desk.does(
        officer,
        at(document, "refer"),
        from_bodies=[council.key],
        to_body=to.key,
        for_what="consideration",
        is_customary="on",
    )
    referral = Referral.objects.get()
    desk.does(officer, at(document, "send"), referral=referral.key)
    if Pending.objects.filter(outcome=Pending.Outcome.WAITING).exists():
        desk.agrees(desk.officer("SG"))
    desk.does(officer, at(document, "receive"), referral=referral.key)
    referral.refresh_from_db()
    assert referral.state == Referral.State.RECEIVED


def test_a_revision_that_cannot_be_issued_is_not_sealed_either(desk, council):
    document, _version = issued(council)
    officer = desk.officer("DO")
    second = actions.add_version(document, by=actor("DO"), texts={"en": STATEMENT, "ru": in_russian()})
    assert "Seal the revision and issue it" in desk.reads(officer, at(document))
    Document.objects.filter(pk=document.pk).update(symbol="")
    desk.is_refused(officer, at(document, "seal-and-issue"), audience="members", seen="members")
    second.refresh_from_db()
    assert (second.sealed_at, Pending.objects.filter(outcome=Pending.Outcome.WAITING).count()) == (None, 0)


def test_a_first_version_and_a_sealed_one_have_no_such_form(desk, council):
    officer = desk.officer("DO")
    first, _version = drafted(council)
    assert "Seal the revision and issue it" not in desk.reads(officer, at(first))
    out, _version = issued(council)
    assert "Seal the revision and issue it" not in desk.reads(officer, at(out))


def test_a_joint_meeting_takes_one_form_and_one_sending_and_a_line_for_each_body_that_receives(desk, council):
    document, _version = issued(council)
    officer, bodies = desk.officer("DO"), desk.summit.bodies
    names = [bodies[code].name.said() for code in ("CMFA", "CMD", "CSSC")]
    desk.does(
        officer,
        at(document, "refer"),
        from_bodies=[council.key],
        to_body=bodies["CMFA"].key,
        and_to=[bodies["CMD"].key, bodies["CSSC"].key],
        for_what="endorsement",
        ground="CSC-2019-1",
    )
    assert f"Referred to {', '.join(names)}" in desk.reads(officer, "/desk/")
    assert f"Send it on to: {', '.join(names)}." in desk.reads(officer, at(document))
    desk.does(officer, at(document, "send"), referral=Referral.objects.order_by("pk")[0].key)
    for code, name in zip(("CMFA", "CMD", "CSSC"), names, strict=True):
        queue = desk.reads(desk.officer("SB", f"body:{code}"), "/desk/")
        assert f"Sent to {name}" in queue
        assert sum(f"Sent to {one}" in queue for one in names) == 1


def test_words_in_brackets_are_counted(desk, council):
    document, version = drafted(council)
    officer = desk.officer("DO")
    anchor = version.languages.get(language="en").paragraphs.last().anchor
    member = desk.summit.host
    desk.does(officer, at(document, "bracket"), anchor=anchor, alternatives_en="shall\nmay", proponents=[member.key])
    assert "1 bracket open" in desk.reads(officer, at(document))
    desk.does(officer, at(document, "unbracket"), bracket=queries.open_brackets(document).get().key, status="resolved")
    assert "bracket open" not in desk.reads(officer, at(document))


def test_brackets_are_counted_in_the_draft_where_one_is_open(desk, council):
    document, _version = drafted(council)
    officer = desk.officer("DO")
    lines = [
        {**one, "text": "Agree [to meet] and [to help];"} if one["anchor"] == "op1" else one for one in in_russian()
    ]
    acting = actor("DO")
    actions.seal_version(actions.add_version(document, by=acting, texts={"ru": lines}), by=acting)
    held = actions.open_bracket(document, by=acting, anchor="op1", place=1, proponents=[desk.summit.host])
    assert "2 brackets open<" in desk.reads(officer, at(document))
    actions.resolve_bracket(held, by=acting, alternative="A")
    assert "1 bracket open in the draft" in desk.reads(officer, at(document))


def test_a_waiver_of_a_secretary_takes_two(desk, council):
    document, _version = issued(council)
    secretary = desk.officer("SB", "body:CSC")
    desk.does(secretary, at(document, "waiver"), body=council.key, reason_en="Translated overnight")
    assert not document.waivers.exists()
    desk.agrees(desk.officer("SB", "body:CSC", name="Another secretary"))
    assert document.waivers.exists()


def test_a_paper_is_placed_under_an_item(desk, council):
    document, _version = issued(council)
    general, base = desk.officer("SG"), "/desk/meetings/CSC-2019-1/"
    desk.does(general, f"{base}add-item/", title_en="Water", kind="decision")
    item = Session.objects.get().items.get()
    desk.does(general, f"{base}place-paper/", item=item.key, document=document.key)
    assert document.symbol in desk.reads(general, base)


def test_the_stations_say_where_a_text_stands(desk, council):
    drafted(council)
    page = desk.reads(desk.officer("DO"), ALL)
    assert '<li class="now"><span class="visually-hidden">Languages: reached</span></li>' in page
    assert '<li><span class="visually-hidden">Adopted: to come</span></li>' in page


def test_a_text_past_its_day_is_late(desk, council):
    document, _version = drafted(council, submission_due_on=date(2019, 1, 1))
    assert "d late" in desk.reads(desk.officer("DO"), at(document))
    assert '<li class="late">' in desk.reads(desk.officer("DO"), ALL)


def test_the_original_language_is_the_first_that_the_house_requires(desk, council):
    Organisation.objects.update(working_languages=["ru"])
    form = desk.reads(desk.officer("DO"), at(planned(council), "add-version"))
    assert '<option value="ru" selected>' in form


def test_a_version_is_sealed_without_a_required_language_only_when_that_is_ticked(desk, council):
    Organisation.objects.update(working_languages=["ru"])
    document, officer = planned(council), desk.officer("DO")
    actions.add_version(document, by=actor("DO"), texts={"en": STATEMENT}, original_language="en")
    assert "Seal it without these languages: Russian" in desk.reads(officer, at(document, "seal"))
    officer.post(at(document, "seal"))
    assert queries.sealed_version(document) is None
    desk.does(officer, at(document, "seal"), without_missing="on")
    assert queries.sealed_version(document) is not None


def test_the_way_to_the_issue_is_offered_in_its_order(desk, council):
    (document, _version), officer = drafted(council), desk.officer("DO")

    def offered() -> list[str]:
        page = desk.reads(officer, at(document)).partition(">Next<")[2].partition("</section>")[0]
        return re.findall(rf'href="{at(document)}([a-z-]+)/"', page)

    assert offered() == ["seal", "register"]
    actions.seal_version(queries.current_version(document), by=actor("DO"))
    assert offered() == ["register"]
    actions.register_document(document, by=actor("DO"), series="L", session="2019")
    assert offered() == ["issue"]


def test_the_next_step_is_named_and_the_rest_stands_beside_it(desk, council):
    (document, _version), officer = drafted(council), desk.officer("DO")

    def steps() -> list[str]:
        page = desk.reads(officer, at(document)).partition(">Next<")[2].partition("</section>")[0]
        return re.findall(r"<p>(.*?)</p>", page) + re.findall(r'class="btn small main"[^>]*>(.*?)<', page)

    assert steps() == ["Seal the version; after that no word of it changes.", "Seal the version"]
    actions.seal_version(queries.current_version(document), by=actor("DO"))
    assert steps() == ["Give it its symbol and its distribution class.", "Give the symbol"]
    actions.register_document(document, by=actor("DO"), series="L", session="2019")
    assert steps() == ["Issue the version; its readers are told.", "Issue the version"]
    by_two(actions.issue_version, version=queries.sealed_version(document), audience="members")
    assert steps() == [
        "Table it under an item of an agenda, or refer it to another body.",
        "Refer it to another body",
    ]


def test_what_waits_for_a_second_person_is_not_offered_again(desk, council):
    (document, _version), officer = registered(council), desk.officer("DO")
    assert f'href="{at(document, "issue")}"' in desk.reads(officer, at(document))
    desk.does(officer, at(document, "issue"), audience="members", seen="members")
    page = desk.reads(officer, at(document))
    assert "waits for a second person" in page
    assert f'href="{at(document, "issue")}"' not in page
    desk.agrees(desk.officer("SG"))
    assert f'href="{at(document, "widen")}"' in desk.reads(officer, at(document))


def test_a_version_issued_in_all_its_languages_is_widened_and_not_issued_again(desk, council):
    document, _version = issued(council, audience="members")
    page = desk.reads(desk.officer("DO"), at(document))
    assert f'href="{at(document, "widen")}"' in page
    assert f'href="{at(document, "issue")}"' not in page


def test_the_queue_names_the_document_of_an_act_that_waits(desk, council):
    document, version = registered(council)
    proposer, second = actor("DO"), actor("SG")
    pairs.perform(actions.issue_version, by=proposer, version=version, audience="members")

    def lines(who) -> list[tuple[str, str]]:
        return [
            (str(line.what), line.note)
            for due in queue(who, now()).values()
            for line in due
            if str(document.title) in str(line.what)
        ]

    [(_what, note)] = lines(second)
    assert note.startswith("Issue a version of a document. Asked by ")
    [(_what, note)] = lines(proposer)
    assert note == "Issue a version of a document. Asked by you, waits for a second person"


def test_no_move_is_offered_that_the_act_would_refuse(desk, council):
    document, _version = registered(council)
    secretary = actor("SB", f"body:{council.code}")
    assert "in consultation" in next_states(State(document.state))
    assert Move.choices_for(secretary, document) == []


def test_the_queue_leads_on_step_by_step_and_ends_with_the_issue(desk, council):
    def waiting() -> list[str]:
        return [
            line.act for lines in queue(actor("DO"), now()).values() for line in lines if line.what == document.title
        ]

    document, _version = drafted(council)
    assert waiting() == ["Seal the version"]
    actions.seal_version(queries.current_version(document), by=actor("DO"))
    assert waiting() == ["Give the symbol"]
    actions.register_document(document, by=actor("DO"), series="L", session="2019")
    assert waiting() == ["Issue"]
    by_two(actions.issue_version, version=queries.sealed_version(document), audience="members")
    assert waiting() == []


def test_what_is_typed_in_a_demonstration_carries_the_mark(desk, council, settings):
    officer, stated = desk.officer("DO"), planned(council)
    typed = {"original_language": "en", "text_en": "On water\nWater is shared.", "text_ru": "О воде\nВода общая."}
    desk.does(officer, at(stated, "add-version"), **typed)
    stated.refresh_from_db()
    assert not stated.is_demonstration
    settings.DEMONSTRATION = True
    desk.does(officer, at(stated, "add-version"), **typed)
    stated.refresh_from_db()
    assert stated.is_demonstration


def test_the_room_is_offered_once_it_is_ready(desk, council):
    def offered() -> list[str]:
        lines = [line for due in queue(actor("DO"), now()).values() for line in due]
        return [line.href for line in lines if line.act == "Go to the room"]

    with standing_at(datetime(2019, 11, 28, 9, tzinfo=UTC)):
        assert offered() == []
        prepare_room(desk.summit.plenary, by=desk.summit.secretary())
        assert offered() == [reverse("seat", kwargs={"key": desk.summit.plenary.key})]


WITH_BRACKETS = [
    {"anchor": "p1", "role": "title", "text": "Statement"},
    {"anchor": "p2", "role": "plain", "text": "Within [24 hours] [two days]."},
]


def main_button(page: str) -> list[str]:
    return re.findall(r'class="btn small main"[^>]*>(.*?)<', page.partition(">Next<")[2].partition("</section>")[0])


def with_brackets(council) -> Document:
    document = planned(council)
    actions.add_version(document, by=actor("DO"), texts={"en": WITH_BRACKETS}, original_language="en")
    document.refresh_from_db()
    return document


def test_who_holds_words_is_shown_and_an_unnumbered_paragraph_is_named_by_its_place(desk, council):
    document, officer, host = with_brackets(council), desk.officer("DO"), desk.summit.host
    assert "held by" not in desk.reads(officer, at(document))
    desk.does(officer, at(document, "hold"), at="p2:1", proponents=[host.key])
    page = desk.reads(officer, at(document))
    assert f"held by {host.short_name}, since" in page
    assert "¶ 2: A 24 hours; B two days" in desk.reads(officer, at(document, "unbracket"))


def test_after_a_bracket_was_resolved_the_draft_is_what_comes_next(desk, council):
    Organisation.objects.update(working_languages=["en"])
    document, officer = with_brackets(council), desk.officer("DO")
    desk.does(officer, at(document, "hold"), at="p2:1", proponents=[desk.summit.host.key])
    bracket = queries.open_brackets(document).get()
    desk.does(officer, at(document, "unbracket"), bracket=bracket.key, status="resolved", alternative="B")
    page = desk.reads(officer, at(document))
    assert main_button(page) == ["Make a version of the draft"]
    assert "A draft of the text is open. Write on in it, then make a version of it." in page
    sealing = desk.reads(officer, at(document, "seal"))
    assert "A draft of the text is open." in sealing
    assert "1 passage was agreed on and still stands in brackets here." in sealing
    assert "in brackets that nobody holds" not in sealing
    actions.make_version(queries.open_draft(document, "en"), by=actor("DO"))
    assert main_button(desk.reads(officer, at(document))) == ["Seal the version"]
    assert "A draft of the text is open." not in desk.reads(officer, at(document, "seal"))


def test_a_language_that_an_earlier_version_has_begins_with_its_words(desk, council):
    Organisation.objects.update(working_languages=["en", "ru"])
    document, officer = planned(council), desk.officer("DO")
    russian = [{**STATEMENT[at], "text": words} for at, words in enumerate(("Заявление", "Напоминая,", "Да;", "Нет."))]
    actions.add_version(document, by=actor("DO"), texts={"en": STATEMENT, "ru": russian}, original_language="en")
    changed = [*STATEMENT[:3], {**STATEMENT[3], "text": "Decide otherwise."}]
    actions.add_version(document, by=actor("DO"), texts={"en": changed}, original_language="en")
    page = desk.reads(officer, at(document))
    assert main_button(page) == ["Work on the text"]
    assert f'{at(document, "open-draft")}?language=ru"' in page
    assert '<option value="ru" selected>' in desk.reads(officer, at(document, "open-draft") + "?language=ru")
    form = desk.reads(officer, at(document, "add-language"))
    assert "Заявление\nНапоминая,\nДа;\nНет.</textarea>" in form
    assert '<option value="ru" selected>' in form


def test_every_version_is_called_the_same_at_the_desk_in_the_reader_and_on_paper(desk, council):
    document, officer = planned(council), desk.officer("DO")
    for number in range(3):
        lines = [*STATEMENT[:3], {**STATEMENT[3], "text": f"Decide {number}."}]
        version = actions.add_version(document, by=actor("DO"), texts={"en": lines}, original_language="en")
    page = desk.reads(officer, at(document))
    named = re.findall(r'<a href="\?version=\d"[^>]*>([^<]*)</a>', page)
    assert named == ["Version 3", "Version 2", "First version"]
    reader = desk.reads(officer, f"/w/d/{document.key}/")
    listed = reader.partition('<ol class="versions">')[2].partition("</ol>")[0]
    assert re.findall(r"<a [^>]*>([^<]*)</a>", listed) == named
    assert "Changes since version 2, PDF" in reader
    actions.seal_version(version, by=actor("DO"))
    assert "To version 3, in the order in which they are put." in desk.reads(
        officer, f"/w/d/{document.key}/amendments/"
    )


def test_the_page_of_a_text_leads_to_its_readers_page_its_changes_its_amendments_and_its_paper(desk, council):
    document, officer = planned(council), desk.officer("DO")
    assert "The same text elsewhere" not in desk.reads(officer, at(document))
    for number in range(2):
        lines = [*STATEMENT[:3], {**STATEMENT[3], "text": f"Decide {number}."}]
        actions.add_version(document, by=actor("DO"), texts={"en": lines}, original_language="en")
    part = desk.reads(officer, at(document)).partition('id="elsewhere"')[2].partition("</section>")[0]
    links = re.findall(r'href="([^"]*)"', part)
    assert links == [
        f"/w/d/{document.key}/?version=2&amp;language=en",
        f"/w/d/{document.key}/compare/1..2/?language=en",
        f"/w/d/{document.key}/amendments/",
        f"/w/d/{document.key}/v/2/en.pdf",
    ]
    for link in links[:3]:
        assert officer.get(link.replace("&amp;", "&")).status_code == 200, link


def test_papers_are_listed_with_their_titles_and_counted_as_people_count():
    symbols = ["A/L.10", "A/L.2", "", "A/L.1/Add.1", "A/L.1", "B/1"]
    assert sorted(symbols, key=in_order) == ["A/L.1", "A/L.1/Add.1", "A/L.2", "A/L.10", "B/1", ""]


def test_a_paper_is_chosen_by_symbol_and_title(desk, council):
    document, _version = issued(council)
    general, base = desk.officer("SG"), "/desk/meetings/CSC-2019-1/"
    desk.does(general, f"{base}add-item/", title_en="Water", kind="decision")
    assert f"{document.symbol} · Statement on cooperation</option>" in desk.reads(general, f"{base}place-paper/")


def test_the_stations_are_named_where_their_heads_are_not_seen(desk, council):
    drafted(council)
    assert '<span class="note cards-only" aria-hidden="true">Languages</span>' in desk.reads(desk.officer("DO"), ALL)


def test_a_register_writes_days_as_all_pages_do(desk):
    document, _version = issued(desk.summit.bodies["CSC"])
    page = desk.reads(desk.officer("DO"), "/desk/text-registers/documents/")
    row = page.partition(f"<td>{document.symbol}</td>")[2].partition("</tr>")[0]
    at = document.registered_at
    assert re.search(rf"<td><time datetime=[^>]+>{at.day} {at:%B} {at.year}, \d\d:\d\d", row), row
