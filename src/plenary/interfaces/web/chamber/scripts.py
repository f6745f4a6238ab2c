"""The step of the script that stands now: the words to read, the one primary act, and why it is withheld if it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.foundation.access.gate import may
from plenary.interfaces.web.chamber import reading, sentences
from plenary.interfaces.web.chamber.reading import OrderItem
from plenary.interfaces.web.chamber.requests import View
from plenary.offices.chamber import queries as chamber
from plenary.offices.chamber.queries import Now, ScriptLine
from plenary.offices.decisions import queries as decisions
from plenary.offices.decisions.models import Question
from plenary.offices.meetings.models import Item, Session, Sitting
from plenary.offices.meetings.permissions import scopes_of_sitting
from plenary.procedure.refusal import Fact

#: Acts that are the chair's alone; the secretary sees them withheld, with the reason.
CHAIRS_ALONE = frozenset(
    {
        "open-session",
        "close-session",
        "open",
        "suspend",
        "resume",
        "close",
        "adopt-agenda",
        "gavel",
        "end-without",
        "put-consensus",
        "void",
        "close-doors",
    }
)
#: The verb of each line of the office's script, and its key on the keyboard.
VERBS: dict[str, tuple[str, str]] = {
    "open_session": ("open-session", "I"),
    "open_sitting": ("open", "I"),
    "resume_sitting": ("resume", "I"),
    "adopt_agenda": ("adopt-agenda", "I"),
    "announce_adopted": ("announce", "C"),
    "announce": ("announce", "C"),
    "close_vote": ("close-vote", "C"),
    "objection_stands": ("end-without", ""),
    "wait_for_objections": ("gavel", "G"),
    "gavel": ("gavel", "G"),
    "thank_speaker": ("thank", "N"),
    "rule_on_point": ("give-floor", "P"),
    "give_floor": ("give-floor", "N"),
    "close_item": ("close-item", "I"),
    "call_item": ("call-item", "I"),
    "close_sitting": ("close", ""),
    "close_session": ("close-session", ""),
    "prepare_room": ("prepare", "I"),
}

#: Lines at which nothing is open before the room, so that another item may be called.
BETWEEN_QUESTIONS = frozenset({"call_item", "close_item", "put_question", "close_sitting"})


@dataclass(frozen=True, slots=True)
class Act:
    """One button. fields: what the form carries. key: on the keyboard. held: why it is withheld, empty where it is
    not. held_until: the instant at which a withheld act opens, for the countdown beside it. hold: pressed for one
    second; asks: the key asks for Enter first."""

    verb: str
    label: str
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    held: str = ""
    hold: bool = False
    asks: bool = False
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What the chair reads out now and what can be done. primary: the one main act; None while there is none.

    shows: what the screens of the room turn to when the main act is done; empty where they stay as they are.
    calls: any item of the order of the day can be called now.
    """

    code: str
    words: str
    later: str
    primary: Act | None
    others: tuple[Act, ...]
    shows: str = ""
    calls: bool = False


def script_step(view: View, order: Sequence[OrderItem]) -> Step:
    """The step of the script for this reader. order: as the page shows it; the office knows set orders only."""
    now = view.now
    if now is None:
        line = ScriptLine("prepare_room", "chamber.prepare_room", view.sitting.key)
        said = [str(one) for one in sentences.SCRIPT["prepare_room"]]
        closed = view.sitting.state == Sitting.State.CLOSED
        return Step(line.code, said[0], "", None if closed else Act("prepare", said[2], "I"), ())
    line = _with_order(chamber.script(now.room, view.reader), order)
    said_now = sentences.script_lines(line, now)
    primary = _primary(view, now, line, said_now.label)
    others = tuple(_others(view, now, line, order))
    shows = sentences.shown_then(line, now) if primary else ""
    return Step(line.code, said_now.words, said_now.later, primary, others, shows, line.code in BETWEEN_QUESTIONS)


def _with_order(line: ScriptLine, order: Sequence[OrderItem]) -> ScriptLine:
    """Where no order of the day was set, the agenda is the order."""
    if line.code != "close_sitting":
        return line
    current = next((one for one in order if one.state == Item.State.NOW), None)
    ahead = reading.following(order)
    if current is None and ahead is not None:
        facts: dict[str, Fact] = {
            "number": ahead.number,
            "title": dict(ahead.item.title),
            "kind": ahead.item.kind_of_item,
        }
        return ScriptLine("call_item", "chamber.call_item", ahead.item.key, facts)
    return line


def _primary(view: View, now: Now, line: ScriptLine, label: str) -> Act | None:
    if not label:
        return None
    if line.code == "put_question":
        return _put(view, now, line, label)
    verb, key = VERBS[line.code]
    fields = _fields(line, now)
    if line.code == "thank_speaker" and now.floor:
        first = now.floor[0]
        verb, fields = "give-floor", {"request": first.request.key}
    return Act(
        verb=verb,
        label=label,
        key=key,
        fields=fields,
        held=_held(view, now, line, verb),
        hold=verb == "gavel",
        asks=verb == "close-vote",
    )


