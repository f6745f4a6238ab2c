"""Who may enter a sitting, who may know of it, and who reads its note."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from plenary.foundation.access.actors import actor_for
from plenary.foundation.journal.models import Entry
from plenary.foundation.live.models import Outbox
from plenary.offices.meetings import queries
from plenary.offices.meetings.actions import copying, corrections, delegations, moving, presence, sittings
from plenary.offices.meetings.models import Delegate, Sitting
from plenary.procedure.refusal import NotHere
from tests.builders import meetings as build
from tests.builders.organisation import words
from tests.builders.people import actor, agreed, holding, outsider, person
from tests.offices.refusals import refused

pytestmark = pytest.mark.django_db


class TestThePlenaryOfTheReport:
    """Heads, then foreign ministers, defence ministers and secretaries of security councils join, and nobody else."""

    @pytest.mark.parametrize("office", build.JOINING)
    def test_the_three_offices_join(self, office):
        made = build.bishkek()
        line = build.delegate(made, "RUS", office_class=office)
        presence.enter_room(made.plenary, by=build.delegate_actor(line, "DM"), delegate=line)
        assert [one.delegate for one in queries.in_the_room(made.plenary, made.secretary())] == [line]

    def test_presidential_aide_is_refused(self):
        made = build.bishkek()
        aide = build.delegate(made, "RUS", "Aide of RUS", title="Presidential aide")
        by = build.delegate_actor(aide, "DM")
        with refused(
            "formats.office_not_among_those_who_join",
            title="Presidential aide",
            person="Aide of RUS",
            format="enlarged",
        ) as _:
            presence.enter_room(made.plenary, by=by, delegate=aide)

    def test_refusal_names_the_text(self):
        made = build.bishkek()
        aide = build.delegate(made, "RUS", title="Presidential aide")
        by = build.delegate_actor(aide, "DM")
        with pytest.raises(Exception) as caught:
            presence.enter_room(made.plenary, by=by, delegate=aide)
        assert str(caught.value.cite) == build.GROUND

    def test_who_is_not_let_in_reads_nothing_of_its_own(self):
        made = build.bishkek()
        aide = build.delegate(made, "RUS", title="Presidential aide")
        minister = build.delegate(made, "RUS", office_class="foreign_minister")
        token = f"sitting:{made.plenary.key}"
        assert token not in build.delegate_actor(aide, "DM").tokens
        assert token in build.delegate_actor(minister, "DM").tokens

    def test_minister_does_not_enter_the_sitting_of_heads(self):
        made = build.bishkek()
        minister = build.delegate(made, "RUS", office_class="foreign_minister")
        by = build.delegate_actor(minister, "DM")
        with refused("formats.only_those_named", format="restricted"):
            presence.enter_room(made.restricted, by=by, delegate=minister)

    def test_full_delegations_where_no_office_is_named(self):
        made = build.bishkek()
        enlarged = sittings.plan_sitting(
            made.meeting, by=made.secretariat, title=words("All delegations"), format="enlarged"
        )
        aide = build.delegate(made, "RUS", title="Presidential aide")
        presence.enter_room(enlarged, by=build.delegate_actor(aide, "DM"), delegate=aide)
        assert enlarged.full_delegations is True


class TestDoor:
    def test_nobody_enters_for_another(self):
        made = build.bishkek()
        other = made.head("ARM")
        with refused("access.not_allowed", row="work_floor"):
            presence.enter_room(made.plenary, by=other, delegate=made.heads["RUS"])

    def test_door_desk_of_this_sitting(self):
        made = build.bishkek()
        door = actor("DR", f"sitting:{made.plenary.key}")
        presence.enter_room(made.plenary, by=door, delegate=made.heads["RUS"])
        with refused("meetings.in_the_room"):
            presence.enter_room(made.plenary, by=door, delegate=made.heads["RUS"])
        presence.leave_room(made.plenary, by=door, delegate=made.heads["RUS"])
        with refused("meetings.not_in_the_room"):
            presence.leave_room(made.plenary, by=door, delegate=made.heads["RUS"])

    def test_who_was_taken_off_the_list(self):
        made = build.bishkek()
        line = made.heads["RUS"]
        by = made.head("RUS")
        delegations.take_off_list(line, by=build.clerk(line.delegation.member))
        with refused("meetings.off_the_list"):
            presence.enter_room(made.plenary, by=by, delegate=line)

    def test_designated_alternate_only_in_the_heads_place(self):
        made = build.bishkek()
        alternate = build.delegate(made, "RUS", "Alternate", "alternate", "other")
        by = build.delegate_actor(alternate, "HD")
        with refused("formats.only_those_named"):
            presence.enter_room(made.restricted, by=by, delegate=alternate)
        delegations.designate_alternate(alternate, by=build.clerk(alternate.delegation.member))
        presence.enter_room(made.restricted, by=made.head("RUS"), delegate=made.heads["RUS"])
        with refused("meetings.head_is_in_the_room"):
            presence.enter_room(made.restricted, by=by, delegate=alternate)
        presence.leave_room(made.restricted, by=made.head("RUS"), delegate=made.heads["RUS"])
        presence.enter_room(made.restricted, by=by, delegate=alternate)

    def test_companion_is_named_beforehand(self):
        made = build.bishkek()
        with_one = sittings.plan_sitting(
            made.meeting, by=made.secretariat, title=words("Heads and one"), format="restricted", companions=1
        )
        line = build.delegate(made, "RUS", "Companion")
        by = build.delegate_actor(line, "DM")
        with refused("formats.only_those_named"):
            presence.enter_room(with_one, by=by, delegate=line)
        sittings.name_for_sitting(with_one, by=made.chair(), person=line.person, companion_of=line.delegation)
        presence.enter_room(with_one, by=by, delegate=line)
        second = build.delegate(made, "RUS", "Second companion")
        chair = made.chair()
        with refused("meetings.too_many_companions", companions=1):
            sittings.name_for_sitting(with_one, by=chair, person=second.person, companion_of=line.delegation)


class TestNoteOfTheRestrictedSitting:
    def test_closed_to_those_who_join_only_for_the_plenary(self):
        made = build.bishkek()
        minister = build.delegate(made, "RUS", office_class="foreign_minister")
        note = sittings.write_note(made.restricted, by=made.chair(), text=words("The heads agreed."))
        joins_later = build.delegate_actor(minister, "DM")
        assert f"sitting:{made.plenary.key}" in joins_later.tokens
        assert queries.notes_of(made.restricted, joins_later) == []
        with pytest.raises(NotHere):
            queries.note_of_key(note.key, joins_later)
        assert queries.notes_of(made.restricted, made.head("TJK")) == [note]
        for other in (made.secretary(), made.secretariat, actor("AD"), outsider()):
            assert queries.notes_of(made.restricted, other) == []

    def test_entry_is_in_the_tree_of_the_sitting(self):
        made = build.bishkek()
        sittings.write_note(made.restricted, by=made.chair(), text=words("The heads agreed."))
        entry = Entry.objects.get(verb="meetings.note.written")
        assert entry.tree.audience == f"sitting:{made.restricted.key}"
        assert list(
            Outbox.objects.filter(topic=f"sitting:{made.restricted.key}").values_list("audience", flat=True)
        ) == [f"sitting:{made.restricted.key}"]

    def test_secretary_of_the_body_cannot_write_it(self):
        made = build.bishkek()
        secretary = made.secretary()
        with pytest.raises(NotHere):
            sittings.write_note(made.restricted, by=secretary, text=words("Guess"))

    def test_secretary_named_for_the_sitting_can(self):
        made = build.bishkek()
        who = person("Named secretary")
        holding(who, "SB", "body:CSC")
        sittings.name_for_sitting(made.restricted, by=made.chair(), person=who)
        note = sittings.write_note(made.restricted, by=actor_for(who, "SB"), text=words("The heads agreed."))
        assert note.written_by == who

    def test_plenary_keeps_no_note(self):
        made = build.bishkek()
        chair = made.chair()
        with refused("meetings.format_keeps_no_note", format="enlarged", kept="summary record"):
            sittings.write_note(made.plenary, by=chair, text=words("Words"))


class TestTitleOfAShutSitting:
    """Of a restricted sitting and of a retreat those who are not let in learn the hours, and no topic."""

    BEGINS, ENDS = datetime(2019, 11, 28, 4, 0, tzinfo=UTC), datetime(2019, 11, 28, 5, 30, tzinfo=UTC)

    def planned(self, made, format_="restricted"):
        return sittings.plan_sitting(
            made.meeting, by=made.secretariat, title=words("On the border"), format=format_, room=words("Blue room")
        )

    @pytest.mark.parametrize(("format_", "word"), [("restricted", "Restricted sitting"), ("retreat", "Retreat")])
    def test_outsiders_and_other_staff_are_told_the_format(self, format_, word):
        made = build.bishkek()
        shut = self.planned(made, format_)
        for other in (outsider(), made.secretary(), made.secretariat, actor("AD"), actor("PT"), actor("PS")):
            assert queries.title_of(shut, other)["en"] == word
            lines = queries.meetings(made.session, other)[0].sittings
            assert [line.title.said("en") for line in lines] == ["Restricted sitting", "Plenary", word]
            assert [line.is_told for line in lines] == [False, True, False]
            assert list(queries.sittings_told(made.session, other)) == [made.plenary]
        assert queries.title_of(shut, made.head("TJK")) == {"en": "On the border"}
        assert list(queries.sittings_told(made.session, made.head("TJK"))) == [made.restricted, made.plenary, shut]

    def test_of_any_other_format_it_is_told_though_the_doors_are_shut(self):
        made = build.opened(build.bishkek())
        closed = sittings.close_to_others(made.plenary, by=made.chair())
        assert queries.title_of(closed, outsider()) == {"en": "Plenary"}

    def test_opened_to_others_it_is_told_to_them(self):
        made = build.bishkek()
        shut = self.planned(made)
        opened = sittings.open_to_others(shut, by=agreed(made.chair()), audience="public")
        assert queries.title_of(opened, outsider()) == {"en": "On the border"}

    def test_the_public_record_says_the_format_and_that_of_the_sitting_the_title(self):
        made = build.bishkek()
        shut = self.planned(made)
        planned = Entry.objects.get(verb="meetings.sitting.planned", about_key=shut.key)
        assert (planned.tree.audience, planned.facts["title"]) == ("public", "restricted")
        assert planned.sentence == "Restricted sitting was planned"
        with override("ru"):
            assert "Заседание в узком составе" in planned.sentence
        titled = Entry.objects.get(verb="meetings.sitting.titled", about_key=shut.key)
        assert (titled.tree.audience, titled.facts["title"]) == (f"sitting:{shut.key}", {"en": "On the border"})

    def test_an_open_title_has_one_entry(self):
        made = build.bishkek()
        assert not Entry.objects.filter(verb="meetings.sitting.titled", about_key=made.plenary.key).exists()
        planned = Entry.objects.get(verb="meetings.sitting.planned", about_key=made.plenary.key)
        assert (planned.facts["title"], planned.sentence) == ({"en": "Plenary"}, "Plenary was planned")

    def test_is_corrected_by_one_inside_and_nobody_else_learns_of_it(self):
        made = build.bishkek()
        shut = self.planned(made)
        for other in (made.secretary(), made.secretariat):
            with pytest.raises(NotHere):
                corrections.correct_sitting(shut, by=agreed(other), title=words("Guess"))
        corrections.correct_sitting(shut, by=made.chair(), title=words("On the river"), room=words("Red room"))
        entry = Entry.objects.get(verb="meetings.sitting.corrected")
        assert entry.tree.audience == f"sitting:{shut.key}"
        assert entry.facts["before"] == {"title": {"en": "On the border"}, "room": {"en": "Blue room"}}

    def test_other_hours_are_told_without_it_and_another_room_is_not_told(self):
        made = build.bishkek()
        shut = self.planned(made)
        chair = made.chair()
        moving.move_sitting(shut, by=chair, planned_from_at=self.BEGINS, planned_until_at=self.ENDS)
        hours = Entry.objects.get(verb="meetings.sitting.moved")
        assert (hours.tree.audience, hours.facts["title"]) == ("public", "restricted")
        assert hours.sentence.startswith("Restricted sitting was moved from ")
        moving.move_sitting(
            shut, by=chair, planned_from_at=self.BEGINS, planned_until_at=self.ENDS, room=words("Red room")
        )
        room = Entry.objects.filter(verb="meetings.sitting.moved").latest("pk")
        assert (room.tree.audience, room.facts["title"]) == (f"sitting:{shut.key}", {"en": "On the border"})

    def test_a_copy_takes_over_no_title_that_is_not_told(self):
        made = build.bishkek()
        copy = copying.copy_session(made.session, by=agreed(made.secretariat), ref="NEXT", title=words("The next"))
        titles = Sitting.objects.filter(meeting__session=copy).order_by("number").values_list("title", flat=True)
        assert [title["en"] for title in titles] == ["Restricted sitting", "Plenary"]


class TestUnannounced:
    def test_invisible_to_all_but_those_entitled(self):
        made = build.bishkek()
        hidden = sittings.plan_sitting(
            made.meeting, by=made.secretariat, title=words("Unannounced"), format="restricted", is_announced=False
        )
        known = [line.sitting for line in queries.meetings(made.session, outsider())[0].sittings]
        assert known == [made.restricted, made.plenary]
        for other in (outsider(), made.secretary(), actor("SG"), actor("AD"), actor("PS")):
            assert hidden.key not in {
                one.sitting.key for m in queries.meetings(made.session, other) for one in m.sittings
            }
            with pytest.raises(NotHere):
                queries.sitting_of_key(hidden.key, other)
        assert queries.sitting_of_key(hidden.key, made.head("BLR")) == hidden
        trees = set(Entry.objects.filter(about_key=hidden.key).values_list("tree__audience", flat=True))
        assert trees == {f"sitting:{hidden.key}"}

    def test_places_have_no_gap(self):
        made = build.session()
        made.meeting = build.sessions.plan_meeting(made.session, by=made.secretariat)
        for title, announced in (("Open one", True), ("Hidden", False), ("Open two", True)):
            sittings.plan_sitting(
                made.meeting, by=made.secretariat, title=words(title), format="enlarged", is_announced=announced
            )
        lines = queries.meetings(made.session, outsider())[0].sittings
        assert [(line.place, str(line.sitting.title)) for line in lines] == [(1, "Open one"), (2, "Open two")]

    def test_planner_keeps_it_in_view(self):
        made = build.bishkek()
        who = person("Planner")
        holding(who, "SG")
        hidden = sittings.plan_sitting(
            made.meeting, by=actor_for(who, "SG"), title=words("Hidden"), format="restricted", is_announced=False
        )
        assert queries.sitting_of_key(hidden.key, actor_for(who, "SG")) == hidden


class TestOpening:
    def test_follows_its_steps(self):
        made = build.opened(build.bishkek())
        assert made.plenary.state == Sitting.State.OPEN
        chair = made.chair()
        sittings.suspend_sitting(made.plenary, by=chair)
        with refused("meetings.wrong_step", state="suspended"):
            sittings.suspend_sitting(made.plenary, by=chair)
        sittings.resume_sitting(made.plenary, by=chair)
        sittings.close_sitting(made.plenary, by=chair)
        assert queries.in_the_room(made.plenary, made.secretary()) == []
        made.plenary.refresh_from_db()
        assert made.plenary.state == Sitting.State.CLOSED

    def test_opening_a_restricted_one_shows_nothing_outside(self):
        made = build.bishkek()
        Outbox.objects.all().delete()
        build.opened(made, made.restricted, items=1)
        entry = Entry.objects.get(verb="meetings.sitting.opened")
        assert entry.tree.audience == f"sitting:{made.restricted.key}"
        assert made.meeting.opened_at is None
        outside = queries.meetings(made.session, outsider())[0].sittings[0]
        inside = queries.meetings(made.session, made.head("RUS"))[0].sittings[0]
        assert (outside.sitting, outside.state, inside.state) == (made.restricted, "planned", "open")


class TestPlanning:
    def test_format_and_admission_disagree(self):
        made = build.bishkek()
        with refused("meetings.format_and_admission_disagree", format="restricted"):
            sittings.plan_sitting(
                made.meeting, by=made.secretariat, title=words("X"), format="restricted", full_delegations=True
            )

    def test_no_such_class(self):
        made = build.bishkek()
        with refused("meetings.no_such_class", classes=["cousin"]):
            sittings.plan_sitting(
                made.meeting, by=made.secretariat, title=words("X"), format="enlarged", admitted_classes=["cousin"]
            )


class TestLists:
    def test_an_office_that_is_no_class_is_not_listed(self):
        """Else every question of who enters would break on it."""
        made = build.bishkek()
        who, by = person("Somebody"), made.head("RUS")
        with refused("meetings.no_such_class", classes=["presidential_aide"]):
            delegations.list_delegate(
                made.delegations["RUS"], by=by, person=who, title=words("Aide"), office_class="presidential_aide"
            )

    def test_one_head_a_delegation(self):
        made = build.bishkek()
        by = made.head("RUS")
        with refused("meetings.second_head", member="Russia"):
            delegations.list_delegate(
                made.delegations["RUS"],
                by=by,
                person=made.heads["ARM"].person,
                title=words("Prime Minister"),
                role="head",
            )

    def test_database_holds_it_too(self):
        made = build.bishkek()
        with pytest.raises(IntegrityError), transaction.atomic():
            Delegate.objects.create(delegation=made.delegations["RUS"], person=person("Second head"), role="head")

    def test_not_for_another_member(self):
        made = build.bishkek()
        who = person("Guest")
        by = made.head("ARM")
        with refused("access.not_in_scope", row="submit_credentials"):
            delegations.list_delegate(made.delegations["RUS"], by=by, person=who, title=words("Adviser"))

    def test_lists_in_the_order_of_the_language(self):
        made = build.bishkek()
        assert [one.member.code for one in queries.delegations(made.session, "en")] == [
            "ARM",
            "BLR",
            "KAZ",
            "KGZ",
            "RUS",
            "TJK",
        ]
