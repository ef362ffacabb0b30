"""The zip archive of a book, opened with a bound on everything: entries, sizes, names, reading."""

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from tts.errors import BadBook

MEBIBYTE = 1024 * 1024
MOST_ENTRIES = 20_000
MOST_DIRECTORY_BYTES = 8 * MEBIBYTE
MOST_UNPACKED_BYTES = 4096 * MEBIBYTE
MOST_ENTRY_BYTES = 64 * MEBIBYTE
MOST_READ_BYTES = 512 * MEBIBYTE
BOMB_BYTES = 200 * MEBIBYTE
BOMB_RATIO = 100
ENCRYPTED_FLAG = 0x1
UTF8_FLAG = 0x800
KNOWN_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
END_SIGNATURE, END64_SIGNATURE = b"PK\x05\x06", b"PK\x06\x06"
END_REACH_BYTES = 65_535 + 22 + 20 + 56
# What zipfile raises at bytes that are not what the directory says of them.
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError,
          NotImplementedError, RuntimeError, OverflowError)  # fmt: skip

COPY_AGAIN = "Copy or download the file again, or ask whoever made it for a whole one."
PACK_AGAIN = "Unpack the archive and pack it again as an ordinary zip."
ASK_MAKER = "Ask whoever made the file for a proper EPUB."


class Archive:
    """Files by name, each read once with a bound. `book` is the file's name, for messages."""

    def __init__(self, opened: zipfile.ZipFile, book: str) -> None:
        self._zip = opened
        self._left_bytes = MOST_READ_BYTES
        self.book = book
        self.names = tuple(info.filename for info in opened.infolist() if not info.is_dir())
        self._exact = frozenset(self.names)
        self._alike = _alike(opened.infolist())

    def find(self, name: str) -> str | None:
        """The archive's own name of a file; forgives letter case, percent signs and backslashes."""
        if name in self._exact:
            return name
        return self._alike.get(_plain(name)) or self._alike.get(_plain(unquote(name)))

    def read(self, name: str) -> bytes:
        """The bytes of a file that `find` has found. Raises BadBook if damaged, locked or huge."""
        info = self._zip.getinfo(name)
        where = f"{self.book}, {name}"
        if info.flag_bits & ENCRYPTED_FLAG:
            raise BadBook(
                "The archive is locked with a password.",
                where=where,
                remedy="Ask for a copy without protection.",
            )
        if info.compress_type not in KNOWN_PACKING:
            raise BadBook(
                "The file is packed in a way that no book is.", where=where, remedy=PACK_AGAIN
            )
        self._left_bytes -= info.file_size
        if info.file_size > MOST_ENTRY_BYTES or self._left_bytes < 0:
            raise BadBook(
                "The book is too large to be read: one file may have 64 MiB, all together 512.",
                where=where,
                remedy="Split the book into volumes.",
            )
        try:
            return self._zip.read(info)
        except BROKEN as error:
            raise BadBook(
                "The file in the archive is damaged.", where=where, remedy=COPY_AGAIN
            ) from error


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a zip for reading. Raises BadBook if it is none, damaged, or built to do harm."""
    try:
        handle = path.open("rb")
    except (OSError, ValueError) as error:
        raise BadBook(
            f"The file cannot be opened ({getattr(error, 'strerror', None) or 'bad name'}).",
            where=path.name,
            remedy="Check its name, that it is a file, and that you may read it.",
        ) from error
    with handle:
        _check_directory(handle, path.name)
        try:
            opened = zipfile.ZipFile(handle)
        except BROKEN as error:
            raise BadBook(
                "This is not a zip archive, or it is cut short or damaged.",
                where=path.name,
                remedy=COPY_AGAIN,
            ) from error
        with opened:
            _check_entries(opened, path)
            yield Archive(opened, path.name)


def _check_directory(handle: BinaryIO, book: str) -> None:
    """Refuse a list of files so long that reading it alone would fill the memory."""
    length = handle.seek(0, 2)
    handle.seek(max(0, length - END_REACH_BYTES))
    tail = handle.read()
    handle.seek(0)
    end, end64 = tail.rfind(END_SIGNATURE), tail.rfind(END64_SIGNATURE)
    sizes = [0]
    if 0 <= end <= len(tail) - 22:
        sizes += [size for size in struct.unpack_from("<L", tail, end + 12) if size != 0xFFFFFFFF]
    if 0 <= end64 <= len(tail) - 56:
        sizes += struct.unpack_from("<Q", tail, end64 + 40)
    if max(sizes) > MOST_DIRECTORY_BYTES:
        raise _too_many(book)


def _check_entries(opened: zipfile.ZipFile, path: Path) -> None:
    entries = opened.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _too_many(path.name)
    unpacked = sum(info.file_size for info in entries)
    swollen = unpacked > BOMB_BYTES and unpacked > BOMB_RATIO * path.stat().st_size
    if unpacked > MOST_UNPACKED_BYTES or swollen:
        raise BadBook(
            f"The archive would unpack to {unpacked // MEBIBYTE} MiB, which no book does.",
            where=path.name,
            remedy="Do not open it; ask where it came from.",
        )
    for info in entries:
        parts = info.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or parts[0].endswith(":"):
            raise BadBook(
                f"A file in the archive is named {info.filename[:100]!r}, which leads outside it.",
                where=path.name,
                remedy="Do not open it; ask where it came from.",
            )


def _too_many(book: str) -> BadBook:
    return BadBook(
        f"The archive holds more than {MOST_ENTRIES} files, which no book does.",
        where=book,
        remedy="Split the book into volumes, or ask where the file came from.",
    )


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()


def _alike(entries: list[zipfile.ZipInfo]) -> dict[str, str]:
    """Names by their plain form; old packers wrote UTF-8 without saying so."""
    alike: dict[str, str] = {}
    for info in entries:
        alike.setdefault(_plain(info.filename), info.filename)
        if not info.flag_bits & UTF8_FLAG and not info.filename.isascii():
            try:
                meant = info.filename.encode("cp437").decode("utf-8")
            except UnicodeError:
                continue
            alike.setdefault(_plain(meant), info.filename)
    return alike
