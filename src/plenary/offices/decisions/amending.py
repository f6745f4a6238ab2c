"""What is known of amendments: which a reader may know of, in which order they are put, how the text would read.

A draft is known to its own delegation; what was sent, to the secretariat of the body too; what is tabled, to those
who read the text. Names in an order and in a conflict are those of `Amendment.name`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import (
    MEMBERS,
    PUBLIC,
    audience_of,
    common,
    may_read,
    readable_audiences,
    tokens_in,
)
from plenary.foundation.texts.merging import OF_WORDS, Kind, Merged, collisions, common_order, merge, merge_wordings
from plenary.foundation.texts.merging import Amendment as Change
from plenary.foundation.texts.text import Paragraph, Role, Text
from plenary.offices.decisions.models import (
    AgreedReading,
    Amendment,
    OrderSet,
    Part,
    Question,
    QuestionBody,
    Sponsor,
)
from plenary.offices.decisions.permissions import receives_for_secretariat
from plenary.offices.documents import facts as texts
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, Draft, LanguageVersion, Version
from plenary.offices.documents.models import Paragraph as Row
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Member
from plenary.procedure import amendments as rules
from plenary.procedure.amendments import AmendmentsOrder, OrderRuling, Submitted, VotingOrder
from plenary.procedure.citation import Citation
from plenary.procedure.distance import Distance, deletion, distance
from plenary.procedure.documents import State as TextState
from plenary.procedure.motions import Division, Matter, MotionRules, TextPart
from plenary.procedure.motions import division as division_by_rule
from plenary.procedure.refusal import NotHere, Refused
from plenary.procedure.verdict import Outcome

State = Amendment.State
#: How a text is divided where the rules of the body are silent.
BY_PATTERN = MotionRules((), Citation("GA", "rule 89"), ((Matter.DIVISION, Citation("GA", "rule 89")),))
#: Until when something may be withdrawn, where the rules of the body are silent.
WITHDRAWN_UNLESS_AMENDED = Citation("GA", "rule 80")
#: Before the body, or was: these have a number and a place in the order of voting.
PUT_BEFORE_THE_BODY = (State.TABLED, State.CARRIED, State.REJECTED, State.FALLEN, State.MERGED)
#: States in which a text can still be amended and its sponsors still change.
OPEN_TEXTS = frozenset(
    state.value
    for state in (
        TextState.MANDATED,
        TextState.DRAFTED,
        TextState.REGISTERED,
        TextState.IN_CONSULTATION,
        TextState.BRACKETED,
        TextState.AD_REFERENDUM,
        TextState.EXPERT_LEVEL,
        TextState.REFERRED,
        TextState.ENDORSED,
        TextState.TABLED,
        TextState.DEFERRED,
    )
)
#: So many amendments of one member may wait at one paragraph of one version, drafts and those to amendments with them.
AT_MOST = 20
#: States of a question in which the vote on it has begun.
VOTED_ON = (Question.State.OPEN, Question.State.CLOSED, Question.State.ANNOUNCED)
#: States of a question that is before a body, until the chair says what it came to.
PUT_NOW = (Question.State.OPEN, Question.State.CLOSED)
#: Effects by which a body says its word on a text itself, as a whole or part by part.
ON_THE_WORDS = ("adopt", "approve", "confirm", "endorse", "note", "part")
#: What one member can prevent: where it did, nothing was voted on.
WITHOUT_A_VOTE = (Question.Method.CONSENSUS, Question.Method.SILENCE)


# What a reader may know


def amendments(reader: Actor, document: Document) -> QuerySet[Amendment]:
    """Amendments to a text that this reader may know of, in the order in which they were tabled, drafts last."""
    known = Q(audience__in=readable_audiences(reader))
    if receives_for_secretariat(reader, document):
        known |= Q(state=State.SENT)
    return (
        Amendment.objects.filter(known, document=document, document__in=documents.documents(reader))
        .select_related("member", "document", "text_version", "on_amendment__member", "question", "merged_in")
        .prefetch_related("own_amendments")
        .order_by("tabled_at", "number", "pk")
    )


def amendment(reader: Actor, key: str) -> Amendment:
    """One amendment. Raises NotHere."""
    found: Amendment | None = (
        Amendment.objects.filter(key=key)
        .select_related("member", "document", "text_version", "on_amendment__member", "question", "merged_in")
        .first()
    )
    if found is None or not knows(reader, found):
        raise NotHere()
    return found


def knows(reader: Actor, one: Amendment) -> bool:
    """Whether this reader may know of an amendment."""
    if not may_read(reader, one.document.audience):
        return False
    sent = one.state == State.SENT and receives_for_secretariat(reader, one.document)
    return sent or may_read(reader, one.audience)


def audience_when_tabled(text: LanguageVersion) -> str:
    """Who reads an amendment once it is tabled: those who read the text, and never the public.

    "" where the text was given out to nobody.
    """
    version = text.of_version
    issued = documents.issued_to(version, [text.language])
    if not issued:
        return ""
    known = tokens_in(version.document.audience)
    if PUBLIC in tokens_in(issued) or tokens_in(issued) >= known:
        issued = version.document.audience
    return MEMBERS if issued == PUBLIC else audience_of(*tokens_in(issued))


def audience_of_all(listed: Iterable[Amendment], text: LanguageVersion | None = None) -> str:
    """Who reads what names all these amendments, and says words in the language of a text: who knows each of them.

    Where nobody else does, those who work on the text.
    """
    first, *others = listed
    audiences = [first.audience, *(one.audience for one in others)]
    unread = False
    if text is not None:
        audiences.append(given := audience_when_tabled(text))
        unread = not given
    return (not unread and common(audiences)) or _who_works_on(first.document)


def _who_works_on(document: Document) -> str:
    codes = [scope.removeprefix("body:") for scope in documents.scopes_of(document) if scope.startswith("body:")]
    return audience_of("documents", *(organisation.secretary_of(code) for code in codes))


def sponsors(thing: Amendment | Document) -> list[Sponsor]:
    """Who sponsors it now, in no order; a page puts the names in the reader's alphabet."""
    return list(thing.sponsors.filter(left_at__isnull=True).select_related("member"))


