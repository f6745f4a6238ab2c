"""Every check, under one word.

`python tools/checks.py test` runs what a change must pass, on SQLite and on PostgreSQL; `soak` the long forms;
names of single steps may follow (`test format types`). What a step needs and the machine lacks is installed where
we may (root with apt); otherwise the run stops with the one line to type. Nothing is skipped in silence.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
DEBIAN = {
    "chromium": "chromium",
    "postgres": "postgresql",
    "redis-server": "redis-server",
    "nginx": "nginx",
    "systemd-analyze": "systemd",
    "soffice": "libreoffice-calc-nogui",
    "java": "default-jre-headless",
    "jaxb": "libjaxb-java libjaxb-api-java",
    "arabic": "fonts-noto-core",
    "chinese": "fonts-noto-cjk",
}
#: What a step needs that is no program: where Debian lays it.
LAID = {
    "jaxb": "/usr/share/java/jaxb-runtime.jar",
    "arabic": "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf",
    "chinese": "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
}


#: Tests of the rules, which the step `coverage` runs: a database is nothing to them.
OF_RULES = ("tests/procedure",)
#: What is run on one database only, since it asks none.
WITHOUT_DATABASE = (*OF_RULES, "tests/replays", "tests/foundation/texts")
#: What is run on SQLite alone in every run, and on PostgreSQL in the long forms: pages and papers, each of which the
#: crawl opens on both; what sends the same thousands of requests to either; what is only large.
ONCE = (
    "tests/architecture",
    "tests/config",
    "tests/interfaces/web",
    "tests/interfaces/exports",
    "tests/interfaces/mail",
    "tests/interfaces/replays",
    "tests/security/test_strange_requests.py",
    "tests/security/test_scripts_of_everybody.py",
    "tests/scenarios/test_halmar_large.py",
)


class Missing(Exception):
    """A program that a step needs; carries the line that installs it."""


def program(name: str) -> str:
    """Where a program of the machine is; installs it where we may. Raises Missing otherwise."""
    found = _where(name)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"  installing {DEBIAN[name]} ...", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *DEBIAN[name].split()]):
            subprocess.run(["apt-get", *words], env=environment, check=False, stdout=subprocess.DEVNULL)
        found = _where(name)
    if found is None:
        raise Missing(
            f"{name} is not on this machine. Run this line, then the same command again:\n"
            f"    sudo apt-get install -y {DEBIAN[name]}"
        )
    return found


def _where(name: str) -> str | None:
    if name in LAID:
        return LAID[name] if Path(LAID[name]).exists() else None
    if name == "postgres":
        return max((str(one) for one in Path("/usr/lib/postgresql").glob("*/bin/postgres")), default=None)
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def run(*words: str, **settings: str) -> None:
    """Run a command in the checkout; its failure ends the step."""
    subprocess.run(words, cwd=ROOT, check=True, env={**os.environ, **settings})


# --- the steps -----------------------------------------------------------------------------------


def formats() -> None:
    """Every file is formatted and linted."""
    run(str(BIN / "ruff"), "format", "--check", "--quiet", "src", "tests", "tools", "manage.py")
    run(str(BIN / "ruff"), "check", "--quiet", "src", "tests", "tools", "manage.py")
    run(str(BIN / "djlint"), "--lint", "--quiet", "src/plenary/interfaces")


def types() -> None:
    """Every function is typed, and the types agree."""
    run(str(BIN / "mypy"), "--no-error-summary")


def contracts() -> None:
    """Arrows point down."""
    run(str(BIN / "lint-imports"), "--no-cache")


def migrations() -> None:
    """No migration is pending, and an empty database comes up by them alone."""
    with tempfile.TemporaryDirectory() as home:
        settings = {"PLENARY_HOME": home, "DJANGO_SETTINGS_MODULE": "plenary.config.settings.serving"}
        run(PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "0", **settings)
        run(PYTHON, "manage.py", "migrate", "--verbosity", "0", **settings)
        run(PYTHON, "manage.py", "check", "--fail-level", "WARNING", **settings)


def on_sqlite() -> None:
    """All tests on the embedded database but those of the rules, which `coverage` runs."""
    _pytest("not soak", OF_RULES, PLENARY_DATABASE_URL="")


def on_postgresql() -> None:
    """Offices, rights, record, scripts and scenarios on PostgreSQL, and every address by the crawl."""
    with postgresql() as url:
        _pytest("not soak and not browser and not embedded", (*WITHOUT_DATABASE, *ONCE), PLENARY_DATABASE_URL=url)


def coverage() -> None:
    """The tests of the rules take at least 98 % of the branches of the rules."""
    with tempfile.TemporaryDirectory() as place:
        kept = f"--data-file={place}/coverage"
        tests = ("-m", "pytest", "tests/procedure", "-q", "-n0", "--no-header", "-p", "no:cacheprovider")
        run(PYTHON, "-m", "coverage", "run", kept, "--branch", "--source", "plenary.procedure", *tests)
        said = ("--show-missing", "--skip-covered", "--precision=2", "--fail-under=98")
        run(PYTHON, "-m", "coverage", "report", kept, *said)


def mutants() -> None:
    """At least 90 % of sixty small changes to the rules fail their tests."""
    run(PYTHON, "tools/mutants.py", "--count", "60")


def thousand_mutants() -> None:
    """At least 90 % of a thousand small changes to the rules fail their tests."""
    run(PYTHON, "tools/mutants.py", "--count", "1000")


def long_properties() -> None:
    """Every property of the rules, on ten thousand examples."""
    workers = os.environ.get("PLENARY_TEST_WORKERS", "2")
    run(
        PYTHON, "-m", "pytest", "tests/procedure", "-m", "hypothesis", "-n", workers, "--dist", "worksteal", "-q",
        "--no-header", "-p", "no:cacheprovider", PLENARY_PROPERTIES="long",
    )  # fmt: skip


def soak_on_sqlite() -> None:
    """The long forms on the embedded database."""
    _pytest("soak", PLENARY_DATABASE_URL="", PLENARY_SOFFICE=program("soffice"))


def soak_on_postgresql() -> None:
    """The long forms on PostgreSQL, and all that every run leaves to SQLite."""
    with postgresql() as url:
        marks = "soak or (not browser and not embedded)"
        _pytest(marks, WITHOUT_DATABASE, PLENARY_DATABASE_URL=url, PLENARY_SOFFICE=program("soffice"))


def wheel() -> None:
    """The wheel carries all it needs: a demonstration is loaded from it in an empty folder."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        run(PYTHON, "-m", "hatchling", "build", "-t", "wheel", "-d", place)
        (built,) = folder.glob("plenary-*.whl")
        uv = str(BIN / "uv")
        run(uv, "venv", "--quiet", "--python", PYTHON, str(folder / "venv"))
        inside = str(folder / "venv" / "bin" / "python")
        run(uv, "pip", "sync", "--quiet", "--python", inside, "requirements/run.txt")
        run(uv, "pip", "install", "--quiet", "--python", inside, "--no-deps", str(built))
        (folder / "empty").mkdir()
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
        plenary = str(folder / "venv" / "bin" / "plenary")
        subprocess.run([plenary, "demo", "--no-serve"], cwd=folder / "empty", check=True, env=clean)
        case = '{"kind": "consensus", "ruleset": "nato", "body": "NAC", "on": "2024-01-01", "members": 2, "count": {}}'
        subprocess.run([plenary, "decide"], cwd=folder / "empty", input=case, text=True, check=True, env=clean)


