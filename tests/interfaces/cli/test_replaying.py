"""What a file of acts may say beyond one act after another."""

import pytest

from plenary.foundation.access.models import Person
from plenary.interfaces.cli.replaying import BadScenario, Replay, acts_of
from plenary.offices.decisions.models import Ballot
from plenary.procedure.refusal import Refused
from tests.builders.chamber import chamber
from tests.interfaces.web.chamber.conftest import Pages


class TestEach:
    def test_a_line_under_each_adds_to_the_act_and_may_say_otherwise(self):
        script = {
            "act": [
                {
                    "do": "meetings.list_delegate",
                    "by": "general/SG",
                    "with": {"role": "member"},
                    "each": [{"as": "a", "with": {"order": 1}}, {"by": "seat/HD", "with": {"role": "head"}}],
                },
                {"do": "meetings.close_session"},
            ]
        }
        assert list(acts_of(script)) == [
            {"do": "meetings.list_delegate", "by": "general/SG", "as": "a", "with": {"role": "member", "order": 1}},
            {"do": "meetings.list_delegate", "by": "seat/HD", "with": {"role": "head"}},
            {"do": "meetings.close_session"},
        ]

    def test_each_without_lines_is_no_act(self):
        assert list(acts_of({"act": [{"do": "meetings.close_session", "each": []}]})) == []

    @pytest.mark.parametrize("each", ["@lines", [["a"]], {"as": "a"}])
    def test_each_is_a_list_of_tables(self, each):
        with pytest.raises(BadScenario, match="each is a list of tables"):
            list(acts_of({"act": [{"do": "meetings.close_session", "each": each}]}))


@pytest.mark.django_db
class TestSeats:
    """Who holds the machine is no delegation and has no chair (P22, P24)."""

    def replayed(self, line: dict, *, seats: bool) -> None:
        made = self.pages.made
        names = {name: Person.objects.get(key=one.person_key) for name, one in self.people.items()}
        replay = Replay(names={**names, "sitting": made.sitting, "question": self.asked}, seats=seats)
        list(replay.run({"act": [line]}))

    @pytest.fixture(autouse=True)
    def room(self, db):
        self.pages = Pages(chamber())
        self.asked = self.pages.put(subject="procedure")
        self.people = {"chair": self.pages.made.summit.chair(), "russia": self.pages.made.summit.head("RUS")}

    VOTE = {
        "do": "decisions.cast_ballot",
        "on": "@question",
        "by": "russia/HD",
        "with": {"choice": "in_favour", "ballot_key": "one-key"},
    }
    GAVEL = {"do": "meetings.suspend_sitting", "on": "@sitting", "by": "chair/PO"}

    @pytest.mark.parametrize("line", [VOTE, GAVEL], ids=["vote", "gavel"])
    def test_no_file_votes_or_gavels_in_a_house_at_work(self, line):
        with pytest.raises(Refused, match=r"access\.proof_wanted"):
            self.replayed(line, seats=False)
        assert not Ballot.objects.exists()

    def test_a_demonstration_is_played(self):
        self.replayed(self.VOTE, seats=True)
        assert Ballot.objects.get().member.code == "RUS"