def vote_has_begun(thing: Amendment | Document) -> bool:
    """Whether a vote on it is open, so that nobody joins or leaves; an amendment is then not withdrawn any more.

    Once the outcome is announced the state of a text says whether it can still be amended.
    """
    if isinstance(thing, Amendment):
        return thing.state not in {State.DRAFTED, State.SENT, State.TABLED} or (
            thing.question is not None and thing.question.state in VOTED_ON
        )
    put = put_on_text(thing).filter(state__in=PUT_NOW).exclude(effect__in=["amend", "part"])
    return thing.state not in OPEN_TEXTS or put.exists()


def put_on_text(document: Document) -> QuerySet[Question]:
    """Questions on a text by which those that have it now, or anybody where none has, do something with it.

    One of procedure does nothing with the text, and what another body asks about it does not bind this one: a body
    that sent a text on has done with it, and the next one amends it anew.
    """
    put = Question.objects.filter(document=document).exclude(effect="procedure")
    having = documents.bodies_that_have(document)
    return put.filter(pk__in=QuestionBody.objects.filter(body__in=having).values("question")) if having else put


def may_not_be_withdrawn(document: Document) -> bool:
    """Whether a body that has a text votes on it or on what is proposed to it, or has voted on the text.

    A consensus that was not reached is no vote: the text stands as it did before. Source: domain, "withdrawal only by
    sponsor before voting starts".
    """
    put, not_reached = put_on_text(document), Q(method__in=WITHOUT_A_VOTE) & ~Q(outcome=Outcome.ADOPTED)
    voted = put.filter(state=Question.State.ANNOUNCED, effect__in=ON_THE_WORDS).exclude(not_reached)
    return put.filter(state__in=PUT_NOW).exists() or voted.exists()


def voting_began(version: Version) -> bool:
    """Whether the body votes on the amendments to a version, or has begun to."""
    settled = Amendment.objects.filter(text_version=version).exclude(
        state__in=[State.DRAFTED, State.SENT, State.TABLED, State.WITHDRAWN]
    )
    return (
        settled.exclude(state=State.FALLEN, on_amendment__state=State.WITHDRAWN).exists()
        or Amendment.objects.filter(text_version=version, question__state__in=VOTED_ON).exists()
    )


