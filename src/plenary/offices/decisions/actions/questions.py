"""Acts on a question from its preparation to its close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.gate import SecondPersonNeeded, require, require_to_widen
from plenary.foundation.clock import now
from plenary.foundation.journal import checkpoints
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.decisions import amending, facts, queries, windows
from plenary.offices.decisions.actions import outcomes
from plenary.offices.decisions.actions.settling import end_without_result
from plenary.offices.decisions.models import Amendment, Extension, Question, QuestionBody
from plenary.offices.decisions.permissions import scopes_of
from plenary.offices.documents import queries as documents
from plenary.offices.documents.models import Document, Version
from plenary.offices.meetings import facts as meetings
from plenary.offices.meetings.models import Item, Sitting
from plenary.offices.meetings.permissions import scopes_of_bodies, scopes_of_sitting
from plenary.offices.meetings.queries import bodies_of
from plenary.offices.organisation import queries as organisation
from plenary.offices.organisation.models import Body, Member
from plenary.procedure import agenda, voting
from plenary.procedure.consensus import joint_verdict
from plenary.procedure.documents import FROZEN, State, require_having, require_one_text, require_together
from plenary.procedure.quorum import Purpose, call_quorum, require_quorum
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Rule
from plenary.procedure.verdict import Outcome, Verdict

#: What adoption does to the text. A procedural question has no number.
EFFECTS = frozenset({"adopt", "approve", "endorse", "note", "forward", "confirm", "procedure", "amend", "part"})
#: Effects by which a body says something of the words that are put.
OF_THE_WORDS = frozenset({"adopt", "approve", "endorse", "note", "confirm"})
#: Effects that give no decision of their own: of procedure, and what belongs to a text that is put afterwards.
NUMBERLESS = frozenset({"confirm", "procedure", "amend", "part"})
ROW_BY_METHOD = {
    Question.Method.CONSENSUS: "rule_and_gavel",
    Question.Method.SILENCE: "open_silence",
    Question.Method.VOTE: "work_floor",
}


@act("decisions.prepare_question")
def prepare_question(
    item: Item | None = None,
    *,
    by: Actor,
    wording: Words,
    subject: str = "",
    bodies: Sequence[Body] = (),
    sitting: Sitting | None = None,
    document: Document | None = None,
    version: Version | None = None,
    effect: str = "",
    manner: str = Question.Manner.RECORDED.value,
    concerned: Sequence[Member] = (),
    criteria: Sequence[str] = (),
    repeats: Question | None = None,
    audience: str = "",
    is_demonstration: bool = False,
) -> Question:
    """Write down a question before it is put: its words, the text, who decides and by which rule.

    subject: by which the rule is chosen; "" takes the rule for matters of substance. bodies: those of the session
    where none is named; several decide each by its own rule. version: the sealed one that is put, the newest where
    left out. effect: adopt, approve, endorse, note, forward, confirm (the wording alone, before another sitting
    adopts it) or procedure; adopt unless the subject is procedure; of an amendment "amend", of a part "part".
    concerned: members that the question is about. repeats: the question in whose place this one is put. audience: that
    of the sitting, the item or the text where left out; a wider one takes two persons.
    A body decides on a text only where it has it, or meets jointly with one that has it; on procedure it is free. What
    lies before several together they decide on together.
    Raises Refused "agenda.no_decision_under_this_kind" under an exchange of views, "agenda.kind_not_stated",
    "agenda.item_not_named", "decisions.no_body", "decisions.methods_differ", "decisions.text_not_sealed",
    "decisions.version_of_another_text", "decisions.no_such_effect", "decisions.body_not_meeting",
    "decisions.sitting_of_another_session", "documents.not_with_this_body", "documents.before_bodies_together".
    """
    where = sitting or (item.sitting if item else None)
    if item is not None and where is not None and where.meeting.session_id != item.session_id:
        raise Refused("decisions.sitting_of_another_session", sitting=str(where), item=dict(item.title))
    meeting = _bodies_meeting(where, item)
    deciding = list(bodies) or meeting
    if not deciding:
        raise Refused("decisions.no_body")
    require(by, "work_floor", *(scopes_of_sitting(where) if where else scopes_of_bodies(deciding)))
    readers = _audience(where, item, document)
    require_to_widen(by, readers, audience or readers)
    doing = effect or ("procedure" if subject == "procedure" else "adopt")
    if doing not in EFFECTS:
        raise Refused("decisions.no_such_effect", effect=doing, effects=sorted(EFFECTS))
    if meeting and (others := sorted({body.code for body in deciding} - {body.code for body in meeting})):
        raise Refused("decisions.body_not_meeting", body=", ".join(others), meeting=[body.code for body in meeting])
    put = _version_put(document, version)
    question = Question(
        item=item,
        sitting=where,
        document=document,
        text_version=put,
        text_digest=put.digest if put else "",
        wording=Words.of(wording),
        subject=subject,
        manner=manner,
        effect=doing,
        concerned=sorted(one.code for one in concerned),
        criteria=list(criteria),
        attempt=_attempt(repeats),
        repeats=repeats,
        audience=audience or readers,
        is_demonstration=is_demonstration,
    )
    rules = [facts.rule_of(question, body) for body in deciding]
    question.method = _method(rules)
    _refuse_under_this_item(question, rules[0])
    _refuse_text_elsewhere(question, deciding, rules[0])
    question.save()
    for body in deciding:
        QuestionBody.objects.create(question=question, body=body)
    journal.record(
        "decisions.question.prepared",
        by=by,
        about=question.about,
        audience=question.audience,
        facts={
            "question": dict(question.wording),
            "bodies": [body.code for body in deciding],
            "subject": subject,
            "method": question.method,
            "sha256": question.text_digest,
        },
        cite=str(rules[0].cite),
    )
    _tell(question)
    return question


@act("decisions.open_question")
def open_question(
    question: Question,
    *,
    by: Actor,
    closes_at: datetime | None = None,
    zone: str = "",
    window_s: int | None = None,
) -> Question:
    """Put a question: to consensus with a window for objections, to the vote, or to silence until an instant.

    closes_at, zone: for silence only, the instant and the zone in which it is printed. window_s: for consensus only,
    5 to 600; by the rule, else 20. The rule of each body is that of the day; below quorum nothing is put. Behind
    closed doors a question that others could read is from then on for those inside.
    Raises Refused "decisions.not_prepared", "decisions.another_question_open", "agenda.…", "quorum.not_met",
    "decisions.open_brackets", "decisions.text_changed", "decisions.text_moved_on", "decisions.version_not_issued",
    "documents.authentic_text_missing", "documents.answer_does_not_fit_verb", "decisions.amendments_left",
    "decisions.parts_left", "decisions.part_rejected", "decisions.amendment_state" where the amendment waits no more,
    "decisions.sitting_not_open", "decisions.window_length",
    "documents.not_with_this_body", "documents.before_bodies_together",
    "decisions.silence_needs_instant", "decisions.instant_not_ahead", "silence.too_short",
    "rules.not_confirmed" with the values still to be confirmed, "decisions.…_not_entered" where the rule weighs what
    was not entered for every member, "tally.names_needed" where it asks who chose what and figures alone are cast.
    """
    locked = _locked(question)
    require(by, ROW_BY_METHOD[Question.Method(locked.method)], *scopes_of(locked))
    if locked.state != Question.State.PREPARED:
        raise Refused("decisions.not_prepared", state=locked.state)
    _refuse_beside_another(locked)
    parts = list(locked.bodies.select_related("body").order_by("pk"))
    rules = {part.body.code: facts.rule_of(locked, part.body) for part in parts}
    first = rules[parts[0].body.code]
    _refuse_under_this_item(locked, first)
    _refuse_off_agenda(locked, first)
    _refuse_text_elsewhere(locked, [part.body for part in parts], first)
    refuse_open_words(locked, first)
    _refuse_before_amendments(locked, first)
    _refuse_before_parts(locked, first)
    refuse_older_words(locked, first)
    _refuse_settled_amendment(locked, first)
    outcomes.require_tabled(locked, first)
    locked.opened_at = now()
    _set_end(locked, first, closes_at=closes_at, zone=zone, window_s=window_s)
    for part in parts:
        rule = rules[part.body.code]
        facts.require_confirmed(locked, part.body, rule)
        _refuse_late_text(locked, part.body, rule)
        if locked.method == Question.Method.SILENCE:
            # Tried out at once, so that a time shorter than the rule's is refused now and not at the end.
            voting.verdict(
                facts.silence_round(locked, part.body),
                rule,
                standing=facts.standing(locked, part.body),
                now=locked.opened_at,
            )
        else:
            _refuse_unknown(locked, part.body, rule)
            require_quorum(call_quorum(facts.roll(locked, part), rule, purpose=Purpose.DECIDE))
    locked.state = Question.State.OPEN
    locked.audience = _behind_the_doors(locked)
    locked.touch().save()
    journal.record(
        "decisions.question.opened",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={
            "question": dict(locked.wording),
            "method": locked.method,
            "opened_at": _said(locked.opened_at),
            "closes_at": _said(locked.closes_at),
            "zone": locked.zone,
            "window_s": locked.window_s,
            "sha256": locked.text_digest,
        },
        cite=str(first.cite),
    )
    _tell(locked)
    return locked


@act("decisions.extend_silence")
def extend_silence(
    question: Question,
    *,
    by: Actor,
    until: datetime,
    asked_by: Member | None = None,
    happened_at: datetime | None = None,
) -> Question:
    """Give more time in a silence procedure, before the old time is over. Both instants stay in the record.

    Raises Refused "decisions.no_silence_open", "silence.extended_too_late", "silence.extension_not_later",
    "decisions.silence_broken_already".
    """
    locked = _locked(question)
    require(by, "open_silence", *scopes_of(locked))
    if locked.method != Question.Method.SILENCE or locked.state != Question.State.OPEN or locked.closes_at is None:
        raise Refused("decisions.no_silence_open", state=locked.state)
    if queries.standing_objections(locked).exists():
        raise Refused("decisions.silence_broken_already", members=objectors(locked))
    extension = Extension.objects.create(
        question=locked, asked_by=asked_by, from_at=locked.closes_at, until_at=until, granted_at=now()
    )
    for part in locked.bodies.select_related("body"):
        rule = facts.rule_of(locked, part.body)
        voting.verdict(
            facts.silence_round(locked, part.body), rule, standing=facts.standing(locked, part.body), now=now()
        )
    locked.closes_at = until
    locked.touch().save()
    journal.record(
        "decisions.silence.extended",
        by=by,
        about=locked.about,
        audience=locked.audience,
        happened_at=happened_at,
        facts={
            "old": _said(extension.from_at),
            "new": _said(until),
            "zone": locked.zone,
            "asked_by": asked_by.code if asked_by else "",
        },
    )
    _tell(locked)
    return locked


@act("decisions.enter_count")
def enter_count(
    question: Question,
    *,
    by: Actor,
    body: Body | None = None,
    yes: int,
    no: int,
    abstain: int = 0,
    blank: int = 0,
    invalid: int = 0,
    silent: int = 0,
) -> Question:
    """Enter the figures of a vote by hands or on paper; one person counts and another agrees.

    silent: present and entitled, casting nothing. Raises Refused "decisions.not_counted_by_hand",
    "decisions.not_open", "tally.…" for figures that contradict one another; SecondPersonNeeded for one person.
    """
    locked = _locked(question)
    require(by, "work_floor", *scopes_of(locked))
    if not by.proposed_by or by.proposed_by == by.person_key:
        raise SecondPersonNeeded("work_floor")
    if locked.manner not in {Question.Manner.SECRET, Question.Manner.SHOW_OF_HANDS}:
        raise Refused("decisions.not_counted_by_hand", manner=locked.manner)
    if locked.state != Question.State.OPEN or locked.method != Question.Method.VOTE:
        raise Refused("decisions.not_open", state=locked.state)
    part = part_of(locked, body)
    figures = {"yes": yes, "no": no, "abstain": abstain, "blank": blank, "invalid": invalid, "silent": silent}
    facts.tally_of(locked, part, figures)
    part.count = figures
    part.touch().save()
    journal.record(
        "decisions.vote.counted",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"body": part.body.code, **figures},
        sealed=True,
    )
    _tell(locked)
    return locked


@act("decisions.close_question")
def close_question(question: Question, *, by: Actor, without_adoption: bool = False, casting: str = "") -> Question:
    """End a question and compute what each body's rule makes of it. The close is a line: nothing counts after it.

    without_adoption: the chair ends a consensus on which an objection stands; the text is then not adopted. casting:
    the chair's own vote, where the rule lets it break a tie. The record of the audience is sealed before anyone
    announces.
    Raises Refused "decisions.not_open", "consensus.objection_stands", "decisions.window_open" with the seconds left,
    "decisions.silence_running".
    """
    locked = _locked(question)
    row = "rule_and_gavel" if locked.method == Question.Method.CONSENSUS else "work_floor"
    require(by, row, *scopes_of(locked))
    if locked.state != Question.State.OPEN:
        raise Refused("decisions.not_open", state=locked.state)
    _refuse_early_close(locked, without_adoption=without_adoption)
    return closed(locked, by=by, casting=casting)


@act("decisions.void_question")
def void_question(question: Question, *, by: Actor, reason: Words, happened_at: datetime | None = None) -> Question:
    """End a question without a result, as when the room lost its line. What was cast stays sealed for good.

    Raises Refused "decisions.no_reason", "decisions.already_announced", "decisions.void_already".
    """
    locked = _locked(question)
    require(by, "rule_and_gavel", *scopes_of(locked))
    if not Words.of(reason):
        raise Refused("decisions.no_reason")
    if locked.state == Question.State.ANNOUNCED:
        raise Refused("decisions.already_announced", numbers=numbers_of(locked))
    if locked.state == Question.State.VOID:
        raise Refused("decisions.void_already")
    locked.closed_at = locked.closed_at or now()
    end_without_result(locked, by=by, reason=reason, happened_at=happened_at)
    _tell(locked)
    return locked


# What the acts of this office share


def closed(locked: Question, *, by: Actor, casting: str = "") -> Question:
    """Close a locked question: verdict of each body, ballots revealed, the record sealed. No gate: acts ask it."""
    locked.closed_at = now()
    verdicts: dict[str, Verdict] = {}
    for part in locked.bodies.select_related("body").order_by("pk"):
        rule = facts.rule_of(locked, part.body)
        verdict = facts.verdict_of(locked, part, at=locked.closed_at, casting=casting)
        part.outcome = str(verdict.outcome)
        weighed = facts.attributes_kept(locked, part, rule)
        part.verdict = {**verdict.as_mapping(), "rule": rule.as_mapping(), **({"seats": weighed} if weighed else {})}
        part.touch().save()
        verdicts[part.body.code] = verdict
    whole = joint_verdict(verdicts).outcome if len(verdicts) > 1 else next(iter(verdicts.values())).outcome
    locked.state = Question.State.CLOSED
    locked.outcome = str(whole)
    locked.touch().save()
    journal.reveal(locked.about)
    journal.record(
        "decisions.question.closed",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={
            "question": dict(locked.wording),
            "outcome": str(whole),
            "closed_at": _said(locked.closed_at),
            "bodies": [
                {
                    "body": code,
                    "outcome": str(one.outcome),
                    "reason": str(one.reason),
                    "counted": one.counted,
                    "required": one.required,
                    "base": one.base,
                }
                for code, one in verdicts.items()
            ],
        },
        cite=str(next(iter(verdicts.values())).cite),
    )
    checkpoints.checkpoint(locked.audience)
    _tell(locked)
    return locked


def part_of(question: Question, body: Body | None) -> QuestionBody:
    """A body's part in a question. Raises Refused "decisions.which_body", "decisions.body_not_asked"."""
    parts = list(question.bodies.select_related("body").order_by("pk"))
    if body is None:
        if len(parts) > 1:
            raise Refused("decisions.which_body", bodies=[part.body.code for part in parts])
        return parts[0]
    for part in parts:
        if part.body_id == body.pk:
            return part
    raise Refused("decisions.body_not_asked", body=body.code)


