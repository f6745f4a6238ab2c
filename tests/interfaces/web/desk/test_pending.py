"""The page of what waits for a second person: only what one may agree to, with the thing and who gains access."""

import ast
import re
from base64 import b64encode
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from inspect import signature
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from plenary.foundation.access.acts import REGISTER
from plenary.foundation.access.models import Holding
from plenary.foundation.clock import now
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.interfaces.web.people import pending_reading
from plenary.interfaces.web.people.pending_reading import SILENT, TOLD
from plenary.interfaces.web.people.pending_words import (
    AUDIENCES,
    EVERYWHERE,
    LANGUAGES,
    OF_AN_ACT,
    TOLD_APART,
    TYPED,
    TYPED_IN,
    in_words,
)
from plenary.offices.decisions.actions import amendments
from plenary.offices.decisions.models import AttachedStatement, Question
from plenary.offices.documents import actions as documents
from plenary.offices.documents.models import Bracket, Document
from plenary.offices.instruments.models import Deposit
from plenary.offices.meetings.actions import sessions, sittings
from plenary.offices.meetings.models import Delegate, Item, Session, Sitting
from plenary.offices.newsroom.actions import releases
from plenary.offices.organisation import actions as organisation
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Attribution, Member, Partner, Presidency
from plenary.offices.organisation.models.bodies import Composition
from plenary.offices.organisation.models.officials import OfficeClass
from plenary.offices.protocol.models import Arrival, Slot
from tests.builders.documents import STATEMENT, by_two, issued, registered, to_table
from tests.builders.meetings import in_session_alone
from tests.builders.organisation import words
from tests.builders.people import actor, agreed, holding, person
from tests.foundation.files.test_pictures import png
from tests.interfaces.web.chamber.conftest import browser_of

PAGE = "/desk/pending/"
#: Lists of codes of which some act is given one.
CODES = [
    ("", "admitted_classes", OfficeClass),
    ("", "composition", Composition),
    ("", "cover", Slot.Cover),
    ("", "distribution", Document.Distribution),
    ("", "format", Sitting.Format),
    ("", "honours", Arrival.Honours),
    ("", "manner", Question.Manner),
    ("", "office_class", OfficeClass),
    ("", "standing", Partner.Standing),
    ("decisions.attach_statement", "kind", AttachedStatement.Kind),
    ("documents.plan_document", "kind", Document.Kind),
    ("documents.resolve_bracket", "status", Bracket.Status),
    ("instruments.record_deposit", "kind", Deposit.Kind),
    ("meetings.add_item", "kind", Item.Kind),
    ("meetings.list_delegate", "role", Delegate.Role),
    ("meetings.plan_session", "kind", Session.Kind),
    ("organisation.attribute", "status", Attribution.Status),
    ("organisation.enter_presidency", "state", Presidency.State),
    ("protocol.add_slot", "kind", Slot.Kind),
]
PICTURE = png()


def public_agenda(desk):
    """The agenda of the summit, proposed to be public by the secretary-general."""
    return pairs.perform(
        sessions.issue_agenda, by=desk.summit.secretariat, session=desk.summit.session, audience="public"
    )


def test_says_what_on_which_thing_by_whom_and_who_gains(desk):
    public_agenda(desk)
    page = desk.reads(desk.officer("SB", "body:CSC"), PAGE)
    assert "Let more people read an agenda" in page
    assert 'href="/en/m/CSC-2019-1/">Council in Bishkek</a>' in page
    assert "Proposed by Stanislav Orlov" in page
    assert "Everybody will be able to read it, the press among them." in page
    assert ">Agree</button>" in page


def test_shows_nothing_to_who_could_not_agree(desk):
    public_agenda(desk)
    for browser in (desk.officer("DO"), desk.officer("PT"), desk.officer("HD", "member:RUS")):
        page = desk.reads(browser, PAGE)
        assert "Nothing waits for you to agree to it." in page
        assert "Council in Bishkek" not in page


def test_keeps_apart_what_one_proposed_and_names_who_may_agree(desk):
    public_agenda(desk)
    actor("SB", "body:CSC", name="Vera Holm")
    page = desk.reads(browser_of(desk.summit.secretariat), PAGE)
    assert "Proposed by you" in page
    assert "Vera Holm" in page.split("Waits for one of:")[1]
    assert ">Agree</button>" not in page


