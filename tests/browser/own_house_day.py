"""The day of the first summit of a house of one's own, by the pages alone: whoever acts, and what each does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, expect

SUMMIT, JOINT = "Halmar summit", "Joint meeting of the ministerial bodies"
HEADS = {"bela": "Bela Belmoran", "kira": "Kira Karethi", "vera": "Vera Veldaran"}
COLLEAGUES = (
    ("Bela Belmoran", "bela", "HD", "member:BEL"),
    ("Kira Karethi", "kira", "HD", "member:KAR"),
    ("Vera Veldaran", "vera", "HD", "member:VEL"),
    ("Finn Exemple", "finn", "DO", ""),
    ("Greta Voorbeeld", "greta", "PS", ""),
    ("Hugo Voorbeeld", "hugo", "FI", ""),
    ("Lena Przyklad", "lena", "LD", ""),
)
WAITS = "Nothing is done yet: a second officer must agree. It waits."
CLOSURE = "Shall the debate on item 7 be closed?"
WINDOW = 5  # seconds for objections, as the rules of this house say
STATEMENT = "\n".join(
    (
        "Statement on border support",
        "1. The Council decides to support the border services of the members.",
        "2. It asks the secretariat to report to its next session.",
    )
)
STATEMENT_IN_RUSSIAN = "\n".join(
    (
        "Заявление о поддержке границ",
        "1. Совет решает поддержать пограничные службы членов.",
        "2. Он просит секретариат доложить на следующей сессии.",
    )
)


@dataclass
class Hand:
    """One person at one screen, and how often it pressed."""

    page: Page
    address: str
    width: int
    presses_made: list[str] = field(default_factory=list)

    def goes(self, path: str) -> None:
        answer = self.page.goto(self.address + path)
        assert answer is not None and answer.ok, (path, answer and answer.status)

    def sees(self, words: str) -> None:
        """These words stand on the page, and the page is no wider than the screen."""
        expect(self.page.locator("main")).to_contain_text(words)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, (self.page.url, wide)

    def types(self, **fields: str) -> None:
        for name, words in fields.items():
            found = self.page.locator(f"main [name={name}]")
            if found.evaluate("one => one.tagName") == "SELECT":
                found.select_option(words)
            else:
                found.fill(words)

    def chooses(self, **fields: str) -> None:
        """Choose in lists by the words that stand there, or by those with which one of them alone begins."""
        for name, words in fields.items():
            listed = self.page.locator(f"main [name={name}]")
            said = [one.strip() for one in listed.locator("option").all_text_contents()]
            (found,) = [one for one in said if one == words] or [
                one for one in said if one.startswith(words) and not one[len(words) : len(words) + 1].isalnum()
            ]
            listed.select_option(label=found)

    def presses(self, button: str) -> None:
        """Press a button by its whole name; the letter of its key may stand behind it."""
        name = re.compile(rf"^{re.escape(button)}( [A-Z])?$")
        self.page.get_by_role("button", name=name).first.click()
        self._pressed(button)

    def follows(self, link: str, *, within: str = "body", last: bool = False) -> None:
        """Follow a link by what stands in it; of several the first or the last."""
        found = self.page.locator(within).get_by_role("link", name=link)
        (found.last if last else found.first).click()
        self._pressed(link)

    def unfolds(self, summary: str) -> None:
        self.page.locator("summary", has_text=summary).first.click()
        self._pressed(summary)

    def _pressed(self, name: str) -> None:
        self.page.wait_for_load_state()
        self.presses_made.append(name)


@dataclass
class Staff:
    """Everybody of the house, each in a browser of their own."""

    browser: Browser
    address: str
    screen: dict[str, int]
    year: int
    hands: dict[str, Hand] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Hand:
        return self.hands[name]

    def takes_on(self, name: str) -> Hand:
        """Somebody sits down before an empty browser, without scripts."""
        context = self.browser.new_context(locale="en-GB", viewport=self.screen, java_script_enabled=False)
        hand = Hand(context.new_page(), self.address, self.screen["width"])
        hand.page.set_default_timeout(20_000)
        self.hands[name] = hand
        return hand

    def comes_by(self, name: str, link: str) -> Hand:
        """Follow a link for setting up."""
        hand = self.takes_on(name)
        hand.goes(link)
        hand.presses("Sign in and add a passkey")
        return hand

    def agrees(self, name: str) -> None:
        """The second person reads what waits, and agrees to the first."""
        hand = self[name]
        hand.goes("/desk/pending/")
        hand.presses("Agree")
        hand.sees("You agreed, and it is done")

    def presses(self) -> int:
        return sum(len(one.presses_made) for one in self.hands.values())

    def leaves(self) -> None:
        for hand in self.hands.values():
            hand.page.context.close()


def secret_of(page: Page) -> str:
    """The link that the page shows once."""
    found = re.search(r"/set-up/\?link=\S+", page.locator("main").inner_text())
    assert found is not None, page.url
    return found[0]


def more_colleagues_come(staff: Staff) -> None:
    """Delegates and desks are let in, each with a link, while the founder still gives ways in alone."""
    ana, links = staff["ana"], {}
    for name, sign_in, capacity, scope in COLLEAGUES:
        ana.goes("/desk/people/")
        ana.follows("Add a colleague")
        ana.types(capacity=capacity, scope=scope, name_en=name, sign_in_name=sign_in)
        ana.presses("Add the colleague")
        links[sign_in] = secret_of(ana.page)
    for sign_in, link in links.items():
        staff.comes_by(sign_in, link)


def the_meeting_is_convened(staff: Staff) -> None:
    """The secretary proposes, the secretary-general agrees; the joint meeting of the day before is noted as held."""
    carl = staff["carl"]
    for title, link, button in (
        (SUMMIT, "Convene the meeting", "Convene the meeting"),
        (JOINT, "Note that the meeting was held", "Note it as held"),
    ):
        meeting_of(carl, title)
        carl.follows(link)
        carl.presses(button)
        carl.sees(WAITS)
        staff.agrees("ana")


def delegations_are_listed(staff: Staff) -> None:
    """Each head takes the own name from the list and hands in credentials; the secretary and the chair accept them."""
    for name, said in HEADS.items():
        hand = staff[name]
        hand.goes("/today/")
        hand.follows("My delegation")
        hand.presses("Begin the list")
        hand.follows("Put a person on the list")
        hand.chooses(known=said)
        hand.types(title="President", role="head", office_class="head_of_state")
        hand.presses("Put on the list")
        hand.follows("Hand in credentials")
        hand.types(ground="Letter of full powers")
        hand.presses("Hand in credentials")
        hand.sees("handed in, not yet examined")
    carl = staff["carl"]
    for said in HEADS.values():
        meeting_of(carl)
        carl.follows("People and credentials")
        carl.follows(f"Accept {said}")
        carl.presses("Accept the credentials")
        carl.sees(WAITS)
    for _said in HEADS:
        staff.agrees("dana")


def the_room_is_prepared(staff: Staff) -> None:
    carl = staff["carl"]
    carl.goes("/desk/")
    carl.follows("Set the order of the day")
    carl.presses("Set the order of the day")
    carl.sees("The order of the day is set.")
    carl.follows("Make it ready")
    carl.presses("Make it ready")
    carl.sees("The sitting is ready. Its room is set up in the chamber; then the chair opens it.")


def a_draft_is_issued(staff: Staff) -> None:
    """Planned, typed in two languages, sealed, numbered and issued to the delegations."""
    finn = staff["finn"]
    finn.goes("/desk/documents/")
    finn.follows("Plan a document")
    finn.chooses(body="Council of Heads of State")
    finn.types(title_en="Statement on border support", title_ru="Заявление о поддержке границ")
    finn.types(kind="statement", distribution="general")
    finn.presses("Plan the document")
    finn.follows("Add a version")
    finn.types(text_en=STATEMENT, text_ru=STATEMENT_IN_RUSSIAN)
    finn.presses("Keep the version")
    for act in ("Seal the version", "Give the symbol"):
        finn.follows(act)
        finn.presses(act)
    finn.follows("Issue the version")
    finn.page.get_by_role("radio", name="all delegations and the secretariat").check()
    finn.presses("Issue the version")
    finn.sees("Read who gains access with this choice, then press again.")
    finn.presses("Issue the version")
    finn.sees(WAITS)
    staff.agrees("ana")


def the_body_takes_the_late_draft(staff: Staff) -> None:
    """The meeting is near, so the draft comes later than the rules have it; the body's consent is recorded by two."""
    carl = staff["carl"]
    carl.goes("/desk/documents/")
    carl.follows("Statement on border support")
    carl.follows("Record that a body takes it late")
    carl.chooses(body="Council of Heads of State")
    carl.types(reason_en="The meeting was called at short notice.")
    carl.presses("Record the consent")
    carl.sees(WAITS)
    staff.agrees("dana")


