"""How long the narrator rests after each phrase, so that a listener hears the structure.

Every pause is a multiple of 20 ms, a whole number of samples at every rate that voices have, so
that no error adds up over a book. It comes after the pause that the engine itself makes at the end
of a sentence, about 300 ms with eSpeak NG: what is listed here is what is added.

The figures began as those of DAISY Pipeline 1 Narrator (180 ms after a phrase, 1,000 ms at the end
of a section, 80 ms around an announcement), and were spread so that each step of the structure is
at least 100 ms longer than the one below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tts.book import Block, Figure, Listing, Note, Quotation, Table, Verse
from tts.script import Phrase, Role, Section

STEP_MS = 20
BESIDE_ANNOUNCEMENT_MS = 80
AFTER_PHRASE_MS = 100
AFTER_LINE_MS = 200
AFTER_CELL_MS = 200
AFTER_PAGE_MS = 300  # it comes in the middle of a thought and must not be taken for a part of it
AFTER_ROW_MS = 400
AFTER_STANZA_MS = 500
AFTER_PARAGRAPH_MS = 500  # an entry of a list ends as a paragraph does
AFTER_BLOCK_MS = 700  # a table, list, quotation, poem or note is over; the text goes on
AFTER_HEADING_MS = (1_200, 1_100, 1_000, 900, 900, 900)  # by level
AFTER_SECTION_MS = 1_000
UNSPOKEN_MS = 600  # instead of a phrase that has no letter and no digit

Paced = list[tuple[Phrase, int]]
"""Phrases in reading order, each with the milliseconds of rest after it."""


def with_pauses(section: Section, percent: int = 100) -> Paced:
    """Each phrase of a section with the pause after it, `percent` of the usual one."""
    after_heading_ms = AFTER_HEADING_MS[section.level - 1]
    heading = _run(section.heading.content, after_heading_ms)
    blocks = (_block(block) for block in section.blocks)
    return [
        (phrase, stretched(pause_ms, percent))
        for phrase, pause_ms in _ended((heading, *blocks), AFTER_SECTION_MS)
    ]


def stretched(pause_ms: int, percent: int) -> int:
    """So many per cent of a pause, in whole steps of 20 ms."""
    return (pause_ms * percent + 50 * STEP_MS) // (100 * STEP_MS) * STEP_MS


def _block(block: Block[Phrase]) -> Paced:
    match block:
        case Table():
            rows = (
                _ended((_run(cell.content, AFTER_CELL_MS) for cell in row.cells), AFTER_ROW_MS)
                for row in block.rows
            )
            return _ended((_run(block.caption, AFTER_PARAGRAPH_MS), *rows), AFTER_BLOCK_MS)
        case Verse():
            stanzas = (
                _ended((_run(line.content, AFTER_LINE_MS) for line in stanza), AFTER_STANZA_MS)
                for stanza in block.stanzas
            )
            return _ended(stanzas, AFTER_BLOCK_MS)
        case Listing():
            return _ended(map(_block, _entries(block)), AFTER_BLOCK_MS)
        case Quotation() | Note():
            return _ended(map(_block, block.blocks), AFTER_BLOCK_MS)
        case Figure():
            runs = (_run(run, AFTER_PARAGRAPH_MS) for run in (block.content, block.caption))
            return _ended(runs, AFTER_PARAGRAPH_MS)
        case _:
            return _run(block.content, AFTER_PARAGRAPH_MS)


def _entries(listing: Listing[Phrase]) -> Iterator[Block[Phrase]]:
    return (block for item in listing.items for block in item.blocks)


def _ended(parts: Iterable[Paced], after_ms: int) -> Paced:
    """The parts as one whole, and at least this rest after it."""
    whole = [paced for part in parts for paced in part]
    if whole:
        phrase, pause_ms = whole[-1]
        whole[-1] = phrase, max(pause_ms, after_ms)
    return whole


def _run(run: tuple[Phrase, ...], after_ms: int) -> Paced:
    paced = [(p, AFTER_PAGE_MS if p.role is Role.PAGE else AFTER_PHRASE_MS) for p in run]
    return [*paced[:-1], (run[-1], after_ms)] if run else []
