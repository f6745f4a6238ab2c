"""Symbols as this organisation writes them: the usual form, or its own."""

from __future__ import annotations

from plenary.offices.documents.models import Document, Version
from plenary.offices.organisation.models import Body, Organisation
from plenary.procedure.refusal import Refused
from plenary.procedure.symbols import Pattern, Series, SuffixKind, Symbol
from plenary.procedure.value import changed

#: How the usual form reads, for those who write their own.
USUAL = "{organisation}/{body}[/{sub}]/{session}/[{series}.]{number}"


def own_form() -> Pattern | None:
    """The organisation's own form of symbols; None where it writes the usual one."""
    house = Organisation.objects.first()
    if house is None or not house.symbol_form:
        return None
    return Pattern(house.symbol_form, tuple(house.symbol_series))


def base_of(symbol: str) -> str:
    """A symbol without its suffixes. Raises Refused "symbol.unreadable"."""
    own = own_form()
    if own is not None:
        try:
            return own.print(changed(own.read(symbol), suffixes=()))
        except Refused:
            pass  # given before the organisation wrote its own form
    return str(Symbol.parse(symbol).base)


def next_symbol(body: Body, session: str, series: str, *, year: int) -> str:
    """The next symbol of a series of a body in a session: one after the highest number given so far.

    Raises Refused "documents.series_unknown", "symbol.field_missing", "symbol.bad_fields".
    """
    own = own_form()
    places = _places(body)
    house = Organisation.objects.first()
    organisation = (house.code if house else "org").upper()
    if own is None:
        if series not in [one.value for one in Series]:
            raise Refused("documents.series_unknown", series=series)
        wanted = Symbol(organisation, places[0], session, 1, Series(series), tuple(places[1:]))
        return str(changed(wanted, number=_highest(wanted) + 1))
    if series and series not in own.series:
        raise Refused("documents.series_unknown", series=series)
    filled = {
        "organisation": organisation,
        "body": places[0],
        "sub": places[-1] if len(places) > 1 else "",
        "session": session,
        "year": f"{year:04}",
        "yy": f"{year % 100:02}",
        "series": series,
    }
    fields = {name: filled[name] for name in own.fields if name != "number" and filled[name]}
    given = Document.objects.exclude(symbol="").values_list("symbol", flat=True)
    return own.next(given, **fields).symbol


def next_suffix(version: Version, kind: str) -> str:
    """What the next revision, addendum or corrigendum of a version adds to the document's symbol.

    kind: "Rev", "Add" or "Corr". A revision takes the place of the one before it; the others stand at its right, each
    kind counted on: Corr.2 follows Corr.1, since both correct one text.
    Counted are those that were given out: drafts of one revision are one revision.
    """
    symbol = version.document.symbol
    if not symbol:
        return ""
    given_out = Version.objects.filter(document=version.document, languages__issues__isnull=False)
    suffixes = given_out.exclude(suffix="").values_list("suffix", flat=True).distinct()
    given = {f"{symbol}/{suffix}" for suffix in suffixes}
    parts = version.suffix.split("/") if version.suffix else []
    if parts and parts[-1].partition(".")[0] == kind != SuffixKind.REVISION:
        parts.pop()
    of = "/".join([symbol, *parts])
    # Only what stands behind the document's own symbol is counted, so its form does not matter here.
    stem = Pattern("S/{number}")
    named = {f"S/1{one.removeprefix(symbol)}" for one in given}
    found = stem.next_suffix(f"S/1{of.removeprefix(symbol)}", SuffixKind(kind).value, named).symbol
    return found.removeprefix("S/1/")


def is_corrigendum_of(version: Version, other: Version) -> bool:
    """Whether a version mends errors of another and says the same otherwise: its suffix adds a corrigendum alone."""
    stem = _corrected(version.suffix)
    return version.number > other.number and stem != version.suffix and stem == _corrected(other.suffix)


def is_mending(version: Version) -> bool:
    """Whether a version is an addendum or a corrigendum, which only the acts of mending make."""
    kind = version.suffix.rpartition("/")[2].partition(".")[0]
    return kind in {SuffixKind.ADDENDUM.value, SuffixKind.CORRIGENDUM.value}


def _corrected(suffix: str) -> str:
    """The suffix of what a corrigendum corrects; of another version its own."""
    stem, _, last = suffix.rpartition("/")
    return stem if last.partition(".")[0] == SuffixKind.CORRIGENDUM.value else suffix


def checked_suffix(suffix: str) -> str:
    """A suffix as it was typed. Raises Refused "symbol.unreadable"."""
    if suffix:
        Symbol.parse(f"ORG/BODY/1/1/{suffix}")
    return suffix


def _places(body: Body) -> list[str]:
    places: list[str] = []
    place: Body | None = body
    while place is not None:
        places.insert(0, place.code)
        place = place.parent
    return places


def _highest(wanted: Symbol) -> int:
    """The highest number given in the series of this symbol; 0 where none was."""
    prefix = str(wanted).removesuffix(str(wanted.number))
    taken = [0]
    for said in Document.objects.filter(symbol__startswith=prefix).values_list("symbol", flat=True):
        try:
            read = Symbol.parse(said)
        except Refused:
            continue
        if (read.series, read.body, read.sub, read.session) == (wanted.series, wanted.body, wanted.sub, wanted.session):
            taken.append(read.number)
    return max(taken)