def test_says_where_nobody_else_can_agree(desk):
    public_agenda(desk)
    Holding.objects.exclude(person__key=desk.summit.secretariat.person_key).delete()
    assert "Nobody else in the house can agree to this now." in desk.reads(browser_of(desk.summit.secretariat), PAGE)


def test_the_chair_agrees_to_a_guest_of_a_restricted_sitting(desk):
    serves, guest = in_session_alone(desk.summit), person("Guest of honour")
    holding(guest, "OB")
    pairs.perform(sittings.name_for_sitting, by=serves, sitting=desk.summit.restricted, person=guest)
    chair = browser_of(desk.summit.chair())
    page = desk.reads(chair, PAGE)
    assert "Heads alone" in page
    assert "<li>Guest of honour</li>" in page
    assert desk.reads(chair, "/today/").count('href="/desk/pending/"') >= 1
    desk.agrees(chair)
    assert desk.summit.restricted.named_persons.filter(person=guest).exists()
    assert "You agreed, and it is done:" in desk.reads(chair, PAGE)


def test_does_not_wait_for_whom_the_thing_is_not_open_to(desk):
    waiting = public_agenda(desk)
    desk.summit.session.audience = "sitting:hidden"
    desk.summit.session.save()
    secretary = desk.officer("SB", "body:CSC")
    page = desk.reads(secretary, PAGE)
    assert "Nothing waits for you to agree to it." in page
    assert "Council in Bishkek" not in page
    for answer in ({"answer": "agree"}, {"answer": "decline", "reason": "No."}):
        assert secretary.post(f"{PAGE}{waiting.key}/", answer).status_code == 404


def test_who_could_not_agree_cannot_decline_either(desk):
    waiting = public_agenda(desk)
    for browser in (desk.officer("PT"), desk.officer("HD", "member:RUS")):
        for answer in ({"answer": "agree"}, {"answer": "decline", "reason": "No."}):
            assert browser.post(f"{PAGE}{waiting.key}/", answer).status_code == 404
    waiting.refresh_from_db()
    assert waiting.outcome == Pending.Outcome.WAITING


def test_declined_with_a_ground(desk):
    waiting = public_agenda(desk)
    secretary = desk.officer("SB", "body:CSC")
    page = desk.does(secretary, f"{PAGE}{waiting.key}/", answer="decline", reason="Too early.")
    assert "You did not agree, and nothing was changed." in page
    waiting.refresh_from_db()
    assert waiting.outcome == Pending.Outcome.DECLINED


def test_shut_to_who_acts_in_no_pair(desk):
    assert desk.officer("DR").get(PAGE).status_code == 404
    assert desk.officer("AP").get(PAGE).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_a_correction_shows_the_words_as_they_stand_and_the_new_ones(desk):
    press = actor("PS", name="Press officer")
    release = releases.draft_release(
        by=press,
        kind="advisory",
        headline=words("Arrivals"),
        claims=[releases.ClaimText(sentence=words("Heads arrive on Tuesday."))],
    )
    releases.clear_release(release, by=desk.summit.secretariat)
    releases.publish_release(release, by=press)
    (claim,) = release.claims.all()
    typed = {"sentence_en": "Heads arrive on Wednesday.", "note": "The day was wrong."}
    page = desk.does(browser_of(press), f"/desk/press/{release.key}/sentences/{claim.key}/", **typed)
    assert "a second officer must agree" in page
    general = browser_of(desk.summit.secretariat)
    page = desk.reads(general, PAGE)
    for said in ("Arrivals", "Heads arrive on Tuesday.", "Heads arrive on Wednesday.", "The day was wrong."):
        assert said in page
    desk.agrees(general)
    claim.refresh_from_db()
    assert claim.sentence["en"] == "Heads arrive on Wednesday."


