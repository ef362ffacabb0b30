"""Every way in which we know how to break a folder of tagged MP3 files and an M4B file."""

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.stream import Disposition
from av.video.frame import VideoFrame

from tests.tts.mutating import (
    Change,
    Mutation,
    bytes_of,
    file_added,
    file_gone,
    file_named,
    hum,
)
from tests.tts.sample import PNG

TAG_HEADER = 10


def tag_end(file: bytes) -> int:
    length = 0
    for octet in file[6:10]:
        length = length << 7 | octet
    return TAG_HEADER + length


def frame(name: str, content: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(content), 0) + content


def tagged_with(*frames: bytes, version: int = 3) -> Callable[[bytes], bytes]:
    """The same sound behind a tag of these frames."""

    def act(file: bytes) -> bytes:
        body = b"".join(frames)
        length = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
        return b"ID3" + bytes((version, 0, 0)) + length + body + file[tag_end(file) :]

    return act


def said(name: str, words: str) -> bytes:
    return frame(name, b"\1" + words.encode("utf-16"))


PLAIN = (said("TIT2", "a"), said("TALB", "Абай туралы әңгіме"), said("TPE1", "Тест Автор"))
WHOLE = (*PLAIN, said("TRCK", "1/3"), said("TLAN", "kaz"))


def chapter(name: str, begin_ms: int, end_ms: int, title: bytes = b"\0a") -> bytes:
    unused = b"\xff" * 8
    times = struct.pack(">II", begin_ms, end_ms)
    return frame("CHAP", name.encode() + b"\0" + times + unused + frame("TIT2", title))


def table(*names: str, flags: int = 3, toc: str = "toc") -> bytes:
    listed = b"".join(name.encode() + b"\0" for name in names)
    return frame("CTOC", toc.encode() + b"\0" + bytes((flags, len(names))) + listed)


def tag(*frames: bytes, version: int = 3) -> Change:
    return bytes_of("001*", tagged_with(*frames, version=version))


def untagged(file: bytes) -> bytes:
    return file[tag_end(file) :]


