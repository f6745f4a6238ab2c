"""Votes, population and traits of members: entered, changed from a day, ended, corrected.

A number that changes makes a new row from its day; the one before ends there and stays. No change reaches back behind
a sitting that was held under another number: `meetings` refuses it in the same transaction. What was entered wrongly is
corrected, and the verdicts that rest on it keep what they were computed from.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.journal.writing import record
from plenary.offices.organisation import queries
from plenary.offices.organisation.actions.house import day_said, require_period
from plenary.offices.organisation.facts import provision
from plenary.offices.organisation.models import Attribute, Body, Member
from plenary.offices.organisation.permissions import require_keeping
from plenary.procedure.refusal import Refused

#: What a column of numbers takes on every database.
LARGEST = 2**63 - 1


@act("organisation.enter_attribute")
def enter_attribute(
    member: Member,
    *,
    by: Actor,
    of: str,
    cite: str,
    number: int | None = None,
    trait: str = "",
    body: Body | None = None,
    from_on: date | None = None,
) -> Attribute:
    """Enter how many votes a member casts, its population, or a trait of it; a number before it ends on that day.

    of: weight, population or trait. number: for the first two, a whole number from nought up. body: the one in which
    it counts, every body where left out. from_on: None where the first day is not stated. cite: where it is written.
    Raises Refused "organisation.attribute_unknown", "organisation.attribute_not_a_number",
    "organisation.attribute_uncited", "organisation.attribute_stands", "organisation.attribute_not_later",
    "organisation.nothing_corrected".
    """
    require_keeping(by)
    _require_value(of, number, trait.strip())
    held = Member.objects.select_for_update().get(pk=member.pk)
    return _entered(held, body, by, of, number, trait.strip(), provision(cite), from_on)


@act("organisation.enter_attributes")
def enter_attributes(
    body: Body, *, by: Actor, of: str, figures: Mapping[str, int], cite: str, from_on: date | None = None
) -> list[Attribute]:
    """Enter the votes, or the population, of several members of one body at once, all from one text.

    figures: by code of member. What stands so already, under the same text, is left as it is.
    Raises as `enter_attribute`, and Refused "organisation.attribute_of_no_member"; "organisation.nothing_corrected"
    where every number stands so already.
    """
    require_keeping(by)
    written = provision(cite)
    found = {one.code: one for one in Member.objects.select_for_update().filter(code__in=list(figures))}
    if strange := sorted(set(figures) - set(found)):
        raise Refused("organisation.attribute_of_no_member", members=strange)
    made = []
    for code, number in sorted(figures.items()):
        _require_value(of, number, "")
        if of == Attribute.Of.TRAIT:
            raise Refused("organisation.attribute_unknown", of=of)
        standing = _running(found[code], body, of, "")
        if standing is None or (standing.number, standing.cite) != (number, written):
            made.append(_entered(found[code], body, by, of, number, "", written, from_on))
    if not made:
        raise Refused("organisation.nothing_corrected")
    return made


@act("organisation.end_attribute")
def end_attribute(attribute: Attribute, *, by: Actor, until_on: date, ground: str = "") -> Attribute:
    """End a number or a trait of a member from a day on. ground: the text or decision it rests on, where stated.

    Raises Refused "organisation.already_ended", "organisation.ends_before_it_begins".
    """
    require_keeping(by)
    ended = Attribute.objects.select_for_update(of=("self",)).select_related("member", "body").get(pk=attribute.pk)
    if ended.until_on is not None:
        raise Refused("organisation.already_ended", until=ended.until_on.isoformat())
    require_period(ended.from_on, until_on)
    ended.until_on = until_on
    ended.touch().save()
    record(
        f"organisation.{ended.of}.ended",
        by=by,
        about=ended.member.about,
        facts={**_facts(ended), "until_on": until_on.isoformat(), "ground": ground.strip()},
    )
    return ended


@act("organisation.correct_attribute")
def correct_attribute(
    attribute: Attribute, *, by: Actor, reason: str, number: int | None = None, cite: str = ""
) -> Attribute:
    """Put right a number, or where it is written. What stood before stays in the record, and in the verdicts on it.

    Raises Refused "organisation.reason_missing", "organisation.nothing_corrected",
    "organisation.attribute_not_a_number".
    """
    require_keeping(by)
    corrected = Attribute.objects.select_for_update(of=("self",)).select_related("member", "body").get(pk=attribute.pk)
    if not reason.strip():
        raise Refused("organisation.reason_missing")
    before = {"number": corrected.number, "cite": corrected.cite}
    if number is not None:
        _require_value(corrected.of, number, corrected.trait)
        corrected.number = number
    if cite.strip():
        corrected.cite = provision(cite)
    if before == {"number": corrected.number, "cite": corrected.cite}:
        raise Refused("organisation.nothing_corrected")
    corrected.touch().save()
    record(
        f"organisation.{corrected.of}.corrected",
        by=by,
        about=corrected.member.about,
        facts={
            **_facts(corrected),
            "before": str(before["number"] if before["number"] is not None else ""),
            "cite_before": before["cite"],
            "reason": reason.strip(),
        },
        cite=corrected.cite,
    )
    return corrected


def _require_value(of: str, number: int | None, trait: str) -> None:
    if of not in Attribute.Of.values or (of == Attribute.Of.TRAIT) != bool(trait):
        raise Refused("organisation.attribute_unknown", of=of)
    fits = number is None if of == Attribute.Of.TRAIT else type(number) is int and 0 <= number <= LARGEST
    if not fits:
        raise Refused("organisation.attribute_not_a_number", number=str(number))


def _running(member: Member, body: Body | None, of: str, trait: str) -> Attribute | None:
    rows = Attribute.objects.filter(member=member, body=body, of=of, trait=trait, until_on__isnull=True)
    return rows.select_for_update().first()


def _entered(
    member: Member,
    body: Body | None,
    by: Actor,
    of: str,
    number: int | None,
    trait: str,
    cite: str,
    from_on: date | None,
) -> Attribute:
    standing = _running(member, body, of, trait)
    if standing is not None and of == Attribute.Of.TRAIT:
        raise Refused("organisation.attribute_stands", member=member.code, trait=trait)
    if standing is not None and (standing.number, standing.cite) == (number, cite):
        raise Refused("organisation.nothing_corrected")
    latest = queries.latest_attribute_day(member, body, of, trait)
    if latest is not None and (from_on is None or from_on < latest):
        raise Refused("organisation.attribute_not_later", member=member.code, on=latest.isoformat())
    if standing is not None:
        if from_on is None or from_on == standing.from_on:
            raise Refused("organisation.attribute_not_later", member=member.code, on=day_said(standing.from_on))
        standing.until_on = from_on
        standing.touch().save()
    made = Attribute.objects.create(
        member=member, body=body, of=of, number=number, trait=trait, cite=cite, from_on=from_on
    )
    record(
        f"organisation.{of}.{'changed' if standing else 'entered'}",
        by=by,
        about=member.about,
        facts={**_facts(made), "before": str(standing.number) if standing else ""},
        cite=cite,
    )
    return made


def _facts(one: Attribute) -> dict[str, object]:
    return {
        "member": one.member.short_name,
        "code": one.member.code,
        "body": one.body.code if one.body else "",
        "number": "" if one.number is None else str(one.number),
        "trait": one.trait,
        "from_on": day_said(one.from_on),
    }
