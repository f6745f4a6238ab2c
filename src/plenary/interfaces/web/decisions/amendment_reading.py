"""Amendments as one reader has them: beside a paragraph, in the order of voting, one by one, and laid into the text."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.access.gate import may
from plenary.foundation.languages.words import direction
from plenary.foundation.texts.merging import PUT, TAKEN, Conflict, Run, runs_between
from plenary.foundation.texts.text import Paragraph, Text
from plenary.interfaces.fact_words import AMENDMENT_KINDS, AMENDMENT_STATES, LANGUAGES, facts_in_words
from plenary.interfaces.web.decisions.craft_steps import CRAFT_STEPS
from plenary.interfaces.web.shell.versions import version_name
from plenary.interfaces.web.workspace.acting import codes_of
from plenary.offices.decisions import amending
from plenary.offices.decisions.amending import Dispute, Voting
from plenary.offices.decisions.models import Amendment, OrderSet, Part, Sponsor
from plenary.offices.decisions.permissions import scopes_of_sponsor
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, LanguageVersion, Version
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member
from plenary.procedure.distance import distance
from plenary.procedure.motions import Division
from plenary.procedure.refusal import NotHere
from plenary.procedure.step import Step

State = Amendment.State


@dataclass(frozen=True, slots=True)
class Line:
    """An amendment as it stands in a list. place: in the order of voting, from 1; 0 where it has none.

    runs: how its paragraph, or the amendment that it amends, becomes what it says. label: of its paragraph as printed.
    reason: why it stands at its place; "" for none. tongue: its language, where others are in another one.
    """

    one: Amendment
    place: int
    state: Promise | str
    kind: Promise | str
    label: str
    runs: tuple[Run, ...]
    reason: str
    is_next: bool
    dir: str
    tongue: str = ""


@dataclass(frozen=True, slots=True)
class ListPage:
    """All amendments to a text that this reader may know of: in the order of voting, then what is no more put.

    others: of earlier versions. by_chair: the order that was set, for who knows of all that it names; computed: the one
    of the measure beside it. outdated: one that was set before another amendment was tabled.
    """

    document: Document
    version: Version | None
    lines: tuple[Line, ...]
    settled: tuple[Line, ...]
    own: tuple[Line, ...]
    others: tuple[Line, ...]
    voting: Voting | None
    by_chair: OrderSet | None
    computed: tuple[str, ...]
    outdated: OrderSet | None
    parts: tuple[Part, ...]
    division: Division | None
    division_said: str


@dataclass(frozen=True, slots=True)
class SponsorLine:
    """A sponsor by its name in the reader's language. is_own: the reader acts for it."""

    member: Member
    sponsor: Sponsor | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A conflict with the paragraph in which it lies: the base, and every wording marked against it."""

    label: str
    conflict: Conflict
    wordings: tuple[tuple[tuple[str, ...], tuple[Run, ...]], ...]


@dataclass(frozen=True, slots=True)
class InNewest:
    """A paragraph as a later version has it, marked against what an amendment that carried says.

    version: what that is called. amended_by: the names of those to the amendment that carried; its words are with them.
    runs: nothing where the paragraph is not there.
    """

    version: str
    language: str
    dir: str
    runs: tuple[Run, ...]
    is_same: bool
    amended_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideLine:
    """One of those that cannot stand together, marked against the words it amends. tongue: its language."""

    one: Amendment
    runs: tuple[Run, ...]
    tongue: str
    dir: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A paragraph of which amendments that carried make what cannot stand together.

    bases: how it reads, by language with its direction. agreed: the reading that was agreed on, marked against that.
    """

    dispute: Dispute
    bases: tuple[tuple[str, str, str], ...]
    sides: tuple[SideLine, ...]
    agreed: tuple[Run, ...]
    agreed_dir: str


@dataclass(frozen=True, slots=True)
class MergedLine:
    """A paragraph of the text as it would read, marked against the version. is_gone: the amendments delete it."""

    paragraph: Paragraph
    runs: tuple[Run, ...]
    is_new: bool = False
    is_gone: bool = False

    @property
    def is_changed(self) -> bool:
        return self.is_new or self.is_gone or any(one.change != "kept" for one in self.runs)


@dataclass(frozen=True, slots=True)
class MergedPage:
    """The text as it would read. listed: the amendments that were laid in. disputes: of those that carried.

    elsewhere: by other languages of the version, the amendments before the body that were written in them.
    """

    document: Document
    text: LanguageVersion
    lines: tuple[MergedLine, ...]
    told: tuple[Told, ...]
    disputes: tuple[DisputeLine, ...]
    listed: tuple[Amendment, ...]
    offered: tuple[Amendment, ...]
    elsewhere: tuple[tuple[str, tuple[Amendment, ...]], ...]
    dir: str


