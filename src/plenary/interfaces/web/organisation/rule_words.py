"""Rules of procedure in sentences that a delegate reads: every part of a rule that says something, with its provision.

A sentence names the figure it comes to among the members of the day apart from its words, so that two days are compared
by what the rules say and not by how many members there were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from plenary.interfaces.fact_words import listed, motion_words, occasion_words, share_words, subject_words, trait_words
from plenary.interfaces.web.drawings.figures import grouped
from plenary.interfaces.web.organisation.rule_sentences import QUORUMS
from plenary.interfaces.web.shell.templatetags.plenary import language_in_words
from plenary.procedure.election_rule import ElectionRule, NextBallot
from plenary.procedure.ruleset import Condition, Counted, Extra, Formula, Method, Rule, Setting, Tie
from plenary.procedure.share import Base, Quorum

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Said = str | _StrPromise


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. figure: what it comes to among the members of the day; "" where nothing is counted.

    value: the part of the rule that it tells; "" for a setting.
    """

    words: str
    cite: str
    is_certain: bool
    figure: str = ""
    value: str = ""


class Telling(Protocol):
    """Makes a line of one value of a rule, with where that value is written."""

    def __call__(self, value: str, words: Said, figure: str = "") -> Line: ...


class Adding(Protocol):
    """Makes a line of a setting; cite: of this sentence, where it has a provision of its own."""

    def __call__(self, words: Said, cite: object = "") -> Line: ...


@dataclass(frozen=True, slots=True)
class Assembly:
    """Those whom a share is taken of on a day: how many members, and how many votes they hold together."""

    members: int
    weight: int

    def of(self, rule: Rule) -> int:
        """How many count when everybody takes part."""
        return self.weight if rule.weighted else self.members


NEEDED: dict[Base, Said] = {
    Base.MEMBERS: gettext_lazy("Needed in favour: %(share)s of all members."),
    Base.ENTITLED: gettext_lazy("Needed in favour: %(share)s of the members that may vote."),
    Base.PRESENT: gettext_lazy("Needed in favour: %(share)s of the members present."),
    Base.PRESENT_AND_VOTING: gettext_lazy("Needed in favour: %(share)s of the members present and voting."),
    Base.CAST: gettext_lazy("Needed in favour: %(share)s of the votes cast for and against."),
    Base.DEPOSITED: gettext_lazy("Needed in favour: %(share)s of the ballots deposited."),
    Base.VALID: gettext_lazy("Needed in favour: %(share)s of the valid ballots."),
    Base.WEIGHT: gettext_lazy("Needed in favour: %(share)s of all votes that the members hold."),
    Base.PARTICIPATING: gettext_lazy("Needed in favour: %(share)s of the members taking part."),
}
UNANIMOUS: dict[Base, Said] = {
    Base.MEMBERS: gettext_lazy("Needed in favour: every member."),
    Base.ENTITLED: gettext_lazy("Needed in favour: every member that may vote."),
    Base.PRESENT: gettext_lazy("Needed in favour: every member present."),
    Base.PRESENT_AND_VOTING: gettext_lazy("Needed in favour: every member that votes."),
    Base.CAST: gettext_lazy("Needed in favour: every vote cast."),
    Base.DEPOSITED: gettext_lazy("Needed in favour: every ballot deposited."),
    Base.VALID: gettext_lazy("Needed in favour: every valid ballot."),
    Base.WEIGHT: gettext_lazy("Needed in favour: every vote that the members hold."),
    Base.PARTICIPATING: gettext_lazy("Needed in favour: every member taking part."),
}
#: Of whom a share is taken that changes with who votes: the figure holds only when everybody does.
WHEN_ALL_VOTE = frozenset({Base.PRESENT, Base.PRESENT_AND_VOTING, Base.CAST, Base.DEPOSITED, Base.VALID})
#: Where votes are weighed the same bases are told as votes.
WEIGHED: dict[Base, Base] = {
    Base.MEMBERS: Base.WEIGHT,
    Base.ENTITLED: Base.WEIGHT,
    Base.PRESENT_AND_VOTING: Base.CAST,
}
ABSTENTIONS: dict[Counted, Said] = {
    Counted.AS_NO: gettext_lazy("An abstention works as a vote against."),
    Counted.LEFT_OUT: gettext_lazy("Whoever abstains is left out of the number of which the share is taken."),
}
ABSENCES: dict[Counted, Said] = {
    Counted.AS_NO: gettext_lazy("An absence works as a vote against."),
    Counted.LEFT_OUT: gettext_lazy("Whoever is absent is left out of the number of which the share is taken."),
}
TIE_SENTENCES: dict[Tie, Said] = {
    Tie.NOT_ADOPTED: gettext_lazy("On equal votes the proposal is not adopted."),
    Tie.SECOND_VOTE: gettext_lazy("On equal votes a second vote is taken; equal again, the proposal is not adopted."),
    Tie.CASTING_VOTE: gettext_lazy("On equal votes the chair casts the deciding vote."),
    Tie.LOTS: gettext_lazy("On equal votes lots are drawn."),
}
QUORUM_BASES: dict[Base, Said] = {
    Base.MEMBERS: pgettext_lazy("quorum", "%(share)s of the members"),
    Base.ENTITLED: pgettext_lazy("quorum", "%(share)s of the members that may vote"),
    Base.PARTICIPATING: pgettext_lazy("quorum", "%(share)s of the members taking part"),
}


