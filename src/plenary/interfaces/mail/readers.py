"""For whom a notice is, asked again when letters are written: whoever lost the right since gets none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.audiences import may_read
from plenary.foundation.access.models import Person
from plenary.foundation.kept import thing_named
from plenary.foundation.notices.kinds import Kind
from plenary.foundation.notices.models import Notice, Told
from plenary.foundation.people.models import Pending
from plenary.foundation.people.waiting import may_confirm
from plenary.interfaces.exports.programme import MOVED, is_on_programme, telling
from plenary.offices.decisions.models import Question
from plenary.offices.documents.models import Document
from plenary.offices.meetings.models import Delegate, Session, Sitting
from plenary.offices.protocol.models import Slot


def concerns(notice: Notice, person: Person, actors: Sequence[Actor]) -> bool:
    """Whether this person is told, by what they may read now and by what stands now."""
    if notice.person_id is not None:
        return _still_stands(notice)
    if notice.of_kind == Kind.SECOND:
        pending = Pending.objects.select_related("proposed_by").filter(key=notice.about_key).first()
        return (
            pending is not None
            and pending.outcome == Pending.Outcome.WAITING
            and any(may_confirm(actor, pending) for actor in actors)
        )
    if not _reads(actors, notice.audience):
        return False
    thing = thing_named(notice.about_kind, notice.about_key)
    if notice.of_kind == Kind.CHANGED:
        session = _session_of(thing) or _session_told(notice)
        told = telling(thing)
        return (
            _differs(notice.values)
            and session is not None
            and (told is None or _reads(actors, told.audience))
            and is_on_programme(session, person, actors)
        )
    if isinstance(thing, Question):
        return thing.state == Question.State.OPEN and _reads(actors, thing.audience)
    return isinstance(thing, Document) and _reads(actors, thing.audience)


def _still_stands(notice: Notice) -> bool:
    thing = thing_named(notice.about_kind, notice.about_key)
    return not isinstance(thing, Delegate) or thing.left_list_at is None


def _differs(values: Mapping[str, Any]) -> bool:
    """Whether what was told before still differs: it may have been put back at once."""
    was, stands = values["was"], values["now"]
    return stands is None or any(was.get(part) != stands.get(part) for part in MOVED)


def _session_told(notice: Notice) -> Session | None:
    """The session of a thing that is gone."""
    row = Told.objects.filter(about_kind=notice.about_kind, about_key=notice.about_key).first()
    return Session.objects.filter(key=row.within).first() if row is not None else None


def _session_of(thing: object) -> Session | None:
    if isinstance(thing, Session):
        return thing
    if isinstance(thing, Sitting):
        return thing.meeting.session
    return thing.session if isinstance(thing, Slot) else None


def _reads(actors: Sequence[Actor], audience: str) -> bool:
    return any(may_read(actor, audience) for actor in actors)
