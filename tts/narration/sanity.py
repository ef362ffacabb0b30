"""Does an utterance sound as long as its words should? A check that needs no ears.

Measured with eSpeak NG 1.52 at 175 words a minute on sentences of our own (20 kk, 20 ru, 18 en,
and word lists of 1 to 20 words), without the pause at the end: 57-68 ms a character in Kazakh,
43-56 in Russian, 39-56 in English. A Kazakh sentence read by the Russian voice takes 50-211: most
are far too long, because the voice spells the letters it does not know ("letter 49B"), but where
it drops them instead the length looks right. So the letters are looked at too.
"""

from __future__ import annotations

from dataclasses import dataclass

from tts.engine import Casting
from tts.text.phonemes import has_phonemes, stretches

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "kk": frozenset(_RUSSIAN + _LATIN + "әғқңөұүһі"),
    "ru": frozenset(_RUSSIAN + _LATIN),
    "en": frozenset(_LATIN + "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿāēīōūœšž"),
}
_MEASURED_WPM = 175
_OTHER_ENGINES = 1.6  # voices we have not measured may be this much slower or faster
_QUIET = frozenset(" .,;:!?…-–—«»„“”\"'’()")


@dataclass(frozen=True, slots=True)
class Band:
    """Milliseconds a character that speech in a language usually takes."""

    shortest_ms: float
    longest_ms: float


BANDS = {"kk": Band(42, 90), "ru": Band(33, 80), "en": Band(31, 80)}
_ANY_LANGUAGE = Band(20, 130)

# What is read longer than it is written, each with room to spare: "7" is up to three syllables,
# a capital may be spelt ("XX" takes 840 ms), "%" and "№" are words.
_DIGIT_MS = 900
_CAPITAL_MS = 450
_SIGN_MS = 700
_ONE_WORD_MS = 350  # single words stray this far from the average of sentences
_PHONEME_MS = 300  # at most, with its marks of stress and length; some characters have no sound


def doubt(
    spoken_text: str, language: str, casting: Casting, length_ms: float, *, with_pause_ms: float = 0
) -> str:
    """What is suspicious in an utterance in `language` of this length, or "" if nothing is.

    `with_pause_ms` of the length may be the pause that the engine makes after a sentence.
    """
    unread = unread_letters(spoken_text, language)
    if unread:
        return f"has letters that the voice for {language} does not read: {', '.join(unread)}"
    low_ms, high_ms = usual_length_ms(spoken_text, language, casting)
    if not low_ms <= length_ms <= high_ms + with_pause_ms:
        return f"suspicious length of {length_ms:,.0f} ms; usual is {low_ms:,.0f} to {high_ms:,.0f}"
    return ""


def unread_letters(spoken_text: str, language: str) -> tuple[str, ...]:
    """Letters that the language does not have, sorted; none for a language we do not know."""
    alphabet = _ALPHABETS.get(language.partition("-")[0])
    if alphabet is None:
        return ()
    spoken_text, _ = _words_and_phonemes(spoken_text)
    return tuple(sorted(filter(str.isalpha, set(spoken_text.lower()) - alphabet)))


def usual_length_ms(spoken_text: str, language: str, casting: Casting) -> tuple[float, float]:
    """Shortest and longest that this text usually is, without a pause at its end."""
    band = BANDS.get(language.partition("-")[0], _ANY_LANGUAGE)
    spoken_text, phonemes = _words_and_phonemes(spoken_text)
    letters = sum(map(str.isalpha, spoken_text))
    capitals = sum(map(str.isupper, spoken_text)) if spoken_text != spoken_text.lower() else 0
    digits = sum(map(str.isdigit, spoken_text))
    quiet = sum(map(_QUIET.__contains__, spoken_text))
    signs = len(spoken_text) - letters - digits - quiet
    slowness = _MEASURED_WPM / casting.words_per_minute
    leeway = 1.0 if casting.engine == "espeak" else _OTHER_ENGINES
    shortest_ms = (letters + quiet) * band.shortest_ms - _ONE_WORD_MS
    longest_ms = (
        (letters + quiet) * band.longest_ms
        + digits * _DIGIT_MS
        + capitals * _CAPITAL_MS
        + signs * _SIGN_MS
        + phonemes * _PHONEME_MS
        + _ONE_WORD_MS
    )
    return max(0.0, shortest_ms * slowness / leeway), longest_ms * slowness * leeway


def _words_and_phonemes(spoken_text: str) -> tuple[str, int]:
    """The text without what is given in phonemes, and how many characters of those there are."""
    if not has_phonemes(spoken_text):
        return spoken_text, 0
    pieces = list(stretches(spoken_text))
    words = "".join(piece for piece, is_phonemes in pieces if not is_phonemes)
    return words, sum(len(piece) for piece, is_phonemes in pieces if is_phonemes)
