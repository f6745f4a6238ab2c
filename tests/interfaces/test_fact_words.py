"""Facts in words: what a step or a refusal states, in the reader's language and nobody else's."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from plenary.interfaces import fact_words
from plenary.interfaces.explaining import explained
from plenary.interfaces.fact_words import LISTS, facts_in_words, share_words
from plenary.interfaces.ruleset_files import ruleset_in_file
from plenary.interfaces.web.decisions.steps import METHODS, OUTCOMES, STEPS, said_steps
from plenary.interfaces.web.organisation.confirming import CLOSED
from plenary.interfaces.wording import SENTENCES
from plenary.procedure import (
    amendments,
    apportionment,
    credentials,
    documents,
    election_rule,
    elections,
    formats,
    motions,
    office,
    precedence,
    quorum,
    ruleset,
    speaking,
    tally,
    verdict,
)
from plenary.procedure.cases import kinds
from plenary.procedure.share import Base, Share
from tests.procedure.cases.samples import SAMPLES

LANGUAGES = ("ru", "ar")
RULESETS = Path(settings.SOURCE) / "rulesets"
#: Words in Latin letters that stand in no dictionary: names, codes, signs of money and of time.
NAMES = {"Arda", "Borel", "Cassia", "Dorn", "Elvia", "Fara", "Mx", "Aru", "Istanbul", "Madrid", "Tokyo", "Rev"}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def words_in_latin(said: str) -> set[str]:
    """Words in Latin letters that are no code: a code has no small letter."""
    return {word for word in re.findall(r"[A-Za-z]{2,}", said) if not word.isupper()} - NAMES


class Several(dict[str, int]):
    """Five of everything that a sentence may count."""

    def __missing__(self, name: str) -> int:
        return 5


class TestClosedLists:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (fact_words.OUTCOMES, verdict.Outcome),
            (fact_words.METHODS, ruleset.Method),
            (fact_words.FORMULAS, [one for one in ruleset.Formula if one]),
            (fact_words.BASES, Base),
            (fact_words.COUNTED, ruleset.Counted),
            (fact_words.NEXT_BALLOTS, election_rule.NextBallot),
            (fact_words.CHOICES, tally.Choice),
            (fact_words.HAPPENS, quorum.Happens),
            (fact_words.BALLOTS, elections.Kind),
            (fact_words.SIDES, motions.Side),
            (fact_words.AMENDMENTS_ORDERS, amendments.AmendmentsOrder),
            (fact_words.REQUEST_STATES, speaking.State),
            (fact_words.FLOOR_ORDERS, speaking.ListOrder),
            (fact_words.CREDENTIALS, credentials.Credentials),
            (fact_words.DELEGATION_PARTS, credentials.DelegationPart),
            (fact_words.FORMATS, formats.Format),
            (fact_words.VERBS, documents.ReferralVerb),
            (fact_words.MOVERS, documents.Mover),
            (fact_words.GUARDS, documents.Guard),
            (fact_words.UNITS, apportionment.CountedBy),
            (fact_words.PLACES, precedence.Place),
        ],
    )
    def test_every_word_of_the_procedure_has_its_own(self, words, told):
        assert list(words) == [str(one) for one in told]

    def test_those_with_words_more(self):
        classes = [one.name.lower() for one in office.OfficeClass]
        assert list(fact_words.OFFICES) == [*map(str, office.Office), *(one for one in classes if one != "other")]
        assert list(fact_words.REQUESTS) == [*map(str, speaking.Kind), "withdrawal"]
        assert list(fact_words.DOCUMENT_STATES) == [*map(str, documents.State), ""]

    def test_every_subject_of_a_real_body(self):
        told = {
            str(subject)
            for file in RULESETS.glob("*.toml")
            for rows in tomllib.loads(file.read_text("utf-8")).values()
            if isinstance(rows, list)
            for row in rows
            for subject in (
                [row.get("subject", "substance")] if isinstance(row.get("subject", ""), str) else row["subject"]
            )
        }
        assert len(told) > 50
        assert sorted(told - set(fact_words.SUBJECTS)) == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_word_is_translated(self, language):
        with translation.override(language):
            told = {(name, code): str(words) for name, known in LISTS.items() for code, words in known.items()}
            lists = {("share", said): str(said) for said in fact_words.SHARES.values()}
            more = {
                (number, code): str(said)
                for number, known in enumerate((*CLOSED.values(), fact_words.TRAITS))
                for code, said in known.items()
            }
        english = {where: said for where, said in {**told, **lists, **more}.items() if words_in_latin(said)}
        assert {
            said for said in english.values() if "ASEAN Minus X" not in said and "ad referendum" not in said
        } == set()


class TestShares:
    @pytest.mark.parametrize(
        ("printed", "english", "russian"),
        [
            ("majority", "a majority", "большинство"),
            ("2/3", "two thirds", "две трети"),
            ("more than 2/3", "more than two thirds", "более двух третей"),
            ("all", "all", "все"),
            ("9", "9", "9"),
            ("11/20", "55\u00a0%", "55\u00a0%"),
            ("5/7", "5/7", "5/7"),
            ("more than 7/20", "more than 35\u00a0%", "более 35\u00a0%"),
            ("majority, at least 4", "a majority and at least 4", "большинство, но не менее 4"),
            ("as the house likes", "as the house likes", "as the house likes"),
        ],
    )
    def test_beside_its_base(self, printed, english, russian):
        assert facts_in_words("threshold.reached", {"share": printed}) == {"share": english}
        with translation.override("ru"):
            assert facts_in_words("threshold.short", {"share": printed}) == {"share": russian}

    def test_by_itself(self):
        assert share_words(Share(1, 2, strict=True)) == "more than half"
        assert share_words(Share(11, 20)) == "55\u00a0%"

    def test_a_share_of_another_kind_stays_a_figure(self):
        assert facts_in_words("budget.transfer_with_notice", {"share": "7.69"}) == {"share": "7.69"}


class TestFacts:
    def test_the_same_name_in_two_places(self):
        """What is "closed" of a document is not what is closed elsewhere; a list keeps its parts in order."""
        with translation.override("ru"):
            assert facts_in_words("documents.moved", {"before": "", "after": "tabled"}) == {
                "before": "не начато",
                "after": "внесено",
            }
            assert facts_in_words("motions.order", {"order": ["close the debate", "own motion"]}) == {
                "order": "прекратить прения по пункту, own motion"
            }
            assert facts_in_words("seating.clockwise", {"order": ["first", "last"]}) == {"order": "first, last"}

    @pytest.mark.parametrize("said", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2019-11-31T10:00Z"])
    @pytest.mark.parametrize("days", [False, True])
    def test_a_moment_that_no_clock_shows_stays_as_it_was_said(self, said, days):
        assert facts_in_words("documents.round_open", {"closes_at": said}, days=days) == {"closes_at": said}

    def test_figures_moments_days_and_nobody(self):
        facts = {
            "count": 3,
            "at": "2024-03-01T12:00:00+01:00",
            "until": "2024-03-01T11:00:07+00:00",
            "on": "2024-03-01",
        }
        assert facts_in_words("silence.opened", {**facts, "members": []}) == {
            "count": 3,
            "at": "2024-03-01 11:00\u00a0UTC",
            "until": "2024-03-01 11:00:07\u00a0UTC",
            "on": "2024-03-01",
            "members": "none",
        }


class TestSentences:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_step_has_its_words_and_its_facts(self, language):
        with translation.override("en"):
            english = {code: (str(head), str(said)) for code, (_, head, said) in STEPS.items()}
        with translation.override(language):
            told = {code: (str(head), str(said)) for code, (_, head, said) in STEPS.items()}
            rest = [str(said) for said in (*OUTCOMES.values(), *METHODS.values())]
        bare = {code: words_in_latin(PLACEHOLDER.sub("", " ".join(both))) for code, both in told.items()}
        assert {code for code, words in bare.items() if words} == set()
        assert [said for said in rest if words_in_latin(said)] == []
        assert [
            code
            for code in english
            if sorted(PLACEHOLDER.findall(english[code][1])) != sorted(PLACEHOLDER.findall(told[code][1]))
        ] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_refusal_of_the_procedure_is_translated(self, language):
        source = "\n".join(file.read_text("utf-8") for file in (Path(settings.SOURCE) / "procedure").rglob("*.py"))
        with translation.override(language):
            told = {code: str(said % Several()) for code, said in SENTENCES.items() if f'"{code}"' in source}
        assert len(told) > 200
        alphabet = re.compile({"ru": "[а-яё]", "ar": "[\u0621-\u064a]"}[language], re.IGNORECASE)
        assert [code for code, said in told.items() if not alphabet.search(said)] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("kind", list(SAMPLES))
    def test_no_english_word_stands_in_an_answer(self, language, kind):
        find = ruleset_in_file()
        for case, *_ in SAMPLES[kind]:
            told = kinds.answer_line(json.dumps({"kind": kind, **case}), find)
            with translation.override(language):
                said = " ".join(f"{step.head}: {step.sentence}" for step in said_steps(told))
            assert words_in_latin(said.replace("(Demonstration", "(")) == set()
            assert explained(told, language).partition(": ")[2] != explained(told, "en").partition(": ")[2]
