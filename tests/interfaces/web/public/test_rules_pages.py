"""The rules of a body in sentences, and votes tried out under them."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Attribute, BodySeat, RulesInForce
from tests.builders.organisation import body, member, six_members


def governed(code: str, ruleset: str, since: date = date(2000, 1, 1), called: str = "", seats=None):
    """A body under a ruleset file since a day, with the six or other members in it since ever."""
    made = body(code, members=seats)
    RulesInForce.objects.create(body=made, ruleset=ruleset, from_on=since, changes={"body": called} if called else {})
    return made


def words(text: str) -> str:
    """The words of a page without its marks, one space between them."""
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
    return re.sub(r" ([.,;])", r"\1", plain)


def section(text: str, code: str) -> str:
    """One section of the page by its anchor."""
    return re.search(rf'<section class="sec" id="{code}">.*?</section>', text, re.S).group()


@pytest.fixture
def six(db):
    return list(six_members().values())


class TestRules:
    def test_says_how_each_subject_is_decided_with_figure_and_provision(self, six, page):
        governed("GA", "un-ga", called="GA", seats=six)
        text = page("/en/bodies/GA/rules/")
        important = words(section(text, "rule-important-question"))
        assert "Needed in favour: two thirds of the members present and voting." in important
        assert "With all 6 voting that is 4." in important
        assert "Whoever abstains counts as not voting." in important
        assert "GA rule 83" in important
        assert "A decision is taken" not in important
        quorum = words(section(text, "quorum"))
        assert "A decision is taken when a majority of the members are represented. That is 4 of 6." in quorum

    def test_a_veto_and_the_figure_of_an_earlier_day(self, six, page):
        governed("SC", "un-sc", date(1946, 1, 17), "SC", six)
        text = page("/en/bodies/SC/rules/")
        now = words(section(text, "rule-substance"))
        assert "Needed in favour: 9 votes." in now
        assert "A vote against stops it when it is that of: a permanent member." in now
        assert "since 1 January 1966" in now
        earlier = words(section(text, "earlier")).partition("Until 31 December 1965")[2].partition("All rules of")[0]
        assert earlier.count("Needed in favour: 7 votes.") == 1
        assert "UN Charter art. 27(3); UN Charter art. 27(2)" in earlier
        assert "That is 7 of" not in earlier  # how many sat then is not stated
        assert "9 votes" not in earlier

    def test_an_earlier_figure_is_of_those_who_sat_then(self, six, page):
        made = governed("SC", "un-sc", date(1946, 1, 17), "SC", six)
        made.seats.update(from_on=date(1950, 1, 1))
        made.seats.filter(member=six[0]).update(from_on=date(1970, 1, 1))
        assert "Needed in favour: 7 votes. That is 7 of 5." in words(section(page("/en/bodies/SC/rules/"), "earlier"))

    def test_the_rules_of_another_day(self, six, page):
        governed("SC", "un-sc", date(1946, 1, 17), "SC", six)
        text = page("/en/bodies/SC/rules/?on=1960-05-01")
        assert "The rules as they were in force on 1 May 1960." in words(text)
        assert "Needed in favour: 7 votes." in words(section(text, "rule-substance"))
        assert "Other rules hold from 1 January 1966" in words(text)
        assert 'id="earlier"' not in text

    def test_before_the_first_rules_it_says_when_they_begin(self, six, page):
        governed("SC", "un-sc", date(1946, 1, 17), "SC", six)
        assert "The first are those of 17 January 1946." in words(page("/en/bodies/SC/rules/?on=1940-01-01"))

    def test_what_is_no_day_is_said_and_the_rules_of_today_stand(self, six, page):
        governed("SC", "un-sc", date(1946, 1, 17), "SC", six)
        text = words(page("/en/bodies/SC/rules/?on=yesterday"))
        assert "yesterday is no day. These are the rules of today." in text
        assert "Needed in favour: 9 votes." in text

    def test_a_value_that_is_not_confirmed_is_marked(self, six, page):
        governed("CM", "model-union", called="COMMITTEE", seats=six)
        text = page("/en/bodies/CM/rules/")
        substance = words(section(text, "rule-substance"))
        assert "Needed in favour: two thirds of the members that may vote. That is 4 of 6." in substance
        assert "not yet confirmed by the organisation" in substance
        assert "not yet confirmed" not in words(page("/en/bodies/CM/rules/?on=1990-01-01"))

    def test_what_an_organisation_set_otherwise_is_the_rule_from_that_day(self, six, page):
        made = governed("CM", "model-union", called="COMMITTEE", seats=six)
        changes = {"body": "COMMITTEE", "rule.substance.threshold": {"value": "3/4", "cite": "Own rule 5"}}
        first = RulesInForce.objects.get(body=made)
        first.until_on = date(2020, 3, 1)
        first.save()
        RulesInForce.objects.create(body=made, ruleset="model-union", from_on=date(2020, 3, 1), changes=changes)
        text = page("/en/bodies/CM/rules/")
        now = words(section(text, "rule-substance"))
        assert "Needed in favour: three quarters of the members that may vote. That is 5 of 6." in now
        assert "Own rule 5 since 1 March 2020" in now
        assert "Until 29 February 2020, from 1 January 2000" in words(section(text, "earlier"))
        assert "two thirds of the members that may vote" in words(section(text, "earlier"))

    def test_consensus_silence_and_settings_are_told(self, six, page):
        governed("CSC", "csto", seats=six)
        text = words(page("/en/bodies/CSC/rules/"))
        assert "It is decided by consensus: adopted unless a member present objects." in text
        assert "Left out, and not counted: the member concerned." in text
        assert "Official languages: Russian." in text
        assert "A meeting is presided over by the member that hosts it." in text

    def test_a_body_that_is_not_there_or_decides_nothing_is_not_found(self, six, outsider):
        body("TALK", members=six, decides=False)
        assert outsider.get("/en/bodies/NONE/rules/").status_code == 404
        assert outsider.get("/en/bodies/TALK/rules/").status_code == 404
        assert outsider.get("/en/bodies/NONE/rules/what-if/").status_code == 404

    def test_a_body_without_rules_says_so(self, six, page):
        body("NEW", members=six)
        assert "No rules of procedure are in force for it." in words(page("/en/bodies/NEW/rules/"))

    def test_the_body_leads_to_them(self, six, page):
        governed("GA", "un-ga", called="GA", seats=six)
        assert 'href="/en/bodies/GA/rules/"' in page("/en/bodies/GA/")

    @pytest.mark.parametrize("address", ["/en/bodies/GA/rules/", "/en/bodies/GA/rules/what-if/"])
    def test_asks_the_same_of_the_database_for_one_member_and_for_three(self, db, outsider, address):
        governed("GA", "un-ga", called="GA", seats=[member("AAA")])
        outsider.get(address)
        with CaptureQueriesContext(connection) as one:
            outsider.get(address)
        for code in ("BBB", "CCC"):
            BodySeat.objects.create(body=queries.body_named("GA"), member=member(code))
        with CaptureQueriesContext(connection) as three:
            text = outsider.get(address).content.decode()
        assert "Ccc" in text or "3 members" in text
        assert len(one) == len(three)


BODIES = [(name, called) for name in queries.ruleset_names() for called in queries.ruleset_named(name).bodies]


@pytest.mark.parametrize(("ruleset", "called"), BODIES)
def test_every_body_of_every_ruleset_file_is_told_and_can_be_tried(six, page, outsider, ruleset, called):
    governed("BODY", ruleset, date(1945, 1, 1), called, six)
    text = page("/en/bodies/BODY/rules/")
    assert text.count('<ul class="rule-lines">') > 0
    assert "{" not in words(re.search(r"<main.*</main>", text, re.S).group())
    for subject in re.findall(r"what-if/\?subject=([^\"&]+)", text):
        answer = outsider.get(f"/en/bodies/BODY/rules/what-if/?subject={subject}&m-ARM=against&m-KAZ=objects")
        assert answer.status_code == 200, subject
        assert 'class="outcome' in answer.content.decode()


def test_a_ruleset_of_elections_only_is_told_and_cannot_be_tried(six, page, outsider):
    governed("SESSION", "ioc", seats=six)
    text = words(page("/en/bodies/SESSION/rules/"))
    assert "In each further ballot the candidate with the fewest votes is left out." in text
    assert outsider.get("/en/bodies/SESSION/rules/what-if/").status_code == 404


class TestWhatIf:
    def test_everybody_is_in_favour_until_something_is_tried(self, six, page):
        governed("GA", "un-ga", called="GA", seats=six)
        text = words(page("/en/bodies/GA/rules/what-if/?subject=important+question"))
        assert "Adopted. 2 votes to spare." in text
        assert "6 in favour; 4 needed" in text

    def test_says_how_many_more_would_carry_it(self, six, page):
        governed("GA", "un-ga", called="GA", seats=six)
        tried = "&".join(f"m-{code}=against" for code in ("ARM", "BLR", "KAZ", "KGZ", "RUS"))
        text = words(page(f"/en/bodies/GA/rules/what-if/?subject=important+question&{tried}"))
        assert "Not adopted. 3 more in favour would carry it." in text

    @pytest.mark.parametrize(("ruleset", "said"), [("model-union", True), ("un-ga", False)])
    def test_a_verdict_by_what_nobody_confirmed_says_so(self, six, page, ruleset, said):
        governed("CM", ruleset, called={"model-union": "COMMITTEE", "un-ga": "GA"}[ruleset], seats=six)
        text = words(page("/en/bodies/CM/rules/what-if/"))
        assert ("Not all that this rule says is confirmed yet." in text) is said

    def test_in_figures(self, six, page):
        governed("GA", "un-ga", called="GA", seats=six)
        text = page("/en/bodies/GA/rules/what-if/?by=figures&yes=2&no=2&abstain=1&silent=1")
        assert "Tied." in words(text)
        assert re.search(r'name="abstain"[^>]*value="1"', text)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("yes=5&no=4", "Ballots counted: 9. Members who may vote: 6. Count again."),
            ("yes=many&no=1", "These are no whole numbers from nought up: In favour."),
            ("yes=-1&no=1", "These are no whole numbers from nought up: In favour."),
        ],
    )
    def test_figures_that_contradict_are_refused_and_kept(self, six, outsider, typed, sentence):
        governed("GA", "un-ga", called="GA", seats=six)
        answer = outsider.get(f"/en/bodies/GA/rules/what-if/?by=figures&{typed}")
        text = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in words(text)
        kept = typed.split("&")[0].partition("=")[2]
        assert re.search(rf'name="yes"[^>]*value="{kept}"', text)
        assert "What was typed is kept." in words(text)

    def test_the_threshold_is_drawn(self, six, page):
        governed("GA", "un-ga", called="GA", seats=six)
        text = page("/en/bodies/GA/rules/what-if/?m-ARM=against&m-BLR=abstain&m-KAZ=absent")
        bar = re.search(r'<svg class="d threshold".*?</svg>', text, re.S).group()
        assert "<title>What was cast, and what was needed</title>" in bar
        assert "<desc>Members: 3 in favour, 3 needed.</desc>" in bar
        assert "needed 3" in bar
        assert "style=" not in bar

    def test_htmx_takes_the_verdict_alone(self, six, outsider):
        governed("GA", "un-ga", called="GA", seats=six)
        part = outsider.get("/en/bodies/GA/rules/what-if/", headers={"HX-Request": "true"}).content.decode()
        assert part.lstrip().startswith('<section class="sec" id="verdict"')
        assert "<html" not in part

    def test_every_try_has_an_address(self, six, outsider):
        governed("GA", "un-ga", called="GA", seats=six)
        tried = "/en/bodies/GA/rules/what-if/?m-ARM=against&m-KAZ=absent"
        part = outsider.get(tried, headers={"HX-Request": "true"}).content.decode()
        assert html.unescape(re.search(r'href="([^"]+)">Address of this try', part).group(1)) == tried
        whole = outsider.get(tried).content.decode()
        assert re.search(r'name="m-ARM" value="against"[^>]* checked', whole)

    def test_consensus_says_what_is_left(self, six, page):
        governed("CSC", "csto", seats=six)
        text = words(page("/en/bodies/CSC/rules/what-if/?m-ARM=objects&m-KAZ=objects"))
        assert "It is adopted when all 2 objections are withdrawn." in text
        assert "Objections: 2 (Armenia, Kazakhstan)." in text

    def test_the_member_concerned_is_left_out(self, six, page):
        governed("CSC", "csto", seats=six)
        address = "/en/bodies/CSC/rules/what-if/?subject=suspension&m-ARM=objects"
        assert "Not adopted." in words(page(address))
        told = words(page(f"{address}&bearer-0=ARM"))
        assert "Adopted." in told
        assert "The member concerned does not take part: Armenia." in told

    @pytest.mark.parametrize(
        ("message", "outcome"),
        [
            ("keeps", "Adopted."),
            ("objects", "Silence was broken."),
            ("amends", "Silence was broken."),
            ("late", "Adopted."),
        ],
    )
    def test_silence(self, six, page, message, outcome):
        governed("PC", "halmar", called="PC", seats=six)
        text = words(page(f"/en/bodies/PC/rules/what-if/?subject=silence&m-ARM={message}"))
        assert f"What the rule says {outcome}" in text

    def test_a_condition_that_hangs_on_what_is_not_entered_is_said_not_to_be_tried(self, six, page):
        governed("SC", "un-sc", date(1946, 1, 17), "SC", [one for one in six if one.code != "RUS"])
        text = words(page("/en/bodies/SC/rules/what-if/"))
        assert "It is not entered for any member that it is: a permanent member." in text
        assert "More votes in favour would not carry it." in text

    def test_nothing_is_written(self, six, outsider):
        governed("GA", "un-ga", called="GA", seats=six)
        with CaptureQueriesContext(connection) as asked:
            outsider.get("/en/bodies/GA/rules/what-if/?m-ARM=against")
        assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []

    def test_it_is_only_looked_at(self, six, outsider):
        governed("GA", "un-ga", called="GA", seats=six)
        assert outsider.post("/en/bodies/GA/rules/what-if/").status_code == 405


class TestWeighedVotes:
    """The Council of the European Communities of ten members, which held 63 votes; 45 were needed."""

    VOTES = {"BE": 5, "DE": 10, "DK": 3, "EL": 5, "FR": 10, "IE": 3, "IT": 10, "LU": 2, "NL": 5, "UK": 10}

    @pytest.fixture
    def council(self, db):
        return governed("COUNCIL", "eu-council", date(1981, 1, 1), seats=[member(code) for code in self.VOTES])

    def test_the_rules_say_what_each_vote_decides_and_who_stops_it(self, council, page):
        text = page("/en/bodies/COUNCIL/rules/?on=1983-06-01")
        part = section(text, "rule-commission-proposal")
        told = words(part)
        assert "Votes are weighed: a member casts all the votes it holds, as one." in told
        assert "Needed in favour: 45 votes. That is 45 of 63." in told
        assert "The smallest group that can stop it is 2 members, as De, Fr. 6 groups of that size can." in told
        assert "Of 512 ways in which the others may vote" in told
        decides = dict(
            re.findall(r'<th scope="row">(\w+)</th><td class="num end">\d+</td><td class="num end">(\d+)</td>', part)
        )
        assert (decides["De"], decides["Lu"]) == ("100", "26")

    def test_where_all_weigh_the_same_nothing_is_said_of_it(self, six, page):
        governed("GA", "un-ga", called="GA", seats=six)
        assert "What each vote decides" not in page("/en/bodies/GA/rules/")

    def test_members_and_population_together(self, six, page):
        """More than half of six members with 65 of 100 people; fewer than four cannot stop it by population alone."""
        made = governed("COUNCIL", "eu-council", date(2015, 1, 1), seats=six)
        threshold = {"value": "55/100", "cite": "Own rule 1"}
        RulesInForce.objects.filter(body=made).update(changes={"rule.Commission proposal.threshold": threshold})
        for one, number in zip(six, (60, 20, 10, 5, 3, 2), strict=True):
            Attribute.objects.create(member=one, body=made, of="population", number=number, cite="Own rule 2")
        told = words(section(page("/en/bodies/COUNCIL/rules/"), "rule-commission-proposal"))
        assert "The smallest group that can stop it is 3 members, as Armenia, Belarus, Kazakhstan." in told
        assert "20 groups of that size can." in told
        assert "Member Population Its vote decides Armenia 60 10 " in told
        text = words(page("/en/bodies/COUNCIL/rules/what-if/?subject=Commission+proposal&m-ARM=against&m-BLR=abstain"))
        assert "Adopted." in text
        assert "Population: 20 in favour, 65 needed; 45 are missing." in text
        assert "The further condition counts as met." in text

    def test_a_try_names_those_that_weigh_most(self, council, page):
        address = "/en/bodies/COUNCIL/rules/what-if/?on=1983-06-01&subject=Commission+proposal"
        text = words(page(f"{address}&m-DE=against&m-FR=abstain"))
        assert "1 more in favour would carry it. For instance: De." in text
        assert "Votes: 43 in favour, 45 needed; 2 are missing." in text

    def test_votes_are_not_given_in_figures(self, council, page):
        address = "/en/bodies/COUNCIL/rules/what-if/?on=1983-06-01&subject=Commission+proposal&by=figures"
        assert 'name="m-DE"' in page(address)
