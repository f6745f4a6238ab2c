"""What the newsroom does when a lower office has journalled something: armed releases go out with their event."""

from __future__ import annotations

from plenary.foundation.journal import writing as journal
from plenary.foundation.journal.models import Entry
from plenary.offices.decisions.models import Question
from plenary.offices.newsroom.actions.releases import armed_for, publish_at_event
from plenary.offices.newsroom.events import EVENTS
from plenary.offices.newsroom.models import Release


def publish_what_waited(entry: Entry) -> None:
    """In the same transaction: what is adopted and what is told of it go out together or not at all.

    A decision is not there before it is adopted, so a release waits for it by the question that it answers.
    """
    awaited = [(entry.about_kind, entry.about_key)]
    if entry.verb == "decisions.decision.adopted" and entry.facts:
        awaited.append((Question._meta.label_lower, entry.facts["question"]))
    waiting = Release.objects.filter(
        state=Release.State.ARMED, armed_event__in=[armed_for(entry.verb, about) for about in awaited]
    )
    for release in waiting:
        publish_at_event(release)


def listen() -> None:
    """Begin to hear the events; called once at start."""
    for verb in EVENTS:
        journal.listen(verb, publish_what_waited)
