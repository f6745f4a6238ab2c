"""Document symbols and decision numbers: one form each, printed and read back.

    symbol    ORG/BODY[/SUB]/SESSION[/SERIES.]n[/Rev.n|/Add.n|/Corr.n...]   suffixes stack left to right
    decision  BODY-YEAR-n, or BODY-YEAR-Rn in the body's restricted series

A symbol is the same in every language. A decision gets its number when the chair announces it, in one
gapless series per body and year; the restricted series is gapless by itself, so the open one shows no gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Setting
from plenary.procedure.step import Step
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
# Compiled when first needed: together that is most of what this file would cost to load.
_SYMBOL = (
    rf"(?P<org>{_PLACE})/(?P<body>{_PLACE})(?P<sub>(?:/{_PLACE})*?)/(?P<session>{_PLACE})"
    rf"/(?:(?P<series>{_SERIES})\.)?(?P<number>[1-9]\d*)(?P<suffixes>(?:/{_SUFFIX})*)"
)
_DECISION = r"(?P<body>[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*)-(?P<year>\d{4})-(?P<r>R?)(?P<n>[1-9]\d*)"


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
        found = re.fullmatch(_SYMBOL, said.strip())
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
        found = re.fullmatch(_DECISION, said.strip())
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


@value
class NumberAnswer:
    """The number that a decision gets, and why it is that one."""

    number: DecisionNumber
    step: Step


def numbered(
    given: Iterable[DecisionNumber], *, body: str, year: int, restricted: bool = False, cite: Citation | None = None
) -> NumberAnswer:
    """The next number of a body's series with its reason. Raises: as `next_number`."""
    found = next_number(given, body=body, year=year, restricted=restricted)
    code = "symbol.restricted_series" if restricted else "symbol.open_series"
    return NumberAnswer(found, Step.of(code, cite, number=str(found), given=found.number - 1))


# Symbols by an organisation's own pattern

_TOKEN = r"\{(?P<field>[a-z_]+)\}|(?P<opens>\[)|(?P<closes>\])|(?P<plain>[^{}\[\]]+)|(?P<wrong>(?s:.))"
_FIELDS = {"number": r"[1-9]\d*", "year": r"\d{4}", "yy": r"\d\d"}
_WORD = r"[A-Za-z0-9][A-Za-z0-9-]*"
#: Fields of a form of one's own that a house can fill by itself.
FILLED = ("organisation", "body", "sub", "session", "year", "yy", "series", "number")
#: No organisation prints a longer symbol.
_LONGEST = 300
#: A suffix that replaces the one of its kind before it, where the others stack.
_REPLACES = "Rev"


@value
class SymbolParts:
    """A symbol taken apart by its pattern: the fields that are filled, and the suffixes left to right."""

    fields: tuple[tuple[str, str], ...]
    suffixes: tuple[tuple[str, int], ...] = ()


@value
class SymbolAnswer:
    """A symbol given, and why it is that one."""

    symbol: str
    step: Step


