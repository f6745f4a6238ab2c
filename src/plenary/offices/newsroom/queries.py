"""What may be asked of the newsroom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.offices.meetings import queries as meetings
from plenary.offices.newsroom.models import Claim, Release
from plenary.offices.organisation import queries as organisation
from plenary.procedure.refusal import NotHere

#: Releases whose page exists: withdrawn ones keep their address and say why.
OUT = (Release.State.PUBLISHED, Release.State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class ToldParagraph:
    """The claims of one paragraph, in order."""

    number: int
    claims: tuple[Claim, ...]


def published(actor: Actor) -> QuerySet[Release]:
    """Releases that are out, newest first, as this reader may read them."""
    return Release.objects.readable_by(actor).filter(state=Release.State.PUBLISHED)


def release_at(year: int, slug: str, actor: Actor) -> Release:
    """The release at a public address. Raises NotHere where there is none, whether not yet or never."""
    found: Release | None = (
        Release.objects.readable_by(actor)
        .filter(year=year, slug=slug, state__in=OUT)
        .select_related("session")
        .prefetch_related(_with_sources(), "corrections")
        .first()
    )
    if found is None:
        raise NotHere()
    return found


def release_of_key(key: str, actor: Actor) -> Release:
    """A release in any state, by its key, for those who may read it. Raises NotHere."""
    found: Release | None = (
        Release.objects.readable_by(actor)
        .filter(key=key)
        .select_related("session__venue", "drafted_by", "cleared_by", "nodded_by")
        .prefetch_related(_with_sources(), "corrections")
        .first()
    )
    if found is None:
        raise NotHere()
    return found


def in_the_works(actor: Actor) -> QuerySet[Release]:
    """Drafts, cleared and armed releases that this reader may read, oldest first."""
    return (
        Release.objects.readable_by(actor)
        .exclude(state__in=OUT)
        .select_related("session__venue", "drafted_by", "cleared_by")
        .order_by("embargo_until", "pk")
    )


def zone_of(release: Release) -> str:
    """The zone in which the hours of a release are told: of its session's place, else of the organisation."""
    return meetings.zone_of(release.session) if release.session else organisation.the_organisation().zone


def paragraphs(release: Release) -> Sequence[ToldParagraph]:
    """The claims of a release by paragraph."""
    claims = sorted(release.claims.all(), key=lambda claim: (claim.paragraph, claim.order))
    return [ToldParagraph(number, tuple(group)) for number, group in groupby(claims, key=lambda one: one.paragraph)]


def _with_sources() -> Prefetch[str]:
    return Prefetch("claims", Claim.objects.select_related("attribution__source").order_by("order"))
