"""`plenary export-record`: the record as one file, with the verifier beside it."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from plenary.interfaces.cli.house import open_house, out_of_step

HELP = """Write the record to a folder: record.json and the verifier, one Python file that needs nothing else.

Without --audience it is the public record. Entries of other audiences are for those who may read them: the file
is written with the owner's rights only. The trail says that it was written, and with whose entries."""
EXAMPLES = """  plenary export-record my-record/
  plenary export-record my-record/ --audience members
  python3 my-record/verify_record.py my-record/record.json"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, help="where to write; made if it is not there")
    parser.add_argument("--audience", action="append", default=[], help="one more audience; may be given again")


def run(options: argparse.Namespace) -> int:
    """Write both files and print the key under which the record is signed. The entry comes first."""
    open_house()
    if waiting := out_of_step():
        print(waiting, file=sys.stderr)
        return 1
    from plenary.foundation.journal import keys  # noqa: PLC0415  Django is set up by now
    from plenary.foundation.keeping import console  # noqa: PLC0415  see above
    from plenary.interfaces.exports import verify_record  # noqa: PLC0415  see above
    from plenary.interfaces.exports.kept_record import name_of_the_house  # noqa: PLC0415  see above
    from plenary.interfaces.exports.record_bundle import record_bytes  # noqa: PLC0415  see above

    options.folder.mkdir(parents=True, exist_ok=True)
    audiences = ("public", *options.audience)
    console.note_record(audiences)
    content = record_bytes(audiences, organisation=name_of_the_house())
    file = options.folder / "record.json"
    file.touch(mode=0o600)
    file.write_bytes(content)
    shutil.copyfile(str(verify_record.__file__), options.folder / "verify_record.py")
    print(f"{file}: {len(content)} bytes")
    key = keys.current().vkey
    print(f"key: {key}")
    print(f"To check it, on any machine:\n  python3 {options.folder / 'verify_record.py'} {file} --key '{key}'")
    sys.stdout.flush()
    return 0
