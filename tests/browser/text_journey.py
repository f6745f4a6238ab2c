"""The way of one text, from its mandate to the last report, step by step: whoever acts, and what each is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO

from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.own_house_day import Hand
from tests.browser.served import signed_in
from tests.browser.trace_house import DAY, MEMBERS, YEAR

#: A machine under other work answers late.
expect.set_options(timeout=20_000)

TITLE = "Statement on the crossing of borders in emergencies"
TITLE_RU = "Заявление о пересечении границ при чрезвычайных ситуациях"
TITLE_AR = "بيان بشأن عبور الحدود في حالات الطوارئ"
#: The day by which the mandate orders it; it comes the day after.
LAST_DAY = "2027-06-16"
SYMBOL = f"HPO/EXP/{YEAR}/L.1"
LATE = "1 day late. It is laid before the body only once the body's waiver is recorded."
BEHIND = "The text in Arabic is authentic and still says version 6; what is decided on is version 7."
WAITS = "Nothing is done yet: a second officer must agree. It waits."
#: Who signs in under which capacity, and under which name of the sign-in page.
PEOPLE = {
    "general": ("SG", "Office of the Secretary-General"),
    "council": ("SB", "Secretary of the Council"),
    "documents": ("DO", "Documents desk"),
    "legal": ("LD", "Legal and depositary desk"),
    "chair": ("PO", "Desk of the chair"),
    "expert": ("PO", "Chair of the experts"),
    "adviser": ("DM", "Jonas Ferrow"),
    **{code.lower(): ("HD", head) for code, *_names, head in MEMBERS},
}
ENGLISH = (
    TITLE,
    "The Council of Heads of State, mindful of its duty to help,",
    "1. Decides that rescue teams of the members cross borders without delay in an emergency.",
    "2. Asks each member to name a contact point within 30 days.",
    "3. Asks the Secretariat to report to it at its next session.",
)
RUSSIAN = (
    TITLE_RU,
    "Совет глав государств, сознавая свой долг помогать,",
    "1. Решает, что спасательные группы членов пересекают границы без промедления при чрезвычайной ситуации.",
    "2. Просит каждого члена назначить контактный пункт в течение 30 дней.",
    "3. Просит Секретариат доложить ему на следующей сессии.",
)
ARABIC = (
    TITLE_AR,
    "إن مجلس رؤساء الدول، إدراكا لواجبه في تقديم المساعدة،",
    "1. يقرر أن تعبر فرق الإنقاذ التابعة للأعضاء الحدود دون تأخير في حالات الطوارئ.",
    "2. يطلب إلى كل عضو أن يسمي جهة اتصال في غضون 30 يوما.",
    "3. يطلب إلى الأمانة أن تقدم إليه تقريرا في دورته المقبلة.",
)
#: The opening words as the experts had them first, before the text came back to them.
OPENED = ("The Council of Heads of State,", "Совет глав государств,", "إن مجلس رؤساء الدول،")
#: What the experts could not agree on: how soon, how many days, and who reports.
BRACKETED = (
    (
        ENGLISH[0],
        ENGLISH[1],
        "1. Decides that rescue teams of the members cross borders [without delay] [within six hours] in an emergency.",
        "2. Asks each member to name a contact point within [30] [60] days.",
        "3. Asks the [Secretariat] [Joint Staff] to report to it at its next session.",
    ),
    (
        RUSSIAN[0],
        RUSSIAN[1],
        "1. Решает, что спасательные группы членов пересекают границы [без промедления] [в течение шести часов] при "
        "чрезвычайной ситуации.",
        "2. Просит каждого члена назначить контактный пункт в течение [30] [60] дней.",
        "3. Просит [Секретариат] [Объединённый штаб] доложить ему на следующей сессии.",
    ),
    (
        ARABIC[0],
        ARABIC[1],
        "1. يقرر أن تعبر فرق الإنقاذ التابعة للأعضاء الحدود [دون تأخير] [في غضون ست ساعات] في حالات الطوارئ.",
        "2. يطلب إلى كل عضو أن يسمي جهة اتصال في غضون [30] [60] يوما.",
        "3. يطلب إلى [الأمانة] [هيئة الأركان المشتركة] أن تقدم إليه تقريرا في دورته المقبلة.",
    ),
)
#: The paragraph as Norvessia would have it.
AMENDED = "2. Asks each member to name a contact point within [30] [60] days and to keep it open day and night."
#: As the permanent council sends it up: two brackets fell, the one on the days is left.
ONE_LEFT = (
    (),
    (
        *RUSSIAN[:3],
        "2. Просит каждого члена назначить контактный пункт в течение [30] [60] дней и обеспечить его работу "
        "круглосуточно.",
        RUSSIAN[4],
    ),
    (
        *ARABIC[:3],
        "2. يطلب إلى كل عضو أن يسمي جهة اتصال في غضون [30] [60] يوما وأن يبقيها مفتوحة ليلا ونهارا.",
        ARABIC[4],
    ),
)
#: As the ministers leave it: no bracket is left.
AGREED = tuple(
    tuple(line.replace("[30] [60]", "60") for line in text)
    for text in ((*ENGLISH[:3], AMENDED, *ENGLISH[4:]), *ONE_LEFT[1:])
)
MINISTERS = ("Council of Foreign Ministers", "Council of Defence Ministers", "Committee of Secretaries")
HOLDERS = (("Kareth",), ("Norvessia", "Qasira"), ("Tavrin",))


def as_first_typed(*texts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Texts in three languages with the opening words that they had at first."""
    return tuple((text[0], opened, *text[2:]) for text, opened in zip(texts, OPENED, strict=True))


