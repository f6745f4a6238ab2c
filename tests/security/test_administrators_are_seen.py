"""Administrators are seen (P24): nothing is done at the desk, or anywhere in the house, without an entry.

Read from the code itself, in three steps. An address that takes a POST leads to an act; nothing in the interfaces
writes past the acts; an act leads to the record. What is otherwise stands here in short lists, each with its reason
and, where it changes something, with what it leaves instead.

By deed the same is asked elsewhere: `tests.seen` watches every POST that a test of a page sends, a scenario is
watched below, act by act, and `tests/interfaces/cli/test_every_command_is_seen.py` runs every command.

The rest of P24 has tests of its own. That the database refuses to change or remove an entry, on SQLite and on
PostgreSQL: `tests/foundation/journal/test_guards.py`. That a direct change is found by the verifier:
`tests/interfaces/exports/test_verify_record_changes.py`. That opening a restricted text asks for a reason and tells
its readers: `tests/interfaces/web/desk/test_opened.py`. That nobody votes or gavels from the command line:
`tests/interfaces/cli/test_replaying.py`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from plenary.foundation.access.acts import REGISTER
from plenary.foundation.access.audiences import forget_known
from plenary.foundation.access.models import Account
from plenary.foundation.languages.words import Words
from plenary.foundation.people import opening
from plenary.foundation.people.models import SignIn
from plenary.interfaces.cli.replaying import Replay, named, read
from plenary.interfaces.web.desk.acts import ActForm, ActPage
from plenary.interfaces.web.keeping.kept_views import ErasePerson, SetTime
from tests.security.ways import ENTERING, Node, acts_from, nodes, reached
from tests.seen import ENTRY, NOT_KEPT, watching

#: Acts that add nothing to the record, each with why, and what the record says instead.
SILENT_ACTS = {
    "people.count_try": "a try is judged by what follows it; that tries were slowed is an entry",
    "people.take_try_back": "the try succeeded: the sign-in is the entry",
    "people.forget_tries": "counts of a minute that is over; the clock drops them",
    "people.use_link": "the way in is spent: the sign-in that follows says by what it began",
    "people.spend_desk_code": "the way in is spent: the sign-in that follows says by what it began",
    "documents.note_reading": "which version one reader last read, told to nobody else; what is read leaves no entry",
    "people.prove_passkey": "a key was shown: the sign-in that follows says by what it began",
    "people.prove_identity": "reads whom the provider proved: the sign-in that follows says by what it began",
    "people.carry_over": "the sign-in goes on in the same browser; the proof that asks for it is the entry",
}

#: Addresses that take a POST and lead to no act that enters anything, each with why.
NOTHING_TO_ENTER = {
    "set-language": "the language of one browser",
    "sign-in-provider": "sends the browser to the provider; who comes back signs in, which is the entry",
    "folder-document-read": "which version one reader last read, told to nobody else; what is read leaves no entry",
    "join-provider": "sends the browser to the provider; who comes back is joined, which is the entry",
    "record-check": "compares a file with the record and keeps nothing of it",
}

#: What writes and is reached past the acts. Each says why that is no deed of a person, or where the entry is.
PAST_THE_ACTS = {
    "access.audiences.learn": "gives the name of an audience a number",
    "files.tickets._spend_in_house": "a ticket to a file, good once and for seconds, was shown",
    "journal.writing.record": "the record itself",
    "journal.writing._locked": "begins the tree of an audience",
    "journal.queries.how_far": "reads a number",
    "journal.checkpoints.checkpoint": "signs what the record says",
    "journal.keys.made": "the first key of the record: an entry says so",
    "journal.rotation.replace_lost": "a new key of the record: an entry says so",
    "keeping.health._database": "reads how the database is set",
    "keeping.restore._count_on": "of `plenary restore`, whose entry is in the house it makes",
    "keeping.restore._fill": "of `plenary restore`, whose entry is in the house it makes",
    "keeping.rows.put_back": "of `plenary restore`, whose entry is in the house it makes",
    "live.bus.PostgreSQL": "tells other processes that something changed",
    "live.publishing._keep": "tells open pages that something changed",
    "live.publishing._number_one": "tells open pages that something changed",
    "notices.calendars.follow": "what calendars were told of a time that an act changed",
    "notices.queue.let_go": "the clock gives up letters that could not go; a person's word on one is an act",
    "notices.queue.trim": "the clock drops letters that went long ago",
    "notices.telling._put": "writes a letter about an entry",
    "notices.telling._write": "writes a letter about an entry",
    "notices.telling.tell": "writes a letter about an entry",
    "notices.telling.tell_person": "writes a letter about an entry",
    "notices.telling.trim": "the clock drops what was told long ago",
    "notices.telling.write_digests": "writes a letter about entries",
    "people.demonstration.set_clock": "a demonstration wakes up at its hour; moving it on is an act",
    "people.script_keys.actor_of_secret": "marks that a key of a script was used; withdrawing it is an act",
    "people.signing_in.actor_of": "marks that a sign-in was used; ending it is an act",
    "personal.removed": "what the acts that erase are given to do; they are found by its name",
}

ALL_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


# Addresses


def methods_of(callback: Callable[..., Any]) -> set[str]:
    """What an address takes, as its view says it; all of them where it does not say."""
    view = getattr(callback, "view_class", None)
    if view is not None:
        own = {name.upper() for name in view.http_method_names if hasattr(view, name)} & ALL_METHODS
        return own | {"HEAD"} if "GET" in own else own
    if isinstance(callback, partial):
        return set()  # the bare address of the API, which is not found whatever it is asked
    if operations := operations_of(callback):
        return {method for one in operations for method in one.methods}
    layer: Any = callback
    while layer is not None:
        if said := inspect.getclosurevars(layer).nonlocals.get("request_method_list"):
            return set(said)
        layer = getattr(layer, "__wrapped__", None)
    return ALL_METHODS


def operations_of(callback: Callable[..., Any]) -> list[Any]:
    """What an address of the API answers, each with its methods and its view; none for a page."""
    if not inspect.isfunction(callback):
        return []
    path = inspect.getclosurevars(callback).nonlocals.get("self")
    return path.operations if isinstance(path, PathView) else []


def nodes_of(callback: Callable[..., Any], method: str) -> list[Node]:
    """What answers that method at an address."""
    operations = operations_of(callback)
    views = [one.view_func for one in operations if method in one.methods] if operations else [callback]
    return [node_of(view) for view in views]


def node_of(callback: Callable[..., Any]) -> Node:
    view: Any = getattr(callback, "view_class", callback)
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return view.__module__, view.__qualname__.partition(".")[0]


def addresses() -> dict[str, Callable[..., Any]]:
    """Every address of the house by its name, with what answers it."""

    def walk(resolver: URLResolver) -> Iterator[URLPattern]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                yield entry
            else:
                yield from walk(entry)

    return {entry.name or str(entry.pattern): entry.callback for entry in walk(get_resolver())}


def taking(method: str) -> dict[str, list[Node]]:
    return {
        name: nodes_of(callback, method) for name, callback in addresses().items() if method in methods_of(callback)
    }


def entering(acts: set[str]) -> set[str]:
    """Those that enter what they do. `people.propose` is not among them: it comes with `perform`, whatever is given."""
    return acts - set(SILENT_ACTS) - {"people.propose"}


def acts_of(form: type[ActForm]) -> set[str]:
    """Acts of one form by itself: its page, and what stands beside it there, speak for others."""
    own = [(one.__module__, one.__qualname__) for one in form.__mro__]
    others = {(one.__module__, one.__qualname__) for kind in (ActForm, ActPage) for one in kinds_of(kind)}
    return acts_from(own, ending_at=others - set(own))


class TestAddresses:
    def test_each_is_read(self):
        """One of each kind: a page, an act of the desk, a form in one view, a page of the chamber."""
        found = {name: methods_of(callback) for name, callback in addresses().items()}
        assert len(found) > 150
        assert found["desk-meeting"] == {"GET", "HEAD"}
        assert found["desk-act-on-meeting"] == {"GET", "HEAD", "POST"}
        assert found["desk-sentence"] == {"GET", "HEAD", "POST"}
        assert found["seat-vote"] == {"GET", "HEAD", "POST"}
        assert found["sign-out"] == {"POST"}

    def test_one_that_does_not_say_what_it_takes_would_be_found(self):
        assert methods_of(lambda request: None) & UNSAFE == UNSAFE

    @pytest.mark.parametrize("method", sorted(UNSAFE - {"POST"}))
    def test_none_takes_another_unsafe_method_than_post(self, method):
        """A page that is only read says so: it takes GET and HEAD."""
        assert taking(method) == {}

    def test_each_that_takes_a_post_leads_to_an_act_that_is_entered(self):
        without = {name for name, found in taking("POST").items() if not entering(acts_from(found))}
        assert sorted(without - set(NOTHING_TO_ENTER)) == []
        assert sorted(set(NOTHING_TO_ENTER) - without) == []

    def test_each_form_of_an_act_page_leads_to_one(self):
        """Each by itself: a page of twenty acts does not speak for the twenty-first."""
        assert get_resolver().url_patterns, "the router has loaded the views"
        listed = {form for page in kinds_of(ActPage) for form in page.forms}
        without = [form for form in listed if not entering(acts_of(form))]
        assert len(listed) > 120
        assert without == []

    def test_a_form_that_keeps_what_was_typed_by_itself_would_be_found(self):
        """The walk sees where a row is written, and tells the acts of one form from those of its neighbour."""
        assert nodes()["plenary.foundation.keeping.erasing", "set_time"].writes
        assert not nodes()["plenary.interfaces.web.keeping.kept_views", "SetTime"].writes
        assert entering(acts_of(SetTime)) == {"keeping.set_time"}
        assert entering(acts_of(ErasePerson)) == {"keeping.erase_person"}


def kinds_of(base: type[Any]) -> Iterator[type[Any]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def test_the_interfaces_write_nothing_themselves():
    """Pages, commands, letters and files: none of them touches a row."""
    assert [node for node, found in nodes().items() if node[0].startswith("plenary.interfaces.") and found.writes] == []


def test_past_the_acts_nothing_is_written_but_what_is_listed():
    """From every page and command, ending at each act: what of the rest writes."""
    starts = [node for node in nodes() if node[0].startswith("plenary.interfaces.")]
    found = {f"{module}.{name}".removeprefix("plenary.foundation.") for module, name in writing_from(starts)}
    assert sorted(found - set(PAST_THE_ACTS)) == []
    assert sorted(set(PAST_THE_ACTS) - found) == []


def writing_from(starts: list[Node]) -> set[Node]:
    return {node for node in reached(starts) if nodes()[node].writes}


# Acts


def test_each_act_leads_to_the_record():
    acts = {name: (made.__module__, made.__name__) for name, made in REGISTER.items()}
    own = {name: node for name, node in acts.items() if node[0].startswith("plenary.")}
    without = {name for name, node in own.items() if not ENTERING & reached([node], past_acts=True)}
    # A try is entered once a brake closes, and not before: the one act that leads to the record and is silent.
    assert without == set(SILENT_ACTS) - {"people.count_try"}


def test_only_erasing_takes_words_out_of_entries():
    """The one way into a written entry: what it says of a person goes, by two officers or by its time; that is an
    entry, and `journal.writing.erase` refuses to touch such a one."""
    erase = "plenary.foundation.journal.writing", "erase"
    callers = {node[0] for node, found in nodes().items() if erase in found.further}
    assert callers == {"plenary.foundation.keeping.erasing"}


# By deed: a scenario, act by act


@pytest.mark.parametrize(
    "scenarios",
    [("bishkek-2019", "bishkek-2019-room", "bishkek-2019-day"), ("halmar", "halmar-day")],
    ids=["Bishkek", "Halmar"],
)
def test_each_act_of_a_day_that_changes_something_leaves_an_entry(db, scenarios):
    """Preparing, sitting, voting, paying, signing and publishing, by every office: 0 acts without an entry."""
    forget_known()
    unseen, done = [], set()
    replay = Replay()
    for scenario in scenarios:
        steps = replay.run(read(named(scenario)))
        name = next(steps, None)
        while name is not None:
            with watching() as seen:
                following = next(steps, None)
            if seen.kept and not seen.entries:
                unseen.append((name, sorted(seen.kept)))
            done.add(name)
            name = following
    forget_known()
    assert unseen == []
    assert {name.partition(".")[0] for name in done} >= {
        one.label for one in apps.get_app_configs() if one.name.startswith("plenary.offices.")
    }


# What watches is watched


@pytest.mark.django_db
class TestTheWatching:
    def test_a_row_without_an_entry_is_seen(self):
        with watching() as seen:
            Account.objects.filter(pk=0).update(is_active=False)
            assert seen.kept == set()
            self.person()
        assert (seen.kept, seen.entries) == ({"access_person"}, 0)

    def test_what_is_undone_was_none(self):
        with watching() as seen:
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                self.person()
                raise ZeroDivisionError
            assert seen.kept == set()
            self.person()
        assert seen.kept == {"access_person"}

    def test_an_entry_is_seen(self, house_of_one):
        with watching() as seen:
            REGISTER["people.sign_in"](house_of_one, means=SignIn.Means.LINK.value, session_key="k")
        assert (seen.kept, seen.entries) == ({"people_signin"}, 1)

    def test_the_tables_that_count_as_nothing_are_there(self):
        there = {model._meta.db_table for model in apps.get_models()}
        assert set(NOT_KEPT) <= there
        assert ENTRY in there

    @staticmethod
    def person() -> None:
        apps.get_model("access", "Person").objects.create(name={"en": "Nobody"}, sort_name={"en": "Nobody"})


@pytest.fixture
def house_of_one(db) -> Account:
    officer = opening.FirstOfficer("ana", Words({"en": "Ana"}), (("AD", ""), ("SG", "")))
    return opening.open_house(officers=[officer])[0]
