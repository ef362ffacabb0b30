"""Lines become paragraphs: by indents, gaps, short last lines; over columns and pages, too."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tts.sources.layout.columns import Column
from tts.sources.layout.sheet import BOLD, Line, Shown
from tts.sources.layout.tables import Grid
from tts.sources.plain.joining import HYPHENS
from tts.sources.plain.lines import ENDS, goes_on

# In parts of the letter size:
INDENT, MOST_INDENT, LEAST_PITCH, ROOM = 0.6, 6.0, 1.15, 1.0
SIZE_ALIKE = 0.08
GAP = 1.3
INDENTED_SHARE = (0.03, 0.75)
FEW_LINES = 4
EDGE = 0.5


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page begins here."""

    label: str
    number: int


@dataclass(slots=True)
class Draft:
    """One paragraph or heading while it is found out: its lines, and the pages that begin in it.

    `page` is the number of the sheet it begins on; `mark` is that of a note to which nothing
    points, and which is therefore text.
    """

    pieces: list[Line | Turn]
    page: int
    mark: str = ""

    @property
    def lines(self) -> list[Line]:
        """Its lines without the pages."""
        return [piece for piece in self.pieces if isinstance(piece, Line)]


@dataclass(frozen=True, slots=True)
class Habits:
    """How a book shows its paragraphs. `pitch` is the usual way from line to line in points."""

    body_size: float
    pitch: float
    has_indents: bool


def habits_of(columns: Sequence[Column], body_size: float) -> Habits:
    """Looked up in every column of running text of a book."""
    ways, indented, count = list[float](), 0, 0
    for column in columns:
        for above, below in pairwise(column.lines):
            if _same_size(above.size, body_size) and _same_size(below.size, body_size):
                ways.append(below.y - above.y)
        if len(column.lines) >= FEW_LINES:
            count += len(column.lines)
            indented += sum(_indent(line, column.left) > 0 for line in column.lines)
    least, most = INDENTED_SHARE
    return Habits(
        body_size=body_size,
        pitch=statistics.median(ways) if ways else LEAST_PITCH * body_size,
        has_indents=least * count <= indented <= most * count and indented > 0,
    )


@dataclass(slots=True)
class Gathering:
    """Takes a book's pages in order and keeps what they become, in `done`."""

    habits: Habits
    done: list[Draft | Grid | Shown | Turn] = field(default_factory=list)
    _open: Draft | None = None
    _last: tuple[Line, Column] | None = None
    _turns: list[Turn] = field(default_factory=list)
    _later: list[Draft] = field(default_factory=list)
    _edges: list[Column] = field(default_factory=list)
    _page: int = 0

    def turn(self, turn: Turn) -> None:
        """A page begins."""
        self._page = turn.number
        if turn.label:
            self._turns.append(turn)

    def add(self, one: Column | Grid) -> None:
        """Running text or a table."""
        if isinstance(one, Grid):
            self._close()
            self.done.append(one)
        else:
            self._column(self._snapped(one))

    def afterwards(self, drafts: Sequence[Draft]) -> None:
        """What stands at the foot of this page, after the paragraph that may go on over it."""
        self._later += drafts

    def finish(self) -> list[Draft | Grid | Shown | Turn]:
        """Everything, in order."""
        self._close()
        return self.done

    def _column(self, column: Column) -> None:
        above: Line | None = None
        for line in column.lines:
            if line.picture:
                self._close()
                self.done.append(line.picture)
            elif self._goes_on(above, line, column):
                assert self._open is not None  # noqa: S101 - what goes on is open
                self._open.pieces += [*self._turns, line]
                self._turns = []
            else:
                self._close()
                self._open = Draft([line], self._page)
            self._last = (line, column)
            above = line

    def _close(self) -> None:
        if self._open:
            self.done.append(self._open)
        self.done += self._later
        self.done += self._turns
        self._open, self._later, self._turns = None, [], []

    def _goes_on(self, above: Line | None, line: Line, column: Column) -> bool:
        if self._open is None or self._last is None or self._last[0].picture:
            return False
        if above is not None:
            return not _begins(above, line, column, self._open, self.habits)
        last, before = self._last
        if not _same_size(last.size, line.size) or _is_bold(last) != _is_bold(line):
            return False
        if _cut(last, line):
            return True
        if _indent(line, column.left) > 0 or _has_room(last, line, before):
            return False
        return self.habits.has_indents or not ENDS.search(last.text)

    def _snapped(self, column: Column) -> Column:
        """A column of few lines has the edges of a fuller one near it that it stands in."""
        if len(column.lines) >= FEW_LINES:
            self._edges = [column, *self._edges[:FEW_LINES]]
            return column
        size = column.lines[0].size
        for other in self._edges:
            shift = column.left - other.left
            fits = column.right <= other.right + EDGE * size
            if fits and -EDGE * size <= shift <= MOST_INDENT * size:
                return Column(column.lines, min(column.left, other.left), other.right)
        return column


def _begins(above: Line, line: Line, column: Column, draft: Draft, habits: Habits) -> bool:
    """Within a column: this line begins a new paragraph."""
    if not _same_size(above.size, line.size) or _is_bold(above) != _is_bold(line):
        return True
    if line.y - above.y > GAP * max(_pitch(column, habits), LEAST_PITCH * line.size):
        return True
    if _cut(above, line):
        return False
    indent, before = _indent(line, column.left), _indent(above, column.left)
    is_first = len(draft.lines) == 1
    if (indent > 0) != (before > 0):
        return indent > 0 or not is_first
    if indent > 0 and habits.has_indents and is_first:
        return True
    return _has_room(above, line, column)


def _pitch(column: Column, habits: Habits) -> float:
    """The column's own way from line to line if it has enough lines, else the book's."""
    ways = [below.y - above.y for above, below in pairwise(column.lines)]
    return min(statistics.median(ways), habits.pitch * GAP) if len(ways) > 3 else habits.pitch


def _cut(above: Line, line: Line) -> bool:
    """A word or a sentence was cut here."""
    text = line.text
    is_number = above.text[-2:-1].isdigit() and text[:1].isdigit()
    is_hyphened = above.text.endswith(tuple(HYPHENS)) and (text[:1].islower() or is_number)
    return is_hyphened or goes_on(above.text, text)


def _indent(line: Line, left: float) -> float:
    """How far a line is set in, in letter sizes; 0 if it is not, or so far that it is no indent."""
    indent = (line.left - left) / line.size
    return indent if INDENT <= indent <= MOST_INDENT else 0.0


def _has_room(above: Line, line: Line, column: Column) -> bool:
    """The line's first word had room on the line above, so the break was made on purpose."""
    first = line.words[0]
    return column.right - above.right > first.right - first.left + ROOM * line.size


def _same_size(one: float, other: float) -> bool:
    return abs(one - other) <= SIZE_ALIKE * max(one, other)


def _is_bold(line: Line) -> bool:
    return all(word.flags & BOLD for word in line.words)


def running_lines(done: Sequence[Draft | Grid | Shown | Turn]) -> Iterator[Line]:
    """Every line of drafts and tables, in order."""
    for one in done:
        if isinstance(one, Draft):
            yield from one.lines
        elif isinstance(one, Grid):
            for row in one.rows:
                for cell in row:
                    yield from cell
