"""A steady low tone: the voice of the tone engine, and what is heard where a phrase failed."""

import math
import struct
from functools import cache

from tts.engine import Pcm

_PERIOD_MS = 20
_LOUDNESS = 6_000


def hum(length_ms: int, *, frequency_hz: int, rate_hz: int) -> Pcm:
    """A tone of `length_ms`, rounded up to whole 20 ms so that it begins and ends at rest.

    `frequency_hz` is a multiple of 50 and `rate_hz` one too, so 20 ms hold whole waves.
    """
    return _twenty_ms(frequency_hz, rate_hz) * -(-length_ms // _PERIOD_MS)


def silence(length_ms: int, *, rate_hz: int) -> Pcm:
    """Nothing, for `length_ms`; exact where that is a whole number of samples (20 ms always is)."""
    return bytes(2 * (rate_hz * length_ms // 1000))


@cache
def _twenty_ms(frequency_hz: int, rate_hz: int) -> Pcm:
    if frequency_hz % 50 or rate_hz % 50:
        raise ValueError(f"20 ms of {frequency_hz} Hz at {rate_hz} Hz are not whole waves")
    step = 2 * math.pi * frequency_hz / rate_hz
    count = rate_hz * _PERIOD_MS // 1000
    wave = (round(_LOUDNESS * math.sin(step * place)) for place in range(count))
    return struct.pack(f"<{count}h", *wave)