@dataclass
class Travel:
    """The text, and everybody who works on it, each at a screen of their own."""

    browser: Browser
    address: str
    hands: dict[str, Hand] = field(default_factory=dict)
    key: str = ""
    signing: str = ""
    print_code: str = ""
    rooms: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Hand:
        """Whoever that is, signed in at the first need."""
        if name not in self.hands:
            screen = {"width": 1280, "height": 900}
            context = self.browser.new_context(locale="en-GB", viewport=screen, reduced_motion="reduce")
            context.set_default_timeout(20_000)
            page = signed_in(context, self.address, *PEOPLE[name])
            self.hands[name] = Hand(page, self.address, screen["width"])
        return self.hands[name]

    @property
    def desk(self) -> str:
        """The page of the text at the desk."""
        return f"/desk/documents/{self.key}/"

    @property
    def reader(self) -> str:
        """The page of the text as delegations read it."""
        return f"/w/d/{self.key}/"

    def at_desk(self, name: str) -> Hand:
        hand = self[name]
        hand.goes(self.desk)
        return hand

    def agrees(self, name: str) -> None:
        """The second person reads what waits, and agrees to it."""
        hand = self[name]
        hand.goes("/desk/pending/")
        hand.presses("Agree")
        hand.sees("You agreed, and it is done")

    def presses(self) -> int:
        return sum(len(one.presses_made) for one in self.hands.values())

    def leaves(self) -> None:
        for hand in self.hands.values():
            hand.page.context.close()


def without_the_browsers_own_checks(page: Page) -> None:
    """Let a form be sent as it is, so that it is the house that says what is missing."""
    page.evaluate("document.querySelectorAll('main form').forEach(one => one.noValidate = true)")


def is_mandated(travel: Travel) -> None:
    """A mandate orders it; the documents officer plans it. The mandate is of that body and names a day."""
    general, officer = travel["general"], travel["documents"]
    for subject, due_on in (("Help in emergencies", ""), ("A statement on crossings", LAST_DAY)):
        general.goes("/desk/body/EXP/mandate/")
        without_the_browsers_own_checks(general.page)
        general.types(ground_en="Decision CHS-2026-4", due_on=due_on)
        if not due_on:
            general.presses("Enter the mandate")
            general.sees("This field is required.")
        general.types(subject_en=subject)
        general.presses("Enter the mandate")
        general.sees("The mandate is entered.")
    officer.goes("/desk/documents/")
    officer.follows("Plan a document", within="main")
    without_the_browsers_own_checks(officer.page)
    officer.types(kind="statement", distribution="general")
    officer.presses("Plan the document")
    assert officer.page.get_by_text("This field is required.").count() == 2
    officer.types(title_en=TITLE, title_ru=TITLE_RU)
    officer.chooses(body="Group of Experts", mandate="EXP: Help in emergencies, no day stated")
    officer.presses("Plan the document")
    officer.sees("Missing: mandate names body, subject and deadline.")
    officer.chooses(body="Permanent Council", mandate="EXP: A statement on crossings, due on 16 June 2027")
    officer.presses("Plan the document")
    officer.sees("This mandate orders work of EXP, and the text is planned for PC.")
    officer.chooses(body="Group of Experts")
    officer.presses("Plan the document")
    officer.sees("The document is mandated; its text comes next.")
    officer.sees("1 d late")
    travel.key = officer.page.url.rstrip("/").rsplit("/", 1)[1]


def is_drafted(travel: Travel) -> None:
    """The documents officer types it in three languages; without the one it is written in there is no draft."""
    officer = travel.at_desk("documents")
    officer.follows("Add a version")
    officer.types(original_language="ru", text_en="\n".join(ENGLISH))
    officer.presses("Keep the version")
    officer.sees("The text in its original language is missing.")
    types_in_three(officer, *as_first_typed(ENGLISH, RUSSIAN, ARABIC))
    officer.types(original_language="en")
    officer.presses("Keep the version")
    officer.sees("The version is kept.")


def is_registered(travel: Travel) -> None:
    """It gets its symbol once, and nobody else gets that symbol."""
    officer = travel.at_desk("documents")
    officer.follows("Give the symbol")
    second = Hand(officer.page.context.new_page(), travel.address, officer.width)
    second.goes(f"{travel.desk}register/")
    officer.presses("Give the symbol")
    officer.sees("The document has its symbol.")
    second.presses("Give the symbol")
    second.sees(f"This document already bears the symbol {SYMBOL}.")
    second.page.close()
    officer.goes("/desk/documents/")
    officer.follows("Plan a document", within="main")
    officer.types(title_en="Note on the costs of crossings", kind="note", distribution="limited")
    officer.chooses(body="Group of Experts")
    officer.presses("Plan the document")
    officer.follows("Add a version")
    types_in_three(officer, ("Note", "1. Costs."), ("Записка", "1. Расходы."), ("مذكرة", "1. التكاليف."))
    officer.presses("Keep the version")
    note = officer.page.url.removeprefix(travel.address)
    officer.goes(f"{note}register/")
    officer.types(symbol=SYMBOL)
    officer.presses("Give the symbol")
    officer.sees(f"The symbol {SYMBOL} names another document.")


