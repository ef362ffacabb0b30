"""Changing a document where it stands, from the words of DAISY to those of a page."""

from itertools import islice

from lxml import etree

from tts.sources.markup import OPS, Element, is_element, local, words_in
from tts.sources.running_text import folded

LONGEST_ALT = 5_000
FIRST_ELEMENTS = 20


def every(root: Element) -> list[Element]:
    """All elements in order, as they stand now; safe to change on the way."""
    return list(root.iter(etree.Element))


def rename(element: Element, tag: str, types: str = "") -> None:
    """Give an element another name, in its own namespace, and say what it is."""
    space, bracket, _ = str(element.tag).rpartition("}")
    element.tag = f"{space}{bracket}{tag}"
    if types:
        element.set(OPS + "type", types)


def unwrap_link(link: Element) -> None:
    """A link into the sound is no link for a reader of the text; its words stay."""
    for name in ("href", "smilref"):
        if name in link.attrib:
            del link.attrib[name]


def children(element: Element) -> list[Element]:
    """The elements that stand directly in another."""
    return [child for child in element if is_element(child)]


def drop(element: Element) -> None:
    """Take an element out, what follows it stays."""
    above = element.getparent()
    if above is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        above.text = (above.text or "") + tail
    above.remove(element)


def is_said_by(element: Element, alt: str) -> bool:
    """An element that only repeats what stands for a picture."""
    return bool(alt) and folded(words_in(element, LONGEST_ALT)) == alt


def without_echo(group: Element, alt: str) -> None:
    """Take the first element out of a group that repeats a picture's words: they are said once."""
    for element in islice(group.iterdescendants(etree.Element), FIRST_ELEMENTS):
        if local(element) != "img" and is_said_by(element, alt):
            drop(element)
            return


def touch_before(mark: Element) -> None:
    """Take the space away before a note mark: it belongs to what stands before, not after."""
    before, above = mark.getprevious(), mark.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip()
    elif above is not None:
        above.text = (above.text or "").rstrip()
