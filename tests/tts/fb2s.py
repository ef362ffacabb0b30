"""Small FB2 books, built from a few lines of mark-up, for the tests of reading them."""

from pathlib import Path

from tts.book import Book
from tts.sources.reading import read_book

LINKS = 'xmlns:l="http://www.w3.org/1999/xlink"'
NAMESPACE = "http://www.gribuser.ru/xml/fictionbook/2.0"
INFO = "<book-title>Книга</book-title><lang>ru</lang>"
SAMPLE = Path(__file__).parents[2] / "fixtures" / "books_fb2" / "russian.fb2"


def fb2(
    body: str,
    *,
    info: str = INFO,
    more: str = "",
    after: str = "",
    encoding: str = "utf-8",
) -> str:
    """An FB2 document: its only body, `title-info`, the rest of the description, what follows."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        f'<FictionBook xmlns="{NAMESPACE}" {LINKS}><description><title-info>{info}</title-info>'
        f"{more}</description><body>{body}</body>{after}</FictionBook>"
    )


def notes(inside: str, *, name: str = "notes") -> str:
    """A body of notes, to put after the text."""
    return f'<body name="{name}">{inside}</body>'


def written(folder: Path, source: str | bytes) -> Path:
    """The file of a document."""
    path = folder / "book.fb2"
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return path


def book_of(folder: Path, source: str | bytes) -> Book:
    """The book that a document makes."""
    return read_book(written(folder, source))


def book_with(folder: Path, body: str, *, after: str = "") -> Book:
    """The book that a body makes, and what follows it."""
    return book_of(folder, fb2(body, after=after))
