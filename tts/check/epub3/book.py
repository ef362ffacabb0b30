"""An EPUB 3 with media overlays as it was read: package, overlays, text, navigation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tts.check.document import Document, Element, Papers, children, local, target, words
from tts.check.fault import Fault
from tts.check.metadata import Fact
from tts.check.shelf import Shelf
from tts.check.sound import Sounds, suffix
from tts.check.spoken import Par, read_par
from tts.check.values import clock_ms

CONTAINER = "META-INF/container.xml"
CLIP_NAMES = ("clipBegin", "clipEnd")
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
TEXTREF = "{http://www.idpf.org/2007/ops}textref"
TEXT_TYPE = "application/xhtml+xml"
OVERLAY_TYPE = "application/smil+xml"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the manifest: `file` is the file it lists."""

    element: Element
    item_id: str
    file: str
    media_type: str

    @property
    def properties(self) -> list[str]:
        """What the item is besides its type ("nav", "cover-image")."""
        return self.element.get("properties", "").split()


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the table of contents or the page list; `depth` counts the lists around it."""

    element: Element
    text: str
    file: str
    fragment: str
    depth: int


@dataclass(frozen=True, eq=False)
class Epub3:
    """`texts` and `overlays` in the order of the spine; the navigation is not among them."""

    shelf: Shelf
    papers: Papers
    sounds: Sounds
    container: Document | None
    opf: Document
    facts: list[Fact]
    items: list[Item]
    spine: list[Element]
    texts: list[Document]
    overlays: list[Document]
    pars: dict[str, list[Par]]
    nav: Document | None

    def all_pars(self) -> Iterator[Par]:
        """Every stretch of sound, in reading order."""
        for overlay in self.overlays:
            yield from self.pars[overlay.name]

    def entries(self, kind: str) -> list[Entry]:
        """The links of one part of the navigation: "toc", "page-list" or "landmarks"."""
        if self.nav is None:
            return []
        return [
            entry
            for part in self.nav.named("nav")
            if kind in types_of(part)
            for entry in _entries(self.nav, part)
        ]


def types_of(element: Element) -> list[str]:
    """The words of epub:type."""
    return element.get(EPUB_TYPE, "").split()


def read_epub3(shelf: Shelf, papers: Papers, sounds: Sounds) -> Epub3 | Fault:
    """Read what can be read, or say why there is nothing to start from."""
    container = papers.document(CONTAINER)
    opf = papers.document(_package_name(shelf, container))
    if opf is None:
        sentence = "META-INF/container.xml names no package (.opf) that can be read."
        return Fault("file-missing", CONTAINER, "", sentence)
    items = [_item(opf, element) for element in opf.named("item")]
    by_id = {item.item_id: item for item in items}
    spine = [ref for spine in opf.named("spine") for ref in children(spine)]
    read = dict.fromkeys(by_id[ref.get("idref", "")] for ref in spine if ref.get("idref") in by_id)
    nav = next((item for item in items if "nav" in item.properties), None)
    text_items = [item for item in read if item.media_type == TEXT_TYPE and item != nav]
    overlays = _overlays(papers, items, text_items, by_id)
    return Epub3(
        shelf=shelf,
        papers=papers,
        sounds=sounds,
        container=container,
        opf=opf,
        facts=_facts(opf),
        items=items,
        spine=spine,
        texts=[text for item in text_items if (text := papers.document(item.file))],
        overlays=overlays,
        pars={one.name: [_par(one, par) for par in one.named("par")] for one in overlays},
        nav=papers.document(nav.file) if nav else None,
    )


def _package_name(shelf: Shelf, container: Document | None) -> str:
    root = container.first("rootfile") if container else None
    named = root.get("full-path", "") if root is not None else ""
    found = sorted(name for name in shelf.sizes if suffix(name) == ".opf")
    return named if named in shelf.sizes or not found else found[0]


def _item(opf: Document, element: Element) -> Item:
    file, _ = target(opf.name, element.get("href", ""))
    return Item(element, element.get("id", ""), file, element.get("media-type", ""))


def _overlays(
    papers: Papers, items: list[Item], texts: list[Item], by_id: dict[str, Item]
) -> list[Document]:
    """The overlays that the texts name, in their order, and then any other of the manifest."""
    named = [by_id.get(item.element.get("media-overlay", "")) for item in texts]
    others = [item for item in items if item.media_type == OVERLAY_TYPE]
    names = dict.fromkeys(item.file for item in [*named, *others] if item is not None)
    return [overlay for name in names if (overlay := papers.document(name)) is not None]


def _facts(opf: Document) -> list[Fact]:
    facts = []
    for group in opf.named("metadata"):
        for one in children(group):
            if local(one) == "meta":
                facts.append(Fact(one, one.get("property", ""), words(one)))
            elif local(one) != "link":
                facts.append(Fact(one, f"dc:{local(one)}", words(one)))
    return facts


def _par(overlay: Document, element: Element) -> Par:
    return read_par(overlay, element, CLIP_NAMES, clock_ms)


def _entries(nav: Document, part: Element) -> Iterator[Entry]:
    for link in part.iter("{*}a"):
        file, fragment = target(nav.name, link.get("href", ""))
        depth = sum(local(one) == "ol" for one in link.iterancestors("*"))
        yield Entry(link, words(link), file, fragment, depth)
