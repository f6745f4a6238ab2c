"""Pictures drawn on the server: SVG with a title, a description and classes, never a style.

Each drawing comes with a sentence and a table that say the same. Tracks and timelines run with the reader's
script; rooms never turn round.
"""

from __future__ import annotations

from plenary.interfaces.web.drawings.sheet import Drawing, Table, rtl_now

__all__ = ["Drawing", "Table", "rtl_now"]