def types_in_three(hand: Hand, *texts: tuple[str, ...]) -> None:
    for language, lines in zip(("en", "ru", "ar"), texts, strict=True):
        hand.types(**{f"text_{language}": "\n".join(lines)})


def is_issued(travel: Travel, revision: str = "") -> None:
    """Sealed, and given out to delegations by two officers."""
    is_sealed(travel)
    is_given_out(travel)
    travel.at_desk("documents").sees(revision or "first version")


def is_sealed(travel: Travel) -> None:
    officer = travel.at_desk("documents")
    officer.follows("Seal the version")
    officer.presses("Seal the version")
    officer.sees("The version is sealed")


def is_given_out(travel: Travel, *languages: str) -> None:
    """In all its languages, or in some. Who gains access is read first."""
    officer = travel.at_desk("documents")
    officer.follows("Issue the version")
    officer.page.get_by_role("radio", name="all delegations and the secretariat").check()
    for language in languages:
        officer.page.get_by_role("checkbox", name=language).check()
    officer.presses("Issue the version")
    officer.sees("Read who gains access with this choice, then press again.")
    officer.presses("Issue the version")
    officer.sees(WAITS)
    travel.agrees("general")


def first_issue(travel: Travel) -> None:
    is_issued(travel)


def words_are_bracketed(travel: Travel) -> None:
    """Three places are not agreed; a bracket says who holds it, and the version is issued with them."""
    secretary = travel.at_desk("council")
    secretary.follows("Add a version")
    types_in_three(secretary, *as_first_typed(*BRACKETED))
    secretary.presses("Keep the version")
    secretary.follows("Say who holds words in brackets")
    without_the_browsers_own_checks(secretary.page)
    secretary.presses("Keep who holds them")
    secretary.sees("This field is required.")
    for at, holders in enumerate(HOLDERS):
        if at:
            secretary.goes(f"{travel.desk}hold/")
        for member in holders:
            secretary.page.get_by_label(member, exact=True).check()
        secretary.presses("Keep who holds them")
        secretary.sees("The bracket is open; adoption waits for it.")
    secretary.sees("3 brackets open")
    is_issued(travel, "Rev.1")


def members_are_consulted(travel: Travel) -> None:
    """A round is for somebody and until an instant; a delegation answers from its own page of the text."""
    secretary = travel.at_desk("council")
    secretary.follows("Open a round of consultation")
    without_the_browsers_own_checks(secretary.page)
    secretary.presses("Open the round")
    expect(secretary.page.get_by_text("This field is required.")).to_have_count(2)
    for member in ("Belmora", "Veldara"):
        secretary.page.get_by_label(member, exact=True).check()
    secretary.types(closes_at=f"{DAY}T18:00")
    secretary.presses("Open the round")
    secretary.sees("The round is open.")
    answers_the_round(travel, "blm")
    secretary.goes(travel.desk)
    secretary.follows("Close the round of consultation")
    secretary.presses("Close the round")
    secretary.sees("1 of those who were asked have not answered")
    answers_the_round(travel, "vld")
    secretary.presses("Close the round")
    secretary.sees("The round is closed.")


def answers_the_round(travel: Travel, name: str) -> None:
    hand = travel[name]
    hand.goes(travel.reader)
    hand.follows("Answer the consultation", within="main")
    hand.types(answer="yes")
    hand.presses("Hand in the answer")
    hand.page.wait_for_url("**" + travel.reader)


def the_experts_agree(travel: Travel) -> None:
    """Not at expert level while brackets stay behind unspoken of; ad referendum where their capitals still confirm."""
    secretary = travel.at_desk("council")
    secretary.follows("Record agreement at expert level")
    secretary.presses("Record the agreement")
    secretary.sees("no open brackets, or explicitly forwarded")
    secretary.goes(travel.desk)
    secretary.follows("Record agreement ad referendum")
    secretary.page.get_by_label("Kareth", exact=True).check()
    secretary.presses("Record the agreement")
    secretary.sees("brackets only with capitals' confirmation pending")
    for member in sorted({one for holders in HOLDERS for one in holders}):
        secretary.page.get_by_label(member, exact=True).check()
    secretary.presses("Record the agreement")
    secretary.sees(WAITS)
    travel.agrees("expert")
    secretary.goes(travel.desk)
    secretary.sees("agreed ad referendum")