def numbers_of(question: Question) -> list[str]:
    """Numbers of the decisions that a question led to."""
    return list(question.decisions.order_by("pk").values_list("number", flat=True))


def objectors(question: Question) -> list[str]:
    """Codes of the members whose objections stand."""
    return sorted(set(queries.standing_objections(question).values_list("member__code", flat=True)))


def refuse_open_words(question: Question, rule: Rule) -> None:
    """No text is adopted with words still in brackets, none that changed since the question was written, and none of
    which an authentic language says an older version.

    Raises Refused "decisions.open_brackets", "decisions.text_changed", "documents.authentic_text_older".
    """
    if question.document is None or not question.needs_every_word:
        return
    if count := facts.open_brackets(question.document, question.text_version):
        raise Refused("decisions.open_brackets", rule.cited("document"), count=count, document=str(question.document))
    put = question.text_version
    if put is not None and put.digest != question.text_digest:
        raise Refused("decisions.text_changed", rule.cited("document"), document=str(question.document))
    if put is not None:
        require_one_text(put.number, documents.renderings(put), documents.authentic_missing(put))


def refuse_older_words(question: Question, rule: Rule) -> None:
    """A body decides on the newest words, and on words that were given out: a question prepared before others were
    written does not bring back the older ones.

    Whether a text goes up is also decided after it went. Raises Refused "decisions.text_moved_on",
    "decisions.version_not_issued" with the languages.
    """
    put, document = question.text_version, question.document
    if put is None or document is None or question.effect not in OF_THE_WORDS:
        return
    cite, newest = rule.cited("document"), amending.in_place_of(put)
    if newest is not None:
        raise Refused("decisions.text_moved_on", cite, document=str(document), written=put.number, newest=newest.number)
    if held_back := documents.languages_held_back(put):
        raise Refused(
            "decisions.version_not_issued", cite, document=str(document), version=put.number, languages=held_back
        )


