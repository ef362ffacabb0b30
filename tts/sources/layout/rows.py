"""Words become lines: those on one level, unless there is a gap between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tts.sources.layout.sheet import Line, Word, line_of, raised

# In parts of the letter size:
LEVEL, GAP = 0.3, 0.95


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Lines from top to bottom; what a gap parts on one level are two lines, left before right."""
    done = list[Line]()
    for row in _levels(raised(words)):
        done += (line_of(piece) for piece in _pieces(row))
    return done


def joined(lines: Iterable[Line]) -> list[Line]:
    """Lines of one column, top to bottom, with pieces on one level put together again."""
    kept = list(lines)
    pictures = [line for line in kept if line.picture]
    words = [word for line in kept for word in line.words]
    return sorted([*map(line_of, _levels(words)), *pictures], key=lambda line: line.y)


def _levels(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words on one level, from top to bottom. A level begins with its highest word."""
    row = list[Word]()
    for word in sorted(words, key=lambda word: (word.y, word.left)):
        if row and word.y - row[0].y > LEVEL * min(row[0].size, word.size):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _pieces(row: Sequence[Word]) -> Iterator[list[Word]]:
    piece = list[Word]()
    right = 0.0
    for word in sorted(row, key=lambda word: word.left):
        if piece and word.left - right > GAP * max(piece[-1].size, word.size):
            yield piece
            piece = []
        piece.append(word)
        right = max(right, word.right) if len(piece) > 1 else word.right
    if piece:
        yield piece
