"""The lines of a plain text, and how its paragraphs are shown: by width, indents, empty lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

LINE_ENDS = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
TAB_COLUMNS = 8
NARROWEST, WIDEST = 40, 160
LOCAL_NARROWEST, LOCAL_SHARE, LOCAL_LINES = 45, 0.7, 4
FULL_SHARE = 0.35
NEARLY_ALL = 0.98
INDENT_SHARE, MOST_INDENT_SHARE = 0.03, 0.6
ENDS = re.compile(r"[.!?…:;][»”\")\]]*$")
DASH = re.compile(r"[—–―-]\s")


class Line(NamedTuple):
    """One line without its indent (in columns) and end; an empty one has no text.

    `page` is the label of the page that begins here; such a line has no text of its own.
    `breaks`: a form feed stood before the line.
    """

    text: str
    indent: int = 0
    page: str = ""
    breaks: bool = False


class Layout(NamedTuple):
    """`width_columns` at which lines were cut, 0 if each paragraph is one line; the indent of
    first lines, 0 if there is none."""

    width_columns: int = 0
    first_indent: int = 0


def lines_of(text: str) -> list[Line]:
    """Every line; a form feed begins a line of its own."""
    lines = list[Line]()
    for raw in LINE_ENDS.split(text.replace("\x1a", "")):
        for number, piece in enumerate(raw.replace("\x0b", " ").split("\f")):
            stripped = piece.strip("\ufeff \t\u00a0\u3000")
            start = piece[: len(piece) - len(piece.lstrip(" \t\u00a0\u3000\ufeff"))]
            indent = len(start.expandtabs(TAB_COLUMNS)) if stripped else 0
            lines.append(Line(stripped, indent, breaks=number > 0))
    return lines


def layout_of(lines: Sequence[Line]) -> Layout:
    """How the whole text shows its paragraphs."""
    filled = [line for line in lines if line.text]
    lengths = sorted(map(length, filled))
    if not lengths:
        return Layout()
    width = lengths[int(NEARLY_ALL * (len(lengths) - 1))]
    if not NARROWEST <= width <= WIDEST:
        return Layout()
    if _full_share(lines, width) < FULL_SHARE:
        return Layout()
    indents = Counter(line.indent for line in filled)
    base = min(indents)
    likely = [(count, indent) for indent, count in indents.items() if indent > base]
    count, first = max(likely, default=(0, 0))
    is_usual = INDENT_SHARE * len(filled) <= count <= MOST_INDENT_SHARE * len(filled)
    return Layout(width, first if is_usual else 0)


def local_width(block: Sequence[Line], layout: Layout) -> int:
    """The width a block was cut at by itself, where that differs from the rest of the text."""
    if len(block) < LOCAL_LINES:
        return layout.width_columns
    width = max(map(length, block))
    is_cut = LOCAL_NARROWEST <= width <= WIDEST and _full_share(block, width) >= LOCAL_SHARE
    return width if is_cut else layout.width_columns


def length(line: Line) -> int:
    """Columns from the edge to the end of the line."""
    return line.indent + len(line.text)


def is_full(line: Line, after: Line, width_columns: int) -> bool:
    """The next line's first word had no room on this one: the break says nothing."""
    word = after.text.split(maxsplit=1)[0] if after.text else ""
    slack = max(3, width_columns // 12)
    return width_columns > 0 and length(line) + 1 + len(word) > width_columns - slack


def goes_on(text: str, after: str) -> bool:
    """The sentence is not over at the end of the line, and the next line begins small."""
    return bool(after) and after[0].islower() and not ENDS.search(text)


def blocks_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines between empty ones."""
    block = list[Line]()
    for line in lines:
        if line.text or line.page:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _full_share(lines: Sequence[Line], width: int) -> float:
    """How many of the line ends inside blocks were made by the width alone."""
    breaks = [(one, other) for one, other in pairwise(lines) if one.text and other.text]
    full = sum(is_full(one, other, width) for one, other in breaks)
    return full / len(breaks) if breaks else 0.0
