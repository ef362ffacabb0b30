"""How long a sound is: the count from its packets is what a decoder gives."""

import io
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tts.mutating import hum, tagged
from tts.check.sound import Sound, Undecodable, listen


def decoded_samples(content: bytes, reader: str) -> int:
    """Everything decoded, frame by frame."""
    with av.open(io.BytesIO(content), "r", format=reader) as media:
        return sum(frame.samples for frame in media.decode(audio=0))


def encoded(container: str, codec: str, rate_hz: int = 22_050, **options: str) -> bytes:
    """Two and a bit seconds of hum through a given encoder."""
    out = io.BytesIO()
    samples = np.sin(np.arange(50_123) / 16) * 9_000
    with av.open(out, "w", format=container, options=options) as media:
        stream = media.add_stream(codec, rate=rate_hz)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        for begin in range(0, len(samples), 1024):
            pcm = samples[None, begin : begin + 1024].astype(np.int16)
            frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
            frame.rate, frame.pts = rate_hz, begin
            media.mux(stream.encode(frame))
        media.mux(stream.encode(None))
    return out.getvalue()


SOUNDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "mp3 of constant rate": ("a.mp3", hum),
    "mp3 at 44.1 kHz": ("a.mp3", lambda: hum(rate_hz=44_100)),
    "mp3 in stereo": ("a.mp3", lambda: hum(channels=2)),
    "mp3 of varying rate": ("a.mp3", lambda: hum(varying=True)),
    "mp3 behind a tag": ("a.mp3", lambda: tagged(hum())),
    "mp3 with an information frame": ("a.mp3", lambda: encoded("mp3", "libmp3lame")),
    "mp3 without one": ("a.mp3", lambda: encoded("mp3", "libmp3lame", write_xing="0")),
    "mp3 cut in the last frame": ("a.mp3", lambda: hum()[:-30]),
    "wav": ("a.wav", lambda: encoded("wav", "pcm_s16le")),
    "aac": ("a.m4a", lambda: encoded("ipod", "aac")),
}
READER = {".mp3": "mp3", ".wav": "wav", ".m4a": "mov"}


@pytest.mark.parametrize("name", SOUNDS)
def test_the_count_is_what_a_decoder_gives(name: str) -> None:
    """To the sample, with every way of encoding that talking books meet."""
    file, make = SOUNDS[name]
    content = make()
    heard = listen(file, io.BytesIO(content))
    assert heard.samples == decoded_samples(content, READER[Path(file).suffix])


@settings(max_examples=30, deadline=None)
@given(samples=st.integers(1, 60_000), bit_rate=st.sampled_from((32, 48, 64)))
def test_any_length_is_counted_right_and_padded_as_promised(samples: int, bit_rate: int) -> None:
    """What the encoder adds stays under `padding_ms`, so no spoken end is taken for padding."""
    lameenc = pytest.importorskip("lameenc")
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(22_050)
    encoder.set_out_sample_rate(22_050)
    encoder.set_channels(1)
    encoder.set_bit_rate(bit_rate)
    content = bytes(encoder.encode(b"\1\0" * samples) + encoder.flush())
    heard = listen("a.mp3", io.BytesIO(content))
    assert heard.samples == decoded_samples(content, "mp3")
    assert 0 <= heard.samples - samples < heard.padding_ms * 22.05


def facts(content: bytes) -> Sound:
    return listen("a.mp3", io.BytesIO(content))


def test_a_varying_bit_rate_is_told_from_a_constant_one() -> None:
    """The byte of padding that a constant rate needs is no variation."""
    assert facts(hum()).is_constant
    assert not facts(hum(varying=True)).is_constant


def test_channels_rate_and_tag_are_seen() -> None:
    """What a player would stumble over."""
    assert facts(hum(channels=2)).channels == 2
    assert facts(hum(rate_hz=44_100)).rate_hz == 44_100
    assert facts(tagged(hum())).has_id3
    assert not facts(hum()).has_id3


@pytest.mark.parametrize("content", [b"", b"words" * 100, b"#EXTM3U\nhttp://a/b.mp3\n", bytes(999)])
def test_what_is_no_sound_is_said_to_be_none(content: bytes) -> None:
    """A play list that calls itself .mp3 opens no other file, and no network."""
    with pytest.raises(Undecodable):
        facts(content)


def test_a_file_of_another_kind_is_not_opened() -> None:
    """Only the few kinds that talking books hold have a reader."""
    with pytest.raises(Undecodable, match="kind"):
        listen("a.flac", io.BytesIO(hum()))
