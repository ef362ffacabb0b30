"""Sound files of other programs are read as sound of one channel, or told not to be any."""

import struct
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.engines.sound_file import read_sound, sound_of
from tts.errors import SpeechFailed

SAMPLES = (1, -2, 300, -32_768, 32_767)


def test_a_wav_file_is_read(tmp_path: Path) -> None:
    """As Windows writes it."""
    path = tmp_path / "spoken.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 24_000, 0, "NONE", ""))
        sound.writeframes(struct.pack("<5h", *SAMPLES))
    assert read_sound(path) == (24_000, struct.pack("<5h", *SAMPLES))


@pytest.mark.parametrize(
    ("form", "encoding", "order"),
    [(b"AIFF", b"", ">"), (b"AIFC", b"NONE", ">"), (b"AIFC", b"sowt", "<")],
)
def test_an_aiff_file_is_read(tmp_path: Path, form: bytes, encoding: bytes, order: str) -> None:
    """As macOS writes it, whatever the file is called. 22,050 = 0x5622 is 0x400D AC44 0000…"""
    rate = bytes.fromhex("400dac44000000000000")
    common = (
        struct.pack(">hLh", 1, len(SAMPLES), 16) + rate + encoding + (b"\0\0" if encoding else b"")
    )
    sound = bytes(8) + struct.pack(f"{order}5h", *SAMPLES)
    chunks = b"".join(
        name + struct.pack(">L", len(body)) + body + bytes(len(body) % 2)
        for name, body in ((b"COMM", common), (b"SSND", sound))
    )
    path = tmp_path / "spoken.wav"
    path.write_bytes(b"FORM" + struct.pack(">L", 4 + len(chunks)) + form + chunks)
    assert read_sound(path) == (22_050, struct.pack("<5h", *SAMPLES))


@pytest.mark.parametrize("octets", [b"", b"RIFF", b"FORM\0\0\0\4AIFF", b"no sound at all"])
def test_a_file_without_sound_is_a_failure(tmp_path: Path, octets: bytes) -> None:
    """A driver that broke leaves a file like this."""
    (tmp_path / "spoken.wav").write_bytes(octets)
    with pytest.raises(SpeechFailed):
        read_sound(tmp_path / "spoken.wav")


def wav(form: bytes, sound: bytes, *, told_bytes: int | None = None) -> bytes:
    """A WAV file with a chunk of an odd length before the sound, which nobody needs."""
    length = len(sound) if told_bytes is None else told_bytes
    chunks = b"LIST" + struct.pack("<L", 3) + b"abc\0"
    chunks += b"fmt " + struct.pack("<L", len(form)) + form
    return (
        b"RIFF" + struct.pack("<L", 0xFFFFFFFF) + b"WAVE" + chunks
        + b"data" + struct.pack("<L", length) + sound
    )  # fmt: skip


def form(kind: int = 1, channels: int = 1, rate_hz: int = 16_000, bits: int = 16) -> bytes:
    frame = channels * bits // 8
    return struct.pack("<HHLLHH", kind, channels, rate_hz, rate_hz * frame, frame, bits)


def test_a_wav_from_a_pipe_goes_on_to_its_end() -> None:
    """Its writer could not know how long it would be, and may have ended in mid-sample."""
    sound = struct.pack("<5h", *SAMPLES)
    assert sound_of(wav(form(), sound + b"x", told_bytes=0x7FFFFFFF)) == (16_000, sound)


def test_channels_are_mixed_into_one() -> None:
    """Each sample is their mean; half a frame at the end is nobody's."""
    sound = struct.pack("<7h", 100, 300, -32_768, 32_767, 5, 5, 99)
    assert sound_of(wav(form(channels=2), sound)) == (16_000, struct.pack("<3h", 200, 0, 5))


def test_an_extensible_wav_says_its_kind_elsewhere() -> None:
    """The first two bytes of its long name (Microsoft, WAVEFORMATEXTENSIBLE)."""
    long_form = form(kind=0xFFFE) + struct.pack("<HHLH", 22, 16, 4, 1) + bytes(14)
    assert sound_of(wav(long_form, b"\1\0")) == (16_000, b"\1\0")


@pytest.mark.parametrize(
    "octets",
    [
        wav(form(bits=8), b"\1\0"),
        wav(form(kind=0x55), b"\1\0"),
        wav(form(channels=0), b"\1\0"),
        wav(form(channels=40), b"\1\0"),
        wav(form(rate_hz=0), b"\1\0"),
        wav(b"", b"\1\0"),
        wav(form(), b"")[:-8],
    ],
)
def test_other_sound_is_a_failure(octets: bytes) -> None:
    """Eight bits, MP3 in disguise, no channel or forty, no rate, no sound."""
    with pytest.raises(SpeechFailed):
        sound_of(octets)


@given(st.binary(max_size=60), st.sampled_from([b"", b"RIFF\0\0\0\0WAVE", b"FORM\0\0\0\0AIFC"]))
def test_any_bytes_are_sound_or_a_failure(octets: bytes, head: bytes) -> None:
    """Whatever a program writes."""
    try:
        rate_hz, pcm = sound_of(head + octets)
    except SpeechFailed:
        return
    assert rate_hz > 0
    assert len(pcm) % 2 == 0
