"""A small house for the public pages: the summit of 28 November 2019 as far as a report goes, written as rows.

Beside it stand things that no outsider may learn of; each carries a word of `HIDDEN`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from plenary.foundation.access.models import Person
from plenary.foundation.files.models import StoredFile
from plenary.foundation.languages.words import Words
from plenary.offices.budget.models import Budget, Contribution, Part, ScaleShare
from plenary.offices.decisions.models import Ballot, Decision, FollowUp, Question, QuestionBody, Series
from plenary.offices.documents.models import Document, Issue, LanguageVersion, Paragraph, Referral, Version
from plenary.offices.documents.queries import text_digest
from plenary.offices.meetings.models import (
    Delegate,
    Delegation,
    Item,
    ItemDocument,
    Meeting,
    Session,
    SessionBody,
    Sitting,
    Venue,
)
from plenary.offices.newsroom.models import Claim, Correction, Release
from plenary.offices.organisation.models import (
    Attribution,
    Body,
    BodySeat,
    Member,
    Membership,
    OfficeHeld,
    Organisation,
    Partner,
    Presidency,
    RulesInForce,
    Source,
)
from plenary.offices.protocol.models import Arrival, SeatingPlan, SeatPlace, Slot

DAY = date(2019, 11, 28)
EVE = date(2019, 11, 27)
NOON = datetime(2019, 11, 28, 6, 0, tzinfo=UTC)
#: Words of things an outsider must never be shown.
HIDDEN = ("canary-item", "canary-sitting", "canary-draft", "canary-release", "canary-arrival", "canary-decision")

MEMBERS = {
    "ARM": ("Armenia", "Армения", "أرمينيا", "Prime Minister", "Pashinyan", "Пашинян", "head_of_government"),
    "BLR": ("Belarus", "Беларусь", "بيلاروس", "President", "Lukashenko", "Лукашенко", "head_of_state"),
    "KAZ": ("Kazakhstan", "Казахстан", "كازاخستان", "President", "Tokayev", "Токаев", "head_of_state"),
    "KGZ": ("Kyrgyzstan", "Кыргызстан", "قيرغيزستان", "President", "Jeenbekov", "Жээнбеков", "head_of_state"),
    "RUS": ("Russia", "Россия", "روسيا", "President", "Putin", "Путин", "head_of_state"),
    "TJK": ("Tajikistan", "Таджикистан", "طاجيكستان", "President", "Rakhmon", "Рахмон", "head_of_state"),
}
NAMED = [
    ("Lavrov", "foreign minister", "foreign_minister", ""),
    ("Shoigu", "defence minister", "defence_minister", ""),
    ("Patrushev", "Security Council secretary", "security_secretary", ""),
    ("Ushakov", "presidential aide", "other", ""),
    ("Fomin", "deputy defence minister", "other", ""),
    ("Pankin", "deputy foreign minister", "other", ""),
    ("Nurgaliyev", "deputy Security Council secretary", "other", ""),
    ("Shvedov", "permanent representative at the OSCE", "permanent_representative", "Office as printed."),
]
SUBJECTS = [
    ("Key issues of cooperation among the allies", "Ключевые вопросы взаимодействия союзников", "not_stated"),
    ("International and regional security", "Международная и региональная безопасность", "exchange_of_views"),
    ("Priorities of the coming presidency", "Приоритеты предстоящего председательства", "not_stated"),
    ("The Tajik-Afghan border", "Таджикско-афганская граница", "not_stated"),
    ("Cooperation with the UN on the Global Counter-Terrorism Strategy", "Взаимодействие с ООН", "not_stated"),
    ("Coordination of foreign policy", "Координация внешней политики", "not_stated"),
    ("Defence capability, including information security", "Обороноспособность", "not_stated"),
    ("Statement of the Council on international contacts and cooperation", "Заявление Совета", "not_stated"),
    ("Budget for 2020", "Бюджет на 2020 год", "decision"),
    ("Financial and organisational activities of the main bodies", "Финансовая деятельность", "signature"),
]


def words(en: str, ru: str = "", ar: str = "") -> Words:
    """Words in the languages given."""
    return Words({code: text for code, text in (("en", en), ("ru", ru), ("ar", ar)) if text})


def language_digest_of(lines: list[str]) -> str:
    """The digest of a text of which every line but the title bears its number."""
    return text_digest(" ".join(f"{order} {line}" if order else line for order, line in enumerate(lines)))


def person(name: str, ru: str = "", address: str = "") -> Person:
    """A person as the report names one."""
    return Person.objects.create(
        name=words(name, ru), sort_name=words(name, ru), form_of_address=words(address or name)
    )


@dataclass
class House:
    """What was built, by the names that tests ask for."""

    organisation: Organisation
    members: dict[str, Member]
    bodies: dict[str, Body]
    session: Session
    joint: Session
    heads: dict[str, Person]
    documents: dict[str, Document]
    items: list[Item] = field(default_factory=list)
    release: Release | None = None


def build(item_count: int = 21, *, hidden: bool = True) -> House:
    """The house. item_count: how many places the agenda has; the first ten are named. hidden: the other things too."""
    organisation = Organisation.objects.create(
        code="csto",
        name=words(
            "Collective Security Treaty Organization",
            "Организация Договора о коллективной безопасности",
            "منظمة معاهدة الأمن الجماعي",
        ),
        short_name=words("CSTO", "ОДКБ"),
        seat=words("Moscow", "Москва"),
        zone="Europe/Moscow",
        official_languages=["ru"],
        working_languages=["ru", "en"],
        founding_note=words("Charter signed at Chisinau on 7 October 2002, in force since 18 September 2003 [P]."),
    )
    members, heads = {}, {}
    for code, (en, ru, ar, title, name, name_ru, office_class) in MEMBERS.items():
        member = Member.objects.create(
            code=code, short_name=words(en, ru, ar), sort_name=words(en, ru, ar), formal_name=words(en, ru, ar)
        )
        Membership.objects.create(member=member)
        head = person(name, name_ru, f"{title} {name}")
        OfficeHeld.objects.create(person=head, member=member, title=words(title), office_class=office_class)
        members[code], heads[code] = member, head
    bodies = {}
    for rank, (code, en, ru, short, composition) in enumerate(
        [
            ("CSC", "Collective Security Council", "Совет коллективной безопасности", "Council", "heads"),
            ("CFM", "Council of Foreign Ministers", "Совет министров иностранных дел", "CFM", "foreign_ministers"),
            ("CMD", "Council of Defence Ministers", "Совет министров обороны", "CMD", "defence_ministers"),
            (
                "CSSC",
                "Committee of Secretaries of Security Councils",
                "Комитет секретарей советов безопасности",
                "CSSC",
                "security_secretaries",
            ),
        ]
    ):
        bodies[code] = Body.objects.create(
            code=code,
            name=words(en, ru),
            short_name=words(short),
            composition=composition,
            is_supreme=rank == 0,
            rank=rank + 1,
            provision="Charter art. 13" if rank == 0 else "",
        )
        for member in members.values():
            BodySeat.objects.create(body=bodies[code], member=member)
        RulesInForce.objects.create(body=bodies[code], ruleset="csto", from_on=date(2004, 6, 18))
    venue = Venue.objects.create(
        name=words("Ala-Archa presidential residence", "резиденция «Ала-Арча»"),
        city=words("Bishkek", "Бишкек", "بيشكيك"),
        country=members["KGZ"],
        zone="Asia/Bishkek",
    )
    presidencies = [
        Presidency.objects.create(
            member=members[code], order=order, period_printed=printed, state=state, statement=said
        )
        for order, (code, printed, state, said) in enumerate(
            [
                ("KGZ", "2018-2019", "in_office", "not_stated"),
                ("RUS", "2019-2020", "upcoming", "planned"),
            ],
            start=1,
        )
    ]
    session = Session.objects.create(
        ref="CSC-2019-1",
        title=words("Collective Security Council", "Совет коллективной безопасности", "مجلس الأمن الجماعي"),
        kind_of_session="regular",
        state="convened",
        theme=words(
            "international and regional security in the zone of responsibility",
            "международная и региональная безопасность в зоне ответственности",
        ),
        venue=venue,
        host=members["KGZ"],
        presiding_member=members["KGZ"],
        presiding_person=heads["KGZ"],
        presidency_after=presidencies[1],
        from_on=DAY,
        until_on=DAY,
        declared_count=item_count,
        audience="public",
        agenda_audience="public",
    )
    SessionBody.objects.create(session=session, body=bodies["CSC"])
    joint = Session.objects.create(
        ref="JOINT-2019-1",
        title=words("Joint meeting of three bodies", "Совместное заседание трёх органов"),
        state="held",
        venue=Venue.objects.create(city=words("Bishkek", "Бишкек"), country=members["KGZ"], zone="Asia/Bishkek"),
        host=members["KGZ"],
        prepares=session,
        from_on=EVE,
        until_on=EVE,
        audience="public",
    )
    for order, code in enumerate(("CFM", "CMD", "CSSC"), start=1):
        SessionBody.objects.create(session=joint, body=bodies[code], order=order)
    meeting = Meeting.objects.create(session=session, number=1, on=DAY)
    sittings = [
        Sitting.objects.create(
            meeting=meeting,
            number=1,
            title=words("Restricted sitting", "Заседание в узком составе"),
            format="restricted",
            audience="sitting:one",
            band_audience="public",
        ),
        Sitting.objects.create(
            meeting=meeting,
            number=2,
            title=words("Plenary sitting", "Пленарное заседание"),
            format="enlarged",
            admitted_classes=["foreign_minister", "defence_minister", "security_secretary"],
            audience="public",
        ),
    ]
    house = House(organisation, members, bodies, session, joint, heads, {})
    _delegations(house)
    partner = Partner.objects.create(
        code="UN",
        short_name=words("United Nations", "Организация Объединённых Наций"),
        sort_name=words("United Nations"),
        formal_name=words("United Nations"),
        standing="cooperation",
    )
    for place in range(1, item_count + 1):
        named = SUBJECTS[place - 1] if place <= len(SUBJECTS) else ("", "", "not_stated")
        house.items.append(
            Item.objects.create(
                session=session,
                place=place,
                is_number_stated=False,
                title=words(named[0], named[1]),
                kind_of_item=named[2],
                sitting=sittings[1],
                partner=partner if place == 5 else None,
                audience="public",
            )
        )
    _documents(house, partner)
    _money(house)
    _news(house, sittings)
    _protocol(house)
    if hidden:
        _hidden(house, meeting)
    return house


def _delegations(house: House) -> None:
    for code, member in house.members.items():
        delegation = Delegation.objects.create(session=house.session, member=member)
        title, office_class = MEMBERS[code][3], MEMBERS[code][6]
        Delegate.objects.create(
            delegation=delegation, person=house.heads[code], role="head", title=words(title), office_class=office_class
        )
        if code == "RUS":
            for order, (name, office, kind, note) in enumerate(NAMED, start=2):
                Delegate.objects.create(
                    delegation=delegation,
                    person=person(name),
                    title=words(office),
                    office_class=kind,
                    order=order,
                    note=words(note) if note else Words(),
                )


def _documents(house: House, partner: Partner) -> None:
    joint_bodies = [house.bodies[code] for code in ("CFM", "CMD", "CSSC")]
    for code, place, symbol, title, title_ru, kind, state in [
        ("statement", 8, "CSC/2019/1", "Statement of the Council", "Заявление Совета", "statement", "mandated"),
        ("budget", 9, "CSC/2019/2", "Budget for 2020", "Бюджет на 2020 год", "budget", "mandated"),
        (
            "papers",
            10,
            "CSC/2019/3",
            "Financial and organisational documents",
            "Финансовые документы",
            "other",
            "mandated",
        ),
    ]:
        document = Document.objects.create(
            symbol=symbol,
            title=words(title, title_ru),
            kind=kind,
            state=state,
            distribution="general",
            audience="public",
            body=house.bodies["CSC"],
            role=words("main political document") if code == "statement" else Words(),
            original_language="en",
        )
        referral = Referral.objects.create(
            document=document,
            to_body=house.bodies["CSC"],
            verb="adoption",
            state="sent",
            decided_on=EVE,
            is_customary=True,
            audience="public",
        )
        referral.from_bodies.set(joint_bodies)
        house.documents[code] = document
        if place <= len(house.items):
            ItemDocument.objects.create(item=house.items[place - 1], document=document, referral=referral)
    version = Version.objects.create(
        document=house.documents["statement"], number=1, made_at=NOON, sealed_at=NOON, digest="a" * 64
    )
    for language, lines in {
        "en": ["Statement of the Council", "The Council meets in Bishkek.", "It names what it will do."],
        "ru": ["Заявление Совета", "Совет собирается в Бишкеке.", "Он называет, что сделает."],
    }.items():
        text = LanguageVersion.objects.create(
            of_version=version, renders=version, language=language, is_original=language == "en", title=lines[0]
        )
        text.digest = language_digest_of(lines)
        text.save()
        file = StoredFile.objects.create(
            digest=f"{language}".ljust(64, "0"),
            size=1200,
            media_type="application/pdf",
            name=f"CSC-2019-1-{language}.pdf",
            audience="public",
            stored_at=NOON,
        )
        Issue.objects.create(of_text=text, file=file, audience="public", issued_at=NOON)
        for order, line in enumerate(lines):
            Paragraph.objects.create(
                text_of=text,
                order=order,
                anchor=f"p{order}",
                label=str(order) if order else "",
                role="operative" if order else "title",
                text=line,
            )
    outside = Document.objects.create(
        title=words("UN Global Counter-Terrorism Strategy"),
        kind="other",
        partner=partner,
        outside_reference="A/RES/60/288",
        distribution="general",
        audience="public",
    )
    house.documents["outside"] = outside
    if len(house.items) >= 5:
        ItemDocument.objects.create(item=house.items[4], document=outside)


def _money(house: House) -> None:
    adopted = Budget.objects.create(
        year=2019, currency="RUB", state="adopted", decision="CSC-2018-1", is_demonstration=True
    )
    for order, (title, amount) in enumerate([("Secretariat", "61000000.00"), ("Joint Staff", "39000000.00")], start=1):
        Part.objects.create(budget=adopted, order=order, title=words(title), amount=Decimal(amount))
    shares = dict(zip(house.members, ("10.000", "10.000", "10.000", "10.000", "50.000", "10.000"), strict=True))
    for code, percent in shares.items():
        ScaleShare.objects.create(budget=adopted, member=house.members[code], percent=Decimal(percent))
        contribution = Contribution.objects.create(
            budget=adopted,
            member=house.members[code],
            amount=Decimal("100000000.00") * Decimal(percent) / 100,
            due_on=date(2019, 3, 31),
        )
        if code != "TJK":
            contribution.payments.create(
                amount=contribution.amount,
                received_on=date(2019, 2, 20),
                entered_by=house.heads["ARM"],
                approved_by=house.heads["BLR"],
            )
    Budget.objects.create(year=2020, state="draft", document=house.documents["budget"])


def _news(house: House, sittings: list[Sitting]) -> None:
    source = Source.objects.create(
        code="tass-2019-11-28", name=words("TASS", "ТАСС"), place=words("Bishkek"), published_on=DAY
    )

    def fact(thing: object, number: str, status: str, *, aspect: str = "", **more: object) -> Attribution:
        return Attribution.objects.create(
            source=source,
            thing_kind=thing.about[0],  # type: ignore[attr-defined]
            thing_key=thing.key,  # type: ignore[attr-defined]
            fact=number,
            status=status,
            aspect=aspect,
            **more,
        )

    facts = {
        "3": fact(house.session, "3", "planned", aspect="theme"),
        "7": fact(house.session, "7", "planned"),
        "9": fact(sittings[0], "9", "planned"),
        "10": fact(sittings[1], "10", "planned"),
        "11": fact(house.session, "11", "planned", aspect="declared_count"),
        "15": fact(
            house.documents["statement"],
            "15",
            "quoted",
            speaker=words("Daniyar Sydykov"),
            speaker_office=words("presidential administration of Kyrgyzstan"),
        ),
        "17": fact(house.joint, "17", "occurred"),
        "5": fact(Presidency.objects.get(member=house.members["RUS"]), "5", "planned"),
    }
    release = Release.objects.create(
        slug="six-delegations-gather-in-bishkek",
        year=2019,
        kind_of_release="curtain_raiser",
        state="published",
        session=house.session,
        headline=words("Six delegations gather in Bishkek for the Collective Security Council", "Шесть делегаций"),
        deck=words("Twenty-one items; Russia's presidency expected to name its priorities"),
        dateline_place=words("Bishkek", "Бишкек", "بيشكيك"),
        dateline_on=DAY,
        published_at=NOON,
        audience="public",
    )
    for order, (paragraph, sentence, number) in enumerate(
        [
            (1, "The Council meets on Thursday in the Ala-Archa presidential residence.", "7"),
            (1, "The theme is security in the zone of responsibility.", "3"),
            (2, "A restricted sitting comes first.", "9"),
            (2, "Ministers and secretaries then join for the plenary sitting.", "10"),
            (3, "The agenda has 21 items.", "11"),
            (4, "The main political document is to be a statement of the Council.", "15"),
            (5, "Russia is expected to outline the priorities of its presidency.", "5"),
            (6, "On Wednesday three bodies sat jointly in Bishkek.", "17"),
        ],
        start=1,
    ):
        attribution = facts[number]
        Claim.objects.create(
            release=release,
            order=order,
            paragraph=paragraph,
            sentence=words(sentence),
            status=attribution.status,
            attribution=attribution,
            fact=number,
            thing_kind=attribution.thing_kind,
            thing_key=attribution.thing_key,
        )
    Correction.objects.create(
        release=release,
        corrected_at=NOON,
        corrected_by=house.heads["KGZ"],
        note=words("The residence is named in full."),
        old_words=words("the residence"),
        new_words=words("the Ala-Archa presidential residence"),
    )
    house.release = release
    Release.objects.create(
        slug="withdrawn-notice",
        year=2019,
        kind_of_release="advisory",
        state="withdrawn",
        headline=words("An advisory"),
        dateline_place=words("Bishkek"),
        dateline_on=DAY,
        published_at=NOON,
        withdrawn_at=NOON,
        withdrawn_reason=words("It named the wrong hall."),
        audience="public",
    )


def _protocol(house: House) -> None:
    russia = Delegation.objects.get(session=house.session, member=house.members["RUS"])
    Arrival.objects.create(
        delegation=russia,
        person=house.heads["RUS"],
        state="arrived",
        city=words("Bishkek"),
        arrived_on=DAY,
        greeter=house.heads["KGZ"],
        greeter_title=words("President"),
        audience="public",
    )
    for order, (title, kind) in enumerate([("Arrivals", "arrival"), ("Family photograph", "photograph")], start=1):
        Slot.objects.create(
            session=house.session, order=order, on=DAY, kind_of_slot=kind, title=words(title), audience="public"
        )
    plan = SeatingPlan.objects.create(
        session=house.session, rule="alphabetical from the chair", is_demonstration=True, audience="public"
    )
    for position, code in enumerate(["KGZ", "RUS", "TJK", "ARM", "BLR", "KAZ"]):
        SeatPlace.objects.create(plan=plan, position=position, member=house.members[code])


def decided(house: House) -> Decision:
    """A public decision of the Council by recorded vote, with its question, ballots and one line of follow-up."""
    question = Question.objects.create(
        item=house.items[-1],
        document=house.documents["statement"],
        text_version=house.documents["statement"].versions.get(),
        text_digest="a" * 64,
        wording=words("Shall the statement be adopted?"),
        subject="substance",
        method="vote",
        state="announced",
        opened_at=NOON,
        closed_at=NOON,
        announced_at=NOON,
        outcome="adopted",
        audience="public",
    )
    QuestionBody.objects.create(
        question=question,
        body=house.bodies["CSC"],
        outcome="adopted",
        verdict={
            "outcome": "adopted",
            "required": 4,
            "cite": "CSTO ROP rule 14",
            "steps": [
                {
                    "code": "quorum.met",
                    "facts": {"represented": 6, "base": 6, "required": 4},
                    "cite": "CSTO ROP rule 12",
                }
            ],
        },
    )
    for number, (code, member) in enumerate(house.members.items(), start=1):
        if code == "TJK":
            continue
        Ballot.objects.create(
            question=question,
            body=house.bodies["CSC"],
            member=member,
            cast_by=house.heads[code],
            choice="abstain" if code == "BLR" else "in_favour",
            ballot_key=f"ballot-{code}",
            cast_at=NOON,
            entry=number,
        )
    series = Series.objects.create(body=house.bodies["CSC"], year=2019, last=1)
    decision = Decision.objects.create(
        number="CSC-2019-1",
        series=series,
        n=1,
        body=house.bodies["CSC"],
        question=question,
        item=house.items[-1],
        document=house.documents["statement"],
        text_version=question.text_version,
        text_digest="a" * 64,
        title=words("Statement of the Council", "Заявление Совета"),
        adopted_at=NOON,
        issued_at=NOON,
        audience="public",
    )
    FollowUp.objects.create(
        decision=decision,
        task=words("Report to the next session"),
        owner=words("The Secretariat"),
        due_on=date(2020, 11, 1),
    )
    return decision


def _hidden(house: House, meeting: Meeting) -> None:
    Sitting.objects.create(
        meeting=meeting,
        number=9,
        title=words("canary-sitting"),
        format="restricted",
        is_announced=False,
        band_audience="sitting:hidden",
        audience="sitting:hidden",
    )
    Item.objects.create(
        session=house.session, place=1, series="hidden", title=words("canary-item"), audience="sitting:hidden"
    )
    draft = Document.objects.create(
        symbol="CSC/2019/99", title=words("canary-draft"), audience="documents", body=house.bodies["CSC"]
    )
    ItemDocument.objects.create(item=house.items[0], document=draft)
    Release.objects.create(
        kind_of_release="outcome", state="armed", headline=words("canary-release"), audience="newsroom"
    )
    Arrival.objects.create(
        delegation=Delegation.objects.get(session=house.session, member=house.members["ARM"]),
        person=house.heads["ARM"],
        city=words("canary-arrival"),
        audience="protocol",
    )
    series = Series.objects.create(body=house.bodies["CSC"], year=2018, last=1)
    Decision.objects.create(
        number="CSC-2018-7",
        series=series,
        n=7,
        body=house.bodies["CSC"],
        title=words("canary-decision"),
        adopted_at=NOON,
        audience="members",
    )
