"""Draft, clear, arm, publish, correct, withdraw.

Whoever drafts does not clear, and a release goes out only cleared: so two people stand behind each word that becomes
public, and publishing is no third proposal. An edit takes the clearance away, and so does another hour.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import slugify

from plenary.foundation.access.actors import Actor, the_house
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import PUBLIC
from plenary.foundation.access.gate import may, require_two
from plenary.foundation.access.models import Person
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.kept import Kept
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.meetings.models import Session
from plenary.offices.newsroom import curtain_raiser
from plenary.offices.newsroom.events import can_come
from plenary.offices.newsroom.models import Claim, Correction, Release
from plenary.offices.newsroom.queries import zone_of
from plenary.offices.organisation.models import Attribution
from plenary.procedure.refusal import Refused

ROW = "draft_release"
NOD_LASTS = timedelta(minutes=10)
NEWS = "news"
SLUG_LENGTH = 100


@dataclass(frozen=True, slots=True)
class ClaimText:
    """A sentence of a release as a person writes it. about: the thing of the record that it links to."""

    sentence: Words
    status: str = Attribution.Status.OCCURRED.value
    paragraph: int = 1
    fact: str = ""
    attribution: Attribution | None = None
    about: Kept | None = None


@act("newsroom.draft_release")
def draft_release(
    *,
    by: Actor,
    kind: str,
    headline: Words,
    deck: Words | None = None,
    dateline_place: Words | None = None,
    dateline_on: date | None = None,
    session: Session | None = None,
    claims: Sequence[ClaimText] = (),
    embargo_until: datetime | None = None,
    is_demonstration: bool = False,
) -> Release:
    """Begin a release. It has no public address until it is published."""
    _require_newsroom(by)
    author = Person.objects.get(key=by.person_key)
    release = Release.objects.create(
        kind_of_release=Release.Kind(kind).value,
        headline=headline,
        deck=deck or Words(),
        dateline_place=dateline_place or Words(),
        dateline_on=dateline_on,
        session=session,
        embargo_until=embargo_until,
        drafted_by=author,
        is_demonstration=is_demonstration,
    )
    release.authors.add(author)
    for order, claim in enumerate(claims, start=1):
        kind_of_thing, key = claim.about.about if claim.about else ("", "")
        Claim.objects.create(
            release=release,
            order=order,
            paragraph=claim.paragraph,
            sentence=claim.sentence,
            status=Attribution.Status(claim.status).value,
            fact=claim.fact,
            attribution=claim.attribution,
            thing_kind=kind_of_thing,
            thing_key=key,
        )
    _told("newsroom.release.drafted", release, by)
    return release


@act("newsroom.draft_curtain_raiser")
def draft_curtain_raiser(session: Session, *, by: Actor) -> Release:
    """Let the product draft the curtain-raiser of a session from the record.

    Raises Refused("newsroom.nothing_stated") where no source has said anything that everybody may read.
    """
    _require_newsroom(by)
    drafted = curtain_raiser.draft(session)
    if not drafted.claims:
        raise Refused("newsroom.nothing_stated")
    author = Person.objects.get(key=by.person_key)
    release = Release.objects.create(
        kind_of_release=Release.Kind.CURTAIN_RAISER,
        headline=drafted.headline,
        deck=drafted.deck,
        dateline_place=drafted.dateline_place,
        dateline_on=drafted.dateline_on,
        session=session,
        drafted_by=author,
    )
    release.authors.add(author)
    for order, claim in enumerate(drafted.claims, start=1):
        Claim.objects.create(
            release=release,
            order=order,
            paragraph=claim.paragraph,
            sentence=claim.sentence,
            status=claim.status,
            fact=claim.fact,
            attribution=claim.attribution,
            thing_kind=claim.thing[0],
            thing_key=claim.thing[1],
        )
    _told("newsroom.release.drafted", release, by)
    return release


@act("newsroom.edit_release")
def edit_release(
    release: Release,
    *,
    by: Actor,
    headline: Words | None = None,
    deck: Words | None = None,
    embargo_until: datetime | None = None,
) -> Release:
    """Change what is not yet out. A clearance given before is gone: it was for other words, or for another hour.

    Who sets the embargo alone has written nothing, and takes no author's place.
    """
    _require_newsroom(by)
    draft = _locked(release)
    _refuse_if_out(draft)
    if headline or deck:
        _written_by(draft, by)
    draft.headline = headline or draft.headline
    draft.deck = deck or draft.deck
    draft.embargo_until = embargo_until or draft.embargo_until
    return _back_to_draft(draft, by)


@act("newsroom.edit_claim")
def edit_claim(claim: Claim, *, by: Actor, sentence: Words) -> Claim:
    """Change one sentence of what is not yet out; its source stays."""
    _require_newsroom(by)
    draft = _locked(claim.release)
    _refuse_if_out(draft)
    changed = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    changed.sentence = sentence
    changed.touch().save()
    _written_by(draft, by)
    _back_to_draft(draft, by)
    return changed


@act("newsroom.clear_release")
def clear_release(release: Release, *, by: Actor) -> Release:
    """Agree to the words as they stand. Never by a person who wrote of them since they were last cleared."""
    _require_newsroom(by)
    draft = _locked(release)
    if draft.state != Release.State.DRAFT:
        raise Refused("newsroom.not_a_draft", state=draft.state)
    if draft.authors.filter(key=by.person_key).exists():
        raise Refused("newsroom.own_words")
    draft.cleared_by = Person.objects.get(key=by.person_key)
    draft.cleared_at = now()
    draft.state = Release.State.CLEARED
    draft.touch().save()
    _told("newsroom.release.cleared", draft, by)
    return draft


@act("newsroom.arm_release")
def arm_release(release: Release, *, by: Actor, verb: str, thing: Kept) -> Release:
    """Let a cleared release wait for an entry of the record: that verb, about that thing.

    For "decisions.decision.adopted" the thing is the question, since its decision is not there yet.
    Raises Refused "newsroom.not_cleared"; "newsroom.under_embargo" where it waits for an hour already;
    "newsroom.event_never_comes" where the record will not say that of it, so it would wait for ever.
    """
    _require_newsroom(by)
    # Locked before the release, as the event itself does it: it comes before this or after it, never unheard between.
    awaited = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    cleared = _locked(release)
    if cleared.state not in {Release.State.CLEARED, Release.State.ARMED}:
        raise Refused("newsroom.not_cleared", state=cleared.state)
    _require_hour_come(cleared)
    if not can_come(verb, awaited):
        raise Refused("newsroom.event_never_comes", verb=verb, kind=thing.about[0])
    cleared.armed_event = armed_for(verb, thing.about)
    cleared.state = Release.State.ARMED
    cleared.touch().save()
    _told("newsroom.release.armed", cleared, by)
    return cleared


def armed_for(verb: str, about: tuple[str, str]) -> str:
    """How an event is written on a release."""
    return f"{verb} {about[0]} {about[1]}"


@act("newsroom.nod_release")
def nod_release(release: Release, *, by: Actor) -> Release:
    """A person's nod, without which no release goes out by the clock; it lasts ten minutes."""
    _require_newsroom(by)
    cleared = _locked(release)
    if cleared.state != Release.State.CLEARED or cleared.embargo_until is None:
        raise Refused("newsroom.not_waiting_for_its_time", state=cleared.state)
    cleared.nodded_by = Person.objects.get(key=by.person_key)
    cleared.nodded_at = now()
    cleared.touch().save()
    _told("newsroom.release.nodded", cleared, by)
    return cleared


