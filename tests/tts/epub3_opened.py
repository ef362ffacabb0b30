"""An EPUB file opened again, with nothing of ours that wrote it: what a reading app would find."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from lxml import etree

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "s": "http://www.w3.org/ns/SMIL",
    "p": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
}
TYPE = f"{{{NAMES['e']}}}type"
TEXTREF = f"{{{NAMES['e']}}}textref"


@dataclass(frozen=True)
class Opened:
    """The entries and files of an EPUB, its documents parsed."""

    entries: tuple[ZipInfo, ...]
    files: dict[str, bytes]

    @cached_property
    def package(self) -> etree._Element:
        """The package document."""
        return etree.fromstring(self.files["EPUB/package.opf"])

    @cached_property
    def nav(self) -> etree._Element:
        """The navigation document."""
        return etree.fromstring(self.files["EPUB/nav.xhtml"])

    @cached_property
    def texts(self) -> dict[str, etree._Element]:
        """The documents on the main path, in the order in which they are read."""
        return {
            name: etree.fromstring(self.files[f"EPUB/{name}"])
            for idref in self.find(self.package, "p:spine/p:itemref[not(@linear)]/@idref")
            for name in self.find(self.package, f"p:manifest/p:item[@id='{idref}']/@href")
        }

    @cached_property
    def overlays(self) -> dict[str, etree._Element]:
        """The overlay of each such document that has one."""
        found = {}
        for name in self.texts:
            for idref in self.find(
                self.package, f"p:manifest/p:item[@href='{name}']/@media-overlay"
            ):
                href = self.find(self.package, f"p:manifest/p:item[@id='{idref}']/@href")[0]
                found[name] = etree.fromstring(self.files[f"EPUB/{href}"])
        return found

    def find(self, root: etree._Element, path: str) -> list[str]:
        """The strings that an XPath finds, in document order."""
        found = root.xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return [str(text) for text in found]

    def elements(self, root: etree._Element, path: str) -> list[etree._Element]:
        """The elements that an XPath finds, in document order."""
        found = root.xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return [element for element in found if isinstance(element, etree._Element)]

    def by_id(self, name: str) -> dict[str, etree._Element]:
        """The elements of a document that have an id; fails where two have the same."""
        ids: dict[str, etree._Element] = {}
        root = self.nav if name == "nav.xhtml" else self.texts[name]
        for element in root.iter("*"):
            if element_id := element.get("id"):
                assert element_id not in ids, f"{name} has {element_id} twice"
                ids[element_id] = element
        return ids

    def metas(self, name: str) -> list[str]:
        """The values of a package property."""
        return self.find(self.package, f"p:metadata/p:meta[@property='{name}']/text()")

    def links(self) -> Iterator[tuple[str, str]]:
        """Every link of the book as (file, fragment), its file named from the EPUB folder."""
        documents = {**self.texts, "nav.xhtml": self.nav}
        for name, root in documents.items():
            for href in self.find(root, "//@href | //@src"):
                yield _target(name, href)
        for name, root in self.overlays.items():
            for href in self.find(root, "//@src | //@e:textref"):
                yield _target(name, href)


def _target(base: str, href: str) -> tuple[str, str]:
    file, _, fragment = href.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), file or base)), fragment


def opened(book: Path) -> Opened:
    """Read the whole file."""
    with ZipFile(book) as source:
        entries = tuple(source.infolist())
        return Opened(entries, {entry.filename: source.read(entry) for entry in entries})


def shown(element: etree._Element) -> str:
    """The words of an element: a picture's, a page's and a formula's stand in an attribute."""
    for name in ("alt", "aria-label", "alttext"):
        if name in element.attrib:
            return str(element.get(name))
    inside = (text for child in element for text in (shown(child), child.tail or ""))
    return (element.text or "") + "".join(inside)
