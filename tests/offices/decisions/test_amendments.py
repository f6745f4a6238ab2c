"""Amendments from the draft of one delegation to a version of the text; who may know of them; who sponsors them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.gate import SecondPersonNeeded
from plenary.foundation.clock import standing_at
from plenary.foundation.journal.models import Entry
from plenary.foundation.journal.queries import entries
from plenary.foundation.people import pairs
from plenary.foundation.people.models import Pending
from plenary.foundation.people.waiting import seconds, waiting_for
from plenary.offices.decisions import amending
from plenary.offices.decisions.actions import amendments, announcing, questions, withdrawing
from plenary.offices.decisions.models import AgreedReading, Amendment, Question, Sponsor
from plenary.offices.documents import actions as documents
from plenary.offices.documents import queries
from plenary.offices.documents.facts import plain_text, text_of, text_of_draft
from plenary.offices.documents.models import Document, Draft, LanguageVersion, Version
from plenary.offices.instruments.actions import signing
from plenary.offices.meetings.actions import agenda
from plenary.offices.organisation.models import Member
from plenary.procedure.refusal import NotHere, Refused
from tests.builders.decisions import after_the_window, ballot, council_sitting, first_item, objection, put, question
from tests.builders.documents import STATEMENT, by_two, drafted, in_russian, issued, registered, to_table
from tests.builders.instruments import depositary
from tests.builders.meetings import Summit
from tests.builders.organisation import words
from tests.builders.people import actor, secretary_general

pytestmark = pytest.mark.django_db


class Room:
    """A council in its sitting with an issued statement before it."""

    def __init__(self, **more: str) -> None:
        self.summit: Summit = council_sitting()
        self.council = self.summit.bodies["CSC"]
        self.document: Document
        self.version: Version
        self.document, self.version = issued(self.council, **more)
        to_table(self.document, self.council)
        agenda.place_paper(first_item(self.summit), by=self.summit.secretary(), document=self.document)
        self.document.refresh_from_db()

    @classmethod
    def in_two_trees(cls) -> Room:
        """The English text for all members, the Russian for the council alone."""
        room = cls.__new__(cls)
        room.summit = council_sitting()
        room.council = room.summit.bodies["CSC"]
        room.document, room.version = registered(room.council)
        for audience, language in (("members", "en"), ("body:CSC", "ru")):
            by_two(documents.issue_version, version=room.version, audience=audience, languages=[language])
        room.document.refresh_from_db()
        to_table(room.document, room.council)
        agenda.place_paper(first_item(room.summit), by=room.summit.secretary(), document=room.document)
        return room

    @property
    def text(self) -> LanguageVersion:
        found: LanguageVersion = self.version.languages.get(language="en")
        return found

    def member(self, code: str) -> Member:
        found: Member = Member.objects.get(code=code)
        return found

    def head(self, code: str) -> Actor:
        return self.summit.head(code)

    def secretary(self) -> Actor:
        return actor("SB", "body:CSC")

    def propose(self, code: str, said: str = "", anchor: str = "op1", **more: object) -> Amendment:
        more.setdefault("state", "tabled")
        return amendments.propose_amendment(
            self.text, by=self.head(code), member=self.member(code), anchor=anchor, words=said, **more
        )

    def read(self, version: Version) -> str:
        return plain_text(version.languages.get(language="en"))


def documents_now(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


@pytest.fixture
def room() -> Room:
    return Room()


def refusal(act: Callable[..., object], *args: object, **kwargs: object) -> Refused:
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return no.value


def require_kept_within(room: Room, waiting: Pending, code: str) -> None:
    """Of what waits to bind a member nobody knows but its delegation, and none agrees but who may do it alone."""
    assert isinstance(waiting, Pending)
    another = "RUS" if code != "RUS" else "BLR"
    outside = [
        secretary_general(),
        room.secretary(),
        actor("DO"),
        actor("AD"),
        room.summit.chair(),
        room.head(another),
        actor("FP", f"member:{another}", "body:CSC"),
    ]
    clerks = [actor("FP", f"member:{code}", name="Another focal point"), actor("DM", f"member:{code}")]
    for one in (*outside, *clerks):
        assert waiting_for(one) == []
        assert refusal(pairs.confirm, waiting, by=one).code in {"access.not_of_the_delegation", "access.not_allowed"}
        with pytest.raises((Refused, NotHere)):
            pairs.decline(waiting, by=one, reason="No")
    for one in outside:
        told = entries(one).filter(about_kind="people.pending", about_key=waiting.key)
        assert not told.exclude(actor_key=one.person_key).exists()
    head = room.head(code)
    assert waiting_for(head) == [waiting]
    assert entries(head).filter(about_key=waiting.key).get().tree.audience == f"member:{code}"
    able = [one.key for one in seconds(waiting)]
    assert head.person_key in able and not {one.person_key for one in (*outside, *clerks)} & set(able)


class TestKnown:
    """A draft is its delegation's; what is sent, the secretariat's too; what is tabled, theirs who read the text."""

    def known_to(self, room: Room, one: Amendment) -> set[str]:
        readers = {
            "own": room.head("ARM"),
            "other": room.head("RUS"),
            "adviser": actor("DM", "member:ARM", "body:CSC"),
            "secretary": room.secretary(),
            "another secretary": actor("SB", "body:CMFA"),
            "documents": actor("DO"),
            "interpreter": actor("IN", "body:CSC"),
            "public": actor("PU"),
            "chair": room.summit.chair(),
        }
        return {name for name, reader in readers.items() if one in amending.amendments(reader, room.document)}

    def test_as_it_goes_on(self, room: Room) -> None:
        one = room.propose("ARM", "Agree to cooperate closely;", state="drafted")
        assert (one.state, one.number, one.kind, one.audience) == ("drafted", None, "add", "member:ARM")
        assert self.known_to(room, one) == {"own", "adviser"}
        one = amendments.send_amendment(one, by=room.head("ARM"))
        assert self.known_to(room, one) == {"own", "adviser", "secretary", "documents"}
        one = amendments.table_amendment(one, by=room.head("ARM"))
        assert (one.state, one.number, one.audience) == ("tabled", 1, "members")
        assert self.known_to(room, one) == {
            "own",
            "other",
            "adviser",
            "secretary",
            "another secretary",
            "documents",
            "interpreter",
            "chair",
        }
        verbs = ["decisions.amendment.written", "decisions.amendment.sent", "decisions.amendment.tabled"]
        entries = Entry.objects.filter(verb__startswith="decisions.amendment").order_by("pk")
        assert [(one.verb, one.tree.audience) for one in entries] == list(
            zip(verbs, ["member:ARM", "documents,member:ARM", "members"], strict=True)
        )

    def test_of_a_restricted_text_only_those_who_read_it(self) -> None:
        room = Room(distribution="restricted")
        one = room.propose("ARM", "Agree to cooperate closely;")
        assert one.audience == "body:CSC"
        assert self.known_to(room, one) == {"own", "other", "adviser", "secretary", "interpreter", "documents"}

    def test_of_a_public_text_never_the_public(self) -> None:
        room = Room(distribution="general")
        assert room.propose("ARM", "Agree to cooperate closely;").audience == "members"

    def test_what_one_does_not_know_is_not_here(self, room: Room) -> None:
        one = room.propose("ARM", "Agree to cooperate closely;", state="drafted")
        with pytest.raises(NotHere):
            amending.amendment(room.head("RUS"), one.key)
        with pytest.raises(NotHere):
            amendments.table_amendment(one, by=room.head("RUS"))
        with pytest.raises(NotHere):
            amendments.join_sponsors(by=room.head("RUS"), member=room.member("RUS"), amendment=one)
        with pytest.raises(NotHere):
            room.propose("RUS", "Agree;", on_amendment=one)

    def test_what_is_made_of_several_is_for_who_knows_them_all(self) -> None:
        room = Room.in_two_trees()
        chair, insider, outsider = room.summit.chair(), room.head("KAZ"), actor("PT")
        room.propose("ARM", "Agree to cooperate closely;")
        given = {"anchor": "op1", "words": "Договариваются молчать;", "state": "tabled"}
        hidden = amendments.propose_amendment(
            room.version.languages.get(language="ru"), by=room.head("RUS"), member=room.member("RUS"), **given
        )
        assert (amending.knows(insider, hidden), amending.knows(outsider, hidden)) == (True, False)
        order = {"order": ["A.2", "A.1"], "rule": "GA rule 90", "ground": words("Silence is golden.")}
        amendments.set_voting_order(room.version, by=chair, **order)
        TestMerged().settle_all(room)
        reading = {"anchor": "op1", "ground": words("Agreed.")}
        act, by = amendments.write_agreed_reading, room.secretary()
        first = act(room.version, by=by, language="ru", words="Договариваются молчать вместе;", **reading)
        act(room.version, by=by, language="en", words="Agree to be silent;", seen=first.key, **reading)
        [dispute] = amending.lay(room.version, amending.carried(room.version)).disputes
        assert (amending.knows_dispute(insider, dispute), amending.knows_dispute(outsider, dispute)) == (True, False)
        amendments.merge_amendments(room.version, by=by)
        made_of_both = ["decisions.order.set", *["decisions.reading.agreed"] * 2, "decisions.amendments.merged"]
        told = Entry.objects.filter(verb__in=made_of_both).order_by("pk")
        assert [(one.verb, one.tree.audience) for one in told] == [(verb, "body:CSC") for verb in made_of_both]

    def test_drafts_leave_no_gap_in_the_numbers(self, room: Room) -> None:
        room.propose("ARM", "Agree to cooperate closely;", state="drafted")
        assert [room.propose(code, f"Agree to {code};").number for code in ("RUS", "BLR")] == [1, 2]


class TestWritten:
    @pytest.mark.parametrize(
        ("said", "kind", "more"),
        [
            ("Agree to cooperate fully;", "add", {}),
            ("Agree;", "delete", {}),
            ("Agree to help;", "replace", {}),
            ("Agree to meet;", "insert_after", {"kind": "insert_after"}),
            ("", "delete_paragraph", {"kind": "delete_paragraph"}),
        ],
    )
    def test_kinds(self, room: Room, said: str, kind: str, more: dict[str, object]) -> None:
        one = room.propose("ARM", said, **more)
        assert (one.kind, one.words, one.role) == (kind, said, "operative" if kind == "insert_after" else "")

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"said": "Agree to cooperate;"}, "amendments.changes_nothing"),
            ({"said": " "}, "amendments.no_words"),
            ({"said": " ", "kind": "insert_after"}, "amendments.no_words"),
            ({"said": "x", "anchor": "nowhere"}, "amendments.anchor_unknown"),
            ({"said": "x", "kind": "replace"}, "decisions.amendment_kind"),
            ({"said": "x", "state": "carried"}, "decisions.amendment_kind"),
        ],
    )
    def test_refused(self, room: Room, change: dict[str, object], code: str) -> None:
        assert refusal(room.propose, "ARM", **change).code == code
        assert Amendment.objects.count() == 0

    def test_the_same_sent_again_is_the_first_and_goes_as_far_as_is_asked(self, room: Room) -> None:
        said = {"code": "ARM", "said": "Agree to cooperate closely;", "reason": words("It is more", "Это больше")}
        first = room.propose(**said, state="drafted")
        assert room.propose(**said, state="drafted") == first
        tabled = room.propose(**said)
        assert (tabled, tabled.name) == (first, "A.1")
        assert room.propose(**said, state="sent") == room.propose(**said) == first
        # Of another member, in other words, for another reason or once it was taken back it is another one.
        assert room.propose(**{**said, "code": "RUS"}).name == "A.2"
        assert room.propose(**{**said, "reason": words("Another")}).name == "A.3"
        assert room.propose("ARM", "Agree to cooperate openly;").name == "A.4"
        amendments.withdraw_amendment(first, by=room.head("ARM"))
        assert room.propose(**said).name == "A.5"

    def test_only_for_ones_own_delegation(self, room: Room) -> None:
        no = refusal(
            amendments.propose_amendment,
            room.text,
            by=room.head("ARM"),
            member=room.member("RUS"),
            anchor="op1",
            words="Agree;",
        )
        assert no.code == "access.not_in_scope"
        for capacity in ("DM", "IN", "PS", "PT"):
            other = actor(capacity, "member:ARM", "body:CSC")
            act = amendments.propose_amendment
            no = refusal(act, room.text, by=other, member=room.member("ARM"), anchor="op1", words="Agree;")
            assert no.code == "access.not_allowed"

    def test_a_focal_point_proposes_and_its_head_confirms(self, room: Room) -> None:
        focal = actor("FP", "member:ARM")
        given = {"text": room.text, "member": room.member("ARM"), "anchor": "op1", "words": "Agree;", "state": "tabled"}
        with pytest.raises(SecondPersonNeeded):
            amendments.propose_amendment(by=focal, **given)
        waiting = pairs.perform(amendments.propose_amendment, by=focal, **given)
        require_kept_within(room, waiting, "ARM")
        assert pairs.confirm(waiting, by=room.head("ARM")).number == 1
        told = Entry.objects.filter(verb__startswith="people.act", about_key=waiting.key)
        assert {one.tree.audience for one in told} == {"member:ARM"}

    def test_a_focal_point_keeps_a_draft_and_takes_it_back_without_asking_anybody(self, room: Room) -> None:
        focal = actor("FP", "member:ARM")
        given = {"text": room.text, "member": room.member("ARM"), "anchor": "op1", "words": "Agree;"}
        made = pairs.perform(amendments.propose_amendment, by=focal, **given)
        assert (made.state, made.audience) == ("drafted", "member:ARM")
        assert list(amending.amendments(actor("FP", "member:ARM"), room.document)) == [made]
        anew = {"amendment": made, "text": room.text, "seen": made.version, "words": "Agree to meet;"}
        made = pairs.perform(amendments.rewrite_amendment, by=focal, **anew)
        assert (made.state, made.words, made.audience) == ("drafted", "Agree to meet;", "member:ARM")
        waiting = pairs.perform(amendments.send_amendment, by=focal, amendment=made)
        require_kept_within(room, waiting, "ARM")
        assert pairs.perform(amendments.withdraw_amendment, by=focal, amendment=made).state == "withdrawn"
        for other in (actor("FP", "member:RUS"), actor("DM", "member:ARM"), secretary_general()):
            with pytest.raises((Refused, SecondPersonNeeded)):
                amendments.propose_amendment(by=other, **given)
        assert Amendment.objects.count() == 1

    def test_what_the_secretariat_enters_for_a_member_waits_for_its_delegation(self, room: Room) -> None:
        given = {"text": room.text, "member": room.member("ARM"), "anchor": "op1", "words": "Agree;"}
        for by in (secretary_general("Another"), room.secretary()):
            waiting = pairs.perform(amendments.propose_amendment, by=by, **given)
            require_kept_within(room, waiting, "ARM")
            pairs.decline(waiting, by=room.head("ARM"), reason="Not ours")
        assert not Amendment.objects.exists()
        waiting = pairs.perform(amendments.propose_amendment, by=room.secretary(), **given)
        assert pairs.confirm(waiting, by=room.head("ARM")).audience == "member:ARM"

    def test_so_many_of_one_delegation_wait_at_one_paragraph(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(amending, "AT_MOST", 2)
        first = room.propose("ARM", "Agree to cooperate closely;")
        room.propose("ARM", "Agree to help;", state="drafted")
        no = refusal(room.propose, "ARM", "Agree to meet;", on_amendment=first)
        assert (no.code, no.facts) == ("decisions.amendments_too_many", {"member": "ARM", "most": 2})
        assert room.propose("ARM", "Decide to meet.", anchor="op2").number == 2
        assert room.propose("RUS", "Agree to meet;").number == 3
        amendments.withdraw_amendment(first, by=room.head("ARM"))
        assert room.propose("ARM", "Agree to meet;").number == 4

    def test_who_has_no_seat_amends_nothing(self) -> None:
        room = Room()
        stranger = Member.objects.create(code="XXX", short_name=words("Stranger"))
        act = amendments.propose_amendment
        by = actor("HD", "member:XXX", "body:CSC")
        no = refusal(act, room.text, by=by, member=stranger, anchor="op1", words="Agree;")
        assert no.code == "decisions.not_a_member_of_body"

    def test_a_text_that_can_still_change_is_not_amended(self) -> None:
        summit = council_sitting()
        arm = Member.objects.get(code="ARM")
        document, version = drafted(summit.bodies["CSC"], author=arm)
        text = version.languages.get(language="en")
        act = amendments.propose_amendment
        with pytest.raises(NotHere):
            act(text, by=actor("HD", "member:RUS", "body:CSC"), member=Member.objects.get(code="RUS"), anchor="op1")
        assert document.audience == "documents,secretary:CSC"


class TestRewritten:
    """A draft is written on until it is submitted; of two who write at once neither loses a word."""

    def draft(self, room: Room, **more: str) -> Amendment:
        return room.propose("ARM", "Agree to cooperate closely;", state="drafted", **more)

    def test_until_it_is_submitted(self, room: Room) -> None:
        one, by = self.draft(room), room.head("ARM")
        act, seen = amendments.rewrite_amendment, one.version
        again = act(one, by=by, text=room.text, seen=seen, words="Agree;", reason=words("Shorter."))
        assert (again.kind, again.words, again.reason, again.state, again.version) == (
            "delete",
            "Agree;",
            {"en": "Shorter."},
            "drafted",
            seen + 1,
        )
        entry = Entry.objects.get(verb="decisions.amendment.rewritten")
        assert (entry.tree.audience, "words" in entry.facts) == ("member:ARM", False)
        new = {"by": by, "text": room.text, "words": "Agree to meet;", "kind": "insert_after", "state": "tabled"}
        tabled = act(one, seen=again.version, **new)
        assert (tabled.kind, tabled.role, tabled.state, tabled.number) == ("insert_after", "operative", "tabled", 1)
        assert refusal(act, one, seen=tabled.version, **new).code == "decisions.amendment_state"

    def test_whoever_did_not_see_the_newest_is_told(self, room: Room) -> None:
        one, act = self.draft(room), amendments.rewrite_amendment
        act(one, by=room.head("ARM"), text=room.text, seen=1, words="Agree;")
        no = refusal(act, one, by=room.head("ARM"), text=room.text, seen=1, words="Agree to help;")
        assert no.code == "decisions.amendment_rewritten"
        assert Amendment.objects.get().words == "Agree;"

    def test_by_its_own_delegation_only(self, room: Room) -> None:
        one = self.draft(room)
        with pytest.raises(NotHere):
            amendments.rewrite_amendment(one, by=room.head("RUS"), text=room.text, seen=1, words="Agree;")
        no = refusal(
            amendments.rewrite_amendment,
            one,
            by=actor("DM", "member:ARM", "body:CSC"),
            text=room.text,
            seen=1,
            words="Agree;",
        )
        assert no.code == "access.not_allowed"

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"words": "Agree to cooperate;"}, "amendments.changes_nothing"),
            ({"words": " "}, "amendments.no_words"),
            ({"words": "x", "kind": "replace"}, "decisions.amendment_kind"),
            ({"words": "x", "state": "carried"}, "decisions.amendment_kind"),
        ],
    )
    def test_refused(self, room: Room, change: dict[str, str], code: str) -> None:
        one = self.draft(room)
        assert refusal(
            amendments.rewrite_amendment, one, by=room.head("ARM"), text=room.text, seen=1, **change
        ).code == (code)
        assert Amendment.objects.get().version == 1

    def test_where_the_paragraph_stayed_it_is_to_the_newest_text(self, room: Room) -> None:
        one, first = self.draft(room), room.text
        made = TestMovedOn().next_version(room, "Agree to cooperate;")
        again = amendments.rewrite_amendment(
            one, by=room.head("ARM"), text=first, seen=1, words="Agree;", state="tabled"
        )
        assert (again.text_version, again.number) == (made, 1)
        other = self.draft(room)
        TestMovedOn().next_version(room, "Agree to meet;")
        no = refusal(
            amendments.rewrite_amendment, other, by=room.head("ARM"), text=first, seen=1, words="Agree to nothing;"
        )
        assert no.code == "decisions.paragraph_changed"


class TestMovedOn:
    """A version that moved on while one wrote."""

    def next_version(self, room: Room, op1: str) -> Version:
        officer = actor("DO")
        changed = [{**one, "text": op1} if one["anchor"] == "op1" else one for one in STATEMENT]
        made = documents.add_version(room.document, by=officer, texts={"en": changed, "ru": in_russian()})
        made = documents.seal_version(made, by=officer)
        return by_two(documents.issue_version, version=made)

    def test_a_paragraph_that_changed_is_shown_as_it_was_and_is(self, room: Room) -> None:
        first = room.text
        self.next_version(room, "Agree to cooperate soon;")
        act = amendments.propose_amendment
        no = refusal(act, first, by=room.head("ARM"), member=room.member("ARM"), anchor="op1", words="Agree;")
        assert (no.code, no.facts) == (
            "decisions.paragraph_changed",
            {"paragraph": "1", "before": "Agree to cooperate;", "after": "Agree to cooperate soon;"},
        )

    def test_one_that_stayed_is_amended_in_the_newest(self, room: Room) -> None:
        second = self.next_version(room, "Agree to cooperate soon;")
        one = room.propose("ARM", "Decide to meet.", anchor="op2")
        assert one.text_version == second

    def test_a_draft_to_an_older_version_is_not_tabled(self, room: Room) -> None:
        one = room.propose("ARM", "Agree;", state="drafted")
        self.next_version(room, "Agree to cooperate soon;")
        no = refusal(amendments.table_amendment, one, by=room.head("ARM"))
        assert (no.code, no.facts["written"], no.facts["newest"]) == ("decisions.text_moved_on", 1, 2)


class TestOrder:
    def five(self, room: Room) -> None:
        room.propose("ARM", "Agree to cooperate closely;")
        room.propose("BLR", kind="delete_paragraph")
        room.propose("RUS", "Decide never to meet at all.", anchor="op2")
        room.propose("KAZ", "Agree to help;")
        room.propose("TJK", "Agree to cooperate very closely;", on_amendment=Amendment.objects.get(number=1))

    def test_as_computed(self, room: Room) -> None:
        self.five(room)
        found = amending.voting(room.version)
        assert found.order.names == ("A.2", "A.4", "A.5", "A.1", "A.3")
        assert (found.next_name, found.set_by_chair, found.outdated) == ("A.2", None, None)
        assert found.order.reasons["A.3"].facts["words"] == 4

    def test_the_chair_sets_another_on_a_ground(self, room: Room) -> None:
        self.five(room)
        said = ["A.4", "A.5", "A.1", "A.2", "A.3"]
        act, by = amendments.set_voting_order, room.summit.chair()
        assert refusal(act, room.version, by=by, order=said, rule="GA rule 90", ground=words("")).code == (
            "ruling.no_ground"
        )
        assert refusal(act, room.version, by=by, order=said[1:], rule="GA rule 90", ground=words("So.")).code == (
            "amendments.other_order"
        )
        assert refusal(
            act, room.version, by=room.head("ARM"), order=said, rule="GA rule 90", ground=words("So.")
        ).code == ("access.not_allowed")
        act(room.version, by=by, order=said, rule="GA rule 90", ground=words("A.4 says another thing."))
        found = amending.voting(room.version)
        assert (list(found.order.names), found.next_name) == (said, "A.4")
        assert found.order.computed == ("A.2", "A.4", "A.5", "A.1", "A.3")
        amendments.withdraw_amendment(Amendment.objects.get(number=4), by=room.head("KAZ"))
        assert amending.voting(room.version).order.names == ("A.5", "A.1", "A.2", "A.3")
        room.propose("KGZ", "Agree to nothing;")
        found = amending.voting(room.version)
        assert (found.set_by_chair, found.outdated is not None, found.next_name) == (None, True, "A.2")

    def test_once_voting_began_the_order_stands(self, room: Room) -> None:
        self.five(room)
        chair = room.summit.chair()
        amendments.settle_amendment(Amendment.objects.get(number=2), by=chair, carried=False)
        given = {"order": ["A.2", "A.3", "A.5", "A.1", "A.4"], "rule": "GA rule 90", "ground": words("So.")}
        no = refusal(amendments.set_voting_order, room.version, by=chair, **given)
        assert no.code == "decisions.order_voted_on"
        assert amending.voting(room.version).next_name == "A.4"

    def test_out_of_turn_nothing_is_put(self, room: Room) -> None:
        self.five(room)
        one = Amendment.objects.get(number=4)
        chair = room.summit.chair()
        no = refusal(amendments.settle_amendment, one, by=chair, carried=True)
        assert (no.code, no.facts) == ("decisions.amendment_not_next", {"name": "A.4", "next": "A.2"})
        secretary = room.summit.secretary()
        no = refusal(amendments.put_amendment, one, by=secretary, sitting=room.summit.plenary)
        assert no.code == "decisions.amendment_not_next"

    def test_what_carries_takes_with_it_what_touches_the_same_words(self, room: Room) -> None:
        self.five(room)
        amendments.settle_amendment(Amendment.objects.get(number=2), by=room.summit.chair(), carried=True)
        states = dict(Amendment.objects.values_list("number", "state"))
        assert states == {1: "fallen", 2: "carried", 3: "tabled", 4: "fallen", 5: "fallen"}
        entry = Entry.objects.get(verb="decisions.amendment.carried")
        assert (entry.facts["fallen"], entry.cite) == (["A.4", "A.5", "A.1"], "GA rule 90")
        assert refusal(room.propose, "KGZ", "Decide.", anchor="op2").code == "decisions.amendments_closed"

    def test_an_amendment_of_an_amendment_is_part_of_it(self, room: Room) -> None:
        room.propose("ARM", "Agree to cooperate closely;")
        room.propose("TJK", "Agree to cooperate very closely;", on_amendment=Amendment.objects.get(number=1))
        no = refusal(room.propose, "KGZ", "Agree;", on_amendment=Amendment.objects.get(number=2))
        assert no.code == "amendments.third_degree"
        for number in (2, 1):
            amendments.settle_amendment(Amendment.objects.get(number=number), by=room.summit.chair(), carried=True)
        made = amendments.merge_amendments(room.version, by=room.secretary())
        assert "1 Agree to cooperate very closely;" in room.read(made)
        assert set(Amendment.objects.values_list("state", "merged_in__number")) == {("merged", 2)}

    def amended_twice(self, room: Room, second: str, first_kind: str = "") -> Amendment:
        main = room.propose("ARM", "Agree to cooperate closely;", kind=first_kind)
        room.propose("RUS", "Agree to cooperate most warmly;", on_amendment=main)
        room.propose("BLR", second, on_amendment=main)
        return main

    def settle_all(self, room: Room) -> None:
        TestMerged().settle_all(room)

    @pytest.mark.parametrize("kind", ["", "insert_after"])
    def test_of_two_to_one_amendment_that_touch_the_same_words_one_carries(self, room: Room, kind: str) -> None:
        self.amended_twice(room, "Agree to cooperate very carefully;", kind)
        self.settle_all(room)
        states = dict(Amendment.objects.values_list("number", "state"))
        assert sorted(states.values()) == ["carried", "carried", "fallen"]
        made = amendments.merge_amendments(room.version, by=room.secretary())
        carried = Amendment.objects.get(number__gt=1, state="merged")
        assert carried.words in room.read(made)

    def test_two_to_one_amendment_that_touch_other_words_both_stand(self, room: Room) -> None:
        self.amended_twice(room, "Decide to cooperate closely;")
        self.settle_all(room)
        made = amendments.merge_amendments(room.version, by=room.secretary())
        assert "1 Decide to cooperate most warmly;" in room.read(made)

    def test_two_that_carried_all_the_same_are_told_side_by_side(self, room: Room) -> None:
        self.amended_twice(room, "Agree to cooperate very carefully;")
        Amendment.objects.update(state="carried")
        no = refusal(amendments.merge_amendments, room.version, by=room.secretary())
        assert (no.code, no.facts["names"]) == ("decisions.amendments_conflict", ["A.2", "A.3"])
        [dispute] = amending.lay(room.version, amending.carried(room.version)).disputes
        assert [side.words for side in dispute.sides] == [
            "Agree to cooperate most warmly;",
            "Agree to cooperate very carefully;",
        ]
        given = {"anchor": "op1", "language": "en", "words": "Agree to cooperate warmly;", "ground": words("Agreed.")}
        amendments.write_agreed_reading(room.version, by=room.secretary(), **given)
        assert "1 Agree to cooperate warmly;" in room.read(
            amendments.merge_amendments(room.version, by=room.secretary())
        )

    @pytest.mark.parametrize("how", ["rejected", "excluded"])
    def test_what_amends_one_that_does_not_stand_falls_though_it_carried(self, room: Room, how: str) -> None:
        main = room.propose("ARM", "Agree to cooperate closely;")
        own = room.propose("RUS", "Agree to cooperate most closely;", on_amendment=main)
        rival = room.propose("KAZ", "Agree to cooperate loosely at last;")
        other = room.propose("BLR", "Decide to meet again soon.", anchor="op2")
        chair = room.summit.chair()
        order = ["A.2", "A.3", "A.1", "A.4"]
        amendments.set_voting_order(room.version, by=chair, order=order, rule="GA rule 90", ground=words("So."))
        for one, carried in ((own, True), (rival, how == "excluded"), (main, False), (other, True)):
            if Amendment.objects.get(pk=one.pk).state == "tabled":
                amendments.settle_amendment(one, by=chair, carried=carried)
        left = "rejected" if how == "rejected" else "fallen"
        states = {1: left, 2: "fallen", 3: "carried" if how == "excluded" else "rejected", 4: "carried"}
        assert dict(Amendment.objects.values_list("number", "state")) == states
        told = Entry.objects.get(
            verb=f"decisions.amendment.{'carried' if how == 'excluded' else 'rejected'}",
            about_key=(rival if how == "excluded" else main).key,
        )
        assert told.facts["fallen"] == (["A.1", "A.2"] if how == "excluded" else ["A.2"])
        amendments.merge_amendments(room.version, by=room.secretary())
        merged = Entry.objects.get(verb="decisions.amendments.merged").facts["numbers"]
        assert merged == (["A.3", "A.4"] if how == "excluded" else ["A.4"])

    def test_one_that_carried_and_has_nothing_to_amend_bars_no_text(self, room: Room) -> None:
        main = room.propose("ARM", "Agree to cooperate closely;")
        own = room.propose("RUS", "Agree to cooperate most closely;", on_amendment=main)
        Amendment.objects.filter(pk=own.pk).update(state="carried")
        Amendment.objects.filter(pk=main.pk).update(state="withdrawn")
        act = amendments.merge_amendments
        assert refusal(act, room.version, by=room.secretary()).code == "decisions.nothing_to_merge"
        assert amending.carried(room.version) == []
        asked = put(room.summit, question(room.summit, document=room.document))
        assert asked.state == "open"


class TestPut:
    """A question in the room moves the amendment."""

    def voted(self, room: Room, choice: str) -> Question:
        one = room.propose("ARM", "Agree to cooperate closely;")
        asked = amendments.put_amendment(
            one, by=room.summit.secretary(), sitting=room.summit.plenary, subject="procedure"
        )
        assert refusal(amendments.put_amendment, one, by=room.summit.secretary(), sitting=room.summit.plenary).code == (
            "decisions.amendment_put"
        )
        assert asked.audience == "members"
        asked = questions.open_question(asked, by=room.summit.secretary())
        for code in ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"):
            ballot(room.summit, asked, code, choice)
        return questions.close_question(asked, by=room.summit.secretary())

    @pytest.mark.parametrize(("choice", "state"), [("in_favour", "carried"), ("against", "rejected")])
    def test_the_announcement_moves_it_and_gives_no_number(self, room: Room, choice: str, state: str) -> None:
        asked = self.voted(room, choice)
        assert announcing.announce(asked, by=room.summit.chair()) == []
        assert Amendment.objects.get().state == state
        room.document.refresh_from_db()
        assert room.document.state == "tabled"

    def test_while_the_vote_is_open_nothing_changes(self, room: Room) -> None:
        self.voted(room, "in_favour")
        one = Amendment.objects.get()
        assert refusal(amendments.withdraw_amendment, one, by=room.head("ARM")).code == "decisions.amendment_voted_on"
        act, member = amendments.join_sponsors, room.member("RUS")
        assert refusal(act, by=room.head("RUS"), member=member, amendment=one).code == "decisions.sponsors_closed"
        assert refusal(room.propose, "RUS", "Agree;").code == "decisions.amendments_closed"

    def test_the_text_waits_for_its_amendments(self, room: Room) -> None:
        room.propose("ARM", "Agree to cooperate closely;")
        no = refusal(put, room.summit, question(room.summit, document=room.document))
        assert (no.code, no.facts["names"]) == ("decisions.amendments_left", ["A.1"])

    def test_the_text_waits_for_what_carried_until_it_is_said_where_it_was_written_in_by_hand(self, room: Room) -> None:
        one = room.propose("ARM", "Agree to cooperate closely;")
        to_it = room.propose("RUS", "Agree to cooperate very closely;", on_amendment=one)
        for carried in (to_it, one):
            carried.refresh_from_db()
            amendments.settle_amendment(carried, by=room.summit.chair(), carried=True)
        act, first, second = amendments.record_in_text, room.secretary(), actor("DO").confirming("p2")
        told = {"ground": words("Paragraph 1 has it; both delegations looked.")}
        no = refusal(act, one, by=second, version=room.version, **told)
        assert (no.code, no.facts) == ("decisions.no_later_version", {"name": "A.1", "version": 1})
        by_hand = [{**line, "text": line["text"].replace("Agree to", "Agree very closely to")} for line in STATEMENT]
        made = documents.add_version(
            room.document, by=actor("DO"), texts={"en": by_hand, "ru": in_russian()}, original_language="ru"
        )
        made = documents.seal_version(made, by=actor("DO"))
        no = refusal(put, room.summit, question(room.summit, document=room.document, version=made))
        assert (no.code, no.facts["names"]) == ("decisions.amendments_left", ["A.1", "A.2"])
        with pytest.raises(SecondPersonNeeded):
            act(one, by=first, version=made, **told)
        assert refusal(act, one, by=room.summit.chair(), version=made, **told).code == "documents.not_drafting"
        assert refusal(act, one, by=second, version=room.version, **told).code == "decisions.text_moved_on"
        assert refusal(act, to_it, by=second, version=made, **told).code == "decisions.amendment_state"
        no = refusal(act, one, by=second, version=made, ground=words(""))
        assert (no.code, no.facts) == ("decisions.in_text_no_ground", {"name": "A.1", "version": 2})
        act(one, by=second, version=made, **told)
        assert [(said.state, said.merged_in) for said in Amendment.objects.order_by("number")] == [("merged", made)] * 2
        entry = Entry.objects.get(verb="decisions.amendments.in_text")
        assert (entry.facts["numbers"], entry.facts["version"]) == (["A.1", "A.2"], 2)
        by_two(documents.issue_version, version=made)
        assert put(room.summit, question(room.summit, document=room.document, version=made)).state == "open"
        assert refusal(act, one, by=second, version=made, **told).code == "decisions.amendment_state"

    def test_a_question_that_was_void_is_put_again(self, room: Room) -> None:
        one = room.propose("ARM", "Agree to cooperate closely;")
        secretary, plenary = room.summit.secretary(), room.summit.plenary
        asked = amendments.put_amendment(one, by=secretary, sitting=plenary)
        questions.void_question(asked, by=room.summit.chair(), reason=words("The line was lost."))
        assert amendments.put_amendment(one, by=secretary, sitting=plenary).pk != asked.pk


class TestMerged:
    def carried(self, room: Room, *pairs_: tuple[str, str, str]) -> None:
        for code, said, anchor in pairs_:
            room.propose(code, said, anchor)
        while name := amending.voting(room.version).next_name:
            one = Amendment.objects.get(number=int(name.removeprefix("A.")))
            amendments.settle_amendment(one, by=room.summit.chair(), carried=True)

    def test_the_next_version_has_them_and_translations_are_due(self, room: Room) -> None:
        self.carried(room, ("ARM", "Agree to cooperate closely;", "op1"), ("BLR", "Decide to meet yearly.", "op2"))
        made = amendments.merge_amendments(room.version, by=room.secretary())
        assert (made.number, room.read(made).splitlines()[4:]) == (
            2,
            ["1 Agree to cooperate closely;", "", "2 Decide to meet yearly."],
        )
        russian = made.languages.get(language="ru")
        assert plain_text(russian) == plain_text(room.version.languages.get(language="ru"))
        assert refusal(amendments.merge_amendments, made, by=room.secretary()).code == "decisions.nothing_to_merge"
        assert refusal(amendments.merge_amendments, room.version, by=room.secretary()).code == (
            "decisions.text_moved_on"
        )
        entry = Entry.objects.get(verb="decisions.amendments.merged")
        assert (entry.facts["numbers"], entry.facts["version"]) == (["A.1", "A.2"], 2)
        assert (entry.facts["languages_due"], russian.renders.number) == (["ru"], 1)
        assert made.languages.get(language="en").renders == made
        assert queries.languages_behind(made) == ["ru"]

    def test_a_draft_that_was_begun_before_takes_nothing_out_that_carried(self, room: Room) -> None:
        secretary = room.secretary()
        english = documents.open_draft(room.document, by=secretary, language="en")
        room.propose("BLR", "And report yearly.", "op2", kind="insert_after")
        self.carried(room, ("ARM", "Agree to cooperate closely;", "op1"))
        made = amendments.merge_amendments(room.version, by=secretary)
        no = refusal(documents.make_version, english, by=secretary)
        assert no.code == "documents.draft_outlived"
        no = refusal(documents.make_version, english, by=secretary, over_newer=True)
        assert (no.code, no.facts["names"]) == ("decisions.carried_words_left_out", ["A.1", "A.2"])
        assert (room.document.versions.count(), documents_now(english).closed_at) == (2, None)
        # What carried, and words of its own beside it.
        said = "Solemnly agree to cooperate closely;"
        documents.write_paragraph(english, by=secretary, anchor="op1", words=said, revision=1)
        no = refusal(documents.make_version, documents_now(english), by=secretary, over_newer=True)
        assert no.facts["names"] == ["A.1"]
        documents.put_draft_aside(english, by=secretary, reason=words("Begun before"))
        anew = documents.open_draft(room.document, by=secretary, language="en")
        documents.write_paragraph(anew, by=secretary, anchor="op1", words=said, revision=1)
        third = documents.make_version(anew, by=secretary)
        assert (made.number, third.number) == (2, 3)
        assert said in room.read(third)

    def test_no_seal_while_the_original_says_the_older_text(self, room: Room) -> None:
        self.carried(room, ("ARM", "Agree to cooperate closely;", "op1"), ("BLR", "Decide to meet yearly.", "op2"))
        made = amendments.merge_amendments(room.version, by=room.secretary())
        no = refusal(documents.seal_version, made, by=room.secretary())
        assert (no.code, no.facts["language"]) == ("documents.authentic_text_older", "ru")
        draft = documents.open_draft(room.document, by=room.secretary())
        documents.write_paragraph(draft, by=room.secretary(), anchor="op1", words="Тесно сотрудничают;", revision=1)
        assert documents.make_version(draft, by=room.secretary()) == made
        assert plain_text(made.languages.get(language="ru")).splitlines()[4:] == [
            "1 Тесно сотрудничают;",
            "",
            "2 Решают встретиться.",
        ]
        assert room.read(made).splitlines()[4:] == ["1 Agree to cooperate closely;", "", "2 Decide to meet yearly."]
        assert queries.languages_behind(made) == []
        assert documents.seal_version(made, by=room.secretary()).digest

    def test_a_translation_that_lags_is_not_adopted_or_signed_in(self, room: Room) -> None:
        documents.name_authentic_languages(room.document, by=room.secretary(), languages=["en", "ru"])
        text = room.version.languages.get(language="ru")
        by, member = room.head("ARM"), room.member("ARM")
        own = {"anchor": "op1", "words": "Договариваются тесно сотрудничать;", "state": "tabled"}
        one = amendments.propose_amendment(text, by=by, member=member, **own)
        amendments.settle_amendment(one, by=room.summit.chair(), carried=True)
        made = amendments.merge_amendments(room.version, by=room.secretary())
        assert (queries.languages_behind(made), queries.renderings(made)) == (["en"], {"ru": 2, "en": 1})
        no = refusal(documents.seal_version, made, by=room.secretary())
        assert (no.code, no.facts["language"]) == ("documents.authentic_text_older", "en")
        # Nobody named a language as authentic: it is sealed, and the signature refuses.
        documents.name_authentic_languages(room.document, by=room.secretary(), languages=[])
        made = documents.seal_version(made, by=room.secretary())
        officer = depositary()
        package = signing.plan_signing(room.summit.session, by=officer, title=words("Signing"))
        signing.add_paper(package, by=officer, document=room.document, version=made)
        no = refusal(signing.open_signing, package, by=officer)
        assert (no.code, no.facts) == ("documents.authentic_text_older", {"language": "en", "renders": 1, "number": 2})

    def test_in_two_languages_no_text_has_all_that_carried(self, room: Room) -> None:
        russian, by = room.version.languages.get(language="ru"), room.head("BLR")
        self.carried(room, ("ARM", "Agree to cooperate closely;", "op1"))
        own = {"anchor": "op2", "words": "Решают помогать;", "kind": "insert_after", "state": "drafted"}
        other = amendments.propose_amendment(russian, by=by, member=room.member("BLR"), **own)
        Amendment.objects.filter(pk=other.pk).update(state="carried", number=2)
        made = amendments.merge_amendments(room.version, by=room.secretary())
        assert queries.languages_behind(made) == ["en", "ru"]
        draft = documents.open_draft(room.document, by=room.secretary(), language="en")
        assert [(one.anchor, one.words) for one in text_of_draft(draft)][2:] == [
            ("op1", "Agree to cooperate closely;"),
            ("op2", "Decide to meet again."),
            ("p2", ""),
        ]

    def test_a_conflict_makes_no_version(self, room: Room) -> None:
        self.carried(room, ("ARM", "Agree to cooperate closely;", "op1"))
        other = room.propose("RUS", "Agree to cooperate slowly;", state="drafted")
        Amendment.objects.filter(pk=other.pk).update(state="carried", number=2)
        no = refusal(amendments.merge_amendments, room.version, by=room.secretary())
        assert (no.code, no.facts) == (
            "decisions.amendments_conflict",
            {"names": ["A.1", "A.2"], "count": 1, "places": ["op1"]},
        )
        assert Version.objects.count() == 1

    def in_russian(self, room: Room, code: str, said: str = "", **more: str) -> Amendment:
        text = room.version.languages.get(language="ru")
        own = {"anchor": "op1", "words": said, "state": "tabled", **more}
        return amendments.propose_amendment(text, by=room.head(code), member=room.member(code), **own)

    def settle_all(self, room: Room) -> None:
        while name := amending.voting(room.version).next_name:
            one = Amendment.objects.get(number=int(name.removeprefix("A.")))
            amendments.settle_amendment(one, by=room.summit.chair(), carried=True)

    def test_two_to_one_paragraph_in_two_languages_meet(self, room: Room) -> None:
        room.propose("ARM", "Agree to cooperate closely;")
        other = self.in_russian(room, "RUS", "Решают сотрудничать;")
        found = amending.voting(room.version)
        assert found.order.names == ("A.1", "A.2")
        reasons = {name: (step.code, step.facts["apart"]) for name, step in found.order.reasons.items()}
        assert reasons == {
            "A.1": ("amendments.placed_by_language", "A.2"),
            "A.2": ("amendments.placed_by_language", "A.1"),
        }
        no = refusal(room.propose, "KGZ", "Agree;", on_amendment=other)
        assert no.code == "decisions.amendment_in_another_language"
        self.settle_all(room)
        assert set(Amendment.objects.values_list("state", flat=True)) == {"carried"}
        no = refusal(amendments.merge_amendments, room.version, by=room.secretary())
        assert (no.code, no.facts) == (
            "decisions.amendments_conflict",
            {"names": ["A.1", "A.2"], "count": 1, "places": ["op1"]},
        )
        (dispute,) = amending.lay(room.version, amending.carried(room.version)).disputes
        assert [(side.amendment.name, side.base, side.words) for side in dispute.sides] == [
            ("A.1", "Agree to cooperate;", "Agree to cooperate closely;"),
            ("A.2", "Договариваются сотрудничать;", "Решают сотрудничать;"),
        ]
        assert (dispute.by_language, dispute.label, dispute.reading) == (True, "1", None)
        amendments.write_agreed_reading(
            room.version,
            by=room.secretary(),
            anchor="op1",
            language="ru",
            words="Решают тесно сотрудничать;",
            ground=words("Agreed by both sponsors."),
        )
        made = amendments.merge_amendments(room.version, by=room.secretary())
        assert "1 Решают тесно сотрудничать;" in plain_text(made.languages.get(language="ru"))
        assert room.read(made) == room.read(room.version)
        assert queries.languages_behind(made) == ["en"]
        assert set(Amendment.objects.values_list("state", "merged_in__number")) == {("merged", 2)}

    def test_a_deletion_is_of_every_language(self, room: Room) -> None:
        self.in_russian(room, "RUS", kind="delete_paragraph")
        room.propose("ARM", "Agree to cooperate closely;")
        found = amending.voting(room.version)
        assert (found.order.names, found.order.reasons["A.1"].code) == (("A.1", "A.2"), "amendments.placed_deletion")
        amendments.settle_amendment(Amendment.objects.get(number=1), by=room.summit.chair(), carried=True)
        assert Amendment.objects.get(number=2).state == "fallen"
        made = amendments.merge_amendments(room.version, by=room.secretary())
        for language in ("en", "ru"):
            assert [one.anchor for one in made.languages.get(language=language).paragraphs.all()] == [
                "title",
                "p1",
                "op2",
            ]
        assert queries.languages_behind(made) == []

    def test_new_paragraphs_of_two_languages_are_never_one(self, room: Room) -> None:
        room.propose("ARM", "Agree to help;", kind="insert_after")
        self.in_russian(room, "RUS", "Решают помогать;", kind="insert_after")
        self.settle_all(room)
        made = amendments.merge_amendments(room.version, by=room.secretary())
        anchors = {
            one.language: {row.anchor for row in one.paragraphs.all()} - {"title", "p1", "op1", "op2"}
            for one in made.languages.all()
        }
        assert anchors == {"ru": {"p2"}, "en": {"p3"}}
        labels = {
            one.language: [row.label for row in one.paragraphs.order_by("order")][2:] for one in made.languages.all()
        }
        assert labels == {"ru": ["1", "1 bis", "2"], "en": ["1", "1 ter", "2"]}

    def test_a_delegation_neither_merges_nor_writes_the_agreed_reading(self, room: Room) -> None:
        room.propose("RUS", "Agree to cooperate closely;")
        Amendment.objects.update(state="carried")
        head = room.head("ARM")
        for act, more in (
            (amendments.merge_amendments, {}),
            (
                amendments.write_agreed_reading,
                {"anchor": "op1", "language": "en", "words": "x", "ground": words("So.")},
            ),
        ):
            with pytest.raises(Refused) as caught:
                pairs.perform(act, by=head, version=room.version, **more)
            assert caught.value.code == "documents.not_drafting"

    def test_an_agreed_reading_settles_exactly_what_it_names(self, room: Room) -> None:
        self.carried(room, ("ARM", "Agree to cooperate closely;", "op1"))
        other = room.propose("RUS", "Agree to cooperate slowly;", state="drafted")
        Amendment.objects.filter(pk=other.pk).update(state="carried", number=2, audience="members")
        given = {"by": room.secretary(), "anchor": "op1", "language": "en", "words": "Agree to cooperate well;"}
        given["ground"] = words("As the sponsors agreed.")
        act = amendments.write_agreed_reading
        assert refusal(act, room.version, **{**given, "anchor": "op2"}).code == "decisions.no_dispute_there"
        assert refusal(act, room.version, **{**given, "ground": words("")}).code == "decisions.reading_no_ground"
        assert refusal(act, room.version, **{**given, "words": " "}).code == "amendments.no_words"
        assert refusal(act, room.version, **{**given, "language": "fr"}).code == "documents.language_unknown"
        for reader in (actor("PO", "body:CSC"), room.head("ARM")):
            assert refusal(act, room.version, **{**given, "by": reader}).code == "documents.not_drafting"
        first = act(room.version, **given)
        entry = Entry.objects.get(verb="decisions.reading.agreed")
        assert (entry.facts["numbers"], entry.facts["words"], entry.tree.audience) == (
            ["A.1", "A.2"],
            "Agree to cooperate well;",
            "members",
        )
        # Whoever did not see it does not write over it; who did, does, and both stay.
        assert refusal(act, room.version, **given).code == "decisions.reading_changed"
        act(room.version, **{**given, "words": "Agree to cooperate best;", "seen": first.key})
        assert AgreedReading.objects.count() == 2
        # Another that carries at the place opens it again.
        third = room.propose("BLR", "Agree to cooperate badly;", state="drafted")
        Amendment.objects.filter(pk=third.pk).update(state="carried", number=3)
        assert refusal(amendments.merge_amendments, room.version, by=room.secretary()).code == (
            "decisions.amendments_conflict"
        )
        Amendment.objects.filter(pk=third.pk).update(state="rejected")
        made = amendments.merge_amendments(room.version, by=room.secretary())
        assert "1 Agree to cooperate best;" in room.read(made)
        assert Entry.objects.get(verb="decisions.amendments.merged").facts["agreed"] == ["1"]
        assert refusal(act, room.version, **given).code == "decisions.text_moved_on"

    def test_a_deletion_against_a_change_is_settled_either_way(self, room: Room) -> None:
        self.carried(room, ("ARM", "Agree to cooperate closely;", "op1"))
        other = room.propose("RUS", kind="delete_paragraph", state="drafted")
        Amendment.objects.filter(pk=other.pk).update(state="carried", number=2)
        given = {"by": room.secretary(), "anchor": "op1", "language": "en", "ground": words("Agreed.")}
        gone = amendments.write_agreed_reading(room.version, words="", deletes=True, **given)
        laid = amending.lay(room.version, amending.carried(room.version))
        assert (laid.open_disputes, "op1" in laid.texts["en"], "op1" in laid.texts["ru"], laid.due) == (
            (),
            False,
            False,
            (),
        )
        base = "Agree to cooperate;"
        amendments.write_agreed_reading(room.version, words=base, seen=gone.key, **given)
        laid = amending.lay(room.version, amending.carried(room.version))
        assert (laid.texts["en"], laid.due) == (text_of(room.text), ())

    def test_a_deletion_agreed_on_is_settled_with_what_was_done_below_it(self, room: Room) -> None:
        item = {"anchor": "i1", "role": "item", "label": "(a)", "text": "in trade;", "parent_anchor": "op1"}
        officer, text = actor("DO"), [*STATEMENT[:3], item, STATEMENT[3]]
        room.version = documents.add_version(room.document, by=officer, texts={"en": text}, original_language="en")
        room.version = by_two(documents.issue_version, version=documents.seal_version(room.version, by=officer))
        room.propose("ARM", "Agree to cooperate closely;")
        room.propose("RUS", "Agree to cooperate slowly;")
        room.propose("BLR", "in all trade;", anchor="i1")
        Amendment.objects.update(state="carried")
        given = {"by": room.secretary(), "anchor": "op1", "language": "en", "ground": words("Agreed.")}
        for names in (["A.1", "A.2"], ["A.1", "A.2", "A.3"]):
            [dispute] = amending.lay(room.version, amending.carried(room.version)).open_disputes
            assert (list(dispute.names), [side.amendment.name for side in dispute.sides]) == (names, names)
            gone = amendments.write_agreed_reading(room.version, words="", deletes=True, **given)
        stays = amendments.write_agreed_reading(room.version, words="Agree;", seen=gone.key, **given)
        laid = amending.lay(room.version, amending.carried(room.version))
        assert [(one.anchor, one.words) for one in laid.texts["en"]][2:4] == [
            ("op1", "Agree;"),
            ("i1", "in all trade;"),
        ]
        amendments.write_agreed_reading(room.version, words="", deletes=True, seen=stays.key, **given)
        made = amendments.merge_amendments(room.version, by=room.secretary())
        assert [one.anchor for one in made.languages.get().paragraphs.order_by("order")] == ["title", "p1", "op2"]

    def test_only_who_works_on_the_text(self, room: Room) -> None:
        self.carried(room, ("ARM", "Agree to cooperate closely;", "op1"))
        others = [actor(capacity, "body:CSC") for capacity in ("PT", "IN", "PO")]
        for other in (*others, actor("SB", "body:CMFA")):
            assert refusal(amendments.merge_amendments, room.version, by=other).code == "documents.not_drafting"


class TestSponsors:
    def test_of_a_text_until_the_vote_is_opened(self, room: Room) -> None:
        by, member = room.head("RUS"), room.member("RUS")
        assert refusal(amendments.leave_sponsors, by=by, member=member, document=room.document).code == (
            "decisions.not_a_sponsor"
        )
        joined = amendments.join_sponsors(by=by, member=member, document=room.document)
        assert amending.sponsors(room.document) == [joined]
        assert refusal(amendments.join_sponsors, by=by, member=member, document=room.document).code == (
            "decisions.sponsors_already"
        )
        amendments.leave_sponsors(by=by, member=member, document=room.document)
        again = amendments.join_sponsors(by=by, member=member, document=room.document)
        assert (Sponsor.objects.count(), amending.sponsors(room.document)) == (2, [again])
        put(room.summit, question(room.summit, document=room.document))
        no = refusal(amendments.leave_sponsors, by=by, member=member, document=room.document)
        assert (no.code, no.facts["name"]) == ("decisions.sponsors_closed", room.document.symbol)

    def test_a_focal_point_joins_and_leaves_by_its_own_head_alone(self, room: Room) -> None:
        focal, head, member = actor("FP", "member:RUS"), room.head("RUS"), room.member("RUS")
        one = room.propose("ARM", "Agree;")
        for thing in ({"document": room.document}, {"amendment": one}):
            for act in (amendments.join_sponsors, amendments.leave_sponsors):
                waiting = pairs.perform(act, by=focal, member=member, **thing)
                require_kept_within(room, waiting, "RUS")
                pairs.confirm(waiting, by=head)
        assert [one.left_at is None for one in Sponsor.objects.all()] == [False, False]

    def test_of_an_amendment(self, room: Room) -> None:
        one = room.propose("ARM", "Agree;")
        act = amendments.join_sponsors
        assert refusal(act, by=room.head("ARM"), member=room.member("ARM"), amendment=one).code == (
            "decisions.sponsors_already"
        )
        act(by=room.head("BLR"), member=room.member("BLR"), amendment=one)
        assert refusal(act, by=room.head("BLR"), member=room.member("RUS"), amendment=one).code == (
            "access.not_in_scope"
        )
        assert [entry.facts for entry in Entry.objects.filter(verb="decisions.sponsor.joined")] == [
            {"member": "BLR", "of": "A.1"}
        ]
        amendments.withdraw_amendment(one, by=room.head("ARM"))
        assert refusal(act, by=room.head("RUS"), member=room.member("RUS"), amendment=one).code == (
            "decisions.sponsors_closed"
        )

    def test_a_text_that_is_withdrawn_closes_them(self) -> None:
        summit = council_sitting()
        document, _version = issued(summit.bodies["CSC"], author=Member.objects.get(code="ARM"))
        to_table(document, summit.bodies["CSC"])
        sponsor = actor("HD", "member:ARM", "body:CSC")
        by, text = actor("HD", "member:RUS", "body:CSC"), document.versions.get().languages.get(language="en")
        own = {"member": Member.objects.get(code="RUS"), "anchor": "op1", "words": "Agree;", "state": "tabled"}
        one = amendments.propose_amendment(text, by=by, **own)
        withdrawing.withdraw_text(document, by=sponsor, reason=words("Not now."))
        one.refresh_from_db()
        assert one.state == "fallen"
        act = amendments.join_sponsors
        no = refusal(act, by=by, member=Member.objects.get(code="RUS"), document=document)
        assert no.code == "decisions.sponsors_closed"


class TestWithdrawn:
    def test_what_amends_it_falls(self, room: Room) -> None:
        one = room.propose("ARM", "Agree to cooperate closely;")
        room.propose("TJK", "Agree to cooperate very closely;", on_amendment=one)
        amendments.withdraw_amendment(one, by=room.head("ARM"))
        assert dict(Amendment.objects.values_list("number", "state")) == {1: "withdrawn", 2: "fallen"}
        assert room.propose("RUS", "Agree;").number == 3
        assert refusal(amendments.withdraw_amendment, one, by=room.head("ARM")).code == "decisions.amendment_state"

    def test_not_once_it_was_amended_or_that_is_voted_on(self, room: Room) -> None:
        one, by = room.propose("ARM", "Agree to cooperate closely;"), room.head("ARM")
        refused = room.propose("KAZ", "Agree to cooperate closely at last;", on_amendment=one)
        own = room.propose("RUS", "Agree to cooperate most closely;", on_amendment=one)
        chair, secretary = room.summit.chair(), room.summit.secretary()
        amendments.settle_amendment(refused, by=chair, carried=False)
        own.refresh_from_db()
        asked = amendments.put_amendment(own, by=secretary, sitting=room.summit.plenary)
        assert not amending.was_amended(one)
        questions.open_question(asked, by=chair)
        no = refusal(amendments.withdraw_amendment, one, by=by)
        assert (no.code, no.facts, str(no.cite)) == ("decisions.amendment_amended", {"name": "A.1"}, "GA rule 80")
        questions.void_question(asked, by=chair, reason=words("The line was lost."))
        assert not amending.was_amended(one)
        amendments.settle_amendment(own, by=chair, carried=True)
        assert refusal(amendments.withdraw_amendment, one, by=by).code == "decisions.amendment_amended"

    def test_no_question_is_opened_on_what_was_withdrawn(self, room: Room) -> None:
        one = room.propose("ARM", "Agree to cooperate closely;")
        asked = amendments.put_amendment(one, by=room.summit.secretary(), sitting=room.summit.plenary)
        amendments.withdraw_amendment(one, by=room.head("ARM"))
        no = refusal(questions.open_question, asked, by=room.summit.chair())
        assert (no.code, no.facts) == ("decisions.amendment_state", {"name": "A.1", "state": "withdrawn"})

    def test_only_by_its_own_delegation(self, room: Room) -> None:
        one = room.propose("ARM", "Agree;")
        assert refusal(amendments.withdraw_amendment, one, by=room.head("RUS")).code == "access.not_in_scope"


class TestDivided:
    def test_parts_are_put_in_order_and_then_the_whole(self, room: Room) -> None:
        chair = room.summit.chair()
        assert refusal(amendments.divide_text, room.version, by=chair, parts=[]).code == "decisions.one_part_only"
        made = amendments.divide_text(room.version, by=chair, parts=["op1", "op2"])
        assert [(one.name, one.anchors, one.is_operative) for one in made] == [
            ("1", ["title", "p1"], False),
            ("2 (1)", ["op1"], True),
            ("3 (2)", ["op2"], True),
        ]
        secretary, plenary = room.summit.secretary(), room.summit.plenary
        no = refusal(amendments.put_part, made[1], by=secretary, sitting=plenary)
        assert (no.code, no.facts) == ("decisions.part_not_next", {"name": "2 (1)", "next": "1"})
        for part, choice in zip(made, ("in_favour", "against", "against"), strict=True):
            asked = amendments.put_part(part, by=secretary, sitting=plenary, subject="procedure")
            asked = questions.open_question(asked, by=secretary)
            for code in ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"):
                ballot(room.summit, asked, code, choice, key=f"{code}{part.place}")
            announcing.announce(questions.close_question(asked, by=secretary), by=chair)
        found = amending.divided(room.version)
        assert found is not None
        assert (found.rejected, found.kept, str(found.step.cite)) == (True, (), "GA rule 89")
        assert refusal(amendments.divide_text, room.version, by=chair, parts=["op2"]).code == "decisions.part_put"


def test_the_clock_of_the_house_says_since_when(room: Room) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415  used here only

    at = datetime(2019, 11, 28, 9, 30, tzinfo=UTC)
    with standing_at(at):
        joined = amendments.join_sponsors(by=room.head("RUS"), member=room.member("RUS"), document=room.document)
    assert joined.joined_at == at


class TestOpenAgain:
    """What ends nothing closes nothing: a text is amended, joined and withdrawn as far as its state says."""

    def not_reached(self, room: Room, **more: object) -> None:
        """A consensus that one member prevented."""
        asked = put(room.summit, question(room.summit, document=room.document, **more))
        objection(room.summit, asked, "ARM", "No.")
        with after_the_window(asked):
            asked = questions.close_question(asked, by=room.summit.chair(), without_adoption=True)
        announcing.announce(asked, by=room.summit.chair())
        room.document.refresh_from_db()
        assert room.document.state == "tabled"

    def test_after_a_question_of_procedure(self, room: Room) -> None:
        summit = room.summit
        asked = put(summit, question(summit, document=room.document, subject="procedure"))
        assert room.propose("ARM", "Agree to cooperate closely;").state == "tabled"
        for code in ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"):
            ballot(summit, asked, code, "in_favour")
        announcing.announce(questions.close_question(asked, by=summit.chair()), by=summit.chair())
        assert room.propose("RUS", "Agree;").state == "tabled"
        assert amendments.join_sponsors(by=room.head("RUS"), member=room.member("RUS"), document=room.document)

    def test_after_a_consensus_that_was_not_reached(self, room: Room) -> None:
        self.not_reached(room)
        assert room.propose("ARM", "Agree to cooperate closely;").state == "tabled"
        reason = words("Not now.")
        withdrawn = by_two(
            withdrawing.withdraw_text, proposed_by=room.secretary(), document=room.document, reason=reason
        )
        assert withdrawn.state == "withdrawn"

    def test_withdrawn_only_before_the_vote(self, room: Room) -> None:
        asked = put(room.summit, question(room.summit, document=room.document, effect="confirm"))
        with after_the_window(asked):
            asked = questions.close_question(asked, by=room.summit.chair())
        announcing.announce(asked, by=room.summit.chair())
        assert room.propose("ARM", "Agree to cooperate closely;").state == "tabled"
        no = refusal(withdrawing.withdraw_text, room.document, by=room.secretary(), reason=words("Not now."))
        assert no.code == "decisions.voting_has_begun"

    def test_while_a_vote_on_an_amendment_is_open_the_text_is_not_withdrawn(self, room: Room) -> None:
        one = room.propose("ARM", "Agree to cooperate closely;")
        asked = amendments.put_amendment(one, by=room.summit.secretary(), sitting=room.summit.plenary)
        questions.open_question(asked, by=room.summit.chair())
        no = refusal(withdrawing.withdraw_text, room.document, by=room.secretary(), reason=words("Not now."))
        assert no.code == "decisions.voting_has_begun"


def test_a_text_that_a_body_sent_on_is_amended_by_the_next(room):
    chair = room.summit.chair()
    asked = put(room.summit, question(room.summit, document=room.document, effect="forward"))
    with pytest.raises(Refused) as caught:
        room.propose("ARM", "Agree to cooperate closely;")
    assert caught.value.code == "decisions.text_closed"
    with after_the_window(asked):
        announcing.announce(questions.close_question(asked, by=chair), by=chair)
        assert room.propose("ARM", "Agree to cooperate closely;").state == "tabled"
