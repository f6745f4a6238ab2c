"""The public pages of the newsroom."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenary.interfaces.exports.feeds import FeedEntry, atom_feed
from plenary.interfaces.exports.schema_org import in_script
from plenary.interfaces.web.freshness import while_unchanged
from plenary.interfaces.web.newsroom import reading
from plenary.interfaces.web.shell.context import reader_of
from plenary.interfaces.web.shell.letterhead import of_the_house
from plenary.offices.newsroom.models import Release

RELEASES_A_PAGE = 10
ENTRIES_OF_THE_FEED = 30


def _found(request: HttpRequest, year: int, slug: str) -> tuple[object, Release]:
    release = reading.release_at(reader_of(request), year, slug)
    return release.version, release


@require_safe
@while_unchanged()
def news_list(request: HttpRequest) -> HttpResponse:
    """Everything published, the newest first."""
    meeting = request.GET.get("meeting", "")[:40]
    found = reading.releases_out(reader_of(request), meeting)
    page = Paginator(found, RELEASES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "newsroom/public/news.html", {"page": page, "meeting": meeting, "current": "news"})


@require_safe
@while_unchanged(_found)
def release(request: HttpRequest, found: Release) -> HttpResponse:
    """One release: words at the left, where each claim comes from at the right."""
    page = reading.release_page(reader_of(request), found)
    base = f"{request.scheme}://{request.get_host()}"
    data = reading.article(page, organisation=str(of_the_house()), base=base)
    context = {
        "page": page,
        "release": found,
        "article": in_script(data),
        "zone": found.session.venue.zone if found.session and found.session.venue else "",
        "current": "news",
        "audience": found.audience,
    }
    return render(request, "newsroom/public/release.html", context)


@require_safe
@while_unchanged()
def feed(request: HttpRequest) -> HttpResponse:
    """The same list for feed readers."""
    base = f"{request.scheme}://{request.get_host()}"
    entries = [
        FeedEntry(
            key=row.key,
            title=row.headline.said(),
            summary=_("Withdrawn: %(reason)s") % {"reason": row.withdrawn_reason.said()}
            if row.state == Release.State.WITHDRAWN
            else row.deck.said(),
            address=f"{base}{reverse('release', args=[row.year, row.slug])}",
            published_at=row.published_at,
            updated_at=max(filter(None, (row.published_at, row.withdrawn_at))),
        )
        for row in reading.releases_out(reader_of(request))[:ENTRIES_OF_THE_FEED]
        if row.published_at
    ]
    written = atom_feed(
        entries,
        title=_("News of %(organisation)s") % {"organisation": of_the_house()},
        address=f"{base}{reverse('news-list')}",
        feed_address=f"{base}{request.path}",
        language=get_language() or "en",
    )
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")
