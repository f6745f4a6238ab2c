"""What letters and calendars do with what happens to the house and to ways in.

A house that was made of a backup: letters that waited then may have gone out since. Ways in that officers ended:
whoever held them may have made a key to the calendar, or typed an address of their own.
"""

from __future__ import annotations

from plenary.foundation.access.models import Person
from plenary.foundation.clock import real_now
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.writing import listen
from plenary.foundation.notices.addresses import forget_proposed
from plenary.foundation.notices.calendars import end_calendar
from plenary.foundation.notices.kinds import Kind
from plenary.foundation.notices.models import Letter


def house_was_restored(entry: Entry) -> None:
    """Leave it to an officer whether what waited goes out again; codes and test letters are asked for anew."""
    open_still = Letter.objects.filter(state__in=[Letter.State.WAITING, Letter.State.SENDING])
    open_still.filter(of_kind__in=[Kind.CONFIRM, Kind.TEST]).update(
        state=Letter.State.LET_GO, text="", claimed_by="", settled_at=real_now()
    )
    open_still.update(state=Letter.State.UNCERTAIN, claimed_by="", answer="restored")


def ways_in_were_ended(entry: Entry) -> None:
    """Withdraw the key to the person's calendar and forget the address that waits for its code."""
    person = Person.objects.get(account__key=entry.about_key)
    end_calendar(person)
    forget_proposed(person)


listen("keeping.house.restored", house_was_restored)
for verb in ("people.keys.replaced", "people.sign_ins.ended", "people.account.closed"):
    listen(verb, ways_in_were_ended)
