"""Sound files that other programs write: WAV and AIFF of 16 bits, brought to one channel."""

from array import array
from pathlib import Path

from tts.engine import Pcm
from tts.errors import SpeechFailed

_AIFF_ENCODINGS = {b"NONE": "big", b"twos": "big", b"sowt": "little"}
_WAV_PCM, _WAV_EXTENSIBLE = 1, 0xFFFE
_MOST_CHANNELS = 8


def read_sound(path: Path) -> tuple[int, Pcm]:
    """Rate in Hz, and the samples of a file. Raises SpeechFailed for another kind, or none."""
    try:
        octets = path.read_bytes()
    except OSError as error:
        raise SpeechFailed("There is no sound file where it should be.") from error
    return sound_of(octets)


def sound_of(octets: bytes) -> tuple[int, Pcm]:
    """Rate in Hz, and the samples, channels mixed into one. Raises SpeechFailed."""
    try:
        is_aiff = octets[:4] == b"FORM" and octets[8:12] in {b"AIFF", b"AIFC"}
        rate_hz, channels, pcm = _read_aiff(octets) if is_aiff else _read_wav(octets)
    except (ValueError, KeyError, IndexError) as error:
        raise SpeechFailed("What came is no sound file that can be read.") from error
    if rate_hz <= 0 or not 1 <= channels <= _MOST_CHANNELS:
        raise SpeechFailed(f"The sound has {channels} channels at {rate_hz} Hz.")
    return rate_hz, _one_channel(pcm, channels)


def _read_wav(octets: bytes) -> tuple[int, int, Pcm]:
    """Source: Microsoft and IBM, Multimedia Programming Interface 1.0 (1991), chapter 3.

    A program that writes to a pipe cannot know the length beforehand, so the sound goes on to the
    end of the file where its length is not to be believed.
    """
    if octets[:4] != b"RIFF" or octets[8:12] != b"WAVE":
        raise ValueError("not RIFF")
    place, form = 12, b""
    while octets[place : place + 4] != b"data":
        size = int.from_bytes(octets[place + 4 : place + 8], "little")
        if octets[place : place + 4] == b"fmt ":
            form = octets[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
        if place >= len(octets):
            raise ValueError("no sound")
    size = int.from_bytes(octets[place + 4 : place + 8], "little")
    kind, channels = (int.from_bytes(form[at : at + 2], "little") for at in (0, 2))
    if kind == _WAV_EXTENSIBLE:
        kind = int.from_bytes(form[24:26], "little")
    if kind != _WAV_PCM or form[14:16] != b"\x10\0":
        raise SpeechFailed("The sound is not of 16 bits without compression.")
    return int.from_bytes(form[4:8], "little"), channels, octets[place + 8 : place + 8 + size]


def _read_aiff(octets: bytes) -> tuple[int, int, Pcm]:
    """Source: Apple, Audio Interchange File Format AIFF-C, draft of 26 August 1991."""
    chunks: dict[bytes, bytes] = {}
    place = 12
    while place + 8 <= len(octets):
        size = int.from_bytes(octets[place + 4 : place + 8], "big")
        chunks[octets[place : place + 4]] = octets[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
    common, sound = chunks[b"COMM"], chunks[b"SSND"][8:]
    order = _AIFF_ENCODINGS[common[18:22] or b"NONE"]
    if common[6:8] != b"\0\x10":
        raise SpeechFailed("The sound is not of 16 bits without compression.")
    samples = array("h", sound[: len(sound) // 2 * 2])
    if order == "big":
        samples.byteswap()  # whatever the machine: these are bytes on their way to little-endian
    return _extended(common[8:18]), int.from_bytes(common[:2], "big"), samples.tobytes()


def _extended(ten: bytes) -> int:
    """A whole number written as an 80-bit IEEE 754 extended: exponent + 16,383, then mantissa."""
    exponent = int.from_bytes(ten[:2], "big") - 16_383
    return int.from_bytes(ten[2:10], "big") >> (63 - exponent)


def _one_channel(pcm: bytes, channels: int) -> Pcm:
    whole = pcm[: len(pcm) // (2 * channels) * 2 * channels]
    if channels == 1:
        return whole
    import numpy as np  # noqa: PLC0415 - its threads would make the forks of a booth dearer

    mixed = np.frombuffer(whole, "<i2").reshape(-1, channels).mean(axis=1)
    return bytes(np.rint(mixed).astype("<i2").data)
