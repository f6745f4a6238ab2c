"""How many clicks tasks of papers, money, signatures, releases and the seat take: no more than the design says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser

from plenary.foundation.access.actors import Actor
from plenary.foundation.clock import now
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import confirm
from plenary.offices.budget.actions import adopt_budget, draft_budget, plan_budget, set_scale
from plenary.offices.decisions.actions import announcing, questions
from plenary.offices.decisions.models import Amendment, Ballot, Objection, Sponsor
from plenary.offices.documents.actions import add_version, refer_document, seal_version
from plenary.offices.documents.models import Issue, Referral
from plenary.offices.instruments.actions.treaties import enter_treaty
from plenary.offices.instruments.models import Deposit, Signature
from plenary.offices.newsroom.actions import releases
from plenary.offices.newsroom.models import Release
from tests.browser.test_chamber import LAPTOP, chromium, open_house, page_of
from tests.browser.test_clicks import Hand
from tests.builders import decisions as deciding
from tests.builders.budget import PARTS
from tests.builders.chamber import chamber
from tests.builders.documents import STATEMENT, in_russian, issued
from tests.builders.instruments import opened
from tests.builders.meetings import Summit, bishkek
from tests.builders.organisation import SIX, words
from tests.builders.people import actor, secretary_general
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCALE = dict(zip(SIX, ("10.000", "15.000", "20.000", "5.000", "45.000", "5.000"), strict=True))


def issues_a_sealed_revision(hand: Hand, summit: Summit) -> None:
    officer = actor("DO")
    document, _first = issued(summit.bodies["CSC"])
    second = add_version(document, by=officer, texts={"ru": in_russian(), "en": STATEMENT}, original_language="ru")
    seal_version(second, by=officer)
    hand.opens("/desk/")
    hand.follows("Issue", "main")
    hand.follows("Issue the version")
    hand.presses("Issue the version")
    assert "a second officer must agree" in hand.reads()


def issues_a_revision(hand: Hand, summit: Summit) -> None:
    """From the words as they were kept: sealed and put before the second officer by one press."""
    document, _first = issued(summit.bodies["CSC"])
    second = add_version(document, by=actor("DO"), texts={"ru": in_russian(), "en": STATEMENT}, original_language="ru")
    hand.opens("/desk/")
    hand.follows("Seal and issue", "main")
    hand.follows("Seal the revision and issue it")
    hand.presses("Seal and issue it")
    assert "The revision is sealed. It is not issued yet: a second officer must agree." in hand.reads()
    second.refresh_from_db()
    waiting = Pending.objects.get(outcome=Pending.Outcome.WAITING)
    assert (second.sealed_at is not None, waiting.act) == (True, "documents.issue_version")
    confirm(waiting, by=actor("SG", name="Second officer"))
    assert {issue.of_text.of_version for issue in Issue.objects.filter(of_text__of_version=second)} == {second}


def sends_a_text_up(hand: Hand, summit: Summit) -> None:
    document, _version = issued(summit.bodies["CMFA"])
    refer_document(
        document,
        by=actor("DO"),
        from_bodies=[summit.bodies["CMFA"]],
        to_body=summit.bodies["CSC"],
        verb="adoption",
        ground="CMFA-2019-1",
    )
    hand.opens("/desk/")
    hand.follows("Send it on")
    hand.presses("Send it on")
    assert Referral.objects.get().state == Referral.State.SENT


def arms_a_release(hand: Hand, summit: Summit) -> None:
    drafted = releases.draft_release(by=actor("SG"), kind="statement", headline=words("The Council meets"))
    releases.clear_release(drafted, by=actor("PS", name="Another"))
    hand.opens("/desk/")
    hand.follows("Publish")
    hand.page.get_by_label("It goes out with").select_option(index=0)
    hand.presses("Arm the release")
    assert Release.objects.get().state == Release.State.ARMED


def records_a_contribution(hand: Hand, summit: Summit) -> None:
    keeper, year = secretary_general(), now().year
    parts = [{**part, "title": words(part["title"]["en"])} for part in PARTS]
    budget = draft_budget(plan_budget(by=keeper, year=year), by=keeper, currency="RUB", parts=parts)
    chair = actor("PO", "body:CSC")
    adopt_budget(
        set_scale(budget, by=keeper, shares=SCALE),
        by=chair,
        decision="CSC-2019-1",
        letter_on=date(year, 1, 1),
        in_scopes=["body:CSC"],
    )
    hand.opens("/desk/")
    hand.follows("Money", "nav")
    hand.follows("Record a payment Armenia")
    hand.types("Amount", "100.00")
    hand.presses("Record the payment")
    assert "a second officer must agree" in hand.reads()


def records_a_signature(hand: Hand, summit: Summit) -> None:
    hand.opens("/desk/")
    hand.follows("Enter a signature", "main")
    hand.follows("Enter a signature Kazakhstan")
    hand.presses("Enter the signature")
    assert Signature.objects.get().block.member.code == "KAZ"


def records_a_ratification(hand: Hand, summit: Summit) -> None:
    enter_treaty(by=actor("LD"), title=words("Agreement on rescue"))
    hand.opens("/desk/")
    hand.follows("Record an instrument received")
    hand.page.get_by_label("Member").select_option(label="Armenia")
    hand.presses("Record the instrument")
    assert Deposit.objects.get().member.code == "ARM"


def breaks_silence(hand: Hand, summit: Summit) -> None:
    asked = questions.prepare_question(
        by=summit.secretary(), wording=words("That it stand"), subject="silence", bodies=[summit.bodies["CSC"]]
    )
    questions.open_question(
        asked, by=actor("PO", "body:CSC"), closes_at=now() + timedelta(hours=80), zone="Europe/Moscow"
    )
    hand.opens("/today/")
    hand.follows("Read the text")
    hand.types("Reason", "Paragraph 2 goes too far.")
    hand.presses("Break silence")
    assert Objection.objects.get().member.code == "KAZ"


def sees_how_each_voted(hand: Hand, summit: Summit) -> None:
    asked = deciding.vote(summit)
    deciding.ballot(summit, asked, "KAZ", "against")
    announcing.announce(questions.close_question(asked, by=summit.secretary()), by=summit.chair())
    asked.refresh_from_db()
    asked.audience = "public"
    asked.save()
    hand.opens("/en/")
    hand.follows("Decisions and votes", "nav")
    hand.follows("That the text be adopted")
    assert "Kazakhstan" in hand.reads()


def votes(hand: Hand, summit: Summit) -> None:
    deciding.vote(summit)
    hand.opens(f"/c/{summit.plenary.key}/seat/")
    hand.presses("Against")
    hand.presses("Confirm")
    assert Ballot.objects.get().choice == "against"


def objects(hand: Hand, summit: Summit) -> None:
    deciding.put(summit)
    hand.opens(f"/c/{summit.plenary.key}/seat/")
    hand.follows("I object")
    hand.presses("Confirm my objection")
    assert Objection.objects.get().member.code == "KAZ"


def proposes_an_amendment(hand: Hand, summit: Summit) -> None:
    document, _version = issued(summit.bodies["CSC"], audience="members")
    hand.opens(f"/w/d/{document.key}/")
    hand.follows("Amend 1", "main")
    hand.types("As it is to read", "Agree to cooperate closely;")
    hand.presses("Table the amendment")
    assert (Amendment.objects.get().member.code, Amendment.objects.get().state) == ("KAZ", "tabled")


def joins_the_sponsors(hand: Hand, summit: Summit) -> None:
    document, _version = issued(summit.bodies["CSC"], audience="members")
    hand.opens(f"/w/d/{document.key}/")
    hand.follows("Sponsors: see, join, leave", "main")
    hand.presses("Add our name")
    assert Sponsor.objects.get().member.code == "KAZ"


@dataclass(frozen=True, slots=True)
class Walk:
    """A task of the design with its house. most: clicks that it may take; who: None for the public."""

    task: str
    most: int
    house: Callable[[], Summit]
    who: Callable[[Summit], Actor] | None
    way: Callable[[Hand, Summit], None]


def officer(capacity: str) -> Callable[[Summit], Actor]:
    return lambda _summit: actor(capacity, name="At the desk")


def kazakhstan(summit: Summit) -> Actor:
    return summit.head("KAZ")


def under_way() -> Summit:
    return chamber().summit


def laid_open() -> Summit:
    return opened()[0]


WALKS = (
    Walk("documents officer: issue Rev. 2 of a draft", 4, bishkek, officer("DO"), issues_a_revision),
    Walk("documents officer: issue a sealed revision", 4, bishkek, officer("DO"), issues_a_sealed_revision),
    Walk("documents officer: send a referred text up", 2, bishkek, officer("DO"), sends_a_text_up),
    Walk("press officer: arm a release for the gavel", 3, bishkek, officer("PS"), arms_a_release),
    Walk("finance: record a contribution received", 3, bishkek, officer("FI"), records_a_contribution),
    Walk("depositary: record a signature", 3, laid_open, officer("LD"), records_a_signature),
    Walk("depositary: record a ratification", 3, bishkek, officer("LD"), records_a_ratification),
    Walk("delegate: break silence on a text", 3, bishkek, kazakhstan, breaks_silence),
    Walk("delegate: propose an amendment to a paragraph", 3, bishkek, kazakhstan, proposes_an_amendment),
    Walk("delegate: co-sponsor a draft", 2, bishkek, kazakhstan, joins_the_sponsors),
    Walk("delegate: vote", 2, under_way, kazakhstan, votes),
    Walk("delegate: object to a consensus", 2, under_way, kazakhstan, objects),
    Walk("public: how each member voted", 2, under_way, None, sees_how_each_voted),
)


@pytest.fixture(scope="module")
def browser(django_db_setup) -> Iterator[Browser]:
    """One browser. Its driver keeps an event loop in this thread, in which Django would refuse to look at rows."""
    with pytest.MonkeyPatch.context() as patched, chromium() as browser:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield browser


@pytest.mark.parametrize("walk", WALKS, ids=[walk.task for walk in WALKS])
def test_a_task_takes_no_more_clicks_than_the_design_says(browser: Browser, walk: Walk):
    call_command("collectstatic", interactive=False, verbosity=0)
    summit = walk.house()
    with open_house() as address:
        if walk.who is not None:
            client = browser_of(walk.who(summit))
            page = page_of(browser, client, address, LAPTOP, java_script_enabled=False, locale="en-GB")
        else:
            page = browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
        hand = Hand(page, address)
        walk.way(hand, summit)
        page.context.close()
    assert len(hand.clicks) <= walk.most, hand.clicks
