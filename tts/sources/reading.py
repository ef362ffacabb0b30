"""A book file comes in, whatever its name: what it is decides who reads it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tts.book import Book
from tts.errors import BadBook
from tts.sources.daisy.reading import read_daisy, read_daisy_page, read_dtbook
from tts.sources.docx.reading import read_docx
from tts.sources.epub import read_epub
from tts.sources.fb2.reading import read_fb2, read_fb2_zip
from tts.sources.kinds import Kind, kind_of
from tts.sources.markdown import read_markdown
from tts.sources.markup import listed
from tts.sources.page import read_html
from tts.sources.pdf.reading import read_pdf
from tts.sources.plain.text import read_text
from tts.sources.scans.pictures import read_picture, read_pictures_zip
from tts.sources.scans.recognition import Recognition

READERS: Mapping[Kind, Callable[[Path], Book]] = {
    Kind.DAISY: read_daisy,
    Kind.DAISY_PAGE: read_daisy_page,
    Kind.DOCX: read_docx,
    Kind.DTBOOK: read_dtbook,
    Kind.EPUB: read_epub,
    Kind.FB2: read_fb2,
    Kind.FB2_ZIP: read_fb2_zip,
    Kind.HTML: read_html,
    Kind.MARKDOWN: read_markdown,
    Kind.TEXT: read_text,
}
SEEN: Mapping[Kind, Callable[[Path, Recognition], Book]] = {
    Kind.PDF: read_pdf,
    Kind.PICTURE: read_picture,
    Kind.PICTURES_ZIP: read_pictures_zip,
}
TEXTS = frozenset({Kind.HTML, Kind.MARKDOWN, Kind.TEXT})
# A page or a text under such a name is most often what came instead of the book: a page that
# says that the download failed.
NAMES_OF_OTHERS = listed(".epub .fb2 .zip .docx .doc .odt .rtf .pdf .djvu .mobi .azw .azw3")

OTHERWISE = (
    "Give the book as EPUB, FB2, DOCX, PDF, DAISY, HTML, Markdown or text, under its right name."
)
REMEDIES = {
    Kind.OLD_OFFICE: "Open it in a word processor and save it as DOCX.",
    Kind.LOCKED_OFFICE: "Open it with its password and save it without one.",
}


def read_book(path: Path, recognition: Recognition | None = None) -> Book:
    """The book in a file, told by its content and not by its name.

    `recognition` is how pictures of pages are to be read, if there are any. Raises BadBook, which
    names what the file looks like, if that is no book read here.
    """
    kind = kind_of(path)
    refuse_if_unread(kind, path)
    if kind in SEEN:
        return SEEN[kind](path, recognition or Recognition())
    return READERS[kind](path)


def refuse_if_unread(kind: Kind, path: Path) -> None:
    """Raises BadBook, which names what the file looks like, if it is no book read here."""
    is_mistaken = kind in TEXTS and path.suffix.lower() in NAMES_OF_OTHERS
    if (kind not in READERS and kind not in SEEN) or is_mistaken:
        raise BadBook(
            f"This is {kind}, not {'what its name says' if is_mistaken else 'a book read here'}.",
            where=path.name,
            remedy=REMEDIES.get(kind, OTHERWISE),
        )
