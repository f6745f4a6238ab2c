"""The rest of the day at Bishkek, played as a demonstration: the checks that need it.

Numbers are those of the list of checks that goes with the scenario.
"""

import re
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from plenary.foundation.languages.words import Words
from plenary.offices.budget.models import Contribution
from plenary.offices.decisions.models import Decision
from plenary.offices.documents.models import Paragraph
from plenary.offices.instruments.models import Signature, SignatureBlock
from plenary.offices.organisation import actions as organisation
from plenary.offices.organisation.models import Presidency
from tests.scenarios.reading import page

pytestmark = pytest.mark.django_db

MEETING = "/en/m/CSC-2019-1/"


@pytest.fixture
def anybody():
    return Client()


class TestTheRestOfTheDay:
    def test_5_the_note_of_the_restricted_sitting_is_closed_to_the_plenary(self, whole_day, enter):
        note = whole_day["note"]
        with whole_day.standing():
            head = enter("seat-rus", "HD")
            assert note.text["en"] in page(head, f"/w/notes/{note.key}/")
            for name, capacity in (("adviser-rus", "DM"), ("documents", "DO"), ("administrator", "AD")):
                shut = enter(name, capacity).get(f"/w/notes/{note.key}/")
                assert shut.status_code == 404
                assert note.text["en"] not in shut.content.decode()

    def test_the_page_says_where_the_sources_stop(self, whole_day, anybody, settings):
        settings.DEMONSTRATION = True
        with whole_day.standing():
            assert "The sources stop before the session opened." in page(anybody, MEETING)

    def test_no_issued_text_numbers_a_paragraph_twice(self, whole_day):
        numbered = Paragraph.objects.exclude(label="")
        assert numbered.exists()
        assert [one.text for one in numbered if one.text.startswith(f"{one.label}.")] == []

    def test_6_the_budget_closed_with_a_verdict_and_opened_contributions(self, whole_day, anybody):
        question = whole_day["budget-question"]
        assert (question.state, question.outcome) == ("announced", "adopted")
        (part,) = question.bodies.all()
        assert part.verdict["outcome"] == "adopted"
        assert all(step["cite"] for step in part.verdict["steps"])
        owed = {one.member.code: str(one.amount) for one in Contribution.objects.select_related("member")}
        assert owed == {
            "RUS": "2938271.37",
            "KAZ": "2116436.86",
            "BLR": "1075333.86",
            "ARM": "640616.62",
            "KGZ": "354649.35",
            "TJK": "220370.35",
        }
        with whole_day.standing():
            assert "7" in page(anybody, "/en/budget/2020/")

    def test_7_six_blocks_in_the_russian_alphabet(self, whole_day):
        blocks = SignatureBlock.objects.filter(package=whole_day["package"]).select_related("member").order_by("order")
        assert [block.member.code for block in blocks] == ["ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"]
        assert Signature.objects.filter(paper=whole_day["paper-1"]).count() == 6

    def test_8_the_presidency_passed_and_its_priorities_wait_for_an_entry(self, whole_day, anybody):
        presidency = whole_day["presidency-rus"]
        assert (presidency.state, presidency.statement) == (
            Presidency.State.IN_OFFICE,
            Presidency.Statement.PLANNED,
        )
        with whole_day.standing():
            assert "planned" in page(anybody, "/en/presidency/").lower()
            organisation.deliver_priorities(
                presidency, by=whole_day.actor("general", "SG"), texts=[Words({"en": "A priority of the test."})]
            )
            said = page(anybody, "/en/presidency/")
        assert "A priority of the test." in said

    def test_decisions_are_numbered_without_a_gap(self, whole_day, anybody):
        numbers = list(Decision.objects.order_by("n").values_list("number", flat=True))
        assert numbers == ["CSC-2019-1", "CSC-2019-2"]
        with whole_day.standing():
            assert "CSC-2019-1" in page(anybody, "/en/decisions/CSC-2019-1/")

    @pytest.mark.parametrize(
        ("symbol", "words", "file"),
        [
            ("CSTO/CSC/2019/L.1", "Ask the secretariat to report on its use", "CSTO_CSC_2019_L.1_en.txt"),
            ("CSTO/CSC/2019/L.2", "is adopted in the amount of 7,345,678.41", "CSTO_CSC_2019_L.2_en.txt"),
        ],
        ids=["statement", "budget"],
    )
    def test_anybody_reads_an_adopted_text_takes_its_file_and_finds_it_in_the_record(
        self, whole_day, anybody, settings, symbol, words, file
    ):
        settings.PLENARY_HOME = whole_day.home
        with whole_day.standing():
            shown = anybody.get(f"/en/d/{symbol}/").content.decode()
            address = re.search(rf'href="([^"]+/{re.escape(file)})"', shown).group(1)
            ticket = urlsplit(anybody.get(address)["Location"])
            taken = b"".join(anybody.get(ticket.path, SERVER_NAME=ticket.netloc).streaming_content)
            found = anybody.post("/record/check/", {"file": SimpleUploadedFile(file, taken)}).content.decode()
        assert words in shown
        assert symbol in found

    def test_the_address_of_a_text_by_its_key_leads_to_its_symbol(self, whole_day, anybody):
        with whole_day.standing(), override("en"):
            answer = anybody.get(f"/ru/d/{whole_day['statement-text'].key}/")
            unknown = anybody.get(f"/ru/d/{whole_day['archive-text'].key}/")
        assert (answer.status_code, answer["Location"]) == (301, "/ru/d/CSTO/CSC/2019/L.1/")
        assert unknown.status_code == 404

    def test_the_programme_says_when_sittings_were_held(self, whole_day, anybody):
        with whole_day.standing():
            said = page(anybody, f"{MEETING}programme/")
        assert "Actual" in said
        assert "14:00 – 15:20 Restricted sitting" in said
        assert "15:40 – 17:20 Plenary sitting" in said

    def test_a_question_of_procedure_was_voted_on_by_name(self, whole_day, enter):
        question = whole_day["time-question"]
        assert (question.state, question.outcome, question.decisions.count()) == ("announced", "adopted", 0)
        with whole_day.standing():
            said = page(enter("seat-kgz", "HD"), f"/en/votes/{question.key}/")
        assert "Shall each statement be limited to five minutes?" in said
        assert "15:52" in said
        assert [one.choice for one in question.ballots.order_by("member__code")].count("abstain") == 1

    def test_what_the_demonstration_leaves_open_waits_for_its_people(self, whole_day, enter):
        with whole_day.standing():
            permanent = page(enter("permanent-blr", "PR"), f"/w/questions/{whole_day['calendar-question'].key}/")
            kazakhstan = page(enter("focal-kaz", "FP"), "/w/follow-up/")
            armenia = page(enter("seat-arm", "HD"), "/w/signing/")
            general = page(enter("general", "SG"), "/desk/pending/")
        assert "Does the Permanent Council approve the calendar of meetings?" in permanent
        assert "Tell the secretariat how the demonstration text was used" in kazakhstan
        assert "waits for you at the table" in armenia
        assert "Agree" in general and whole_day["calendar-text"].audience == "members"
