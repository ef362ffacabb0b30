"""The files of a talking book, whether they lie in a folder or in a zip, read alike.

Strangers make talking books: links out of the folder are not followed, and the number of files and
the size of what is read at once have bounds.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from tts.errors import BadBook, TtsError

MOST_FILES = 50_000
LARGEST_TEXT = 64 * 2**20
LARGEST_SOUND = 2**31
LARGEST_PACKED_SOUND = 512 * 2**20
LARGEST_PACKED_BOOK = 8 * 2**30
DEEPEST_FOLDER = 8
_PIECE_BYTES = 1 << 18
_BROKEN = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


class Unreadable(TtsError):
    """A file that is there cannot be read; `why` completes the sentence "it …"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Shelf(Protocol):
    """Files by name, "/" between the folders of a name."""

    path: Path

    @property
    def sizes(self) -> Mapping[str, int]:
        """Every file and its length in bytes."""
        ...

    def read(self, name: str) -> bytes:
        """The whole of one text file. Raises Unreadable, also where it is too long."""
        ...

    def open(self, name: str) -> BinaryIO:
        """One file as a stream that can seek. Raises Unreadable."""
        ...

    def close(self) -> None:
        """Let go of the zip file."""
        ...


class Folder:
    """A talking book unpacked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sizes: dict[str, int] = dict(_files_under(path))

    def read(self, name: str) -> bytes:
        """The whole of one text file."""
        with self.open(name) as stream:
            return _whole(stream, LARGEST_TEXT)

    def close(self) -> None:
        """Nothing is held open."""

    def open(self, name: str) -> BinaryIO:
        """One file as it lies on the disk."""
        if self.sizes.get(name, 0) > LARGEST_SOUND:
            raise Unreadable(f"is larger than {LARGEST_SOUND // 2**20} MB")
        try:
            return (self.path / name).open("rb")
        except OSError as error:
            raise Unreadable("cannot be opened") from error


class Alone:
    """A talking book that is one file of sound or of braille, under a name that tells its kind."""

    def __init__(self, path: Path, ending: str) -> None:
        self.path = path
        name = path.name if path.suffix.lower() == ending else f"book{ending}"
        self.sizes: dict[str, int] = {name: path.stat().st_size}

    def read(self, name: str) -> bytes:
        """The whole of the file, if it is no longer than a text may be."""
        with self.open(name) as stream:
            return _whole(stream, LARGEST_TEXT)

    def open(self, name: str) -> BinaryIO:
        """The file as it lies on the disk."""
        if self.sizes.get(name, 0) > LARGEST_SOUND:
            raise Unreadable(f"is larger than {LARGEST_SOUND // 2**20} MB")
        try:
            return self.path.open("rb")
        except OSError as error:
            raise Unreadable("cannot be opened") from error

    def close(self) -> None:
        """Nothing is held open."""


class Packed:
    """A talking book in one zip file. `entries` keeps the order of the file itself."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            self.entries = _entries_of(self._zip)
        except (*_BROKEN, ValueError) as error:
            raise BadBook(
                "this is neither a folder nor a zip file.",
                where=str(path),
                remedy="Give the folder or the file of a DAISY or EPUB talking book.",
            ) from error
        if len(self.entries) > MOST_FILES:
            raise _too_many(path)
        if sum(entry.size for entry in self.entries) > LARGEST_PACKED_BOOK:
            raise BadBook(
                f"unpacked it would be larger than {LARGEST_PACKED_BOOK // 2**30} GB.",
                where=str(path),
                remedy="Unpack it yourself and give the folder, if you trust it.",
            )
        self.sizes: dict[str, int] = {entry.name: entry.size for entry in self.entries}

    def read(self, name: str) -> bytes:
        """The whole of one text file, unpacked."""
        return self._unpack(name, LARGEST_TEXT)

    def open(self, name: str) -> BinaryIO:
        """One file, unpacked into memory."""
        return io.BytesIO(self._unpack(name, LARGEST_PACKED_SOUND))

    def close(self) -> None:
        """Let go of the zip file."""
        self._zip.close()

    def _unpack(self, name: str, limit: int) -> bytes:
        try:
            with self._zip.open(name) as stream:
                return _whole(stream, limit)
        except (*_BROKEN, ValueError, KeyError) as error:
            raise Unreadable("is damaged inside the zip file") from error


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a zip: how it is kept there. `extra` counts the bytes of its extra field."""

    name: str
    size: int
    is_stored: bool
    extra: int


def _files_under(top: Path) -> Iterator[tuple[str, int]]:
    found = 0
    for folder, folders, names in os.walk(top, onerror=None, followlinks=False):
        here = Path(folder).relative_to(top)
        if len(here.parts) >= DEEPEST_FOLDER:
            folders.clear()
        for name in names:
            found += 1
            if found > MOST_FILES:
                raise _too_many(top)
            size = _size_of(Path(folder, name))
            if size is not None:
                yield (here / name).as_posix(), size


def _size_of(path: Path) -> int | None:
    """Bytes of a plain file; None for links, pipes, devices and what cannot be asked."""
    try:
        facts = path.lstat()
    except OSError:
        return None
    return facts.st_size if stat.S_ISREG(facts.st_mode) else None


def _entries_of(packed: zipfile.ZipFile) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            name=info.filename,
            size=info.file_size,
            is_stored=info.compress_type == zipfile.ZIP_STORED,
            extra=_extra_of(packed, info),
        )
        for info in packed.infolist()
        if not info.is_dir()
    )


def _extra_of(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    """Length of the extra field in the local header, which the list at the end may not have."""
    stream = packed.fp
    if stream is None:
        return 0
    stream.seek(info.header_offset + 28)
    return int.from_bytes(stream.read(2), "little")


def read_at_most(stream: IO[bytes], most: int) -> bytes:
    """The next bytes of a stream, `most` at the most. In pieces: asked for 64 MB at once, Python
    would set aside 64 MB for a file of 64 bytes."""
    pieces, left = list[bytes](), most
    while left and (piece := stream.read(min(left, _PIECE_BYTES))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _whole(stream: IO[bytes], limit: int) -> bytes:
    try:
        content = read_at_most(stream, limit + 1)
    except _BROKEN as error:
        raise Unreadable("is damaged") from error
    if len(content) > limit:
        raise Unreadable(f"is larger than {limit // 2**20} MB")
    return content


def _too_many(path: Path) -> BadBook:
    return BadBook(
        f"there are more than {MOST_FILES} files in it.",
        where=str(path),
        remedy="Give the folder or the file of one talking book.",
    )