def _refuse_before_parts(question: Question, rule: Rule) -> None:
    """Where a version is voted on in parts the whole is put after them, and what was not approved is no part of it.

    Raises Refused "decisions.parts_left", "decisions.part_rejected" with their names. Source: GA rule 89.
    """
    if question.text_version is None or not question.needs_every_word:
        return
    parts, cite = amending.parts(question.text_version), rule.cited("document")
    if left := [one.name for one in parts if one.is_approved is None]:
        raise Refused("decisions.parts_left", cite, names=left, document=str(question.document))
    if rejected := [one.name for one in parts if one.is_approved is False]:
        raise Refused("decisions.part_rejected", cite, names=rejected, document=str(question.document))


def _refuse_before_amendments(question: Question, rule: Rule) -> None:
    """Amendments are put before the text, and what carried is part of the text that is put.

    Raises Refused "decisions.amendments_left" with those that wait. Source: GA rule 90.
    """
    if question.document is None or not question.needs_every_word:
        return
    listed = Amendment.objects.filter(
        document=question.document, state__in=[Amendment.State.TABLED, Amendment.State.CARRIED]
    ).select_related("on_amendment")
    if names := [one.name for one in listed.order_by("number") if amending.has_its_amendment(one)]:
        raise Refused(
            "decisions.amendments_left", rule.cited("document"), names=list(names), document=str(question.document)
        )


