"""Any voice of this system through pyttsx3: SAPI5 on Windows, NSSpeech on macOS, eSpeak on Linux.

On Linux pyttsx3 is given a driver of ours, because its own reads past the end of the text,
loses about one utterance in 15,000 when its two threads race, and waits for ever when the file
cannot be written (pyttsx3 2.99, drivers/espeak.py; its issue 448). Ours is synchronous and
stands on the same library as `tts.engines.espeak`, so both engines say the same.
"""

from __future__ import annotations

import contextlib
import io
import platform
import sys
import types
import wave
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyttsx3
import pyttsx3.voice

from tts.engine import Casting, Pcm, Voice
from tts.engines.espeak import EspeakHome, EspeakLibrary, bundled_home, open_library
from tts.engines.hum import silence
from tts.engines.sound_file import read_sound
from tts.errors import BadChoice, EngineMissing, SpeechFailed, TtsError

NAME = "system"

_OUR_DRIVER = "dauys"
_AFTER_SENTENCE_MS = 300


class SystemEngine:
    """`SpeechEngine` with a voice of this system, named as pyttsx3 names it.

    `driver` is pyttsx3's name of a driver; without it, ours on Linux and its own elsewhere.
    """

    def __init__(
        self, casting: Casting, home: EspeakHome | None = None, *, driver: str = ""
    ) -> None:
        self._casting = casting
        self._driver = driver or _usual_driver()
        self._pyttsx3 = _opened(self._driver, home)
        self._failures: list[Exception] = []
        self._pyttsx3.connect("error", self._failed)
        self._check_voice()
        if self._driver == _OUR_DRIVER:
            self._rate_hz = int(self._pyttsx3.getProperty("rate_hz"))
        else:
            self._pyttsx3.runAndWait()  # the first run of some drivers returns too early
            self._rate_hz, _ = self._sound("1", ends_sentence=False)

    @property
    def version(self) -> str:
        """Of pyttsx3, its driver, and the voices: eSpeak's, or the system's own number."""
        own = self._pyttsx3.getProperty("version") if self._driver == _OUR_DRIVER else ""
        return " ".join(
            filter(None, ("pyttsx3", metadata.version("pyttsx3"), self._driver, own or _system()))
        )

    @property
    def rate_hz(self) -> int:
        """As the driver's files say."""
        return self._rate_hz

    @property
    def remembers(self) -> bool:
        """As eSpeak NG does, where it is the one who speaks; of others nobody knows."""
        if self._driver != _OUR_DRIVER:
            return True
        library: EspeakLibrary = self._pyttsx3.getProperty("library")
        return library.remembers(self._casting)

    def speak(self, spoken_text: str, *, ends_sentence: bool = True) -> Pcm:
        """Say it whole. Raises SpeechFailed."""
        rate_hz, pcm = self._sound(spoken_text, ends_sentence=ends_sentence)
        if not any(pcm):
            raise SpeechFailed("The system voice gave no sound for the words.")
        if rate_hz != self._rate_hz:
            raise SpeechFailed(
                f"The system voice changed from {self._rate_hz} to {rate_hz} samples a second."
            )
        if ends_sentence and self._driver != _OUR_DRIVER:
            pcm += silence(_AFTER_SENTENCE_MS, rate_hz=rate_hz)
        return pcm

    def _sound(self, spoken_text: str, *, ends_sentence: bool) -> tuple[int, Pcm]:
        text = spoken_text.replace("\0", "")
        if not text.strip():
            raise SpeechFailed("The system voice was given no words.")
        self._failures.clear()
        # Drivers print where they wrote; the screen is not theirs.
        with TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            path = Path(folder) / "spoken.wav"
            self._pyttsx3.setProperty("voice", self._casting.voice)
            self._pyttsx3.setProperty("rate", self._casting.words_per_minute)
            if self._driver == _OUR_DRIVER:
                self._pyttsx3.setProperty("ends_sentence", ends_sentence)
            self._pyttsx3.save_to_file(text, str(path))
            self._pyttsx3.runAndWait()
            if self._failures:
                raise SpeechFailed(f"The system voice failed: {self._failures[0]}.")
            return read_sound(path)

    def _failed(self, name: str | None, exception: Exception) -> None:
        """pyttsx3 tells of a failed command by this call and goes on."""
        self._failures.append(exception)

    def _check_voice(self) -> None:
        if self._driver == _OUR_DRIVER:
            library: EspeakLibrary = self._pyttsx3.getProperty("library")
            return library.choose(self._casting)
        names = [voice.id for voice in self._pyttsx3.getProperty("voices")]
        if self._casting.voice not in names:
            raise BadChoice(
                f"This system has no voice “{self._casting.voice}”; it has {', '.join(names)}."
            )
        return None


