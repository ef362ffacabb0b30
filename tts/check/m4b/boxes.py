"""The index of an MP4 file, read box by box without a decoder, within bounds.

Source: ISO/IEC 14496-12, sections 4.2 and 8; the Nero chapter list (chpl) as FFmpeg writes it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

LARGEST_INDEX = 64 * 2**20
MOST_BOXES = 10_000
_HOLDERS = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"tref"))
_NEEDED = (b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"stsd", b"stts", b"stsc", b"stsz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What the index says. `outer` are the outermost boxes with begin and end, `missing` what the
    sound needs and has not; lengths are milliseconds, None where they cannot be told; `offsets` are
    where the pieces of the sound begin, `sound_bytes` how long they are together.

    `nero_chapters` is None where there is no such list.
    """

    outer: tuple[tuple[str, int, int], ...]
    missing: tuple[str, ...]
    stated_ms: float | None
    sound_ms: float | None
    counted_ms: float | None
    offsets: tuple[int, ...]
    sound_bytes: int
    nero_chapters: int | None
    has_chapter_track: bool


def read_index(stream: BinaryIO) -> Index:
    """Read it; what is too large or broken is as if it were not there."""
    outer = tuple(_outer(stream))
    boxes: dict[bytes, list[bytes]] = {}
    moov = next(((begin, end) for name, begin, end in outer if name == "moov"), None)
    if moov and moov[1] - moov[0] <= LARGEST_INDEX:
        stream.seek(moov[0])
        boxes = dict(_sound_boxes(stream.read(moov[1] - moov[0])))
    offsets = _offsets(boxes)
    missing = [name.decode() for name in _NEEDED if name not in boxes]
    if not boxes.keys() & {b"stco", b"co64"}:
        missing.append("stco")
    description = _first(boxes, b"stsd")
    if b"mp4a" in description and b"esds" not in description:
        missing.append("esds")
    return Index(
        outer=outer,
        missing=tuple(missing),
        stated_ms=_length_ms(boxes, b"mvhd"),
        sound_ms=_length_ms(boxes, b"mdhd"),
        counted_ms=_counted_ms(boxes),
        offsets=offsets,
        sound_bytes=_sound_bytes(boxes),
        nero_chapters=_nero(boxes),
        has_chapter_track=b"chap" in boxes,
    )


def _outer(stream: BinaryIO) -> Iterator[tuple[str, int, int]]:
    size, place = stream.seek(0, 2), 0
    for _ in range(MOST_BOXES):
        stream.seek(place)
        header = stream.read(16)
        if len(header) < 8:
            return
        length, name = struct.unpack_from(">I4s", header)
        if length == 1 and len(header) == 16:
            (length,) = struct.unpack_from(">Q", header, 8)
        end = size if length == 0 else place + length
        yield name.decode("latin-1"), place, end
        if end < place + 8:
            return
        place = end


def _sound_boxes(moov: bytes) -> dict[bytes, list[bytes]]:
    """The boxes of the book and of its sound, by name; those of other tracks are left out."""
    found: dict[bytes, list[bytes]] = {}
    for name, body in _boxes(moov[8:]):
        if name == b"trak":
            track = dict(_flat(body))
            if track.get(b"hdlr", b"")[8:12] == b"soun":
                for inner, content in track.items():
                    found.setdefault(inner, []).append(content)
        elif name in _HOLDERS:
            for inner, content in _flat(body):
                found.setdefault(inner, []).append(content)
        else:
            found.setdefault(name, []).append(body)
    return found


def _flat(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    waiting = [body]
    while waiting:
        for name, content in _boxes(waiting.pop()):
            yield name, content
            if name in _HOLDERS:
                waiting.append(content)


def _boxes(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    for _ in range(MOST_BOXES):
        if place + 8 > len(body):
            return
        length, name = struct.unpack_from(">I4s", body, place)
        if length < 8 or place + length > len(body):
            return
        yield name, body[place + 8 : place + length]
        place += length


def _first(boxes: dict[bytes, list[bytes]], name: bytes) -> bytes:
    return next(iter(boxes.get(name, ())), b"")


def _scale_and_length(body: bytes) -> tuple[int, int] | None:
    """Ticks a second and length in ticks, of mvhd and mdhd alike."""
    shape, place = (">IQ", 20) if body[:1] == b"\1" else (">II", 12)
    if len(body) < place + struct.calcsize(shape):
        return None
    scale, length = struct.unpack_from(shape, body, place)
    return scale, length


def _length_ms(boxes: dict[bytes, list[bytes]], name: bytes) -> float | None:
    found = _scale_and_length(_first(boxes, name))
    return found[1] * 1000 / found[0] if found and found[0] else None


def _counted_ms(boxes: dict[bytes, list[bytes]]) -> float | None:
    """The lengths of all pieces of sound added up (stts)."""
    found = _scale_and_length(_first(boxes, b"mdhd"))
    table = _numbers(_first(boxes, b"stts")[8:], ">u4")
    if not found or not found[0] or len(table) < 2:
        return None
    pairs = table[: len(table) // 2 * 2].reshape(-1, 2).astype(np.float64)
    return float((pairs[:, 0] * pairs[:, 1]).sum()) * 1000 / found[0]


def _offsets(boxes: dict[bytes, list[bytes]]) -> tuple[int, ...]:
    """Where the pieces begin: the first and the last of them, which is enough to see a shift."""
    found = [
        *_numbers(_first(boxes, b"stco")[8:], ">u4").tolist(),
        *_numbers(_first(boxes, b"co64")[8:], ">u8").tolist(),
    ]
    return (min(found), max(found)) if found else ()


def _sound_bytes(boxes: dict[bytes, list[bytes]]) -> int:
    body = _first(boxes, b"stsz")
    if len(body) < 12:
        return 0
    each, count = struct.unpack_from(">II", body, 4)
    return each * count if each else int(_numbers(body[12:], ">u4").sum(dtype=np.uint64))


def _nero(boxes: dict[bytes, list[bytes]]) -> int | None:
    body = _first(boxes, b"chpl")
    return body[8] if len(body) > 8 else None


def _numbers(body: bytes, kind: str) -> np.ndarray[tuple[int], np.dtype[np.unsignedinteger]]:
    size = np.dtype(kind).itemsize
    return np.frombuffer(body[: len(body) // size * size], dtype=kind)
