"""From a link to the note it points to: which element is the note, and what speaks for it.

EPUB 3 says it in types and roles. In EPUB 2 there are only habits: a small mark links to a short
block, which begins with the same mark or links back.
"""

from dataclasses import dataclass
from itertools import islice

from lxml import etree

from tts.sources.markup import (
    BLOCKS,
    Element,
    attribute,
    classes_of,
    ids_of,
    is_element,
    listed,
    local,
    types_of,
    words_in,
)
from tts.sources.places import Place, place_of
from tts.sources.survey import MARK, Link, Survey

LONGEST_NOTE_CHARACTERS = 20_000
MOST_NOTE_ELEMENTS = 2_000
CLIMB = 20
BODY_TAGS = listed("p li div aside section dd blockquote article note")
PARAGRAPH_TAGS = listed("p li dd aside blockquote")
HOLDERS = listed("li aside dd blockquote")
HEADINGS = listed("h1 h2 h3 h4 h5 h6")
ONE_NOTE_CLASSES = frozenset({"footnote", "endnote", "rearnote", "note", "fn"})
BACK_TYPES = frozenset({"backlink", "doc-backlink", "referrer"})
ARROWS = frozenset("←↑↖↰↩↪↵⇐⇑⇡⇦⇧⏎⤴⤶⬅⬆▲△^\ufe0e\ufe0f[]() ")
BACK_WORDS = frozenset(
    {"back", "return", "назад", "вернуться", "обратно", "к тексту", "артқа", "кері", "қайту"}
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a block shows of being a note: short, without headings, how it begins, its links."""

    is_short: bool
    start: str
    links: frozenset[Place]


def body_of(link: Link, found: Survey) -> Element | None:
    """The block that a mark points to; None if it leads nowhere, or to what cannot be a note."""
    target = found.elements.get(link.place)
    if target is None:
        return None
    above = [target, *islice(target.iterancestors(), CLIMB)]
    typed = next((element for element in above if element in found.typed_notes), None)
    if typed is not None:
        return typed
    pairs = zip([target, *above], above, strict=False)
    below, block = next((pair for pair in pairs if local(pair[1]) in BLOCKS), (target, target))
    tag = local(block)
    if tag == "dt":
        return _next_block(block, {"dd"})
    if tag in PARAGRAPH_TAGS or (block is target and tag in BODY_TAGS):
        return _whole(block)
    return _beside(below, block) if tag in BODY_TAGS or tag == "body" else None


def evidence(body: Element, name: str) -> Evidence:
    """Look into a block, no further than a note may reach."""
    too_much = Evidence(False, "", frozenset())
    characters, links = 0, set[Place]()
    for number, element in enumerate(body.iter()):
        if is_element(element):
            if local(element) in HEADINGS:
                return too_much
            place = place_of(attribute(element, "href"), name)
            links |= {place} if place else set()
            characters += len(element.text or "")
        characters += len(element.tail or "") if element is not body else 0
        if characters > LONGEST_NOTE_CHARACTERS or number > MOST_NOTE_ELEMENTS:
            return too_much
    return Evidence(True, words_in(body, CLIMB)[:CLIMB], frozenset(links))


def speaks_for(link: Link, seen: Evidence) -> bool:
    """The block links back to the mark, or begins with it."""
    if seen.links & _around(link):
        return True
    core, start = link.mark.strip("[](){}.: "), seen.start.lstrip("[({ ")
    follows = start[len(core) : len(core) + 1]
    return link.looks_raised and start.startswith(core) and not follows.isalnum()


def back_links(body: Element, name: str) -> list[Element]:
    """Links in a note that only lead back to its mark: arrows and words for "back"."""
    return [
        link
        for link in body.iter(etree.Element)
        if local(link) == "a" and place_of(attribute(link, "href"), name) and _leads_back(link)
    ]


def lone_mark_before(body: Element) -> Element | None:
    """The `dt` that holds nothing but the mark of the note in its `dd`."""
    before = body.getprevious()
    if local(body) != "dd" or before is None or not is_element(before) or local(before) != "dt":
        return None
    return before if MARK.fullmatch(" ".join("".join(before.itertext()).split())) else None


def _leads_back(link: Element) -> bool:
    text = "".join(link.itertext()).strip()
    if set(text) <= ARROWS or text.strip("[]() .").casefold() in BACK_WORDS:
        return True
    return bool(types_of(link) & BACK_TYPES) and not MARK.fullmatch(text)


def _whole(element: Element) -> Element:
    """The entry or box whose first paragraph this is: a note may have several paragraphs."""
    parent = element.getparent()
    if parent is None or local(element) != "p" or _before(element) is not None:
        return element
    is_one_note = local(parent) == "div" and bool(classes_of(parent) & ONE_NOTE_CLASSES)
    return parent if local(parent) in HOLDERS or is_one_note else element


def _beside(anchor: Element, block: Element) -> Element | None:
    """An empty anchor between blocks stands for the next of them."""
    text = "".join(anchor.itertext()) + (anchor.tail or "")
    if anchor is not block and not text.strip():
        return _next_block(anchor, BODY_TAGS)
    return block if local(block) == "div" else None


def _next_block(element: Element, tags: frozenset[str] | set[str]) -> Element | None:
    after = next(element.itersiblings(etree.Element), None)
    return after if after is not None and local(after) in tags else None


def _before(element: Element) -> Element | None:
    return next(element.itersiblings(etree.Element, preceding=True), None)


def _around(link: Link) -> frozenset[Place]:
    """Every id that a link back to the mark may use."""
    element = link.element
    near = [element, *islice(element.iter(etree.Element), 5), *islice(element.iterancestors(), 3)]
    before = _before(element)
    near += [before] if before is not None else []
    return frozenset(Place(link.document.name, name) for one in near for name in ids_of(one))