def two_questions_are_prepared(staff: Staff) -> None:
    """The text is laid before the body and put as a question; and one of procedure."""
    carl, paper = staff["carl"], f"HPO/CHS/{staff.year}/L.1"
    meeting_of(carl)
    carl.follows("Place a paper 8")
    carl.chooses(document=paper)
    carl.presses("Place the paper")
    carl.follows("Lay before the body")
    carl.presses("Lay the paper before the body")
    carl.sees("The paper is before the body.")
    carl.follows("Prepare a question 8")
    carl.chooses(sitting="Plenary sitting", document=paper)
    carl.presses("Prepare the question")
    meeting_of(carl)
    carl.follows("Prepare a question 7")
    carl.types(wording_en=CLOSURE, subject="procedure")
    carl.chooses(sitting="Plenary sitting")
    carl.presses("Prepare the question")
    carl.sees("It is put from the console of the sitting: Plenary sitting.")


def the_sitting_is_opened(staff: Staff) -> None:
    """The chair shows once who it is, sets up the room, sees the heads in, calls the quorum, opens."""
    dana = staff["dana"]
    dana.goes("/today/")
    dana.follows("Go to the room", last=True)
    for button in ("Take the chair", "Set up the room", "Open the session"):
        dana.presses(button)
    for said in HEADS.values():
        dana.unfolds("In the room")
        dana.presses(f"{said} enters")
    dana.unfolds("In the room")
    for button in ("Call the quorum", "Open the sitting", "Adopt the agenda", "Call item 1"):
        dana.presses(button)
    assert "3 of 3 represented; quorum 2" in dana.page.locator("body").inner_text()
    for number in range(2, 8):
        dana.presses(f"Go on to item {number}")
    dana.sees(CLOSURE)


