"""What is told by letter, to whom and in which words; what nobody is told."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from plenary.foundation.access.models import Holding, Person
from plenary.foundation.clock import now, real_now
from plenary.foundation.journal import writing as journal
from plenary.foundation.journal.models import Entry
from plenary.foundation.notices import addresses, desk, queue
from plenary.foundation.notices.kinds import USUALLY, Kind
from plenary.foundation.notices.models import DigestLine, Letter, Mailbox, Notice
from plenary.foundation.notices.reactions import house_was_restored
from plenary.foundation.notices.sending import Deliverer
from plenary.foundation.notices.telling import write_digests
from plenary.foundation.people import pairs
from plenary.interfaces.mail.writing import both_clocks, letter, write_what_waits
from plenary.offices.decisions.actions import questions
from plenary.offices.documents import actions as documents
from plenary.offices.meetings.actions import sittings
from plenary.procedure.refusal import Refused
from tests.builders.decisions import council_sitting, question
from tests.builders.documents import by_two, issued, registered
from tests.builders.meetings import delegate, session, with_sittings
from tests.builders.organisation import csto, words
from tests.builders.people import actor, actor_of, person
from tests.interfaces.mail.conftest import has_address, letters_to, write

pytestmark = pytest.mark.django_db
OPEN = "Open the workspace to read more."


def at_once(who, kind=Kind.PAPER):
    addresses.choose_letters(by=actor_of(who, "HD"), wishes={str(kind.value): "at_once"})


def reads_as(capacity, *scopes, language="en", kind=Kind.PAPER):
    """A person who gets this kind at once."""
    who = has_address(actor(capacity, *scopes), language)
    at_once(who, kind)
    return who


class TestAPaper:
    def test_a_public_one_is_named(self):
        bodies = csto()
        who = reads_as("HD", "member:RUS")
        document, _ = issued(bodies["CSC"], distribution="general")
        assert write() == 1
        ((subject, text),) = letters_to(who)
        assert subject == "CSTO: A paper was issued that you may read"
        assert f"{document.symbol} was issued: Statement on cooperation.\n" in text
        assert OPEN in text

    def test_in_the_language_of_the_reader(self):
        bodies = csto()
        who = reads_as("HD", "member:RUS", language="ru")
        issued(bodies["CSC"], distribution="general")
        write()
        ((_, text),) = letters_to(who)
        assert "Заявление о сотрудничестве" in text

    @pytest.mark.parametrize("distribution", ["limited", "restricted"])
    def test_any_other_is_not(self, distribution):
        bodies = csto()
        who = reads_as("HD", "member:RUS")
        document, _ = issued(bodies["CSC"], distribution=distribution)
        write()
        ((subject, text),) = letters_to(who)
        assert "A paper was issued that you may read.\n" in text
        assert not re.search(rf"Statement|{re.escape(document.symbol)}|://|www", subject + text)

    def test_only_those_who_may_read_it_are_told(self):
        bodies = csto()
        inside, outside = reads_as("SB", "body:CSC"), reads_as("SB", "body:PC")
        press = reads_as("AP")
        issued(bodies["CSC"], distribution="restricted")
        assert write() == 1
        assert [len(letters_to(who)) for who in (inside, outside, press)] == [1, 0, 0]

    def test_nobody_is_told_of_what_they_did(self):
        bodies = csto()
        officer = actor("DO")
        has_address(officer)
        addresses.choose_letters(by=officer, wishes={"paper": "at_once"})
        _, version = registered(bodies["CSC"], distribution="general")
        by_two(documents.issue_version, version=version, confirmed_by=officer)
        assert write() == 0

    def test_five_languages_are_one_letter(self):
        bodies = csto()
        who = reads_as("HD", "member:RUS")
        issued(bodies["CSC"], distribution="general")
        assert Notice.objects.filter(of_kind="paper").count() == 1
        write()
        assert len(letters_to(who, "paper")) == 1

    def test_what_was_undone_is_told_to_nobody(self):
        bodies = csto()
        who = reads_as("HD", "member:RUS")
        with pytest.raises(RuntimeError), transaction.atomic():
            issued(bodies["CSC"], distribution="general")
            raise RuntimeError("the act fails in the end")
        assert (write(), letters_to(who)) == (0, [])

    def test_who_lost_the_right_before_the_letter_was_written_gets_none(self):
        bodies = csto()
        who = reads_as("HD", "member:RUS")
        issued(bodies["CSC"])
        Holding.objects.filter(person=who).update(until_at=now() - timedelta(seconds=1))
        assert write() == 0

    def test_it_waits_a_little_before_it_is_told(self):
        bodies = csto()
        reads_as("HD", "member:RUS")
        issued(bodies["CSC"])
        assert write_what_waits() == 0

    def test_a_house_without_a_mail_server_writes_nothing_to_send_later(self, settings):
        bodies = csto()
        reads_as("HD", "member:RUS")
        settings.MAIL = None
        issued(bodies["CSC"])
        assert Notice.objects.count() == 0


class TestWhen:
    def test_papers_come_in_one_daily_letter_unless_chosen_otherwise(self):
        bodies = csto()
        who = has_address(actor("HD", "member:RUS"))
        issued(bodies["CSC"], distribution="general", title=words("First"))
        issued(bodies["CSC"], distribution="general", title=words("Second"))
        assert write() == 0
        today = real_now().date()
        assert [write_digests(on=today, writes=letter), write_digests(on=today, writes=letter)] == [1, 0]
        ((subject, text),) = letters_to(who)
        assert subject == "CSTO: 2 new things"
        assert re.findall(r"^- \S+ was issued: (\w+)\.$", text, re.MULTILINE) == ["First", "Second"]
        assert DigestLine.objects.count() == 0

    def test_a_second_daily_letter_waits_for_the_next_day(self):
        bodies = csto()
        has_address(actor("HD", "member:RUS"))
        today = real_now().date()
        for place in range(2):
            issued(bodies["CSC"], title=words(f"Text {place}"))
            write()
            write_digests(on=today, writes=letter)
        assert Letter.objects.count() == 1
        assert write_digests(on=today + timedelta(days=1), writes=letter) == 1

    def test_never_is_never(self):
        bodies = csto()
        who = has_address(actor("HD", "member:RUS"))
        addresses.choose_letters(by=actor_of(who, "HD"), wishes={"paper": "never"})
        issued(bodies["CSC"])
        assert (write(), DigestLine.objects.count()) == (0, 0)


class TestASilenceProcedure:
    UNTIL = datetime(2031, 3, 2, 18, 30, tzinfo=UTC)

    def _opened(self):
        summit = council_sitting()
        asked = question(summit, subject="silence")
        return summit, questions.open_question(asked, by=summit.chair(), closes_at=self.UNTIL, zone="Asia/Bishkek")

    def test_its_end_stands_in_the_letter_by_both_clocks(self):
        summit, _ = self._opened()
        who = has_address(summit.head("RUS"))
        write()
        ((subject, text),) = letters_to(who, "silence")
        assert subject == "CSTO: A silence procedure runs"
        assert "A silence procedure runs until 3 March 2031, 00:30 (UTC+6; 2 March, 18:30 UTC).\n" in text

    def test_more_time_is_told_too(self):
        summit, asked = self._opened()
        Notice.objects.all().delete()
        who = has_address(summit.head("RUS"))
        questions.extend_silence(asked, by=summit.chair(), until=self.UNTIL + timedelta(hours=2))
        write()
        ((_, text),) = letters_to(who, "silence")
        assert "A silence procedure now runs until 3 March 2031, 02:30 (UTC+6; 2 March, 20:30 UTC).\n" in text

    def test_behind_closed_doors_it_is_told_to_nobody(self):
        summit, asked = self._opened()
        Notice.objects.all().delete()
        type(asked).objects.filter(pk=asked.pk).update(audience=f"sitting:{summit.restricted.key}")
        questions.extend_silence(asked, by=summit.chair(), until=self.UNTIL + timedelta(hours=2))
        assert Notice.objects.count() == 0

    def test_both_clocks_are_one_where_they_are_the_same(self):
        assert both_clocks(datetime(2031, 3, 2, 18, 30, tzinfo=UTC), "UTC") == "2 March 2031, 18:30 UTC"


class TestAList:
    def test_who_was_put_on_a_list_is_told_and_nobody_else(self):
        summit = session()
        line = delegate(summit, "RUS", "Anna Berg")
        has_address(line.person)
        assert write() == 1
        ((_, text),) = letters_to(line.person)
        assert "You are on the list of a delegation: Council in Bishkek.\n" in text

    def test_who_was_taken_off_at_once_is_told_nothing(self):
        summit = session()
        line = delegate(summit, "RUS", "Anna Berg")
        has_address(line.person)
        line.left_list_at = real_now()
        line.save()
        assert write() == 0


class TestASecondPerson:
    def test_those_who_may_agree_are_told_that_something_waits_and_not_what(self):
        bodies = csto()
        may, other = has_address(actor("SG")), has_address(actor("HD", "member:RUS"))
        _, version = registered(bodies["CSC"])
        pairs.perform(documents.issue_version, by=actor("DO"), version=version)
        assert write() == 1
        ((subject, text),) = letters_to(may)
        assert subject == "CSTO: A second person is asked for"
        assert "An act waits for a second person, and you may be the one.\n" in text
        assert letters_to(other) == []

    def test_what_was_decided_meanwhile_asks_nobody(self):
        bodies = csto()
        has_address(actor("SG"))
        issued(bodies["CSC"], distribution="restricted")
        assert write() == 0


class TestAnAddress:
    def test_it_is_used_once_the_code_of_its_letter_was_typed(self, server):
        by = actor("HD", "member:RUS")
        addresses.propose_address(by=by, address="Anna.Berg@Mail.Example", language="ru")
        write()
        ((_, text),) = letters_to(Person.objects.get(key=by.person_key))
        (code,) = re.findall(r"^ +([A-Z0-9]{8})$", text, re.MULTILINE)
        Deliverer().deliver()
        assert list(server.boxes) == ["Anna.Berg@mail.example"]
        with pytest.raises(Refused) as wrong:
            addresses.confirm_address(by=by, code="AAAAAAAA")
        assert wrong.value.code == "notices.code_wrong"
        kept = addresses.confirm_address(by=by, code=f" {code[:4].lower()}-{code[4:]} ")
        assert (kept.address, kept.wanted, kept.language) == ("Anna.Berg@mail.example", "", "ru")
        assert Letter.objects.get().text == ""

    def test_no_other_letter_goes_there_before(self, server):
        bodies = csto()
        who = Person.objects.get(key=actor("HD", "member:RUS").person_key)
        Mailbox.objects.create(person=who, wanted="new@mail.example", language="en")
        issued(bodies["CSC"])
        assert write() == 0

    def test_a_code_is_tried_ten_times_and_counted_though_it_is_refused(self):
        by = actor("HD", "member:RUS")
        addresses.propose_address(by=by, address="a@b.example")
        codes = []
        for _ in range(11):
            with pytest.raises(Refused) as wrong:
                addresses.confirm_address(by=by, code="AAAAAAAA")
            codes.append(wrong.value.code)
        assert codes == ["notices.code_wrong"] * 10 + ["notices.no_code_waits"]

    def test_five_codes_a_day(self):
        by = actor("HD", "member:RUS")
        for place in range(5):
            addresses.propose_address(by=by, address=f"a{place}@b.example")
        with pytest.raises(Refused) as wrong:
            addresses.propose_address(by=by, address="a6@b.example")
        assert wrong.value.code == "notices.too_many_codes"

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "anna",
            "a@b@c.example",
            "a@b.example,c@d.example",
            "Anna <a@b.example>",
            "a@b.example\r\nBcc: c@d.example",
            "a b@c.example",
            '"a b"@c.example',
            "а@b.example",
            "a@-b.example",
            "a@[127.0.0.1]",
            f"{'a' * 65}@b.example",
        ],
    )
    def test_one_plain_address_or_none(self, typed):
        with pytest.raises(Refused) as wrong:
            addresses.written_plainly(typed)
        assert wrong.value.code == "notices.address_not_usable"

    def test_a_domain_in_another_script_is_written_as_servers_take_it(self):
        assert addresses.written_plainly("anna@почта.example") == "anna@xn--80a1acny.example"

    def test_erased_it_is_gone_with_whatever_waited(self):
        bodies = csto()
        who = reads_as("HD", "member:RUS")
        issued(bodies["CSC"])
        write()
        addresses.erase_address(who, by=actor("AD"))
        assert Mailbox.objects.count() == 0
        assert list(Letter.objects.values_list("state", "text", "subject")) == [("let_go", "", "")]

    def test_one_that_letters_leave_is_told_and_then_forgotten(self, server):
        """Whoever holds a stolen sign-in can have letters come elsewhere, but not without a word to its owner."""
        by = actor("HD", "member:RUS")
        who = has_address(by, language="ru")
        before = Mailbox.objects.get().address
        addresses.propose_address(by=by, address="new@mail.example", language="en")
        write()
        (code,) = re.findall(r"^ +([A-Z0-9]{8})$", letters_to(who)[0][1], re.MULTILINE)
        Deliverer().deliver()
        addresses.confirm_address(by=by, code=code)
        assert write() == 1
        told = Letter.objects.get(of_kind="left")
        assert (told.goes_to, told.language) == (before, "en")
        assert "If that was not you, tell the secretariat at once" in told.text
        assert not re.search(rf"new@mail|{before}|://|www|Open the workspace", told.subject + told.text)
        Deliverer().deliver()
        assert [len(server.boxes[one]) for one in (before, "new@mail.example")] == [1, 1]
        told.refresh_from_db()
        assert (told.state, told.goes_to, told.text) == ("sent", "", "")

    def test_so_it_is_where_an_officer_enters_another(self, server):
        who = has_address(actor("HD", "member:RUS"))
        before = Mailbox.objects.get().address
        addresses.enter_address(who, by=actor("AD"), address="new@mail.example")
        addresses.enter_address(who, by=actor("AD"), address="new@mail.example", language="ru")
        assert write() == 1
        Deliverer().deliver()
        assert list(server.boxes) == [before]

    def test_and_where_it_is_erased_which_no_wish_keeps_back(self, server):
        who = has_address(actor("HD", "member:RUS"))
        before = Mailbox.objects.get().address
        addresses.choose_letters(by=actor_of(who, "HD"), wishes=dict.fromkeys(USUALLY, "never"))
        addresses.erase_address(who, by=actor_of(who, "HD"))
        assert (Mailbox.objects.count(), write()) == (0, 1)
        Deliverer().deliver()
        assert list(server.boxes) == [before]

    def test_whoever_is_erased_is_told_nothing(self):
        who = has_address(actor("HD", "member:RUS"))
        addresses.enter_address(who, by=actor("AD"), address="new@mail.example")
        addresses.forget_person(who)
        assert (write(), Notice.objects.count(), Letter.objects.exclude(goes_to="").count()) == (0, 0, 0)

    @pytest.mark.parametrize("fault", ["", "die_after_dot", "rcpt_550", "given up", "dead process", "restored", "shut"])
    def test_however_it_ends_the_old_address_is_not_kept(self, server, fault):
        who = has_address(actor("HD", "member:RUS"))
        addresses.erase_address(who, by=actor_of(who, "HD"))
        write()
        ends = {"": "sent", "rcpt_550": "given_up", "given up": "given_up"}
        if fault in ("given up", "shut"):
            Letter.objects.update(made_at=real_now() - queue.GIVEN_UP_AFTER)
        if fault == "restored":
            house_was_restored(Entry())
        elif fault == "shut":
            queue.trim()
        elif fault == "dead process":
            Letter.objects.update(state="sending", claimed_by="elsewhere:1:x", handed_at=real_now())
            queue.recover()
        else:
            server.plan = ["mail_451" if fault == "given up" else fault]
            Deliverer().deliver()
        told = Letter.objects.get(of_kind="left")
        assert (told.state, told.goes_to, told.text) == (ends.get(fault, "let_go"), "", "")

    def test_the_record_never_says_which(self):
        by = actor("HD", "member:RUS")
        addresses.propose_address(by=by, address="canary@mail.example")
        entry = journal.Entry.objects.get(verb="notices.address.proposed")
        assert "canary" not in str(entry.facts)

    def test_others_than_officers_enter_none(self):
        with pytest.raises(Refused) as wrong:
            addresses.enter_address(person(), by=actor("HD", "member:RUS"), address="a@b.example")
        assert wrong.value.code == "access.not_allowed"


class TestTheMailServer:
    def test_a_test_letter_tells_that_mail_works(self, server):
        by = actor("AD")
        has_address(by)
        assert desk.tested_at() is None
        desk.ask_for_test(by=by)
        write_what_waits()
        Deliverer().deliver()
        assert desk.tested_at() is not None
        assert len(server.messages) == 1

    def test_there_is_none_without_an_address(self):
        with pytest.raises(Refused) as wrong:
            desk.ask_for_test(by=actor("AD"))
        assert wrong.value.code == "notices.no_address"


def rewritten(thing, verb, by, of_audience, /, **values):
    """Change a thing as an act of its office would, and write the entry."""
    for name, value in values.items():
        setattr(thing, name, value)
    thing.touch().save()
    with transaction.atomic():
        return journal.record(verb, by=by, about=thing.about, audience=of_audience, facts={"title": dict(thing.title)})


class TestAChange:
    AT = datetime(2031, 5, 6, 9, 0, tzinfo=UTC)

    def _summit(self, **more):
        summit = session(from_on=datetime(2031, 5, 6).date())  # noqa: DTZ001  a day
        summit = with_sittings(summit)
        made = sittings.plan_sitting(
            summit.meeting,
            by=summit.secretariat,
            title=words("Second plenary"),
            format="enlarged",
            ground="Convening notice paragraph 3",
            planned_from_at=self.AT,
            room=words("Room 1"),
            **more,
        )
        Notice.objects.all().delete()
        return summit, made

    def _later(self, summit, made, **values):
        values = values or {"planned_from_at": self.AT + timedelta(hours=1)}
        return rewritten(made, "meetings.sitting.planned", summit.secretariat, made.band_audience, **values)

    def test_those_on_whose_programme_it_is_are_told_old_and_new(self):
        summit, made = self._summit()
        who, stranger = has_address(actor("HD", "member:RUS")), has_address(actor("PR", "member:UNK"))
        self._later(summit, made)
        assert write() == 1
        ((subject, text),) = letters_to(who)
        assert subject == "CSTO: A time or a place on your programme changed"
        assert (
            "Second plenary is now on 6 May 2031, 16:00 (UTC+6; 10:00 UTC). It was on 6 May 2031, 15:00 "
            "(UTC+6; 09:00 UTC).\n"
        ) in text
        assert letters_to(stranger) == []

    def test_a_place_alone(self):
        summit, made = self._summit()
        who = has_address(actor("HD", "member:RUS"))
        self._later(summit, made, room=words("Room 2"))
        write()
        ((_, text),) = letters_to(who)
        assert "Second plenary, 6 May 2031, 15:00 (UTC+6; 09:00 UTC): the place is now Room 2.\n" in text

    def test_what_was_put_back_at_once_is_told_to_nobody(self):
        summit, made = self._summit()
        has_address(actor("HD", "member:RUS"))
        self._later(summit, made)
        self._later(summit, made, planned_from_at=self.AT)
        assert write() == 0

    def test_two_changes_are_one_letter_with_the_last(self):
        summit, made = self._summit()
        who = has_address(actor("HD", "member:RUS"))
        self._later(summit, made)
        self._later(summit, made, planned_from_at=self.AT + timedelta(hours=2))
        write()
        ((_, text),) = letters_to(who)
        assert "17:00 (UTC+6; 11:00 UTC). It was on 6 May 2031, 15:00" in text

    def test_one_that_is_not_announced_is_told_to_nobody_at_all(self):
        summit, made = self._summit(is_announced=False)
        who = Person.objects.get(key=summit.secretariat.person_key)
        has_address(who)
        self._later(summit, made)
        assert (write(), Notice.objects.count()) == (0, 0)

    def test_what_calendars_are_told_of_doors_that_are_shut_does_not_change(self):
        summit, made = self._summit()
        has_address(actor("HD", "member:RUS"))
        self._later(summit, made, audience=f"sitting:{made.key}")
        assert (write(), Notice.objects.count()) == (0, 0)
