"""Walking through blocks: every piece of running text, in reading order."""

from collections.abc import Iterator

from tts.book import (
    Block,
    C,
    Figure,
    Heading,
    Listing,
    Note,
    Page,
    Paragraph,
    Quotation,
    Table,
    Verse,
)


def contents_of(block: Block[C]) -> Iterator[tuple[C, ...]]:
    """Each run of text in a block, outermost first, in the order in which it is read."""
    match block:
        case Heading() | Paragraph() | Page():
            yield block.content
        case Listing():
            for item in block.items:
                for inner in item.blocks:
                    yield from contents_of(inner)
        case Table():
            yield block.caption
            for row in block.rows:
                for cell in row.cells:
                    yield cell.content
        case Quotation() | Note():
            for inner in block.blocks:
                yield from contents_of(inner)
        case Verse():
            for stanza in block.stanzas:
                for line in stanza:
                    yield line.content
        case Figure():
            yield block.content
            yield block.caption


def pieces_of(block: Block[C]) -> Iterator[C]:
    """Every piece of text in a block (`Inline` of a book, `Phrase` of a script), as it is read."""
    for content in contents_of(block):
        yield from content