def a_vote_is_taken(staff: Staff) -> None:
    dana = staff["dana"]
    dana.presses("Open the vote")
    for name, choice in (("bela", "In favour"), ("kira", "In favour"), ("vera", "Against")):
        hand = staff[name]
        hand.goes("/today/")
        hand.follows("Go to the room", last=True)
        for button in ("Take the seat", choice, "Confirm"):
            hand.presses(button)
        hand.sees(f"{choice.upper()}. Entry ")
    dana.goes(dana.page.url.removeprefix(dana.address))
    dana.presses("Close the vote")
    dana.sees("Needed: 2 of 3")
    dana.presses("Announce: adopted")
    dana.sees("Announced at")


def a_text_is_adopted(staff: Staff) -> None:
    """By consensus: the chair leaves the time of the rule, and the gavel falls when it is over."""
    dana = staff["dana"]
    dana.presses("Go on to item 8")
    dana.presses("Hold to put to consensus")
    dana.sees("No objection so far")
    dana.page.wait_for_timeout((WINDOW + 1) * 1000)
    dana.page.reload()
    dana.presses("Hold to adopt")
    dana.sees(f"Adopted · CHS-{staff.year}-1")


def the_decision_is_issued(staff: Staff) -> None:
    """The secretary enters what was announced; the decision has its number and is issued to everybody."""
    carl, finn, number = staff["carl"], staff["finn"], f"CHS-{staff.year}-1"
    for _question in range(2):
        carl.goes("/desk/")
        carl.follows("Enter it in the record")
        carl.follows("Enter in the record what was announced")
        carl.presses("Enter it in the record")
        carl.sees("It is entered in the record.")
    finn.goes("/desk/")
    finn.follows("Issue", within="main")
    finn.follows("Issue the decision")
    finn.presses("Issue the decision")
    finn.sees(WAITS)
    staff.agrees("ana")
    public = staff.takes_on("public")
    public.goes("/en/")
    public.follows("Decisions and votes")
    public.follows(number, within="main")
    public.sees("Adopted by consensus")


