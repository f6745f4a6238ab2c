"""Whatever a scenario file can do, a person can do in the browser: every act has a form or a button.

Found from the code itself. The router names the views; from each view the sources of `interfaces/web` are walked, from
name to name (a page of acts names its forms, a form or a view names its act), until an act of the register is met.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from plenary import foundation
from plenary.foundation.access.acts import REGISTER
from plenary.interfaces import web
from plenary.interfaces.web.desk.acts import ActPage

#: Acts that no person presses, each with who does them instead.
NOT_BY_HAND = {
    "people.open_house": "the command line that makes the house; nobody is there yet to press anything",
    "people.make_link": "the command line of the machine itself, for a house whose keys are all lost",
    "people.forget_tries": "the clock, once tries to come in are a day old",
    "keeping.erase_due": "the clock, by times that two persons set",
    "notices.lapse_calendars": "the clock, once a person's last role ended by it",
    "newsroom.publish_due_releases": "the clock, after a person's nod",
}

#: Acts that a button does as part of another act, each with that one.
THROUGH_ANOTHER = {
    "chamber.give_floor": "chamber.pass_floor",
    "meetings.close_to_others": "chamber.close_doors",
    "meetings.open_to_others": "chamber.reopen_doors",
    "meetings.take_up_item": "chamber.call_item",
    "people.open_account": "people.invite",
}

Node = tuple[str, str]


@cache
def sources() -> dict[str, tuple[ModuleType, ast.Module]]:
    """Every module of the web, and of the floor on which every office stands, loaded and read."""
    found = {}
    for package in (web, foundation):
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(one.name)
            if ".migrations" not in one.name and module.__file__ is not None:
                found[one.name] = (module, ast.parse(Path(module.__file__).read_text(encoding="utf-8")))
    return found


def named(module: ModuleType, node: ast.AST) -> Any:
    """What a name, or names joined by dots, stands for in that module; None for what only running would tell."""
    if isinstance(node, ast.Name):
        return getattr(module, node.id, None)
    if isinstance(node, ast.Attribute):
        before = named(module, node.value)
        return None if before is None else getattr(before, node.attr, None)
    return None


def statements(name: str) -> Iterator[tuple[str, ast.stmt]]:
    """Top statements of a module with the names that they give."""
    for one in sources()[name][1].body:
        if isinstance(one, ast.FunctionDef | ast.ClassDef):
            yield one.name, one
        elif isinstance(one, ast.Assign):
            for target in one.targets:
                if isinstance(target, ast.Name):
                    yield target.id, one
        elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            yield one.target.id, one


@cache
def defined() -> dict[int, Node]:
    """Functions, classes and lists of the web by their identity, so that an import leads to where they stand."""
    found: dict[int, Node] = {}
    for name, (module, _tree) in sources().items():
        for given, _one in statements(name):
            held = getattr(module, given, None)
            if getattr(held, "__module__", name) == name and not isinstance(held, str | int | bool | None):
                found.setdefault(id(held), (name, given))
    return found


@cache
def told() -> dict[Node, tuple[frozenset[Node], frozenset[str]]]:
    """What each definition leads to: other definitions of the web, and acts."""
    found = {}
    for name, (module, _tree) in sources().items():
        for given, one in statements(name):
            further, acts = set(), set()
            for node in ast.walk(one):
                held = named(module, node) if isinstance(node, ast.Name | ast.Attribute) else None
                if held is None:
                    continue
                if (act := getattr(held, "act", None)) in REGISTER and REGISTER[act] is held:
                    acts.add(act)
                if id(held) in defined():
                    further.add(defined()[id(held)])
            found[name, given] = (frozenset(further), frozenset(acts))
    return found


def views() -> Iterator[Node]:
    """Every view that an address leads to."""

    def walk(resolver: URLResolver) -> Iterator[Any]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                yield entry.callback
            else:
                yield from walk(entry)

    for callback in walk(get_resolver()):
        view = getattr(callback, "view_class", callback)
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        if view.__module__ in sources():
            yield view.__module__, view.__qualname__.partition(".")[0]


@cache
def reached() -> frozenset[str]:
    """Acts that some view leads to. What an act does itself is its own business: the walk ends at it."""
    waiting, seen, acts = list(views()), set(), set()
    acting = {(made.__module__, made.__name__) for made in REGISTER.values()}
    while waiting:
        node = waiting.pop()
        if node in seen or node in acting or node not in told():
            continue
        seen.add(node)
        further, here = told()[node]
        acts |= here
        waiting += further
    return frozenset(acts)


def test_every_act_is_reached_by_hand():
    """0 acts without a form or a button."""
    without = {name for name, made in REGISTER.items() if made.__module__.startswith("plenary.")} - reached()
    assert sorted(without - set(NOT_BY_HAND) - set(THROUGH_ANOTHER)) == []


def test_acts_that_nobody_presses_exist_and_are_not_pressed():
    listed = set(NOT_BY_HAND) | set(THROUGH_ANOTHER)
    assert sorted(listed - set(REGISTER)) == []
    assert sorted(listed & reached()) == []
    assert set(NOT_BY_HAND) & set(THROUGH_ANOTHER) == set()


def test_what_is_done_through_another_act_has_its_button_there():
    assert sorted(set(THROUGH_ANOTHER.values()) - reached()) == []


def test_the_walk_finds_what_is_there():
    """A form of the desk, a button of the chamber, a page of its own, a second person's word."""
    assert {"organisation.establish_body", "chamber.pass_floor", "people.sign_out", "people.propose"} <= reached()


def test_a_form_in_no_list_is_not_found():
    """The walk starts at addresses: a form that no page lists is like one that was never written."""
    listed = "plenary.interfaces.web.organisation.desk_forms", "BODIES"
    further, _acts = told()[listed]
    form = "plenary.interfaces.web.organisation.desk_forms", "EstablishBody"
    assert form in further
    assert "organisation.establish_body" in told()[form][1]
    assert [node for node, (leads, _) in told().items() if form in leads and node != form] == [listed]


def kinds_of(page: type[ActPage]) -> Iterator[type[ActPage]]:
    for kind in page.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def test_every_form_of_the_desk_is_linked():
    """One that stands under no heading of its page is linked by a line of a list, so a page names its word."""
    written = "\n".join(
        file.read_text(encoding="utf-8")
        for file in Path(settings.SOURCE, "interfaces", "web").rglob("*")
        if file.suffix in {".html", ".py"} and "forms" not in file.name
    )
    assert get_resolver().url_patterns, "the router has loaded the views"
    shown = set(re.findall(r"\.groups\.(\w+)", written))
    unlinked = {
        f"{page.__name__}: {form.verb}"
        for page in kinds_of(ActPage)
        for form in page.forms
        if not (form.group in shown if form.group else re.search(rf"""['"]{form.verb}['"]""", written))
    }
    assert unlinked == set()
