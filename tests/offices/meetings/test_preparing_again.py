"""Items move, titles are put right, and the next meeting is planned as the last one stood."""

from datetime import UTC, date, datetime

import pytest

from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.journal.models import Entry
from plenary.foundation.languages.words import Words
from plenary.offices.meetings.actions import agenda, copying, corrections, delegations, sessions, sittings
from plenary.offices.meetings.models import Item, Meeting, Session, Sitting
from tests.builders.meetings import bishkek, clerk, delegate, item, opened, session, with_sittings
from tests.builders.organisation import words
from tests.builders.people import agreed, person
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


def standing(summit) -> list[tuple[int, str]]:
    listed = Item.objects.filter(session=summit.session, parent=None).exclude(state=Item.State.WITHDRAWN)
    return [(one.place, one.title.said("en")) for one in listed.order_by("place")]


class TestAnItemMoves:
    def test_up_and_the_others_follow(self):
        summit = session()
        _one, _two, three = (item(summit, title) for title in ("One", "Two", "Three"))
        agenda.move_item(three, by=summit.secretariat, place=1)
        assert standing(summit) == [(1, "Three"), (2, "One"), (3, "Two")]
        entry = Entry.objects.get(verb="meetings.item.moved")
        assert (entry.facts["before"], entry.facts["after"], entry.facts["issued"]) == ("3", "1", False)
        assert str(entry.sentence) == "Three was moved from number 3 to number 1"

    def test_down_past_a_withdrawn_one_which_keeps_its_number(self):
        summit = session()
        one, two, _three = (item(summit, title) for title in ("One", "Two", "Three"))
        agenda.withdraw_item(two, by=summit.secretariat)
        agenda.move_item(one, by=summit.secretariat, place=3)
        assert standing(summit) == [(1, "Three"), (3, "One")]
        two.refresh_from_db()
        assert two.place == 2

    def test_sub_items_go_with_it_and_move_among_themselves(self):
        summit = session()
        one, _two = item(summit, "One"), item(summit, "Two")
        first, second = (item(summit, title, parent=one) for title in ("First", "Second"))
        agenda.move_item(one, by=summit.secretariat, place=2)
        agenda.move_item(second, by=summit.secretariat, place=1)
        assert standing(summit) == [(1, "Two"), (2, "One")]
        assert [one.title.said("en") for one in Item.objects.filter(parent=one).order_by("place")] == [
            "Second",
            "First",
        ]
        assert Entry.objects.filter(verb="meetings.item.moved").latest("pk").facts["after"] == "2.1"
        assert first.parent_id == one.pk

    def test_after_the_agenda_was_issued_the_entry_says_so(self):
        summit = session()
        one, _two = item(summit, "One"), item(summit, "Two")
        sessions.convene_session(summit.session, by=summit.secretariat)
        agenda.move_item(one, by=summit.secretariat, place=2)
        assert Entry.objects.get(verb="meetings.item.moved").facts["issued"] is True

    def test_not_once_the_agenda_is_adopted_and_not_to_where_nothing_stands(self):
        summit = bishkek()
        one, two = item(summit, "One"), item(summit, "Two")
        with refused("meetings.no_such_place", place=5):
            agenda.move_item(one, by=summit.secretariat, place=5)
        with refused("meetings.item_stands_there", item="1"):
            agenda.move_item(one, by=summit.secretariat, place=1)
        agenda.withdraw_item(two, by=summit.secretariat)
        with refused("meetings.no_such_place", place=2):
            agenda.move_item(one, by=summit.secretariat, place=2)
        opened(summit, items=0)
        with refused("meetings.numbers_adopted", title="Council in Bishkek"):
            agenda.move_item(one, by=summit.secretariat, place=2)


