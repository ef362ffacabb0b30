"""What a file is by its content, whatever it is called."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path

from tts.errors import BadBook
from tts.sources.archive import open_archive
from tts.sources.daisy.folder import NCC, is_daisy3, is_daisy_folder
from tts.sources.docx.locked import is_locked
from tts.sources.encodings import wide_encoding
from tts.sources.mending import CONTAINER

HEAD_BYTES = 4096


class Kind(StrEnum):
    """Kinds of files that people take for books, in words for a message."""

    EPUB = "an EPUB book"
    EMPTY = "an empty file"
    PDF = "a PDF file"
    DOCX = "a Word document (DOCX)"
    XLSX = "a spreadsheet (XLSX)"
    PPTX = "a presentation (PPTX)"
    ODT = "an OpenDocument text (ODT)"
    OLD_OFFICE = "an old Office document (such as DOC)"
    LOCKED_OFFICE = "an Office document locked with a password"
    RTF = "an RTF document"
    FB2 = "an FB2 book"
    FB2_ZIP = "an FB2 book in a zip archive"
    KINDLE = "a Kindle book (MOBI or AZW)"
    DJVU = "a DjVu scan"
    HTML = "a web page (HTML)"
    XML = "an XML file"
    DAISY = "a DAISY talking book"
    DAISY_PAGE = "a page of a DAISY 2.02 talking book"
    DTBOOK = "a DTBook text"
    AUDIOBOOK = "an audiobook package"
    ZIP = "a plain zip archive"
    PICTURES_ZIP = "pictures of pages in a zip archive"
    OTHER_ARCHIVE = "an archive (RAR, 7z, gzip or tar)"
    PICTURE = "a picture"
    SOUND = "a sound file"
    TEXT = "a plain text file"
    MARKDOWN = "a Markdown text"
    UNKNOWN = "a file of an unknown kind"


STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"AT&TFORM", Kind.DJVU),
    (b"Rar!", Kind.OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.OTHER_ARCHIVE),
    (b"\x1f\x8b", Kind.OTHER_ARCHIVE),
    (b"BZh", Kind.OTHER_ARCHIVE),
    (b"\xfd7zXZ\x00", Kind.OTHER_ARCHIVE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"\x89PNG\r\n\x1a\n", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"ID3", Kind.SOUND),
    (b"\xff\xfb", Kind.SOUND),
    (b"OggS", Kind.SOUND),
    (b"fLaC", Kind.SOUND),
    (b"RIFF", Kind.SOUND),
)
IN_ZIP: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.xml", Kind.XLSX),
    ("ppt/presentation.xml", Kind.PPTX),
    (NCC, Kind.DAISY),
    ("publication.json", Kind.AUDIOBOOK),
    ("manifest.json", Kind.AUDIOBOOK),
)
DTBOOK_ROOT = re.compile(rb"<(?:[\w.-]+:)?dtbook\b")
DAISY_LINK = re.compile(rb"href\s*=\s*[\"'][^\"'<>]{1,200}\.smil#", re.IGNORECASE)
PICTURE_ENDINGS = frozenset({"png", "jpg", "jpeg", "tif", "tiff"})
FB2_ROOT = re.compile(rb"<(?:[\w.-]+:)?fictionbook\b")
# Text does not show by its bytes what its author meant; here the name has a say.
BY_NAME: Mapping[str, Kind] = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".htm": Kind.HTML,
    ".html": Kind.HTML,
    ".xhtml": Kind.HTML,
}
PAGE_STARTS = (b"<!doctype html", b"<html")
EPUB_TYPE, ODT_TYPE = b"application/epub+zip", b"application/vnd.oasis.opendocument.text"


def kind_of(path: Path) -> Kind:
    """What the file at `path` is. Raises BadBook if it cannot be opened, or is a damaged zip."""
    try:
        with path.open("rb") as handle:
            head = handle.read(HEAD_BYTES)
    except IsADirectoryError as error:
        if is_daisy_folder(path):
            return Kind.DAISY
        raise BadBook(
            "This is a folder, not a book.",
            where=path.name,
            remedy="Name the file of the book itself; an unpacked EPUB has to be packed again.",
        ) from error
    except (OSError, ValueError) as error:
        raise BadBook(
            f"The file cannot be opened ({getattr(error, 'strerror', None) or 'bad name'}).",
            where=path.name,
            remedy="Check its name, and that you may read it.",
        ) from error
    if not head:
        return Kind.EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_zip(path)
    kind = _kind_of_bytes(head)
    if kind is Kind.OLD_OFFICE and is_locked(path):
        return Kind.LOCKED_OFFICE
    if kind is Kind.HTML and (path.name.lower() == NCC or DAISY_LINK.search(head)):
        return Kind.DAISY_PAGE
    return _by_name(kind, head, path) if kind in {Kind.TEXT, Kind.HTML, Kind.UNKNOWN} else kind


def _by_name(kind: Kind, head: bytes, path: Path) -> Kind:
    """A page in the middle of a text is an example in it; a text of strange bytes is for the
    reader of texts to refuse."""
    if kind is Kind.HTML and head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGE_STARTS):
        return kind
    return BY_NAME.get(path.suffix.lower(), kind)


def _kind_of_zip(path: Path) -> Kind:
    with open_archive(path) as archive:
        mimetype = archive.find("mimetype")
        said = archive.read(mimetype).strip() if mimetype else b""
        if archive.find(CONTAINER) or said.startswith(EPUB_TYPE):
            return Kind.EPUB
        if said.startswith(ODT_TYPE):
            return Kind.ODT
        return _kind_by_names([name.lower() for name in archive.names])


def _kind_by_names(names: Collection[str]) -> Kind:
    for name, kind in IN_ZIP:
        if any(one == name or one.endswith("/" + name) for one in names):
            return kind
    if "[content_types].xml" in names and any(name.startswith("word/") for name in names):
        return Kind.DOCX  # some programs call its main text word/document2.xml
    endings = {name.rpartition(".")[2] for name in names}
    if is_daisy3(endings):
        return Kind.DAISY
    if endings and endings <= PICTURE_ENDINGS:
        return Kind.PICTURES_ZIP
    return Kind.FB2_ZIP if "fb2" in endings else Kind.ZIP


def _kind_of_bytes(head: bytes) -> Kind:
    for start, kind in STARTS:
        if head.startswith(start):
            return kind
    if head[60:68] in {b"BOOKMOBI", b"TEXtREAd"}:
        return Kind.KINDLE
    if head[257:262] == b"ustar":
        return Kind.OTHER_ARCHIVE
    if head[4:8] == b"ftyp":
        return Kind.SOUND
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> Kind:
    """Text in any usual encoding has no control characters; mark-up says what it is."""
    is_marked = head[:2] in {b"\xff\xfe", b"\xfe\xff"}
    wide = "utf-16" if is_marked else wide_encoding(head)
    plain = head.decode(wide, "ignore").encode() if wide else head
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if FB2_ROOT.search(start):
        return Kind.FB2
    if DTBOOK_ROOT.search(start):
        return Kind.DTBOOK
    if any(byte < 32 and byte not in b"\t\n\r\x0c\x1a" for byte in plain):
        return Kind.UNKNOWN
    if start.startswith(PAGE_STARTS) or b"<html" in start:
        return Kind.HTML
    return Kind.XML if start.startswith(b"<?xml") else Kind.TEXT