def test_a_text_is_named_with_its_languages_and_opens_and_both_are_told_the_same_gain(desk):
    document, _version = registered(desk.summit.bodies["CSC"], distribution="limited")
    holding(person("Head of a delegation"), "HD", "member:RUS")
    officer, general = desk.officer("DO", name="Who asks"), desk.officer("SG", name="Who agrees")
    form = desk.reads(officer, f"/desk/documents/{document.key}/issue/?audience=members")
    asked = {"audience": "members", "seen": "members"}
    receipt = desk.does(officer, f"/desk/documents/{document.key}/issue/", **asked)
    assert "a second officer must agree" in receipt
    pages = {name: desk.reads(browser, PAGE) for name, browser in (("asks", officer), ("agrees", general))}
    for page in pages.values():
        (href, said) = re.search(
            r'Issue a version of a document</b> <span><a href="([^"]+)">([^<]+)</a>', page
        ).groups()
        assert said == f"{document.symbol} {document.title['en']} (Russian, English)"
        assert desk.reads(general, href)
        assert gained_in(page) == gained_in(form)
    assert "Head of a delegation" in gained_in(form)
    assert "Who asks" not in gained_in(form)


def marked_in(page: str) -> list[str]:
    """The texts of a page with their marks: -words taken away-, +words put in+."""
    found = re.findall(r'<p class="amendment-reads"[^>]*>(.*?)</p>', page)
    said = [re.sub(r"</?ins>", "+", re.sub(r"</?del>", "-", one)) for one in found]
    return [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in said]


def facts_in(page: str) -> dict[str, str]:
    """What a page tells of proposed acts: each label with what stands beside it."""
    return dict(re.findall(r"<dt>([^<]+)</dt><dd>(.*?)</dd>", page))


def test_languages_that_nobody_ticked_are_all_of_them_and_not_none(desk):
    _document, version = registered(desk.summit.bodies["CSC"], distribution="limited")
    pairs.perform(documents.issue_version, by=actor("DO"), version=version, audience="members", languages=[])
    page = desk.reads(desk.officer("SG", name="Who agrees"), PAGE)
    assert facts_in(page)["Languages"] == "all: Russian, English"


def test_a_corrigendum_is_read_as_a_text_against_what_was_issued(desk):
    document, _version = issued(desk.summit.bodies["CSC"])
    mended = [{**one, "text": one["text"].replace("Agree", "Undertake")} for one in STATEMENT]
    pairs.perform(
        documents.correct_text, by=actor("DO"), document=document, texts={"en": mended}, reason=words("A slip")
    )
    page = desk.reads(desk.officer("DO", name="Who agrees"), PAGE)
    assert "<h3>English</h3>" in page
    assert marked_in(page) == ["1 -Agree- +Undertake+ to cooperate;"]
    assert "3 paragraphs stay as they are." in page
    assert not {"Texts", "Place in the text"} & set(facts_in(page))
    for raw in ("op1", "parent anchor", "left empty"):
        assert raw not in page
    assert "A slip" in page


def test_an_amendment_is_read_with_its_marks_at_the_paragraph_as_printed(desk):
    document, version = issued(desk.summit.bodies["CSC"])
    to_table(document, desk.summit.bodies["CSC"])
    text = version.languages.get(language="en")
    given = {"text": text, "member": Member.objects.get(code="RUS"), "state": "tabled"}
    clerk = actor("FP", "member:RUS")
    pairs.perform(
        amendments.propose_amendment, by=clerk, **given, anchor="op1", words="Agree to cooperate closely;", kind=""
    )
    head = desk.officer("HD", "member:RUS")
    page = desk.reads(head, PAGE)
    assert f">{document.symbol} (English)</a>" in page
    assert "Only you can read this page" in page
    assert "The secretariat can read this" not in page
    assert "<h3>Paragraph 1</h3>" in page
    assert marked_in(page) == ["Agree to cooperate +closely+;"]
    assert facts_in(page) == {"Member": "Russia", "Once agreed, it is": "tabled"}
    pairs.perform(amendments.propose_amendment, by=clerk, **given, anchor="op1", words="Meet;", kind="insert_after")
    pairs.perform(amendments.propose_amendment, by=clerk, **given, anchor="op2", kind="delete_paragraph")
    page = desk.reads(head, PAGE)
    assert "New paragraph after paragraph 1" in page
    assert "Paragraph 2 is deleted" in page
    assert marked_in(page)[1:] == ["+Meet;+", "-Decide to meet again.-"]


