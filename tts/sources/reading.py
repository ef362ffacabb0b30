"""A book file comes in, whatever its name: what it is decides who reads it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tts.book import Book
from tts.errors import BadBook
from tts.sources.epub import read_epub
from tts.sources.fb2 import read_fb2, read_fb2_zip
from tts.sources.kinds import Kind, kind_of

READERS: Mapping[Kind, Callable[[Path], Book]] = {
    Kind.EPUB: read_epub,
    Kind.FB2: read_fb2,
    Kind.FB2_ZIP: read_fb2_zip,
}


def read_book(path: Path) -> Book:
    """The book in a file, told by its content and not by its name.

    Raises BadBook, which names what the file looks like, if that is no book read here.
    """
    kind = kind_of(path)
    reader = READERS.get(kind)
    if reader is None:
        raise BadBook(
            f"This is {kind}, which is not read here.",
            where=path.name,
            remedy="Give the book as EPUB or FB2, or convert the file to one of them first.",
        )
    return reader(path)
