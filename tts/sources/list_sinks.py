"""Where the text of lists and tables goes: entries, terms and meanings, rows of cells."""

from __future__ import annotations

from dataclasses import replace

from tts.book import Block, Cell, Inline, Listing, ListItem, Page, Paragraph, Row, Table
from tts.sources.running_text import is_only_pages
from tts.sources.sinks import Sink, joined

MOST_SPAN = 1_000


class Entries(Sink):
    """A list. What stands between its entries, against the rules, becomes an entry too."""

    holds_blocks = True

    def __init__(self, *, ordered: bool = False, start: int = 1) -> None:
        super().__init__()
        self.ordered, self.start = ordered, start
        self._entries: list[list[Block[Inline]]] = []
        self._pages: list[Block[Inline]] = []
        self._awaits_meaning = False

    def end_run(self) -> None:
        """Page breaks between entries wait for the next entry; other text is one itself."""
        content = self.run.finish()
        if content and is_only_pages(content):
            self._pages += [Page((piece,)) for piece in content]
        elif content:
            self.entry([Paragraph(content)])

    def add(self, block: Block[Inline]) -> None:
        """A block outside the entries belongs to the one before it."""
        self.end_run()
        if self._entries:
            self._entries[-1].append(block)
        else:
            self.entry([block])

    def entry(self, blocks: list[Block[Inline]]) -> None:
        """Take an entry."""
        if blocks:
            self._entries.append([*self._pages, *blocks])
            self._pages = []
            self._awaits_meaning = False

    def term(self, content: tuple[Inline, ...]) -> None:
        """Take a term of a list of definitions; terms side by side share their meaning."""
        awaited = self._awaits_meaning
        if content and awaited:
            self._entries[-1].append(Paragraph(content))
        elif content:
            self.entry([Paragraph(content)])
        self._awaits_meaning = awaited or bool(content)

    def meaning(self, blocks: list[Block[Inline]]) -> None:
        """Take what the last term means."""
        if self._entries and blocks:
            self._entries[-1] += [*self._pages, *blocks]
            self._pages = []
        else:
            self.entry(blocks)
        self._awaits_meaning = False

    def finish(self) -> list[Block[Inline]]:
        """The list, and page breaks that came after its last entry."""
        self.end_run()
        items = tuple(ListItem(tuple(entry)) for entry in self._entries)
        return [*([Listing(items, self.ordered, self.start)] if items else []), *self._pages]


class Grid(Sink):
    """A table. What stands between its cells, against the rules, comes after it."""

    holds_blocks = True

    def __init__(self) -> None:
        super().__init__()
        self.captions: list[tuple[Inline, ...]] = []
        self.in_head = False
        self._rows: list[list[Cell[Inline]]] = []
        self._pages: list[Inline] = []
        self._after: list[Block[Inline]] = []

    def end_run(self) -> None:
        """Page breaks between cells wait for the next cell; other text waits for the end."""
        content = self.run.finish()
        if content and is_only_pages(content):
            self._pages += content
        elif content:
            self._after.append(Paragraph(content))

    def add(self, block: Block[Inline]) -> None:
        """Keep a stray block for after the table."""
        self._after.append(block)

    def row(self) -> None:
        """A new row begins."""
        self._rows.append([])

    def cell(self, content: tuple[Inline, ...], *, header: bool, columns: int, rows: int) -> None:
        """Take a cell of the row."""
        if not self._rows:
            self.row()
        spans = [min(max(span, 1), MOST_SPAN) for span in (columns, rows)]
        self._rows[-1].append(Cell((*self._pages, *content), header, *spans))
        self._pages = []

    def finish(self) -> list[Block[Inline]]:
        """The table, its rows no taller than what is left of it, and what strayed into it."""
        self.end_run()
        rows = [row for row in self._rows if row]
        table = Table(
            tuple(_row(row, len(rows) - at) for at, row in enumerate(rows)), joined(*self.captions)
        )
        pages: list[Block[Inline]] = [Page((page,)) for page in self._pages]
        if any(cell.content for row in table.rows for cell in row.cells):
            return [table, *pages, *self._after]
        return [*([Paragraph(table.caption)] if table.caption else []), *pages, *self._after]


def _row(cells: list[Cell[Inline]], rows_left: int) -> Row[Inline]:
    return Row(tuple(replace(cell, row_span=min(cell.row_span, rows_left)) for cell in cells))