def _refuse_settled_amendment(question: Question, rule: Rule) -> None:
    """Nothing is put on an amendment that was withdrawn or fell after the question on it was written.

    Raises Refused "decisions.amendment_state".
    """
    gone = Amendment.objects.filter(question=question).exclude(state=Amendment.State.TABLED).first()
    if gone is not None:
        raise Refused("decisions.amendment_state", rule.cited("document"), name=gone.name, state=gone.state)


def _locked(question: Question) -> Question:
    found: Question = Question.objects.select_for_update().get(pk=question.pk)
    return found


def _bodies_meeting(sitting: Sitting | None, item: Item | None) -> list[Body]:
    session = sitting.meeting.session if sitting else item.session if item else None
    return bodies_of(session) if session else []


def _audience(sitting: Sitting | None, item: Item | None, document: Document | None) -> str:
    for thing in (sitting, item, document):
        if thing is not None:
            return str(thing.audience)
    return "members"


def _behind_the_doors(question: Question) -> str:
    """Who reads a question that is put now: behind closed doors only those inside, where others could before."""
    sitting = question.sitting
    if sitting is None or sitting.audience != f"sitting:{sitting.key}" or facts.is_restricted(question.audience):
        return str(question.audience)
    return str(sitting.audience)


def _attempt(repeats: Question | None) -> int:
    if repeats is None:
        return 1
    # Only a tie leads to a second vote; a void question is put again as if it had not been.
    return 2 if repeats.outcome == Outcome.TIED else repeats.attempt


