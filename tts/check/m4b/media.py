"""An M4B file as a player sees it: its boxes, its sound, chapters, facts and cover."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import BinaryIO

import av
from av.container import InputContainer
from av.stream import Disposition

from tts.check.sound import Undecodable

MOST_BOXES = 10_000
_BROKEN = (av.FFmpegError, OSError, ValueError, ArithmeticError, struct.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of the book, in milliseconds, with its title ("" where it has none)."""

    begin_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """`boxes` are the names of the outermost boxes, in order; `facts` by FFmpeg's names.

    `covers` are the bytes of attached pictures.
    """

    boxes: tuple[str, ...]
    facts: dict[str, str]
    chapters: list[Chapter]
    sound_streams: int
    covers: list[bytes] = field(repr=False)


def read_media(stream: BinaryIO) -> Media:
    """Everything but the sound itself. Raises Undecodable."""
    boxes = _boxes(stream)
    stream.seek(0)
    try:
        with av.open(stream, mode="r", format="mov", metadata_errors="replace") as media:
            return _media(boxes, media)
    except _BROKEN as error:
        raise Undecodable("is damaged, or not what its name says") from error


def _media(boxes: tuple[str, ...], media: InputContainer) -> Media:
    sounds = media.streams.audio
    return Media(
        boxes=boxes,
        facts=dict(media.metadata),
        chapters=[
            Chapter(
                begin_ms=round(one["start"] * 1000 * (one["time_base"] or 0)),
                end_ms=round(one["end"] * 1000 * (one["time_base"] or 0)),
                title=one["metadata"].get("title", ""),
            )
            for one in media.chapters()
        ],
        sound_streams=len(sounds),
        covers=_covers(media),
    )


def _covers(media: InputContainer) -> list[bytes]:
    """The attached pictures, which come before all sound."""
    pictures = [one for one in media.streams.video if one.disposition & Disposition.attached_pic]
    if not pictures:
        return []
    found = []
    for packet in media.demux(pictures):
        if packet.size:
            found.append(bytes(packet))
        if len(found) == len(pictures):
            break
    return found


def _boxes(stream: BinaryIO) -> tuple[str, ...]:
    """The outermost boxes. Source: ISO/IEC 14496-12, section 4.2."""
    names: list[str] = []
    place = 0
    while len(names) < MOST_BOXES:
        stream.seek(place)
        header = stream.read(16)
        if len(header) < 8:
            break
        length, name = struct.unpack_from(">I4s", header)
        if length == 1 and len(header) == 16:
            (length,) = struct.unpack_from(">Q", header, 8)
        names.append(name.decode("latin-1"))
        if length < 8:  # 0 means: up to the end of the file
            break
        place += length
    return tuple(names)