def voices(home: EspeakHome | None = None) -> tuple[Voice, ...]:
    """Every voice of this system. Raises EngineMissing."""
    return tuple(
        Voice(NAME, voice.id, tuple(_tag(language) for language in voice.languages))
        for voice in _opened(_usual_driver(), home).getProperty("voices")
    )


class _FileDriver:
    """A driver as pyttsx3 2.99 wants it: it writes WAV files, at once, in our own thread."""

    def __init__(self, proxy: Any, library: EspeakLibrary) -> None:
        self._proxy, self._library = proxy, library
        self._voice, self._rate_wpm, self._ends_sentence = "en", 175, True

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3 names it so
        match name:
            case "voice":
                self._voice = str(value)
            case "rate":
                self._rate_wpm = int(value)
            case "ends_sentence":
                self._ends_sentence = bool(value)
            case _:
                raise KeyError(f"this driver has no property {name}")

    def getProperty(self, name: str) -> Any:  # noqa: N802
        match name:
            case "voices":
                return [
                    pyttsx3.voice.Voice(voice.name, voice.name, list(voice.languages))
                    for voice in self._library.voices()
                ]
            case "voice":
                return self._voice
            case "rate":
                return self._rate_wpm
            case "rate_hz":
                return self._library.rate_hz
            case "version":
                return self._library.version
            case "library":
                return self._library
        raise KeyError(f"this driver has no property {name}")

    def save_to_file(self, text: str, filename: str) -> None:
        self._library.choose(Casting(NAME, self._voice, self._rate_wpm))
        with wave.open(filename, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(self._library.rate_hz)
            self._library.say(sound.writeframes, text, ends_sentence=self._ends_sentence)
        self._proxy.notify("finished-utterance", completed=True)

    def say(self, text: str) -> None:
        raise SpeechFailed("this driver writes files and plays nothing")

    def startLoop(self) -> None:  # noqa: N802
        self._proxy.setBusy(False)  # this runs every command queued, endLoop last

    def endLoop(self) -> None:  # noqa: N802
        """Nothing runs on: `startLoop` has come back."""

    def stop(self) -> None:
        """Nothing to stop: a command has ended when it returns."""

    def destroy(self) -> None:
        """The library stays open for the life of the process."""


def _opened(driver: str, home: EspeakHome | None) -> Any:
    """pyttsx3's engine with this driver. Raises EngineMissing."""
    if driver == _OUR_DRIVER:
        library = open_library(home or bundled_home())
        room = types.ModuleType(f"pyttsx3.drivers.{driver}")
        room.buildDriver = lambda proxy: _FileDriver(proxy, library)  # type: ignore[attr-defined]
        sys.modules[room.__name__] = room  # pyttsx3 finds drivers by the name of their module
    try:
        return pyttsx3.init(driver)
    except TtsError:
        raise
    except Exception as error:  # each platform's driver has failures of its own kind
        raise EngineMissing(f"pyttsx3 cannot open its driver {driver}: {error}.") from error


def _usual_driver() -> str:
    return {"win32": "sapi5", "darwin": "nsss"}.get(sys.platform, _OUR_DRIVER)


def _system() -> str:
    """System voices change with the system, so its number stands for theirs."""
    return f"{platform.system()} {platform.version()}"


def _tag(language: object) -> str:
    """A language as pyttsx3 gives it ("ru_RU", b"\\x05ru"), as a BCP 47 tag."""
    text = language.decode("ascii", "ignore") if isinstance(language, bytes) else str(language)
    return text.strip("\x02\x05 ").replace("_", "-").lower()
