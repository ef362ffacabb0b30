"""Tables of a Word document: rows, headers, cells that reach over columns and down rows.

Source: ECMA-376 Part 1, 17.4 "Tables".
"""

from collections.abc import Iterator

from lxml import etree

from tts.sources.docx.words import W, child, is_on, number, through, value
from tts.sources.markup import Element
from tts.sources.running_text import folded

MOST_SPAN = 1_000
MOST_COLUMNS = 10_000


class Columns:
    """Where in the row the next cell stands, and which cells of the rows above reach down."""

    def __init__(self) -> None:
        self._at = 0
        self._reaching: dict[int, Element] = {}

    def new_row(self, row: Element) -> None:
        """A row begins, perhaps not in the first column."""
        before = min(max(0, number(value(row, "trPr", "gridBefore"))), MOST_SPAN)
        self._at = before

    def place(self, cell: Element, line: Element, tag: str) -> Element | None:
        """A new cell of the row; None if the one above reaches down over it."""
        at, self._at = self._at, min(self._at + spans_of(cell), MOST_COLUMNS)
        merge = child(cell, "tcPr", "vMerge")
        above = self._reaching.get(at)
        if merge is not None and merge.get(W + "val") != "restart" and above is not None:
            above.set("rowspan", str(number(above.get("rowspan"), 1) + 1))
            return None
        inside = etree.SubElement(line, tag)
        if merge is not None:
            self._reaching[at] = inside
        else:
            self._reaching.pop(at, None)
        return inside


def rows_of(table: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Every row that was not deleted, with its cells."""
    for row in through(table):
        if row.tag == W + "tr" and child(row, "trPr", "del") is None:
            cells = [one for one in through(row) if one.tag == W + "tc"]
            kept = [one for one in cells if child(one, "tcPr", "cellDel") is None]
            if kept:
                yield row, kept


def is_header(row: Element) -> bool:
    """The row is repeated on every page, so it names the columns."""
    return is_on(child(row, "trPr"), "tblHeader") is True


def spans_of(cell: Element) -> int:
    """How many columns a cell takes."""
    return min(max(1, number(value(cell, "tcPr", "gridSpan"), 1)), MOST_SPAN)


def table_words(table: Element) -> str:
    """What the author wrote to stand for the table: its title and description."""
    said = (value(table, "tblPr", name) for name in ("tblCaption", "tblDescription"))
    return folded(" ".join(dict.fromkeys(one for one in said if one)))
