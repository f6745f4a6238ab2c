"""A house in which six heads vote without end: a process of its own, until its input is closed.

Each vote is told on a line of its own once it is closed and committed, as is each file once it is stored.
"""

from __future__ import annotations

import select
import sys

from plenary.interfaces.cli.house import bring_up_tables, open_house

CODES = ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")


def main() -> None:
    """Found, sit, and vote."""
    open_house(must_exist=False)
    bring_up_tables()
    from plenary.foundation.files.storing import store  # noqa: PLC0415  Django is set up by now
    from plenary.offices.decisions.actions import questions  # noqa: PLC0415  Django is set up by now
    from tests.builders import decisions  # noqa: PLC0415  Django is set up by now

    summit = decisions.council_sitting()
    print("ready", flush=True)
    number = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        number += 1
        asked = decisions.vote(summit, wording=f"That text {number} be adopted: да, ¥ 🌿")
        for code in CODES:
            decisions.ballot(summit, asked, code, key=f"{code}-{number}")
        questions.close_question(asked, by=summit.chair())
        print(f"closed {asked.key}", flush=True)
        kept = store(f"file {number}".encode() * 100, name=f"{number}.txt", media_type="text/plain", audience="members")
        print(f"stored {kept.digest}", flush=True)


if __name__ == "__main__":
    main()
