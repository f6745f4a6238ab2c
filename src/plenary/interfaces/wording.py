"""One translatable sentence for each refusal code: what happened, the figure, the rule, what can be done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plenary.interfaces.fact_words import facts_in_words, listed
from plenary.procedure.refusal import Refused

SENTENCES: dict[str, Promise | str] = {
    "elections.all_filled": _("All places are filled: %(members)s. No further ballot is due."),
    "elections.bad_lot": _("The lot is between %(between)s and names %(most)s of them; drawn was: %(members)s."),
    "elections.lot_not_due": _("No lot is to be drawn now."),
    "elections.names_missing": _("Such a ballot (%(kind)s) is restricted, and it is not said to whom."),
    "elections.no_ballot_due": _("No ballot is due now."),
    "elections.other_names": _("The ballot that is due is restricted to %(due)s, and this one to others: %(members)s."),
    "elections.out_of_order": _(
        "Ballot %(number)s (%(kind)s, places: %(places)s) is not the one that is due: ballot %(due_number)s (%(due_kind)s, places: %(due_places)s)."
    ),
    "elections.present_does_not_fit": _(
        "Members present: %(present)s. Papers: %(papers)s. Members: %(members)s. These do not fit; count again."
    ),
    "formula.none_in_rule": _("The rule on %(subject)s does not let some members decide among themselves."),
    "not_here": _("There is no page at this address, or it is not open to you."),
    "access.audience_unknown": _(
        "Who is to read was not understood: %(said)s. Write public, members, or codes, as body:CSC. Nothing was changed."
    ),
    "access.already_decided": _("This was decided before your answer came. Nothing was changed."),
    "access.not_allowed": _("This act is not among those of your capacity here. Nothing was changed."),
    "access.not_in_scope": _(
        "You may do this for your own body, delegation or sitting only, and this one is not yours. Nothing was changed."
    ),
    "access.not_of_the_delegation": _(
        "Only the delegation of {member} may agree to what binds it: its head, or who acts for it. Nothing was changed."
    ),
    "access.person_erased": _(
        "What the house kept of this person was erased on request, so no name, role or way in is given any more. "
        "If the person comes back, enter a new person. Nothing was changed."
    ),
    "access.proof_wanted": _(
        "Show first that it is you: take the chair or your seat on this page, once for the sitting. Nothing was done."
    ),
    "access.proposer_left": _(
        "%(name)s, who proposed this, may not sign in any more. Nothing was done; decline it, or propose it yourself."
    ),
    "access.proposer_without_part": _(
        "%(name)s, who proposed this, does not hold the role for it any more. Nothing was done; decline it, or propose "
        "it yourself."
    ),
    "access.same_person": _("You proposed this yourself. Another person must agree; nothing was changed."),
    "access.second_person_needed": _("A second person must agree before this is done. Nothing was changed yet."),
    "agenda.item_not_named": _(
        "This place on the agenda has no title yet, so nothing can be decided under it. Name the item first."
    ),
    "agenda.item_not_on_adopted_agenda": _("Item %(item)s is not on the adopted agenda. The body may add it first."),
    "agenda.kind_not_stated": _(
        "It is not stated what item %(item)s is for, so it carries no decision number. Say first what kind of item it is."
    ),
    "agenda.more_named_than_declared": _(
        "Items named: %(named)s. Items the agenda declares: %(declared)s. Nothing was changed."
    ),
    "agenda.no_decision_under_this_kind": _(
        "Item %(item)s is not an item for decision, so it carries no decision number. Its outcome can be recorded without one."
    ),
    "agenda.not_adopted_yet": _("The agenda is not adopted yet. Item %(item)s can be taken up after that."),
    "agenda.not_an_a_item": _("Item %(item)s cannot stand among the items adopted without debate."),
    "agenda.number_twice": _("These numbers stand on the agenda twice: %(numbers)s. Nothing was changed."),
    "apportionment.sum_not_whole": _(
        "The amounts add up to %(total)s, which is no whole number of units, so they cannot be shared out."
    ),
    "arrears.nothing_paid": _("A payment is more than nothing. Nothing was recorded."),
    "arrears.year_missing": _(
        "No contribution is on record for %(years)s, so the right to vote cannot be computed. Enter it first."
    ),
    "arrears.year_twice": _("A year stands twice in what is owed: %(years)s. Nothing was recorded."),
    "budget.already_adopted": _(
        "The budget for %(year)s was adopted by %(decision)s and does not change. A transfer or a revised budget does."
    ),
    "budget.contribution_of_another": _("This contribution is not one of %(member)s."),
    "budget.currency_unknown": _("%(currency)s is not a currency code of three letters."),
    "budget.decision_missing": _("The budget for %(year)s is adopted by a decision: give its number."),
    "budget.more_than_owed": _(
        "%(member)s paid %(amount)s and owes %(owed)s. Enter what it owes; the rest waits for the next contribution."
    ),
    "budget.no_parts": _("The budget has no parts yet. Enter what is to be spent first."),
    "budget.no_scale": _("No scale of contributions is set for %(year)s. Set it first."),
    "budget.no_reason": _("The record says why. Write what was wrong; nothing was changed."),
    "budget.not_exact": _("%(said)s is not an exact amount. Write it with digits and a point: 1645678.41."),
    "budget.nothing_paid": _("The amount is zero. Nothing was changed."),
    "budget.reversal_reversed": _("This is a counter entry itself. Record the payment anew instead."),
    "budget.reversed_already": _("This payment of %(member)s, %(amount)s, was taken back before. Nothing was changed."),
    "budget.overspent": _("More was paid than line %(line)s allows: %(paid)s. Move money to it first."),
    "budget.scale_member_missing": _(
        "The scale for %(year)s leaves out %(members)s. Each member stands on it, with 0.000 where it pays nothing."
    ),
    "budget.scale_not_100": _("The scale comes to %(sum)s, and 100.000 is needed. Nothing was changed."),
    "budget.scale_unknown_member": _("%(members)s cannot stand on the scale: no member has this code."),
    "budget.text_not_adopted": _("The text of the budget for %(year)s is not adopted yet: it is %(state)s."),
    "budget.title_missing": _("Each part of a budget has a title. Nothing was changed."),
    "budget.transfer_exceeds_part": _("%(amount)s is more than the part that gives has: %(part)s. Nothing was moved."),
    "budget.transfers_do_not_balance": _("What is moved out and what is moved in are not equal. Nothing was changed."),
    "budget.year_taken": _("There is a budget for %(year)s already. Nothing was changed."),
    "chamber.another_did_it": _("%(name)s did this and can take it back, or whoever has the chair."),
    "chamber.another_presides": _("%(name)s has the chair now. The chair must be handed over first."),
    "chamber.doors_closed": _("The doors of %(title)s are closed already."),
    "chamber.doors_open": _("The doors of %(title)s are open."),
    "chamber.list_closed": _(
        "The list of speakers is closed. A point of order, a motion or a right of reply can still be asked for."
    ),
    "chamber.may_not_preside": _("%(name)s may not preside over this sitting."),
    "chamber.no_seat_in_body": _("%(name)s represents no member that has a seat in %(body)s."),
    "chamber.no_such_kind": _("There is no request of the kind %(kind)s. Choose one of: %(kinds)s."),
    "chamber.no_such_place": _(
        "The request cannot stand at place %(place)s: points of order, motions and replies come first, then members, then observers."
    ),
    "chamber.no_such_scene": _("There is no scene named %(scene)s. Choose one of: %(scenes)s."),
    "chamber.no_such_signal": _("There is no signal of the kind %(kind)s. Choose one of: %(kinds)s."),
    "chamber.no_time": _("Time for a speaker is at least one second; %(seconds)s s was given."),
    "chamber.not_between_these_two": _(
        "Only the one who holds the vote and the one who takes it over can agree on this."
    ),
    "chamber.not_in_the_room": _("%(name)s is not in the room, so cannot have the floor."),
    "chamber.not_on_the_list": _("The request of %(name)s is no longer on the list."),
    "chamber.not_speaking": _("%(name)s does not have the floor."),
    "chamber.not_your_own_line": _("This is done by %(name)s in person."),
    "chamber.statement_alone": _(
        "A statement attached to %(numbers)s leaves the room only with its decision. Mark the decision too."
    ),
    "chamber.not_taken_here": _(
        "These were not decided behind these doors, or are open to others already: %(numbers)s. The doors stay closed."
    ),
    "chamber.nothing_to_undo": _(
        "There is nothing to take back. What was called, put, closed or announced has left the room and stands."
    ),
    "chamber.nothing_to_show": _("There is nothing before the room that the scene %(scene)s could show."),
    "chamber.question_of_another_room": _("This question belongs to another sitting: %(question)s."),
    "chamber.reason_too_long": ngettext_lazy(
        "A reason has %(longest)s letter at most, and this one has %(typed)s. Nothing was changed.",
        "A reason has %(longest)s letters at most, and this one has %(typed)s. Nothing was changed.",
        "longest",
    ),
    "chamber.replies_used": ngettext_lazy(
        "%(sender)s has had its %(replies)s reply under this item.",
        "%(sender)s has had its %(replies)s replies under this item.",
        "replies",
    ),
    "chamber.room_moved_on": _(
        "The room has moved on since, so this can no longer be taken back. Nothing was changed."
    ),
    "chamber.room_prepared": _("The room of %(title)s is set up already."),
    "chamber.seat_free": _("Nobody holds the vote of %(member)s yet. It can be taken at once."),
    "chamber.seat_held": _(
        "Voting for %(member)s is held by %(name)s. Taking it over needs both to agree, or the secretary."
    ),
    "chamber.seat_held_already": _("%(name)s holds this vote already."),
    "chamber.sits_for_another_body": _("%(name)s sits for another body than %(body)s in this meeting."),
    "chamber.sitting_not_open": _("%(title)s is not open. The floor can be asked for when the chair has opened it."),
    "chamber.somebody_speaks": _("%(name)s has the floor. It can be given again when that speech has ended."),
    "chamber.undo_too_late": ngettext_lazy(
        "The last act was done %(seconds)s second ago; it can be taken back within %(within)s s. It stands.",
        "The last act was done %(seconds)s seconds ago; it can be taken back within %(within)s s. It stands.",
        "seconds",
    ),
    "consensus.no_vote_is_counted": _(
        "This is decided by consensus: no votes are counted. Ask whether a member objects."
    ),
    "consensus.objection_stands": _(
        "An objection stands (%(objections)s: %(objectors)s). There is no consensus while it does; it can be withdrawn, or the item put off."
    ),
    "consensus.objections_still_open": ngettext_lazy(
        "Members have %(seconds_left)s more second to object.",
        "Members have %(seconds_left)s more seconds to object.",
        "seconds_left",
    ),
    "consensus.wrong_participants": _(
        "Those who agreed to go ahead and those who decide are not the same: %(participating)s."
    ),
    "credentials.member_has_no_vote": _("%(member)s has no vote at present."),
    "credentials.not_head_nor_designated": _(
        "Only the head of delegation or a designated alternate acts for %(member)s."
    ),
    "credentials.not_in_room": _("The representative of %(member)s is not in the room."),
    "credentials.observer_has_no_vote": _("Observers follow the meeting without a vote."),
    "credentials.sits_by_courtesy": _(
        "The credentials for %(member)s are not accepted (%(credentials)s), so its representative may sit but not vote."
    ),
    "credentials.wrong_step": _(
        'Credentials that are "%(before)s" cannot become "%(after)s". Possible now: %(allowed)s.'
    ),
    "deadline.instant_without_zone": _("A deadline names its time zone. Add the zone; nothing was changed."),
    "deadline.notice_too_short": ngettext_lazy(
        "Members are given %(given_days)s day and the rule asks for %(needed_days)s (by %(latest_on)s). The body may waive it.",
        "Members are given %(given_days)s days and the rule asks for %(needed_days)s (by %(latest_on)s). The body may waive it.",
        "given_days",
    ),
    "decisions.already_announced": _("This was announced already: %(numbers)s. Nothing was changed."),
    "decisions.already_decided": _("This question is decided: %(outcome)s. Nothing was changed."),
    "decisions.amended_text_not_sealed": _(
        "%(document)s can still change, so nothing is amended yet. Wait until a version of it is sealed."
    ),
    "decisions.amendment_in_another_language": _(
        "%(name)s is not written in this language (%(language)s). What amends it is written in the language of its words."
    ),
    "decisions.amendment_kind": _(
        "An amendment writes a paragraph anew, adds one after it or deletes it (%(kind)s), and is kept, sent or tabled "
        "(%(state)s). Nothing was kept."
    ),
    "decisions.amendment_not_next": _(
        "It is not the turn of %(name)s. Next in the order of voting: %(next)s. The chair may set another order."
    ),
    "decisions.amendment_amended": _(
        "The body amended %(name)s, or is voting on an amendment to it; it cannot be withdrawn any more."
    ),
    "decisions.amendment_not_tabled": _(
        "%(name)s is not before the body, or deletes a paragraph; it cannot be amended."
    ),
    "decisions.amendment_put": _("A question on %(name)s is prepared or put already. Announce it, or end it first."),
    "decisions.amendment_rewritten": _(
        "Somebody of your delegation wrote this draft amendment to %(document)s anew while you wrote. Nothing was lost: "
        "what it says now stands above, what you typed below."
    ),
    "decisions.amendment_state": _("%(name)s is %(state)s; that cannot be done with it any more, or not yet."),
    "decisions.amendment_voted_on": _("The vote on %(name)s was opened; it cannot be withdrawn any more."),
    "decisions.amendments_closed": _(
        "The body is voting on the amendments to %(document)s; no further one is tabled to this version."
    ),
    "decisions.amendments_too_many": _(
        "As many amendments of %(member)s as can be wait at this paragraph already, drafts among them: %(most)s. "
        "Withdraw one, or rewrite a draft."
    ),
    "decisions.amendments_conflict": ngettext_lazy(
        "Amendments that carried cannot stand together at %(count)s place: %(names)s. No version was made. They stand side "
        "by side in the text as it would read; write there how the paragraph is to read.",
        "Amendments that carried cannot stand together at %(count)s places: %(names)s. No version was made. They stand side "
        "by side in the text as it would read; write there how each paragraph is to read.",
        "count",
    ),
    "decisions.amendments_left": _(
        "Amendments to %(document)s come first: %(names)s. Those that wait are put before the text; those that carried "
        "become part of it. Where the newest version has them already, say so on the page of each."
    ),
    "decisions.another_question_open": _("Another question is open in this room: %(question)s. Close it first."),
    "decisions.ballot_key_reused": _(
        "This ballot was sent before with another choice, and that one is kept. Open the page again to see it or to change it."
    ),
    "decisions.ballots_on_paper": _("This vote is not cast here (%(manner)s). The secretary enters the count."),
    "decisions.body_not_asked": _("%(body)s was not asked this question."),
    "decisions.corrected_already": _(
        "A correction of this ballot was filed before, and that one stands. Nothing was added."
    ),
    "decisions.correction_changes_nothing": _("The ballot that counts already says so: %(choice)s."),
    "decisions.document_late": _(
        "%(document)s came after the day it was due, and %(body)s has not agreed to take it late. Ask the body for a waiver, then put it."
    ),
    "decisions.follow_up_closed": _("This line is closed: %(task)s."),
    "decisions.follow_up_not_reported": _(
        "Nobody has reported on this yet: %(task)s. Wait for the report, or write why none is needed."
    ),
    "decisions.follow_up_without_owner": _("Say who does it: a member, a body, or somebody by name (%(number)s)."),
    "decisions.follow_up_without_task": _("Say what %(number)s asks."),
    "decisions.instant_not_ahead": _("%(closes_at)s is already past. State an instant to come."),
    "decisions.issued_already": _("%(number)s was issued to these readers before."),
    "decisions.methods_differ": _(
        "The bodies named decide this by different methods: %(methods)s. Put a question to each of them."
    ),
    "decisions.in_text_no_ground": _(
        "Say on what ground version %(version)s has amendment %(name)s. Nothing was changed."
    ),
    "decisions.no_later_version": _(
        "Amendment %(name)s was made to the newest version. Make the version with what carried; nothing was changed."
    ),
    "decisions.sitting_of_another_session": _(
        "This sitting (%(sitting)s) is of another session than the item “%(item)s”. Choose one of its own."
    ),
    "decisions.no_dispute_there": _(
        "No amendments that carried to %(document)s collide at paragraph %(paragraph)s, or what collides there stands within "
        "a paragraph that is to be settled first."
    ),
    "decisions.no_ballot_key": _(
        "This ballot came without its key. Open the page again and vote there; nothing was counted."
    ),
    "decisions.not_a_member_of_body": _("%(member)s has no seat in a body before which %(document)s is."),
    "decisions.not_a_sponsor": _("%(member)s is not among the sponsors, so it has nothing to withdraw."),
    "decisions.nothing_to_merge": _("No amendment to this version of %(document)s has carried."),
    "decisions.one_part_only": _(
        "A text is divided into two parts at least. Choose where another part of %(document)s begins."
    ),
    "decisions.paragraph_changed": _(
        "Paragraph %(paragraph)s changed while you wrote. It read: “%(before)s” It now reads: “%(after)s” What you typed "
        "is kept; start from the new words."
    ),
    "decisions.ground_before_the_text": _(
        "Decision %(number)s was taken at %(adopted_at)s, before there was this text, and names none. A text is sent on by a decision on it. Give that one, or say that it takes the usual route."
    ),
    "decisions.ground_is_void": _("Decision %(number)s is void. A text is sent on by a decision that stands."),
    "decisions.ground_of_another_body": _(
        "Decision %(number)s is one of %(body)s. A text is sent on by a decision of the body that sends it: %(senders)s."
    ),
    "decisions.ground_on_other_texts": ngettext_lazy(
        "Decision %(number)s is about %(count)s other text. A text is sent on by a decision on it. Give that one, or say that it takes the usual route.",
        "Decision %(number)s is about %(count)s other texts. A text is sent on by a decision on it. Give that one, or say that it takes the usual route.",
        "count",
    ),
    "decisions.part_not_next": _("Parts are put in the order of the text. %(name)s is not next; next is: %(next)s."),
    "decisions.part_put": _("A part of %(document)s was put already, so the text is not divided otherwise."),
    "decisions.sponsors_already": _("%(member)s is among the sponsors already."),
    "decisions.sponsors_closed": _(
        "The list of sponsors of %(name)s is closed: a vote was opened, or it is not before the body."
    ),
    "decisions.text_closed": _("%(document)s is %(state)s, or a vote on it was opened; it is not amended any more."),
    "decisions.text_moved_on": _(
        "%(document)s has moved on: this is about version %(written)s, and the newest is version %(newest)s."
    ),
    "decisions.version_not_issued": _(
        "Version %(version)s of %(document)s was not given out in every language (%(languages)s), so nobody decides on it yet."
    ),
    "decisions.parts_left": _("%(document)s is voted on in parts, and these are put before the whole: %(names)s."),
    "decisions.part_rejected": _(
        "The body did not approve every part of %(document)s: %(names)s. Make a version without what was not approved, then put the whole."
    ),
    "decisions.text_not_issued": _("%(document)s was given out to nobody yet, so nothing is tabled to it."),
    "decisions.body_not_meeting": _(
        "%(body)s does not meet in this session. Those who meet, and decide, are: %(meeting)s."
    ),
    "decisions.no_body": _(
        "No body is named that decides this question. Name one, or put the question under an item of a session."
    ),
    "decisions.no_objection_to_a_vote": _("This question is put to the vote. Who is against votes against."),
    "decisions.no_reason": _("The record says why. Write the reason; nothing was changed."),
    "decisions.no_seat_in_body": _("%(member)s has no seat in %(body)s."),
    "decisions.no_silence_open": _("No silence procedure is running here; the question is %(state)s."),
    "decisions.no_such_choice": _('"%(choice)s" is no choice. Choose one of: %(choices)s.'),
    "decisions.no_such_effect": _('"%(effect)s" is not an effect of a question. Choose one of: %(effects)s.'),
    "decisions.no_such_statement": _(
        '"%(kind)s" is no kind of statement. Choose a reservation, an interpretive statement or an explanation.'
    ),
    "decisions.no_such_zone": _("There is no time zone named %(zone)s. Write it as Region/City."),
    "decisions.nobody_acts": _("Nobody is signed in for this act. Sign in and do it again; nothing was changed."),
    "decisions.not_a_vote": _("This question is put by %(method)s, so no ballots are cast."),
    "decisions.not_announced": _("The chair has not announced this yet; the question is %(state)s."),
    "decisions.not_closed": _("This question is %(state)s. It is announced once it is closed."),
    "decisions.not_called_by_name": _(
        "Only a vote in which each member is named can be taken by roll call; this one is taken otherwise (%(manner)s). "
        "Nothing was entered."
    ),
    "decisions.not_counted_by_hand": _(
        "In this vote each seat casts its ballot here (%(manner)s); no count is entered."
    ),
    "decisions.not_its_sponsor": _("%(document)s is not a text of your delegation. Its sponsor can withdraw it."),
    "decisions.not_on_the_list": _(
        "You are not on the list of the delegation of %(member)s in %(body)s. The focal point of the delegation can list you."
    ),
    "decisions.not_in_the_roll": _(
        "These have no vote here now: %(members)s. A member answers when its head of delegation, or the alternate named "
        "for it, is in the room with credentials. Nothing was entered."
    ),
    "decisions.not_open": _("This question is not open; it is %(state)s. Nothing was changed."),
    "decisions.not_prepared": _("This question is not waiting to be put; it is %(state)s. Nothing was changed."),
    "decisions.not_recorded_yet": _(
        "%(number)s was announced and is not yet entered by the secretary. It can be issued after that."
    ),
    "decisions.number_given_already": _(
        "%(number)s was given before and is never given again. The next number is %(next)s."
    ),
    "decisions.number_not_next": _("%(number)s is not the next number of the series; %(next)s is."),
    "decisions.objection_not_yours": _("Only %(member)s can withdraw this objection."),
    "decisions.objection_withdrawn": _("This objection was withdrawn at %(at)s."),
    "decisions.order_voted_on": _(
        "The body is voting on the amendments to %(document)s; the order in which they are put stands."
    ),
    "decisions.open_brackets": ngettext_lazy(
        "%(count)s passage of %(document)s is still in brackets. Settle them in a new version, then put it.",
        "%(count)s passages of %(document)s are still in brackets. Settle them in a new version, then put it.",
        "count",
    ),
    "decisions.question_still_open": _(
        "A question is still open in this sitting: %(question)s. Close it or make it void first."
    ),
    "decisions.reading_changed": _(
        "Somebody else wrote how paragraph %(paragraph)s is to read while you wrote. Theirs stands above; yours is kept below."
    ),
    "decisions.reading_no_ground": _(
        "Say on what ground paragraph %(paragraph)s reads as agreed. Nothing was changed."
    ),
    "decisions.recorded_already": _("This was entered in the record at %(at)s."),
    "decisions.recorded_by_who_announced": _(
        "You announced this yourself. The secretary, or another officer, enters it in the record."
    ),
    "decisions.report_empty": _("The report has no words yet."),
    "decisions.ruling_as_computed": _(
        "It stands already as you would rule: %(outcome)s. A ruling says otherwise; nothing was changed."
    ),
    "decisions.ruling_outcome": _('A ruling is "adopted" or "not adopted", and not %(outcome)s.'),
    "decisions.ruling_without_ground": _("A ruling names the rule and the ground. Write both; nothing was changed."),
    "decisions.silence_broken_already": _(
        "The silence is broken by %(members)s. It cannot be extended; a new round is needed."
    ),
    "decisions.silence_needs_instant": _(
        "A silence procedure runs to a stated instant with its time zone. State both."
    ),
    "decisions.roll_empty": _("No answer is marked. Mark what each member said, then enter the roll."),
    "decisions.seats_have_voted": _(
        "These have voted from their seats meanwhile: %(members)s. Their own ballots stand; leave them out of the roll. "
        "Nothing was entered."
    ),
    "decisions.paragraphs_without_owner": ngettext_lazy(
        "%(count)s paragraph of %(number)s has no owner yet: %(paragraphs)s. Add a line for it, or say that it needs none.",
        "%(count)s paragraphs of %(number)s have no owner yet: %(paragraphs)s. Add a line for each, or say that it needs none.",
        "count",
    ),
    "decisions.reports_are_due": ngettext_lazy(
        "%(count)s line of %(number)s is not closed yet, of: %(owners)s. The text is closed when its last owner has reported.",
        "%(count)s lines of %(number)s are not closed yet, of: %(owners)s. The text is closed when its last owner has reported.",
        "count",
    ),
    "decisions.without_text": _("%(number)s has no text of its own that could be followed up."),
    "decisions.silence_running": _("The silence runs to %(closes_at)s (%(zone)s). Nothing can be declared before."),
    "decisions.sitting_closed": _(
        "The sitting that took %(number)s is closed, and statements are attached before that."
    ),
    "decisions.sitting_not_open": _("The sitting is %(state)s. A question can be put once the chair opens it."),
    "decisions.statement_empty": _("The statement has no words yet."),
    "decisions.text_changed": _(
        "The text of %(document)s is not the one this question was written for. Prepare the question again."
    ),
    "decisions.text_is_put": _(
        "A question on %(document)s is before the body. No version comes beside the words that were put until the "
        "outcome is announced. Nothing was kept."
    ),
    "decisions.text_not_sealed": _("Version %(version)s of %(document)s can still change. Seal it, then put it."),
    "decisions.text_not_tabled": _("%(document)s is %(state)s and is not before the body for this. Table it first."),
    "decisions.version_of_another_text": _(
        "This version belongs to another text than %(document)s. Choose one of its own."
    ),
    "decisions.title_missing": _("Say what %(number)s is called, in one language at least. Nothing was changed."),
    "decisions.title_the_same": _("%(number)s is called so already. Nothing was changed."),
    "decisions.time_asked_already": _("%(member)s asked for more time before, and nobody has answered yet."),
    "decisions.time_is_over": _("The time was over at %(closes_at)s (%(zone)s). Nothing was changed."),
    "decisions.carried_words_left_out": ngettext_lazy(
        "%(names)s carried and became part of the text after this draft was begun, and the draft does not have it: "
        "paragraph %(paragraphs)s. Write it into the draft, or put the draft aside. Nothing was made.",
        "%(names)s carried and became part of the text after this draft was begun, and the draft does not have them: "
        "paragraphs %(paragraphs)s. Write them into the draft, or put the draft aside. Nothing was made.",
        "count",
    ),
    "decisions.words_are_put": _(
        "A question on %(document)s is before the body. Its words are not put in brackets until the outcome is "
        "announced; whoever does not agree to them objects or votes. Nothing was kept."
    ),
    "decisions.voting_has_begun": _("%(document)s was put already. It can be withdrawn only before that."),
    "decisions.void": _("%(number)s is void. Nothing can be done with it."),
    "decisions.void_already": _("This question was made void before."),
    "decisions.vote_closed": _(
        "The vote closed at %(closed_at)s. Your choice arrived at %(arrived_at)s and is not counted. Tell the secretary now: Room signal."
    ),
    "decisions.vote_held_by_another": _(
        "The vote of %(member)s in %(body)s is held by another person of the delegation. Take it over first."
    ),
    "decisions.vote_still_open": _("The vote is still open. Change your ballot instead."),
    "decisions.which_body": _("Several bodies decide here: %(bodies)s. Say for which one."),
    "decisions.which_member": _("You do not act for one member alone (%(members)s). Say for which one."),
    "decisions.window_closed": _(
        "The chair closed this question at %(closed_at)s. The objection came at %(arrived_at)s and changes nothing. Tell the secretary now: Room signal."
    ),
    "decisions.window_length": _("The length given is %(given)s s; a window may be from %(least)s s to %(most)s s."),
    "decisions.window_open": ngettext_lazy(
        "%(seconds_left)s second is left for objections. The gavel waits.",
        "%(seconds_left)s seconds are left for objections. The gavel waits.",
        "seconds_left",
    ),
    "documents.adds_by_changing": _(
        "An addendum only adds. These paragraphs would not stand as they did: %(paragraphs)s. Write a revision, or keep them."
    ),
    "documents.already_confirmed": _("The capital of %(member)s has confirmed already. Nothing was changed."),
    "documents.already_issued": _("%(symbol)s was already issued to these readers. Nothing was changed."),
    "documents.already_registered": _("This document already bears the symbol %(symbol)s. Nothing was changed."),
    "documents.already_waived": _("%(body)s already agreed to take this document late."),
    "documents.authentic_text_missing": _(
        "Version %(number)s has no text in %(languages)s, which is authentic. Add it, or name other authentic languages first."
    ),
    "documents.authentic_text_older": _(
        "The text in %(language)s is authentic and still says version %(renders)s; what is decided on is version %(number)s. Translate that version first."
    ),
    "documents.due_in_the_past": _("%(due)s is past. A translation is due at a time to come."),
    "documents.anchor_twice": _("Two paragraphs are marked %(anchor)s. Each needs a mark of its own."),
    "documents.answer_does_not_fit_verb": _(
        "A text sent %(verb)s cannot be answered so (%(answer)s). Possible: %(allowed)s."
    ),
    "documents.audience_not_stated": _(
        "This distribution class (%(distribution)s) does not say by itself who reads: name the sitting."
    ),
    "documents.audience_not_wider": _("These readers can read it already. Nothing was changed."),
    "documents.audience_wider_than_class": _(
        "The distribution class of this document is %(distribution)s; it cannot be given to %(audience)s. Change the class first."
    ),
    "documents.bracket_closed": _("This bracket was closed before (%(status)s). Nothing was changed."),
    "documents.bracket_status_unknown": _("%(status)s is not how a bracket is closed: resolved or moved."),
    "documents.bracket_there_already": _("These brackets are entered already. Nothing was changed."),
    "documents.bracket_unnamed": _("A bracket names its alternatives and who holds it. Nothing was changed."),
    "documents.capitals_pending": _(
        "Capitals that have not confirmed: %(count)s. Still to be heard: %(pending)s. Withheld: %(withheld)s. The text stays agreed ad referendum until then."
    ),
    "documents.check_unknown": _("%(check)s is not a step of the lawyer-linguist check."),
    "documents.class_not_wider": _(
        "That class reaches no more people. Choose a wider one, or leave the text as it is."
    ),
    "documents.class_unknown": _("%(distribution)s is not a distribution class. There are: %(possible)s."),
    "documents.piece_too_long": _(
        "Paragraphs that were pasted: %(count)s. At most so many are laid in at once: %(most)s. Paste it in parts, or bring the whole text in by its own page. Nothing was changed."
    ),
    "documents.piece_forgotten": _("What was looked at is not here any more. Paste it once more; nothing was changed."),
    "documents.piece_too_large": _(
        "What was pasted is larger than %(most)s MB with all its styles. Paste it in parts, or without styles. Nothing was changed."
    ),
    "text.nothing_to_lay_in": _("Nothing was pasted that a text can hold. Nothing was changed."),
    "documents.draft_closed": _(
        "This draft is closed; a version was made of it, or it was put aside. Nothing was changed."
    ),
    "documents.corrects_too_much": _(
        "A corrigendum mends words of the same paragraphs: %(before)s stood here, %(after)s stand in the new text, and their numbers and brackets stay. What was decided is not changed."
    ),
    "documents.guard_not_met": _('The document cannot become "%(after)s" yet. Missing: %(missing)s.'),
    "documents.issued_meanwhile": _(
        "Version %(number)s of %(document)s was issued since this was proposed. Nothing was given out. Look at that "
        "version, then propose again who reads it."
    ),
    "documents.issued_late": ngettext_lazy(
        "This paper was due to be issued by %(due_on)s and was issued on %(on)s, %(days)s day late. It is laid before the body only once the body's waiver is recorded.",
        "This paper was due to be issued by %(due_on)s and was issued on %(on)s, %(days)s days late. It is laid before the body only once the body's waiver is recorded.",
        "days",
    ),
    "documents.issued_before_submitted": _(
        "A paper is handed in before it is issued: %(submitted)s comes after %(issued)s. Choose other days."
    ),
    "documents.kind_unknown": _("%(kind)s is not a kind of document. There are: %(possible)s."),
    "documents.label_too_long": _("This printed number is too long. Letters at most: %(most)s. Nothing was changed."),
    "documents.language_missing": _("This version has no text in %(languages)s. Add it before the version is sealed."),
    "documents.language_not_of_house": _(
        "%(said)s is no language in which this house keeps texts. Its languages are: %(languages)s. Nothing was kept."
    ),
    "documents.language_unknown": _("Say in which language the text is written."),
    "documents.language_twice": _("This version already has a text in %(language)s."),
    "documents.no_capital_named": _("Say whose capitals still confirm. Nothing was changed."),
    "documents.no_day_named": _("Name one day at least."),
    "documents.no_font": _(
        "This text in language %(language)s is in %(script)s letters, and the house has no font for them, so it is not set on paper. The administrator installs one (on Debian: %(package)s) or names a folder of fonts in PLENARY_PRINT_FONTS."
    ),
    "documents.no_letter": _(
        "This text in language %(language)s has a sign that no font of the house shows, so it is not set on paper. It can be read on the screen."
    ),
    "documents.no_such_paragraph": _("Version %(number)s has no paragraph %(anchor)s."),
    "documents.no_such_print": _(
        "No print with this code is known here, as far as you may read. Compare each sign with the paper; the code of a text that is not public is known after signing in."
    ),
    "documents.no_such_alternative": _("The bracket has no alternative %(alternative)s. Nothing was changed."),
    "documents.no_such_bracket": _("Paragraph %(anchor)s has no brackets at that place. Nothing was changed."),
    "documents.no_empty_line": _("Put an empty line where the paragraph is to be split. What you typed is kept here."),
    "documents.no_such_draft_paragraph": _("The draft has no paragraph %(anchor)s. Nothing was changed."),
    "documents.no_such_version": _("Version %(number)s is of another document. Nothing was changed."),
    "documents.not_drafting": _(
        "The draft is written by the secretariat of the body and the documents officers. A delegation proposes an "
        "amendment. Nothing was changed."
    ),
    "documents.not_addressed": _("%(member)s is not among those who were asked in this round."),
    "documents.mended_meanwhile": _(
        "Version %(number)s of %(document)s was issued since this was proposed, and this was written on the one before. "
        "Nothing was changed. Propose it again on that version."
    ),
    "documents.mending_waits": _(
        "%(symbol)s is made and not issued yet, as version %(number)s; what is written now would leave it out. "
        "Nothing was changed. Issue it first."
    ),
    "documents.not_issued_yet": _(
        "No version of this text was issued yet. What is not issued is written anew, not revised, added to or corrected."
    ),
    "documents.not_of_your_delegation": _(
        "%(document)s is not moved on by your delegation. A delegation takes back its own text; every other step is "
        "taken by the body or its secretariat. Nothing was changed."
    ),
    "documents.not_removed": _("Paragraph %(anchor)s was not taken out. Nothing was changed."),
    "documents.not_registered": _("A document is issued under a symbol. Register it first."),
    "documents.not_restricted": _("This document is not restricted, so there is nothing to open."),
    "documents.nothing_added": _("No paragraph was added. Nothing was kept."),
    "documents.nothing_corrected": _("No word differs from what was issued. Nothing was kept."),
    "documents.nothing_to_print": _("There is no text to set on paper yet."),
    "documents.of_another_organisation": _(
        "This document belongs to another organisation. It can be referred to here, not written."
    ),
    "documents.open_brackets": ngettext_lazy(
        "%(brackets)s bracket is still open, so the text cannot be sent %(verb)s. Close it, or send it for consideration.",
        "%(brackets)s brackets are still open, so the text cannot be sent %(verb)s. Close them, or send it for consideration.",
        "brackets",
    ),
    "documents.other_length": ngettext_lazy(
        "The text in %(language)s has %(count)s paragraph and the one in %(other)s %(stood)s. Paragraph stands for paragraph, so each language needs as many. Nothing was kept.",
        "The text in %(language)s has %(count)s paragraphs and the one in %(other)s %(stood)s. Paragraph stands for paragraph, so each language needs as many. Nothing was kept.",
        "count",
    ),
    "documents.other_script": _(
        "These words are no %(language)s, they are in %(script)s letters: “%(words)s”. Choose the language they are in, or put the right words there. Nothing was kept."
    ),
    "documents.original_language_missing": _(
        "Say which language is the original. The text in it is needed, and these came: %(languages)s."
    ),
    "documents.paragraph_moved_on": _(
        "Paragraph %(paragraph)s changed while you wrote. Look at it again; what you typed is still here."
    ),
    "documents.paragraph_too_long": _(
        "This paragraph is too long. Letters at most: %(most)s. What you typed is kept here."
    ),
    "documents.paragraphs_empty": ngettext_lazy(
        "%(count)s paragraph has no words yet: %(paragraphs)s. Write it or take it out, then make the version.",
        "%(count)s paragraphs have no words yet: %(paragraphs)s. Write them or take them out, then make the version.",
        "count",
    ),
    "documents.draft_outlived": ngettext_lazy(
        "Version %(number)s was made after this draft was begun, and changed %(count)s paragraph that the draft has"
        " otherwise: %(paragraphs)s. Write it into the draft, or tick that the draft goes before it. Nothing was made.",
        "Version %(number)s was made after this draft was begun, and changed %(count)s paragraphs that the draft has"
        " otherwise, among them %(paragraphs)s. Write them into the draft, or tick that the draft goes before them."
        " Nothing was made.",
        "count",
    ),
    "documents.reason_missing": _("A reason is needed here; it stays in the record. Nothing was changed."),
    "documents.others_are_printed": _("Other texts are being set on paper just now. Ask again in a moment."),
    "documents.referral_from_nobody": _("Say which body refers the text."),
    "documents.referral_not_there": _(
        "This referral is %(state)s; it would have to be %(needed)s. Nothing was changed."
    ),
    "documents.referral_to_itself": _("A text is sent on to another body, not to %(body)s itself."),
    "documents.referral_without_decision": _("A text is sent on by a decision of %(body)s. Record the decision first."),
    "documents.renders_unknown": _("There is no version %(number)s that the text in %(language)s could render."),
    "documents.revision_unknown": _(
        "This was written on revision %(revision)s of the paragraph, which stands at %(newest)s. Open it again."
    ),
    "documents.role_unknown": _("%(role)s is not a role of a paragraph. Choose one from the list."),
    "documents.save_key_too_long": _("The key of this save is longer than 64 letters. Nothing was changed."),
    "documents.round_closed": _("Round %(number)s of the consultation is closed; it takes no more answers."),
    "documents.round_closes_before_now": _("A round closes after it was opened. Choose a later instant."),
    "documents.round_open": _(
        "Round %(number)s of the consultation is open until %(closes_at)s. Close it once that is over or all have "
        "answered, or call it off."
    ),
    "documents.round_runs": _(
        "Round %(number)s runs until %(closes_at)s, and %(count)s of those who were asked have not answered: %(members)s."
    ),
    "documents.round_too_long": _(
        "A round of consultation lasts a year at most, here until %(latest)s. Nothing was opened. Choose an earlier end."
    ),
    "documents.round_without_addressees": _("Say who is asked. Nothing was opened."),
    "documents.series_unknown": _("%(series)s is not a series of documents. Choose one from the list."),
    "documents.state_unknown": _("%(state)s is not a state of a document. There are: %(possible)s."),
    "documents.still_restricted": _("This text stays restricted until its day: %(from_on)s. Nothing was changed."),
    "documents.before_bodies_together": _(
        "This text lies before %(together)s together, and they decide on it together. Missing here: %(missing)s."
    ),
    "documents.not_with_this_body": _(
        "This text is not with %(body)s. Those who have it now: %(having)s. It reaches another body by a referral."
    ),
    "documents.mandate_of_another_body": _(
        "This mandate orders work of %(mandated)s, and the text is planned for %(body)s. Choose the body or the mandate that fits."
    ),
    "documents.mandate_overrun": ngettext_lazy(
        "Its mandate orders this text by %(due_on)s and its first version was issued on %(on)s, %(days)s day late. It is laid before the body only once the body's waiver is recorded.",
        "Its mandate orders this text by %(due_on)s and its first version was issued on %(on)s, %(days)s days late. It is laid before the body only once the body's waiver is recorded.",
        "days",
    ),
    "documents.submitted_late": ngettext_lazy(
        "This paper was due to be handed in by %(due_on)s and came on %(on)s, %(days)s day late. It is laid before the body only once the body's waiver is recorded.",
        "This paper was due to be handed in by %(due_on)s and came on %(on)s, %(days)s days late. It is laid before the body only once the body's waiver is recorded.",
        "days",
    ),
    "documents.suffix_by_mending": _(
        "%(said)s is given by the house where a text is corrected or added to. Correct the text, or add to it, instead. "
        "Nothing was kept."
    ),
    "documents.symbol_taken": _("The symbol %(symbol)s names another document. Choose the next number."),
    "documents.same_words": _(
        "The text in %(language)s has the very words of the one in %(other)s. Put its own words there. Nothing was kept."
    ),
    "documents.text_frozen": _(
        "This text was adopted and does not change any more. Errors are corrected by a corrigendum."
    ),
    "documents.text_missing": _("There is no text here yet. Add one first."),
    "documents.issue_waits": _(
        "%(document)s waits for a second person to be issued, under the title that was read. Nothing was changed. "
        "Correct the title once that is decided or withdrawn."
    ),
    "documents.title_the_same": _("The document is called so already. Nothing was changed."),
    "documents.title_missing": _("A document needs a title, in one language at least. Nothing was changed."),
    "documents.too_many_paragraphs": _("This draft is full. Paragraphs at most: %(most)s. Nothing was changed."),
    "documents.verb_unknown": _("%(verb)s is not a referral verb. There are: %(possible)s."),
    "documents.version_made_meanwhile": _(
        "Version %(number)s was made since this text was looked at. Nothing was written. See what that version says; "
        "if this text is to follow it all the same, keep it once more."
    ),
    "documents.version_not_sealed": _("Version %(number)s is not sealed yet. Seal it, then it can be issued."),
    "documents.version_sealed": _("Version %(number)s is sealed; no word of it changes. Add a new version instead."),
    "documents.way_unknown": _("%(way)s is not a way in which a paragraph moves. Nothing was changed."),
    "documents.widened_by_one_person": _(
        "More people would be able to read this, and that takes a second person. Nothing was changed."
    ),
    "documents.wrong_step": _('A document that is "%(before)s" cannot become "%(after)s". Possible now: %(allowed)s.'),
    "elections.more_crosses_than_places": _(
        "Votes on the papers: %(count)s. The papers can carry %(most)s at most. Count again."
    ),
    "elections.more_papers_rejected_than_deposited": _(
        "More papers are rejected or blank than were deposited (%(papers)s). Count again."
    ),
    "elections.more_papers_than_members": _("Papers deposited: %(count)s. Members: %(most)s. Count again."),
    "elections.more_votes_than_papers": _(
        "These have more votes than there are papers (%(papers)s): %(members)s. Count again."
    ),
    "elections.not_a_count": _("A count is a whole number, not below nought. Nothing was recorded."),
    "elections.not_eligible": _("This ballot is restricted, and these are not among its candidates: %(members)s."),
    "formats.not_on_list": _(
        "This person is not on a list for the sitting. The delegation or the protocol desk can add the name."
    ),
    "formats.office_not_among_those_who_join": _(
        "This sitting is for heads and named offices (%(admitted)s); %(office)s is not among them. The secretary of the sitting can be asked."
    ),
    "formats.only_those_named": _(
        "This sitting is for heads of delegation and those named for it. The secretary of the sitting can be asked."
    ),
    "formats.press_never_enters": _("Press does not enter a sitting. The press centre has the times of the pool."),
    "formats.takes_no_decisions": _(
        "A sitting of this format (%(format)s) takes no decisions. They can be taken in the plenary."
    ),
    "formats.too_many_companions": ngettext_lazy(
        "A head may bring %(companions)s companion to this sitting, who is here already.",
        "A head may bring %(companions)s companions to this sitting, and they are here already.",
        "companions",
    ),
    "instruments.counted_from_unknown": _(
        "A day of effect is counted from the decision, the last signature, the instruments or a day that the text names, not from %(counted_from)s."
    ),
    "instruments.deposited_twice": _(
        "An instrument of these is on deposit already: %(members)s. Nothing was recorded."
    ),
    "instruments.no_font": _(
        "The text in language %(language)s is in %(script)s letters, and no font for them is at hand here. Certify this language on paper."
    ),
    "instruments.no_papers": _("There is no paper to sign yet. Add one first."),
    "instruments.no_parties": _("No party is named, and no body meets from which to take them."),
    "instruments.no_printer": _(
        "Certified copies cannot be drawn on this installation. Tell the administrator; nothing was changed."
    ),
    "instruments.no_such_deposit": _(
        '"%(kind)s" is no kind of instrument. Choose ratification, acceptance, approval or accession.'
    ),
    "instruments.not_a_party": _("%(member)s has no block in these papers."),
    "instruments.effect_without_rule": _("Say where the text names the day on which it takes effect, as “art. 12”."),
    "instruments.not_all_signed": _("These blocks are not signed yet: %(waiting)s. A copy is certified when all are."),
    "instruments.not_in_effect_yet": _(
        "%(document)s takes effect on %(from_on)s, and today is %(on)s. Record it on that day or after."
    ),
    "instruments.not_of_this_member": _(
        "%(person)s is not on the list of %(member)s and has no full powers from it. List the person, or enter the full powers."
    ),
    "instruments.nothing_to_count_from": _(
        "There is nothing yet from which the day of effect of %(document)s is counted (%(counted_from)s). Record that first, or name the day."
    ),
    "instruments.not_the_adopted_text": _(
        "Version %(adopted)s of %(document)s was adopted. Version %(number)s is neither that nor a corrigendum of it. "
        "Put the adopted version among the papers."
    ),
    "instruments.paper_twice": _("%(document)s is among these papers already."),
    "instruments.parties_not_stated": _('"%(needed)s" is a share of the parties. State how many parties there are.'),
    "instruments.signed_already": _("%(person)s has signed this paper for %(member)s. A block is signed once."),
    "instruments.signing_not_open": _("This signing is %(state)s. Papers are signed while it is open."),
    "instruments.signing_not_planned": _("This signing is %(state)s; its papers no longer change."),
    "instruments.text_not_sealed": _(
        "The text of %(document)s can still change, or was not entered. Seal a version, then lay it open."
    ),
    "instruments.treaty_without_title": _("A treaty has a title. Write it as printed."),
    "instruments.withdrawn_before_deposit": _(
        "The instrument of %(member)s would be withdrawn before it was deposited. Check the dates."
    ),
    "joint.one_body": _("A joint decision takes two bodies or more; named: %(bodies)s."),
    "keeping.damaged": _("%(file)s is damaged: it is not as it was written. Take another backup. Nothing was changed."),
    "keeping.days_out_of_reach": ngettext_lazy(
        "From %(least)s to %(most)s day can be chosen.", "From %(least)s to %(most)s days can be chosen.", "most"
    ),
    "keeping.disk_full": _(
        "The disk of the house is full, so nothing new can be kept. What was kept before is safe. Tell whoever runs the house, then do this again."
    ),
    "keeping.file_is_there": _("%(file)s is there already and is never written over. Choose another name."),
    "keeping.no_such_kind": _("Nothing is kept under the name %(name)s. Choose one of the list."),
    "keeping.newer": _(
        "This comes from a newer release of Plenary (%(migrations)s). Install that release first. Nothing was changed."
    ),
    "keeping.newer_archive": _(
        "This archive was written by Plenary %(release)s, which is newer than this one. Install that release first."
    ),
    "keeping.no_keys": _("%(file)s holds no keys of a house. Take the file written beside the backup."),
    "keeping.no_rehearsal": _("No rehearsal is open here. Begin one at the desk: House, Rehearsal."),
    "keeping.no_room": _("%(file)s could not be written: %(reason)s. No half archive was left; the house goes on."),
    "keeping.not_an_archive": _("%(file)s is no backup written by Plenary. Nothing was changed."),
    "keeping.not_empty": _(
        "The database holds tables already. A house is restored into an empty one, so that nothing is written over."
    ),
    "keeping.person_erased": _("What the house kept of this person was erased already."),
    "keeping.person_still_acts": _("%(name)s still has a role here. End the roles first, then erase."),
    "keeping.reason_wanted": ngettext_lazy(
        "Write the reason in at least %(least)s letter: the record keeps it for good.",
        "Write the reason in at least %(least)s letters: the record keeps it for good.",
        "least",
    ),
    "keeping.record_differs": _(
        "After the upgrade the record differs from what it was before: %(audiences)s. Do not open the house. The backup taken first is %(file)s."
    ),
    "keeping.rehearsal_not_served": _(
        "A rehearsal opens where the house is opened with plenary serve. Ask whoever runs the house."
    ),
    "keeping.rehearsal_stays_open": _(
        "The rehearsal did not close in time, so its files were left. Wait a minute, then wipe it again."
    ),
    "keeping.rehearsal_there": _("There is a rehearsal already. Go in, or wipe it before you begin another."),
    "keeping.steps_missing": _(
        "The tables of this house are not as any release leaves them: steps are missing (%(migrations)s), though later ones were taken. Nothing was changed. Restore the last backup into an empty folder."
    ),
    "keeping.ticket_over": ngettext_lazy(
        "This link into the rehearsal was good for %(good_for_s)s second. Go back to the desk and go in again.",
        "This link into the rehearsal was good for %(good_for_s)s seconds. Go back to the desk and go in again.",
        "good_for_s",
    ),
    "keeping.ticket_unknown": _("This link does not lead into this rehearsal. Go back to the desk and go in again."),
    "keeping.ticket_used": _("This link was used already; each leads in once. Go back to the desk and go in again."),
    "lists.filter_not_read": _(
        "This list cannot be narrowed by what was asked: %(fields)s. Leave it out, or choose from what the page offers."
    ),
    "meetings.began_already": _("%(title)s has begun already, so it is not moved any more. Nothing was changed."),
    "meetings.nothing_moved": _("This is when and where it takes place already. Nothing was changed."),
    "meetings.agenda_adopted": _("The agenda of %(title)s is adopted already. Add an item by a decision of the body."),
    "meetings.agenda_empty": _("The agenda of %(title)s names no item yet. Name at least one before it is adopted."),
    "meetings.body_does_not_meet": _("%(body)s does not meet in this session."),
    "meetings.delegation_listed": _("The delegation of %(member)s is entered already."),
    "meetings.delegation_of_one": _("A delegation is that of one member or of one partner. Name one of them."),
    "meetings.ends_before_it_begins": _(
        "The end (%(ends)s) is before the beginning (%(begins)s). Nothing was changed."
    ),
    "meetings.format_and_admission_disagree": _(
        "A %(format)s sitting does not admit that. Either full delegations come in, or the offices you name, not both."
    ),
    "meetings.format_keeps_no_note": _("A %(format)s sitting keeps no chair's note. What is kept of it: %(kept)s."),
    "meetings.head_is_in_the_room": _("%(person)s acts for the head, and the head is in the room."),
    "meetings.in_the_room": _("%(person)s is in the room already."),
    "meetings.item_adopted": _("Item %(item)s, %(title)s, stands on the adopted agenda and can no longer be changed."),
    "meetings.item_stands_there": _("The item stands at number %(item)s by now. Nothing was moved."),
    "meetings.item_begun": _("%(title)s was taken up already and stays in the order of the day."),
    "meetings.item_closed": _("Item %(item)s, %(title)s, is closed or withdrawn."),
    "meetings.item_not_taken_up": _("Item %(item)s, %(title)s, was not taken up yet. Call it first."),
    "meetings.item_of_another_session": _("%(title)s is not an item of this sitting."),
    "meetings.items_share_one_audience": _(
        "All items of this agenda are read by the same people, so that its numbers show no gap. Issue the whole agenda more widely, or put the item on a restricted sitting."
    ),
    "meetings.listed_already": _("%(person)s is on the list of %(member)s already."),
    "meetings.named_already": _("%(person)s is named for this sitting already."),
    "meetings.no_body": _("A session belongs to a body. Name at least one."),
    "meetings.no_such_class": _("These are no classes of office: %(classes)s."),
    "meetings.no_such_place": _(
        "The agenda holds no item at number %(place)s any more. Read the agenda again. Nothing was moved."
    ),
    "meetings.no_such_zone": _("There is no time zone named %(zone)s. Choose one such as Asia/Bishkek."),
    "meetings.not_an_alternate": _(
        "%(person)s is not listed as an alternate, so cannot be designated to act for the head."
    ),
    "meetings.not_in_the_room": _("%(person)s is not in the room."),
    "meetings.number_taken": _(
        "Number %(number)s is given already. Choose another, or leave it out and the next one is given."
    ),
    "meetings.numbers_adopted": _(
        "The agenda of %(title)s is adopted, and papers and decisions name its numbers. The order in which a sitting "
        "takes its items is set in its order of the day. Nothing was moved."
    ),
    "meetings.off_the_list": _("%(person)s is not on the list of a delegation to this session."),
    "meetings.paper_twice": _("%(document)s is among the papers of item %(item)s already."),
    "meetings.ref_taken": _("Another session has the address %(ref)s. Choose another one."),
    "meetings.referral_of_another_paper": _("This referral is of another document than %(document)s."),
    "meetings.referred_elsewhere": _("%(document)s was referred to %(body)s, which does not meet in this session."),
    "meetings.second_head": _(
        "The delegation of %(member)s has a head already. List this person in another role, or take the head off first."
    ),
    "meetings.session_not_convened": _(
        "Session %(session)s is %(state)s. A text is laid before a session once it is convened and until it ends."
    ),
    "meetings.session_not_open": _("%(title)s is not open. The presiding officer opens the session first."),
    "meetings.rules_in_use": _(
        "The rules of %(body)s are in use on %(from_on)s or a later day, so they cannot change from then. Choose the day "
        "after its sitting."
    ),
    "meetings.sitting_closed": _("%(title)s is closed. Nothing more can be done in it."),
    "meetings.sitting_not_open": _("%(title)s is not open. The chair opens it first."),
    "meetings.sitting_not_restricted": _("%(title)s is not a restricted sitting. Put the item on the open agenda."),
    "meetings.sitting_open": _(
        "%(title)s cannot be closed while one of its sittings is open. Close the sitting first."
    ),
    "meetings.sub_item_shares_its_parent": _("A sub-item is read by those who read the item above it, %(parent)s."),
    "meetings.too_many_companions": _("The head may bring %(companions)s, and that number is reached."),
    "meetings.wrong_step": _("%(title)s cannot do this now: its state is %(state)s. Nothing was changed."),
    "money.bad_rate": _("An exchange rate is a number above nought, not %(rate)s."),
    "money.negative": _("An amount is not below nought: %(amount)s. Nothing was recorded."),
    "money.not_in_cents": _("An amount has two decimals at most: %(amount)s. Nothing was recorded."),
    "newsroom.event_never_comes": _(
        "No release can wait for this: it has happened, or it never will. Choose an event that is still ahead; nothing "
        "was changed."
    ),
    "newsroom.not_a_draft": _("This release is no draft any more: it is %(state)s. Nothing was changed."),
    "newsroom.not_cleared": _(
        "This release is not cleared: it is %(state)s. Another person must clear it before it goes out."
    ),
    "newsroom.not_out": _("This release is not out: it is %(state)s. Nothing was changed."),
    "newsroom.not_waiting_for_its_time": _(
        "Only a cleared release with an embargo waits for its time; this one is %(state)s."
    ),
    "newsroom.nothing_stated": _(
        "No source has said anything about this session that everybody may read. Enter where a fact comes from first."
    ),
    "newsroom.out_already": _(
        "This release is out: it is %(state)s. It can be corrected or withdrawn; its old words stay."
    ),
    "newsroom.own_words": _("You drafted these words yourself. Another person must clear them; nothing was changed."),
    "newsroom.under_embargo": _(
        "This release is under embargo until %(until)s, time of the place (%(zone)s). It can be published from then on."
    ),
    "organisation.body_unknown": _("No body has the code %(code)s. Nothing was done."),
    "organisation.member_unknown": _("No member has the code %(code)s. Nothing was done."),
    "organisation.already_a_member": _("%(member)s is a member already. Nothing was changed."),
    "organisation.already_ended": _("This ended on %(until)s already. Nothing was changed."),
    "organisation.already_founded": _(
        "This house already keeps %(code)s. One house keeps one organisation. Nothing was changed."
    ),
    "organisation.already_seated": _("%(member)s already has a seat in %(body)s. Nothing was changed."),
    "organisation.already_withdrawn": _("This attribution was withdrawn before. Nothing was changed."),
    "organisation.holders_shown_so": _("It holds already for the texts of this body. Nothing was changed."),
    "organisation.change_in_the_past": _(
        "A rule changes from today or from a later day, and %(on)s is past. What was decided keeps the rule of its day."
    ),
    "organisation.change_not_before": _(
        "A change of the rules of %(body)s is entered already from %(from_on)s. Another one holds from that day or a "
        "later one."
    ),
    "organisation.body_has_others_under_it": _(
        "%(under)s stands under %(body)s. End that body first. Nothing was changed."
    ),
    "organisation.change_uncited": _("The value %(path)s needs the provision it rests on. Nothing was changed."),
    "organisation.change_unknown": _("The ruleset %(ruleset)s has no value named %(path)s. Nothing was changed."),
    "organisation.code_taken": _("The code %(code)s is in use. Choose another."),
    "organisation.composition_unknown": _(
        "%(composition)s is not one of the compositions of a body. Choose one from the list."
    ),
    "organisation.ends_before_it_begins": _(
        "The period would end on %(until_on)s, and it begins on %(from_on)s. Nothing was changed."
    ),
    "organisation.name_missing": _("A name or title is needed here, in one language at least. Nothing was changed."),
    "organisation.no_rules_in_force": _(
        "No rules of procedure are in force for %(body)s on %(on)s. The legal officer brings them into force first."
    ),
    "organisation.no_such_check": _("%(what)s is not one of the things that are ticked by hand."),
    "organisation.no_such_model": _("There is no model named %(model)s here. Choose one of those shown."),
    "organisation.nothing_chosen": _("Nothing is chosen, so nothing was entered. Tick what this house takes."),
    "organisation.supreme_body_stands": _(
        "A highest body stands already: %(body)s. Leave out the first body of the model, or establish bodies one by one."
    ),
    "organisation.presidency_begun": _(
        "A presidency is entered already, that of %(member)s. Later ones are entered with the members."
    ),
    "organisation.presidency_length": _("A presidency lasts from 1 to 120 months, not %(months)s."),
    "organisation.no_such_ruleset": _("There is no ruleset named %(ruleset)s here. Choose one of those installed."),
    "organisation.no_supreme_body": _("No supreme body is entered yet, and this question rests on its rules."),
    "organisation.not_a_member": _("%(member)s is not a member now, so its membership cannot end."),
    "organisation.not_founded": _("No organisation is set up in this house yet. An administrator sets it up first."),
    "organisation.not_seated": _("%(member)s has no seat in %(body)s. Nothing was changed."),
    "organisation.nothing_corrected": _("What you entered is what already stands. Nothing was changed."),
    "organisation.office_class_unknown": _(
        "%(office_class)s is not one of the classes of office. Choose one from the list."
    ),
    "organisation.office_of_whom": _(
        "An office is held in one member or in one outside organisation: name exactly one of them."
    ),
    "organisation.presidency_in_office": _("The presidency of %(member)s is in office. It passes by its own act."),
    "organisation.presidency_not_upcoming": _(
        "The presidency of %(member)s is not the next one: it was already held. Nothing was changed."
    ),
    "organisation.presidency_order_taken": _(
        "Another presidency already stands at place %(order)s. Nothing was changed."
    ),
    "organisation.presidency_state_unknown": _(
        "%(state)s is not a state of a presidency: upcoming, in office or ended."
    ),
    "organisation.priorities_already_delivered": _(
        "The presidency of %(member)s has already stated its priorities. They are corrected by a new entry, not changed."
    ),
    "organisation.quotation_without_words": _("A quotation needs its exact words or its speaker. Nothing was changed."),
    "organisation.reason_missing": _("A reason is needed here; it stays in the record. Nothing was changed."),
    "organisation.rules_not_later": _(
        "Rules for %(body)s already begin on %(from_on)s. New rules begin on a later day."
    ),
    "organisation.standing_unknown": _("%(standing)s is not one of the standings: observer, partner or cooperation."),
    "organisation.statement_already_planned": _("The priorities of the presidency of %(member)s are already expected."),
    "organisation.status_unknown": _("%(status)s is not how a fact is stated: planned, occurred or quoted."),
    "desk.changed_meanwhile": _(
        "%(who)s changed this while you wrote. Nothing was saved and nothing is lost: your words stand below, and beside "
        "each of them what stands now. Press again to put yours in its place."
    ),
    "files.no_host": _(
        "This house has no place of its own for files yet, so none can be given out. Tell the secretariat."
    ),
    "files.no_picture": _(
        "This is not a whole PNG picture without interlacing. Save it as PNG again, and choose that file."
    ),
    "files.picture_too_large": _(
        "This picture is too large: at most %(kb)s kB and %(most)s px a side. Nothing of it was kept."
    ),
    "files.no_room": _(
        "The disk of the house is full or failing, so the file was not kept. Nothing was changed; tell the administrator."
    ),
    "files.not_open_any_more": _("This file is not here, or it is not open to you any more."),
    "files.ticket_over": ngettext_lazy(
        "A way to a file is good for %(good_for_s)s second, and this one is over. Go back and press the file again.",
        "A way to a file is good for %(good_for_s)s seconds, and this one is over. Go back and press the file again.",
        "good_for_s",
    ),
    "files.ticket_unknown": _(
        "This way to a file is not known here. Go back to the page of the file and press it again."
    ),
    "files.ticket_used": _("This way to a file was used already. Go back and press the file again."),
    "notices.address_not_usable": _(
        "This is not one plain e-mail address. Write one, such as anna.berg@house.example, with letters a to z before the @."
    ),
    "notices.code_wrong": _("This is not the code of the last letter. Look again, or have another one sent."),
    "notices.letter_is_empty": _("This letter held a code whose time is over. Have a new one sent instead."),
    "notices.no_address": _("There is no address for letters here. Give one first."),
    "notices.no_calendar_key": _("There is no key to withdraw. Nothing was changed."),
    "notices.no_code_waits": _(
        "No code waits to be typed: its day is over, or it was tried too often. Have another one sent."
    ),
    "notices.no_letters_leave": _(
        "No letter leaves this house now, so none was written. Whoever runs it can set a mail server."
    ),
    "notices.nothing_to_decide": _("This letter waits for no decision any more. Nothing was changed."),
    "notices.too_many_codes": ngettext_lazy(
        "%(most)s letter with a code was sent within a day. Try again tomorrow, or ask the secretariat.",
        "%(most)s letters with a code were sent within a day. Try again tomorrow, or ask the secretariat.",
        "most",
    ),
    "people.account_open": _("%(name)s can sign in already. Nothing was changed."),
    "people.account_closed": _("This account is closed. Ask an administrator of the secretariat to open it."),
    "people.clock_runs_forward": _("The clock of the demonstration stands at %(stands)s and runs forward only."),
    "people.has_account": _("%(name)s can sign in already. Nothing was changed."),
    "people.has_key": _("This account has a key already. A new way in is handed out by two officers."),
    "people.holds_already": _("%(name)s acts in this capacity already. Nothing was changed."),
    "people.house_is_open": _("This house is open already. People are entered by its officers."),
    "people.identity_joined": _("%(name)s signs in by the provider already. Part this first; nothing was changed."),
    "people.identity_taken": _(
        "Somebody else of this house signs in by this identity, and it belongs to one person. Nothing was changed."
    ),
    "people.identity_unknown": _(
        "You are known there, and no account here is joined to you yet. Tell the secretariat this identifier: "
        "%(subject)s. Or come in another way."
    ),
    "people.identity_wanted": _(
        "The identifier has letters, digits and signs of the keyboard, as the provider gives it. Nothing was changed."
    ),
    "people.join_by_link": _(
        "An account is joined in the sign-in of a set-up link, or by two officers. Ask the secretariat for one of the two."
    ),
    "people.first_key_by_hand": _(
        "The first passkey is added in a sign-in by a set-up link or a code from the desk. Ask the desk for one. Nothing "
        "was changed."
    ),
    "people.key_by_provider": _(
        "You came in by the provider, and a passkey counts for more. Ask the desk for a code, come in by it, and add the "
        "passkey then."
    ),
    "people.key_not_proved": _("The key was not proved. Try again, or ask the desk for a code."),
    "people.key_was_copied": _("This key seems to have been copied. It was refused; tell the secretariat at once."),
    "people.key_wanted": _(
        "To add or to remove a passkey, first use one that you have: press the button again on your own page. Nothing was "
        "changed."
    ),
    "people.last_key": _("This is your last key. Add another first; without one you could not come in again."),
    "people.name_missing": _("A person needs a name in at least one language. Nothing was entered."),
    "people.name_not_usable": _(
        "A name for signing in has letters a to z, digits, dots, hyphens, underscores or @, and no space. Nothing was "
        "changed."
    ),
    "people.name_taken": _("Somebody signs in as %(name)s already. Choose another name; nothing was changed."),
    "people.script_key_days": _(
        "How long a key for a script lets in, in days: from 1 to %(most)s. Asked for: %(days)s. No key was made."
    ),
    "people.script_key_name": _("Say what the script is, so that you know its key again. No key was made."),
    "people.script_key_unknown": _(
        "This key lets nobody in: it was withdrawn, has run out, or is none. Its owner makes another on the page You. Nothing was done."
    ),
    "people.script_keys_enough": _(
        "Keys for scripts that you may have: %(most)s, and you have them. Withdraw one first; no key was made."
    ),
    "people.no_account": _("%(name)s has no way in yet. Let this person sign in first; nothing was changed."),
    "people.no_administrator": _("A house opens with at least one secretary-general or administrator."),
    "people.no_identity": _("%(name)s does not sign in by the provider. Nothing was changed."),
    "people.no_key_to_prove": _(
        "You have no passkey yet. Ask the desk for a code, sign in by it, and add a passkey or take the seat by it."
    ),
    "people.no_key_to_replace": _("%(name)s has no key yet. Hand out a set-up link instead; nothing was changed."),
    "people.no_such_capacity": _("You do not hold this capacity today. Choose another or ask the secretariat."),
    "people.nobody_signed_in": _("%(name)s is not signed in anywhere. Nothing was changed."),
    "people.no_such_place": _(
        "This role is not held there. Delegates act for a member, a presiding officer for a body or a meeting, most "
        "others for the whole house. Nothing was changed."
    ),
    "people.open_anyway": _("This is open to you without a reason. Nothing was recorded."),
    "people.opening_over": _("The time for this text is over, or others read it now. Open it again with a reason."),
    "people.opening_reason_wanted": ngettext_lazy(
        "Write the reason in a sentence, %(least)s letter at least. Those whose text it is will read it.",
        "Write the reason in a sentence, %(least)s letters at least. Those whose text it is will read it.",
        "least",
    ),
    "people.passkey_wanted": _(
        "This seat asks for your passkey. Without one, ask the desk for a code and sign in by it. Nothing was done."
    ),
    "people.proposed_already": _(
        "The same is asked for already and waits for a second person. Nothing was added. See what waits for agreement."
    ),
    "people.too_many_wait": _(
        "As much of what you asked for as may waits for a second person already: %(most)s. Nothing was added. "
        "Withdraw something, or wait until it is decided."
    ),
    "people.recover_instead": _(
        "%(name)s has a key already. Where it is lost, use “Replace lost keys”; else hand out a code at the desk."
    ),
    "people.role_ends_before": _(
        "A role begins now and cannot end before. Nothing was changed. Choose a moment to come."
    ),
    "people.role_ended": _("This role has ended already. Nothing was changed."),
    "people.second_from_a_file": _(
        "The second person agrees at the desk, never in a file of acts. Write waits = true: the act then waits there."
    ),
    "people.two_from_a_file": _(
        "A file of acts is done in the name of one person. %(name)s is another: let them do this at the desk."
    ),
    "people.two_officers_stay": _(
        "Fewer than two people would be left who can give roles, and one alone can give none. Appoint another first; "
        "nothing was changed."
    ),
    "people.provider_not_proved": _(
        "The sign-in by %(provider)s could not be confirmed, and nothing was begun. Begin again here, or come in another "
        "way."
    ),
    "people.provider_said_no": _("%(provider)s did not confirm the sign-in. Begin again here, or come in another way."),
    "people.provider_silent": _(
        "%(provider)s does not answer as it should at the moment. Try again later, or come in another way."
    ),
    "people.reason_wanted": _("Write the reason in one sentence; it goes to the person who proposed the act."),
    "people.too_many_tries": ngettext_lazy(
        "That was tried too often in a short time. Nothing was changed, and a code or key in your hand stays good: "
        "wait %(wait_s)s second and try again.",
        "That was tried too often in a short time. Nothing was changed, and a code or key in your hand stays good: "
        "wait %(wait_s)s seconds and try again.",
        "wait_s",
    ),
    "people.way_in_unknown": _("This way in is not known or was used before. Ask the desk for a new code."),
    "precedence.code_twice": _("These stand in the order twice: %(codes)s."),
    "precedence.not_on_the_roll": _("The lot names %(drawn)s, who is not on the roll. Draw again."),
    "presidency.ends_before_it_begins": _("The period %(printed)s would end before it begins. Check the dates."),
    "presidency.everyone_passes": _("Every member after %(after)s passes, so nobody is next."),
    "presidency.member_twice": _("These stand in the rotation twice: %(members)s."),
    "presidency.no_rotation": _("The next presidency is not found by rotation but by %(order)s."),
    "presidency.not_in_rotation": _("%(member)s is not in the rotation."),
    "protocol.arrived_already": _("The arrival of %(person)s is marked already."),
    "protocol.no_chair": _(
        "It is not settled who presides over %(title)s, or that delegation has no head yet. The table is laid from the chair."
    ),
    "protocol.no_day": _("State the day on which %(person)s arrived; the hour may stay open."),
    "protocol.no_heads": _("No head of delegation is listed for %(title)s yet, so there is nobody to seat."),
    "protocol.no_such_order": _("There is no order named %(order)s. Choose one of: %(orders)s."),
    "protocol.no_such_shape": _("There is no table of the shape %(shape)s. Choose one of: %(shapes)s."),
    "protocol.not_at_the_table": _("The order you give and the delegations with a head differ in: %(members)s."),
    "protocol.not_of_this_delegation": _(
        "%(person)s is not on the list of this delegation. The delegation lists the person first."
    ),
    "protocol.nothing_marked": _("State when %(title)s began or ended."),
    "protocol.slot_follows_sitting": _("%(title)s is the slot of a sitting. Move the sitting; the slot follows it."),
    "protocol.slot_taken": _("Place %(order)s of the programme is taken. Choose another, or leave it out."),
    "protocol.slot_tells_of_sitting": _(
        "This slot would tell readers of a sitting that they may not know of. Choose a narrower audience."
    ),
    "quorum.event_changes_nothing": _(
        "%(member)s: “%(happens)s” at %(at)s alters nothing on the presence list. Check the list."
    ),
    "quorum.event_without_zone": _("A time on the presence list names its zone. Nothing was changed."),
    "quorum.not_a_member": _("These are not members of the body: %(members)s. Check the presence list."),
    "quorum.not_met": ngettext_lazy(
        "There is no quorum: %(represented)s of %(base)s members is represented and %(required)s must be.",
        "There is no quorum: %(represented)s of %(base)s members are represented and %(required)s must be.",
        "represented",
    ),
    "record.others_are_checked": _(
        "Other files are being checked just now. Nothing was kept of yours: try again in a moment."
    ),
    "record.too_many_files": ngettext_lazy(
        "Too many files that take long to read came from your network. Nothing was kept of yours: "
        "wait %(wait_s)s second and try again.",
        "Too many files that take long to read came from your network. Nothing was kept of yours: "
        "wait %(wait_s)s seconds and try again.",
        "wait_s",
    ),
    "replay.cells_not_columns": _("The row has %(cells)s cells and the heading %(columns)s. It was not replayed."),
    "replay.day_decides": _(
        "Between %(first)s and %(last)s the rule changed, so the exact day decides which one holds. It was not replayed."
    ),
    "replay.line_too_long": _("The line has more than %(most)s characters. It was not replayed."),
    "replay.no_day": _("No day is stated that can be read: %(said)s. Write YYYY-MM-DD. It was not replayed."),
    "replay.no_votes": _("No vote is recorded in this row, so there is nothing to count. It was not replayed."),
    "replay.no_weight": _("No weight or population is given for %(members)s. It was not replayed."),
    "replay.nobody_bears": _(
        "The rule asks who of the members is %(trait)s, and none of those named is known to be. It was not replayed."
    ),
    "replay.not_a_number": _("In the column %(column)s stands no whole number: %(said)s. It was not replayed."),
    "replay.not_by_vote": _(
        "The rule that was asked for decides by %(method)s, and the row records something else. It was not replayed."
    ),
    "replay.not_json": _("The line is not one JSON object. It was not replayed."),
    "replay.not_names": _("In the column %(column)s stand no names of members. It was not replayed."),
    "replay.tally_not_votes": _(
        "Votes of the kind %(choice)s: %(said)s by the tally, %(counted)s by the names. It was not replayed."
    ),
    "replay.total_not_sum": _("The total is stated as %(said)s; the votes add up to %(counted)s. It was not replayed."),
    "replay.unknown_outcome": _("The outcome %(said)s is no word that the rules know. Say what it means."),
    "replay.unknown_subject": _(
        "The rules of %(body)s name no subject %(subject)s. They name: %(known)s. It was not replayed."
    ),
    "replay.unknown_vote": _("The vote %(said)s is no word or letter that is known. Say what it means."),
    "ruleset.bad_citation": _("Where the rules are written has to be a list of names and provisions: %(said)s."),
    "ruleset.bad_condition": _("The ruleset names a condition that cannot be read: %(said)s."),
    "ruleset.bad_day": _("%(value)s is not a day: %(said)s. Write it as 2019-11-28."),
    "ruleset.bad_quorum": _("The ruleset names a quorum that cannot be read: %(said)s."),
    "ruleset.bad_share": _(
        "The ruleset names a share that cannot be read: %(said)s. Write it as 2/3, majority or all."
    ),
    "ruleset.bad_value": _("The value of %(value)s cannot be read: %(said)s."),
    "ruleset.ends_before_it_begins": _("A rule would end (%(valid_to)s) before it begins (%(valid_from)s)."),
    "ruleset.minority_decides": _("A threshold of %(threshold)s would let a minority decide."),
    "ruleset.missing_value": _("The ruleset leaves out %(value)s."),
    "ruleset.no_rule": _('No rule of %(ruleset)s decides "%(subject)s" in %(body)s on %(on)s. Ask the legal officer.'),
    "ruleset.no_rules": _("The ruleset %(ruleset)s holds no rule."),
    "ruleset.no_setting": _('The ruleset %(ruleset)s does not say "%(name)s" for %(on)s.'),
    # Cases of `plenary decide`
    "case.already_decided": _("The question was decided before (%(outcome)s), so it is not put again: %(where)s."),
    "case.bad_value": _('%(where)s says "%(said)s" where %(expected)s is expected.'),
    "case.change_unknown": _("%(where)s names nothing in the ruleset %(ruleset)s, so it would change nothing."),
    "case.either": _("Tell one of these and not both: %(names)s."),
    "case.either_events_or_votes": _("Tell what happened by events, or tell the votes; not both: %(where)s."),
    "case.missing": _("%(where)s is missing, and without it nothing is decided."),
    "case.named_twice": _("These parts are told twice: %(names)s."),
    "case.names_needed": _("Here the members have to be told by name, not by their number: %(where)s."),
    "case.never_closed": _("The vote is never closed, so there is nothing to decide: %(where)s."),
    "case.no_such_ruleset": _("There is no ruleset %(ruleset)s."),
    "case.no_vote_open": _("No vote is open then: %(where)s."),
    "case.not_a_member": _("These are no members: %(members)s (%(where)s)."),
    "case.not_in_rule": _('%(where)s has no place in the rule on "%(subject)s", so it would change nothing.'),
    "case.not_one_day": _("The bodies of a joint meeting decide on one day, and here are several: %(days)s."),
    "case.not_json": _("This is no case: a case is one JSON object on one line."),
    "case.not_text": _("This case holds half of a sign, which nobody can read."),
    "case.not_pending": _("This motion is not before the meeting, so it is not withdrawn: %(motion)s (%(where)s)."),
    "case.second_vote_too_late": _("The second vote comes later than %(within)s after the tie: %(where)s."),
    "case.too_long": _("This case is longer than %(most)s signs."),
    "case.unknown_kind": _('There is no kind of case "%(said)s". Known are: %(allowed)s.'),
    "case.unknown_part": _("These parts are not known here: %(unknown)s (%(where)s). Known are: %(known)s."),
    "case.unknown_word": _('%(where)s says "%(said)s". Known are: %(allowed)s.'),
    "case.value_missing": _("%(where)s tells nothing of these members: %(members)s."),
    "case.vote_already_open": _("A vote is open already: %(where)s."),
    "ruleset.too_many": _("The ruleset holds %(count)s tables of the kind %(value)s, and at most %(most)s are read."),
    "ruleset.unreadable": _("The file of the ruleset %(ruleset)s cannot be read: %(reason)s."),
    "ruling.appeal_undecided": _("The appeal is not decided yet (%(outcome)s). The ruling stands until it is."),
    "ruling.no_ground": _("A ruling names its ground and who made it."),
    "tally.not_the_sum": _("The figure for %(value)s is %(count)s, and by name there are %(by_name)s."),
    "rules.not_confirmed": _(
        "The organisation has not confirmed these values of the rule for %(subject)s in %(body)s: %(values)s. "
        "Confirm them, or set them, at the desk under Rules in force; nothing is decided by it before."
    ),
    "ruleset.not_configured": _("A value is left to be chosen by the organisation: %(value)s."),
    "ruleset.two_rules_at_once": _(
        'Two rules would decide "%(subject)s" in %(body)s on %(on)s. End one before the other begins.'
    ),
    "ruleset.uncited": _("A rule has to say where it is written (%(value)s)."),
    "ruleset.unknown_value": _("The ruleset names values that are not known: %(unknown)s."),
    "ruleset.unknown_word": _('"%(word)s" is not known here. Possible: %(allowed)s.'),
    "ruleset.which_body": _("The ruleset %(ruleset)s has several bodies: %(bodies)s. Name one."),
    "scale.does_not_sum": _(
        "The scale adds up to %(total)s and %(needed)s is needed (difference %(difference)s). Nothing was saved."
    ),
    "scale.floor_and_ceiling_do_not_fit": _(
        "No scale fits a floor of %(floor)s and a ceiling of %(ceiling)s per cent."
    ),
    "scale.member_twice": _("These stand on the scale twice: %(members)s. Nothing was saved."),
    "scale.negative": _("A share is not below nought: %(members)s. Nothing was saved."),
    "scale.nobody": _("A scale has members with some capacity to pay. Nothing was saved."),
    "scale.not_exact": _("A share has to be an exact number: %(amount)s. Nothing was saved."),
    "scale.not_on_scale": _("%(member)s is not on the scale."),
    "scale.too_fine": _("A share has three decimals at most: %(member)s, %(share)s. Nothing was saved."),
    "seating.twice": _("These would sit in two places: %(codes)s."),
    "signing.host_is_no_party": _("The host, %(host)s, is not a party to the text."),
    "signing.needs_full_powers": _(
        "This office (%(office)s) does not sign for %(member)s without full powers. Record the full powers first."
    ),
    "signing.not_a_party": _("%(member)s is not among those who sign."),
    "signing.office_not_held": _(
        "The office (%(office)s) is not held on %(on)s, so there is nothing to sign by. Full powers would do."
    ),
    "signing.other_text": _("The text signed for %(member)s is not the frozen one. Sign the frozen text."),
    "signing.party_twice": _("These stand among the parties twice: %(parties)s."),
    "signing.powers_do_not_cover": _("The full powers on record do not cover this act for %(member)s on %(on)s."),
    "signing.signed_twice": _("%(member)s has signed already. Nothing was changed."),
    "silence.ends_before_it_begins": _("The silence would end before it begins. Check the times."),
    "silence.extended_too_late": _(
        "The time was over at %(expired_at)s and cannot be extended any more. A new round can be opened."
    ),
    "silence.extension_not_later": _("An extension ends later than the old time, %(expires_at)s."),
    "silence.instant_without_zone": _("A time of a silence procedure names its zone. Nothing was changed."),
    "silence.message_before_start": _("These wrote before the silence began: %(members)s."),
    "silence.not_a_member": _("These are not members of the body: %(members)s."),
    "silence.too_short": _("The time given is %(given_seconds)s s and the rule gives %(least_seconds)s s at least."),
    "symbol.bad_part": _('"%(part)s" cannot be part of a document symbol: letters, digits and hyphens only.'),
    "symbol.bad_year": _("%(year)s is not a year of four digits."),
    "symbol.gap_in_series": _(
        "Numbers are missing in the series of %(body)s for %(year)s: %(missing)s. No number was given."
    ),
    "symbol.number_below_one": _("Numbers begin at 1, not at %(number)s."),
    "symbol.number_twice": _(
        "These numbers were given twice by %(body)s in %(year)s: %(numbers)s. No number was given."
    ),
    "symbol.unreadable": _('"%(said)s" cannot be read as a symbol or a number.'),
    "coalitions.not_counted": _("Under this rule no votes are counted, so that none decides."),
    "coalitions.nothing_to_count": _("These members cannot carry a question, or cannot stop one."),
    "coalitions.too_many": _("The line-ups of these members are too many to count every one of them."),
    # What members weigh, and values of the rules that are still to confirm
    "decisions.weights_not_entered": _(
        "This rule weighs votes, and for %(on)s none are entered for %(members)s in %(body)s. Enter them at the desk "
        "under Bodies first; nothing was put."
    ),
    "decisions.population_not_entered": _(
        "This rule counts the population, and for %(on)s none is entered for %(members)s in %(body)s. Enter it at the "
        "desk under Bodies first; nothing was put."
    ),
    "decisions.trait_not_entered": _(
        "This rule gives a veto to members entered as %(traits)s, and on %(on)s no member of %(body)s is. Enter at the "
        "desk under Members who is; nothing was put."
    ),
    "budget.rules_take_no_vote": _(
        "On %(on)s no rule in force lets arrears take a vote, so nothing is decided on it. Nothing was changed."
    ),
    "budget.rules_take_vote_themselves": _(
        "Under this rule arrears take the vote without a decision, and a payment gives it back. Nothing was changed."
    ),
    "budget.vote_needs_decision": _("The body decides on a vote: give the number of its decision."),
    "budget.vote_not_taken": _("No decision that takes the vote of %(member)s is running. Nothing was changed."),
    "budget.vote_taken_already": _("The vote of %(member)s was taken before. Nothing was changed."),
    "meetings.numbers_in_use": _(
        "What is entered for %(member)s is in use on %(from_on)s or a later day, so it cannot change from then. Choose "
        "the day after the sitting, or correct what was entered wrongly."
    ),
    "organisation.attribute_not_a_number": _("%(number)s is no whole number from nought up. Nothing was changed."),
    "organisation.attribute_not_later": _(
        "For %(member)s something is entered already for days until %(on)s. Choose a later day; nothing was changed."
    ),
    "organisation.attribute_of_no_member": _("No member has the code %(members)s. Nothing was changed."),
    "organisation.attribute_stands": _("%(member)s is entered as %(trait)s already. Nothing was changed."),
    "organisation.attribute_uncited": _("Say where it is written: text and provision. Nothing was changed."),
    "organisation.attribute_unknown": _(
        "Votes and population are numbers, and a trait is a word; %(of)s is not entered like this."
    ),
    "tally.absent_seat_acted": _(
        "%(member)s is not represented, so nothing can be cast for it (%(choice)s). Check the presence list."
    ),
    "tally.apart_acted": _(
        "Ballots counted: %(count)s. Members taking part: %(most)s. These take no part: %(members)s."
    ),
    "tally.bloc_and_member_voted": _(
        "The vote of %(bloc)s is that of its members, and these voted too: %(members)s. Either it votes or they do."
    ),
    "tally.carried_and_absent": _(
        "These are said to be represented by another member and absent as well: %(members)s. Check the list."
    ),
    "tally.carrier_absent": _("%(carrier)s is to act for %(member)s and is not in the room itself. Check the list."),
    "tally.differs_from_names": _(
        "The figures stated are not the sum of the votes by name (stated / by name): %(figures)s. Count again."
    ),
    "tally.member_twice": _("These stand on the roll twice: %(members)s. Nothing was counted."),
    "tally.more_ballots_than_entitled": _("Ballots counted: %(count)s. Members who may vote: %(most)s. Count again."),
    "tally.more_ballots_than_present": _("Ballots counted: %(count)s. Members present: %(most)s. Count again."),
    "tally.more_entitled_than_members": _(
        "Members said to be entitled to vote: %(count)s. Members: %(most)s. Count again."
    ),
    "tally.more_objections_than_present": _("Objections counted: %(count)s. Members present: %(most)s. Count again."),
    "tally.more_participating_than_members": _("Members said to take part: %(count)s. Members: %(most)s. Count again."),
    "tally.more_present_than_members": _("Members said to be present: %(count)s. Members: %(most)s. Count again."),
    "tally.names_needed": _(
        "This rule asks who voted how, and only figures were given (%(value)s). Call the members by name."
    ),
    "tally.not_a_count": _("These are no whole numbers from nought up: %(values)s. Nothing was counted."),
    "tally.not_a_member": _("These are not members of the body: %(members)s. Nothing was counted."),
    "tally.not_entitled_seat_acted": _(
        "%(member)s has no vote at present, so nothing can be cast for it (%(choice)s)."
    ),
    "table.cell_empty": _("“%(column)s” is empty in this row."),
    "table.cell_too_long": ngettext_lazy(
        "A cell in row %(row)s is longer than %(most)s letter. Nothing was read. Shorten it.",
        "A cell in row %(row)s is longer than %(most)s letters. Nothing was read. Shorten it.",
        "most",
    ),
    "table.column_missing": _(
        "The column “%(column)s” was not found. The first row names the columns; nothing was read. Add the heading."
    ),
    "table.column_twice": _("The heading “%(column)s” stands for a column that is there already. Keep one of them."),
    "table.empty": _("There is no row below the headings. Copy the headings together with the rows."),
    "table.item_stands": _(
        "Item %(item)s, “%(title)s”, is adopted or withdrawn and is not named otherwise by a table."
    ),
    "table.members_list_their_own": _("%(member)s is a member and hands in its own list."),
    "table.no_such_partner": _("No partner has the code or the name “%(said)s”. Enter the partner first."),
    "table.member_named_otherwise": _(
        "%(code)s stands already under the name “%(member)s”. A table does not rename a member."
    ),
    "table.no_such_body": _("No body that decides has the code “%(code)s”."),
    "table.not_a_code": _("“%(said)s” is no code: up to 12 letters without accents, figures, hyphens."),
    "table.not_a_day": _("“%(said)s” is not read as a day. Write it as 2027-03-31 or 31.03.2027."),
    "table.not_a_place": _("“%(said)s” is no place on an agenda. A number from 1 to 999 is."),
    "table.not_one_of": _("“%(said)s” is none of the words known in this column."),
    "table.row_refused": _("Row %(row)s of the table cannot be taken any more, so none was. Nothing was written."),
    "table.row_twice": _("Row %(row)s names the same already."),
    "table.too_long": ngettext_lazy(
        "The table is too long to read at once: %(most)s row at most. Bring it in parts.",
        "The table is too long to read at once: %(most)s rows at most. Bring it in parts.",
        "most",
    ),
    "table.too_wide": ngettext_lazy(
        "Row %(row)s has more than %(most)s column. Nothing was read.",
        "Row %(row)s has more than %(most)s columns. Nothing was read.",
        "most",
    ),
    "table.two_of_that_name": _("The house knows more than one person by the name “%(name)s”. Enter this one by hand."),
    "tally.not_of_a_roll": _(
        "These are no choices in a vote or when objections are asked for: %(choices)s. Nothing was counted."
    ),
    "tally.too_many_carried": _(
        "Members that %(member)s acts for: %(count)s. The rule allows %(most)s. Nothing was counted."
    ),
    "text.anchor_missing": _("Paragraph %(place)s of the text has no anchor. Nothing was kept."),
    "text.anchor_twice": _("Two paragraphs of the text have the anchor %(anchor)s. Nothing was kept."),
    "text.file_coding_unknown": _(
        "It cannot be told in which coding the letters of the file stand, and a guess could change a word. Save it as UTF-8."
    ),
    "text.file_declares": _(
        "The file declares a document type or an entity, and no text needs one. It was not read, so that nothing in it could do harm."
    ),
    "text.file_not_read": _(
        "The text could not be read within the time and memory that a file may take. Bring it in parts."
    ),
    "text.file_is_pdf": _(
        "This is a PDF file: it holds pages, and no paragraphs of a text. Bring the file it was made of, saved as plain text or as a web page, or copy its words and paste them. Nothing was read."
    ),
    "text.file_not_akoma_ntoso": _("The file is not Akoma Ntoso 3.0. Nothing was read."),
    "text.file_of_office": _(
        "This is a file of Word or of another office program. Save it there as plain text or as a web page and bring that, or copy its words and paste them. Nothing was read."
    ),
    "text.file_too_deep": _("In the file more than %(deepest)s elements stand one in the other. Nothing was read."),
    "text.file_too_long": _("The file is too long to read: %(most)s MB at most. Bring the text in parts."),
    "text.file_unreadable": _(
        "The file cannot be read as it stands: line %(line)s breaks off or holds what no such file may hold."
    ),
    "text.cell_stands": _("A cell stays in its row and column. Move or take out the row, or the column."),
    "text.holds_others": ngettext_lazy(
        "%(count)s line stands under this paragraph. Move it out first; a heading opens no list.",
        "%(count)s lines stand under this paragraph. Move them out first; a heading opens no list.",
        "count",
    ),
    "text.last_column": _("This is the last column. Take out the table instead."),
    "text.no_footnote_there": _("A footnote belongs to words of the text or to a cell, not here."),
    "text.no_list_level": _("There is no such level here. Nothing was changed."),
    "text.no_such_paragraph": _("The text has no paragraph %(anchor)s. Nothing was changed."),
    "text.not_in_a_table": _("This paragraph stands in no table."),
    "text.not_joined": _("Tables, footnotes and annexes are not joined to what stands before them."),
    "text.not_split": _("Tables and footnotes are not split. Add a row or a paragraph instead."),
    "text.nothing_before": _("This is the first paragraph; there is none before it."),
    "text.nowhere_to_move": _("The paragraph is at the end of what holds it. Nothing was moved."),
    "text.languages_differ": _(
        "Only two versions in one language can be compared, and these are in %(old)s and %(new)s. Nothing was compared."
    ),
    "text.out_of_place": _(
        "Paragraph %(anchor)s (%(role)s) stands where such a paragraph cannot stand. Rows belong to a table, cells to a row, footnotes to a paragraph. Nothing was kept."
    ),
    "text.others_first": _("Another file is being read. Try again in a moment."),
    "text.parent_unknown": _(
        "Paragraph %(anchor)s is said to stand under %(parent)s, which does not come before it. Nothing was kept."
    ),
    "text.pasted_empty": _("No words were found in what was given. Nothing was read."),
    "text.pasted_too_long": _("This is too long to read at once: %(most)s signs at most. Bring it in parts."),
    "text.too_deep": _("Paragraph %(anchor)s stands on a deeper level than %(deepest)s. Such a text cannot go out."),
    "text.role_stands": _("A table, its parts and a footnote stay what they are. Take it out and write it anew."),
    "text.stands_in_a_list": _("This paragraph is a line of a list. Move it out of the list first."),
    "text.table_size": _(
        "This table is too small or too great to be typed. Rows: 2 to %(rows)s. Columns: 1 to %(columns)s."
    ),
    "text.would_drop": _(
        "The file holds what a text does not, and nothing was kept. Say drop, and it is left out: %(words)s."
    ),
    "text.too_many_words": _(
        "These texts have more than %(most)s different words, which is more than can be compared. Compare them in parts."
    ),
    "text.unwritable": _(
        "A text holds a sign that cannot be shown or printed, near “%(near)s”. It often comes along when a passage is "
        "copied. Nothing was kept; type that place anew and try again."
    ),
    "voting.no_second_vote": _("Under this rule a tie leads to no second vote."),
    "voting.no_such_attempt": _("There is no vote number %(attempt)s on the same question."),
    "voting.not_so_broken": _("A tie is settled by yes or by no (%(choice)s). Nothing was recorded."),
    "voting.preliminary_open": _("The preliminary question is not decided yet (%(outcome)s). Decide it first."),
    "voting.second_vote_too_late": _("The second vote was due by %(due_at)s and cannot be taken any more."),
    "voting.wrong_input": _(
        "What was counted does not fit how this question is decided (%(method)s). Nothing was recorded."
    ),
    # Motions, points of order and the floor, as the rules of a body settle them.
    "amendments.anchor_unknown": _(
        "The text has no paragraph at %(anchor)s, which %(name)s would change. It may have gone with a later version."
    ),
    "amendments.before_its_own": _(
        "%(own)s amends %(name)s and is put before it. Set the order so that it stands earlier."
    ),
    "amendments.changes_nothing": _("The paragraph reads as it did: no word is added, taken away or replaced."),
    "amendments.equally_far": _(
        "These are said to be equally far from the text: %(names)s. The presiding officer rules."
    ),
    "amendments.no_words": _(
        "No words are left. To take the whole paragraph out, propose its deletion; to keep it, say how it is to read."
    ),
    "amendments.other_order": _(
        "The order names other amendments (%(said)s) than those before the body: %(submitted)s. Each stands in it once."
    ),
    "amendments.other_proposals": _(
        "The order decided on, %(said)s, is not one of the proposals before it: %(submitted)s."
    ),
    "amendments.out_of_turn": _("%(name)s was put out of its turn."),
    "amendments.third_degree": _(
        "%(amends)s itself amends an amendment, so %(name)s cannot amend it. Amend the first one, or write another."
    ),
    "amendments.twice": _("These stand in the order twice: %(names)s."),
    "amendments.unknown": _("No such amendment is before the body: %(names)s."),
    "motions.amended": _('The motion "%(motion)s" was amended, so its mover cannot withdraw it any more.'),
    "motions.no_more_speakers": _(
        'On "%(motion)s" no more may speak %(side)s: the rules give the floor to %(most)s. It goes to the vote next.'
    ),
    "motions.no_parts": _("A division needs the parts of the proposal. Name them first."),
    "motions.none_pending": _("No motion is before the meeting."),
    "motions.not_debated": _('"%(motion)s" is not debated. It is put to the vote at once.'),
    "motions.not_its_mover": _('"%(motion)s" was moved by %(moved_by)s, who alone may withdraw it.'),
    "motions.point_of_order_on_substance": _(
        "A point of order by %(member)s is about procedure and may not speak on the matter under discussion."
    ),
    "motions.rules_silent": _('The rules of this body do not settle "%(matter)s". The presiding officer rules.'),
    "motions.unknown": _('The rules of this body know no motion "%(motion)s". They name: %(motions)s.'),
    "motions.voting_is_going_on": _(
        "Voting has begun, so this is out of order: %(asked)s. Only a point of order on how the vote is taken may "
        "interrupt it."
    ),
    "floor.asked_twice": _("Two requests stand at the same place of the list: %(places)s."),
    "floor.closing_not_agreed": _("The list of speakers is closed with the consent of the body. Ask for it first."),
    "floor.for_members_only": _("Only a member may ask for the floor for this: %(kind)s."),
    "floor.list_closed": _("The list of speakers is closed. A point of order, a motion or a reply is still heard."),
    "floor.list_not_announced": _("The list of speakers is read out before it is closed."),
    "floor.replies_used": ngettext_lazy(
        "The rules give a delegation %(most)s reply under an item, and no more.",
        "The rules give a delegation %(most)s replies under an item, and no more.",
        "most",
    ),
    "floor.two_speak": _("Two have the floor at once: %(codes)s."),
    "floor.wrong_step": _("A request that is %(before)s cannot become %(after)s. Possible now: %(allowed)s."),
    # Money, signature, dates, symbols and turns, as the rules reckon them.
    "arrears.rate_of_another_day": _(
        "The rate is that of %(rate_on)s, and the payment came on %(received_on)s. The rate of the day of receipt counts."
    ),
    "budget.no_such_part": _("The budget has no such part: %(parts)s. Nothing was moved."),
    "scale.bad_rate": _("A rate lies between nought and one hundred per cent: %(rate)s."),
    "depositary.before_it_began": _(
        "This is dated before %(began_on)s, the day on which the matter began. Check the dates."
    ),
    "depositary.copy_differs": _("The copy is not that of the frozen text in: %(languages)s."),
    "depositary.copy_incomplete": _("A certified copy lacks: %(lacking)s."),
    "depositary.not_a_party": _("Not parties to the treaty: %(members)s."),
    "depositary.not_in_force_yet": _("A treaty is registered once it is in force; on %(on)s it is not."),
    "instruments.bad_delay": _(
        '"%(said)s" is no delay. It is written as months:N, days:N, first_of_next_month or month_start:N, '
        "not_before:YYYY-MM-DD, in this order, with + between them."
    ),
    "instruments.beyond_calendar": _("%(delay)s after %(day)s lies beyond the year 9999."),
    "signing.ink_needed": _("A treaty is signed in ink, unless its parties agree to sign electronically."),
    "signing.key_not_valid": _("The key of %(person)s holds as long as the office does, and on %(on)s it does not."),
    "deadline.days_below_nought": _("Days of notice are not below nought: %(names)s."),
    "deadline.processing_too_long": _(
        "A paper in so late would be issued after the opening. Weeks before the opening: %(submit_weeks)s; weeks of "
        "processing: %(process_weeks)s."
    ),
    "symbol.bad_fields": _('The pattern does not give "%(said)s" back from these fields: %(names)s.'),
    "symbol.bad_pattern": _(
        '"%(said)s" is no pattern of symbols: fields stand in braces, {number} once and outside brackets, and brackets '
        "do not nest."
    ),
    "symbol.field_unknown": _(
        "The house cannot fill these fields of a symbol by itself: %(fields)s. It knows: %(known)s."
    ),
    "symbol.field_missing": _("The symbol needs a value for: %(field)s."),
    "symbol.suffix_unknown": _('"%(suffix)s" is no suffix here. There are: %(suffixes)s.'),
    "presidency.bad_group": _("A group of presidencies has at least one member, not %(size)s."),
    "presidency.nobody": _("Nobody takes part in the rotation, so nobody presides."),
    "presidency.period_unknown": _("Changes are stated for periods that were not asked for: %(periods)s."),
}

#: What a second person is asked to agree to, by act.
ACT_SENTENCES: dict[str, Promise | str] = {
    "people.open_account": _("Let a person sign in"),
    "people.invite": _("Let a person sign in, by a set-up link"),
    "people.add_colleague": _("Add a colleague with a role and a set-up link"),
    "people.reopen_account": _("Let a person sign in again"),
    "keeping.set_time": _("Change how long something of persons is kept"),
    "keeping.erase_person": _("Erase what is kept of a person"),
    "keeping.erase_due": _("Erase what was kept for its time"),
    "people.replace_keys": _("Replace the lost keys of a person"),
    "people.hand_out_link": _("Hand out a set-up link"),
    "people.close_account": _("End all ways in for a person"),
    "people.give_capacity": _("Give a person a role"),
    "people.end_capacity": _("End a role"),
    "people.hand_out_code": _("Hand out a one-time code"),
    "people.join_identity": _("Let a person sign in by the provider"),
    "chamber.put_question": _("Put a question to the room"),
    "chamber.reopen_doors": _("Open the doors of a sitting again, with what leaves the room"),
    "chamber.take_over_seat": _("Take over the voting right of a seat"),
    "decisions.prepare_question": _("Prepare a question that more people may read"),
    "meetings.enter_room": _("Enter a delegate as present in the room"),
    "meetings.leave_room": _("Enter that a delegate left the room"),
    "budget.plan_budget": _("Plan the budget of a year"),
    "budget.draft_budget": _("Write the parts of a budget"),
    "budget.set_scale": _("Set the scale by which members contribute"),
    "budget.adopt_budget": _("Put an adopted budget into effect"),
    "budget.record_payment": _("Record a contribution received"),
    "budget.reverse_payment": _("Take back a payment recorded wrongly"),
    "decisions.add_follow_up": _("Add a line of follow-up to a decision"),
    "decisions.correct_title": _("Correct the title of a decision"),
    "decisions.withdraw_text": _("Withdraw a text at its sponsor’s request"),
    "documents.correct_title": _("Correct the title of a document"),
    "decisions.announce": _("Announce what a closed question came to"),
    "decisions.propose_amendment": _("Propose an amendment to a text"),
    "decisions.send_amendment": _("Send an amendment to the secretariat"),
    "decisions.table_amendment": _("Table an amendment"),
    "decisions.withdraw_amendment": _("Withdraw an amendment"),
    "decisions.put_amendment": _("Prepare the question on an amendment"),
    "decisions.put_part": _("Prepare the question on a part of a text"),
    "decisions.settle_amendment": _("Announce what became of an amendment"),
    "decisions.rewrite_amendment": _("Write a draft amendment anew"),
    "decisions.write_agreed_reading": _("Write the agreed reading of a paragraph"),
    "decisions.record_in_text": _("Say that a version has an amendment that carried"),
    "decisions.merge_amendments": _("Make a version with the amendments that carried"),
    "decisions.join_sponsors": _("Join the sponsors of a text or an amendment"),
    "decisions.leave_sponsors": _("Leave the sponsors of a text or an amendment"),
    "decisions.begin_follow_up": _("Bring an adopted text into follow-up"),
    "decisions.close_text": _("Close an adopted text"),
    "decisions.close_follow_up": _("Close a line of follow-up"),
    "decisions.close_question": _("Close a question"),
    "decisions.enter_count": _("Enter the figures of a vote counted by hand"),
    "decisions.enter_roll": _("Enter what members answered to a roll call"),
    "decisions.extend_silence": _("Give more time in a silence procedure"),
    "decisions.issue_decision": _("Issue a decision"),
    "decisions.open_question": _("Open a silence procedure"),
    "decisions.record_verdict": _("Enter in the record what the chair announced"),
    "decisions.report_follow_up": _("Report on a line of follow-up"),
    "decisions.void_decision": _("Mark the number of a decision as void"),
    "documents.add_footnote": _("Add a footnote in a draft"),
    "documents.add_table": _("Add a table in a draft"),
    "documents.change_table": _("Change a table in a draft"),
    "documents.lay_in_piece": _("Lay a piece from elsewhere into a draft"),
    "documents.insert_paragraph": _("Add a paragraph in a draft"),
    "documents.join_paragraph": _("Join two paragraphs of a draft"),
    "documents.keep_brackets": _("Say that square brackets belong to the text"),
    "documents.make_version": _("Make a version of a draft"),
    "documents.move_paragraph": _("Move a paragraph of a draft"),
    "documents.open_draft": _("Open a draft of a document"),
    "documents.put_draft_aside": _("Put a draft aside"),
    "documents.remove_paragraph": _("Take a paragraph out of a draft"),
    "documents.restore_paragraph": _("Bring back a paragraph of a draft"),
    "documents.shape_paragraph": _("Change what a paragraph of a draft is"),
    "documents.split_paragraph": _("Split a paragraph of a draft"),
    "documents.write_paragraph": _("Write a paragraph of a draft"),
    "documents.add_translation": _("Add a language to a version of a document"),
    "documents.add_version": _("Add a version to a document"),
    "documents.enter_outside_document": _("Enter a document of another organisation"),
    "documents.grant_waiver": _("Record that a body takes a late document"),
    "documents.issue_version": _("Issue a version of a document"),
    "documents.move_document": _("Move a document to the next state of its life"),
    "documents.open_bracket": _("Put words of a text in brackets"),
    "documents.plan_document": _("Plan a document"),
    "documents.receive_referral": _("Record that a body received a text"),
    "documents.record_check": _("Record the check of a language version"),
    "documents.name_authentic_languages": _("Name the authentic languages"),
    "documents.set_translation_due": _("Say when a translation is due"),
    "documents.refer_document": _("Refer a text to another body"),
    "documents.register_document": _("Give a document its symbol"),
    "documents.resolve_bracket": _("Resolve words in brackets"),
    "documents.return_referral": _("Return a text to the body that sent it"),
    "documents.seal_version": _("Seal a version of a document"),
    "documents.send_referral": _("Send a referred text on to the next body"),
    "documents.widen_audience": _("Let more people read a document"),
    "documents.add_to_text": _("Write an addendum to a text"),
    "documents.agree_ad_referendum": _("Record that a text is agreed ad referendum"),
    "documents.agree_at_expert_level": _("Record that experts agreed on a text"),
    "documents.answer_for_capital": _("Record the answer of a capital"),
    "documents.answer_round": _("Hand in an answer to a consultation"),
    "documents.call_off_round": _("Call off a round of consultation"),
    "documents.close_round": _("Close a round of consultation"),
    "documents.correct_text": _("Write a corrigendum to a text"),
    "documents.derestrict_document": _("Open a restricted document"),
    "documents.open_round": _("Open a round of consultation"),
    "documents.revise_text": _("Write a revision of a text"),
    "documents.set_deadlines": _("Set the days on which a paper is due"),
    "documents.set_derestriction": _("Name the day from which a document may be opened"),
    "instruments.add_paper": _("Put a paper into a signing"),
    "instruments.bring_into_effect": _("Record that a text took effect"),
    "instruments.certify_copy": _("Certify a true copy of a signed paper"),
    "instruments.enter_treaty": _("Enter a treaty"),
    "instruments.open_signing": _("Lay papers open for signature"),
    "instruments.plan_signing": _("Plan a signing"),
    "instruments.receive_full_powers": _("Enter full powers to sign"),
    "instruments.record_deposit": _("Enter an instrument deposited for a treaty"),
    "instruments.sign_paper": _("Enter a signature"),
    "meetings.accept_credentials": _("Accept the credentials of a delegate"),
    "meetings.add_item": _("Add an item to an agenda"),
    "meetings.challenge_credentials": _("Note that the credentials of a delegate are challenged"),
    "meetings.close_to_others": _("Close the doors of a sitting to others"),
    "meetings.convene_session": _("Convene a meeting and issue its provisional agenda"),
    "meetings.copy_session": _("Plan a meeting as an earlier one stood"),
    "meetings.correct_item": _("Correct the title of an item"),
    "meetings.correct_session": _("Correct the title of a meeting"),
    "meetings.correct_sitting": _("Correct the title of a sitting"),
    "meetings.replace_delegate": _("Replace a person on the list of a delegation"),
    "meetings.move_item": _("Move an item of an agenda"),
    "meetings.declare_items": _("State how many items an agenda has"),
    "meetings.designate_alternate": _("Name an alternate who acts as head of a delegation"),
    "meetings.enter_venue": _("Enter a venue"),
    "meetings.hold_session": _("Note that a meeting was held"),
    "meetings.issue_agenda": _("Let more people read an agenda"),
    "meetings.list_delegate": _("Put a person on the list of a delegation"),
    "meetings.list_delegation": _("List a delegation"),
    "meetings.name_for_sitting": _("Let a person into a sitting by name"),
    "meetings.open_to_others": _("Open the doors of a sitting to others"),
    "meetings.place_paper": _("Place a paper under an item of an agenda"),
    "meetings.plan_meeting": _("Plan a day of meeting"),
    "meetings.plan_first_meeting": _("Plan the first meeting"),
    "meetings.plan_session": _("Plan a meeting"),
    "meetings.plan_sitting": _("Plan a sitting"),
    "meetings.rename_item": _("Name an item of an agenda otherwise"),
    "meetings.seat_provisionally": _("Seat a delegate provisionally"),
    "meetings.submit_credentials": _("Hand in the credentials of a delegate"),
    "meetings.table_paper": _("Table a paper under an item of an agenda"),
    "meetings.take_off_list": _("Take a person off the list of a delegation"),
    "meetings.take_out_of_a": _("Discuss an item that was to pass without debate"),
    "meetings.withdraw_item": _("Withdraw an item from an agenda"),
    "newsroom.arm_release": _("Arm a release"),
    "newsroom.clear_release": _("Clear the words of a release"),
    "newsroom.correct_release": _("Correct a release that is out"),
    "newsroom.draft_curtain_raiser": _("Draft a release from the record"),
    "newsroom.draft_release": _("Draft a release"),
    "newsroom.edit_claim": _("Edit a sentence of a release"),
    "newsroom.edit_release": _("Edit a release"),
    "newsroom.nod_release": _("Agree that a release goes out at its time"),
    "newsroom.publish_release": _("Publish a release"),
    "newsroom.withdraw_release": _("Withdraw a release"),
    "organisation.admit_member": _("Admit a member"),
    "organisation.appoint_officer": _("Appoint an officer"),
    "organisation.attribute": _("State the source of a fact"),
    "organisation.bring_rules_into_force": _("Bring rules of procedure into force for a body"),
    "organisation.begin_presidencies": _("Enter the first presidencies"),
    "organisation.set_symbol_form": _("Change how symbols of documents are written"),
    "organisation.change_house": _("Change the name, zone or languages of the organisation"),
    "organisation.establish_from_model": _("Establish bodies from a model"),
    "organisation.change_rule": _("Change the rules of a body from a day"),
    "organisation.correct_body": _("Correct the name of a body"),
    "organisation.correct_member": _("Correct the name of a member"),
    "organisation.correct_office": _("Correct the title of an office"),
    "organisation.correct_officer": _("Correct the title of an officer"),
    "organisation.correct_partner": _("Correct the name of a partner"),
    "organisation.end_body": _("End a body"),
    "organisation.correct_person": _("Correct the name of a person"),
    "organisation.deliver_priorities": _("Enter the priorities of a presidency"),
    "organisation.end_membership": _("End a membership"),
    "organisation.end_office": _("End an office that a person holds"),
    "organisation.end_officer": _("End the term of an officer"),
    "organisation.end_seat": _("End the seat of a member in a body"),
    "organisation.enter_partner": _("Enter a partner"),
    "organisation.enter_person": _("Enter a person"),
    "organisation.enter_presidency": _("Enter a presidency"),
    "organisation.enter_source": _("Enter a source"),
    "organisation.show_holders": _("Say who sees the holders of words in brackets"),
    "organisation.establish_body": _("Establish a body"),
    "organisation.found": _("Found the organisation"),
    "organisation.give_mandate": _("Give a mandate"),
    "organisation.give_seat": _("Give a member a seat in a body"),
    "organisation.note_check": _("Note that something was tried and works"),
    "organisation.pass_presidency": _("Pass the presidency"),
    "organisation.plan_statement": _("Plan the statement of a presidency"),
    "organisation.record_office": _("Enter the office that a person holds"),
    "meetings.move_session": _("Change the days or the venue of a meeting"),
    "meetings.move_sitting": _("Change the hours or the room of a sitting"),
    "meetings.take_in_delegates": _("Put the persons of a table on the lists of their delegations"),
    "meetings.take_in_items": _("Take the items of a table on the agenda"),
    "organisation.set_emblem": _("Put an emblem over every page"),
    "organisation.settle_rules": _("Settle the rules of several bodies from a day"),
    "organisation.take_in_members": _("Admit the members of a table"),
    "organisation.take_in_people": _("Enter the persons of a table"),
    "organisation.withdraw_attribution": _("Withdraw the source of a fact"),
    "budget.give_vote_back": _("Give a member in arrears its vote back"),
    "budget.permit_vote": _("Let a member in arrears vote up to a day"),
    "budget.take_vote": _("Take the vote of a member in arrears"),
    "organisation.confirm_rules": _("Confirm the rules of a body as they stand"),
    "organisation.correct_attribute": _("Correct what is entered of a member: votes, population or a trait"),
    "organisation.end_attribute": _("End the votes, the population or a trait of a member"),
    "organisation.enter_attribute": _("Enter the votes, the population or a trait of a member"),
    "organisation.enter_attributes": _("Enter the votes or the population of the members of a body"),
    "protocol.lay_table": _("Let more people see the table plan"),
    "protocol.mark_arrival": _("Let more people know of an arrival"),
    "protocol.add_slot": _("Add a slot to the programme"),
    "protocol.plan_arrival": _("Plan an arrival"),
}

#: What values of a ruleset are called, for those who confirm them.
VALUES: dict[str, Promise | str] = {
    "*": pgettext_lazy("value of a rule", "all that the model says"),
    "method": pgettext_lazy("value of a rule", "how it is decided"),
    "quorum_open": pgettext_lazy("value of a rule", "quorum to open"),
    "quorum_decide": pgettext_lazy("value of a rule", "quorum to decide"),
    "base": pgettext_lazy("value of a rule", "of what the share is taken"),
    "threshold": pgettext_lazy("value of a rule", "votes needed"),
    "extra": pgettext_lazy("value of a rule", "further conditions"),
    "tie": pgettext_lazy("value of a rule", "equal votes"),
    "absent": pgettext_lazy("value of a rule", "how absent members count"),
    "abstain": pgettext_lazy("value of a rule", "how abstentions count"),
    "excluded": pgettext_lazy("value of a rule", "who is left out"),
    "criterion": pgettext_lazy("value of a rule", "the ground on which a member is left out"),
    "reverse": pgettext_lazy("value of a rule", "whether all must be against it to stop it"),
    "weighted": pgettext_lazy("value of a rule", "whether votes are weighed"),
    "fallback": pgettext_lazy("value of a rule", "what decides where there is no consensus"),
    "formula": pgettext_lazy("value of a rule", "decisions of some members among themselves"),
    "open_to": pgettext_lazy("value of a rule", "subjects open to such decisions"),
    "proxies": pgettext_lazy("value of a rule", "votes carried for absent members"),
    "objection_window": pgettext_lazy("value of a rule", "time for objections"),
    "second_vote_within": pgettext_lazy("value of a rule", "time to a second vote"),
    "silence": pgettext_lazy("value of a rule", "silence procedure"),
    "statements": pgettext_lazy("value of a rule", "statements attached"),
    "cite": pgettext_lazy("value of a rule", "where it is written"),
    "valid_from": pgettext_lazy("value of a rule", "its first day"),
    "valid_to": pgettext_lazy("value of a rule", "its last day"),
    "entitled": pgettext_lazy("value of a rule", "who takes part"),
    "majority": pgettext_lazy("value of a rule", "votes needed to be elected"),
    "next_ballot": pgettext_lazy("value of a rule", "what follows a ballot that left places"),
    "names_per_place": pgettext_lazy("value of a rule", "leaders that stand for each place left"),
    "alternates_after": pgettext_lazy("value of a rule", "restricted ballots after which open ones follow"),
    "lots": pgettext_lazy("value of a rule", "whether equal votes for the last place are settled by lot"),
    "crosses_as_places": pgettext_lazy("value of a rule", "whether a paper with too many names is invalid"),
    "secret": pgettext_lazy("value of a rule", "whether ballots bear no names"),
    "default": pgettext_lazy("value of a rule", "that it decides whatever has no rule of its own"),
    "voting_right_lost": pgettext_lazy("setting", "when arrears take the vote"),
    "session_chair": pgettext_lazy("setting", "who presides"),
    "presidency_order": pgettext_lazy("setting", "the order of the presidency"),
    "signature_order": pgettext_lazy("setting", "the order of signatures"),
    "languages": pgettext_lazy("setting", "languages"),
    "agenda_notice_days": pgettext_lazy("setting", "days from the agenda to the meeting"),
    "documents_days": pgettext_lazy("setting", "days from the documents to the meeting"),
    "speaking_limit_s": pgettext_lazy("setting", "time for a speaker, in seconds"),
    "supplementary_items_days": pgettext_lazy("setting", "days from further items to the opening"),
    "added_items_wait_days": pgettext_lazy("setting", "days that an added item waits"),
    "credentials_days": pgettext_lazy("setting", "days from the credentials to the opening"),
    "credentials_committee": pgettext_lazy("setting", "how many members examine the credentials"),
    "explanation_of_vote_minutes": pgettext_lazy("setting", "time for an explanation of vote, in minutes"),
    "motions": pgettext_lazy("setting", "motions and their order"),
    "floor": pgettext_lazy("setting", "who has the floor"),
    "roll_call": pgettext_lazy("setting", "the order of the roll call"),
    "amendments_order": pgettext_lazy("setting", "the order of amendments"),
    "proposals_order": pgettext_lazy("setting", "the order of proposals"),
    "officers": pgettext_lazy("setting", "officers to be elected"),
    "places": pgettext_lazy("setting", "places to be filled"),
    "seating": pgettext_lazy("setting", "the order at the table"),
    "restricted_companions": pgettext_lazy("setting", "who joins the heads in a restricted sitting"),
}


def act_sentence(name: str) -> str:
    """What an act does, for the person who is asked to agree. KeyError for an act that takes one person only."""
    return str(ACT_SENTENCES[name])


def sentence_of(refused: Refused) -> str:
    """The sentence of a refusal in the reader's language, with its facts and its rule.

    A code without a sentence is a fault of ours and raises KeyError; a test walks all codes.
    """
    told = facts_in_words(refused.code, refused.facts, days=True)
    if refused.code == "rules.not_confirmed":
        told["values"] = listed(value_in_words(str(one)) for one in _listed(refused.facts.get("values")))
    said = str(SENTENCES[refused.code] % told)
    if refused.cite is None:
        return said
    return gettext("%(sentence)s (%(rule)s)") % {"sentence": said, "rule": refused.cite}


def value_in_words(name: str) -> str:
    """What a value of a ruleset is called: a part of a rule, or a setting."""
    return str(VALUES[name]) if name in VALUES else name.replace("_", " ")


def _listed(fact: object) -> list[object]:
    return list(fact) if isinstance(fact, list | tuple) else []
