"""An organisation of six members, as small as is true: made by the acts themselves."""

from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.languages.words import Words
from plenary.offices.organisation import actions
from plenary.offices.organisation.models import Body, Member, Organisation, Presidency
from tests.builders.people import secretary_general

#: Code -> English and Russian short names, and the form Russian lists sort by.
SIX = {
    "ARM": ("Armenia", "Армения"),
    "BLR": ("Belarus", "Беларусь"),
    "KAZ": ("Kazakhstan", "Казахстан"),
    "KGZ": ("Kyrgyzstan", "Киргизия"),
    "RUS": ("Russia", "Россия"),
    "TJK": ("Tajikistan", "Таджикистан"),
}


def words(en: str, ru: str = "") -> Words:
    """A text in English and, where given, in Russian."""
    return Words.of({"en": en, "ru": ru})


def house(by: Actor | None = None) -> Organisation:
    """The organisation itself."""
    return actions.found(
        by=by or secretary_general(),
        code="csto",
        name=words("Collective Security Treaty Organization", "Организация Договора о коллективной безопасности"),
        short_name=words("CSTO", "ОДКБ"),
        seat=words("Moscow", "Москва"),
        zone="Europe/Moscow",
        official_languages=["ru"],
        working_languages=["ru"],
    )


def member(code: str = "RUS", by: Actor | None = None, from_on: date | None = None) -> Member:
    """One member; the six by code, any other by a name made of its code."""
    en, ru = SIX.get(code, (code.title(), code.title()))
    return actions.admit_member(by=by or secretary_general(), code=code, short_name=words(en, ru), from_on=from_on)


def six_members(by: Actor | None = None) -> dict[str, Member]:
    """The six members of 2019, by code."""
    keeper = by or secretary_general()
    return {code: member(code, keeper) for code in SIX}


def body(code: str = "CSC", by: Actor | None = None, members: list[Member] | None = None, **more) -> Body:
    """A body in which all members of the day sit, unless some are named."""
    names = {"CSC": ("Collective Security Council", "Совет коллективной безопасности")}
    en, ru = names.get(code, (code, code))
    return actions.establish_body(
        by=by or secretary_general(),
        code=code,
        name=words(en, ru),
        composition=more.pop("composition", "heads"),
        members=members,
        **more,
    )


def council(by: Actor | None = None, code: str = "CSC", ruleset: str = "csto") -> Body:
    """The supreme body of six members with the rules of a file in force."""
    keeper = by or secretary_general()
    if not Member.objects.exists():
        six_members(keeper)
    made = body(code, keeper, is_supreme=True, rank=1)
    actions.bring_rules_into_force(made, by=keeper, ruleset=ruleset, from_on=date(2003, 9, 18))
    return made


def csto(by: Actor | None = None) -> dict[str, Body]:
    """The organisation, its six members and five bodies with rules in force, by code."""
    keeper = by or secretary_general()
    house(keeper)
    six_members(keeper)
    made = {"CSC": council(keeper)}
    compositions = {
        "CMFA": "foreign_ministers",
        "CMD": "defence_ministers",
        "CSSC": "security_secretaries",
        "PC": "permanent_representatives",
    }
    for rank, (code, composition) in enumerate(compositions.items(), start=2):
        made[code] = body(code, keeper, composition=composition, rank=rank)
        actions.bring_rules_into_force(made[code], by=keeper, ruleset="csto", from_on=date(2003, 9, 18))
    confirmed(*made.values(), by=keeper)
    return made


def confirmed(*bodies: Body, by: Actor | None = None) -> None:
    """The rules of these bodies confirmed as they stand, from their first day."""
    for one in bodies:
        actions.confirm_rules(one, by=by or secretary_general(), cite="Demonstration rules")


def presidency(
    code: str, order: int, by: Actor | None = None, state: str = "upcoming", printed: str = ""
) -> Presidency:
    """A presidency of one of the members entered before."""
    return actions.enter_presidency(
        by=by or secretary_general(),
        member=Member.objects.get(code=code),
        order=order,
        state=state,
        period_printed=printed,
    )