def a_contribution_is_paid(staff: Staff) -> None:
    """Drafted with a scale, adopted by that decision; one officer enters what a member paid, another approves it."""
    ana, carl, hugo = staff["ana"], staff["carl"], staff["hugo"]
    ana.goes("/desk/money/")
    ana.follows("Plan a budget")
    ana.types(year=str(staff.year))
    ana.presses("Plan the budget")
    ana.follows("Write the parts")
    ana.types(currency="EUR", parts_en="Secretariat; Секретариат; 100000.00\nMeetings; ; 20000.00")
    ana.presses("Keep the parts")
    ana.follows("Set the scale")
    ana.types(share_BEL="30.000", share_KAR="30.000", share_VEL="40.000")
    ana.presses("Set the scale")
    carl.goes("/desk/")
    carl.follows("Money", within="nav")
    carl.follows("Record that it was adopted")
    carl.chooses(decision=f"CHS-{staff.year}-1")
    carl.presses("Record the adoption")
    carl.sees(WAITS)
    staff.agrees("dana")
    ana.goes("/desk/money/")
    ana.follows("Record a payment Belmora")
    ana.types(amount="36000.00")
    ana.presses("Record the payment")
    ana.sees(WAITS)
    staff.agrees("hugo")
    hugo.goes("/desk/money/")
    hugo.follows("Belmora", within="main")
    hugo.sees("paid in full")
    hugo.sees("Ana Example, Hugo Voorbeeld")


def a_paper_is_signed(staff: Staff) -> None:
    lena = staff["lena"]
    lena.goes("/desk/documents/")
    lena.follows("Signings and treaties")
    lena.follows("Plan a signing")
    lena.chooses(session=SUMMIT, item="Signature of documents")
    lena.types(title_en="Signing of the statement")
    lena.presses("Plan the signing")
    lena.follows("Add a paper")
    lena.chooses(document=f"HPO/CHS/{staff.year}/L.1")
    lena.presses("Add the paper")
    lena.follows("Open the signing")
    lena.presses("Open the signing")
    bela = staff["bela"]
    bela.goes("/today/")
    bela.follows("Signing")
    bela.sees("waits for you at the table")
    lena.follows("Enter a signature Belmora")
    lena.presses("Enter the signature")
    lena.sees("The signature is entered.")
    lena.sees("Bela Belmoran")


def a_release_goes_out(staff: Staff) -> None:
    """One drafts, another clears the words, it is published, and somebody without a name here reads it."""
    greta, ana, public = staff["greta"], staff["ana"], staff["public"]
    headline = "The Council supports the border services"
    greta.goes("/desk/")
    greta.follows("Press", within="nav")
    greta.follows("Draft a release")
    greta.types(kind="outcome", headline_en=headline, place_en="Halmar")
    greta.types(text_en="The Council of Heads of State adopted a statement on border support.\nNobody objected.")
    greta.presses("Keep the draft")
    ana.goes("/desk/")
    ana.follows("Read and clear")
    ana.presses("Clear the words")
    greta.goes("/desk/")
    greta.follows("Publish")
    greta.presses("Publish now")
    public.goes("/en/")
    public.follows(headline)
    public.sees("Nobody objected.")


def the_sitting_is_closed(staff: Staff) -> None:
    dana = staff["dana"]
    dana.goes("/today/")
    dana.follows("Go to the room", last=True)
    dana.presses("Close item 8")
    dana.presses("Close the sitting")
    dana.unfolds("Close the session")
    expect(dana.page.locator("details.grave-act")).to_contain_text("The session ends with this")
    dana.presses("Close the session")
    carl = staff["carl"]
    meeting_of(carl)
    carl.sees("closed · full delegations enter")
    assert carl.page.locator("main").inner_text().startswith(f"CHS-{staff.year}-1\nclosed")


#: The parts of the day in their order.
DAY = (
    the_meeting_is_convened,
    delegations_are_listed,
    the_room_is_prepared,
    a_draft_is_issued,
    the_body_takes_the_late_draft,
    two_questions_are_prepared,
    the_sitting_is_opened,
    a_vote_is_taken,
    a_text_is_adopted,
    the_decision_is_issued,
    a_contribution_is_paid,
    a_paper_is_signed,
    a_release_goes_out,
    the_sitting_is_closed,
)


def meeting_of(hand: Hand, title: str = SUMMIT) -> None:
    """Open the page of a meeting at the desk, by the list."""
    hand.goes("/desk/meetings/")
    hand.follows(title, within="main")
