"""What letters and calendars do with what happens to the house and to ways in.

A house that was made of a backup: letters that waited then may have gone out since. Ways in that officers ended:
whoever held them may have made a key to the calendar, or put an address of their own. Roles that ended: whoever leaves
needs no calendar of the house.
"""

from __future__ import annotations

from plenary.foundation.access.models import Person
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.writing import listen
from plenary.foundation.notices.addresses import forget_proposed, withdraw_address
from plenary.foundation.notices.calendars import end_calendar, lapse_calendar
from plenary.foundation.notices.kinds import Kind
from plenary.foundation.notices.models import Letter
from plenary.foundation.notices.queue import let_go
from plenary.foundation.people.signing_in import LONGEST

KEYS_REPLACED = "people.keys.replaced"


def house_was_restored(entry: Entry) -> None:
    """Leave it to an officer whether what waited goes out again; codes and test letters are asked for anew."""
    open_still = Letter.objects.filter(state__in=[Letter.State.WAITING, Letter.State.SENDING])
    let_go(open_still.filter(of_kind__in=[Kind.CONFIRM, Kind.TEST, Kind.LEFT]))
    open_still.update(state=Letter.State.UNCERTAIN, claimed_by="", answer="restored")


def ways_in_were_ended(entry: Entry) -> None:
    """Withdraw the key to the person's calendar, and what stands of addresses that a thief can have put.

    One that waits for its code goes at once. One that letters go to stays where only sign-ins were ended, unless it is
    younger than a sign-in can be; where keys were replaced nobody knows how long somebody else came in by them.
    """
    person = Person.objects.get(account__key=entry.about_key)
    end_calendar(person)
    forget_proposed(person)
    if entry.verb == KEYS_REPLACED:
        withdraw_address(person)
    else:
        withdraw_address(person, younger_than=LONGEST)


def role_was_ended(entry: Entry) -> None:
    """Withdraw the key to the calendar with the person's last role."""
    lapse_calendar(Person.objects.get(holdings__key=entry.about_key))


listen("keeping.house.restored", house_was_restored)
for verb in (KEYS_REPLACED, "people.sign_ins.ended", "people.account.closed"):
    listen(verb, ways_in_were_ended)
listen("people.capacity.ended", role_was_ended)
