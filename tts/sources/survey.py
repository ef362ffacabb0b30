"""A first look through all documents: what has an id, which links may be note marks, which
elements call themselves notes, which pictures are described elsewhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from tts.book import NoteKind
from tts.sources.documents import Document
from tts.sources.markup import Element, attribute, classes_of, ids_of, local, types_of, words_in
from tts.sources.places import Place, place_of
from tts.sources.running_text import folded

REFERENCE_TYPES = frozenset({"noteref", "doc-noteref"})
FOOTNOTE_TYPES = frozenset({"footnote", "doc-footnote"})
ENDNOTE_TYPES = frozenset({"endnote", "rearnote", "doc-endnote"})
NOTE_TYPES = FOOTNOTE_TYPES | ENDNOTE_TYPES | {"note"}
LONGEST_MARK = 12
# What printers set for a note: a number, a letter, a Roman numeral, stars and daggers.
MARK = re.compile(
    r"[\[({]?\s*(?:[0-9]{1,4}|[*∗†‡§¶#]{1,4}|[ivxlc]{1,6}|[a-zа-яәғқңөұүһі])\s*[\])}]?[.:]?",
    re.IGNORECASE,
)
NOTE_CLASS = re.compile(r"noteref|footnote|endnote|fnref|fn-?ref|^fn$|^note$|сноск", re.IGNORECASE)
RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
PLAIN_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A link that may be the mark of a note."""

    element: Element = field(repr=False)
    document: Document
    place: Place
    mark: str
    is_typed: bool
    looks_raised: bool


@dataclass(frozen=True, slots=True, eq=False)
class Description:
    """A picture and the place where it is described at length."""

    image: Element = field(repr=False)
    document: Document
    place: Place


@dataclass(slots=True)
class Survey:
    """What the first look found. Of elements with one id in one document the first counts."""

    documents: list[Document]
    elements: dict[Place, Element] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    typed_notes: dict[Element, NoteKind | None] = field(default_factory=dict)
    descriptions: list[Description] = field(default_factory=list)


def survey(documents: list[Document], load: Callable[[str], Document | None]) -> Survey:
    """Look through the documents, and through others that their notes and pictures point to.

    `load` gives a document that is not in the reading order, or None if there is none such.
    """
    found = Survey(documents=[*documents])
    known = {document.name for document in documents}
    at = 0
    while at < len(found.documents):
        targets = _look(found.documents[at], found)
        at += 1
        for name in targets:
            if name not in known:
                known.add(name)
                document = load(name)
                found.documents += [document] if document else []
    return found


def _look(document: Document, found: Survey) -> list[str]:
    """Note what one document holds; returns the files that notes or pictures of it point to."""
    targets = list[str]()
    for element in document.root.iter(etree.Element):
        for name in ids_of(element):
            found.elements.setdefault(Place(document.name, name), element)
        types = types_of(element)
        if types & NOTE_TYPES:
            found.typed_notes[element] = _kind(types)
        tag = local(element)
        if tag in {"a", "noteref"}:
            link = _link(element, document, types)
            found.links += [link] if link else []
            targets += [link.place.name] if link else []
        elif tag in {"img", "image"}:
            described = _descriptions(element, document)
            found.descriptions += described
            targets += [one.place.name for one in described]
    return targets


def _kind(types: frozenset[str]) -> NoteKind | None:
    if types & FOOTNOTE_TYPES:
        return NoteKind.FOOTNOTE
    return NoteKind.ENDNOTE if types & ENDNOTE_TYPES else None


def _link(element: Element, document: Document, types: frozenset[str]) -> Link | None:
    href = attribute(element, "href") or attribute(element, "idref")
    place = place_of(href, document.name) if href else None
    if not place or not place.fragment:
        return None
    parent = element.getparent()
    wrapped = parent is not None and local(parent) in {"sup", "span", "small"}
    is_typed = bool(types & REFERENCE_TYPES) or (
        wrapped and parent is not None and bool(types_of(parent) & REFERENCE_TYPES)
    )
    mark = folded(words_in(element, LONGEST_MARK + 1))
    raised = _looks_raised(element, mark)
    if is_typed or (MARK.fullmatch(mark) and (raised or PLAIN_NUMBER.fullmatch(mark))):
        return Link(element, document, place, mark or "*", is_typed, raised)
    return None


def _looks_raised(element: Element, mark: str) -> bool:
    """Set above the line, in brackets, as a star or dagger, or named a note by its class."""
    around = [element, *element.iterchildren(etree.Element)]
    parent = element.getparent()
    around += [parent] if parent is not None else []
    return (
        not mark.strip(".:").isalnum()
        or any(local(near) == "sup" for near in around)
        or any(NOTE_CLASS.search(word) for near in around for word in classes_of(near))
        or any(RAISED.search(near.get("style") or "") for near in around)
    )


def _descriptions(image: Element, document: Document) -> list[Description]:
    names = [
        *attribute(image, "aria-describedby").split(),
        *attribute(image, "aria-details").split(),
    ]
    places = [Place(document.name, name) for name in dict.fromkeys(names)]
    longdesc = place_of(attribute(image, "longdesc"), document.name)
    places += [longdesc] if longdesc else []
    return [Description(image, document, place) for place in places]
