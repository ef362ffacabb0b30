"""A single web page is a book of one document; pictures come from its folder.

The same walk reads it that reads the documents of an EPUB: notes, tables, headings, pictures. Its
head is the catalogue entry: `title`, `meta` names of HTML and of Dublin Core ("DC.creator").
Sources: HTML Living Standard, 4.2.5.1 "Standard metadata names"; DCMI, "Expressing Dublin Core in
HTML/XHTML meta and link elements".
"""

import re
from pathlib import Path

from lxml import etree

from tts.book import Book
from tts.errors import BadBook
from tts.sources.binding import bind
from tts.sources.decoding import decode
from tts.sources.documents import Document, parse_page
from tts.sources.encodings import letters_of, not_text
from tts.sources.loose import FilesBeside, source_bytes
from tts.sources.markup import Element, attribute, local, words_in
from tts.sources.one_page import OnePage, bare_package
from tts.sources.package import CatalogueLine
from tts.sources.pictures import Shelf
from tts.sources.remarks import Remarks

DUBLIN_CORE = re.compile(r"(?:dc|dcterms)[.:]([a-z]+)(?:\.[a-z]+)*", re.IGNORECASE)
MEANS = {
    "author": "creator", "description": "description", "keywords": "subject",
    "copyright": "rights", "publisher": "publisher", "date": "date", "language": "language",
    "created": "date", "issued": "date",
}  # fmt: skip
LISTED_WITH_COMMAS = frozenset({"subject"})
MOST_META = 500


def read_html(path: Path) -> Book:
    """The book in a single HTML or XHTML file.

    Raises BadBook if it is no text, has nothing to read, nests too deep, or is larger than 64 MiB.
    """
    remarks = Remarks()
    source = source_bytes(path)
    text, is_sure = decode(source)
    if not is_sure:
        letters = letters_of(source, path.name)
        text = letters.text
        if letters.remark:
            remarks.add("doubtful encodings", path.name, letters.remark)
    if "\x00" in text:
        raise not_text(path.name)
    return book_of_page(text, path, remarks)


def book_of_page(
    text: str, path: Path, remarks: Remarks, catalogue: dict[str, list[CatalogueLine]] | None = None
) -> Book:
    """The book in the text of a page; `catalogue` is believed before the page's own head."""
    document = parse_page(text, path.name, path.name)
    if document is None:
        raise BadBook(
            "There is no text in this file.",
            where=path.name,
            remedy="Check that it is the right file, and that it was saved whole.",
        )
    files = FilesBeside(path)
    _take_in_pictures(document, files)
    lines = catalogue_of_head(document)
    lines.update(catalogue or {})
    package = bare_package(document.name, lines)
    return bind(package, OnePage(document), Shelf(files, remarks), path, remarks)


def _take_in_pictures(document: Document, files: FilesBeside) -> None:
    """Pictures written into the page are given names, like files."""
    for image in document.root.iter(etree.Element):
        if local(image) == "img":
            name = files.take_in(image.get("src") or "")
            if name:
                image.set("src", name.replace("?", "%3F"))


def catalogue_of_head(document: Document) -> dict[str, list[CatalogueLine]]:
    """Dublin Core lines from the head of the page; what is named so goes before looser names."""
    named: dict[str, list[CatalogueLine]] = {}
    loose: dict[str, list[CatalogueLine]] = {}
    heads = [one for one in document.root if isinstance(one.tag, str) and local(one) == "head"]
    metas = [one for head in heads for one in head.iter(etree.Element)]
    for one in metas[:MOST_META]:
        if local(one) == "title":
            loose.setdefault("title", []).append(CatalogueLine(words_in(one), {}))
        elif local(one) == "meta":
            _note_meta(one, named, loose)
    return {**loose, **named}


def _note_meta(
    meta: Element, named: dict[str, list[CatalogueLine]], loose: dict[str, list[CatalogueLine]]
) -> None:
    said, name = attribute(meta, "content"), attribute(meta, "name").lower()
    core = DUBLIN_CORE.fullmatch(name)
    meaning = MEANS.get(core[1], core[1]) if core else MEANS.get(name, "")
    if not said or not meaning:
        return
    texts = said.split(",") if meaning in LISTED_WITH_COMMAS else [said]
    lines = (named if core else loose).setdefault(meaning, [])
    lines += [CatalogueLine(text, {}) for text in texts if text.strip()]