def goes_up(
    travel: Travel,
    verb: str,
    sender: tuple[str, ...],
    receiver: str,
    *jointly: str,
    ground: str = "",
    is_customary: bool = False,
) -> None:
    """Referred by a decision, sent on by two officers where more read it then, received by each body's secretary.

    ground: typed in place of the decision that the form opens with.
    """
    officer = travel.at_desk("documents")
    officer.follows("Refer it to another body")
    sends_from(officer, sender)
    officer.types(for_what=verb, **({"ground": ground} if ground else {}))
    officer.chooses(to_body=receiver)
    ticks(officer, "and_to", jointly)
    officer.page.locator("[name=is_customary]").set_checked(is_customary)
    officer.presses("Record the referral")
    officer.sees("The referral is recorded.")
    officer.follows("Send it on")
    officer.presses("Send it on")
    officer.sees("The text is sent on.")
    for _body in (receiver, *jointly):
        secretary = travel.at_desk("council")
        secretary.follows("Record that it was received")
        secretary.presses("Record it")
        secretary.sees("The text is received.")


def sends_from(officer: Hand, bodies: tuple[str, ...]) -> None:
    """The form opens with the bodies that have the text; others are unticked."""
    ticks(officer, "from_bodies", bodies)


def ticks(officer: Hand, field: str, bodies: tuple[str, ...]) -> None:
    """These bodies, and no other."""
    for box in officer.page.locator(f"[name={field}]").all():
        box.set_checked(officer.page.locator(f"label[for={box.get_attribute('id')}]").inner_text().strip() in bodies)


def experts_send_it_up(travel: Travel) -> None:
    """Never without a decision, to the body itself, or for adoption with open brackets."""
    officer = travel.at_desk("documents")
    officer.follows("Refer it to another body")
    officer.chooses(to_body="Permanent Council")
    officer.presses("Record the referral")
    officer.sees("A text is sent on by a decision of EXP. Record the decision first.")
    officer.chooses(to_body="Group of Experts")
    officer.page.locator("[name=is_customary]").check()
    officer.presses("Record the referral")
    officer.sees("A text is sent on to another body, not to EXP itself.")
    officer.chooses(to_body="Council of Heads of State")
    officer.types(for_what="adoption")
    officer.presses("Record the referral")
    officer.sees("3 brackets are still open, so the text cannot be sent for adoption.")
    goes_up(travel, "consideration", ("Group of Experts",), "Permanent Council", is_customary=True)


def is_sent_back(travel: Travel) -> None:
    """The permanent council wants it agreed at working level first; never without a reason."""
    officer = travel.at_desk("documents")
    officer.follows("Send it back")
    without_the_browsers_own_checks(officer.page)
    officer.presses("Send it back")
    officer.sees("This field is required.")
    officer.types(note_en="Hear the capitals, and agree it among yourselves.")
    officer.presses("Send it back")
    officer.sees("The text is sent back.")
    travel.at_desk("council").sees("3 brackets open")


def is_reworked(travel: Travel) -> None:
    """The experts write its opening anew; it is a new revision."""
    secretary = travel.at_desk("council")
    secretary.follows("Add a version")
    types_in_three(secretary, *BRACKETED)
    secretary.presses("Keep the version")
    is_issued(travel, "Rev.2")
    travel.at_desk("council").sees("3 brackets open")


def the_experts_decide(travel: Travel) -> None:
    """Agreed at expert level once each capital was heard; then the experts decide, and it goes up by that."""
    secretary = travel.at_desk("council")
    secretary.follows("Record agreement at expert level")
    secretary.page.locator("[name=forward_brackets]").check()
    secretary.presses("Record the agreement")
    secretary.sees("Capitals that have not confirmed: 4.")
    for member in sorted({one for holders in HOLDERS for one in holders}):
        secretary.goes(f"{travel.desk}capital/")
        secretary.chooses(confirmation=member)
        secretary.types(answer="yes")
        secretary.presses("Record the answer")
        secretary.sees("The answer is recorded.")
    secretary.follows("Record agreement at expert level")
    secretary.page.locator("[name=forward_brackets]").check()
    secretary.presses("Record the agreement")
    secretary.sees(WAITS)
    travel.agrees("expert")
    session = f"EXP-{YEAR}-3"
    places_paper(travel, session)
    prepares_question(
        travel,
        session,
        "forward",
        "Plenary sitting, Group of Experts, third session",
        "Do the experts send the text up as they agreed it?",
    )
    the_body_takes_it_late(travel, "Group of Experts", chair="expert")
    enters_the_chair(travel, "EXP", 0, by="expert")
    by_consensus(travel, by="expert")
    travel["expert"].sees(f"EXP-{YEAR}-1")
    officer = travel.at_desk("documents")
    officer.follows("Refer it to another body")
    expect(officer.page.locator("[name=ground]")).to_have_value(f"EXP-{YEAR}-1")
    goes_up(travel, "consideration", ("Group of Experts",), "Permanent Council")


