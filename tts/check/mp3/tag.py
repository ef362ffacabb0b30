"""The tag before the sound of an MP3 file, read frame by frame within bounds.

Source: ID3v2.3.0, sections 3.1 to 4.2; ID3v2 Chapter Frame Addendum 1.0, sections 3.1 and 3.2.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

LARGEST_TAG = 2**20
MOST_FRAMES = 10_000
_HEADER = 10
_PACKED = 0x00C0
_ORDERS = (b"\xff\xfe", b"\xfe\xff")
_CODECS = {0: "latin-1", 1: "utf-16"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of the file, in milliseconds, with its title ("" where it has none)."""

    chapter_id: str
    begin_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: its chapters in order, and whether it is the one to begin with."""

    is_top: bool
    chapter_ids: tuple[str, ...]


@dataclass(slots=True)
class Tag:
    """What a tag says. `texts` are by frame ("TIT2"), `repeated` those of them that came again;
    `pictures` are kind and bytes; `broken` tells why reading it stopped.

    `version` is 3 for ID3v2.3; `end` is where the tag says that the sound begins; `flags` tell of
    anything unusual in it.
    """

    version: int
    end: int
    texts: dict[str, str] = field(default_factory=dict)
    chapters: list[Chapter] = field(default_factory=list)
    contents: list[Contents] = field(default_factory=list)
    flags: int = 0
    repeated: list[str] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    broken: str = ""
    follows: bytes = b""


class _Malformed(ValueError):
    """A frame that is not as the standard has it; the words complete "the frame …"."""


def read_tag(stream: BinaryIO) -> Tag | None:
    """The tag with which a file begins, None where it begins with sound."""
    header = stream.read(_HEADER)
    if len(header) < _HEADER or header[:3] != b"ID3":
        return None
    length = 0
    for octet in header[6:10]:
        length = length << 7 | octet & 0x7F
    tag = Tag(version=header[3], end=_HEADER + length, flags=header[5])
    if length > LARGEST_TAG:
        tag.broken = f"it is longer than {LARGEST_TAG // 2**20} MB"
        return tag
    body = stream.read(length)
    tag.follows = stream.read(4)
    if tag.version == 3:
        _fill(tag, body)
    return tag


def _fill(tag: Tag, body: bytes) -> None:
    try:
        for name, content in _frames(body):
            if name == "CHAP":
                tag.chapters.append(_chapter(content))
            elif name == "CTOC":
                tag.contents.append(_contents(content))
            elif name == "APIC":
                tag.pictures.append(_picture(content))
            elif name.startswith("T"):
                if name in tag.texts and name != "TXXX":
                    tag.repeated.append(name)
                tag.texts[name] = _text(content)
    except (_Malformed, UnicodeDecodeError, struct.error, IndexError) as error:
        tag.broken = str(error)[:120] or "a frame is cut short"


def _frames(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each frame, up to the padding of zeros."""
    place = count = 0
    while place + _HEADER <= len(body) and body[place]:
        name = body[place : place + 4].decode("latin-1")
        length, flags = struct.unpack_from(">IH", body, place + 4)
        if flags & _PACKED:
            raise _Malformed(f"the frame {name!r} is packed or encrypted")
        place += _HEADER + length
        count += 1
        if place > len(body) or count > MOST_FRAMES:
            raise _Malformed(f"the frame {name!r} reaches beyond the tag")
        yield name, body[place - length : place]


def _text(content: bytes) -> str:
    """A text frame. Latin and UTF-16 are all that this version of tags has."""
    codec = _CODECS.get(content[0])
    if codec is None:
        raise _Malformed(f"a text is in encoding {content[0]}, which ID3v2.3 does not have")
    if codec == "utf-16" and content[1:] and content[1:3] not in _ORDERS:
        raise _Malformed("a text in UTF-16 does not say the order of its bytes")
    return content[1:].decode(codec).partition("\0")[0]


def _picture(content: bytes) -> tuple[str, bytes]:
    """Kind and bytes of a picture. Source: ID3v2.3.0, section 4.15."""
    kind, zero, rest = content[1:].partition(b"\0")
    end = b"\0\0" if content[0] == 1 else b"\0"
    _, behind, data = rest[1:].partition(end)
    if not zero or not behind:
        raise _Malformed("a picture has no end of its description")
    return kind.decode("latin-1"), data


def _chapter(content: bytes) -> Chapter:
    name, rest = _named(content)
    begin_ms, end_ms = struct.unpack_from(">II", rest)
    titles = [_text(inner) for kind, inner in _frames(rest[16:]) if kind == "TIT2"]
    title = titles[0] if titles else ""
    return Chapter(chapter_id=name, begin_ms=begin_ms, end_ms=end_ms, title=title)


def _contents(content: bytes) -> Contents:
    _, rest = _named(content)
    flags, count = rest[0], rest[1]
    ids, rest = [], rest[2:]
    for _ in range(count):
        name, rest = _named(rest)
        ids.append(name)
    return Contents(bool(flags & 2), tuple(ids))


def _named(content: bytes) -> tuple[str, bytes]:
    name, zero, rest = content.partition(b"\0")
    if not zero:
        raise _Malformed("a chapter has no end of its name")
    return name.decode("latin-1"), rest
