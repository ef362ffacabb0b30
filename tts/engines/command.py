"""Any program as a voice: words go in, a WAV file comes out. `tts.engines.command_file` says how
an admin describes one.

Each utterance is a fresh process, so what it says depends on its words alone as far as the
program's does; and it is ended with everything it started when it takes too long.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from tts.engine import ORDINARY_WPM, Casting, Pcm
from tts.engines.command_file import SPEED, TEXT_FILE, WAV_FILE, WPM, Command, find_command
from tts.engines.hum import silence
from tts.engines.loudness import calibration, usual_level
from tts.engines.running import CAN_RUN, MOST_BYTES, Runner
from tts.engines.sound_file import read_sound, sound_of
from tts.errors import BadChoice, EngineMissing, SpeechFailed

_SLOWEST_WPM, _FASTEST_WPM = 80, 450
_RATES_HZ = range(8_000, 192_001)
_AFTER_SENTENCE_MS = 300
_MOST_VERSION_CHARACTERS = 1_000


class CommandEngine:
    """`SpeechEngine` with a program, by the name of its file of settings."""

    remembers = False

    def __init__(self, casting: Casting, voices_dir: Path | None) -> None:
        """Has the program say a sentence, to know its rate and how loud it is.

        Raises BadChoice; EngineMissing for a program that does not start or does not speak.
        """
        if not CAN_RUN:
            raise EngineMissing("A program can be a voice on Linux and macOS only.")
        self._command = find_command(casting.voice, voices_dir)
        self._words_per_minute = casting.words_per_minute
        _check_speed(self._command, casting.words_per_minute)
        self._runner = Runner(self._command.environment)
        try:
            self._program = self._program_version()
            self._rate_hz, pcm = self._sound(calibration(self._command.languages))
        except SpeechFailed as error:
            reason = str(error).rstrip(".")
            raise EngineMissing(f"{self._command.path} does not speak: {reason}.") from error
        if self._rate_hz not in _RATES_HZ:
            raise EngineMissing(
                f"{self._command.path} speaks with {self._rate_hz} samples a second, "
                f"which is not {_RATES_HZ[0]} to {_RATES_HZ[-1]}."
            )
        self._level = usual_level(_floats(pcm), self._rate_hz)

    @property
    def version(self) -> str:
        """Of the program as its file or itself says, how it is called, and its level."""
        command = self._command
        settings = sorted(command.environment.items())
        return f"{self._program}, {command.arguments}, {settings}, {self._level}"

    @property
    def rate_hz(self) -> int:
        """As the program's sound says."""
        return self._rate_hz

    def speak(self, spoken_text: str, *, ends_sentence: bool = True) -> Pcm:
        """Say it whole. Raises SpeechFailed."""
        rate_hz, pcm = self._sound(spoken_text)
        if rate_hz != self._rate_hz:
            raise SpeechFailed(
                f"The program changed from {self._rate_hz} to {rate_hz} samples a second."
            )
        pause = silence(_AFTER_SENTENCE_MS if ends_sentence else 0, rate_hz=rate_hz)
        return self._level.pcm(_floats(pcm)) + pause

    def _sound(self, spoken_text: str) -> tuple[int, Pcm]:
        words = spoken_text.replace("\0", "").strip()
        if not words:
            raise SpeechFailed("The program was given no words.")
        with TemporaryDirectory(dir=self._runner.folder) as name:
            folder = Path(name)
            text_file, wav_file = folder / "words.txt", folder / "sound.wav"
            text_file.write_bytes(words.encode("utf-8", "replace") + b"\n")
            output = self._runner.run(
                self._command.with_values(
                    text_file=text_file, wav_file=wav_file, words_per_minute=self._words_per_minute
                ),
                folder=folder,
                limit_s=self._command.limit_s(words),
                text_file=None if self._command.takes(TEXT_FILE) else text_file,
            )
            if not self._command.takes(WAV_FILE):
                rate_hz, pcm = sound_of(output)
            elif wav_file.is_file() and wav_file.stat().st_size > MOST_BYTES:
                raise SpeechFailed(f"The sound has more than {MOST_BYTES} bytes.")
            else:
                rate_hz, pcm = read_sound(wav_file)
        if not any(pcm):
            raise SpeechFailed("The program gave no sound for the words.")
        return rate_hz, pcm

    def _program_version(self) -> str:
        command = self._command
        if not command.version_command:
            return command.fixed_version
        with TemporaryDirectory(dir=self._runner.folder) as name:
            output = self._runner.run(
                command.version_command,
                folder=Path(name),
                limit_s=command.timeout_s,
                text_file=None,
            )
        told = output.decode("utf-8", "replace").strip()
        if not told:
            raise SpeechFailed("its version_command says nothing")
        return told[:_MOST_VERSION_CHARACTERS]


def _check_speed(command: Command, words_per_minute: int) -> None:
    """Raise BadChoice for a speed that the program cannot be told."""
    if not _SLOWEST_WPM <= words_per_minute <= _FASTEST_WPM:
        raise BadChoice(
            f"A program speaks {_SLOWEST_WPM} to {_FASTEST_WPM} words a minute, "
            f"not {words_per_minute}."
        )
    if words_per_minute != ORDINARY_WPM and not (command.takes(WPM) or command.takes(SPEED)):
        raise BadChoice(
            f"“{command.name}” has one speed only; {command.path} would need {WPM} or {SPEED}."
        )


def _floats(pcm: Pcm) -> NDArray[np.float32]:
    return np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32_768)
