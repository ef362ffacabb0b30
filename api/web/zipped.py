"""A folder sent as a ZIP while it is being read: no copy on disk, little memory, any size."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

CHUNK_BYTES = 1 << 18
STORED = {".mp3", ".jpg", ".png", ".gif"}
EARLIEST = (1980, 1, 1, 0, 0, 0)


class _Outflow(io.RawIOBase):
    """Collects what the ZIP writer writes until it is taken away."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # the ZIP writer gives bytes
        self.waiting += piece
        return len(piece)

    def take(self) -> bytes:
        taken, self.waiting = bytes(self.waiting), bytearray()
        return taken


def zipped(folder: Path) -> Iterator[bytes]:
    """The files of a flat folder as a ZIP with all of them at top level, as players want it."""
    outflow = _Outflow()
    with zipfile.ZipFile(outflow, "w") as archive:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(path.name, EARLIEST)
            is_packed = path.suffix in STORED
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                while piece := source.read(CHUNK_BYTES):
                    target.write(piece)
                    yield outflow.take()
    yield outflow.take()
