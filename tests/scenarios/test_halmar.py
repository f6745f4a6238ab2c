"""The full tour: an invented organisation, from its founding to the evening of its summit."""

import unicodedata
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from plenary.foundation.access.models import Account, Holding
from plenary.offices.budget import queries as budget
from plenary.offices.budget.models import Budget
from plenary.offices.chamber.models import FloorRequest
from plenary.offices.decisions.models import AttachedStatement, Decision, FollowUp, Objection, Question
from plenary.offices.documents.models import Bracket, Document, Referral
from plenary.offices.instruments.models import Signature
from plenary.offices.meetings.models import Delegate, Item
from plenary.offices.newsroom.models import Release
from plenary.offices.organisation.models import Member, Partner, Presidency
from plenary.offices.protocol.models import Arrival
from plenary.procedure.documents import State
from tests.scenarios.reading import page

pytestmark = pytest.mark.django_db

MEETING = "/en/m/CHS-2025-1/"


@pytest.fixture
def anybody():
    return Client()


def scripts(text: str) -> set[str]:
    """The scripts in which a text is written, by the first word of the Unicode names of its letters."""
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}


def standing_lines():
    return Delegate.objects.filter(left_list_at__isnull=True, delegation__session__ref="CHS-2025-1")


class TestTheOrganisation:
    def test_six_members_with_names_in_four_scripts_and_two_long_ones(self, halmar):
        members = Member.objects.all()
        written = set().union(*(scripts(text) for one in members for text in one.short_name.values()))
        assert len(members) == 6
        assert written == {"LATIN", "CYRILLIC", "ARABIC", "CJK"}
        assert [one.code for one in members if len(one.formal_name["en"]) > 60] == ["NRV", "QSR"]

    def test_three_partners_one_of_them_the_secretariat_of_a_treaty(self, halmar):
        assert set(Partner.objects.values_list("code", flat=True)) == {"WCA", "IREF", "CWC"}
        assert "Convention" in halmar["CWC"].short_name["en"]

    def test_the_presidency_goes_by_the_alphabet_and_was_handed_over(self, halmar, anybody):
        passed = {one.member.code: one.state for one in Presidency.objects.select_related("member")}
        assert passed == {"VLD": "ended", "BLM": "in_office", "KRT": "upcoming"}
        assert halmar["presidency-blm"].statement == Presidency.Statement.PLANNED
        with halmar.standing():
            assert "In office Belmora, 2025–2026" in page(anybody, "/en/")

    def test_a_login_of_every_capacity_stands_on_the_page_that_leads_in(self, halmar, anybody, settings):
        settings.DEMONSTRATION = True
        held = Holding.objects.filter(person__account__is_demonstration=True).values_list("capacity", flat=True)
        assert set(held) == {
            "SG", "SB", "DO", "LD", "PT", "DR", "FI", "PS", "AD", "PO", "IN", "HD", "DM", "FP", "PR", "OB", "AP",
        }  # fmt: skip
        with halmar.standing():
            said = page(anybody, "/sign-in/")
        for account in Account.objects.select_related("person"):
            assert account.person.name.said("en") in said


class TestWhoTakesPart:
    def test_six_delegations_of_nine_to_fourteen(self, halmar):
        lines = standing_lines().filter(delegation__member__isnull=False)
        assert Counter(lines.values_list("delegation__member__code", flat=True)) == {
            "BLM": 9, "KRT": 10, "NRV": 14, "QSR": 12, "TVR": 11, "VLD": 13,
        }  # fmt: skip

    def test_two_of_one_delegation_have_the_same_name_and_are_two_persons(self, halmar, anybody):
        named = [one for one in standing_lines().select_related("person") if one.person.name.said() == "Anna Lind"]
        assert len({one.person_id for one in named}) == 2
        with halmar.standing():
            assert page(anybody, f"{MEETING}participants/").count("Anna Lind") == 2

    def test_one_was_replaced_on_the_day_and_the_old_line_stays(self, halmar):
        (gone,) = Delegate.objects.filter(left_list_at__isnull=False)
        assert (gone.person.name["en"], gone.left_list_at.date().isoformat()) == ("Marta Silvane", "2025-06-12")
        assert halmar["line-blm-10"].order == gone.order

    def test_six_observers_and_forty_journalists(self, halmar):
        assert standing_lines().filter(delegation__partner__isnull=False).count() == 6
        assert Holding.objects.filter(capacity="AP").values_list("person").distinct().count() == 40

    def test_all_came_within_four_hours(self, halmar):
        hours = list(Arrival.objects.order_by("arrived_at").values_list("arrived_at", flat=True))
        assert len(hours) == 6
        assert hours[-1] - hours[0] < timedelta(hours=4)