def quorum_words(quorum: Quorum) -> str:
    """Who must be represented, as it stands in the middle of a sentence."""
    known = next((said for code, said in QUORUMS.items() if Quorum.read(code) == quorum), None)
    if known is not None:
        return str(known)
    if not quorum.share.num:
        count = quorum.share.min
        return ngettext("%(count)s member", "%(count)s members", count) % {"count": grouped(count)}
    return str(QUORUM_BASES[quorum.of]) % {"share": share_words(quorum.share)}


def rule_lines(rule: Rule, assembly: Assembly) -> tuple[Line, ...]:
    """How one subject is decided, a sentence for each part of its rule."""
    return tuple(_rule_lines(rule, assembly))


def _rule_lines(rule: Rule, assembly: Assembly) -> Iterator[Line]:
    def line(value: str, words: Said, figure: str = "") -> Line:
        return Line(str(words), str(rule.cited(value)), rule.is_certain(value), figure, value)

    if rule.method is Method.CONSENSUS:
        yield from _consensus(rule, line)
    elif rule.method is Method.SILENCE:
        yield from _silence(rule, line)
    else:
        yield from _vote(rule, assembly, line)
    if rule.formula is Formula.LIMITED_FORMAT:
        yield line("formula", _("Some members may decide among themselves when no other member objects to it."))
    elif rule.formula is Formula.FLEXIBLE_PARTICIPATION:
        yield line("formula", _("Some members may stay out of a decision when all agree by consensus to decide so."))
    if rule.formula:
        yield line("formula", _("What is decided so binds only those that take part."))
    if rule.open_to:
        subjects = listed(map(subject_words, rule.open_to))
        yield line("open_to", _("This way is open only to: %(subjects)s.") % {"subjects": subjects})
    for trait in rule.excluded:
        words = _("Left out, and not counted: %(who)s.") % {"who": trait_words(trait)}
        yield line("excluded", words)
    if rule.criterion:
        words = _("That takes effect only where it is on the record: %(what)s.") % {
            "what": occasion_words(rule.criterion)
        }
        yield line("criterion", words)
    yield from _quorums(rule, assembly, line)


def _consensus(rule: Rule, line: Telling) -> Iterator[Line]:
    if rule.reverse:
        yield line("method", _("It is adopted unless all members present are against it."))
    else:
        yield line("method", _("It is decided by consensus: adopted unless a member present objects."))
    if rule.fallback:
        yield line("fallback", _("Where consensus is not reached, a vote is taken."))
    if rule.objection_window is not None:
        seconds = rule.objection_window // timedelta(seconds=1)
        words = ngettext(
            "The chair leaves %(count)s second for objections before the gavel.",
            "The chair leaves %(count)s seconds for objections before the gavel.",
            seconds,
        )
        yield line("objection_window", words % {"count": seconds})


