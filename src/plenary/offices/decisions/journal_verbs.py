"""What the record says of the decisions office."""

from django.utils.translation import gettext_lazy as _

from plenary.foundation.journal.writing import register

register("decisions.question.prepared", _("A question was prepared for {bodies}: {question}"))
register("decisions.question.opened", _("The question was put by {method}: {question}"))
register("decisions.question.closed", _("The question was closed: {outcome}"))
register("decisions.question.voided", _("The question was made void: {reason}"))
register("decisions.silence.extended", _("The silence procedure was extended from {old} to {new}"))
register("decisions.time.asked", _("{member} asked for more time: {reason}"))
register("decisions.objection.made", _("{member} objected in {body}"))
register("decisions.objection.received_late", _("An objection of {member} arrived late, at {received_at}"))
register("decisions.objection.withdrawn", _("{member} withdrew its objection in {body}"))
register("decisions.ballot.cast", _("{member} voted: {choice}"))
register("decisions.ballot.changed", _("{member} changed its ballot: {choice}"))
register("decisions.ballot.entered", _("{member} answered the roll call: {choice}"))
register(
    "decisions.vote.counted", _("The count in {body} was entered: {yes} in favour, {no} against, {abstain} abstaining")
)
register("decisions.vote.corrected", _("{member} voted: {cast}. It states that it meant: {meant}"))
register("decisions.verdict.announced", _("The chair announced: {outcome}"))
register("decisions.verdict.recorded", _("The secretary recorded what was announced: {outcome}"))
register("decisions.ruling.made", _("The chair ruled {outcome} where the rule computes {computed}: {ground}"))
register("decisions.decision.adopted", _("{number} was adopted: {title}"))
register("decisions.decision.issued", _("{number} was issued"))
register("decisions.decision.let_out", _("{number} left the room when its doors were opened: {title}"))
register("decisions.decision.voided", _("{number} was made void: {reason}"))
register("decisions.title.corrected", _("The title of {number} was corrected from “{before}” to “{after}”: {reason}"))
register("decisions.amendment.written", _("{member} wrote an amendment to {symbol}"))
register("decisions.amendment.rewritten", _("{member} wrote its draft amendment to {symbol} anew"))
register("decisions.amendment.sent", _("{member} sent an amendment to {symbol} to the secretariat"))
register("decisions.amendment.tabled", _("{member} tabled amendment {number} to {symbol}"))
register("decisions.amendment.withdrawn", _("{member} withdrew its amendment {number} to {symbol}"))
register("decisions.amendment.put", _("Amendment {number} to {symbol} was prepared to be put"))
register("decisions.amendment.carried", _("Amendment {number} to {symbol} carried. Not put any more: {fallen}"))
register("decisions.amendment.rejected", _("Amendment {number} to {symbol} was rejected"))
register(
    "decisions.reading.agreed",
    _("Instead of amendments {numbers} to {symbol}, paragraph {paragraph} reads as agreed: {words}. Ground: {ground}"),
)
register("decisions.amendments.merged", _("Amendments {numbers} became part of {symbol}, version {version}"))
register(
    "decisions.amendments.in_text",
    _("Amendments {numbers} stand in version {version} of {symbol}, written in by hand. Ground: {ground}"),
)
register("decisions.order.set", _("The chair set the order of voting on {symbol}: {order}. Ground: {ground}"))
register("decisions.text.divided", _("{symbol} is voted on in parts: {parts}"))
register("decisions.part.settled", _("{part} of {symbol} was voted on separately. Approved: {approved}"))
register("decisions.sponsor.joined", _("{member} joined the sponsors of {of}"))
register("decisions.sponsor.left", _("{member} left the sponsors of {of}"))
register("decisions.text.withdrawn", _("{symbol} was withdrawn by its sponsor: {reason}"))
register("decisions.statement.attached", _("{member} attached a statement to {number}"))
register(
    "decisions.follow_up.begun", _("The text of {number} is in follow-up: every paragraph has an owner or needs none")
)
register("decisions.text.closed", _("The text of {number} was closed: its last owner reported"))
register("decisions.follow_up.added", _("{number} asks: {task}"))
register("decisions.follow_up.reported", _("A report came in on {number}: {task}"))
register("decisions.follow_up.closed", _("Follow-up of {number} was closed: {task}"))
