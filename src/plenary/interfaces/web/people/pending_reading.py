"""What waits for a second person, as its page prints it."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from inspect import Parameter, signature
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import REGISTER
from plenary.foundation.access.audiences import may_read, tokens_in
from plenary.foundation.access.models import Account, Holding
from plenary.foundation.kept import Kept
from plenary.foundation.languages.words import Words
from plenary.foundation.people.models import Pending
from plenary.foundation.people.pairs import arguments_of
from plenary.foundation.people.waiting import seconds
from plenary.foundation.personal import kinds
from plenary.interfaces.fact_words import language_in_words, listed
from plenary.interfaces.web.desk.gaining import Gained, who_gains
from plenary.interfaces.web.documents.gaining import who_gains_text
from plenary.interfaces.web.organisation.attribute_forms import in_words as attribute_in_words
from plenary.interfaces.web.organisation.confirming import to_confirm
from plenary.interfaces.web.organisation.rule_sentences import Proposed, would_bring, would_change
from plenary.interfaces.web.people.pending_texts import SAID_SO, Wording, label_at, wordings
from plenary.interfaces.web.people.pending_words import AUDIENCES, LANGUAGES, TOLD_APART, in_words
from plenary.interfaces.web.people.places import place_in_words, role_in_words
from plenary.interfaces.web.people.why import group_in_words
from plenary.interfaces.web.record.whereabouts import Place, places_of_things
from plenary.interfaces.web.shell import moments
from plenary.interfaces.wording import act_sentence
from plenary.offices.decisions import amending
from plenary.offices.decisions.models import Amendment
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, LanguageVersion, Version
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Attribute, Body
from plenary.procedure.refusal import NotHere

#: What an act is told, as its second person reads it. An argument that is not named here is shown under its own name.
TOLD: dict[str, Promise] = {
    "account": gettext_lazy("Way in"),
    "attribute": gettext_lazy("What was entered"),
    "counted_from": gettext_lazy("Counted from"),
    "day": gettext_lazy("Day"),
    "taken": gettext_lazy("The vote that was taken"),
    "paths": gettext_lazy("What is confirmed"),
    "figures": gettext_lazy("Numbers entered"),
    "trait": gettext_lazy("Trait"),
    "adjective": gettext_lazy("As in: the delegation of …"),
    "admitted_classes": gettext_lazy("Kinds of office admitted"),
    "agenda_audience": gettext_lazy("Who may read the agenda"),
    "alternative": gettext_lazy("Agreed words"),
    "alternatives": gettext_lazy("Alternatives"),
    "amendment": gettext_lazy("Amendment"),
    "and_to": gettext_lazy("And to, where they meet jointly"),
    "amount": gettext_lazy("Amount"),
    "anchor": gettext_lazy("Place in the text"),
    "arrival": gettext_lazy("Arrival"),
    "arrived_at": gettext_lazy("Arrived at"),
    "arrived_on": gettext_lazy("Arrived on"),
    "asked_by": gettext_lazy("Asked for by"),
    "aspect": gettext_lazy("Of what it speaks"),
    "attribution": gettext_lazy("Attribution"),
    "audience": gettext_lazy("Who may read it"),
    "authentic_languages": gettext_lazy("Authentic languages"),
    "author": gettext_lazy("Author"),
    "began_at": gettext_lazy("Began at"),
    "bodies": gettext_lazy("Bodies"),
    "body": gettext_lazy("Body"),
    "bracket": gettext_lazy("Bracket"),
    "budget": gettext_lazy("Budget"),
    "capacity": gettext_lazy("Role"),
    "carried": gettext_lazy("It carries"),
    "none_needed": gettext_lazy("Paragraphs that need no owner"),
    "on_amendment": gettext_lazy("Amendment that it amends"),
    "part": gettext_lazy("Part of the text"),
    "capital": gettext_lazy("Capital"),
    "carrier": gettext_lazy("Flight, train or car"),
    "casting": gettext_lazy("Deciding vote of the chair"),
    "changes": gettext_lazy("Changes"),
    "check": gettext_lazy("Check"),
    "cite": gettext_lazy("Under"),
    "city": gettext_lazy("City"),
    "claim": gettext_lazy("Sentence as it stands"),
    "closes_at": gettext_lazy("Deadline"),
    "code": gettext_lazy("Code"),
    "companion_of": gettext_lazy("Accompanies the head of"),
    "companions": gettext_lazy("Companions for each head"),
    "composition": gettext_lazy("Composition"),
    "concerned": gettext_lazy("Members concerned"),
    "contribution": gettext_lazy("Contribution"),
    "count": gettext_lazy("How many"),
    "country": gettext_lazy("Country"),
    "cover": gettext_lazy("Cover"),
    "criteria": gettext_lazy("Criteria"),
    "currency": gettext_lazy("Currency"),
    "days": gettext_lazy("For how many days"),
    "decided_on": gettext_lazy("Decided on"),
    "decides": gettext_lazy("It takes decisions"),
    "deletes": gettext_lazy("The paragraph is deleted"),
    "decision": gettext_lazy("Decision"),
    "deck": gettext_lazy("Line under the headline"),
    "declared_count": gettext_lazy("Items declared"),
    "delay_days": gettext_lazy("Days until it is in force"),
    "delay_months": gettext_lazy("Months until it is in force"),
    "delegate": gettext_lazy("Delegate"),
    "delegation": gettext_lazy("Delegation"),
    "distribution": gettext_lazy("Distribution"),
    "document": gettext_lazy("Document"),
    "due_at": gettext_lazy("Due at"),
    "due_on": gettext_lazy("Due on"),
    "effect": gettext_lazy("Effect"),
    "ended_at": gettext_lazy("Ended at"),
    "fact": gettext_lazy("Fact"),
    "first": gettext_lazy("First member to preside"),
    "first_of_month": gettext_lazy("In force from the first of a month"),
    "follow_up": gettext_lazy("Follow-up"),
    "for_body": gettext_lazy("For the body"),
    "form_of_address": gettext_lazy("Form of address"),
    "formal_name": gettext_lazy("Formal name"),
    "format": gettext_lazy("Format"),
    "founding_note": gettext_lazy("How it was founded"),
    "from_bodies": gettext_lazy("From the bodies"),
    "from_on": gettext_lazy("From"),
    "full_delegations": gettext_lazy("In full delegations"),
    "greeter": gettext_lazy("Met by"),
    "greeter_title": gettext_lazy("Office of who meets"),
    "ground": gettext_lazy("Ground"),
    "happened_at": gettext_lazy("When it happened"),
    "headline": gettext_lazy("Headline"),
    "held": gettext_lazy("Office held"),
    "held_from_on": gettext_lazy("Held from"),
    "held_on": gettext_lazy("Held on"),
    "held_until_on": gettext_lazy("Held until"),
    "holding": gettext_lazy("Role"),
    "honours": gettext_lazy("Honours"),
    "host": gettext_lazy("Host"),
    "in_effect_on": gettext_lazy("In effect from"),
    "in_force_on": gettext_lazy("In force on"),
    "in_force_rule": gettext_lazy("How it comes into force"),
    "in_good_form": gettext_lazy("In good and due form"),
    "intersessional_note": gettext_lazy("Between the sessions"),
    "is_announced": gettext_lazy("Announced"),
    "is_customary": gettext_lazy("By custom"),
    "is_demonstration": gettext_lazy("Made up for the demonstration"),
    "is_list_complete": gettext_lazy("The list is complete"),
    "is_number_stated": gettext_lazy("The number is printed"),
    "is_public_fact": gettext_lazy("Open to everybody"),
    "is_state": gettext_lazy("It is a State"),
    "is_statutory": gettext_lazy("By the charter"),
    "is_supreme": gettext_lazy("The highest body"),
    "is_treaty": gettext_lazy("It is a treaty"),
    "issued_by": gettext_lazy("Issued by"),
    "issuer": gettext_lazy("Provider"),
    "item": gettext_lazy("Item"),
    "items": gettext_lazy("Items"),
    "joint": gettext_lazy("Joint meeting"),
    "kept": gettext_lazy("What is kept"),
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "languages": gettext_lazy("Languages"),
    "letter_on": gettext_lazy("Letter of"),
    "lines": gettext_lazy("Rows"),
    "listed_at": gettext_lazy("Listed at"),
    "mandate": gettext_lazy("Mandate"),
    "manner": gettext_lazy("Manner of deciding"),
    "meeting": gettext_lazy("Meeting"),
    "member": gettext_lazy("Member"),
    "members": gettext_lazy("Members"),
    "met": gettext_lazy("Conditions met"),
    "model": gettext_lazy("Model"),
    "months": gettext_lazy("Months"),
    "name": gettext_lazy("Name"),
    "named": gettext_lazy("Persons named"),
    "needed": gettext_lazy("Ratifications needed"),
    "new_words": gettext_lazy("New words"),
    "note": gettext_lazy("Note"),
    "number": gettext_lazy("Number"),
    "of": gettext_lazy("What is entered"),
    "numbers": gettext_lazy("Numbers of decisions"),
    "office_class": gettext_lazy("Kind of office"),
    "officer": gettext_lazy("Officer"),
    "official_languages": gettext_lazy("Official languages"),
    "on": gettext_lazy("Day"),
    "order": gettext_lazy("Place in the order"),
    "order_language": gettext_lazy("Language of the order"),
    "original_language": gettext_lazy("Original language"),
    "outcome": gettext_lazy("Outcome"),
    "owner": gettext_lazy("Who sees to it"),
    "owner_body": gettext_lazy("Body that sees to it"),
    "owner_member": gettext_lazy("Member that sees to it"),
    "package": gettext_lazy("Papers to sign"),
    "paid_on": gettext_lazy("Paid on"),
    "paper": gettext_lazy("Paper"),
    "papers_count_stated": gettext_lazy("Papers, as stated"),
    "paragraphs": gettext_lazy("Paragraphs"),
    "parent": gettext_lazy("Stands under"),
    "parties_count": gettext_lazy("Parties"),
    "partner": gettext_lazy("Partner"),
    "parts": gettext_lazy("Parts"),
    "payment": gettext_lazy("Payment"),
    "period_printed": gettext_lazy("Period, as printed"),
    "person": gettext_lazy("Person"),
    "picture": gettext_lazy("Picture"),
    "place": gettext_lazy("Place"),
    "planned_at": gettext_lazy("Planned at"),
    "planned_from_at": gettext_lazy("Planned from"),
    "planned_until_at": gettext_lazy("Planned until"),
    "prepares": gettext_lazy("Prepares the session"),
    "presidency": gettext_lazy("Presidency"),
    "presidency_after": gettext_lazy("Presidency after it"),
    "presiding_ground": gettext_lazy("Why it presides"),
    "presiding_member": gettext_lazy("Presiding member"),
    "presiding_person": gettext_lazy("Presiding person"),
    "proponents": gettext_lazy("Proposed by"),
    "provision": gettext_lazy("Provision"),
    "published_on": gettext_lazy("Published on"),
    "question": gettext_lazy("Question put"),
    "quoted": gettext_lazy("Quoted words"),
    "rank": gettext_lazy("Rank"),
    "reason": gettext_lazy("Reason"),
    "received_at": gettext_lazy("Received at"),
    "received_on": gettext_lazy("Received on"),
    "ref": gettext_lazy("Reference"),
    "reference": gettext_lazy("Reference"),
    "referral": gettext_lazy("Referral"),
    "release": gettext_lazy("Release"),
    "renders": gettext_lazy("What it translates"),
    "repeats": gettext_lazy("Repeats the question"),
    "restricted_to": gettext_lazy("Restricted to the sitting"),
    "role": gettext_lazy("In what role"),
    "room": gettext_lazy("Room"),
    "rule": gettext_lazy("Rule"),
    "ruleset": gettext_lazy("Rules"),
    "scope": gettext_lazy("Where"),
    "seat": gettext_lazy("Seat"),
    "series": gettext_lazy("Series"),
    "session": gettext_lazy("Session"),
    "shape": gettext_lazy("Shape"),
    "shares": gettext_lazy("Shares"),
    "short_name": gettext_lazy("Short name"),
    "sign_in_name": gettext_lazy("Signs in as"),
    "signed_at_place": gettext_lazy("Signed at"),
    "signed_on": gettext_lazy("Signed on"),
    "since_on": gettext_lazy("Since"),
    "sitting": gettext_lazy("Sitting"),
    "sittings": gettext_lazy("Sittings"),
    "slot": gettext_lazy("Place in the programme"),
    "sort_name": gettext_lazy("Name by which lists sort"),
    "source": gettext_lazy("Source"),
    "speaker": gettext_lazy("Speaker"),
    "speaker_office": gettext_lazy("Office of the speaker"),
    "standing": gettext_lazy("Standing"),
    "state": gettext_lazy("New state"),
    "status": gettext_lazy("What becomes of it"),
    "subject": gettext_lazy("Subject"),
    "submission_due_on": gettext_lazy("To be handed in by"),
    "shown": gettext_lazy("Readers see it"),
    "suffix": gettext_lazy("Suffix"),
    "symbol": gettext_lazy("Symbol"),
    "task": gettext_lazy("Task"),
    "text": gettext_lazy("Text"),
    "texts": gettext_lazy("Texts"),
    "theme": gettext_lazy("Theme"),
    "thing": gettext_lazy("About"),
    "title": gettext_lazy("Title"),
    "to": gettext_lazy("Passes to"),
    "to_body": gettext_lazy("To the body"),
    "treaty": gettext_lazy("Treaty"),
    "until": gettext_lazy("New deadline"),
    "until_at": gettext_lazy("Until"),
    "until_on": gettext_lazy("Until"),
    "values": gettext_lazy("Rules from then on"),
    "venue": gettext_lazy("Venue"),
    "verb": gettext_lazy("What is asked for"),
    "version": gettext_lazy("Version"),
    "wanted_at": gettext_lazy("Time asked for"),
    "window_s": gettext_lazy("Seconds for objections"),
    "without_adoption": gettext_lazy("Closed without adoption"),
    "without_debate": gettext_lazy("Without debate"),
    "wording": gettext_lazy("Question"),
    "working_languages": gettext_lazy("Working languages"),
    "year": gettext_lazy("Year"),
    "zone": gettext_lazy("Clock"),
    "addressees": gettext_lazy("Who is asked"),
    "agrees": gettext_lazy("It agrees"),
    "asked": gettext_lazy("Round of consultation"),
    "capitals": gettext_lazy("Capitals that still confirm"),
    "confirmation": gettext_lazy("Capital"),
    "confirms": gettext_lazy("It confirms"),
    "form": gettext_lazy("Form"),
    "words": gettext_lazy("In its words"),
    "forward_brackets": gettext_lazy("Brackets that are left go on"),
    "issue_due_on": gettext_lazy("To be issued by"),
}
#: What says nothing to the second person, and why.
SILENT: dict[str, str] = {
    "issued": "only which version was issued when it was proposed; where another one is by now the act refuses",
    "in_scopes": "only the places in which the proposer may act; the thing and the gate say the same",
    "seen": "only what stood before the proposer; where something else stands by now the act refuses",
}
#: What an argument is called in one act, where its usual name would not say it.
TOLD_IN: dict[tuple[str, str], Promise] = {
    ("decisions.propose_amendment", "state"): gettext_lazy("Once agreed, it is"),
    ("decisions.rewrite_amendment", "state"): gettext_lazy("Once agreed, it is"),
}
#: Lines of one argument that a page shows.
LINES_AT_MOST = 1000
#: By which field a thing without a page is called.
CALLED = ("title", "headline", "wording", "sentence", "short_name", "name", "symbol", "number")


@dataclass(frozen=True, slots=True)
class Widening:
    """One thing that more people come to read."""

    gained: Gained


@dataclass(frozen=True, slots=True)
class Row:
    """One proposed act.

    thing: what it is done to, with a link where the reader may open it; None where it makes something new. told: what
    else it says. wordings: texts as they would read. seconds: who could agree to it; only for who proposed it.
    """

    pending: Pending
    sentence: str
    thing: Place | None
    told: list[tuple[str, list[str]]]
    wordings: list[Wording]
    widenings: list[Widening]
    seconds: list[Words]


def row(reader: Actor, pending: Pending) -> Row:
    """A proposed act as this reader may see it; the reader proposed it or could be its second person."""
    try:
        arguments = arguments_of(pending)
    except NotHere:
        arguments = {}
    things = {name: value for name, value in arguments.items() if isinstance(value, Kept)}
    main = next(iter(things), "")
    read = wordings(reader, pending.act, arguments)
    unsaid = {main, *SILENT, *(SAID_SO[pending.act] if read else ())}
    is_own = pending.proposed_by.key == reader.person_key
    return Row(
        pending=pending,
        sentence=act_sentence(pending.act),
        thing=_place(reader, things[main]) if main else None,
        told=[
            (label_of(name, pending.act), _bounded(lines))
            for name, value in arguments.items()
            if name not in unsaid and (lines := _told(reader, pending.act, name, value, arguments))
        ],
        wordings=read,
        widenings=[Widening(_gained(arguments, before, after)) for before, after in pending.widened],
        seconds=[person.name for person in seconds(pending)] if is_own else [],
    )


def _gained(arguments: dict[str, Any], before: str, after: str) -> Gained:
    """Who gains, counted today; of a text as its own page counts it."""
    match arguments:
        case {"version": Version() as version, **more}:
            return who_gains_text(version, more.get("languages", ()), after)
        case {"document": Document() as document} if (issued := documents.issued_version(document)) is not None:
            return who_gains_text(issued, (), after)
    return who_gains(before, after)


def _place(reader: Actor, thing: Kept) -> Place:
    if isinstance(thing, LanguageVersion):
        return _place_of_text(reader, thing)
    if isinstance(thing, Amendment):
        return _place_of_amendment(reader, thing)
    found = places_of_things(reader, [thing.about]).get(thing.about)
    return found or Place("", _called(reader, thing))


def _place_of_text(reader: Actor, text: LanguageVersion) -> Place:
    """The page of a text in one language, named by the symbol of its version."""
    version = text.of_version
    found = places_of_things(reader, [version.about]).get(version.about)
    symbol = documents.symbol_of(version) or version.document.title.said()
    name = f"{symbol} ({language_in_words(text.language)})"
    return Place(f"{found.href}?language={text.language}", name) if found is not None else Place("", name)


def _place_of_amendment(reader: Actor, one: Amendment) -> Place:
    """An amendment, named with its text, and the page of that text."""
    found = places_of_things(reader, [one.document.about]).get(one.document.about)
    if found is None or not amending.knows(reader, one):
        return Place("", _called(reader, one))
    name = f"{one.document.symbol} {one.document.title.said()}".strip()
    return Place(found.href, _("%(amendment)s to %(document)s") % {"amendment": one, "document": name})


def _called(reader: Actor, thing: Kept) -> str:
    """What a thing is called, as far as this reader may know."""
    match thing:
        case Holding():
            return f"{thing.person.name}: {role_in_words(reader, thing)}"
        case Account():
            return f"{thing.person.name} ({thing.sign_in_name})"
        case Attribute():
            return attribute_in_words(thing)
    audience = getattr(thing, "audience", "")
    if audience and not may_read(reader, audience):
        return _("Its name is not open to you.")
    return next((str(value) for field in CALLED if (value := getattr(thing, field, ""))), str(thing))


def label_of(name: str, act: str = "") -> str:
    """What an argument is called; by its own name where nobody gave it another, so that nothing stays untold."""
    if (act, name) in TOLD_IN:
        return str(TOLD_IN[act, name])
    return str(TOLD[name]) if name in TOLD else name.replace("_", " ")


def _told(reader: Actor, act: str, name: str, value: Any, arguments: dict[str, Any]) -> list[str]:  # noqa: ANN401
    """What one argument says, line by line; nothing where it was left out."""
    if isinstance(value, str | list | dict | Words) and not value and name not in TOLD_APART:
        return _told_of_nothing(act, name, arguments)
    match name, value:
        case ("anchor", str()) | ("none_needed", list()):
            thing = next((arguments[one] for one in ("version", "document", "decision") if one in arguments), None)
            anchors = value if isinstance(value, list) else [value]
            return [label_at(anchor, thing) or anchor for anchor in anchors]
        case "values", dict():
            return _rules(reader, arguments, value)
        case "ruleset", str() if isinstance(arguments.get("body"), Body):
            return [value, *_ruleset(arguments, value)]
        case "paths", list():
            return _confirmed(arguments, value)
        case "kept", str():
            return [str(next((kind.said for kind in kinds() if kind.name == value), value))]
        case "picture", str():
            return [_picture(value)]
        case "texts" | "renders", dict():
            return _lines(reader, {_language(code): one for code, one in value.items()}, act)
    return _lines(reader, value, act, name)


def _told_of_nothing(act: str, name: str, arguments: dict[str, Any]) -> list[str]:
    """What an argument says that was left empty: nothing, or all where the act takes it so."""
    match act, name, arguments:
        case "documents.issue_version", "languages", {"version": Version() as version}:
            codes = version.languages.order_by("-is_original", "language").values_list("language", flat=True)
            return [_("all: %(list)s") % {"list": listed(map(language_in_words, codes))}]
        case "instruments.plan_signing", "members", _:
            return [_("all members of the body that meets")]
    if signature(REGISTER[act]).parameters[name].default is not Parameter.empty:
        return []
    return [_("none") if isinstance(arguments[name], list) else _("left empty")]


def _rules(reader: Actor, arguments: dict[str, Any], values: dict[str, Any]) -> list[str]:
    """What would be otherwise in the rules of each body, before and after; what stays as it is is not told."""
    told = []
    for body in arguments.get("bodies") or [arguments["body"]]:
        said, written = would_change(body, values, arguments["cite"], arguments["from_on"])
        told += [_rule(body, one) for one in said]
        told += [
            _("%(body)s: %(path)s: %(after)s Until then: %(before)s")
            % {
                "body": body,
                "path": one.path,
                "after": "; ".join(_lines(reader, one.after)) or _("none"),
                "before": "; ".join(_lines(reader, one.before)) or _("none"),
            }
            for one in written
        ]
    return told


def _confirmed(arguments: dict[str, Any], paths: list[str]) -> list[str]:
    """The values that are confirmed as they stand, in words."""
    rows = organisation.rules_of(arguments["body"])
    words = {one.path: f"{one.said} ({one.cite})" for row in rows for one in to_confirm(row)}
    return [words.get(path, path) for path in paths] or [_("all that is still to be confirmed")]


def _ruleset(arguments: dict[str, Any], ruleset: str) -> list[str]:
    """What another ruleset would say otherwise, before and after, and what it says no more."""
    body = arguments["body"]
    return [
        _rule(body, one) for one in would_bring(body, ruleset, arguments.get("changes") or {}, arguments["from_on"])
    ]


def _rule(body: Body, one: Proposed) -> str:
    facts = {"body": body, "after": one.after, "before": one.before, "cite": one.cite, "until": one.before_cite}
    if not one.before:
        return _("%(body)s: %(after)s (%(cite)s) Until then nothing is said of it.") % facts
    if not one.after:
        return _("%(body)s: nothing is said any more of this: %(before)s") % facts
    if one.before == one.after:
        return _("%(body)s: %(after)s As before, but by %(cite)s; until then by %(until)s.") % facts
    return _("%(body)s: %(after)s Until then: %(before)s") % facts


def _picture(coded: str) -> str:
    """Which picture it is; nothing of it is shown before it was read as a picture."""
    if not coded:
        return _("No picture: the ring of beads")
    try:
        content = b64decode(coded, validate=True)
    except ValueError:
        return _("Not a picture")
    facts = {"size": filesizeformat(len(content)), "digest": sha256(content).hexdigest()}
    return _("A picture of %(size)s, SHA-256 %(digest)s") % facts


def _language(code: str) -> str:
    said = language_in_words(code)
    return code if said == code else f"{said} ({code})"


def _bounded(lines: list[str]) -> list[str]:
    if len(lines) <= LINES_AT_MOST:
        return lines
    left = len(lines) - LINES_AT_MOST
    more = ngettext(
        "… and %(count)s line more, which does not fit here", "… and %(count)s lines more, which do not fit here", left
    )
    return [*lines[:LINES_AT_MOST], more % {"count": left}]


def _lines(reader: Actor, value: Any, act: str = "", name: str = "") -> list[str]:  # noqa: ANN401  see above
    """A value in words: a row of a list to a line, and so a value of a mapping. name: of the argument or the column."""
    match value:
        case None:
            return []
        case Words():
            return [str(value) or _("left empty")]
        case dict():
            return [
                f"{label_of(str(column))}: {listed(_lines(reader, one, act, str(column)))}"
                for column, one in value.items()
                if one is not None
            ]
        case list():
            return ["; ".join(_lines(reader, one, act, name)) for one in value] or [_("none")]
        case str():
            return [_coded(reader, act, name, value) or value or _("left empty")]
    return [_said(reader, value)]


def _coded(reader: Actor, act: str, name: str, code: str) -> str | None:
    """What a code says, where the argument is one."""
    if name == "scope":
        return place_in_words(reader, code)
    if code and name in AUDIENCES:
        return "; ".join(group_in_words(reader, token) for token in sorted(tokens_in(code)))
    if code and name in LANGUAGES:
        return _language(code)
    return in_words(act, name, code)


def _said(reader: Actor, value: Any) -> str:  # noqa: ANN401  the act's own arguments
    match value:
        case Kept():
            return _called(reader, value)
        case datetime():
            zone = organisation.the_organisation().zone
            return _("%(day)s, %(time)s (%(zone)s)") % {
                "day": moments.day_words(value, zone=zone),
                "time": moments.hour_words(value, zone),
                "zone": zone,
            }
        case date():
            return date_format(value)
        case bool():
            return _("yes") if value else _("no")
    return str(value)
