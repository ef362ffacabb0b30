"""A catalogue of OPDS as entries: page after page, each title once, files fetched with bounds."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

from access.importing.cleaning import year_in
from access.importing.drafting import LONGEST_CONTROL, Draft
from access.importing.entry import FILE, Entry, FoundFile, Read
from access.importing.keeping import found_file, keep, place_in_store
from access.importing.marc.entries import refused
from access.importing.opds.atom import read_atom
from access.importing.opds.json_feed import read_json
from access.importing.opds.publication import (
    FILE_TYPES,
    BadFeed,
    Fetcher,
    NotFetched,
    Page,
    Publication,
    plain_type,
)
from access.importing.people_words import sorted_name
from access.importing.remarks import Code, RecordRefused, quoted
from tts.sources.describing import is_book

LARGEST_PAGE_BYTES = 10_000_000
MOST_PAGES = 2_000
MOST_TITLES = 500_000
MOST_STEPS_DOWN = 8
FETCHED = ".fetched"


class FolderFetcher:
    """Brings files of one folder by their `file:` addresses; nothing outside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def fetch(self, address: str, target: Path, *, most_bytes: int) -> None:
        """Copy the file. Raises NotFetched if it is elsewhere, missing or too large."""
        parts = urlsplit(address)
        place = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not place.is_relative_to(self._folder):
            raise NotFetched("it is not in the folder of the feed")
        try:
            if place.stat().st_size > most_bytes:
                raise NotFetched(f"it has more than {most_bytes} bytes")
            target.write_bytes(place.read_bytes())
        except OSError as error:
            raise NotFetched(error.strerror or "it cannot be read") from error


