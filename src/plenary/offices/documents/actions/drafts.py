"""A document before it is given out: planned, written, sealed, registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import MEMBERS, audience_of, tokens_in
from plenary.foundation.access.gate import require, require_first_audience, require_to_widen, require_two
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.documents import facts, queries
from plenary.offices.documents.models import Document, LanguageVersion, Paragraph, Version
from plenary.offices.documents.permissions import require_editing
from plenary.offices.organisation.models import Body, Mandate, Member, Partner
from plenary.procedure.documents import FROZEN, State, require_move
from plenary.procedure.refusal import Refused
from plenary.procedure.symbols import Symbol

#: Who reads a document before it is issued.
DRAFT = "documents"


@act("documents.plan_document")
def plan_document(
    *,
    by: Actor,
    title: Words,
    body: Body,
    kind: str = Document.Kind.OTHER,
    role: Words | None = None,
    mandate: Mandate | None = None,
    author: Member | None = None,
    distribution: str = Document.Distribution.LIMITED,
    audience: str = DRAFT,
    authentic_languages: Sequence[str] = (),
    submission_due_on: date | None = None,
    is_demonstration: bool = False,
) -> Document:
    """Enter a document that is to be written: a title and no text.

    audience: who may know that it is planned; the text is read only once it is issued. More than the documents
    officers take two persons. author: a member; None for the secretariat.
    Raises Refused "documents.title_missing", "documents.kind_unknown", "documents.class_unknown".
    """
    require(by, "issue_version")
    if not Words.of(title):
        raise Refused("documents.title_missing")
    if kind not in Document.Kind.values:
        raise Refused("documents.kind_unknown", kind=kind)
    if distribution not in Document.Distribution.values:
        raise Refused("documents.class_unknown", distribution=distribution)
    known_to = audience_of(*tokens_in(audience))
    require_to_widen(by, DRAFT, known_to)
    document: Document = Document.objects.create(
        title=Words.of(title),
        kind=kind,
        role=Words.of(role),
        body=body,
        mandate=mandate,
        author=author,
        distribution=distribution,
        audience=known_to,
        authentic_languages=list(authentic_languages),
        submission_due_on=submission_due_on,
        is_demonstration=is_demonstration,
    )
    require_move(None, State.MANDATED, met=facts.guards_met(document))
    record(
        "documents.document.planned",
        by=by,
        about=document.about,
        audience=document.audience,
        facts={"title": document.title, "kind": kind, "body": body.code, "role": document.role},
    )
    publish(f"document:{document.key}", document.audience, document.version)
    return document


@act("documents.enter_outside_document")
def enter_outside_document(
    *,
    by: Actor,
    partner: Partner,
    title: Words,
    reference: str = "",
    kind: str = Document.Kind.OTHER,
    audience: str = MEMBERS,
) -> Document:
    """Enter a document of another organisation, so that items can refer to it. It has no text and no state here.

    reference: as the other organisation cites it. audience: others than the members take two persons.
    Raises Refused "documents.title_missing", "documents.kind_unknown".
    """
    require(by, "issue_version")
    if not Words.of(title):
        raise Refused("documents.title_missing")
    if kind not in Document.Kind.values:
        raise Refused("documents.kind_unknown", kind=kind)
    require_first_audience(by, MEMBERS, audience, row="issue_version")
    document: Document = Document.objects.create(
        title=Words.of(title),
        kind=kind,
        partner=partner,
        outside_reference=reference,
        state="",
        distribution=Document.Distribution.GENERAL,
        audience=audience_of(*tokens_in(audience)),
    )
    record(
        "documents.document.entered",
        by=by,
        about=document.about,
        audience=document.audience,
        facts={"title": document.title, "partner": partner.short_name, "reference": reference},
    )
    return document


@act("documents.add_version")
def add_version(
    document: Document,
    *,
    by: Actor,
    texts: Mapping[str, Sequence[Mapping[str, str]]],
    original_language: str = "",
    suffix: str | None = None,
    renders: Mapping[str, int] | None = None,
    note: Words | None = None,
    is_demonstration: bool = False,
) -> Version:
    """Add the next version of a text, in one or several languages. Earlier ones stay as they are.

    texts: by language, paragraphs in order, each {text, role, label, anchor, parent_anchor}; an anchor that is left
    out is made from the place. renders: by language, the number of the version a translation renders, where that
    is an older one. suffix: what the symbol gains ("Rev.2"); by itself the next revision of what was issued.
    is_demonstration: typed in a demonstration; the document carries the mark from then on.
    A first version moves a planned document to drafted.
    Raises Refused "documents.text_frozen", "documents.text_missing", "documents.original_language_missing",
    "documents.role_unknown", "documents.anchor_twice", "documents.renders_unknown", "symbol.unreadable".
    """
    written = locked(document)
    require_editing(by, written)
    if written.partner_id is not None:
        raise Refused("documents.of_another_organisation")
    adds = _suffix_for(written) if suffix is None else _checked_suffix(suffix)
    if written.state in {state.value for state in FROZEN} and "Corr." not in adds:
        raise Refused("documents.text_frozen", state=written.state)
    if not texts or not all(texts.values()):
        raise Refused("documents.text_missing")
    original = original_language or written.original_language
    if not original or original not in texts:
        raise Refused("documents.original_language_missing", languages=sorted(texts))
    newest = queries.current_version(written)
    version = Version.objects.create(
        document=written,
        number=newest.number + 1 if newest else 1,
        suffix=adds,
        made_at=now(),
        made_by=by.person_key,
        note=Words.of(note),
    )
    for language, paragraphs in texts.items():
        _write_text(version, language, paragraphs, original=original, renders=(renders or {}).get(language))
    written.original_language = original
    written.is_demonstration = written.is_demonstration or is_demonstration
    if written.state == State.MANDATED.value:
        require_move(State.MANDATED, State.DRAFTED, met=facts.guards_met(written))
        written.state = State.DRAFTED.value
    written.touch().save()
    record(
        "documents.version.added",
        by=by,
        about=written.about,
        audience=DRAFT,
        facts={
            "symbol": facts.named(written),
            "number": version.number,
            "suffix": adds,
            "languages": sorted(texts),
            "original": original,
        },
    )
    publish(f"document:{written.key}", DRAFT, written.version)
    return version


@act("documents.add_translation")
def add_translation(
    version: Version,
    *,
    by: Actor,
    language: str,
    paragraphs: Sequence[Mapping[str, str]],
    renders: int | None = None,
) -> LanguageVersion:
    """Add a language to a version that is not yet sealed.

    renders: number of the version that the translation renders; this one where it is left out.
    Raises Refused "documents.version_sealed", "documents.language_twice" and as `add_version`.
    """
    written = locked(version.document)
    require_editing(by, written)
    waiting = _unsealed(version)
    if waiting.languages.filter(language=language).exists():
        raise Refused("documents.language_twice", language=language)
    if not paragraphs:
        raise Refused("documents.text_missing")
    text = _write_text(waiting, language, paragraphs, original=written.original_language, renders=renders)
    waiting.touch().save()
    record(
        "documents.version.added",
        by=by,
        about=written.about,
        audience=DRAFT,
        facts={"symbol": facts.named(written), "number": waiting.number, "languages": [language]},
    )
    publish(f"document:{written.key}", DRAFT, written.version)
    return text


@act("documents.record_check")
def record_check(text: LanguageVersion, *, by: Actor, check: str) -> LanguageVersion:
    """Record how far the lawyer-linguist check of a language version is; it does not touch a word.

    Raises Refused "documents.check_unknown".
    """
    checked = LanguageVersion.objects.select_for_update().select_related("of_version__document").get(pk=text.pk)
    require_editing(by, checked.of_version.document)
    if check not in LanguageVersion.Check.values:
        raise Refused("documents.check_unknown", check=check)
    checked.lawyer_linguist = check
    checked.touch().save()
    document = checked.of_version.document
    record(
        "documents.check.recorded",
        by=by,
        about=document.about,
        audience=DRAFT,
        facts={"symbol": facts.named(document), "language": checked.language, "check": check},
    )
    return checked


@act("documents.seal_version")
def seal_version(version: Version, *, by: Actor) -> Version:
    """Seal a version: no word of it changes any more, in any language, and its digests are taken.

    Raises Refused "documents.version_sealed", "documents.text_missing".
    """
    document = locked(version.document)
    require_editing(by, document)
    sealed = _unsealed(version)
    languages = list(sealed.languages.order_by("language"))
    if not languages:
        raise Refused("documents.text_missing")
    for text in languages:
        text.digest = facts.language_digest(text)
        text.touch().save()
    sealed.digest = facts.version_digest(sealed)
    sealed.sealed_at = now()
    sealed.touch().save()
    record(
        "documents.version.sealed",
        by=by,
        about=document.about,
        audience=DRAFT,
        facts={
            "symbol": facts.named(document),
            "number": sealed.number,
            "digest": sealed.digest,
            "texts": {text.language: text.digest for text in languages},
        },
    )
    publish(f"document:{document.key}", DRAFT, document.version)
    return sealed


@act("documents.register_document")
def register_document(
    document: Document,
    *,
    by: Actor,
    symbol: str = "",
    series: str = "L",
    session: str = "",
    distribution: str = "",
) -> Document:
    """Give a written document its symbol and class; from here the clock of the paper track runs.

    symbol: as printed, where the secretariat gives it by hand; otherwise the next number of `series` of the body
    in `session` (the year by the house's clock).
    Raises Refused "documents.already_registered", "documents.symbol_taken", "documents.wrong_step",
    "documents.class_unknown", "symbol.unreadable".
    """
    require(by, "issue_version")
    registered = locked(document)
    if registered.symbol:
        raise Refused("documents.already_registered", symbol=registered.symbol)
    if distribution and distribution not in Document.Distribution.values:
        raise Refused("documents.class_unknown", distribution=distribution)
    if registered.body is None:
        raise Refused("documents.of_another_organisation")
    # Two documents of one body wait for each other here, so that no number is given twice.
    body = Body.objects.select_for_update().get(pk=registered.body.pk)
    if symbol:
        given = Symbol.parse(symbol).base
    else:
        place = session or str(now().year)
        given = queries.symbol_for(body, place, series, queries.next_number(body, place, series))
    if Document.objects.filter(symbol=str(given)).exists():
        raise Refused("documents.symbol_taken", symbol=str(given))
    registered.symbol = str(given)
    registered.distribution = distribution or registered.distribution
    registered.registered_at = now()
    require_move(facts.state_named(registered.state), State.REGISTERED, met=facts.guards_met(registered))
    registered.state = State.REGISTERED.value
    registered.touch().save()
    record(
        "documents.document.registered",
        by=by,
        about=registered.about,
        audience=registered.audience,
        facts={
            "title": registered.title,
            "symbol": registered.symbol,
            "body": body.code,
            "distribution": registered.distribution,
        },
    )
    publish(f"document:{registered.key}", registered.audience, registered.version)
    return registered


@act("documents.correct_title")
def correct_title(document: Document, *, by: Actor, title: Words, reason: Words) -> Document:
    """Correct what a document is called in lists and on its page. No word of its text is touched.

    What it was called before stays in the record, with the reason. Once it was issued this takes two persons, since
    everybody to whom it went reads the new title at once.
    Raises Refused "documents.title_missing", "documents.title_the_same", "documents.reason_missing".
    """
    corrected = locked(document)
    if queries.issued_version(corrected) is None:
        require(by, "issue_version")
    else:
        require_two(by, "issue_version")
    if not Words.of(title):
        raise Refused("documents.title_missing")
    if Words.of(title) == Words.of(corrected.title):
        raise Refused("documents.title_the_same")
    if not Words.of(reason):
        raise Refused("documents.reason_missing")
    before = dict(corrected.title)
    corrected.title = Words.of(title)
    corrected.touch().save()
    record(
        "documents.title.corrected",
        by=by,
        about=corrected.about,
        audience=corrected.audience,
        facts={
            "symbol": corrected.symbol or before,
            "before": before,
            "after": dict(corrected.title),
            "reason": dict(Words.of(reason)),
        },
    )
    publish(f"document:{corrected.key}", corrected.audience, corrected.version)
    return corrected


def locked(document: Document) -> Document:
    """The document as it stands now, so that nobody else changes it until this act ends."""
    # Only the document's own row is locked: its body and author may be empty, and outer joins take no lock.
    held: Document = (
        Document.objects.select_for_update(of=("self",)).select_related("body", "author").get(pk=document.pk)
    )
    return held


def _unsealed(version: Version) -> Version:
    held = Version.objects.select_for_update().get(pk=version.pk)
    if held.sealed_at is not None:
        raise Refused("documents.version_sealed", number=held.number)
    return held


def _suffix_for(document: Document) -> str:
    """What the next version adds to the symbol: nothing before one was issued, then the next revision."""
    issued = queries.issued_version(document)
    if issued is None or not document.symbol:
        return ""
    return str(Symbol.parse(queries.symbol_of(issued)).revised()).removeprefix(f"{document.symbol}/")


def _checked_suffix(suffix: str) -> str:
    if suffix:
        Symbol.parse(f"ORG/BODY/1/1/{suffix}")
    return suffix


def _write_text(
    version: Version, language: str, paragraphs: Sequence[Mapping[str, str]], *, original: str, renders: int | None
) -> LanguageVersion:
    rendered = version
    if renders is not None and renders != version.number:
        older = Version.objects.filter(document=version.document, number=renders).first()
        if older is None or language == original:
            raise Refused("documents.renders_unknown", language=language, number=renders)
        rendered = older
    text = LanguageVersion.objects.create(
        of_version=version,
        language=language,
        renders=rendered,
        is_original=language == original,
        is_authentic=language in version.document.authentic_languages,
        title=next((one.get("text", "") for one in paragraphs if one.get("role") == Paragraph.Role.TITLE), ""),
    )
    anchors: set[str] = set()
    for place, one in enumerate(paragraphs, start=1):
        role = one.get("role") or Paragraph.Role.PLAIN.value
        if role not in Paragraph.Role.values:
            raise Refused("documents.role_unknown", role=role)
        anchor = one.get("anchor") or f"p{place}"
        if anchor in anchors:
            raise Refused("documents.anchor_twice", anchor=anchor)
        anchors.add(anchor)
        Paragraph.objects.create(
            text_of=text,
            order=place,
            anchor=anchor,
            parent_anchor=one.get("parent_anchor", ""),
            role=role,
            label=one.get("label", ""),
            text=one.get("text", ""),
        )
    return text
