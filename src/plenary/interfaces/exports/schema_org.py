"""What pages say of themselves to machines, in the words of schema.org."""

from __future__ import annotations

import json

from django.utils.safestring import SafeString, mark_safe

CONTEXT = "https://schema.org"
#: What would end a script element or begin a comment inside it.
UNSAFE_IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def in_script(data: dict[str, object]) -> SafeString:
    """Data as the content of a script element: nothing in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(UNSAFE_IN_SCRIPT))


def stated(data: dict[str, object]) -> dict[str, object]:
    """The data without what nobody stated."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}
