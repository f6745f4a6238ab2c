"""The acts that found a rehearsal and lay everything ready for its sitting, as a scenario that is replayed.

One sitting of one body: an exchange of views, a vote on procedure, a text for consensus, and a release that waits for
the gavel. The person has the chair; everybody else is a robot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from plenary.offices.organisation.models import Body, RulesInForce
from plenary.offices.organisation.queries import unconfirmed_in

Act = dict[str, Any]
NAME = "rehearsal"
LONG_AGO = date(2000, 1, 1)
#: On what values rest that the house has not confirmed: they hold in the rehearsal alone.
DEMONSTRATION = "Demonstration rules"
#: What the person signs in as, and what whoever sits at the first seat does.
CHAIR, FIRST_SEAT = "chair", "seat-1"
OFFICE_CLASSES = {
    "heads": "head_of_state",
    "foreign_ministers": "foreign_minister",
    "defence_ministers": "defence_minister",
    "security_secretaries": "security_secretary",
    "permanent_representatives": "permanent_representative",
}
DESKS = (
    ("general", {"en": "Robot of the Secretary-General", "ru": "Робот Генерального секретаря"}, "SG"),
    ("documents", {"en": "Robot of the documents desk", "ru": "Робот отдела документов"}, "DO"),
    ("press", {"en": "Robot of the press desk", "ru": "Робот пресс-службы"}, "PS"),
    ("administrator", {"en": "Robot of the administrator", "ru": "Робот администратора"}, "AD"),
)
TITLE = {"en": "Rehearsal", "ru": "Репетиция", "ar": "تجربة"}
VIEWS = {
    "en": "Exchange of views",
    "ru": "Обмен мнениями",
    "ar": "تبادل الآراء",
}
TEXT = {"en": "Calendar of meetings", "ru": "Календарь заседаний", "ar": "جدول الاجتماعات"}
LIMIT = {
    "en": "Shall each statement be limited to three minutes?",
    "ru": "Ограничить ли каждое выступление тремя минутами?",
    "ar": "هل تُحدَّد مدة كل كلمة بثلاث دقائق؟",
}
ADOPT = {
    "en": "Is the calendar of meetings adopted?",
    "ru": "Принимается ли календарь заседаний?",
    "ar": "هل يُعتمد جدول الاجتماعات؟",
}
PARAGRAPHS = {
    "en": ("1. Two sessions are held in the coming year.", "2. The first one is in spring."),
    "ru": ("1. В предстоящем году провести две сессии.", "2. Первую провести весной."),
    "ar": ("1. تُعقد دورتان في العام المقبل.", "2. تُعقد الأولى في الربيع."),
}
HEADLINE = {"en": "Calendar of meetings adopted", "ru": "Принят календарь заседаний", "ar": "اعتماد جدول الاجتماعات"}
SENTENCE = {
    "en": "The calendar of meetings was adopted by consensus.",
    "ru": "Календарь заседаний принят консенсусом.",
    "ar": "اعتُمد جدول الاجتماعات بتوافق الآراء.",
}


def script_of(made_of: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The scenario of a rehearsal, made of what `outline` read; the sitting is that of `now`."""
    before = now - timedelta(days=60)
    return {
        "scenario": {"name": NAME, "title": TITLE},
        "act": [
            *_house(made_of, before),
            *_papers(made_of, before, now),
            *_delegations(made_of),
            *_sitting(now),
            *_release(now),
        ],
    }


def seats_of(made_of: Mapping[str, Any]) -> list[str]:
    """What the robots at the seats sign in as, in the order of the members."""
    return [f"seat-{place}" for place, _ in enumerate(made_of["members"], start=1)]


def _do(name: str, by: str = "", /, **more: Any) -> Act:  # noqa: ANN401  whatever an act takes
    """One line. `by`, `on`, `seconded`, `at` and `as_` are parts of it; everything else is an argument of the act."""
    line: Act = {"do": name, "by": by} if by else {"do": name}
    for part in ("by", "on", "seconded", "at"):
        if part in more:
            line[part] = more.pop(part)
    if "as_" in more:
        line["as"] = more.pop("as_")
    return {**line, "with": more}


def _house(made_of: Mapping[str, Any], at: datetime) -> list[Act]:
    body = made_of["body"]
    scope = f"body:{body['code']}"
    officers: list[dict[str, Any]] = [
        {"sign_in_name": name, "name": said, "capacities": [[capacity, ""]]} for name, said, capacity in DESKS
    ]
    officers += [
        {
            "sign_in_name": "secretary",
            "name": {"en": "Robot of the secretary", "ru": "Робот секретаря"},
            "capacities": [["SB", scope]],
        },
        {"sign_in_name": CHAIR, "name": made_of["chair"], "capacities": [["PO", scope]]},
    ]
    officers += [
        {"sign_in_name": seat, "name": _robot_of(member["name"]), "capacities": [["HD", f"member:{member['code']}"]]}
        for seat, member in zip(seats_of(made_of), made_of["members"], strict=True)
    ]
    return [
        _do("people.open_house", at=at, as_="first", officers=officers),
        _do("organisation.found", "general/SG", **made_of["organisation"]),
        *(
            _do(
                "organisation.admit_member",
                "general/SG",
                as_=f"member-{place}",
                code=one["code"],
                short_name=one["name"],
                formal_name=one["name"],
                sort_name=one["name"],
                from_on=LONG_AGO,
            )
            for place, one in enumerate(made_of["members"], start=1)
        ),
        _do(
            "organisation.establish_body",
            "general/SG",
            as_="body",
            code=body["code"],
            name=body["name"],
            composition=body["composition"],
            is_supreme=True,
            rank=1,
            from_on=LONG_AGO,
        ),
        _do("organisation.bring_rules_into_force", "general/SG", on="@body", from_on=LONG_AGO, **body["rules"]),
        *_confirmation(body),
    ]


