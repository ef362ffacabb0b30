"""Rules for every page of braille: its size, its lines, its running line.

Source: docs/formats.md; BANA Braille Formats 2016, 1.2 and 1.13.
"""

from __future__ import annotations

from collections.abc import Iterator

from tts.check.braille.book import BLANK, Book, Row, running_line
from tts.check.fault import Fault

_GAP = BLANK * 2


def pages_fit(book: Book) -> Iterator[Fault]:
    """No line has more cells, no page more lines than the paper."""
    for page in book.pages():
        for row in page.rows:
            if len(row.cells) > book.cells:
                sentence = f"The line has {len(row.cells)} cells; the page has {book.cells}."
                yield page.fault("braille-line-long", row, sentence)
        if len(page.rows) > book.lines:
            sentence = f"There are {len(page.rows)} lines; the page has {book.lines}."
            yield page.fault("braille-page-long", page.rows[book.lines], sentence)


def pages_have_text(book: Book) -> Iterator[Fault]:
    """A page has more than its running line: paper is dear, and a blank page looks like the end."""
    for page in book.pages():
        if not any(row.cells.strip(BLANK) for row in page.text):
            yield page.fault("braille-page-empty", None, "There is no text on this page.")


def lines_are_tidy(book: Book) -> Iterator[Fault]:
    """No blanks at the end of a line, no two of them between words."""
    for page in book.pages():
        for place, row in enumerate(page.rows):
            if row.cells.endswith(BLANK):
                yield page.fault("braille-line-blanks", row, "The line ends with blanks.")
            is_spaced = place == 0 or book.is_contents(page)
            if not is_spaced and _GAP in row.cells.strip(BLANK):
                sentence = "Two blanks stand between words; a reader looks for what is missing."
                yield page.fault("braille-word-gap", row, sentence)


def blank_lines_part(book: Book) -> Iterator[Fault]:
    """A blank line parts texts: it neither begins nor ends a page, and there are never two."""
    for page in book.pages():
        before: Row | None = None
        for row in page.text:
            is_blank = not row.cells.strip(BLANK)
            if is_blank and (before is None or not before.cells.strip(BLANK)):
                yield page.fault("braille-blank-line", row, "This blank line parts nothing.")
            before = row
        if before is not None and not before.cells.strip(BLANK):
            yield page.fault("braille-blank-line", before, "The page ends with a blank line.")


def lines_begin_in_their_cells(book: Book) -> Iterator[Fault]:
    """A line begins in cell 1, 3, 5 … or stands in the middle."""
    for page in book.pages():
        for row in page.text:
            length = len(row.cells) - row.indent
            is_centred = row.indent == (book.cells - length) // 2
            if row.indent % 2 and length and not is_centred:
                sentence = f"The line begins in cell {row.indent + 1}, where no text begins."
                yield page.fault("braille-indent", row, sentence)


def pages_are_numbered(book: Book) -> Iterator[Fault]:
    """The running line ends in the last cell with the number of the page; all pages count."""
    for page in book.pages():
        said = running_line(page)
        row = page.rows[0] if page.rows else None
        if said.number is None or row is None:
            sentence = f"The first line must end with the number of the page, {page.number}."
            yield page.fault("braille-running-line", row, sentence)
        elif said.number != page.number:
            sentence = f"The page says {said.number}, but it is page {page.number} of the book."
            yield page.fault("braille-page-number", row, sentence)
        elif len(row.cells) != book.cells:
            sentence = f"The number must stand in the last cell, {book.cells}."
            yield page.fault("braille-running-line", row, sentence)


def pages_bear_one_title(book: Book) -> Iterator[Fault]:
    """The words in the middle of the running line are those of the first page."""
    first: str | None = None
    for page in book.pages():
        title = running_line(page).title
        if first is None:
            first = title
        if title != first and not _is_shorter(title, first):
            sentence = "The title in the running line is not that of the first page."
            yield page.fault("braille-running-title", page.rows[0] if page.rows else None, sentence)


def _is_shorter(title: str, whole: str) -> bool:
    """A long number leaves room for fewer words."""
    return not title or whole.startswith(title + BLANK)


def cells_have_six_dots(book: Book) -> Iterator[Fault]:
    """Paper braille has six dots."""
    for page in book.pages():
        for row in page.rows:
            if row.cells and max(row.cells) > "\u283f":
                yield page.fault("braille-eight-dots", row, "A cell has a dot 7 or 8.")


RULES = (
    pages_fit,
    pages_have_text,
    lines_are_tidy,
    blank_lines_part,
    lines_begin_in_their_cells,
    pages_are_numbered,
    pages_bear_one_title,
    cells_have_six_dots,
)