def _silence(rule: Rule, line: Telling) -> Iterator[Line]:
    told = rule.silence
    yield line("method", _("A text is adopted in writing when no member objects before the time that was set."))
    if told.least is not None:
        hours = told.least // timedelta(hours=1)
        words = ngettext(
            "A silence procedure runs for at least %(count)s hour.",
            "A silence procedure runs for at least %(count)s hours.",
            hours,
        )
        yield line("silence", words % {"count": hours})
    if told.at_expiry_in_time:
        yield line("silence", _("What comes at the very instant of expiry is in time."))
    else:
        yield line("silence", _("What comes at the very instant of expiry is too late."))
    if told.amendment_breaks:
        yield line("silence", _("A proposed amendment breaks the silence as an objection does."))
    if told.objection_in_room_prevents:
        yield line("silence", _("An objection when silence is proposed keeps it from starting."))


def _vote(rule: Rule, assembly: Assembly, line: Telling) -> Iterator[Line]:
    if rule.weighted:
        yield line("weighted", _("Votes are weighed: a member casts all the votes it holds, as one."))
    share, base = rule.threshold, WEIGHED.get(rule.base, rule.base) if rule.weighted else rule.base
    whole = assembly.of(rule)
    if not share.num:
        words = ngettext("Needed in favour: %(count)s vote.", "Needed in favour: %(count)s votes.", share.min)
        yield line("threshold", words % {"count": grouped(share.min)}, _of(share.min, whole))
    else:
        words = str(UNANIMOUS[base]) if share.num == share.den else str(NEEDED[base]) % {"share": share_words(share)}
        yield line("threshold", words, _required(share.required(whole), whole, base))
        if share.min:
            words = ngettext("Never fewer than %(count)s vote.", "Never fewer than %(count)s votes.", share.min)
            yield line("threshold", words % {"count": grouped(share.min)})
    if rule.abstain in ABSTENTIONS:
        yield line("abstain", ABSTENTIONS[rule.abstain])
    elif base in {Base.PRESENT_AND_VOTING, Base.CAST}:
        yield line("abstain", _("Whoever abstains counts as not voting."))
    elif share.num and share.num == share.den:
        yield line("abstain", _("An abstention prevents it."))
    else:
        yield line("abstain", _("An abstention does not lower the number needed."))
    if rule.absent in ABSENCES:
        yield line("absent", ABSENCES[rule.absent])
    if rule.proxies:
        words = ngettext(
            "A member may vote for %(count)s absent member beside itself.",
            "A member may vote for %(count)s absent members beside itself.",
            rule.proxies,
        )
        yield line("proxies", words % {"count": rule.proxies})
    for extra in rule.extra:
        yield line(str(extra.kind), _condition(extra), _condition_figure(extra, assembly))
    if rule.tie in TIE_SENTENCES:
        yield line("tie", TIE_SENTENCES[rule.tie])
    if rule.tie is Tie.SECOND_VOTE and rule.second_vote_within is not None:
        hours = rule.second_vote_within // timedelta(hours=1)
        words = ngettext(
            "The second vote is taken within %(count)s hour.", "The second vote is taken within %(count)s hours.", hours
        )
        yield line("second_vote_within", words % {"count": hours})


def _condition(extra: Extra) -> str:
    share = share_words(extra.share) if extra.share is not None and extra.share.num else ""
    match extra.kind:
        case Condition.VETO:
            said = _("A vote against stops it when it is that of: %(who)s.") % {"who": trait_words(extra.trait)}
        case Condition.BLOCKING_MINORITY:
            said = ngettext(
                "Fewer than %(count)s opponent cannot stop it by population alone.",
                "Fewer than %(count)s opponents cannot stop it by population alone.",
                extra.count,
            ) % {"count": extra.count}
        case Condition.BLOCKING_SHARE:
            said = ngettext(
                "It is stopped by population alone only by the fewest members that hold %(share)s, and %(count)s more.",
                "It is stopped by population alone only by the fewest members that hold %(share)s, and %(count)s more.",
                extra.count,
            ) % {"count": extra.count, "share": share}
        case Condition.POPULATION:
            said = _("Those in favour stand for at least %(share)s of the population.") % {"share": share}
        case Condition.WEIGHT:
            said = _("Those in favour hold at least %(share)s of all votes.") % {"share": share}
        case _:
            least = extra.share.min if extra.share is not None else 0
            if share:
                said = _("Those in favour are also %(share)s of all members.") % {"share": share}
            else:
                said = ngettext(
                    "Those in favour are also at least %(count)s member.",
                    "Those in favour are also at least %(count)s members.",
                    least,
                ) % {"count": least}
    if extra.when:
        return _("%(sentence)s Looked at only where it is on the record: %(occasion)s.") % {
            "sentence": said,
            "occasion": occasion_words(extra.when),
        }
    return said


