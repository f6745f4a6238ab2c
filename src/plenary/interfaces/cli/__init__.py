"""The command `plenary`: one door, one sub-command a file.

Each file says NAME, HELP and EXAMPLES, adds its arguments and runs; none is imported before it is called, so
`plenary verify` and `plenary --help` need neither a database nor Django.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

#: name -> (module, one line). Order is that of a newcomer's first hour.
COMMANDS: Final = {
    "demo": ("demo", "open one real summit in the browser"),
    "init": ("init", "found the house of your own organisation"),
    "serve": ("serve", "open the house to browsers"),
    "rehearse": ("rehearse", "open a rehearsal that was begun at the desk; `serve` does it itself"),
    "act": ("act", "replay a file of acts"),
    "document": ("document", "create, write, refer, amend and export texts"),
    "check": ("check", "say whether this installation is sound"),
    "export-record": ("export_record", "write the record to a file that anybody can check"),
    "backup": ("backup", "write the whole house to one file, while it is open"),
    "restore": ("restore", "make a house of such a file, in an empty folder"),
    "erase": ("erase", "erase what was kept of persons for its time"),
    "upgrade": ("upgrade", "bring a house of an older release up to this one"),
    "verify": ("verify", "check such a file, without the house and without a network"),
    "redline": ("redline", "say what changed between two files of a text"),
    "decide": ("decide", "say what rules of procedure make of a case"),
    "replay": ("replay", "put a table of recorded votes through the rules, and say how far they agree"),
}

FAILED: Final = 1
MISUSED: Final = 2
STOPPED: Final = 130
#: The reader of what is printed went away: neither done nor refused.
SEEN_ENOUGH: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command. Exit status: 0 done, 1 refused or failed, 2 called wrongly or not read to
    the end, 130 stopped by the keyboard.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    name = next((word for word in words if not word.startswith("-")), "")
    parser = argparse.ArgumentParser(
        prog="plenary",
        description="The digital secretariat of an organisation made of states.",
        epilog="Data live under PLENARY_HOME, by default the folder .plenary here. `plenary COMMAND --help` says more.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command, (module, line) in COMMANDS.items():
        if command == name:
            loaded = import_module(f"plenary.interfaces.cli.{module}")
            own = commands.add_parser(
                command,
                help=line,
                description=loaded.HELP,
                epilog=f"examples:\n{loaded.EXAMPLES}",
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
            loaded.add_arguments(own)
            own.set_defaults(run=loaded.run)
        else:
            commands.add_parser(command, help=line, add_help=False)
    options = parser.parse_args(words)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough; what is left to flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SEEN_ENOUGH
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return STOPPED
    return status
