"""Decisions, votes and documents as anyone may read them."""

from __future__ import annotations

import re

import pytest

from plenary.foundation.files.storing import store
from plenary.offices.decisions.models import Ballot, CorrectionOfVote, Question, QuestionBody
from plenary.offices.documents.models import LanguageVersion, Version
from tests.interfaces.web.public import bishkek


@pytest.fixture
def decision(house):
    return bishkek.decided(house)


class TestDecision:
    def test_says_how_it_was_decided_step_by_step_with_the_rule(self, decision, page):
        text = page("/en/decisions/CSC-2019-1/")
        steps = re.search(r'<ol class="verdict">.*?</ol>', text, re.S).group()
        assert "6 of 6 represented; 4 needed." in steps
        assert "<cite>CSTO ROP rule 12</cite>" in steps
        assert "Adopted by vote" in text

    def test_freezes_the_digest_of_the_text(self, decision, page):
        assert f'<code class="hash">{"a" * 64}</code>' in page("/en/decisions/CSC-2019-1/")

    def test_lists_what_follows_from_it(self, decision, page):
        part = re.search(r'id="follow-up".*?</section>', page("/en/decisions/CSC-2019-1/"), re.S).group()
        assert "Report to the next session" in part
        assert "1 November 2020" in part

    def test_a_text_that_is_not_public_is_not_linked(self, decision, page):
        decision.document.audience = "members"
        decision.document.save()
        text = page("/en/decisions/CSC-2019-1/")
        assert "The text is not public." in text
        assert "/en/d/CSC/2019/1/" not in text

    def test_is_on_the_list_and_found_by_words_and_year(self, decision, page):
        assert "CSC-2019-1" in page("/en/decisions/?words=Statement&year=2019&body=CSC")
        assert "No public decision fits." in page("/en/decisions/?year=1999")


class TestVote:
    def test_shows_each_member_s_choice_and_the_counts(self, decision, page):
        text = page(f"/en/votes/{Question.objects.get().key}/")
        tally = re.search(r'<table class="tally">.*?</table>', text, re.S).group()
        assert re.findall(r"<td>(\d+)</td>", tally) == ["4", "0", "1", "1"]
        ballots = re.search(r'<ul class="ballots">.*?</ul>', text, re.S).group()
        assert ballots.count("<li>") == 6
        assert "Needed: 4" in text

    def test_a_secret_ballot_shows_totals_only_and_why(self, decision, page):
        question = Question.objects.get()
        Question.objects.filter(pk=question.pk).update(manner="secret")
        text = page(f"/en/votes/{question.key}/")
        assert "The ballot was secret." in text
        assert '<ul class="ballots">' not in text

    def test_a_correction_is_printed_apart_and_alters_nothing(self, decision, page):
        ballot = Ballot.objects.get(member__code="BLR")
        CorrectionOfVote.objects.create(
            ballot=ballot, meant="in_favour", filed_at=bishkek.NOON, filed_by=ballot.cast_by
        )
        text = page(f"/en/votes/{Question.objects.get().key}/")
        tally = re.search(r'<table class="tally">.*?</table>', text, re.S).group()
        assert re.findall(r"<td>(\d+)</td>", tally) == ["4", "0", "1", "1"]
        assert "Belarus" in re.search(r'id="corrections".*?</section>', text, re.S).group()

    def test_a_small_body_sits_round_its_table_and_has_tiles(self, decision, page):
        text = page(f"/en/votes/{Question.objects.get().key}/")
        assert re.search(r'<svg class="d room".*?<desc>4 in favour, 0 against, 1 abstaining, 1 absent', text, re.S)
        assert text.count('<svg class="d tiles names"') == 1

    def test_the_number_needed_is_drawn_as_a_line(self, decision, page):
        part = QuestionBody.objects.get()
        facts = {"yes": 4, "no": 0, "abstain": 1, "absent": 1, "not_participating": 0}
        part.verdict["steps"].append({"code": "casts.counted", "facts": facts, "cite": "CSTO ROP rule 14"})
        part.save()
        text = page(f"/en/votes/{Question.objects.get().key}/")
        assert "<desc>Members: 4 in favour, 4 needed.</desc>" in text

    def test_a_number_of_votes_is_no_line_among_places(self, decision, page):
        """Where votes are weighed the number needed is not one of members."""
        part = QuestionBody.objects.get()
        facts = {"yes": 200, "no": 0, "abstain": 9, "absent": 9, "not_participating": 0, "weighted": True}
        part.verdict["required"] = 180
        part.verdict["steps"].append({"code": "casts.counted", "facts": facts, "cite": "CSTO ROP rule 14"})
        part.save()
        text = page(f"/en/votes/{Question.objects.get().key}/")
        assert "180 votes were needed" not in text
        assert "<desc>Votes: 200 in favour, 180 needed.</desc>" in text

    def test_a_large_body_is_drawn_as_a_hemicycle(self, decision, page):
        question = Question.objects.get()
        for number in range(30):
            member = decision.body.seats.model.member.field.related_model.objects.create(
                code=f"M{number}", short_name=bishkek.words(f"Member {number}")
            )
            decision.body.seats.create(member=member)
        text = page(f"/en/votes/{question.key}/")
        assert text.count('<svg class="d hemicycle"') == 1
        assert '<svg class="d room"' not in text


