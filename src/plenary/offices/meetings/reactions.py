"""What this office does when a lower one has written in the record.

The rules of a sitting are those of its day. They do not change under it, nor behind one that was held: whoever would
is refused, in the same transaction.
"""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Coalesce

from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.writing import listen
from plenary.offices.meetings.models import Sitting
from plenary.procedure.refusal import Refused

#: From its opening on a sitting has used its rules.
_USED_ITS_RULES = (Sitting.State.OPEN, Sitting.State.SUSPENDED, Sitting.State.CLOSED)


def refuse_rules_under_a_sitting(entry: Entry) -> None:
    """Raises Refused "meetings.rules_in_use", which says no more of the sitting than that there is one."""
    facts = entry.facts or {}
    body, from_on = str(facts["body"]), date.fromisoformat(str(facts["from_on"]))
    sittings = Sitting.objects.filter(meeting__session__bodies__code=body, state__in=_USED_ITS_RULES)
    days = sittings.annotate(day=Coalesce("meeting__on", "meeting__session__from_on")).values_list("day", flat=True)
    if any(day is None or day >= from_on for day in days):
        raise Refused("meetings.rules_in_use", body=body, from_on=from_on.isoformat())


listen("organisation.rules.brought_into_force", refuse_rules_under_a_sitting)
listen("organisation.rules.changed", refuse_rules_under_a_sitting)
