"""Sound files that system voices write: WAV (Windows, Linux) and AIFF (macOS), 16 bits, mono."""

import wave
from array import array
from pathlib import Path

from tts.engine import Pcm
from tts.errors import SpeechFailed

_AIFF_ENCODINGS = {b"NONE": "big", b"twos": "big", b"sowt": "little"}


def read_sound(path: Path) -> tuple[int, Pcm]:
    """Rate in Hz, and the samples. Raises SpeechFailed for any other kind of file, or none."""
    try:
        with path.open("rb") as file:
            kind = file.read(12)
        if kind[:4] == b"FORM" and kind[8:] in {b"AIFF", b"AIFC"}:
            return _read_aiff(path.read_bytes())
        return _read_wav(path)
    except (OSError, EOFError, wave.Error, ValueError, KeyError, IndexError) as error:
        raise SpeechFailed("The system voice left no sound file that can be read.") from error


def _read_wav(path: Path) -> tuple[int, Pcm]:
    with wave.open(str(path), "rb") as sound:
        if sound.getsampwidth() != 2 or sound.getnchannels() != 1:
            raise SpeechFailed("The system voice does not give 16-bit sound on one channel.")
        return sound.getframerate(), sound.readframes(sound.getnframes())


def _read_aiff(data: bytes) -> tuple[int, Pcm]:
    """Source: Apple, Audio Interchange File Format AIFF-C, draft of 26 August 1991."""
    chunks: dict[bytes, bytes] = {}
    place = 12
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "big")
        chunks[data[place : place + 4]] = data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2
    common, sound = chunks[b"COMM"], chunks[b"SSND"][8:]
    order = _AIFF_ENCODINGS[common[18:22] or b"NONE"]
    if common[:2] != b"\0\1" or common[6:8] != b"\0\x10":
        raise SpeechFailed("The system voice does not give 16-bit sound on one channel.")
    samples = array("h", sound[: len(sound) // 2 * 2])
    if order == "big":
        samples.byteswap()  # whatever the machine: these are bytes on their way to little-endian
    return _extended(common[8:18]), samples.tobytes()


def _extended(ten: bytes) -> int:
    """A whole number written as an 80-bit IEEE 754 extended: exponent + 16,383, then mantissa."""
    exponent = int.from_bytes(ten[:2], "big") - 16_383
    return int.from_bytes(ten[2:10], "big") >> (63 - exponent)
