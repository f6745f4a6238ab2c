"""What a file of acts may say beyond one act after another."""

import pytest

from plenary.foundation.access.actors import actor_for
from plenary.foundation.access.models import Person
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import confirm
from plenary.interfaces.cli.replaying import BadScenario, Replay, acts_of
from plenary.offices.decisions.models import Ballot
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import Refused
from tests.builders.chamber import chamber
from tests.builders.people import actor
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

    def replayed(self, line: dict, *, everybody: bool) -> None:
        made = self.pages.made
        names = {name: Person.objects.get(key=one.person_key) for name, one in self.people.items()}
        replay = Replay(names={**names, "sitting": made.sitting, "question": self.asked}, everybody=everybody)
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
            self.replayed(line, everybody=False)
        assert not Ballot.objects.exists()

    def test_a_demonstration_is_played(self):
        self.replayed(self.VOTE, everybody=True)
        assert Ballot.objects.get().member.code == "RUS"


@pytest.mark.django_db
class TestTwoPersons:
    """An act that takes two takes two persons, and one who types at the machine is one (P24)."""

    @pytest.fixture(autouse=True)
    def officers(self, db):
        self.names = {name: Person.objects.get(key=actor("AD", name=name).person_key) for name in ("ana", "boris")}

    def replayed(self, *lines: dict, everybody: bool) -> dict[str, object]:
        replay = Replay(names=dict(self.names), everybody=everybody)
        list(replay.run({"act": list(lines)}))
        return replay.names

    PROPOSED = {
        "do": "organisation.admit_member",
        "by": "ana/AD",
        "with": {"code": "NOR", "short_name": {"en": "Norland"}},
        "as": "norland",
    }

    def test_in_a_house_at_work_no_file_is_the_second(self):
        with pytest.raises(Refused, match=r"people\.second_from_a_file"):
            self.replayed({**self.PROPOSED, "seconded": "boris/AD"}, everybody=False)
        assert not Member.objects.exists()
        assert not Pending.objects.exists()

    def test_nor_by_the_act_of_agreeing(self):
        waiting = {**self.PROPOSED, "waits": True}
        agreeing = {"do": "people.confirm", "on": "@norland", "by": "boris/AD"}
        with pytest.raises(Refused, match=r"people\.second_from_a_file"):
            self.replayed(waiting, agreeing, everybody=False)
        assert Pending.objects.get().outcome == Pending.Outcome.WAITING
        assert not Member.objects.exists()

    def test_nor_does_one_file_act_for_two(self):
        """So it can neither draft as one and clear as the other."""
        waiting = {**self.PROPOSED, "waits": True}
        declining = {"do": "people.decline", "on": "@norland", "by": "boris/AD", "with": {"reason": "No"}}
        with pytest.raises(Refused, match=r"people\.two_from_a_file"):
            self.replayed(waiting, declining, everybody=False)
        assert Pending.objects.get().outcome == Pending.Outcome.WAITING

    def test_it_waits_for_the_second_at_the_desk(self):
        made = self.replayed({**self.PROPOSED, "waits": True}, everybody=False)
        confirm(made["norland"], by=actor_for(self.names["boris"], "AD"))
        assert Member.objects.get().code == "NOR"

    def test_a_demonstration_plays_both(self):
        self.replayed({**self.PROPOSED, "seconded": "boris/AD"}, everybody=True)
        assert Member.objects.get().code == "NOR"
