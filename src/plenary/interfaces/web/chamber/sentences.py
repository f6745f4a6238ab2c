"""What the chamber says: what is expected of a seat, the chair's script, outcomes, and what came too late.

Offices hand over codes with facts; the words are here, so that each language can order them as it likes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from plenary.foundation.languages.words import Words
from plenary.interfaces.fact_words import listed
from plenary.interfaces.web.drawings.figures import grouped
from plenary.interfaces.web.shell.moments import hour_words
from plenary.interfaces.wording import sentence_of
from plenary.offices.chamber.queries import Expected, Now, ScriptLine
from plenary.offices.decisions.models import Question
from plenary.procedure.refusal import Fact, Refused

KINDS: dict[str, Promise] = {
    "point_of_order": gettext_lazy("point of order"),
    "motion": gettext_lazy("motion"),
    "right_of_reply": gettext_lazy("right of reply"),
    "speaker": pgettext_lazy("on the list", "speaker"),
}
SIGNALS: dict[str, Promise] = {
    "technical": gettext_lazy("no sound or picture"),
    "staff": gettext_lazy("staff wanted"),
    "slower": gettext_lazy("slower, please"),
}
OUTCOMES: dict[str, Promise] = {
    "adopted": pgettext_lazy("outcome", "Adopted"),
    "not adopted": pgettext_lazy("outcome", "Not adopted"),
    "tied": pgettext_lazy("outcome", "The votes are equal"),
    "no quorum": pgettext_lazy("outcome", "No quorum"),
    "inconclusive": pgettext_lazy("outcome", "No result"),
    "silence running": pgettext_lazy("outcome", "Silence is running"),
    "silence broken": pgettext_lazy("outcome", "Silence was broken"),
    "irregular": pgettext_lazy("outcome", "Not in order"),
}
CHOICE_WORDS: dict[str, Promise] = {
    "in_favour": pgettext_lazy("vote", "IN FAVOUR OF"),
    "against": pgettext_lazy("vote", "AGAINST"),
    "abstain": pgettext_lazy("vote", "ABSTAINING"),
}
MANNERS: dict[str, Promise] = {
    "recorded": gettext_lazy("Recorded vote. Your choice is shown after the close."),
    "roll_call": gettext_lazy("Roll call. The secretary calls the names; your choice is shown after the close."),
    "show_of_hands": gettext_lazy("Show of hands. Raise your hand; the secretary enters the count."),
    "secret": gettext_lazy("Secret ballot on paper. The count is entered by two people."),
}


def expected_sentence(expected: Expected, question: Question | None) -> str:
    """What is expected of this reader now, in one short line."""
    facts = expected.facts
    if expected.code == "nothing" and question is not None and question.state == Question.State.CLOSED:
        return _("The chair announces the result")
    if expected.code == "you_are_listed":
        return _("You are number %(place)s on the list") % {"place": facts["place"]}
    if expected.code == "objection_stands":
        return _("Objection of %(members)s") % {"members": _listed(facts["members"])}
    if expected.code == "call_the_next":
        return _("Next: %(name)s") % {"name": facts["name"]}
    said = {
        "nothing": _("Nothing is expected of you"),
        "you_have_the_floor": _("You have the floor"),
        "you_are_next": _("You are next"),
        "vote_open": _("Vote is open"),
        "vote_cast": _("Your ballot is recorded"),
        "put_to_consensus": _("Put to consensus"),
    }
    return said[expected.code]


def wait_sentence(wait_s: int) -> str:
    """About how long until one's turn, if everybody ahead uses the time."""
    minutes = max(1, round(wait_s / 60))
    return ngettext("in about %(minutes)s minute", "in about %(minutes)s minutes", minutes) % {"minutes": minutes}


def receipt_sentence(choice: str, at: datetime, entry: int, zone: str, *, may_change: bool) -> str:
    """The receipt of a ballot, in words, with its time and its entry in the record."""
    said = (
        _("Recorded at %(time)s: %(choice)s. Entry %(entry)s of the record. You can change it until the vote closes.")
        if may_change
        else _("Recorded at %(time)s: %(choice)s. Entry %(entry)s of the record.")
    )
    return said % {
        "time": hour_words(at, zone or None, seconds=True),
        "choice": {
            "in_favour": _("IN FAVOUR"),
            "against": _("AGAINST"),
            "abstain": _("ABSTENTION"),
        }[choice],
        "entry": grouped(entry),
    }