def test_the_band_of_a_public_address_says_who_reads_the_version_that_it_shows(desk):
    """A page under an address of everybody shows its signed-in reader more than everybody reads."""
    document, _version = issued(desk.summit.bodies["CSC"], audience="members", distribution="general")
    Document.objects.filter(pk=document.pk).update(audience="public")
    address = f"/en/d/{document.symbol}/"
    delegate, secretary = desk.officer("HD", "member:RUS"), desk.officer("SB", "body:CSC")
    assert read_by(desk.reads(delegate, address)) == "Members"
    assert "Agree to cooperate" not in desk.reads(Client(), address)
    mended = [{**one, "text": one["text"].replace("Agree", "Undertake")} for one in STATEMENT]
    by_two(
        documents.correct_text,
        confirmed_by=actor("DO", name="Another"),
        document=document,
        texts={"en": mended},
        reason=words("A slip"),
    )
    page = desk.reads(secretary, address)
    assert "Corr.1" in page
    assert read_by(page) == "Draft"
    assert "Only those who work on it can read this" in page
    assert read_by(desk.reads(delegate, address)) == "Members"


def read_by(page: str) -> str:
    """Who reads a text, by the mark in its title block."""
    return re.sub(r"<[^>]+>", "", re.search(r"<dt>Read by</dt><dd>(.*?)</dd>", page, re.DOTALL)[1]).strip()


def test_who_gains_is_counted_when_it_is_read(desk):
    _document, version = registered(desk.summit.bodies["CSC"], distribution="general")
    general, another = actor("SG", name="Who asks"), actor("SG", name="Who agrees")
    pairs.perform(documents.issue_version, by=general, version=version, audience="public")
    holding(person("Head of a delegation"), "HD", "member:RUS")
    assert "Head of a delegation" in gained_in(desk.reads(browser_of(another), PAGE))
    documents.issue_version(version, by=agreed(general), audience="members")
    assert "Head of a delegation" not in gained_in(desk.reads(browser_of(another), PAGE))


def gained_in(page: str) -> list[str]:
    """The names under the heading of who gains access."""
    names = re.search(r'<ul class="names">(.*?)</ul>', page, re.S)
    return re.findall(r"<li>(.*?)</li>", names[1]) if names else []


def test_what_was_asked_for_is_seen_where_it_was_asked_and_is_not_asked_twice(desk):
    document, _version = registered(desk.summit.bodies["CSC"], distribution="limited")
    officer, one = desk.officer("DO", name="Who asks"), f"/desk/documents/{document.key}/"
    asked = {"audience": "members", "seen": "members"}
    assert "waits for a second person since" not in desk.reads(officer, one)
    desk.does(officer, f"{one}issue/", **asked)
    for browser in (officer, desk.officer("SG", name="Who agrees")):
        page = desk.reads(browser, one)
        assert "asked by Who asks, waits for a second person since" in page
    assert "Asked by you, waits for a second person" in desk.reads(officer, "/desk/")
    refused = desk.is_refused(officer, f"{one}issue/", **asked)
    assert "The same is asked for already and waits for a second person." in refused
    assert Pending.objects.count() == 1
    desk.does(officer, f"{PAGE}{Pending.objects.get().key}/", answer="decline", reason="Not yet.")
    desk.does(officer, f"{one}issue/", **asked)
    assert Pending.objects.filter(outcome=Pending.Outcome.WAITING).count() == 1


def proposable():
    """Acts that some page puts before a second person where one is needed."""
    named = set()
    for file in Path(settings.SOURCE, "interfaces").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "perform" and node.args:
                named |= {ast.unparse(part).rpartition(".")[2] for part in ast.walk(node.args[0])}
    return {name: done for name, done in REGISTER.items() if done.__name__ in named}


def test_each_argument_of_what_can_be_proposed_is_told_or_says_nothing_for_a_reason():
    acts = proposable()
    assert {"organisation.change_rule", "people.give_capacity", "keeping.set_time", "organisation.set_emblem"} <= set(
        acts
    )
    untold = {f"{act}: {name}" for act, done in acts.items() for name in signature(done).parameters if name not in TOLD}
    assert {one for one in untold if one.partition(": ")[2] not in {"by", *SILENT}} == set()
    assert not set(SILENT) & set(TOLD)


