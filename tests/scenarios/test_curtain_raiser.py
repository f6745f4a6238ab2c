"""The product drafts the curtain-raiser from the record: every fact a claim, and none that is not in the record."""

import re

import pytest

from plenary.foundation.languages.words import Words
from plenary.offices.meetings.actions import agenda, sessions
from plenary.offices.meetings.models import Item, Session, Sitting
from plenary.offices.newsroom import curtain_raiser
from plenary.offices.organisation import actions as organisation
from plenary.offices.organisation.models import Attribution
from plenary.offices.protocol.models import Arrival
from tests.builders.people import agreed

pytestmark = pytest.mark.django_db

FACTS = ["H", "D", *map(str, range(1, 18))]


def drafted(session):
    return {
        (claim.fact, claim.thing, claim.attribution.aspect): claim for claim in curtain_raiser.draft(session).claims
    }


def sentences(session, language="en"):
    return [claim.sentence[language] for claim in curtain_raiser.draft(session).claims]


def without(before, after):
    return [said for said in before if said not in after]


class TestEveryFactIsAClaim:
    @pytest.mark.parametrize("fact", FACTS)
    def test_with_source_kind_and_record(self, bishkek, fact):
        claims = [
            one for one in curtain_raiser.draft(bishkek["council-session"]).claims if fact in one.fact.split(", ")
        ]
        assert claims
        for claim in claims:
            assert claim.attribution.source.code == "tass-2019-11-28"
            assert claim.status in Attribution.Status.values
            assert claim.thing[0].count(".") == 1
            assert set(claim.sentence) == {"en", "ru"}

    def test_what_happened_and_what_is_planned(self, bishkek):
        kinds = {}
        for claim in curtain_raiser.draft(bishkek["council-session"]).claims:
            for fact in claim.fact.split(", "):
                kinds.setdefault(fact, set()).add(claim.status)
        assert kinds["1"] == {"occurred"}
        assert kinds["2"] == {"occurred"}
        assert kinds["17"] == {"occurred"}
        assert kinds["4"] == {"quoted"}
        assert kinds["15"] == {"quoted"}
        assert kinds["9"] == {"planned"}

    def test_figures_of_the_report(self, bishkek):
        text = " ".join(sentences(bishkek["council-session"]))
        assert "21 places; subjects named so far: 10" in text
        assert "a delegation of 9 persons" in text
        assert "6 delegations are expected" in text

    def test_public_facts_of_other_notices_are_no_claims(self, bishkek):
        codes = {one.attribution.source.code for one in curtain_raiser.draft(bishkek["council-session"]).claims}
        assert codes == {"tass-2019-11-28"}

    def test_none_of_the_agencys_sentences(self, bishkek):
        """Sentences are ours: no run of six words of the report's phrases beyond what is marked as quoted."""
        text = " ".join(sentences(bishkek["council-session"]))
        assert len(re.findall("“", text)) == 3


