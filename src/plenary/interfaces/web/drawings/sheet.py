"""The sheet a drawing is made on: escaped text, rounded numbers, and the side on which a line begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

Number = int | float | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Table:
    """The table beside a drawing. figures: numbers of the columns that hold figures, from 0."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished drawing.

    sentence: what the drawing shows, in words. shape: "broad" (as wide as the page) or "middle"
    (two thirds of it), which scroll in their own box on a phone; "slim" fits a phone.
    """

    title: str
    svg: SafeString
    sentence: str
    table: Table
    shape: str = "slim"

    @property
    def wide(self) -> bool:
        """Whether a phone shows it in a box that scrolls."""
        return self.shape != "slim"


def rtl_now() -> bool:
    """Whether the reader's language runs from right to left."""
    return get_language_bidi()


def n(value: Number) -> str:
    """A coordinate with at most one place: screens need no more and pages stay light."""
    rounded = round(float(value), 1)
    return f"{rounded:.1f}".removesuffix(".0") if rounded else "0"


@dataclass
class Sheet:
    """Elements on a field of `width` by `height`; `rtl` mirrors every x and every anchor."""

    width: Number
    height: Number
    rtl: bool = False
    parts: list[str] = field(default_factory=list)

    def x(self, value: Number) -> Number:
        """Where a distance from the side on which lines begin falls on the sheet."""
        return float(self.width) - float(value) if self.rtl else value

    def anchor(self, side: str) -> str:
        """start, middle or end, as seen on the sheet."""
        if self.rtl and side != "middle":
            return "end" if side == "start" else "start"
        return side

    def add(self, markup: str) -> None:
        """An element whose text is already safe."""
        self.parts.append(markup)

    def open(self, classes: str = "", **attributes: str) -> None:
        """Begin a group."""
        self.add(f"<g{_attributes(classes, attributes)}>")

    def close(self) -> None:
        """End the group."""
        self.add("</g>")

    def line(self, x1: Number, y1: Number, x2: Number, y2: Number, classes: str) -> None:
        """A straight line."""
        self.add(f'<path class="{escape(classes)}" d="M{n(self.x(x1))} {n(y1)}L{n(self.x(x2))} {n(y2)}"/>')

    def circle(self, x: Number, y: Number, r: Number, classes: str) -> None:
        """A circle."""
        self.add(f'<circle class="{escape(classes)}" cx="{n(self.x(x))}" cy="{n(y)}" r="{n(r)}"/>')

    def rect(self, x: Number, y: Number, width: Number, height: Number, classes: str) -> None:
        """A rectangle that begins at x and goes with the line."""
        left = float(self.x(x)) - (float(width) if self.rtl else 0)
        self.add(f'<rect class="{escape(classes)}" x="{n(left)}" y="{n(y)}" width="{n(width)}" height="{n(height)}"/>')

    def path(self, d: str, classes: str) -> None:
        """A path whose coordinates are already on the sheet."""
        self.add(f'<path class="{escape(classes)}" d="{d}"/>')

    def text(self, x: Number, y: Number, words: str, classes: str = "d-text", side: str = "start") -> None:
        """Words at a point; empty words leave nothing."""
        if words:
            self.add(
                f'<text class="{escape(classes)}" x="{n(self.x(x))}" y="{n(y)}" '
                f'text-anchor="{self.anchor(side)}">{escape(words)}</text>'
            )

    def lines(
        self,
        x: Number,
        y: Number,
        words: Sequence[str],
        classes: str = "d-text",
        side: str = "start",
        step: Number = 17,
    ) -> None:
        """Several lines of words below each other."""
        for place, line in enumerate(words):
            self.text(x, float(y) + place * float(step), line, classes, side)

    def hint(self, words: str) -> None:
        """The whole of what the group that was just begun shows cut short."""
        self.add(f"<title>{escape(words)}</title>")

    def link(self, href: str) -> None:
        """Begin a link; empty addresses begin a plain group."""
        self.add(f'<a href="{escape(href)}">' if is_local(href) else "<g>")

    def unlink(self, href: str) -> None:
        """End what `link` began."""
        self.add("</a>" if is_local(href) else "</g>")

    def finish(self, title: str, description: str, classes: str = "") -> SafeString:
        """The whole drawing. Coordinates are already turned, so the sheet itself always runs left to right."""
        # Linked parts must stay reachable, and what stands inside an image is not.
        role = "group" if any(part.startswith("<a ") for part in self.parts) else "img"
        return mark_safe(
            f'<svg class="{escape(f"d {classes}".strip())}" viewBox="0 0 {n(self.width)} {n(self.height)}" '
            f'role="{role}" direction="ltr" focusable="false">'
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
            f"{''.join(self.parts)}</svg>"
        )


def is_local(href: str) -> bool:
    """Whether an address stays in this house: a path or a place on the page, never a scheme."""
    return href.startswith(("#", "?")) or (href.startswith("/") and not href.startswith("//"))


def wrapped(words: str, letters: int, most: int = 3) -> list[str]:
    """Words broken into lines of about `letters` letters; the last line takes what is left."""
    lines: list[str] = [""]
    for word in words.split():
        line = lines[-1]
        if line and len(line) + 1 + len(word) > letters and len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = f"{line} {word}".strip()
    return lines


def fitted(words: str, letters: int, most: int = 3) -> list[str]:
    """Words broken into lines of about `letters` letters; what does not fit is cut at a word and ends in three dots."""
    lines = wrapped(words, letters, most)
    last = lines[-1]
    if len(last) > letters:
        kept = last[: letters - 1].rpartition(" ")[0] or last[: letters - 1]
        lines[-1] = f"{kept.rstrip(' ,.;:–-')}…"
    return lines


def cells(rows: Iterable[Iterable[object]]) -> tuple[tuple[str, ...], ...]:
    """Rows of a table in words."""
    return tuple(tuple(str(cell) for cell in row) for row in rows)


def _attributes(classes: str, attributes: dict[str, str]) -> str:
    said = {"class": classes, **attributes}
    return "".join(f' {name}="{escape(value)}"' for name, value in said.items() if value)
