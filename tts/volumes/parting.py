"""Parting a section between two of its phrases, whatever blocks they stand in."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

from tts.book import (
    Block,
    Cell,
    Figure,
    Line,
    Listing,
    Note,
    Paragraph,
    Quotation,
    Table,
    Verse,
)
from tts.script import Phrase
from tts.walk import pieces_of

Wanted = Callable[[Phrase], bool]


def part_of(blocks: Iterable[Block[Phrase]], wanted: Wanted) -> tuple[Block[Phrase], ...]:
    """The blocks with only those phrases that are wanted: all up to a phrase, or all from one on.

    A block without any phrase stays with what stands before it; the first with what follows.
    """
    kept: list[Block[Phrase]] = []
    blocks = tuple(blocks)
    inside = any(map(wanted, islice(_phrases(blocks), 1)))
    for block in blocks:
        phrases = list(pieces_of(block))
        if phrases:
            inside = wanted(phrases[-1])
        if not phrases or all(map(wanted, phrases)):
            kept += [block] if inside else []
        elif any(map(wanted, phrases)):
            kept.append(_piece(block, wanted))
    return tuple(kept)


def _piece(block: Block[Phrase], wanted: Wanted) -> Block[Phrase]:
    match block:
        case Listing():
            return _part_of_list(block, wanted)
        case Quotation() | Note():
            return replace(block, blocks=part_of(block.blocks, wanted))
        case Table():
            return _part_of_table(block, wanted)
        case Verse():
            stanzas = (_part_of_stanza(stanza, wanted) for stanza in block.stanzas)
            return replace(block, stanzas=tuple(filter(None, stanzas)))
        case Figure():
            return _part_of_figure(block, wanted)
        case _:
            return replace(block, content=_run(block.content, wanted))


def _part_of_stanza(stanza: tuple[Line[Phrase], ...], wanted: Wanted) -> tuple[Line[Phrase], ...]:
    lines = (replace(line, content=_run(line.content, wanted)) for line in stanza)
    return tuple(line for line in lines if line.content)


def _part_of_list(block: Listing[Phrase], wanted: Wanted) -> Block[Phrase]:
    """Numbers go on: an item that is parted has its number in both parts."""
    phrases = [list(_phrases(item.blocks)) for item in block.items]
    first = next(n for n, inner in enumerate(phrases) if any(map(wanted, inner)))
    items = tuple(
        replace(item, blocks=part_of(item.blocks, wanted))
        for item, inner in zip(block.items, phrases, strict=True)
        if any(map(wanted, inner))
    )
    return replace(block, items=items, start=block.start + first)


def _part_of_table(block: Table[Phrase], wanted: Wanted) -> Block[Phrase]:
    """Columns stay where they are: a cell of the other part is empty here."""
    rows = tuple(
        replace(row, cells=tuple(_cell(cell, wanted) for cell in row.cells))
        for row in block.rows
        if any(_has(cell.content, wanted) for cell in row.cells)
    )
    caption = _run(block.caption, wanted)
    return replace(block, rows=rows, caption=caption) if rows else Paragraph(caption)


def _cell(cell: Cell[Phrase], wanted: Wanted) -> Cell[Phrase]:
    return replace(cell, content=_run(cell.content, wanted))


def _part_of_figure(block: Figure[Phrase], wanted: Wanted) -> Block[Phrase]:
    """The picture stays with the first of its words."""
    content, caption = _run(block.content, wanted), _run(block.caption, wanted)
    if content[:1] == block.content[:1] and content:
        return replace(block, content=content, caption=caption)
    return Paragraph((*content, *caption))


def _run(content: tuple[Phrase, ...], wanted: Wanted) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in content if wanted(phrase))


def _has(content: tuple[Phrase, ...], wanted: Wanted) -> bool:
    return any(map(wanted, content))


def _phrases(blocks: Iterable[Block[Phrase]]) -> Iterable[Phrase]:
    for block in blocks:
        yield from pieces_of(block)