def _condition_figure(extra: Extra, assembly: Assembly) -> str:
    if extra.share is None:
        return ""
    if extra.kind is Condition.MEMBERS:
        return _of(extra.share.required(assembly.members), assembly.members)
    return _of(extra.share.required(assembly.weight), assembly.weight) if extra.kind is Condition.WEIGHT else ""


def _quorums(rule: Rule, assembly: Assembly, line: Telling) -> Iterator[Line]:
    if rule.method is Method.SILENCE:
        return
    for value, sentence in (
        ("quorum_open", _("A sitting opens when %(quorum)s are represented.")),
        ("quorum_decide", _("A decision is taken when %(quorum)s are represented.")),
    ):
        quorum: Quorum | None = getattr(rule, value)
        if quorum is None:
            continue
        needed = _of(max(1, quorum.share.required(assembly.members)), assembly.members)
        yield line(value, sentence % {"quorum": quorum_words(quorum)}, needed)
        if quorum.weight is not None:
            weight = _of(quorum.weight.required(assembly.weight), assembly.weight)
            yield line(value, _("They hold %(share)s of all votes.") % {"share": share_words(quorum.weight)}, weight)
    if rule.quorum_decide is None and rule.quorum_open is None:
        yield line("quorum_decide", _("No quorum is written."))


def _required(required: int, whole: int, base: Base) -> str:
    if base in WHEN_ALL_VOTE and whole:
        said = _("With all %(whole)s voting that is %(needed)s.")
        return said % {"needed": grouped(required), "whole": grouped(whole)}
    return _of(required, whole)


def _of(needed: int, whole: int) -> str:
    if not whole:
        return ""
    return _("That is %(needed)s of %(whole)s.") % {"needed": grouped(needed), "whole": grouped(whole)}


# Elections

PAPERS: dict[Base, Said] = {
    Base.PRESENT_AND_VOTING: gettext_lazy(
        "Elected is whoever has %(share)s of the papers; blank and invalid ones are not counted."
    ),
    Base.VALID: gettext_lazy("Elected is whoever has %(share)s of the valid papers."),
    Base.DEPOSITED: gettext_lazy("Elected is whoever has %(share)s of all papers deposited, invalid ones among them."),
}
NEXT_BALLOTS: dict[NextBallot, Said] = {
    NextBallot.RESTRICTED: gettext_lazy("Places left are filled by further ballots among the leaders only."),
    NextBallot.ELIMINATION: gettext_lazy("In each further ballot the candidate with the fewest votes is left out."),
    NextBallot.OPEN: gettext_lazy("Places left are filled by further ballots that are open to all candidates."),
}


def election_lines(rule: ElectionRule, assembly: Assembly) -> tuple[Line, ...]:
    """How places are filled, a sentence for each part of the rule."""

    def line(value: str, words: Said, figure: str = "") -> Line:
        certain = value not in rule.to_confirm and "*" not in rule.to_confirm
        return Line(str(words), str(rule.cited(value)), certain, figure, value)

    whole = assembly.members
    needed = _("With all %(whole)s voting that is %(needed)s.") if whole else ""
    figures = {"needed": grouped(rule.majority.required(whole)), "whole": grouped(whole)}
    found = [
        line("secret", _("Ballots bear no names.") if rule.secret else _("Ballots bear the name of the member.")),
        line("majority", str(PAPERS[rule.base]) % {"share": share_words(rule.majority)}, needed % figures),
        line("next_ballot", NEXT_BALLOTS[rule.next_ballot]),
    ]
    if rule.next_ballot is NextBallot.RESTRICTED:
        words = ngettext(
            "For each place left %(count)s candidate stands in such a ballot.",
            "For each place left %(count)s candidates stand in such a ballot.",
            rule.names_per_place,
        )
        found.append(line("names_per_place", words % {"count": rule.names_per_place}))
        if rule.alternates_after:
            words = ngettext(
                "After %(count)s such ballot without a result as many open ones follow, and so on.",
                "After %(count)s such ballots without a result as many open ones follow, and so on.",
                rule.alternates_after,
            )
            found.append(line("alternates_after", words % {"count": rule.alternates_after}))
    if rule.crosses_as_places:
        found.append(line("crosses_as_places", _("A paper with more names than there are places is invalid.")))
    if rule.lots:
        found.append(line("lots", _("Equal votes of the last two for one place are settled by drawing lots.")))
    if rule.quorum_decide is not None:
        words = _("A ballot is taken when %(quorum)s are represented.") % {"quorum": quorum_words(rule.quorum_decide)}
        found.append(line("quorum_decide", words, _of(rule.quorum_decide.share.required(whole), whole)))
    return tuple(found)


