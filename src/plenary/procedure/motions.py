"""Motions: which one is put first, who may speak on it, and what a point of order does.

A body's rules name its motions in their order of precedence, and for each whether it is debated and how many may speak
for and against it besides its mover. That table is data, the setting `motions` of a ruleset:

    value = { motions = [
        { motion = "suspend the meeting", debated = false, cite = "GA rule 76" },
        { motion = "adjourn the debate", for = 2, against = 2, cite = "GA rule 74" },
        { motion = "reconsider", for = 0, against = 2, ranked = false, subject = "reconsideration" },
    ], cites = { voting = "GA rule 88", point_of_order = "GA rule 71" } }

A motion without `for` and `against` is debated as any question is. One with `ranked = false` takes no precedence over
others: it is put when those before it are disposed of, in the order in which it was moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from plenary.procedure.citation import Citation
from plenary.procedure.refusal import Fact, Refused
from plenary.procedure.ruleset import Setting
from plenary.procedure.step import Step
from plenary.procedure.value import value


class Side(StrEnum):
    """For or against a motion, of one who speaks on it."""

    FOR = "for"
    AGAINST = "against"


class Matter(StrEnum):
    """What else the rules on motions may settle, each with a provision of its own."""

    VOTING = "voting"
    POINT_OF_ORDER = "point_of_order"
    WITHDRAWAL = "withdrawal"
    RECONSIDERATION = "reconsideration"
    DIVISION = "division"


@value
class MotionRule:
    """How one motion is dealt with.

    debated: False where it is put to the vote at once. speakers_for, speakers_against: how many may speak besides the
    mover; None where the rules set no number. ranked: it stands in the order of precedence. subject: the rule by which
    the body decides it.
    """

    motion: str
    cite: Citation
    debated: bool = True
    speakers_for: int | None = None
    speakers_against: int | None = None
    ranked: bool = True
    subject: str = "procedure"

    def speakers(self, side: Side) -> int | None:
        """How many may speak on that side: none where there is no debate, None where no number is set."""
        if not self.debated:
            return 0
        return self.speakers_for if side is Side.FOR else self.speakers_against


@value
class MotionRules:
    """The motions of a body, those with precedence first to last, and where the rules on them are written."""

    motions: tuple[MotionRule, ...]
    cite: Citation
    cites: tuple[tuple[Matter, Citation], ...] = ()

    @classmethod
    def from_setting(cls, setting: Setting) -> MotionRules:
        """The rules from a ruleset's `motions`. Raises: Refused "ruleset.bad_value"."""
        return cls.from_value(setting.value, cite=setting.cite)

    @classmethod
    def from_value(cls, said: object, *, cite: Citation) -> MotionRules:
        """The rules from a table as a ruleset holds it. Raises: Refused "ruleset.bad_value"."""
        table = said if isinstance(said, Mapping) else {}
        lines, places = table.get("motions"), table.get("cites", {})
        if not isinstance(lines, Sequence) or isinstance(lines, str) or not lines or not isinstance(places, Mapping):
            raise Refused("ruleset.bad_value", cite, value="motions", said=str(said))
        motions = tuple(_motion_rule(line, cite) for line in lines)
        names = [one.motion for one in motions]
        if len(set(names)) != len(names) or not {*places} <= {*map(str, Matter)}:
            raise Refused("ruleset.bad_value", cite, value="motions", said=str(said))
        cites = tuple((Matter(matter), Citation.parse(str(place))) for matter, place in places.items())
        return cls(motions, cite, cites)

    def rule_of(self, motion: str) -> MotionRule:
        """How a motion is dealt with. Raises: Refused "motions.unknown"."""
        for one in self.motions:
            if one.motion == motion:
                return one
        raise Refused("motions.unknown", self.cite, motion=motion, motions=[one.motion for one in self.motions])

    def cite_of(self, matter: Matter) -> Citation:
        """Where a matter is settled. Raises: Refused "motions.rules_silent" where the rules do not settle it."""
        for one, cite in self.cites:
            if one is matter:
                return cite
        raise Refused("motions.rules_silent", self.cite, matter=str(matter))


@value
class Motion:
    """A motion before the meeting."""

    motion: str
    moved_by: str = ""


@value
class MotionAnswer:
    """Which motion is put first, and what comes after it.

    order: the pending motions as they will be put. speakers_for, speakers_against: how many may speak on the first one
    besides its mover; None where the rules set no number. subject: the rule by which it is decided.
    """

    first: Motion
    order: tuple[Motion, ...]
    debated: bool
    speakers_for: int | None
    speakers_against: int | None
    subject: str
    steps: tuple[Step, ...]
    cite: Citation


