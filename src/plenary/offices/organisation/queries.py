"""What may be asked of the organisation: who is a member, who sits where, which rule holds, who presides."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Prefetch, Q, QuerySet

from plenary.foundation.clock import now
from plenary.foundation.journal.models import Entry
from plenary.foundation.kept import Kept
from plenary.offices.organisation.models import (
    Attribute,
    Attribution,
    Body,
    BodySeat,
    Mandate,
    Member,
    Membership,
    OfficeHeld,
    Officer,
    Organisation,
    Partner,
    Presidency,
    RulesInForce,
    Source,
)
from plenary.procedure.citation import Citation
from plenary.procedure.election_rule import ElectionRule
from plenary.procedure.presidency import Candidate, next_presidency, rotation
from plenary.procedure.refusal import Refused
from plenary.procedure.ruleset import Rule, Ruleset, Setting, changed_election, changed_rule, changed_setting
from plenary.procedure.settings import ALPHABETICAL, LISTED
from plenary.procedure.value import changed, parts_of


def today() -> date:
    """The day by the house's clock, in UTC."""
    return now().date()


def day_at_seat(at: datetime | None = None) -> date:
    """The day that it is at the seat of the organisation at an instant; now, where none is named."""
    house = Organisation.objects.first()
    return (at or now()).astimezone(ZoneInfo(house.zone if house is not None else "UTC")).date()


def the_organisation() -> Organisation:
    """The organisation whose house this is. Raises Refused before it is founded."""
    found = Organisation.objects.first()
    if found is None:
        raise Refused("organisation.not_founded")
    return found


def _holds_on(day: date, start: str = "from_on", end: str = "until_on") -> Q:
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": day})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day})
    )


def members(on: date | None = None) -> QuerySet[Member]:
    """Members on a day (today by default). For a list in order ask `in_order`."""
    periods = Membership.objects.filter(_holds_on(on or today()))
    return Member.objects.filter(pk__in=periods.values("member"))


def periods() -> QuerySet[Membership]:
    """Every period of membership, by the code of its member."""
    return Membership.objects.select_related("member").order_by("member__code", "from_on")


def member_named(code: str) -> Member | None:
    """The member with this code, whatever its membership now."""
    return Member.objects.filter(code=code).first()


def bodies(on: date | None = None) -> QuerySet[Body]:
    """Bodies that exist on a day, the supreme body first."""
    return Body.objects.filter(_holds_on(on or today())).select_related("parent")


def body_named(code: str) -> Body | None:
    """The body with this code."""
    return Body.objects.filter(code=code).first()


def members_of(body: Body, on: date | None = None) -> QuerySet[Member]:
    """Members with a seat in a body on a day."""
    seats = BodySeat.objects.filter(_holds_on(on or today()), body=body)
    return Member.objects.filter(pk__in=seats.values("member"))


def seat_days(body: Body) -> list[tuple[date | None, date | None]]:
    """First day and day after the last of every seat that there was in a body; None where it is not stated, or runs."""
    return list(BodySeat.objects.filter(body=body).values_list("from_on", "until_on"))


def bodies_of(member: Member, on: date | None = None) -> QuerySet[Body]:
    """Bodies in which a member has a seat on a day."""
    seats = BodySeat.objects.filter(_holds_on(on or today()), member=member)
    return Body.objects.filter(pk__in=seats.values("body"))


def body_codes_of(member_codes: Iterable[str], on: date | None = None) -> list[str]:
    """Codes of the bodies in which any of these members has a seat on a day; one question."""
    seats = BodySeat.objects.filter(_holds_on(on or today()), member__code__in=list(member_codes))
    return sorted(set(seats.values_list("body__code", flat=True)))


def secretary_of(code: str) -> str:
    """The token of who serves a body as its secretary: in the audience of what its seats do not read."""
    return f"secretary:{code}"


def is_member_of(member: Member, body: Body, on: date | None = None) -> bool:
    """Whether a member has a seat in a body on a day."""
    return members_of(body, on).filter(pk=member.pk).exists()