def left_out_of(draft: Draft) -> dict[str, str]:
    """What carried and became part of the text after a draft was begun, and is not in the version made of that.

    By the name of the amendment, how people name the paragraph. A paragraph that was written anew in the draft has
    what carried in it where both changes, laid over what the draft was begun from, read as it does.
    """
    begun, made = draft.begun_from, draft.became
    since = begun.number if begun is not None else 0
    merged = Amendment.objects.filter(document=draft.document, state=State.MERGED, merged_in__number__gt=since)
    stood, reads = _words_of(begun, draft.language), _words_of(made, draft.language)
    named = documents.names_in(draft.document)
    left: dict[str, str] = {}
    for one in merged.select_related("merged_in").order_by("number"):
        carried = _words_of(one.merged_in, draft.language)
        places = set(carried) - set(stood) if one.kind == Amendment.Kind.INSERT_AFTER else {one.anchor}
        for anchor in places:
            if not _has_in(reads.get(anchor), stood.get(anchor), carried.get(anchor)):
                left[one.name] = named.get(anchor, "") or named.get(one.anchor, "")
    return left


def _words_of(version: Version | None, language: str) -> dict[str, str]:
    rows = Row.objects.filter(text_of__of_version=version, text_of__language=language)
    return dict(rows.values_list("anchor", "text"))


def _has_in(reads: str | None, stood: str | None, carried: str | None) -> bool:
    """Whether a paragraph reads with a change. stood: before the change; carried: after it; None where it is not."""
    if reads == carried or stood == carried:
        return True
    if reads is None or stood is None or carried is None:
        return False
    both = merge_wordings(stood, {"carried": carried, "drafted": reads})
    return not both.conflicts and both.words == reads


def was_amended(one: Amendment) -> bool:
    """Whether the body amended an amendment, or votes on what amends it: it is then not its mover's any more."""
    own = one.own_amendments.exclude(state__in=[State.DRAFTED, State.SENT, State.WITHDRAWN])
    return own.filter(
        Q(state__in=[State.CARRIED, State.MERGED]) | Q(state=State.TABLED, question__state__in=VOTED_ON)
    ).exists()


def withdrawal_cited(document: Document) -> Citation:
    """Where the rules of the body say what may be withdrawn; the pattern of GA rule 80 where they are silent."""
    try:
        motions = MotionRules.from_setting(
            organisation.setting_for("motions", organisation.day_at_seat(), document.body)
        )
        return motions.cite_of(Matter.WITHDRAWAL)
    except Refused:
        return WITHDRAWN_UNLESS_AMENDED


def may_sponsor(document: Document, member: Member) -> bool:
    """Whether a member has a seat in a body before which the text is."""
    codes = {scope.partition(":")[2] for scope in documents.scopes_of(document) if scope.startswith("body:")}
    seats = organisation.bodies_of(member).values_list("code", flat=True)
    return not codes or not codes.isdisjoint(seats)


# The text and its amendments as values


def text_of(version: Version, language: str) -> Text:
    """The text that amendments in a language are made to. Raises NotHere where the version has none."""
    kept = version.languages.filter(language=language).prefetch_related("paragraphs").first()
    if kept is None:
        raise NotHere()
    return texts.text_of(kept)


def words_as_amended(one: Amendment) -> str:
    """The words of an amendment with the amendments to it that carried, but for what these dispute between them."""
    carried = own_carried(one)
    return merge_wordings(one.words, {sub.name: sub.words for sub in carried}).words if carried else one.words


def own_carried(one: Amendment) -> list[Amendment]:
    """The amendments to an amendment that carried."""
    return [sub for sub in one.own_amendments.all() if sub.state in {State.CARRIED, State.MERGED}]


def changes(listed: Iterable[Amendment]) -> list[Change]:
    """Amendments to the text as the values that merging takes; amendments to amendments are inside those."""
    return [change for one in listed if one.on_amendment_id is None for change in _changes_of(one)]


