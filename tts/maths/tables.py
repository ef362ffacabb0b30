"""Matrices, systems and tables of formulas, row by row."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tts.maths.shapes import is_simple
from tts.maths.signs import RELATIONS
from tts.maths.tree import Node, row

if TYPE_CHECKING:
    from tts.maths.speaking import Speaker

ENDS = {
    ("(", ")"): "matrix", ("[", "]"): "matrix", ("|", "|"): "determinant", ("{", ""): "system",
    ("[", ""): "system", ("‖", "‖"): "matrix",
}  # fmt: skip


def table_in_words(speaker: Speaker, table: Node, name: str) -> str:
    """A table: its size where it is a matrix, each row with its number. A table of one row and one
    cell is that cell; one column under a left bracket is a system."""
    rows = table.parts
    columns = max((len(one.parts) for one in rows), default=0)
    if name == "table" and len(rows) == 1:
        return _row(speaker, rows[0], are_numbers=False)
    are_simple = all(is_simple(_content(cell)) for one in rows for cell in one.parts)
    said = [_row(speaker, one, are_numbers=not are_simple and name != "system") for one in rows]
    lines = [speaker.turn("row", one, str(number)) for number, one in enumerate(said, start=1)]
    return speaker.turn(name, "; ".join(lines), str(len(rows)), str(columns))


def _row(speaker: Speaker, line: Node, *, are_numbers: bool) -> str:
    """The cells of a row; `are_numbers`: with their numbers, where they are more than a letter.

    Cells that were only set one under the other, the sign of equality in one of them, go on.
    """
    if len(line.parts) > 1 and is_one_formula(line):
        return speaker.row([node for cell in line.parts for node in cell.parts])
    said = [speaker.row(cell.parts) or speaker.turn("nothing") for cell in line.parts]
    if are_numbers and len(said) > 1:
        said = [speaker.turn("cell", one, str(number)) for number, one in enumerate(said, start=1)]
    return ", ".join(said)


def _content(cell: Node) -> Node:
    return row(cell.parts)


def is_one_formula(line: Node) -> bool:
    """Whether cells are pieces of one formula: a relation stands at every border of two cells."""
    cells = [cell.parts for cell in line.parts]
    return all(
        not right
        or not left
        or (right[0].text in RELATIONS and len(right) > 1)
        or left[-1].text in RELATIONS
        for left, right in pairwise(cells)
    )


def name_between(opening: str, closing: str) -> str:
    """What a table between two brackets is called: "matrix", "determinant", "system" or ""."""
    return ENDS.get((opening, closing), "")
