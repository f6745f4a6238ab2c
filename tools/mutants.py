"""Whether the tests of the rules would notice: small changes are made to `procedure/`, one at a time.

    python tools/mutants.py --count 60

What is changed is found by the operators of mutmut; which of all possible changes are tried follows from the seed
and the source alone, so that everybody tries the same ones. Each is made in a copy of the package, never in the
checkout, and `tests/procedure` is run on it: if a test fails, the change is killed. Those that survive are written to
`.checks/mutants.txt` for reading. Why it is done this way, and what is left out: docs/adr/0026-mutants.md.

The tests run in children of one warm process, first those that execute the changed line, then all others.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import coverage
import hypothesis.strategies  # noqa: F401  every child starts with it
import libcst as cst
import pytest
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src/plenary/procedure")
TESTS = Path("tests/procedure")
REPORT = ROOT / ".checks" / "mutants.txt"
SEED = 4
LEAST = 90
#: It times the machine, and would be noticed for that on a busy one; no change makes the package slow to load.
TIMED = f"{TESTS}/test_purity.py::test_all_of_it_loads_in_under_fifty_milliseconds"
GIB = 1 << 30

#: Errors of whoever writes the program; nobody reads their texts in a decision.
PROGRAMMING = frozenset({"AssertionError", "AttributeError", "NotImplementedError", "TypeError", "ValueError"})
#: Functions that speak to programmers only, or to the type checker.
UNSPOKEN = frozenset({"__repr__", "_repr"})
TYPING = frozenset({"TypeVar", "ParamSpec", "NewType"})


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, what made it, and the whole of the changed file."""

    module: str
    line: int
    end: int
    scope: str
    operator: str
    rank: str
    source: str = ""

    @property
    def lines(self) -> range:
        return range(self.line, self.end + 1)


# --- what can be changed --------------------------------------------------------------------------


