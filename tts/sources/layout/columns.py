"""Lines of a page become columns in reading order: what stands across the page parts them.

From top to bottom, lines are taken together as long as some upright strip stays free of letters
with lines on both sides of it. Where that holds for long enough they are columns, or, if the lines
are short and stand side by side, a table. Everything else is one column.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tts.sources.layout.rows import joined
from tts.sources.layout.sheet import Line
from tts.sources.layout.tables import Grid, grid_of

STRIP = 0.8  # narrowest strip, in parts of the letter size
# Wide gaps of a few justified lines may stand under each other by chance: the fewer lines a strip
# parts, the wider it has to be (lines times width in letter sizes).
LEAST_STRIP = 7.5
FEWEST_LINES = 3
NEARER = 1.3
LOOKED_AT = 60
LONGEST_TAIL = 8
MOST_LINES = 4_000
LEVEL = 0.3
APART = 1.8  # a line so many line heights below its column is not of it

Strip = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Column:
    """Lines under each other, top to bottom, and the edges they keep to."""

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Band:
    """Lines from `start` to `end` that upright strips part."""

    start: int
    end: int
    strips: list[Strip]


def columns_of(lines: Sequence[Line]) -> list[Column | Grid]:
    """Columns and tables of a page in the order in which they are read."""
    done = list[Column | Grid]()
    single = list[Line]()
    ordered = sorted(lines, key=lambda line: (line.y, line.left))
    if len(ordered) > MOST_LINES:  # no page of a book; read it level by level
        return [*_column(ordered)]
    at = 0
    while at < len(ordered):
        band = _band(ordered, at)
        if not band.strips or _is_better(_band(ordered, at + 1), band):
            single.append(ordered[at])
            at += 1
            continue
        single += ordered[at : band.start]
        done += _column(single)
        single = []
        inside = ordered[band.start : band.end]
        grid = grid_of(inside, band.strips)
        if grid:
            done.append(grid)
        else:
            for side in _sides(inside, band.strips):
                done += _column(side)
        at = band.end
    return [*done, *_column(single)]


def _is_better(other: Band, band: Band) -> bool:
    """A line too many at the beginning (a paragraph's last) can hide strips of a table."""
    return len(other.strips) > len(band.strips) and other.end >= band.end


def _band(lines: Sequence[Line], start: int) -> Band:
    """The lines from one on that strips part, and these strips; none if there are none."""
    none = Band(start, start, [])
    looked_at = lines[start : start + LOOKED_AT]
    if not looked_at:
        return none
    edges = min(line.left for line in looked_at), max(line.right for line in looked_at)
    free: list[Strip] = [edges]
    at = start
    while at < len(lines):
        line = lines[at]
        least = STRIP * line.size
        edges = (min(edges[0], line.left), max(edges[1], line.right))
        rest = [piece for strip in free for piece in _without(strip, line) if _wide(piece, least)]
        if not _inner(rest, edges):
            break
        free, at = rest, at + 1
        if at - start == LOOKED_AT and not _parting(lines[start:at], free):
            return none
    strips = _parting(lines[start:at], free)
    if not strips:
        return none
    begin, end = _trimmed(lines, start, at, strips)
    return Band(begin, end, _parting(lines[begin:end], strips))


def _without(strip: Strip, line: Line) -> Iterator[Strip]:
    if line.right <= strip[0] or line.left >= strip[1]:
        yield strip
        return
    yield strip[0], line.left
    yield line.right, strip[1]


def _wide(strip: Strip, least: float) -> bool:
    return strip[1] - strip[0] >= least


def _inner(strips: Sequence[Strip], edges: Strip) -> bool:
    """Some strip may still part lines: it is not all outside of them."""
    return any(strip[1] > edges[0] and strip[0] < edges[1] for strip in strips)


def _parting(lines: Sequence[Line], strips: Sequence[Strip]) -> list[Strip]:
    """The strips with enough lines on both sides, left to right."""
    found = list[Strip]()
    for strip in sorted(strips):
        begins = found[-1][1] if found else float("-inf")
        before = [line for line in lines if line.left >= begins and line.right <= strip[0]]
        after = [line for line in lines if line.left >= strip[1]]
        count = min(_levels(before), _levels(after))
        if count >= FEWEST_LINES and count * (strip[1] - strip[0]) >= LEAST_STRIP * lines[0].size:
            found.append(strip)
    return found


def _levels(lines: Sequence[Line]) -> int:
    """How many lines there are one under the other."""
    count, last = 0, float("-inf")
    for line in lines:
        if line.y - last > LEVEL * line.size:
            count, last = count + 1, line.y
    return count


def _trimmed(
    lines: Sequence[Line], start: int, end: int, strips: Sequence[Strip]
) -> tuple[int, int]:
    """Lines of one side at the beginning or end that stand nearer to what is outside, or far off:
    the last line of a paragraph above, a title below."""
    way = APART * _pitch(lines[start:end])
    before = lines[start].y - lines[start - 1].y if start else float("inf")
    for at in range(start + 1, min(end, start + LONGEST_TAIL)):
        gap = lines[at].y - lines[at - 1].y
        if gap > NEARER * before and len(set(_places(lines[start:at], strips))) == 1:
            start = at
            break
    after = lines[end].y - lines[end - 1].y if end < len(lines) else float("inf")
    for at in range(end - 1, max(start, end - LONGEST_TAIL), -1):
        gap = lines[at].y - lines[at - 1].y
        if gap > min(way, NEARER * after) and len(set(_places(lines[at:end], strips))) == 1:
            return start, at
    return start, end


def _places(lines: Sequence[Line], strips: Sequence[Strip]) -> list[int]:
    """In which column each line stands."""
    return [sum(line.left >= strip[1] for strip in strips) for line in lines]


def _pitch(lines: Sequence[Line]) -> float:
    """The usual way from line to line; pieces on one level count once."""
    ways = [
        below.y - above.y
        for above, below in pairwise(lines)
        if below.y - above.y > LEVEL * below.size
    ]
    return max(statistics.median(ways), lines[0].size) if ways else lines[0].size


def _sides(lines: Sequence[Line], strips: Sequence[Strip]) -> Iterator[list[Line]]:
    """The lines of each column, top to bottom."""
    begins = float("-inf")
    for strip in [*strips, (float("inf"), float("inf"))]:
        middle = (strip[0] + strip[1]) / 2
        yield [line for line in lines if begins <= (line.left + line.right) / 2 < middle]
        begins = middle


def _column(lines: Sequence[Line]) -> list[Column]:
    if not lines:
        return []
    whole = joined(lines)
    left, right = min(line.left for line in whole), max(line.right for line in whole)
    return [Column(tuple(whole), left, right)]
