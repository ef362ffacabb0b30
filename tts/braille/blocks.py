"""Sections become texts at their places on the line, as braille books set them.

Paragraphs begin in cell 3; lists, verse and rows of tables in cell 1 with their other lines in cell
3; notes and pictures' texts in cell 7, their other lines in cell 5. A heading of level 1 stands in
the middle between blank lines, one of level 2 in cell 5, deeper ones in cell 7, a blank line before
them. Source: BANA Braille Formats 2016, 1.9, 4.4, 5.2, 8.2, 13.2; GOST R 58511-2019, 7.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tts.book import (
    Block,
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
from tts.braille.cells import BLANK
from tts.braille.items import Gap, Item, Text, Turn
from tts.braille.running_text import RunningText
from tts.braille.tabular import table_items
from tts.script import Phrase, Role, Script, Section
from tts.walk import pieces_of

STEP = 2
NOTE_INDENT = 4
_HEADING_INDENT = {2: 4}
_DEEP_HEADING_INDENT = 6


class Flow:
    """Turns the sections of one script into items. `deepest` bounds how far text is indented."""

    def __init__(self, script: Script, text: RunningText, *, deepest: int) -> None:
        self._text, self._deepest = text, deepest
        self._marks: dict[str, Phrase] = {}
        for phrase in script.phrases():
            if phrase.role is Role.NOTE_REFERENCE:
                self._marks.setdefault(phrase.note_id, phrase)

    def section(self, section: Section) -> Iterator[Item]:
        """The heading and everything under it."""
        yield Gap()
        yield from self._heading(section)
        if section.level == 1:
            yield Gap()
        yield from self._blocks(section.blocks, 0)

    def _heading(self, section: Section) -> Iterator[Item]:
        content = section.heading.content
        yield from (Turn(self._text.label(one)) for one in content if one.role is Role.PAGE)
        indent = _HEADING_INDENT.get(section.level, _DEEP_HEADING_INDENT)
        yield Text(
            self._text.heading(content, marks=True),
            indent,
            indent,
            is_centred=section.level == 1,
            heading=section.section_id,
            level=section.level,
        )

    def _blocks(self, blocks: Iterable[Block[Phrase]], indent: int) -> Iterator[Item]:
        for block in blocks:
            if next(pieces_of(block), None) is not None:
                yield from self._block(block, min(indent, self._deepest))

    def _block(self, block: Block[Phrase], indent: int) -> Iterator[Item]:
        match block:
            case Paragraph() | Heading() | Page():
                yield from self._paragraph(block.content, indent + STEP, indent)
            case Listing():
                yield from self._listing(block, indent)
            case Verse():
                yield from self._verse(block, indent)
            case Quotation():
                yield Gap()
                yield from self._blocks(block.blocks, indent + STEP)
                yield Gap()
            case Table():
                yield Gap()
                yield from table_items(block, self._text, indent, indent + STEP)
                yield Gap()
            case Figure():
                yield from self._paragraph(block.content, indent + NOTE_INDENT + STEP, NOTE_INDENT)
                yield from self._paragraph(block.caption, indent + STEP, indent)
            case Note():
                yield from self._note(block)

    def _paragraph(self, content: Sequence[Phrase], first: int, others: int) -> Iterator[Item]:
        """After a turn of the print page the text goes on as a further line does."""
        has_begun = False
        for run in self._text.runs(content):
            if isinstance(run, str):
                yield Text(run, others if has_begun else first, others)
                has_begun = True
            else:
                yield run

    def _listing(self, listing: Listing[Phrase], indent: int) -> Iterator[Item]:
        for number, entry in enumerate(listing.items, start=listing.start):
            mark = self._text.number_mark(number) + BLANK if listing.ordered else ""
            yield from _marked(mark, self._blocks(entry.blocks, indent + STEP), indent)

    def _verse(self, verse: Verse[Phrase], indent: int) -> Iterator[Item]:
        for stanza in verse.stanzas:
            yield Gap()
            for line in stanza:
                yield from self._paragraph(line.content, indent, indent + STEP)
        yield Gap()

    def _note(self, note: Note[Phrase]) -> Iterator[Item]:
        """The mark, which the note's own words may begin with, and the note."""
        mark = self._marks.get(note.note_id)
        items = self._blocks(note.blocks, NOTE_INDENT)
        words = next(
            (phrase.text for phrase in pieces_of(note) if phrase.role is not Role.PAGE), ""
        )
        if mark is None:
            cells = ""
        elif re.match(rf"{re.escape(mark.text.strip())}(?!\w)", words):
            cells = self._text.note_sign(mark)
        else:
            cells = self._text.note_mark(mark) + BLANK
        yield from _marked(cells, items, NOTE_INDENT + STEP)


def _marked(mark: str, items: Iterable[Item], first: int) -> Iterator[Item]:
    """The items with a mark before the first text, which begins at its own place."""
    is_next = True
    for item in items:
        if isinstance(item, Text) and is_next:
            is_next = False
            yield replace(item, cells=mark + item.cells, first=first)
        else:
            yield item
