"""What this office does when a lower one has written in the record.

A sitting does not end, break off, or close its doors under an open question: whoever does it is refused, in the same
transaction.
"""

from __future__ import annotations

from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.writing import listen
from plenary.offices.decisions.models import Question
from plenary.procedure.refusal import Refused


def refuse_an_open_question(entry: Entry) -> None:
    """Raises Refused "decisions.question_still_open". A silence procedure runs on outside any sitting."""
    left = (
        Question.objects.filter(sitting__key=entry.about_key, state=Question.State.OPEN)
        .exclude(method=Question.Method.SILENCE)
        .first()
    )
    if left is not None:
        raise Refused("decisions.question_still_open", question=str(left.wording))


listen("meetings.sitting.closed", refuse_an_open_question)
listen("meetings.sitting.closed_to_others", refuse_an_open_question)
