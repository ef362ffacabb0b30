"""A braille book as it was read: volumes of pages of rows, all in Unicode braille patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tts.check.fault import Fault

BLANK = "\u2800"
_DIGITS = "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚"
NUMBER = re.compile(f"⠼([{_DIGITS}]{{1,7}})")
_GUIDED = re.compile(f"{BLANK}⠐+{BLANK}⠼([{_DIGITS}]{{1,7}})$")
_AT_END = re.compile(f"⠼([{_DIGITS}]{{1,7}})$")
USUAL_CELLS, USUAL_LINES = 40, 25
MOST_PAGES = 20_000
"""In one volume; no binding holds a thousandth of it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of braille; `line` is where it stands in its file."""

    cells: str
    line: int

    @property
    def indent(self) -> int:
        """How many blanks stand before its first cell."""
        return len(self.cells) - len(self.cells.lstrip(BLANK))


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `rows` with its running line first. `number` counts all pages of the book."""

    file: str
    number: int
    line: int
    rows: tuple[Row, ...]

    @property
    def text(self) -> tuple[Row, ...]:
        """The rows below the running line."""
        return self.rows[1:]

    def fault(self, code: str, row: Row | None, sentence: str) -> Fault:
        """A fault at a row, or of the page as a whole."""
        return Fault(code, self.file, f"line {row.line if row else self.line}", sentence)


@dataclass(frozen=True, slots=True)
class Volume:
    """One volume, in the order of the book."""

    file: str
    number: int
    pages: tuple[Page, ...]


@dataclass(frozen=True, eq=False)
class Book:
    """The whole book. `cells` and `lines` are what a page may hold at most."""

    volumes: tuple[Volume, ...]
    cells: int
    lines: int

    def pages(self) -> Iterator[Page]:
        """Every page."""
        for volume in self.volumes:
            yield from volume.pages

    @cached_property
    def contents(self) -> tuple[Page, ...]:
        """The pages of the contents: from the first in the first volume on which guide dots lead
        to a page number, to the page before the one that they lead to first."""
        pages = self.volumes[0].pages if self.volumes else ()
        for place, page in enumerate(pages):
            guided = filter(None, (_GUIDED.search(row.cells) for row in page.text))
            target = next((value(match[1]) for match in guided), None)
            if target is not None:
                rest = pages[place:]
                return tuple(one for one in rest if one.number < target) or rest[:1]
        return ()

    @cached_property
    def _contents_numbers(self) -> frozenset[int]:
        return frozenset(page.number for page in self.contents)

    def is_contents(self, page: Page) -> bool:
        """Whether this page belongs to the contents."""
        return page.number in self._contents_numbers

    def fault(self, code: str, volume: Volume, sentence: str) -> Fault:
        """A fault of a volume as a whole."""
        return Fault(code, volume.file, "", sentence)


@dataclass(frozen=True, slots=True)
class RunningLine:
    """The first row of a page in its parts; `number` is None where none stands at its end."""

    label: str
    title: str
    number: int | None


def running_line(page: Page) -> RunningLine:
    """The parts of a running line: the page of the print, the title, the braille page."""
    if not page.rows:
        return RunningLine("", "", None)
    cells = page.rows[0].cells
    match = _AT_END.search(cells)
    rest = cells[: match.start()] if match else cells
    label = "" if rest.startswith(BLANK) else rest.split(BLANK)[0]
    return RunningLine(label, rest[len(label) :].strip(BLANK), value(match[1]) if match else None)


def value(digits: str) -> int:
    """The number that these cells say, without their number sign."""
    return int("".join(str((_DIGITS.index(cell) + 1) % 10) for cell in digits))


def numbers(cells: str) -> list[int]:
    """Every number in a row."""
    return [value(match[1]) for match in NUMBER.finditer(cells)]


def words(text: str) -> str:
    """Cells without blanks, and without what may divide a word, so that lines may end anywhere."""
    return text.translate(_BETWEEN)


_BETWEEN = {ord(cell): None for cell in (BLANK, "⠤", "⠐")}