def _version_put(document: Document | None, version: Version | None) -> Version | None:
    if document is None:
        return None
    put = version or document.versions.order_by("-number").first()
    if put is None:
        return None
    if put.document_id != document.pk:
        raise Refused("decisions.version_of_another_text", document=str(document))
    if put.sealed_at is None or not put.digest:
        raise Refused("decisions.text_not_sealed", document=str(document), version=put.number)
    return put


def _method(rules: Sequence[Rule]) -> str:
    methods = sorted({str(rule.method) for rule in rules})
    if len(methods) > 1:
        raise Refused("decisions.methods_differ", rules[0].cite, methods=methods)
    return methods[0]


def _refuse_under_this_item(question: Question, rule: Rule) -> None:
    if question.item is None or question.effect in NUMBERLESS:
        return
    agenda.require_number(meetings.item_value(question.item), cite=rule.cited("agenda"))


def _refuse_off_agenda(question: Question, rule: Rule) -> None:
    if question.item is not None:
        adopted = question.item.session.agenda_adopted_at is not None
        agenda.require_action(meetings.item_value(question.item), agenda_adopted=adopted, cite=rule.cited("agenda"))
    if question.sitting is not None and question.sitting.state != Sitting.State.OPEN:
        raise Refused("decisions.sitting_not_open", rule.cited("agenda"), state=question.sitting.state)


