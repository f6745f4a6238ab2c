"""The floor under one item: in what order it is given, for how long, and to whom it is refused.

Points of order interrupt whatever goes on. Motions come next; then the list, members before observers, in the order
that the rules name; rights of reply at the end, in the order in which they were asked for. What bodies do differently
is the setting `floor` of a ruleset:

    value = { order = "inscription", limit_s = 900, replies_s = [600, 300],
              cites = { list = "GA rule 73", limit = "GA rule 72", reply = "GA decision 34/401" } }
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from plenary.procedure.citation import Citation
from plenary.procedure.office import OfficeClass
from plenary.procedure.precedence import Circle
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Setting
from plenary.procedure.step import Step
from plenary.procedure.value import value


class Kind(StrEnum):
    """What the floor is asked for, in the order in which it is given."""

    POINT_OF_ORDER = "point of order"
    MOTION = "motion"
    SPEAKER = "speaker"
    REPLY = "right of reply"


class State(StrEnum):
    """How far a request for the floor has come."""

    REQUESTED = "requested"
    LISTED = "listed"
    CALLED = "called"
    SPEAKING = "speaking"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


#: From what to what a request goes. One who is called and not there goes back on the list.
STEPS: dict[State, frozenset[State]] = {
    State.REQUESTED: frozenset({State.LISTED, State.WITHDRAWN}),
    State.LISTED: frozenset({State.CALLED, State.WITHDRAWN}),
    State.CALLED: frozenset({State.SPEAKING, State.LISTED, State.WITHDRAWN}),
    State.SPEAKING: frozenset({State.FINISHED}),
    State.FINISHED: frozenset(),
    State.WITHDRAWN: frozenset(),
}


class ListOrder(StrEnum):
    """In what order those on the list speak."""

    INSCRIPTION = "inscription"
    RANK = "rank class"
    ALPHABETICAL = "alphabetical"


class Signal(StrEnum):
    """What the speaker sees of the time."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Matter(StrEnum):
    """What the rules on the floor settle, each with a provision of its own."""

    LIST = "list"
    LIMIT = "limit"
    REPLY = "reply"
    POINT_OF_ORDER = "point_of_order"


@value
class FloorRules:
    """How a body gives the floor.

    limit_s: seconds for a speech; None where the rules set no limit. replies_s: seconds for the first and each further
    reply of a delegation under an item; one more is not given. amber_s: seconds before the end at which the signal
    turns. closing_needs_consent: the chair closes the list with the body's consent.
    """

    cite: Citation
    order: ListOrder = ListOrder.INSCRIPTION
    limit_s: int | None = None
    replies_s: tuple[int, ...] = (600, 300)
    amber_s: int = 60
    closing_needs_consent: bool = False
    cites: tuple[tuple[Matter, Citation], ...] = ()

    @classmethod
    def from_setting(cls, setting: Setting) -> FloorRules:
        """The rules from a ruleset's `floor`. Raises: Refused "ruleset.bad_value"."""
        return cls.from_value(setting.value, cite=setting.cite)

    @classmethod
    def from_value(cls, said: object, *, cite: Citation) -> FloorRules:
        """The rules from a table as a ruleset holds it. Raises: Refused "ruleset.bad_value"."""
        table: Mapping[str, Any] = said if isinstance(said, Mapping) else {"?": said}
        order, limit = table.get("order", "inscription"), table.get("limit_s")
        replies, amber = table.get("replies_s", [600, 300]), table.get("amber_s", 60)
        consent, places = table.get("closing_needs_consent", False), table.get("cites", {})
        fits = (
            {*table} <= {"order", "limit_s", "replies_s", "amber_s", "closing_needs_consent", "cites"}
            and order in {*map(str, ListOrder)}
            and (limit is None or _is_seconds(limit))
            and isinstance(replies, Sequence)
            and not isinstance(replies, str)
            and all(_is_seconds(one) for one in replies)
            and _is_seconds(amber)
            and type(consent) is bool
            and isinstance(places, Mapping)
            and {*places} <= {*map(str, Matter)}
        )
        if not fits:
            raise Refused("ruleset.bad_value", cite, value="floor", said=str(said))
        cites = tuple((Matter(matter), Citation.parse(str(place))) for matter, place in places.items())
        return cls(cite, ListOrder(order), limit, tuple(replies), amber, consent, cites)

    def cite_of(self, matter: Matter) -> Citation:
        """Where a matter is settled: its own provision, or that of the rules on the floor as a whole."""
        return dict(self.cites).get(matter, self.cite)