def _fields(line: ScriptLine, now: Now) -> dict[str, str]:
    about = line.act.rpartition(".")[2]
    if line.code in {"call_item", "close_item"}:
        return {"item": line.about}
    if line.code in {"give_floor", "rule_on_point"}:
        return {"request": line.about}
    if now.asked is not None and (
        about in {"close_question", "announce"} or line.code in {"objection_stands", "wait_for_objections"}
    ):
        return {"question": now.asked.question.key}
    return {}


def _put(view: View, now: Now, line: ScriptLine, label: str) -> Act:
    """The prepared question: to consensus by the chair alone, to the vote at the chair's direction."""
    is_vote = line.facts["method"] == Question.Method.VOTE
    verb = "put" if is_vote else "put-consensus"
    held = _held(view, now, line, verb) or _brackets(view, now, line)
    return Act("put", label, "V" if is_vote else "G", {"question": line.about}, held, hold=not is_vote, asks=is_vote)


def _brackets(view: View, now: Now, line: ScriptLine) -> str:
    question = decisions.question(view.reader, line.about)
    text = reading.text_before(now, view.reader, question)
    if text is None or not text.brackets or not question.needs_every_word:
        return ""
    return ngettext(
        "%(count)s passage in brackets still open", "%(count)s passages in brackets still open", text.brackets
    ) % {"count": text.brackets}


def _held(view: View, now: Now, line: ScriptLine, verb: str) -> str:
    """Why an act is withheld; empty where it is not. The act itself refuses by the same reasons."""
    if verb in CHAIRS_ALONE and not may(view.reader, "rule_and_gavel", *scopes_of_sitting(view.sitting)):
        return _("the chair's alone")
    if verb in CHAIRS_ALONE and now.room.presiding_person and now.room.presiding_person.key != view.reader.person_key:
        return _("%(name)s has the chair") % {"name": now.room.presiding_person.name}
    if line.code == "wait_for_objections":
        return _("opens in %(seconds)s s") % {"seconds": line.facts["left_s"]}
    return ""


def _others(view: View, now: Now, line: ScriptLine, order: Sequence[OrderItem]) -> list[Act]:
    """The acts beside the primary one: at most two."""
    chairs = may(view.reader, "rule_and_gavel", *scopes_of_sitting(view.sitting))
    found: list[Act] = []
    if line.code == "thank_speaker" and now.speaker is not None:
        if now.speaker.is_paused:
            found.append(Act("go-on", _("Let the time run on"), "T"))
        else:
            found.append(Act("pause", _("Pause the time"), "T"))
        if now.floor:
            found.append(Act("thank", _("Thank %(sender)s") % {"sender": now.speaker.sender}))
    if now.asked is not None and now.asked.question.state == Question.State.OPEN and chairs:
        label = _("Stop the window") if now.asked.question.method != Question.Method.VOTE else _("Void and repeat")
        found.append(Act("void", label, fields={"question": now.asked.question.key}, grave=True))
        if line.code == "objection_stands":
            found = [Act("void", _("Put it off"), fields={"question": now.asked.question.key}, grave=True)]
    if line.code == "sitting_is_closed" and chairs and now.sitting.meeting.session.state == Session.State.OPEN:
        found.append(Act("close-session", str(sentences.SCRIPT["close_session"][2]), grave=True))
    if line.code in BETWEEN_QUESTIONS - {"put_question"}:
        found += _of_no_item(view)
    if line.code in {"close_item", "put_question"}:
        ahead = reading.following(order)
        if line.code == "put_question" and now.item is not None:
            found.append(Act("close-item", _("Close without a decision"), fields={"item": now.item.key}))
        elif ahead is not None:
            label = (
                _("Go on to item %(number)s") % {"number": ahead.number}
                if ahead.number
                else _("Go on to the next item")
            )
            found.append(Act("call-item", label, fields={"item": ahead.item.key}))
    if chairs and now.sitting.state == Sitting.State.OPEN and line.code in {"close_item", "call_item", "close_sitting"}:
        found.append(Act("suspend", _("Suspend the sitting")))
    return found[:2]


def _of_no_item(view: View) -> list[Act]:
    """The vote that is prepared for the sitting and stands under no item: it can be opened between questions."""
    ready = decisions.questions_of_sitting(view.reader, view.sitting).filter(
        state=Question.State.PREPARED, method=Question.Method.VOTE, item=None
    )
    label = str(sentences.SCRIPT["put_vote"][2])
    return [Act("put", label, "V", {"question": one.key}, asks=True) for one in ready.order_by("pk")[:1]]
