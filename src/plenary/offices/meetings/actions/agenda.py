"""Acts on the agenda of a session and the order of the day of a sitting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, QuerySet

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import act
from plenary.foundation.access.audiences import PUBLIC, tokens_in, widens
from plenary.foundation.access.gate import may, require, require_reading, require_to_widen, require_two
from plenary.foundation.clock import now
from plenary.foundation.journal import writing as journal
from plenary.foundation.languages.words import Words
from plenary.foundation.live.publishing import publish
from plenary.offices.documents.models import Document, Referral
from plenary.offices.meetings import facts, queries
from plenary.offices.meetings.models import Item, ItemDocument, OrderLine, Session, Sitting
from plenary.offices.meetings.permissions import is_restricted, scopes_of_session, scopes_of_sitting
from plenary.offices.organisation.models import Member, Partner
from plenary.procedure import agenda as rules
from plenary.procedure.refusal import Refused


@act("meetings.declare_items")
def declare_items(
    session: Session, *, by: Actor, count: int, happened_at: datetime | None = None, cite: str = ""
) -> Session:
    """State how many items the agenda has, whether or not they are named.

    Raises Refused "agenda.more_named_than_declared".
    """
    require(by, "propose_item", *scopes_of_session(session))
    locked: Session = Session.objects.select_for_update().get(pk=session.pk)
    _count(locked, declared=count)
    locked.declared_count = count
    locked.touch().save()
    journal.record(
        "meetings.agenda.declared",
        by=by,
        about=locked.about,
        audience=locked.agenda_audience,
        happened_at=happened_at,
        facts={"count": count},
        cite=cite,
    )
    publish(f"session:{locked.key}", locked.agenda_audience)
    return locked


@act("meetings.add_item")
def add_item(
    session: Session,
    *,
    by: Actor,
    title: Words | None = None,
    kind: str = Item.Kind.NOT_STATED.value,
    place: int | None = None,
    is_number_stated: bool = True,
    parent: Item | None = None,
    without_debate: bool = False,
    partner: Partner | None = None,
    audience: str | None = None,
    restricted_to: Sitting | None = None,
    is_demonstration: bool = False,
    cite: str = "",
) -> Item:
    """Propose an item for the agenda; without a title, a place that is counted and not named.

    place: the next free one of its series where left out. restricted_to: an item that only those entitled to that
    sitting may know of; it is numbered R1, R2 by itself. audience: that of the agenda, which all open items share;
    the first item may set it, a wider one with a second person. A title that everybody reads at once takes two as
    well, except from the chair on the floor; a place without one says nothing.
    Raises Refused "meetings.items_share_one_audience", "meetings.sub_item_shares_its_parent",
    "agenda.not_an_a_item", "agenda.number_twice", "agenda.more_named_than_declared".
    """
    if restricted_to is not None:
        require(by, "propose_item", *scopes_of_sitting(restricted_to))
        require_reading(by, restricted_to.audience)
    else:
        require(by, "propose_item", *scopes_of_session(session))
    locked: Session = Session.objects.select_for_update().get(pk=session.pk)
    before = locked.agenda_audience
    series, readers = _series(locked, parent, audience, restricted_to)
    require_to_widen(by, before, locked.agenda_audience)
    require_words_of_two(by, locked, readers, title)
    beside = Item.objects.filter(session=locked, series=series, parent=parent)
    item = Item(
        session=locked,
        parent=parent,
        series=series,
        place=place or (beside.aggregate(last=Max("place"))["last"] or 0) + 1,
        is_number_stated=is_number_stated,
        title=Words.of(title),
        kind_of_item=kind,
        without_debate=without_debate,
        partner=partner,
        sitting=restricted_to,
        audience=readers,
        is_demonstration=is_demonstration,
    )
    if beside.filter(place=item.place).exists():
        raise Refused("agenda.number_twice", numbers=[str(item.place)])
    rules.require_part(facts.item_value(item))
    item.save()
    if not series:
        _count(locked, declared=locked.declared_count)
    return _written(item, "meetings.item.added", by, facts={"kind": kind}, cite=cite)


def _series(
    session: Session, parent: Item | None, audience: str | None, restricted_to: Sitting | None
) -> tuple[str, str]:
    """In which series an item is numbered, and who may know of it."""
    if restricted_to is not None:
        if not is_restricted(restricted_to):
            raise Refused("meetings.sitting_not_restricted", title=str(restricted_to.title))
        series, readers = restricted_to.key, restricted_to.audience
    else:
        series, readers = "", audience or session.agenda_audience
    if parent is not None and (parent.series, parent.audience) != (series, readers):
        raise Refused("meetings.sub_item_shares_its_parent", parent=str(parent.title))
    if not series and readers != session.agenda_audience:
        # With items yet to come nobody learns anything; afterwards some would see a gap in the numbers.
        if Item.objects.filter(session=session, series="").exists():
            raise Refused("meetings.items_share_one_audience", audience=session.agenda_audience)
        session.agenda_audience = readers
        session.touch().save()
    return series, readers


@act("meetings.rename_item")
def rename_item(item: Item, *, by: Actor, title: Words, kind: str | None = None, cite: str = "") -> Item:
    """Name an item, or name it otherwise; where everybody reads it at once, by two, or by the chair on the floor.

    Raises Refused "meetings.item_adopted" once it stands on the agenda; SecondPersonNeeded.
    """
    locked = _proposing(item, by)
    require_words_of_two(by, locked.session, locked.audience, title)
    if locked.on_agenda:
        raise Refused("meetings.item_adopted", item=queries.number_of(locked), title=str(locked.title))
    locked.title = Words.of(title)
    locked.kind_of_item = kind or locked.kind_of_item
    rules.require_part(facts.item_value(locked))
    locked.touch().save()
    if not locked.series:
        _count(locked.session, declared=locked.session.declared_count)
    return _written(locked, "meetings.item.renamed", by, cite=cite)


@act("meetings.withdraw_item")
def withdraw_item(item: Item, *, by: Actor, cite: str = "") -> Item:
    """Take a proposed item back; its place stays, as withdrawn. Raises Refused "meetings.item_adopted"."""
    locked = _proposing(item, by)
    if locked.on_agenda:
        raise Refused("meetings.item_adopted", item=queries.number_of(locked), title=str(locked.title))
    locked.state = Item.State.WITHDRAWN
    locked.touch().save()
    return _written(locked, "meetings.item.withdrawn", by, cite=cite)


@act("meetings.move_item")
def move_item(item: Item, *, by: Actor, place: int, cite: str = "") -> Item:
    """Put an item of the provisional agenda in another place among those beside it.

    Places that hold a withdrawn item keep their number; the standing ones between move up or down by one, and
    sub-items go with the item above them. Nothing moves on an adopted agenda: decisions and papers name its numbers,
    and a sitting takes its items in the order of its own order of the day.
    Raises Refused "meetings.numbers_adopted", "meetings.no_such_place", "meetings.item_stands_there".
    """
    locked = _proposing(item, by)
    if locked.session.agenda_adopted_at is not None:
        raise Refused("meetings.numbers_adopted", title=str(locked.session.title))
    beside = list(
        Item.objects.select_for_update(of=("self",))
        .filter(session=locked.session, series=locked.series, parent=locked.parent)
        .exclude(state=Item.State.WITHDRAWN)
        .order_by("place")
    )
    places = [one.place for one in beside]
    if place not in places or locked.place not in places:
        raise Refused("meetings.no_such_place", place=place)
    if place == locked.place:
        raise Refused("meetings.item_stands_there", item=queries.number_of(locked) or str(place))
    before = queries.number_of(locked) or str(locked.place)
    order = [one for one in beside if one.pk != locked.pk]
    order.insert(places.index(place), locked)
    moved = [(one, at) for one, at in zip(order, places, strict=True) if one.place != at]
    # Each number is held by one item at any time, so all leave their places before any takes another.
    free = (Item.objects.filter(session=locked.session).aggregate(last=Max("place"))["last"] or 0) + 1
    for offset, (one, _at) in enumerate(moved):
        one.place = free + offset
        one.save(update_fields=["place"])
    for one, at in moved:
        one.place = at
        one.touch().save()
    moved_one = next(one for one, _at in moved if one.pk == locked.pk)
    return _written(
        moved_one,
        "meetings.item.moved",
        by,
        facts={
            "before": before,
            "after": queries.number_of(moved_one) or str(place),
            "issued": locked.session.state != Session.State.PLANNED,
        },
        cite=cite,
    )


@act("meetings.adopt_agenda")
def adopt_agenda(session: Session, *, by: Actor, happened_at: datetime | None = None, cite: str = "") -> Session:
    """Announce that the agenda is adopted: from now on the body acts on its named items and no others.

    Raises Refused "meetings.session_not_open", "meetings.agenda_adopted", "meetings.agenda_empty".
    """
    require(by, "open_suspend_close", *scopes_of_session(session))
    locked: Session = Session.objects.select_for_update().get(pk=session.pk)
    if locked.state != Session.State.OPEN:
        raise Refused("meetings.session_not_open", title=str(locked.title), state=locked.state)
    if locked.agenda_adopted_at is not None:
        raise Refused("meetings.agenda_adopted", title=str(locked.title))
    standing = [
        item
        for item in Item.objects.select_for_update().filter(session=locked).exclude(state=Item.State.WITHDRAWN)
        if item.title
    ]
    if not standing:
        raise Refused("meetings.agenda_empty", title=str(locked.title))
    for item in standing:
        item.on_agenda = True
        item.touch().save()
    locked.agenda_adopted_at = happened_at or now()
    locked.touch().save()
    journal.record(
        "meetings.agenda.adopted",
        by=by,
        about=locked.about,
        audience=locked.agenda_audience,
        happened_at=happened_at,
        facts={
            # Items of a restricted sitting are not counted where others read.
            "count": sum(1 for item in standing if not item.series and item.parent_id is None),
            "declared": locked.declared_count,
        },
        cite=cite,
    )
    publish(f"session:{locked.key}", locked.agenda_audience)
    return locked


@act("meetings.admit_item")
def admit_item(item: Item, *, by: Actor, happened_at: datetime | None = None, cite: str = "") -> Item:
    """Add an item to an agenda that is adopted already: the body agreed to take it.

    Raises Refused "agenda.not_adopted_yet", "agenda.item_not_named", "meetings.item_adopted".
    """
    require(by, "open_suspend_close", *scopes_of_item(item))
    locked = _locked(item)
    if locked.session.agenda_adopted_at is None:
        raise Refused("agenda.not_adopted_yet", item=queries.number_of(locked), kind=locked.kind_of_item)
    if not locked.title:
        raise Refused("agenda.item_not_named", item=queries.number_of(locked))
    if locked.on_agenda:
        raise Refused("meetings.item_adopted", item=queries.number_of(locked), title=str(locked.title))
    locked.on_agenda = True
    locked.touch().save()
    return _written(locked, "meetings.item.admitted", by, happened_at=happened_at, cite=cite)


@act("meetings.take_out_of_a")
def take_out_of_a(item: Item, *, by: Actor, asked_by: Member) -> Item:
    """Discuss an item that was to pass without debate, because a member asks for it.

    Raises Refused "agenda.not_an_a_item".
    """
    require(by, "work_floor", *scopes_of_item(item))
    locked = _locked(item)
    part, step = rules.take_out_of_a(facts.item_value(locked), asked_by=asked_by.code)
    locked.without_debate = part is rules.Part.A
    locked.touch().save()
    return _written(
        locked, "meetings.item.taken_out_of_a", by, facts={"member": asked_by.code}, cite=str(step.cite or "")
    )


@act("meetings.place_paper")
def place_paper(
    item: Item, *, by: Actor, document: Document, referral: Referral | None = None, order: int | None = None
) -> ItemDocument:
    """Place a document under an item; one that came up from another body by its referral, never as a copy.

    Raises Refused "meetings.paper_twice", "meetings.referral_of_another_paper", "meetings.referred_elsewhere".
    """
    require(by, "propose_item", *scopes_of_item(item))
    locked = _locked(item)
    if ItemDocument.objects.filter(item=locked, document=document).exists():
        raise Refused("meetings.paper_twice", document=str(document), item=queries.number_of(locked))
    if referral is not None:
        if referral.document_id != document.pk:
            raise Refused("meetings.referral_of_another_paper", document=str(document))
        if not locked.session.session_bodies.filter(body=referral.to_body).exists():
            raise Refused("meetings.referred_elsewhere", document=str(document), body=referral.to_body.code)
    last = ItemDocument.objects.filter(item=locked).aggregate(last=Max("order"))["last"] or 0
    paper = ItemDocument.objects.create(item=locked, document=document, referral=referral, order=order or last + 1)
    locked.touch().save()
    # The entry is read by those who may know of both: the narrower audience of the two keeps it.
    readers = document.audience if widens(document.audience, locked.audience) else locked.audience
    journal.record(
        "meetings.paper.placed",
        by=by,
        about=paper.about,
        audience=readers,
        facts={
            "document": document.symbol or dict(document.title),
            "title": dict(locked.title),
            "referral": referral.key if referral else "",
        },
    )
    publish(f"session:{locked.session.key}", readers)
    return paper


@act("meetings.set_order_of_day")
def set_order_of_day(sitting: Sitting, *, by: Actor, items: Sequence[Item]) -> Sitting:
    """Set which items a sitting takes, in which order. Lines already begun keep their state.

    Raises Refused "meetings.item_of_another_session", "meetings.item_begun" for a begun item that is left out.
    """
    require(by, "work_floor", *scopes_of_sitting(sitting))
    locked: Sitting = Sitting.objects.select_for_update().select_related("meeting__session").get(pk=sitting.pk)
    kept = {line.item_id: line for line in OrderLine.objects.filter(sitting=locked).select_related("item")}
    wanted = {item.pk for item in items}
    for line in kept.values():
        if line.item_id not in wanted:
            if line.state != Item.State.TO_COME:
                raise Refused("meetings.item_begun", title=str(line.item.title))
            line.delete()
    for order, item in enumerate(items, 1):
        _require_in(locked, item)
        line = kept.get(item.pk) or OrderLine(sitting=locked, item=item)
        line.order = order
        line.touch().save()
    locked.touch().save()
    journal.record(
        "meetings.sitting.ordered",
        by=by,
        about=locked.about,
        audience=locked.audience,
        facts={"count": len(items), "items": [item.key for item in items]},
    )
    publish(f"sitting:{locked.key}", locked.audience)
    return locked


@act("meetings.take_up_item")
def take_up_item(item: Item, *, by: Actor, sitting: Sitting, happened_at: datetime | None = None) -> Item:
    """Take up an item in an open sitting; the one before it stays taken up until it is closed.

    Raises Refused "meetings.sitting_not_open", "agenda.not_adopted_yet", "agenda.item_not_on_adopted_agenda",
    "agenda.item_not_named", "meetings.item_closed".
    """
    require(by, "work_floor", *scopes_of_sitting(sitting))
    locked = _locked(item)
    room = Sitting.objects.select_related("meeting__session").get(pk=sitting.pk)
    if room.state != Sitting.State.OPEN:
        raise Refused("meetings.sitting_not_open", title=str(room.title), state=room.state)
    _require_in(room, locked)
    rules.require_action(facts.item_value(locked), agenda_adopted=locked.session.agenda_adopted_at is not None)
    if locked.state in (Item.State.CLOSED, Item.State.WITHDRAWN):
        raise Refused("meetings.item_closed", item=queries.number_of(locked), title=str(locked.title))
    for line in (
        OrderLine.objects.select_related("item").filter(sitting=room, state=Item.State.NOW).exclude(item=locked)
    ):
        _mark(line, Item.State.TAKEN_UP, None)
    line = _line(room, locked)
    line.taken_up_at = line.taken_up_at or happened_at or now()
    _mark(line, Item.State.NOW, room)
    return _written(
        line.item, "meetings.item.taken_up", by, audience=room.audience, sitting=room, happened_at=happened_at
    )


@act("meetings.close_item")
def close_item(item: Item, *, by: Actor, sitting: Sitting | None = None, happened_at: datetime | None = None) -> Item:
    """Close an item that was taken up. sitting: where it was taken up last, when left out.

    What an item needs before it may close (a decision its recorded verdict) is asked by those who listen to
    "meetings.item.closed", and undoes the act.
    Raises Refused "meetings.item_not_taken_up", "meetings.item_closed".
    """
    line = (
        OrderLine.objects.select_related("sitting__meeting__session", "item")
        .filter(item=item, taken_up_at__isnull=False, **({"sitting": sitting} if sitting else {}))
        .order_by("-taken_up_at")
        .first()
    )
    require(by, "work_floor", *(scopes_of_sitting(line.sitting) if line else scopes_of_item(item)))
    if line is None:
        raise Refused("meetings.item_not_taken_up", item=queries.number_of(item), title=str(item.title))
    line.item = _locked(item)
    if Item.State.CLOSED in (line.state, line.item.state):
        raise Refused("meetings.item_closed", item=queries.number_of(line.item), title=str(line.item.title))
    line.closed_at = happened_at or now()
    _mark(line, Item.State.CLOSED, line.sitting)
    return _written(
        line.item,
        "meetings.item.closed",
        by,
        audience=line.sitting.audience,
        sitting=line.sitting,
        happened_at=happened_at,
        facts={"kind": line.item.kind_of_item},
    )


def _mark(line: OrderLine, state: Item.State, room: Sitting | None) -> None:
    """Write how far a sitting has come with an item; on the item itself only where its readers may know."""
    line.state = state
    line.touch().save()
    if widens(line.sitting.audience, line.item.audience):
        return
    line.item.state = state
    line.item.sitting = room or line.item.sitting
    line.item.touch().save()


def _line(sitting: Sitting, item: Item) -> OrderLine:
    found = OrderLine.objects.select_for_update().filter(sitting=sitting, item=item).first()
    if found is None:
        last = OrderLine.objects.filter(sitting=sitting).aggregate(last=Max("order"))["last"] or 0
        found = OrderLine.objects.create(sitting=sitting, item=item, order=last + 1)
    found.item, found.sitting = item, sitting
    return found


def _require_in(sitting: Sitting, item: Item) -> None:
    if item.session_id != sitting.meeting.session_id:
        raise Refused("meetings.item_of_another_session", title=str(item.title))
    if item.series and item.series != sitting.key:
        # Whoever may not know of the other sitting is told nothing of it.
        raise Refused("meetings.item_of_another_session", title=str(item.title))


def _proposing(item: Item, by: Actor) -> Item:
    require(by, "propose_item", *scopes_of_item(item))
    return _locked(item)


def _locked(item: Item) -> Item:
    locked: Item = Item.objects.select_for_update(of=("self",)).select_related("session", "parent").get(pk=item.pk)
    return locked


def require_words_of_two(by: Actor, session: Session, readers: str, title: Words | None) -> None:
    """Words that everybody reads at once take two persons. On the floor the chair's own word is enough."""
    if not title or PUBLIC not in tokens_in(readers):
        return
    sits = Sitting.objects.filter(meeting__session=session, state=Sitting.State.OPEN).exists()
    if not (sits and may(by, "rule_and_gavel", *scopes_of_session(session))):
        require_two(by, "propose_item")


