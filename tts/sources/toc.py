"""Titles of the table of contents become headings where the text has none of its own.

Signs were put into the blocks of each document where entries lead; here each sign is settled: a
heading that follows at once or bears the title satisfies it, a paragraph that is the title becomes
the heading, and otherwise a heading is put in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tts.book import (
    Block,
    Figure,
    Formula,
    Heading,
    Inline,
    InlineImage,
    NoteReference,
    Page,
    PageBreak,
    Paragraph,
    Quotation,
    Text,
    Verse,
)
from tts.sources.package import TocEntry
from tts.sources.places import Place
from tts.sources.sinks import TocSign
from tts.walk import pieces_of

NEAR_CHARACTERS = 80
SHORTEST_PART = 4
DEEPEST_HEADING = 6


class TocSigns:
    """Answers which entry of the contents leads to a place, each entry once."""

    def __init__(self, entries: Iterable[TocEntry], known: Iterable[Place]) -> None:
        """Entries whose id is not `known` lead to the beginning of their document."""
        places = frozenset(known)
        self._at: dict[Place, TocSign] = {}
        for entry in entries:
            place = entry.place if entry.place in places else Place(entry.place.name)
            if key_of(entry.title):
                self._at.setdefault(place, TocSign(entry.title, entry.depth))

    def at(self, place: Place) -> TocSign | None:
        """The sign for a place, the first time it is asked for."""
        return self._at.pop(place, None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks from one sign to the next; the first stretch of a document may have no sign.

    `before` is the block that stands right before the sign.
    """

    sign: TocSign | None
    blocks: tuple[Block[Inline], ...]
    before: Block[Inline] | None = None

    def heading(self) -> Heading[Inline] | None:
        """A heading with the title of the entry, or one at the very place it leads to.

        A few words, an epigraph, a picture may come before it ("Chapter One", then its title).
        """
        if self.sign is None:
            return None
        wanted, near, passed = key_of(self.sign.title), None, 0
        before = self.before
        if isinstance(before, Heading) and key_of(text_of(before)) == wanted:
            return before
        for block in self.blocks:
            if isinstance(block, Heading):
                if _alike(wanted, key_of(text_of(block))):
                    return block
                near = near or (block if passed <= NEAR_CHARACTERS else None)
            elif isinstance(block, Paragraph):
                passed += len(text_of(block))
            elif not isinstance(block, Page | Figure | Quotation | Verse):
                passed = NEAR_CHARACTERS + 1
        return near


def stretches(
    blocks: Sequence[Block[Inline]], signs: Sequence[tuple[int, TocSign]]
) -> Iterator[Stretch]:
    """Cut the blocks of a document at its signs; what precedes the first has none."""
    cuts = [(0, None), *signs, (len(blocks), None)]
    for (start, sign), (end, _) in pairwise(cuts):
        if sign is not None or end > start:
            before = blocks[start - 1] if start else None
            yield Stretch(sign, tuple(blocks[start:end]), before)


def heading_levels(all_stretches: Iterable[Stretch]) -> dict[int, int]:
    """The level of real headings by the depth of their entries: the first one seen of each."""
    levels: dict[int, int] = {}
    for stretch in all_stretches:
        found = stretch.heading()
        if stretch.sign and found:
            levels.setdefault(stretch.sign.depth, found.level)
    return levels


def with_heading(stretch: Stretch, levels: Mapping[int, int]) -> list[Block[Inline]]:
    """The blocks of a stretch, with a heading if an entry leads there."""
    sign, blocks = stretch.sign, list(stretch.blocks)
    if sign is None or stretch.heading():
        return blocks
    level = levels.get(sign.depth, min(sign.depth, DEEPEST_HEADING))
    at = next((n for n, block in enumerate(blocks) if not isinstance(block, Page)), len(blocks))
    title = blocks[at] if at < len(blocks) else None
    if isinstance(title, Paragraph) and key_of(text_of(title)) == key_of(sign.title):
        blocks[at] = Heading(level, title.content)
        return blocks
    return [Heading(level, (Text(sign.title),)), *blocks]


def text_of(block: Block[Inline]) -> str:
    """The words of a block, without marks and page numbers."""
    return "".join(_words(piece) for piece in pieces_of(block))


def key_of(title: str) -> str:
    """Letters and digits only, in small letters: how titles are compared."""
    return "".join(letter for letter in title.casefold() if letter.isalnum())


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= SHORTEST_PART and shorter in longer)


def _words(piece: Inline) -> str:
    match piece:
        case Text() | InlineImage() | Formula():
            return piece.text
        case NoteReference() | PageBreak():
            return ""
