"""Money as lengths: a budget against its pace, contributions towards the whole. Exact figures beside each bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext

from plenary.interfaces.fact_words import listed
from plenary.interfaces.web.drawings.figures import money, percent
from plenary.interfaces.web.drawings.sheet import Drawing, Sheet, Table, cells, wrapped

WIDTH = 620.0
NAME_WIDTH = 196.0
BAR_END = 548.0
BAR = Fraction(int(BAR_END - NAME_WIDTH))
ROW = 42.0


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the budget: what may be spent, what is bound by contract, what is paid."""

    name: str
    appropriated: Decimal
    committed: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a member owes for the year and what came; arrears: earlier years with what is still open."""

    member: str
    assessed: Decimal
    received: Decimal
    arrears: tuple[tuple[str, Decimal], ...] = ()


def budget_bars(
    chapters: Sequence[Chapter], *, pace: Fraction, currency: str, title: str, rtl: bool = False
) -> Drawing:
    """One bar a chapter, as long as its appropriation; committed, then spent within it; a mark for the pace.

    pace: the part of the year that has passed.
    """
    most = max((chapter.appropriated for chapter in chapters), default=Decimal(0))
    sheet = Sheet(WIDTH, 26 + ROW * len(chapters), rtl)
    sheet.text(WIDTH, 14, gettext("spent of appropriated"), "d-note", "end")
    for number, chapter in enumerate(chapters):
        y = 26 + ROW * number
        _name(sheet, y, chapter.name)
        length = _length(chapter.appropriated, most)
        sheet.rect(NAME_WIDTH, y + 8, length, 14, "d-edge d-paper")
        sheet.rect(NAME_WIDTH, y + 8, _length(chapter.committed, most), 14, "d-hairfill")
        sheet.rect(NAME_WIDTH, y + 8, _length(chapter.spent, most), 14, "d-fill")
        mark = NAME_WIDTH + float(pace) * float(length)
        sheet.line(mark, y + 3, mark, y + 27, "d-line d-thick")
        sheet.text(WIDTH, y + 20, _part(chapter.spent, chapter.appropriated), "d-text", "end")
        sheet.line(0, y + ROW - 4, WIDTH, y + ROW - 4, "d-hair")
    spent = sum((chapter.spent for chapter in chapters), Decimal(0))
    whole = sum((chapter.appropriated for chapter in chapters), Decimal(0))
    sentence = gettext("%(spent)s of %(whole)s spent, %(share)s; the year stands at %(pace)s.") % {
        "spent": money(spent, currency),
        "whole": money(whole, currency),
        "share": _part(spent, whole),
        "pace": percent(pace, 1),
    }
    return Drawing(
        title,
        sheet.finish(title, sentence, "sums"),
        sentence,
        Table(
            headings=(gettext("Chapter"), gettext("Appropriated"), gettext("Committed"), gettext("Spent")),
            rows=cells(
                (chapter.name, *(money(sum_) for sum_ in (chapter.appropriated, chapter.committed, chapter.spent)))
                for chapter in chapters
            ),
            figures=frozenset({1, 2, 3}),
        ),
        shape="middle",
    )


def contribution_rows(
    rows: Sequence[Contribution], *, currency: str, due: str, title: str, rtl: bool = False
) -> Drawing:
    """One row a member in the order given, each bar of the same length: what came of what was assessed.

    due: the day the whole is due, in words. Earlier years still open are named, not ranked.
    """
    sheet = Sheet(WIDTH, 30 + ROW * len(rows), rtl)
    sheet.text(BAR_END, 14, due, "d-note", "end")
    sheet.line(BAR_END, 20, BAR_END, 26 + ROW * len(rows), "d-line")
    for number, row in enumerate(rows):
        y = 26 + ROW * number
        _name(sheet, y, row.member)
        sheet.rect(NAME_WIDTH, y + 8, float(BAR), 14, "d-edge d-paper")
        sheet.rect(NAME_WIDTH, y + 8, _length(min(row.received, row.assessed), row.assessed), 14, "d-fill")
        sheet.text(WIDTH, y + 20, _part(row.received, row.assessed), "d-text", "end")
        years = listed(f"{year}: {money(open_)}" for year, open_ in row.arrears if open_)
        sheet.text(NAME_WIDTH, y + 36, gettext("open: %(years)s") % {"years": years} if years else "", "d-note")
        sheet.line(0, y + ROW - 2, WIDTH, y + ROW - 2, "d-hair")
    received = sum((row.received for row in rows), Decimal(0))
    assessed = sum((row.assessed for row in rows), Decimal(0))
    sentence = gettext("%(received)s of %(assessed)s received, %(share)s.") % {
        "received": money(received, currency),
        "assessed": money(assessed, currency),
        "share": _part(received, assessed),
    }
    return Drawing(
        title,
        sheet.finish(title, sentence, "sums"),
        sentence,
        Table(
            headings=(gettext("Member"), gettext("Assessed"), gettext("Received"), gettext("Open from earlier years")),
            rows=cells(
                (
                    row.member,
                    money(row.assessed),
                    money(row.received),
                    money(sum((o for _, o in row.arrears), Decimal(0))),
                )
                for row in rows
            ),
            figures=frozenset({1, 2, 3}),
        ),
        shape="middle",
    )


def _name(sheet: Sheet, y: float, name: str) -> None:
    lines = wrapped(name, 23, 2)
    sheet.lines(0, y + 20 - 8 * (len(lines) - 1), lines, "d-serif", "start", 17)


def _length(amount: Decimal, most: Decimal) -> Fraction:
    """A length for a sum; a longer sum than the longest stops at the end of the field."""
    return BAR * min(Fraction(amount) / Fraction(most), Fraction(1)) if most > 0 and amount > 0 else Fraction(0)


def _part(part: Decimal, whole: Decimal) -> str:
    return percent(Fraction(part) / Fraction(whole), 1) if whole else "–"
