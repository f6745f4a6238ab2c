"""Parts and filters of every page; built in, so that templates need not load them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, HiddenInput, RadioSelect
from django.template.context import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.foundation import clock
from plenary.foundation.access.actors import OUTSIDER
from plenary.foundation.access.gate import may_open
from plenary.foundation.languages.words import Words, direction
from plenary.interfaces import fact_words
from plenary.interfaces.web.drawings import Drawing, figures
from plenary.interfaces.web.shell import bands, moments, signs
from plenary.interfaces.web.shell.menus import address, menu
from plenary.interfaces.web.shell.versions import Numbered, version_name
from plenary.interfaces.wording import sentence_of
from plenary.procedure.refusal import Refused

register = template.Library()

KINDS: dict[str, tuple[str, Promise]] = {
    "decision": ("decision", _("Decision")),
    "exchange_of_views": ("exchange", _("Exchange of views")),
    "information": ("information", _("Information")),
    "election": ("election", _("Election")),
    "signature": ("signature", _("Signature")),
    "organisational": ("organisational", _("Organisational")),
    "not_stated": ("not-stated", _("Not stated")),
}
KIND_ALIASES = {"exchange": "exchange_of_views", "": "not_stated"}

CHOICES: dict[str, tuple[str, Promise]] = {
    "favour": ("favour", pgettext_lazy("choice", "In favour")),
    "against": ("against", pgettext_lazy("choice", "Against")),
    "abstain": ("abstain", pgettext_lazy("choice", "Abstain")),
    "absent": ("absent", pgettext_lazy("choice", "Absent")),
    "not_voting": ("absent", pgettext_lazy("choice", "Not voting")),
}
CHOICE_ALIASES = {"yes": "favour", "no": "against", "abstention": "abstain", "in_favour": "favour", "": "not_voting"}

CLAIMS: dict[str, tuple[str, Promise]] = {
    "occurred": ("occurred", pgettext_lazy("claim", "occurred")),
    "planned": ("planned", pgettext_lazy("claim", "planned")),
    "quoted": ("quoted", pgettext_lazy("claim", "quoted")),
}


# Words, names, symbols


@register.filter
def among(code: str, words: Mapping[str, Promise]) -> str:
    """A code in words; one that has none, as it is."""
    return str(words.get(code, code))


@register.filter
def said(words: object) -> str:
    """Words in the reader's language; in another, with its own language and direction."""
    if isinstance(words, Words):
        code, text = words.spoken()
        if not text or code.partition("-")[0] == moments.base_language():
            return conditional_escape(text)
        return format_html('<span lang="{}" dir="{}">{}</span>', code, direction(code), text)
    if words is None:
        return ""
    return conditional_escape(words if isinstance(words, str) else str(words))


@register.filter
def runs(words: Words) -> str:
    """The direction of the language in which words are said to this reader, for the paragraph that holds them."""
    return direction(words.spoken()[0])


@register.filter
def named(name: object) -> str:
    """A name set apart, so that scripts that run the other way do not move its neighbours."""
    return format_html("<bdi>{}</bdi>", said(name))


@register.filter
def symbol(text: object) -> str:
    """A document symbol: from left to right wherever it stands, never broken."""
    return format_html('<bdi class="sym" dir="ltr">{}</bdi>', "" if text is None else text)


@register.filter
def version_named(version: Numbered) -> str:
    """A version as it is called everywhere: "Rev.1", "first version", "version 3"."""
    return version_name(version)


@register.filter
def language_in_words(code: str) -> str:
    """A language by its name in the reader's; its code where the name is not known here."""
    return fact_words.language_in_words(code)


@register.filter
def listed(parts: Iterable[object]) -> str:
    """Names beside each other, as the reader's language sets them apart."""
    return fact_words.listed(parts)


# Days, hours, figures


@register.filter
def day(on: date | datetime | None, style: str = "long") -> str:
    """A day; style: long, short, weekday or no-year."""
    return moments.day(on, style) if on else ""


