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
register("decisions.text.withdrawn", _("{symbol} was withdrawn by its sponsor: {reason}"))
register("decisions.statement.attached", _("{member} attached a statement to {number}"))
register("decisions.follow_up.added", _("{number} asks: {task}"))
register("decisions.follow_up.reported", _("A report came in on {number}: {task}"))
register("decisions.follow_up.closed", _("Follow-up of {number} was closed: {task}"))