def an_amendment_is_carried_and_merged(travel: Travel) -> None:
    """A delegation amends a paragraph, another joins; the chair announces it; the secretary makes the version."""
    norvessia = travel["nrv"]
    norvessia.goes(travel.reader)
    norvessia.page.locator('a[href*="/amend/p4/"]').first.click()
    norvessia.types(words=AMENDED, reason="A contact point that sleeps at night helps nobody.")
    norvessia.presses("Table the amendment")
    norvessia.sees("tabled")
    where = norvessia.page.url.removeprefix(travel.address)
    belmora = travel["blm"]
    belmora.goes(where)
    belmora.presses("Add our name")
    belmora.sees("Belmora")
    chair = travel["chair"]
    chair.goes(where)
    chair.follows("Announce what became of it")
    chair.page.get_by_label("carries, nobody objecting").check()
    chair.presses("Announce it")
    chair.sees("It is announced.")
    secretary = travel["council"]
    secretary.goes(f"{travel.reader}amendments/merged/")
    secretary.sees("and to keep it open day and night")
    secretary.follows("Make the version with what carried")
    secretary.presses("Make the version")
    secretary.goes(travel.desk)
    secretary.sees("and to keep it open day and night")


def two_brackets_fall(travel: Travel) -> None:
    """The permanent council agrees on two of the three; the words go into the draft, the draft becomes a version."""
    bracket_falls(travel, "without delay", "A")
    bracket_falls(travel, "Secretariat", "A")
    makes_version_of_draft(travel, ONE_LEFT)
    is_issued(travel, "Rev.3")
    travel.at_desk("council").sees("1 bracket open")


def makes_version_of_draft(travel: Travel, texts: tuple[tuple[str, ...], ...], *, behind: str = "") -> None:
    """The draft of the original becomes the next version, and its translations are typed to it.

    behind: the version whose words the last of them still says.
    """
    secretary = travel.at_desk("council")
    secretary.follows("Make a version of the draft")
    secretary.presses("Make the version")
    secretary.sees("The version is made")
    for language, text in zip(("ru", "ar"), texts[1:], strict=True):
        secretary.goes(f"{travel.desk}add-language/")
        secretary.types(language=language, text="\n".join(text))
        if behind and language == "ar":
            older = secretary.page.locator("[name=renders] option", has_text=behind).first.get_attribute("value")
            secretary.types(renders=older or "")
        secretary.presses("Keep the translation")
        secretary.sees("The translation is kept.")


def is_discussed_in_permanent_council(travel: Travel) -> None:
    """The item is called; a text that came late is put only once the body agreed to take it."""
    chair = travel["chair"]
    places_paper(travel, f"PC-{YEAR}-7")
    prepares_question(
        travel,
        f"PC-{YEAR}-7",
        "forward",
        "Plenary sitting, Permanent Council, seventh session",
        "Does the text go up to the ministers?",
    )
    enters_the_chair(travel, "PC", 1)
    holds(chair, "Hold to put to consensus")
    chair.sees("1 bracket goes up with the text.")
    chair.sees("came after the day it was due, and PC has not agreed to take it late.")


def holds(chair: Hand, button: str) -> None:
    """The gavel: a button that is held for a second."""
    found = chair.page.get_by_role("button", name=re.compile(rf"^{re.escape(button)}"))
    found.hover()
    chair.page.mouse.down()
    chair.page.wait_for_timeout(1_300)
    chair.page.mouse.up()
    chair.page.wait_for_load_state()
    chair.presses_made.append(button)


def by_consensus(travel: Travel, *, by: str = "chair") -> None:
    """The chair asks, leaves the time of the rule, and the gavel falls since nobody objects."""
    chair = travel[by]
    holds(chair, "Hold to put to consensus")
    chair.sees("No objection so far")
    falls_the_gavel(chair)


def falls_the_gavel(chair: Hand) -> None:
    """When the time of the rule is over, and not before."""
    chair.page.get_by_role("button", name="Hold to adopt", disabled=False).wait_for(timeout=60_000)
    holds(chair, "Hold to adopt")
    chair.sees("Announced at")


def the_permanent_council_decides(travel: Travel) -> None:
    chair = travel["chair"]
    chair.goes(travel.rooms["PC"])
    by_consensus(travel)
    chair.sees(f"PC-{YEAR}-1")


def places_paper(travel: Travel, session: str) -> None:
    secretary = travel["council"]
    secretary.goes(f"/desk/meetings/{session}/")
    secretary.follows("Place a paper 1")
    secretary.chooses(document=SYMBOL)
    secretary.presses("Place the paper")
    secretary.sees("The paper is placed under the item.")


def prepares_question(travel: Travel, session: str, effect: str, sitting: str, wording: str) -> None:
    """Under the item, for one sitting of the several that bear the same title."""
    secretary = travel["council"]
    secretary.goes(f"/desk/meetings/{session}/")
    secretary.follows("Prepare a question 1")
    secretary.chooses(sitting=sitting)
    secretary.types(effect=effect, wording_en=wording)
    secretary.presses("Prepare the question")
    secretary.sees("The question is prepared.")


def enters_the_chair(travel: Travel, room: str, at: int, *, by: str = "chair") -> None:
    """The chair opens the session and the sitting, and calls the item. at: place of the room in the list."""
    chair = travel[by]
    chair.goes("/w/chamber/")
    chair.page.locator("main a").nth(at).click()
    chair.page.wait_for_url("**/chair/")
    travel.rooms[room] = chair.page.url.removeprefix(travel.address)
    if room != "plenary":
        chair.presses("Open the session")
    chair.unfolds("In the room")
    chair.presses("Call the quorum")
    chair.presses("Open the sitting")
    if room != "plenary":
        chair.presses("Adopt the agenda")
    chair.presses("Call item 1")