@register.filter
def day_words(on: date | None) -> str:
    """A day as words alone, to be looked for in other words."""
    return moments.day_words(on) if on else ""


@register.filter
def day_span(first: date | None, last: date | None) -> str:
    """The days from first to last."""
    return moments.day_span(first, last) if first else ""


@register.filter
def day_in(at: datetime | None, zone: moments.Zone) -> str:
    """The day of an instant at the place, with its weekday."""
    return moments.day(at, "weekday", zone) if at else ""


@register.filter
def moment(at: datetime | None, zone: moments.Zone = None) -> str:
    """Day and time by the place's clock, and by the reader's where it differs."""
    return moments.moment(at, zone) if at else ""


@register.filter
def hour(at: datetime | None, zone: moments.Zone = None) -> str:
    """Time of day by the place's clock, and by the reader's where it differs."""
    return moments.hour(at, zone) if at else ""


@register.filter
def hour_words(at: datetime | None, zone: moments.Zone = None) -> str:
    """The time of day by another clock, where both stand side by side."""
    return moments.hour_words(at, zone) if at else ""


@register.filter
def hour_with_day(at: datetime | None, zone: moments.Zone = None) -> str:
    """Time of day by the place's clock; with its day when that is not today."""
    return moments.hour_with_day(at, zone, clock.now()) if at else ""


@register.filter
def offset(at: datetime | None, zone: moments.Zone = None) -> str:
    """How far the place's clock is from UTC."""
    return moments.offset_words(at, zone) if at else ""


@register.filter
def second(at: datetime | None, zone: moments.Zone = None) -> str:
    """Time of day to the second."""
    return moments.hour(at, zone, seconds=True) if at else ""


@register.filter
def minutes_seconds(left: timedelta | int | None) -> str:
    """A running time, 2:14; +0:20 once it is over."""
    return "" if left is None else moments.minutes_seconds(left)


@register.filter
def grouped(figure: figures.Figure | None) -> str:
    """A count in groups of three."""
    return "" if figure is None else figures.grouped(figure)


@register.filter
def money(amount: Decimal | None, currency: str = "") -> str:
    """A sum to the cent; with its currency where given."""
    return "" if amount is None else figures.money(amount, currency)


@register.filter
def percent(share: figures.Figure | None) -> str:
    """A share of one, as per cent."""
    return "" if share is None else figures.percent(share)


# Signs and marks


@register.simple_tag
def svg_sign(name: str, extra: str = "") -> SafeString:
    """A sign from the sheet; `extra` adds a class."""
    return signs.sign(name, extra)


@register.simple_tag(takes_context=True)
def emblem(context: Context) -> SafeString:
    """The emblem, the only ornament of the house: its own picture, or a ring with one bead for each member."""
    picture, place = getattr(context.get("organisation"), "picture", ""), address("emblem")
    if picture and place:
        return format_html('<img class="emblem" src="{}?v={}" alt="" width="40" height="40">', place, picture)
    return signs.emblem(getattr(context.get("organisation"), "seats", 0) or 0)


@register.simple_tag
def sign_sheet() -> SafeString:
    """All signs once; base.html prints it."""
    return signs.sheet()


def _sign_and_word(table: dict[str, tuple[str, Promise]], code: str, family: str, show: str) -> SafeString:
    sign_name, word = table[code]
    word_class = "visually-hidden" if show == "sign" else "word"
    return format_html(
        '<span class="{} is-{}">{}<span class="{}">{}</span></span>',
        family,
        code.replace("_", "-"),
        signs.sign(sign_name),
        word_class,
        word,
    )


@register.simple_tag
def kind(code: object, show: str = "") -> SafeString:
    """Sign and word of an agenda item's kind; show="sign" leaves the word to the ear."""
    text = str(code or "")
    text = KIND_ALIASES.get(text, text)
    return _sign_and_word(KINDS, text if text in KINDS else "not_stated", "kind", show)


