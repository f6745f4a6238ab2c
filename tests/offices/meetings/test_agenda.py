"""Places, names and kinds of items; who sees which; what may be acted on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.foundation.journal.models import Entry
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions import agenda, sessions
from plenary.offices.meetings.models import Item
from plenary.offices.organisation.models import Member
from tests.builders import meetings as build
from tests.builders.organisation import words
from tests.builders.people import actor, outsider
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


class TestDeclaredAndNamed:
    """A source says how many items there are; those without a title stay unnamed places."""

    def test_named_of_declared(self):
        made = build.session(agenda_audience="public")
        agenda.declare_items(made.session, by=made.secretariat, count=21)
        for title in ("Budget 2020", "Statement", "Exchange of views"):
            build.item(made, title, is_number_stated=False)
        made.session.refresh_from_db()
        seen = queries.agenda(made.session, outsider())
        assert (seen.declared, seen.named, seen.unnamed) == (21, 3, 18)
        assert [line.number for line in seen.items] == ["", "", ""]
        assert seen.is_provisional

    def test_unnamed_place_is_not_named(self):
        made = build.session()
        build.item(made, "Budget")
        build.item(made, "")
        seen = queries.agenda(made.session, made.secretariat)
        assert (seen.declared, seen.named, seen.unnamed) == (None, 1, 1)
        assert [line.is_named for line in seen.items] == [True, False]

    def test_more_named_than_declared(self):
        made = build.session()
        build.item(made, "Budget")
        build.item(made, "Statement")
        with refused("agenda.more_named_than_declared", named=2, declared=1):
            agenda.declare_items(made.session, by=made.secretariat, count=1)

    def test_one_too_many(self):
        made = build.session()
        agenda.declare_items(made.session, by=made.secretariat, count=1)
        build.item(made, "Budget")
        with refused("agenda.more_named_than_declared", named=2, declared=1):
            build.item(made, "Statement")

    def test_naming_a_place(self):
        made = build.session()
        place = build.item(made, "")
        agenda.rename_item(place, by=made.secretariat, title=words("Information security"))
        assert queries.agenda(made.session, made.secretariat).named == 1
        assert Entry.objects.filter(verb="meetings.item.renamed").count() == 1

    def test_place_twice(self):
        made = build.session()
        build.item(made, "Budget", place=3)
        with refused("agenda.number_twice", numbers=["3"]):
            build.item(made, "Statement", place=3)

    def test_sub_items_are_not_counted(self):
        made = build.session()
        above = build.item(made, "Security", place=5)
        build.item(made, "Border", parent=above)
        build.item(made, "Terrorism", parent=above)
        seen = queries.agenda(made.session, made.secretariat)
        assert seen.named == 1
        assert [line.number for line in seen.items[0].sub_items] == ["5.1", "5.2"]


class TestHiddenItemsLeaveNoGap:
    def test_restricted_items_are_numbered_by_themselves(self):
        made = build.with_sittings(build.session(agenda_audience="public"))
        build.six_heads(made)
        build.item(made, "First")
        for title in ("Secret one", "Secret two"):
            agenda.add_item(
                made.session, by=made.chair(), title=words(title), kind="decision", restricted_to=made.restricted
            )
        build.item(made, "Second")
        outside = queries.agenda(made.session, outsider())
        assert [(line.number, str(line.item.title)) for line in outside.items] == [("1", "First"), ("2", "Second")]
        assert outside.restricted == ()
        inside = queries.agenda(made.session, made.head("ARM"))
        assert [line.number for line in inside.items] == ["1", "2"]
        assert [line.number for line in inside.restricted] == ["R1", "R2"]

    def test_secretary_of_the_body_does_not_see_them(self):
        made = build.with_sittings(build.session())
        agenda.add_item(made.session, by=made.chair(), title=words("Secret"), restricted_to=made.restricted)
        assert queries.agenda(made.session, made.secretary()).restricted == ()
        assert queries.agenda(made.session, made.secretariat).restricted == ()

    def test_nobody_else_hears_of_them(self):
        made = build.with_sittings(build.session(agenda_audience="public"))
        before = made.session.version
        agenda.add_item(made.session, by=made.chair(), title=words("Secret"), restricted_to=made.restricted)
        made.session.refresh_from_db()
        assert made.session.version == before
        entry = Entry.objects.get(verb="meetings.item.added")
        assert entry.tree.audience == f"sitting:{made.restricted.key}"

    def test_open_items_share_one_audience(self):
        made = build.session()
        build.item(made, "Budget")
        with refused("meetings.items_share_one_audience", audience="members"):
            build.item(made, "Statement", audience="public")

    def test_first_item_may_set_it(self):
        """With a second person, where more may read the agenda than before."""
        made = build.session()
        with refused("access.second_person_needed", row="widen_audience"):
            agenda.add_item(made.session, by=made.secretariat, title=words("Budget"), audience="public")
        build.item(made, "Budget", audience="public")
        build.item(made, "Statement")
        made.session.refresh_from_db()
        assert [line.number for line in queries.agenda(made.session, outsider()).items] == ["1", "2"]

    def test_agenda_not_open_to_the_reader(self):
        made = build.session()
        agenda.declare_items(made.session, by=made.secretariat, count=21)
        made.session.refresh_from_db()
        seen = queries.agenda(made.session, outsider())
        assert (seen.items, seen.declared, seen.named, seen.unnamed, seen.is_readable) == ((), None, 0, 0, False)


class TestAdoption:
    def test_adopted_items_may_be_acted_on(self):
        made = build.opened(build.bishkek(), items=2)
        assert made.session.agenda_adopted_at is not None
        assert list(Item.objects.values_list("on_agenda", flat=True)) == [True, True]
        assert Entry.objects.get(verb="meetings.agenda.adopted").facts == {"count": 2, "declared": None}
        first = Item.objects.get(place=1)
        agenda.take_up_item(first, by=made.chair(), sitting=made.plenary)
        first.refresh_from_db()
        assert (first.state, first.sitting) == (Item.State.NOW, made.plenary)

    def test_item_added_afterwards_is_not_on_it(self):
        made = build.opened(build.bishkek())
        late = build.item(made, "Late")
        chair = made.chair()
        with refused("agenda.item_not_on_adopted_agenda", item="2"):
            agenda.take_up_item(late, by=chair, sitting=made.plenary)
        agenda.admit_item(late, by=chair)
        agenda.take_up_item(late, by=chair, sitting=made.plenary)
        late.refresh_from_db()
        assert late.state == Item.State.NOW

    def test_before_adoption_nothing_but_opening(self):
        made = build.bishkek()
        budget = build.item(made, "Budget")
        build.opened(made, items=0)
        made.session.agenda_adopted_at = None
        made.session.save()
        Item.objects.update(on_agenda=False)
        chair = made.chair()
        with refused("agenda.not_adopted_yet", item="1"):
            agenda.take_up_item(budget, by=chair, sitting=made.plenary)

    def test_adopted_once(self):
        made = build.opened(build.bishkek())
        chair = made.chair()
        with refused("meetings.agenda_adopted"):
            agenda.adopt_agenda(made.session, by=chair)

    def test_unnamed_place_is_never_adopted(self):
        made = build.bishkek()
        build.item(made, "")
        build.opened(made)
        assert list(Item.objects.order_by("place").values_list("on_agenda", flat=True)) == [False, True]

    def test_nothing_to_adopt(self):
        made = build.bishkek()
        chair = made.chair()
        sessions.open_session(made.session, by=chair)
        with refused("meetings.agenda_empty"):
            agenda.adopt_agenda(made.session, by=chair)

    def test_adopted_item_keeps_its_name(self):
        made = build.opened(build.bishkek())
        with refused("meetings.item_adopted", item="1", title="Item 1"):
            agenda.rename_item(Item.objects.get(), by=made.secretariat, title=words("Other"))


class TestWithoutDebate:
    def test_exchange_of_views_is_no_a_item(self):
        made = build.session()
        with refused("agenda.not_an_a_item", kind="exchange_of_views"):
            build.item(made, "Views", "exchange_of_views", without_debate=True)

    def test_any_member_takes_it_out(self):
        made = build.session()
        quick = build.item(made, "Minutes", "organisational", without_debate=True)
        agenda.take_out_of_a(quick, by=made.secretary(), asked_by=Member.objects.get(code="TJK"))
        quick.refresh_from_db()
        assert quick.without_debate is False


class TestWhoMayPropose:
    def test_head_of_delegation(self):
        made = build.bishkek()
        agenda.add_item(made.session, by=made.head("TJK"), title=words("Border"))
        assert queries.agenda(made.session, made.secretariat).named == 1

    def test_press_may_not(self):
        made = build.session()
        press = actor("PS")
        with refused("access.not_allowed", row="propose_item"):
            agenda.add_item(made.session, by=press, title=words("Border"))


class TestOrderOfTheDay:
    def test_restricted_sitting_leaves_the_open_item_untouched(self):
        made = build.bishkek()
        build.opened(made, made.restricted)
        budget = Item.objects.get()
        before = budget.version
        chair = made.chair()
        agenda.take_up_item(budget, by=chair, sitting=made.restricted)
        budget.refresh_from_db()
        assert (budget.state, budget.sitting, budget.version) == (Item.State.TO_COME, None, before)
        assert [line.state for line in queries.order_of_day(made.restricted, made.head("RUS"))] == ["now"]
        assert queries.order_of_day(made.restricted, made.secretary()) == ()
        assert Entry.objects.get(verb="meetings.item.taken_up").tree.audience == f"sitting:{made.restricted.key}"

    def test_next_item_leaves_the_former_taken_up(self):
        made = build.opened(build.bishkek(), items=2)
        chair = made.chair()
        first, second = Item.objects.order_by("place")
        agenda.take_up_item(first, by=chair, sitting=made.plenary)
        agenda.take_up_item(second, by=chair, sitting=made.plenary)
        agenda.close_item(second, by=chair)
        assert list(Item.objects.order_by("place").values_list("state", flat=True)) == ["taken_up", "closed"]

    def test_item_not_taken_up_is_not_closed(self):
        made = build.opened(build.bishkek())
        chair = made.chair()
        with refused("meetings.item_not_taken_up", item="1"):
            agenda.close_item(Item.objects.get(), by=chair)

    def test_order_is_kept(self):
        made = build.bishkek()
        first, second = build.item(made, "A"), build.item(made, "B")
        agenda.set_order_of_day(made.plenary, by=made.secretary(), items=[second, first])
        assert [line.item for line in queries.order_of_day(made.plenary, made.secretary())] == [second, first]


@pytest.mark.parametrize("count", [1, 3, 21])
def test_questions_to_the_database_do_not_grow_with_items(count):
    made = build.session(agenda_audience="public")
    for number in range(count):
        build.item(made, f"Item {number}")
    reader = outsider()
    queries.agenda(made.session, reader)
    with CaptureQueriesContext(connection) as asked:
        queries.agenda(made.session, reader)
    assert len(asked) == 2