@value
class Request:
    """A request for the floor.

    asked: its place in the order of inscription. office: the class of the speaker's office. sort_name: the sort key
    of the delegation in the language of the order.
    """

    code: str
    asked: int
    kind: Kind = Kind.SPEAKER
    state: State = State.LISTED
    circle: Circle = Circle.MEMBER
    office: OfficeClass = OfficeClass.OTHER
    sort_name: str = ""


@value
class FloorAnswer:
    """Who has the floor, and who follows in what order. first: "" where nobody waits."""

    speaking: str
    first: str
    order: tuple[Request, ...]
    steps: tuple[Step, ...]
    cite: Citation


#: Requests that still wait for the floor.
WAITING = frozenset({State.REQUESTED, State.LISTED, State.CALLED})


def floor_order(requests: Iterable[Request], rules: FloorRules) -> FloorAnswer:
    """In what order the floor is given to those who wait for it.

    Those who have spoken or withdrawn are left out; the order in which the requests are handed over changes nothing.
    Raises: Refused "floor.two_speak", "floor.asked_twice" where two requests have one place of inscription.
    Source: the pattern of GA rules 68, 71 and 73.
    """
    everyone = tuple(requests)
    speaking = [one.code for one in everyone if one.state is State.SPEAKING]
    if len(speaking) > 1:
        raise Refused("floor.two_speak", rules.cite, codes=sorted(speaking))
    places = [one.asked for one in everyone]
    if twice := sorted({place for place in places if places.count(place) > 1}):
        raise Refused("floor.asked_twice", rules.cite, places=list(twice))
    kinds = list(Kind)
    waiting = [one for one in everyone if one.state in WAITING]
    ordered = tuple(sorted(waiting, key=lambda one: (kinds.index(one.kind), *_place_on_list(one, rules.order))))
    steps = tuple(_place_step(one, place, rules) for place, one in enumerate(ordered, 1))
    return FloorAnswer(
        speaking[0] if speaking else "", ordered[0].code if ordered else "", ordered, steps, rules.cite_of(Matter.LIST)
    )


def require_request(
    kind: Kind, rules: FloorRules, *, list_is_open: bool = True, replies_before: int = 0, is_observer: bool = False
) -> Step:
    """Whether the floor may be asked for now.

    list_is_open: a closed list takes no more speakers; points of order, motions and replies are still heard.
    replies_before: replies that the delegation has asked for or given under this item.
    Raises: Refused "floor.list_closed", "floor.replies_used", "floor.for_members_only".
    Source: the pattern of GA rule 73 and decision 34/401.
    """
    if is_observer and kind in {Kind.POINT_OF_ORDER, Kind.MOTION}:
        raise Refused("floor.for_members_only", rules.cite_of(Matter.POINT_OF_ORDER), kind=str(kind))
    if kind is Kind.SPEAKER and not list_is_open:
        raise Refused("floor.list_closed", rules.cite_of(Matter.LIST))
    most = len(rules.replies_s)
    if kind is Kind.REPLY and replies_before >= most:
        raise Refused("floor.replies_used", rules.cite_of(Matter.REPLY), most=most)
    return Step.of("floor.may_ask", rules.cite_of(_matter(kind)), kind=str(kind))


