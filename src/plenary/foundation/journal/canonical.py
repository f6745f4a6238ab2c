"""The one spelling of a value, so that everyone who hashes it gets the same hash.

The form is RFC 8785 (JSON Canonicalization Scheme) without fractional numbers: the record holds no floats,
because no two programs agree on how to print one.
"""

import json
import re
from typing import Any, TypeAlias

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"

# Beyond this a JSON reader that keeps numbers as doubles would change the value silently (RFC 7493, 2.2).
LARGEST = 2**53 - 1

_BEYOND_THE_BASIC_PLANE = re.compile("[\U00010000-\U0010ffff]")
_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: object) -> bytes:
    """The canonical bytes of a plain value.

    Raises: TypeError for anything but str, int, bool, None, list and dict with str keys (a float, a Decimal
    and a datetime are such); ValueError for an integer beyond ±(2^53−1), a NUL or half a surrogate pair.
    Source: RFC 8785, 3.2.
    """
    checked = plain(value)
    text = _write(checked)
    if _BEYOND_THE_BASIC_PLANE.search(text):
        text = json.dumps(_in_utf16_order(checked), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def plain(value: object) -> Any:  # noqa: ANN401  what JSON can hold has no narrower type
    """The value, once it is sure that it has one spelling only. Raises as `canonical` does."""
    if value is None or isinstance(value, bool):  # before int: in Python a bool is one
        return value
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError("A text in the record cannot hold a NUL character.")
        value.encode("utf-8")  # half a surrogate pair raises UnicodeEncodeError, a ValueError
        return str.__str__(value)  # of an enum of texts its text, not its name
    if isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise ValueError(f"{value} is beyond ±{LARGEST}: write it as a text.")
        return int(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise TypeError(f"A name in the record must be a text, not {type(key).__name__}.")
        return {plain(key): plain(item) for key, item in value.items()}
    raise TypeError(f"The record cannot hold a {type(value).__name__}: write it as a text or a whole number.")


def _in_utf16_order(value: Any) -> Any:  # noqa: ANN401  as above
    """RFC 8785 sorts names by their UTF-16 units, Python by code points: they differ beyond U+FFFF."""
    if isinstance(value, dict):
        return {key: _in_utf16_order(value[key]) for key in sorted(value, key=lambda name: name.encode("utf-16-be"))}
    if isinstance(value, list):
        return [_in_utf16_order(item) for item in value]
    return value
