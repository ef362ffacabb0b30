"""A DAISY 3 talking book as it was read: package, navigation, SMIL files, text, resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tts.check.document import Document, Element, Papers, children, local, target, words
from tts.check.fault import Fault
from tts.check.metadata import Fact, metas
from tts.check.shelf import Shelf
from tts.check.sound import Sounds, suffix
from tts.check.spoken import Clip, Par, read_par
from tts.check.values import clock_ms

CLIP_NAMES = ("clipBegin", "clipEnd")
NCX_TYPE = "application/x-dtbncx+xml"
TEXT_TYPE = "application/x-dtbook+xml"
SMIL_TYPE = "application/smil"
RESOURCE_TYPE = "application/x-dtbresource+xml"
PACKAGE_TYPE = "text/xml"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the manifest: `file` is the file it lists."""

    element: Element
    item_id: str
    file: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Target:
    """A navPoint, pageTarget or navTarget of the NCX: where it leads, and its words."""

    element: Element
    kind: str
    text: str
    file: str
    fragment: str
    depth: int


@dataclass(frozen=True, eq=False)
class Daisy3:
    """`smils` in the order of the spine, `texts` as the manifest lists them."""

    shelf: Shelf
    papers: Papers
    sounds: Sounds
    opf: Document
    facts: list[Fact]
    items: list[Item]
    spine: list[Element]
    smils: list[Document]
    pars: dict[str, list[Par]]
    texts: list[Document]
    ncx: Document | None
    targets: list[Target]
    resource: Document | None

    def all_pars(self) -> Iterator[Par]:
        """Every stretch of sound, in reading order."""
        for smil in self.smils:
            yield from self.pars[smil.name]

    def documents(self) -> Iterator[Document]:
        """Every XML file that could be read."""
        yield self.opf
        yield from self.smils
        yield from self.texts
        yield from (one for one in (self.ncx, self.resource) if one is not None)

    def uid(self) -> str:
        """The identifier of the book: the one that the package calls its own."""
        own = self.opf.root.get("unique-identifier")
        ids = {fact.element.get("id"): fact.value for fact in self.facts}
        return ids.get(own, "") if own else ""


def read_daisy3(shelf: Shelf, papers: Papers, sounds: Sounds) -> Daisy3 | Fault:
    """Read what can be read, or say why there is nothing to start from."""
    names = sorted(name for name in shelf.sizes if suffix(name) == ".opf")
    opf = papers.document(names[0]) if names else None
    if opf is None:
        sentence = "There is no readable package (.opf); players open a book by it."
        return Fault("file-missing", names[0] if names else "", "", sentence)
    items = [_item(opf, element) for element in opf.named("item")]
    spine = [ref for spine in opf.named("spine") for ref in children(spine)]
    smils = _smils(papers, items, spine)
    ncx = _first(papers, items, NCX_TYPE)
    return Daisy3(
        shelf=shelf,
        papers=papers,
        sounds=sounds,
        opf=opf,
        facts=_facts(opf),
        items=items,
        spine=spine,
        smils=smils,
        pars={smil.name: [_par(smil, one) for one in smil.named("par")] for smil in smils},
        texts=list(_all(papers, items, TEXT_TYPE)),
        ncx=ncx,
        targets=list(_targets(ncx)) if ncx else [],
        resource=_first(papers, items, RESOURCE_TYPE),
    )


def label_clip(document: Document, audio: Element) -> Clip | None:
    """A clip outside the SMIL files: a spoken label of the NCX or the resource file."""
    begin_ms = clock_ms(audio.get("clipBegin", ""))
    end_ms = clock_ms(audio.get("clipEnd", ""))
    if begin_ms is None or end_ms is None:
        return None
    sound, _ = target(document.name, audio.get("src", ""))
    where = f"line {audio.sourceline or 0}"
    return Clip(sound, round(begin_ms), round(end_ms), document.name, where)


def _item(opf: Document, element: Element) -> Item:
    file, _ = target(opf.name, element.get("href", ""))
    return Item(element, element.get("id", ""), file, element.get("media-type", ""))


def _facts(opf: Document) -> list[Fact]:
    dublin = [
        Fact(one, f"dc:{local(one)}", words(one))
        for group in opf.named("dc-metadata")
        for one in children(group)
    ]
    return dublin + metas(opf)


def _smils(papers: Papers, items: list[Item], spine: list[Element]) -> list[Document]:
    file_of = {item.item_id: item.file for item in items if item.media_type == SMIL_TYPE}
    names = dict.fromkeys(file_of.get(ref.get("idref", ""), "") for ref in spine)
    return [smil for name in names if name and (smil := papers.document(name)) is not None]


def _all(papers: Papers, items: list[Item], media_type: str) -> Iterator[Document]:
    for name in dict.fromkeys(item.file for item in items if item.media_type == media_type):
        document = papers.document(name)
        if document is not None:
            yield document


def _first(papers: Papers, items: list[Item], media_type: str) -> Document | None:
    return next(_all(papers, items, media_type), None)


def _par(smil: Document, element: Element) -> Par:
    return read_par(smil, element, CLIP_NAMES, clock_ms)


def _targets(ncx: Document) -> Iterator[Target]:
    for element in ncx.named("navPoint", "pageTarget", "navTarget"):
        label = element.find("{*}navLabel/{*}text")
        content = element.find("{*}content")
        file, fragment = target(ncx.name, content.get("src", "") if content is not None else "")
        depth = 1 + sum(local(one) == "navPoint" for one in element.iterancestors("*"))
        text = words(label) if label is not None else ""
        yield Target(element, local(element), text, file, fragment, depth)