class _Found(cst.CSTVisitor):
    """Every change that the operators offer, less what is left out by rule."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, module: cst.Module) -> None:
        super().__init__()
        self.module = module
        self.scope: list[str] = []
        self.statements: list[cst.CSTNode] = []
        self.found: list[tuple[cst.CSTNode, cst.CSTNode, str, tuple[int, int], str]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if left_out(node):
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self.scope.append(node.name.value)
        if isinstance(node, cst.BaseStatement):
            self.statements.append(node)
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                for changed in operator(node):
                    if not _same_meaning(node, changed):
                        name = operator.__name__.removeprefix("operator_")
                        self.found.append((node, changed, name, self._span(), ".".join(self.scope)))
        return super().on_visit(node)

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if left_out(original_node):
            return
        super().on_leave(original_node)
        if isinstance(original_node, cst.FunctionDef | cst.ClassDef):
            self.scope.pop()
        if isinstance(original_node, cst.BaseStatement):
            self.statements.pop()

    def _span(self) -> tuple[int, int]:
        if not self.statements:
            return (1, 1)
        last = self.statements[-1]
        begin = self.get_metadata(PositionProvider, last).start.line
        body = getattr(last, "body", None)
        if isinstance(last, cst.BaseCompoundStatement) and isinstance(body, cst.IndentedBlock):
            # Of an `if` or a `def` only the head: what stands in it has statements of its own.
            return begin, max(begin, self.get_metadata(PositionProvider, body).start.line - 1)
        return begin, self.get_metadata(PositionProvider, last).end.line


def left_out(node: cst.CSTNode) -> bool:
    """Whether nothing in this part is changed, because no decision could tell the difference."""
    match node:
        case cst.Annotation() | cst.Import() | cst.ImportFrom():
            return True
        case cst.AnnAssign():
            # A type alias; and a part of a value that has no default.
            return node.value is None or _name(node.annotation.annotation) == "TypeAlias"
        case cst.Call():
            return _name(node.func) in TYPING
        case cst.Raise(exc=cst.Call() as call):
            return _name(call.func) in PROGRAMMING
        case cst.FunctionDef():
            return node.name.value in UNSPOKEN or any(_name(one.decorator) == "overload" for one in node.decorators)
        case cst.Arg(keyword=cst.Name(value="strict")):
            return True
        case cst.SimpleStatementLine(body=[cst.Assign(value=cst.Call() as call)]):
            return _name(call.func) in TYPING
    return False


def _same_meaning(node: cst.CSTNode, changed: cst.CSTNode) -> bool:
    """Whether a change of a call touches only what `left_out` leaves alone, or takes away what is the default."""
    if not (isinstance(node, cst.Call) and isinstance(changed, cst.Call)):
        return False
    if _name(node.func) == "zip":
        return [a for a in node.args if not left_out(a)] == [a for a in changed.args if not left_out(a)]
    # `kept.get(name, None)` is `kept.get(name)`.
    removed = len(changed.args) < len(node.args)
    return removed and _name(node.func) == "get" and _name(node.args[-1].value) == "None"


def _name(node: cst.CSTNode) -> str:
    match node:
        case cst.Name():
            return node.value
        case cst.Attribute():
            return node.attr.value
        case cst.Call():
            return _name(node.func)
    return ""


def mutants_of(source: str, module: str, seed: int = SEED) -> list[tuple[Mutant, Callable[[], str]]]:
    """Every change to one module in the order in which the seed tries them, and what makes its source.

    The order follows from what is changed and in which function, not from line numbers: a module that grows at one
    end keeps the changes that are tried at the other.
    """
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Found(wrapper.module)
    wrapper.visit(visitor)
    often: Counter[tuple[str, ...]] = Counter()
    mutants = []
    for node, changed, operator, (begin, end), scope in visitor.found:
        before, after = (wrapper.module.code_for_node(one) for one in (node, changed))
        which = (module, scope, operator, before, after)
        often[which] += 1
        rank = hashlib.sha256("\0".join((str(seed), *which, str(often[which]))).encode()).hexdigest()

        def made(node: cst.CSTNode = node, changed: cst.CSTNode = changed) -> str:
            return wrapper.module.deep_replace(node, changed).code

        mutants.append((Mutant(module, begin, end, scope, operator, rank), made))
    return sorted(mutants, key=lambda one: one[0].rank)


def quotas(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """How many changes each module is given: by the number it offers, by largest remainder, and none goes without."""
    total = sum(sizes.values())
    given = {name: max(min(size, 1), min(size, count * size // total)) for name, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(count * sizes[name] % total), name))
    while (missing := count - sum(given.values())) > 0 and any(given[name] < sizes[name] for name in sizes):
        for name in [name for name in by_remainder if given[name] < sizes[name]][:missing]:
            given[name] += 1
    while sum(given.values()) > count and max(given.values()) > 1:
        given[max(given, key=lambda name: (given[name], name))] -= 1
    return given


def read_sources() -> dict[str, str]:
    """Every module of procedure by its path below the folder: read once, so that work may go on beside."""
    folder = ROOT / PACKAGE
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.py"))}


def sample(sources: Mapping[str, str], count: int, seed: int, loads: Callable[[Mutant], bool]) -> list[Mutant]:
    """The changes to try. One that is no program, or that the package cannot be loaded with, is passed over.

    Such a change would be noticed by whoever wrote it, and counting it as killed would flatter the tests.
    """
    offered = {name: mutants_of(source, name, seed) for name, source in sources.items()}
    given = quotas({name: len(these) for name, these in offered.items()}, count)
    drawn: list[Mutant] = []
    for name, these in offered.items():
        taken: list[Mutant] = []
        for mutant, made in these:
            if len(taken) == given[name]:
                break
            whole = replace(mutant, source=made())
            if _compiles(whole.source) and loads(whole):
                taken.append(whole)
        drawn += taken
    return drawn


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


# --- the copies and their children ----------------------------------------------------------------


class Copy:
    """The package and its tests in a folder of their own; all else of the product is linked to."""

    def __init__(self, place: Path, sources: Mapping[str, str]) -> None:
        self.place = place
        self.sources = sources
        self.written = 1_000_000_000
        inside = place / PACKAGE.parent
        inside.mkdir(parents=True)
        for one in (ROOT / PACKAGE.parent).iterdir():
            if one.name not in {PACKAGE.name, "__pycache__"}:
                (inside / one.name).symlink_to(one)
        cached = shutil.ignore_patterns("__pycache__")
        for module, source in sources.items():
            (place / PACKAGE / module).parent.mkdir(parents=True, exist_ok=True)
            self.write(module, source)
        shutil.copytree(ROOT / TESTS, place / TESTS, ignore=cached)
        shutil.copy(ROOT / "tests" / "__init__.py", place / "tests")
        # Orders that are worked by hand stand in a paper, and its test reads them there.
        (place / "docs" / "using").mkdir(parents=True)
        shutil.copy(ROOT / "docs" / "using" / "amendments.md", place / "docs" / "using")
        (place / "pytest.ini").write_text("[pytest]\npythonpath = src .\nmarkers = soak: the long form of a check\n")

    def twin(self, place: Path) -> Copy:
        """The same once more, with what is compiled in it."""
        shutil.copytree(self.place, place, symlinks=True)
        other = object.__new__(Copy)
        other.place, other.sources, other.written = place, self.sources, self.written
        return other

    def write(self, module: str, source: str) -> None:
        path = self.place / PACKAGE / module
        path.write_text(source, "utf-8")
        # Compiled files are told apart by time and size: no two versions have the same time.
        self.written += 1
        os.utime(path, (self.written, self.written))

    def restore(self, module: str) -> None:
        self.write(module, self.sources[module])


def child(work: Callable[[], int], copy: Copy, *, seconds: int, output: Path) -> int:
    """Start the work in a child that stands in the copy, with so much processor time; its process id."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 70
    try:
        os.chdir(copy.place)
        away = {"", str(ROOT), str(ROOT / "src"), str(ROOT / "tools")}
        sys.path[:] = [str(copy.place / "src"), str(copy.place), *(one for one in sys.path if one not in away)]
        os.environ.update(
            PYTHONPATH=os.pathsep.join(sys.path[:2]),
            PYTEST_DISABLE_PLUGIN_AUTOLOAD="1",
            PLENARY_PROPERTIES="few",
        )
        said = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        # A change can make a loop that never ends, or a list that only grows.
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (4 * GIB, 4 * GIB))
        status = work()
        sys.stdout.flush()
    finally:
        os._exit(status)
    return 0


