"""Acts on amendments: written, sent, tabled, withdrawn, put, settled, merged; the order in which they are put."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import widens
from plenary.foundation.access.gate import require, require_reading, require_two
from plenary.foundation.access.permissions import grade
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.foundation.texts.merging import Kind, kind_of
from plenary.foundation.texts.text import Text
from plenary.offices.decisions import amending
from plenary.offices.decisions.actions.questions import prepare_question
from plenary.offices.decisions.actions.settling import end_without_result, settle, tell
from plenary.offices.decisions.models import AgreedReading, Amendment, OrderSet, Part, Question, Sponsor
from plenary.offices.decisions.permissions import person_of, require_sponsor, scopes_of_chair
from plenary.offices.documents import actions as writing
from plenary.offices.documents import facts as texts
from plenary.offices.documents import queries as documents
from plenary.offices.documents.facts import named
from plenary.offices.documents.models import Document, LanguageVersion, Version
from plenary.offices.documents.permissions import require_drafting
from plenary.offices.meetings.models import Item, Sitting
from plenary.offices.meetings.permissions import scopes_of_sitting
from plenary.offices.organisation.models import Member
from plenary.procedure.amendments import OrderRuling, order_of_voting
from plenary.procedure.citation import Citation
from plenary.procedure.refusal import NotHere, Refused

State = Amendment.State
#: States of a question by which an amendment is not settled beside it.
PUT = (Question.State.PREPARED, *amending.VOTED_ON)
#: Why a question on an amendment ends that a body prepared before it sent the text on.
LEFT_BEHIND = Words(
    {
        "en": "The text went on, and the amendment was put before the body that has it now.",
        "ru": "Текст передан дальше, и поправка поставлена в органе, у которого он теперь находится.",
    }
)
#: How far an amendment may go in the act that writes it.
FIRST_STATES = (State.DRAFTED, State.SENT, State.TABLED)


@act("decisions.propose_amendment")
def propose_amendment(
    text: LanguageVersion,
    *,
    by: Actor,
    member: Member,
    anchor: str,
    words: str = "",
    kind: str = "",
    reason: Words | None = None,
    on_amendment: Amendment | None = None,
    state: str = State.DRAFTED.value,
    is_demonstration: bool = False,
) -> Amendment:
    """Write an amendment to one paragraph, and keep it as a draft, send it to the secretariat or table it.

    text: that which its writer had before them. words: how the paragraph is to read; of "insert_after" the new one.
    kind: "insert_after", "delete_paragraph", or "" for a paragraph written anew, of which the words say what it does.
    on_amendment: one that is tabled; the words are then those of it as it is to read. The same amendment of the same
    member sent again is the first, which goes as far as is asked.
    Raises Refused "decisions.text_closed", "decisions.not_a_member_of_body", "decisions.amendment_kind",
    "decisions.amended_text_not_sealed", "decisions.paragraph_changed" with both wordings,
    "decisions.amendment_not_tabled", "decisions.amendment_in_another_language", "amendments.anchor_unknown",
    "amendments.third_degree", "amendments.changes_nothing", "amendments.no_words", "decisions.amendments_too_many",
    and as `table_amendment`; NotHere for a text that is not read.
    """
    document = _document(text.of_version.document)
    require_reading(by, document.audience)
    require_sponsor(by, document, member, is_own_draft=True)
    _require_open(document)
    if not amending.may_sponsor(document, member):
        raise Refused("decisions.not_a_member_of_body", member=member.code, document=str(document))
    if state not in {one.value for one in FIRST_STATES} or kind not in {"", Kind.INSERT_AFTER, Kind.DELETE_PARAGRAPH}:
        raise Refused("decisions.amendment_kind", kind=kind, state=state)
    if on_amendment is not None:
        anchor = on_amendment.anchor
    said: dict[str, Any] = {
        **_written(by, document, text, anchor, kind, words, on_amendment),
        "document": document,
        "language": text.language,
        "anchor": anchor,
        "reason": Words.of(reason),
        "member": member,
        "on_amendment": on_amendment,
        "is_demonstration": is_demonstration,
    }
    if (before := _sent_before(said, by)) is not None:
        return _taken_to(before, state, by)
    _require_room(member, said["text_version"], anchor)
    made = Amendment.objects.create(
        **said,
        made_by=person_of(by),
        made_at=now(),
        audience=f"member:{member.code}",
    )
    _record(made, "written", by)
    return _taken_to(made, state, by)


def _sent_before(said: dict[str, Any], by: Actor) -> Amendment | None:
    """The same words of the same member at the same place, sent again, as by a script or a page that got no answer.

    One of which the body has not decided, and which this person may know of.
    """
    open_ones = Amendment.objects.filter(state__in=FIRST_STATES, **said).order_by("pk")
    return next((one for one in open_ones if amending.knows(by, one)), None)


def _taken_to(amendment: Amendment, state: str, by: Actor) -> Amendment:
    """Send or table it, where it has not come so far yet."""
    if state == State.SENT and amendment.state == State.DRAFTED:
        return send_amendment(amendment, by=by)
    if state == State.TABLED and amendment.state != State.TABLED:
        return table_amendment(amendment, by=by)
    return amendment


@act("decisions.rewrite_amendment")
def rewrite_amendment(
    amendment: Amendment,
    *,
    by: Actor,
    text: LanguageVersion,
    seen: int,
    words: str = "",
    kind: str = "",
    reason: Words | None = None,
    state: str = State.DRAFTED.value,
) -> Amendment:
    """Write a draft amendment of one's own delegation anew, and keep it as a draft, send it or table it.

    text: that which its writer had before them; where the paragraph reads the same in a newer version, the draft is to
    that. seen: version of the draft that its writer had before them. words, kind: as proposing one.
    Raises Refused "decisions.amendment_rewritten" where somebody of the delegation wrote meanwhile,
    "decisions.amendment_state" once it is sent, and as `propose_amendment`.
    """
    held = _own(amendment, by, State.DRAFTED, stays_inside=True)
    document = held.document
    require_reading(by, document.audience)
    _require_open(document)
    if state not in {one.value for one in FIRST_STATES} or kind not in {"", Kind.INSERT_AFTER, Kind.DELETE_PARAGRAPH}:
        raise Refused("decisions.amendment_kind", kind=kind, state=state)
    if held.version != seen:
        raise Refused("decisions.amendment_rewritten", document=str(document))
    if text.language != held.language or text.of_version.document_id != document.pk:
        raise Refused("decisions.amendment_in_another_language", name=str(held), language=text.language)
    for name, value in _written(by, document, text, held.anchor, kind, words, held.on_amendment).items():
        setattr(held, name, value)
    held.reason = Words.of(reason)
    held.touch().save()
    _record(held, "rewritten", by)
    if state == State.SENT:
        return send_amendment(held, by=by)
    return table_amendment(held, by=by) if state == State.TABLED else held


@act("decisions.send_amendment")
def send_amendment(amendment: Amendment, *, by: Actor) -> Amendment:
    """Send a draft to the secretariat of the body: from then on it and the delegation read it.

    Raises Refused "decisions.amendment_state", "decisions.text_closed".
    """
    sent = _own(amendment, by, State.DRAFTED)
    _require_open(sent.document)
    sent.state = State.SENT
    sent.audience = f"documents,member:{sent.member.code}"
    sent.touch().save()
    _record(sent, "sent", by)
    return sent


@act("decisions.table_amendment")
def table_amendment(amendment: Amendment, *, by: Actor) -> Amendment:
    """Put an amendment before the body: it gets its number, and whoever reads the text reads it.

    Raises Refused "decisions.amendment_state", "decisions.text_closed", "decisions.text_not_issued",
    "decisions.text_moved_on", "decisions.amendments_closed" once the body votes on amendments.
    """
    tabled = _own(amendment, by, State.DRAFTED, State.SENT)
    document = tabled.document
    _require_open(document)
    version = tabled.text_version
    if (newest := documents.issued_version(document)) is not None and newest.pk != version.pk:
        raise Refused("decisions.text_moved_on", document=str(document), written=version.number, newest=newest.number)
    audience = amending.audience_when_tabled(version.languages.get(language=tabled.language))
    if not audience:
        raise Refused("decisions.text_not_issued", document=str(document))
    if amending.voting_began(version):
        raise Refused("decisions.amendments_closed", document=str(document))
    if tabled.on_amendment is not None and tabled.on_amendment.state != State.TABLED:
        raise Refused("decisions.amendment_not_tabled", name=tabled.on_amendment.name)
    last = Amendment.objects.filter(document=document, number__isnull=False).order_by("-number").first()
    tabled.number = (last.number or 0) + 1 if last else 1
    tabled.state = State.TABLED
    tabled.tabled_at = now()
    tabled.audience = audience
    tabled.touch().save()
    _record(tabled, "tabled", by)
    return tabled


@act("decisions.withdraw_amendment")
def withdraw_amendment(amendment: Amendment, *, by: Actor) -> Amendment:
    """Take an amendment back, before a vote on it is opened and unless it was amended. What amends it falls with it.

    Raises Refused "decisions.amendment_state", "decisions.amendment_voted_on", "decisions.amendment_amended" once one
    to it carried or is voted on. Source: GA rules 80 and 122.
    """
    taken = _own(amendment, by, State.DRAFTED, State.SENT, State.TABLED, stays_inside=True)
    if amending.vote_has_begun(taken):
        raise Refused("decisions.amendment_voted_on", name=taken.name)
    if amending.was_amended(taken):
        raise Refused("decisions.amendment_amended", amending.withdrawal_cited(taken.document), name=taken.name)
    taken.state = State.WITHDRAWN
    taken.settled_at = now()
    taken.touch().save()
    for own in taken.own_amendments.filter(state=State.TABLED):
        own.state = State.FALLEN
        own.settled_at = taken.settled_at
        own.touch().save()
    _record(taken, "withdrawn", by)
    return taken


@act("decisions.put_amendment")
def put_amendment(
    amendment: Amendment, *, by: Actor, sitting: Sitting, item: Item | None = None, subject: str = ""
) -> Question:
    """Write down the question on an amendment, so that it can be put in the room; what is announced moves it.

    subject: by which the rule is chosen; that of the text where the rules ask more for amendments to such a text.
    Raises Refused "decisions.amendment_state", "decisions.amendment_put", "decisions.amendment_not_next" with the
    one whose turn it is, and as preparing a question.
    """
    put = _locked(amendment)
    require(by, "work_floor", *scopes_of_sitting(sitting))
    _require_state(put, State.TABLED)
    _require_not_put(put, Question.State.PREPARED, *amending.PUT_NOW)
    _require_turn(put)
    _end_left_behind(put, by)
    question = prepare_question(
        item,
        by=by,
        wording=_question_on(put),
        subject=subject,
        sitting=sitting,
        document=put.document,
        version=put.text_version,
        effect="amend",
        audience=_not_wider(sitting, put.audience),
    )
    put.question = question
    put.touch().save()
    _record(put, "put", by)
    return question


@act("decisions.settle_amendment")
def settle_amendment(amendment: Amendment, *, by: Actor, carried: bool) -> Amendment:
    """Announce that an amendment carries, nobody objecting, or does not: without a question put in the room.

    Raises Refused "decisions.amendment_state", "decisions.amendment_put", "decisions.amendment_not_next".
    """
    settled = _locked(amendment)
    require(by, "announce_verdict", *scopes_of_chair(settled.document))
    _require_state(settled, State.TABLED)
    _require_not_put(settled, *PUT)
    _require_turn(settled)
    _end_left_behind(settled, by)
    return settle(settled, carried=carried, by=by)


@act("decisions.set_voting_order")
def set_voting_order(version: Version, *, by: Actor, order: Sequence[str], rule: str, ground: Words) -> OrderSet:
    """The chair sets another order of voting than the measure gives, on a ground. Both stand on the page.

    order: names of all amendments that were tabled, the first first. rule: the one invoked, as "GA rule 90".
    Raises Refused "decisions.order_voted_on" once voting on them began, "ruling.no_ground", "amendments.other_order",
    "amendments.before_its_own".
    """
    document = _document(version.document)
    require_reading(by, document.audience)
    require(by, "rule_and_gavel", *scopes_of_chair(document))
    listed = amending.tabled(version)
    if amending.voting_began(version):
        raise Refused("decisions.order_voted_on", document=str(document))
    if not Words.of(ground) or not rule.strip():
        raise Refused("ruling.no_ground")
    ruling = OrderRuling(tuple(order), Words.of(ground).said("en"), by.name, Citation.parse(rule))
    order_of_voting(amending.submitted(version, listed), ruling=ruling)
    made = OrderSet.objects.create(
        text_version=version,
        order=list(order),
        ground=Words.of(ground),
        rule=rule,
        set_by=person_of(by),
        set_at=now(),
        audience=amending.audience_of_all(listed),
    )
    journal.record(
        "decisions.order.set",
        by=by,
        about=document.about,
        audience=made.audience,
        facts={"symbol": named(document), "order": list(order), "ground": dict(made.ground)},
        cite=rule,
    )
    publish(f"document:{document.key}", made.audience, document.version)
    return made


@act("decisions.divide_text")
def divide_text(version: Version, *, by: Actor, parts: Sequence[str]) -> list[Part]:
    """The body votes on parts of a text separately: the chair says where each part begins.

    parts: anchors of the paragraphs with which a part begins; the first part begins with the text. Parts that were
    not put yet are replaced.
    Raises Refused "amendments.anchor_unknown", "decisions.one_part_only", "decisions.part_put".
    """
    document = _document(version.document)
    require_reading(by, document.audience)
    require(by, "rule_and_gavel", *scopes_of_chair(document))
    text = amending.text_of(version, document.original_language)
    for anchor in parts:
        if anchor not in text:
            raise Refused("amendments.anchor_unknown", name=str(document), anchor=anchor)
    starts = sorted({0, *(text.place_of(anchor) for anchor in parts)})
    if len(starts) < 2:
        raise Refused("decisions.one_part_only", document=str(document))
    if Part.objects.filter(text_version=version, question__isnull=False).exists():
        raise Refused("decisions.part_put", document=str(document))
    audience = amending.audience_when_tabled(version.languages.get(language=document.original_language))
    if not audience:
        raise Refused("decisions.text_not_issued", document=str(document))
    Part.objects.filter(text_version=version).delete()
    made = []
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), start=1):
        inside = text.paragraphs[start:end]
        made.append(
            Part.objects.create(
                text_version=version,
                place=place,
                name=_part_name(place, text, start, end),
                anchors=[one.anchor for one in inside],
                is_operative=any(one.role == "operative" for one in inside),
                audience=audience,
            )
        )
    journal.record(
        "decisions.text.divided",
        by=by,
        about=document.about,
        audience=audience,
        facts={"symbol": named(document), "parts": [one.name for one in made]},
    )
    publish(f"document:{document.key}", audience, document.version)
    return made


@act("decisions.put_part")
def put_part(part: Part, *, by: Actor, sitting: Sitting, item: Item | None = None, subject: str = "") -> Question:
    """Write down the question on a part of a text. Parts are put in the order of the text.

    Raises Refused "decisions.part_not_next", "decisions.amendment_put", "decisions.text_not_sealed", and as preparing
    a question.
    """
    put: Part = Part.objects.select_for_update(of=("self",)).select_related("text_version__document").get(pk=part.pk)
    require(by, "work_floor", *scopes_of_sitting(sitting))
    waiting = [one for one in amending.parts(put.text_version) if one.is_approved is None]
    if not waiting or waiting[0].pk != put.pk:
        raise Refused("decisions.part_not_next", name=put.name, next=waiting[0].name if waiting else "")
    if put.question is not None and put.question.state in {Question.State.PREPARED, *amending.PUT_NOW}:
        raise Refused("decisions.amendment_put", name=put.name)
    question = prepare_question(
        item,
        by=by,
        wording=Words({"en": f"Does the body approve {put.name}?", "ru": f"Одобряет ли орган {put.name}?"}),
        subject=subject,
        sitting=sitting,
        document=put.text_version.document,
        version=put.text_version,
        effect="part",
        audience=_not_wider(sitting, put.audience),
    )
    put.question = question
    put.touch().save()
    return question


@act("decisions.merge_amendments")
def merge_amendments(version: Version, *, by: Actor) -> Version:
    """Make the next version of a text with the amendments to this one that carried.

    A language in which not every one of them was written stands with what it had, says the older version still, and is
    due for translation: the original too. Nothing is made while some cannot stand together: where they touch the same
    words, or were written to one paragraph in two languages. There `write_agreed_reading` settles it.
    Raises Refused "decisions.nothing_to_merge", "decisions.text_moved_on", "decisions.amendments_conflict" with the
    names and the places, and as adding a version.
    """
    document = _document(version.document)
    require_drafting(by, document)
    _require_newest(document, version)
    carried = _carried(version)
    to_text = [one for one in carried if one.on_amendment is None]
    if not to_text:
        raise Refused("decisions.nothing_to_merge", document=str(document))
    laid = amending.lay(version, to_text)
    if left := laid.open_disputes:
        raise Refused(
            "decisions.amendments_conflict",
            names=sorted({name for one in left for name in one.names}),
            count=len(left),
            places=[one.anchor for one in left],
        )
    renders = dict(version.languages.values_list("language", "renders__number"))
    made = writing.add_version(
        document,
        by=by,
        texts={language: _paragraphs(text) for language, text in laid.texts.items()},
        original_language=document.original_language,
        # What lagged behind goes on to, whatever was laid into it.
        renders={one: said for one, said in renders.items() if one in laid.due or said != version.number},
    )
    _become_part(made, carried)
    journal.record(
        "decisions.amendments.merged",
        by=by,
        about=document.about,
        audience=amending.audience_of_all(carried),
        facts={
            "symbol": named(document),
            "numbers": sorted(one.name for one in carried),
            "version": made.number,
            "languages_due": list(laid.due),
            "agreed": [one.label for one in laid.disputes],
        },
    )
    return made


@act("decisions.record_in_text")
def record_in_text(amendment: Amendment, *, by: Actor, version: Version, ground: Words) -> Amendment:
    """Say that the newest version has what carried, where somebody wrote it in by hand: two persons do, on a ground.

    version: the newest of the text, made after the amended one. What amends the amendment and carried goes with it.
    Raises Refused "decisions.amendment_state", "decisions.text_moved_on", "decisions.no_later_version",
    "decisions.in_text_no_ground"; SecondPersonNeeded.
    """
    document = _document(amendment.document)
    require_drafting(by, document)
    require_two(by, "edit_draft" if grade(by.capacity, "edit_draft") else "issue_version")
    held = _locked(amendment)
    _require_state(held, State.CARRIED)
    if held.on_amendment is not None:
        _require_state(held.on_amendment, State.MERGED)
    _require_newest(document, version)
    if version.number <= held.text_version.number:
        raise Refused("decisions.no_later_version", name=held.name, version=version.number)
    if not Words.of(ground):
        raise Refused("decisions.in_text_no_ground", name=held.name, version=version.number)
    own = Amendment.objects.select_for_update(of=("self",)).filter(on_amendment=held, state=State.CARRIED)
    there = [held, *own.select_related("text_version", "member").order_by("number")]
    _become_part(version, there)
    journal.record(
        "decisions.amendments.in_text",
        by=by,
        about=document.about,
        audience=amending.audience_of_all(there),
        facts={
            "symbol": named(document),
            "numbers": [one.name for one in there],
            "version": version.number,
            "ground": dict(Words.of(ground)),
        },
    )
    publish(f"document:{document.key}", held.audience, document.version)
    return held


@act("decisions.write_agreed_reading")
def write_agreed_reading(
    version: Version,
    *,
    by: Actor,
    anchor: str,
    language: str,
    words: str,
    ground: Words,
    deletes: bool = False,
    seen: str = "",
) -> AgreedReading:
    """Write how a paragraph is to read where amendments that carried cannot stand together, on a ground.

    It stands in the next version in place of them all, until another of them carries or a later reading is written.
    words: the whole paragraph in one of the languages of the version. deletes: it goes instead. seen: key of the
    reading that its writer had before them; "" for none.
    Raises Refused "decisions.text_moved_on", "decisions.no_dispute_there", "decisions.reading_changed",
    "decisions.reading_no_ground", "documents.language_unknown", "amendments.no_words".
    """
    document = _document(version.document)
    require_drafting(by, document)
    _require_newest(document, version)
    listed = _carried(version)
    dispute = next((one for one in amending.lay(version, listed).disputes if one.anchor == anchor), None)
    if dispute is None:
        raise Refused("decisions.no_dispute_there", document=str(document), paragraph=anchor)
    if (dispute.reading.key if dispute.reading is not None else "") != seen:
        raise Refused("decisions.reading_changed", paragraph=dispute.label)
    if not Words.of(ground):
        raise Refused("decisions.reading_no_ground", paragraph=dispute.label)
    text = version.languages.filter(language=language, paragraphs__anchor=anchor).first()
    if text is None:
        raise Refused("documents.language_unknown", language=language)
    typed = "" if deletes else words.replace("\r\n", "\n").strip()
    if not deletes and not typed:
        raise Refused("amendments.no_words")
    made = AgreedReading.objects.create(
        text_version=version,
        language=language,
        anchor=anchor,
        words=typed,
        settles=list(dispute.names),
        ground=Words.of(ground),
        written_by=person_of(by),
        written_at=now(),
        audience=amending.audience_of_all([side.amendment for side in dispute.sides], text),
    )
    journal.record(
        "decisions.reading.agreed",
        by=by,
        about=document.about,
        audience=made.audience,
        facts={
            "symbol": named(document),
            "paragraph": dispute.label,
            "numbers": list(dispute.names),
            "language": language,
            "words": typed,
            "ground": dict(made.ground),
        },
    )
    publish(f"document:{document.key}", made.audience, document.version)
    return made


@act("decisions.join_sponsors")
def join_sponsors(
    *, by: Actor, member: Member, document: Document | None = None, amendment: Amendment | None = None
) -> Sponsor:
    """A member joins the sponsors of a draft document or of a tabled amendment, until the vote on it is opened.

    Raises Refused "decisions.sponsors_closed", "decisions.sponsors_already", "decisions.not_a_member_of_body".
    """
    thing = _sponsored(by, document, amendment, member)
    if member.pk == _author(thing) or thing.sponsors.filter(member=member, left_at__isnull=True).exists():
        raise Refused("decisions.sponsors_already", member=member.code)
    made = Sponsor.objects.create(document=document, amendment=amendment, member=member, joined_at=now())
    _record_sponsor(thing, "joined", member, by)
    return made


@act("decisions.leave_sponsors")
def leave_sponsors(
    *, by: Actor, member: Member, document: Document | None = None, amendment: Amendment | None = None
) -> Sponsor:
    """A member withdraws its name from the sponsors, until the vote is opened. Who tabled it withdraws the thing.

    Raises Refused "decisions.sponsors_closed", "decisions.not_a_sponsor".
    """
    thing = _sponsored(by, document, amendment, member)
    left: Sponsor | None = thing.sponsors.filter(member=member, left_at__isnull=True).first()
    if left is None:
        raise Refused("decisions.not_a_sponsor", member=member.code)
    left.left_at = now()
    left.touch().save()
    _record_sponsor(thing, "left", member, by)
    return left


# What these acts share


def _document(document: Document) -> Document:
    held: Document = (
        Document.objects.select_for_update(of=("self",)).select_related("body", "author").get(pk=document.pk)
    )
    return held


def _locked(amendment: Amendment) -> Amendment:
    held: Amendment = (
        Amendment.objects.select_for_update(of=("self",))
        .select_related("document", "member", "text_version__document", "on_amendment", "question")
        .get(pk=amendment.pk)
    )
    return held


def _carried(version: Version) -> list[Amendment]:
    """Amendments to a version that carried, locked, those to amendments with them where these carried too."""
    listed = (
        Amendment.objects.select_for_update(of=("self",))
        .filter(text_version=version, state=State.CARRIED)
        .select_related("member", "document", "on_amendment", "text_version")
        .prefetch_related("own_amendments")
        .order_by("number")
    )
    return [one for one in listed if one.on_amendment is None or one.on_amendment.state == State.CARRIED]


def _become_part(version: Version, carried: Sequence[Amendment]) -> None:
    """What carried is from now on part of the text in this version."""
    for one in carried:
        one.state = State.MERGED
        one.merged_in = version
        one.touch().save()


def _require_newest(document: Document, version: Version) -> None:
    newest = documents.current_version(document)
    if newest is None or newest.pk != version.pk:
        raise Refused(
            "decisions.text_moved_on",
            document=str(document),
            written=version.number,
            newest=newest.number if newest else 0,
        )


def _require_room(member: Member, version: Version, anchor: str) -> None:
    waiting = Amendment.objects.filter(member=member, text_version=version, anchor=anchor, state__in=FIRST_STATES)
    if waiting.count() >= amending.AT_MOST:
        raise Refused("decisions.amendments_too_many", member=member.code, most=amending.AT_MOST)


def _own(amendment: Amendment, by: Actor, *states: str, stays_inside: bool = False) -> Amendment:
    """An amendment in one of these states, locked, for who speaks for its member.

    stays_inside: what is done to a draft is then known to its delegation alone.
    """
    held = _locked(amendment)
    if not amending.knows(by, held):
        raise NotHere()
    require_sponsor(by, held.document, held.member, is_own_draft=stays_inside and held.state == State.DRAFTED)
    _require_state(held, *states)
    # Numbers are given, and votes begun, one after the other.
    _document(held.document)
    return held


def _require_state(amendment: Amendment, *states: str) -> None:
    if amendment.state not in states:
        raise Refused("decisions.amendment_state", name=amendment.name, state=amendment.state)


def _require_open(document: Document) -> None:
    if document.state not in amending.OPEN_TEXTS or amending.vote_has_begun(document):
        raise Refused("decisions.text_closed", document=str(document), state=document.state)


def _require_not_put(amendment: Amendment, *states: str) -> None:
    """No question on it is in one of these states, but for one that was left behind."""
    question = amendment.question
    if question is not None and question.state in states and not _is_left_behind(amendment, question):
        raise Refused("decisions.amendment_put", name=amendment.name)


def _is_left_behind(amendment: Amendment, question: Question) -> bool:
    """Whether a question was only prepared, by bodies that do not have the text any more."""
    is_elsewhere = not amending.put_on_text(amendment.document).contains(question)
    return question.state == Question.State.PREPARED and is_elsewhere


def _end_left_behind(amendment: Amendment, by: Actor) -> None:
    """Where the text comes back, that question is not put as if nothing had been done with the amendment."""
    question = amendment.question
    if question is not None and _is_left_behind(amendment, question):
        end_without_result(question, by=by, reason=LEFT_BEHIND)


def _require_turn(amendment: Amendment) -> None:
    turn = amending.voting(amendment.text_version).next_name
    if amendment.name != turn:
        raise Refused("decisions.amendment_not_next", name=amendment.name, next=turn)


def _written(
    by: Actor,
    document: Document,
    text: LanguageVersion,
    anchor: str,
    kind: str,
    words: str,
    on_amendment: Amendment | None,
) -> dict[str, Any]:
    """Version, kind, words and role of an amendment as it is written. Raises as `propose_amendment`."""
    if on_amendment is not None:
        base = _amended(by, document, on_amendment)
        if text.language != on_amendment.language:
            raise Refused("decisions.amendment_in_another_language", name=on_amendment.name, language=text.language)
        kind = kind_of(base, words).value
        return {"text_version": on_amendment.text_version, "kind": kind, "words": words, "role": ""}
    standing = _standing(by, document, text, anchor)
    whole = texts.text_of(standing)
    kind = _kind(whole, anchor, kind, words)
    return {
        "text_version": standing.of_version,
        "kind": kind,
        "words": "" if kind == Kind.DELETE_PARAGRAPH else words,
        "role": amending.role_after(whole, anchor).value if kind == Kind.INSERT_AFTER else "",
    }


def _amended(by: Actor, document: Document, amended: Amendment) -> str:
    """The words that an amendment to an amendment starts from."""
    if amended.document_id != document.pk or not amending.knows(by, amended):
        raise NotHere()
    if amended.on_amendment is not None:
        raise Refused("amendments.third_degree", name="", amends=amended.name)
    if amended.state != State.TABLED or amended.kind == Kind.DELETE_PARAGRAPH:
        raise Refused("decisions.amendment_not_tabled", name=amended.name)
    return amended.words


def _standing(by: Actor, document: Document, text: LanguageVersion, anchor: str) -> LanguageVersion:
    """The newest text in that language, if the paragraph reads there as its writer had it before them."""
    read = documents.text_in(by, document, text.language, text.of_version.number)
    newest = documents.text_in(by, document, text.language)
    if read is None or newest is None:
        raise NotHere()
    if newest.of_version.sealed_at is None:
        sealed = documents.sealed_version(document)
        newest = documents.text_in(by, document, text.language, sealed.number) if sealed else None
        if newest is None:
            raise Refused("decisions.amended_text_not_sealed", document=str(document))
    before, after = texts.text_of(read), texts.text_of(newest)
    if anchor not in before:
        raise Refused("amendments.anchor_unknown", name=str(document), anchor=anchor)
    then, present = before.at(anchor), after.at(anchor) if anchor in after else None
    if present is None or then.words != present.words:
        raise Refused(
            "decisions.paragraph_changed",
            paragraph=then.label or anchor,
            before=then.words,
            after=present.words if present else "",
        )
    return newest


def _kind(text: Text, anchor: str, kind: str, words: str) -> str:
    if kind == Kind.DELETE_PARAGRAPH:
        return kind
    if kind == Kind.INSERT_AFTER:
        if not words.strip():
            raise Refused("amendments.no_words")
        return kind
    return kind_of(text.at(anchor).words, words).value


def _not_wider(sitting: Sitting, audience: str) -> str:
    """Who reads a question: those who read what it is about, or fewer where the sitting is for fewer."""
    return "" if widens(sitting.audience, audience) else audience


def _question_on(amendment: Amendment) -> Words:
    about = str(amendment.document)
    return Words(
        {
            "en": f"Does the body adopt amendment {amendment.name} to {about}?",
            "ru": f"Принимает ли орган поправку {amendment.name} к документу {about}?",
        }
    )


def _part_name(place: int, text: Text, start: int, end: int) -> str:
    inside = text.paragraphs[start:end]
    labels = [one.label for one in inside if one.label and not one.parent]
    if not labels:
        return f"{place}"
    return f"{place} ({labels[0]}-{labels[-1]})" if len(labels) > 1 else f"{place} ({labels[0]})"


def _paragraphs(text: Text) -> list[dict[str, str]]:
    return [
        {
            "anchor": one.anchor,
            "text": one.words,
            "role": one.role.value,
            "label": one.label,
            "parent_anchor": one.parent,
        }
        for one in text
    ]


def _sponsored(
    by: Actor, document: Document | None, amendment: Amendment | None, member: Member
) -> Document | Amendment:
    """The thing whose sponsors change, locked. Raises as the acts say, and NotHere."""
    thing: Document | Amendment
    if amendment is not None:
        thing = _locked(amendment)
        about = thing.document
        if not amending.knows(by, thing):
            raise NotHere()
        if thing.state != State.TABLED:
            raise Refused("decisions.sponsors_closed", name=thing.name)
    elif document is not None:
        thing = about = _document(document)
        require_reading(by, about.audience)
    else:
        raise NotHere()
    require_sponsor(by, about, member)
    if amending.vote_has_begun(thing) or about.state not in amending.OPEN_TEXTS:
        raise Refused("decisions.sponsors_closed", name=thing.name if isinstance(thing, Amendment) else str(thing))
    if not amending.may_sponsor(about, member):
        raise Refused("decisions.not_a_member_of_body", member=member.code, document=str(about))
    return thing


def _author(thing: Document | Amendment) -> int | None:
    return thing.member_id if isinstance(thing, Amendment) else thing.author_id


def _record(amendment: Amendment, what: str, by: Actor) -> None:
    told: dict[str, str | dict[str, str]] = {"symbol": named(amendment.document), "member": amendment.member.code}
    if what in {"tabled", "withdrawn", "put"}:
        told["number"] = amendment.name if amendment.number else ""
    journal.record(f"decisions.amendment.{what}", by=by, about=amendment.about, audience=amendment.audience, facts=told)
    tell(amendment)


def _record_sponsor(thing: Document | Amendment, what: str, member: Member, by: Actor) -> None:
    of = thing.name if isinstance(thing, Amendment) else named(thing)
    journal.record(
        f"decisions.sponsor.{what}",
        by=by,
        about=thing.about,
        audience=thing.audience,
        facts={"member": member.code, "of": of},
    )
    document = thing.document if isinstance(thing, Amendment) else thing
    publish(f"document:{document.key}", thing.audience, document.version)
