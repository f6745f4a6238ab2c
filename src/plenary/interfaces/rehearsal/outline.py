"""What a rehearsal is founded with: what the real house says to everybody, and nothing else.

Names of the organisation, of one body and of its members, and the rules in force there. No person but the one who
rehearses, no text, no vote and no key goes along, so a rehearsal may be read by whoever plays in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plenary.foundation.languages.words import Words
from plenary.offices.organisation import queries
from plenary.offices.organisation.models import Body, Organisation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Method

#: At a longer table the acts of the robots take longer than the rehearsal.
LONGEST_TABLE = 12
SHORTEST_TABLE = 3
MODEL_RULES = {"ruleset": "model", "changes": {"body": "COUNCIL"}}
INVENTED_BODY: Mapping[str, Any] = {
    "code": "COUNCIL",
    "name": {"en": "Council", "ru": "Совет", "ar": "المجلس"},
    "composition": "heads",
    "rules": MODEL_RULES,
}
#: Who sits where no body has members yet.
INVENTED_MEMBERS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("ALB", {"en": "Alboria", "ru": "Альбория", "ar": "ألبوريا"}),
    ("DOR", {"en": "Dorimar", "ru": "Доримар", "ar": "دوريمار"}),
    ("ELV", {"en": "Elvania", "ru": "Эльвания", "ar": "إلفانيا"}),
    ("MIR", {"en": "Mirland", "ru": "Мирланд", "ar": "ميرلاند"}),
    ("SOL", {"en": "Solaria", "ru": "Солария", "ar": "سولاريا"}),
)


def outline(*, chair: Words) -> dict[str, Any]:
    """What a rehearsal of this house is made of, as plain values. chair: how the person who rehearses is called."""
    house = Organisation.objects.first()
    found = _first_body()
    return {
        "organisation": _organisation(house),
        "body": dict(INVENTED_BODY) if found is None else _body(found),
        "members": [{"code": code, "name": dict(name)} for code, name in INVENTED_MEMBERS]
        if found is None
        else _members(found),
        "chair": dict(chair),
    }


def _first_body() -> Body | None:
    """The highest body that decides and has a table; None where there is none yet."""
    for body in queries.bodies():
        if body.decides and queries.members_of(body).count() >= SHORTEST_TABLE:
            return body
    return None


def _organisation(house: Organisation | None) -> dict[str, Any]:
    if house is None:
        return {"code": "org", "name": {"en": "Our organisation", "ru": "Наша организация"}, "zone": "UTC"}
    return {
        "code": house.code,
        "name": dict(house.name),
        "short_name": dict(house.short_name),
        "zone": house.zone,
        "official_languages": list(house.official_languages),
        "working_languages": list(house.working_languages),
    }


def _body(body: Body) -> dict[str, Any]:
    return {"code": body.code, "name": dict(body.name), "composition": body.composition, "rules": _rules(body)}


def _rules(body: Body) -> dict[str, Any]:
    """The rules in force for the body; those of the model where they know no consensus, no vote, or do not stand yet.

    The rehearsal has one of each, so it needs a body that decides both ways.
    """
    try:
        held = queries.rules_in_force(body)
        methods = (queries.rule_for(body).method, queries.rule_for(body, "procedure").method)
    except Refused:
        return dict(MODEL_RULES)
    if methods != (Method.CONSENSUS, Method.VOTE):
        return dict(MODEL_RULES)
    changes = {**held.changes}
    return {"ruleset": held.ruleset, "changes": changes}


def _members(body: Body) -> list[dict[str, Any]]:
    seated = queries.in_order(queries.members_of(body), "en")[:LONGEST_TABLE]
    return [{"code": one.code, "name": dict(one.short_name)} for one in seated]
