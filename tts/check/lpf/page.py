"""The HTML page of a W3C Audiobook: its language, its link to the manifest, its contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tts.check.audio_only.book import Entry, moment_ms
from tts.check.document import Element, place, target, words
from tts.check.shelf import Shelf, Unreadable

ENTRY_PAGE = "index.html"
LARGEST_PAGE = 8 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`publications` are the addresses that the page calls its manifest."""

    language: str
    title: str
    publications: list[str]
    entries: list[Entry]


def read_page(shelf: Shelf, name: str) -> Page | None:
    """An HTML page, read as browsers do, mistakes and all; None if there is nothing to read."""
    if not 0 < shelf.sizes.get(name, 0) <= LARGEST_PAGE:
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root: Element | None = etree.fromstring(shelf.read(name), parser)
    except (Unreadable, etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    title = root.find(".//title")
    contents = next((nav for nav in root.iter("nav") if _is_contents(nav)), None)
    return Page(
        language=root.get("lang", ""),
        title=words(title) if title is not None else "",
        publications=[
            link.get("href", "")
            for link in root.iter("link")
            if "publication" in link.get("rel", "").split()
        ],
        entries=[] if contents is None else list(_entries(name, contents)),
    )


def _is_contents(nav: Element) -> bool:
    return "doc-toc" in nav.get("role", "").split()


def _entries(page: str, contents: Element) -> Iterator[Entry]:
    for link in contents.iter("a"):
        file, fragment = target(page, link.get("href", ""))
        yield Entry(
            place=place(link),
            title=words(link),
            file=file,
            begin_ms=moment_ms(fragment),
            depth=sum(one.tag == "ol" for one in link.iterancestors()),
        )