@act("newsroom.publish_release")
def publish_release(release: Release, *, by: Actor) -> Release:
    """Put a cleared release out: only now it gets its public address.

    Raises Refused where it was not cleared by another person, or its embargo has not ended.
    """
    _require_newsroom(by)
    return _publish(_locked(release), by)


@act("newsroom.publish_due_releases")
def publish_due_releases() -> list[Release]:
    """Put out what a person nodded to in the last ten minutes and whose embargo has ended; called by the clock."""
    instant = now()
    due = Release.objects.select_for_update(of=("self",)).filter(
        state=Release.State.CLEARED, embargo_until__lte=instant, nodded_at__gte=instant - NOD_LASTS
    )
    return [_publish(release, the_house()) for release in due]


def publish_at_event(release: Release) -> Release:
    """Put an armed release out because its event came; called in the transaction of that event.

    What keeps a release back never keeps the event back: the release then waits for a person again, and the record
    says why.
    """
    try:
        with transaction.atomic():
            return _publish(_locked(release), the_house())
    except Refused as refused:
        held = _locked(release)
        held.state = Release.State.CLEARED
        held.armed_event = ""
        held.touch().save()
        _told("newsroom.release.held", held, the_house(), why=refused.code)
        return held


@act("newsroom.withdraw_release")
def withdraw_release(release: Release, *, by: Actor, reason: Words) -> Release:
    """Take a published release back. Its address stays and says when and why.

    The reason goes to everybody at once, so it takes two persons as the release itself did.
    """
    require_two(by, ROW)
    out = _locked(release)
    if out.state != Release.State.PUBLISHED:
        raise Refused("newsroom.not_out", state=out.state)
    out.state = Release.State.WITHDRAWN
    out.withdrawn_at = now()
    out.withdrawn_reason = reason
    out.touch().save()
    _told("newsroom.release.withdrawn", out, by, reason=reason.said("en"))
    return out


