"""Lines side by side that are no columns of text but cells: a table, read row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tts.sources.layout.rows import joined
from tts.sources.layout.sheet import Line
from tts.sources.plain.joining import HYPHENS
from tts.sources.plain.lines import goes_on

LEVEL = 0.3
LEVEL_SHARE = 0.6
FLOW_SHARE, FULL_SHARE = 0.3, 0.7
NEARLY_ALL = 0.85
WIDER_GAP = 1.25


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each some lines; an empty cell has none."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    left: float
    right: float


def grid_of(lines: Sequence[Line], strips: Sequence[tuple[float, float]]) -> Grid | None:
    """The table that lines between strips are; None if they are columns of running text."""
    places = [sum(line.left >= strip[1] for strip in strips) for line in lines]
    levels = _levels(lines)
    if not _is_table(lines, places, levels, len(strips) + 1):
        return None
    rows = list[list[list[Line]]]()
    for begins, level in zip(_beginnings(lines, places, levels), levels, strict=True):
        if begins:
            rows.append([[] for _ in range(len(strips) + 1)])
        for at in level:
            rows[-1][places[at]].append(lines[at])
    return Grid(
        tuple(tuple(tuple(joined(cell)) for cell in row) for row in rows),
        min(line.left for line in lines),
        max(line.right for line in lines),
    )


def _levels(lines: Sequence[Line]) -> list[list[int]]:
    levels = list[list[int]]()
    for at, line in enumerate(lines):
        if levels and line.y - lines[levels[-1][0]].y <= LEVEL * line.size:
            levels[-1].append(at)
        else:
            levels.append([at])
    return levels


def _is_table(
    lines: Sequence[Line], places: Sequence[int], levels: Sequence[Sequence[int]], count: int
) -> bool:
    """Most levels have several cells, and neither do sentences go on down the columns nor do lines
    fill them."""
    if any(line.picture for line in lines):
        return False
    several = sum(len({places[at] for at in level}) > 1 for level in levels)
    if several < LEVEL_SHARE * len(levels):
        return False
    sides = [
        joined(line for line, where in zip(lines, places, strict=True) if where == place)
        for place in range(count)
    ]
    filled = [side for side in sides if side]
    total = sum(map(len, filled))
    flows, full = sum(map(_flowing, filled)), sum(map(_full, filled))
    return flows < FLOW_SHARE * total and full < FULL_SHARE * total


def _flowing(side: Sequence[Line]) -> int:
    """How many lines have a sentence or a word that goes on in the next, as in running text."""
    texts = [line.text for line in side]
    return sum(
        goes_on(text, after) or text.endswith(tuple(HYPHENS)) for text, after in pairwise(texts)
    )


def _full(side: Sequence[Line]) -> int:
    """How many lines reach the right edge of their column, as those of running text do."""
    left, right = min(line.left for line in side), max(line.right for line in side)
    return sum(line.right >= left + NEARLY_ALL * (right - left) for line in side)


def _beginnings(
    lines: Sequence[Line], places: Sequence[int], levels: Sequence[Sequence[int]]
) -> list[bool]:
    """Which levels begin a row: those set off from the one above; where all stand equally close,
    those with something in the first column, because the others go on in the cells above."""
    tops = [lines[level[0]].y for level in levels]
    gaps = [below - above for above, below in pairwise(tops)]
    closest = min(gaps, default=0.0)
    is_even = max(gaps, default=0.0) <= WIDER_GAP * closest
    first = [any(places[at] == 0 for at in level) for level in levels]
    return [True] + [
        starts if is_even else gap > WIDER_GAP * closest
        for gap, starts in zip(gaps, first[1:], strict=True)
    ]
