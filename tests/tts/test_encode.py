"""What we count is what a decoder hears."""

import io

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tts.encode import DELAY_SAMPLES, Mp3Settings, Mp3Writer, frame_samples
from tts.errors import BadChoice

RATES_HZ = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)


class Kept(io.BytesIO):
    """A file that keeps what was written when it is closed."""

    octets = b""

    def close(self) -> None:
        """Keep, then close."""
        self.octets = self.getvalue()
        super().close()


def encoded(
    pcm: bytes, rate_hz: int = 22_050, settings: Mp3Settings | None = None, piece: int = 1 << 20
) -> tuple[bytes, Mp3Writer]:
    file = Kept()
    writer = Mp3Writer(file, rate_hz, settings or Mp3Settings())
    for place in range(0, len(pcm), piece):
        writer.write(pcm[place : place + piece])
    writer.finish()
    return file.octets, writer


def decoded(mp3: bytes) -> tuple[int, NDArray[np.float64]]:
    with av.open(io.BytesIO(mp3), "r", format="mp3") as media:
        frames = [frame.to_ndarray().mean(axis=0) for frame in media.decode(audio=0)]
        return media.streams.audio[0].rate, np.concatenate(frames).astype(np.float64)


def frames_of(mp3: bytes) -> int:
    """Frames of 48 kbit/s at 22,050 Hz, each of which begins with its sync bits."""
    place = frames = 0
    while place < len(mp3):
        assert mp3[place] == 0xFF
        place += 72 * 48_000 // 22_050 + (mp3[place + 2] >> 1 & 1)
        frames += 1
    return frames


def noise(samples: int) -> bytes:
    return np.random.default_rng(samples).integers(-9_000, 9_000, samples, "<i2").tobytes()


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("kbit_s", [32, 40, 48, 64])
@pytest.mark.parametrize("samples", [1, 575, 30_000])
def test_every_decoded_sample_is_counted(rate_hz: int, kbit_s: int, samples: int) -> None:
    """At every rate that MP3 has; and the rate stays as it was."""
    mp3, writer = encoded(noise(samples), rate_hz, Mp3Settings(kbit_s))
    heard_hz, heard = decoded(mp3)
    assert heard_hz == rate_hz
    assert len(heard) == writer.decoded_samples
    assert writer.size_bytes == len(mp3)


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 60_000), st.integers(1, 9_999))
def test_all_that_was_given_is_heard(samples: int, piece: int) -> None:
    """Delay and all, for any length given in any pieces; the pieces leave no trace."""
    pcm = noise(samples)
    mp3, writer = encoded(pcm, piece=2 * piece)
    assert mp3 == encoded(pcm)[0]
    assert writer.given_samples == samples
    assert writer.decoded_samples == len(decoded(mp3)[1])
    assert writer.decoded_samples >= samples + DELAY_SAMPLES


def test_the_count_holds_over_an_hour() -> None:
    """No rounding adds up: the frames are counted one by one beside it."""
    mp3, writer = encoded(bytes(2 * 3_600 * 22_050))
    assert writer.decoded_samples == frames_of(mp3) * 576


def test_the_delay_is_what_a_decoder_shows() -> None:
    """Noise that starts at a known sample starts 1,105 samples later in the decoded sound."""
    given = np.zeros(44_100)
    given[20_000:30_000] = np.random.default_rng(1).normal(0, 5_000, 10_000)
    _, heard = decoded(encoded(given.astype("<i2").tobytes())[0])
    length = 1 << (len(heard) + len(given)).bit_length()
    likeness = np.fft.irfft(np.fft.rfft(heard, length) * np.fft.rfft(given, length).conj(), length)
    assert int(np.argmax(likeness)) == DELAY_SAMPLES


def test_there_is_no_tag_before_or_behind_the_frames() -> None:
    """No ID3, no Xing or Info frame: the first octets are a frame's, and so are all the others."""
    mp3, writer = encoded(noise(30_000))
    assert mp3[0] == 0xFF
    assert mp3[1] & 0xFE == 0xF2  # MPEG-2, layer III
    assert not any(tag in mp3[:200] for tag in (b"Xing", b"Info", b"ID3", b"LAME3.1"))
    assert frames_of(mp3) * frame_samples(22_050) == writer.decoded_samples


@pytest.mark.parametrize(
    ("rate_hz", "settings", "told"),
    [
        (22_000, Mp3Settings(), "22000 samples"),
        (22_050, Mp3Settings(50), "no 50 kbit/s"),
        (44_100, Mp3Settings(24), "no 24 kbit/s"),
        (22_050, Mp3Settings(48, 10), "0 .* to 9"),
    ],
)
def test_what_mp3_does_not_have_is_a_bad_choice(
    rate_hz: int, settings: Mp3Settings, told: str
) -> None:
    """Rather than a file in which LAME has quietly chosen something else."""
    with pytest.raises(BadChoice, match=told):
        settings.check(rate_hz)
