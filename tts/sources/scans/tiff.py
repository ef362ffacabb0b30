"""How many pages a TIFF has. Source: TIFF revision 6.0, section 2 "TIFF structure"; BigTIFF."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

MOST_PAGES = 5_000
STARTS = {b"II*\x00": "<", b"MM\x00*": ">", b"II+\x00": "<", b"MM\x00+": ">"}
BIG = 43


def pages_of_tiff(path: Path) -> int:
    """The number of pages; 0 if the file is no TIFF. One more than 5000 are not counted, nor pages
    after a damaged or circling link to the next."""
    with path.open("rb") as file:
        order = STARTS.get(file.read(4))
        if order is None:
            return 0
        file.seek(2)
        (kind,) = struct.unpack(order + "H", file.read(2))
        try:
            return len(_directories(file, order, is_big=kind == BIG))
        except (struct.error, OSError, OverflowError):
            return 1


def _directories(file: BinaryIO, order: str, *, is_big: bool) -> set[int]:
    """The places of all directories, each of which describes a page."""
    link, count, entry = ("Q", "Q", 20) if is_big else ("L", "H", 12)
    file.seek(8 if is_big else 4)
    found = set[int]()
    (place,) = _unpacked(file, order + link)
    while place and place not in found and len(found) < MOST_PAGES:
        file.seek(place)
        head = file.read(struct.calcsize(order + count))
        if len(head) < struct.calcsize(order + count):
            break
        found.add(place)
        (entries,) = struct.unpack(order + count, head)
        file.seek(entries * entry, 1)
        after = file.read(struct.calcsize(order + link))
        if len(after) < struct.calcsize(order + link):
            break
        (place,) = struct.unpack(order + link, after)
    return found


def _unpacked(file: BinaryIO, form: str) -> tuple[int, ...]:
    return struct.unpack(form, file.read(struct.calcsize(form)))
