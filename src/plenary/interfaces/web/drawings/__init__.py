"""Pictures drawn on the server: SVG with a title, a description and classes, never a style.

Each drawing comes with a sentence and a table that say the same. Tracks and timelines run with the reader's
script; rooms never turn round.
"""

from __future__ import annotations

from plenary.interfaces.web.drawings.ring import objection_ring
from plenary.interfaces.web.drawings.room import Seat, table_plan
from plenary.interfaces.web.drawings.sheet import Drawing, Table, rtl_now
from plenary.interfaces.web.drawings.sums import Chapter, Contribution, budget_bars, contribution_rows
from plenary.interfaces.web.drawings.threshold import Measure, bars_of, threshold_bar
from plenary.interfaces.web.drawings.tracks import (
    Bead,
    Lane,
    Slot,
    Station,
    TrackText,
    agenda_clock,
    document_track,
    presidency_rotation,
)
from plenary.interfaces.web.drawings.votes import BallotMark, vote_hemicycle, vote_tiles

__all__ = [
    "BallotMark",
    "Bead",
    "Chapter",
    "Contribution",
    "Drawing",
    "Lane",
    "Measure",
    "Seat",
    "Slot",
    "Station",
    "Table",
    "TrackText",
    "agenda_clock",
    "bars_of",
    "budget_bars",
    "contribution_rows",
    "document_track",
    "objection_ring",
    "presidency_rotation",
    "rtl_now",
    "table_plan",
    "threshold_bar",
    "vote_hemicycle",
    "vote_tiles",
]
