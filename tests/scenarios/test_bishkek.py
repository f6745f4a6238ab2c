"""The checks that the product carries a real summit as its report states it, through the web.

Numbers are those of the list of checks that goes with the scenario.
"""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from plenary.foundation.languages.words import Words
from plenary.foundation.people import pairs
from plenary.offices.budget.models import Contribution
from plenary.offices.decisions.actions import questions
from plenary.offices.decisions.models import Question
from plenary.offices.documents.models import Document
from plenary.offices.instruments.actions import signing
from plenary.offices.instruments.models import Signature
from plenary.offices.meetings.models import Delegate, ItemDocument
from plenary.procedure.refusal import Refused
from tests.scenarios.reading import page

pytestmark = pytest.mark.django_db

MEETING = "/en/m/CSC-2019-1/"


@pytest.fixture
def anybody():
    return Client()


class TestAsFarAsTheReportGoes:
    def test_1_the_agenda_says_21_and_how_many_are_named(self, bishkek, anybody):
        with bishkek.standing():
            for address in (MEETING, f"{MEETING}agenda/"):
                said = page(anybody, address)
                assert "21 places, 10 named" in said

    def test_nothing_was_played_behind_the_sources(self, bishkek, anybody, settings):
        settings.DEMONSTRATION = True
        with bishkek.standing():
            assert "The sources stop" not in page(anybody, MEETING)

    def test_2_an_exchange_of_views_takes_no_decision_number(self, bishkek):
        with bishkek.standing():
            chair = bishkek.actor("chair", "PO")
            with pytest.raises(Refused) as refused:
                questions.prepare_question(
                    bishkek["item-security"], by=chair, wording=Words({"en": "Does the Council adopt it?"})
                )
        assert refused.value.code == "agenda.no_decision_under_this_kind"
        assert refused.value.cite is not None
        assert not Question.objects.exists()

    def test_3_three_quorums_and_three_verdicts(self, bishkek, anybody):
        with bishkek.standing():
            said = page(anybody, MEETING)
        for body in (
            "Council of Ministers of Foreign Affairs",
            "Council of Ministers of Defence",
            "Committee of Secretaries of Security Councils",
        ):
            assert re.search(rf"{body} Quorum not stated Verdict not stated", said)

    def test_4_a_paper_of_the_27th_stands_on_the_28th_by_referral(self, bishkek, anybody):
        paper = ItemDocument.objects.select_related("referral", "document").get(item=bishkek["item-statement"])
        assert paper.document == bishkek["statement-text"]
        assert paper.referral.decided_on.isoformat() == "2019-11-27"
        assert {body.code for body in paper.referral.from_bodies.all()} == {"CMFA", "CMD", "CSSC"}
        assert [one.title for one in Document.objects.all()].count(paper.document.title) == 1
        with bishkek.standing():
            assert paper.document.title["en"] in page(anybody, MEETING)

    def test_9_nine_persons_for_russia_and_one_for_every_other(self, bishkek, anybody):
        lines = Delegate.objects.filter(delegation__session=bishkek["council-session"], left_list_at__isnull=True)
        counted = {}
        for line in lines.select_related("delegation__member"):
            counted[line.delegation.member.code] = counted.get(line.delegation.member.code, 0) + 1
        assert counted == {"RUS": 9, "ARM": 1, "BLR": 1, "KAZ": 1, "KGZ": 1, "TJK": 1}
        with bishkek.standing():
            said = page(anybody, f"{MEETING}participants/")
        for name in ("Lavrov", "Shoigu", "Patrushev", "Ushakov", "Fomin", "Pankin", "Nurgaliyev", "Shvedov", "OSCE"):
            assert name in said

    def test_10_the_strategy_is_an_outside_document_of_an_outside_organisation(self, bishkek, anybody):
        strategy = bishkek["un-strategy"]
        assert strategy.partner.code == "UN"
        assert not strategy.versions.exists()
        with bishkek.standing():
            assert "Global Counter-Terrorism Strategy" in page(anybody, "/en/partners/UN/")

    def test_11_news_carries_headline_deck_dateline_and_body(self, bishkek, anybody):
        with bishkek.standing():
            listed = page(anybody, "/en/news/")
            release = bishkek["curtain-raiser"]
            said = page(anybody, f"/en/news/{release.year}/{release.slug}/")
        for part in (release.headline["en"], release.deck["en"]):
            assert part in listed
            assert part in said
        assert re.search(r"Bishkek, 28 November 2019", said)
        for claim in release.claims.all():
            assert claim.sentence["en"] in said
            assert claim.attribution.source.name["en"].split(",")[0] in said

    def test_the_page_names_bishkek_and_kyrgyzstan(self, bishkek, anybody):
        with bishkek.standing():
            said = page(anybody, MEETING)
        assert "Bishkek" in said
        assert "Kyrgyzstan" in said

    def test_8_until_then_the_public_and_the_desk_name_the_same_presidency(self, bishkek, anybody, enter):
        with bishkek.standing():
            public = page(anybody, "/en/")
            desk = page(enter("general", "SG"), "/desk/")
        assert "In office Kyrgyzstan Next Russia, 2019–2020" in public
        assert "Presidency Kyrgyzstan" in desk

    def test_the_cards_of_the_sign_in_page_do_not_repeat_themselves(self, bishkek, anybody, settings):
        settings.DEMONSTRATION = True
        with bishkek.standing():
            said = page(anybody, "/sign-in/")
        assert "Door and badges" in said
        assert "door and badge desk" not in said
        assert "Seat of Armenia head of delegation" in said

    def test_the_desk_says_in_words_who_knows_of_a_document(self, bishkek, enter):
        with bishkek.standing():
            said = page(enter("documents", "DO"), f"/desk/documents/{bishkek['statement-text'].key}/")
        assert "known to: everybody" in said

    def test_a_desk_is_named_in_the_language_of_the_page(self, bishkek, enter):
        with bishkek.standing(), override("en"):
            said = page(enter("documents", "DO"), "/ru/")
        assert "Отдел документов" in said
        assert "Documents desk" not in said

    def test_6_an_item_does_not_close_without_a_verdict(self, bishkek):
        assert not Contribution.objects.exists()

    def test_7_a_signer_without_office_or_full_powers_is_refused(self, bishkek):
        with bishkek.standing():
            general = bishkek.actor("legal", "LD")
            entries_before = Signature.objects.count()
            with pytest.raises(Refused) as refused:
                paper = pairs.perform(
                    signing.add_paper, by=general, package=bishkek["package"], document=bishkek["papers-text"]
                )
                signing.sign_paper(
                    paper, by=bishkek.actor("seat-rus", "HD"), member=bishkek["RUS"], person=bishkek["ushakov"]
                )
        assert refused.value.code
        assert Signature.objects.count() == entries_before
