"""`plenary backup`: the whole house in one file, while it is open; and whether such a file can be restored."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from plenary.interfaces.cli.backup_check import checked
from plenary.interfaces.cli.house import open_house, out_of_step
from plenary.interfaces.cli.progress import bar

HELP = """Write the whole house to one file: every table and every file, as at one moment. The house stays open.

The file holds no secret key. --keys writes those to a second file: keep it elsewhere, it is needed once, to restore
the house under its own signature. Both files are for their owner's eyes alone, and the trail says that they were
written.

--check restores such a file into a folder of its own, compares the record with the root printed at the backup,
removes the folder, and notes in the house how it went."""
EXAMPLES = """  plenary backup /srv/backups/monday.plenary
  plenary backup monday.plenary --keys /media/safe/keys.json
  plenary backup --into /var/backups/plenary --keep 14     for a timer: named by the hour, the newest 14 stay
  plenary backup --check /var/backups/plenary              the newest of that folder; or name one file"""

NAMED = "plenary-*.plenary"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=Path, nargs="?", help="the archive to write; never one that is there already")
    what.add_argument("--into", type=Path, metavar="FOLDER", help="write an archive named by the hour into a folder")
    what.add_argument("--check", type=Path, metavar="FILE", help="see whether an archive, or the newest of a folder, "
                      "can be restored")  # fmt: skip
    parser.add_argument("--keep", type=int, default=0, help="with --into: so many stay, older ones go; all without it")
    parser.add_argument("--keys", type=Path, default=None, help="also write the secret keys, to this file of their own")


def run(options: argparse.Namespace) -> int:
    """Write, and print the digest of the archive and the signed root that the restored house must agree with."""
    if options.check is not None:
        return _check(options.check)
    home = open_house()
    from plenary.foundation.keeping import backup, house_keys  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.wording import sentence_of  # noqa: PLC0415  Django is set up by now
    from plenary.procedure.refusal import Refused  # noqa: PLC0415  beside its users

    began = time.monotonic()
    file = options.file or options.into / f"plenary-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}.plenary"
    try:
        if options.keys is not None:
            house_keys.write(options.keys)
        made = backup.back_up(file.resolve(), progress=bar("Writing"))
        backup.note_backup(made)
    except Refused as refused:
        print(sentence_of(refused), file=sys.stderr)
        return 1
    size, seconds = made.file.stat().st_size, time.monotonic() - began
    print(f"{made.file}: {size} bytes, rows: {made.rows}, files: {made.files}, {seconds:.1f} s")
    print(f"sha256: {made.sha256}")
    if made.missing:
        print(f"Not on the disk, so not in the archive (files: {len(made.missing)}): {', '.join(made.missing)}")
    if options.into is not None and options.keep > 0:
        for older in sorted(options.into.glob(NAMED))[: -options.keep]:
            older.unlink()
            print(f"Removed: {older}")
    if made.file.is_relative_to(home) and not made.file.is_relative_to(home / "backups"):
        print("It lies in the house's own folder, which one fire takes together with it.")
    print("The record goes this far; keep these lines, the restored house is compared with them:\n")
    print(made.checkpoint, end="", flush=True)
    return 0


def _check(place: Path) -> int:
    """Restore, compare, note. Exit status 1 where it cannot be restored."""
    file = max(place.glob(NAMED), default=None) if place.is_dir() else place
    if file is None or not file.is_file():
        print(f"There is no archive at {place}.", file=sys.stderr)
        return 1
    home = open_house()
    if waiting := out_of_step():
        print(waiting, file=sys.stderr)
        return 1
    from plenary.foundation.keeping import backup  # noqa: PLC0415  Django is set up by now

    found = checked(file, home)
    backup.note_check(file.name, found.sha256)
    if not found.sha256:
        print(found.said, file=sys.stderr)
        print(f"{file} cannot be restored. Take another backup now. The health of the house says so.", file=sys.stderr)
        return 1
    print(f"{file} was restored and its record agrees with the root printed at the backup ({found.seconds:.0f} s).")
    return 0
