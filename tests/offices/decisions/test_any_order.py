"""The rules hold in any order of events: the office against a second, small model of it.

The model knows nothing of tables, locks or rulesets: it says in a few lines what a chair would say. After every
step both must have refused, or both gone on, and must tell the same of the question.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.foundation import clock
from plenary.offices.decisions import queries
from plenary.offices.decisions.actions import announcing, objections, questions, votes
from plenary.offices.decisions.models import Ballot, Decision, Objection, Question
from plenary.procedure.refusal import Refused
from tests.builders.decisions import council_sitting, question
from tests.builders.organisation import SIX

RUNS, SOAK = 200, 2000
MEMBERS = sorted(SIX)[:3]
CHOICES = ("in_favour", "against", "abstain")
STEPS = st.one_of(
    st.tuples(st.just("open")),
    st.tuples(st.just("object"), st.sampled_from(MEMBERS)),
    st.tuples(st.just("withdraw"), st.sampled_from(MEMBERS)),
    st.tuples(st.just("ballot"), st.sampled_from(MEMBERS), st.sampled_from(CHOICES), st.integers(0, 1)),
    st.tuples(st.just("wait"), st.sampled_from([1, 10, 30])),
    st.tuples(st.just("close"), st.booleans()),
    st.tuples(st.just("announce")),
)


@dataclass
class Model:
    """What a question comes to, as a chair would keep it on one sheet of paper."""

    by_vote: bool
    state: str = "prepared"
    elapsed: int = 0
    standing: set[str] = field(default_factory=set)
    keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    numbers: int = 0

    def does(self, step: tuple) -> bool:
        """Take one step, or say that it is refused."""
        return bool(getattr(self, step[0])(*step[1:]))

    def open(self) -> bool:
        if self.state != "prepared":
            return False
        self.state, self.elapsed = "open", 0
        return True

    def object(self, member: str) -> bool:
        if self.by_vote or self.state == "prepared":
            return False
        if member in self.standing:
            return True
        if self.state != "open":
            return False
        self.standing.add(member)
        return True

    def withdraw(self, member: str) -> bool:
        if member not in self.standing or self.state != "open":
            return False
        self.standing.discard(member)
        return True

    def ballot(self, member: str, choice: str, key: int) -> bool:
        said = self.keys.get(f"{member} {key}")
        if said is not None:
            return said == (member, choice)
        if not self.by_vote or self.state != "open":
            return False
        self.keys[f"{member} {key}"] = (member, choice)
        self.chosen[member] = choice
        return True

    def wait(self, seconds: int) -> bool:
        self.elapsed += seconds
        return True

    def close(self, without_adoption: bool) -> bool:
        if self.state != "open":
            return False
        if self.by_vote:
            cast = list(self.chosen.values())
            carried = cast.count("in_favour") > cast.count("against")
        else:
            if self.standing and not without_adoption:
                return False
            if not self.standing and self.elapsed < 20:
                return False
            carried = not self.standing
        self.state, self.outcome = "closed", "adopted" if carried else "not adopted"
        return True

    def announce(self) -> bool:
        if self.state != "closed":
            return False
        self.state = "announced"
        self.numbers = int(self.outcome == "adopted")
        return True


class House:
    """The same steps, done by the acts."""

    def __init__(self, actors, heads, asked) -> None:
        (self.chair, self.secretary), self.heads = actors, heads
        self.asked, self.at = asked, clock.now()

    def does(self, step: tuple) -> bool:
        try:
            with clock.standing_at(self.at):
                getattr(self, step[0])(*step[1:])
        except Refused:
            return False
        return True

    def open(self) -> None:
        by = self.secretary if self.asked.method == "vote" else self.chair
        self.asked = questions.open_question(self.asked, by=by)

    def object(self, member: str) -> None:
        objections.object_to(self.asked, by=self.heads[member])

    def withdraw(self, member: str) -> None:
        made = Objection.objects.filter(question=self.asked, member__code=member).order_by("-pk").first()
        if made is None:
            raise Refused("decisions.objection_withdrawn")
        objections.withdraw_objection(made, by=self.heads[member])

    def ballot(self, member: str, choice: str, key: int) -> None:
        votes.cast_ballot(self.asked, by=self.heads[member], choice=choice, ballot_key=f"{member} {key}")

    def wait(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)

    def close(self, without_adoption: bool) -> None:
        by = self.secretary if self.asked.method == "vote" else self.chair
        questions.close_question(self.asked, by=by, without_adoption=without_adoption)

    def announce(self) -> None:
        announcing.announce(self.asked, by=self.chair)

    def told(self) -> tuple:
        self.asked.refresh_from_db()
        live = Ballot.objects.filter(question=self.asked, superseded_at__isnull=True)
        return (
            self.asked.state,
            self.asked.outcome,
            set(queries.standing_objections(self.asked).values_list("member__code", flat=True)),
            dict(live.values_list("member__code", "choice")),
            Decision.objects.count(),
        )


class _Undone(Exception):
    pass


@pytest.mark.django_db
@pytest.mark.parametrize("runs", [RUNS, pytest.param(SOAK, marks=pytest.mark.soak)])
def test_the_office_and_the_sheet_of_paper_agree(runs):
    summit = council_sitting()
    actors = (summit.chair(), summit.secretary())
    heads = {code: summit.head(code) for code in MEMBERS}
    prepared = {
        True: question(summit, subject="procedure", effect="adopt"),
        False: question(summit),
    }

    @settings(
        max_examples=runs,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(by_vote=st.booleans(), steps=st.lists(STEPS, min_size=4, max_size=9))
    def agree(by_vote, steps):
        try:
            with transaction.atomic():
                house = House(actors, heads, Question.objects.get(pk=prepared[by_vote].pk))
                model = Model(by_vote=by_vote)
                # A question that was never opened tells little: half of the runs begin with it.
                for step in (("open",), *steps) if len(steps) % 2 else steps:
                    assert house.does(step) == model.does(step), (step, steps)
                    told = (model.state, model.outcome, model.standing, model.chosen, model.numbers)
                    assert house.told() == told, (step, steps)
                raise _Undone
        except _Undone:
            return

    agree()
