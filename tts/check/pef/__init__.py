"""Portable Embosser Format: everything that `dauys check` looks at.

Source: PEF 1.0 (2008-1), Public draft of 12 September 2011; docs/formats.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from tts.check.braille.book import MOST_PAGES, Book, Page, Row, Volume
from tts.check.braille.rules import checked
from tts.check.document import Document, Element, Papers, children, common_faults, local, namespace
from tts.check.fault import Checked, found_by
from tts.check.pef.metadata import metadata_faults
from tts.check.pef.structure import NAMESPACE, count_of, structure_faults
from tts.check.shelf import Shelf

FORM = "pef"


def check_pef(shelf: Shelf) -> Checked:
    """Read the file and apply every rule."""
    papers = Papers(shelf)
    document = papers.document(next(iter(shelf.sizes)))
    if document is None:
        broken = tuple(papers.faults)
        return Checked(path=shelf.path, form=FORM, faults=broken, sections=0, phrases=0, sound_ms=0)
    rules = (partial(common_faults, declared=True), structure_faults, metadata_faults)
    faults = list(found_by(rules, document))
    return checked(shelf.path, FORM, _book(document), faults)


def _book(document: Document) -> Book:
    """The volumes as far as they can be read."""
    volumes: list[Volume] = []
    before = 0
    elements = [volume for volume in document.named("volume") if namespace(volume) == NAMESPACE]
    for number, element in enumerate(elements, start=1):
        pages = tuple(_pages(document, element, before))
        before += len(pages)
        volumes.append(Volume(document.name, number, pages))
    cells = max((count_of(element, "cols") for element in elements), default=0)
    lines = max((count_of(element, "rows") for element in elements), default=0)
    return Book(tuple(volumes), cells, lines)


def _pages(document: Document, volume: Element, before: int) -> Iterator[Page]:
    pages = (element for element in volume.iter("*") if local(element) == "page")
    for count, element in enumerate(islice(pages, MOST_PAGES), start=before + 1):
        rows = tuple(
            Row(row.text or "", row.sourceline or 0)
            for row in children(element)
            if local(row) == "row"
        )
        yield Page(document.name, count, element.sourceline or 0, rows)