def texts_given():
    """Arguments that an act is given as text, or as rows of text: (act, name)."""
    for act, done in proposable().items():
        for one in signature(done, eval_str=True).parameters.values():
            if one.name != "by" and re.search(r"\bstr\b", str(one.annotation).replace("<class 'str'>", "str")):
                yield act, one.name


def test_each_code_that_an_act_is_given_has_words_or_is_text_as_it_was_typed():
    """Whoever adds an argument says which of the two it is."""
    named = {*EVERYWHERE, *AUDIENCES, *LANGUAGES, *TOLD_APART, *TYPED, *SILENT}
    rows = {
        "alternatives",
        "figures",
        "items",
        "joint",
        "lines",
        "parts",
        "shares",
        "sittings",
        "texts",
        "renders",
        "venue",
        "met",
    }
    found = set(texts_given())
    assert {
        one for one in found if one[1] not in named | rows and one not in OF_AN_ACT and one not in TYPED_IN
    } == set()
    asked = {act for act, _name in OF_AN_ACT} | {act for act, _name in TYPED_IN}
    assert asked <= set(proposable())
    assert not TYPED & {*EVERYWHERE, *AUDIENCES, *LANGUAGES}


@pytest.mark.parametrize(("act", "name", "codes"), CODES, ids=lambda one: one if isinstance(one, str) else "")
def test_every_code_that_the_house_keeps_has_words(act, name, codes):
    assert [code for code in codes.values if in_words(act, name, code) is None] == []
    assert in_words(act, name, "no such code") is None


def test_a_session_for_everybody_is_read_in_words_and_not_in_codes(desk):
    said = waits(
        desk,
        "meetings.plan_session",
        by=actor("SB", "body:CSC"),
        row="convene_session",
        ref="CSC-2031-1",
        title=words("Next summit"),
        bodies=[queries.body_named("CSC")],
        kind="extraordinary",
        audience="public",
        agenda_audience="members",
    )
    assert "Kind Extraordinary" in said
    assert "Who may read it everybody" in said
    assert "Who may read the agenda all delegations and the secretariat" in said
    assert not re.search(r"\b(extraordinary|public|members)\b", said.partition("Next summit")[2])


def test_columns_of_rows_are_read_in_words_too(desk):
    reader = desk.summit.secretariat
    rows = [{"title": words("Budget"), "kind": "exchange_of_views"}, {"office_class": "foreign_minister", "scope": ""}]
    assert pending_reading._lines(reader, rows, "meetings.take_in_items", "lines") == [
        "Title: Budget; Kind: Exchange of views",
        "Kind of office: foreign minister; Where: the whole house",
    ]
    told = pending_reading._lines(reader, f"body:CSC,person:{reader.person_key}", "documents.issue_version", "audience")
    assert told == ["Collective Security Council; Stanislav Orlov"]


def waits(desk, act, *, by=None, row="roles_and_settings", **arguments):
    """What the second person reads of an act of the organisation's desk."""
    pairs.propose(act, by=by or actor("AD", name="First officer"), row=row, **arguments)
    page = desk.reads(desk.officer("SG", name="Second officer"), PAGE)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_change_of_rules_says_the_rule_before_and_after(desk):
    values = {"rule.procedure.tie": "casting vote"}
    said = waits(
        desk,
        "organisation.change_rule",
        body=queries.body_named("CSC"),
        values=values,
        cite="Rules of procedure rule 6",
        from_on=queries.today(),
    )
    assert "On equal votes the chair casts the deciding vote. Until then: On equal votes" in said
    assert "rule.procedure.tie" not in said, "what has words is told in words"


