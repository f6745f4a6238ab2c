"""Where a thing of the record is shown to a reader: from its kind and key to an address and a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import readable_audiences
from plenary.foundation.languages.words import Words
from plenary.interfaces.fact_words import language_in_words, listed
from plenary.offices.budget.models import Budget
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, Version
from plenary.offices.instruments.models import SigningPackage
from plenary.offices.meetings.models import Delegation, Item, Session, Sitting
from plenary.offices.meetings.queries import title_of
from plenary.offices.newsroom.models import Release
from plenary.offices.organisation.models import Body, Member, Partner, Presidency
from plenary.offices.protocol.models import Arrival, Slot
from plenary.offices.protocol.queries import title_of_slot

Thing = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """An address of this house and what stands there."""

    href: str
    name: Words | str


Finder = Callable[[Actor, set[str]], dict[str, Place]]


def places_of_things(reader: Actor, things: Iterable[Thing]) -> dict[Thing, Place]:
    """Where each thing is shown; those that this reader may not know of, or that have no page, are left out."""
    keys: dict[str, set[str]] = {}
    for kind, key in things:
        keys.setdefault(kind, set()).add(key)
    return {
        (kind, key): place
        for kind, wanted in keys.items()
        if kind in FINDERS
        for key, place in FINDERS[kind](reader, wanted).items()
    }


def _sessions(reader: Actor, keys: set[str]) -> dict[str, Place]:
    return {
        row.key: Place(_meeting(row.ref), row.title or row.ref)
        for row in Session.objects.readable_by(reader).filter(key__in=keys)
    }


def _sittings(reader: Actor, keys: set[str]) -> dict[str, Place]:
    rows = Sitting.objects.filter(
        key__in=keys,
        is_announced=True,
        band_audience__in=readable_audiences(reader),
        meeting__session__audience__in=readable_audiences(reader),
    ).select_related("meeting__session")
    return {row.key: Place(_meeting(row.meeting.session.ref), title_of(row, reader) or _("Sitting")) for row in rows}


def _items(reader: Actor, keys: set[str]) -> dict[str, Place]:
    rows = Item.objects.readable_by(reader).filter(
        key__in=keys, series="", session__audience__in=readable_audiences(reader)
    )
    return {
        row.key: Place(f"{_meeting(row.session.ref)}#item-{row.place}", row.title or _("Agenda"))
        for row in rows.select_related("session")
    }


def _delegations(reader: Actor, keys: set[str]) -> dict[str, Place]:
    rows = Delegation.objects.filter(key__in=keys, session__audience__in=readable_audiences(reader))
    return {
        row.key: Place(
            f"{reverse('meeting-participants', args=[row.session.ref])}#{party.code}",
            _("Delegation: %(party)s") % {"party": party.short_name.said()},
        )
        for row in rows.select_related("session", "member", "partner")
        if (party := row.member or row.partner) is not None
    }


def _arrivals(reader: Actor, keys: set[str]) -> dict[str, Place]:
    rows = Arrival.objects.readable_by(reader).filter(
        key__in=keys, delegation__session__audience__in=readable_audiences(reader)
    )
    return {
        row.key: Place(
            _meeting(row.delegation.session.ref),
            _("Arrival: %(person)s") % {"person": (row.person.form_of_address or row.person.name).said()},
        )
        for row in rows.select_related("delegation__session", "person")
    }


def _slots(reader: Actor, keys: set[str]) -> dict[str, Place]:
    rows = Slot.objects.readable_by(reader).filter(key__in=keys, session__audience__in=readable_audiences(reader))
    return {
        row.key: Place(
            reverse("meeting-programme", args=[row.session.ref]), title_of_slot(row, reader) or _("Programme")
        )
        for row in rows.select_related("session", "sitting")
    }


def _documents(reader: Actor, keys: set[str]) -> dict[str, Place]:
    return {
        row.key: Place(reverse("document", args=[row.symbol or row.key]), row.title or row.symbol)
        for row in Document.objects.readable_by(reader).filter(key__in=keys)
    }


def _versions(reader: Actor, keys: set[str]) -> dict[str, Place]:
    """A version by its document, with the languages of it that this reader may open; else the document."""
    found = {}
    rows = Version.objects.filter(key__in=keys, document__audience__in=readable_audiences(reader))
    for row in rows.select_related("document"):
        symbol = documents.symbol_of(row)
        title = f"{symbol} {row.document.title.said()}".strip()
        texts = documents.texts(reader, row.document).filter(of_version=row)
        held = listed(language_in_words(text.language) for text in texts)
        address = [row.document.symbol or row.document.key]
        if held:
            found[row.key] = Place(reverse("document-version", args=[*address, row.number]), f"{title} ({held})")
        else:
            found[row.key] = Place(reverse("document", args=address), title)
    return found


def _decisions(reader: Actor, keys: set[str]) -> dict[str, Place]:
    return {
        row.key: Place(reverse("decision", args=[row.number]), row.number)
        for row in Decision.objects.readable_by(reader).filter(key__in=keys)
    }


def _questions(reader: Actor, keys: set[str]) -> dict[str, Place]:
    rows = Question.objects.readable_by(reader).filter(key__in=keys, state=Question.State.ANNOUNCED)
    return {row.key: Place(reverse("vote", args=[row.key]), row.wording) for row in rows}


def _releases(reader: Actor, keys: set[str]) -> dict[str, Place]:
    rows = Release.objects.readable_by(reader).filter(key__in=keys).exclude(slug="")
    return {row.key: Place(reverse("release", args=[row.year, row.slug]), row.headline) for row in rows}


def _members(reader: Actor, keys: set[str]) -> dict[str, Place]:
    return {
        row.key: Place(reverse("member", args=[row.code]), row.short_name)
        for row in Member.objects.filter(key__in=keys)
    }


def _bodies(reader: Actor, keys: set[str]) -> dict[str, Place]:
    return {row.key: Place(reverse("body", args=[row.code]), row.name) for row in Body.objects.filter(key__in=keys)}


def _partners(reader: Actor, keys: set[str]) -> dict[str, Place]:
    return {
        row.key: Place(reverse("partner", args=[row.code]), row.short_name)
        for row in Partner.objects.filter(key__in=keys)
    }


def _presidencies(reader: Actor, keys: set[str]) -> dict[str, Place]:
    return {
        row.key: Place(
            f"{reverse('presidency')}#{row.member.code}",
            _("Presidency: %(member)s") % {"member": row.member.short_name.said()},
        )
        for row in Presidency.objects.filter(key__in=keys).select_related("member")
    }


def _budgets(reader: Actor, keys: set[str]) -> dict[str, Place]:
    rows = Budget.objects.filter(key__in=keys, state=Budget.State.ADOPTED)
    found = {row.key: Place(reverse("budget-year", args=[row.year]), str(row)) for row in rows}
    planned = Budget.objects.filter(
        key__in=keys - set(found), document__audience__in=readable_audiences(reader)
    ).select_related("document")
    for row in planned:
        if row.document is not None:
            found[row.key] = Place(
                reverse("document", args=[row.document.symbol or row.document.key]), row.document.title
            )
    return found


def _packages(reader: Actor, keys: set[str]) -> dict[str, Place]:
    return {
        row.key: Place(reverse("instrument", args=[row.key]), row.title)
        for row in SigningPackage.objects.readable_by(reader).filter(key__in=keys)
    }


def _meeting(ref: str) -> str:
    return reverse("meeting", args=[ref])


FINDERS: dict[str, Finder] = {
    "meetings.session": _sessions,
    "meetings.sitting": _sittings,
    "meetings.item": _items,
    "meetings.delegation": _delegations,
    "protocol.arrival": _arrivals,
    "protocol.slot": _slots,
    "documents.document": _documents,
    "documents.version": _versions,
    "decisions.decision": _decisions,
    "decisions.question": _questions,
    "newsroom.release": _releases,
    "organisation.member": _members,
    "organisation.body": _bodies,
    "organisation.partner": _partners,
    "organisation.presidency": _presidencies,
    "budget.budget": _budgets,
    "instruments.signingpackage": _packages,
}
