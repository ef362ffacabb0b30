"""Voices of one book are about equally loud, and nothing is clipped for it."""

from fractions import Fraction

import av
import numpy as np
import pytest
from av.filter import Graph
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tts.engine import Casting
from tts.engines.loudness import (
    CALIBRATION,
    USUAL_LUFS,
    Level,
    calibration,
    loudness_lufs,
    usual_level,
)
from tts.engines.registry import open_engine


def by_ffmpeg(sound: NDArray[np.float32], rate_hz: int) -> float:
    """Integrated loudness by FFmpeg's own ebur128."""
    graph = Graph()
    form = f"sample_rate={rate_hz}:sample_fmt=flt:channel_layout=mono:time_base=1/{rate_hz}"
    meter = graph.add("ebur128", "metadata=1")
    graph.link_nodes(graph.add("abuffer", form), meter, graph.add("abuffersink")).configure()
    frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate, frame.time_base, frame.pts = rate_hz, Fraction(1, rate_hz), 0
    graph.push(frame)
    graph.push(None)
    told = ""
    while True:
        try:
            told = graph.pull().metadata.get("lavfi.r128.I", told)
        except (av.EOFError, av.BlockingIOError):
            return float(told)


@pytest.mark.parametrize("language", CALIBRATION)
def test_espeak_is_as_loud_as_we_take_it_to_be(language: str) -> None:
    """Within 0.7 dB of the usual loudness; and FFmpeg measures the same to 0.1."""
    engine = open_engine(Casting("espeak", language))
    sound = floats(engine.speak(3 * CALIBRATION[language]))
    measured = loudness_lufs(sound, engine.rate_hz)
    assert measured == pytest.approx(USUAL_LUFS, abs=0.7)
    assert measured == pytest.approx(by_ffmpeg(sound, engine.rate_hz), abs=0.1)


@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
@pytest.mark.parametrize("height_hz", [60, 1_000, 5_000])
def test_tones_are_weighted_as_the_standard_says(rate_hz: int, height_hz: int) -> None:
    """A low hum counts less, a hiss more, as FFmpeg finds, too; silence between does not count."""
    moments = np.arange(4 * rate_hz) / rate_hz
    sound = (0.25 * np.sin(2 * np.pi * height_hz * moments)).astype(np.float32)
    sound[rate_hz : 2 * rate_hz] = 0
    assert loudness_lufs(sound, rate_hz) == pytest.approx(by_ffmpeg(sound, rate_hz), abs=0.1)


def test_silence_and_a_single_sample_have_a_loudness() -> None:
    """None at all; no voice breaks the measuring."""
    assert loudness_lufs(np.zeros(5, np.float32), 22_050) == float("-inf")
    assert usual_level(np.zeros(0, np.float32), 22_050).gain_db == 24


@given(st.floats(0.1, 1), st.sampled_from([16_000, 22_050]))
def test_any_voice_comes_to_the_usual_loudness(size: float, rate_hz: int) -> None:
    """To a quarter of a decibel, the half of a step, unless peaks have to be bent."""
    noise = np.random.default_rng(1).normal(0, 0.1 * size, rate_hz).astype(np.float32)
    level = usual_level(noise, rate_hz)
    assert loudness_lufs(floats(level.pcm(noise)), rate_hz) == pytest.approx(USUAL_LUFS, abs=0.3)
    assert level.gain_db % 0.5 == 0


def test_peaks_are_bent_and_keep_their_order() -> None:
    """A louder sample stays louder, none is cut off flat, small ones only grow."""
    sound = np.linspace(-1, 1, 2_001, dtype=np.float32)
    pcm = np.frombuffer(Level(1.0).pcm(sound), "<i2").astype(int)
    assert np.all(np.diff(pcm) > 0)
    assert 32_500 < pcm.max() < 32_767
    assert pcm[1_100] == pytest.approx(0.1 * 32_767 * 10 ** (1 / 20), abs=1)
    assert np.array_equal(pcm, -pcm[::-1])


def test_what_a_voice_says_to_be_measured_is_in_its_language() -> None:
    """By its first language that we know; else numbers, which every voice can say."""
    assert calibration(("kk-kz",)) == CALIBRATION["kk"]
    assert calibration(("tt", "ru")) == CALIBRATION["ru"]
    assert calibration(("tt",)).startswith("1, 2")


def floats(pcm: bytes) -> NDArray[np.float32]:
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32_768)
