"""A form asks for words in the languages of the house, and loses none that stands in another."""

import re

import pytest

from plenary.foundation.languages.words import Words
from plenary.interfaces.web.desk.asked_languages import languages_asked
from plenary.offices.organisation.models import Organisation
from tests.builders.documents import drafted

FIELD = re.compile(r'name="\w+_(en|ru|ar)"')
PAGES = ("/desk/new-meeting/venue/", "/desk/members/admit/", "/desk/new-person/add/", "/desk/press/draft/")


def speaks(*codes: str) -> None:
    """The languages of the house, in the order of its founding text."""
    Organisation.objects.update(official_languages=list(codes), working_languages=list(codes[:1]))


def asked(page: str) -> set[str]:
    """The languages in which a page has fields."""
    return set(FIELD.findall(page))


@pytest.mark.parametrize("page", PAGES)
def test_only_languages_of_the_house_are_asked_for(desk, page):
    general = desk.officer("SG") if "press" not in page else desk.officer("PS")
    speaks("ru")
    assert asked(desk.reads(general, page)) == {"en", "ru"}
    speaks("en")
    assert asked(desk.reads(general, page)) == {"en"}


def test_a_house_that_uses_arabic_is_asked_for_it(desk):
    speaks("en", "ar")
    assert asked(desk.reads(desk.officer("SG"), "/desk/new-person/add/")) == {"en", "ar"}


def test_a_text_is_typed_in_languages_of_the_house(desk):
    document, _version = drafted(desk.summit.bodies["CSC"])
    speaks("ru")
    page = desk.reads(desk.officer("DO"), f"/desk/documents/{document.key}/add-version/")
    assert asked(page) == {"en", "ru"}
    assert re.findall(r'<option value="(\w\w)"', page) == ["ru", "en"], "its original first"


def test_what_stands_in_another_language_stays_in_the_form_and_in_the_words(desk):
    document, _version = drafted(desk.summit.bodies["CSC"])
    document.title = Words({"en": "On water", "ar": "عن الماء"})
    document.touch().save()
    speaks("ru")
    address = f"/desk/documents/{document.key}/correct-title/"
    officer = desk.officer("DO")
    page = desk.reads(officer, address)
    assert asked(page) == {"en", "ru", "ar"}
    desk.does(officer, address, title_en="On waters", title_ar="عن الماء", reason_en="A letter was missing")
    document.refresh_from_db()
    assert document.title == Words({"en": "On waters", "ar": "عن الماء"})


def test_the_example_of_a_table_has_no_column_that_is_not_asked_for(desk):
    general = desk.officer("SG")
    speaks("ru")
    assert "Name in Russian" in desk.reads(general, "/desk/people/paste/")
    speaks("en")
    assert "Name in Russian" not in desk.reads(general, "/desk/people/paste/")


def test_nothing_is_hidden_before_the_house_is_founded(db):
    assert languages_asked() == ("en", "ru", "ar")
