"""An M4B file as a player sees it: its boxes, its sound, chapters, facts and cover."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import BinaryIO

import av
from av.container import InputContainer
from av.stream import Disposition

from tts.check.m4b.boxes import Index, read_index
from tts.check.sound import Undecodable

_BROKEN = (av.FFmpegError, OSError, ValueError, ArithmeticError, struct.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of the book, in milliseconds, with its title ("" where it has none)."""

    begin_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """`facts` are by FFmpeg's names, `covers` the bytes of attached pictures, `films` counts those
    that move."""

    index: Index
    facts: dict[str, str]
    chapters: list[Chapter]
    sound_streams: int
    films: int
    covers: list[bytes] = field(repr=False)


def read_media(stream: BinaryIO) -> Media:
    """Everything but the sound itself. Raises Undecodable."""
    index = read_index(stream)
    stream.seek(0)
    try:
        with av.open(stream, mode="r", format="mov", metadata_errors="replace") as media:
            return _media(index, media)
    except _BROKEN as error:
        raise Undecodable("is damaged, or not what its name says") from error


def _media(index: Index, media: InputContainer) -> Media:
    sounds = media.streams.audio
    return Media(
        index=index,
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
        films=sum(not one.disposition & Disposition.attached_pic for one in media.streams.video),
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
