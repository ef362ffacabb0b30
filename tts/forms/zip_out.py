"""A ZIP file that comes out the same each time, for the forms that are one packed file."""

from pathlib import Path
from shutil import copyfileobj
from types import TracebackType
from typing import Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment ZIP can tell: no clock changes the bytes
_UNIX = 3
_READABLE = 0o644 << 16


class Zip:
    """A ZIP being written, entry after entry. Leaves nothing behind if the writing fails."""

    def __init__(self, out: Path) -> None:
        self._out = out

    def __enter__(self) -> Self:
        self._zip = ZipFile(self._out, "w")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()
        if kind is not None:
            self._out.unlink()

    def stored(self, name: str, content: bytes) -> None:
        """Add a few bytes as they are."""
        self._zip.writestr(_entry(name, ZIP_STORED), content)

    def text(self, name: str, content: bytes) -> None:
        """Add a document or a picture, made smaller."""
        self._zip.writestr(_entry(name, ZIP_DEFLATED), content)

    def sound(self, name: str, path: Path) -> None:
        """Add a sound file as it is: MP3 gets no smaller, and players can jump about in it."""
        entry = _entry(name, ZIP_STORED)
        entry.file_size = path.stat().st_size
        with path.open("rb") as source, self._zip.open(entry, "w") as target:
            copyfileobj(source, target)


def _entry(name: str, compression: int) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST)
    entry.compress_type = compression
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry
