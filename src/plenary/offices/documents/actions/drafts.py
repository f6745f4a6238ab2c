"""A document before it is given out: planned, written, sealed, registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import MEMBERS, audience_of, tokens_in
from plenary.foundation.access.gate import require, require_first_audience, require_to_widen, require_two
from plenary.foundation.clock import now
from plenary.foundation.journal.writing import record
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.foundation.people.waiting import waits
from plenary.foundation.texts.brackets import Place, place_of
from plenary.offices.documents import facts, queries, symbols
from plenary.offices.documents.actions.guarding import require_as_many, require_language, require_own_words
from plenary.offices.documents.models import Bracket, Document, LanguageVersion, Paragraph, TranslationDue, Version
from plenary.offices.documents.permissions import can_draft, require_drafting, require_editing
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Mandate, Member, Partner
from plenary.procedure.documents import FROZEN, State, require_mandate, require_move, require_one_text
from plenary.procedure.refusal import Refused
from plenary.procedure.symbols import SuffixKind

#: Suffixes that only the acts of mending give, which look at what they change.
_BY_MENDING = (f"{SuffixKind.ADDENDUM.value}.", f"{SuffixKind.CORRIGENDUM.value}.")


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
    audience: str = "",
    authentic_languages: Sequence[str] = (),
    submission_due_on: date | None = None,
    is_demonstration: bool = False,
) -> Document:
    """Enter a document that is to be written: a title and no text.

    audience: who may know that it is planned; the text is read only once it is issued. By itself those who work on it:
    the documents officers and the secretary of the body; more take two persons. author: a member; None for the
    secretariat. mandate: of this body, with a day by which the work is due; where it names none, submission_due_on
    does.
    Raises Refused "documents.title_missing", "documents.kind_unknown", "documents.class_unknown",
    "documents.mandate_of_another_body", "documents.guard_not_met", "documents.language_not_of_house".
    """
    require(by, "issue_version")
    require_language(*authentic_languages)
    if not Words.of(title):
        raise Refused("documents.title_missing")
    if kind not in Document.Kind.values:
        raise Refused("documents.kind_unknown", kind=kind, possible=list(Document.Kind.values))
    if distribution not in Document.Distribution.values:
        raise Refused("documents.class_unknown", distribution=distribution, possible=list(Document.Distribution.values))
    drafters = queries.drafters_in(body)
    known_to = drafters if audience in {"", queries.DRAFT} else audience_of(*tokens_in(audience))
    require_to_widen(by, drafters, known_to)
    if mandate is not None:
        require_mandate(mandate.body.code, body.code)
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
        facts={
            "title": document.title,
            "kind": kind,
            "body": body.code,
            "role": document.role,
            **({"mandate": mandate.subject} if mandate is not None else {}),
        },
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
        raise Refused("documents.kind_unknown", kind=kind, possible=list(Document.Kind.values))
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
    out is made from the place. renders: by language, the number of the version whose words a text says, where that is
    an older one; of the original too, where what is new was written in another language. suffix: what the symbol gains
    ("Rev.2"); by itself the next revision of what was issued. Addenda and corrigenda are acts of their own.
    is_demonstration: typed in a demonstration; the document carries the mark from then on.
    A first version moves a planned document to drafted.
    Raises Refused "documents.text_frozen", "documents.suffix_by_mending", "documents.text_missing",
    "documents.original_language_missing", "documents.language_not_of_house", "documents.other_script",
    "documents.same_words", "documents.other_length", "documents.role_unknown", "documents.anchor_twice",
    "documents.renders_unknown", "symbol.unreadable", "text.…".
    """
    written = locked(document)
    require_editing(by, written)
    require_not_decided(written)
    if suffix is not None and any(kind in suffix for kind in _BY_MENDING):
        raise Refused("documents.suffix_by_mending", said=suffix)
    return kept_version(
        written,
        by=by,
        texts=texts,
        original_language=original_language,
        suffix=suffix,
        renders=renders,
        note=note,
        is_demonstration=is_demonstration,
    )


