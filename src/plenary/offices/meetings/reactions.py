"""What this office does when a lower one has written in the record.

The rules of a sitting are those of its day. They do not change under it, nor behind one that was held: whoever would
is refused, in the same transaction.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
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
    if _days_reach(sittings, from_on):
        raise Refused("meetings.rules_in_use", body=body, from_on=from_on.isoformat())


def refuse_numbers_under_a_sitting(entry: Entry) -> None:
    """What a member weighs does not change either. Raises Refused "meetings.numbers_in_use"."""
    facts = entry.facts or {}
    said = str(facts.get("until_on") or facts["from_on"])
    sittings = Sitting.objects.filter(state__in=_USED_ITS_RULES)
    if facts["body"]:
        sittings = sittings.filter(meeting__session__bodies__code=str(facts["body"]))
    if _days_reach(sittings, date.fromisoformat(said)):
        raise Refused("meetings.numbers_in_use", member=str(facts["code"]), from_on=said)


def _days_reach(sittings: QuerySet[Sitting], from_on: date) -> bool:
    days = sittings.annotate(day=Coalesce("meeting__on", "meeting__session__from_on")).values_list("day", flat=True)
    return any(day is None or day >= from_on for day in days)


listen("organisation.rules.brought_into_force", refuse_rules_under_a_sitting)
listen("organisation.rules.changed", refuse_rules_under_a_sitting)
for _changing in ("weight.changed", "weight.ended", "population.changed", "population.ended", "trait.ended"):
    listen(f"organisation.{_changing}", refuse_numbers_under_a_sitting)
