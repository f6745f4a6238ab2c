"""`plenary restore`: a house made of an archive, in an empty folder, on either database."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plenary.interfaces.cli.house import bring_up_tables, folder, open_house
from plenary.interfaces.cli.progress import bar

if TYPE_CHECKING:
    from plenary.foundation.keeping.restore import Manifest

HELP = """Make the house of an archive again, in PLENARY_HOME. The folder must be empty, and so must the database.

It does not matter which database the archive came from. Everybody signs in anew. Without --keys the house gets a new
key of the record, and says so in the record: who holds a printed root of the old one is told by the verifier."""
EXAMPLES = """  PLENARY_HOME=/srv/again plenary restore monday.plenary --keys keys.json
  PLENARY_DATABASE_URL=postgresql://house@db/again PLENARY_HOME=/srv/again plenary restore monday.plenary"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="an archive written by `plenary backup`")
    parser.add_argument("--keys", type=Path, default=None, help="the file of keys written by `plenary backup --keys`")


def run(options: argparse.Namespace) -> int:
    """Check the whole archive, build, fill, and check the record against the root printed at the backup."""
    home = folder()
    if not options.file.is_file():
        return _no(f"There is no file {options.file}.")
    if home.exists() and any(home.iterdir()):
        return _no(f"{home} is not empty. A house is restored into an empty folder, so that nothing is written over.")
    open_house(must_exist=False)
    from plenary.foundation.keeping import archive, house_keys, restore, schema  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.wording import sentence_of  # noqa: PLC0415  Django is set up by now
    from plenary.procedure.refusal import Refused  # noqa: PLC0415  beside its users

    kept = False
    try:
        restore.require_empty()
        with archive.reading(options.file) as (opened, digest):
            told = restore.manifest_of(opened)
            if options.keys is not None:
                house_keys.put_back(house_keys.read(options.keys))
            restore.put_back(opened, told, progress=bar("Restoring"))
        if schema.lacking():
            bring_up_tables()
        new_key = restore.note_restore(digest)
        kept = True
    except Refused as refused:
        return _no(sentence_of(refused))
    finally:
        if not kept:  # it was empty before
            shutil.rmtree(home)
    return _compared(home, told, new_key)


def _compared(home: Path, told: Manifest, new_key: str) -> int:
    """Compare, lay the record ready, and say how it went."""
    from plenary.foundation.journal import keys  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.exports.kept_record import keep_record  # noqa: PLC0415  see above

    vkey = keys.current().vkey
    faults = record_faults(checkpoint=told.checkpoint, key=vkey if new_key else "")
    keep_record()
    print(f"The house of {told.taken_at[:16].replace('T', ' ')} UTC is restored in {home}.")
    if new_key:
        print(f"Its key was not given. From here on the record is signed with a new one: {vkey}")
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        print("The record does not agree with the root printed at the backup. Ask before you open it.", file=sys.stderr)
        return 1
    print("The record agrees with the root printed at the backup. Everybody signs in anew.")
    return 0


def record_faults(*, checkpoint: str, key: str = "") -> list[str]:
    """What the verifier finds wrong with the whole record of this house, compared with a root printed earlier.

    checkpoint, key: as the verifier takes them; empty for none.
    """
    from plenary.foundation.journal import queries  # noqa: PLC0415  Django is set up by now
    from plenary.interfaces.exports.kept_record import name_of_the_house  # noqa: PLC0415  see above
    from plenary.interfaces.exports.record_bundle import record_bytes  # noqa: PLC0415  see above
    from plenary.interfaces.exports.verify_record import verify  # noqa: PLC0415  see above

    content = record_bytes(queries.audiences(), organisation=name_of_the_house())
    return verify(content, key=key or None, checkpoint=checkpoint or None).faults


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
