"""Two who make the next version of one text at once, and one who saves while another makes a version of the draft.

As in `test_two_presses`, the first test of each pair takes the locks away and lets both meet half-way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from plenary.foundation.journal.models import Entry
from plenary.offices.decisions import amending
from plenary.offices.decisions.actions import amendments
from plenary.offices.decisions.models import Amendment
from plenary.offices.documents import actions as documents
from plenary.offices.documents.actions import drafting
from plenary.offices.documents.models import Draft, DraftSave, Version
from plenary.offices.organisation.models import Member
from tests.builders.decisions import council_sitting
from tests.builders.documents import drafted, in_russian, issued
from tests.builders.organisation import council
from tests.builders.people import actor
from tests.concurrency.pressing import MeetingPoint, at_once, broken, one_writer_at_a_time, refused, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def carried() -> Version:
    """A text with an amendment to it that carried."""
    summit = council_sitting()
    _document, version = issued(summit.bodies["CSC"], audience="members")
    amendments.propose_amendment(
        version.languages.get(language="ru"),
        by=summit.head("RUS"),
        member=Member.objects.get(code="RUS"),
        anchor="op1",
        words="Решают сотрудничать;",
    )
    Amendment.objects.update(state="carried", number=1, audience="members")
    return version


def merges(version: Version) -> list[Any]:
    secretaries = [actor("SB", "body:CSC", name=name) for name in ("Vera Lind", "Omar Sala")]
    return [lambda by=by: amendments.merge_amendments(version, by=by) for by in secretaries]


def test_without_a_lock_two_would_make_one_version_of_what_carried(monkeypatch):
    version = carried()
    without_row_locks(monkeypatch)
    half_way, lay = MeetingPoint(), amending.lay

    def meet_first(*args):
        half_way.wait()
        return lay(*args)

    monkeypatch.setattr(amending, "lay", meet_first)
    answers = at_once(*merges(version))
    if one_writer_at_a_time():
        assert (half_way.met, refused(answers)) == (False, ["decisions.text_moved_on"])
    else:
        assert (half_way.met, broken(answers)) == (True, 1)
    assert Version.objects.count() == 2


def test_of_two_who_merge_at_once_one_makes_the_version_and_the_other_is_told():
    version = carried()
    answers = at_once(*merges(version))
    assert refused(answers) == ["decisions.text_moved_on"]
    (made,) = [one for one in answers if isinstance(one, Version)]
    assert list(version.document.versions.values_list("number", flat=True)) == [1, 2]
    assert made.languages.get(language="ru").paragraphs.get(anchor="op1").text == "Решают сотрудничать;"
    assert Amendment.objects.get().merged_in == made
    assert Entry.objects.filter(verb="decisions.amendments.merged").count() == 1


def test_two_readings_of_one_paragraph_at_once_are_not_written_one_over_the_other():
    version = carried()
    first = Amendment.objects.get()
    other = Amendment.objects.get(pk=first.pk)
    other.pk, other.number, other.words = None, 2, "Обещают сотрудничать;"
    other._state.adding = True
    other.key = f"{first.key[:-1]}{'x' if first.key[-1] != 'x' else 'y'}"
    other.save()
    given = {"anchor": "op1", "language": "ru", "ground": {"en": "Agreed."}}
    presses = [
        lambda by=by, said=said: amendments.write_agreed_reading(version, by=by, words=said, **given)
        for by, said in ((actor("SB", "body:CSC"), "Намерены сотрудничать;"), (actor("DO"), "Хотят сотрудничать;"))
    ]
    assert refused(at_once(*presses)) == ["decisions.reading_changed"]
    assert len(amending.readings(version)) == 1


def written_in_by_hand() -> tuple[Amendment, Version]:
    """An amendment that carried, and a later version into which somebody typed it."""
    before = carried()
    made = documents.add_version(before.document, by=actor("DO"), texts={"ru": in_russian()}, original_language="ru")
    return Amendment.objects.get(), made


def says_so(one: Amendment, version: Version) -> Callable[[], Any]:
    ground = {"en": "Paragraph 1 has it."}
    by = actor("DO").confirming("who-asked")
    return lambda: amendments.record_in_text(one, by=by, version=version, ground=ground)


def test_without_a_lock_two_would_say_twice_that_an_amendment_is_in_the_text(monkeypatch):
    one, made = written_in_by_hand()
    without_row_locks(monkeypatch)
    half_way, needed = MeetingPoint(), amendments.require_two

    def meet_first(*args):
        half_way.wait()
        return needed(*args)

    monkeypatch.setattr(amendments, "require_two", meet_first)
    answers = at_once(says_so(one, made), says_so(one, made))
    said = Entry.objects.filter(verb="decisions.amendments.in_text").count()
    if one_writer_at_a_time():
        assert (half_way.met, said, refused(answers)) == (False, 1, ["decisions.amendment_state"])
    else:
        assert (half_way.met, said, refused(answers)) == (True, 2, [])


def test_two_who_say_at_once_that_an_amendment_is_in_the_text_say_it_once():
    one, made = written_in_by_hand()
    answers = at_once(says_so(one, made), says_so(one, made))
    assert refused(answers) == ["decisions.amendment_state"]
    assert Entry.objects.filter(verb="decisions.amendments.in_text").count() == 1
    one.refresh_from_db()
    assert (one.state, one.merged_in) == ("merged", made)


def draft() -> Draft:
    return documents.open_draft(drafted(council())[0], by=actor("DO"))


def save_and_make(of: Draft, words: str) -> list[Any]:
    """One saves a paragraph while another makes a version of the draft."""
    writer, maker = actor("DO", name="Vera Lind"), actor("DO", name="Omar Sala")
    return [
        lambda: documents.write_paragraph(of, by=writer, anchor="op1", words=words, revision=1),
        lambda: documents.make_version(of, by=maker),
    ]


def test_without_a_lock_a_save_would_be_answered_and_miss_the_version(monkeypatch):
    of = draft()
    # The record keeps its own locks; only the draft and the document are left open.
    monkeypatch.setattr(drafting, "locked", lambda document: document)
    monkeypatch.setattr(
        drafting, "_held", lambda held, _by: Draft.objects.select_related("document__body").get(pk=held.pk)
    )
    half_way, reword, add_version = MeetingPoint(), drafting._reword, drafting.add_version

    def reworded_first(*args):
        half_way.wait()
        return reword(*args)

    def added_first(*args, **told):
        half_way.wait()
        return add_version(*args, **told)

    monkeypatch.setattr(drafting, "_reword", reworded_first)
    monkeypatch.setattr(drafting, "add_version", added_first)
    saved, made = at_once(*save_and_make(of, "Тесно сотрудничают;"))
    assert half_way.met is not one_writer_at_a_time()
    if half_way.met:
        assert isinstance(saved, DraftSave)
        assert made.languages.get().paragraphs.get(anchor="op1").text == "Договариваются сотрудничать;"


def test_a_save_beside_the_making_of_a_version_is_in_it_or_is_told_that_it_came_too_late():
    document = draft().document
    for place in range(4):
        of = documents.open_draft(document, by=actor("DO"))
        words = f"Сотрудничают в {place + 2} областях;"
        saved, made = at_once(*save_and_make(of, words))
        assert isinstance(made, Version)
        written = made.languages.get(language="ru").paragraphs.get(anchor="op1").text
        if isinstance(saved, DraftSave):
            assert (written, saved.outcome) == (words, "kept")
        else:
            assert (refused([saved]), written == words) == (["documents.draft_closed"], False)
    assert list(document.versions.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
