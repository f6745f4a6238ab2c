"""A form that hands all that was typed to its act has the fields that the act takes, and no other."""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

from plenary.interfaces.web.desk.acts import ActForm
from plenary.interfaces.web.desk.comparing import ComparedForm

#: Fields that a form keeps for itself.
OWN = {"begun_from"}


def kinds(kind: type[ActForm]) -> Iterator[type[ActForm]]:
    for one in kind.__subclasses__():
        yield one
        yield from kinds(one)


def handing_on(form: type[ActForm]) -> Iterator[tuple[Any, set[str]]]:
    """Each call in which a form hands all on: the act, and the names that it is given."""
    names = vars(sys.modules[form.__module__])
    for call in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(form.carry_out)))):
        if not isinstance(call, ast.Call) or "self.cleaned_data" not in [
            ast.unparse(one.value) for one in call.keywords if one.arg is None
        ]:
            continue
        named, *_ = [*call.args, call.func] if ast.unparse(call.func) == "pairs.perform" else [call.func]
        first, *rest = ast.unparse(named).split(".")
        act = names[first]
        for part in rest:
            act = getattr(act, part)
        yield act, {one.arg for one in call.keywords if one.arg} | (set(form.base_fields) - OWN)


def all_that_hand_on() -> list[type[ActForm]]:
    assert get_resolver().url_patterns, "the router has loaded the forms"
    own = {one for one in kinds(ActForm) if one.__module__.startswith("plenary.") and not inspect.isabstract(one)}
    return sorted((one for one in own if any(handing_on(one))), key=lambda one: one.__qualname__)


def test_there_are_some():
    assert {"MoveSession", "EndSeat"} <= {one.__name__ for one in all_that_hand_on()}


def test_each_act_takes_what_its_form_hands_on():
    wrong = {}
    for form in all_that_hand_on():
        for act, given in handing_on(form):
            if more := given - set(inspect.signature(act).parameters):
                wrong[form.__qualname__] = sorted(more)
    assert wrong == {}


def test_what_a_form_keeps_for_itself_is_not_among_what_was_typed():
    class Revised(ComparedForm):
        """A form with no field of its own."""

    form = Revised({"begun_from": "{}"})
    assert form.is_valid()
    assert not OWN & set(form.cleaned_data)