def _refuse_text_elsewhere(question: Question, deciding: Sequence[Body], rule: Rule) -> None:
    """A body decides on a text that it has, so that what another one has before it is not adopted behind its back.

    That it sends the text up it decides also where the desk sent it already, on a decision that had no number yet:
    nothing else would give that decision its number, for which the bodies above wait. What lies before several by one
    act they decide on together, as far as their rules know one way of deciding.
    """
    if question.document is None or question.effect == "procedure":
        return
    if question.effect == "forward" and _is_waited_for(question.document, deciding):
        return
    codes, cite = [body.code for body in deciding], rule.cited("document")
    require_having(codes, (body.code for body in documents.bodies_that_have(question.document)), cite=cite)
    if question.effect not in NUMBERLESS:
        together = documents.bodies_before_which_it_lies(question.document)
        if len({facts.rule_of(question, body).method for body in together}) == 1:
            require_together(codes, (body.code for body in together), cite=cite)


def _is_waited_for(document: Document, deciding: Sequence[Body]) -> bool:
    """Whether these bodies sent a text up on a decision that they still have to take."""
    is_open = State(document.state) not in FROZEN and not queries.lower_decision_stands(document)
    return is_open and set(deciding) <= set(documents.bodies_that_sent(document))


def _refuse_late_text(question: Question, body: Body, rule: Rule) -> None:
    found = facts.standing(question, body)
    if not found.document_on_time and not found.waived:
        raise Refused(
            "decisions.document_late", rule.cited("document"), document=str(question.document), body=body.code
        )


