"""A table in lines: row by row, each cell behind the heading of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tts.book import Cell, Row, Table
from tts.braille.cells import BLANK
from tts.braille.items import Item, Text, Turn
from tts.braille.running_text import RunningText
from tts.script import Phrase

COLON, SEMICOLON, NOTHING = "⠒", "⠆", "⠤"
"""The same cells in Russian, Kazakh and English. An empty cell is a hyphen."""
MOST_COLUMNS = 1_000


def table_items(table: Table[Phrase], text: RunningText, first: int, others: int) -> Iterator[Item]:
    """Caption, then a text for each row; a turn of the print page stands before its row."""
    caption = _Reading(table.caption, text)
    yield from caption.turns
    if caption.cells:
        yield Text(caption.cells, first + 2, first)
    names: dict[int, str] = {}
    held: dict[int, int] = {}
    for number, row in enumerate(table.rows):
        placed = list(_placed(row, held))
        readings = [(column, cell, _Reading(cell.content, text)) for column, cell in placed]
        for _, _, reading in readings:
            yield from reading.turns
        is_header = number == 0 and _is_header(row)
        said = [
            _said(reading.cells, "" if is_header or cell.is_header else names.get(column, ""))
            for column, cell, reading in readings
        ]
        if said:
            yield Text((SEMICOLON + BLANK).join(said), first, others)
        if is_header:
            names = {column: reading.cells for column, _, reading in readings}


class _Reading:
    """The cells of one content, and the turns of the print page in it."""

    def __init__(self, content: Sequence[Phrase], text: RunningText) -> None:
        runs = list(text.runs(content))
        self.turns = [run for run in runs if isinstance(run, Turn)]
        self.cells = BLANK.join(run for run in runs if isinstance(run, str))


def _said(cells: str, name: str) -> str:
    return f"{name}{COLON}{BLANK}{cells or NOTHING}" if name else cells or NOTHING


def _is_header(row: Row[Phrase]) -> bool:
    return bool(row.cells) and all(cell.is_header for cell in row.cells)


def _placed(row: Row[Phrase], held: dict[int, int]) -> Iterator[tuple[int, Cell[Phrase]]]:
    """Each cell with its column; `held` counts the rows that cells from above still take."""
    column = 0
    taken = {place for place, rows in held.items() if rows > 0}
    for place in taken:
        held[place] -= 1
    for cell in row.cells:
        while column in taken:
            column += 1
        yield column, cell
        width = min(cell.column_span, MOST_COLUMNS)
        if cell.row_span > 1:
            held.update((place, cell.row_span - 1) for place in range(column, column + width))
        column += width
