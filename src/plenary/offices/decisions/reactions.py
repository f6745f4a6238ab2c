"""What this office does when a lower one has written in the record.

A sitting does not end, break off, or close its doors under an open question, no version is added or sealed beside the
one that is put nor a word of it bracketed, no draft takes out again what carried meanwhile, and a text is not sent on
by a decision that is not about it: whoever does it is refused, in the same transaction.
"""

from __future__ import annotations

from plenary.foundation.access.audiences import MEMBERS, PUBLIC, tokens_in
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.writing import listen
from plenary.offices.decisions import amending
from plenary.offices.decisions.models import Decision, Objection, Question
from plenary.offices.documents import symbols
from plenary.offices.documents.models import Document, Draft
from plenary.offices.meetings.models import ItemDocument
from plenary.procedure.documents import FROZEN
from plenary.procedure.refusal import Refused

#: What a question does by which a text is decided on.
FREEZING = ("adopt", "approve", "endorse", "note")


def refuse_an_open_question(entry: Entry) -> None:
    """Raises Refused "decisions.question_still_open". A silence procedure runs on outside any sitting."""
    left = (
        Question.objects.filter(sitting__key=entry.about_key, state=Question.State.OPEN)
        .exclude(method=Question.Method.SILENCE)
        .first()
    )
    if left is not None:
        raise Refused("decisions.question_still_open", question=str(left.wording))


def refuse_other_words_beside_a_question(entry: Entry) -> None:
    """A body decides on the words before it: no version comes beside them until the outcome is announced.

    Where an objection stands they are not adopted as they are, so the words that meet it may be written. A question of
    procedure, or of a body that does not have the text, is not about them.

    Raises Refused "decisions.text_is_put".
    """
    document = Document.objects.filter(key=entry.about_key).first()
    if document is not None and _is_put_as_it_is(document):
        raise Refused("decisions.text_is_put", document=str(document))


def refuse_brackets_on_words_that_are_put(entry: Entry) -> None:
    """Whoever does not agree to words that are put objects or votes: brackets would only keep what was decided from
    being announced.

    Raises Refused "decisions.words_are_put".
    """
    document = Document.objects.filter(key=entry.about_key).first()
    if document is not None and _is_put_as_it_is(document):
        raise Refused("decisions.words_are_put", document=str(document))


def _is_put_as_it_is(document: Document) -> bool:
    put = amending.put_on_text(document).filter(state__in=amending.PUT_NOW)
    return put.exclude(pk__in=Objection.objects.filter(withdrawn_at__isnull=True).values("question")).exists()


def refuse_a_draft_without_what_carried(entry: Entry) -> None:
    """A draft that was begun before an amendment became part of the text has its words, or becomes no version.

    Whoever writes may let a draft go before what others wrote meanwhile, never before what the body carried.
    Raises Refused "decisions.carried_words_left_out".
    """
    draft = Draft.objects.select_related("became", "begun_from", "document").get(key=(entry.facts or {})["draft"])
    if left := amending.left_out_of(draft):
        raise Refused(
            "decisions.carried_words_left_out",
            count=len(left),
            names=list(left),
            paragraphs=", ".join(dict.fromkeys(left.values())),
        )


def refuse_to_give_out_what_was_not_decided(entry: Entry) -> None:
    """Once a text was decided on, a version after the decided one is given out only where it mends that.

    It may have been sealed before the question was put. Raises Refused "documents.text_frozen".
    """
    document = Document.objects.get(key=entry.about_key)
    if document.state not in {state.value for state in FROZEN}:
        return
    taken = document.decisions.filter(void_at__isnull=True, text_version__isnull=False, question__effect__in=FREEZING)
    decided = taken.order_by("-pk").values_list("text_version__number", flat=True).first()
    given = document.versions.get(number=(entry.facts or {})["number"])
    if decided is not None and given.number > decided and not symbols.is_mending(given):
        raise Refused("documents.text_frozen", state=document.state)


def refuse_a_decision_on_other_texts(entry: Entry) -> None:
    """A text is sent on by a decision of a body that sends it: on this text, or on texts in general once it was there.

    A decision is about the document it was taken on, else about the papers of its item; where there is none of either
    it is general. A number that no decision here has may be one on paper. One that not every member may know of is
    not looked at, since a refusal would tell of it.
    Raises Refused "decisions.ground_is_void", "decisions.ground_of_another_body", "decisions.ground_on_other_texts",
    "decisions.ground_before_the_text".
    """
    told = entry.facts or {}
    ground = Decision.objects.select_related("body").filter(number=str(told.get("ground") or "")).first()
    if ground is None or not tokens_in(ground.audience) & {MEMBERS, PUBLIC}:
        return
    if ground.void_at is not None:
        raise Refused("decisions.ground_is_void", number=ground.number)
    bodies = [str(code) for code in told.get("from_bodies", ())]
    if ground.body.code not in bodies:
        raise Refused("decisions.ground_of_another_body", number=ground.number, body=ground.body.code, senders=bodies)
    document = Document.objects.get(key=told["document"])
    about = {ground.document_id} if ground.document_id else set(_papers(ground))
    if about and document.pk not in about:
        raise Refused("decisions.ground_on_other_texts", number=ground.number, count=len(about))
    first = document.versions.order_by("number").first()
    if not about and first is not None and ground.adopted_at < first.made_at:
        raise Refused(
            "decisions.ground_before_the_text", number=ground.number, adopted_at=ground.adopted_at.isoformat()
        )


def _papers(ground: Decision) -> list[int]:
    papers = ItemDocument.objects.filter(item=ground.item_id) if ground.item_id else ItemDocument.objects.none()
    return list(papers.values_list("document_id", flat=True))


listen("documents.bracket.opened", refuse_brackets_on_words_that_are_put)
listen("documents.draft.became", refuse_a_draft_without_what_carried)
listen("documents.referral.decided", refuse_a_decision_on_other_texts)
listen("documents.version.issued", refuse_to_give_out_what_was_not_decided)
listen("documents.version.added", refuse_other_words_beside_a_question)
listen("documents.version.sealed", refuse_other_words_beside_a_question)
listen("meetings.sitting.closed", refuse_an_open_question)
listen("meetings.sitting.closed_to_others", refuse_an_open_question)