class TestChange:
    """Take a fact out of the record or rename it: exactly its sentences go or change."""

    @pytest.fixture
    def general(self, bishkek):
        return bishkek.actor("general", "SG")

    @pytest.mark.parametrize("fact", FACTS)
    def test_a_fact_taken_out_takes_its_sentences_with_it(self, bishkek, general, fact):
        session = bishkek["council-session"]
        before = drafted(session)
        gone = {key for key in before if key[0].split(", ") == [fact]}
        shared = {key for key in before if fact in key[0].split(", ") and key not in gone}
        for attribution in Attribution.objects.filter(fact=fact, withdrawn_at__isnull=True):
            organisation.withdraw_attribution(attribution, by=general, reason="A test takes it out.")
        after = drafted(session)
        kept = {key[1:] for key in shared}
        assert {key[1:] for key in before} - {key[1:] for key in after} == {key[1:] for key in gone} - kept
        said_before = {key[1:]: claim.sentence for key, claim in before.items()}
        said_after = {key[1:]: claim.sentence for key, claim in after.items()}
        assert all(said_before[key] == said_after[key] for key in said_after)

    def changed(self, session, change):
        before = sentences(session)
        change()
        after = sentences(Session.objects.get(pk=session.pk))
        assert len(before) == len(after)
        return [(old, new) for old, new in zip(before, after, strict=True) if old != new]

    def test_the_greeter(self, bishkek, general):
        def change():
            organisation.correct_person(
                bishkek["jeenbekov"], by=general, form_of_address=Words({"en": "President Testov", "ru": "Тестов"})
            )

        pairs = self.changed(bishkek["council-session"], change)
        assert len(pairs) == 3  # who met the arrival, who is in the chair, who takes part
        assert all("Testov" in new and "Jeenbekov" not in new for _, new in pairs)

    @pytest.mark.parametrize(("format_", "word"), [("restricted", "Restricted sitting"), ("retreat", "Retreat")])
    def test_no_title_of_a_restricted_sitting(self, bishkek, format_, word):
        title = {"en": "Testing the border", "ru": "Граница"}
        Sitting.objects.filter(key=bishkek["restricted"].key).update(title=title, format=format_)
        said = sentences(bishkek["council-session"])
        assert f"The heads first meet by themselves: {word}." in said
        assert "Testing" not in " ".join(said)

    def test_one_delegate(self, bishkek, general):
        def change():
            organisation.correct_person(bishkek["pankin"], by=general, name=Words({"en": "Testov", "ru": "Тестов"}))

        ((old, new),) = self.changed(bishkek["council-session"], change)
        assert new == old.replace("Pankin", "Testov")

    @pytest.mark.parametrize(
        ("alias", "fragment"),
        [
            ("item-border", "Border renamed"),
            ("item-defence", "Defence renamed"),
            ("item-budget", "Budget renamed"),
            ("item-papers", "Papers renamed"),
        ],
    )
    def test_one_item(self, bishkek, general, alias, fragment):
        def change():
            agenda.rename_item(bishkek[alias], by=agreed(general), title=Words({"en": fragment, "ru": fragment}))

        ((_, new),) = self.changed(bishkek["council-session"], change)
        assert fragment in new

    def test_the_count(self, bishkek, general):
        def change():
            agenda.declare_items(bishkek["council-session"], by=general, count=17)

        ((old, new),) = self.changed(bishkek["council-session"], change)
        assert new == old.replace("21", "17")

    def test_an_arrival_that_is_not_marked_is_not_told(self, bishkek):
        session = bishkek["council-session"]
        before = sentences(session)
        Arrival.objects.update(state=Arrival.State.PLANNED)
        assert without(before, sentences(session)) == [before[0]]

    def test_the_agenda_kept_from_the_public_is_not_told(self, bishkek):
        session = bishkek["council-session"]
        Item.objects.update(audience="members")
        text = " ".join(sentences(session))
        assert "border" not in text
        assert "subjects named so far: 0" in text


class TestAnotherSummit:
    def test_no_word_of_bishkek(self, bishkek):
        """The same drafter on an invented session leaves no word of this one."""
        general = bishkek.actor("general", "SG")
        venue = sessions.enter_venue(by=general, name=Words({"en": "Lake House"}), city=Words({"en": "Osterby"}))
        member = organisation.admit_member(by=general, code="NOR", short_name=Words({"en": "Norvessia"}))
        source = organisation.enter_source(by=general, code="gazette", name=Words({"en": "Gazette"}))
        body = organisation.establish_body(
            by=general, code="ASM", name=Words({"en": "Assembly of the Lake"}), composition="heads", members=[member]
        )
        organisation.bring_rules_into_force(
            body, by=general, ruleset="model", from_on=bishkek.clock.date(), changes={"body": "COUNCIL"}
        )
        session = sessions.plan_session(
            by=agreed(general),
            ref="ASM-1",
            title=Words({"en": "Assembly"}),
            bodies=[body],
            theme=Words({"en": "Water"}),
            venue=venue,
            host=member,
            from_on=bishkek.clock.date(),
            audience="public",
        )
        for aspect in ("venue", "theme"):
            organisation.attribute(session, by=general, source=source, status="planned", aspect=aspect, fact="1")
        draft = curtain_raiser.draft(session)
        told = " ".join([draft.headline["en"], draft.deck.get("en", ""), *(one.sentence["en"] for one in draft.claims)])
        assert "Assembly of the Lake" in told
        assert "Water" in told
        names = [person.name["en"] for person in (bishkek[a] for a in ("putin", "jeenbekov", "lavrov", "tokayev"))]
        for word in [*names, "Bishkek", "Kyrgyzstan", "Ala-Archa", "Collective Security", "Tajik", "TASS", "2019–2020"]:
            assert word not in told


def test_the_headline_counts_the_delegations_in_words(bishkek):
    headline = curtain_raiser.draft(bishkek["council-session"]).headline
    assert headline["en"].startswith("Six delegations gather in Bishkek")
    assert headline["ru"].startswith("Шесть делегаций собираются (Бишкек)")