def load(modules: Iterable[str]) -> int:
    """Import the whole package as it stands in the copy."""
    for name in modules:
        __import__(".".join(("plenary", PACKAGE.name, *Path(name).with_suffix("").parts)).removesuffix(".__init__"))
    return 0


class Chosen:
    """Runs only these tests, in this order; or, where they are done, all others.

    A property that does not execute the changed lines cannot tell: of the others it is left out. Those that stay may
    read the source, or what is made when it is loaded.
    """

    def __init__(self, order: Sequence[str], *, rest: bool) -> None:
        self.order = {name: place for place, name in enumerate(order)}
        self.rest = rest

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if (item.nodeid in self.order) is not self.rest]
        if not self.rest:
            items.sort(key=lambda item: self.order[item.nodeid])
        elif self.order:
            items[:] = [item for item in items if item.get_closest_marker("hypothesis") is None]


class Watched:
    """Keeps which test executes which line, and how long each takes."""

    def __init__(self, watching: coverage.Coverage) -> None:
        self.watching = watching
        self.took: dict[str, float] = defaultdict(float)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.watching.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.took[report.nodeid] += report.duration


def run_tests(plugin: object, *places: str) -> int:
    """All of the tests that the plugin leaves, to the first that fails."""
    quiet = ["-q", "-x", "--no-header", "--tb=line", "-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider"]
    return int(pytest.main([*quiet, f"--deselect={TIMED}", *(places or [str(TESTS)])], plugins=[plugin]))


def watch(copy: Copy, kept: Path) -> int:
    """Run every test on the unchanged package, and keep what each executes."""
    watching = coverage.Coverage(data_file=None, source=[str(copy.place / PACKAGE)], config_file=False)
    watched = Watched(watching)
    watching.start()
    status = run_tests(watched)
    watching.stop()
    data = watching.get_data()
    lines = {
        str(Path(name).relative_to(copy.place / PACKAGE)): data.contexts_by_lineno(name)
        for name in data.measured_files()
    }
    kept.write_text(json.dumps({"lines": lines, "took": watched.took}))
    return status


@dataclass(frozen=True)
class Map:
    """Which tests execute a line."""

    lines: Mapping[str, Mapping[int, frozenset[str]]]
    took: Mapping[str, float]

    @classmethod
    def read(cls, kept: Path) -> Map:
        data = json.loads(kept.read_text())
        lines = {
            name: {int(line): frozenset(tests) - {""} for line, tests in by_line.items()}
            for name, by_line in data["lines"].items()
        }
        return cls(lines, data["took"])

    def tests(self, mutant: Mutant) -> list[str]:
        """Tests that execute the changed lines, the quickest first; for what runs at import, those of the module."""
        by_line = self.lines.get(mutant.module, {})
        found = frozenset[str]().union(*(by_line.get(line, frozenset()) for line in mutant.lines))
        return sorted(found or frozenset[str]().union(*by_line.values()), key=lambda one: (self.took[one], one))


@dataclass
class Trial:
    """A change under way in one of the copies."""

    mutant: Mutant
    copy: Copy
    tests: list[str]
    rest: bool = False