def swapped(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def act(file: bytes) -> bytes:
        assert old in file
        return file.replace(old, new, 1)

    return act


def sounding(sound: bytes) -> Change:
    """The tag of the last file before another sound."""
    return bytes_of("003*", lambda file: file[: tag_end(file)] + sound)


END = 7_757
MP3 = (
    Mutation("the second file is gone", "number-gap", file_gone("002*")),
    Mutation("a number too short", "number-width", file_named("002*", "02.mp3")),
    Mutation("a name in Kazakh", "file-name", file_named("002*", "002_тарау.mp3")),
    Mutation("a name without number", "file-kind", file_named("002*", "part.mp3")),
    Mutation("a picture", "file-kind", file_added("cover.png")),
    Mutation("a folder in it", "file-in-folder", file_added("more/004.mp3")),
    Mutation("no sound", "sound-unreadable", bytes_of("002*", lambda _: b"no" * 99)),
    Mutation("a varying bit rate", "sound-not-constant", sounding(hum(varying=True))),
    Mutation("two channels", "sound-not-mono", sounding(hum(channels=2))),
    Mutation("a strange rate", "sound-rate", sounding(hum(rate_hz=16_000))),
    Mutation("no tag", "tag-missing", bytes_of("002*", untagged)),
    Mutation("a tag of version 4", "tag-version", tag(*WHOLE, version=4)),
    Mutation("a tag of version 2", "tag-version", tag(*WHOLE, version=2)),
    Mutation("a text in UTF-8", "tag-broken", tag(*WHOLE, frame("TIT2", b"\3a"))),
    Mutation("half a letter", "tag-broken", tag(*WHOLE, frame("TIT2", b"\1\xff\xfea"))),
    Mutation("a frame beyond the tag", "tag-broken", tag(*WHOLE, b"TIT3\0\0\xff\xff\0\0")),
    Mutation("a chapter without end", "tag-broken", tag(*WHOLE, frame("CHAP", b"ch0"))),
    Mutation("a tag that ends too early", "tag-length",
             bytes_of("002*", lambda file: file[:9] + bytes((file[9] - 1,)) + file[10:])),
    Mutation("no title", "tag-text-missing", tag(*WHOLE[1:])),
    Mutation("no number", "tag-text-missing", tag(*PLAIN, said("TLAN", "kaz"))),
    Mutation("an empty title", "tag-text-missing", tag(*WHOLE[1:], said("TIT2", " "))),
    Mutation("a language of two letters", "tag-language",
             tag(*PLAIN, said("TRCK", "1/3"), said("TLAN", "kk"))),
    Mutation("another number", "tag-number", tag(*PLAIN, said("TRCK", "2/3"), said("TLAN", "kaz"))),
    Mutation("a number without how many", "tag-number",
             tag(*PLAIN, said("TRCK", "1"), said("TLAN", "kaz"))),
    Mutation("another book", "tag-differs", tag(*WHOLE, said("TALB", "Басқа"))),
    Mutation("another author", "tag-differs", tag(*WHOLE, said("TPE1", "Басқа"))),
    Mutation("chapters without table", "chapter-table", tag(*WHOLE, chapter("a", 0, END))),
    Mutation("two tables", "chapter-table",
             tag(*WHOLE, table("a"), table("a", toc="b"), chapter("a", 0, END))),
    Mutation("a table not at the top", "chapter-table",
             tag(*WHOLE, table("a", flags=1), chapter("a", 0, END))),
    Mutation("a table in another order", "chapter-order",
             tag(*WHOLE, table("b", "a"), chapter("a", 0, 100), chapter("b", 100, END))),
    Mutation("a chapter not in the table", "chapter-order",
             tag(*WHOLE, table("a"), chapter("a", 0, 100), chapter("b", 100, END))),
    Mutation("a chapter without title", "chapter-untitled",
             tag(*WHOLE, table("a"), chapter("a", 0, END, b"\0"))),
    Mutation("a gap between chapters", "chapter-gap",
             tag(*WHOLE, table("a", "b"), chapter("a", 0, 100), chapter("b", 101, END))),
    Mutation("a chapter without length", "chapter-gap",
             tag(*WHOLE, table("a", "b"), chapter("a", 0, 0), chapter("b", 0, END))),
    Mutation("a chapter beyond the sound", "chapter-beyond-sound",
             tag(*WHOLE, table("a"), chapter("a", 0, END + 999))),
    Mutation("chapters that end early", "chapter-beyond-sound",
             bytes_of("001*", lambda file: file + untagged(file))),
)  # fmt: skip


def tape(**changes: Any) -> Change:
    """Another M4B in the place of the book: like ours, but for one thing."""
    return lambda book: _tape(book, **changes)


LENGTH_MS = 4_000
TWO = [(0, 2_000, "Бір"), (2_000, LENGTH_MS, "Екі")]


def _tape(
    path: Path,
    *,
    brand: str = "M4B ",
    flags: str = "+faststart",
    chapters: list[tuple[int, int, str]] | None = None,
    codec: str = "aac",
    layout: str = "mono",
    streams: int = 1,
    covers: tuple[bytes, ...] = (PNG,),
    rate: int = 22_050,
    film: bool = False,
    **facts: str,
) -> None:
    options = {"movflags": flags, "brand": brand, "fflags": "+bitexact"}
    path.unlink(missing_ok=True)
    with av.open(str(path), "w", format="mp4", options=options) as book:
        sounds = [
            cast(AudioStream, book.add_stream(codec, rate=rate, layout=layout))
            for _ in range(streams)
        ]
        pictures = [book.add_mux_stream("png", width=1, height=1) for _ in covers]
        told = {"title": "Атау", "album": "Атау", "media_type": "2", "date": "1990"} | facts
        book.metadata.update({name: words for name, words in told.items() if words})
        marks = TWO if chapters is None else chapters
        book.set_chapters(
            [
                {"id": number, "start": begin, "end": end, "time_base": Fraction(1, 1000),
                 "metadata": {"title": title} if title else {}}
                for number, (begin, end, title) in enumerate(marks)
            ]
        )  # fmt: skip
        moving = book.add_stream("mpeg4", rate=1, width=16, height=16) if film else None
        for picture in pictures:
            picture.disposition = Disposition.attached_pic
        book.start_encoding()
        for picture, data in zip(pictures, covers, strict=True):
            packet = av.Packet(data)
            packet.stream, packet.pts, packet.dts, packet.is_keyframe = picture, 0, 0, True
            book.mux(packet)
        if moving is not None:
            book.mux(moving.encode(VideoFrame(16, 16, "yuv420p")))
            book.mux(moving.encode(None))
        for stream in sounds:
            channels = 2 if layout == "stereo" else 1
            sound = np.zeros((1, LENGTH_MS * rate // 1000 * channels), "<i2")
            whole = AudioFrame.from_ndarray(sound, format="s16", layout=layout)
            whole.rate, whole.pts, whole.time_base = rate, 0, Fraction(1, rate)
            book.mux(stream.encode(whole))
            book.mux(stream.encode(None))


def cut(act: Callable[[bytes], bytes]) -> Change:
    """Change the one file as bytes."""

    def change(book: Path) -> None:
        book.write_bytes(act(book.read_bytes()))

    return change


FAULTLESS_TAPE = tape()
M4B = (
    Mutation("the brand of films", "brand", tape(brand="isom")),
    Mutation("the brand of MP4", "brand", tape(brand="mp42")),
    Mutation("no such brand", "brand", cut(swapped(b"ftypM4B ", b"ftypM4C "))),
    Mutation("the index at the end", "index-behind", tape(flags="+use_metadata_tags")),
    Mutation("not said to be a book", "media-kind", tape(media_type="")),
    Mutation("said to be music", "media-kind", tape(media_type="1")),
    Mutation("the sound is MP3", "sound-codec", tape(codec="mp3")),
    Mutation("the sound is ALAC", "sound-codec", tape(codec="alac")),
    Mutation("two channels", "sound-not-mono", tape(layout="stereo")),
    Mutation("two sounds", "sound-streams", tape(streams=2)),
    Mutation("no sound", "sound-unreadable", tape(streams=0)),
    Mutation("half the file", "sound-unreadable", cut(lambda file: file[:2_000])),
    Mutation("an empty file", "sound-unreadable", cut(lambda _: b"")),
    Mutation("other bytes", "sound-unreadable", cut(lambda file: b"\0\0\0\x1cftyp" + b"no" * 99)),
    Mutation("no title", "metadata-missing", tape(title="")),
    Mutation("an empty title", "metadata-missing", tape(title=" ")),
    Mutation("no album", "metadata-missing", tape(album="")),
    Mutation("a day in words", "metadata-value", tape(date="былтыр")),
    Mutation("a day that does not exist", "metadata-value", tape(date="1990-02-30")),
    Mutation("no chapters", "chapters-missing", tape(chapters=[])),
    Mutation("a chapter without title", "chapter-untitled",
             tape(chapters=[(0, 2_000, "Бір"), (2_000, LENGTH_MS, " ")])),
    Mutation("a chapter without length", "chapter-gap",
             tape(chapters=[(0, 2_000, "Бір"), (2_000, 2_000, "Екі"), (2_000, LENGTH_MS, "Үш")])),
    Mutation("chapters that end early", "chapter-beyond-sound", tape(chapters=[(0, 2_000, "Бір")])),
    Mutation("chapters beyond the sound", "chapter-beyond-sound",
             tape(chapters=[(0, 2_000, "Бір"), (2_000, 9_000, "Екі")])),
    Mutation("two covers", "cover-twice", tape(covers=(PNG, PNG))),
    Mutation("a broken cover", "cover-broken", tape(covers=(b"no picture",))),
)  # fmt: skip