def put_first(pending: Iterable[Motion], rules: MotionRules, *, during_voting: bool = False) -> MotionAnswer:
    """The motion that is put first of those before the meeting.

    pending: in the order in which they were moved; of two alike the earlier is put first.
    during_voting: the chair has announced that voting begins.
    Raises: Refused "motions.none_pending", "motions.unknown", "motions.voting_is_going_on".
    """
    moved = tuple(pending)
    if not moved:
        raise Refused("motions.none_pending", rules.cite)
    for one in moved:
        require_motion(one.motion, rules, during_voting=during_voting)
    places = {one.motion: place for place, one in enumerate(rules.motions) if one.ranked}
    ordered = tuple(sorted(moved, key=lambda one: places.get(one.motion, len(rules.motions))))
    first = ordered[0]
    rule = rules.rule_of(first.motion)
    steps = (
        Step.of(
            "motions.order",
            rules.cite,
            motion=first.motion,
            moved_by=first.moved_by,
            order=[one.motion for one in ordered],
        ),
        _how_it_is_debated(rule),
    )
    return MotionAnswer(
        first,
        ordered,
        rule.debated,
        rule.speakers(Side.FOR),
        rule.speakers(Side.AGAINST),
        rule.subject,
        steps,
        rules.cite,
    )


def require_motion(motion: str, rules: MotionRules, *, during_voting: bool = False) -> Step:
    """Whether a motion is in order now: none is while voting goes on.

    Raises: Refused "motions.unknown", "motions.voting_is_going_on", "motions.rules_silent".
    Source: the pattern of GA rule 88.
    """
    rule = rules.rule_of(motion)
    if during_voting:
        raise Refused("motions.voting_is_going_on", rules.cite_of(Matter.VOTING), asked=motion)
    return Step.of("motions.in_order", rule.cite, motion=motion)


def require_speaker(motion: str, rules: MotionRules, side: Side, *, spoken: Iterable[Side] = ()) -> Step:
    """Whether one more may speak on a motion, on that side.

    spoken: the sides of those who have spoken on it already, its mover left out.
    Raises: Refused "motions.not_debated", "motions.no_more_speakers", "motions.unknown".
    Source: the pattern of GA rules 74 to 76.
    """
    rule = rules.rule_of(motion)
    if not rule.debated:
        raise Refused("motions.not_debated", rule.cite, motion=motion)
    most = rule.speakers(side)
    had = sum(1 for one in spoken if one is side)
    if most is not None and had >= most:
        raise Refused("motions.no_more_speakers", rule.cite, motion=motion, side=str(side), most=most)
    left: Fact = None if most is None else most - had - 1
    return Step.of("motions.may_speak", rule.cite, motion=motion, side=str(side), left=left)


def is_put_now(motion: str, rules: MotionRules, *, spoken: Iterable[Side] = ()) -> tuple[bool, Step]:
    """Whether nobody may speak on the motion any more, so that it goes to the vote at once.

    Raises: Refused "motions.unknown".
    """
    rule = rules.rule_of(motion)
    had = list(spoken)
    left = {side: rule.speakers(side) for side in Side}
    open_sides = [side for side, most in left.items() if most is None or had.count(side) < most]
    code = "motions.speakers_left" if open_sides else "motions.put_now"
    return not open_sides, Step.of(code, rule.cite, motion=motion, sides=[str(side) for side in open_sides])


def point_of_order(
    raised_by: str,
    rules: MotionRules,
    *,
    during_voting: bool = False,
    on_conduct_of_voting: bool = False,
    on_substance: bool = False,
) -> Step:
    """Whether a point of order is in order: it interrupts, and the chair rules on it at once.

    on_conduct_of_voting: it is about the way in which the vote is being taken, all that may interrupt one.
    on_substance: it speaks to the matter under discussion, which a point of order may not.
    Raises: Refused "motions.voting_is_going_on", "motions.point_of_order_on_substance", "motions.rules_silent".
    Source: the pattern of GA rules 71 and 88.
    """
    if during_voting and not on_conduct_of_voting:
        raise Refused("motions.voting_is_going_on", rules.cite_of(Matter.VOTING), asked="point of order")
    cite = rules.cite_of(Matter.POINT_OF_ORDER)
    if on_substance:
        raise Refused("motions.point_of_order_on_substance", cite, member=raised_by)
    return Step.of("motions.point_of_order", cite, member=raised_by)


@value
class Appeal:
    """What becomes of an appeal: the question it puts, decided by the rule of `subject`.

    The question is whether to overrule, so the ruling stands unless it carries.
    """

    member: str
    subject: str
    step: Step


def appeal(appealed_by: str, rules: MotionRules) -> Appeal:
    """An appeal against a ruling is put to the vote at once.

    Raises: Refused "motions.rules_silent".
    Source: the pattern of GA rule 71, SC rule 30.
    """
    cite = rules.cite_of(Matter.POINT_OF_ORDER)
    return Appeal(appealed_by, "appeal against a ruling", Step.of("motions.appeal_put", cite, member=appealed_by))


