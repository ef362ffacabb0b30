"""How long a sound file is when a player decodes it, and how it was encoded.

The only file of the check that knows a decoder. An MP3 of even frames is counted by their headers;
for other MP3 and PCM the length is counted from the packets, which gives the same number of samples
as decoding and is many times faster; anything else is decoded.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

from tts.check.fault import Fault
from tts.check.mp3_frames import even_frames
from tts.check.shelf import Shelf, Unreadable, read_at_most
from tts.errors import TtsError

# Only these are ever opened, each by its own reader: a play list that calls itself .mp3 stays shut.
READER_OF = {
    ".mp2": "mp3",
    ".mp3": "mp3",
    ".wav": "wav",
    ".m4a": "mov",
    ".m4b": "mov",
    ".mp4": "mov",
    ".ogg": "ogg",
    ".opus": "ogg",
    ".oga": "ogg",
}
_MP3 = "mp3float"  # the decoder's own name for itself
_COUNTED = ("mp3", _MP3, "mp2", "mp2float")
_LARGEST_PLAIN = 64 << 20
_LONGEST_FRAME = 1152
_FASTEST_HALF_RATE_HZ = 24_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A sound file as it is heard. `samples` is what a decoder gives, per channel."""

    name: str
    samples: int
    rate_hz: int
    channels: int
    codec: str
    is_constant: bool
    has_id3: bool

    @property
    def length_ms(self) -> float:
        """The length, not rounded."""
        return self.samples * 1000 / self.rate_hz

    @property
    def padding_ms(self) -> float:
        """The most that the encoder adds behind the last spoken sample.

        An MP3 is delayed by 576 samples and filled up to a whole frame behind at least 576 more,
        so it is less than 1,152 samples and one frame longer than what was recorded (measured with
        LAME 3.100 over 800 lengths: 1,153 to 1,152 + frame - 1). AAC: 2,112 and a frame of 1,024.
        """
        if self.codec.startswith("pcm"):
            return 0
        if self.codec not in _COUNTED:
            return (2112 + 1024) * 1000 / self.rate_hz
        frame = 576 if self.rate_hz <= _FASTEST_HALF_RATE_HZ else _LONGEST_FRAME
        return (1152 + frame) * 1000 / self.rate_hz


@dataclass
class Sounds:
    """The sound files of a talking book, each listened to once; the broken ones in `faults`."""

    shelf: Shelf
    faults: list[Fault] = field(default_factory=list)
    _heard: dict[str, Sound | None] = field(default_factory=dict)

    def sound(self, name: str) -> Sound | None:
        """A sound file of the talking book, or None if it is missing or cannot be decoded."""
        if name not in self._heard:
            self._heard[name] = self._listen(name) if name in self.shelf.sizes else None
        return self._heard[name]

    def every_sound(self) -> Iterator[Sound]:
        """Every sound file of the talking book that can be decoded, used or not."""
        names = (name for name in self.shelf.sizes if suffix(name) in READER_OF)
        return (sound for name in names if (sound := self.sound(name)) is not None)

    def _listen(self, name: str) -> Sound | None:
        try:
            with self.shelf.open(name) as stream:
                return listen(name, stream)
        except (Unreadable, Undecodable) as error:
            sentence = f"This sound cannot be played: it {error}."
            self.faults.append(Fault("sound-unreadable", name, "", sentence))
        return None


class Undecodable(TtsError):
    """The bytes are not sound that a player could decode; the words complete "it …"."""


def listen(name: str, stream: BinaryIO) -> Sound:
    """Measure one sound file. Raises Undecodable."""
    reader = READER_OF.get(suffix(name))
    if reader is None:
        raise Undecodable("is of a kind that talking books do not hold")
    if reader == "mp3" and (plain := _plain(name, stream)):
        return plain
    has_id3 = stream.read(3) == b"ID3"
    stream.seek(0)
    try:
        with av.open(stream, mode="r", format=reader, metadata_errors="replace") as media:
            return _measure(name, media, has_id3=has_id3)
    except (av.FFmpegError, OSError, ValueError, ArithmeticError, struct.error) as error:
        raise Undecodable("is damaged, or not what its name says") from error


def _plain(name: str, stream: BinaryIO) -> Sound | None:
    """A file that holds nothing but even frames; else None, and the stream is at its start."""
    content = read_at_most(stream, _LARGEST_PLAIN + 1)
    stream.seek(0)
    frames = even_frames(content) if len(content) <= _LARGEST_PLAIN else None
    if frames is None:
        return None
    return Sound(
        name=name,
        samples=frames.samples,
        rate_hz=frames.rate_hz,
        channels=frames.channels,
        codec=_MP3,
        is_constant=True,
        has_id3=False,
    )


def suffix(name: str) -> str:
    """The last part of a file's name, in lower case: ".mp3"."""
    _, point, ending = name.rpartition(".")
    return (point + ending).lower()


def _measure(name: str, media: InputContainer, *, has_id3: bool) -> Sound:
    if not media.streams.audio:
        raise Undecodable("holds no sound")
    stream = media.streams.audio[0]
    if stream.codec_context is None:  # the file does not say how its sound is encoded
        raise Undecodable("is damaged, or not what its name says")
    codec = stream.codec_context.name
    samples, is_constant = _count(media, stream)
    if not (codec.startswith("pcm") or (codec in _COUNTED and is_constant)):
        media.seek(0)
        samples = sum(frame.samples for frame in media.decode(stream))
    if samples <= 0 or not stream.rate:
        raise Undecodable("holds no sound")
    return Sound(
        name=name,
        samples=samples,
        rate_hz=stream.rate,
        channels=stream.channels,
        codec=codec,
        is_constant=is_constant or codec.startswith("pcm"),
        has_id3=has_id3,
    )


def _count(media: InputContainer, stream: AudioStream) -> tuple[int, bool]:
    """Samples by the packets' own word, less what a decoder is told to drop; and if they are even.

    Frames of a constant rate differ by the one byte of padding; the last may be cut short.
    """
    ticks = dropped = largest = last = 0
    smallest = 2**31
    for packet in media.demux(stream):
        if packet.size:
            ticks += packet.duration or 0
            if last:
                smallest, largest = min(smallest, last), max(largest, last)
            last = packet.size
        if packet.has_sidedata("skip_samples"):
            skip = bytes(packet.get_sidedata("skip_samples"))
            dropped += sum(struct.unpack_from("<II", skip))
    samples = round(ticks * (stream.time_base or 0) * (stream.rate or 0)) - dropped
    return samples, largest - smallest <= 1
