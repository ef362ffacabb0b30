"""Source files are kept by their content: one copy of each, whole or not there."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from access.catalogue.made import Source
from access.importing.entry import FoundFile
from access.importing.matching import Match
from access.importing.names import chunked
from access.importing.remarks import Code, RecordRefused
from tts.publishing import replacing

BLOCK_BYTES = 1 << 20
GIGABYTE = 1_000_000_000


def found_file(place: Path, *, most_bytes: int, ending: str | None = None) -> FoundFile:
    """A file by its content. Raises RecordRefused if it is too large or cannot be read."""
    refuse_if_large(place, most_bytes)
    try:
        size_bytes = place.stat().st_size
        with place.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise RecordRefused(
            Code.NO_FILE,
            f"The file {place.name} cannot be read ({error.strerror}).",
            file=place.name,
        ) from error
    suffix = ending if ending is not None else ending_of(place.name)
    return FoundFile(place, digest, size_bytes, suffix)


def refuse_if_large(place: Path, most_bytes: int) -> None:
    """Raises RecordRefused for a file that is larger than this network takes; before it is read."""
    try:
        size_bytes = 0 if place.is_dir() else place.stat().st_size
    except OSError:
        return
    if size_bytes > most_bytes:
        raise too_large(place.name, size_bytes, most_bytes)


def ending_of(name: str) -> str:
    """The ending that the file keeps in the folder of sources.

    >>> ending_of("Абай.FB2.ZIP"), ending_of("scan.pdf"), ending_of("README")
    ('.fb2.zip', '.pdf', '')
    """
    small = name.lower()
    if small.endswith(".fb2.zip"):
        return ".fb2.zip"
    ending = Path(small).suffix
    return ending if ending[1:].isalnum() and ending.isascii() and len(ending) <= 8 else ""


def place_in_store(file: FoundFile) -> str:
    """Where in the folder of sources the content lies, with forward slashes."""
    return f"{file.sha256[:2]}/{file.sha256}{file.ending}"


def keep(file: FoundFile, sources: Path) -> None:
    """Copy the file into the folder of sources, if its content is not there yet.

    Raises RecordRefused if it changed while it was copied, or there is no room.
    """
    target = sources / place_in_store(file)
    if target.exists() and target.stat().st_size == file.size_bytes:
        return
    try:
        with replacing(target, is_folder=False) as partial:
            with file.place.open("rb") as source, partial.open("wb") as copy:
                digest = _copied(source, copy, file.size_bytes)
            if digest != file.sha256:
                raise RecordRefused(
                    Code.BAD_FILE,
                    f"The file {file.place.name} changed while it was read; import it again.",
                    file=file.place.name,
                )
    except OSError as error:
        raise RecordRefused(
            Code.BAD_FILE,
            f"The file {file.place.name} cannot be kept ({error.strerror}).",
            file=file.place.name,
        ) from error


def too_large(name: str, size_bytes: int, most_bytes: int) -> RecordRefused:
    """A file that is larger than this network takes."""
    return RecordRefused(
        Code.TOO_LARGE,
        f"The file {name} has {size_bytes / GIGABYTE:.2f} GB; at most "
        f"{most_bytes / GIGABYTE:.2f} GB are taken (DAUYS_MAX_SOURCE_BYTES).",
        file=name,
        bytes=str(size_bytes),
        most=str(most_bytes),
    )


def add_sources(db: Session, live: Sequence[Match], *, now: datetime) -> set[int]:
    """One row for each content; a content that is another title's already is left to it.

    Returns the titles that have a source more.
    """
    files = [file for match in live for file in match.entry.files]
    owners = _owners(db, {file.sha256 for file in files})
    new = list[dict[str, Any]]()
    for match in live:
        for file in match.entry.files:
            owner = owners.setdefault(file.sha256, match.title_id or 0)
            if owner != match.title_id:
                match.leave_out(
                    Code.FILE_OF_ANOTHER,
                    f"Its file is already the source of title {owner}; look whether the two are "
                    "one title.",
                    file=place_in_store(file),
                    title=str(owner),
                )
            elif (file.sha256, owner) not in owners.rows:
                owners.rows.add((file.sha256, owner))
                new.append(
                    {
                        "title_id": owner,
                        "path": place_in_store(file),
                        "sha256": file.sha256,
                        "size_bytes": file.size_bytes,
                        "added_at": now,
                    }
                )
    if new:
        db.execute(insert(Source), new)
    return {row["title_id"] for row in new}


class _Owners(dict[str, int]):
    """Which title has which content, and which of these are rows already."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        self.rows = set(rows)
        super().__init__(self.rows)


def _owners(db: Session, digests: Iterable[str]) -> _Owners:
    rows = list[tuple[str, int]]()
    for some in chunked(digests):
        found = db.execute(select(Source.sha256, Source.title_id).where(Source.sha256.in_(some)))
        rows += [(sha256, title_id) for sha256, title_id in found]
    return _Owners(rows)


def _copied(source: BinaryIO, copy: BinaryIO, size_bytes: int) -> str:
    digest, left = hashlib.sha256(), size_bytes + 1
    while left and (block := source.read(min(BLOCK_BYTES, left))):
        digest.update(block)
        copy.write(block)
        left -= len(block)
    return digest.hexdigest()
