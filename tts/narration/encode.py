"""Sound becomes MP3: constant bit rate, one channel, no tags, and every decoded sample counted.

DAISY 2.02 players want constant bit rate and no ID3; a tag that tells the delay would be obeyed
by some decoders and not by others, so there is none and the delay is the same everywhere.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import BinaryIO

import lameenc

from tts.engine import Pcm
from tts.errors import BadChoice

DELAY_SAMPLES = 1_105
"""How much later a sound is heard in the decoded MP3 than it was given to the encoder.

LAME's encoder delays by 576 samples, and every Layer III decoder by 528 + 1 (Hydrogenaudio
Knowledgebase, "MP3: encoder delay"; LAME 3.100, `ENCDELAY` and `DECDELAY`).
"""

_SHORT_RATES_HZ = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000)
_LONG_RATES_HZ = (32_000, 44_100, 48_000)
_BOOK_RATES_HZ = (22_050, 44_100)
_SHORT_KBIT_S = (8, 16, 24, 32, 40, 48, 56, 64)  # what all of the short rates have
_LONG_KBIT_S = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)


@dataclass(frozen=True, slots=True)
class Mp3Settings:
    """How MP3 is made. `quality` is LAME's: 0 is slowest; 7 is good enough for speech, and fast."""

    kbit_s: int = 48
    quality: int = 7

    def check(self, rate_hz: int) -> None:
        """Raise BadChoice if MP3 has no such rate, or no such bit rate at it."""
        if rate_hz not in _SHORT_RATES_HZ + _LONG_RATES_HZ:
            raise BadChoice(f"MP3 has no {rate_hz} samples a second.")
        allowed = _SHORT_KBIT_S if rate_hz in _SHORT_RATES_HZ else _LONG_KBIT_S
        if self.kbit_s not in allowed:
            raise BadChoice(
                f"At {rate_hz} Hz MP3 has no {self.kbit_s} kbit/s; "
                f"it has {', '.join(map(str, allowed))}."
            )
        if not 0 <= self.quality <= 9:
            raise BadChoice("The quality of MP3 is 0 (slowest) to 9.")


@cache
def encoder_version() -> str:
    """Changes whenever the same sound may become other bytes; part of every section's key."""
    return f"lameenc {metadata.version('lameenc')}"


def book_rate_hz(voice_hz: int) -> int:
    """The rate of a book whose main voice has this one: the nearer of the two for every player.

    Other rates are in MP3, but not in what DAISY 2.02 players must know.
    """
    return min(_BOOK_RATES_HZ, key=lambda rate_hz: abs(rate_hz - voice_hz))


def frame_samples(rate_hz: int) -> int:
    """Samples that one frame decodes to. Source: ISO/IEC 13818-3 (576), 11172-3 (1152)."""
    return 576 if rate_hz in _SHORT_RATES_HZ else 1_152


class Mp3Writer:
    """One MP3 file as it is made: give it sound, then `finish` it and read what it came to."""

    def __init__(self, file: BinaryIO, rate_hz: int, settings: Mp3Settings) -> None:
        settings.check(rate_hz)
        self._file, self._rate_hz, self._settings = file, rate_hz, settings
        self._encoder = lameenc.Encoder()
        self._encoder.silence()
        self._encoder.set_channels(1)
        self._encoder.set_in_sample_rate(rate_hz)
        self._encoder.set_out_sample_rate(rate_hz)  # at low bit rates LAME would halve it
        self._encoder.set_bit_rate(settings.kbit_s)
        self._encoder.set_quality(settings.quality)
        self.given_samples = 0
        self.size_bytes = 0
        self.crc32 = 0

    def write(self, pcm: Pcm) -> None:
        """Go on with this sound."""
        self.given_samples += len(pcm) // 2
        self._keep(self._encoder.encode(pcm))

    def flush(self) -> None:
        """Let everybody read what is encoded so far; the encoder holds back some frames."""
        self._file.flush()

    def finish(self) -> None:
        """Write what the encoder still holds, and close the file."""
        self._keep(self._encoder.flush())
        self._file.close()

    @property
    def decoded_samples(self) -> int:
        """How many samples a decoder gives for what is written: whole frames.

        A frame is 0 or 1 byte longer than the one before, so that the file is at no time more
        than a byte away from its bit rate; its length therefore tells the number of frames.
        """
        samples = frame_samples(self._rate_hz)
        bits_a_second = 1000 * self._settings.kbit_s
        frames = round(self.size_bytes * 8 * self._rate_hz / (samples * bits_a_second))
        return frames * samples

    def _keep(self, encoded: bytes) -> None:
        octets = bytes(encoded)
        self.size_bytes += len(octets)
        self.crc32 = zlib.crc32(octets, self.crc32)
        self._file.write(octets)