def kept_version(
    written: Document,
    *,
    by: Actor,
    texts: Mapping[str, Sequence[Mapping[str, str]]],
    original_language: str = "",
    suffix: str | None = None,
    renders: Mapping[str, int] | None = None,
    note: Words | None = None,
    is_demonstration: bool = False,
) -> Version:
    """Keep the next version of a locked document, under any suffix. For the acts of this office, which ask the gate."""
    if written.partner_id is not None:
        raise Refused("documents.of_another_organisation")
    adds = _suffix_for(written) if suffix is None else symbols.checked_suffix(suffix)
    if not texts or not all(texts.values()):
        raise Refused("documents.text_missing")
    original = original_language or written.original_language
    if not original or original not in texts:
        raise Refused("documents.original_language_missing", languages=sorted(texts))
    _require_rendered(by, written, renders or {})
    require_language(*texts)
    require_own_words({language: [one.get("text", "") for one in lines] for language, lines in texts.items()})
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
    # What a merge left behind says no version as a whole, so it has its own number of paragraphs.
    require_as_many(version.languages.filter(renders=version))
    _find_brackets_again(version, original)
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
        audience=queries.drafters_of(written),
        facts={
            "symbol": facts.named(written),
            "number": version.number,
            "suffix": adds,
            "languages": sorted(texts),
            "original": original,
        },
    )
    publish(f"document:{written.key}", queries.drafters_of(written), written.version)
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
    """Add a language to a version that is not yet sealed, or write one anew that still says an older version.

    renders: number of the version that the translation renders; this one where it is left out. Written anew is only
    what stands word for word in an earlier version, so that nothing is lost; its check begins again.
    Raises Refused "documents.version_sealed", "documents.language_twice" and as `add_version`.
    """
    written = locked(version.document)
    require_editing(by, written)
    require_not_decided(written)
    waiting = _unsealed(version)
    kept = waiting.languages.filter(language=language).first()
    if kept is not None and not queries.may_be_written_anew(kept):
        raise Refused("documents.language_twice", language=language)
    if not paragraphs:
        raise Refused("documents.text_missing")
    require_language(language)
    others = waiting.languages.exclude(language=language)
    said = {one.language: list(one.paragraphs.order_by("order").values_list("text", flat=True)) for one in others}
    require_own_words({**said, language: [one.get("text", "") for one in paragraphs]})
    _require_rendered(by, written, {} if renders is None else {language: renders})
    text = _write_text(waiting, language, paragraphs, original=written.original_language, renders=renders, anew=kept)
    require_as_many([text])
    if text.is_original:
        _find_brackets_again(waiting, language)
    waiting.touch().save()
    record(
        "documents.version.added",
        by=by,
        about=written.about,
        audience=queries.drafters_of(written),
        facts={"symbol": facts.named(written), "number": waiting.number, "languages": [language]},
    )
    publish(f"document:{written.key}", queries.drafters_of(written), written.version)
    return text


@act("documents.record_check")
def record_check(text: LanguageVersion, *, by: Actor, check: str) -> LanguageVersion:
    """Record how far the lawyer-linguist check of a language version is; it does not touch a word.

    Raises Refused "documents.not_drafting", "documents.check_unknown".
    """
    checked = LanguageVersion.objects.select_for_update().select_related("of_version__document").get(pk=text.pk)
    require_drafting(by, checked.of_version.document)
    if check not in LanguageVersion.Check.values:
        raise Refused("documents.check_unknown", check=check)
    checked.lawyer_linguist = check
    checked.touch().save()
    document = checked.of_version.document
    record(
        "documents.check.recorded",
        by=by,
        about=document.about,
        audience=queries.drafters_of(document),
        facts={"symbol": facts.named(document), "language": checked.language, "check": check},
    )
    return checked


@act("documents.name_authentic_languages")
def name_authentic_languages(document: Document, *, by: Actor, languages: Sequence[str]) -> Document:
    """Name the languages in which a text binds; none where it binds in its original.

    What was sealed keeps what was named when it was sealed. Raises Refused "documents.text_frozen",
    "documents.of_another_organisation", "documents.language_not_of_house".
    """
    named = locked(document)
    require_editing(by, named)
    require_language(*languages)
    if named.partner_id is not None:
        raise Refused("documents.of_another_organisation")
    require_not_decided(named)
    named.authentic_languages = list(dict.fromkeys(languages))
    named.touch().save()
    for text in LanguageVersion.objects.filter(of_version__document=named, of_version__sealed_at__isnull=True):
        if text.is_authentic != (text.language in named.authentic_languages):
            text.is_authentic = not text.is_authentic
            text.touch().save()
    record(
        "documents.languages.named",
        by=by,
        about=named.about,
        audience=queries.drafters_of(named),
        facts={"symbol": facts.named(named), "languages": named.authentic_languages},
    )
    publish(f"document:{named.key}", queries.drafters_of(named), named.version)
    return named