def scopes_of_item(item: Item) -> list[str]:
    """Where an item lies: its session, or, for a restricted one, its sitting alone."""
    return [f"sitting:{item.series}"] if item.series else scopes_of_session(item.session)


def _count(session: Session, *, declared: int | None) -> rules.AgendaCount:
    """Declared and named items of the open agenda; refuses more named than declared."""
    standing: QuerySet[Item] = Item.objects.filter(session=session, series="", parent__isnull=True)
    standing = standing.exclude(state=Item.State.WITHDRAWN)
    return rules.count_items([facts.item_value(item) for item in standing], declared=declared)


def _written(
    item: Item,
    verb: str,
    by: Actor,
    *,
    audience: str | None = None,
    sitting: Sitting | None = None,
    happened_at: datetime | None = None,
    facts: dict[str, object] | None = None,
    cite: str = "",
) -> Item:
    readers = audience or item.audience
    told: dict[str, object] = {
        "session": item.session.key,
        "sitting": sitting.key if sitting else "",
        "title": dict(item.title),
        "place": item.place,
    }
    journal.record(
        verb,
        by=by,
        about=item.about,
        audience=readers,
        happened_at=happened_at,
        facts={**told, **(facts or {})},
        cite=cite,
    )
    if sitting is not None:
        publish(f"sitting:{sitting.key}", sitting.audience)
    if not widens(readers, item.audience):
        publish(f"session:{item.session.key}", item.audience)
    return item