def _changes_of(one: Amendment) -> list[Change]:
    """What an amendment does: one change, or one by each of those amending it that touch the same words.

    These carried before Plenary knew that one excludes the other; none of them is dropped, and a person settles it.
    """
    carried = own_carried(one)
    merged = merge_wordings(one.words, {sub.name: sub.words for sub in carried})
    disputing = {name for conflict in merged.conflicts for said in conflict.wordings for name in said.names}
    role = Role(one.role) if one.role else Role.PLAIN
    if not disputing:
        return [Change(one.name, one.anchor, Kind(one.kind), merged.words, one.number or 0, role)]
    return [
        Change(sub.name, one.anchor, Kind(one.kind), merged.settled(sub.name), sub.number or 0, role)
        for sub in carried
        if sub.name in disputing
    ]


def distance_of(one: Amendment, base: Text) -> Distance:
    """How far an amendment is removed from what it amends."""
    if one.on_amendment is not None:
        return distance(one.on_amendment.words, one.words)
    if one.kind == Amendment.Kind.INSERT_AFTER:
        return distance("", one.words)
    words = base.at(one.anchor).words
    return deletion(words) if one.kind == Amendment.Kind.DELETE_PARAGRAPH else distance(words, one.words)


def role_after(base: Text, anchor: str) -> Role:
    """What a new paragraph is: as the one it follows, where that one is of the running text."""
    role = base.at(anchor).role
    return role if role in {Role.PREAMBULAR, Role.OPERATIVE, Role.ITEM, Role.PLAIN} else Role.PLAIN


def in_language(listed: Iterable[Amendment], language: str, base: Text) -> list[Amendment]:
    """Amendments that change the text in a language: those written in it, and deletions, which need no translation."""
    return [
        one
        for one in listed
        if one.anchor in base and (one.language == language or one.kind == Amendment.Kind.DELETE_PARAGRAPH)
    ]


def would_read(version: Version, language: str, listed: Sequence[Amendment]) -> Merged:
    """The text as it would read with these amendments, and where they touch the same words."""
    base = text_of(version, language)
    return merge(base, changes(in_language(listed, language, base)), taken=documents.anchors_given(version.document))


# Amendments that cannot stand together


