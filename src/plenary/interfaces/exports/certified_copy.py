"""A certified true copy on paper: PDF/UA-1 and PDF/A-2a, set by Typst with the fonts it carries.

Those fonts hold Latin, Greek and Cyrillic and are the same on every machine, so no other font is looked for where a
text needs no more. Another script is set in the font in which texts are printed; where none is at hand the text is
refused, by name, before anything is drawn.
Only what the office hands over is printed; every text is passed to Typst as data and never as markup.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plenary.interfaces.exports.text_on_paper import (
    CARRIED,
    CARRIED_SCRIPTS,
    families_at_hand,
    fonts_at_hand,
    missing_scripts,
    scripts_of,
)
from plenary.offices.instruments.printing import CopyToPrint, TextToPrint, printer
from plenary.procedure.refusal import Refused

_PAGE = b"""
#let copy = json(bytes(sys.inputs.copy))
#set document(title: copy.heading + ": " + copy.title, author: copy.organisation)
#set page(paper: "a4", margin: (x: 25mm, y: 28mm), numbering: "1 / 1", footer: context [
  #set text(size: 8pt)
  #copy.footer #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set text(font: copy.families, size: 11pt, lang: copy.language)
#set par(justify: true, leading: 0.7em, spacing: 1em)
#show heading.where(level: 1): set text(size: 15pt)
#show heading.where(level: 2): set text(size: 12pt)
#align(center)[#text(size: 10pt)[#copy.organisation]]
#v(4mm)
#heading(level: 1, copy.heading)
#par(strong(copy.title))
#for line in copy.names { par(line) }
#for one in copy.texts [
  #pagebreak(weak: true)
  #set text(lang: one.language)
  #heading(level: 2, one.title)
  #for p in one.paragraphs { par(hanging-indent: 6mm, p) }
]
#pagebreak(weak: true)
#heading(level: 2, copy.signed)
#table(columns: (1fr, 1.4fr, auto), stroke: 0.4pt, inset: 6pt,
  table.header(..copy.columns.map(c => strong(c))),
  ..copy.signatures.flatten().map(c => [#c]))
#heading(level: 2, copy.certificate)
#par(copy.statement)
#for one in copy.digests {
  par[#one.label \\ #text(font: "DejaVu Sans Mono", size: 8pt)[#one.value]]
}
#v(8mm)
#par(copy.certifier)
"""


@printer
def certified_copy(copy: CopyToPrint) -> bytes:
    """The copy as a PDF; the same copy gives the same bytes.

    Raises Refused "instruments.no_font" for words in a script that the fonts at hand do not have.
    """
    for text in copy.texts:
        _refuse_unprintable(text)
    carried = all(scripts_of(_words(text)) <= CARRIED_SCRIPTS for text in copy.texts)
    with translation.override(copy.language):
        said = _said(copy)
    said["families"] = [CARRIED[0]] if carried else list(families_at_hand())
    drawn = typst.compile(
        _PAGE,
        sys_inputs={"copy": json.dumps(said, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
        **({"ignore_system_fonts": True} if carried else {"font_paths": fonts_at_hand()}),
        timestamp=copy.certified_at.replace(microsecond=0),
    )
    if not isinstance(drawn, bytes):
        raise TypeError("one document is one file")
    return drawn


def _said(copy: CopyToPrint) -> dict[str, Any]:
    on = date_format(copy.certified_at.astimezone(UTC).date(), "DATE_FORMAT")
    names = [_("Symbol: %s") % copy.symbol] if copy.symbol else []
    names += [_("Decision: %s") % copy.number] if copy.number else []
    return {
        "organisation": copy.organisation,
        "language": copy.language,
        "heading": _("Certified true copy"),
        "title": copy.title,
        "names": names,
        "footer": copy.symbol or copy.number or copy.title,
        "texts": [
            {
                "language": one.language,
                "title": one.title,
                "paragraphs": [f"{label} {words}".strip() for role, label, words in one.paragraphs if role != "title"],
            }
            for one in copy.texts
        ],
        "signed": _("Signed by"),
        "columns": [_("Member"), _("Person and office"), _("Date")],
        "signatures": [
            [one.member, ", ".join(filter(None, (one.person, one.office))), date_format(one.on, "DATE_FORMAT")]
            for one in copy.signatures
        ],
        "certificate": _("Certificate"),
        "statement": _(
            "This is a true copy of the text that was signed. Its words are those whose SHA-256 stands below; anyone "
            "can compare it with the record of the organisation."
        ),
        "digests": [
            {"label": _("SHA-256 of the version signed"), "value": copy.digest},
            *({"label": _("SHA-256 of the text (%s)") % one.language, "value": one.digest} for one in copy.texts),
        ],
        "certifier": _("Certified by %(name)s on %(day)s.") % {"name": copy.certified_by, "day": on},
    }


def _words(text: TextToPrint) -> str:
    return " ".join((text.title, *(said for _role, _label, said in text.paragraphs)))


def _refuse_unprintable(text: TextToPrint) -> None:
    if missing := missing_scripts(_words(text)):
        raise Refused("instruments.no_font", language=text.language, script=missing[0].capitalize())
