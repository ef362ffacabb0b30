"""What a DAISY book says to a catalogue, in its NCC, its package or its text.

The lines are Dublin Core in any case of letters; what is said of the printed source goes before
what is said of the recording, as a reader asks for the book, not for its recording.
Sources: DAISY 2.02 Specification, 2.1.1; ANSI/NISO Z39.86-2005, 3.2 "Metadata".
"""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from tts.sources.markup import Element, attribute, listed, local, words_in
from tts.sources.package import CatalogueLine
from tts.sources.running_text import folded
from tts.sources.toc import key_of

OF_THE_SOURCE = {"sourcepublisher": "publisher", "sourcedate": "date", "sourcerights": "rights"}
CORE = listed(
    "title creator contributor publisher date language subject description identifier source rights"
)
MOST_LINES = 500

Lines = dict[str, list[CatalogueLine]]


def catalogue_of(root: Element) -> Lines:
    """Dublin Core lines from the `meta` of a head, or from the elements of a package."""
    said: Lines = {}
    source: Lines = {}
    for name, text in islice(_lines(root), MOST_LINES):
        space, _, word = name.lower().rpartition(":")
        if word in OF_THE_SOURCE and space in {"ncc", "dtb"}:
            source.setdefault(OF_THE_SOURCE[word], []).append(CatalogueLine(text, {}))
        elif word in CORE and space in {"dc", ""}:
            said.setdefault(word, []).append(CatalogueLine(text, {}))
    return {**said, **source}


def known_names(lines: Lines) -> frozenset[str]:
    """Titles and creators as they are compared."""
    texts = (line.text for name in ("title", "creator") for line in lines.get(name, ()))
    return frozenset(key_of(text) for text in texts) - {""}


def with_titles_of(lines: Lines, root: Element) -> Lines:
    """The lines, with title and authors from the text of a DTBook where they name none."""
    added = dict(lines)
    for name, tag in (("title", "doctitle"), ("creator", "docauthor")):
        if name not in added:
            shown = [folded(words_in(one)) for one in root.iter(etree.Element) if local(one) == tag]
            texts = [CatalogueLine(text, {}) for text in shown[:MOST_LINES] if text]
            added |= {name: texts} if texts else {}
    return added


def _lines(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter(etree.Element):
        tag = local(element)
        if tag in {"body", "book", "manifest"}:
            return
        if tag == "meta":
            yield attribute(element, "name"), attribute(element, "content")
        elif tag in CORE and not _is_in_head(element):
            yield f"dc:{tag}", words_in(element)


def _is_in_head(element: Element) -> bool:
    """The `title` of a page's head is no line of a catalogue."""
    above = element.getparent()
    return above is not None and local(above) == "head"