@dataclass(frozen=True, slots=True)
class Side:
    """What one amendment makes of a paragraph. base: its words in that language; words: "" where it is deleted.

    is_new: it adds a paragraph within the one that another deletes.
    """

    amendment: Amendment
    base: str
    words: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """A paragraph of which amendments make what cannot stand together, for a person to settle.

    names: of all that change its words or delete it. suggested: by language, its words with what is not in dispute.
    reading: what was agreed on instead; None while it is open. by_language: they were written in several languages.
    """

    anchor: str
    label: str
    names: tuple[str, ...]
    sides: tuple[Side, ...]
    suggested: Mapping[str, str]
    reading: AgreedReading | None
    by_language: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A version with amendments laid into every language. due: languages that lack some of them.

    texts: by language; in an open dispute each keeps its words, but for what nobody disputes.
    """

    texts: Mapping[str, Text]
    disputes: tuple[Dispute, ...]
    due: tuple[str, ...]

    @property
    def open_disputes(self) -> tuple[Dispute, ...]:
        """Those that nobody settled."""
        return tuple(one for one in self.disputes if one.reading is None)


def knows_dispute(reader: Actor, dispute: Dispute) -> bool:
    """Whether this reader may know of every amendment in it, and of the reading that was agreed on."""
    if dispute.reading is not None and not may_read(reader, dispute.reading.audience):
        return False
    return all(knows(reader, side.amendment) for side in dispute.sides)


def readings(version: Version) -> dict[tuple[str, frozenset[str]], AgreedReading]:
    """By anchor and the names of what it settles, the reading that was agreed on last."""
    kept = AgreedReading.objects.filter(text_version=version).order_by("pk")
    return {(one.anchor, frozenset(one.settles)): one for one in kept}


#: A change and the language in which it was written.
_Item = tuple[str, Change]
#: Between the names of amendments for which one agreed reading stands.
_JOINT = ", "


def lay(version: Version, listed: Sequence[Amendment]) -> Laid:
    """Lay amendments into every language of a version, with the readings that were agreed where they collide.

    A deletion goes into every language. A reading holds as long as exactly those collide that it settles.
    """
    bases = {
        kept.language: texts.text_of(kept)
        for kept in version.languages.order_by("-is_original", "language").prefetch_related("paragraphs")
    }
    to_text = [one for one in listed if one.on_amendment_id is None]
    items: list[_Item] = [(one.language, made) for one in to_text for made in _changes_of(one)]
    known = [*to_text, *(sub for one in to_text for sub in own_carried(one))]
    agreed, disputes = readings(version), dict[str, Dispute]()
    while True:
        found = _colliding(bases, items)
        holds = next((at for at, names in found.items() if (at, _singly(names)) in agreed), None)
        if holds is None:
            break
        reading = agreed.pop((holds, _singly(found[holds])))
        disputes[holds] = _dispute(bases, known, items, holds, found[holds], reading)
        items = _settled(bases, items, reading, found[holds])
    for anchor, names in found.items():
        disputes[anchor] = _dispute(bases, known, items, anchor, names, None)
    taken, made = documents.anchors_given(version.document), dict[str, Text]()
    numbers: set[str] = set()
    apart = {name for names in found.values() for name in names}
    for language, base in bases.items():
        own = [change for change in _in(language, base, items) if change.name not in apart]
        for anchor in found:
            if language in (suggested := disputes[anchor].suggested):
                own.append(Change(anchor, anchor, Kind.REPLACE, suggested[language]))
        merged = merge(base, own, taken=taken, labels=numbers)
        taken |= set(merged.new.values())
        numbers |= {merged.text.at(anchor).label for anchor in merged.new.values()}
        made[language] = merged.text
    order = common_order(list(bases.values()))
    due = tuple(
        language
        for language, base in sorted(bases.items())
        if any(
            written != language and not (change.kind is Kind.DELETE_PARAGRAPH and change.anchor in base)
            for written, change in items
        )
    )
    return Laid(made, tuple(sorted(disputes.values(), key=lambda one: order.index(one.anchor))), due)


def _in(language: str, base: Text, items: Iterable[_Item]) -> list[Change]:
    return [
        change
        for written, change in items
        if change.anchor in base and (written == language or change.kind is Kind.DELETE_PARAGRAPH)
    ]


def _colliding(bases: Mapping[str, Text], items: Sequence[_Item]) -> dict[str, set[str]]:
    """By anchor, the names of all that cannot stand together there, in any language or between two."""
    found: dict[str, set[str]] = {}
    for language, base in bases.items():
        for conflict in merge(base, _in(language, base, items)).conflicts:
            found.setdefault(conflict.anchor, set()).update(name for said in conflict.wordings for name in said.names)
    written: dict[str, set[str]] = {}
    for language, change in items:
        if change.kind in OF_WORDS:
            written.setdefault(change.anchor, set()).add(language)
    for anchor, languages in written.items():
        if len(languages) > 1:
            found.setdefault(anchor, set())
    for anchor, names in found.items():
        names |= {change.name for _language, change in items if _is_of(change, anchor)}
    return found


def _is_of(change: Change, anchor: str) -> bool:
    """Whether a change is made to the words of this paragraph, or deletes it."""
    return change.anchor == anchor and change.kind is not Kind.INSERT_AFTER


def _singly(names: Iterable[str]) -> frozenset[str]:
    """Names of amendments, also of those that a reading stands for."""
    return frozenset(one for name in names for one in name.split(_JOINT))


def _settled(bases: Mapping[str, Text], items: Sequence[_Item], reading: AgreedReading, names: set[str]) -> list[_Item]:
    """The reading in place of what it settles. What stands within a paragraph that stays is not lost with it."""
    deletes = not reading.words
    left = [
        (language, change)
        for language, change in items
        if not (_is_of(change, reading.anchor) or (deletes and change.name in names))
    ]
    if reading.words == bases[reading.language].at(reading.anchor).words:
        return left
    name, kind = _JOINT.join(sorted(_singly(names))), Kind.DELETE_PARAGRAPH if deletes else Kind.REPLACE
    return [*left, (reading.language, Change(name, reading.anchor, kind, reading.words))]


def _dispute(
    bases: Mapping[str, Text],
    listed: Sequence[Amendment],
    items: Sequence[_Item],
    anchor: str,
    names: set[str],
    reading: AgreedReading | None,
) -> Dispute:
    single = _singly(names)
    sides = [
        Side(
            one,
            bases[one.language].at(one.anchor).words,
            words_as_amended(one),
            one.kind == Amendment.Kind.INSERT_AFTER,
        )
        for one in listed
        if one.name in single
    ]
    suggested = {}
    for language, base in bases.items():
        own = [change for change in _in(language, base, items) if _is_of(change, anchor) and change.name in names]
        if own and anchor in base:
            words = {change.name: change.words for change in own if change.kind in OF_WORDS}
            suggested[language] = merge_wordings(base.at(anchor).words, words).words
    first = next(base.at(anchor) for base in bases.values() if anchor in base)
    by_language = len({side.amendment.language for side in sides if side.words}) > 1
    return Dispute(anchor, first.label or anchor, tuple(sorted(single)), tuple(sides), suggested, reading, by_language)


# The order of voting


@dataclass(frozen=True, slots=True)
class Voting:
    """How far voting on the amendments to a version has come.

    order: of all that were tabled, with the reason of each place. by, cite: the rule. next_name: "" when none is left.
    set_by_chair: the order that holds, where the chair set it. outdated: one that was set, and names others than are
    tabled by now, so that it does not hold any more.
    """

    order: VotingOrder
    by: AmendmentsOrder
    cite: Citation
    next_name: str
    set_by_chair: OrderSet | None
    outdated: OrderSet | None


def tabled(version: Version) -> list[Amendment]:
    """Every amendment to a version that is or was before the body, in the order of submission.

    What fell with an amendment that was withdrawn was not voted on, and has no place in the order: what it amended has
    none either.
    """
    return list(
        Amendment.objects.filter(text_version=version, state__in=PUT_BEFORE_THE_BODY)
        .exclude(state=State.FALLEN, on_amendment__state=State.WITHDRAWN)
        .select_related("member", "on_amendment__member", "question", "document")
        .prefetch_related("own_amendments")
        .order_by("number")
    )


def carried(version: Version) -> list[Amendment]:
    """Amendments to a version that carried and are not yet part of the text, in the order of submission."""
    return [one for one in tabled(version) if one.state == State.CARRIED and has_its_amendment(one)]


def in_place_of(version: Version) -> Version | None:
    """A later version of its text that was given out, or that has amendments that carried; None where there is none."""
    later = Version.objects.filter(document=version.document, number__gt=version.number)
    stands = Q(languages__issues__isnull=False) | Q(merged__state=State.MERGED)
    return later.filter(stands).order_by("-number").first()


def has_its_amendment(one: Amendment) -> bool:
    """Whether that stands, or may still carry, which an amendment amends: the text always does."""
    return one.on_amendment is None or one.on_amendment.state in {State.TABLED, State.CARRIED, State.MERGED}


def submitted(version: Version, listed: Sequence[Amendment], *, with_excluded: bool = False) -> tuple[Submitted, ...]:
    """Amendments as the order of voting takes them.

    Those in different languages meet at one place by its anchor; word by word only those in one language are compared.
    with_excluded: each with those that its adoption rejects: the order needs none, and all are compared with all.
    """
    written = {one.language for one in listed}
    original = version.document.original_language
    bases = {
        language: text_of(version, language) for language in sorted(written, key=lambda one: (one != original, one))
    }
    order = common_order(list(bases.values())) if bases else ()
    places = {anchor: place for place, anchor in enumerate(order)}
    excludes = _excluded(listed, bases) if with_excluded else {}
    return tuple(
        Submitted(
            one.name,
            places[one.anchor],
            distance_of(one, bases[one.language]),
            one.kind == Amendment.Kind.INSERT_AFTER,
            one.on_amendment.name if one.on_amendment is not None else "",
            excludes.get(one.name, frozenset()),
            one.language,
        )
        for one in listed
    )


def _excluded(listed: Sequence[Amendment], bases: Mapping[str, Text]) -> dict[str, frozenset[str]]:
    excludes: dict[str, frozenset[str]] = {}
    for language, base in bases.items():
        for name, others in collisions(base, changes(in_language(listed, language, base))).items():
            excludes[name] = excludes.get(name, frozenset()) | others
    for amended in listed:
        own = [one for one in listed if one.on_amendment_id == amended.pk]
        if len(own) > 1:
            excludes |= _collisions_within(amended, own)
    return excludes


def _collisions_within(amended: Amendment, own: Sequence[Amendment]) -> dict[str, frozenset[str]]:
    """By name, which amendments to one amendment cannot stand together: they are made to its words."""
    words = Text(amended.language, (Paragraph(amended.anchor, amended.words),))
    return collisions(words, [Change(one.name, one.anchor, Kind.REPLACE, one.words, one.number or 0) for one in own])


def ordered_by(document: Document) -> tuple[AmendmentsOrder, Citation]:
    """By what the rules of the body order amendments; furthest removed first where they are silent."""
    try:
        setting = organisation.setting_for("amendments_order", organisation.day_at_seat(), document.body)
    except Refused:
        return AmendmentsOrder.FURTHEST_FIRST, rules.FURTHEST_FIRST
    return AmendmentsOrder(str(setting.value)), setting.cite


def voting(version: Version) -> Voting:
    """The order of voting on the amendments to a version, as it is computed and as it holds."""
    listed = tabled(version)
    given = submitted(version, listed)
    by, cite = ordered_by(version.document)
    last = OrderSet.objects.filter(text_version=version).select_related("set_by").order_by("-pk").first()
    names = {one.name for one in listed}
    gone = set(
        Amendment.objects.filter(text_version=version, state=State.WITHDRAWN, number__isnull=False).values_list(
            "number", flat=True
        )
    )
    ruling, holds, outdated = None, None, None
    if last is not None:
        said = [name for name in last.order if name not in {f"A.{number}" for number in gone}]
        if set(said) == names:
            holds = last
            ruling = OrderRuling(tuple(said), last.ground.said("en"), last.set_by.key, Citation.parse(last.rule))
        else:
            outdated = last
    order = rules.order_of_voting(given, by=by, cite=cite, ruling=ruling)
    waiting = {one.name for one in listed if one.state == State.TABLED}
    next_name = next((name for name in order.names if name in waiting), "")
    return Voting(order, by, cite, next_name, holds, outdated)


def falling_with(one: Amendment) -> list[Amendment]:
    """Which others are not put any more once this one has carried: those that touch the same words, and theirs."""
    now_voting = voting(one.text_version)
    listed = tabled(one.text_version)
    waiting = {other.name: other for other in listed if other.state == State.TABLED}
    given = submitted(one.text_version, listed, with_excluded=True)
    names = (one.name, *(name for name in now_voting.order.names if name in waiting and name != one.name))
    order = VotingOrder(names, names, {}, ())
    put = rules.next_in_order(order, given, {one.name: True}, by=now_voting.by, cite=now_voting.cite)
    return [waiting[name] for name in put.fallen]


def without_their_amendment(gone: Iterable[Amendment]) -> list[Amendment]:
    """What amends those that do not stand any more, locked: what waits, and what had carried."""
    gone = list(gone)
    return list(
        Amendment.objects.select_for_update(of=("self",))
        .filter(on_amendment__in=gone, state__in=[State.TABLED, State.CARRIED])
        .exclude(pk__in=[one.pk for one in gone])
        .select_related("document", "member")
        .order_by("number")
    )


# A text in parts


def parts(version: Version) -> list[Part]:
    """The parts in which a version is voted on, in their order; none where it was not divided."""
    return list(Part.objects.filter(text_version=version).select_related("question").order_by("place"))


def divided(version: Version) -> Division | None:
    """What the votes on its parts leave of a version; None where it was not divided.

    Where the rules of the body say nothing of it, by the pattern of GA rule 89.
    """
    listed = parts(version)
    if not listed:
        return None
    told = [TextPart(one.name, one.is_operative, one.is_approved) for one in listed]
    try:
        motions = MotionRules.from_setting(
            organisation.setting_for("motions", organisation.day_at_seat(), version.document.body)
        )
        return division_by_rule(told, motions)
    except Refused:
        return division_by_rule(told, BY_PATTERN)