def sentence_of_step(step: Step) -> str:
    """A reason as a sentence."""
    known = CRAFT_STEPS.get(step.code)
    return str(known[2]) % facts_in_words(step.code, step.facts) if known else ""


def known_document(reader: Actor, key: str) -> Document:
    """The document with this key. Raises NotHere."""
    found = documents.document(reader, key)
    if found is None:
        raise NotHere()
    return found


def text_read(reader: Actor, document: Document, language: str = "", number: int | None = None) -> LanguageVersion:
    """The newest text, or that of a version, in a language; else in the original one. Raises NotHere."""
    found = documents.texts(reader, document).filter(of_version__sealed_at__isnull=False)
    if number is not None:
        found = found.filter(of_version__number=number)
    listed = list(found.order_by("-of_version__number", "-is_original"))
    newest = [one for one in listed if one.of_version_id == listed[0].of_version_id] if listed else []
    chosen = next((one for one in newest if one.language == language), newest[0] if newest else None)
    if chosen is None:
        raise NotHere()
    return chosen


def members_of(reader: Actor, document: Document) -> list[Member]:
    """For which members this reader may write an amendment to a text, by their names.

    A delegate for its own; the secretariat of the body for any member of it, at its request.
    """
    codes = codes_of(reader)
    found = [one for one in map(organisation.member_named, codes) if one is not None]
    if not codes and reader.is_secretariat and document.body is not None:
        found = list(organisation.members_of(document.body))
    allowed = [
        one
        for one in found
        if may(reader, "table_draft", *scopes_of_sponsor(reader, document, one)) and amending.may_sponsor(document, one)
    ]
    return sorted(allowed, key=lambda one: str(one.short_name.said()).casefold())


def may_rewrite(reader: Actor, one: Amendment) -> bool:
    """Whether this reader may still write on an amendment: a draft of a delegation for which it writes."""
    return one.state == State.DRAFTED and is_open(one.document) and one.member in members_of(reader, one.document)


def is_open(document: Document) -> bool:
    """Whether a text can be amended and joined now, as far as its state says."""
    return document.state in amending.OPEN_TEXTS and document.partner_id is None


# One by one


def runs_of(one: Amendment, base: Text | None, said: str | None = None) -> tuple[Run, ...]:
    """How what it amends becomes what it says. said: its words with the amendments to it; as it was written if None."""
    said = one.words if said is None else said
    if one.on_amendment is not None:
        return shown(one.on_amendment.words, said)
    words = base.at(one.anchor).words if base is not None and one.anchor in base else ""
    if one.kind == Amendment.Kind.INSERT_AFTER:
        return shown("", said)
    return shown(words, said)


def shown(before: str, after: str) -> tuple[Run, ...]:
    """How one wording becomes another, as it is read: where little is kept, the old whole and then the new whole.

    Few words kept here and there between many that are not make neither of the two readable.
    """
    found = distance(before, after)
    if found.of and found.put and (found.of - found.taken) * 3 < max(found.of, found.of - found.taken + found.put):
        return (Run(TAKEN, before), Run(PUT, f" {after}"))
    return runs_between(before, after)


def label_of(one: Amendment, base: Text | None) -> str:
    """How people name its paragraph in the text it was written on."""
    return base.named(one.anchor) if base is not None and one.anchor in base else ""


def line_of(
    one: Amendment,
    base: Text | None,
    place: int = 0,
    reason: str = "",
    *,
    is_next: bool = False,
    by_language: bool = False,
) -> Line:
    """One amendment as it stands in a list. by_language: others there are written in another language."""
    return Line(
        one,
        place,
        AMENDMENT_STATES.get(one.state, one.state),
        AMENDMENT_KINDS.get(one.kind, one.kind),
        label_of(one, base),
        runs_of(one, base),
        reason,
        is_next,
        direction(one.language),
        str(LANGUAGES.get(one.language, one.language)) if by_language else "",
    )


def sponsor_lines(reader: Actor, thing: Amendment | Document) -> list[SponsorLine]:
    """Who sponsors a thing, in the reader's alphabet; whoever tabled it among them. Nobody who has not joined."""
    author = thing.member if isinstance(thing, Amendment) else thing.author
    own = set(codes_of(reader))
    lines = [SponsorLine(one.member, one, one.member.code in own) for one in amending.sponsors(thing)]
    if author is not None:
        lines.append(SponsorLine(author, None, author.code in own))
    return sorted(lines, key=lambda line: str(line.member.short_name.said()).casefold())


# Lists