def voting_sentence(choice: str, wording: str) -> str:
    """What one is about to do, said before it is done."""
    said = {
        "in_favour": _("You are voting IN FAVOUR of: %(question)s"),
        "against": _("You are voting AGAINST: %(question)s"),
        "abstain": _("You are ABSTAINING on: %(question)s"),
    }
    return said[choice] % {"question": wording}


def told(refused: Refused, zone: str) -> str:
    """The sentence of a refusal; one that came too late gives both times by the clock of the place."""
    too_late = {
        "decisions.vote_closed": _(
            "The vote closed at %(closed)s. Your choice arrived at %(arrived)s and is not counted. "
            "Tell the secretary now: Room signal."
        ),
        "decisions.window_closed": _(
            "The text was decided at %(closed)s. Your objection arrived at %(arrived)s and does not count. "
            "Tell the secretary now: Room signal."
        ),
    }
    if refused.code not in too_late:
        return sentence_of(refused)
    closed, arrived = (str(refused.facts.get(name, "")) for name in ("closed_at", "arrived_at"))
    return too_late[refused.code] % {"closed": _time_said(closed, zone), "arrived": _time_said(arrived, zone)}


def _time_said(stamp: str, zone: str) -> str:
    return hour_words(datetime.fromisoformat(stamp), zone or None, seconds=True) if stamp else "–"


# The chair's script


@dataclass(frozen=True, slots=True)
class Lines:
    """What the chair reads out, what follows once the act is done, and what the button says."""

    words: str
    later: str
    label: str


def script_lines(line: ScriptLine, now: Now) -> Lines:
    """The words of a line of the script; every code of the office has its own."""
    facts: dict[str, str] = {name: _said(value) for name, value in line.facts.items()}
    following = now.floor[0] if now.floor else None
    if line.code == "thank_speaker" and following is not None:
        after = now.floor[1] if len(now.floor) > 1 else None
        names = {"sender": facts["sender"], "next": following.sender, "after": after.sender if after else ""}
        words = (
            _(
                "I thank the representative of %(sender)s. I now give the floor to the representative of %(next)s, "
                "to be followed by %(after)s."
            )
            if after
            else _("I thank the representative of %(sender)s. I now give the floor to the representative of %(next)s.")
        )
        return Lines(words % names, "", _("Give the floor to %(next)s") % names)
    words, later, label = (str(one) for one in SCRIPT[_spoken_code(line)])
    return Lines(words % facts, later % facts if later else "", label % facts if label else "")


def shown_then(line: ScriptLine, now: Now) -> str:
    """What the screens of the room show once the main act of a line is done; "" where they stay as they are."""
    facts: dict[str, str] = {name: _said(value) for name, value in line.facts.items()}
    if line.code == "thank_speaker":
        following = now.floor[0].sender if now.floor else ""
        item = _said(now.item.title) if now.item else ""
        return following or item or _said(now.sitting.title)
    shown = {
        "call_item": facts.get("title", ""),
        "give_floor": facts.get("sender", ""),
        "rule_on_point": facts.get("sender", ""),
        "put_question": facts.get("question", ""),
        "gavel": _("Adopted: %(question)s"),
        "close_vote": _("The vote is closed: %(question)s"),
        "announce_adopted": _("The result: %(question)s"),
        "announce": _("The result: %(question)s"),
        "close_item": _said(now.sitting.title),
        "resume_sitting": _said(now.item.title if now.item else now.sitting.title),
    }.get(line.code, "")
    return shown % facts if "%(question)s" in shown else shown


def _spoken_code(line: ScriptLine) -> str:
    if line.code == "put_question":
        return "put_vote" if line.facts["method"] == Question.Method.VOTE else "put_consensus"
    if line.code in {"call_item", "close_item"} and line.facts.get("number"):
        return line.code.replace("item", "numbered")
    return line.code


def _said(value: Fact) -> str:
    if isinstance(value, Mapping):
        return str(Words({str(code): str(words) for code, words in value.items()}))
    if isinstance(value, list | tuple):
        return _listed(value)
    return str(value)


