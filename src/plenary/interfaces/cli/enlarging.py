"""The invented organisation at the size of a world body: acts for members who join, and the conference of them all.

The acts go on from the scenario that they enlarge, so the summit of six stays what it is. Nothing here is left to
chance: the same count gives the same names, shares and votes each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from string import ascii_uppercase
from typing import Any

#: Members of the organisation where it is large, those of the scenario among them.
MEMBERS = 190
#: Codes of the members whom the scenario itself admits.
FOUNDERS = ("BLM", "KRT", "NRV", "QSR", "TVR", "VLD")

Act = dict[str, Any]

#: Beginnings, middles and ends of invented names, each written in Latin, Cyrillic, Arabic and Chinese script.
_FIRST = (
    ("Al", "Ал", "أل", "阿尔"),
    ("Bor", "Бор", "بور", "博尔"),
    ("Cas", "Кас", "كاس", "卡斯"),
    ("Dor", "Дор", "دور", "多尔"),
    ("El", "Эл", "إل", "埃尔"),
    ("Fen", "Фен", "فن", "芬"),
    ("Gal", "Гал", "غال", "加尔"),
    ("Hel", "Хел", "هل", "赫尔"),
    ("Ist", "Ист", "إست", "伊斯特"),
    ("Jor", "Йор", "يور", "约尔"),
    ("Kel", "Кел", "كل", "凯尔"),
    ("Lor", "Лор", "لور", "洛尔"),
    ("Mar", "Мар", "مار", "马尔"),
    ("Nor", "Нор", "نور", "诺尔"),
    ("Or", "Ор", "أور", "奥尔"),
    ("Pel", "Пел", "بل", "佩尔"),
    ("Ras", "Рас", "راس", "拉斯"),
    ("Sel", "Сел", "سل", "塞尔"),
    ("Tor", "Тор", "تور", "托尔"),
    ("Vas", "Вас", "فاس", "瓦斯"),
)
_MIDDLE = (
    ("an", "ан", "ان", "安"),
    ("ev", "ев", "يف", "耶夫"),
    ("im", "им", "يم", "伊姆"),
    ("os", "ос", "وس", "奥斯"),
)
_LAST = (
    ("ia", "ия", "يا", "亚"),
    ("ar", "ар", "ار", "阿"),
    ("eth", "ет", "يث", "埃斯"),
)
_SCRIPTS = ("en", "ru", "ar", "zh")
#: Long forms, in turn; the last is as long as the longest that there are.
_FORMS = (
    ("Republic of {}", "Республика {}", "جمهورية {}"),
    ("Kingdom of {}", "Королевство {}", "مملكة {}"),
    ("Federation of {}", "Федерация {}", "اتحاد {}"),
    ("State of {}", "Государство {}", "دولة {}"),
    (
        "United Provinces and Island Territories of {}",
        "Объединённые провинции и островные территории {}",
        "المقاطعات المتحدة والأقاليم الجزرية لـ{}",
    ),
)
_POSTS = (
    ({"en": "Minister of Foreign Affairs", "ru": "министр иностранных дел", "ar": "وزير الخارجية"}, "head"),
    ({"en": "Permanent Representative", "ru": "постоянный представитель", "ar": "الممثل الدائم"}, "member"),
    ({"en": "Adviser", "ru": "советник", "ar": "مستشار"}, "adviser"),
)
_ITEMS = (
    ("gc-item-views", {"en": "General debate", "ru": "Общие прения", "ar": "المناقشة العامة"}, "exchange_of_views"),
    ("gc-item-budget", {"en": "Budget for 2027", "ru": "Бюджет на 2027 год", "ar": "ميزانية عام 2027"}, "decision"),
    ("gc-item-seat", {"en": "Seat of the Organisation", "ru": "Местопребывание", "ar": "مقر المنظمة"}, "decision"),
)
_GIVEN = (
    "Adela",
    "Bastian",
    "Corin",
    "Delia",
    "Evander",
    "Fiora",
    "Gideon",
    "Hanne",
    "Ilias",
    "Jorun",
    "Kamil",
    "Leda",
    "Matteo",
    "Nura",
    "Osric",
    "Petra",
    "Quirin",
    "Runa",
    "Samir",
    "Tilda",
    "Umar",
    "Vesna",
    "Wim",
    "Yara",
    "Zeno",
)
_FAMILY = (
    "Aldane",
    "Brevik",
    "Castor",
    "Dorne",
    "Estavel",
    "Farrow",
    "Greve",
    "Holm",
    "Ivern",
    "Jasko",
    "Kolt",
    "Lindqvar",
    "Morane",
    "Nevis",
    "Ostrand",
    "Parell",
    "Quade",
    "Rostova",
    "Salim",
    "Tarrow",
    "Ulmer",
    "Varga",
    "Wexley",
    "Yilmar",
    "Zander",
)

_GENERAL: Act = {"by": "general/SG"}
_PAIR: Act = {"by": "general/SG", "seconded": "administrator/AD"}
_CHAIR: Act = {"by": "chair/PO"}
_COUNCIL: Act = {"by": "council/SB"}
_DOCUMENTS: Act = {"by": "documents/DO"}
_FINANCE: Act = {"by": "finance/FI", "seconded": "general/SG"}
_SECONDED: Act = {"by": "general/SG", "seconded": "council/SB"}

_JOINED_ON = date(2025, 7, 1)
_PREPARED_AT = datetime(2025, 9, 1, 9, tzinfo=UTC)
_OPENS_AT = datetime(2025, 9, 16, 10, tzinfo=UTC)
_YEAR = 2027
#: How a roll answers, over and over; "" is silent.
_ON_THE_BUDGET = (
    "in_favour",
    "in_favour",
    "against",
    "in_favour",
    "abstain",
    "in_favour",
    "in_favour",
    "",
    "in_favour",
)
_ON_THE_SEAT = ("in_favour", "against", "in_favour", "abstain", "against", "in_favour", "")


@dataclass(frozen=True, slots=True)
class Joining:
    """A member that joins: its code and its names by language."""

    code: str
    short: dict[str, str]
    formal: dict[str, str]


def joining(count: int) -> list[Joining]:
    """That many invented members with codes and names of their own, in the order of the alphabet."""
    forms = ((first, middle, last) for middle, last, first in product(_MIDDLE, _LAST, _FIRST))
    names = sorted(
        ({code: "".join(part[n] for part in parts) for n, code in enumerate(_SCRIPTS)} for parts in forms),
        key=lambda name: name["en"],
    )
    if count > len(names):
        raise ValueError(f"there are names for {len(names)} members, not for {count}")
    chosen = [names[n * len(names) // count] for n in range(count)]
    return [Joining(code, name, _formal(name, n)) for n, (code, name) in enumerate(zip(_codes(), chosen, strict=False))]


def enlarged(scenario: str, *, after: str, count: int = MEMBERS) -> dict[str, Any]:
    """A script that makes `count` members of the six of the scenario `after`, and lets their conference vote.

    scenario: what the script is called. Raises ValueError for fewer members than there are, or more than have names.
    """
    if count < len(FOUNDERS):
        raise ValueError(f"there are {len(FOUNDERS)} members already")
    new = joining(count - len(FOUNDERS))
    codes = [*FOUNDERS, *(one.code for one in new)]
    acts = [*_admission(new), *_conference(), *_text_and_money(codes), *_delegations(codes), *_sitting(codes)]
    title = {"en": f"Halmar Pact Organisation, {count} members", "ru": f"Организация Халмарского пакта: {count}"}
    clock = _OPENS_AT + timedelta(hours=2)
    return {"scenario": {"name": scenario, "title": title, "clock": clock, "after": after}, "act": acts}


def _codes() -> Iterator[str]:
    """X and two letters: codes that no state has."""
    return (f"X{first}{second}" for first, second in product(ascii_uppercase, repeat=2))


def _formal(name: dict[str, str], n: int) -> dict[str, str]:
    return {code: form.format(name[code]) for code, form in zip(_SCRIPTS, _FORMS[n % len(_FORMS)], strict=False)}


def _admission(new: Sequence[Joining]) -> Iterator[Act]:
    joined = datetime(_JOINED_ON.year, _JOINED_ON.month, _JOINED_ON.day, 9, tzinfo=UTC)
    yield _each(
        "organisation.admit_member", [{"as": one.code, "with": _entered(one)} for one in new], at=joined, **_GENERAL
    )


def _entered(one: Joining) -> Act:
    sort_name = {code: one.short[code] for code in ("en", "ru", "ar")}
    names = {"short_name": one.short, "formal_name": one.formal, "sort_name": sort_name}
    return {"code": one.code, **names, "from_on": _JOINED_ON, "bodies": []}


def _conference() -> Iterator[Act]:
    """The body of all members, who serves it, its session and its agenda."""
    name = {"en": "General Conference", "ru": "Генеральная конференция", "ar": "المؤتمر العام"}
    body = {"code": "GC", "name": name, "composition": "as_appointed", "rank": 8, "provision": "Pact art. 15"}
    rules = {"ruleset": "halmar", "from_on": _JOINED_ON}
    yield _act("organisation.establish_body", {**body, "from_on": _JOINED_ON}, name="GC", **_GENERAL)
    yield _act("organisation.bring_rules_into_force", rules, on="@GC", **_GENERAL)
    serves = (("council", "SB"), ("chair", "PO"))
    grants = [{"on": f"@{who}", "with": {"capacity": capacity}} for who, capacity in serves]
    yield _each("people.give_capacity", grants, arguments={"scope": "body:GC"}, **_PAIR)
    title = {"en": "General Conference, September 2025", "ru": "Генеральная конференция, сентябрь 2025 года"}
    days = {"from_on": _OPENS_AT.date(), "until_on": _OPENS_AT.date()}
    session = {
        "ref": "GC-2025-1",
        "title": title,
        "bodies": ["@GC"],
        **days,
        "declared_count": len(_ITEMS),
        "presiding_member": "@VLD",
    }
    readers = {"audience": "public", "agenda_audience": "public"}
    yield _act("meetings.plan_session", {**session, **readers}, name="conference", at=_PREPARED_AT, **_SECONDED)
    items = [{"as": name, "with": {"title": title, "kind": kind}} for name, title, kind in _ITEMS]
    yield _each("meetings.add_item", items, on="@conference", **_SECONDED)
    yield _act("meetings.convene_session", on="@conference", **_GENERAL)
    yield _act("meetings.plan_meeting", on="@conference", name="conference-meeting", **_GENERAL)
    sitting = {"title": {"en": "Plenary sitting", "ru": "Пленарное заседание", "ar": "جلسة عامة"}}
    rule = {"format": "enlarged", "full_delegations": True, "ground": "Halmar rule 44", "audience": "public"}
    sits = {**sitting, **rule, "planned_from_at": _OPENS_AT}
    yield _act("meetings.plan_sitting", sits, on="@conference-meeting", name="conference-sitting", **_SECONDED)


def _text_and_money(codes: Sequence[str]) -> Iterator[Act]:
    """The text of a budget that every member bears, and its scale."""
    title = {"en": f"Budget of the Organisation for {_YEAR}", "ru": f"Бюджет Организации на {_YEAR} год"}
    text = {"title": title, "body": "@GC", "kind": "budget", "distribution": "general", "audience": "public"}
    yield _act("documents.plan_document", text, name="gc-text", **_DOCUMENTS, seconded="council/SB")
    said = (("en", f"1. The budget for {_YEAR} is adopted."), ("ru", f"1. Принять бюджет на {_YEAR} год."))
    texts = {code: [{"anchor": "p1", "role": "operative", "label": "1", "text": words}] for code, words in said}
    version = {"original_language": "en", "texts": texts}
    yield _act("documents.add_version", version, on="@gc-text", name="gc-text-v1", **_DOCUMENTS)
    yield _act("documents.register_document", {"symbol": "HPO/GC/2025/L.1"}, on="@gc-text", **_DOCUMENTS)
    yield _act("documents.seal_version", on="@gc-text-v1", **_DOCUMENTS)
    issue = {"audience": "members"}
    yield _act("documents.issue_version", issue, on="@gc-text-v1", **_DOCUMENTS, seconded="general/SG")
    paper = {"document": "@gc-text"}
    yield _act("meetings.place_paper", paper, on="@gc-item-budget", name="gc-paper", **_GENERAL)
    yield _act("meetings.table_paper", on="@gc-paper", **_COUNCIL)
    budget = {"year": _YEAR, "document": "@gc-text"}
    yield _act("budget.plan_budget", budget, name="gc-budget", **_GENERAL)
    parts = [{"title": {"en": "Work of the Organisation", "ru": "Деятельность Организации"}, "amount": "43200000.00"}]
    yield _act("budget.draft_budget", {"currency": "XTS", "parts": parts}, on="@gc-budget", **_FINANCE)
    yield _act("budget.set_scale", {"shares": _shares(codes)}, on="@gc-budget", **_FINANCE)


def _shares(codes: Sequence[str]) -> dict[str, str]:
    """A scale in thousandths of one per cent: equal shares, and the founders bear what is left over."""
    each = 100_000 // (2 * len(codes))
    founders, left = divmod(100_000 - each * (len(codes) - len(FOUNDERS)), len(FOUNDERS))
    parts = {code: founders if code in FOUNDERS else each for code in codes}
    parts[codes[0]] += left
    return {code: f"{part // 1000}.{part % 1000:03d}" for code, part in parts.items()}


def _delegations(codes: Sequence[str]) -> Iterator[Act]:
    """Three persons of each member: listed, with credentials, and the heads in their seats."""
    people = {code: [(f"gc-{code}-{place}", *_POSTS[place]) for place in range(len(_POSTS))] for code in codes}
    named = [person for theirs in people.values() for person in theirs]
    persons = [{"as": alias, "with": {"name": {"en": _person(n)}}} for n, (alias, _, _) in enumerate(named)]
    yield _each("organisation.enter_person", persons, at=_PREPARED_AT + timedelta(days=1), **_GENERAL)
    heads = [{"on": f"@gc-{code}-0", "with": {"scope": f"member:{code}"}} for code in codes]
    yield _each("people.give_capacity", heads, arguments={"capacity": "HD"}, **_PAIR)
    own = {code: f"gc-{code}-0/HD" for code in codes}
    lists = [{"by": own[code], "as": f"gc-{code}", "with": {"member": f"@{code}"}} for code in codes]
    yield _each("meetings.list_delegation", lists, on="@conference")
    lines = [
        {
            "on": f"@gc-{code}",
            "by": own[code],
            "as": f"line-{alias}",
            "with": {"person": f"@{alias}", **_line(post, role)},
        }
        for code, theirs in people.items()
        for alias, post, role in theirs
    ]
    yield _each("meetings.list_delegate", lines)
    yield _each("meetings.submit_credentials", [{"on": f"@line-gc-{code}-0", "by": own[code]} for code in codes])
    yield _each("meetings.accept_credentials", [{"on": f"@line-gc-{code}-0"} for code in codes], **_CHAIR)
    table = {"shape": "hemicycle", "audience": "public"}
    yield _act("protocol.lay_table", table, on="@conference", by="protocol/PT", seconded="general/SG")


def _line(post: dict[str, str], role: str) -> Act:
    office = "foreign_minister" if role == "head" else "other"
    return {"title": post, "role": role, "office_class": office}


def _person(n: int) -> str:
    """A name for the n-th person; the two parts turn at different speeds, so that 625 are called differently."""
    return f"{_GIVEN[n % len(_GIVEN)]} {_FAMILY[n // len(_GIVEN) % len(_FAMILY)]}"


def _sitting(codes: Sequence[str]) -> Iterator[Act]:
    """The sitting: everybody comes in, and two questions are put to the vote by roll call."""
    yield _act("meetings.open_session", on="@conference", at=_OPENS_AT, **_CHAIR)
    yield _act("chamber.prepare_room", on="@conference-sitting", name="gc-room", **_COUNCIL)
    inside = [{"with": {"delegate": f"@line-gc-{code}-0"}} for code in codes]
    yield _each("meetings.enter_room", inside, on="@conference-sitting", **_COUNCIL)
    yield _act("meetings.open_sitting", on="@conference-sitting", **_CHAIR)
    yield _act("meetings.adopt_agenda", on="@conference", **_CHAIR)
    budget = {"wording": {"en": f"Does the Conference adopt the budget for {_YEAR}?"}, "document": "@gc-text"}
    seat = {"wording": {"en": "Is the seat of the Organisation moved to the lake?"}, "subject": "important question"}
    for item, question, answers in (
        ("gc-item-budget", {**budget, "version": "@gc-text-v1"}, _ON_THE_BUDGET),
        ("gc-item-seat", seat, _ON_THE_SEAT),
    ):
        yield from _voted_by_roll(item, question, {code: answers[n % len(answers)] for n, code in enumerate(codes)})


def _voted_by_roll(item: str, question: Act, choices: dict[str, str]) -> Iterator[Act]:
    asked = f"{item}-question"
    put = {**question, "sitting": "@conference-sitting", "manner": "roll_call"}
    yield _act("chamber.call_item", {"item": f"@{item}"}, on="@gc-room", **_CHAIR)
    yield _act("decisions.prepare_question", put, on=f"@{item}", name=asked, **_COUNCIL)
    yield _act("chamber.put_question", {"question": f"@{asked}"}, on="@gc-room", **_CHAIR)
    answered = {code: choice for code, choice in choices.items() if choice}
    yield _act("decisions.enter_roll", {"choices": answered}, on=f"@{asked}", **_COUNCIL, seconded="chair/PO")
    yield _act("decisions.close_question", on=f"@{asked}", **_CHAIR)
    yield _act("decisions.announce", on=f"@{asked}", **_CHAIR)
    yield _act("meetings.close_item", {"sitting": "@conference-sitting"}, on=f"@{item}", **_CHAIR)


def _act(do: str, arguments: Act | None = None, *, name: str = "", **line: Any) -> Act:  # noqa: ANN401  parts of an act
    """One act as a scenario file says it. name: what later acts call its result."""
    return {"do": do, **line, **({"as": name} if name else {}), "with": arguments or {}}


def _each(do: str, lines: list[Act], *, arguments: Act | None = None, **line: Any) -> Act:  # noqa: ANN401  as above
    """One act for each line, as a scenario file says it."""
    return {"do": do, **line, "with": arguments or {}, "each": lines}
