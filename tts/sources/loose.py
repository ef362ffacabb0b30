"""A single document in a folder: its bytes, bounded, and the pictures that lie beside it."""

import base64
import binascii
import hashlib
import re
import uuid
from pathlib import Path
from urllib.parse import unquote_to_bytes

from tts.errors import BadBook

MEBIBYTE = 1024 * 1024
MOST_TEXT_BYTES = 64 * MEBIBYTE
MOST_PICTURE_BYTES = 64 * MEBIBYTE
MOST_PICTURES_BYTES = 512 * MEBIBYTE
LONGEST_LINE = 5 * MEBIBYTE
LONGEST_NAME = 1_000
IN_LINE = re.compile(r"data:image/[a-z0-9.+-]+((?:;[^;,]*)*),", re.IGNORECASE)


def source_bytes(path: Path) -> bytes:
    """The bytes of a text file. Raises BadBook if it cannot be read or has more than 64 MiB."""
    try:
        with path.open("rb") as handle:
            source = handle.read(MOST_TEXT_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path.name, error) from error
    if len(source) > MOST_TEXT_BYTES:
        raise BadBook(
            "The file has more than 64 MiB of text.",
            where=path.name,
            remedy="Split the book into volumes.",
        )
    return source


def refuse_endless_lines(text: str, book: str) -> None:
    """Raises BadBook if a line has more characters than any book has in a chapter."""
    if max(map(len, text.splitlines()), default=0) > LONGEST_LINE:
        raise BadBook(
            "The file has a line of more than 5 million characters.",
            where=book,
            remedy="Save it again with a line end after each paragraph.",
        )


def identifier_of(source: bytes) -> str:
    """A number for a book that has none, always the same for the same bytes."""
    digest = hashlib.sha256(source).hexdigest()
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'sha256:' + digest)}"


class FilesBeside:
    """Files in the folder of a document and below it, nothing outside; pictures in its lines."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent.resolve()
        self._book = path.name
        self._in_line: dict[str, bytes] = {}
        self._left_bytes = MOST_PICTURES_BYTES

    def take_in(self, source: str) -> str | None:
        """Keep a picture written into its own link (`data:`); a name for it, None for others.

        Source: RFC 2397, "The data URL scheme".
        """
        said = IN_LINE.match(source)
        if not said:
            return None
        written = source[said.end() :]
        try:
            shown = unquote_to_bytes(written)
            if said[1].lower().endswith(";base64"):
                shown = base64.b64decode(shown)
        except (binascii.Error, ValueError):
            return None
        name = f"?picture{len(self._in_line) + 1}"
        self._in_line[name] = shown
        return name

    def find(self, name: str) -> str | None:
        """The name if it is a file here; links of the file system out of the folder are none."""
        if name in self._in_line:
            return name
        try:
            path = (self._folder / name[:LONGEST_NAME].replace("\\", "/")).resolve()
            is_here = path.is_relative_to(self._folder) and path.is_file()
        except (OSError, ValueError, RuntimeError):
            return None
        return path.relative_to(self._folder).as_posix() if is_here else None

    def read(self, name: str) -> bytes:
        """The bytes of a file that `find` has found. Raises BadBook if it is huge or locked."""
        if name in self._in_line:
            return self._in_line[name]
        where = f"{self._book}, {name}"
        try:
            with (self._folder / name).open("rb") as handle:
                shown = handle.read(min(MOST_PICTURE_BYTES, self._left_bytes) + 1)
        except (OSError, ValueError) as error:
            raise _unreadable(where, error) from error
        if len(shown) > min(MOST_PICTURE_BYTES, self._left_bytes):
            raise BadBook(
                "The pictures are too large: one may have 64 MiB, all together 512.",
                where=where,
                remedy="Make the pictures smaller, or take out those that are not needed.",
            )
        self._left_bytes -= len(shown)
        return shown


def _unreadable(where: str, error: Exception) -> BadBook:
    return BadBook(
        f"The file cannot be opened ({getattr(error, 'strerror', None) or 'bad name'}).",
        where=where,
        remedy="Check its name, and that you may read it.",
    )