def require_step(before: State, after: State, *, cite: Citation | None = None) -> Step:
    """Whether a request may go from one state to the next. Raises: Refused "floor.wrong_step"."""
    if after not in STEPS[before]:
        allowed = sorted(str(one) for one in STEPS[before])
        raise Refused("floor.wrong_step", cite, before=str(before), after=str(after), allowed=list(allowed))
    return Step.of("floor.moved", cite, before=str(before), after=str(after))


def close_list(rules: FloorRules, *, announced: bool, consented: bool = False) -> Step:
    """The chair closes the list: after reading it out, and with the body's consent where the rules ask for it.

    Raises: Refused "floor.list_not_announced", "floor.closing_not_agreed".
    Source: the pattern of GA rule 73.
    """
    cite = rules.cite_of(Matter.LIST)
    if not announced:
        raise Refused("floor.list_not_announced", cite)
    if rules.closing_needs_consent and not consented:
        raise Refused("floor.closing_not_agreed", cite)
    return Step.of("floor.list_closed_now", cite)


def limit_for(kind: Kind, rules: FloorRules, *, reply: int = 1) -> tuple[int | None, Step]:
    """Seconds that a speech may last; None where the rules set no limit.

    reply: 1 for the delegation's first reply under the item.
    Raises: Refused "floor.replies_used".
    """
    most = len(rules.replies_s)
    if kind is Kind.REPLY and not 1 <= reply <= most:
        raise Refused("floor.replies_used", rules.cite_of(Matter.REPLY), most=most)
    seconds = rules.replies_s[reply - 1] if kind is Kind.REPLY else rules.limit_s
    cite = rules.cite_of(Matter.REPLY if kind is Kind.REPLY else Matter.LIMIT)
    if seconds is None:
        return None, Step.of("floor.no_limit", cite, kind=str(kind))
    return seconds, Step.of("floor.limit", cite, kind=str(kind), seconds=seconds)


@value
class Clock:
    """The time of a speech: its signal, the seconds left, and those over the limit. Only the chair cuts it off."""

    signal: Signal
    left_s: int
    over_s: int
    step: Step


def clock(limit_s: int, spoken_s: int, rules: FloorRules) -> Clock:
    """What the speaker sees: green, amber before the end, red at zero; what is over is counted.

    limit_s, spoken_s: whole seconds.
    """
    left = limit_s - spoken_s
    signal = Signal.RED if left <= 0 else Signal.AMBER if left <= rules.amber_s else Signal.GREEN
    over = max(0, -left)
    step = Step.of(
        "floor.time_over" if signal is Signal.RED else "floor.time_left",
        rules.cite_of(Matter.LIMIT),
        signal=str(signal),
        left_s=max(0, left),
        over_s=over,
    )
    return Clock(signal, max(0, left), over, step)


def _place_on_list(one: Request, order: ListOrder) -> tuple[int, int, str, int]:
    """Within its kind: circles apart on the list, then by the order of the list, then by inscription."""
    if one.kind is not Kind.SPEAKER:
        return 0, 0, "", one.asked
    rank = int(one.office) if order is ListOrder.RANK else 0
    name = one.sort_name if order is ListOrder.ALPHABETICAL else ""
    return int(one.circle), rank, name, one.asked


def _place_step(one: Request, place: int, rules: FloorRules) -> Step:
    return Step.of(
        "floor.place",
        rules.cite_of(_matter(one.kind)),
        code=one.code,
        place=place,
        kind=str(one.kind),
        circle=one.circle.name.lower(),
        order=str(rules.order if one.kind is Kind.SPEAKER else ListOrder.INSCRIPTION),
    )


def _matter(kind: Kind) -> Matter:
    if kind is Kind.SPEAKER:
        return Matter.LIST
    return Matter.REPLY if kind is Kind.REPLY else Matter.POINT_OF_ORDER


def _is_seconds(said: object) -> bool:
    return type(said) is int and said > 0