def _confirmation(body: Mapping[str, Any]) -> list[Act]:
    """A rehearsal decides by rules that the house has not confirmed yet: they are confirmed there, and there alone."""
    rules = RulesInForce(body=Body(code=body["code"]), from_on=LONG_AGO, **body["rules"])
    if not unconfirmed_in(rules):
        return []
    return [_do("organisation.confirm_rules", "general/SG", on="@body", cite=DEMONSTRATION)]


def _papers(made_of: Mapping[str, Any], at: datetime, now: datetime) -> list[Act]:
    languages = [one for one in PARAGRAPHS if one in made_of["organisation"]["name"]] or ["en"]
    body = made_of["body"]["code"]
    texts = {
        language: [
            {"anchor": f"p{n}", "role": "operative", "label": str(n), "text": text}
            for n, text in enumerate(PARAGRAPHS[language], start=1)
        ]
        for language in languages
    }
    day = now.date()
    session = {"ref": f"{body}-{day.year}-1", "title": TITLE, "bodies": ["@body"], "presiding_person": f"@{CHAIR}"}
    seen = {"audience": "public", "agenda_audience": "public"}
    desk = {"by": "general/SG", "seconded": "secretary/SB"}
    items = [("item-views", VIEWS, "exchange_of_views"), ("item-text", TEXT, "decision")]
    symbol = f"{made_of['organisation']['code'].upper()}/{body}/{day.year}/L.1"
    return [
        _do("meetings.plan_session", as_="session", from_on=day, until_on=day, **session, **seen, **desk),
        *(
            _do("meetings.add_item", on="@session", as_=name, title=title, kind=kind, **desk)
            for name, title, kind in items
        ),
        _do(
            "documents.plan_document",
            "documents/DO",
            seconded="secretary/SB",
            at=at,
            as_="text",
            title=TEXT,
            body="@body",
            kind="decision",
            distribution="general",
            audience="public",
        ),
        _do(
            "documents.add_version",
            "documents/DO",
            on="@text",
            as_="version",
            original_language=languages[0],
            texts=texts,
        ),
        _do("documents.register_document", "documents/DO", on="@text", symbol=symbol),
        _do("documents.seal_version", "documents/DO", on="@version"),
        _do("documents.issue_version", "documents/DO", on="@version", seconded="general/SG", audience="members"),
        _do("meetings.convene_session", "general/SG", on="@session", at=now - timedelta(days=30)),
        _do("meetings.place_paper", "general/SG", on="@item-text", as_="paper", document="@text"),
        _do("meetings.table_paper", "secretary/SB", on="@paper"),
    ]


def _delegations(made_of: Mapping[str, Any]) -> list[Act]:
    office = OFFICE_CLASSES.get(made_of["body"]["composition"], "head_of_state")
    title = {"en": "head of delegation", "ru": "глава делегации", "ar": "رئيس الوفد"}
    acts = []
    for place, seat in enumerate(seats_of(made_of), start=1):
        by = f"{seat}/HD"
        acts += [
            _do("meetings.list_delegation", by, on="@session", as_=f"delegation-{place}", member=f"@member-{place}"),
            _do(
                "meetings.list_delegate",
                by,
                on=f"@delegation-{place}",
                as_=f"line-{place}",
                person=f"@{seat}",
                title=title,
                role="head",
                office_class=office,
                order=1,
            ),
            _do("meetings.submit_credentials", by, on=f"@line-{place}"),
            _do("meetings.accept_credentials", f"{CHAIR}/PO", on=f"@line-{place}"),
        ]
    return acts


def _sitting(now: datetime) -> list[Act]:
    question = {"by": "secretary/SB", "sitting": "@sitting"}
    return [
        _do("meetings.plan_meeting", "general/SG", on="@session", as_="meeting"),
        _do(
            "meetings.plan_sitting",
            "general/SG",
            on="@meeting",
            seconded="secretary/SB",
            as_="sitting",
            title=TITLE,
            format="enlarged",
            audience="public",
            planned_from_at=now,
            planned_until_at=now + timedelta(hours=1),
        ),
        _do(
            "chamber.prepare_room",
            "secretary/SB",
            on="@sitting",
            at=now,
            as_="room",
            speaking_limit_s=180,
            is_rehearsal=True,
        ),
        _do("decisions.prepare_question", as_="question-limit", wording=LIMIT, subject="procedure", **question),
        _do(
            "decisions.prepare_question",
            on="@item-text",
            as_="question-text",
            wording=ADOPT,
            document="@text",
            version="@version",
            **question,
        ),
    ]


def _release(now: datetime) -> list[Act]:
    claim = {"sentence": SENTENCE, "status": "occurred", "about": "@question-text"}
    return [
        _do(
            "newsroom.draft_release",
            "press/PS",
            as_="release",
            kind="outcome",
            headline=HEADLINE,
            deck=TITLE,
            dateline_on=now.date(),
            session="@session",
            claims=[claim],
        ),
        _do("newsroom.clear_release", "general/SG", on="@release"),
        _do(
            "newsroom.arm_release", "press/PS", on="@release", verb="decisions.decision.adopted", thing="@question-text"
        ),
    ]


def _robot_of(name: Mapping[str, str]) -> dict[str, str]:
    said = {"en": f"Robot of {name['en']}"} if "en" in name else {}
    if "ru" in name:
        said["ru"] = f"Робот ({name['ru']})"
    return said or {"en": "Robot"}


def robots_of(made_of: Mapping[str, Any]) -> Sequence[str]:
    """What everybody but the person signs in as."""
    return [*(name for name, _, _ in DESKS), "secretary", *seats_of(made_of)]
