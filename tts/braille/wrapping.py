"""Cells become lines: words stay whole unless they have a hyphen or are longer than a line."""

from collections.abc import Iterator
from dataclasses import dataclass

from tts.braille.cells import BLANK, BREAK, NO_BREAK, plain


@dataclass(frozen=True, slots=True)
class Margins:
    """Where text stands: blanks before its first line, before the others, and the cells in all."""

    first: int
    others: int
    width: int


def wrapped(cells: str, margins: Margins, divided: str) -> list[str]:
    """The lines of a text, without blanks at their ends; `divided` ends a line within a word."""
    lines: list[str] = []
    line, is_empty = BLANK * margins.first, True
    for word, follows_blank in _words(cells):
        gap = BLANK if follows_blank and not is_empty else ""
        if len(line) + len(gap) + len(word) > margins.width and not is_empty:
            lines.append(line)
            line, gap = BLANK * margins.others, ""
        rest = word
        while len(line) + len(gap) + len(rest) > margins.width:
            room = margins.width - len(line) - len(gap) - len(divided)
            lines.append(line + gap + rest[:room] + divided)
            line, gap, rest = BLANK * margins.others, "", rest[room:]
        line, is_empty = line + gap + rest, False
    return lines if is_empty else [*lines, line]


def centred(cells: str, width: int, divided: str, *, free: int = 3) -> list[str]:
    """The lines of a text in the middle, at least `free` blanks on either side."""
    lines = wrapped(cells, Margins(0, 0, width - 2 * free), divided)
    return [BLANK * ((width - len(line)) // 2) + line for line in lines]


def _words(cells: str) -> Iterator[tuple[str, bool]]:
    """What may not be divided, and whether a blank stands before it."""
    for word in cells.split(BLANK):
        parts = (part.strip(NO_BREAK) for part in word.split(BREAK))
        for place, part in enumerate(part for part in parts if part):
            yield plain(part), place == 0
