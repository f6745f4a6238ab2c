"""Document symbols and decision numbers: one form each, printed and read back.

    symbol    ORG/BODY[/SUB]/SESSION[/SERIES.]n[/Rev.n|/Add.n|/Corr.n...]   suffixes stack left to right
    decision  BODY-YEAR-n, or BODY-YEAR-Rn in the body's restricted series

A symbol is the same in every language. A decision gets its number when the chair announces it, in one
gapless series per body and year; the restricted series is gapless by itself, so the open one shows no gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from plenary.procedure.refusal import Refused
from plenary.procedure.value import changed, value


class Series(StrEnum):
    """Series of documents; a report has none."""

    REPORT = ""
    DRAFT = "L"
    CONFERENCE_ROOM_PAPER = "CRP"
    INFORMATION = "INF"
    WORKING_PAPER = "WP"
    SUMMARY_RECORD = "SR"
    VERBATIM_RECORD = "PV"
    RESTRICTED = "R"
    DECISION = "DEC"
    RESOLUTION = "RES"


class SuffixKind(StrEnum):
    """What a suffix says: Rev. replaces, Add. completes, Corr. fixes errors."""

    REVISION = "Rev"
    ADDENDUM = "Add"
    CORRIGENDUM = "Corr"


@value
class Suffix:
    """One suffix of a symbol: "Rev.1"."""

    kind: SuffixKind
    number: int

    def __post_init__(self) -> None:
        if self.number < 1:
            raise Refused("symbol.number_below_one", number=self.number)

    def __str__(self) -> str:
        return f"{self.kind}.{self.number}"


_PLACE = r"[A-Z0-9][A-Za-z0-9-]*"
_SERIES = "|".join(series.value for series in Series if series.value)
_SUFFIX = r"(?:Rev|Add|Corr)\.[1-9]\d*"
_SYMBOL = re.compile(
    rf"(?P<org>{_PLACE})/(?P<body>{_PLACE})(?P<sub>(?:/{_PLACE})*?)/(?P<session>{_PLACE})"
    rf"/(?:(?P<series>{_SERIES})\.)?(?P<number>[1-9]\d*)(?P<suffixes>(?:/{_SUFFIX})*)"
)
_DECISION = re.compile(r"(?P<body>[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*)-(?P<year>\d{4})-(?P<r>R?)(?P<n>[1-9]\d*)")


@value
class Symbol:
    """The unique name of a document.

    sub: codes of subsidiary bodies under `body`, highest first. session: as the body counts it ("2019").
    """

    organisation: str
    body: str
    session: str
    number: int
    series: Series = Series.REPORT
    sub: tuple[str, ...] = ()
    suffixes: tuple[Suffix, ...] = ()

    def __post_init__(self) -> None:
        if self.number < 1:
            raise Refused("symbol.number_below_one", number=self.number)
        for place in (self.organisation, self.body, *self.sub, self.session):
            if not re.fullmatch(_PLACE, place):
                raise Refused("symbol.bad_part", part=place)

    def __str__(self) -> str:
        series = f"{self.series}." if self.series else ""
        places = (self.organisation, self.body, *self.sub, self.session, f"{series}{self.number}")
        return "/".join((*places, *map(str, self.suffixes)))

    @property
    def base(self) -> Symbol:
        """The symbol without its suffixes."""
        return changed(self, suffixes=())

    def with_suffix(self, kind: SuffixKind, number: int) -> Symbol:
        """The symbol of a revision, an addendum or a corrigendum of this document."""
        return changed(self, suffixes=(*self.suffixes, Suffix(kind, number)))

    def revised(self) -> Symbol:
        """The symbol of the next revision: it replaces the last suffix when that is itself a revision."""
        if self.suffixes and self.suffixes[-1].kind is SuffixKind.REVISION:
            last = Suffix(SuffixKind.REVISION, self.suffixes[-1].number + 1)
            return changed(self, suffixes=(*self.suffixes[:-1], last))
        return self.with_suffix(SuffixKind.REVISION, 1)

    @classmethod
    def parse(cls, said: str) -> Symbol:
        """Read a symbol; `parse(str(s)) == s`. Raises: Refused "symbol.unreadable"."""
        found = _SYMBOL.fullmatch(said.strip())
        if not found:
            raise Refused("symbol.unreadable", said=said)
        sub = tuple(part for part in found["sub"].split("/") if part)
        suffixes = tuple(
            Suffix(SuffixKind(kind), int(number))
            for kind, number in re.findall(r"(Rev|Add|Corr)\.(\d+)", found["suffixes"])
        )
        return cls(
            found["org"],
            found["body"],
            found["session"],
            int(found["number"]),
            Series(found["series"] or ""),
            sub,
            suffixes,
        )


@value(order=True)
class DecisionNumber:
    """The number of a decision: "CSC-2019-7", or "CSC-2019-R2" in the restricted series."""

    body: str
    year: int
    restricted: bool
    number: int

    def __post_init__(self) -> None:
        if self.number < 1:
            raise Refused("symbol.number_below_one", number=self.number)
        if not 1000 <= self.year <= 9999:
            raise Refused("symbol.bad_year", year=self.year)

    def __str__(self) -> str:
        return f"{self.body}-{self.year}-{'R' if self.restricted else ''}{self.number}"

    @classmethod
    def parse(cls, said: str) -> DecisionNumber:
        """Read a decision number; `parse(str(n)) == n`. Raises: Refused "symbol.unreadable"."""
        found = _DECISION.fullmatch(said.strip())
        if not found:
            raise Refused("symbol.unreadable", said=said)
        return cls(found["body"], int(found["year"]), bool(found["r"]), int(found["n"]))


def next_number(given: Iterable[DecisionNumber], *, body: str, year: int, restricted: bool = False) -> DecisionNumber:
    """The next number of a body's series; numbers given in error stay given, as void.

    Raises: Refused "symbol.gap_in_series", "symbol.number_twice" when what was given is not gapless.
    """
    series = sorted(
        one.number for one in given if one.body == body and one.year == year and one.restricted is restricted
    )
    if len(set(series)) != len(series):
        twice = sorted({number for number in series if series.count(number) > 1})
        raise Refused("symbol.number_twice", body=body, year=year, numbers=list(twice))
    if series != list(range(1, len(series) + 1)):
        missing = sorted(set(range(1, series[-1] + 1)) - set(series))
        raise Refused("symbol.gap_in_series", body=body, year=year, missing=list(missing))
    return DecisionNumber(body, year, restricted, len(series) + 1)
