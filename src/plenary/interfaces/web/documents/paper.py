"""A text as it goes on paper: what stands around it, in the language of the text where the house speaks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from threading import BoundedSemaphore

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plenary.foundation.clock import now
from plenary.interfaces.exports import akoma_ntoso, text_on_paper
from plenary.interfaces.exports.akoma_ntoso.of_the_house import about_of
from plenary.interfaces.exports.redline_on_paper import redlined
from plenary.interfaces.exports.text_on_paper import Attachment, Print, furniture_language
from plenary.interfaces.fact_words import CLASSES, listed
from plenary.interfaces.web.documents import reading
from plenary.interfaces.web.shell import bands, moments
from plenary.interfaces.web.shell.templatetags.plenary import language_in_words
from plenary.interfaces.web.shell.versions import version_name
from plenary.offices.documents import facts, queries
from plenary.offices.documents.models import LanguageVersion, Version
from plenary.offices.documents.printing import TextToPrint, printer
from plenary.offices.organisation.models import Organisation
from plenary.procedure.refusal import Refused

#: One print is set at a time in a process, so that many who ask at once do not stop the house.
_press = BoundedSemaphore(1)
WAIT_S = 10.0


@printer
def issued_paper(asked: TextToPrint) -> bytes:
    """The archival copy of an issued text: its bytes are kept and named in the record."""
    address = f"https://{settings.PLENARY_RECORD_NAME}/print/{asked.text.of_version.print_code}/"
    sheet = on_paper(asked.text, audience=asked.audience, check=address, issued_at=asked.issued_at)
    return text_on_paper.printed([sheet], at=asked.issued_at, attached=archived(asked.text))


def working_paper(text: LanguageVersion, *, audience: str, base: str, since: LanguageVersion | None = None) -> bytes:
    """A print for the hand, set when it is asked for and kept nowhere. base: the house's address, with its scheme.

    since: an older version of the same language; what changed after it is marked then.
    Raises Refused "documents.others_are_printed", and what the press refuses.
    """
    at = now()
    check = base + reverse("print", args=[text.of_version.print_code])
    sheet = on_paper(text, audience=audience, check=check, printed_at=at)
    if since is not None:
        older = since.of_version
        with translation.override(furniture_language(text.language)):
            said = _("Changes since %(version)s") % {"version": _symbol_or_name(older)}
        sheet = replace(sheet, foot=f"{said}. {sheet.foot}")
        sheet = redlined(sheet, facts.text_of(since))
    return pressed([sheet], at=at)


def pressed(prints: Sequence[Print], *, at: datetime, attached: Sequence[Attachment] = ()) -> bytes:
    """Prints, set one file after the other. Raises Refused "documents.others_are_printed"."""
    if not _press.acquire(timeout=WAIT_S):
        raise Refused("documents.others_are_printed")
    try:
        return text_on_paper.printed(prints, at=at, attached=attached)
    finally:
        _press.release()


def archived(text: LanguageVersion) -> list[Attachment]:
    """The text as a machine reads it, to travel inside its archival copy."""
    try:
        content = akoma_ntoso.write(facts.text_of(text), about_of(text))
    except Refused:
        # A text too deep for the standard is still a text on paper.
        return []
    return [Attachment(file_name(text, "akn.xml"), content.decode("utf-8"))]


def on_paper(
    text: LanguageVersion,
    *,
    audience: str,
    check: str = "",
    issued_at: datetime | None = None,
    printed_at: datetime | None = None,
) -> Print:
    """A text with its title block and its foot.

    audience: who reads it, in the record's form; a draft is marked as one. check: where its code leads.
    """
    version = text.of_version
    document = version.document
    house = Organisation.objects.first() or Organisation()
    spoken = furniture_language(text.language)
    with translation.override(spoken):
        band = bands.band_for(audience)
        original = next((one.language for one in version.languages.all() if one.is_original), "")
        marks = [
            (_("Distribution"), str(CLASSES[document.distribution])),
            (_("Read by"), str(band.word)),
            (_("Date"), moments.day_words(issued_at or version.made_at, zone=house.zone)),
        ]
        if original:
            marks.append((_("Original"), language_in_words(original)))
        if text.renders_id != version.pk:
            marks.append((_("Renders"), _symbol_or_name(text.renders)))
        return Print(
            organisation=house.name.said(spoken),
            symbol=queries.symbol_of(version),
            title=document.title.said(text.language),
            kind=str(reading.KINDS.get(document.kind, document.kind)),
            text=facts.text_of(text),
            marks=tuple(marks),
            check=check,
            code=grouped(version.print_code),
            foot=_foot(text, issued_at, printed_at, house.zone),
        )


def _symbol_or_name(version: Version) -> str:
    """The symbol with what it gains; where that is nothing, with what the version is called."""
    symbol = queries.symbol_of(version)
    if version.suffix and version.document.symbol:
        return symbol
    return listed(filter(None, (symbol, version_name(version))))


def _foot(text: LanguageVersion, issued_at: datetime | None, printed_at: datetime | None, zone: str) -> str:
    if issued_at is not None:
        return pgettext("foot of a printed page", "Issued %(moment)s") % {"moment": _moment(issued_at, zone)}
    at = {"moment": _moment(printed_at or now(), zone)}
    if text.issues.exists():
        return pgettext("foot of a printed page", "Printed %(moment)s") % at
    return pgettext("foot of a printed page", "Draft, not issued. Printed %(moment)s") % at


def _moment(at: datetime, zone: str) -> str:
    words = {"day": moments.day_words(at, zone=zone), "time": moments.hour_words(at, zone)}
    return _("%(day)s, %(time)s") % words + f" ({moments.offset_words(at, zone)})"


def grouped(code: str) -> str:
    """A print code in the groups in which it is read aloud: "7K3M-Q9X-2TD"."""
    return f"{code[:4]}-{code[4:7]}-{code[7:]}"


def file_name(text: LanguageVersion, ending: str = "pdf") -> str:
    """The name under which a print is saved: the symbol, or the key where there is none, and the language."""
    version = text.of_version
    named = queries.symbol_of(version) or f"{version.document.key}_{version.number}"
    return f"{named.replace('/', '_')}_{text.language}.{ending}"
