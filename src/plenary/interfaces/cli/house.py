"""What every sub-command that needs the house does first: find its folder, set Django up, bring the tables up."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

BAR_AFTER = 20
#: Other builds that the htmx package brings; the shell uses one.
UNUSED_SCRIPTS = ("htmx-2*", "htmx-4.js", "htmax*", "django-htmx.js", "ext")


def open_house(*, must_exist: bool = True) -> Path:
    """Set Django up on the house in PLENARY_HOME and return its folder.

    Exits with a sentence where there is none and one is needed.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.serving")
    home = folder()
    if must_exist and not (home / "secret-key").exists() and not os.environ.get("PLENARY_DATABASE_URL"):
        sys.exit(_no_house(home))
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    import django  # noqa: PLC0415  settings must be named first

    django.setup()
    return home


def _no_house(home: Path) -> str:
    """What is told where a command finds no house; the demonstrations that lie below the folder are named."""
    said = f"There is no house in {home}. Found one with `plenary init`, or try `plenary demo`."
    demonstrations = sorted(key.parent for key in (home / "demo").glob("*/secret-key"))
    lines = [f"For the demonstration there, set PLENARY_HOME={one}" for one in demonstrations]
    return "\n".join([said, *lines])


def folder() -> Path:
    """The house's folder, without setting anything up."""
    return Path(os.environ.get("PLENARY_HOME", "").strip() or ".plenary").resolve()


def bring_up_tables() -> None:
    """Apply the migrations that this database lacks."""
    from django.core.management import call_command  # noqa: PLC0415  Django is set up by now

    call_command("migrate", interactive=False, verbosity=0, stdout=StringIO())


def is_empty() -> bool:
    """Whether no release ever made its tables in this database."""
    from plenary.foundation.keeping import schema  # noqa: PLC0415  Django is set up by now

    return not schema.applied()


def out_of_step() -> str:
    """Why this code may not work on this database, in a sentence with the line to type; empty where it may."""
    from plenary.foundation.keeping import schema, upgrade  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.wording import sentence_of  # noqa: PLC0415  see above
    from plenary.procedure.refusal import Refused  # noqa: PLC0415  beside its users

    if is_empty():
        return (
            "The database holds no house yet. Found one with `plenary init`, or bring one back with `plenary restore`."
        )
    if schema.unknown(schema.applied()):
        return "This house was kept by a newer release of Plenary. Install that release; nothing was changed."
    if gaps := schema.gaps():
        return sentence_of(Refused("keeping.steps_missing", migrations=[".".join(one) for one in gaps]))
    if schema.lacking() or upgrade.is_under_way():
        return (
            "This house was kept by an older release of Plenary. Nothing was changed. Close it everywhere, then run\n"
            "    plenary upgrade"
        )
    return ""


def lay_out_styles() -> None:
    """Put style sheets, scripts and fonts where they are served from, under names that change with their content."""
    from django.conf import settings  # noqa: PLC0415  Django is set up by now
    from django.core.management import call_command  # noqa: PLC0415  Django is set up by now

    place = Path(settings.STATIC_ROOT)
    stamp = place / f".laid-out-{_newest_style()}"
    if stamp.exists():
        return
    shutil.rmtree(place, ignore_errors=True)
    call_command(
        "collectstatic", interactive=False, verbosity=0, stdout=StringIO(), ignore_patterns=list(UNUSED_SCRIPTS)
    )
    stamp.touch()


def _newest_style() -> int:
    """When the newest style sheet or script of the source was written, in whole seconds."""
    source = Path(__file__).resolve().parents[1] / "web"
    return max(int(file.stat().st_mtime) for file in source.glob("*/static/**/*") if file.is_file())


def with_bar(things: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Draw a bar on a terminal while `things` are worked through; a plain line at the end elsewhere."""
    live = sys.stderr.isatty() and total > BAR_AFTER
    for place, thing in enumerate(things, start=1):
        yield thing
        if live:
            done = place * 30 // total
            print(f"\r{label}  {'█' * done}{'░' * (30 - done)}  {place} of {total}", end="", file=sys.stderr)
    if live:
        print(file=sys.stderr)
