"""What a redline costs beside `git diff --word-diff`: 200,000 words, 4,000 paragraphs, few edits and many.

Both are run as commands on the same two files, one after the other in turn, and what each takes of a processor for
two files of one word is taken off: its start-up. Beside it stands how many words each marks for one truly edited.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

WORDS, IN_A_PARAGRAPH = 200_000, 50
EDITS = (2_000, 20_000)
REACH_CPU = 3.0
REACH_MARKED = 1.05
_SMALL = (
    "the of and to in shall Parties Party Conference article paragraph may by or for under with a an any this "
    "Convention its be as"
)
OURS = (sys.executable, "-m", "plenary.interfaces.cli", "redline")
GITS = ("git", "diff", "--no-index", "--word-diff=porcelain", "--patience", "-U0")


@dataclass(frozen=True)
class LongPair:
    """Two long texts. edited: words that were removed, added, or moved with their paragraph, each counted once."""

    old: str
    new: str
    edited: int


def long_pair(edits: int, seed: int = 5) -> LongPair:
    """A text of 200,000 words and what it became: edits of words, 20 paragraphs new, 20 gone, 10 moved."""
    chance = Random(seed)
    letters = "abcdefghilmnoprstuv"
    made = ["".join(chance.choice(letters) for _ in range(chance.randint(4, 11))) for _ in range(5_000)]
    words = [*_SMALL.split(), *made]

    def word() -> str:
        return words[int(len(words) * chance.random() ** 4)]

    old = [[word() for _ in range(IN_A_PARAGRAPH)] for _ in range(WORDS // IN_A_PARAGRAPH)]
    new = [list(one) for one in old]
    edited = 0
    for _ in range(edits):
        one = chance.choice(new)
        at, kind, many = chance.randrange(len(one) or 1), chance.random(), chance.randint(1, 6)
        if kind < 0.5 and one:
            one[at : at + 1] = [word() + "ed"]
            edited += 2
        elif kind < 0.8:
            one[at:at] = [word() for _ in range(many)]
            edited += many
        else:
            edited += len(one[at : at + many])
            del one[at : at + many]
    for _ in range(20):
        new.insert(chance.randrange(len(new)), [word() for _ in range(IN_A_PARAGRAPH)])
        edited += IN_A_PARAGRAPH
    for _ in range(20):
        edited += len(new.pop(chance.randrange(len(new))))
    for _ in range(10):
        one = new.pop(chance.randrange(len(new)))
        new.insert(chance.randrange(len(new)), one)
        edited += len(one)
    return LongPair(_as_file(old), _as_file(new), edited)


def _as_file(paragraphs: list[list[str]]) -> str:
    return "\n\n".join(" ".join(one) for one in paragraphs) + "\n"


def processor_seconds(*words: str) -> float:
    """What a command takes of a processor, its own and the kernel's for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, stdout=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def both(folder: Path, pair: LongPair, rounds: int) -> tuple[float, float]:
    """Processor seconds of ours and of git's, start-up taken off: the middle of several rounds."""
    names = [str(folder / name) for name in ("old", "new", "one", "other")]
    for name, content in zip(names, (pair.old, pair.new, "one\n", "other\n"), strict=True):
        Path(name).write_text(content, encoding="utf-8")
    took: dict[tuple[str, ...], list[float]] = {OURS: [], GITS: []}
    for _ in range(rounds):
        for command, found in took.items():
            found.append(processor_seconds(*command, *names[:2]) - processor_seconds(*command, *names[2:]))
    return median(took[OURS]), median(took[GITS])


def marked(folder: Path) -> tuple[int, int]:
    """How many words ours and git's mark in the files that `both` left; ours counts a moved paragraph's once."""
    files = (str(folder / "old"), str(folder / "new"))
    told = json.loads(_output(*OURS, "--json", *files))
    ours = sum(
        len(piece["words"].split())
        for line in told["paragraphs"]
        for piece in line["pieces"]
        if piece["mark"] != "kept" or line["fate"] == "moved"
    )
    lines = _output(*GITS, *files).splitlines()[5:]
    return ours, sum(len(line[1:].split()) for line in lines if line[:1] in ("-", "+"))


def _output(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def run(*, rounds: int) -> bool:
    """Print the table; whether both reaches were kept."""
    print(f"\nRedline of {WORDS:,} words beside {' '.join(GITS)}, start-up taken off both")
    print(f"{'edits':>8} {'ours, CPU s':>12} {'git, CPU s':>11} {'times git':>10} {'marked/edited':>14} {'git':>6}")
    kept = True
    for edits in EDITS:
        pair = long_pair(edits)
        with tempfile.TemporaryDirectory(prefix="plenary-bench-redline-") as name:
            ours, gits = both(Path(name), pair, rounds)
            words, git_words = marked(Path(name))
        times, share = ours / gits, words / pair.edited
        kept &= times <= REACH_CPU and share <= REACH_MARKED
        print(f"{edits:8,} {ours:12.3f} {gits:11.3f} {times:10.2f} {share:14.3f} {git_words / pair.edited:6.2f}")
    print(f"Reach: {REACH_CPU:.1f} times git, {REACH_MARKED:.2f} words marked for one edited.")
    return kept
