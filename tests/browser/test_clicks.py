"""How many clicks a task takes from a person's home page: never more than the design says.

Typing and choosing in a field are no clicks; following a link and pressing a button are. Each task is walked in a real
browser, without scripts, on a house made for it; a new one is a line of `TASKS` and a way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Locator, Page

from plenary.foundation.clock import now
from plenary.offices.meetings.models import Delegate, OrderLine, Session
from plenary.offices.protocol.models import Arrival
from tests.browser.test_chamber import LAPTOP, chromium, open_house, page_of
from tests.builders.meetings import Summit, bishkek, delegate, item, session
from tests.builders.people import actor
from tests.builders.protocol import arrival
from tests.interfaces.web.chamber.conftest import browser_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class Hand:
    """One person at one page, and how often it clicked."""

    page: Page
    address: str
    clicks: list[str] = field(default_factory=list)

    def opens(self, path: str) -> None:
        """The home page of this person; coming there is no click."""
        answer = self.page.goto(self.address + path)
        assert answer is not None and answer.status == 200, (path, answer and answer.status)

    def follows(self, name: str, within: str = "body") -> None:
        """Click a link."""
        self._clicks(self.page.locator(within).get_by_role("link", name=name).first, name)

    def presses(self, name: str, within: str = "body") -> None:
        """Press a button."""
        self._clicks(self.page.locator(within).get_by_role("button", name=name).first, name)

    def types(self, label: str, words: str) -> None:
        """Fill a field."""
        self.page.get_by_label(label).first.fill(words)

    def reads(self) -> str:
        """The main part of the page."""
        return self.page.locator("main").inner_text()

    def _clicks(self, target: Locator, name: str) -> None:
        target.click()
        self.page.wait_for_load_state()
        self.clicks.append(name)


Way = Callable[[Hand, Summit], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the design. most: clicks that it may take; who: the capacity and where it is held."""

    person: str
    what: str
    most: int
    who: tuple[str, ...]
    way: Way


def names_a_delegation_from_last_time(hand: Hand, summit: Summit) -> None:
    for name in ("Sergei", "Anton"):
        delegate(summit, "RUS", name)
    summit.session.state = Session.State.CLOSED
    summit.session.save()
    session(summit.bodies, ref="CSC-2020-1", from_on=date(2020, 12, 2))
    hand.opens("/today/")
    hand.follows("My delegation")
    hand.presses("Begin the list")
    hand.presses("Copy the list of")
    assert Delegate.objects.filter(delegation__session__ref="CSC-2020-1").count() == 3


def replaces_one_delegate(hand: Hand, summit: Summit) -> None:
    leaving = delegate(summit, "RUS", "Sergei")
    hand.opens("/today/")
    hand.follows("My delegation")
    hand.follows("Replace Sergei")
    hand.types("Or a new name", "Anna Petrova")
    hand.types("Office, as it is to be printed", "Counsellor")
    hand.presses("Replace the person")
    listed = Delegate.objects.latest("pk")
    assert (listed.person.name.said("en"), listed.role, listed.order) == ("Anna Petrova", "member", leaving.order)
    leaving.refresh_from_db()
    assert leaving.left_list_at is not None


def marks_an_arrival_and_sees_the_greeter(hand: Hand, summit: Summit) -> None:
    comes = arrival(summit, greeter=summit.heads["KGZ"].person)
    hand.opens("/desk/")
    assert "greeted by Head of KGZ" in hand.reads()
    hand.presses("Mark the arrival")
    assert "Head of KGZ" in hand.reads()
    comes.refresh_from_db()
    assert comes.state == Arrival.State.ARRIVED


def issues_the_order_of_the_day(hand: Hand, summit: Summit) -> None:
    for title in ("One", "Two"):
        item(summit, title)
    Session.objects.update(from_on=now().date(), until_on=now().date() + timedelta(days=1))
    hand.opens("/desk/")
    hand.follows("Set the order of the day")
    hand.presses("Set the order of the day")
    assert OrderLine.objects.filter(sitting=summit.plenary).count() == 2


def plans_the_next_meeting_like_the_last(hand: Hand, summit: Summit) -> None:
    hand.opens("/desk/")
    hand.follows("Meetings", "nav")
    hand.follows("Plan the next one like this")
    hand.types("Reference, as in its address", "CSC-2020-1")
    hand.presses("Plan the meeting")
    assert Session.objects.filter(ref="CSC-2020-1").exists()


def changes_the_language(hand: Hand, summit: Summit) -> None:
    hand.opens("/en/m/CSC-2019-1/")
    hand.follows("Русский")
    assert "Совет в Бишкеке" in hand.reads()


TASKS = (
    Task(
        "Focal point",
        "name a delegation from last time's list",
        3,
        ("FP", "member:RUS"),
        names_a_delegation_from_last_time,
    ),
    Task("Focal point", "replace one delegate today", 4, ("FP", "member:RUS"), replaces_one_delegate),
    Task("Protocol", "mark an arrival, see the greeter", 1, ("PT",), marks_an_arrival_and_sees_the_greeter),
    Task("Secretary", "issue the order of the day", 3, ("SB", "body:CSC"), issues_the_order_of_the_day),
    Task("Secretary-general", "plan the next meeting like the last", 3, ("SG",), plans_the_next_meeting_like_the_last),
    Task("Anyone", "change language", 1, (), changes_the_language),
)


@pytest.fixture(scope="module")
def browser(django_db_setup) -> Iterator[Browser]:
    """One browser. Its driver keeps an event loop in this thread, in which Django would refuse to look at rows."""
    with pytest.MonkeyPatch.context() as patched, chromium() as browser:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield browser


@pytest.mark.parametrize("task", TASKS, ids=[f"{task.person}: {task.what}" for task in TASKS])
def test_a_task_takes_no_more_clicks_than_the_design_says(browser: Browser, task: Task):
    call_command("collectstatic", interactive=False, verbosity=0)
    summit = bishkek()
    with open_house() as address:
        if task.who:
            client = browser_of(actor(*task.who, name=task.person))
            page = page_of(browser, client, address, LAPTOP, java_script_enabled=False, locale="en-GB")
        else:
            page = browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
        hand = Hand(page, address)
        task.way(hand, summit)
        page.context.close()
    assert len(hand.clicks) <= task.most, hand.clicks
