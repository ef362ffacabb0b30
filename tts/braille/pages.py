"""Texts one below the other become pages, and pages volumes.

A turn of the print page is a line of hyphens that ends with the new number; at the top of a braille
page the number in the running line says it. Source: BANA Braille Formats 2016, 1.11.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tts.braille.cells import HYPHEN, plain
from tts.braille.items import Gap, Item, Ready, Text, Turn
from tts.braille.wrapping import Margins, centred, wrapped

WITH_HEADING = 2
"""So many lines of what follows a heading stay with it."""
CUT_LEVEL = 2
"""A volume may begin with a heading of this level or a higher one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page; where a section begins in it, or a page of the print."""

    cells: str = ""
    heading: str = ""
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page without its running line. `label` is the page of the print at its top."""

    rows: tuple[Row, ...]
    label: str
    begins_volume: bool


CutHere = Callable[[int, int, int], bool]
"""Whether a volume may end before a heading: told its number, its pages so far, and the book's."""


@dataclass(slots=True)
class Paginator:
    """Fills pages of `lines` lines. `volume_pages` bounds a volume; 0 means that there is one."""

    width: int
    lines: int
    divided: str
    volume_pages: int = 0
    may_cut: CutHere = field(default=lambda _volume, _pages, _book: False)
    sheets: list[Sheet] = field(default_factory=list)
    _rows: list[Row] = field(default_factory=list)
    _kept: list[Row] = field(default_factory=list)
    _label: str = ""
    _label_at_top: str = ""
    _volume: int = 1
    _in_volume: int = 0
    _begins_volume: bool = False

    def paginate(self, items: Iterable[Item]) -> list[Sheet]:
        """The pages of all items."""
        for item in items:
            match item:
                case Gap():
                    self._add_gap()
                case Turn():
                    self._add_turn(item.label[: self.width // 3])
                case Ready():
                    self._put([Row(line) for line in item.lines])
                case Text():
                    self._add_text(item)
        self._put(self._kept)
        self._end_page()
        return self.sheets

    def _add_gap(self) -> None:
        rows = self._kept or self._rows
        if rows and rows[-1].cells:
            rows.append(Row())

    def _add_text(self, text: Text) -> None:
        rows = [Row(line) for line in self._lines_of(text)]
        if text.heading:
            if not self._kept and text.level <= CUT_LEVEL:
                self._cut_if_good()
            self._kept += [Row(rows[0].cells, heading=text.heading), *rows[1:]] if rows else []
            return
        together = WITH_HEADING if self._kept else 1
        self._put([*self._kept, *rows[:together]])
        self._kept = []
        for row in rows[together:]:
            self._put([row])

    def _lines_of(self, text: Text) -> list[str]:
        if text.is_centred:
            return centred(text.cells, self.width, self.divided)
        return wrapped(text.cells, Margins(text.first, text.others, self.width), self.divided)

    def _add_turn(self, label: str) -> None:
        label = plain(label)
        if self._kept:
            self._kept.append(self._turn_row(label))
        elif self._rows and len(self._rows) < self.lines - 1:
            self._put([self._turn_row(label)])
        else:
            self._end_page()
            self._label = self._label_at_top = label

    def _turn_row(self, label: str) -> Row:
        return Row(HYPHEN * (self.width - len(label)) + label, turn=label)

    def _put(self, rows: Sequence[Row]) -> None:
        """Rows that stay together, if a page can hold them."""
        if len(self._rows) + len(rows) > self.lines:
            self._end_page()
        for row in rows:
            if len(self._rows) == self.lines:
                self._end_page()
            if row.turn:
                self._label = row.turn
                if not self._rows:  # the running line says it
                    self._label_at_top = row.turn
                    continue
            if row.cells or self._rows:
                self._rows.append(row)

    def _cut_if_good(self) -> None:
        pages = self._in_volume + bool(self._rows)
        in_book = len(self.sheets) + bool(self._rows)
        if pages and self.may_cut(self._volume, pages, in_book):
            self._end_page()
            self._begin_volume()

    def _end_page(self) -> None:
        """A page ends neither with a blank line nor with a turn, which the next page says."""
        while self._rows and (self._rows[-1].turn or not self._rows[-1].cells):
            self._rows.pop()
        if self._rows:
            self.sheets.append(Sheet(tuple(self._rows), self._label_at_top, self._begins_volume))
            self._begins_volume = False
            self._in_volume += 1
            if self.volume_pages and self._in_volume >= self.volume_pages:
                self._begin_volume()
        self._rows, self._label_at_top = [], self._label

    def _begin_volume(self) -> None:
        """The next page begins a volume, unless it is known to do so."""
        if self._in_volume:
            self._in_volume, self._begins_volume = 0, True
            self._volume += 1