class TestTheTexts:
    def test_fourteen_came_up_from_three_bodies_by_their_decision_and_one_was_withdrawn(self, halmar):
        routes = Referral.objects.filter(to_body__code="CHS")
        assert routes.count() == 14
        for one in routes.prefetch_related("from_bodies"):
            assert {body.code for body in one.from_bodies.all()} == {"CFM", "CDM", "CSS"}
            assert Decision.objects.filter(number=one.ground).exists()
            assert not one.is_customary
        assert [one.title["en"] for one in Document.objects.filter(state=State.WITHDRAWN.value)] == [
            "Joint purchase of medical supplies"
        ]

    def test_one_came_up_with_a_reservation(self, halmar):
        (reserved,) = AttachedStatement.objects.all()
        assert (reserved.member.code, reserved.kind_of_statement) == ("TVR", "reservation")

    def test_the_statement_went_through_five_versions_in_five_languages(self, halmar):
        versions = halmar["text-statement"].versions.order_by("number")
        assert [set(one.languages.values_list("language", flat=True)) for one in versions] == [
            {"en", "ru", "ar", "zh", "fr"}
        ] * 5
        last = {one.languages.get(language="en").paragraphs.get(anchor="p11").text for one in versions}
        assert len(last) == 5

    def test_its_brackets_fell_from_23_to_none(self, halmar):
        brackets = Bracket.objects.filter(document=halmar["text-statement"])
        closed = Counter(brackets.values_list("closed_in__number", flat=True))
        assert (brackets.count(), dict(closed)) == (23, {2: 9, 3: 9, 4: 5})

    def test_one_translation_came_late(self, halmar):
        version = halmar["text-information-v1"]
        issued = {one.language: one.issues.first().issued_at for one in version.languages.all()}
        assert issued["ar"] - issued["en"] > timedelta(days=60)


class TestTheDay:
    def test_twenty_one_items_six_to_exchange_views_and_fifteen_to_decide(self, halmar):
        items = Item.objects.filter(session=halmar["summit"])
        assert Counter(items.values_list("kind_of_item", flat=True)) == {"exchange_of_views": 6, "decision": 15}
        assert set(items.values_list("state", flat=True)) == {"closed"}

    def test_the_heads_were_by_themselves_for_eighty_minutes(self, halmar):
        restricted = halmar["restricted"]
        assert restricted.closed_at - restricted.opened_at == timedelta(minutes=80)
        assert restricted.presences.count() == 6

    def test_greeting_and_photograph_were_held_and_marked(self, halmar, anybody):
        with halmar.standing():
            said = page(anybody, f"{MEETING}programme/")
        assert "11:15 – 11:33 Greeting by the host" in said
        assert "11:41 – 11:48 Family photograph" in said

    def test_thirty_one_interventions_and_one_point_of_order(self, halmar):
        heard = FloorRequest.objects.filter(state=FloorRequest.State.FINISHED)
        assert Counter(heard.values_list("kind_of_request", flat=True)) == {"speaker": 31, "point_of_order": 1}

    def test_a_vote_of_four_one_and_one_on_procedure(self, halmar, anybody):
        (voted,) = Question.objects.filter(method=Question.Method.VOTE)
        assert Counter(voted.ballots.values_list("choice", flat=True)) == {
            "in_favour": 4, "against": 1, "abstain": 1,
        }  # fmt: skip
        assert (voted.subject, voted.outcome) == ("procedure", "adopted")
        with halmar.standing():
            assert "Shall each statement be limited to three minutes?" in page(anybody, f"/en/votes/{voted.key}/")

    def test_an_objection_was_withdrawn_after_a_drafting_change(self, halmar):
        (objection,) = Objection.objects.all()
        assert objection.question == halmar["question-statement"]
        assert objection.received_at < halmar["text-statement-v5"].sealed_at < objection.withdrawn_at
        assert halmar["question-statement-2"].text_version == halmar["text-statement-v5"]

    def test_the_rest_by_consensus_numbered_without_a_gap(self, halmar):
        decided = Decision.objects.filter(body__code="CHS").order_by("n")
        assert [one.number for one in decided] == [f"CHS-2025-{number}" for number in range(1, 16)]
        assert set(decided.values_list("question__method", flat=True)) == {"consensus"}

    def test_five_papers_were_signed_by_six(self, halmar):
        assert Signature.objects.filter(paper__package=halmar["package"]).count() == 30

    def test_the_release_went_out_at_the_gavel(self, halmar):
        release = halmar["release-outcome"]
        assert release.state == Release.State.PUBLISHED
        assert release.published_at == halmar["question-statement-2"].announced_at

    def test_what_is_asked_of_whom(self, halmar):
        assert FollowUp.objects.count() == 5
        assert halmar["decided-border"][0].follow_up.get().owner_member == halmar["KRT"]


class TestTheMoney:
    def test_seven_chapters_for_the_year_that_comes(self, halmar):
        coming = Budget.objects.get(year=2026)
        assert coming.parts.count() == 7
        assert budget.total_of(coming) == Decimal("8640000.00")
        assert coming.state == Budget.State.ADOPTED

    def test_one_member_is_two_years_behind(self, halmar):
        behind = {
            member.code: [one.budget.year for one in budget.unpaid_of(member) if one.budget.year < 2026]
            for member in Member.objects.all()
        }
        assert {code: years for code, years in behind.items() if years} == {"KRT": [2025], "TVR": [2024, 2025]}
