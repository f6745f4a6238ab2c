"""What leads to what in the code of the house: read from its sources, from name to name.

A node is a function, a class or a value at the top of a module. It leads to every node that its text names. Where a
name stands for something only at run time, nothing is found; what is asked of it here is asked of acts, which are
always called by their names.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from plenary import foundation, interfaces, offices
from plenary.foundation.access.acts import REGISTER
from plenary.foundation.journal import writing

Node = tuple[str, str]

#: Methods by which Django writes rows, or reaches the database past all models. `update` is one only where it names
#: columns; a dict takes its news otherwise.
WRITERS = {
    "save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "delete", "raw", "cursor",
    "schema_editor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in one node: further nodes, acts by name, and whether rows are written there past any act."""

    further: frozenset[Node]
    acts: frozenset[str]
    writes: bool


@cache
def modules() -> dict[str, tuple[ModuleType, ast.Module]]:
    """Every module above procedure, loaded and read; without migrations, which run before there is anybody."""
    found = {}
    for package in (interfaces, offices, foundation):
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" in one.name or one.name.endswith("__main__"):
                continue
            module = importlib.import_module(one.name)
            if module.__file__ is not None:
                found[one.name] = (module, ast.parse(Path(module.__file__).read_text(encoding="utf-8")))
    return found


def statements(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Top statements of a module with the names that they give."""
    for one in tree.body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield one.name, one
        elif isinstance(one, ast.Assign):
            yield from ((target.id, one) for target in one.targets if isinstance(target, ast.Name))
        elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            yield one.target.id, one


@cache
def known() -> dict[int, Node]:
    """Nodes by the identity of what they hold, so that an import leads to where it stands."""
    found: dict[int, Node] = {}
    for name, (module, tree) in modules().items():
        for given, _one in statements(tree):
            held = getattr(module, given, None)
            if getattr(held, "__module__", name) == name and not isinstance(held, str | int | bool | None):
                found.setdefault(id(held), (name, given))
    return found


@cache
def nodes() -> dict[Node, Found]:
    """Everything that stands at the top of a module."""
    return {
        (name, given): _read(module, one)
        for name, (module, tree) in modules().items()
        for given, one in statements(tree)
    }


def reached(starts: Iterable[Node], *, past_acts: bool = False, ending_at: Set[Node] = frozenset()) -> set[Node]:
    """All nodes that these lead to, with themselves. past_acts: go on behind an act; else the walk ends before it.

    ending_at: other nodes before which it ends.
    """
    acting = set() if past_acts else {(made.__module__, made.__name__) for made in REGISTER.values()}
    waiting, seen = list(starts), set()
    while waiting:
        node = waiting.pop()
        if node not in seen and node in nodes() and node not in acting and node not in ending_at:
            seen.add(node)
            waiting += nodes()[node].further
    return seen


def acts_from(starts: Iterable[Node], *, ending_at: Set[Node] = frozenset()) -> set[str]:
    """Acts that these lead to."""
    return {act for node in reached(starts, ending_at=ending_at) for act in nodes()[node].acts}


#: What adds to the record.
ENTERING = {(writing.__name__, "record"), (writing.__name__, "erase")}


def _read(module: ModuleType, statement: ast.stmt) -> Found:
    own = _imported_inside(statement)
    further, acts, writes = set(), set(), False
    for node in ast.walk(statement):
        writes = writes or _writes(node)
        held = _held(module, own, node)
        if held is None:
            continue
        if (act := getattr(held, "act", None)) in REGISTER and REGISTER[act] is held:
            acts.add(act)
        if id(held) in known():
            further.add(known()[id(held)])
    return Found(frozenset(further), frozenset(acts), writes)


def _imported_inside(statement: ast.stmt) -> dict[str, Any]:
    """Names that a function imports for itself: commands do, since nothing is loaded before they run."""
    found: dict[str, Any] = {}
    for node in ast.walk(statement):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("plenary"):
            whole = importlib.import_module(node.module)
            for one in node.names:
                held = getattr(whole, one.name, None)
                found[one.asname or one.name] = (
                    importlib.import_module(f"{node.module}.{one.name}") if held is None else held
                )
    return found


def _held(module: ModuleType, own: dict[str, Any], node: ast.AST) -> Any:
    if isinstance(node, ast.Name):
        return own.get(node.id, getattr(module, node.id, None))
    if isinstance(node, ast.Attribute):
        before = _held(module, own, node.value)
        return None if before is None else getattr(before, node.attr, None)
    return None


def _writes(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    name = node.func.attr
    return name in WRITERS or (name == "update" and bool(node.keywords) and not node.args)