def _pytest(marks: str, left_out: Sequence[str] = (), **settings: str) -> None:
    with ExitStack() as stack:
        redis = stack.enter_context(redis_server())
        run(
            PYTHON, "-m", "pytest", "-m", marks, "-n", os.environ.get("PLENARY_TEST_WORKERS", "2"),
            "--dist", "loadfile", "--no-loadscope-reorder", "-q", "--no-header", "-p", "no:cacheprovider",
            *(f"--ignore={folder}" for folder in left_out),
            PLENARY_CHROMIUM=program("chromium"), PLENARY_NGINX=program("nginx"),
            PLENARY_SYSTEMD_ANALYZE=program("systemd-analyze"), PLENARY_TEST_REDIS_URL=redis,
            PLENARY_JAVA=program("java"), PLENARY_JAXB=str(Path(program("jaxb")).parent),
            PLENARY_FONTS=f"{program('arabic')} {program('chinese')}",
            **settings,
        )  # fmt: skip


# --- servers of their own ------------------------------------------------------------------------


@contextmanager
def postgresql() -> Iterator[str]:
    """A throw-away server, or the one named in PLENARY_TEST_DATABASE_URL; never one that is merely found."""
    given = os.environ.get("PLENARY_TEST_DATABASE_URL", "")
    if given:
        yield given
        return
    tools = Path(program("postgres")).parent
    with tempfile.TemporaryDirectory(prefix="plenary-pg-") as place:
        data, port = Path(place) / "data", free_port()
        as_owner: list[str] = []
        if os.geteuid() == 0:
            # The server refuses to run as root; Debian's package brings the account it runs under.
            shutil.chown(place, "postgres", "postgres")
            as_owner = ["runuser", "-u", "postgres", "--"]
        quiet = {"cwd": place, "check": True, "stdout": subprocess.DEVNULL}
        subprocess.run([*as_owner, str(tools / "initdb"), "-D", str(data), "-U", "plenary", "-A", "trust", "-E", "UTF8",
                        "--locale", "C.UTF-8", "--no-sync"], **quiet)  # fmt: skip
        # Houses are killed under it, the server never is: it need not wait for the disk.
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={place} -c max_connections=60 "
            "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        control = [*as_owner, str(tools / "pg_ctl"), "-D", str(data), "-w", "-l", f"{place}/log"]
        subprocess.run([*control, "-o", options, "start"], **quiet)
        try:
            yield f"postgresql://plenary@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], cwd=place, check=False, stdout=subprocess.DEVNULL)