@dataclass(slots=True, kw_only=True)
class Crawl:
    """One walk through a catalogue. `scheme` is the list that its numbers are of."""

    fetcher: Fetcher
    sources: Path
    most_bytes: int
    scheme: str
    _seen: set[str] = field(default_factory=set)
    _pages: set[str] = field(default_factory=set)
    _number: int = 0

    def entries(self, start: str) -> Iterator[Read]:
        """Every title from this address on: pages that follow, and feeds below, of the same host.

        Stops after 2,000 pages or 500,000 titles, and says so.
        """
        self.sources.mkdir(parents=True, exist_ok=True)
        waiting = deque([(start, 0)])
        while waiting:
            address, depth = waiting.popleft()
            if address in self._pages or not _same_host(address, start):
                continue
            if len(self._pages) >= MOST_PAGES or self._number >= MOST_TITLES:
                yield refused(_too_many(), self._number + 1)
                return
            self._pages.add(address)
            try:
                page = self._page(address)
            except RecordRefused as refusal:
                yield refused(refusal, self._number + 1, address[:LONGEST_CONTROL])
                continue
            yield from self._of_page(page, address)
            if page.following:
                waiting.appendleft((urljoin(address, page.following), depth))
            if depth < MOST_STEPS_DOWN:
                waiting.extend((urljoin(address, below), depth + 1) for below in page.below)

    def _page(self, address: str) -> Page:
        with TemporaryDirectory(dir=self.sources, prefix=".feed.") as room:
            target = Path(room) / "page"
            try:
                self.fetcher.fetch(address, target, most_bytes=LARGEST_PAGE_BYTES)
                data = target.read_bytes()
                return read_json(data) if _is_json(data) else read_atom(data)
            except NotFetched as error:
                raise RecordRefused(
                    Code.NOT_FETCHED, f"The page {quoted(address)} was not fetched: {error}.",
                    address=address, why=str(error),
                ) from error  # fmt: skip
            except BadFeed as error:
                raise RecordRefused(
                    Code.BAD_FILE, f"The page {quoted(address)} is no feed of OPDS: {error}.",
                    address=address, why=str(error),
                ) from error  # fmt: skip

    def _of_page(self, page: Page, address: str) -> Iterator[Read]:
        for publication in page.publications:
            key = publication.identifier or publication.title
            if key in self._seen:
                continue
            self._seen.add(key)
            self._number += 1
            try:
                yield self._entry(publication, address)
            except RecordRefused as refusal:
                yield refused(refusal, self._number, publication.identifier[:LONGEST_CONTROL])

    def _entry(self, said: Publication, address: str) -> Entry:
        draft = Draft(record=self._number, control=said.identifier[:LONGEST_CONTROL])
        draft.known_as(self.scheme, said.identifier)
        draft.name, draft.subtitle = said.title, said.subtitle
        draft.language(*said.languages)
        for name, role in said.people:
            draft.person(sorted_name(name), role)
        draft.publisher, draft.year = said.publisher, year_in(said.published)
        draft.annotation, draft.pages = said.summary, said.pages
        draft.series, draft.series_number = said.series, said.position
        for _, words in said.subjects:
            draft.topic("own", words)
        for isbn in said.isbns:
            draft.isbn(isbn, field="identifier")
        link = said.best_link()
        if link is not None:
            try:
                ending = FILE_TYPES[plain_type(link.media_type)]
                draft.files.append(self._file(urljoin(address, link.href), ending, said.updated))
            except RecordRefused as refusal:
                draft.remark(refusal.code, refusal.sentence, field="link", **refusal.facts)
        for file in draft.files:
            draft.known_as(FILE, file.sha256)
        return draft.entry()

    def _file(self, address: str, ending: str, updated: str) -> FoundFile:
        """The file behind a line; not fetched again while its line says the same moment."""
        note = self.sources / FETCHED / f"{_name_of(address)}.json"
        known = _noted(note, address, updated, self.sources)
        if known is not None:
            return known
        with TemporaryDirectory(dir=self.sources, prefix=".book.") as room:
            target = Path(room) / f"book{ending}"
            try:
                self.fetcher.fetch(address, target, most_bytes=self.most_bytes)
            except NotFetched as error:
                raise RecordRefused(
                    Code.NOT_FETCHED, f"The file {quoted(address)} was not fetched: {error}.",
                    address=address, why=str(error),
                ) from error  # fmt: skip
            if not is_book(target):
                raise RecordRefused(
                    Code.BAD_FILE, f"What {quoted(address)} gives is no book that is read here.",
                    address=address,
                )  # fmt: skip
            file = found_file(target, most_bytes=self.most_bytes, ending=ending)
            keep(file, self.sources)
        if updated:
            _note(note, file, address, updated)
        return file


def _name_of(address: str) -> str:
    return sha256(address.encode("utf-8", "backslashreplace")).hexdigest()


def _noted(note: Path, address: str, updated: str, sources: Path) -> FoundFile | None:
    try:
        told = json.loads(note.read_text("utf-8"))
        if not updated or (told["address"], told["updated"]) != (address, updated):
            return None
        file = FoundFile(note, told["sha256"], told["size_bytes"], told["ending"])
        kept = sources / place_in_store(file)
        return file if kept.stat().st_size == file.size_bytes else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(note: Path, file: FoundFile, address: str, updated: str) -> None:
    told = {
        "address": address, "updated": updated, "sha256": file.sha256,
        "size_bytes": file.size_bytes, "ending": file.ending,
    }  # fmt: skip
    note.parent.mkdir(exist_ok=True)
    note.write_text(json.dumps(told, ensure_ascii=False), "utf-8", errors="backslashreplace")


def _is_json(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def _same_host(address: str, start: str) -> bool:
    one, other = urlsplit(address), urlsplit(start)
    return (one.scheme, one.netloc) == (other.scheme, other.netloc)


def _too_many() -> RecordRefused:
    return RecordRefused(
        Code.TOO_MANY,
        f"The catalogue has more than {MOST_PAGES} pages or {MOST_TITLES} titles; import its "
        "parts one by one.",
    )
