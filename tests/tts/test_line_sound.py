"""Sound for the telephone: right samples, right length, the same pitch at every speed."""

from pathlib import Path

import lameenc
import numpy as np
import pytest

from tests.api.phone.sip import decoded
from tts.line_sound import RATE_HZ, BadSound, as_line_sound, length_ms, line_sound, silence

TONE_HZ, LASTS_S = 440, 4


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    """Four seconds of one note, as books have their sound."""
    samples = np.sin(np.arange(LASTS_S * 22_050) * 2 * np.pi * TONE_HZ / 22_050) * 8_000
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(22_050)
    encoder.set_channels(1)
    encoder.set_bit_rate(64)
    encoder.silence()
    path = tmp_path / "tone.mp3"
    path.write_bytes(bytes(encoder.encode(samples.astype("<i2").tobytes())) + encoder.flush())
    return path


@pytest.mark.parametrize("speed", [75, 90, 100, 125, 150, 175, 200])
def test_speed_changes_the_length_and_not_the_pitch(tone: Path, speed: int) -> None:
    heard = decoded(b"".join(line_sound(tone, speed_percent=speed)))
    assert len(heard) / RATE_HZ == pytest.approx(LASTS_S * 100 / speed, abs=0.15)
    middle = heard[len(heard) // 4 : -len(heard) // 4]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    pitch_hz = np.argmax(spectrum) * RATE_HZ / len(middle)
    assert pitch_hz == pytest.approx(TONE_HZ, abs=6)


def test_every_sample_is_coded_to_the_nearest_step() -> None:
    samples = np.arange(-32_768, 32_768, dtype=np.int32)
    back = decoded(as_line_sound(samples.astype("<i2").tobytes()))
    step = np.maximum(8, 2.0 ** np.floor(np.log2(np.abs(samples) + 132 + 1e-9)) / 16)
    inside = np.abs(samples) < 32_000
    assert np.all(np.abs(back - samples)[inside] <= step[inside])


def test_silence_is_as_long_as_it_says() -> None:
    assert length_ms(len(silence(1_500))) == 1_500
    assert not decoded(silence(20)).any()


@pytest.mark.parametrize("content", [b"", b"no sound at all" * 50])
def test_what_is_no_sound_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(content)
    with pytest.raises(BadSound):
        list(line_sound(path))
    with pytest.raises(BadSound):
        list(line_sound(tmp_path / "absent.mp3"))
