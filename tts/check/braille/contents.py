"""Rules for the contents of a braille book: every entry leads to the page that has its heading.

An entry ends in the last cell with a page number, guide dots before it where there is room. Where
the volumes are many, a line between blank lines names each before its first entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tts.check.braille.book import BLANK, NUMBER, Book, Page, Row, numbers, value, words
from tts.check.fault import Fault

_GUIDE = "⠐"
MOST_ENTRIES = 10_000
_MOST_LINES, _MOST_CELLS = 100, 200
"""What is looked at of a page, so that a file made to keep us busy does not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One heading in the contents, without blanks; the page it names, the volume it stands under
    (0 where none is named)."""

    page: Page
    row: Row
    heading: str
    target: int
    volume: int


def contents_are_there(book: Book) -> Iterator[Fault]:
    """A reader cannot leaf through braille: without contents nothing is found."""
    if book.volumes and not book.contents:
        sentence = "There are no contents; guide dots must lead from headings to pages."
        yield book.fault("braille-contents-missing", book.volumes[0], sentence)


def entries_are_whole(book: Book) -> Iterator[Fault]:
    """Every line belongs to an entry, to the name of a volume, or is the heading of it all."""
    is_first, volume = True, 0
    for page, group in _groups(book):
        if _number_at_end(group[-1], book.cells) is None:
            said = numbers(group[-1].cells)
            if len(group) == len(said) == 1 and volume < said[0] <= len(book.volumes):
                volume = said[0]
            elif not is_first:
                sentence = "This is neither an entry with a page number nor the next volume."
                yield page.fault("braille-contents-row", group[0], sentence)
        is_first = False


def entries_ascend(book: Book) -> Iterator[Fault]:
    """Entries stand in the order of the book."""
    reached = 0
    for entry in entries(book):
        if entry.target < reached:
            sentence = f"Page {entry.target} is named after page {reached}."
            yield entry.page.fault("braille-contents-order", entry.row, sentence)
        reached = max(reached, entry.target)


def entries_lead_to_headings(book: Book) -> Iterator[Fault]:
    """The page that an entry names has a heading of the same words."""
    pages = {page.number: page for page in book.pages()}
    for entry in islice(entries(book), MOST_ENTRIES):
        target = pages.get(entry.target)
        if target is None or book.is_contents(target):
            sentence = f"There is no page {entry.target} of the text."
            yield entry.page.fault("braille-contents-page", entry.row, sentence)
        elif not _has(target, entry.heading):
            sentence = f"Page {entry.target} has no such heading."
            yield entry.page.fault("braille-contents-heading", entry.row, sentence)


def entries_lie_in_their_volumes(book: Book) -> Iterator[Fault]:
    """Under the name of a volume stand the headings that are in it."""
    volume_of = {page.number: v.number for v in book.volumes for page in v.pages}
    for entry in entries(book):
        right = volume_of.get(entry.target, entry.volume)
        if len(book.volumes) > 1 and entry.volume != right:
            sentence = f"Page {entry.target} lies in volume {right}, not {entry.volume}."
            yield entry.page.fault("braille-contents-volume", entry.row, sentence)


def guide_dots_lead(book: Book) -> Iterator[Fault]:
    """Guide dots fill the line between a blank behind the words and a blank before the number."""
    for entry in entries(book):
        before = entry.row.cells[: entry.row.cells.rindex("⠼")]
        room = before.rstrip(BLANK + _GUIDE)
        gap = before[len(room) :]
        if len(gap) > 3 and gap != BLANK + _GUIDE * (len(gap) - 2) + BLANK:
            sentence = "The guide dots between heading and number are not whole."
            yield entry.page.fault("braille-guide-dots", entry.row, sentence)


def entries(book: Book) -> Iterator[Entry]:
    """Every entry of the contents."""
    volume = 0
    for page, group in _groups(book):
        target = _number_at_end(group[-1], book.cells)
        if target is None:
            said = numbers(group[-1].cells)
            volume = said[0] if len(group) == len(said) == 1 else volume
            continue
        text = "".join(words(row.cells) for row in group)
        heading = text[: text.rindex("⠼")]
        yield Entry(page, group[-1], heading, target, volume)


def _groups(book: Book) -> Iterator[tuple[Page, list[Row]]]:
    """Rows that belong together: up to a page number in the last cell, or to a blank row."""
    group: list[Row] = []
    for page in book.contents:
        for row in page.text:
            is_blank = not row.cells.strip(BLANK)
            if not is_blank:
                group.append(row)
            if group and (is_blank or _number_at_end(row, book.cells) is not None):
                yield page, group
                group = []
    if group:
        yield book.contents[-1], group


def _number_at_end(row: Row, cells: int) -> int | None:
    """The page number that ends in the last cell of a row, a blank before it."""
    last = row.cells.rpartition(BLANK)[2]
    match = NUMBER.fullmatch(last)
    return value(match[1]) if match and len(row.cells) == cells else None


def _has(page: Page, heading: str) -> bool:
    """Whether the words of the heading stand on the page, note marks between them or not."""
    rows = [row.cells[:_MOST_CELLS] for row in page.text[:_MOST_LINES]]
    return heading in "".join(map(words, rows)) or _in_order(rows, heading)


def _in_order(rows: list[str], heading: str) -> bool:
    """A note mark may stand in the midst of a heading: the words around it are looked for."""
    rest = heading
    for word in (word for row in rows for word in row.split(BLANK) if word):
        rest = rest.removeprefix(words(word))
    return not rest


RULES = (
    contents_are_there,
    entries_are_whole,
    entries_ascend,
    entries_lead_to_headings,
    entries_lie_in_their_volumes,
    guide_dots_lead,
)