def bases_of(listed: Iterable[Amendment]) -> dict[tuple[int, str], Text]:
    """The texts that amendments are made to, by version and language."""
    wanted = {(one.text_version_id, one.language): one.text_version for one in listed}
    return {key: amending.text_of(version, key[1]) for key, version in wanted.items()}


def list_page(reader: Actor, document: Document) -> ListPage:
    """Everything of the amendments to a text that this reader may know of."""
    known = list(amending.amendments(reader, document))
    bases = bases_of(known)
    by_language = len({one.language for one in known}) > 1
    newest = next(
        (one.text_version for one in sorted(known, key=lambda one: -one.text_version.number) if one.number), None
    )
    read = documents.texts(reader, document).filter(of_version__sealed_at__isnull=False).last()
    version = read.of_version if read is not None else newest
    voting = amending.voting(version) if version is not None else None
    of_version = {one.name: one for one in known if version is not None and one.text_version_id == version.pk}
    lines: list[Line] = []
    settled: list[Line] = []
    known_names = [name for name in voting.order.names if name in of_version] if voting else []
    for place, name in enumerate(known_names, start=1):
        one = of_version[name]
        base = bases[one.text_version_id, one.language]
        reason = reason_of(voting, name, of_version) if voting else ""
        line = line_of(
            one, base, place, reason, is_next=bool(voting and voting.next_name == name), by_language=by_language
        )
        (lines if one.state == State.TABLED else settled).append(line)
    drafts = {State.DRAFTED, State.SENT}
    plain = [
        line_of(one, bases.get((one.text_version_id, one.language)), by_language=by_language)
        for one in known
        if one.state in drafts or one.state == State.WITHDRAWN or one.name not in of_version
    ]
    parts = (
        tuple(part for part in amending.parts(version)) if version is not None and known_parts(reader, version) else ()
    )
    found = amending.divided(version) if parts and version is not None else None
    return ListPage(
        document,
        version,
        tuple(lines),
        tuple(settled),
        tuple(line for line in plain if line.one.state in drafts),
        tuple(line for line in plain if line.one.state not in drafts),
        voting,
        _order_known(reader, voting.set_by_chair) if voting else None,
        tuple(name for name in voting.order.computed if name in of_version) if voting else (),
        _order_known(reader, voting.outdated) if voting else None,
        parts,
        found,
        sentence_of_step(found.step) if found else "",
    )


def reason_of(voting: Voting, name: str, known: Container[str]) -> str:
    """Why an amendment stands at its place; "" where that tells of one that the reader does not know of."""
    step = voting.order.reasons.get(name)
    if step is None:
        return ""
    told = {*str(step.facts.get("apart", "")).split(", "), str(step.facts.get("before", ""))}
    return sentence_of_step(step) if all(other in known for other in told if other) else ""


def _order_known(reader: Actor, order: OrderSet | None) -> OrderSet | None:
    return order if order is not None and may_read(reader, order.audience) else None


