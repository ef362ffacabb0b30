"""A file or a folder comes in: its content tells what it is, unless one says so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from access.importing.books.entries import entries_of_books
from access.importing.entry import Read
from access.importing.marc.entries import MarcKind, entries_of, refused
from access.importing.marc.reading import read_marc
from access.importing.marc.slicing import HEAD
from access.importing.marc.xml import read_marc_xml
from access.importing.opds.entries import Crawl, FolderFetcher
from access.importing.opds.publication import Fetcher
from access.importing.remarks import Code, RecordRefused
from access.importing.report import Report
from access.importing.running import Desk, run
from access.importing.tables.network import run_network
from access.importing.tables.readers import AtHome, Taking, run_readers
from access.importing.tables.reading import Row, TableKind, open_table
from access.importing.tables.titles import entries_of_table
from tts.sources.describing import is_book

HEAD_BYTES = 64 * 1024
TWO_GIGABYTES = 2_000_000_000


class Kind(StrEnum):
    """What a file is; AUTO asks its content."""

    AUTO = "auto"
    MARC = "marc"
    MARC21 = "marc21"
    RUSMARC = "rusmarc"
    CSV = "csv"
    READERS = "readers"
    OPDS = "opds"
    BOOKS = "books"


MARC_KINDS = {
    Kind.MARC: MarcKind.AUTO,
    Kind.MARC21: MarcKind.MARC21,
    Kind.RUSMARC: MarcKind.RUSMARC,
}
MARC_ENDINGS = frozenset({".mrc", ".marc", ".iso", ".mrk8", ".rusmarc", ".unimarc"})
FEED = re.compile(rb"<(?:\w{1,20}:)?(?:feed|entry)[\s>]")
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".tab"})


def nobody_at_home(_db: Session, _reader_id: int, _row: Row, _now: datetime) -> bool:
    """Where nobody knows of doors. Raises RecordRefused."""
    raise RecordRefused(Code.BAD_VALUE, "Addresses are not taken here.", field="street")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How files are to be taken: `catalogue` names the list that numbers are of where a file does
    not; source files go to the folder `sources`, none larger than `most_bytes`; `at_home` takes the
    doors of readers; of a trial nothing is kept."""

    sources: Path
    kind: Kind = Kind.AUTO
    catalogue: str = "own"
    most_bytes: int = TWO_GIGABYTES
    at_home: AtHome = nobody_at_home
    is_trial: bool = False


def import_file(path: Path, desk: Desk, wishes: Wishes) -> Report:
    """Take over a file of MARC 21 or RUSMARC (ISO 2709 or XML), a table, a feed, a book, or a
    folder of books. The same again changes nothing.

    What cannot be understood at all is a report with one refusal. Raises OSError if there is no
    such file.
    """
    path.stat()
    try:
        kind = kind_of_file(path) if wishes.kind is Kind.AUTO else wishes.kind
        if kind in {Kind.CSV, Kind.READERS}:
            return _table(path, desk, wishes, kind)
        _require_earnest(wishes)
        if kind in MARC_KINDS:
            return _marc(path, MARC_KINDS[kind], desk, wishes)
        return run(_records(path, kind, wishes), desk, what=path.name)
    except RecordRefused as refusal:
        return run([refused(refusal, 0)], desk, what=path.name)


def _require_earnest(wishes: Wishes) -> None:
    if wishes.is_trial:
        raise RecordRefused(
            Code.BAD_FILE, "Only a table of readers can be tried without keeping anything."
        )


def kind_of_file(path: Path) -> Kind:
    """What a file is by its content. Raises RecordRefused for what is none of ours."""
    if path.is_dir():
        return Kind.BOOKS
    with path.open("rb") as handle:
        head = handle.read(HEAD_BYTES)
    kind = _by_look(head, path.suffix.lower())
    if kind is None and is_book(path):
        kind = Kind.BOOKS
    if kind is None and HEAD.search(head):
        kind = Kind.MARC
    if kind is None:
        raise RecordRefused(
            Code.BAD_FILE,
            "This is no file of MARC, no table, no feed and no book that is read here; say what "
            "it is with --kind if it is one.",
        )
    return kind


def _by_look(head: bytes, ending: str) -> Kind | None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if HEAD.match(start) or ending in MARC_ENDINGS:
        return Kind.MARC
    if ending in TABLE_ENDINGS:
        return Kind.CSV
    if start.startswith(b"<") and FEED.search(head):
        return Kind.OPDS
    if start.startswith(b"<") and (b"datafield" in head or b"MARC21/slim" in head):
        return Kind.MARC
    if start.startswith(b"{") and (b'"publications"' in head or b'"navigation"' in head):
        return Kind.OPDS
    return None


def _marc(path: Path, kind: MarcKind, desk: Desk, wishes: Wishes) -> Report:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()
        stream.seek(0)
        is_xml = head.startswith(b"<")
        records = read_marc_xml(stream) if is_xml else read_marc(stream)
        entries = entries_of(records, kind=kind, catalogue=wishes.catalogue)
        return run(entries, desk, what=path.name)


def _table(path: Path, desk: Desk, wishes: Wishes, kind: Kind) -> Report:
    table = open_table(path)
    if table.kind is TableKind.READERS:
        taking = Taking(at_home=wishes.at_home, is_trial=wishes.is_trial)
        return run_readers(table, desk, taking, what=path.name)
    if wishes.is_trial or kind is Kind.READERS:
        raise RecordRefused(
            Code.BAD_FILE,
            "This is no table of readers: it has no column with the numbers of their cards.",
        )
    if table.kind is not TableKind.TITLES:
        return run_network(table, desk, what=path.name)
    entries = entries_of_table(
        table,
        catalogue=wishes.catalogue,
        folder=path.parent,
        sources=wishes.sources,
        most_bytes=wishes.most_bytes,
    )
    return run(entries, desk, what=path.name)


def import_feed(address: str, fetcher: Fetcher, desk: Desk, wishes: Wishes) -> Report:
    """Take over a catalogue of OPDS from an address, through a fetcher that the caller has."""
    host = urlsplit(address).netloc.rpartition("@")[2]
    crawl = Crawl(
        fetcher=fetcher,
        sources=wishes.sources,
        most_bytes=wishes.most_bytes,
        scheme=f"opds:{host}",
    )
    return run(crawl.entries(address), desk, what=address)


def _records(path: Path, kind: Kind, wishes: Wishes) -> Iterable[Read]:
    if kind is Kind.OPDS:
        folder = path if path.is_dir() else path.parent
        crawl = Crawl(
            fetcher=FolderFetcher(folder),
            sources=wishes.sources,
            most_bytes=wishes.most_bytes,
            scheme=f"opds:{wishes.catalogue}",
        )
        feeds = sorted(path.glob("*.[xj][ms][lo]*")) if path.is_dir() else [path]
        return chain.from_iterable(crawl.entries(feed.resolve().as_uri()) for feed in feeds)
    return entries_of_books(path, sources=wishes.sources, most_bytes=wishes.most_bytes)
