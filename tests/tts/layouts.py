"""Pages written by hand, as words with places, for the tests of layout."""

from collections.abc import Sequence

from tests.tts.epubs import shown
from tts.book import Block, Inline
from tts.sources.layout.binding import Bound, bind_sheets
from tts.sources.layout.headings import Bookmark
from tts.sources.layout.sheet import GLUED, Sheet, Word

LETTER = 0.5  # width of a letter in parts of its size
SIZE, PITCH = 10.0, 12.0


def line(text: str, left: float, y: float, size: float = SIZE, flags: int = 0) -> list[Word]:
    """The words of one line."""
    words = list[Word]()
    for piece in text.split(" "):
        width = len(piece) * LETTER * size
        words.append(Word(piece, left, left + width, y, size, flags))
        left += width + LETTER * size
    return words


def marked(words: list[Word], at: int, text: str) -> list[Word]:
    """The words with a small raised mark right after one of them."""
    base = words[at]
    right = base.right + 0.3 * base.size
    mark = Word(text, base.right, right, base.y - 0.35 * base.size, 0.6 * base.size, GLUED)
    return [*words[: at + 1], mark, *words[at + 1 :]]


def column(
    texts: Sequence[str], left: float, top: float, *, size: float = SIZE, pitch: float = PITCH
) -> list[Word]:
    """Lines under each other; leading spaces set a line in by a letter's size each."""
    words = list[Word]()
    for at, text in enumerate(texts):
        indent = (len(text) - len(text.lstrip())) * size
        words += line(text.strip(), left + indent, top + at * pitch, size)
    return words


def read(
    *pages: Sequence[Word], labels: Sequence[str] = (), bookmarks: Sequence[Bookmark] = ()
) -> list[str]:
    """What the pages read as, block after block."""
    return [shown(block) for block in bound(*pages, labels=labels, bookmarks=bookmarks).blocks]


def bound(
    *pages: Sequence[Word], labels: Sequence[str] = (), bookmarks: Sequence[Bookmark] = ()
) -> Bound:
    """The pages as a book."""
    said = labels or [""] * len(pages)
    sheets = [
        Sheet(number, label, tuple(words))
        for number, (words, label) in enumerate(zip(pages, said, strict=True))
    ]
    return bind_sheets(sheets, bookmarks)


def kinds(blocks: Sequence[Block[Inline]]) -> list[str]:
    """The kinds of blocks, for short comparisons."""
    return [type(block).__name__ for block in blocks]
