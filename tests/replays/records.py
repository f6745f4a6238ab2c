"""Real records, read as they lie in the folder of the data, and what a replay of them came to."""

import csv
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"


@dataclass(frozen=True)
class Figures:
    """What a whole table came to. stub: rows that the plainest guess named on the page would have got right.

    explained: rows, by a name of their own, in which rule and record differ, each with why.
    """

    rows: int
    refused: int
    agreed: int
    stub: int
    explained: Mapping[str, str] = field(default_factory=dict)

    @property
    def compared(self) -> int:
        return self.rows - self.refused


@lru_cache(maxsize=8)
def records(name: str) -> tuple[Mapping[str, object], ...]:
    """All rows of a file, as they stand."""
    file = DATA / name
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8", newline="") as stream:
        if ".jsonl" in file.suffixes:
            return tuple(json.loads(line) for line in stream)
        return tuple(csv.DictReader(stream))
