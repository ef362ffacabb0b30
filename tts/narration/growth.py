"""A sound file that still grows: how much of it can be heard already."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tts.narration.encode import frame_samples

_HEADER_BYTES, _PADDING = 4, 0b10


@dataclass(frozen=True, slots=True)
class Growing:
    """A sound file of a section that is being made: its name in every form, where it lies now, and
    how it is encoded (constant bit rate, one channel)."""

    name: str
    path: Path
    rate_hz: int
    kbit_s: int


def whole_frames(data: bytes, growing: Growing) -> tuple[int, int]:
    """How many bytes from a frame's beginning on are whole frames, and how many samples they are.

    What LAME has given out so far ends anywhere; only whole frames can be told to a player.
    Source: ISO/IEC 11172-3 §2.4.1.3 and §2.4.3.1 (length and padding of a frame).
    """
    samples = frame_samples(growing.rate_hz)
    octets = samples // 8 * 1000 * growing.kbit_s // growing.rate_hz
    place = frames = 0
    while place + _HEADER_BYTES <= len(data):
        following = place + octets + bool(data[place + 2] & _PADDING)
        if following > len(data):
            break
        place, frames = following, frames + 1
    return place, frames * samples
