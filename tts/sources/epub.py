"""EPUB 2 and 3 come in through EbookLib, which is known to this file only.

EbookLib reads the package: metadata, manifest, reading order, contents, page list, guide. What it
would trip over is mended first (`tts.sources.mending`), and what it gives is turned into plain
facts (`Package`). Habits to know: it loads every file at once and rewrites documents on the way
out, so documents are read from our bounded archive instead; `book.language` says "en" and
`book.uid` is random unless set, so only the metadata are believed; links of its contents are
relative to the package if they come from a navigation document, but to the NCX if from there.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, BinaryIO

from ebooklib import epub
from lxml import etree

from tts.book import Book, Metadata
from tts.errors import BadBook
from tts.sources.archive import ASK_MAKER, Archive, open_archive
from tts.sources.binding import bind
from tts.sources.desk import Desk
from tts.sources.guard import refuse_if_locked
from tts.sources.mending import DC_NS, OPF_NS, Mended, mend
from tts.sources.metadata import (
    identifier_by_content,
    main_language,
    read_metadata,
    series_of,
)
from tts.sources.package import (
    CatalogueLine,
    Landmark,
    ManifestFile,
    Package,
    SpineFile,
    TocEntry,
)
from tts.sources.pictures import Shelf
from tts.sources.places import Place, place_of
from tts.sources.remarks import Remarks
from tts.sources.running_text import folded

# What EbookLib raises at packages it does not expect; it promises nothing of its own.
TRIPS = (
    epub.EpubException,
    etree.LxmlError,
    AttributeError,
    IndexError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)


def read_epub(path: Path) -> Book:
    """The book in an EPUB file.

    Raises BadBook if the file is no EPUB, is damaged or locked, has no text, or would burst the
    bounds of `tts.sources.archive`. What could not be kept is said in the book's warnings.
    """
    remarks = Remarks()
    with open_archive(path) as archive:
        refuse_if_locked(archive)
        mended = mend(archive, remarks)
        with path.open("rb") as handle:
            opened = _open(handle, archive, mended)
        package = _package(opened, archive, mended)
        desk, shelf = Desk(package, archive, remarks), Shelf(archive, remarks)
        return bind(package, desk, shelf, path, remarks)


def describe_epub(path: Path) -> tuple[Metadata, tuple[str, str]]:
    """What the package says to a catalogue, and its series with its number in it ("" for none).

    The text itself is not looked at. Raises BadBook as `read_epub` does.
    """
    with open_archive(path) as archive:
        refuse_if_locked(archive)
        mended = mend(archive, Remarks())
        with path.open("rb") as handle:
            package = _package(_open(handle, archive, mended), archive, mended)
    metadata = read_metadata(
        package,
        language=main_language(package, ()),
        fallback_identifier=identifier_by_content(path),
        fallback_title=path.stem,
    )
    return metadata, series_of(package)


class _Reader(epub.EpubReader):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's reader on mended files. The text itself is read later, one bounded file a time."""

    def __init__(self, handle: BinaryIO, archive: Archive, mended: Mended) -> None:
        super().__init__(handle, {"ignore_ncx": mended.uses_nav})
        self._archive = archive
        self._files = mended.files

    def read_file(self, name: str) -> bytes:
        """A mended file; of all others, which EbookLib would load at once, nothing."""
        name = normpath(name)
        return self._files.get(name) or self._files.get(self._archive.find(name) or "", b"")


def _open(handle: BinaryIO, archive: Archive, mended: Mended) -> Any:
    try:
        return _Reader(handle, archive, mended).load()
    except TRIPS as error:
        raise BadBook(
            "The package file, which lists the book's files, cannot be understood.",
            where=f"{archive.book}, {mended.opf_name}",
            remedy=ASK_MAKER,
        ) from error


def _package(opened: Any, archive: Archive, mended: Mended) -> Package:
    """Plain facts from what EbookLib has read, with every link resolved to the archive's names."""

    def place(href: str | None, seen_from: str) -> Place | None:
        found = place_of(href or "", seen_from)
        return found and Place(archive.find(found.name) or found.name, found.fragment)

    contents_base = mended.opf_name if mended.uses_nav else mended.contents_name
    by_id = {item.id: _file(item, archive, mended) for item in reversed(opened.items)}
    toc = ((title, place(href, contents_base), depth) for title, href, depth in _lines(opened.toc))
    pages = [(place(href, mended.opf_name), title) for title, href, _ in _lines(opened.pages)]
    guide = [(mark["type"], place(mark["href"], mended.opf_name)) for mark in opened.guide]
    return Package(
        opf_name=mended.opf_name,
        unique_identifier=mended.unique_identifier,
        files={file.name: file for file in by_id.values()},
        spine=tuple(
            SpineFile(by_id[idref].name if idref in by_id else "", linear != "no", idref)
            for idref, linear in opened.spine
        ),
        toc=tuple(TocEntry(title, at, depth) for title, at, depth in toc if at),
        page_list=tuple((at, label) for at, label in (*pages, *mended.ncx_pages) if at),
        landmarks=(
            *mended.landmarks,
            *(Landmark((kind or "").lower(), at) for kind, at in guide if at),
        ),
        catalogue=_catalogue(opened.metadata),
        navigation=mended.navigation,
    )


def _file(item: Any, archive: Archive, mended: Mended) -> ManifestFile:
    name = normpath(join(dirname(mended.opf_name), item.file_name)).lstrip("/")
    return ManifestFile(
        item.id,
        archive.find(name) or name,
        item.media_type,
        mended.properties.get(item.id, frozenset()),
    )


def _lines(contents: Any) -> Iterator[tuple[str, str, int]]:
    """Title, link and depth of every line of EbookLib's nested contents, from the top down."""
    waiting = [(one, 1) for one in reversed(contents if isinstance(contents, list) else [])]
    while waiting:
        one, depth = waiting.pop()
        line, inner = one if isinstance(one, tuple) else (one, [])
        yield folded(line.title or ""), line.href or "", depth
        waiting += [(below, depth + 1) for below in reversed(inner)]


def _catalogue(metadata: Mapping[Any, Any]) -> dict[str, tuple[CatalogueLine, ...]]:
    """Dublin Core by name, and EPUB's own lines under "meta"."""
    said = {**metadata.get(DC_NS, {}), "meta": metadata.get(OPF_NS, {}).get("meta", ())}
    return {
        name: tuple(CatalogueLine(text or "", attributes) for text, attributes in lines)
        for name, lines in said.items()
    }
