"""Blocks of a book become blocks of a script: the same shape, filled with phrases.

What has nothing to show is left out: an empty paragraph, list entry, stanza or quotation, and
a picture that nobody put into words.
"""

from collections.abc import Iterator

from tts.book import (
    Block,
    Cell,
    Figure,
    Heading,
    Inline,
    InlineImage,
    Line,
    Listing,
    ListItem,
    Note,
    Page,
    Paragraph,
    Quotation,
    Row,
    Table,
    Text,
    Verse,
)
from tts.script import Phrase, Role
from tts.scripting.cutting import Cutter
from tts.scripting.formulas import set_apart
from tts.scripting.losses import Losses
from tts.text.detection import main_language
from tts.walk import contents_of, pieces_of

DEEPEST_NESTING = 40
"""Blocks within blocks; what lies deeper is read as plain paragraphs."""


class BlockCutter:
    """Cuts blocks in reading order. A `prior` is the language of what stands around a block."""

    def __init__(self, cutter: Cutter, losses: Losses) -> None:
        self._cutter = cutter
        self._losses = losses
        self.pictures_kept = set[str]()

    def cut(self, block: Block[Inline], prior: str) -> list[Block[Phrase]]:
        """A top-level block, its language guessed as a whole; [] if it has nothing to show."""
        simple = isinstance(block, Heading | Paragraph | Page)
        inside = prior if simple else main_language(text_of(block), prior)
        return list(self._cut(block, inside, 0))

    def _cut(self, block: Block[Inline], prior: str, depth: int) -> Iterator[Block[Phrase]]:
        if depth > DEEPEST_NESTING:
            for content in contents_of(block):
                yield from self._paragraph(content, prior)
            return
        match block:
            case Heading() | Paragraph() | Page():
                content = block.content if depth else set_apart(block.content)
                yield from self._paragraph(content, prior)
            case Listing():
                yield from self._listing(block, prior, depth)
            case Table():
                yield from self._table(block, prior)
            case Quotation() | Note():  # a book keeps its notes apart; one met here is just read
                inner = self._inside(block.blocks, prior, depth)
                if inner:
                    yield Quotation(inner)
            case Verse():
                yield from self._verse(block, prior)
            case Figure():
                yield from self._figure(block, prior)

    def _inside(
        self, blocks: tuple[Block[Inline], ...], prior: str, depth: int
    ) -> tuple[Block[Phrase], ...]:
        return tuple(cut for block in blocks for cut in self._cut(block, prior, depth + 1))

    def _paragraph(self, content: tuple[Inline, ...], prior: str) -> Iterator[Block[Phrase]]:
        """A paragraph; what holds only page breaks is so many breaks between blocks."""
        phrases = self._cutter.sentences(content, prior)
        if all(phrase.role is Role.PAGE for phrase in phrases):
            yield from (Page((phrase,)) for phrase in phrases)
        else:
            yield Paragraph(phrases)

    def _listing(self, block: Listing[Inline], prior: str, depth: int) -> Iterator[Block[Phrase]]:
        entries = (self._inside(item.blocks, prior, depth) for item in block.items)
        items = tuple(ListItem(entry) for entry in entries if entry)
        if items:
            yield Listing(items, block.ordered, block.start)

    def _table(self, block: Table[Inline], prior: str) -> Iterator[Block[Phrase]]:
        caption = self._cutter.sentences(block.caption, prior)
        rows = tuple(Row(tuple(self._cell(c, prior) for c in row.cells)) for row in block.rows)
        filled = any(cell.content for row in rows for cell in row.cells)
        if filled:
            yield Table(rows, caption)
        elif caption:
            yield Paragraph(caption)

    def _cell(self, cell: Cell[Inline], prior: str) -> Cell[Phrase]:
        phrases = self._cutter.sentences(cell.content, prior)
        return Cell(phrases, cell.is_header, cell.column_span, cell.row_span)

    def _verse(self, block: Verse[Inline], prior: str) -> Iterator[Block[Phrase]]:
        stanzas = tuple(
            tuple(Line(phrases) for phrases in lines if phrases)
            for lines in (
                [self._cutter.sentences(line.content, prior) for line in stanza]
                for stanza in block.stanzas
            )
        )
        if any(stanzas):
            yield Verse(tuple(filter(None, stanzas)))

    def _figure(self, block: Figure[Inline], prior: str) -> Iterator[Block[Phrase]]:
        content = self._cutter.picture(block.content, prior, block.picture)
        caption = self._cutter.sentences(block.caption, prior)
        if not content and not caption:
            self._losses.add(
                "Pictures without words or caption were left out", f"is «{block.picture}»"
            )
            return
        if self._cutter.has_picture(block.picture):
            self.pictures_kept.add(block.picture)
            yield Figure(block.picture, content, caption)
        else:
            yield Paragraph(content + caption)


def text_of(block: Block[Inline]) -> str:
    """All words of a block, for guessing its language; letters of formulas tell none."""
    return " ".join(
        piece.text for piece in pieces_of(block) if isinstance(piece, Text | InlineImage)
    )
