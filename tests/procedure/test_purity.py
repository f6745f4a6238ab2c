"""The rules need nothing but the language: no framework, clock, disk or network."""

import json
import re
import subprocess
import sys
from pathlib import Path

import plenary.procedure

FOLDER = Path(plenary.procedure.__file__).parent
MODULES = sorted(f"plenary.procedure.{path.stem}" for path in FOLDER.glob("[!_]*.py"))

_LOAD = """
import importlib, json, sys
before = set(sys.modules)
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def loaded() -> list[str]:
    """Modules that come in with the whole of procedure, in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", _LOAD, json.dumps(MODULES)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_only_the_standard_library_comes_with_it():
    tops = {name.partition(".")[0] for name in loaded()}
    assert tops - sys.stdlib_module_names == {"plenary"}


def test_of_the_product_only_procedure_itself():
    own = {name for name in loaded() if name.startswith("plenary")}
    assert own == {"plenary", "plenary.procedure", *MODULES}


def test_no_module_reaches_for_a_clock_a_disk_or_the_network():
    forbidden = ("django", "os", "pathlib", "time", "random", "socket", "urllib", "sqlite3", "tomllib", "zoneinfo")
    named = {
        (path.stem, name)
        for path in FOLDER.glob("*.py")
        for line in path.read_text("utf-8").splitlines()
        for name in forbidden
        if line.strip().startswith((f"import {name}", f"from {name} ", f"from {name}."))
    }
    assert named == set()


def test_no_module_asks_what_time_it_is_or_makes_a_float():
    # A pattern `float()` only recognises what is then refused; a call with something in it makes one.
    calls = re.compile(r"\.now\(|\.utcnow\(|\.today\(|\bfloat\([^)]")
    asked = {path.stem for path in FOLDER.glob("*.py") if calls.search(path.read_text("utf-8"))}
    assert asked == set()
