"""How long the narrator rests after each phrase, so that a listener hears the structure.

Every pause is a multiple of 20 ms, a whole number of samples at every rate. It comes after the
pause that the engine itself makes at the end of a sentence, about 300 ms with eSpeak NG.
"""

from collections.abc import Iterator

from tts.book import Table, Verse
from tts.script import Phrase, Role, Section
from tts.walk import contents_of

AFTER_PHRASE_MS = 100
AFTER_PAGE_MS = 300
AFTER_LINE_MS = 200  # a line of verse, a cell of a table
AFTER_PARAGRAPH_MS = 500
AFTER_HEADING_MS = 900
UNSPOKEN_MS = 600  # instead of a phrase that has no letter and no digit


def with_pauses(section: Section) -> Iterator[tuple[Phrase, int]]:
    """Each phrase of a section, in reading order, with the pause after it in milliseconds."""
    yield from _paced(section.heading.content, AFTER_HEADING_MS)
    for block in section.blocks:
        after_run_ms = AFTER_LINE_MS if isinstance(block, Table | Verse) else AFTER_PARAGRAPH_MS
        runs = [run for run in contents_of(block) if run]
        for place, run in enumerate(runs, 1):
            yield from _paced(run, AFTER_PARAGRAPH_MS if place == len(runs) else after_run_ms)


def _paced(run: tuple[Phrase, ...], after_run_ms: int) -> Iterator[tuple[Phrase, int]]:
    for place, phrase in enumerate(run, 1):
        if place == len(run):
            yield phrase, after_run_ms
        else:
            yield phrase, AFTER_PAGE_MS if phrase.role is Role.PAGE else AFTER_PHRASE_MS
