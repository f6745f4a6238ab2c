"""Every act is where acts live, says who does it, and is typed; and nothing is written to without a token."""

from __future__ import annotations

import inspect
import re

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from plenary.foundation.access.actors import Actor
from plenary.foundation.access.acts import REGISTER

#: Acts of no person, each with what stands for one.
WITHOUT_A_DOER = {
    "people.open_house": "nobody is there yet",
    "people.sign_in": "the person who was just proved",
    "people.sign_out": "the person whose sign-in it is",
    "people.carry_over": "the person whose sign-in it is",
    "people.use_link": "who holds the link",
    "people.spend_desk_code": "who holds the code",
    "people.count_try": "whoever tries",
    "people.take_try_back": "whoever tried and came in",
    "people.forget_tries": "the clock",
    "keeping.erase_due": "the clock",
    "notices.lapse_calendars": "the clock",
    "people.prove_passkey": "who holds the key",
    "people.prove_identity": "whom the provider proved",
    "people.make_link": "the command line of the machine itself",
    "newsroom.publish_due_releases": "the clock, after a person's nod",
}
PLACE = re.compile(
    r"plenary\.(?:offices\.(?P<office>\w+)\.actions(?:\.\w+)?"
    r"|foundation\.(?P<foundation>people|journal|keeping|notices)\.\w+)"
)


def doer(made):
    return inspect.signature(made).parameters.get("by")


def says_who(made) -> bool:
    """`by: Actor`, by name only, and never left out."""
    one = doer(made)
    return (
        one is not None
        and one.kind is inspect.Parameter.KEYWORD_ONLY
        and one.default is inspect.Parameter.empty
        and one.annotation in (Actor, "Actor")
    )


def is_at_home(name: str, made) -> bool:
    """Among the actions of the office it is named after, or in the foundation's own."""
    found = PLACE.fullmatch(made.__module__)
    return found is not None and name.partition(".")[0] == (found["office"] or found["foundation"])


def is_typed(made) -> bool:
    signature = inspect.signature(made)
    untyped = [one for one in signature.parameters.values() if one.annotation is inspect.Parameter.empty]
    return not untyped and signature.return_annotation is not inspect.Signature.empty


def test_there_are_acts_and_each_is_called_as_it_is_registered():
    assert len(REGISTER) > 100
    assert [name for name, made in REGISTER.items() if made.act != name] == []


def test_every_act_lives_among_the_actions_of_its_office():
    assert [(name, made.__module__) for name, made in REGISTER.items() if not is_at_home(name, made)] == []


def test_every_act_says_who_does_it():
    assert [name for name, made in REGISTER.items() if name not in WITHOUT_A_DOER and not says_who(made)] == []


def test_every_act_says_what_it_does():
    said = {name: (inspect.getdoc(made) or "").partition("\n")[0] for name, made in REGISTER.items()}
    assert {name: line for name, line in said.items() if not re.fullmatch(r"[A-Z].+[.:]", line)} == {}


def test_every_act_is_typed():
    assert [name for name, made in REGISTER.items() if not is_typed(made)] == []


def test_acts_of_nobody_exist():
    """The list of exceptions holds no act that is gone, or that names who does it after all."""
    assert set(WITHOUT_A_DOER) <= set(REGISTER)
    assert [name for name in WITHOUT_A_DOER if doer(REGISTER[name]) is not None] == []


def test_each_office_acts():
    offices = {one.label for one in apps.get_app_configs() if one.name.startswith("plenary.offices.")}
    assert offices == {name.partition(".")[0] for name in REGISTER} & offices


# Writing without a token


def addresses():
    """Every address of the router, with arguments of the right form."""
    found = []
    fill = {"int": "1", "slug": "x", "str": "x", "path": "x/y", "uuid": "0" * 8, "form": "csv"}

    def walk(resolver: URLResolver, prefix: str) -> None:
        for entry in resolver.url_patterns:
            pattern = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                filled = re.sub(r"<(?:(\w+):)?\w+>", lambda one: fill[one[1] or "str"], pattern)
                found.append((entry.name or pattern, f"/{filled}"))
            else:
                walk(entry, pattern)

    walk(get_resolver(), "")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_without_a_token(method):
    """Asked of every address, so of every view that takes a POST and of every one to come.

    Where scripts ask, a sign-in writes nothing at all: they bring a key of their own, which no page holds.
    """
    browser = Client(enforce_csrf_checks=True)
    answers = {(name, getattr(browser, method)(path).status_code) for name, path in addresses()}
    assert len(answers) > 50
    for_scripts = {name for name, path in addresses() if path.startswith("/api/")}
    assert {name for name, status in answers if status != (401 if name in for_scripts else 403)} == set()
