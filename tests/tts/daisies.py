"""Small DAISY books, built from a few lines of mark-up, for the tests of reading them."""

from collections.abc import Mapping
from pathlib import Path

from tts.book import Book
from tts.sources.reading import read_book

BOOKS = Path(__file__).parents[2] / "fixtures" / "books_daisy"
DTBOOK_NS = "http://www.daisy.org/z3986/2005/dtbook/"


def dtbook(body: str, *, head: str = "", front: str = "") -> str:
    """A DTBook of one body."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><dtbook xmlns="{DTBOOK_NS}" version="2005-3" '
        f'xml:lang="kk"><head><meta name="dc:Title" content="Кітап"/>{head}</head><book>'
        f"<frontmatter>{front}</frontmatter><bodymatter>{body}</bodymatter></book></dtbook>"
    )


def book_of(folder: Path, source: str) -> Book:
    """The book of a DTBook file."""
    path = folder / "book.xml"
    path.write_text(source, "utf-8")
    return read_book(path)


def book_with(folder: Path, body: str) -> Book:
    """The book of the body of a DTBook."""
    return book_of(folder, dtbook(body))


def page(body: str, *, head: str = "") -> str:
    """A page of DAISY 2.02."""
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="kk"><head><title>Кітап</title>'
        f'<meta name="dc:title" content="Кітап"/>{head}</head><body>{body}</body></html>'
    )


def smil(*texts: str) -> str:
    """A list of sounds that reads these texts."""
    pars = "".join(f'<par><text src="{text}"/></par>' for text in texts)
    return f"<smil><head/><body><seq>{pars}</seq></body></smil>"


def opf(*hrefs: str, spine: str = "") -> str:
    """The package of a DAISY 3 book that lists these DTBooks."""
    items = "".join(
        f'<item id="{href}" href="{href}" media-type="application/x-dtbook+xml"/>' for href in hrefs
    )
    return (
        '<package xmlns="http://openebook.org/namespaces/oeb-package/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc-metadata>'
        "<dc:Title>Жинақ</dc:Title><dc:Creator>А. Б.</dc:Creator><dc:Language>kk</dc:Language>"
        f"</dc-metadata></metadata><manifest>{items}<item id='s' href='a.smil' media-type="
        f"'application/smil'/></manifest><spine>{spine}</spine></package>"
    )


def laid(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder of these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
