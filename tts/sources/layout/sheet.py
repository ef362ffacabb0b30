"""A page as words with places, wherever they come from: a file's own letters, or recognition."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tts.book import Emphasis

BOLD, ITALIC, GLUED, ARTIFACT, RAISED = 1, 2, 4, 8, 16


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space; where they begin and end, how far down they stand, their size.

    All measures are points. `flags`: BOLD, ITALIC; GLUED to the word before without a space;
    RAISED above its line and smaller; ARTIFACT, if the file says that it is no content.
    `heading` is the level that the file's tags give it, 0 for none; `note_id` the note whose mark
    it is, once that is known.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    flags: int = 0
    heading: int = 0
    note_id: str = ""

    @property
    def emphasis(self) -> Emphasis:
        """How it stands out."""
        if self.flags & RAISED:
            return Emphasis.SUPERSCRIPT
        if self.flags & BOLD:
            return Emphasis.STRONG
        return Emphasis.EMPHASIS if self.flags & ITALIC else Emphasis.NONE


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture on a page: the text that stands for it, its file (empty if it has none here)."""

    alt: str
    media_type: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand side by side on one level; or a picture, which stands alone."""

    words: tuple[Word, ...]
    left: float
    right: float
    y: float
    size: float
    picture: Shown | None = None

    @property
    def text(self) -> str:
        """The line's letters."""
        return text_of(self.words)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. `turned` words are written in another direction than most.

    `label` is what the file calls the page, "" if it does not. `confidence` (0 to 1) is how sure
    recognition was; None for letters that the file has itself.
    """

    number: int
    label: str = ""
    words: tuple[Word, ...] = ()
    turned: tuple[Word, ...] = ()
    pictures: tuple[Line, ...] = ()
    confidence: float | None = None


def text_of(words: Sequence[Word]) -> str:
    """The letters of words side by side."""
    return "".join(
        word.text if word.flags & GLUED or not at else f" {word.text}"
        for at, word in enumerate(words)
    )


def line_of(words: Iterable[Word]) -> Line:
    """A line of at least one word; its size is that of most of its letters."""
    row = tuple(sorted(words, key=lambda word: word.left))
    sizes = Counter[float]()
    for word in row:
        sizes[round(word.size * 2) / 2] += 0 if word.flags & RAISED else len(word.text)
    size = sizes.most_common(1)[0][0] or row[0].size
    left, right = min(word.left for word in row), max(word.right for word in row)
    return Line(row, left, right, statistics.median(word.y for word in row), size)


def picture_line(shown: Shown, left: float, right: float, bottom: float) -> Line:
    """A picture as a line of its own."""
    return Line((), left, right, bottom, 1.0, shown)


def raised(words: Sequence[Word]) -> list[Word]:
    """Small words that stand a little above a larger neighbour belong to its line.

    `words` are in the order of the file. A mark may follow its word, or begin its line.
    """
    done = list(words)
    for at, word in enumerate(words):
        for other in (at - 1, at + 1):
            if 0 <= other < len(words) and _is_raised(word, words[other]):
                flags = word.flags | RAISED
                done[at] = replace(word, y=words[other].y, flags=flags)
                break
    return done


def _is_raised(word: Word, base: Word) -> bool:
    gap = max(base.left - word.right, word.left - base.right)
    is_small = word.size <= 0.85 * base.size
    lift = base.y - word.y
    return is_small and 0.1 * base.size <= lift <= 0.8 * base.size and gap <= 0.5 * base.size