def known_parts(reader: Actor, version: Version) -> bool:
    """Whether this reader may know that a version is voted on in parts."""
    return Part.objects.readable_by(reader).filter(text_version=version).exists()


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside the paragraphs of a text. at: by anchor, the lines in the order of voting, then drafts.

    may_amend: the reader's delegation may write one.
    """

    at: dict[str, list[Line]]
    may_amend: bool


def margin(reader: Actor, document: Document, version: Version, language: str) -> Margin:
    """Amendments to a version beside its paragraphs; asked once for a page."""
    if not reader.is_signed_in:
        return Margin({}, may_amend=False)
    known = [
        one
        for one in amending.amendments(reader, document)
        if one.text_version_id == version.pk and one.state != State.WITHDRAWN
    ]
    at: dict[str, list[Line]] = {}
    if known:
        bases, voting = bases_of(known), amending.voting(version)
        here = {one.name for one in known}
        places = {name: place for place, name in enumerate((n for n in voting.order.names if n in here), start=1)}
        for one in sorted(known, key=lambda one: (places.get(one.name, len(places) + 1), one.pk)):
            base = bases[one.text_version_id, one.language]
            line = line_of(one, base, places.get(one.name, 0), is_next=voting.next_name == one.name)
            at.setdefault(one.anchor, []).append(line)
    sealed = version.sealed_at is not None
    return Margin(at, may_amend=sealed and is_open(document) and bool(members_of(reader, document)))


def merged_page(reader: Actor, document: Document, language: str, chosen: Sequence[str]) -> MergedPage:
    """The text as it would read with those that carried, else with those that are chosen or tabled. Raises NotHere."""
    standing = {State.TABLED, State.CARRIED}
    known = [
        one for one in amending.amendments(reader, document) if one.state in standing and one.on_amendment_id is None
    ]
    # Without a language that was asked for, the one in which there is something to lay in.
    text = text_read(reader, document, language or (known[-1].language if known else ""))
    version = text.of_version
    here = [one for one in known if one.text_version_id == version.pk]
    base = amending.text_of(version, text.language)
    offered = amending.in_language(here, text.language, base)
    carried = [one for one in here if one.state == State.CARRIED]
    listed = [one for one in offered if one.key in chosen] if chosen else carried or offered
    told: tuple[Told, ...] = ()
    disputes: tuple[DisputeLine, ...] = ()
    if carried and not chosen:
        laid = amending.lay(version, carried)
        made, disputes = laid.texts[text.language], dispute_lines(reader, laid.disputes)
    else:
        merged = amending.would_read(version, text.language, listed)
        made, told = merged.text, tuple(_told(base, one) for one in merged.conflicts)
    new = frozenset(one.anchor for one in made if one.anchor not in base)
    return MergedPage(
        document,
        text,
        tuple(_side(base, made, new)),
        told,
        disputes,
        tuple(listed),
        tuple(offered),
        tuple(_elsewhere(text, here, offered)),
        direction(text.language),
    )


def _elsewhere(
    text: LanguageVersion, here: Sequence[Amendment], offered: Sequence[Amendment]
) -> Iterator[tuple[str, tuple[Amendment, ...]]]:
    for code in sorted({one.language for one in here} - {text.language}):
        if left := tuple(one for one in here if one.language == code and one not in offered):
            yield code, left


def in_newest(reader: Actor, one: Amendment) -> InNewest | None:
    """How the newest version reads where an amendment would change it; None where this reader has it not."""
    newest = documents.current_version(one.document)
    return in_version(reader, one, newest) if newest is not None else None


def in_version(reader: Actor, one: Amendment, version: Version) -> InNewest | None:
    """The same of any version: against the words of the amendment with the amendments to it that carried."""
    text = documents.text_in(reader, one.document, one.language, version.number)
    own = amending.own_carried(one)
    if text is None or not all(amending.knows(reader, sub) for sub in own):
        return None
    lines = list(text.paragraphs.all())
    at = next((place for place, line in enumerate(lines) if line.anchor == one.anchor), None)
    if at is not None and one.kind == Amendment.Kind.INSERT_AFTER:
        at = at + 1 if at + 1 < len(lines) else None
    read, said = lines[at].text if at is not None else "", amending.words_as_amended(one)
    # Where those to it cannot stand together, its words are not settled, and nothing says them word for word.
    is_same = read == said and len(amending.changes([one])) < 2
    runs, names = runs_between(said, read), tuple(sub.name for sub in own)
    return InNewest(version_name(version), text.language, direction(text.language), runs, is_same, names)


def _told(base: Text, one: Conflict) -> Told:
    wordings = tuple((said.names, shown(one.base, said.words)) for said in one.wordings)
    return Told(base.named(one.anchor), one, wordings)


def dispute_lines(reader: Actor, disputes: Iterable[Dispute]) -> tuple[DisputeLine, ...]:
    """Disputes of which this reader may know every amendment and the reading, as the page shows them."""
    return tuple(_dispute_line(one) for one in disputes if amending.knows_dispute(reader, one))


def _dispute_line(dispute: Dispute) -> DisputeLine:
    bases = {side.amendment.language: side.base for side in dispute.sides if not side.is_new}
    sides = tuple(
        SideLine(
            side.amendment,
            shown("" if side.is_new else side.base, side.words),
            str(LANGUAGES.get(side.amendment.language, side.amendment.language)) if dispute.by_language else "",
            direction(side.amendment.language),
            side.is_new,
        )
        for side in dispute.sides
    )
    reading = dispute.reading
    return DisputeLine(
        dispute,
        tuple((language, words, direction(language)) for language, words in bases.items()),
        sides,
        shown(bases.get(reading.language, ""), reading.words) if reading is not None else (),
        direction(reading.language) if reading is not None else "",
    )


def _side(base: Text, made: Text, new: frozenset[str]) -> Iterable[MergedLine]:
    """Paragraphs of the text that is made, those that went at their old place."""
    gone = [one for one in base if one.anchor not in made]
    for one in made:
        while gone and one.anchor in base and base.place_of(gone[0].anchor) < base.place_of(one.anchor):
            yield MergedLine(gone[0], runs_between(gone.pop(0).words, ""), is_gone=True)
        if one.anchor in new:
            yield MergedLine(one, runs_between("", one.words), is_new=True)
        else:
            yield MergedLine(one, shown(base.at(one.anchor).words, one.words))
    for one in gone:
        yield MergedLine(one, runs_between(one.words, ""), is_gone=True)