@register.simple_tag
def choice(code: object, show: str = "") -> SafeString:
    """Sign and word of what a seat chose; show="sign" leaves the word to the ear."""
    text = str(code or "")
    text = CHOICE_ALIASES.get(text, text)
    return _sign_and_word(CHOICES, text, "choice", show)


@register.simple_tag
def claim_mark(code: object, show: str = "") -> SafeString:
    """Sign and word of a claim's kind; "public" marks a public fact from another notice."""
    text = str(code or "")
    if text == "public":
        return public_fact()
    return _sign_and_word(CLAIMS, text, "claim", show)


@register.simple_tag
def claim_ref(number: object) -> SafeString:
    """The number in the text that leads to the claim in the margin."""
    return format_html(
        '<sup class="claim-ref"><a href="#claim-{}"><span class="visually-hidden">{} </span>{}</a></sup>',
        number,
        _("Source"),
        number,
    )


@register.simple_tag
def public_fact() -> SafeString:
    """The mark of a public fact that the report itself does not state."""
    return format_html(
        '<abbr class="public-fact" title="{}">[P]</abbr>', _("A public fact from another notice, not from the report")
    )


@register.simple_tag
def not_stated(words: str | None = None) -> SafeString:
    """The quiet words where the source says nothing."""
    return format_html('<span class="unsaid">{}</span>', words or _("not stated"))


@register.simple_tag
def or_not_stated(value: object, words: str | None = None) -> str:
    """The value, or the quiet words."""
    if value is None or value == "" or (isinstance(value, Words) and not value):
        return not_stated(words)
    return said(value)


@register.simple_tag
def audience_mark(audience: str) -> SafeString:
    """Who can read this part, on a page that mixes audiences."""
    band = bands.band_for(audience)
    return format_html('<span class="audience">{}{}</span>', signs.sign(band.sign), band.word)


# Parts


@register.inclusion_tag("shell/_band.html", takes_context=True)
def audience_band(context: Context) -> dict[str, Any]:
    """The first line of the page. Reads `audience`, `audience_note` and the frame's own variables."""
    stated = context.get("audience")
    if isinstance(stated, bands.Band):
        band = stated
    elif isinstance(stated, str) and stated:
        band = bands.band_for(stated)
    elif context.get("own_page") and context.get("signed_in"):
        band = bands.SELF
    else:
        band = bands.BY_HOUSE.get(str(context.get("house", "public")), bands.PUBLIC)
    names = (
        "demo",
        "demo_clock",
        "demo_note",
        "languages",
        "set_language",
        "here",
        "still",
        "signed_in",
        "reader",
        "csrf_token",
        "language",
        "band_note",
        "organisation",
        "zone",
    )
    return {"band": band, "note": context.get("audience_note", "")} | {
        name: context.get(name) for name in names if name != "csrf_token" or not context.get("still")
    }


@register.inclusion_tag("shell/_menu.html", takes_context=True)
def house_menu(context: Context, house: str) -> dict[str, Any]:
    """The menu of a house. Reads `current` and, in the chamber, `sitting_key`."""
    arguments = {"key": str(context["sitting_key"])} if house == "chamber" and context.get("sitting_key") else {}
    reader = context.get("reader") or OUTSIDER
    return {"links": menu(house, reader, str(context.get("current", "")), **arguments), "house": house}


@register.simple_tag(takes_context=True)
def page_address(context: Context, url_name: str, **arguments: str) -> str:
    """The address of a page by name; empty where this reader may not open it."""
    return address(url_name, **arguments) if may_open(context.get("reader") or OUTSIDER, url_name) else ""


@register.inclusion_tag("shell/_receipt.html")
def receipt(
    sentence: str,
    at: datetime | None = None,
    entry: object = None,
    rule: object = None,
    audience: str = "",
    zone: moments.Zone = None,
) -> dict[str, Any]:
    """What was recorded: in words, when, under which text, who can see it."""
    return {
        "sentence": sentence,
        "at": at,
        "zone": zone,
        "entry": entry,
        "rule": str(rule) if rule else "",
        "band": bands.band_for(audience) if audience else None,
    }


