"""The first facts of a new house: what it is called from now on, its bodies from a model, its first presidencies."""

from __future__ import annotations

from base64 import b64decode
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import DESK, PUBLIC
from plenary.foundation.access.gate import may, require
from plenary.foundation.files.pictures import rewritten_png
from plenary.foundation.files.storing import store
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.rows import Line
from plenary.offices.organisation import house_models, queries
from plenary.offices.organisation.actions.bodies import establish_body, give_mandate
from plenary.offices.organisation.actions.presidency import enter_presidency
from plenary.offices.organisation.actions.rules import bring_rules_into_force, change_rule
from plenary.offices.organisation.models import Body, Member, Organisation, Presidency
from plenary.offices.organisation.permissions import require_keeping
from plenary.procedure.presidency import Candidate, rotation
from plenary.procedure.refusal import Refused

#: How many presidencies a new house enters at once: who leads, and the next two.
FIRST_PRESIDENCIES = 3
MONTHS = range(1, 121)
#: What is ticked by hand before the first sitting.
CHECKS = frozenset({"mail", "print"})


@act("organisation.change_house")
def change_house(
    *,
    by: Actor,
    code: str,
    name: Words,
    short_name: Words | None = None,
    seat: Words | None = None,
    zone: str = "UTC",
    official_languages: Sequence[str] = (),
    working_languages: Sequence[str] = (),
) -> Organisation:
    """Change what the organisation is called, where it sits, its zone and its languages.

    What stood before stays in the record.
    Raises Refused "organisation.not_founded", "organisation.name_missing", "organisation.nothing_corrected".
    """
    require_keeping(by)
    house = Organisation.objects.select_for_update().first()
    if house is None:
        raise Refused("organisation.not_founded")
    if not Words.of(name):
        raise Refused("organisation.name_missing", what="organisation")
    given: dict[str, Any] = {
        "code": code,
        "name": Words.of(name),
        "short_name": Words.of(short_name),
        "seat": Words.of(seat),
        "zone": zone,
        "official_languages": list(official_languages),
        "working_languages": list(working_languages),
    }
    changes = {field: value for field, value in given.items() if getattr(house, field) != value}
    if not changes:
        raise Refused("organisation.nothing_corrected")
    before = {field: getattr(house, field) for field in changes}
    for field, value in changes.items():
        setattr(house, field, value)
    house.touch().save()
    record(
        "organisation.house.changed",
        by=by,
        about=house.about,
        facts={"name": house.name, "before": before, "after": changes},
    )
    return house


@act("organisation.set_emblem")
def set_emblem(*, by: Actor, picture: str) -> Organisation:
    """Put a picture over every page, or the ring of beads where `picture` is empty.

    picture: a PNG in base64. Only its pixels are kept, in a file of our own making.
    Raises Refused "organisation.not_founded", "organisation.nothing_corrected", "files.no_picture",
    "files.picture_too_large".
    """
    require_keeping(by)
    house = Organisation.objects.select_for_update().first()
    if house is None:
        raise Refused("organisation.not_founded")
    if not picture and house.emblem is None:
        raise Refused("organisation.nothing_corrected")
    try:
        given = b64decode(picture, validate=True)
    except ValueError:
        raise Refused("files.no_picture") from None
    house.emblem = (
        store(rewritten_png(given), name="emblem.png", media_type="image/png", audience=PUBLIC) if given else None
    )
    house.touch().save()
    record(
        "organisation.house.changed",
        by=by,
        about=house.about,
        facts={"name": house.name, "emblem": house.emblem.digest if house.emblem else ""},
    )
    return house