@value
class Pattern:
    """The form of a family of symbols in one organisation, as data.

    template: plain text with fields in braces, and in brackets what may be left out: "A/[C.{committee}/]{session}/
    [{series}.]{number}". The field `number` counts, `year` has four digits and `yy` two, `series` is one of those named
    here; any other is a word. suffixes: their words, in the organisation's use.
    Raises: Refused "symbol.bad_pattern".
    """

    template: str
    series: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ("Rev", "Add", "Corr")
    cite: Citation | None = None

    def __post_init__(self) -> None:
        names = self.fields
        words = [*self.series, *self.suffixes]
        fits = (
            names.count("number") == 1
            and len(set(names)) == len(names)
            and ("series" in names) == bool(self.series)
            and all(re.fullmatch(_WORD, word) for word in words)
            and len(set(words)) == len(words)
        )
        if not fits or not self._is_well_made() or not self._can_be_told_apart():
            raise Refused("symbol.bad_pattern", self.cite, said=self.template)

    @classmethod
    def from_setting(cls, setting: Setting) -> Pattern:
        """The pattern from a setting of a ruleset: { template = "...", series = [...], suffixes = [...] }.

        Raises: Refused "ruleset.bad_value", "symbol.bad_pattern".
        """
        table: Mapping[str, Fact] = setting.value if isinstance(setting.value, Mapping) else {}
        template, series = table.get("template"), table.get("series", [])
        suffixes = table.get("suffixes", ["Rev", "Add", "Corr"])
        lists = [one for one in (series, suffixes) if isinstance(one, Sequence) and not isinstance(one, str)]
        if not isinstance(template, str) or len(lists) != 2 or not {*table} <= {"template", "series", "suffixes"}:
            raise Refused("ruleset.bad_value", setting.cite, value=setting.name, said=str(setting.value))
        return cls(template, tuple(map(str, lists[0])), tuple(map(str, lists[1])), setting.cite)

    def require_filled(self) -> None:
        """Whether a house can fill every field by itself. Raises: Refused "symbol.field_unknown"."""
        if unknown := [name for name in self.fields if name not in FILLED]:
            raise Refused("symbol.field_unknown", self.cite, fields=unknown, known=list(FILLED))

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields, left to right."""
        return tuple(found["field"] for found in re.finditer(_TOKEN, self.template) if found["field"])

    def read(self, said: str) -> SymbolParts:
        """Take a symbol apart. Raises: Refused "symbol.unreadable"."""
        found = re.fullmatch(self._expression(), said) if len(said) <= _LONGEST else None
        if not found:
            raise Refused("symbol.unreadable", self.cite, said=said)
        parts = tuple((name, found[name]) for name in self.fields if found[name])
        tail = [one.split(".") for one in found["suffixes_"].split("/") if one]
        return SymbolParts(parts, tuple((kind, int(number)) for kind, number in tail))

    def can_read(self, said: str) -> bool:
        """Whether something is a symbol of this form."""
        return len(said) <= _LONGEST and re.fullmatch(self._expression(), said) is not None

    def print(self, parts: SymbolParts) -> str:
        """The symbol of these parts; `read(print(p)) == p`.

        Raises: Refused "symbol.field_missing", "symbol.bad_fields" for one that the pattern does not know or that would
            be read back as something else.
        """
        given = dict(parts.fields)
        said = "".join(self._pieces(given)) + "".join(f"/{kind}.{number}" for kind, number in parts.suffixes)
        found = re.fullmatch(self._expression(), said)
        known = {*given} <= {*self.fields} and found is not None
        if not known or {name: found[name] for name in self.fields if found and found[name]} != given:
            raise Refused("symbol.bad_fields", self.cite, names=sorted(given), said=said)
        return said

    def next(self, given: Iterable[str], **fields: str) -> SymbolAnswer:
        """The next symbol of a series: one above the highest number given, whatever became of that document.

        given: symbols given already, of this pattern or others; those that differ in another field are of another
        series. fields: all but the number.
        Raises: Refused "symbol.field_missing", "symbol.bad_fields".
        """
        highest = 0
        for one in given:
            found = re.fullmatch(self._expression(), one) if len(one) <= _LONGEST else None
            if found and {name: found[name] for name in self.fields if found[name] and name != "number"} == fields:
                highest = max(highest, int(found["number"]))
        told = {**fields, "number": str(highest + 1)}
        symbol = self.print(SymbolParts(tuple((name, told[name]) for name in told)))
        if highest:
            return SymbolAnswer(symbol, Step.of("symbol.next", self.cite, symbol=symbol, highest=highest))
        return SymbolAnswer(symbol, Step.of("symbol.first", self.cite, symbol=symbol))

    def next_suffix(self, symbol: str, kind: str, given: Iterable[str] = ()) -> SymbolAnswer:
        """The symbol of the next revision, addendum or corrigendum of a document.

        A revision of a revision takes its place; every other suffix is added at the right. given: symbols given
        already, among which the next number is looked for.
        Raises: Refused "symbol.unreadable", "symbol.suffix_unknown".
        """
        if kind not in self.suffixes:
            raise Refused("symbol.suffix_unknown", self.cite, suffix=kind, suffixes=list(self.suffixes))
        parts = self.read(symbol)
        replaces = kind == _REPLACES and bool(parts.suffixes) and parts.suffixes[-1][0] == kind
        kept = parts.suffixes[:-1] if replaces else parts.suffixes
        stem = self.print(changed(parts, suffixes=kept))
        numbers = [
            int(one[len(stem) + len(kind) + 2 :])
            for one in {symbol, *given}
            if re.fullmatch(rf"{re.escape(stem)}/{re.escape(kind)}\.[1-9]\d*", one)
        ]
        found = f"{stem}/{kind}.{max(numbers, default=0) + 1}"
        code = "symbol.replaces" if kind == _REPLACES else "symbol.stacks"
        return SymbolAnswer(found, Step.of(code, self.cite, symbol=found, of=stem, suffix=kind))

    def _is_well_made(self) -> bool:
        """Brackets open and close in turn, each around a field; nothing else in braces."""
        inside, filled = False, True
        for found in re.finditer(_TOKEN, self.template):
            if found["wrong"] or (found["opens"] and inside) or (found["closes"] and not (inside and filled)):
                return False
            if found["opens"] or found["closes"]:
                inside, filled = bool(found["opens"]), not found["opens"]
            elif found["field"]:
                filled = True
                if found["field"] == "number" and inside:
                    return False
        return not inside

    def _can_be_told_apart(self) -> bool:
        """No three fields of open length meet with nothing between them that stands in no word.

        Where they could, a long text that is no symbol would be tried at every place at which each of them might end.
        """
        meeting = outside = 0
        for found in re.finditer(_TOKEN, self.template):
            if found["opens"]:
                outside = meeting
            elif found["closes"]:
                # What stands in brackets may be left out, so the worse of both is what counts.
                meeting = max(meeting, outside)
            elif found["plain"] and re.search(r"[^A-Za-z0-9-]", found["plain"]):
                meeting = 0
            elif found["field"] and found["field"] not in {"series", "year", "yy"}:
                meeting += 1
                if meeting > 2:
                    return False
        return True

    def _expression(self) -> str:
        series = "|".join(re.escape(one) for one in sorted(self.series, key=len, reverse=True))
        written = []
        for found in re.finditer(_TOKEN, self.template):
            if found["field"]:
                form = series if found["field"] == "series" else _FIELDS.get(found["field"], _WORD)
                written.append(f"(?P<{found['field']}>{form})")
            elif found["plain"]:
                written.append(re.escape(found["plain"]))
            else:
                written.append("(?:" if found["opens"] else ")?")
        kinds = "|".join(map(re.escape, self.suffixes)) or r"(?!)"
        return rf"{''.join(written)}(?P<suffixes_>(?:/(?:{kinds})\.[1-9]\d*)*)"

    def _pieces(self, given: Mapping[str, str]) -> Iterator[str]:
        """What is printed, piece by piece; a bracket is printed when its fields are filled."""
        inside: list[str] | None = None
        wanted = False
        for found in re.finditer(_TOKEN, self.template):
            if found["opens"]:
                inside, wanted = [], True
            elif found["closes"]:
                yield "".join(inside or []) if wanted else ""
                inside = None
            else:
                name = found["field"]
                piece = given.get(name, "") if name else found["plain"]
                if name and not piece and inside is None:
                    raise Refused("symbol.field_missing", self.cite, field=name)
                wanted = wanted and bool(piece)
                if inside is None:
                    yield piece
                else:
                    inside.append(piece)
