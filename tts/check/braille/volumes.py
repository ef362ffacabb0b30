"""Rules for volumes, their title pages, and the pages of the print.

A title page says which volume this is and of how many, which braille pages are in it, and for
which paper it is made. Source: docs/formats.md; BANA Braille Formats 2016, 1.11, 1.15 and 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tts.check.braille.book import (
    BLANK,
    MOST_PAGES,
    NUMBER,
    Book,
    Page,
    Row,
    Volume,
    numbers,
    running_line,
    value,
)
from tts.check.fault import Fault

_DIGITS = "[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚]{1,7}"
_RANGE = re.compile(f"{BLANK}*⠼({_DIGITS})⠤⠼({_DIGITS})")
SIZE = re.compile(f"⠼({_DIGITS})[⠐⠄⠦]{{1,2}}⠼({_DIGITS})$")
_TURN = re.compile("⠤{5,}")
_LEAST_PAGES = 2
MOST_TITLE_PAGES = 8


def volumes_hold_text(book: Book) -> Iterator[Fault]:
    """A volume has a title page and at least one page more, and not more than anybody binds."""
    for volume in book.volumes:
        if len(volume.pages) >= MOST_PAGES:
            sentence = f"The volume has {MOST_PAGES} pages or more; the rest was not looked at."
            yield book.fault("braille-too-many-pages", volume, sentence)
        if len(volume.pages) < _LEAST_PAGES:
            sentence = f"Volume {volume.number} has {len(volume.pages)} pages, and so no text."
            yield book.fault("braille-volume-empty", volume, sentence)


def title_pages_name_the_volume(book: Book) -> Iterator[Fault]:
    """Which volume, of how many: whoever takes it from a shelf must know."""
    for volume in book.volumes:
        right = [volume.number, len(book.volumes)]
        rows = title_rows(volume)
        if not any(numbers(row.cells) == right and not _RANGE.fullmatch(row.cells) for row in rows):
            sentence = f"The title page must say volume {right[0]} of {right[1]}."
            yield book.fault("braille-volume-number", volume, sentence)


def title_pages_name_the_pages(book: Book) -> Iterator[Fault]:
    """From which braille page to which."""
    for volume in book.volumes:
        if not volume.pages:
            continue
        first, last = volume.pages[0].number, volume.pages[-1].number
        said = [
            (value(match[1]), value(match[2]))
            for row in title_rows(volume)
            if (match := _RANGE.fullmatch(row.cells))
        ]
        if (first, last) not in said:
            sentence = f"The title page must say pages {first} to {last}."
            yield book.fault("braille-volume-pages", volume, sentence)


def title_pages_name_the_paper(book: Book) -> Iterator[Fault]:
    """Cells in a line and lines on a page, the same in every volume and as the file has them."""
    for volume in book.volumes:
        said = [size for row in title_rows(volume) if (size := size_in(row))]
        if (book.cells, book.lines) not in said:
            sentence = f"The title page must say {book.cells}×{book.lines}, the size of the page."
            yield book.fault("braille-size", volume, sentence)


def print_pages_ascend(book: Book) -> Iterator[Fault]:
    """The numbers of the print only grow, in running lines and where a page turns."""
    reached = 0
    for page, row, label in _labels(book):
        number = _count(label)
        if number is not None and number < reached:
            sentence = f"Page {number} of the print stands after page {reached}."
            yield page.fault("braille-print-order", row, sentence)
        reached = max(reached, number or 0)


def print_pages_are_kept(book: Book) -> Iterator[Fault]:
    """Once a page of the print has begun, every running line of the text says one."""
    force = ""
    for page in _text_pages(book):
        if force and not running_line(page).label:
            sentence = "The running line must say the page of the print that goes on here."
            yield page.fault("braille-print-lost", page.rows[0] if page.rows else None, sentence)
        force = _last_label(page) or force


def _text_pages(book: Book) -> Iterator[Page]:
    """Every page behind the title pages and the contents."""
    for volume in book.volumes:
        yield from (
            page for page in volume.pages[title_pages(volume) :] if page not in book.contents
        )


def turns_stand_between_texts(book: Book) -> Iterator[Fault]:
    """A line of hyphens with the new number fills its line and neither begins nor ends a page."""
    for page in book.pages():
        for row in page.text:
            if not _TURN.match(row.cells):
                continue
            if len(row.cells) != book.cells or not row.cells.strip("⠤"):
                sentence = "The line of a new page of the print must end with its number."
                yield page.fault("braille-turn", row, sentence)
            elif row in (page.text[0], page.text[-1]):
                sentence = "The line of a new page of the print begins or ends this page."
                yield page.fault("braille-turn-place", row, sentence)


def asides_are_closed(book: Book) -> Iterator[Fault]:
    """The signs around words that are not the author's come in pairs. Source: UEB, 3.27."""
    for volume in book.volumes:
        text = "".join(row.cells for page in volume.pages for row in page.text)
        if text.count("⠈⠨⠣") != text.count("⠈⠨⠜"):
            sentence = "An opening and a closing transcriber's sign are not a pair."
            yield book.fault("braille-aside", volume, sentence)


def title_pages(volume: Volume) -> int:
    """How many title pages there are: they end with the size of the paper; mostly one."""
    pages = volume.pages[:MOST_TITLE_PAGES]
    return next((n for n, page in enumerate(pages, 1) if page.text and size_in(page.text[-1])), 1)


def title_rows(volume: Volume) -> tuple[Row, ...]:
    """The rows of a volume's title page."""
    return tuple(row for page in volume.pages[: title_pages(volume)] for row in page.text)


def size_in(row: Row) -> tuple[int, int] | None:
    """The cells and lines that a row of a title page says at its end."""
    match = SIZE.search(row.cells)
    return (value(match[1]), value(match[2])) if match else None


def _labels(book: Book) -> Iterator[tuple[Page, Row, str]]:
    for page in book.pages():
        if page.rows:
            yield page, page.rows[0], running_line(page).label
        for row in page.text:
            if _TURN.match(row.cells):
                yield page, row, row.cells.lstrip("⠤")


def _last_label(page: Page) -> str:
    turns = [row.cells.lstrip("⠤") for row in page.text if _TURN.match(row.cells)]
    return turns[-1] if turns else running_line(page).label


def _count(label: str) -> int | None:
    match = NUMBER.fullmatch(label)
    return value(match[1]) if match else None


RULES = (
    volumes_hold_text,
    title_pages_name_the_volume,
    title_pages_name_the_pages,
    title_pages_name_the_paper,
    print_pages_ascend,
    print_pages_are_kept,
    turns_stand_between_texts,
    asides_are_closed,
)
