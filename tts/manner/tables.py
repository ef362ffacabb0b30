"""Where the cells of a table are: under which headers, in which column, spans counted.

The grid is that of HTML: a cell that reaches down pushes later ones to the right. Headers are
followed for the first 256 columns; no listener follows more, and time stays bounded.

Source: HTML Living Standard, section 4.9.12, forming a table and associating cells with headers.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tts.book import Cell, Row, Table
from tts.script import Phrase

MOST_COLUMNS = 256
MOST_HEADERS = 4
"""Of headers one above the other, the lowest so many are said: the others a listener forgets."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and where it stands. `column` counts from 0; `column_headers` are above it, the
    outermost first."""

    cell: Cell[Phrase]
    column: int
    column_headers: tuple[Cell[Phrase], ...]


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row of places. `names_from_above` are the headers, or cells of the first column, that
    began in a row above and reach down into this one: they name it, but are not in it."""

    places: tuple[Place, ...]
    names_from_above: tuple[Cell[Phrase], ...]
    is_of_headers: bool


def placed(table: Table[Phrase]) -> tuple[PlacedRow, ...]:
    """The rows of the table, every cell at its place."""
    grid = _Grid()
    return tuple(grid.row(row, is_first=place == 0) for place, row in enumerate(table.rows))


def width(rows: tuple[PlacedRow, ...]) -> int:
    """How many columns there are: a cell that spans beyond the last beginning of one adds none,
    because sloppy books write such spans."""
    return max((place.column + 1 for row in rows for place in row.places), default=0)


@dataclass(slots=True)
class _Reach:
    """A cell that goes on for some rows more."""

    cell: Cell[Phrase]
    rows_left: int
    is_name: bool


@dataclass(slots=True)
class _Grid:
    """The columns so far: what reaches down in each, which headers stand above it."""

    reaches: dict[int, _Reach] = field(default_factory=dict)
    headers: dict[int, tuple[Cell[Phrase], ...]] = field(default_factory=dict)
    was_of_headers: bool = False

    def row(self, row: Row[Phrase], *, is_first: bool) -> PlacedRow:
        of_headers = _is_of_headers(row, is_first=is_first)
        reaching = [self.reaches[column] for column in sorted(self.reaches)]
        names = {id(reach.cell): reach.cell for reach in reaching if reach.is_name}
        starts = self._starts(row, is_name=not of_headers)
        if of_headers:
            self._put_headers(row, starts)
        places = tuple(
            Place(cell, column, () if of_headers else self.headers.get(column, ()))
            for cell, column in zip(row.cells, starts, strict=True)
        )
        self.was_of_headers = of_headers
        return PlacedRow(places, tuple(names.values()), of_headers)

    def _starts(self, row: Row[Phrase], *, is_name: bool) -> list[int]:
        """The first column of each cell; what reaches further down is remembered."""
        starts, column, new = list[int](), 0, dict[int, _Reach]()
        for cell in row.cells:
            while column in self.reaches:
                column += 1
            starts.append(column)
            if cell.row_span > 1:
                reach = _Reach(cell, cell.row_span - 1, is_name and (cell.is_header or not column))
                new |= dict.fromkeys(_columns(cell, column), reach)
            column += cell.column_span
        for reach in {id(reach): reach for reach in self.reaches.values()}.values():
            reach.rows_left -= 1
        self.reaches = {c: r for c, r in self.reaches.items() if r.rows_left} | new
        return starts

    def _put_headers(self, row: Row[Phrase], starts: list[int]) -> None:
        """Headers for the columns below. One alone in its row is a title for what follows: it is
        read where it stands, and the headers above it stay."""
        alone = row.cells[0] if len(row.cells) == 1 else None
        if alone and (self.headers or alone.column_span > 1):
            return
        if not self.was_of_headers:
            self.headers = {}
        for cell, first in zip(row.cells, starts, strict=True):
            for column in _columns(cell, first) if cell.content else ():
                self.headers[column] = (*self.headers.get(column, ()), cell)[-MOST_HEADERS:]


def _columns(cell: Cell[Phrase], first: int) -> range:
    return range(first, min(first + cell.column_span, MOST_COLUMNS))


def _is_of_headers(row: Row[Phrase], *, is_first: bool) -> bool:
    """Whether all cells are headers; in the first row an empty corner does not count."""
    counted = [cell for cell in row.cells if cell.content or not is_first]
    return bool(counted) and all(cell.is_header for cell in counted)