# Settings

ORDERS: dict[str, Said] = {
    "presidency_order": gettext_lazy(
        "The presidency passes in alphabetical order of the members’ names (%(language)s)."
    ),
    "signature_order": gettext_lazy("Members sign in alphabetical order of their names (%(language)s)."),
    "seating": gettext_lazy("Members sit in alphabetical order of their names (%(language)s)."),
    "session_chair": gettext_lazy(
        "Each member presides for one month, in alphabetical order of the members’ names (%(language)s)."
    ),
}
TURNS: dict[str, Said] = {
    "list": gettext_lazy("The presidency passes in an order that was settled member by member."),
    "election": gettext_lazy("The presidency is elected."),
    "decision": gettext_lazy("Each presidency is decided on."),
}
FLOOR_ORDERS: dict[str, Said] = {
    "inscription": gettext_lazy("Speakers have the floor in the order in which they asked for it."),
    "rank class": gettext_lazy("Speakers have the floor by rank of office."),
    "alphabetical": gettext_lazy("Speakers have the floor in alphabetical order."),
}


def setting_lines(setting: Setting) -> tuple[Line, ...]:
    """A setting of which the desk has no sentence; nothing for one that no delegate reads."""
    value = setting.value

    def line(words: Said, cite: object = "") -> Line:
        return Line(str(words), str(cite or setting.cite), setting.certain)

    if setting.name == "motions" and isinstance(value, Mapping):
        return tuple(_motions(value, line))
    if setting.name == "floor" and isinstance(value, Mapping):
        return tuple(_floor(value, line))
    if setting.name == "seating" and isinstance(value, Mapping) and value.get("order") == "precedence":
        return (line(_("Members sit by precedence.")),)
    if setting.name in ORDERS and isinstance(value, Mapping) and value.get("order") == "alphabetical":
        language = _language(str(value.get("language") or ""))
        return (line(str(ORDERS[setting.name]) % {"language": language}),) if language else ()
    if setting.name == "presidency_order" and isinstance(value, Mapping) and value.get("order") in TURNS:
        return (line(TURNS[str(value["order"])]),)
    if setting.name == "roll_call" and isinstance(value, Mapping):
        return tuple(_roll_call(value, line))
    if setting.name == "officers" and isinstance(value, Mapping):
        return tuple(_officers(value, line))
    if type(value) is int and (counted := _counted_setting(setting.name, value)):
        return (line(counted),)
    if setting.name == "languages" and isinstance(value, Mapping):
        return tuple(_languages(value, line))
    if setting.name == "voting_right_lost" and isinstance(value, Mapping):
        if value.get("automatic"):
            return (line(_("It loses it by itself, without a decision.")),)
        return (line(_("It takes a decision of the body.")),)
    return ()


def as_written(setting: Setting) -> Line:
    """A setting that has no sentence here, as the rules write it."""
    words = f"{setting.name.replace('_', ' ')}: {_flat(setting.value)}"
    return Line(words, str(setting.cite), setting.certain)


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(
            f"{str(name).replace('_', ' ')} {_flat(one)}" for name, one in value.items() if name != "cites"
        )
    if isinstance(value, list | tuple):
        return listed(_flat(one) for one in value)
    return str(value)


