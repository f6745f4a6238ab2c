"""Places in rows of a half round, as in the hall of a large body."""

from __future__ import annotations

import math


def half_round(count: int, outer: float) -> tuple[list[tuple[float, float]], float]:
    """Angle and radius of each place, ordered along the angle; and the radius of one place."""
    if not count:
        return [], 8.0
    rows = max(1, min(9, round(math.sqrt(count / 4.4)))) if count > 9 else 1
    inner = outer if rows == 1 else outer * (0.62 if rows <= 3 else 0.48)
    radii = [outer if rows == 1 else inner + (outer - inner) * row / (rows - 1) for row in range(rows)]
    share = [radius / sum(radii) * count for radius in radii]
    in_row = [math.floor(part) for part in share]
    for row in sorted(range(rows), key=lambda number: in_row[number] - share[number])[: count - sum(in_row)]:
        in_row[row] += 1
    places = [
        ((math.pi * seat / (seats - 1)) if seats > 1 else math.pi / 2, radius)
        for radius, seats in zip(radii, in_row, strict=True)
        for seat in range(seats)
    ]
    gap = min(
        [math.pi * radius / (seats - 1) for radius, seats in zip(radii, in_row, strict=True) if seats > 1] or [44.0]
    )
    between = (outer - inner) / (rows - 1) if rows > 1 else 44.0
    return sorted(places, key=lambda place: (place[0], place[1])), min(gap, between) * 0.36
