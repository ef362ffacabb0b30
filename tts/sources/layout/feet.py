"""Notes at the foot of a page: smaller lines under the text, the first of them with a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tts.sources.layout.rows import joined
from tts.sources.layout.sheet import RAISED, Line, Word

SMALLER = 0.92
MARK = r"[0-9]{1,3}|[*†‡§]{1,4}"
LEADING = re.compile(rf"({MARK})[.)]?(?=\s|[^\W\d_]|[«„“\"(])")
RAISED_MARK = re.compile(rf"[\[(]?({MARK})[\])]?[.)]?")
MOST_NOTE_LINES = 200


@dataclass(slots=True)
class Foot:
    """One note: its mark ("" where it goes on from the page before), its lines without the mark."""

    mark: str
    lines: list[Line] = field(default_factory=list)


def split_feet(lines: Sequence[Line], body_size: float) -> tuple[list[Line], list[Foot]]:
    """The lines of the text, and the notes under them. Works on a page or on one column of it."""
    ordered = sorted(lines, key=lambda line: line.y)
    at = len(ordered)
    while at and not ordered[at - 1].picture and ordered[at - 1].size <= SMALLER * body_size:
        at -= 1
    small = joined(ordered[at:])
    if not at or not small or len(small) > MOST_NOTE_LINES:
        return list(lines), []
    feet = list[Foot]()
    for line in small:
        mark, rest = _without_mark(line)
        if mark or not feet:
            feet.append(Foot(mark))
        if rest:
            feet[-1].lines.append(rest)
    if not any(foot.mark for foot in feet):
        return list(lines), []
    return ordered[:at], [foot for foot in feet if foot.lines]


def raised_mark(word: Word) -> str:
    """The mark that a raised word is; "" if it is none."""
    match = RAISED_MARK.fullmatch(word.text) if word.flags & RAISED else None
    return match[1] if match else ""


def _without_mark(line: Line) -> tuple[str, Line | None]:
    """The mark at the beginning of a line, and the line without it."""
    first, *others = line.words
    mark = raised_mark(first)
    if mark:
        return mark, _rest(line, others)
    match = LEADING.match(line.text)
    if not match or (first.text == match[0] and not others):
        return "", line
    if first.text == match[0]:
        return match[1], _rest(line, others)
    if not first.text.startswith(match[0]):
        return "", line
    left = Word(
        first.text[match.end() :], first.left, first.right, first.y, first.size, first.flags
    )
    return match[1], _rest(line, [left, *others])


def _rest(line: Line, words: Sequence[Word]) -> Line | None:
    if not words:
        return None
    return Line(tuple(words), words[0].left, line.right, line.y, line.size)