def the_body_takes_it_late(travel: Travel, body: str, *, chair: str = "chair") -> None:
    """The secretary records that the body agreed; its chair is the second person."""
    secretary = travel.at_desk("council")
    secretary.follows("Record that a body takes it late")
    secretary.chooses(body=body)
    secretary.types(reason_en="The experts met until the evening before.")
    secretary.presses("Record the consent")
    secretary.sees(WAITS)
    travel.agrees(chair)


def goes_to_the_ministers(travel: Travel) -> None:
    """The desk is hasty: it refers on the strength of a decision that has no number yet."""
    the_body_takes_it_late(travel, "Permanent Council")
    goes_up(travel, "endorsement", ("Permanent Council",), *MINISTERS, ground=f"PC-{YEAR}-1")


def is_tabled_before_the_ministers(travel: Travel) -> None:
    """Not while it stands on no agenda, and not while a language is not issued."""
    secretary = travel["council"]
    secretary.goes(f"/desk/meetings/JOINT-{YEAR}-1/table-paper/")
    without_the_browsers_own_checks(secretary.page)
    assert secretary.page.locator("[name=paper] option", has_text=SYMBOL).count() == 0
    secretary.presses("Lay the paper before the body")
    secretary.sees("This field is required.")
    bracket_falls(travel, "60", "B")
    # The translator into Arabic still has the words that the permanent council sent up
    makes_version_of_draft(travel, (*AGREED[:2], ONE_LEFT[2]), behind="Rev.3")
    places_paper(travel, f"JOINT-{YEAR}-1")
    lays_before(travel, f"JOINT-{YEAR}-1", refused=LATE)
    for body in MINISTERS:
        the_body_takes_it_late(travel, body)
    is_sealed(travel)
    is_given_out(travel, "English", "Russian")
    lays_before(travel, f"JOINT-{YEAR}-1", refused="all language versions issued")
    is_given_out(travel, "Arabic")
    lays_before(travel, f"JOINT-{YEAR}-1")


def lays_before(travel: Travel, session: str, *, refused: str = "") -> None:
    secretary = travel["council"]
    secretary.goes(f"/desk/meetings/{session}/")
    secretary.follows("Lay before the body")
    secretary.presses("Lay the paper before the body")
    secretary.sees(refused or "The paper is before the body.")


def bracket_falls(travel: Travel, words: str, letter: str) -> None:
    """Those who held it agree on one of the alternatives; it is written in the draft."""
    secretary = travel["council"]
    secretary.goes(f"{travel.desk}unbracket/")
    bracket = secretary.page.locator("[name=bracket] option", has_text=words).get_attribute("value")
    secretary.types(bracket=bracket or "", status="resolved", alternative=letter)
    secretary.presses("Resolve the bracket")
    secretary.sees("The bracket is resolved.")


def is_endorsed(travel: Travel) -> None:
    """Three bodies in one room: not before the decision below has its number."""
    chair = travel["chair"]
    prepares_question(
        travel,
        f"JOINT-{YEAR}-1",
        "endorse",
        "Plenary sitting, Joint meeting of the ministerial bodies",
        "Do the ministers endorse the draft statement?",
    )
    enters_the_chair(travel, "joint", 2)
    chair.goes(travel.rooms["joint"])
    holds(chair, "Hold to put to consensus")
    chair.sees("decision of the lower body numbered")
    the_permanent_council_decides(travel)
    chair.goes(travel.rooms["joint"])
    by_consensus(travel)
    for body in ("CFM", "CDM", "CSS"):
        chair.sees(f"{body}-{YEAR}-1")


def lies_before_the_summit(travel: Travel) -> None:
    """The ministers send it up for adoption; it is tabled under the item of the summit."""
    goes_up(travel, "adoption", MINISTERS, "Council of Heads of State", ground=f"CFM-{YEAR}-1")
    the_body_takes_it_late(travel, "Council of Heads of State")
    places_paper(travel, f"CHS-{YEAR}-1")
    lays_before(travel, f"CHS-{YEAR}-1")


def wording_is_confirmed_behind_closed_doors(travel: Travel) -> None:
    """The heads alone confirm the wording: no number yet, and nobody outside knows of it."""
    chair = travel["chair"]
    prepares_question(
        travel, f"CHS-{YEAR}-1", "confirm", "Restricted sitting", "Do the heads confirm the wording of the statement?"
    )
    enters_the_chair(travel, "restricted", 3)
    by_consensus(travel)
    assert f"CHS-{YEAR}-1" not in chair.page.locator("main").inner_text()