@register.inclusion_tag("shell/_refusal.html")
def refusal(
    refused: Refused | None = None,
    sentence: str = "",
    figure: str = "",
    rule: object = "",
    remedy: str = "",
) -> dict[str, Any]:
    """Why it cannot be done: what happened, the figure, the rule, what can be done."""
    if refused is not None:
        return {"sentence": sentence_of(refused), "remedy": remedy, "code": refused.code}
    return {"sentence": sentence, "figure": figure, "rule": str(rule or ""), "remedy": remedy, "code": ""}


@register.inclusion_tag("shell/_field.html")
def field(bound: BoundField, density: str = "") -> dict[str, Any]:
    """One field: label, help, control, faults."""
    widget = bound.field.widget
    described = [bound.auto_id + end for end, there in (("_help", bound.help_text), ("_fault", bound.errors)) if there]
    attributes: dict[str, str | bool] = {}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "bound": bound,
        "density": density,
        "control": bound.as_widget(attrs=attributes),
        "choosing": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "ticked": isinstance(widget, CheckboxInput) and not isinstance(widget, CheckboxSelectMultiple),
        "hidden": isinstance(widget, HiddenInput),
    }


@register.inclusion_tag("shell/_fields.html")
def fields(form: BaseForm, density: str = "") -> dict[str, Any]:
    """All fields of a form with the faults that belong to none."""
    return {"form": form, "density": density}


@register.inclusion_tag("shell/_form_faults.html")
def form_faults(form: BaseForm) -> dict[str, Any]:
    """What is wrong with the form as a whole."""
    return {"faults": form.non_field_errors() if form.is_bound else []}


@register.inclusion_tag("shell/_facets.html")
def facets(form: BaseForm) -> dict[str, Any]:
    """A form that narrows a list; its values stand in the address."""
    return {"form": form}


@register.inclusion_tag("shell/_drawing.html")
def drawing(drawn: Drawing | None, show: str = "") -> dict[str, Any]:
    """A drawing with its sentence and, unless show="bare", its table."""
    return {"drawn": drawn, "bare": show == "bare"}


@register.inclusion_tag("shell/_pages.html", takes_context=True)
def pages(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Earlier and later parts of a list; the rest of the address is kept."""
    request = context.get("request")
    kept = request.GET.copy() if request is not None else None
    if kept is not None:
        kept.pop("page", None)
    query = f"{kept.urlencode()}&" if kept else ""
    return {"page": page, "query": query}


@register.inclusion_tag("shell/_data_links.html", takes_context=True)
def data_links(context: Context, url_name: str, *arguments: object) -> dict[str, Any]:
    """The list of this page to take home, whole; what narrows it is kept."""
    request = context.get("request")
    kept = request.GET.copy() if request is not None else None
    if kept is not None:
        kept.pop("page", None)
    query = f"?{kept.urlencode()}" if kept else ""
    forms = ("csv", "xlsx", "json")
    return {"links": [(form.upper(), reverse(url_name, args=[*arguments, form]) + query) for form in forms]}


@register.inclusion_tag("shell/_copy.html")
def copy_button(text: str, label: str | None = None) -> dict[str, Any]:
    """Copies exact words; shown only where the script runs."""
    return {"text": text, "label": label}


@register.inclusion_tag("shell/_print.html")
def print_button() -> dict[str, Any]:
    """Prints the page; shown only where the script runs."""
    return {}


@register.simple_tag
def live_topic(topics: str, version: int, url: str, pace: str = "") -> SafeString:
    """What the live script reads on a part: its topics, the version shown, where it is fetched again.

    pace: "now" fetches at once (the chamber); otherwise readers are spread over a second.
    """
    return format_html(
        'data-live-topic="{}" data-live-version="{}" data-live-href="{}"{}',
        topics,
        version,
        url,
        SafeString(" data-live-now") if pace == "now" else "",
    )
