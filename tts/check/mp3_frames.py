"""An MP3 of even frames, counted by their headers: as exact as decoding, and far quicker.

Only the plainest file is counted here: frames of one kind from the first byte to the last, and no
tag. Players agree on its length. Of anything else nothing is said, and a decoder has to look.

Source: ISO/IEC 11172-3 §2.4.1.3 and §2.4.2.3; ISO/IEC 13818-3 §2.4.2.3 (lower rates).
"""

from __future__ import annotations

from dataclasses import dataclass

_KBIT_S = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),  # MPEG-1
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),  # MPEG-2
}
_RATES_HZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000)}
_SAMPLES = {3: 1152, 2: 576}
_LAYER_III, _ONE_CHANNEL = 1, 3
_PADDING = 0b10
_TAGS = (b"Xing", b"Info", b"VBRI")
_TAG_WITHIN = 200


@dataclass(frozen=True, slots=True)
class EvenFrames:
    """How many samples the frames decode to, per channel, at which rate, on how many channels."""

    samples: int
    rate_hz: int
    channels: int


def even_frames(data: bytes) -> EvenFrames | None:
    """The frames of a whole MP3 file of constant bit rate; None for any other file."""
    kind = _kind_of(data[:4])
    if kind is None or any(tag in data[:_TAG_WITHIN] for tag in _TAGS):
        return None
    version, rate_hz, octets = kind
    first, second, third = data[0], data[1], data[2]
    plain, padded = third & ~_PADDING, third | _PADDING
    place, end, frames = 0, len(data), 0
    channels = data[3] >> 6
    while place + 4 <= end:
        this = data[place + 2]
        if data[place] != first or data[place + 1] != second or data[place + 3] >> 6 != channels:
            return None
        if this == plain:
            place += octets
        elif this == padded:
            place += octets + 1
        else:
            return None
        frames += 1
    if place != end:
        return None
    return EvenFrames(frames * _SAMPLES[version], rate_hz, 1 if channels == _ONE_CHANNEL else 2)


def _kind_of(header: bytes) -> tuple[int, int, int] | None:
    """MPEG version (3 is 1, 2 is 2), rate in Hz, bytes of a frame without padding."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    kbit_s, rate = header[2] >> 4, header[2] >> 2 & 3
    if version not in _SAMPLES or layer != _LAYER_III or kbit_s in {0, 15} or rate == 3:
        return None
    rate_hz = _RATES_HZ[version][rate]
    octets = _SAMPLES[version] // 8 * 1000 * _KBIT_S[version][kbit_s] // rate_hz
    return version, rate_hz, octets
