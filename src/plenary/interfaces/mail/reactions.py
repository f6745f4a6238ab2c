"""What the record says, turned into notices in the same transaction: nothing is announced that was not kept.

A notice carries public words only: a title where everybody may read it, no name but the reader's own, no address
of any page. What is done inside a restricted sitting gives no notice at all.
"""

from __future__ import annotations

from typing import Any

from plenary.foundation.access.audiences import PUBLIC, tokens_in
from plenary.foundation.access.models import Account, Holding
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.verbs import registered
from plenary.foundation.journal.writing import listen as hear
from plenary.foundation.kept import thing_named
from plenary.foundation.notices import calendars
from plenary.foundation.notices.kinds import Kind
from plenary.foundation.notices.telling import tell, tell_person
from plenary.interfaces.exports.programme import MOVED, telling
from plenary.offices.decisions.models import Question
from plenary.offices.documents.models import Document
from plenary.offices.meetings.models import Delegate, Session, Sitting
from plenary.offices.protocol.models import Slot

#: Acts about whatever has a time or a place begin with these, in whatever words offices add.
ABOUT_TIMES = ("meetings.session.", "meetings.sitting.", "protocol.slot.")
_TIMED = tuple(model._meta.label_lower for model in (Session, Sitting, Slot))


def paper_was_issued(entry: Entry) -> None:
    """Tell those who may read it, once for all languages; its symbol and title only where everybody may."""
    audience = entry.tree.audience
    document = Document.objects.filter(key=entry.about_key).first()
    if document is None or _is_inside(audience):
        return
    public = audience == PUBLIC
    values = {"symbol": document.symbol, "title": dict(document.title)} if public else {}
    tell(Kind.PAPER, audience=audience, about=entry.about, values=values, by_key=entry.actor_key or "")


def silence_was_opened(entry: Entry) -> None:
    """Tell until when, by the clock of the procedure and by UTC; an extension is told as the opening was."""
    question = Question.objects.filter(key=entry.about_key).first()
    if (
        question is None
        or question.method != Question.Method.SILENCE
        or question.closes_at is None
        or _is_inside(question.audience)
    ):
        return
    values: dict[str, Any] = {"until": question.closes_at.isoformat(), "zone": question.zone}
    if question.audience == PUBLIC:
        values["title"] = dict(question.wording)
    if entry.verb == "decisions.silence.extended":
        values["extended"] = True
    tell(Kind.SILENCE, audience=question.audience, about=entry.about, values=values, by_key=entry.actor_key or "")


def delegate_was_listed(entry: Entry) -> None:
    """Tell the person who is on the list now."""
    line = Delegate.objects.select_related("person", "delegation__session").filter(key=entry.about_key).first()
    if line is None or _is_inside(line.delegation.session.audience):
        return
    session = line.delegation.session
    values = {"title": dict(session.title)} if session.audience == PUBLIC else {}
    tell_person(Kind.LISTED, line.person, about=entry.about, values=values, by_key=entry.actor_key or "")


def account_was_opened(entry: Entry) -> None:
    """Tell a colleague that they may sign in; how, the desk tells by hand."""
    account = Account.objects.select_related("person").filter(key=entry.about_key).first()
    if account is not None:
        values = {"signs_in": True}
        tell_person(Kind.LISTED, account.person, about=entry.about, values=values, by_key=entry.actor_key or "")


def role_was_given(entry: Entry) -> None:
    """Tell a colleague that they have one role more; which, the workspace says."""
    held = Holding.objects.select_related("person").filter(key=entry.about_key).first()
    if held is not None and Account.objects.filter(person=held.person, is_active=True).exists():
        values = {"role": True}
        tell_person(Kind.LISTED, held.person, about=entry.about, values=values, by_key=entry.actor_key or "")


def second_person_was_asked_for(entry: Entry) -> None:
    """Tell those who may be the second one; what is asked, the workspace says."""
    tell(Kind.SECOND, audience=entry.tree.audience, about=entry.about, by_key=entry.actor_key or "")


def time_or_place_was_written(entry: Entry) -> None:
    """Keep what calendars are told, and tell of what differs from what they were told before."""
    if entry.about_kind not in _TIMED:
        return
    thing = thing_named(*entry.about)
    told = None if getattr(thing, "state", "") == "cancelled" else telling(thing)
    if told is None:
        changed = calendars.follow(entry.about, None)
        audience = entry.tree.audience
    else:
        changed = calendars.follow(entry.about, told.told, within=told.within, audience=told.audience)
        audience = told.audience
    if changed is None or _is_inside(audience):
        return
    if changed.now is not None and all(changed.before.get(one) == changed.now.get(one) for one in MOVED):
        return
    values = {"now": changed.now, "was": changed.before}
    tell(Kind.CHANGED, audience=audience, about=entry.about, values=values, by_key=entry.actor_key or "")


def _is_inside(audience: str) -> bool:
    """Whether only those entitled to one sitting may know of it."""
    return any(token.startswith("sitting:") for token in tokens_in(audience))


def listen() -> None:
    """Begin to hear; called once at start, when every office has made its verbs known."""
    hear("documents.version.issued", paper_was_issued)
    hear("decisions.question.opened", silence_was_opened)
    hear("decisions.silence.extended", silence_was_opened)
    hear("meetings.delegate.listed", delegate_was_listed)
    hear("people.account.opened", account_was_opened)
    hear("people.capacity.given", role_was_given)
    hear("people.act.proposed", second_person_was_asked_for)
    for verb in registered():
        if verb.startswith(ABOUT_TIMES):
            hear(verb, time_or_place_was_written)
