"""Adoption in writing: exact instants, breaks, extensions, and messages that come too late."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.procedure.refusal import Refused
from plenary.procedure.silence import Extension, Message, MessageKind, SilenceRound, expiry, silence
from plenary.procedure.value import changed
from plenary.procedure.verdict import IN_ORDER, Outcome, Reason, Standing
from plenary.procedure.voting import verdict
from tests.procedure.rules import own_rule, roll, rule

VIENNA = ZoneInfo("Europe/Vienna")
FRIDAY_NOON = datetime(2024, 3, 15, 12, tzinfo=VIENNA)
WRITTEN = rule("osce", "silence", body="PC")
PLAIN = own_rule(method="silence")


def asked(*messages: Message, **more: object) -> SilenceRound:
    return SilenceRound(
        FRIDAY_NOON - timedelta(days=3),
        FRIDAY_NOON,
        frozenset("ABC"),
        "Europe/Vienna",
        messages,
        **more,
    )


def objection(at: datetime, member: str = "A", kind: MessageKind = MessageKind.OBJECTION) -> Message:
    return Message(member, kind, at)


class TestUnderAWrittenRule:
    """A written objection or amendment before the expiry breaks it (B5)."""

    def test_3_received_a_second_before(self):
        late_enough = asked(objection(FRIDAY_NOON - timedelta(seconds=1)))
        answer = silence(late_enough, WRITTEN, now=FRIDAY_NOON, standing=IN_ORDER)
        assert (answer.outcome, answer.counted) == (Outcome.SILENCE_BROKEN, 1)

    def test_4_received_at_the_very_instant(self):
        answer = silence(asked(objection(FRIDAY_NOON)), WRITTEN, now=FRIDAY_NOON, standing=IN_ORDER)
        assert answer.outcome is Outcome.ADOPTED
        late = next(step for step in answer.steps if step.code == "silence.at_the_instant")
        assert (late.facts["member"], late.facts["late_by_seconds"]) == ("A", 0)

    def test_4_the_boundary_is_a_value_of_the_rule(self):
        generous = own_rule(method="silence", silence={"at_expiry_in_time": True})
        at_noon = asked(objection(FRIDAY_NOON))
        answer = silence(at_noon, generous, now=FRIDAY_NOON, standing=IN_ORDER)
        assert answer.outcome is Outcome.SILENCE_BROKEN
        quiet = silence(asked(), generous, now=FRIDAY_NOON, standing=IN_ORDER)
        assert quiet.outcome is Outcome.SILENCE_RUNNING

    def test_5_an_objection_in_the_room_keeps_it_from_starting(self):
        answer = silence(asked(objected_in_room=("B",)), WRITTEN, now=FRIDAY_NOON, standing=IN_ORDER)
        assert (answer.outcome, answer.reason) == (Outcome.NOT_ADOPTED, Reason.NEVER_STARTED)

    @pytest.mark.parametrize(("by", "outcome"), [(WRITTEN, Outcome.SILENCE_BROKEN), (PLAIN, Outcome.ADOPTED)])
    def test_whether_an_amendment_breaks_is_a_value_of_the_rule(self, by, outcome):
        amended = asked(objection(FRIDAY_NOON - timedelta(hours=1), kind=MessageKind.AMENDMENT))
        assert silence(amended, by, now=FRIDAY_NOON, standing=IN_ORDER).outcome is outcome


class TestAmongAllies:
    """Silence run by the secretary-general (B6)."""

    TUESDAY = datetime(2024, 3, 12, 12, tzinfo=UTC)

    def round(self, *messages, **more):
        return SilenceRound(self.TUESDAY - timedelta(days=1), self.TUESDAY, frozenset("AB"), "UTC", messages, **more)

    def read(self, of, now):
        return silence(of, PLAIN, now=now, standing=IN_ORDER)

    def test_1_no_message(self):
        assert self.read(self.round(), self.TUESDAY - timedelta(seconds=1)).outcome is Outcome.SILENCE_RUNNING
        assert self.read(self.round(), self.TUESDAY).outcome is Outcome.ADOPTED

    def test_2_one_ally_breaks(self):
        broken = self.round(objection(self.TUESDAY - timedelta(hours=1)))
        assert self.read(broken, self.TUESDAY).outcome is Outcome.SILENCE_BROKEN

    def test_3_an_extension_is_no_break(self):
        wednesday = self.TUESDAY + timedelta(days=1)
        ten = self.TUESDAY - timedelta(hours=2)
        extended = self.round(
            objection(ten, kind=MessageKind.EXTENSION_ASKED),
            extensions=(Extension(ten + timedelta(minutes=5), wednesday),),
        )
        assert self.read(extended, self.TUESDAY).outcome is Outcome.SILENCE_RUNNING
        answer = self.read(extended, wednesday)
        assert answer.outcome is Outcome.ADOPTED
        kept = next(step for step in answer.steps if step.code == "silence.extended")
        assert kept.facts["old"] == "2024-03-12T12:00:00+00:00"
        assert kept.facts["new"] == "2024-03-13T12:00:00+00:00"
        assert expiry(extended, now=wednesday) == wednesday

    def test_4_a_lifted_objection_leaves_it_broken(self):
        lifted = self.round(
            objection(self.TUESDAY - timedelta(hours=3)),
            objection(self.TUESDAY - timedelta(hours=2), kind=MessageKind.LIFTED),
        )
        assert self.read(lifted, self.TUESDAY + timedelta(days=1)).outcome is Outcome.SILENCE_BROKEN


class TestRefused:
    """What cannot be a round of silence."""

    @pytest.mark.parametrize(
        ("of", "code"),
        [
            (asked(objection(FRIDAY_NOON.replace(tzinfo=None))), "silence.instant_without_zone"),
            (asked(objection(FRIDAY_NOON, member="Z")), "silence.not_a_member"),
            (asked(objected_in_room=("Z",)), "silence.not_a_member"),
            (asked(objection(FRIDAY_NOON - timedelta(days=9))), "silence.message_before_start"),
            (
                asked(extensions=(Extension(FRIDAY_NOON, FRIDAY_NOON + timedelta(days=1)),)),
                "silence.extended_too_late",
            ),
            (
                asked(extensions=(Extension(FRIDAY_NOON - timedelta(hours=1), FRIDAY_NOON),)),
                "silence.extension_not_later",
            ),
            (changed(asked(), starts_at=FRIDAY_NOON), "silence.ends_before_it_begins"),
        ],
    )
    def test_cases(self, of, code):
        with pytest.raises(Refused) as no:
            silence(of, WRITTEN, now=FRIDAY_NOON, standing=IN_ORDER)
        assert no.value.code == code

    def test_a_time_shorter_than_the_rule_gives(self):
        with pytest.raises(Refused) as no:
            silence(
                changed(asked(), starts_at=FRIDAY_NOON - timedelta(hours=71)),
                rule("un-ga", "silence"),
                now=FRIDAY_NOON,
                standing=IN_ORDER,
            )
        assert (no.value.code, no.value.facts["least_seconds"]) == ("silence.too_short", 72 * 3600)

    def test_a_roll_is_no_round_of_silence(self):
        with pytest.raises(Refused) as no:
            verdict(roll(silent=3), PLAIN, standing=IN_ORDER, now=FRIDAY_NOON)
        assert no.value.code == "voting.wrong_input"

    def test_a_late_document_makes_it_irregular(self):
        late = Standing(on_adopted_agenda=True, document_on_time=False)
        answer = verdict(asked(), PLAIN, standing=late, now=FRIDAY_NOON)
        assert answer.outcome is Outcome.IRREGULAR


class TestAnyRound:
    """What holds whatever comes in."""

    MESSAGES = st.lists(
        st.builds(
            Message,
            st.sampled_from("ABC"),
            st.sampled_from(list(MessageKind)),
            st.integers(-259_200, 7200).map(lambda s: FRIDAY_NOON + timedelta(seconds=s)),
        ),
        max_size=6,
    )

    @given(MESSAGES, st.randoms(use_true_random=False))
    def test_the_order_in_which_messages_are_kept_changes_no_outcome(self, messages, random):
        shuffled = [*messages]
        random.shuffle(shuffled)
        now = FRIDAY_NOON + timedelta(days=1)
        first, second = (silence(asked(*these), WRITTEN, now=now, standing=IN_ORDER) for these in (messages, shuffled))
        assert (first.outcome, first.counted) == (second.outcome, second.counted)

    @given(MESSAGES)
    def test_broken_exactly_when_something_that_breaks_came_before_the_instant(self, messages):
        breaks = {MessageKind.OBJECTION, MessageKind.AMENDMENT}
        expected = any(m.kind in breaks and m.received_at < FRIDAY_NOON for m in messages)
        answer = silence(asked(*messages), WRITTEN, now=FRIDAY_NOON + timedelta(days=1), standing=IN_ORDER)
        assert answer.outcome is (Outcome.SILENCE_BROKEN if expected else Outcome.ADOPTED)

    @given(MESSAGES, st.integers(-13, 13))
    def test_the_zone_in_which_instants_are_written_changes_nothing(self, messages, hours):
        shift = ZoneInfo("Etc/GMT+3")
        now = FRIDAY_NOON + timedelta(hours=hours)
        moved = [changed(m, received_at=m.received_at.astimezone(shift)) for m in messages]
        first = silence(asked(*messages), WRITTEN, now=now, standing=IN_ORDER)
        second = silence(asked(*moved), WRITTEN, now=now.astimezone(UTC), standing=IN_ORDER)
        assert first == second