class TestATitleIsPutRight:
    def test_of_an_adopted_item(self):
        summit = opened(bishkek(), items=1)
        wrong = Item.objects.get()
        with refused("meetings.item_adopted", item="1", title="Item 1"):
            agenda.rename_item(wrong, by=summit.secretariat, title=words("Border"))
        put_right = corrections.correct_item(wrong, by=summit.secretariat, title=words("Item one"))
        assert put_right.title == {"en": "Item one"}
        entry = Entry.objects.get(verb="meetings.item.corrected")
        assert entry.facts["number"] == "1"
        assert entry.facts["before"] == {"title": {"en": "Item 1"}}

    def test_of_an_item_that_everybody_reads_takes_two(self):
        summit = session()
        wrong = item(summit, "Budget", audience="public")
        with pytest.raises(SecondPersonNeeded):
            corrections.correct_item(wrong, by=summit.secretariat, title=words("The budget"))
        corrections.correct_item(wrong, by=agreed(summit.secretariat), title=words("The budget"))

    def test_of_a_session_and_of_a_sitting(self):
        summit = with_sittings(session())
        with pytest.raises(SecondPersonNeeded):
            corrections.correct_session(summit.session, by=summit.secretariat, title=words("Council in Osh"))
        corrections.correct_session(summit.session, by=agreed(summit.secretariat), theme=words("Peace"))
        corrections.correct_sitting(summit.plenary, by=summit.secretariat, room=words("Large hall"))
        with pytest.raises(SecondPersonNeeded):
            corrections.correct_sitting(summit.plenary, by=summit.secretariat, title=words("Full sitting"))
        corrections.correct_sitting(summit.plenary, by=agreed(summit.secretariat), title=words("Full sitting"))
        assert Session.objects.get().theme == {"en": "Peace"}
        corrected = Sitting.objects.get(pk=summit.plenary.pk)
        assert (corrected.title, corrected.room) == ({"en": "Full sitting"}, {"en": "Large hall"})
        assert Entry.objects.get(verb="meetings.session.corrected").facts["before"] == {"theme": {}}

    def test_of_a_sitting_that_only_members_know_of_takes_one(self):
        summit = with_sittings(session())
        Sitting.objects.update(band_audience="members")
        put_right = corrections.correct_sitting(summit.plenary, by=summit.secretariat, title=words("Full sitting"))
        assert put_right.title == {"en": "Full sitting"}

    def test_nothing_other_and_nothing_at_all_are_refused(self):
        summit = with_sittings(session())
        unnamed = item(summit, "", kind="not_stated")
        with refused("agenda.item_not_named", item="1"):
            corrections.correct_item(unnamed, by=summit.secretariat, title=words("Named"))
        with refused("organisation.nothing_corrected"):
            corrections.correct_sitting(summit.plenary, by=agreed(summit.secretariat), title=words("Plenary"))
        with refused("organisation.name_missing", what="sitting"):
            corrections.correct_sitting(summit.plenary, by=summit.secretariat, title=Words())