def after_appeal(rules: MotionRules, *, carried: bool) -> Step:
    """What the ruling is after the vote on an appeal: it stands unless the appeal carried.

    Raises: Refused "motions.rules_silent".
    """
    cite = rules.cite_of(Matter.POINT_OF_ORDER)
    return Step.of("motions.ruling_overruled" if carried else "motions.ruling_stands", cite)


def require_withdrawal(
    moved: Motion, rules: MotionRules, *, asked_by: str, voting_begun: bool = False, amended: bool = False
) -> Step:
    """Whether a motion may be withdrawn: by its mover, before voting on it begins, unless it was amended.

    Raises: Refused "motions.not_its_mover", "motions.voting_is_going_on", "motions.amended", "motions.rules_silent".
    Source: the pattern of GA rule 80.
    """
    cite = rules.cite_of(Matter.WITHDRAWAL)
    if asked_by != moved.moved_by:
        raise Refused("motions.not_its_mover", cite, motion=moved.motion, moved_by=moved.moved_by)
    if voting_begun:
        raise Refused("motions.voting_is_going_on", cite, asked="withdrawal")
    if amended:
        raise Refused("motions.amended", cite, motion=moved.motion)
    return Step.of("motions.withdrawn", cite, motion=moved.motion, moved_by=moved.moved_by)


def reconsideration(rules: MotionRules, *, decided_in: str, now_in: str) -> tuple[str, Step]:
    """By which rule a question decided before is taken up again: "" where nothing special is needed.

    decided_in, now_in: the sessions. At the same one the body must first agree to reconsider.
    Raises: Refused "motions.rules_silent".
    Source: the pattern of GA rule 81.
    """
    cite = rules.cite_of(Matter.RECONSIDERATION)
    if decided_in != now_in:
        return "", Step.of("motions.new_session", cite, decided_in=decided_in, now_in=now_in)
    return "reconsideration", Step.of("motions.reconsideration_needed", cite, session=now_in)


@value
class TextPart:
    """A part of a proposal. approved: None where it was not voted on separately, and so stays in the whole."""

    name: str
    operative: bool = True
    approved: bool | None = None


@value
class Division:
    """What a division leaves to be put as a whole; `rejected` where every operative part was rejected."""

    rejected: bool
    kept: tuple[str, ...]
    step: Step


def division(parts: Sequence[TextPart], rules: MotionRules) -> Division:
    """What is left of a proposal after its parts were voted on separately.

    parts: every part of the proposal, those not voted on separately too.
    Raises: Refused "motions.no_parts", "motions.rules_silent".
    Source: the pattern of GA rule 89.
    """
    cite = rules.cite_of(Matter.DIVISION)
    if not parts:
        raise Refused("motions.no_parts", cite)
    kept = tuple(one.name for one in parts if one.approved is not False)
    operative = [one for one in parts if one.operative]
    rejected = not kept or (bool(operative) and all(one.approved is False for one in operative))
    code = "motions.whole_rejected" if rejected else "motions.whole_put"
    step = Step.of(code, cite, kept=list(kept), rejected=[one.name for one in parts if one.approved is False])
    return Division(rejected, () if rejected else kept, step)


def _how_it_is_debated(rule: MotionRule) -> Step:
    if not rule.debated:
        return Step.of("motions.put_at_once", rule.cite, motion=rule.motion)
    if rule.speakers_for is None and rule.speakers_against is None:
        return Step.of("motions.debated", rule.cite, motion=rule.motion)
    return Step.of(
        "motions.fixed_speakers",
        rule.cite,
        motion=rule.motion,
        speakers_for=rule.speakers_for or 0,
        speakers_against=rule.speakers_against or 0,
    )


def _motion_rule(line: object, cite: Citation) -> MotionRule:
    table = line if isinstance(line, Mapping) else {}
    motion, debated, ranked = table.get("motion"), table.get("debated", True), table.get("ranked", True)
    most_for, against = table.get("for"), table.get("against")
    subject, place = table.get("subject", "procedure"), table.get("cite", str(cite))
    numbers = [most_for, against]
    known = {"motion", "debated", "ranked", "for", "against", "subject", "cite"}
    fits = (
        isinstance(motion, str)
        and bool(motion)
        and type(debated) is bool
        and type(ranked) is bool
        and isinstance(subject, str)
        and isinstance(place, str)
        and bool(place.strip())
        and {*table} <= known
        # Both numbers or none, and none where nobody speaks.
        and (numbers == [None, None] or (debated and all(type(one) is int and one >= 0 for one in numbers)))
    )
    if not fits:
        raise Refused("ruleset.bad_value", cite, value="motions", said=str(line))
    return MotionRule(str(motion), Citation.parse(place), debated, most_for, against, ranked, subject)
