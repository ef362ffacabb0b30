"""A line of a feed of either format, and where feeds and files come from."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from access.catalogue.records import ContributorRole

FILE_TYPES = {
    "application/epub+zip": ".epub",
    "application/fb2": ".fb2",
    "application/fb2+xml": ".fb2",
    "text/fb2+xml": ".fb2",
    "application/x-fictionbook+xml": ".fb2",
    "application/fb2+zip": ".fb2.zip",
    "application/fb2.zip": ".fb2.zip",
    "application/x-zip-compressed-fb2": ".fb2.zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/x-daisy+zip": ".zip",
    "application/daisy+zip": ".zip",
    "application/pdf": ".pdf",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
"""What is read here, best first."""
TYPES_IN_ORDER = tuple(FILE_TYPES)


@dataclass(frozen=True, slots=True)
class Link:
    """A file behind a line: its address as the feed writes it, and its media type."""

    href: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a feed says of one title."""

    identifier: str
    title: str
    subtitle: str = ""
    people: tuple[tuple[str, ContributorRole], ...] = ()
    languages: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    updated: str = ""
    summary: str = ""
    subjects: tuple[tuple[str, str], ...] = ()
    """Code and words; the code is "" where the feed has none."""
    series: str = ""
    position: Decimal | None = None
    isbns: tuple[str, ...] = ()
    pages: int | None = None
    links: tuple[Link, ...] = ()
    """Open files only: nothing that has to be bought, borrowed or unlocked."""

    def best_link(self) -> Link | None:
        """The file that makes the best source; None where the feed offers none."""
        read = [link for link in self.links if plain_type(link.media_type) in FILE_TYPES]
        return min(
            read, key=lambda link: TYPES_IN_ORDER.index(plain_type(link.media_type)), default=None
        )


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a feed: its lines, the next page, feeds below it; addresses as written."""

    publications: tuple[Publication, ...]
    following: str | None
    below: tuple[str, ...]


class BadFeed(Exception):
    """Bytes that are no feed of OPDS; says why."""


class NotFetched(Exception):
    """An address that gave nothing: no answer, a refusal, too much; says why."""


class Fetcher(Protocol):
    """Brings what stands at an address; has bounds for time and redirects of its own."""

    def fetch(self, address: str, target: Path, *, most_bytes: int) -> None:
        """Write it to a new file. Raises NotFetched, also beyond `most_bytes`."""
        ...


def plain_type(media_type: str) -> str:
    """Without parameters, in small letters."""
    return media_type.partition(";")[0].strip().lower()