@act("newsroom.correct_release")
def correct_release(
    release: Release, *, by: Actor, note: Words, claim: Claim | None = None, new_words: Words | None = None
) -> Correction:
    """Correct a published release in the open: a line at its foot, the old words kept beside the new.

    The new words go to everybody at once, so they take two persons as the release itself did.
    """
    require_two(by, ROW)
    out = _locked(release)
    if out.state != Release.State.PUBLISHED:
        raise Refused("newsroom.not_out", state=out.state)
    old = Words()
    if claim is not None and new_words:
        changed = out.claims.select_for_update(of=("self",)).get(pk=claim.pk)
        old = changed.sentence
        changed.sentence = new_words
        changed.touch().save()
    correction = Correction.objects.create(
        release=out,
        corrected_at=now(),
        corrected_by=Person.objects.get(key=by.person_key),
        note=note,
        old_words=old,
        new_words=new_words or Words(),
    )
    out.touch().save()
    _told("newsroom.release.corrected", out, by, note=note.said("en"), old=old.said("en"))
    return correction


def _publish(release: Release, by: Actor) -> Release:
    if release.state not in {Release.State.CLEARED, Release.State.ARMED} or release.cleared_by is None:
        raise Refused("newsroom.not_cleared", state=release.state)
    _require_hour_come(release)
    instant = now()
    release.year = (release.dateline_on or instant.date()).year
    release.slug = _free_slug(release)
    release.published_at = instant
    release.state = Release.State.PUBLISHED
    release.audience = PUBLIC
    release.armed_event = ""
    release.touch().save()
    _told("newsroom.release.published", release, by, sha256=digest_of(release))
    publish(NEWS, PUBLIC)
    return release


def _require_hour_come(release: Release) -> None:
    if release.embargo_until is not None and now() < release.embargo_until:
        zone = zone_of(release)
        until = release.embargo_until.astimezone(ZoneInfo(zone))
        raise Refused("newsroom.under_embargo", until=f"{until:%Y-%m-%d %H:%M}", zone=zone)


def digest_of(release: Release) -> str:
    """SHA-256 over the words of a release as published: headline, deck and sentences in order, by language."""
    lines = []
    for words in (release.headline, release.deck, *(claim.sentence for claim in release.claims.order_by("order"))):
        lines += [f"{language}\t{words[language]}" for language in sorted(words)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _free_slug(release: Release) -> str:
    wanted = slugify(release.headline.said("en"))[:SLUG_LENGTH].strip("-") or release.key.lower()
    taken = set(Release.objects.filter(year=release.year, slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _written_by(draft: Release, by: Actor) -> None:
    """Note an author. Words that another person cleared are the house's; the authors begin anew after them."""
    if draft.cleared_by is not None:
        draft.authors.clear()
    draft.drafted_by = Person.objects.get(key=by.person_key)
    draft.authors.add(draft.drafted_by)


def _back_to_draft(draft: Release, by: Actor) -> Release:
    draft.state = Release.State.DRAFT
    draft.cleared_by = draft.cleared_at = draft.nodded_by = draft.nodded_at = None
    draft.armed_event = ""
    draft.touch().save()
    _told("newsroom.release.edited", draft, by)
    return draft


def _require_newsroom(by: Actor) -> None:
    """Drafting is a proposal in itself and clearing is the second person's part, so P suffices for each."""
    if not may(by, ROW):
        raise Refused("access.not_allowed", row=ROW, capacity=by.capacity)


def _refuse_if_out(release: Release) -> None:
    if release.state in {Release.State.PUBLISHED, Release.State.WITHDRAWN}:
        raise Refused("newsroom.out_already", state=release.state)


def _locked(release: Release) -> Release:
    rows = Release.objects.select_for_update(of=("self",)).select_related("drafted_by", "cleared_by")
    locked: Release = rows.get(pk=release.pk)
    return locked


def _told(verb: str, release: Release, by: Actor, **facts: str) -> None:
    journal.record(
        verb,
        by=by,
        about=release.about,
        audience=release.audience,
        facts={"headline": release.headline.said("en"), "version": release.version, **facts},
    )
    publish(f"release:{release.key}", release.audience, release.version)
