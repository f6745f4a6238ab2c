"""Releases as readers find them: the list, one release with its claims in the margin, its data for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from plenary.foundation.access.actors import Actor
from plenary.foundation.journal import queries as journal
from plenary.foundation.languages.words import Words
from plenary.interfaces.web.record.whereabouts import Place, places_of_things
from plenary.offices.newsroom.models import Claim, Correction, Release

KINDS = {
    "curtain_raiser": gettext_lazy("Before the meeting"),
    "advisory": gettext_lazy("Advisory to the press"),
    "arrival": gettext_lazy("Arrival notice"),
    "daily_programme": gettext_lazy("Programme of the day"),
    "remarks": gettext_lazy("Remarks"),
    "photo": gettext_lazy("Photograph"),
    "statement": gettext_lazy("Statement as delivered"),
    "outcome": gettext_lazy("Outcome"),
    "fact_sheet": gettext_lazy("Fact sheet"),
}
STATES = {
    "draft": pgettext_lazy("release", "draft"),
    "cleared": pgettext_lazy("release", "cleared"),
    "armed": pgettext_lazy("release", "waits for its event"),
    "published": pgettext_lazy("release", "published"),
    "withdrawn": pgettext_lazy("release", "withdrawn"),
}
OUT = (Release.State.PUBLISHED, Release.State.WITHDRAWN)
NEAR = 6


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim of a release. number: its place in the text and in the margin.

    from_record: whether it was written from what the record says of a thing; place: that thing, for who may open it.
    """

    number: int
    sentence: Words
    status: str
    fact: str
    source: Words | None
    speaker: Words | None
    speaker_office: Words | None
    quoted: Words | None
    note: Words
    is_public_fact: bool
    from_record: bool
    place: Place | None


@dataclass(slots=True)
class Passage:
    """A paragraph of the release with the claims it makes."""

    number: int
    claims: list[Stated] = field(default_factory=list)


@dataclass(slots=True)
class ReleasePage:
    """What the page of one release prints."""

    release: Release
    kind: str
    passages: list[Passage]
    corrections: list[Correction]
    near: list[Release]
    linked: list[Place]
    sources: list[Words]
    entry: int | None
    has_public_facts: bool


def releases_out(reader: Actor, meeting: str = "") -> QuerySet[Release]:
    """What was published, the newest first; of one meeting where its reference is given.

    A withdrawn release keeps its place and says so.
    """
    found = (
        Release.objects.readable_by(reader)
        .filter(state__in=OUT, published_at__isnull=False)
        .exclude(slug="")
        .order_by("-published_at", "-pk")
    )
    return found.filter(session__ref=meeting) if meeting else found


def release_at(reader: Actor, year: int, slug: str) -> Release:
    """The release at this address. Raises Http404 before it is out, and for who may not read it."""
    found = releases_out(reader).filter(year=year, slug=slug).select_related("session__venue").first()
    if found is None:
        raise Http404
    return found


def release_page(reader: Actor, release: Release) -> ReleasePage:
    """Everything the page of a release prints."""
    claims = list(
        Claim.objects.filter(release=release).select_related("attribution__source").order_by("paragraph", "order")
    )
    # The meeting itself comes first among what is linked.
    about = [release.session.about] if release.session else []
    about += [(claim.thing_kind, claim.thing_key) for claim in claims if claim.thing_key]
    places = places_of_things(reader, about)
    linked: dict[str, Place] = {}
    for place in places.values():
        linked.setdefault(place.href.partition("#")[0], place)
    passages: list[Passage] = []
    for number, claim in enumerate(claims, start=1):
        if not passages or passages[-1].number != claim.paragraph:
            passages.append(Passage(claim.paragraph))
        passages[-1].claims.append(_stated(number, claim, places.get((claim.thing_kind, claim.thing_key))))
    entry = journal.entries_about(reader, release.about).filter(tree__audience="public").last()
    sources = {
        claim.attribution.source_id: claim.attribution.source.name
        for claim in claims
        if claim.attribution and not claim.attribution.is_public_fact
    }
    return ReleasePage(
        release=release,
        kind=str(KINDS.get(release.kind_of_release, release.kind_of_release)),
        passages=passages,
        corrections=list(release.corrections.all()),
        near=list(releases_out(reader)[:NEAR]),
        linked=list(linked.values()),
        sources=list(sources.values()),
        entry=entry.number if entry else None,
        has_public_facts=any(claim.attribution and claim.attribution.is_public_fact for claim in claims),
    )


def _stated(number: int, claim: Claim, place: Place | None) -> Stated:
    attribution = claim.attribution
    return Stated(
        number=number,
        sentence=claim.sentence,
        status=claim.status,
        fact=claim.fact,
        source=attribution.source.name if attribution else None,
        speaker=attribution.speaker if attribution else None,
        speaker_office=attribution.speaker_office if attribution else None,
        quoted=attribution.quoted if attribution else None,
        note=claim.note,
        is_public_fact=bool(attribution and attribution.is_public_fact),
        from_record=bool(claim.thing_key),
        place=place,
    )


def article(page: ReleasePage, *, organisation: str, base: str) -> dict[str, object]:
    """The release in the words of schema.org. base: scheme and host of this house, without a slash at the end."""
    release = page.release
    address = f"{base}{reverse('release', args=[release.year, release.slug])}"
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "url": address,
        "identifier": release.key,
        "headline": release.headline.said(),
        "alternativeHeadline": release.deck.said(),
        "inLanguage": get_language(),
        "datePublished": release.published_at.isoformat() if release.published_at else "",
        "dateModified": last_change(release, page.corrections),
        "publisher": {"@type": "Organization", "name": organisation},
        "author": {"@type": "Organization", "name": organisation},
        "articleBody": "\n\n".join(
            " ".join(claim.sentence.said() for claim in passage.claims) for passage in page.passages
        ),
        "isAccessibleForFree": True,
    }
    if release.dateline_place:
        data["dateline"] = release.dateline_place.said()
        data["locationCreated"] = {"@type": "Place", "name": release.dateline_place.said()}
    if page.sources:
        data["isBasedOn"] = [{"@type": "CreativeWork", "name": source.said()} for source in page.sources]
    if page.corrections:
        data["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": correction.note.said(),
                "datePublished": correction.corrected_at.isoformat(),
            }
            for correction in page.corrections
        ]
    if release.state == Release.State.WITHDRAWN:
        data["creativeWorkStatus"] = "Withdrawn"
        data.pop("articleBody")
    return data


def last_change(release: Release, corrections: Sequence[Correction] = ()) -> str:
    """When the page last changed its words, as ISO 8601."""
    moments = [release.published_at, release.withdrawn_at, *(one.corrected_at for one in corrections)]
    return max(moment for moment in moments if moment).isoformat()