class TestDocument:
    def test_shows_the_text_paragraph_by_paragraph_with_anchors(self, house, page):
        text = page("/en/d/CSC/2019/1/")
        assert '<div class="para" id="p1"><a class="para-no" href="?cite=p1#p1"' in text
        assert "The Council meets in Bishkek." in text
        assert "main political document" in text

    def test_shows_the_title_as_the_text_bears_it(self, house, page):
        text = LanguageVersion.objects.get(language="en")
        text.paragraphs.filter(role="title").delete()
        text.paragraphs.create(order=0, anchor="p0", role="title", text="Statement as typed")
        text.title = "Statement as typed"
        text.save()
        assert "<h2>Statement as typed</h2>" in page("/en/d/CSC/2019/1/")

    def test_follows_the_language_of_the_page_and_can_be_asked_for_another(self, house, page):
        assert "Совет собирается в Бишкеке." in page("/ru/d/CSC/2019/1/")
        text = page("/en/d/CSC/2019/1/?language=ru")
        assert '<div class="text" lang="ru" dir="ltr">' in text
        assert "Совет собирается в Бишкеке." in text

    def test_says_when_the_text_is_not_in_the_language_of_the_page(self, house, page):
        text = page("/ar/d/CSC/2019/1/")
        assert '<div class="text" lang="en" dir="ltr">' in text

    def test_stands_side_by_side_in_two_languages(self, house, page):
        text = page("/en/d/CSC/2019/1/side/en..ru/")
        pair = re.search(r'<div class="para as-\w+" id="p1">.*?</div>', text, re.S).group()
        assert '<p lang="en" dir="ltr">The Council meets in Bishkek.</p>' in pair
        assert '<p lang="ru" dir="ltr">Совет собирается в Бишкеке.</p>' in pair

    def test_a_paragraph_that_is_missing_says_so(self, house, page):
        LanguageVersion.objects.get(language="ru").paragraphs.get(anchor="p2").delete()
        assert "not translated yet" in page("/en/d/CSC/2019/1/side/en..ru/")

    def test_a_text_that_is_not_issued_is_not_read(self, house, page):
        version = Version.objects.create(
            document=house.documents["budget"], number=1, made_at=bishkek.NOON, sealed_at=bishkek.NOON
        )
        text = LanguageVersion.objects.create(of_version=version, renders=version, language="en", title="Budget")
        text.paragraphs.create(order=1, anchor="p1", text="canary-figure")
        said = page("/en/d/CSC/2019/2/")
        assert "canary-figure" not in said
        assert "The text is not issued." in said

    def test_an_outside_document_names_its_owner_and_its_items(self, house, page):
        text = page(f"/en/d/{house.documents['outside'].key}/")
        assert "A/RES/60/288" in text
        assert "/en/partners/UN/" in text
        assert "/en/m/CSC-2019-1/#item-5" in text

    def test_draws_its_path(self, house, page):
        assert 'id="path"' in page("/en/d/CSC/2019/1/")

    def test_the_list_can_be_narrowed(self, house, page):
        assert "CSC/2019/2" in page("/en/d/?kind=budget")
        assert "CSC/2019/1<" not in page("/en/d/?kind=budget")
        assert "No public document fits." in page("/en/d/?words=nothing+like+it")
        assert "CSC/2019/2" in page("/ru/d/?words=Бюджет")


class TestFiles:
    def test_a_public_file_is_saved_and_never_run(self, db, outsider):
        stored = store(b"<script>alert(1)</script>", name="a.html", media_type="text/html", audience="public")
        sent_on = outsider.get(f"/f/{stored.key}/a.html")
        assert (sent_on.status_code, sent_on.content) == (303, b"")
        answer = outsider.get(
            sent_on["Location"].removeprefix("http://files.testserver"), SERVER_NAME="files.testserver"
        )
        assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
        assert answer["Content-Disposition"] == 'attachment; filename="a.html"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_a_file_of_others_is_not_here(self, db, outsider):
        stored = store(b"secret", name="b.txt", media_type="text/plain", audience="members")
        assert outsider.get(f"/f/{stored.key}/b.txt").status_code == 404

    def test_the_name_belongs_to_the_address(self, db, outsider):
        stored = store(b"x", name="c.txt", media_type="text/plain", audience="public")
        assert outsider.get(f"/f/{stored.key}/d.txt").status_code == 404