@act("organisation.establish_from_model")
def establish_from_model(*, by: Actor, model: str, lines: Sequence[Line], from_on: date) -> list[Body]:
    """Establish the bodies of a model under the house's own names, with their rules, mandates and seats.

    lines: `body`, its code in the model; `code` and `name`, what it is called here. All members of the day, or of today
    where that is later, take a seat in each body that decides. All of it is one act, or none of it is.
    Raises Refused "organisation.no_such_model", "organisation.nothing_chosen", "organisation.supreme_body_stands", and
    as `establish_body` and `bring_rules_into_force`.
    """
    require_keeping(by)
    chosen = house_models.house_model(model)
    named = {line["body"]: line for line in lines}
    if not named:
        raise Refused("organisation.nothing_chosen")
    if any(one.is_supreme and one.code in named for one in chosen.bodies):
        standing = Body.objects.filter(is_supreme=True).first()
        if standing is not None:
            raise Refused("organisation.supreme_body_stands", body=str(standing.name))
    members = list(queries.members(max(from_on, queries.today())).order_by("code"))
    made = []
    for place, one in enumerate(chosen.bodies, start=1):
        if one.code not in named:
            continue
        body = establish_body(
            by=by,
            code=named[one.code]["code"],
            name=Words.of(named[one.code]["name"]),
            composition=one.composition,
            members=members if one.decides else [],
            is_supreme=one.is_supreme,
            decides=one.decides,
            rank=place * 10,
            from_on=from_on,
        )
        if one.rules:
            bring_rules_into_force(body, by=by, ruleset=chosen.ruleset, from_on=from_on, changes={"body": one.rules})
        for subject in one.mandates:
            give_mandate(body, by=by, subject=subject)
        made.append(body)
    return made


@act("organisation.begin_presidencies")
def begin_presidencies(
    *, by: Actor, first: Member, language: str, from_on: date, months: int, cite: str = ""
) -> list[Presidency]:
    """Enter who leads the organisation from a day, and the next two in the order of a language's alphabet.

    language: by whose alphabet the presidency goes round; entered as a rule of the supreme body, on the provision
    `cite`, where one is stated. months: length of each. The first is in office where its day has come.
    Raises Refused "organisation.presidency_begun", "organisation.presidency_length", and as `enter_presidency`.
    """
    require_keeping(by)
    begun = Presidency.objects.select_related("member").first()
    if begun is not None:
        raise Refused("organisation.presidency_begun", member=str(begun.member))
    if months not in MONTHS:
        raise Refused("organisation.presidency_length", months=months)
    if cite.strip():
        _set_order(by, language, cite)
    present = {one.code: one for one in queries.members()}
    order = list(rotation(Candidate(code, queries.sort_key(one, language)[0]) for code, one in present.items()))
    at = order.index(first.code)
    turn = [*order[at:], *order[:at]][:FIRST_PRESIDENCIES]
    entered, begins = [], from_on
    for place, code in enumerate(turn, start=1):
        ends = _months_later(from_on, months * place)
        leads = place == 1 and begins <= queries.today()
        entered.append(
            enter_presidency(
                by=by,
                member=present[code],
                order=place,
                period_printed=_printed(begins, ends),
                state=Presidency.State.IN_OFFICE if leads else Presidency.State.UPCOMING,
                from_on=begins,
                until_on=ends,
            )
        )
        begins = ends
    return entered


@act("organisation.note_check")
def note_check(*, by: Actor, what: str, words: str = "") -> Organisation:
    """Note that something which only a person can see was tried and works: mail that arrived, paper that came out.

    Raises Refused "organisation.not_founded", "organisation.no_such_check".
    """
    # Whoever may propose a setting may say what was seen: nobody gains anything by it
    if not may(by, "roles_and_settings"):
        require(by, "roles_and_settings")
    house = queries.the_organisation()
    if what not in CHECKS:
        raise Refused("organisation.no_such_check", what=what)
    record(
        "organisation.check.noted",
        by=by,
        about=house.about,
        audience=DESK,
        facts={"what": what, "words": words.strip()},
    )
    return house


def _set_order(by: Actor, language: str, cite: str) -> None:
    """The language of the rotation as a rule of the supreme body, where its ruleset has one."""
    supreme = Body.objects.filter(is_supreme=True).order_by("rank").first()
    if supreme is None or not queries.rules_of(supreme):
        return
    standing = queries.latest_rules(supreme)
    path = "setting.presidency_order"
    value = {"order": "alphabetical", "language": language}
    if path in queries.paths_of(standing) and queries.value_at(standing, path) != value:
        change_rule(supreme, by=by, values={path: value}, cite=cite, from_on=max(queries.today(), standing.from_on))


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _printed(begins: date, ends: date) -> str:
    """A period as it is printed; the day of its end is no longer part of it."""
    if (begins.month, begins.day, ends.year - begins.year) == (1, 1, 1):
        return str(begins.year)
    if (begins.month, begins.day) == (ends.month, ends.day):
        return f"{begins.year}-{ends.year}"
    return f"{begins:%m.%Y} - {ends:%m.%Y}"
