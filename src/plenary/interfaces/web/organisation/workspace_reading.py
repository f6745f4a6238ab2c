"""The search over what a reader may read. What is hidden is neither found nor counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.languages.words import Words
from plenary.offices.decisions import queries as decisions
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Issue, LanguageVersion, Paragraph
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Item
from plenary.offices.newsroom import queries as newsroom
from plenary.offices.organisation import queries as organisation

#: As many as a page shows; whoever finds more gives another word.
FOUND_AT_MOST = 50
SNIPPET_AROUND = 80

GROUPS: dict[str, Promise] = {
    "meeting": pgettext_lazy("search result", "Meeting"),
    "item": pgettext_lazy("search result", "Agenda item"),
    "document": pgettext_lazy("search result", "Document"),
    "passage": pgettext_lazy("search result", "Passage"),
    "decision": pgettext_lazy("search result", "Decision"),
    "release": pgettext_lazy("search result", "News"),
    "member": pgettext_lazy("search result", "Member"),
    "partner": pgettext_lazy("search result", "Partner"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One result. snippet: words around the match, only of a passage that this reader may read."""

    group: str
    title: Words
    href: str
    note: str = ""
    snippet: str = ""

    @property
    def what(self) -> str:
        """The kind of thing in words."""
        return str(GROUPS[self.group])


def search(reader: Actor, words: str) -> list[Found]:
    """What this reader may read that has these words, office by office; no more than a page of it."""
    wanted = words.strip()
    if len(wanted) < 2:
        return []
    return list(islice(_everything(reader, wanted), FOUND_AT_MOST))


def _everything(reader: Actor, wanted: str) -> Iterator[Found]:
    for session in meetings.sessions(reader).filter(_in_words("title", wanted) | _in_text("ref", wanted))[:_MOST]:
        yield Found("meeting", session.title, reverse("folder", args=[session.ref]), session.ref)
    items = (
        Item.objects.readable_by(reader)
        .filter(_in_words("title", wanted), session__in=meetings.sessions(reader).order_by().values("pk"))
        .exclude(state=Item.State.WITHDRAWN)
        .select_related("session")
    )
    for item in items.order_by("-session__from_on", "series", "place")[:_MOST]:
        yield Found("item", item.title, reverse("folder-item", args=[item.key]), item.session.title.said())
    known = documents.documents(reader)
    for document in known.filter(_in_words("title", wanted) | _in_text("symbol", wanted))[:_MOST]:
        yield Found("document", document.title, reverse("folder-document", args=[document.key]), document.symbol)
    for decision in decisions.decisions(reader).filter(_in_words("title", wanted) | _in_text("number", wanted))[:_MOST]:
        yield Found("decision", decision.title, reverse("folder-decision", args=[decision.number]), decision.number)
    for release in newsroom.published(reader).exclude(slug="").filter(_in_words("headline", wanted))[:_MOST]:
        yield Found("release", release.headline, reverse("release", args=[release.year, release.slug]))
    for member in organisation.members().filter(
        _in_words("short_name", wanted) | _in_words("formal_name", wanted) | Q(code__iexact=wanted)
    )[:_MOST]:
        yield Found("member", member.short_name, reverse("member", args=[member.code]))
    for partner in organisation.partners().filter(_in_words("short_name", wanted) | _in_words("formal_name", wanted))[
        :_MOST
    ]:
        yield Found("partner", partner.short_name, reverse("folder-partner", args=[partner.code]))
    yield from _passages(reader, wanted)


_MOST = FOUND_AT_MOST


def _passages(reader: Actor, wanted: str) -> Iterator[Found]:
    """Paragraphs of texts that were issued to this reader; for who works on every draft, of all texts."""
    hits: QuerySet[Paragraph] = Paragraph.objects.filter(
        _in_text("text", wanted), text_of__in=_texts_of(reader).order_by().values("pk")
    ).select_related("text_of__of_version__document")
    for hit in hits.order_by("-text_of__of_version__number", "text_of__language", "order")[:_MOST]:
        document = hit.text_of.of_version.document
        query = f"?language={hit.text_of.language}&version={hit.text_of.of_version.number}#{hit.anchor}"
        yield Found(
            "passage",
            document.title,
            reverse("folder-document", args=[document.key]) + query,
            document.symbol,
            _around(hit.text, wanted),
        )


def _texts_of(reader: Actor) -> QuerySet[LanguageVersion]:
    texts = LanguageVersion.objects.filter(of_version__document__in=documents.documents(reader).order_by().values("pk"))
    if "documents" in reader.tokens:
        return texts
    issued = Issue.objects.filter(audience__in=readable_audiences(reader))
    return texts.filter(pk__in=issued.values("of_text"))


def _around(text: str, wanted: str) -> str:
    at = max(text.casefold().find(wanted.casefold()), 0)
    begin, end = max(at - SNIPPET_AROUND, 0), at + len(wanted) + SNIPPET_AROUND
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def _cases(wanted: str) -> set[str]:
    """The database folds case in Latin letters only, so the common ways to write a word are asked for by name."""
    return {wanted, wanted.lower(), wanted.upper(), wanted.capitalize()}


def _in_text(field: str, wanted: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": case}) for case in _cases(wanted)))


def _in_words(field: str, wanted: str) -> Q:
    """A match in any language in which a name or title is held."""
    return reduce(or_, (_in_text(f"{field}__{code}", wanted) for code, _name in settings.LANGUAGES))
