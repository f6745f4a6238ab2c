"""The figures of a paragraph, as values that do not depend on the language in which it is written.

A number is read in any digits (Arabic, Chinese, full width), grouped as its language groups them (1,234.5 and
1 234,5), with the word that multiplies it (5 million, 5 млн, 500万). What is surely a figure of the text is told from
what may only look like one: a number word ("three", "одна", "一") is evidence that a figure is there, never that one is
missing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What a figure is of."""

    NUMBER = "number"
    REFERENCE = "reference"
    PERCENTAGE = "percentage"
    DATE = "date"
    SYMBOL = "symbol"
    BRACKET = "bracket"
    ENUMERATION = "enumeration"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. value: the same in every language; start, end: its place in the words; sure: no mere number word.

    month: the value is a month and stands for no other number.
    """

    kind: Kind
    value: str
    start: int
    end: int
    sure: bool = True
    month: bool = False


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


# Months, from January. Several names of one month are parted by a bar.
_MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": _listed("january february march april may june july august september october november december"),
    "fr": _listed("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "es": _listed(
        "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre"
    ),
    "ru": _listed(
        "январ[ьяюе] феврал[ьяюе] март[ае]? апрел[ьяюе] ма[йяе] июн[ьяюе] июл[ьяюе] август[ае]? сентябр[ьяюе]"
        " октябр[ьяюе] ноябр[ьяюе] декабр[ьяюе]"
    ),
    "ar": (
        *("يناير|كانون الثاني", "فبراير|شباط", "مارس|آذار", "أبريل|نيسان", "مايو|أيار", "يونيو|يونيه|حزيران"),
        *("يوليو|يوليه|تموز", "أغسطس|آب", "سبتمبر|أيلول", "أكتوبر|تشرين الأول", "نوفمبر|تشرين الثاني"),
        "ديسمبر|كانون الأول",
    ),
}  # fmt: skip

# Number words: what one is worth; what multiplies what stands before it. Stems where a language inflects.
_UNITS: Mapping[str, str] = {
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen"
    ),
    "fr": (
        "une? deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
        " dix-sept dix-huit dix-neuf"
    ),
    "es": (
        "un[oa]? dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
        " dieciséis diecisiete dieciocho diecinueve"
    ),
    "ru": (
        "од(?:ин|на|но|ного|ной|ному|ним|них) дв(?:а|е|ух|ум|умя) тр(?:и|[её]х|[её]м|емя)"
        " четыр(?:е|[её]х|[её]м|ьмя) пят(?:ь|и|ью) шест(?:ь|и|ью) сем(?:ь|и|ью) вос(?:емь|ьми)"
        " девят(?:ь|и|ью) десят(?:ь|и|ью) одиннадцат[ьи]ю? двенадцат[ьи]ю? тринадцат[ьи]ю?"
        " четырнадцат[ьи]ю? пятнадцат[ьи]ю? шестнадцат[ьи]ю? семнадцат[ьи]ю? восемнадцат[ьи]ю?"
        " девятнадцат[ьи]ю?"
    ),
    "ar": "واحدة? اثن(?:ان|ين|تان|تين) ثلاثة? أربعة? خمسة? ستة? سبعة? ثماني(?:ة)? تسعة? عشرة?",
}  # fmt: skip
_TENS: Mapping[str, str] = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante septante quatre-vingts? nonante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "ru": (
        "двадцат[ьи]ю? тридцат[ьи]ю? сорока? пятидесяти|пятьдесят шестидесяти|шестьдесят"
        " семидесяти|семьдесят восьмидесяти|восемьдесят девяносто?а?"
    ),
    "ar": "عشرون|عشرين ثلاثون|ثلاثين أربعون|أربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين تسعون|تسعين",
}  # fmt: skip
_ORDINALS: Mapping[str, str] = {
    "en": (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    ),
    "fr": (
        "premi[eè]re? deuxième|seconde? troisième quatrième cinquième sixième septième huitième neuvième"
        " dixième onzième douzième treizième quatorzième quinzième seizième dix-septième dix-huitième"
        " dix-neuvième"
    ),
    "es": "primer[oa]? segund[oa] tercer[oa]? cuart[oa] quint[oa] sext[oa] séptim[oa] octav[oa] noven[oa] décim[oa]",
    "ru": (
        "перв\\w{2,3} втор\\w{2,3} трет\\w{2,4} четверт\\w{2,3} пят(?:ый|ая|ое|ого|ой|ому|ую|ым|ом)"
        " шест(?:ой|ая|ое|ого|ому|ую|ым|ом) седьм\\w{2,3} восьм(?:ой|ая|ое|ого|ому|ую|ым|ом)"
        " девят(?:ый|ая|ое|ого|ой|ому|ую|ым|ом) десят(?:ый|ая|ое|ого|ой|ому|ую|ым|ом)"
    ),
    "ar": (
        "(?:ال)?أول(?:ى)? (?:ال)?ثاني(?:ة)? (?:ال)?ثالثة? (?:ال)?رابعة? (?:ال)?خامسة? (?:ال)?سادسة?"
        " (?:ال)?سابعة? (?:ال)?ثامنة? (?:ال)?تاسعة? (?:ال)?عاشرة?"
    ),
}  # fmt: skip
_TENTHS: Mapping[str, str] = {
    "en": "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
    "fr": (
        "vingtième trentième quarantième cinquantième soixantième soixante-dixième quatre-vingtième"
        " quatre-vingt-dixième"
    ),
    "es": (
        "vigésim[oa] trigésim[oa] cuadragésim[oa] quincuagésim[oa] sexagésim[oa] septuagésim[oa]"
        " octogésim[oa] nonagésim[oa]"
    ),
    "ru": (
        "двадцат(?:ый|ая|ое|ого|ой|ому) тридцат(?:ый|ая|ое|ого|ой|ому) сороков\\w{2,3} пятидесят\\w{2,3}"
        " шестидесят\\w{2,3} семидесят\\w{2,3} восьмидесят\\w{2,3} девяност\\w{2,3}"
    ),
}  # fmt: skip
_TIMES: Mapping[str, tuple[tuple[int, str], ...]] = {
    "en": ((100, "hundred(?:th)?"), (1000, "thousand(?:th)?"), (10**6, "million|mn"), (10**9, "billion|bn")),
    "fr": ((100, "cents?"), (1000, "mille"), (10**6, "millions?"), (10**9, "milliards?")),
    "es": ((100, "cien(?:to)?"), (1000, "mil"), (10**6, "mill[oó]n(?:es)?"), (10**9, "mil millones")),
    "ru": (
        *((100, "сто|ста"), (1000, "тысяч[аеиу]?|тыс"), (10**6, "миллион(?:а|ов|ами|е|у)?|млн")),
        (10**9, "миллиард(?:а|ов|е|у)?|млрд"),
    ),
    "ar": ((100, "مائة|مئة"), (1000, "ألف|آلاف"), (10**6, "مليون|ملايين"), (10**9, "مليار|بليون")),
}  # fmt: skip
_PER_CENT: Mapping[str, str] = {
    "en": r"per\s?cent",
    "fr": r"pour\s?cent|p\.\s?100",
    "es": r"por\s?ciento",
    "ru": r"процент\w*",
    "ar": r"في\s+الم(?:ائ|ئ)ة|بالم(?:ائ|ئ)ة",
}
#: What a number refers to when it follows one of these words.
_REFERS: Mapping[str, str] = {
    "en": (
        r"articles?|arts?\.|paragraphs?|paras?\.|sections?|rules?|chapters?|parts?|annex(?:es)?"
        r"|resolutions?|decisions?|regulations?|subparagraphs?|protocol"
    ),
    "fr": (
        r"articles?|arts?\.|paragraphes?|alinéas?|sections?|règles?|chapitres?|parties?|annexes?"
        r"|résolutions?|décisions?"
    ),
    "es": (
        r"artículos?|arts?\.|párrafos?|apartados?|secci(?:ón|ones)|reglas?|capítulos?|partes?|anexos?"
        r"|resoluci(?:ón|ones)|decisi(?:ón|ones)"
    ),
    "ru": (
        r"стат(?:ья|ьи|ье|ью|ьей|ей|ьям|ьями|ьях)|ст\.|пункт\w{0,3}|п\.|раздел\w{0,3}|правил\w{0,3}"
        r"|глав\w{0,3}|част\w{1,3}|приложени\w{1,3}|резолюци\w{1,3}|решени\w{1,3}"
    ),
    "ar": (
        r"(?:ال|لل)?ماد(?:ة|تين|تان)|(?:ال|لل)?مواد|(?:ال|لل)?فقر(?:ة|ات|تين|تان)|(?:ال|لل)?قرار(?:ات)?"
        r"|(?:ال|لل)?قاعدة|(?:ال|لل)?فصل|(?:ال|لل)?جزء|(?:ال|لل)?مرفق"
    ),
}  # fmt: skip
#: Languages that part the decimals by a comma and group by a point or a space.
_DECIMAL_COMMA = frozenset({"fr", "es", "ru", "de", "it", "pt", "uk", "be", "kk", "hy"})

_ROMAN = re.compile(r"(?<![\w])(?=[IVXLC])((?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?!\w)")
_SYMBOL = re.compile(r"(?<![A-Za-z0-9_/])[A-Z][A-Za-z-]{0,11}(?:/[A-Za-z0-9]+(?:[.()-][A-Za-z0-9]+)*)+")
_FOOTNOTE = re.compile(r"\[\^([^\]\[\n]{1,24})\]")
_ISO_DATE = re.compile(r"(?<![\d.])(\d{4})-(\d{2})-(\d{2})(?!\d)")
_POINT_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_HAN = "〇零一二三四五六七八九十百千廿卅"
_HAN_YEAR = re.compile(
    rf"([{_HAN}]{{4}}|\d{{4}})\s?年(?:\s?([{_HAN}]{{1,3}}|\d{{1,2}})\s?月(?:\s?([{_HAN}]{{1,3}}|\d{{1,2}})\s?[日号號])?)?"
)
_HAN_MONTH = re.compile(rf"([{_HAN}]{{1,3}}|\d{{1,2}})\s?月(?:\s?([{_HAN}]{{1,3}}|\d{{1,2}})\s?[日号號])?(?!份?[内內])")
_HAN_PERCENT = re.compile(rf"百分之\s?([{_HAN}]+|\d+(?:\.\d+)?)")
_HAN_REFERENCE = re.compile(rf"第\s?([{_HAN}]+|\d+)\s?(?:[條条款項项段章節节部號号届屆次回]|附件|決議|决议)")
_HAN_COUNT = re.compile(rf"([{_HAN}]+|[两兩])(?=\s?(?:[日天年票國国人名歲岁時时週周]|[個个]|分之|星期|小時|小时))")
_HAN_SURELY = ((_HAN_PERCENT, Kind.PERCENTAGE), (_HAN_REFERENCE, Kind.REFERENCE), (_HAN_COUNT, Kind.NUMBER))
_HAN_SOFT = re.compile(rf"[{_HAN}]+|[两兩]")
_HAN_TIMES = {
    "万": 10**4,
    "萬": 10**4,
    "百万": 10**6,
    "百萬": 10**6,
    "亿": 10**8,
    "億": 10**8,
    "十亿": 10**9,
    "十億": 10**9,
}
_MULTIPLIED = re.compile(r"\s?(百万|百萬|十亿|十億|[万萬亿億])")
#: A number at the head of a line, or after the end of a sentence, that counts what follows it.
_ENUMERATES = re.compile(
    rf"(?:^|[\n.;:,。；：，])[\s\u3000]*(?:\((?P<inside>\d{{1,2}}|[{_HAN}]{{1,3}})\)"
    rf"|(?P<bare>\d{{1,2}})[.)、．](?!\d)|(?P<han>[{_HAN}]{{1,3}})(?:[、．.]|[ \u3000]{{1,3}}))"
)
_SPACES = " \u00a0\u202f\u2009"


def figures(words: str, language: str) -> list[Figure]:
    """Every figure of a paragraph, in the order in which they stand."""
    return sorted(_Reader(words, language.partition("-")[0]).all(), key=lambda one: (one.start, one.end))


class _Reader:
    """Reads one paragraph, taking out of the words what it has read."""

    def __init__(self, words: str, language: str) -> None:
        self.language = language
        self.origin, self.letters = _plain_digits(words)
        self.left = self.letters

    def all(self) -> Iterator[Figure]:
        yield from self._marks()
        yield from self._enumerations()
        yield from self._symbols()
        yield from self._dates()
        if self.language == "zh":
            yield from self._han()
        yield from self._numbers()
        yield from self._words()
        yield from self._romans()

    def _figure(
        self, kind: Kind, value: str, start: int, end: int, *, sure: bool = True, month: bool = False
    ) -> Figure:
        return Figure(kind, value, self.origin[start], self.origin[end - 1] + 1, sure, month)

    def _take(self, start: int, end: int) -> None:
        self.left = self.left[:start] + "\x00" * (end - start) + self.left[end:]

    def _marks(self) -> Iterator[Figure]:
        for found in _FOOTNOTE.finditer(self.left):
            yield self._figure(Kind.FOOTNOTE, found[1], *found.span())
            self._take(*found.span())
        for at, sign in enumerate(self.left):
            if sign in "[]":
                yield self._figure(Kind.BRACKET, sign, at, at + 1)

    def _enumerations(self) -> Iterator[Figure]:
        for found in _ENUMERATES.finditer(self.left):
            part = next(name for name in ("inside", "bare", "han") if found[name])
            value = _han_or_digits(found[part])
            if value:
                yield self._figure(Kind.ENUMERATION, value, *found.span(part))
                self._take(*found.span(part))

    def _symbols(self) -> Iterator[Figure]:
        for found in _SYMBOL.finditer(self.left):
            if any(sign.isdecimal() for sign in found[0]):
                yield self._figure(Kind.SYMBOL, found[0].upper(), *found.span())
                self._take(*found.span())

    def _dates(self) -> Iterator[Figure]:
        for shape, order in ((_ISO_DATE, (1, 2, 3)), (_POINT_DATE, (3, 2, 1))):
            for found in shape.finditer(self.left):
                year, month, day = (found[part] for part in order)
                if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
                    yield from self._date(found.span(), year, str(int(month)), day)
        if self.language == "zh":
            for found in _HAN_YEAR.finditer(self.left):
                parts = [_han_or_digits(part) if part else "" for part in found.groups()]
                yield from self._date(found.span(), _year(found[1]), parts[1], parts[2])
            for found in _HAN_MONTH.finditer(self.left):
                month, day = _han_or_digits(found[1]), _han_or_digits(found[2]) if found[2] else ""
                if month.isdecimal() and 1 <= int(month) <= 12:
                    yield from self._date(found.span(), "", month, day)
        for found in _month_names(self.language).finditer(self.left) if self.language in _MONTHS else ():
            named = next(nth for nth in range(1, 13) if found[f"m{nth}"])
            day, year = found["before"] or found["after"] or "", found["year"] or ""
            # "may" and "march" alone are no months.
            if self.language == "en" and named in {3, 5} and not day and not year:
                continue
            yield from self._date(found.span(), year, str(named), day)

    def _date(self, span: tuple[int, int], year: str, month: str, day: str) -> Iterator[Figure]:
        if year:
            yield self._figure(Kind.DATE, str(int(year)), *span)
        if month:
            yield self._figure(Kind.DATE, month, *span, month=True)
        if day:
            yield self._figure(Kind.DATE, str(int(day)), *span)
        self._take(*span)

    def _han(self) -> Iterator[Figure]:
        for shape, kind in (
            (_HAN_PERCENT, Kind.PERCENTAGE),
            (_HAN_REFERENCE, Kind.REFERENCE),
            (_HAN_COUNT, Kind.NUMBER),
        ):
            for found in shape.finditer(self.left):
                value = _han_or_digits(found[1])
                if value:
                    start, end = found.span() if kind is not Kind.NUMBER else found.span(1)
                    times = _MULTIPLIED.match(self.left, end)
                    yield self._figure(
                        kind, value, start, end, sure=kind is not Kind.NUMBER or (int(value) > 2 and not times)
                    )
                    self._take(start, end)
        for found in _HAN_SOFT.finditer(self.left):
            if (
                found.start()
                and self.left[found.start() - 1].isdecimal()
                and _MULTIPLIED.match(self.left, found.start())
            ):
                continue
            value = _han_or_digits(found[0])
            if value:
                times = _MULTIPLIED.match(self.left, found.end())
                if times:
                    value = str(int(value) * _HAN_TIMES[times[1]])
                yield self._figure(Kind.NUMBER, value, *found.span(), sure=False)
                self._take(*found.span())

    def _numbers(self) -> Iterator[Figure]:
        refers = _after(self.language)
        for found in _grouped(self.language).finditer(self.left):
            value, start, end = _value(found[0], self.language), *found.span()
            times = _MULTIPLIED.match(self.left, end) if self.language == "zh" else None
            if times is not None:
                value, end = value * _HAN_TIMES[times[1]], times.end()
            elif self.language in _TIMES:
                multiplied = _multiplied(self.language).match(self.left, end)
                if multiplied is not None and multiplied.lastgroup is not None:
                    value, end = value * int(multiplied.lastgroup[1:]), multiplied.end()
            kind = Kind.NUMBER
            per_cent = _per_cent(self.language).match(self.left, end)
            if per_cent is not None or self.left[max(start - 2, 0) : start].strip() == "%":
                kind = Kind.PERCENTAGE
            elif refers is not None and refers.search(self.left[max(start - 40, 0) : start]):
                kind = Kind.REFERENCE
            if value:
                yield self._figure(kind, _written(value), start, end)
            # "Per cent" is a hundred in some languages, and no number of the text.
            self._take(start, end if per_cent is None else per_cent.end())

    def _words(self) -> Iterator[Figure]:
        if self.language not in _UNITS:
            return
        for found in _number_words(self.language).finditer(self.left):
            for worth in _worths_of(found[0], self.language):
                yield self._figure(Kind.NUMBER, str(worth), *found.span(), sure=False)

    def _romans(self) -> Iterator[Figure]:
        refers = _after(self.language)
        for found in _ROMAN.finditer(self.left):
            start, end = found.span(1)
            inside = self.left[start - 1 : start] == "(" and self.left[end : end + 1] == ")"
            referred = refers is not None and bool(refers.search(self.left[max(start - 40, 0) : start]))
            value = _roman(found[1])
            if value and (referred or inside or len(found[1]) > 1):
                kind = Kind.REFERENCE if referred else Kind.NUMBER
                yield self._figure(kind, str(value), start, end, sure=referred or inside)


def _plain_digits(words: str) -> tuple[list[int], str]:
    """The words in plain digits and brackets, without signs that are not seen, and where each sign stood."""
    origin: list[int] = []
    plain: list[str] = []
    for at, sign in enumerate(words):
        if unicodedata.category(sign) == "Cf":
            continue
        origin.append(at)
        plain.append(_PLAIN.get(sign) or (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign))
    return origin, "".join(plain)


#: Signs as every language has them; round ones stand for nought between Chinese numbers.
_PLAIN = {
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "（": "(",
    "）": ")",
    "％": "%",
    "٪": "%",
    "٫": ".",
    "٬": ",",
    "／": "/",
    "Ｏ": "〇",
    "○": "〇",
}


@lru_cache(maxsize=16)
def _month_names(language: str) -> re.Pattern[str]:
    names = "|".join(f"(?P<m{nth}>{name})" for nth, name in enumerate(_MONTHS[language], start=1))
    if language == "ar":
        # Both names of a month may stand, parted by a stroke; the second one is no other month.
        either = "|".join(name for name in _MONTHS["ar"])
        names = f"(?:{names})(?:\\s?/\\s?(?:{either}))?"
    edge = r"(?<![^\W\d_])", r"(?![^\W\d_])"
    return re.compile(
        rf"(?:(?<!\d)(?P<before>\d{{1,2}})(?:\s?(?:st|nd|rd|th|er|º|°|-?го|-?е))?\s+(?:de\s+|of\s+|من\s+)?)?"
        rf"{edge[0]}(?:{names}){edge[1]}\.?"
        rf"(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?=,?\s+\d{{4}}))?(?:,?\s+(?:de\s+|del\s+|عام\s+)?(?P<year>\d{{4}})(?!\d))?",
        re.IGNORECASE,
    )  # fmt: skip


@lru_cache(maxsize=16)
def _grouped(language: str) -> re.Pattern[str]:
    group = (
        rf"[.{_SPACES}]"
        if language in _DECIMAL_COMMA
        else f"[,{_SPACES}]"
        if language == "ar"
        else "[,\u00a0\u202f\u2009]"
    )
    point = "," if language in _DECIMAL_COMMA else "."
    return re.compile(rf"(?<!\d)(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:[{point}]\d{{1,2}}(?!\d|[.]\d))?")


def _value(said: str, language: str) -> Decimal:
    point = "," if language in _DECIMAL_COMMA else "."
    whole, _, parts = said.rpartition(point) if re.search(rf"[{point}]\d{{1,2}}$", said) else (said, "", "")
    digits = "".join(sign for sign in whole if sign.isdecimal())
    return Decimal(f"{digits}.{parts}" if parts else digits)


def _written(value: Decimal) -> str:
    return format(value.normalize(), "f")


@lru_cache(maxsize=16)
def _multiplied(language: str) -> re.Pattern[str]:
    # The greatest first: "mil millones" is no thousand.
    names = "|".join(f"(?P<n{worth}>{name})" for worth, name in reversed(_TIMES[language]) if worth > 100)
    return re.compile(rf"[{_SPACES}]*(?:de\s+)?(?:{names})\b", re.IGNORECASE)


@lru_cache(maxsize=16)
def _per_cent(language: str) -> re.Pattern[str]:
    said = _PER_CENT.get(language)
    return re.compile(rf"[{_SPACES}]*(?:%{f'|(?:{said})' if said else ''})", re.IGNORECASE)


@lru_cache(maxsize=16)
def _after(language: str) -> re.Pattern[str] | None:
    said = _REFERS.get(language)
    return re.compile(rf"(?:^|\W)(?:{said})[\s№]*(?:n[o°º]\.?\s*)?\(?$", re.IGNORECASE) if said else None


@lru_cache(maxsize=16)
def _number_words(language: str) -> re.Pattern[str]:
    parts = [_UNITS[language], _TENS[language], _ORDINALS.get(language, ""), _TENTHS.get(language, "")]
    names = [name for part in parts for name in part.split()] + [name for _, name in _TIMES[language]]
    one = "|".join(f"(?:{name})" for name in sorted(names, key=len, reverse=True))
    if language == "ar":
        one = rf"(?:ال)?(?:{one})"
    joined = r"(?:\s+and\s+|\s+y\s+|\s+et\s+|\s+و\s?|[\s-]+)"
    before = r"(?<![^\W\d_])(?:و|ب|ل)?" if language == "ar" else r"(?<![^\W\d_])"
    return re.compile(rf"{before}(?:{one})(?:{joined}(?:{one}))*(?![^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=16)
def _worths(language: str) -> tuple[tuple[re.Pattern[str], int, bool], ...]:
    found: list[tuple[re.Pattern[str], int, bool]] = []
    for part, step, first in ((_UNITS, 1, 1), (_ORDINALS, 1, 1), (_TENS, 10, 20), (_TENTHS, 10, 20)):
        for nth, name in enumerate(part.get(language, "").split()):
            found.append((re.compile(f"(?:{name})", re.IGNORECASE), first + nth * step, False))
    found += [(re.compile(f"(?:{name})", re.IGNORECASE), worth, True) for worth, name in _TIMES[language]]
    return tuple(found)


@lru_cache(maxsize=4096)
def _worths_of(said: str, language: str) -> tuple[int, ...]:
    """What number words beside each other are worth: "two hundred and thirty-five" is 235, "one third" 1 and 3."""
    whole = _worth_of(said.strip(), language)
    if whole is not None:
        return (whole[0],)
    found: list[int] = []
    total = part = 0
    for word in re.split(r"[\s-]+", said):
        one = _worth_of(word, language)
        if one is None and language == "ar":
            one = _worth_of(_ARABIC_PREFIXES.sub("", word), language)
        if one is None:
            continue
        worth, multiplies = one
        if multiplies and worth == 100:
            part = max(part, 1) * 100
        elif multiplies:
            total, part = total + max(part, 1) * worth, 0
        elif _goes_on(total, part, worth, language):
            part += worth
        else:
            found.append(total + part)
            total, part = 0, worth
    return tuple(one for one in (*found, total + part) if one)


def _goes_on(total: int, part: int, worth: int, language: str) -> bool:
    """Whether a number word is added to those before it: a unit to tens, or anything to hundreds and thousands."""
    if not part:
        return True
    if part % 100 == 0:
        return worth < 100
    if language == "ar":
        return part % 100 < 10 and worth >= 10
    if language == "fr":
        return worth < 20 and part % 10 == 0
    return worth < 10 and part % 100 >= 20 and part % 10 == 0


def _worth_of(word: str, language: str) -> tuple[int, bool] | None:
    for shape, worth, multiplies in _worths(language):
        if shape.fullmatch(word):
            return worth, multiplies
    return None


_ARABIC_PREFIXES = re.compile("^[وبلف]?(?:ال)?")
_DIGITS = {sign: nth for nth, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}


def _han_or_digits(said: str) -> str:
    """A number in Chinese or plain digits; "" where it is none."""
    if said.replace(".", "", 1).isdecimal() and said.isascii():
        return _written(Decimal(said))
    if not any(sign in "十百千廿卅" for sign in said):
        if len(said) == 1:
            return str(_DIGITS[said]) if _DIGITS[said] else ""
        return str(int("".join(str(_DIGITS[sign]) for sign in said)))
    total, digit = 0, 0
    for sign in said:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in "廿卅":
            total += 20 if sign == "廿" else 30
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return str(total + digit)


def _year(said: str) -> str:
    if said.isdecimal() and said.isascii():
        return said
    if any(sign not in _DIGITS for sign in said):
        return _han_or_digits(said)
    return "".join(str(_DIGITS[sign]) for sign in said)


def _roman(said: str) -> int:
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for at, letter in enumerate(said):
        smaller = at + 1 < len(said) and worth[letter] < worth[said[at + 1]]
        total += -worth[letter] if smaller else worth[letter]
    return total