def _listed(names: object) -> str:
    return listed(names) if isinstance(names, list | tuple) else str(names)


#: Code of a line -> what is read out, what follows, the label of the act.
SCRIPT: dict[str, tuple[Promise | str, Promise | str, Promise | str]] = {
    "open_session": (
        gettext_lazy("I welcome the delegations. The session is open: %(title)s."),
        "",
        gettext_lazy("Open the session"),
    ),
    "open_sitting": (gettext_lazy("I open the sitting: %(title)s."), "", gettext_lazy("Open the sitting")),
    "resume_sitting": (gettext_lazy("The sitting is resumed."), "", gettext_lazy("Resume the sitting")),
    "close_session": (
        gettext_lazy("That completes our work. I thank you all. The session is closed: %(title)s."),
        "",
        gettext_lazy("Close the session"),
    ),
    "sitting_is_closed": (gettext_lazy("The sitting is closed."), "", ""),
    "adopt_agenda": (
        gettext_lazy("The provisional agenda is before you. Are there any comments?"),
        gettext_lazy("I see none. The agenda is adopted."),
        gettext_lazy("Adopt the agenda"),
    ),
    "announce_adopted": (
        gettext_lazy("It is so decided: %(question)s"),
        "",
        gettext_lazy("Announce: adopted"),
    ),
    "announce": (
        gettext_lazy("I announce the result. The text is not adopted: %(question)s"),
        "",
        gettext_lazy("Announce the result"),
    ),
    "close_vote": (
        gettext_lazy("Has every delegation voted that wishes to?"),
        gettext_lazy("The vote is closed."),
        gettext_lazy("Close the vote"),
    ),
    "objection_stands": (
        gettext_lazy("I note the objection of %(members)s. The text is not adopted while it stands."),
        gettext_lazy("Only the objector can withdraw it."),
        gettext_lazy("End without adoption"),
    ),
    "wait_for_objections": (
        gettext_lazy("The text is before you. Is there any objection?"),
        gettext_lazy("I see none. It is so decided."),
        gettext_lazy("Hold to adopt"),
    ),
    "gavel": (gettext_lazy("I see no objection. It is so decided."), "", gettext_lazy("Hold to adopt")),
    "thank_speaker": (
        gettext_lazy("I thank the representative of %(sender)s."),
        "",
        gettext_lazy("Thank %(sender)s"),
    ),
    "rule_on_point": (
        gettext_lazy("The representative of %(sender)s raises a point of order. You have the floor on that point."),
        "",
        gettext_lazy("Hear the point of order of %(sender)s"),
    ),
    "give_floor": (
        gettext_lazy("I give the floor to the representative of %(sender)s."),
        "",
        gettext_lazy("Give the floor to %(sender)s"),
    ),
    "put_consensus": (
        gettext_lazy("I put this to you: %(question)s Is there any objection?"),
        gettext_lazy("Each seat can object or ask for the floor first."),
        gettext_lazy("Hold to put to consensus"),
    ),
    "put_vote": (
        gettext_lazy("I put this to the vote: %(question)s"),
        gettext_lazy("Each seat now chooses and confirms."),
        gettext_lazy("Open the vote"),
    ),
    "close_item": (
        gettext_lazy("That concludes our consideration of %(title)s."),
        "",
        gettext_lazy("Close the item"),
    ),
    "call_item": (gettext_lazy("We turn to: %(title)s."), "", gettext_lazy("Call the item")),
    "call_numbered": (
        gettext_lazy("We turn to item %(number)s: %(title)s."),
        "",
        gettext_lazy("Call item %(number)s"),
    ),
    "close_numbered": (
        gettext_lazy("That concludes our consideration of item %(number)s."),
        "",
        gettext_lazy("Close item %(number)s"),
    ),
    "close_sitting": (
        gettext_lazy("That completes the order of the day. I thank the delegations and the interpreters."),
        gettext_lazy("The sitting is closed."),
        gettext_lazy("Close the sitting"),
    ),
    "prepare_room": (
        gettext_lazy("The room is not set up yet. The secretary sets it up; then the chair opens the sitting."),
        "",
        gettext_lazy("Set up the room"),
    ),
}
