"""What a setting of a ruleset may be: those that have a known form, and a refusal of any other.

A rule about deciding is checked by `Rule.from_mapping`. A setting is any dated value; those named here have a known
form, and a value of another form is refused before it can hold. What is not named here is kept as it is written.

    agenda_notice_days        days before the opening by which the provisional agenda is sent
    supplementary_items_days  days before the opening until which an item may still be asked for
    added_items_wait_days     days between the addition of an urgent item and its consideration
    documents_days            days before the question is put by which its text is circulated
    credentials_days          days before the opening by which credentials are handed in
    credentials_committee     how many members examine them
    speaking_limit_s          seconds for a speech, where the body set a limit
    explanation_of_vote_minutes
    restricted_companions     how many come with a head into a restricted sitting
    session_chair             who presides: "host", "presidency", "elected" or "head of the secretariat"
    presidency_order          {order = "alphabetical", language = "en"}, {order = "list", members = [...]},
                              {order = "decision"} or {order = "election"}; with `months` a turn lasts, `group` that
                              share a programme, and `first`, the day on which the first of a list began
    voting_right_lost         {years = 2, automatic = true}: automatic where no decision is needed
    languages                 {official = [...], working = [...]}, either or both
    motions                   as plenary.procedure.motions reads it
    floor                     as plenary.procedure.speaking reads it
    seating                   {order = "precedence" or "alphabetical", ...}
    signature_order           {order = "alphabetical", language = "ru", ...}
    roll_call                 {order = "alphabetical", language = "en", begins = "lot" or "first"}
    amendments_order          which of several is put first: "furthest first" or "submission"
    proposals_order           "submission"
    officers                  how many of each: {presidents = 1, vice_presidents = 21}
    places                    seats to be filled: a number, or {total = 40, categories = {a = 10, ...}}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date

from plenary.procedure.refusal import Fact, Refused

#: Whole numbers, from and to, both included.
NUMBERS = {
    "agenda_notice_days": (0, 365),
    "supplementary_items_days": (0, 365),
    "added_items_wait_days": (0, 365),
    "documents_days": (0, 365),
    "credentials_days": (0, 365),
    "credentials_committee": (1, 99),
    "speaking_limit_s": (30, 7200),
    "explanation_of_vote_minutes": (1, 120),
    "restricted_companions": (0, 99),
}
#: Who presides over a session.
CHAIRS = frozenset({"host", "presidency", "elected", "head of the secretariat"})
#: In what order several texts on one matter are put.
ORDERS = {"amendments_order": frozenset({"furthest first", "submission"}), "proposals_order": frozenset({"submission"})}
#: By what a presidency follows another.
ALPHABETICAL, LISTED = "alphabetical", "list"
TURNS = frozenset({ALPHABETICAL, LISTED, "decision", "election"})


def checked_setting(name: str, value: Fact) -> Fact:
    """The value, where it is one that this setting may have. Raises: Refused "ruleset.bad_value"."""
    if not _fits(name, value):
        raise Refused("ruleset.bad_value", value=name, said=str(value))
    return value


def _fits(name: str, value: Fact) -> bool:
    if name in NUMBERS:
        return _is_count(value, *NUMBERS[name])
    if name == "session_chair":
        return _is_one_of(value, CHAIRS)
    if name in ORDERS:
        return _is_one_of(value, ORDERS[name])
    if name in _TABLES:
        return isinstance(value, Mapping) and _TABLES[name](value)
    if name == "places":
        return _is_count(value) or (isinstance(value, Mapping) and _are_places(value))
    return True


def _is_turn(value: Mapping[str, Fact]) -> bool:
    order, members = value.get("order"), value.get("members")
    by_name, listed = order == ALPHABETICAL, order == LISTED
    return (
        _is_one_of(order, TURNS)
        and {*value} <= {"order", "language", "members", "months", "group", "first"}
        and by_name == _is_text(value.get("language"))
        and listed == (_are_texts(members) and members != [])
        and ("first" not in value or (listed and _is_day(value["first"])))
        and all(_is_count(value[one], 1) for one in ("months", "group") if one in value)
    )


def _is_loss_of_vote(value: Mapping[str, Fact]) -> bool:
    return _is_count(value.get("years"), 1, 99) and type(value.get("automatic", True)) is bool


def _are_languages(value: Mapping[str, Fact]) -> bool:
    return bool(value) and {*value} <= {"official", "working"} and all(_are_texts(one) for one in value.values())


def _is_ordered(value: Mapping[str, Fact]) -> bool:
    return _is_one_of(value.get("order"), {"precedence", "alphabetical"}) and type(value.get("language", "")) is str


def _is_roll_call(value: Mapping[str, Fact]) -> bool:
    return _is_ordered(value) and _is_text(value.get("language")) and _is_one_of(value.get("begins"), {"lot", "first"})


def _are_counts(value: Mapping[str, Fact]) -> bool:
    return bool(value) and all(_is_count(one) for one in value.values())


def _are_places(value: Mapping[str, Fact]) -> bool:
    parts, total = value.get("categories"), value.get("total")
    if not isinstance(parts, Mapping) or {*value} != {"total", "categories"} or not _are_counts(parts):
        return False
    return _is_count(total, 1) and total == sum(one for one in parts.values() if isinstance(one, int))


_TABLES: dict[str, Callable[[Mapping[str, Fact]], bool]] = {
    "presidency_order": _is_turn,
    "voting_right_lost": _is_loss_of_vote,
    "languages": _are_languages,
    "seating": _is_ordered,
    "signature_order": _is_ordered,
    "roll_call": _is_roll_call,
    "officers": _are_counts,
}


def _is_count(value: Fact, least: int = 1, most: int = 10**9) -> bool:
    return type(value) is int and least <= value <= most


def _is_one_of(value: Fact, words: Set[str]) -> bool:
    return isinstance(value, str) and value in words


def _is_text(value: Fact) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: Fact) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(_is_text(one) for one in value)


def _is_day(value: Fact) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False
