"""The rules need nothing but the language: no framework, clock, disk or network."""

import ast
import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import plenary.procedure

FOLDER = Path(plenary.procedure.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
MODULES = sorted(
    ".".join(("plenary.procedure", *path.relative_to(FOLDER).with_suffix("").parts)).removesuffix(".__init__")
    for path in FILES
)

_LOAD = """
import importlib, json, sys
before = set(sys.modules)
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps(sorted(set(sys.modules) - before)))
"""

_BARE = "import importlib, json, sys"
_LIKE = f"{_BARE}, asyncio, unittest"

_TRIES = 7
_MOST = 0.050


def fresh(code: str, cache: Path) -> str:
    """What a fresh interpreter prints that has nothing but the language and this package, compiled beforehand."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    words = [sys.executable, "-S", "-X", f"pycache_prefix={cache}", "-c", code, json.dumps(MODULES)]
    bare["PYTHONPATH"] = str(FOLDER.parents[1])
    return subprocess.run(words, env=bare, capture_output=True, text=True, check=True).stdout


def loaded(cache: Path) -> list[str]:
    """Modules that come in with the whole of procedure, in a fresh interpreter."""
    return json.loads(fresh(_LOAD, cache))


def seconds(code: str, cache: Path) -> float:
    """Processor time of a fresh interpreter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    fresh(code, cache)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_all_of_it_loads_in_under_fifty_milliseconds(tmp_path):
    """Over a bare interpreter, the best of seven of each.

    Even processor time grows where others share the cores or files are slow to open. Two packages of the language
    itself, which a machine of today that is left alone loads in a little less than fifty milliseconds, are loaded in
    turn with ours and show how slow this one is.
    """
    loaded(tmp_path)
    took: dict[str, list[float]] = {code: [] for code in (_LOAD, _BARE, _LIKE)}
    fresh(_LIKE, tmp_path)
    for _ in range(_TRIES):
        for code, each in took.items():
            each.append(seconds(code, tmp_path))
    best = {code: min(each) for code, each in took.items()}
    assert best[_LOAD] - best[_BARE] < max(_MOST, best[_LIKE] - best[_BARE])


def test_nothing_comes_with_it_that_is_slow_to_load(tmp_path):
    assert {"inspect", "dataclasses", "typing_extensions"} & set(loaded(tmp_path)) == set()


def test_only_the_standard_library_comes_with_it(tmp_path):
    tops = {name.partition(".")[0] for name in loaded(tmp_path)}
    assert tops - sys.stdlib_module_names == {"plenary"}


def test_of_the_product_only_procedure_itself(tmp_path):
    own = {name for name in loaded(tmp_path) if name.startswith("plenary")}
    assert own == {"plenary", *MODULES}


def test_no_module_reaches_for_a_clock_a_disk_or_the_network():
    forbidden = ("django", "os", "pathlib", "time", "random", "socket", "urllib", "sqlite3", "tomllib", "zoneinfo")
    named = {
        (path.stem, name)
        for path in FILES
        for line in path.read_text("utf-8").splitlines()
        for name in forbidden
        if line.strip().startswith((f"import {name}", f"from {name} ", f"from {name}."))
    }
    assert named == set()


def test_no_module_asks_what_time_it_is_or_makes_a_float():
    # A pattern `float()` only recognises what is then refused; a call with something in it makes one.
    calls = re.compile(r"\.now\(|\.utcnow\(|\.today\(|\bfloat\([^)]")
    asked = {path.stem for path in FILES if calls.search(path.read_text("utf-8"))}
    assert asked == set()


def test_its_tests_need_no_more_than_it_does():
    """They run on a copy of the package alone (tools/mutants.py), and for whoever takes the package for itself.

    The rulesets that are shipped they read as files: `tests.procedure.rules.ruleset`.
    """
    known = re.compile(
        r"(plenary(\.procedure(\..+)?)?|tests\.procedure(\..+)?|hypothesis(\..+)?|pytest|jsonschema_rs)$"
    )
    foreign = {
        (path.name, name)
        for path in Path(__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        if name.partition(".")[0] not in sys.stdlib_module_names and not known.match(name)
    }
    assert foreign == set()


def public(body: list[ast.stmt]) -> list[ast.ClassDef | ast.FunctionDef]:
    kinds = (ast.ClassDef, ast.FunctionDef)
    return [node for node in body if isinstance(node, kinds) and not node.name.startswith("_")]


def test_every_function_and_class_says_what_it_is():
    silent = {
        f"{path.stem}.{node.name}"
        for path in FILES
        for node in public(ast.parse(path.read_text("utf-8")).body)
        if not ast.get_docstring(node) and "overload" not in [ast.unparse(one) for one in node.decorator_list]
    }
    assert silent == set()


def test_every_module_says_what_it_is():
    assert [path.stem for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def promised(tree: ast.Module) -> list[ast.expr]:
    """What functions say that they take and give, and values that they hold."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    taken = [
        one.annotation
        for node in functions
        for one in (
            *node.args.posonlyargs,
            *node.args.args,
            *node.args.kwonlyargs,
            *filter(None, (node.args.vararg, node.args.kwarg)),
        )
    ]
    bodies = [tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
    held = [one.annotation for body in bodies for one in body if isinstance(one, ast.AnnAssign)]
    return [one for one in (*taken, *(node.returns for node in functions), *held) if one is not None]


def test_no_signature_takes_or_gives_just_anything():
    """`Any` would switch the type checker off for whoever calls; values are made by it, and by nothing else."""
    loose = {
        (path.stem, ast.unparse(one))
        for path in FILES
        for one in promised(ast.parse(path.read_text("utf-8")))
        if re.search(r"\bAny\b", ast.unparse(one))
    }
    assert loose == set()
