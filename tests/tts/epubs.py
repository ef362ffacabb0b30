"""Small EPUBs, built from a few lines of mark-up, for the tests of reading them."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tts.book import Block, Book, Formula, Inline, InlineImage, NoteReference, PageBreak, Text
from tts.sources.reading import read_book
from tts.walk import pieces_of

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360"
    "00000002000148afa4710000000049454e44ae426082"
)
CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
METADATA = """<dc:identifier id="uid">urn:isbn:9780000000001</dc:identifier>
<dc:title>Кітап</dc:title><dc:language>kk</dc:language>"""
TYPES = {
    "xhtml": "application/xhtml+xml",
    "html": "application/xhtml+xml",
    "ncx": "application/x-dtbncx+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "css": "text/css",
}


def page(body: str, *, attributes: str = "", head: str = "<title>t</title>") -> str:
    """An XHTML document of EPUB 3."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f" {attributes}><head>{head}</head><body>{body}</body></html>"
    )


def nav(toc: str = "", *, more: str = "") -> str:
    """A navigation document: the lines of its contents, and other `nav` elements."""
    return page(f'<nav epub:type="toc"><ol>{toc}</ol></nav>{more}')


def ncx(points: str, *, pages: str = "") -> str:
    """The contents of EPUB 2."""
    return (
        '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">'
        f"<head/><docTitle><text>t</text></docTitle><navMap>{points}</navMap>{pages}</ncx>"
    )


def point(title: str, src: str, inner: str = "") -> str:
    """One line of an NCX."""
    label = f"<navLabel><text>{escape(title)}</text></navLabel>"
    return f'<navPoint id="n" playOrder="1">{label}<content src="{src}"/>{inner}</navPoint>'


def opf(
    files: Mapping[str, object],
    *,
    metadata: str = METADATA,
    spine: str | None = None,
    properties: Mapping[str, str] | None = None,
    guide: str = "",
    version: str = "3.0",
) -> str:
    """A package that lists `files`; without `spine`, every document is read, in order."""
    said = {"nav.xhtml": "nav", **(properties or {})}
    items, refs = list[str](), list[str]()
    for number, name in enumerate(files):
        ending = name.rpartition(".")[2]
        words = f' properties="{said[name]}"' if name in said else ""
        media_type = TYPES.get(ending, "application/octet-stream")
        items.append(f'<item id="i{number}" href="{name}" media-type="{media_type}"{words}/>')
        if ending in {"xhtml", "html"} and name != "nav.xhtml":
            refs.append(f'<itemref idref="i{number}"/>')
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        f'version="{version}" unique-identifier="uid">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        f"<manifest>{''.join(items)}</manifest>"
        f"<spine>{spine if spine is not None else ''.join(refs)}</spine>{guide}</package>"
    )


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Pack files as they are, `mimetype` first and not compressed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if "mimetype" not in files:
            archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def epub(path: Path, files: Mapping[str, str | bytes], *, package: str | None = None) -> Path:
    """An EPUB of these files of the folder EPUB; its package lists them unless one is given."""
    inside = {f"EPUB/{name}": content for name, content in files.items()}
    return zipped(
        path,
        {
            "META-INF/container.xml": CONTAINER,
            "EPUB/package.opf": package or opf(files),
            **inside,
        },
    )


def blocks_of(book: Book) -> list[Block[Inline]]:
    """All blocks of all parts."""
    return [block for part in book.parts for block in part.blocks]


def shown(block: Block[Inline]) -> str:
    """A block's words; a page as |12|, a note mark as ^1, a picture as its text in brackets."""
    return "".join(_shown(piece) for piece in pieces_of(block))


def all_text(book: Book) -> str:
    """The words of the book and of its notes, block after block."""
    notes = [block for note in book.notes for block in note.blocks]
    return "\n".join(shown(block) for block in [*blocks_of(book), *notes])


def _shown(piece: Inline) -> str:
    match piece:
        case Text():
            return piece.text
        case PageBreak():
            return f"|{piece.label}|"
        case NoteReference():
            return f"^{piece.mark}"
        case Formula():
            return piece.text
        case InlineImage():
            return f"[{piece.text}]"


def book_of(folder: Path, files: Mapping[str, str | bytes], *, package: str | None = None) -> Book:
    """The book that these files make; without contents of their own they get empty ones."""
    with_contents = {**({} if package else {"nav.xhtml": nav()}), **files}
    return read_book(epub(folder / "book.epub", with_contents, package=package))


def book_with(folder: Path, body: str, *, attributes: str = "", **files: str | bytes) -> Book:
    """A book of one document, and pictures named like `map_png`."""
    named = {name.replace("_", "."): content for name, content in files.items()}
    return book_of(folder, {"a.xhtml": page(body, attributes=attributes), **named})