class TestTheNextOneLikeThis:
    def test_takes_over_what_stands_every_time(self):
        summit = session(None, "CMFA", "CMD")
        meeting = sessions.plan_meeting(summit.session, by=summit.secretariat)
        sittings.plan_sitting(
            meeting,
            by=summit.secretariat,
            title=words("Plenary"),
            format="enlarged",
            admitted_classes=["foreign_minister"],
            companions=2,
            ground="Notice 3",
            room=words("Large hall"),
            planned_from_at=datetime(2019, 11, 28, 4, tzinfo=UTC),
        )
        sittings.plan_sitting(
            meeting, by=summit.secretariat, title=words("Quiet"), format="restricted", is_announced=False
        )
        opening = item(summit, "Opening", "organisational")
        budget = item(summit, "Budget")
        sub = item(summit, "Scale", parent=budget)
        made = copying.copy_session(
            summit.session,
            by=summit.secretariat,
            ref="CMFA-2020-1",
            title=words("Joint meeting in 2020"),
            from_on=date(2020, 6, 1),
            venue=summit.session.venue,
            items=[sub, budget, opening],
        )
        assert [one.body.code for one in made.session_bodies.all()] == ["CMFA", "CMD"]
        assert (made.from_on, made.until_on, made.audience, made.state) == (
            date(2020, 6, 1),
            date(2020, 6, 1),
            "members",
            "planned",
        )
        assert list(Meeting.objects.filter(session=made).values_list("number", "on")) == [(1, date(2020, 6, 1))]
        sitting = Sitting.objects.get(meeting__session=made)
        assert (sitting.title, sitting.format, sitting.admitted_classes) == (
            {"en": "Plenary"},
            "enlarged",
            ["foreign_minister"],
        )
        assert (sitting.companions, sitting.ground, sitting.room) == (2, "Notice 3", {"en": "Large hall"})
        assert sitting.planned_from_at == datetime(2020, 6, 1, 4, tzinfo=UTC), "ten in the morning of the place"
        copied = Item.objects.filter(session=made).order_by("pk")
        assert [(one.place, one.title.said("en"), one.kind_of_item) for one in copied] == [
            (1, "Opening", "organisational"),
            (2, "Budget", "decision"),
            (1, "Scale", "decision"),
        ]
        assert copied[2].parent_id == copied[1].pk
        assert Entry.objects.get(verb="meetings.session.copied").facts["from"] == "CSC-2019-1"

    def test_without_a_day_its_days_stay_open(self):
        summit = with_sittings(session())
        made = copying.copy_session(summit.session, by=summit.secretariat, ref="NEXT-1", title=words("Next"))
        assert (made.from_on, Meeting.objects.get(session=made).on) == (None, None)
        assert Sitting.objects.filter(meeting__session=made).count() == 2
        assert not Item.objects.filter(session=made).exists()

    def test_is_all_or_nothing(self):
        summit = with_sittings(session())
        other = session(summit.bodies, "PC", ref="PC-1")
        stranger = item(other, "Of another meeting")
        with refused("meetings.ref_taken", ref="PC-1"):
            copying.copy_session(summit.session, by=summit.secretariat, ref="PC-1", title=words("Next"))
        with refused("meetings.item_of_another_session"):
            copying.copy_session(
                summit.session, by=summit.secretariat, ref="NEXT-1", title=words("Next"), items=[stranger]
            )

    def test_what_fewer_read_is_not_shown_to_more_by_one_person(self):
        summit = session(audience="public")
        summit.session.audience = summit.session.agenda_audience = "desk"
        summit.session.save()
        with pytest.raises(SecondPersonNeeded):
            copying.copy_session(summit.session, by=summit.secretariat, ref="NEXT-1", title=words("Next"))
        made = copying.copy_session(summit.session, by=agreed(summit.secretariat), ref="NEXT-1", title=words("Next"))
        assert made.audience == "members"
        assert Entry.objects.get(verb="meetings.session.copied").tree.audience == "desk"


class TestAPersonIsReplaced:
    def test_in_the_same_place_and_role(self):
        summit = bishkek()
        leaving = delegate(summit, "RUS", "Sergei", "adviser")
        after = delegate(summit, "RUS", "Anton")
        by = clerk(leaving.delegation.member)
        comes = delegations.replace_delegate(leaving, by=by, person=person("Anna"), title=words("Counsellor"))
        assert (comes.role, comes.order, comes.title) == ("adviser", leaving.order, {"en": "Counsellor"})
        leaving.refresh_from_db()
        assert leaving.left_list_at is not None
        assert after.order == leaving.order + 1

    def test_both_or_neither(self):
        summit = bishkek()
        leaving, other = delegate(summit, "RUS", "Sergei"), delegate(summit, "RUS", "Anton")
        by = clerk(leaving.delegation.member)
        with refused("meetings.listed_already", person="Anton"):
            delegations.replace_delegate(leaving, by=by, person=other.person, title=words("Counsellor"))
        stranger, newcomer = clerk(summit.delegations["KAZ"].member), person("Anna")
        with refused("access.not_in_scope"):
            delegations.replace_delegate(leaving, by=stranger, person=newcomer, title=words("Counsellor"))