def _counted_setting(name: str, count: int) -> str:
    if name == "restricted_companions" and not count:
        return _("In a restricted sitting heads sit alone.")
    said = {
        "supplementary_items_days": ngettext(
            "Further items are asked for at least %(count)s day before the opening.",
            "Further items are asked for at least %(count)s days before the opening.",
            count,
        ),
        "added_items_wait_days": ngettext(
            "An item added later waits %(count)s day before it is considered.",
            "An item added later waits %(count)s days before it is considered.",
            count,
        ),
        "credentials_days": ngettext(
            "Credentials are handed in at least %(count)s day before the opening.",
            "Credentials are handed in at least %(count)s days before the opening.",
            count,
        ),
        "credentials_committee": ngettext(
            "%(count)s member examines the credentials.", "%(count)s members examine the credentials.", count
        ),
        "explanation_of_vote_minutes": ngettext(
            "An explanation of vote: %(count)s minute.", "An explanation of vote: %(count)s minutes.", count
        ),
        "restricted_companions": ngettext(
            "In a restricted sitting %(count)s person comes with each head.",
            "In a restricted sitting %(count)s persons come with each head.",
            count,
        ),
    }.get(name, "")
    return said % {"count": count} if said else ""


def _roll_call(value: Mapping[str, Any], line: Adding) -> Iterator[Line]:
    language = _language(str(value.get("language") or ""))
    if value.get("order") == "alphabetical" and language:
        yield line(
            _("The roll is called in alphabetical order of the members’ names (%(language)s).") % {"language": language}
        )
    if value.get("begins") == "lot":
        yield line(_("It begins with a member drawn by lot."))


def _officers(value: Mapping[str, Any], line: Adding) -> Iterator[Line]:
    presidents, deputies = value.get("presidents"), value.get("vice_presidents")
    if isinstance(presidents, int):
        yield line(_("Presidents elected: %(count)s.") % {"count": presidents})
    if isinstance(deputies, int):
        yield line(_("Vice-Presidents elected: %(count)s.") % {"count": deputies})


def _motions(value: Mapping[str, Any], line: Adding) -> Iterator[Line]:
    listed = [one for one in value.get("motions", ()) if isinstance(one, Mapping)]
    for number, one in enumerate((one for one in listed if one.get("ranked", True)), 1):
        words = _("Motion put in place %(number)s: %(motion)s. %(debate)s")
        yield line(words % {"number": number, "motion": _motion(one), "debate": _debate(one)}, one.get("cite"))
    for one in listed:
        if not one.get("ranked", True):
            words = _("Motion without a place in that order: %(motion)s. %(debate)s")
            yield line(words % {"motion": _motion(one), "debate": _debate(one)}, one.get("cite"))


def _motion(one: Mapping[str, Any]) -> str:
    name = str(one.get("motion", ""))
    return motion_words(name)


def _debate(one: Mapping[str, Any]) -> str:
    if not one.get("debated", True):
        return _("It is put to the vote at once.")
    in_favour, against = one.get("for"), one.get("against")
    if in_favour is None and against is None:
        return _("It is debated.")
    words = _("Besides the mover may speak: in favour %(favour)s, against %(against)s.")
    return words % {"favour": in_favour or 0, "against": against or 0}


def _floor(value: Mapping[str, Any], line: Adding) -> Iterator[Line]:
    cites = value.get("cites", {})
    order = FLOOR_ORDERS.get(str(value.get("order", "inscription")))
    if order is not None:
        yield line(order, cites.get("list"))
    if isinstance(value.get("limit_s"), int):
        yield line(_("A speech: %(time)s.") % {"time": _time(value["limit_s"])}, cites.get("limit"))
    replies = [one for one in value.get("replies_s", ()) if isinstance(one, int)]
    if replies:
        words = ngettext(
            "A delegation has %(count)s right of reply under an item: %(times)s.",
            "A delegation has %(count)s rights of reply under an item: %(times)s.",
            len(replies),
        )
        times = listed(_time(one) for one in replies)
        yield line(words % {"count": len(replies), "times": times}, cites.get("reply"))


def _time(seconds: int) -> str:
    minutes, left = divmod(seconds, 60)
    if left or not minutes:
        return ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}


def _languages(value: Mapping[str, Any], line: Adding) -> Iterator[Line]:
    official, working = ([_language(str(code)) for code in value.get(kind, ())] for kind in ("official", "working"))
    if official:
        yield line(_("Official languages: %(languages)s.") % {"languages": listed(official)})
    if working and working != official:
        yield line(_("Working languages: %(languages)s.") % {"languages": listed(working)})


def _language(code: str) -> str:
    return language_in_words(code) if code else ""
