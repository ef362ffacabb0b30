"""A real engine without a vendor: a hum for every word, for tests and demonstrations.

Its one voice is "hum". Tests ask it to misbehave by naming words behind the voice, as in
"hum fails-on=мост hangs-on=лес"; an engine that meets the word (whole, as it is written) then

- `fails-on`: raises SpeechFailed;
- `says-nothing-on`: gives sound of no length, which no engine may;
- `hangs-on`: never comes back;
- `crashes-on`: ends its process as a fault in a library would;
- `takes-all-down-on`: ends every process of its group, as a machine out of memory may;
- `stumbles-on=WORD marker=PATH`: crashes once, and leaves the file PATH to know it did.
"""

import os
import signal
import time
from pathlib import Path

from tts.engine import ORDINARY_WPM, Casting, Pcm, Voice
from tts.engines.hum import hum, silence
from tts.errors import BadChoice, SpeechFailed

NAME = "tone"
VOICE = "hum"
LANGUAGES = ("kk", "ru", "en")

_RATE_HZ = 22_050
_FREQUENCY_HZ = 200
_PER_CHARACTER_MS = 60
_BETWEEN_WORDS_MS = 40
_AFTER_SENTENCE_MS = 300


def voices() -> tuple[Voice, ...]:
    """The hum; it hums every language alike."""
    return (Voice(NAME, VOICE, LANGUAGES),)


class ToneEngine:
    """`SpeechEngine`: a word of n letters is a hum of n × 60 ms, at 175 words a minute."""

    version = "1"
    rate_hz = _RATE_HZ
    remembers = False

    def __init__(self, casting: Casting) -> None:
        name, *manners = casting.voice.split() or [""]
        if name != VOICE:
            raise BadChoice(f"The tone engine has no voice “{casting.voice}”; it has hum.")
        if casting.words_per_minute <= 0:
            raise BadChoice("A hum needs a speed above 0 words a minute.")
        self._manners = dict(_manner(manner) for manner in manners)
        self._slowness = ORDINARY_WPM / casting.words_per_minute

    def speak(self, spoken_text: str, *, ends_sentence: bool = True) -> Pcm:
        """Hum it. Raises SpeechFailed."""
        words = spoken_text.split()
        if not words:
            raise SpeechFailed("The tone engine was given no words.")
        if self._misbehaves(words):
            return b""
        gap = silence(_BETWEEN_WORDS_MS, rate_hz=_RATE_HZ)
        pause = silence(_AFTER_SENTENCE_MS if ends_sentence else 0, rate_hz=_RATE_HZ)
        return gap.join(map(self._word, words)) + pause

    def _word(self, word: str) -> Pcm:
        length_ms = round(_PER_CHARACTER_MS * len(word) * self._slowness)
        return hum(length_ms, frequency_hz=_FREQUENCY_HZ, rate_hz=_RATE_HZ)

    def _misbehaves(self, words: list[str]) -> bool:
        """Do what the voice was told to do on one of these words; True is to say nothing."""
        bare = {word.strip(".,!?…«»") for word in words}
        asked = {manner for manner, word in self._manners.items() if word in bare}
        if "fails-on" in asked:
            raise SpeechFailed("the tone engine was told to fail on these words")
        if "hangs-on" in asked:
            time.sleep(86_400)
        if "takes-all-down-on" in asked:
            os.killpg(0, signal.SIGKILL)
        if "crashes-on" in asked or ("stumbles-on" in asked and self._first_time()):
            os.kill(os.getpid(), signal.SIGSEGV)
        return "says-nothing-on" in asked

    def _first_time(self) -> bool:
        marker = Path(self._manners["marker"])
        first = not marker.exists()
        marker.touch()
        return first


def _manner(text: str) -> tuple[str, str]:
    name, equals, word = text.partition("=")
    if not equals or name not in _MANNERS:
        raise BadChoice(f"The tone engine does not know “{text}”; see tts/engines/tone.py.")
    return name, word


_MANNERS = frozenset(
    {
        "fails-on",
        "says-nothing-on",
        "hangs-on",
        "crashes-on",
        "takes-all-down-on",
        "stumbles-on",
        "marker",
    }
)
