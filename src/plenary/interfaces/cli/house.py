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
        sys.exit(f"There is no house in {home}. Found one with `plenary init`, or try `plenary demo`.")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    import django  # noqa: PLC0415  settings must be named first

    django.setup()
    return home


def folder() -> Path:
    """The house's folder, without setting anything up."""
    return Path(os.environ.get("PLENARY_HOME", "").strip() or ".plenary").resolve()


def bring_up_tables() -> None:
    """Apply the migrations that this database lacks."""
    from django.core.management import call_command  # noqa: PLC0415  Django is set up by now

    call_command("migrate", interactive=False, verbosity=0, stdout=StringIO())


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