def is_adopted(travel: Travel) -> None:
    """In the enlarged sitting: not with a bracket, not withdrawn once it is put; nobody objects."""
    secretary, chair = travel["council"], travel["chair"]
    prepares_question(
        travel,
        f"CHS-{YEAR}-1",
        "",
        "Plenary sitting, Summit of the Halmar Pact",
        "Does the Council adopt the statement?",
    )
    secretary.goes(f"{travel.desk}bracket/")
    secretary.types(anchor="p4", alternatives_en="sixty\nninety")
    secretary.page.get_by_label("Tavrin", exact=True).check()
    secretary.presses("Open the bracket")
    secretary.sees("1 bracket open")
    enters_the_chair(travel, "plenary", 4)
    chair.sees("1 bracket still stands; the text cannot be put before it falls.")
    assert chair.page.get_by_role("button", name="Hold to put to consensus").is_disabled()
    secretary.goes(f"{travel.desk}unbracket/")
    secretary.chooses(bracket=secretary.page.locator("[name=bracket] option", has_text="ninety").inner_text().strip())
    secretary.types(status="resolved", alternative="")
    secretary.presses("Resolve the bracket")
    secretary.sees("The bracket is resolved.")
    chair.goes(travel.rooms["plenary"])
    holds(chair, "Hold to put to consensus")
    chair.sees("No objection so far")
    secretary.goes(f"{travel.desk}withdraw/")
    secretary.types(reason_en="Second thoughts.")
    secretary.presses("Withdraw it")
    secretary.sees("was put already. It can be withdrawn only before that.")
    falls_the_gavel(chair)
    chair.sees(f"CHS-{YEAR}-1")


def is_frozen(travel: Travel) -> None:
    """Not a word of it is written any more, save by a corrigendum."""
    officer = travel["documents"]
    officer.goes(f"{travel.desk}add-version/")
    officer.types(text_en="\n".join((*AGREED[0][:2], "1. Decides something else.", *AGREED[0][3:])))
    officer.presses("Keep the version")
    officer.sees("This text was adopted and does not change any more. Errors are corrected by a corrigendum.")


def decision_is_issued(travel: Travel) -> None:
    """The secretary enters what was announced; the decision is issued to those who followed the sitting: everybody."""
    secretary, officer = travel["council"], travel["documents"]
    secretary.goes("/desk/questions/")
    secretary.follows("Does the Council adopt the statement?", within="main")
    secretary.follows("Enter in the record what was announced")
    secretary.presses("Enter it in the record")
    secretary.sees("It is entered in the record.")
    officer.goes(f"/desk/decisions/CHS-{YEAR}-1/")
    officer.follows("Issue the decision")
    officer.presses("Issue the decision")
    officer.sees("The decision is issued.")


def signing_is_opened(travel: Travel) -> None:
    """The six blocks in their order."""
    legal = travel["legal"]
    legal.goes("/desk/signing/")
    legal.follows("Plan a signing", within="main")
    legal.chooses(session="Summit of the Halmar Pact", item="Statement of the Council")
    legal.types(title_en="Signing of the statement")
    legal.presses("Plan the signing")
    legal.sees("The signing is planned.")
    legal.follows("Add a paper")
    legal.chooses(document=SYMBOL)
    legal.page.locator("[name=is_treaty]").check()
    legal.presses("Add the paper")
    legal.sees("The paper is added.")
    travel.signing = legal.page.url.removeprefix(travel.address)
    legal.follows("Open the signing")
    legal.presses("Open the signing")
    legal.sees(BEHIND)


def arabic_catches_up(travel: Travel) -> None:
    """A corrigendum mends the translation that stayed behind; its version is laid among the papers, and opened."""
    officer, legal = travel["documents"], travel["legal"]
    officer.goes(f"{travel.desk}corrigendum/")
    officer.types(said_ar="\n".join(AGREED[2]), reason_en="The Arabic still said the words of Rev.3.")
    officer.presses("Keep the corrigendum")
    officer.sees(WAITS)
    travel.agrees("general")
    is_issued(travel, "Corr.1")
    legal.goes(travel.signing)
    legal.follows("Add a paper")
    legal.chooses(document=SYMBOL)
    legal.page.locator("[name=is_treaty]").check()
    legal.presses("Add the paper")
    legal.sees("The paper is added.")
    legal.follows("Open the signing")
    legal.presses("Open the signing")
    legal.sees("The papers lie open for signature.")


def is_signed_by_six(travel: Travel) -> None:
    """By office; a delegate without office or full powers does not sign, and no copy is certified before the last."""
    legal, general = travel["legal"], travel["general"]
    names = [name for _code, name, *_more in MEMBERS]
    legal.goes(travel.signing)
    legal.follows("Enter a signature Norvessia")
    legal.chooses(person="Jonas Ferrow")
    legal.presses("Enter the signature")
    legal.sees("does not sign for NRV without full powers. Record the full powers first.")
    general.goes(f"{travel.signing}certify/")
    general.chooses(paper=SYMBOL)
    general.presses("Certify the copy")
    general.sees("These blocks are not signed yet")
    for name in names:
        legal.goes(travel.signing)
        legal.follows(f"Enter a signature {name}")
        legal.presses("Enter the signature")
        legal.sees("The signature is entered.")


def is_certified(travel: Travel) -> None:
    legal = travel["legal"]
    legal.goes(travel.signing)
    legal.follows("Certify")
    legal.presses("Certify the copy")
    legal.sees(WAITS)
    travel.agrees("general")
    travel.at_desk("general").sees("certified")


