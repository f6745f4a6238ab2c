"""Two versions on the pages: only what this reader may read, summary first, marks that are heard."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from plenary.foundation.clock import now
from plenary.foundation.personal import kinds
from plenary.offices.documents import actions
from plenary.offices.documents.models import Reading
from plenary.procedure.refusal import NotHere
from tests.builders import documents as writing
from tests.builders.people import actor
from tests.interfaces.web.workspace.conftest import browser_of


@pytest.fixture
def body(summit):
    return summit.bodies["CSC"]


@pytest.fixture
def member(summit):
    return browser_of(summit.head("RUS"))


def revised(document, *changes, audience="members", issue=True):
    """The next version in both languages, issued: words of the English text replaced, the others kept."""
    english = [dict(one) for one in writing.STATEMENT]
    for old, new in changes:
        assert any(old in one["text"] for one in english)
        english = [{**one, "text": one["text"].replace(old, new)} for one in english]
    both = [(ru, en) for ru, en in zip(writing.in_russian(), english, strict=True) if en["text"]]
    texts = {"ru": [ru for ru, _en in both], "en": [en for _ru, en in both]}
    version = actions.add_version(document, by=actor("DO"), texts=texts)
    version = actions.seal_version(version, by=actor("DO"))
    if issue:
        version = writing.by_two(actions.issue_version, version=version, audience=audience)
    document.refresh_from_db()
    return version


def compare(document, older=1, newer=2):
    return f"/w/d/{document.key}/compare/{older}..{newer}/"


def bare(page: str) -> str:
    """The words of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_summary_first_then_marks_that_are_heard(body, member):
    document, _version = writing.issued(body, audience="members")
    revised(document, ("Agree to cooperate;", "Agree to work together;"), ("Decide to meet again.", ""))
    page = member.page(compare(document))
    assert "2 changes in 2 paragraphs" in page
    assert "1 paragraph gone" in page
    assert page.index("2 changes in 2 paragraphs") < page.index("Agree to")
    assert re.search(r'<del class="change" id="c1" tabindex="-1"><span[^>]*>deletion </span>cooperate</del>', page)
    assert re.search(r"<ins><span[^>]*>insertion </span>work together</ins>", page)
    assert 'data-words="{number} of 2"' in page
    assert "plenary/redline" in page


def test_only_versions_that_this_reader_may_read(body, member):
    """The second is a draft: neither it nor that there is one can be learned."""
    document, _version = writing.issued(body, audience="members")
    revised(document, ("cooperate", "canary"), issue=False)
    missing = member.page(compare(document), 404)
    assert "canary" not in missing
    assert missing == member.page(compare(document, 1, 9), 404)
    assert "canary" in browser_of(actor("DO")).page(compare(document))


@pytest.mark.parametrize(("older", "newer"), [(1, 1), (2, 1), (0, 1)])
def test_there_is_no_redline_backwards_or_of_one(body, member, older, newer):
    document, _version = writing.issued(body, audience="members")
    revised(document, ("cooperate", "work"))
    member.page(compare(document, older, newer), 404)


def test_no_part_beyond_the_last(body, member):
    document, _version = writing.issued(body, audience="members")
    revised(document, ("cooperate", "work"))
    for part in ("0", "2", "x", "9999999"):
        member.page(compare(document) + f"?part={part}", 404)


def test_public_versions_are_compared_in_public(body, client):
    document, _version = writing.issued(body, distribution="general")
    revised(document, ("cooperate", "work together"), audience="")
    answer = client.get(f"/en/d/{document.symbol}/compare/1..2/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "1 change in one paragraph" in page
    assert "<b>Public</b>" in page
    assert client.get(f"/en/d/{document.symbol}/compare/1..3/").status_code == 404


def test_the_language_is_chosen_and_others_are_led_to(body, member):
    document, _version = writing.issued(body, audience="members")
    revised(document, ("cooperate", "work"))
    page = member.page(compare(document) + "?language=ru")
    assert "No word changed" in page
    assert '<div class="text redline" lang="ru"' in page
    assert 'href="?language=en"' in page


def test_every_earlier_version_beside_the_newest(body, member):
    document, _version = writing.issued(body, audience="members")
    revised(document, ("cooperate", "work"))
    revised(document, ("cooperate", "work at once"))
    page = member.page(compare(document, 1, 3))
    for older, newer in ((1, 2), (2, 3)):
        assert compare(document, older, newer) in page
    assert "Over 3 versions" in page


def test_a_long_text_comes_in_parts_and_the_numbers_run_on(body, member):
    def long(word):
        held = [
            {"anchor": f"p{k}", "text": f"Paragraph {k} says " + f"{word} and much beside it. " * 12}
            for k in range(300)
        ]
        return {"en": held}

    document = writing.planned(body)
    officer = actor("DO")
    for word in ("little", "enough"):
        version = actions.add_version(document, by=officer, texts=long(word), original_language="en")
    document.refresh_from_db()
    desk = browser_of(officer)
    first = desk.page(compare(document))
    assert "Part 1 of" in bare(first)
    last_number = int(re.search(r'data-last="(\d+)"', first).group(1))
    assert f'data-first="{last_number + 1}"' in desk.page(compare(document) + "?part=2")
    assert len(first) < 400_000
    assert version.number == 2


class TestSinceYouLastRead:
    def test_one_click_from_the_text(self, body, member):
        document, first = writing.issued(body, audience="members")
        assert "What changed since" not in member.page(f"/w/d/{document.key}/")
        member.post(f"/w/d/{document.key}/read/", {"version": first.number})
        assert "What changed since" not in member.page(f"/w/d/{document.key}/")
        revised(document, ("cooperate", "work"))
        page = member.page(f"/w/d/{document.key}/")
        assert f'href="{compare(document)}?language=en"' in page
        assert "What changed since you last read (first version)" in page

    def test_looking_at_a_page_notes_nothing(self, body, member):
        document, _version = writing.issued(body, audience="members")
        member.page(f"/w/d/{document.key}/")
        assert not Reading.objects.exists()
        assert member.get(f"/w/d/{document.key}/read/").status_code == 405

    def test_an_older_one_read_later_takes_nothing_back(self, body, member):
        document, _version = writing.issued(body, audience="members")
        revised(document, ("cooperate", "work"))
        for number in (2, 1):
            member.post(f"/w/d/{document.key}/read/", {"version": number})
        assert Reading.objects.get().of_version.number == 2

    def test_what_is_not_here_cannot_be_noted(self, body, member):
        document, _version = writing.issued(body, audience="members")
        draft = revised(document, ("cooperate", "work"), issue=False)
        for number in ("2", "9", "x", ""):
            assert member.post(f"/w/d/{document.key}/read/", {"version": number}).status_code == 404
        with pytest.raises(NotHere):
            actions.note_reading(draft, by=actor("PU"))
        assert not Reading.objects.exists()

    def test_it_is_told_to_nobody_and_is_kept_for_its_time(self, body, member, summit):
        first = writing.issued(body, audience="members")[1]
        actions.note_reading(first, by=summit.head("RUS"))
        readings = next(kind for kind in kinds() if kind.name == "readings")
        assert not readings.due(readings.days).exists()
        Reading.objects.update(read_at=now() - timedelta(days=readings.days + 1))
        readings.erase(readings.due(readings.days))
        assert not Reading.objects.exists()