@contextmanager
def redis_server() -> Iterator[str]:
    """A throw-away Redis that keeps nothing."""
    with tempfile.TemporaryDirectory(prefix="plenary-redis-") as place:
        port = free_port()
        server = subprocess.Popen(
            [program("redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no",
             "--dir", place], stdout=subprocess.DEVNULL)  # fmt: skip
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    """A port of loopback that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


STEPS: dict[str, dict[str, Callable[[], None]]] = {
    "test": {
        "format": formats,
        "types": types,
        "contracts": contracts,
        "migrations": migrations,
        "coverage": coverage,
        "mutants": mutants,
        "sqlite": on_sqlite,
        "postgresql": on_postgresql,
        "wheel": wheel,
    },
    "soak": {
        "properties": long_properties,
        "mutants": thousand_mutants,
        "sqlite": soak_on_sqlite,
        "postgresql": soak_on_postgresql,
    },
}


def main(words: list[str]) -> int:
    """Run the steps named, or all of a chore; all are run though one fails, so that one run tells everything."""
    chore, *wanted = words or ["test"]
    steps = STEPS.get(chore)
    if steps is None or set(wanted) - set(steps):
        print(f"Steps of test: {', '.join(STEPS['test'])}; of soak: {', '.join(STEPS['soak'])}.", file=sys.stderr)
        return 2
    results: list[tuple[str, str, float]] = []
    for name in wanted or steps:
        print(f"\n=== {name}: {steps[name].__doc__}", flush=True)
        began = time.monotonic()
        try:
            steps[name]()
            outcome = "passed"
        except subprocess.CalledProcessError as failed:
            outcome = f"FAILED ({Path(failed.cmd[0]).name}, exit status {failed.returncode})"
        except Missing as missing:
            print(missing, file=sys.stderr)
            outcome = "FAILED (something is missing)"
        results.append((name, outcome, time.monotonic() - began))
    print("\n=== checks")
    for name, outcome, seconds in results:
        print(f"  {name:<12} {seconds:7.1f} s  {outcome}")
    failures = sum(outcome != "passed" for _, outcome, _ in results)
    print(f"checks: {len(results) - failures} passed, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