class TestRulesOfSeveralBodies:
    """All bodies are given one mapping; the second person reads what becomes otherwise in each, and nothing else."""

    TIE, OPENING = "rule.procedure.tie", "rule.substance.quorum_open"
    CITE = "Rules of procedure rule 6"

    def settled(self, desk, values, **more):
        bodies = [queries.body_named(code) for code in ("CSC", "CMFA")]
        given = {"bodies": bodies, "values": values, "cite": self.CITE, "from_on": queries.today(), **more}
        return waits(desk, "organisation.settle_rules", **given)

    def test_a_body_in_which_it_stands_so_already_is_not_named(self, desk):
        settled = queries.body_named("CSC")
        organisation.change_rule(
            settled,
            by=desk.summit.secretariat,
            values={self.TIE: "casting vote"},
            cite=self.CITE,
            from_on=queries.today(),
        )
        said = self.settled(desk, {self.TIE: "casting vote"})
        ministers = queries.body_named("CMFA")
        assert f"{ministers}: On equal votes the chair casts the deciding vote. Until then: On equal votes" in said
        assert said.count("casts the deciding vote") == 1
        assert "casting vote" not in said

    def test_a_value_that_stays_tells_that_it_rests_on_another_provision(self, desk):
        said = self.settled(desk, {self.OPENING: "2/3 members"})
        rule = "A sitting opens when two thirds of the members are represented."
        for code in ("CSC", "CMFA"):
            expected = f"{rule} As before, but by {self.CITE}; until then by Demonstration rules."
            assert f"{queries.body_named(code)}: {expected}" in said

    def test_what_no_sentence_says_is_told_as_it_is_written_where_it_changes(self, desk):
        said = self.settled(desk, {"rule.suspension.excluded": [], "rule.suspension.criterion": ""})
        supreme = queries.body_named("CSC")
        assert f"{supreme}: rule.suspension.excluded: none Until then: member concerned" in said
        assert "criterion" not in said, "it is empty now too"
        assert said.count("rule.suspension") == 1, "the ministers have no such rule"


def test_another_ruleset_says_each_rule_before_and_after_and_what_it_says_no_more(desk):
    said = waits(
        desk,
        "organisation.bring_rules_into_force",
        body=queries.body_named("CSC"),
        ruleset="un-sc",
        from_on=queries.today() + timedelta(days=1),
        changes={"body": "SC"},
    )
    supreme = queries.body_named("CSC")
    assert f"{supreme}: A question of substance is decided by" in said
    assert "Until then: A question of substance is decided by consensus." in said
    assert f"{supreme}: nothing is said any more of this: A silence procedure runs for at least 72 hours." in said


def test_the_first_rules_of_a_body_are_told_one_by_one(desk):
    made = organisation.establish_body(
        by=desk.summit.secretariat, code="NEW", name=words("New body"), composition="as_appointed"
    )
    said = waits(
        desk,
        "organisation.bring_rules_into_force",
        body=made,
        ruleset="csto",
        from_on=queries.today(),
        changes={"body": "PC"},
    )
    rule = "A sitting opens when two thirds of the members are represented. (CSTO Charter art. 12)"
    assert f"{made}: {rule} Until then nothing is said of it." in said


def test_a_time_of_keeping_says_of_what_and_how_many_days(desk):
    said = waits(desk, "keeping.set_time", kept="sign_ins", days=77)
    assert "What is kept Sign-ins: when, with which browser, from which network For how many days 77" in said


def test_a_role_says_until_when(desk):
    until = now() + timedelta(days=40)
    said = waits(desk, "people.give_capacity", person=person("Guest"), capacity="DR", scope="", until_at=until)
    assert "Where the whole house Until" in said


def test_an_emblem_says_which_picture_it_is(desk):
    kept = b64encode(PICTURE).decode()
    said = waits(desk, "organisation.set_emblem", picture=kept)
    assert f"SHA-256 {sha256(PICTURE).hexdigest()}" in said
    assert kept not in said


def test_lists_within_rows_are_told_and_what_nobody_named_is_told_by_its_own_name(desk):
    reader = desk.summit.secretariat
    rows = [{"code": "A", "members": ["RUS", "KAZ"], "is_supreme": True, "odd_one": "x", "note": None}]
    assert pending_reading._lines(reader, rows) == ["Code: A; Members: RUS, KAZ; The highest body: yes; odd one: x"]
    assert pending_reading._lines(reader, {"RUS": Decimal("12.5"), "KAZ": ""}) == ["RUS: 12.5", "KAZ: left empty"]
    assert len(pending_reading._bounded(["x"] * 1200)) == 1001