# Votes, population and traits


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a rule may ask about a member on a day. None: not stated; traits: those that it bears."""

    weight: int | None = None
    population: int | None = None
    traits: frozenset[str] = frozenset()


def attributes_in(body: Body, on: date) -> dict[str, Attributes]:
    """By code of member, what holds in a body on a day.

    First what the ruleset in force says for certain; over it what the house entered for every body, then for this one.
    Traits are joined.
    """
    numbers, traits = _attributes_of_rules(body, on)
    rows = (
        Attribute.objects.filter(_holds_on(on))
        .filter(Q(body=body) | Q(body__isnull=True))
        .values_list("member__code", "body", "of", "number", "trait")
    )
    for code, _body, of, number, trait in sorted(rows, key=lambda row: row[1] is not None):
        if of == Attribute.Of.TRAIT:
            traits.setdefault(code, set()).add(trait)
        elif number is not None:
            numbers[code, of] = number
    return {
        code: Attributes(
            numbers.get((code, Attribute.Of.WEIGHT)),
            numbers.get((code, Attribute.Of.POPULATION)),
            frozenset(traits.get(code, ())),
        )
        for code in {*traits, *(code for code, _of in numbers)}
    }


def _attributes_of_rules(body: Body, on: date) -> tuple[dict[tuple[str, str], int], dict[str, set[str]]]:
    """Numbers by member and kind, and traits by member, as the ruleset in force has them; nothing uncertain."""
    numbers: dict[tuple[str, str], int] = {}
    traits: dict[str, set[str]] = {}
    try:
        held = rules_in_force(body, on)
    except Refused:
        return numbers, traits
    ruleset = ruleset_named(held.ruleset)
    for one in ruleset.attributes_on(on, body=_name_in(ruleset, held)).values():
        for code, number in one.values if one.certain else ():
            if one.is_trait:
                traits.setdefault(code, set()).add(one.name)
            else:
                numbers[code, one.name] = number
    return numbers, traits


def attributes_of(member: Member) -> QuerySet[Attribute]:
    """Every number and trait entered for a member, those that run first, then the latest."""
    return (
        Attribute.objects.filter(member=member)
        .select_related("member", "body")
        .order_by(F("until_on").desc(nulls_first=True), "of", "trait", F("from_on").desc(nulls_last=True), "pk")
    )


def attributes_kept_in(body: Body) -> QuerySet[Attribute]:
    """Every number and trait that counts in a body: its own and those for every body, by member."""
    seated = BodySeat.objects.filter(body=body).values("member")
    return (
        Attribute.objects.filter(Q(body=body) | Q(body__isnull=True, member__in=seated))
        .select_related("member", "body")
        .order_by("member__code", "of", "trait", F("from_on").desc(nulls_last=True), "pk")
    )


def latest_attribute_day(member: Member, body: Body | None, of: str, trait: str) -> date | None:
    """The last day on which a row of this kind begins or ends; None where no day is kept."""
    rows = Attribute.objects.filter(member=member, body=body, of=of, trait=trait).values_list("from_on", "until_on")
    return max((day for row in rows for day in row if day is not None), default=None)


def sort_key(subject: Member | Partner, language: str | None = None) -> tuple[str, str]:
    """By what a member or partner is put in order in a language: its sort name there, never its display name."""
    name = subject.sort_name.said(language) or subject.short_name.said(language)
    # In Russian ё is sorted as е; its code point stands after я.
    return name.casefold().replace("ё", "е"), subject.code


def in_order(subjects: Iterable[Member], language: str | None = None) -> list[Member]:
    """Members in alphabetical order of a language (the reader's by default)."""
    return sorted(subjects, key=lambda one: sort_key(one, language))


def partners() -> QuerySet[Partner]:
    """Observers, partners and others with a standing."""
    return Partner.objects.all()


def offices_of(person_keys: Iterable[str], on: date | None = None) -> QuerySet[OfficeHeld]:
    """Offices that these persons hold on a day, with their member or partner."""
    return OfficeHeld.objects.filter(
        _holds_on(on or today(), "held_from_on", "held_until_on"), person__key__in=list(person_keys)
    ).select_related("person", "member", "partner")


def officials_of(member: Member, on: date | None = None) -> QuerySet[OfficeHeld]:
    """Offices held in a member on a day."""
    return OfficeHeld.objects.filter(
        _holds_on(on or today(), "held_from_on", "held_until_on"), member=member
    ).select_related("person")


def officers(body: Body | None = None, on: date | None = None) -> QuerySet[Officer]:
    """Officers on a day: of one body, or of the organisation itself."""
    return Officer.objects.filter(_holds_on(on or today()), body=body).select_related("person", "body")


def mandates() -> QuerySet[Mandate]:
    """Orders for work of every body, the last one first."""
    return Mandate.objects.select_related("body").order_by("-pk")


def mandates_of(body: Body) -> QuerySet[Mandate]:
    """Orders for work that a body gave or works under."""
    return Mandate.objects.filter(body=body).order_by("due_on", "pk")


def checks_noted() -> dict[str, str]:
    """What was tried and works, as the record says: what -> who noted it last."""
    written = Entry.objects.filter(verb="organisation.check.noted").order_by("pk")
    return {str(entry.facts["what"]): entry.actor_name or "" for entry in written if entry.facts}


# Rules in force


@cache
def ruleset_named(name: str) -> Ruleset:
    """A ruleset file of this installation, read and checked once.

    Raises Refused "organisation.no_such_ruleset", or "ruleset.…" for a file that says something wrong.
    """
    if name not in ruleset_names():
        raise Refused("organisation.no_such_ruleset", ruleset=name)
    file = Path(settings.RULESETS_FOLDER) / f"{name}.toml"
    return Ruleset.from_mapping(tomllib.loads(file.read_text(encoding="utf-8")))


def ruleset_names() -> list[str]:
    """Names of the ruleset files that this installation has."""
    return sorted(file.stem for file in Path(settings.RULESETS_FOLDER).glob("*.toml"))


def rules_in_force(body: Body, on: date | None = None) -> RulesInForce:
    """Which ruleset holds for a body on a day. Raises Refused "organisation.no_rules_in_force"."""
    day = on or today()
    held = (
        RulesInForce.objects.filter(body=body, from_on__lte=day)
        .filter(Q(until_on__isnull=True) | Q(until_on__gt=day))
        .order_by("-from_on")
        .first()
    )
    if held is None:
        raise Refused("organisation.no_rules_in_force", body=body.code, on=day.isoformat())
    return held


def latest_rules(body: Body) -> RulesInForce:
    """The last rules entered for a body, whether they hold by now or from a day to come.

    Raises Refused "organisation.no_rules_in_force".
    """
    found = RulesInForce.objects.filter(body=body).select_related("body").order_by("-from_on").first()
    if found is None:
        raise Refused("organisation.no_rules_in_force", body=body.code, on=today().isoformat())
    return found


def rules_of(body: Body) -> list[RulesInForce]:
    """Every row of rules that was entered for a body, the last one first."""
    return list(RulesInForce.objects.filter(body=body).select_related("body").order_by("-from_on"))


def rule_in(held: RulesInForce, subject: str = "") -> Rule:
    """The rule that decides `subject` under these rules, on their first day. Raises Refused "ruleset.no_rule"."""
    ruleset = ruleset_named(held.ruleset)
    rule = ruleset.rule_for(subject, on=held.from_on, body=_name_in(ruleset, held))
    return _as_set(changed(rule, body=held.body.code), held)


def setting_in(held: RulesInForce, name: str) -> Setting:
    """A setting under these rules, on their first day. Raises Refused "ruleset.no_setting"."""
    ruleset = ruleset_named(held.ruleset)
    setting = ruleset.setting(name, on=held.from_on, body=_name_in(ruleset, held))
    return _setting_as_set(setting, held)


def value_at(held: RulesInForce, path: str) -> Any:  # noqa: ANN401  a value of a ruleset
    """What stands at a path of these rules, as the record keeps it; None where the ruleset is silent."""
    kind, _, rest = path.partition(".")
    try:
        if kind == "setting":
            return setting_in(held, rest).value
        subject, _, value = rest.rpartition(".")
        return rule_in(held, subject).as_mapping().get(value)
    except Refused:
        return None


def paths_of(held: RulesInForce) -> set[str]:
    """Paths at which this body's own rules and settings say something, or could."""
    ruleset = ruleset_named(held.ruleset)
    name = _name_in(ruleset, held) or next(iter(ruleset.bodies), "")
    rules = {f"rule.{rule.subject}.{value}" for rule in ruleset.rules if rule.body == name for value in parts_of(Rule)}
    return rules | {f"setting.{one.name}" for one in ruleset.settings if one.body in {"", name}}


def elections_in(held: RulesInForce) -> list[ElectionRule]:
    """How places are filled in the body under these rules, on their first day."""
    ruleset = ruleset_named(held.ruleset)
    name = _name_in(ruleset, held) or next(iter([*ruleset.bodies, *(one.body for one in ruleset.elections)]), "")
    found = [one for one in ruleset.elections if one.body == name and one.holds_on(held.from_on)]
    return [changed_election(one, held.changes) for one in found]


def days_in(ruleset: str) -> set[date]:
    """Days on which something in a ruleset file begins to hold, or holds no longer."""
    file = ruleset_named(ruleset)
    spans = [
        (one.valid_from, one.valid_to)
        for kind in (file.rules, file.settings, file.elections, file.attributes)
        for one in kind
    ]
    ends = {last + timedelta(days=1) for _, last in spans if last is not None}
    return ends | {first for first, _ in spans if first is not None}


def rule_for(body: Body, subject: str = "", on: date | None = None) -> Rule:
    """The rule that decides `subject` in a body on a day: the file's, with what this organisation set otherwise.

    subject: a word of the ruleset ("procedure", "suspension"); "" or one without a rule of its own is decided by
    the default rule. Raises Refused "organisation.no_rules_in_force", "ruleset.no_rule", "ruleset.which_body".
    """
    day = on or today()
    held = rules_in_force(body, day)
    ruleset = ruleset_named(held.ruleset)
    rule = ruleset.rule_for(subject, on=day, body=_name_in(ruleset, held))
    return _as_set(changed(rule, body=body.code), held)


def setting_for(name: str, on: date | None = None, body: Body | None = None) -> Setting:
    """A dated value that is not about deciding: of a body, or of the organisation through its supreme body.

    Raises Refused "organisation.no_rules_in_force", "ruleset.no_setting".
    """
    day = on or today()
    where = body or supreme_body()
    held = rules_in_force(where, day)
    ruleset = ruleset_named(held.ruleset)
    setting = ruleset.setting(name, on=day, body=_name_in(ruleset, held))
    return _setting_as_set(setting, held)


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A value of a body's rules whose text nobody in this house has confirmed.

    path: as a change names it; "rule.SUBJECT.*" for all that a model says of a subject. subject: "" for a setting.
    name: of the value, of the setting, or "*". value: what stands. cite: what the ruleset names as its place.
    """

    path: str
    subject: str
    name: str
    value: Any
    cite: str


def unconfirmed_in(held: RulesInForce) -> list[Unconfirmed]:
    """What is still to be confirmed under these rules, on any of their days, in the order of the ruleset."""
    found: dict[str, Unconfirmed] = {}
    for raw in _rules_within(held):
        rule = _as_set(raw, held)
        names = ["*"] if "*" in raw.to_confirm and rule.to_confirm else sorted(rule.to_confirm)
        said = rule.as_mapping()
        for name in names:
            path = f"rule.{raw.subject}.{name}"
            found.setdefault(path, Unconfirmed(path, raw.subject, name, said.get(name), str(rule.cited(name))))
    for one in _settings_within(held):
        setting = _setting_as_set(one, held)
        if not setting.certain:
            path = f"setting.{one.name}"
            found.setdefault(path, Unconfirmed(path, "", one.name, setting.value, str(setting.cite)))
    return list(found.values())


def confirmable_at(held: RulesInForce, path: str) -> list[Any]:
    """What the ruleset itself says at a path on the days of these rules: what a confirmation is given to."""
    kind, _, rest = path.partition(".")
    if kind == "setting":
        return [one.value for one in _settings_within(held) if one.name == rest]
    subject, _, name = rest.rpartition(".")
    rules = [raw for raw in _rules_within(held) if raw.subject == subject]
    return [_confirmed_of(raw) if name == "*" else raw.as_mapping().get(name) for raw in rules]


def _rules_within(held: RulesInForce) -> list[Rule]:
    ruleset = ruleset_named(held.ruleset)
    name = _name_in(ruleset, held) or next(iter(ruleset.bodies), "")
    return [one for one in ruleset.rules if one.body == name and _meet(one.valid_from, one.valid_to, held)]


def _settings_within(held: RulesInForce) -> list[Setting]:
    """The body's own before the organisation's, of which then nothing is asked."""
    ruleset = ruleset_named(held.ruleset)
    name = _name_in(ruleset, held)
    found = [one for one in ruleset.settings if one.body in {name, ""} and _meet(one.valid_from, one.valid_to, held)]
    own = {one.name for one in found if one.body}
    return [one for one in found if one.body or one.name not in own]


def _meet(valid_from: date | None, valid_to: date | None, held: RulesInForce) -> bool:
    """Whether a value of the file holds on some day of these rules; its last day is included, theirs is not."""
    begins_before = valid_from is None or held.until_on is None or valid_from < held.until_on
    return begins_before and (valid_to is None or valid_to >= held.from_on)


def _as_set(raw: Rule, held: RulesInForce) -> Rule:
    """A rule of the file as this organisation set and confirmed it."""
    said = raw.as_mapping()
    kept = {
        path: change
        for path, change in held.changes.items()
        if not path.startswith(f"rule.{raw.subject}.") or _still_confirms(change, path.rpartition(".")[2], said, raw)
    }
    return changed_rule(raw, kept)


def _setting_as_set(raw: Setting, held: RulesInForce) -> Setting:
    change = held.changes.get(f"setting.{raw.name}")
    if isinstance(change, Mapping) and "was" in change and raw.value not in change["was"]:
        return raw
    return changed_setting(raw, held.changes)


def _still_confirms(change: Any, name: str, said: Mapping[str, Any], raw: Rule) -> bool:  # noqa: ANN401  a change
    """Whether a confirmation was given to what the file says now; a change that sets a value always stands.

    A file that comes with another value is not confirmed by what was said of the value before it.
    """
    if not isinstance(change, Mapping) or "was" not in change:
        return True
    if name != "*":
        return said.get(name) in change["was"]
    now = _confirmed_of(raw)
    # A value that this installation did not know when all was confirmed stands at what it always meant.
    return any(all(now.get(one) == value for one, value in was.items()) for was in change["was"])


def _confirmed_of(raw: Rule) -> dict[str, Any]:
    return {name: value for name, value in raw.as_mapping().items() if name not in {"body", "cites", "to_confirm"}}


def _name_in(ruleset: Ruleset, held: RulesInForce) -> str:
    """What a body is called in the ruleset it took: stated with the rules, its own code, or the only one."""
    stated = held.changes.get("body")
    if isinstance(stated, str) and stated:
        return stated
    return held.body.code if held.body.code in ruleset.bodies else ""


def supreme_body() -> Body:
    """The highest body. Raises Refused where none is entered."""
    found = Body.objects.filter(is_supreme=True).order_by("rank").first()
    if found is None:
        raise Refused("organisation.no_supreme_body")
    return found


# Presidency


def presidencies() -> QuerySet[Presidency]:
    """Every presidency in its order, with its member and priorities."""
    return Presidency.objects.select_related("member").prefetch_related("priorities").order_by("order")


def presidency_in_office() -> Presidency | None:
    """The presidency that leads the organisation now."""
    return presidencies().filter(state=Presidency.State.IN_OFFICE).first()


def presidency_upcoming() -> Presidency | None:
    """The presidency entered as the next one."""
    return presidencies().filter(state=Presidency.State.UPCOMING).first()


def next_in_rotation(holder: Member, on: date | None = None) -> tuple[Member, Citation]:
    """Whose presidency follows by the rule, and where the rule is written.

    The order is that of the language which the setting `presidency_order` names, or the list that it holds.
    Raises Refused "ruleset.no_setting", "presidency.not_in_rotation"; "presidency.no_rotation" where the next one is
    elected or decided on.
    """
    setting = setting_for("presidency_order", on)
    value = setting.value if isinstance(setting.value, Mapping) else {}
    present = list(members(on))
    if value.get("order") == LISTED:
        codes = {one.code for one in present}
        listed = value.get("members")
        order = tuple(str(one) for one in listed if one in codes) if isinstance(listed, list) else ()
    elif value.get("order") == ALPHABETICAL:
        language = str(value.get("language", ""))
        order = rotation(Candidate(one.code, sort_key(one, language)[0]) for one in present)
    else:
        raise Refused("presidency.no_rotation", setting.cite, order=str(value.get("order", "")))
    code, _ = next_presidency(holder.code, order, cite=setting.cite)
    return next(one for one in present if one.code == code), setting.cite


# Sources


def sources() -> QuerySet[Source]:
    """Every source, by code."""
    return Source.objects.order_by("code")


#: Kinds of other offices that have no audience because everybody may know of them.
_KNOWN_TO_ALL = frozenset({"instruments.treaty", "meetings.venue"})


def read_by(thing: Kept) -> str:
    """Who may know of a thing that a source speaks of; empty for one that is shown inside others only.

    Its own audience; that of its session, where it belongs to one; everybody for what this office itself keeps.
    """
    for kept in (thing, getattr(thing, "session", None)):
        audience = getattr(kept, "audience", "")
        if audience:
            return str(audience)
    kind, _ = thing.about
    own = kind.startswith("organisation.") and not isinstance(thing, Attribution)
    return "public" if own or kind in _KNOWN_TO_ALL else ""


def attributions_of(*things: Kept) -> QuerySet[Attribution]:
    """Who says so: every attribution of these things that was not withdrawn, in the order it was made."""
    named = Q(pk__in=[])
    for thing in things:
        kind, key = thing.about
        named |= Q(thing_kind=kind, thing_key=key)
    return Attribution.objects.filter(named, withdrawn_at__isnull=True).select_related("source").order_by("pk")


def attributions_by_thing(things: Iterable[Kept]) -> dict[str, list[Attribution]]:
    """The same for many things at once, by the key of each; two questions at most for a page."""
    listed = list(things)
    by_key: dict[str, list[Attribution]] = {thing.key: [] for thing in listed}
    kinds = {thing.about[0] for thing in listed}
    found = (
        Attribution.objects.filter(thing_kind__in=kinds, thing_key__in=list(by_key), withdrawn_at__isnull=True)
        .select_related("source")
        .order_by("pk")
    )
    for one in found:
        by_key[one.thing_key].append(one)
    return by_key


def bodies_with_seats(on: date | None = None) -> QuerySet[Body]:
    """Bodies with their seats of a day, for the pages that list both: `body.seats.all()` costs nothing more."""
    day = on or today()
    seats = BodySeat.objects.filter(_holds_on(day)).select_related("member")
    return bodies(day).prefetch_related(Prefetch("seats", queryset=seats))
