"""The text of a DAISY talking book comes in: a folder or a zip of 2.02 or 3, or one of its texts.

Its sound is not used: the text is spoken anew, in the reader's voices. Texts are put into the words
of XHTML, and the walk that reads EPUB and HTML makes the book.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from tts.book import Book
from tts.errors import BadBook
from tts.sources.archive import COPY_AGAIN, open_archive
from tts.sources.binding import bind
from tts.sources.daisy.catalogue import Lines, catalogue_of, known_names, with_titles_of
from tts.sources.daisy.dtbook import translate_dtbook
from tts.sources.daisy.folder import NCC, Folder, is_folder
from tts.sources.daisy.order import PAGE_ENDINGS, Files, links_of, texts_of
from tts.sources.daisy.pages202 import translate202
from tts.sources.desk import MOST_TEXT_BYTES
from tts.sources.documents import Document, parse_document
from tts.sources.loose import source_bytes
from tts.sources.markup import Element, attribute, local
from tts.sources.one_page import bare_package
from tts.sources.package import CatalogueLine
from tts.sources.page import catalogue_of_head
from tts.sources.pictures import Shelf, local_or_none
from tts.sources.places import place_of
from tts.sources.remarks import Remarks
from tts.xml_safe import BadXml, parse_xml

DTBOOK_TYPE = "application/x-dtbook+xml"
DTBOOK_ENDING, SMIL_ENDING = ".xml", ".smil"


@dataclass(frozen=True, slots=True)
class Texts:
    """The documents of a book in reading order."""

    documents: tuple[Document, ...]

    def in_reading_order(self) -> list[Document]:
        """All of them."""
        return list(self.documents)

    def beside(self, name: str) -> Document | None:
        """Nothing stands beside them."""
        return None


def read_daisy(path: Path) -> Book:
    """The book in a folder or a zip archive that holds one DAISY book.

    Raises BadBook if it holds several, has sound but no text, or is damaged.
    """
    with _opened(path) as files:
        ncc = _only(files, lambda name: name.rpartition("/")[2].lower() == NCC)
        if ncc:
            return _book202(files, ncc, path)
        opf = _only(files, lambda name: name.lower().endswith(".opf"))
        if not opf:
            raise BadBook(
                "The talking book has no list of its files.", where=files.book, remedy=COPY_AGAIN
            )
        return _book3(files, opf, path)


def read_daisy_page(path: Path) -> Book:
    """The whole book of an `ncc.html`; of another page of DAISY 2.02, what stands in it."""
    files = Folder(path.parent, path.name)
    if path.name.lower() == NCC:
        return _book202(files, path.name, path)
    remarks = Remarks()
    document = parse_document(source_bytes(path), path.name, path.name, remarks)
    lines: Lines = {}
    if document:
        lines = {**catalogue_of_head(document), **catalogue_of(document.root)}
        translate202(document)
    return _bound((document,) if document else (), lines, files, path, remarks)


def read_dtbook(path: Path) -> Book:
    """The book in a single DTBook file; pictures come from its folder."""
    remarks = Remarks()
    document = parse_document(source_bytes(path), path.name, path.name, remarks)
    texts, lines = _dtbooks([document] if document else [], {}, remarks)
    return _bound(texts, lines, Folder(path.parent, path.name), path, remarks)


@contextmanager
def _opened(path: Path) -> Iterator[Files]:
    if is_folder(path):
        yield Folder(path, path.resolve().name)
    else:
        with open_archive(path) as archive:
            yield archive


def _only(files: Files, is_wanted: Callable[[str], bool]) -> str:
    """The one file of a kind in the outermost folder that has any; "" if there is none."""
    seen = (name for name in files.names if not name.rpartition("/")[2].startswith("."))
    found = [name for name in seen if is_wanted(name)]
    highest = min((name.count("/") for name in found), default=0)
    found = [name for name in found if name.count("/") == highest]
    if len(found) > 1:
        raise BadBook(
            f"There are {len(found)} talking books in it, and one is read at a time.",
            where=files.book,
            remedy="Give the folder of one book, or one volume at a time.",
        )
    return next(iter(found), "")


def _book202(files: Files, ncc: str, path: Path) -> Book:
    remarks = Remarks()
    page = parse_document(files.read(files.find(ncc) or ncc), ncc, files.book, remarks)
    if page is None:
        raise BadBook("The contents (NCC) are empty.", where=files.book, remedy=COPY_AGAIN)
    linked = links_of(page.root, ncc)
    smils = [name for name in linked if name.lower().endswith(SMIL_ENDING)]
    names = [*texts_of(smils, files, remarks), *(files.find(name) or name for name in linked)]
    if not any(files.find(smil) for smil in smils):
        names += files.names
    pages = [name for name in dict.fromkeys(names) if name.lower().endswith(PAGE_ENDINGS)]
    documents = _documents([name for name in pages if name != ncc], files, remarks)
    if not documents:
        raise _silent(files.book)
    _remark_unwritten(page.root, files, remarks)
    lines = catalogue_of(page.root)
    for document in documents:
        translate202(document)
    return _bound(tuple(documents), lines, files, path, remarks)


def _book3(files: Files, opf: str, path: Path) -> Book:
    remarks = Remarks()
    try:
        root = parse_xml(files.read(opf), long_text=True)
    except BadXml as error:
        raise BadBook(
            f"The list of the book's files is damaged ({error}).",
            where=f"{files.book}, {opf}",
            remedy=COPY_AGAIN,
        ) from error
    items = {attribute(one, "id"): one for one in root.iter(etree.Element) if local(one) == "item"}
    refs = [attribute(one, "idref") for one in root.iter(etree.Element) if local(one) == "itemref"]
    smils = [_name(items[ref], opf) for ref in refs if ref in items]
    smils = [name for name in smils if name.lower().endswith(SMIL_ENDING)]
    listed = [
        _name(one, opf) for one in items.values() if attribute(one, "media-type") == DTBOOK_TYPE
    ]
    listed = [files.find(name) or name for name in listed if name]
    order = {name: n for n, name in enumerate(texts_of(smils, files, remarks))}
    listed = listed or [name for name in order if name.lower().endswith(DTBOOK_ENDING)]
    listed.sort(key=lambda name: order.get(name, len(order)))
    documents = _documents(listed, files, remarks)
    if not documents:
        raise _silent(files.book)
    texts, lines = _dtbooks(documents, catalogue_of(root), remarks)
    return _bound(texts, lines, files, path, remarks)


def _name(item: Element, opf: str) -> str:
    place = place_of(attribute(item, "href"), opf)
    return place.name if place else ""


def _documents(names: list[str], files: Files, remarks: Remarks) -> list[Document]:
    """The documents of these names; one that is missing is a hole in the book."""
    found, left_bytes = list[Document](), MOST_TEXT_BYTES
    for name in names:
        real = files.find(name)
        if real is None:
            raise BadBook(
                "A text of the talking book is missing.",
                where=f"{files.book}, {name}",
                remedy=COPY_AGAIN,
            )
        source = files.read(real)
        left_bytes -= len(source)
        if left_bytes < 0:
            raise BadBook(
                "The book has more than 96 MiB of text.",
                where=f"{files.book}, {name}",
                remedy="Split the book into volumes.",
            )
        document = parse_document(source, real, files.book, remarks)
        found += [document] if document else []
    return found


def _dtbooks(
    documents: list[Document], lines: Lines, remarks: Remarks
) -> tuple[tuple[Document, ...], Lines]:
    """DTBooks in the words of a page, and a catalogue that their heads and titles complete."""
    for document in documents:
        lines = with_titles_of({**catalogue_of(document.root), **lines}, document.root)
    texts = list[Document]()
    for document in documents:
        dropped = translate_dtbook(document.root, known_names(lines))
        if dropped:
            remarks.add("texts with line numbers", document.name, "its line numbers are left out.")
        book = next((one for one in document.root if local_or_none(one) == "book"), document.body)
        texts.append(replace(document, body=book))
    return tuple(texts), lines


def _remark_unwritten(ncc: Element, files: Files, remarks: Remarks) -> None:
    """Headings that are only heard: the book has text for a part of itself."""
    kind = next((line for line in ncc.iter(etree.Element)
                 if attribute(line, "name").lower() == "ncc:multimediatype"), None)  # fmt: skip
    if kind is not None and attribute(kind, "content").lower() == "audioparttext":
        remarks.add(
            "books of which a part is only heard",
            files.book,
            "only a part of this talking book has text; the rest was only recorded and is missing.",
        )


def _silent(book: str) -> BadBook:
    return BadBook(
        "This DAISY book has sound but no text: only its headings are written.",
        where=book,
        remedy="Lend it as it is, or ask for an edition with text.",
    )


def _bound(
    documents: tuple[Document, ...], lines: Lines, files: Files, path: Path, remarks: Remarks
) -> Book:
    if not documents:
        raise BadBook("There is no text in this file.", where=files.book, remedy=COPY_AGAIN)
    if is_folder(path):  # a folder has no bytes to be known by, its text has
        path = path / documents[0].name
    lines.setdefault("title", [CatalogueLine(files.book.removesuffix(path.suffix), {})])
    package = bare_package(documents[0].name, lines)
    return bind(package, Texts(documents), Shelf(files, remarks), path, remarks)