def is_published(travel: Travel) -> None:
    """More people read it, among them the press: two officers, and anybody finds it."""
    officer = travel.at_desk("documents")
    officer.follows("Let more people read it")
    officer.page.get_by_role("radio", name="everybody").check()
    officer.presses("Let them read it")
    officer.sees(WAITS)
    travel.agrees("general")


def is_in_effect(travel: Travel) -> None:
    """From the last signature on; not on a day that is still to come."""
    legal = travel.at_desk("legal")
    legal.follows("Record that it took effect")
    expect(legal.page.locator("[name=counted_from]")).to_have_value("signature")
    legal.types(delay_days="30", rule="Statement para. 4")
    legal.presses("Record it")
    legal.sees("takes effect on")
    legal.types(delay_days="0")
    legal.presses("Record it")
    legal.sees("The text is in effect.")
    legal.sees("in effect")


def is_followed_up(travel: Travel) -> None:
    """Every paragraph has an owner or needs none; closed when the last has reported, and not before."""
    general, decision = travel["general"], f"/desk/decisions/CHS-{YEAR}-1/"
    general.goes(decision)
    general.follows("Bring the text into follow-up")
    general.presses("Bring it into follow-up")
    general.sees("have no owner yet")
    for anchor, owner in (("p4", "Belmora"), ("p5", "Veldara")):
        general.goes(decision)
        general.follows("Add a line of follow-up")
        general.types(anchor=anchor, task_en=f"Report on {anchor}")
        general.chooses(owner_member=owner)
        general.presses("Add the line")
        general.sees("The line of follow-up is added.")
    general.follows("Bring the text into follow-up")
    for box in general.page.locator("[name=none_needed]").all():
        box.check()
    general.presses("Bring it into follow-up")
    general.sees("The text is in follow-up.")
    for at, name in enumerate(("Belmora", "Veldara")):
        general.goes(decision)
        if at:
            general.follows("Close the text")
            general.presses("Close the text")
            general.sees("The text is closed when its last owner has reported.")
            general.goes(decision)
        general.follows(f"Report Report on p{4 + at}")
        general.types(text_en=f"{name} has done it.")
        general.presses("Enter the report")
        general.sees("The report is entered.")
        general.follows(f"Close the line Report on p{4 + at}")
        general.presses("Close the line")
        general.sees("The line is closed.")
    general.follows("Close the text")
    general.presses("Close the text")
    general.sees("The text is closed.")


def is_read_by_an_adviser(travel: Travel) -> None:
    """Read as the experts left it, and printed."""
    adviser = travel["adviser"]
    adviser.goes(travel.reader)
    adviser.presses("I have read this version")
    printed = adviser.page.request.get(f"{travel.address}{travel.reader}v/2/en.pdf")
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(printed.body())).pages)
    found = re.search(r"/record/print/(\w+)/", words)
    assert found is not None, words
    travel.print_code = found[1]


def sees_what_changed(travel: Travel) -> None:
    """One press from the text: what changed since it was last read; the print of that day is told to be old."""
    adviser = travel["adviser"]
    adviser.goes(travel.reader)
    adviser.follows("since you last read", within="main")
    adviser.sees("changes")
    assert adviser.page.locator("main ins").count() > 0 and adviser.page.locator("main del").count() > 0
    adviser.goes(f"/record/print/{travel.print_code}/")
    adviser.sees("Rev.3")


def the_track_is_drawn(travel: Travel) -> None:
    """Each station that it passed, and its return, told late where it came late, opens the text as it stood."""
    adviser = travel["adviser"]
    adviser.goes(travel.reader)
    for body in ("Group of Experts", "Permanent Council", "CFM, CDM, CSS", "Council of Heads of State"):
        expect(adviser.page.locator("main svg").last).to_contain_text(body)
    for station in ("Signature", "In effect"):
        expect(adviser.page.locator("main svg").last).to_contain_text(station)
    stations = adviser.page.locator("main svg a")
    expect(stations).to_have_count(5)
    for at, words in enumerate(("sent back", "1 day late", "taken late", "taken late", "taken late")):
        expect(stations.nth(at)).to_contain_text(words)
    where = [str(stations.nth(at).get_attribute("href")) for at in range(5)]
    bracketed = "[30] [60]"
    for href, words in zip(where[:4], (OPENED[0], bracketed, "without delay", "within 60 days"), strict=True):
        adviser.goes(href)
        adviser.sees(words)


#: The steps in their order.
WAY = (
    is_mandated,
    is_drafted,
    is_registered,
    first_issue,
    words_are_bracketed,
    is_read_by_an_adviser,
    members_are_consulted,
    the_experts_agree,
    experts_send_it_up,
    is_sent_back,
    is_reworked,
    the_experts_decide,
    an_amendment_is_carried_and_merged,
    two_brackets_fall,
    sees_what_changed,
    is_discussed_in_permanent_council,
    goes_to_the_ministers,
    is_tabled_before_the_ministers,
    is_endorsed,
    lies_before_the_summit,
    wording_is_confirmed_behind_closed_doors,
    is_adopted,
    is_frozen,
    decision_is_issued,
    signing_is_opened,
    arabic_catches_up,
    is_signed_by_six,
    is_certified,
    is_published,
    is_in_effect,
    is_followed_up,
    the_track_is_drawn,
)
