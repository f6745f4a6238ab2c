"""The steps of a verdict as sentences: what the rule looked at, the figures, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from plenary.interfaces.fact_words import fact_in_words
from plenary.interfaces.web.decisions.craft_steps import CRAFT_STEPS
from plenary.interfaces.wording import SENTENCES, sentence_of
from plenary.procedure.refusal import Refused

MET, UNMET, NOTED = "met", "unmet", "noted"


@dataclass(frozen=True, slots=True)
class SaidStep:
    """One step as a page prints it. state: met, unmet or noted, the class of its line."""

    state: str
    head: str
    sentence: str
    cite: str


#: Code of a step -> state, what it is about, the sentence with the facts of the step.
STEPS: dict[str, tuple[str, Promise, Promise]] = {
    "item.on_agenda": (MET, pgettext_lazy("step", "Item"), gettext_lazy("On the adopted agenda.")),
    "item.not_on_agenda": (UNMET, pgettext_lazy("step", "Item"), gettext_lazy("Not on the adopted agenda.")),
    "document.on_time": (MET, pgettext_lazy("step", "Document"), gettext_lazy("Circulated in time.")),
    "document.late": (UNMET, pgettext_lazy("step", "Document"), gettext_lazy("Circulated too late, without consent.")),
    "document.waived": (
        NOTED,
        pgettext_lazy("step", "Document"),
        gettext_lazy("Circulated late; the body agreed to take it."),
    ),
    "quorum.met": (
        MET,
        pgettext_lazy("step", "Quorum"),
        gettext_lazy("%(represented)s of %(base)s represented; %(required)s needed."),
    ),
    "quorum.short": (
        UNMET,
        pgettext_lazy("step", "Quorum"),
        gettext_lazy("%(represented)s of %(base)s represented; %(required)s needed."),
    ),
    "quorum.weight_met": (
        MET,
        pgettext_lazy("step", "Quorum"),
        gettext_lazy("Votes represented: %(represented)s of %(base)s; %(required)s needed."),
    ),
    "quorum.weight_short": (
        UNMET,
        pgettext_lazy("step", "Quorum"),
        gettext_lazy("Votes represented: %(represented)s of %(base)s; %(required)s needed."),
    ),
    "quorum.none_written": (
        NOTED,
        pgettext_lazy("step", "Quorum"),
        gettext_lazy("The rules name none; somebody was present."),
    ),
    "quorum.nobody_present": (UNMET, pgettext_lazy("step", "Quorum"), gettext_lazy("Nobody was represented.")),
    "entitled.counted": (
        NOTED,
        pgettext_lazy("step", "Entitled"),
        gettext_lazy("Members taking part: %(entitled)s of %(members)s."),
    ),
    "entitled.excluded": (
        NOTED,
        pgettext_lazy("step", "Entitled"),
        gettext_lazy("The member concerned does not take part: %(members)s."),
    ),
    "entitled.criterion_not_recorded": (
        NOTED,
        pgettext_lazy("step", "Entitled"),
        gettext_lazy("Whether these may take part is not recorded: %(members)s."),
    ),
    "casts.counted": (
        NOTED,
        pgettext_lazy("step", "Votes"),
        gettext_lazy("%(yes)s in favour, %(no)s against, %(abstain)s abstaining, %(absent)s absent."),
    ),
    "casts.positions": (
        NOTED,
        pgettext_lazy("step", "Positions"),
        gettext_lazy("%(present)s asked, %(objections)s objecting."),
    ),
    "base.counted": (NOTED, pgettext_lazy("step", "Base"), gettext_lazy("The share is taken of %(base)s.")),
    "threshold.reached": (
        MET,
        pgettext_lazy("step", "Majority"),
        gettext_lazy("%(counted)s in favour; %(required)s needed (%(share)s of %(base)s)."),
    ),
    "threshold.short": (
        UNMET,
        pgettext_lazy("step", "Majority"),
        gettext_lazy("%(counted)s in favour; %(required)s needed (%(share)s of %(base)s)."),
    ),
    "extra.veto": (
        UNMET,
        pgettext_lazy("step", "Condition"),
        gettext_lazy("A member with this right voted against: %(members)s."),
    ),
    "extra.no_veto": (
        MET,
        pgettext_lazy("step", "Condition"),
        gettext_lazy("No member with the right to stop it voted against."),
    ),
    "extra.reached": (
        MET,
        pgettext_lazy("step", "Condition"),
        gettext_lazy("The further condition is met: %(counted)s of %(base)s; %(required)s needed."),
    ),
    "extra.deemed_reached": (
        MET,
        pgettext_lazy("step", "Condition"),
        gettext_lazy("The further condition counts as met."),
    ),
    "extra.short": (
        UNMET,
        pgettext_lazy("step", "Condition"),
        gettext_lazy("The further condition is not met: %(counted)s of %(base)s; %(required)s needed."),
    ),
    "consensus.no_objection": (
        MET,
        pgettext_lazy("step", "Objections"),
        gettext_lazy("Nobody objected when the chair asked."),
    ),
    "consensus.objection_stands": (
        UNMET,
        pgettext_lazy("step", "Objections"),
        gettext_lazy("Objections: %(objections)s (%(objectors)s)."),
    ),
    "consensus.all_against": (
        UNMET,
        pgettext_lazy("step", "Objections"),
        gettext_lazy("All were against; this rule falls only to a consensus against."),
    ),
    "joint.body": (NOTED, pgettext_lazy("step", "Body"), gettext_lazy("%(body)s: %(outcome)s.")),
    "joint.verdict": (NOTED, pgettext_lazy("step", "Joint meeting"), gettext_lazy("Together: %(outcome)s.")),
    "formula.not_open": (
        UNMET,
        pgettext_lazy("step", "Formula"),
        gettext_lazy("The formula is not open to a question of this kind."),
    ),
    "extra.enough_opponents_to_block": (
        MET,
        pgettext_lazy("step", "Condition"),
        gettext_lazy("%(opponents)s opposed; %(needed)s would block."),
    ),
    "extra.too_few_opponents_to_block": (
        UNMET,
        pgettext_lazy("step", "Condition"),
        gettext_lazy("%(opponents)s opposed; %(needed)s would block."),
    ),
    "silence.amendment_noted": (
        NOTED,
        pgettext_lazy("step", "Silence"),
        gettext_lazy("%(member)s proposed an amendment."),
    ),
    "silence.extension_asked": (NOTED, pgettext_lazy("step", "Silence"), gettext_lazy("%(member)s asked for time.")),
    "silence.lifted_changes_nothing": (
        NOTED,
        pgettext_lazy("step", "Silence"),
        gettext_lazy("%(member)s lifted the objection; a broken silence stays broken."),
    ),
    "silence.objection_in_room_noted": (
        NOTED,
        pgettext_lazy("step", "Silence"),
        gettext_lazy("Objected in the room when it was proposed: %(members)s."),
    ),
    "tie.second_vote_due": (UNMET, pgettext_lazy("step", "Tie"), gettext_lazy("A tie; a second vote is due.")),
    "tie.again": (UNMET, pgettext_lazy("step", "Tie"), gettext_lazy("A tie again; the proposal falls.")),
    "tie.casting_vote_due": (
        UNMET,
        pgettext_lazy("step", "Tie"),
        gettext_lazy("A tie; the presiding officer has the casting vote."),
    ),
    "tie.casting_vote": (NOTED, pgettext_lazy("step", "Tie"), gettext_lazy("A tie, settled by the casting vote.")),
    "tie.lots": (NOTED, pgettext_lazy("step", "Tie"), gettext_lazy("A tie, to be settled by lot.")),
    "tie.not_adopted": (
        UNMET,
        pgettext_lazy("step", "Tie"),
        gettext_lazy("A tie; under this rule the proposal falls."),
    ),
    "silence.opened": (
        NOTED,
        pgettext_lazy("step", "Silence"),
        gettext_lazy("From %(starts_at)s until %(expires_at)s."),
    ),
    "silence.extended": (NOTED, pgettext_lazy("step", "Silence"), gettext_lazy("The time was extended.")),
    "silence.kept": (MET, pgettext_lazy("step", "Silence"), gettext_lazy("Nobody broke it by %(expired_at)s.")),
    "silence.never_started": (
        UNMET,
        pgettext_lazy("step", "Silence"),
        gettext_lazy("Objected to when it was proposed: %(members)s."),
    ),
    "silence.late": (
        NOTED,
        pgettext_lazy("step", "Silence"),
        gettext_lazy("A message of %(member)s came after the time and is not counted."),
    ),
    "silence.broken": (UNMET, pgettext_lazy("step", "Silence"), gettext_lazy("Broken by %(member)s.")),
    "formula.agreed": (
        NOTED,
        pgettext_lazy("step", "Limited format"),
        gettext_lazy("Agreed among those that take part: %(members)s."),
    ),
    "formula.binds_only": (
        NOTED,
        pgettext_lazy("step", "Limited format"),
        gettext_lazy("Binds only those that took part: %(members)s."),
    ),
    "statements.attached": (
        NOTED,
        pgettext_lazy("step", "Statements"),
        gettext_lazy("Attached: %(count)s. The text stays as it is."),
    ),
    **CRAFT_STEPS,
    "elections.counted": (
        NOTED,
        pgettext_lazy("step", "Ballot"),
        gettext_lazy(
            "Papers: %(papers)s, of them invalid %(invalid)s and blank %(blank)s; needed: %(required)s of %(base)s."
        ),
    ),
    "elections.elected": (
        NOTED,
        pgettext_lazy("step", "Elected"),
        gettext_lazy("Elected: %(members)s. Places left: %(places_left)s."),
    ),
    "elections.special_ballot": (
        UNMET,
        pgettext_lazy("step", "Tie"),
        gettext_lazy("Equal votes for the last of the places; a ballot between: %(members)s."),
    ),
    "elections.lots": (UNMET, pgettext_lazy("step", "Tie"), gettext_lazy("Equal votes; lots between: %(members)s.")),
    "elections.lot_drawn": (NOTED, pgettext_lazy("step", "Lot"), gettext_lazy("Drawn by lot: %(members)s.")),
    "elections.next_restricted": (
        NOTED,
        pgettext_lazy("step", "Next"),
        gettext_lazy("Places left: %(places_left)s. The next ballot is restricted to: %(members)s."),
    ),
    "elections.next_open": (
        NOTED,
        pgettext_lazy("step", "Next"),
        gettext_lazy("Places left: %(places_left)s. The next ballot is open to all."),
    ),
    "elections.eliminated": (
        NOTED,
        pgettext_lazy("step", "Next"),
        gettext_lazy("With %(votes)s of the votes the last, and no longer standing: %(members)s."),
    ),
    "elections.tie_for_last": (
        NOTED,
        pgettext_lazy("step", "Tie"),
        gettext_lazy("Equal votes for the last, %(votes)s each; a ballot between: %(members)s."),
    ),
    "ruling.as_computed": (
        NOTED,
        pgettext_lazy("step", "Ruling"),
        gettext_lazy("%(by)s ruled as computed: %(ground)s."),
    ),
    "ruling.otherwise": (
        NOTED,
        pgettext_lazy("step", "Ruling"),
        gettext_lazy("%(by)s ruled otherwise than computed: %(ground)s."),
    ),
    "ruling.overruled": (
        NOTED,
        pgettext_lazy("step", "Ruling"),
        gettext_lazy("The body overruled the ruling; what was computed holds."),
    ),
    "ruling.upheld": (
        NOTED,
        pgettext_lazy("step", "Ruling"),
        gettext_lazy("The body did not overrule; the ruling stands."),
    ),
    "entitled.carried": (
        NOTED,
        pgettext_lazy("step", "Entitled"),
        gettext_lazy("Represented by another member: %(members)s."),
    ),
    "extra.not_asked": (
        NOTED,
        pgettext_lazy("step", "Condition"),
        gettext_lazy("A further condition counts only if this is on the record, and it is not: %(when)s."),
    ),
    "consensus.not_all_against": (
        MET,
        pgettext_lazy("step", "Objections"),
        gettext_lazy("Objections: %(objections)s. Only a consensus against would stop it."),
    ),
    "consensus.fallback": (
        NOTED,
        pgettext_lazy("step", "Next"),
        gettext_lazy("There is no consensus; it may now be put under the rule on: %(subject)s."),
    ),
    "tie.lot_drawn": (NOTED, pgettext_lazy("step", "Tie"), gettext_lazy("A tie, settled by drawing lots.")),
    "silence.at_the_instant": (
        NOTED,
        pgettext_lazy("step", "Silence"),
        gettext_lazy(
            "A message of %(member)s came at the very instant, %(expires_at)s; the rule asks for one before it."
        ),
    ),
    "preliminary.adopted": (
        NOTED,
        pgettext_lazy("step", "Preliminary question"),
        gettext_lazy("Adopted; the matter is put under the rule on: %(subject)s."),
    ),
    "preliminary.not_adopted": (
        NOTED,
        pgettext_lazy("step", "Preliminary question"),
        gettext_lazy("Not adopted; the matter is put under the rule on: %(subject)s."),
    ),
    "quorum.called": (
        NOTED,
        pgettext_lazy("step", "Quorum"),
        gettext_lazy(
            "The quorum was called. Represented: %(count)s (%(represented)s). Needed to decide: %(required)s."
        ),
    ),
}

OUTCOMES: dict[str, Promise] = {
    "adopted": pgettext_lazy("outcome", "Adopted."),
    "not adopted": gettext_lazy("Not adopted."),
    "tied": gettext_lazy("Tied."),
    "no quorum": gettext_lazy("No quorum; nothing was decided."),
    "inconclusive": gettext_lazy("Inconclusive."),
    "silence running": gettext_lazy("The silence procedure runs."),
    "silence broken": gettext_lazy("Silence was broken."),
    "irregular": gettext_lazy("Irregular; nothing was decided."),
}
METHODS: dict[str, Promise] = {
    "consensus": gettext_lazy("Adopted by consensus"),
    "silence": gettext_lazy("Adopted by silence procedure"),
    "vote": gettext_lazy("Adopted by vote"),
}


def said_steps(verdict: Mapping[str, Any]) -> list[SaidStep]:
    """The steps of a kept verdict, in their order; none where none are kept."""
    language = get_language() or ""
    return [_said(step, language) for step in verdict.get("steps", []) if isinstance(step, Mapping)]


def _said(step: Mapping[str, Any], language: str) -> SaidStep:
    code = str(step.get("code", ""))
    facts = _Facts(code, step.get("facts") or {})
    cite = str(step.get("cite") or "")
    if code == "verdict":
        outcome = str(facts.get("outcome", ""))
        state = MET if outcome == "adopted" else UNMET
        return SaidStep(state, _("Verdict"), str(OUTCOMES.get(outcome, outcome)), cite)
    told = _told(code, language)
    if told is None and code in SENTENCES:
        # What stands in the way of an act is told as the refusal of that act is.
        return SaidStep(UNMET, _("In the way"), sentence_of(Refused(code, None, **(step.get("facts") or {}))), cite)
    if told is None:
        return SaidStep(NOTED, _("Further step"), _("Recorded as %(code)s.") % {"code": code}, cite)
    state, head, sentence = told
    return SaidStep(state, head, sentence % facts, cite)


@cache
def _told(code: str, language: str) -> tuple[str, str, str] | None:
    """What the catalogue says of a code in a language, which is the active one: looked up once for all steps.

    None for a code that is not of the catalogue.
    """
    known = STEPS.get(code)
    return None if known is None else (known[0], str(known[1]), str(known[2]))


class _Facts(dict[str, Any]):
    """Facts of a step as a sentence shows them, each made to words when the sentence asks for it.

    One that nobody gave, or that an older verdict does not hold, is told as not recorded.
    """

    def __init__(self, code: str, facts: Mapping[str, Any]) -> None:
        super().__init__(facts)
        self.code = code

    def __getitem__(self, name: str) -> object:
        value = self.get(name)
        # A document that moves for the first time was in no state before, which is something to say.
        if value is None or (value == "" and name != "before"):
            return _("not recorded")
        return fact_in_words(self.code, name, value)
