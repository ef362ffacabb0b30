"""A voice at another rate: every sample counted, every tone where it was, whatever the pieces."""

import hashlib
import math
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tts.narration.encode import Mp3Settings, book_rate_hz
from tts.narration.resampling import Resampler

RATES_HZ = (8_000, 16_000, 20_000, 22_050, 24_000, 44_100, 48_000)
BOOK_RATES_HZ = (22_050, 44_100)


def resampled(pcm: bytes, from_hz: int, to_hz: int, cuts: list[int]) -> bytes:
    out = bytearray()
    resampler = Resampler(out.extend, from_hz, to_hz)
    for begin, end in zip([0, *cuts], [*cuts, len(pcm) // 2], strict=True):
        resampler.take(memoryview(pcm)[2 * begin : 2 * end])
    resampler.finish()
    return bytes(out)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_sample_is_counted_in_any_pieces(data: st.DataObject) -> None:
    """n samples become ceil(n × to / from), and the same ones however they come."""
    count = data.draw(st.integers(0, 20) | st.integers(0, 20_000))
    from_hz, to_hz = data.draw(st.sampled_from(RATES_HZ)), data.draw(st.sampled_from(BOOK_RATES_HZ))
    cuts = sorted(data.draw(st.lists(st.integers(0, count), max_size=4)))
    pcm = hashlib.shake_128(str(count).encode()).digest(2 * count)
    sound = resampled(pcm, from_hz, to_hz, cuts)
    assert len(sound) // 2 == -(-count * to_hz // from_hz)
    assert sound == resampled(pcm, from_hz, to_hz, [])


@pytest.mark.parametrize("to_hz", BOOK_RATES_HZ)
@pytest.mark.parametrize("from_hz", RATES_HZ)
def test_tones_stay_where_they_are(from_hz: int, to_hz: int) -> None:
    """Two tones keep height, loudness and moment; what is added is 75 dB below them."""
    heights_hz = (440.0, 0.3 * min(from_hz, to_hz))
    sound = np.frombuffer(
        resampled(tones(heights_hz, from_hz).tobytes(), from_hz, to_hz, []), "<i2"
    )
    expected = tones(heights_hz, to_hz, count=len(sound))
    inside = slice(to_hz // 50, -to_hz // 50)
    error = (sound.astype(float) - expected)[inside]
    ratio = np.mean(expected[inside].astype(float) ** 2) / max(np.mean(error**2), 1e-9)
    assert 10 * math.log10(ratio) > 75


def tones(heights_hz: tuple[float, ...], rate_hz: int, count: int = 0) -> NDArray[np.int16]:
    moments = np.arange(count or rate_hz // 2) / rate_hz
    wave = sum(8_000 * np.sin(2 * np.pi * height * moments) for height in heights_hz)
    return np.rint(wave).astype("<i2")


def test_what_a_lower_rate_cannot_hold_is_gone() -> None:
    """A tone of 14 kHz leaves nothing at 22,050 samples a second, not even a wrong tone."""
    sound = resampled(tones((14_000.0,), 48_000).tobytes(), 48_000, 22_050, [])
    middle = struct.unpack(f"<{len(sound) // 2}h", sound)[400:-400]
    assert max(map(abs, middle)) <= 2


@pytest.mark.parametrize(
    ("voice_hz", "book_hz"),
    [(8_000, 22_050), (16_000, 22_050), (22_050, 22_050), (24_000, 22_050), (33_000, 22_050),
     (33_100, 44_100), (44_100, 44_100), (48_000, 44_100)],
)  # fmt: skip
def test_a_book_has_a_rate_that_every_player_knows(voice_hz: int, book_hz: int) -> None:
    """The nearer of two to its main voice."""
    assert book_rate_hz(voice_hz) == book_hz
    Mp3Settings().check(book_hz)
