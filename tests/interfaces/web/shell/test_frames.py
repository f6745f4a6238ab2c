"""The frames of the four houses, and the answers that no office gives."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from plenary.foundation.access.actors import OUTSIDER
from plenary.interfaces.web.shell import context, views
from plenary.procedure.refusal import Refused
from tests.builders import people

pytestmark = pytest.mark.django_db

FRAMES = ("public", "workspace", "desk", "chamber", "console", "projector", "plain", "print")
SOMEBODY = replace(
    OUTSIDER, person_key="p" * 22, name="Sena <Aru>", capacity="DM", tokens=frozenset({"public", "members"})
)


def _request(path: str = "/en/meetings/", actor=OUTSIDER):
    request = RequestFactory().get(path)
    request.actor = actor
    return request


def _render(text: str, request=None, **given) -> str:
    return engines["django"].from_string(text).render(given, request or _request())


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_keeps_the_rules_of_the_shell(frame):
    """Language and direction, one main and a way to it, no style, no script of its own, nothing from elsewhere."""
    for language, direction in (("en", "ltr"), ("ru", "ltr"), ("ar", "rtl")):
        with translation.override(language):
            page = render_to_string(f"shell/{frame}.html", {"sitting_key": "k"}, _request(f"/{language}/"))
        assert f'<html lang="{language}" dir="{direction}"' in page
        assert page.count("<main ") == 1
        assert page.index('href="#main"') < page.index('id="main"')
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|hx-on", page)
        assert all("src=" in script for script in re.findall(r"<script[^>]*>", page))
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


class TestLanguages:
    """The same page in each language, one click away."""

    def test_a_public_address_changes_its_language_and_keeps_its_question(self):
        tongues = context.tongues(RequestFactory().get("/en/documents/?year=2019&q=a%26b"), "en")
        assert [tongue.href for tongue in tongues] == [
            f"/{code}/documents/?year=2019&q=a%26b" for code in ("en", "ru", "ar")
        ]
        assert [tongue.current for tongue in tongues] == [True, False, False]
        assert [tongue.dir for tongue in tongues] == ["ltr", "ltr", "rtl"]

    def test_an_address_without_language_sends_a_choice(self):
        page = render_to_string("shell/workspace.html", {}, _request("/today/", SOMEBODY))
        assert page.count('name="language"') == 2
        assert 'name="next" value="/today/"' in page


class TestReaders:
    """What a reader is shown of the shell itself."""

    def test_the_public_page_is_the_same_for_everyone_outside(self):
        first = render_to_string("shell/public.html", {}, _request())
        assert first == render_to_string("shell/public.html", {}, _request())
        assert "csrf" not in first.lower()

    def test_the_band_is_the_first_line_and_names_the_audience(self):
        page = render_to_string("shell/workspace.html", {"audience": "body:CFM,body:CMD"}, _request("/w/x/", SOMEBODY))
        assert "Restricted: 2 bodies" in page
        assert page.index('class="band"') < page.index('class="mast"')

    def test_a_page_of_ones_own_says_so(self):
        page = render_to_string("shell/workspace.html", {}, _request("/me/", SOMEBODY))
        assert "Only you can read this page" in page

    def test_a_name_is_escaped(self):
        page = render_to_string("shell/workspace.html", {}, _request("/today/", SOMEBODY))
        assert "<bdi>Sena &lt;Aru&gt;</bdi>" in page
        assert "X-CSRFToken" in page

    def test_a_menu_holds_only_what_opens(self):
        page = render_to_string("shell/desk.html", {}, _request("/desk/", SOMEBODY))
        assert 'aria-label="Main menu"' not in page

    @pytest.mark.parametrize(("capacity", "where"), [("SG", "/desk/house/"), ("LD", "/desk/bodies/")])
    def test_whoever_may_change_the_rules_finds_them_under_house(self, capacity, where):
        page = render_to_string("shell/desk.html", {}, _request("/desk/", people.actor(capacity)))
        assert re.findall(r'<a href="([^"]+)"[^>]*>House<', page) == [where]

    def test_the_demonstration_is_said_with_its_hour(self, settings):
        assert "Demonstration" not in render_to_string("shell/public.html", {}, _request())
        settings.DEMONSTRATION = True
        page = render_to_string("shell/public.html", {}, _request())
        assert "Demonstration" in page
        assert 'class="hatch"' in page

    def test_the_demonstrations_clock_is_that_of_the_pages_place(self, settings):
        settings.DEMONSTRATION = True
        given = {"demo_clock": datetime(2019, 11, 28, 9, 4, tzinfo=UTC)}
        assert "28 November 2019, 09:04" in render_to_string("shell/public.html", given, _request())
        given["zone"] = "Asia/Bishkek"
        assert "28 November 2019, 15:04" in render_to_string("shell/public.html", given, _request())

    def test_fonts_can_be_left_to_the_reader(self, settings):
        assert "fonts.css" in render_to_string("shell/public.html", {}, _request())
        settings.WEB_FONTS = False
        assert "fonts.css" not in render_to_string("shell/public.html", {}, _request())


class TestAnswers:
    """Nothing here, a forged form, a fault."""

    @pytest.mark.parametrize("actor", [OUTSIDER, SOMEBODY])
    def test_not_found_and_not_allowed_are_the_same_bytes(self, actor, settings):
        settings.DEMONSTRATION = True
        wrong = views.not_found(_request("/w/0000000000000000000000/", actor))
        closed = views.not_found(_request("/w/aaaaaaaaaaaaaaaaaaaaaa/papers/?q=1", actor))
        assert wrong.status_code == closed.status_code == 404
        assert wrong.content == closed.content

    def test_a_fault_asks_the_database_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert views.fault(_request()).status_code == 500
            assert views.busy(_request()).headers["Retry-After"] == "30"

    def test_a_forged_form_is_refused_in_words(self):
        answer = views.forged(_request())
        assert answer.status_code == 403
        assert b"Nothing was recorded" in answer.content

    def test_a_page_asks_for_its_letterhead_once(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            render_to_string("shell/public.html", {}, _request())


class TestParts:
    """The parts pages are made of."""

    def test_a_refusal_gives_its_sentence_and_code(self):
        page = _render("{% refusal refused %}", refused=Refused("access.same_person"))
        assert "You proposed this yourself" in page
        assert 'role="alert"' in page
        assert "access.same_person" in page

    def test_a_receipt_says_what_when_and_who_sees_it(self):
        page = _render(
            '{% receipt sentence entry=1204 rule="GA rule 83" audience="members" %}', sentence="Recorded <b>"
        )
        assert "Recorded &lt;b&gt;" in page
        assert "GA rule 83" in page
        assert "Members" in page
        assert 'role="status"' in page

    def test_a_field_ties_its_fault_to_its_control(self):
        class Form(forms.Form):
            place = forms.CharField(label="Place", help_text="As on the paper")

        page = _render("{% fields form %}", form=Form({"place": ""}))
        assert 'aria-describedby="id_place_help id_place_fault"' in page
        assert 'id="id_place_fault"' in page
        assert 'aria-invalid="true"' in page
        assert '<label for="id_place">Place' in page

    def test_the_parts_of_a_list_keep_the_rest_of_the_address(self):
        page = Paginator(range(30), 10).page(2)
        said = _render("{% pages page %}", _request("/en/news/?topic=budget&page=2"), page=page)
        assert 'href="?topic=budget&amp;page=1"' in said
        assert 'href="?topic=budget&amp;page=3"' in said
        assert "11 to 20 of 30" in said

    def test_the_facets_and_buttons_stand_without_script(self):
        class Form(forms.Form):
            q = forms.CharField(required=False)

        assert 'method="get"' in _render("{% facets form %}", form=Form())
        assert "needs-script" in _render('{% copy_button "exact words" %}{% print_button %}')

    def test_a_live_part_says_topic_and_version_only(self):
        said = _render('{% live_topic "sitting:abc" 3 "/c/abc/seat/" "now" %}')
        assert said == (
            'data-live-topic="sitting:abc" data-live-version="3" data-live-href="/c/abc/seat/" data-live-now'
        )

    def test_only_a_live_page_opens_the_stream(self):
        assert "data-live-url" not in render_to_string("shell/public.html", {}, _request())
        page = render_to_string("shell/public.html", {"live": True}, _request())
        assert 'data-live-url="/stream/" data-live-token=""' in page
        assert "data-offline-bar hidden" in page
        assert "data-live-url" in render_to_string("shell/projector.html", {}, _request("/c/k/screen/1/"))
