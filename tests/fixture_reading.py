"""A second, plain reading of the sample books, sharing no code with `tts.sources`."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import join, normpath

from lxml import etree

from api.samples import BOOKS
from fixtures.gold import folded

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LEAVES = {f"{XHTML}{name}" for name in ("p", "li", "dd", "dt", "td", "th", "caption")}
SILENT = {"noteref", "pagebreak", "backlink"}
NAMED_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)(\w+);")


@dataclass(frozen=True)
class Reading:
    """A book's folder, its content documents in spine order, and its list of pages."""

    folder: Path
    documents: tuple[etree._Element, ...]
    listed_pages: tuple[str, ...]

    def found(self, *names: str) -> list[etree._Element]:
        """Elements of these XHTML names, in reading order."""
        return [
            element
            for document in self.documents
            for element in document.iter(*(f"{XHTML}{name}" for name in names))
        ]

    def typed(self, epub_type: str) -> list[etree._Element]:
        """Elements that bear this epub:type, in reading order."""
        return [element for element in self.found("*") if epub_type in types_of(element)]


def types_of(element: etree._Element) -> set[str]:
    """The words of an element's epub:type, and "backlink" for the ARIA role that says so."""
    words = set(element.get(EPUB_TYPE, "").split())
    return words | {"backlink"} if element.get("role") == "doc-backlink" else words


def language_of(element: etree._Element) -> str:
    """The language that mark-up gives an element, from the nearest ancestor that has one."""
    while True:
        language = element.get(XML_LANG)
        parent = element.getparent()
        if language is not None or parent is None:
            return language or ""
        element = parent


def words_of(element: etree._Element) -> str:
    """The running text of an element, without note marks, page numbers and blocks inside it."""
    return folded("".join(_pieces(element)))


def leaves(reading: Reading) -> Iterator[tuple[str, etree._Element]]:
    """Every innermost block of running text with its element, in reading order."""
    for element in reading.found("*"):
        if element.tag in LEAVES:
            yield words_of(element), element


@cache
def read(book: str) -> Reading:
    """One sample book, by the name of its folder."""
    folder = BOOKS / book
    container = parsed(folder / "META-INF/container.xml")
    package_path = next(
        path for element in container.iter() if (path := element.get("full-path")) is not None
    )
    package = parsed(folder / package_path)
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    base = package_path.rpartition("/")[0]

    def document(item: etree._Element) -> etree._Element:
        return parsed(folder / normpath(join(base, item.get("href", ""))))

    spine = tuple(document(items[ref.get("idref")]) for ref in package.iter(f"{OPF}itemref"))
    ncx, nav = items.get("ncx"), items.get("nav")
    listed = _ncx_pages(document(ncx)) if ncx is not None else ()
    return Reading(folder, spine, _nav_pages(document(nav)) if nav is not None else listed)


def parsed(path: Path) -> etree._Element:
    """A file of a book; XHTML 1.1's named entities are given their characters."""
    text = NAMED_ENTITY.sub(lambda match: html.unescape(match[0]), path.read_text("utf-8"))
    return etree.fromstring(text.encode(), etree.XMLParser(load_dtd=False, no_network=True))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        blocks = child.tag in LEAVES or child.tag in {f"{XHTML}ul", f"{XHTML}ol"}
        if not (blocks or _is_silent(child)):
            yield from _pieces(child)
        yield " " if blocks else ""
        yield child.tail or ""


def _is_silent(element: etree._Element) -> bool:
    link = element.get("href", "")
    return bool(types_of(element) & SILENT) or "notes.xhtml#" in link or "#ref" in link


def _nav_pages(nav: etree._Element) -> tuple[str, ...]:
    return tuple(
        words_of(link)
        for lane in nav.iter(f"{XHTML}nav")
        if "page-list" in types_of(lane)
        for link in lane.iter(f"{XHTML}a")
    )


def _ncx_pages(ncx: etree._Element) -> tuple[str, ...]:
    return tuple(folded("".join(target.itertext())) for target in ncx.iter(f"{NCX}pageTarget"))
