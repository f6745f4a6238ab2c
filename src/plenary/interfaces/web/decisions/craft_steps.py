"""Steps of the crafts of a secretariat as sentences: motions, the floor, money, signature, dates, order, symbols."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

MET, UNMET, NOTED = "met", "unmet", "noted"

_MOTION = pgettext_lazy("step", "Motion")
_AMENDMENT = pgettext_lazy("step", "Amendment")
_POINT = pgettext_lazy("step", "Point of order")
_FLOOR = pgettext_lazy("step", "Floor")
_TIME = pgettext_lazy("step", "Time")
_SCALE = pgettext_lazy("step", "Scale")
_CONTRIBUTIONS = pgettext_lazy("step", "Contribution")
_PAYMENTS = pgettext_lazy("step", "Payment")
_ARREARS = pgettext_lazy("step", "Arrears")
_BUDGET = pgettext_lazy("step", "Budget")
_SIGNING = pgettext_lazy("step", "Signature")
_INSTRUMENTS = pgettext_lazy("step", "Entry into force")
_RESERVATIONS = pgettext_lazy("step", "Reservation")
_DEPOSITARY = pgettext_lazy("step", "Depositary")
_PRECEDENCE = pgettext_lazy("step", "Order")
_SEATING = pgettext_lazy("step", "Places")
_DEADLINE = pgettext_lazy("step", "Time limit")
_SYMBOL = pgettext_lazy("step", "Symbol")
_PRESIDENCY = pgettext_lazy("step", "Presidency")
_AGENDA = pgettext_lazy("step", "Agenda")
_CREDENTIALS = pgettext_lazy("step", "Credentials")
_DOCUMENTS = pgettext_lazy("step", "Document")
_FORMATS = pgettext_lazy("step", "Sitting")

#: Code of a step -> state, what it is about, the sentence with the facts of the step.
CRAFT_STEPS: dict[str, tuple[str, Promise, Promise]] = {
    "amendments.carried": (MET, _AMENDMENT, gettext_lazy("Carried: %(name)s. Not put any more: %(fallen)s.")),
    "amendments.rejected": (UNMET, _AMENDMENT, gettext_lazy("Rejected: %(name)s.")),
    "amendments.next": (NOTED, _AMENDMENT, gettext_lazy("Put next (%(by)s): %(name)s. Then: %(left)s.")),
    "amendments.text_as_amended": (NOTED, _AMENDMENT, gettext_lazy("The text is put as amended.")),
    "amendments.text_as_it_was": (NOTED, _AMENDMENT, gettext_lazy("No amendment carried; the text is put as it was.")),
    "amendments.as_submitted": (NOTED, _AMENDMENT, gettext_lazy("Put in the order in which they came: %(order)s.")),
    "amendments.as_decided": (NOTED, _AMENDMENT, gettext_lazy("Put in the order that the body decided: %(order)s.")),
    "amendments.order_ruled": (
        NOTED,
        _AMENDMENT,
        gettext_lazy("Put in the order that the presiding officer set: %(order)s. Ground: %(ground)s (%(by)s)."),
    ),
    "amendments.placed_as_submitted": (NOTED, _AMENDMENT, gettext_lazy("In the order of submission.")),
    "amendments.placed_deletion": (
        NOTED,
        _AMENDMENT,
        gettext_lazy("Deletes the whole paragraph: furthest removed. Words in it: %(of)s."),
    ),
    "amendments.placed_equal": (
        NOTED,
        _AMENDMENT,
        gettext_lazy(
            "As far removed as %(before)s and submitted later; the presiding officer may rule which comes first. "
            "Words taken away: %(taken)s; put in: %(put)s; together: %(words)s."
        ),
    ),
    "amendments.placed_takes_less": (
        NOTED,
        _AMENDMENT,
        gettext_lazy(
            "As many words as %(before)s, fewer of them taken away. "
            "Words taken away: %(taken)s; put in: %(put)s; together: %(words)s."
        ),
    ),
    "amendments.placed_furthest": (
        NOTED,
        _AMENDMENT,
        gettext_lazy(
            "Furthest removed at its place. Words taken away: %(taken)s; put in: %(put)s; together: %(words)s."
        ),
    ),
    "amendments.placed_by_language": (
        NOTED,
        _AMENDMENT,
        gettext_lazy(
            "At one place with %(apart)s, written in another language: words of two languages are not compared. "
            "The language in which one was submitted first is put first; the presiding officer may rule otherwise. "
            "Words taken away: %(taken)s; put in: %(put)s; together: %(words)s."
        ),
    ),
    "amendments.placed_less_far": (
        NOTED,
        _AMENDMENT,
        gettext_lazy(
            "Less far removed than %(before)s. Words taken away: %(taken)s; put in: %(put)s; together: %(words)s."
        ),
    ),
    "agenda.may_carry_number": (MET, _AGENDA, gettext_lazy("Under item %(item)s the body decides.")),
    "agenda.part_fits": (MET, _AGENDA, gettext_lazy("Item %(item)s may stand in part %(part)s.")),
    "credentials.moved": (NOTED, _CREDENTIALS, gettext_lazy("Were %(before)s, now %(after)s.")),
    "documents.answer_fits": (MET, _DOCUMENTS, gettext_lazy("Referred %(verb)s; the body may answer: %(answer)s.")),
    "documents.two_persons": (MET, _DOCUMENTS, gettext_lazy("More people may read it, and two persons agreed.")),
    "documents.not_widened": (NOTED, _DOCUMENTS, gettext_lazy("Nobody new may read it.")),
    "formats.decides": (MET, _FORMATS, gettext_lazy("A sitting of this format decides.")),
    "symbol.open_series": (NOTED, _SYMBOL, gettext_lazy("The next of the open series: %(number)s.")),
    "symbol.restricted_series": (NOTED, _SYMBOL, gettext_lazy("The next of the restricted series: %(number)s.")),
    "signing.some_wait": (NOTED, _SIGNING, gettext_lazy("Not signed yet: %(waiting)s.")),
    "signing.all_signed": (MET, _SIGNING, gettext_lazy("Every block is signed.")),
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
    "scale.by_capacity": (NOTED, _SCALE, gettext_lazy("Shares by capacity to pay; together %(capacity)s.")),
    "scale.floored": (NOTED, _SCALE, gettext_lazy("Raised to the floor of %(floor)s per cent: %(members)s.")),
    "scale.capped": (NOTED, _SCALE, gettext_lazy("Cut to the ceiling of %(ceiling)s per cent: %(members)s.")),
    "scale.capped_least_developed": (
        NOTED,
        _SCALE,
        gettext_lazy("Least developed, cut to %(ceiling)s per cent: %(members)s."),
    ),
    "scale.rounded": (NOTED, _SCALE, gettext_lazy("Rounded by largest remainder; the shares come to 100.000.")),
    "contributions.by_scale": (NOTED, _CONTRIBUTIONS, gettext_lazy("%(total)s shared by the scale.")),
    "contributions.rounded": (
        NOTED,
        _CONTRIBUTIONS,
        gettext_lazy("Cents left by rounding down: %(cents)s, given to: %(members)s."),
    ),
    "contributions.newcomer": (
        NOTED,
        _CONTRIBUTIONS,
        gettext_lazy(
            "Owed for a part of the year, in addition to the scale: %(amount)s (%(counted)s of %(of)s, by %(unit)s)."
        ),
    ),
    "contributions.leaver": (
        NOTED,
        _CONTRIBUTIONS,
        gettext_lazy("Owed through %(on)s: %(amount)s (%(counted)s of %(of)s, by %(unit)s)."),
    ),
    "contributions.due_after_letter": (
        NOTED,
        _CONTRIBUTIONS,
        gettext_lazy("Due on %(due_on)s, counted from the letter of %(letter_on)s."),
    ),
    "contributions.due_on_new_year": (
        NOTED,
        _CONTRIBUTIONS,
        gettext_lazy("Due on %(due_on)s, the first day of the year."),
    ),
    "payments.converted": (
        NOTED,
        _PAYMENTS,
        gettext_lazy("%(currency)s %(amount)s at %(rate)s (%(source)s, %(rate_on)s) comes to %(credited)s."),
    ),
    "payments.gain_or_loss": (
        NOTED,
        _PAYMENTS,
        gettext_lazy("Difference from what the bank credited: %(amount)s, on a line of its own."),
    ),
    "payments.working_capital": (MET, _PAYMENTS, gettext_lazy("To the working capital fund: %(amount)s.")),
    "payments.settled": (MET, _PAYMENTS, gettext_lazy("To %(year)s: %(amount)s.")),
    "payments.left": (UNMET, _PAYMENTS, gettext_lazy("Still owed: %(amount)s.")),
    "payments.credit": (NOTED, _PAYMENTS, gettext_lazy("Credit for the next year: %(amount)s.")),
    "arrears.below_line": (MET, _ARREARS, gettext_lazy("Arrears of %(arrears)s are below the line of %(line)s.")),
    "arrears.no_decision_taken": (
        MET,
        _ARREARS,
        gettext_lazy("The line of %(line)s is reached, but the body has taken no decision, so the vote stays."),
    ),
    "arrears.permitted": (MET, _ARREARS, gettext_lazy("The body lets the member vote until %(until)s.")),
    "arrears.vote_lost": (
        UNMET,
        _ARREARS,
        gettext_lazy(
            "Arrears of %(arrears)s reach the line of %(line)s; a payment of %(pay_at_least)s restores the vote."
        ),
    ),
    "budget.transfer_inside_part": (MET, _BUDGET, gettext_lazy("Inside one part; it needs no approval.")),
    "budget.transfer_with_notice": (
        MET,
        _BUDGET,
        gettext_lazy("%(share)s per cent of the giving part in the year; up to %(limit)s notice is enough."),
    ),
    "budget.transfer_needs_approval": (
        UNMET,
        _BUDGET,
        gettext_lazy("%(share)s per cent of the giving part in the year; above %(limit)s the body approves."),
    ),
    "budget.execution": (
        NOTED,
        _BUDGET,
        gettext_lazy("%(line)s: paid %(paid)s of %(revised)s, %(rate)s per cent; balance %(balance)s."),
    ),
    "signing.by_office": (MET, _SIGNING, gettext_lazy("%(person)s acts by office: %(office)s.")),
    "signing.by_full_powers": (MET, _SIGNING, gettext_lazy("%(person)s acts with full powers.")),
    "signing.alphabetical": (NOTED, _SIGNING, gettext_lazy("Alphabetical: %(order)s.")),
    "signing.host_first": (NOTED, _SIGNING, gettext_lazy("The host first, then alphabetical: %(order)s.")),
    "signing.host_last": (NOTED, _SIGNING, gettext_lazy("Alphabetical, the host last: %(order)s.")),
    "signing.alternat": (
        NOTED,
        _SIGNING,
        gettext_lazy("Each party first in its own copy, the rest in the agreed order: %(parties)s."),
    ),
    "signing.alternat_rotating": (
        NOTED,
        _SIGNING,
        gettext_lazy("Each party first in its own copy, the rest following on from it: %(parties)s."),
    ),
    "signing.electronic": (MET, _SIGNING, gettext_lazy("%(person)s holds the office, so the key holds on %(on)s.")),
    "instruments.counts": (MET, _INSTRUMENTS, gettext_lazy("%(member)s, received on %(received_on)s: counts.")),
    "instruments.does_not_count": (
        UNMET,
        _INSTRUMENTS,
        gettext_lazy("%(member)s, received on %(received_on)s: does not count (%(reason)s)."),
    ),
    "instruments.threshold_reached": (
        MET,
        _INSTRUMENTS,
        gettext_lazy(
            "Counted: %(counted)s; needed: %(required)s; reached on %(reached_on)s, so in force on %(in_force_on)s."
        ),
    ),
    "instruments.lacking": (UNMET, _INSTRUMENTS, gettext_lazy("Counted: %(counted)s; needed: %(required)s.")),
    "instruments.not_before_other": (
        NOTED,
        _INSTRUMENTS,
        gettext_lazy("Not before %(treaty)s, in force on %(other_on)s; so in force on %(in_force_on)s."),
    ),
    "instruments.waits_for_other": (UNMET, _INSTRUMENTS, gettext_lazy("Waits for %(treaty)s, which is not in force.")),
    "instruments.no_instrument": (UNMET, _INSTRUMENTS, gettext_lazy("%(member)s has no instrument in good form.")),
    "instruments.not_in_force": (UNMET, _INSTRUMENTS, gettext_lazy("Not in force, so %(member)s is not bound yet.")),
    "instruments.binds_with_the_others": (
        MET,
        _INSTRUMENTS,
        gettext_lazy("Binds %(member)s with the others, from %(on)s."),
    ),
    "instruments.binds_later": (
        MET,
        _INSTRUMENTS,
        gettext_lazy("Binds %(member)s from %(on)s, counted from its own instrument of %(received_on)s."),
    ),
    "reservations.allowed": (MET, _RESERVATIONS, gettext_lazy("A reservation to %(provision)s may be made.")),
    "reservations.prohibited": (
        UNMET,
        _RESERVATIONS,
        gettext_lazy("The treaty prohibits a reservation to %(provision)s."),
    ),
    "reservations.not_among_permitted": (
        UNMET,
        _RESERVATIONS,
        gettext_lazy("Reservations are permitted to %(named)s only, not to %(provision)s."),
    ),
    "reservations.against_purpose": (
        UNMET,
        _RESERVATIONS,
        gettext_lazy("A reservation to %(provision)s is held to go against the object and purpose."),
    ),
    "reservations.objection_in_time": (
        MET,
        _RESERVATIONS,
        gettext_lazy("Objection of %(objected_on)s; the last day is %(last_on)s."),
    ),
    "reservations.objection_late": (
        UNMET,
        _RESERVATIONS,
        gettext_lazy("Objection of %(objected_on)s; the last day was %(last_on)s."),
    ),
    "reservations.accepted_after": (
        NOTED,
        _RESERVATIONS,
        gettext_lazy("Accepted unless an objection comes by %(last_on)s."),
    ),
    "depositary.correction_running": (
        NOTED,
        _DEPOSITARY,
        gettext_lazy("Proposed on %(proposed_on)s; objections are received until %(last_on)s."),
    ),
    "depositary.correction_objected": (UNMET, _DEPOSITARY, gettext_lazy("Objected to in time by: %(parties)s.")),
    "depositary.correction_made": (
        MET,
        _DEPOSITARY,
        gettext_lazy("Nobody objected by %(last_on)s; the correction is made."),
    ),
    "depositary.withdrawal": (NOTED, _DEPOSITARY, gettext_lazy("Notified on %(notified_on)s; takes effect on %(on)s.")),
    "depositary.register_now": (
        MET,
        _DEPOSITARY,
        gettext_lazy("In force since %(in_force_on)s; it is to be registered."),
    ),
    "depositary.succession": (
        NOTED,
        _DEPOSITARY,
        gettext_lazy("Succession on %(succeeded_on)s, notified on %(notified_on)s; bound from %(on)s."),
    ),
    "depositary.reservations_kept": (
        NOTED,
        _DEPOSITARY,
        gettext_lazy("The reservations of the predecessor stay: %(reservations)s."),
    ),
    "depositary.reservations_changed": (
        NOTED,
        _DEPOSITARY,
        gettext_lazy("Reservations as notified: %(reservations)s."),
    ),
    "depositary.amendment_not_in_force": (UNMET, _DEPOSITARY, gettext_lazy("The amendment is not in force.")),
    "depositary.amendment_binds_accepting": (
        NOTED,
        _DEPOSITARY,
        gettext_lazy("Bound by the amended text: %(amended)s; by the text as it was: %(unamended)s."),
    ),
    "depositary.amendment_binds_all": (NOTED, _DEPOSITARY, gettext_lazy("The amendment binds all: %(amended)s.")),
    "depositary.true_copy": (
        MET,
        _DEPOSITARY,
        gettext_lazy("Certified by %(depositary)s, true to the frozen text in: %(languages)s."),
    ),
    "precedence.precedence": (
        NOTED,
        _PRECEDENCE,
        gettext_lazy("%(code)s: %(office)s since %(office_since)s; placed %(place)s."),
    ),
    "precedence.alphabetical": (
        NOTED,
        _PRECEDENCE,
        gettext_lazy("%(code)s: by the sort name %(sort_name)s; placed %(place)s."),
    ),
    "precedence.roll_call": (NOTED, _PRECEDENCE, gettext_lazy("The lot drew %(drawn)s: %(order)s.")),
    "precedence.tenure_unbroken": (MET, _PRECEDENCE, gettext_lazy("In office without a break since %(since)s.")),
    "precedence.present_term": (
        NOTED,
        _PRECEDENCE,
        gettext_lazy("After an interruption the present term counts, since %(since)s."),
    ),
    "precedence.not_in_office": (UNMET, _PRECEDENCE, gettext_lazy("Not in office on %(on)s.")),
    "seating.right_left": (
        NOTED,
        _SEATING,
        gettext_lazy(
            "%(chair)s at the head; the first in rank to the right, the second to the left, and so on: %(order)s."
        ),
    ),
    "seating.clockwise": (NOTED, _SEATING, gettext_lazy("%(chair)s, then clockwise: %(order)s.")),
    "seating.photograph": (
        NOTED,
        _SEATING,
        gettext_lazy("%(chair)s in the centre, then right and left in turn: %(row)s."),
    ),
    "seating.flags": (NOTED, _SEATING, gettext_lazy("From the left as the public sees them: %(row)s.")),
    "deadline.met": (MET, _DEADLINE, gettext_lazy("Received in time, at %(received_at)s.")),
    "deadline.missed": (
        UNMET,
        _DEADLINE,
        gettext_lazy("Received too late, at %(received_at)s; the time ended at %(deadline)s."),
    ),
    "deadline.notice_given": (MET, _DEADLINE, gettext_lazy("Last day for notice: %(latest_on)s.")),
    "deadline.notice_waived": (
        NOTED,
        _DEADLINE,
        gettext_lazy("Notice came after %(latest_on)s; the body does without."),
    ),
    "deadline.paper_track": (NOTED, _DEADLINE, gettext_lazy("Submitted by %(submitted_by)s, issued by %(issued_by)s.")),
    "deadline.last_day": (NOTED, _DEADLINE, gettext_lazy("%(what)s: by %(on)s.")),
    "deadline.item_has_waited": (
        MET,
        _DEADLINE,
        gettext_lazy("Added on %(added_on)s; may be discussed from %(first_on)s."),
    ),
    "deadline.item_agreed_sooner": (
        NOTED,
        _DEADLINE,
        gettext_lazy("May be discussed from %(first_on)s only, but the body agreed to take it sooner."),
    ),
    "deadline.item_must_wait": (
        UNMET,
        _DEADLINE,
        gettext_lazy("Added on %(added_on)s; may be discussed from %(first_on)s only."),
    ),
    "deadline.derestricted": (MET, _DEADLINE, gettext_lazy("Open since %(from_on)s.")),
    "deadline.still_restricted": (UNMET, _DEADLINE, gettext_lazy("Restricted until %(from_on)s.")),
    "deadline.no_derestriction": (UNMET, _DEADLINE, gettext_lazy("Restricted; no day of derestriction is set.")),
    "symbol.first": (NOTED, _SYMBOL, gettext_lazy("The first of its series: %(symbol)s.")),
    "symbol.next": (
        NOTED,
        _SYMBOL,
        gettext_lazy("The highest number given is %(highest)s, so the next is %(symbol)s."),
    ),
    "symbol.replaces": (NOTED, _SYMBOL, gettext_lazy("%(symbol)s replaces the text before it.")),
    "symbol.stacks": (NOTED, _SYMBOL, gettext_lazy("%(symbol)s is added to %(of)s.")),
    "presidency.next": (NOTED, _PRESIDENCY, gettext_lazy("After %(after)s comes %(member)s.")),
    "presidency.next_name": (NOTED, _PRESIDENCY, gettext_lazy("The name after %(after)s is %(member)s.")),
    "presidency.begins": (NOTED, _PRESIDENCY, gettext_lazy("The round begins with %(member)s.")),
    "presidency.round_begins_anew": (
        NOTED,
        _PRESIDENCY,
        gettext_lazy("After %(after)s the round begins anew, with %(member)s."),
    ),
    "presidency.chair_is_host": (NOTED, _PRESIDENCY, gettext_lazy("The host presides: %(member)s.")),
    "presidency.chair_by_decision": (NOTED, _PRESIDENCY, gettext_lazy("The body decided who presides: %(member)s.")),
    "agenda.item_adopted": (MET, _AGENDA, gettext_lazy("Item %(item)s is on the adopted agenda.")),
    "agenda.may_precede_adoption": (
        MET,
        _AGENDA,
        gettext_lazy("Item %(item)s may be dealt with before the agenda is adopted."),
    ),
    "agenda.taken_out_of_a": (
        NOTED,
        _AGENDA,
        gettext_lazy("Item %(item)s is discussed, at the request of %(member)s."),
    ),
    "credentials.represented": (MET, _CREDENTIALS, gettext_lazy("%(member)s is represented by %(person)s (%(part)s).")),
    "credentials.not_represented": (UNMET, _CREDENTIALS, gettext_lazy("%(member)s is not represented.")),
    "credentials.may_vote": (MET, _CREDENTIALS, gettext_lazy("%(person)s may cast the vote.")),
    "credentials.not_in_room": (UNMET, _CREDENTIALS, gettext_lazy("%(person)s is not in the room.")),
    "credentials.sits_by_courtesy": (
        UNMET,
        _CREDENTIALS,
        gettext_lazy("%(person)s sits by courtesy (credentials: %(credentials)s)."),
    ),
    "credentials.observer_has_no_vote": (
        UNMET,
        _CREDENTIALS,
        gettext_lazy("%(member)s is an observer and has no vote."),
    ),
    "credentials.member_has_no_vote": (UNMET, _CREDENTIALS, gettext_lazy("%(member)s has no vote now.")),
    "credentials.not_head_nor_designated": (
        UNMET,
        _CREDENTIALS,
        gettext_lazy("%(person)s is neither head of delegation nor designated."),
    ),
    "document.mandate_kept": (MET, _DEADLINE, gettext_lazy("First issued on %(on)s; ordered by %(due_on)s.")),
    "document.mandate_overrun_waived": (
        MET,
        _DEADLINE,
        gettext_lazy("First issued on %(on)s, ordered by %(due_on)s: late, and taken by the body's recorded waiver."),
    ),
    "document.submitted_in_time": (MET, _DEADLINE, gettext_lazy("Handed in on %(on)s; due on %(due_on)s.")),
    "document.issued_in_time": (MET, _DEADLINE, gettext_lazy("Issued on %(on)s; due on %(due_on)s.")),
    "document.submitted_late_waived": (
        MET,
        _DEADLINE,
        gettext_lazy("Handed in on %(on)s, due on %(due_on)s: late, and taken by the body's recorded waiver."),
    ),
    "document.issued_late_waived": (
        MET,
        _DEADLINE,
        gettext_lazy("Issued on %(on)s, due on %(due_on)s: late, and taken by the body's recorded waiver."),
    ),
    "documents.capitals_confirmed": (MET, _DOCUMENTS, gettext_lazy("Every capital that was asked has confirmed.")),
    "documents.corrected": (MET, _DOCUMENTS, gettext_lazy("Only words of these paragraphs differ: %(paragraphs)s.")),
    "documents.added_to": (MET, _DOCUMENTS, gettext_lazy("Only these paragraphs are new: %(paragraphs)s.")),
    "instruments.in_effect": (
        MET,
        _DEPOSITARY,
        gettext_lazy("Counted from %(counted_on)s (%(delay)s), so in effect from %(from_on)s."),
    ),
    "documents.under_mandate": (MET, _DOCUMENTS, gettext_lazy("The mandate orders work of %(body)s.")),
    "documents.moved": (NOTED, _DOCUMENTS, gettext_lazy("Was %(before)s, now %(after)s (by the %(mover)s).")),
    "documents.referred": (
        NOTED,
        _DOCUMENTS,
        gettext_lazy("Referred %(verb)s from %(from_body)s to %(to_body)s by %(decision)s."),
    ),
    "formats.by_office": (MET, _FORMATS, gettext_lazy("Enters by office: %(office)s.")),
    "formats.companion": (MET, _FORMATS, gettext_lazy("Enters as a companion of its head.")),
    "formats.full_delegation": (MET, _FORMATS, gettext_lazy("Enters with its delegation.")),
    "formats.head_of_delegation": (MET, _FORMATS, gettext_lazy("Enters as head of its delegation.")),
    "formats.named_for_sitting": (MET, _FORMATS, gettext_lazy("Named for this sitting.")),
    "formats.press_never_enters": (UNMET, _FORMATS, gettext_lazy("The press does not enter a sitting.")),
    "formats.not_on_list": (UNMET, _FORMATS, gettext_lazy("Not on a confirmed list.")),
    "formats.too_many_companions": (
        UNMET,
        _FORMATS,
        gettext_lazy("A head may bring to this sitting no more than it names, at most: %(companions)s."),
    ),
    "formats.office_not_among_those_who_join": (
        UNMET,
        _FORMATS,
        gettext_lazy("Of this sitting are only: %(admitted)s."),
    ),
    "formats.only_those_named": (UNMET, _FORMATS, gettext_lazy("Of this sitting are only those it names.")),
    # Cases told as they happened
    "sequence.closed": (
        NOTED,
        pgettext_lazy("step", "As it happened"),
        gettext_lazy("Vote %(attempt)s closed at %(at)s: %(outcome)s."),
    ),
    "sequence.paid": (
        NOTED,
        pgettext_lazy("step", "As it happened"),
        gettext_lazy("Paid on %(on)s: %(amount)s. Left: %(left)s."),
    ),
    "symbol.read": (NOTED, _SYMBOL, gettext_lazy("Read by its pattern: %(symbol)s.")),
    "scale.as_adopted": (NOTED, _SCALE, gettext_lazy("As adopted, for members: %(members)s.")),
}
