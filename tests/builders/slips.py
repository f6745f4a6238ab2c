"""Slips as they happen between language versions: a wrong digit, another month, a bracket lost. Each planted by a seed.

The places are found here with shapes of their own, not with those of the check that is to find the slips.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from plenary.foundation.texts.text import Paragraph, Role, Text

_SAID: dict[str, Sequence[tuple[str, str]]] = {
    "en": (
        ("", "Water of the Lake Basin"),
        ("", "Recalling its resolution ORG/GA/RES/61/14 of 12 November 2024,"),
        ("",
            "Noting that 1,250 million cubic metres were lost between 1998 and 2023, which is 37 per cent"
            " of the stock,"
        ),
        ("",
            "Having considered the report of the Secretary-General (ORG/CSC/2026/18/Rev.2) and paragraphs"
            " 14 and 27 thereof,"
        ),
        ("1.", "Decides to meet on 3 March 2027 [in Belmora];"),
        ("2.", "Requests members to pay [0.5] [0.75] per cent of their contribution by 30 June 2027;"),
        ("3.", "Takes note of article 9, paragraph 4, of the Treaty of 21 September 1992;"),
        ("4.", "Establishes a group of seventeen experts for a term of 24 months;"),
        ("5.",
            "Requests that 45 days before the sixty-second session the list in annex 3 be sent to all 28"
            " members;"
        ),
        ("6.", "Urges members to reduce losses by 15 per cent by December 2030 and by 40 per cent by 2035."),
    ),
    "fr": (
        ("", "L’eau du bassin du lac"),
        ("", "Rappelant sa résolution ORG/GA/RES/61/14 du 12 novembre 2024,"),
        ("",
            "Notant que 1 250 millions de mètres cubes ont été perdus entre 1998 et 2023, soit 37 pour"
            " cent du stock,"
        ),
        ("", "Ayant examiné le rapport du Secrétaire général (ORG/CSC/2026/18/Rev.2) et ses paragraphes 14 et 27,"),
        ("1.", "Décide de se réunir le 3 mars 2027 [à Belmora] ;"),
        ("2.", "Prie les membres de verser [0,5] [0,75] pour cent de leur contribution avant le 30 juin 2027 ;"),
        ("3.", "Prend note de l’article 9, paragraphe 4, du Traité du 21 septembre 1992 ;"),
        ("4.", "Crée un groupe de dix-sept experts pour un mandat de 24 mois ;"),
        ("5.",
            "Demande que 45 jours avant la soixante-deuxième session la liste de l’annexe 3 soit envoyée"
            " aux 28 membres ;"
        ),
        ("6.", "Engage les membres à réduire les pertes de 15 % d’ici à décembre 2030 et de 40 % d’ici à 2035."),
    ),
    "es": (
        ("", "El agua de la cuenca del lago"),
        ("", "Recordando su resolución ORG/GA/RES/61/14, de 12 de noviembre de 2024,"),
        ("",
            "Observando que entre 1998 y 2023 se perdieron 1.250 millones de metros cúbicos, el 37 por"
            " ciento de las reservas,"
        ),
        ("", "Habiendo examinado el informe del Secretario General (ORG/CSC/2026/18/Rev.2) y sus párrafos 14 y 27,"),
        ("1.", "Decide reunirse el 3 de marzo de 2027 [en Belmora];"),
        ("2.",
            "Pide a los miembros que paguen el [0,5] [0,75] por ciento de su contribución antes del 30 de"
            " junio de 2027;"
        ),
        ("3.", "Toma nota del artículo 9, párrafo 4, del Tratado de 21 de septiembre de 1992;"),
        ("4.", "Establece un grupo de diecisiete expertos por un período de 24 meses;"),
        ("5.",
            "Pide que 45 días antes del sexagésimo segundo período de sesiones se envíe la lista del"
            " anexo 3 a los 28 miembros;"
        ),
        ("6.",
            "Insta a los miembros a reducir las pérdidas en un 15 % para diciembre de 2030 y en un 40 %"
            " para 2035."
        ),
    ),
    "ru": (
        ("", "Вода озёрного бассейна"),
        ("", "ссылаясь на свою резолюцию ORG/GA/RES/61/14 от 12 ноября 2024 года,"),
        ("",
            "отмечая, что между 1998 и 2023 годами было потеряно 1 250 млн кубических метров, или 37"
            " процентов запаса,"
        ),
        ("", "рассмотрев доклад Генерального секретаря (ORG/CSC/2026/18/Rev.2) и пункты 14 и 27 этого доклада,"),
        ("1.", "постановляет собраться 3 марта 2027 года [в Бельморе];"),
        ("2.", "просит государства-члены внести [0,5] [0,75] процента своего взноса до 30 июня 2027 года;"),
        ("3.", "принимает к сведению пункт 4 статьи 9 Договора от 21 сентября 1992 года;"),
        ("4.", "учреждает группу из семнадцати экспертов сроком на 24 месяца;"),
        ("5.", "просит за 45 дней до шестьдесят второй сессии направить список из приложения 3 всем 28 членам;"),
        ("6.",
            "настоятельно призывает сократить потери на 15 процентов к декабрю 2030 года и на 40"
            " процентов к 2035 году."
        ),
    ),
    "ar": (
        ("", "مياه حوض البحيرة"),
        ("", "إذ تشير إلى قرارها ORG/GA/RES/61/14 المؤرخ ١٢ تشرين الثاني/نوفمبر ٢٠٢٤،"),
        ("", "وإذ تلاحظ أن ١ ٢٥٠ مليون متر مكعب فُقدت بين عامي ١٩٩٨ و ٢٠٢٣، أي ٣٧ في المائة من المخزون،"),
        ("", "وقد نظرت في تقرير الأمين العام (ORG/CSC/2026/18/Rev.2) وفي الفقرتين ١٤ و ٢٧ منه،"),
        ("١.", "تقرر أن تجتمع في ٣ آذار/مارس ٢٠٢٧ [في بلمورا]؛"),
        ("٢.", "تطلب إلى الأعضاء أن يدفعوا [٠٫٥] [٠٫٧٥] في المائة من مساهماتهم قبل ٣٠ حزيران/يونيه ٢٠٢٧؛"),
        ("٣.", "تحيط علما بالفقرة ٤ من المادة ٩ من المعاهدة المؤرخة ٢١ أيلول/سبتمبر ١٩٩٢؛"),
        ("٤.", "تنشئ فريقا من سبعة عشر خبيرا لمدة ٢٤ شهرا؛"),
        ("٥.",
            "تطلب أن ترسل القائمة الواردة في المرفق ٣ إلى جميع الأعضاء البالغ عددهم ٢٨ قبل الدورة الثانية"
            " والستين بخمسة وأربعين (٤٥) يوما؛"
        ),
        ("٦.",
            "تحث الأعضاء على خفض الفاقد بنسبة ١٥ في المائة بحلول كانون الأول/ديسمبر ٢٠٣٠ وبنسبة ٤٠ في"
            " المائة بحلول عام ٢٠٣٥."
        ),
    ),
    "zh": (
        ("", "湖区流域的水"),
        ("", "回顾其2024年11月12日第ORG/GA/RES/61/14号决议，"),
        ("", "注意到1998年至2023年间损失了12.5亿立方米的水，占储量的百分之三十七，"),
        ("", "审议了秘书长的报告（ORG/CSC/2026/18/Rev.2）及其第14和27段，"),
        ("1.", "决定于2027年3月3日［在贝尔莫拉］举行会议；"),
        ("2.", "请各成员在2027年6月30日之前缴纳其会费的［0.5%］［0.75%］；"),
        ("3.", "注意到1992年9月21日条约第九条第四款；"),
        ("4.", "设立一个由十七名专家组成的小组，任期24个月；"),
        ("5.", "请在第六十二届会议45天前将附件3所列名单送交所有28个成员；"),
        ("6.", "敦促各成员到2030年12月将损失减少15%，到2035年减少40%。"),
    ),
}  # fmt: skip


def resolution(language: str) -> Text:
    """A resolution in one of six languages, with all kinds of figures in it."""
    told = []
    for nth, (label, words) in enumerate(_SAID[language]):
        role = Role.TITLE if nth == 0 else Role.OPERATIVE if label else Role.PREAMBULAR
        told.append(Paragraph(f"p{nth}", words, role, label))
    return Text(language, tuple(told))


@dataclass(frozen=True)
class Slip:
    """A slip in a translation. before, after: what stood there and stands there now."""

    kind: str
    anchor: str
    before: str
    after: str
    text: Text


_MONTHS = {
    "ar": [
        *("شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه", "تموز/يوليه", "آب/أغسطس"),
        *("أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر"),
    ],
    "en": re.findall(r"\w+", "January February March April June July August September October November December"),
    "fr": re.findall(r"\w+", "janvier février mars avril juin juillet août septembre octobre novembre décembre"),
    "es": re.findall(r"\w+", "enero febrero marzo abril junio julio agosto septiembre octubre noviembre diciembre"),
    "ru": re.findall(r"\w+", "января февраля марта апреля июня июля августа сентября октября ноября декабря"),
}
_DIGIT = "[0-9٠-٩０-９]"
_NUMBER = re.compile(rf"(?<![A-Za-z/.\d])(?<!{_DIGIT}[.,٫\s]){_DIGIT}+(?![/\d]|[.,٫]{_DIGIT})")
_HAN_ARTICLE = re.compile("第([一二三四五六七八九])(?=[條条款項])")
_HAN_PERCENT = re.compile("百分之([一二三四五六七八九])")
_YEAR = re.compile(rf"(?<!{_DIGIT})(?:1[89]|20|١٩|٢٠|１９){_DIGIT}{{2}}(?!{_DIGIT})")
_HAN_DAY = re.compile(r"(\d{1,2})日")
_SYMBOL = re.compile(r"[A-Z]+(?:/[A-Z0-9]+)+(?:/Rev\.\d)?")
_REFERENCE = {
    "en": re.compile(r"[Aa]rticles? (\d+)|paragraphs? (\d+)"),
    "fr": re.compile(r"articles? (\d+)|paragraphes? (\d+)"),
    "es": re.compile(r"artículos? (\d+)|párrafos? (\d+)"),
    "ru": re.compile(r"стать\w+ (\d+)|пункт\w* (\d+)"),
    "ar": re.compile("المادة ([٠-٩]+)|الفقر(?:ة|تين) ([٠-٩]+)|بالفقرة ([٠-٩]+)"),
    "zh": re.compile("第([一二三四五六七八九]|\\d+)(?=[條条款段])"),
}
_PERCENTAGE = {
    "en": re.compile(r"(\d+) per cent"),
    "fr": re.compile(r"(\d+) (?:%|pour cent)"),
    "es": re.compile(r"(\d+) (?:%|por ciento)"),
    "ru": re.compile(r"(\d+) процент"),
    "ar": re.compile("([٠-٩]+) في المائة"),
    "zh": re.compile("(?<![.\\d])(\\d+)%|百分之三十([一二三四五六七八九])"),
}


def slips(seed: int, count: int, texts: Sequence[Text]) -> Iterator[tuple[int, Slip]]:
    """So many slips, each with the place of its text among those given; kinds in turn, where a text has the place."""
    draw = Random(seed)
    kinds = list(_KINDS)
    made = 0
    while made < count:
        kind = kinds[made % len(kinds)]
        # Kinds that a text has no place for are drawn again in another text.
        for _ in range(2000):
            nth = draw.randrange(len(texts))
            slip = _KINDS[kind](draw, texts[nth])
            if slip is not None:
                yield nth, slip
                break
        else:
            raise AssertionError(f"no text has a place for a slip of this kind: {kind}")
        made += 1


def _number(draw: Random, text: Text) -> Slip | None:
    shape = _HAN_ARTICLE if text.language == "zh" and draw.random() < 0.5 else _NUMBER
    return _changed(draw, text, "number", shape)


def _date(draw: Random, text: Text) -> Slip | None:
    names = _MONTHS.get(text.language, [])
    if names and draw.random() < 0.5:
        shape = re.compile("|".join(names))
        return _changed(draw, text, "date", shape, lambda said: draw.choice([one for one in names if one != said]))
    return _changed(draw, text, "date", _HAN_DAY if text.language == "zh" and draw.random() < 0.3 else _YEAR)


def _symbol(draw: Random, text: Text) -> Slip | None:
    def other(said: str) -> str:
        at = draw.choice([at for at, sign in enumerate(said) if sign.isdecimal()])
        return said[:at] + _other_digit(draw, said[at]) + said[at + 1 :]

    return _changed(draw, text, "symbol", _SYMBOL, other)


def _reference(draw: Random, text: Text) -> Slip | None:
    return _changed(draw, text, "reference", _REFERENCE[text.language])


def _percentage(draw: Random, text: Text) -> Slip | None:
    return _changed(draw, text, "percentage", _PERCENTAGE[text.language])


def _bracket(draw: Random, text: Text) -> Slip | None:
    return _changed(draw, text, "bracket", re.compile(r"[\[\]［］]"), lambda _said: "")


def _missing(draw: Random, text: Text) -> Slip | None:
    one = draw.choice(text.paragraphs)
    if not one.words.strip() or text.under(one.anchor):
        return None
    left = tuple(other for other in text if other.anchor != one.anchor)
    return Slip("missing", one.anchor, one.words, "", Text(text.language, left))


_KINDS: dict[str, Callable[[Random, Text], Slip | None]] = {
    "number": _number,
    "date": _date,
    "symbol": _symbol,
    "reference": _reference,
    "percentage": _percentage,
    "bracket": _bracket,
    "missing": _missing,
}


def _changed(
    draw: Random, text: Text, kind: str, shape: re.Pattern[str], other: Callable[[str], str] | None = None
) -> Slip | None:
    places = [(one, found) for one in text for found in shape.finditer(one.words) if _may_slip(kind, found[0])]
    if not places:
        return None
    one, found = draw.choice(places)
    group = next((nth for nth in range(1, shape.groups + 1) if found[nth]), 0)
    before = found[group]
    after = other(before) if other is not None else _other_number(draw, before)
    words = one.words[: found.start(group)] + after + one.words[found.end(group) :]
    told = tuple(replace(each, words=words) if each.anchor == one.anchor else each for each in text)
    return Slip(kind, one.anchor, before, after, Text(text.language, told))


def _other_number(draw: Random, said: str) -> str:
    """The same number with one digit wrong."""
    if said in "一二三四五六七八九":
        return draw.choice([sign for sign in "一二三四五六七八九" if sign != said])
    at = draw.randrange(len(said))
    return said[:at] + _other_digit(draw, said[at], first=at == 0) + said[at + 1 :]


def _other_digit(draw: Random, sign: str, *, first: bool = True) -> str:
    nought = ord(sign) - int(sign)
    return chr(nought + draw.choice([one for one in range(1 if first else 0, 10) if one != int(sign)]))


def _may_slip(kind: str, said: str) -> bool:
    """A symbol without a figure has nothing that could be mistyped by one."""
    return kind != "symbol" or any(sign.isdecimal() for sign in said)
