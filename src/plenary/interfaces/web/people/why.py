"""Why can X see this? From a person and a thing to plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _

from plenary.foundation.access.actors import Actor, actor_for, capacities_of
from plenary.foundation.access.audiences import tokens_in
from plenary.foundation.access.capacities import Capacity
from plenary.foundation.access.models import Account, Person
from plenary.foundation.access.reasons import Ground, Reason, reasons_to_read
from plenary.foundation.languages.words import Words
from plenary.interfaces.web.people.places import place_in_words
from plenary.offices.decisions.models import Decision, Question
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document
from plenary.offices.meetings.models import Item, Session, Sitting

Thing = Document | Session | Sitting | Item | Decision | Question
_BY_KEY = (Document, Session, Sitting, Item, Decision, Question)
#: Names of parts of an address that say which thing it is of.
_NAMING = ("symbol", "ref", "number", "key")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says. for_whom: each group that may read the thing. because: empty where the person may not."""

    title: Words | str
    for_whom: list[str]
    because: list[str]
    lacks: list[str]


def thing_asked_for(reader: Actor, typed: str) -> Thing | None:
    """A thing by its symbol, number, reference or address, as far as this reader may know of it; else None."""
    for name in _names_in(typed.strip()):
        if (document := documents.document_with_symbol(reader, name)) is not None:
            return document
        for session in Session.objects.readable_by(reader).filter(ref=name):
            return session  # type: ignore[no-any-return]
        for decision in Decision.objects.readable_by(reader).filter(number=name):
            return decision  # type: ignore[no-any-return]
        for model in _BY_KEY:
            for thing in model.objects.readable_by(reader).filter(key=name):
                return thing  # type: ignore[no-any-return]
    return None


def answer(reader: Actor, person: Person, thing: Thing) -> Answer:
    """Why this person can read the thing, or what is missing. The reader may know of the thing."""
    audience = str(thing.audience)
    found = reasons_to_read(person, audience)
    because = [_because(reader, reason) for reason in found]
    if isinstance(thing, Document):
        because += _because_of_drafts(person, thing)
    return Answer(
        title=_title(thing),
        for_whom=[group_in_words(reader, token) for token in sorted(tokens_in(audience))],
        because=because,
        lacks=[] if because else _lacks(person),
    )


def _names_in(typed: str) -> list[str]:
    """The names that something typed may hold: itself, and those in an address of this house."""
    try:
        path = unquote(urlsplit(typed).path)
        with override(get_language_from_path(path) or get_language()):
            named = resolve(path if path.endswith("/") else f"{path}/").kwargs
    except (Resolver404, ValueError):
        named = {}
    return [typed, *(str(named[name]) for name in _NAMING if name in named)]


def _title(thing: Thing) -> Words | str:
    name = getattr(thing, "title", None) or getattr(thing, "wording", None)
    return name or str(thing)


def _because(reader: Actor, reason: Reason) -> str:
    group = group_in_words(reader, reason.token)
    role = str(Capacity(reason.capacity).label) if reason.capacity else ""
    match reason.ground:
        case Ground.EVERYBODY:
            return _("Everybody may read it.")
        case Ground.RIGHT:
            return _("As %(role)s: that role alone reads what is for %(group)s.") % {"role": role, "group": group}
        case Ground.HELD:
            return _("As %(role)s: the role is held for %(group)s.") % {"role": role, "group": group}
        case Ground.FOLLOWS:
            return _("As %(role)s: the role leads to %(group)s, by a seat, a list or a body it serves.") % {
                "role": role,
                "group": group,
            }


def _because_of_drafts(person: Person, document: Document) -> list[str]:
    """Texts that were not issued are open to those who work on them."""
    return [
        _("As %(role)s: works on the texts of this document that are not issued yet.")
        % {"role": str(Capacity(capacity).label)}
        for capacity in capacities_of(person)
        if documents.works_on_drafts(actor_for(person, capacity), document)
    ]


def _lacks(person: Person) -> list[str]:
    """What the person has, none of which leads there."""
    held = capacities_of(person)
    if not held:
        return [_("This person has no role now, and reads what everybody reads.")]
    said = [_("As %(role)s: in none of these groups.") % {"role": str(Capacity(code).label)} for code in held]
    if not Account.objects.filter(person=person, is_active=True).exists():
        said.append(_("This person cannot sign in."))
    return said


def group_in_words(reader: Actor, token: str) -> str:
    """Those whom a token stands for."""
    kind, _colon, name = token.partition(":")
    by_class = {
        "public": _("everybody"),
        "members": _("all delegations and the secretariat"),
        "desk": _("the secretariat"),
        "documents": _("documents officers"),
        "embargoed": _("those who read under embargo"),
        "newsroom": _("those who work on releases"),
        "trail": _("those who read the trail"),
        "accounts": _("those who see accounts"),
        "protocol": _("those who keep the programme"),
        "delegation": _("one delegation at one meeting"),
        "sitting": _("those who are let into one sitting"),
    }
    if kind in by_class:
        return by_class[kind]
    if kind == "person":
        person = Person.objects.filter(key=name).first()
        return person.name.said() if person else _("one person")
    if kind == "secretary":
        return _("the secretary of %(body)s") % {"body": place_in_words(reader, f"body:{name}")}
    return place_in_words(reader, token)
