"""Steps of the crafts of a secretariat as sentences: motions, the floor, money, signature, dates, order, symbols."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

MET, UNMET, NOTED = "met", "unmet", "noted"

_MOTION = pgettext_lazy("step", "Motion")
_POINT = pgettext_lazy("step", "Point of order")
_FLOOR = pgettext_lazy("step", "Floor")
_TIME = pgettext_lazy("step", "Time")

#: Code of a step -> state, what it is about, the sentence with the facts of the step.
CRAFT_STEPS: dict[str, tuple[str, Promise, Promise]] = {
    "motions.order": (NOTED, _MOTION, gettext_lazy("Put first: %(motion)s. The order is: %(order)s.")),
    "motions.in_order": (MET, _MOTION, gettext_lazy("In order now: %(motion)s.")),
    "motions.put_at_once": (NOTED, _MOTION, gettext_lazy("Not debated; put to the vote at once.")),
    "motions.debated": (NOTED, _MOTION, gettext_lazy("Debated; the rules set no number of speakers.")),
    "motions.fixed_speakers": (
        NOTED,
        _MOTION,
        gettext_lazy("Besides the mover may speak for it: %(speakers_for)s; against it: %(speakers_against)s."),
    ),
    "motions.may_speak": (MET, _MOTION, gettext_lazy("May speak %(side)s it.")),
    "motions.speakers_left": (NOTED, _MOTION, gettext_lazy("May still be spoken on: %(sides)s.")),
    "motions.put_now": (NOTED, _MOTION, gettext_lazy("Nobody may speak on it any more; it is put to the vote.")),
    "motions.point_of_order": (MET, _POINT, gettext_lazy("Raised by %(member)s; the chair rules on it at once.")),
    "motions.appeal_put": (NOTED, _POINT, gettext_lazy("Appeal by %(member)s; it is put to the vote at once.")),
    "motions.ruling_overruled": (UNMET, _POINT, gettext_lazy("The appeal carried; the ruling is overruled.")),
    "motions.ruling_stands": (MET, _POINT, gettext_lazy("The appeal did not carry; the ruling stands.")),
    "motions.withdrawn": (NOTED, _MOTION, gettext_lazy("Withdrawn by %(moved_by)s: %(motion)s.")),
    "motions.new_session": (
        NOTED,
        _MOTION,
        gettext_lazy("Decided at another session (%(decided_in)s), so it can be taken up anew."),
    ),
    "motions.reconsideration_needed": (
        NOTED,
        _MOTION,
        gettext_lazy("Decided at this session; the body must first agree to reconsider it."),
    ),
    "motions.whole_put": (NOTED, _MOTION, gettext_lazy("Put as a whole: %(kept)s.")),
    "motions.whole_rejected": (
        UNMET,
        _MOTION,
        gettext_lazy("Every operative part was rejected, so the whole is rejected."),
    ),
    "floor.place": (NOTED, _FLOOR, gettext_lazy("Place %(place)s: %(code)s (%(kind)s; %(order)s).")),
    "floor.may_ask": (MET, _FLOOR, gettext_lazy("May ask for the floor: %(kind)s.")),
    "floor.moved": (NOTED, _FLOOR, gettext_lazy("Was %(before)s, now %(after)s.")),
    "floor.list_closed_now": (NOTED, _FLOOR, gettext_lazy("The list was read out and is closed.")),
    "floor.limit": (NOTED, _TIME, gettext_lazy("Seconds for a %(kind)s: %(seconds)s.")),
    "floor.no_limit": (NOTED, _TIME, gettext_lazy("The rules set no limit for a %(kind)s.")),
    "floor.time_left": (MET, _TIME, gettext_lazy("Seconds left: %(left_s)s.")),
    "floor.time_over": (UNMET, _TIME, gettext_lazy("The time is up; seconds over: %(over_s)s.")),
}