def killed_and_survived(
    drawn: Sequence[Mutant], copies: Sequence[Copy], known: Map, seconds: int
) -> Iterator[tuple[Mutant, bool]]:
    """Try each change in whatever copy is free; the change, and whether it was killed."""
    waiting, free = list(reversed(drawn)), list(copies)
    running: dict[int, Trial] = {}

    def start(trial: Trial) -> None:
        plugin = Chosen(trial.tests, rest=trial.rest)
        places = [] if trial.rest else sorted({name.partition("::")[0] for name in trial.tests})
        work = lambda: run_tests(plugin, *places)  # noqa: E731
        running[child(work, trial.copy, seconds=seconds, output=trial.copy.place / "said")] = trial

    while waiting or running:
        while waiting and free:
            mutant, copy = waiting.pop(), free.pop()
            copy.write(mutant.module, mutant.source)
            tests = known.tests(mutant)
            start(Trial(mutant, copy, tests, rest=not tests))
        pid, status = os.wait()
        trial = running.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        if code == pytest.ExitCode.USAGE_ERROR or code == 70:
            raise SystemExit(f"the tests could not be run:\n{(trial.copy.place / 'said').read_text()}")
        survived = code in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
        if survived and not trial.rest:
            start(replace(trial, rest=True))
            continue
        trial.copy.restore(trial.mutant.module)
        free.append(trial.copy)
        yield trial.mutant, not survived


def waited(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


# --- what is said of it ---------------------------------------------------------------------------


def difference(before: str, mutant: Mutant) -> str:
    """The lines that differ, as a change is read."""
    lines = list(difflib.unified_diff(before.splitlines(), mutant.source.splitlines(), lineterm="", n=0))[3:]
    return "\n".join(f"    {line}" for line in lines if not line.startswith("@@"))


def report(sources: Mapping[str, str], survivors: Iterable[Mutant], sentence: str) -> str:
    """What survived, for reading."""
    parts = [sentence]
    for one in sorted(survivors, key=lambda one: (one.module, one.line, one.rank)):
        head = f"{PACKAGE}/{one.module}:{one.line}  {one.scope or 'module'}  ({one.operator})"
        parts.append(f"{head}\n{difference(sources[one.module], one)}")
    return "\n\n".join(parts) + "\n"


def main(words: Sequence[str] | None = None) -> int:
    """Try so many changes; 1 when too few are killed."""
    asked = argparse.ArgumentParser(description="Try small changes to the rules: the tests must notice.")
    asked.add_argument("--count", type=int, default=60)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--workers", type=int, default=int(os.environ.get("PLENARY_TEST_WORKERS", "2")))
    asked.add_argument("--least", type=int, default=LEAST, help="per cent that must be killed")
    given = asked.parse_args(words)
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="plenary-mutants-") as temporary:
        place, sources = Path(temporary), read_sources()
        # Where the recorded votes lie beside the checkout, they lie beside each copy too.
        (place / "shared").symlink_to(ROOT.parent / "shared")
        first = Copy(place / "0", sources)
        pid = child(lambda: watch(first, place / "map"), first, seconds=900, output=place / "said")
        if waited(pid):
            print((place / "said").read_text(), file=sys.stderr)
            print("The tests fail on the unchanged package. They run without Django and without the rest of tests/.")
            return 1
        copies = [first, *(first.twin(place / str(number)) for number in range(1, given.workers))]
        known = Map.read(place / "map")
        # Compiled once, the package stays so; a changed file is compiled in memory only.
        sys.dont_write_bytecode = True

        def loads(mutant: Mutant) -> bool:
            first.write(mutant.module, mutant.source)
            pid = child(lambda: load(sources), first, seconds=20, output=place / "said")
            first.restore(mutant.module)
            return waited(pid) == 0

        drawn = sample(sources, given.count, given.seed, loads)
        print(f"{len(drawn)} changes drawn in {time.monotonic() - began:.0f} s", flush=True)
        seconds = int(3 * sum(known.took.values())) + 30
        results = []
        for mutant, is_killed in killed_and_survived(drawn, copies, known, seconds):
            results.append((mutant, is_killed))
            if len(results) % 100 == 0:
                alive = sum(not one for _, one in results)
                print(f"{len(results)} tried, {alive} survived, {time.monotonic() - began:.0f} s", flush=True)
    survivors = [mutant for mutant, is_killed in results if not is_killed]
    killed = len(results) - len(survivors)
    sentence = (
        f"{killed} of {len(results)} changes killed ({100 * killed / max(1, len(results)):.1f} %), seed {given.seed}, "
        f"{time.monotonic() - began:.0f} s; at least {given.least} % are wanted."
    )
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report(sources, survivors, sentence), "utf-8")
    print(f"{sentence} Survivors: {REPORT.relative_to(ROOT)}")
    return 0 if results and 100 * killed >= given.least * len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
