"""Braille Ready Format: one file of ASCII braille a volume; everything `dauys check` looks at.

Source: docs/formats.md; North American ASCII braille (64 characters, CR LF, form feed).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tts.check.braille.book import MOST_PAGES, USUAL_CELLS, USUAL_LINES, Book, Page, Row, Volume
from tts.check.braille.rules import checked
from tts.check.braille.volumes import size_in, title_rows
from tts.check.fault import MOST_FAULTS, Checked, Fault
from tts.check.files import file_names
from tts.check.shelf import Alone, Shelf, Unreadable

FORM = "brf"
VOLUME = re.compile(r"[a-z0-9_]{1,60}_v(\d{2,4})\.brf", re.ASCII)
_CELLS_OF = {
    0x20: 0x00, 0x21: 0x2E, 0x22: 0x10, 0x23: 0x3C, 0x24: 0x2B, 0x25: 0x29, 0x26: 0x2F, 0x27: 0x04,
    0x28: 0x37, 0x29: 0x3E, 0x2A: 0x21, 0x2B: 0x2C, 0x2C: 0x20, 0x2D: 0x24, 0x2E: 0x28, 0x2F: 0x0C,
    0x30: 0x34, 0x31: 0x02, 0x32: 0x06, 0x33: 0x12, 0x34: 0x32, 0x35: 0x22, 0x36: 0x16, 0x37: 0x36,
    0x38: 0x26, 0x39: 0x14, 0x3A: 0x31, 0x3B: 0x30, 0x3C: 0x23, 0x3D: 0x3F, 0x3E: 0x1C, 0x3F: 0x39,
    0x40: 0x08, 0x41: 0x01, 0x42: 0x03, 0x43: 0x09, 0x44: 0x19, 0x45: 0x11, 0x46: 0x0B, 0x47: 0x1B,
    0x48: 0x13, 0x49: 0x0A, 0x4A: 0x1A, 0x4B: 0x05, 0x4C: 0x07, 0x4D: 0x0D, 0x4E: 0x1D, 0x4F: 0x15,
    0x50: 0x0F, 0x51: 0x1F, 0x52: 0x17, 0x53: 0x0E, 0x54: 0x1E, 0x55: 0x25, 0x56: 0x27, 0x57: 0x3A,
    0x58: 0x2D, 0x59: 0x3D, 0x5A: 0x35, 0x5B: 0x2A, 0x5C: 0x33, 0x5D: 0x3B, 0x5E: 0x18, 0x5F: 0x38,
}  # fmt: skip
_CELLS = {code: 0x2800 + dots for code, dots in _CELLS_OF.items()}
_STRANGE = re.compile(rb"[^\x20-\x5f\r\n\x0c]")
_LONE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_LOOSE_PAGE_END = re.compile(rb"(?<![\n\x0c])\x0c")


def check_brf(shelf: Shelf) -> Checked:
    """Read every volume and apply every rule."""
    faults = list(_names(shelf))
    names = [name for name in sorted(shelf.sizes) if _is_volume(shelf, name)]
    volumes: list[Volume] = []
    number = 0
    for name in names:
        try:
            data = shelf.read(name)
        except Unreadable as error:
            faults.append(Fault("file-unreadable", name, "", f"The file {error.why}."))
            continue
        faults += _bytes(name, data)
        pages = tuple(_pages(name, data, number))
        number += len(pages)
        volumes.append(Volume(name, len(volumes) + 1, pages))
    cells, lines = _size(volumes)
    return checked(shelf.path, FORM, Book(tuple(volumes), cells, lines), faults)


def _is_volume(shelf: Shelf, name: str) -> bool:
    return isinstance(shelf, Alone) or VOLUME.fullmatch(name) is not None


def _names(shelf: Shelf) -> Iterator[Fault]:
    """One file a volume, numbered 1, 2, 3 … equally long, and nothing else."""
    if isinstance(shelf, Alone):
        return
    yield from file_names(shelf.sizes)
    found = [(name, VOLUME.fullmatch(name)) for name in sorted(shelf.sizes)]
    expected = 0
    for name, match in found:
        if match is None:
            sentence = "Only volumes may be here, named such as book_v01.brf."
            yield Fault("brf-file", name, "", sentence)
            continue
        expected += 1
        if int(match[1]) != expected:
            sentence = f"The name says volume {int(match[1])}, but this is volume {expected}."
            yield Fault("brf-volume-gap", name, "", sentence)
    if len({(len(match[1]), name[: match.start(1)]) for name, match in found if match}) > 1:
        sentence = "The names must differ in their numbers only, with equally many digits."
        yield Fault("brf-volume-names", found[0][0], "", sentence)


def _bytes(name: str, data: bytes) -> Iterator[Fault]:
    """Only the 64 characters; CR LF ends a line, a form feed a page, and the file a page."""
    for place, said in _found(_STRANGE, data):
        sentence = f"The byte {said[0]:#04x} is none of the 64 characters of ASCII braille."
        yield Fault("brf-character", name, place, sentence)
    for place, _ in _found(_LONE_END, data):
        yield Fault("brf-line-end", name, place, "A line must end with both CR and LF.")
    for place, _ in _found(_LOOSE_PAGE_END, data):
        yield Fault("brf-form-feed", name, place, "A form feed must follow the end of a line.")
    if not data.endswith(b"\x0c"):
        yield Fault("brf-file-end", name, "", "The file must end with the form feed of its page.")


def _found(pattern: re.Pattern[bytes], data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every match with its line, no more than anybody could read."""
    line, counted = 1, 0
    for match in islice(pattern.finditer(data), MOST_FAULTS + 1):
        line += data.count(b"\n", counted, match.start())
        counted = match.start()
        yield f"line {line}", match[0]


def _pages(name: str, data: bytes, before: int) -> Iterator[Page]:
    """Pages as they are cut by form feeds; `before` counts those of the volumes before."""
    line = 1
    pages = data.decode("latin-1").split("\x0c", MOST_PAGES)[:MOST_PAGES]
    if not pages[-1]:
        pages.pop()
    for count, page in enumerate(pages, start=before + 1):
        rows = re.split("\r?\n", page)
        if not rows[-1]:
            rows.pop()
        read = tuple(
            Row(row.replace("\r", "").translate(_CELLS), at)
            for at, row in enumerate(rows, start=line)
        )
        yield Page(name, count, line, read)
        line += len(rows)


def _size(volumes: list[Volume]) -> tuple[int, int]:
    """What the first title page says of the paper, else the size that most paper has."""
    rows = title_rows(volumes[0]) if volumes else ()
    said = [size for row in rows if (size := size_in(row))]
    return said[-1] if said else (USUAL_CELLS, USUAL_LINES)
