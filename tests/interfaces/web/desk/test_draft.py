"""The editor of a draft, by forms alone and as its script asks."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags

from plenary.foundation.journal.models import Entry
from plenary.interfaces.web.documents.drafting import drawn_words
from plenary.offices.documents import facts, queries
from plenary.offices.documents.models import Document, Draft, DraftSave
from tests.builders import documents
from tests.builders.organisation import council, house
from tests.builders.organisation import words as words_of
from tests.builders.people import actor
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = pytest.mark.django_db
SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def document() -> Document:
    house()
    return documents.drafted(council())[0]


@pytest.fixture
def officer():
    return browser_of(actor("DO", name="Vera Lind"))


@pytest.fixture
def other():
    return browser_of(actor("DO", name="Omar Sala"))


@pytest.fixture
def address(document, officer) -> str:
    """The editor of the Russian draft, just opened by its form."""
    answer = officer.post(f"/desk/documents/{document.key}/open-draft/", {"language": "ru"})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def draft_of(document: Document) -> Draft:
    return Draft.objects.get(document=document)


def words(document: Document) -> list[str]:
    return [one.words for one in facts.text_of_draft(draft_of(document))]


def form_on(page: str) -> dict[str, str]:
    """The hidden fields of the paragraph that is open."""
    form = re.search(r'<form class="draft-form" method="post".*?</form>', page, re.DOTALL)
    assert form is not None
    return dict(re.findall(r'<input type="hidden" name="(anchor|revision|save_key)" value="([^"]*)"', form[0]))


def test_one_paragraph_is_open_in_a_form_and_the_text_stands_around_it(officer, address):
    page = officer.get(f"{address}?at=op1").content.decode()
    assert page.count("<textarea") == 3  # its own, the one for pasting, and the one that waits for the script
    assert form_on(page)["anchor"] == "op1"
    assert 'id="op2"' in page
    assert "Напоминая об Уставе," in page


def test_what_is_typed_after_going_back_in_the_browser_is_kept(officer, address, document):
    fields = form_on(officer.get(f"{address}?at=op1").content.decode())
    officer.post(address, {**fields, "words": "Согласны;", "do": "write"})
    officer.post(address, {**fields, "words": "Согласны сотрудничать;", "do": "write"})
    assert "Согласны сотрудничать;" in words(document)


def test_the_page_of_the_document_leads_back_to_an_open_draft(officer, address, document):
    page = officer.get(f"/desk/documents/{document.key}/").content.decode()
    assert f'<a href="{address}">Go on writing: Russian</a> <span class="note">opened ' in page
    officer.post(address, {"anchor": "op1", "revision": "1", "words": "Согласны;", "save_key": "k"})
    assert "last kept " in officer.get(f"/desk/documents/{document.key}/").content.decode()


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("Agree <b>now</b>", "Agree &lt;b&gt;now&lt;/b&gt;"),
        ("Notice:[^1]", 'Notice:<span class="draft-mark"><span>[^</span>1<span>]</span></span>'),
        ("[by May] June", '<span class="bracket">[by May]</span> June'),
        ("[[late] June]", '<span class="bracket">[<span class="bracket">[late]</span> June]</span>'),
        ("[by May", "[by May"),
        ("by] May[", "by] May["),
        ("[^<i>]", '<span class="draft-mark"><span>[^</span>&lt;i&gt;<span>]</span></span>'),
    ],
)  # fmt: skip
def test_marks_are_drawn_and_no_letter_changes(words, drawn):
    html = drawn_words(words)
    assert html == drawn
    assert unescape(strip_tags(html)) == words


def test_a_save_says_what_was_kept_and_as_which_entry(officer, address, document):
    fields = form_on(officer.get(f"{address}?at=op1").content.decode())
    answer = officer.post(address, {**fields, "words": "Согласны;", "do": "write"}, follow=True)
    said = answer.content.decode()
    save = DraftSave.objects.get()
    assert re.search(rf"Kept at \d\d:\d\d:\d\d: paragraph 1\. Entry {save.entry}\.", said)
    assert words(document)[2] == "Согласны;"


def test_a_press_keeps_first_what_was_typed(officer, address, document):
    fields = form_on(officer.get(f"{address}?at=op1").content.decode())
    officer.post(address, {**fields, "words": "Первое\r\n\r\nвторое", "do": "split"})
    assert words(document)[2:4] == ["Первое", "второе"]
    officer.post(address, {"anchor": "op2", "revision": "1", "words": "Иначе.", "do": "up", "save_key": "k"})
    assert words(document)[2:5] == ["Первое", "Иначе.", "второе"]


def test_a_refusal_leaves_the_typed_words_in_the_form_and_kept(officer, address, document):
    fields = form_on(officer.get(f"{address}?at=title").content.decode())
    answer = officer.post(address, {**fields, "words": "Новое заявление", "do": "join"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "This is the first paragraph" in said
    assert "Новое заявление</textarea>" in said
    assert words(document)[0] == "Новое заявление"


def test_two_who_touch_the_same_words_are_both_shown(officer, other, address):
    fields = form_on(officer.get(f"{address}?at=op1").content.decode())
    theirs = form_on(other.get(f"{address}?at=op1").content.decode())
    officer.post(address, {**fields, "words": "Решают сотрудничать;", "do": "write"})
    answer = other.post(address, {**theirs, "words": "Просят сотрудничать;", "do": "write"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Paragraph 1 changed while you wrote" in said
    assert "As Vera Lind wrote it" in said
    assert said.count("Решают сотрудничать;") == 2  # beside the field, and as it stands for paper
    assert "Просят сотрудничать;</textarea>" in said
    after = form_on(said)
    assert after["revision"] == "2"
    assert other.post(address, {**after, "words": "Просят и решают;", "do": "write"}).status_code == 302


def test_other_words_of_the_same_paragraph_are_laid_together(officer, other, address, document):
    fields = form_on(officer.get(f"{address}?at=op1").content.decode())
    officer.post(address, {**fields, "words": "Договариваются сотрудничать вместе;", "do": "write"})
    answer = other.post(address, {**fields, "save_key": "o", "words": "Они договорились сотрудничать;"}, **SCRIPT)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "merged")
    assert words(document)[2] == "Они договорились сотрудничать вместе;"


def test_every_button_has_its_act(officer, address, document):
    officer.post(address, {"anchor": "op1", "do": "insert", "save_key": "1"})
    officer.post(address, {"anchor": "p2", "do": "in", "save_key": "2"})
    officer.post(address, {"anchor": "p2", "do": "out", "save_key": "3"})
    officer.post(address, {"anchor": "p2", "do": "shape", "role": "heading", "label": "II", "save_key": "4"})
    officer.post(address, {"anchor": "op1", "do": "table", "rows": "2", "columns": "2", "save_key": "5"})
    officer.post(address, {"anchor": "p5", "do": "row", "save_key": "6"})
    officer.post(address, {"anchor": "p5", "do": "column", "save_key": "7"})
    officer.post(address, {"anchor": "p5", "do": "column_off", "save_key": "8"})
    officer.post(address, {"anchor": "op2", "do": "note", "revision": "1", "note": "Ежегодно.", "save_key": "9"})
    officer.post(address, {"anchor": "op2", "do": "remove", "save_key": "10"})
    page = officer.get(address).content.decode()
    assert "Bring it back" in page
    officer.post(address, {"anchor": "op2", "do": "restore", "save_key": "11"})
    did = list(DraftSave.objects.order_by("number").values_list("did", flat=True))
    assert did == [
        "inserted", "in", "out", "shaped", "table", "row", "column", "column_off", "note", "removed", "restored",
    ]  # fmt: skip
    assert [one.label for one in facts.text_of_draft(draft_of(document))].count("II") == 1


def test_the_script_is_told_what_others_saved(officer, other, address, document):
    officer.post(address, {"anchor": "op1", "revision": "1", "words": "Да;", "save_key": "a"}, **SCRIPT)
    told = other.get(f"{address}?since=0", **SCRIPT).json()
    assert (told["number"], list(told["lines"])) == (1, ["op1"])
    assert told["said"] == ["Written: 1 by Vera Lind"]
    assert "order" not in told
    officer.post(address, {"anchor": "op1", "do": "up", "save_key": "b"}, **SCRIPT)
    assert other.get(f"{address}?since=1", **SCRIPT).json()["order"] == ["title", "op1", "p1", "op2"]


def test_it_becomes_a_version_by_its_form(officer, address, document):
    officer.post(address, {"anchor": "op1", "revision": "1", "words": "Да;", "save_key": "a"})
    draft = draft_of(document)
    answer = officer.post(f"/desk/documents/{document.key}/make-version/", {"draft": draft.key, "suffix": ""})
    assert answer.status_code == 302
    assert queries.current_version(document).number == 2
    assert officer.get(address).status_code == 404


def test_to_others_there_is_no_such_page(address, document):
    for capacity in ("HD", "PO", "FI", "AD", "PS", "LD", "OB"):
        assert browser_of(actor(capacity, "body:CSC")).get(address).status_code == 404, capacity


def test_words_are_printed_and_never_run(officer, address):
    officer.post(address, {"anchor": "op1", "revision": "1", "words": "<script>alert(1)</script>", "save_key": "a"})
    page = officer.get(address).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


PAGE = "<h2>Costs</h2><ul><li>one</li></ul><p>All pay.<span style='display:none'>not we</span></p>"


def look(browser, address: str, page: str = PAGE, **fields):
    markup = SimpleUploadedFile("pasted.html", page.encode(), "text/html")
    return browser.post(address, {"anchor": "op1", "do": "look", "markup": markup, **fields}, **SCRIPT)


def kept_of(shown: str) -> str:
    (kept,) = re.findall('name="kept" value="([^"]+)"', shown)
    return kept


def test_what_is_pasted_is_shown_with_what_it_hides_and_laid_in_as_it_was_shown(officer, address, document):
    told = look(officer, address).json()
    assert "not we" in told["shown"]
    assert told["left_out"] == 1
    assert "All pay." not in words(document)
    sent = {"anchor": "op1", "do": "lay", "kept": kept_of(told["shown"]), "save_key": "l"}
    answer = officer.post(address, sent, **SCRIPT).json()
    assert answer["receipt"].startswith("Kept at ")
    assert words(document)[2:6] == ["Договариваются сотрудничать;", "Costs", "one", "All pay."]
    again = officer.post(address, sent, **SCRIPT).json()
    assert (again["number"], words(document).count("Costs")) == (answer["number"], 1)


def test_a_line_that_stands_already_is_told_only_what_it_hides(officer, address):
    told = look(officer, address, words_only="1").json()
    assert "not we" in told["shown"]
    assert 'name="kept"' not in told["shown"]


def test_without_script_lines_are_pasted_into_a_field_and_typed_words_are_kept_first(officer, address, document):
    fields = form_on(officer.get(f"{address}?at=op1").content.decode())
    sent = {**fields, "words": "Согласны;", "do": "look", "pasted": "Раз.\r\nДва."}
    page = officer.post(address, sent).content.decode()
    assert words(document)[2] == "Согласны;"
    officer.post(address, {**form_on(page), "words": "Согласны;", "do": "lay", "kept": kept_of(page)})
    assert words(document)[2:5] == ["Согласны;", "Раз.", "Два."]


def test_what_another_draft_looked_at_is_not_laid_in(officer, address, document):
    kept = kept_of(look(officer, address).json()["shown"])
    other = documents.drafted(document.body)[0]
    elsewhere = officer.post(f"/desk/documents/{other.key}/open-draft/", {"language": "ru"})["Location"]
    answer = officer.post(elsewhere, {"anchor": "op1", "do": "lay", "kept": kept}, **SCRIPT)
    assert (answer.status_code, answer.json()["code"]) == (422, "documents.piece_forgotten")
    changed = officer.post(address, {"anchor": "op1", "do": "lay", "kept": f"{kept}x"}, **SCRIPT)
    assert changed.json()["code"] == "documents.piece_forgotten"


def test_a_page_that_is_open_is_told_of_very_many_changes_at_once(officer, other, address):
    many = look(officer, address, "".join(f"<p>Абзац {one}.</p>" for one in range(300))).json()
    sent = {"anchor": "op1", "do": "lay", "kept": kept_of(many["shown"])}
    answer = officer.post(address, sent, **SCRIPT).json()
    assert (answer["many"], answer["lines"]) == (True, {})
    news = other.get(f"{address}?since=0", **SCRIPT).json()
    assert (news["many"], news["lines"], "order" in news) == (True, {}, False)


def test_more_than_is_laid_in_at_once_is_refused_and_written_nowhere(officer, address, document):
    before = words(document)
    answer = look(officer, address, "<p>x</p>" * 2001)
    assert (answer.status_code, answer.json()["code"]) == (422, "documents.piece_too_long")
    assert words(document) == before


SENDER = "0123456789abcdef"


def test_what_a_page_sent_itself_is_not_told_to_it_as_done_by_others(officer, address):
    officer.post(address, {"anchor": "op1", "do": "up", "save_key": f"{SENDER}1"}, **SCRIPT)
    own = officer.get(f"{address}?since=0&page={SENDER}", **SCRIPT).json()
    assert (own["number"], own["lines"], own["said"], "order" in own) == (1, {}, [], False)
    elsewhere = officer.get(f"{address}?since=0&page={SENDER[::-1]}", **SCRIPT).json()
    assert elsewhere["said"] == ["Moved up: 1 by Vera Lind"]
    assert elsewhere["order"] == ["title", "op1", "p1", "op2"]


def test_words_kept_beside_the_text_are_no_news_to_others_and_are_called_so(officer, other, address):
    both = {"anchor": "op1", "revision": "1"}
    officer.post(address, {**both, "words": "Решают сотрудничать;", "save_key": "a"}, **SCRIPT)
    told = other.post(address, {**both, "words": "Просят сотрудничать;", "save_key": "b"}, **SCRIPT).json()
    assert 'name="do" value="write"' in told["beside"]
    news = officer.get(f"{address}?since=1&page={SENDER}", **SCRIPT).json()
    assert (news["number"], news["lines"], news["said"]) == (2, {}, [])
    assert "Kept beside the text: words for 1" in other.get(address).content.decode()


def test_a_paragraph_that_was_taken_out_is_named_as_it_was_then(officer, address):
    for number, anchor in enumerate(("p1", "op1", "op2")):
        if anchor != "p1":
            officer.post(
                address, {"anchor": anchor, "do": "shape", "role": "plain", "label": "", "save_key": f"s{number}"}
            )
    for number, anchor in enumerate(("op2", "op1", "p1")):
        officer.post(address, {"anchor": anchor, "do": "remove", "save_key": f"r{number}"})
    page = officer.get(address).content.decode()
    saves = re.findall(r"<li><span>(Taken out: [^<]*)</span>", page)
    assert saves == ["Taken out: ¶ 2", "Taken out: ¶ 3", "Taken out: ¶ 4"]
    told = [one.sentence for one in Entry.objects.filter(verb="documents.draft.saved").order_by("number")]
    assert [one.rpartition(": ")[2] for one in told][-3:] == ["paragraph ¶ 4", "paragraph ¶ 3", "paragraph ¶ 2"]


def test_an_empty_paragraph_says_that_one_writes_there(officer, document):
    empty = documents.planned(document.body, title=words_of("Empty"))
    answer = officer.post(f"/desk/documents/{empty.key}/open-draft/", {"language": "ru"})
    page = officer.get(answer["Location"]).content.decode()
    assert re.search(r'<p class="draft-text" data-words data-empty="Write here"></p>', page)
