"""The curtain-raiser: what a coming session is about, written by the product from the record, in its own words.

Every sentence is one claim. It exists because somebody entered where a fact comes from (an attribution of a thing or
of one of its aspects), and its words are made from what the record says of that thing now; so a fact that is taken
out of the record takes its sentence with it, and a changed name changes exactly the sentences that carry it.
Sentences are drafted in each language of DRAFTED_IN; nothing is put in that is not in the record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from plenary.foundation.access.actors import OUTSIDER
from plenary.foundation.access.audiences import may_read
from plenary.foundation.kept import Kept
from plenary.foundation.languages.words import Words
from plenary.offices.documents.models import Document
from plenary.offices.instruments.models import SigningPackage
from plenary.offices.meetings import queries as meetings
from plenary.offices.meetings.models import Delegate, Delegation, Item, Session, Sitting
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Attribution, Presidency
from plenary.offices.protocol.models import Arrival

DRAFTED_IN = ("en", "ru")


@dataclass(frozen=True, slots=True)
class DraftedClaim:
    """One sentence with its source. fact: the numbers under which the source's facts are listed, "1, H"."""

    paragraph: int
    sentence: Words
    status: str
    attribution: Attribution
    fact: str
    thing: tuple[str, str]


@dataclass(frozen=True, slots=True)
class DraftedRelease:
    """Everything of a curtain-raiser but its address."""

    headline: Words
    deck: Words
    dateline_place: Words
    dateline_on: date | None
    claims: tuple[DraftedClaim, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A thing together with what a source said of it."""

    thing: Any
    attribution: Attribution


@dataclass(slots=True)
class Gathered:
    """What of the record belongs to a session and is open to everybody."""

    session: Session
    things: list[Kept] = field(default_factory=list)


class Group(NamedTuple):
    """Statements that make one sentence. apart: the fact for things told together, else the thing itself."""

    kind: str
    aspect: str
    status: str
    apart: str


Teller = Callable[[Sequence[Stated]], str]


@dataclass(frozen=True, slots=True)
class Telling:
    """How one aspect of one kind of thing is told. together: several things of one fact make one sentence."""

    paragraph: int
    tell: Teller
    together: bool = False


def draft(session: Session) -> DraftedRelease:
    """Draft the curtain-raiser of a session from the record as it stands.

    Only what everybody may read is told. A session of which no source has said anything gives no claims.
    """
    gathered = gather(session)
    claims = tuple(_claims(gathered))
    return DraftedRelease(
        headline=_in_each_language(lambda: _headline(gathered)),
        deck=_in_each_language(lambda: _deck(gathered)),
        dateline_place=Words(session.venue.city) if session.venue else Words(),
        dateline_on=session.from_on,
        claims=claims,
    )


def gather(session: Session) -> Gathered:
    """The session and what hangs on it: preparation, sittings, items, papers, delegations, arrivals, signing."""
    found = Gathered(session)
    delegations = list(
        Delegation.objects.filter(session=session, member__isnull=False)
        .select_related("member", "session")
        .prefetch_related("delegates__person")
    )
    found.things += [session, *delegations]
    found.things += session.prepared_by.select_related("venue").prefetch_related("session_bodies__body")
    found.things += Arrival.objects.filter(delegation__session=session).select_related(
        "person", "greeter", "delegation__session", "delegation__member"
    )
    found.things += Sitting.objects.filter(meeting__session=session).order_by("meeting__number", "number")
    items = Item.objects.filter(session=session).select_related("partner").order_by("place")
    found.things += items
    found.things += Document.objects.filter(on_items__item__session=session).distinct()
    found.things += SigningPackage.objects.filter(session=session)
    if session.presidency_after is not None:
        found.things.append(session.presidency_after)
    found.things = [thing for thing in found.things if _is_open(thing)]
    return found


def _is_open(thing: Kept) -> bool:
    """Whether everybody may read the thing. One without an audience of its own follows what it hangs on."""
    for name in ("band_audience", "audience"):
        audience = getattr(thing, name, None)
        if audience is not None:
            return may_read(OUTSIDER, audience)
    return True


def _claims(gathered: Gathered) -> Iterable[DraftedClaim]:
    stated = organisation.attributions_by_thing(gathered.things)
    groups: dict[Group, list[Stated]] = defaultdict(list)
    for thing in gathered.things:
        for attribution in stated.get(thing.key, ()):
            told_as = (thing.about[0], attribution.aspect)
            if attribution.is_public_fact or told_as not in TELLINGS:
                continue
            apart = attribution.fact if TELLINGS[told_as].together else thing.key
            groups[Group(*told_as, attribution.status, apart)].append(Stated(thing, attribution))
    order = list(TELLINGS)
    for group in sorted(groups, key=lambda one: order.index((one.kind, one.aspect))):
        members, telling = groups[group], TELLINGS[group.kind, group.aspect]
        told = members if telling.together else members[:1]
        sentence = _in_each_language(partial(telling.tell, told))
        if not sentence:
            continue
        yield DraftedClaim(
            paragraph=telling.paragraph,
            sentence=sentence,
            status=group.status,
            attribution=members[0].attribution,
            fact=", ".join(dict.fromkeys(one.attribution.fact for one in members if one.attribution.fact)),
            thing=members[0].thing.about,
        )


def _in_each_language(tell: Callable[[], str]) -> Words:
    said = Words()
    for language in DRAFTED_IN:
        with translation.override(language):
            words = tell()
        if words:
            said[language] = words
    return said


# --- headline and deck -----------------------------------------------------------------------------


def _headline(gathered: Gathered) -> str:
    session = gathered.session
    count = sum(isinstance(thing, Delegation) for thing in gathered.things)
    title = session.title.said()
    if not count or session.venue is None or not session.venue.city:
        return str(title)
    return ngettext(
        "%(count)s delegation gathers in %(city)s: %(title)s",
        "%(count)s delegations gather in %(city)s: %(title)s",
        count,
    ) % {"count": meetings.delegations_counted(count), "city": session.venue.city.said(), "title": _bodies(session)}


def _deck(gathered: Gathered) -> str:
    parts = []
    if gathered.session.declared_count:
        parts.append(
            ngettext("%(count)s place on the agenda", "%(count)s places on the agenda", gathered.session.declared_count)
            % {"count": gathered.session.declared_count}
        )
    for thing in gathered.things:
        if isinstance(thing, Presidency) and thing.statement == Presidency.Statement.PLANNED:
            parts.append(_("priorities of the next presidency expected: %(member)s") % {"member": _member(thing)})
    return "; ".join(parts)


# --- sentences ---------------------------------------------------------------------------------------


def _arrived(stated: Sequence[Stated]) -> str:
    arrival: Arrival = stated[0].thing
    if arrival.state != Arrival.State.ARRIVED:
        return ""
    return _("Arrived in %(city)s on %(day)s to take part in the session: %(who)s.") % {
        "city": arrival.city.said(),
        "day": _day(arrival.arrived_on),
        "who": _addressed(arrival),
    }


def _greeted(stated: Sequence[Stated]) -> str:
    arrival: Arrival = stated[0].thing
    if arrival.greeter is None:
        return ""
    greeter = arrival.greeter.form_of_address.said() or arrival.greeter.name.said()
    return _("Met on arrival (%(place)s) by: %(greeter)s.") % {
        "place": arrival.place.said() or pgettext("place of an arrival", "place not stated"),
        "greeter": greeter,
    }


def _list_of(stated: Sequence[Stated]) -> str:
    delegation: Delegation = stated[0].thing
    lines = [line for line in delegation.delegates.all() if line.left_list_at is None]
    named = ", ".join(f"{line.person.name.said()} ({line.title.said()})" for line in lines)
    return ngettext(
        "%(member)s is represented by a delegation of %(count)s person: %(named)s.",
        "%(member)s is represented by a delegation of %(count)s persons: %(named)s.",
        len(lines),
    ) % {"member": _member(delegation), "count": len(lines), "named": named}


def _meets(stated: Sequence[Stated]) -> str:
    session: Session = stated[0].thing
    place = (
        ", ".join(part for part in (session.venue.name.said(), session.venue.city.said()) if part)
        if (session.venue)
        else ""
    )
    return _("%(body)s meets on %(day)s. The place: %(place)s.") % {
        "body": _bodies(session),
        "day": _day(session.from_on),
        "place": place,
    }


def _in_the_chair(stated: Sequence[Stated]) -> str:
    session: Session = stated[0].thing
    person = session.presiding_person
    who = (person.form_of_address.said() or person.name.said()) if person else ""
    member = session.presiding_member.short_name.said() if session.presiding_member else ""
    return _("In the chair: %(who)s.") % {"who": ", ".join(part for part in (who, member) if part)}


def _theme(stated: Sequence[Stated]) -> str:
    return _("The theme of the session: %(theme)s.") % {"theme": stated[0].thing.theme.said()}


def _who_takes_part(stated: Sequence[Stated]) -> str:
    session: Session = stated[0].thing
    heads = (
        Delegate.objects.filter(delegation__session=session, role=Delegate.Role.HEAD, left_list_at__isnull=True)
        .filter(delegation__member__isnull=False)
        .select_related("person", "delegation__member")
    )
    lines = sorted(
        f"{_member(line.delegation)} ({line.person.form_of_address.said() or line.person.name.said()})"
        for line in heads
    )
    return ngettext(
        "%(count)s delegation is expected: %(named)s.", "%(count)s delegations are expected: %(named)s.", len(lines)
    ) % {"count": len(lines), "named": ", ".join(lines)}


def _places(stated: Sequence[Stated]) -> str:
    session: Session = stated[0].thing
    named = sum(bool(item.title) for item in session.items.filter(parent__isnull=True) if _is_open(item))
    count = session.declared_count or 0
    return ngettext(
        "The agenda has %(count)s place; subjects named so far: %(named)s.",
        "The agenda has %(count)s places; subjects named so far: %(named)s.",
        count,
    ) % {"count": count, "named": named}


def _restricted_or_wider(stated: Sequence[Stated]) -> str:
    sitting: Sitting = stated[0].thing
    if sitting.is_shut:
        return _("The heads first meet by themselves: %(title)s.") % {
            "title": meetings.title_of(sitting, OUTSIDER).said()
        }
    joining = ", ".join(_office(word) for word in sitting.admitted_classes)
    if not joining:
        return _("A sitting in wider format is planned: %(title)s.") % {"title": sitting.title.said()}
    return _("Others join for the next sitting (%(title)s): %(joining)s.") % {
        "title": sitting.title.said(),
        "joining": joining,
    }


def _office(word: str) -> str:
    joining: dict[str, str] = {
        "foreign_minister": _("foreign ministers"),
        "defence_minister": _("ministers of defence"),
        "security_secretary": _("secretaries of the security councils"),
        "permanent_representative": _("permanent representatives"),
        "secretary_general": _("the secretary-general"),
        "other_minister": _("other ministers"),
    }
    return joining.get(word, word)


def _subjects(stated: Sequence[Stated]) -> str:
    titles = "; ".join(one.thing.title.said() for one in stated if one.thing.title)
    match stated[0].thing.kind_of_item:
        case Item.Kind.DECISION:
            return _("A decision is planned: %(titles)s.") % {"titles": titles}
        case Item.Kind.SIGNATURE:
            return _("Papers are to be signed: %(titles)s.") % {"titles": titles}
        case Item.Kind.EXCHANGE_OF_VIEWS:
            return _("The heads are to exchange views: %(titles)s.") % {"titles": titles}
        case _:
            return _("Also among the subjects: %(titles)s.") % {"titles": titles}


def _exchange(stated: Sequence[Stated]) -> str:
    return _("No decision is sought under the item “%(title)s”; it is for an exchange of views.") % {
        "title": stated[0].thing.title.said()
    }


def _topical(stated: Sequence[Stated]) -> str:
    return _spoken(stated[0], _("%(speaker)s also names “%(quoted)s”; here under: %(title)s."))


def _quoted_subject(stated: Sequence[Stated]) -> str:
    return _spoken(stated[0], _("%(speaker)s names “%(quoted)s” as a subject; here under: %(title)s."))


def _spoken(one: Stated, form: str) -> str:
    return form % {
        "speaker": _first_letter(one.attribution.speaker.said() or one.attribution.source.name.said()),
        "quoted": one.attribution.quoted.said(),
        "title": one.thing.title.said(),
    }


def _main_document(stated: Sequence[Stated]) -> str:
    document: Document = stated[0].thing
    said = stated[0].attribution
    speaker = said.speaker.said()
    if said.speaker_office:
        speaker = f"{speaker} ({said.speaker_office.said()})"
    if not speaker:
        return _("Planned %(role)s: %(title)s.") % {"role": document.role.said(), "title": document.title.said()}
    return _("Planned, according to %(speaker)s, as %(role)s: %(title)s.") % {
        "speaker": speaker,
        "role": document.role.said(),
        "title": document.title.said(),
    }


def _period(stated: Sequence[Stated]) -> str:
    presidency: Presidency = stated[0].thing
    sentence = _("The next presidency, %(member)s, is printed as %(period)s.") % {
        "member": _member(presidency),
        "period": presidency.period_printed,
    }
    note = presidency.intersessional_note.said()
    return f"{sentence} {note}" if note else sentence


def _to_outline(stated: Sequence[Stated]) -> str:
    presidency: Presidency = stated[0].thing
    if presidency.statement == Presidency.Statement.DELIVERED:
        return _("The priorities of the next presidency were set out: %(member)s.") % {"member": _member(presidency)}
    return _("Expected to set out the priorities of its presidency: %(member)s.") % {"member": _member(presidency)}


def _sat_jointly(stated: Sequence[Stated]) -> str:
    session: Session = stated[0].thing
    city = session.venue.city.said() if session.venue else ""
    if session.state in {Session.State.HELD, Session.State.CLOSED}:
        return _("Met jointly on %(day)s (%(city)s): %(bodies)s.") % {
            "day": _day(session.from_on),
            "city": city,
            "bodies": _bodies(session),
        }
    return _("To meet jointly on %(day)s (%(city)s): %(bodies)s.") % {
        "day": _day(session.from_on),
        "city": city,
        "bodies": _bodies(session),
    }


# --- words of things -----------------------------------------------------------------------------------


def _day(day: date | None) -> str:
    return date_format(day, "j E Y" if translation.get_language() == "ru" else "l j F Y") if day else _("not stated")


def _member(of: Any) -> str:  # noqa: ANN401  anything with a member
    return str(of.member.short_name.said())


def _addressed(arrival: Arrival) -> str:
    return str(arrival.person.form_of_address or arrival.person.name)


def _bodies(session: Session) -> str:
    return ", ".join(one.body.name.said() for one in session.session_bodies.all())


def _first_letter(text: str) -> str:
    return text[:1].upper() + text[1:]


#: What is told of which thing and aspect, in the order of the page.
TELLINGS: dict[tuple[str, str], Telling] = {
    ("protocol.arrival", ""): Telling(1, _arrived),
    ("protocol.arrival", "greeter"): Telling(1, _greeted),
    ("meetings.delegation", "list"): Telling(1, _list_of),
    ("meetings.session", "venue"): Telling(2, _meets),
    ("meetings.session", "chair"): Telling(2, _in_the_chair),
    ("meetings.session", "theme"): Telling(2, _theme),
    ("meetings.session", "delegations"): Telling(2, _who_takes_part),
    ("meetings.sitting", ""): Telling(3, _restricted_or_wider),
    ("meetings.session", "declared_count"): Telling(4, _places),
    ("meetings.item", "named_by_speaker"): Telling(4, _quoted_subject),
    ("meetings.item", "topical_issues"): Telling(4, _topical),
    ("meetings.item", ""): Telling(4, _subjects, together=True),
    ("meetings.item", "exchange_of_views"): Telling(5, _exchange),
    ("documents.document", "role"): Telling(5, _main_document),
    ("organisation.presidency", "statement"): Telling(6, _to_outline),
    ("organisation.presidency", "period_printed"): Telling(6, _period),
    ("meetings.session", ""): Telling(7, _sat_jointly),
}
