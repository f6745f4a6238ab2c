"""The signs: one drawing each on a field of 14, drawn in the colour of the text."""

from __future__ import annotations

import math
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_RING = '<circle cx="7" cy="7" r="5.4"/>'

#: Shapes by name. Strokes are 1.4 wide and take the text's colour; `class="f"` is filled instead.
SHAPES: dict[str, str] = {
    # audiences
    "public": _RING + '<path d="M1.6 7h10.8M7 1.6c-3 3.4-3 7.4 0 10.8 3-3.4 3-7.4 0-10.8"/>',
    "members": '<circle cx="7" cy="4.4" r="2.6"/><path d="M1.8 13c.5-5.6 9.9-5.6 10.4 0"/>',
    "person": '<circle cx="7" cy="4.4" r="2.6"/><path d="M1.8 13c.5-5.6 9.9-5.6 10.4 0"/>',
    "desk": '<path d="M1.5 5.5h11M3 5.5v7M11 5.5v7M3 9h8M5 5.5v-3h4v3"/>',
    "restricted": '<path d="M2.5 6.5h9v6h-9zM4.5 6.5V4.2a2.5 2.5 0 0 1 5 0v2.3"/>',
    "embargo": _RING + '<path d="M7 3.8V7l2.2 1.6"/>',
    "draft": '<path d="M3 1.5h5.5L11 4v8.5H3z" stroke-dasharray="2 1.4"/>',
    "mixed": _RING + '<path class="f" d="M7 1.6a5.4 5.4 0 0 1 0 10.8z"/>',
    # kinds of agenda item
    "decision": '<path class="f" d="M7 1l6 6-6 6-6-6z"/>',
    "exchange": '<circle cx="7" cy="7" r="5.2" stroke-width="1.7"/>',
    "information": '<path d="M7 6.2v5.3M7 2.6v1.6" stroke-width="1.9"/>',
    "election": '<path d="M2 6h10v6.5H2zM4.6 6l1-4.2 4.2 1L9 6"/>',
    "signature": '<path d="M1 13h12M2.4 10.4l.4-2.4 6.6-6.4 2 2-6.6 6.4z"/>',
    "organisational": '<path d="M1.5 3.5h11M1.5 7h11M1.5 10.5h7"/>',
    "not-stated": '<circle cx="7" cy="7" r="5.4" stroke-dasharray="1.5 2.3"/>',
    # choices
    "cross": '<path d="M3 3l8 8M11 3l-8 8" stroke-width="1.9"/>',
    "check": '<path d="M2 7.6l3.4 3.6L12 3" stroke-width="1.9"/>',
    "bar": '<path d="M3 7h8" stroke-width="1.9"/>',
    "favour": '<circle class="f" cx="7" cy="7" r="6.2"/><path class="on" d="M4 7.2l2.2 2.3L10 4.8"/>',
    "against": _RING + '<path d="M4.8 4.8l4.4 4.4M9.2 4.8L4.8 9.2"/>',
    "abstain": _RING + '<path d="M4 7h6"/>',
    "absent": '<circle cx="7" cy="7" r="5.4" stroke-dasharray="1.2 2.1" stroke-width="1.2"/>',
    # claims
    "occurred": '<circle class="f" cx="7" cy="7" r="5.4"/>',
    "planned": _RING,
    "quoted": '<path d="M1.8 11V7l2.2-4M8 11V7l2.2-4M1.8 7h3.4v4H1.8M8 7h3.4v4H8"/>',
    # states and acts
    "clock": _RING + '<path d="M7 3.6V7l2.4 1.4"/>',
    "late": _RING + '<path d="M7 3.6V7l2.4 1.4" stroke-width="1.7"/>',
    "warning": '<path d="M7 1.6l6 10.8H1zM7 5.4v3.4M7 10.2v.9"/>',
    "withdrawn": _RING + '<path d="M3.2 10.8l7.6-7.6"/>',
    "document": '<path d="M3 1.5h5.5L11 4v8.5H3zM8.2 1.5V4.2H11M5 7h4M5 9.4h4"/>',
    "entry": '<path d="M2.5 2.5h9v9h-9zM5 7l1.5 1.7L9.2 5.3"/>',
    "search": '<circle cx="6" cy="6" r="4.2"/><path d="M9.2 9.2L13 13"/>',
    "print": '<path d="M4 5V1.5h6V5M4 10H1.5V5h11v5H10M4 8.5h6v4H4z"/>',
    "copy": '<path d="M4.5 4.5h8v8h-8zM9.5 4.5v-3h-8v8h3"/>',
    "arrow": '<path d="M2 7h10M8 3l4 4-4 4"/>',
    "bead": '<circle class="f" cx="7" cy="7" r="4"/>',
}

#: Signs that point along the line and so turn round where lines run from right to left.
POINTING = frozenset({"arrow"})


@cache
def sheet() -> SafeString:
    """All signs once, out of sight, for `<use>`."""
    symbols = "".join(
        f'<symbol id="sign-{name}" viewBox="0 0 14 14">{shape}</symbol>' for name, shape in SHAPES.items()
    )
    return mark_safe(f'<svg class="signs" aria-hidden="true" focusable="false">{symbols}</svg>')


@cache
def sign(name: str, extra: str = "") -> SafeString:
    """One sign beside words that say the same.

    Raises: KeyError for a sign that is not drawn.
    """
    if name not in SHAPES:
        raise KeyError(f"no sign is called {name!r}")
    classes = " ".join(filter(None, ("sign", f"s-{name}", "pointing" if name in POINTING else "", extra)))
    return format_html(
        '<svg class="{}" viewBox="0 0 14 14" aria-hidden="true" focusable="false"><use href="#sign-{}"></use></svg>',
        classes,
        name,
    )


@cache
def emblem(seats: int) -> SafeString:
    """A ring with a bead for each of up to sixteen seats; a ring with an even crown of twelve beyond that."""
    beads = seats if 3 <= seats <= 16 else 12
    around = "".join(
        '<circle class="f" cx="{:.2f}" cy="{:.2f}" r="{}"/>'.format(
            20 + 16.2 * math.sin(2 * math.pi * place / beads),
            20 - 16.2 * math.cos(2 * math.pi * place / beads),
            "2.4" if beads <= 8 else "1.7",
        )
        for place in range(beads)
    )
    return mark_safe(
        '<svg class="emblem" viewBox="0 0 40 40" aria-hidden="true" focusable="false">'
        f'<circle cx="20" cy="20" r="10.2"/>{around}</svg>'
    )
