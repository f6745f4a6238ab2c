"""What a setting of a ruleset may be, where an organisation sets it otherwise.

A rule about deciding is checked by `Rule.from_mapping`. A setting is any dated value; those named here have a known
form, and a value of another form is refused before it can hold. What is not named here is kept as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping

from plenary.procedure.refusal import Fact, Refused

#: Whole numbers, from and to, both included.
NUMBERS = {
    "agenda_notice_days": (0, 365),
    "documents_days": (0, 365),
    "speaking_limit_s": (30, 7200),
}
#: Who presides over a session.
CHAIRS = frozenset({"host", "presidency"})


def checked_setting(name: str, value: Fact) -> Fact:
    """The value, where it is one that this setting may have. Raises: Refused "ruleset.bad_value"."""
    if not _fits(name, value):
        raise Refused("ruleset.bad_value", value=name, said=str(value))
    return value


def _fits(name: str, value: Fact) -> bool:
    if name in NUMBERS:
        least, most = NUMBERS[name]
        return type(value) is int and least <= value <= most
    if name == "session_chair":
        return value in CHAIRS
    if name == "presidency_order":
        return (
            isinstance(value, Mapping)
            and value.get("order") == "alphabetical"
            and isinstance(value.get("language"), str)
            and bool(value["language"])
        )
    if name == "voting_right_lost":
        years = value.get("years") if isinstance(value, Mapping) else None
        return type(years) is int and 1 <= years <= 99
    return True