@act("documents.set_translation_due")
def set_translation_due(document: Document, *, by: Actor, language: str, due_at: datetime) -> TranslationDue:
    """Say until when a text is to be there in a language; a later word takes the place of an earlier one.

    Raises Refused "documents.due_in_the_past", "documents.of_another_organisation",
    "documents.language_not_of_house".
    """
    waited_for = locked(document)
    require_editing(by, waited_for)
    require_language(language)
    if waited_for.partner_id is not None:
        raise Refused("documents.of_another_organisation")
    if due_at <= now():
        raise Refused("documents.due_in_the_past", due=due_at.isoformat())
    due, _made = TranslationDue.objects.update_or_create(
        document=waited_for, language=language, defaults={"due_at": due_at}
    )
    record(
        "documents.translation.due",
        by=by,
        about=waited_for.about,
        audience=queries.drafters_of(waited_for),
        facts={"symbol": facts.named(waited_for), "language": language, "due": due_at.isoformat()},
    )
    publish(f"document:{waited_for.key}", queries.drafters_of(waited_for), waited_for.version)
    return due


@act("documents.seal_version")
def seal_version(version: Version, *, by: Actor) -> Version:
    """Seal a version: no word of it changes any more, in any language, and its digests are taken.

    Of a text that was decided on, only what mends it is sealed: a corrigendum, or an addendum written before.
    Raises Refused "documents.not_drafting", "documents.version_sealed", "documents.text_frozen",
    "documents.text_missing", "documents.authentic_text_older".
    """
    document = locked(version.document)
    require_drafting(by, document)
    sealed = _unsealed(version)
    if not symbols.is_mending(sealed):
        require_not_decided(document)
    languages = list(sealed.languages.order_by("language"))
    if not languages:
        raise Refused("documents.text_missing")
    require_one_text(sealed.number, queries.renderings(sealed))
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
        audience=queries.drafters_of(document),
        facts={
            "symbol": facts.named(document),
            "number": sealed.number,
            "digest": sealed.digest,
            "brackets_nobody_holds": len(queries.bare_brackets(sealed)),
            "texts": {text.language: text.digest for text in languages},
        },
    )
    publish(f"document:{document.key}", queries.drafters_of(document), document.version)
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
    in `session` (the year at the seat).
    Raises Refused "documents.already_registered", "documents.symbol_taken", "documents.wrong_step",
    "documents.class_unknown", "symbol.unreadable".
    """
    require(by, "issue_version")
    registered = locked(document)
    if registered.symbol:
        raise Refused("documents.already_registered", symbol=registered.symbol)
    if distribution and distribution not in Document.Distribution.values:
        raise Refused("documents.class_unknown", distribution=distribution, possible=list(Document.Distribution.values))
    if registered.body is None:
        raise Refused("documents.of_another_organisation")
    # Two documents of one body wait for each other here, so that no number is given twice.
    body = Body.objects.select_for_update().get(pk=registered.body.pk)
    if symbol:
        given = symbols.base_of(symbol)
    else:
        year = organisation.day_at_seat().year
        given = symbols.next_symbol(body, session or str(year), series, year=year)
    if Document.objects.filter(symbol=given).exists():
        raise Refused("documents.symbol_taken", symbol=given)
    registered.symbol = given
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
    everybody to whom it went reads the new title at once. While it waits to be issued the title stands: whoever agrees
    to the issue agrees to what was read.
    Raises Refused "documents.title_missing", "documents.title_the_same", "documents.reason_missing",
    "documents.issue_waits".
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
    if waits("documents.issue_version", corrected.versions.all()):
        raise Refused("documents.issue_waits", document=str(corrected))
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


def _require_rendered(by: Actor, document: Document, renders: Mapping[str, int]) -> None:
    """Let pass numbers of versions that this person may read, so that no answer tells of one that was not issued."""
    if not renders or can_draft(by, document):
        return
    known = set(queries.versions(by, document).values_list("number", flat=True))
    for language, number in renders.items():
        if number not in known:
            raise Refused("documents.renders_unknown", language=language, number=number)


def require_not_decided(document: Document) -> None:
    """Let pass a text that is still written and goes from body to body: what was decided on is only corrected.

    Raises Refused "documents.text_frozen".
    """
    if document.state in {state.value for state in FROZEN}:
        raise Refused("documents.text_frozen", state=document.state)


def locked(document: Document) -> Document:
    """The document as it stands now, so that nobody else changes it until this act ends."""
    # Only the document's own row is locked: its body and author may be empty, and outer joins take no lock.
    held: Document = (
        Document.objects.select_for_update(of=("self",)).select_related("body", "author").get(pk=document.pk)
    )
    return held


def again(document: Document, version: Version, *, by: Actor, note: Words) -> Version:
    """A revision that begins with the words of a version, to be worked on. For the acts of this office.

    Where a later version is open already, that one is it.
    """
    newest = queries.current_version(document)
    if newest is not None and newest.sealed_at is None:
        return newest
    copy = Version.objects.create(
        document=document,
        number=newest.number + 1 if newest else 1,
        suffix=_suffix_for(document),
        made_at=now(),
        made_by=by.person_key,
        note=note,
    )
    for text in version.languages.order_by("pk"):
        lines = as_given(text)
        renders = None if text.renders_id == version.pk else text.renders.number
        _write_text(copy, text.language, lines, original=document.original_language, renders=renders)
    _find_brackets_again(copy, document.original_language)
    record(
        "documents.version.added",
        by=by,
        about=document.about,
        audience=queries.drafters_of(document),
        facts={
            "symbol": facts.named(document),
            "number": copy.number,
            "suffix": copy.suffix,
            "languages": sorted(copy.languages.values_list("language", flat=True)),
            "original": document.original_language,
        },
    )
    return copy


def as_given(text: LanguageVersion) -> list[dict[str, str]]:
    """A text as `add_version` takes it."""
    return [
        {
            "anchor": one.anchor,
            "parent_anchor": one.parent_anchor,
            "role": one.role,
            "label": one.label,
            "text": one.text,
        }
        for one in text.paragraphs.order_by("order")
    ]


def _unsealed(version: Version) -> Version:
    held = Version.objects.select_for_update().get(pk=version.pk)
    if held.sealed_at is not None:
        raise Refused("documents.version_sealed", number=held.number)
    return held


def _find_brackets_again(version: Version, original: str) -> None:
    """Say at which place of the new words each open bracket stands; at none where its words are no longer there.

    One that was agreed on before is closed in the first version whose words do not bear it.
    """
    agreed = Bracket.objects.filter(
        document=version.document_id,
        status__in=(Bracket.Status.RESOLVED, Bracket.Status.MOVED),
        closed_in__isnull=True,
    )
    for bracket in agreed:
        if _place_in(version, original, bracket) is None:
            bracket.closed_in = version
            bracket.touch().save()
    standing = Bracket.objects.filter(
        document=version.document_id, status__in=(Bracket.Status.OPEN, Bracket.Status.EDITORIAL), place__gt=0
    )
    taken: set[tuple[str, int]] = set()
    for bracket in standing.order_by("anchor", "place"):
        found = _place_in(version, original, bracket)
        place = found.number if found is not None and (bracket.anchor, found.number) not in taken else 0
        taken.add((bracket.anchor, place))
        if place != bracket.place:
            bracket.place = place
            bracket.touch().save()


def _place_in(version: Version, original: str, bracket: Bracket) -> Place | None:
    """Where the words of a version bear a bracket; None where they do not."""
    row = Paragraph.objects.filter(
        text_of__of_version=version, text_of__language=original, anchor=bracket.anchor
    ).first()
    words = tuple(str(one["words"].get(original, "")) for one in bracket.alternatives)
    return place_of(row.text, words, bracket.place) if row is not None else None


def _suffix_for(document: Document) -> str:
    """What the next version adds to the symbol: nothing before one was issued, then the next revision."""
    issued = queries.issued_version(document)
    if issued is None or not document.symbol:
        return ""
    return symbols.next_suffix(issued, SuffixKind.REVISION)


def _write_text(
    version: Version,
    language: str,
    paragraphs: Sequence[Mapping[str, str]],
    *,
    original: str,
    renders: int | None,
    anew: LanguageVersion | None = None,
) -> LanguageVersion:
    """Write the text of a version in one language. anew: the one that is written in place of its words."""
    rendered = version
    if renders is not None and renders != version.number:
        older = Version.objects.filter(document=version.document, number=renders).first()
        if older is None:
            raise Refused("documents.renders_unknown", language=language, number=renders)
        rendered = older
    text = anew or LanguageVersion(
        of_version=version,
        language=language,
        is_original=language == original,
        is_authentic=language in version.document.authentic_languages,
    )
    text.renders = rendered
    text.title = next((one.get("text", "") for one in paragraphs if one.get("role") == Paragraph.Role.TITLE), "")
    text.lawyer_linguist = LanguageVersion.Check.NOT_BEGUN
    if anew is not None:
        anew.paragraphs.all().delete()
        anew.touch()
    text.save()
    anchors: set[str] = set()
    for place, (anchor, one) in enumerate(zip(facts.anchors_given_to(paragraphs), paragraphs, strict=True), start=1):
        role = one.get("role") or Paragraph.Role.PLAIN.value
        if role not in Paragraph.Role.values:
            raise Refused("documents.role_unknown", role=role)
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
    # A tree of paragraphs that does not hold together is refused now, not when it is read.
    facts.text_of(text)
    return text