def _refuse_unknown(question: Question, body: Body, rule: Rule) -> None:
    """Nothing is put that could not be counted: not every weight is entered, or figures alone would not tell."""
    if question.method != Question.Method.VOTE:
        return
    facts.require_attributes(question, body, rule)
    by_figures = question.manner in {Question.Manner.SECRET, Question.Manner.SHOW_OF_HANDS}
    if by_figures and (facts.asked_by(rule, question.criteria).by_name or rule.excluded):
        raise Refused("tally.names_needed", rule.cite, value=question.manner)


def _refuse_beside_another(question: Question) -> None:
    if question.sitting is None:
        return
    # The sitting is locked, so that two questions opened at once cannot both find the room free.
    Sitting.objects.select_for_update().get(pk=question.sitting.pk)
    other = queries.open_question_in(question.sitting)
    if other is not None and question.method != Question.Method.SILENCE:
        raise Refused("decisions.another_question_open", question=str(other.wording))


def _set_end(question: Question, rule: Rule, *, closes_at: datetime | None, zone: str, window_s: int | None) -> None:
    assert question.opened_at is not None
    if question.method == Question.Method.VOTE:
        return
    if question.method == Question.Method.SILENCE:
        if closes_at is None or closes_at.tzinfo is None:
            raise Refused("decisions.silence_needs_instant", rule.cite)
        if closes_at <= question.opened_at:
            raise Refused("decisions.instant_not_ahead", rule.cite, closes_at=_said(closes_at))
        question.closes_at = closes_at
        question.zone = _known_zone(zone or organisation.the_organisation().zone)
        return
    window = timedelta(seconds=window_s) if window_s else rule.objection_window or windows.DEFAULT_WINDOW
    seconds = int(window.total_seconds())
    if not windows.SHORTEST_S <= seconds <= windows.LONGEST_S:
        raise Refused(
            "decisions.window_length", rule.cite, given=seconds, least=windows.SHORTEST_S, most=windows.LONGEST_S
        )
    question.window_s = seconds
    question.closes_at = question.opened_at + timedelta(seconds=seconds)
    question.opened_tick = windows.tick()
    question.opened_boot = windows.boot()


def _known_zone(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise Refused("decisions.no_such_zone", zone=zone) from unknown
    return zone


def _refuse_early_close(question: Question, *, without_adoption: bool) -> None:
    part = question.bodies.select_related("body").order_by("pk")[0]
    cite = facts.rule_of(question, part.body).cite
    if question.method == Question.Method.CONSENSUS:
        standing = objectors(question)
        if standing and not without_adoption:
            raise Refused("consensus.objection_stands", cite, objections=len(standing), objectors=standing)
        left = queries.time_left(question)
        if left and not standing:
            raise Refused(
                "decisions.window_open", cite, seconds_left=_seconds(left), closes_at=_said(question.closes_at)
            )
    elif question.method == Question.Method.SILENCE:
        assert question.closes_at is not None
        if now() < question.closes_at and not queries.standing_objections(question).exists():
            raise Refused("decisions.silence_running", cite, closes_at=_said(question.closes_at), zone=question.zone)


def _seconds(left: timedelta) -> int:
    return -(-left // timedelta(seconds=1))


def _said(instant: datetime | None) -> str:
    return instant.isoformat() if instant else ""


def _tell(question: Question) -> None:
    if question.sitting is not None:
        publish(f"sitting:{question.sitting.key}", question.audience)
    publish(f"question:{question.key}", question.audience, version=question.version)
