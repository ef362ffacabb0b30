"""What one word says of its language: frequent words, endings, letters that never meet.

A vote is a whole number: above zero for Kazakh, below zero for Russian (of a Cyrillic word) or
English (of a Latin one), zero where the word would pass in both. Kazakh native words keep vowel
harmony, have "о" in the first syllable only, no consonants at the start in pairs, no б, г, д at
the end; Russian spelling never has жы, шы, кы, гы.
"""

import re
from functools import lru_cache

from tts.text.languages import CYRILLIC_KAZAKH_ONLY, LATIN_KAZAKH_ONLY
from tts.text.vocabulary import (
    ENGLISH_ENDINGS,
    ENGLISH_WORDS,
    KAZAKH_ENDINGS,
    KAZAKH_WORDS,
    LATIN_KAZAKH_ENDINGS,
    LATIN_KAZAKH_WORDS,
    RUSSIAN_ENDINGS,
    RUSSIAN_WORDS,
)

SURE = 6
"""The vote of a word that no other of our languages could have."""
_FREQUENT = 3
_CACHED_WORDS = 1 << 16
_LONGEST_ENDING = 6

_ODD_IN_RUSSIAN = re.compile(r"[жшкг]ы|\bы|уы|ыу|аы|йды|йты|йлы|ууы|нб[аеы]|ымы")
_ODD_IN_KAZAKH = re.compile(r"[щцэёъ]|[вфхчьюя].*[вфхчьюя]|ств|стр|здр|чн|жн|шл|сл|зн|дн\w")
_RATHER_RUSSIAN = re.compile(r"[вфхчьюя]")
_LATER_O = re.compile(r"[аеиоуыюя].*о")
_NO_HARMONY = re.compile(r"[аоы].*е|[еи].*[аоы]")
_PAIR_FIRST = re.compile(r"\b[бвгджзйклмнпрстфхцчшщ]{2}")
_VOICED_LAST = re.compile(r"[бгджв]$")
_LONG_AND_HARMONIC = re.compile(r"(?=.*ы.)(?:[^аеиоуыэюя]*[аы]){3}[^еиоуэюя]*\Z")
_LATIN_I_INSIDE = re.compile(r"[а-яё][ih]|[ih][а-яё]")

_ODD_IN_LATIN_KAZAKH = re.compile(
    r"w|x|c(?!h)|th|ck|ee|oo|ea|ou|qu|ph|gh|ll|ss|ff|tt|^[bcdfgklmnprst]{2}|[aeiou]y\b|[aeu]e?ve?\b"
)
_ODD_IN_ENGLISH = re.compile(r"q(?!u)|\bj[aoyi]|uy|[yi]q\b|aq|[dtl]y[nr]|iy")
_LATIN_NO_HARMONY = re.compile(r"[aou].*[eio]|[ei].*[aou]")
_LATIN_ONLY = re.compile(f"[{LATIN_KAZAKH_ONLY}]")


@lru_cache(_CACHED_WORDS)
def cyrillic_vote(word: str) -> int:
    """Kazakh above zero, Russian below, of a word in lower-case Cyrillic letters."""
    if any(letter in CYRILLIC_KAZAKH_ONLY for letter in word) or _LATIN_I_INSIDE.search(word):
        return SURE
    if word in RUSSIAN_WORDS:
        return 0 if word in KAZAKH_WORDS else -_FREQUENT
    if word in KAZAKH_WORDS:
        return _FREQUENT
    vote = _ending(word, KAZAKH_ENDINGS) - _ending(word, RUSSIAN_ENDINGS)
    vote += 3 * bool(_ODD_IN_RUSSIAN.search(word)) - 2 * bool(_ODD_IN_KAZAKH.search(word))
    vote += bool(_LONG_AND_HARMONIC.match(word))
    vote -= len(_RATHER_RUSSIAN.findall(word))
    for sign in (_LATER_O, _NO_HARMONY, _PAIR_FIRST, _VOICED_LAST):
        vote -= bool(sign.search(word))
    return _within(vote)


@lru_cache(_CACHED_WORDS)
def latin_vote(word: str) -> int:
    """Kazakh above zero, English below, of a word in lower-case Latin letters."""
    if word in ENGLISH_WORDS:
        return -_FREQUENT
    if word in LATIN_KAZAKH_WORDS:
        return _FREQUENT
    vote = _ending(word, LATIN_KAZAKH_ENDINGS) - _ending(word, ENGLISH_ENDINGS)
    vote += 3 * len(_LATIN_ONLY.findall(word)) + 3 * bool(_ODD_IN_ENGLISH.search(word))
    vote -= 2 * len(_ODD_IN_LATIN_KAZAKH.findall(word)) + bool(_LATIN_NO_HARMONY.search(word))
    return _within(vote)


def _ending(word: str, endings: dict[str, int]) -> int:
    """The heaviest ending of a word that has two letters or more before it."""
    return max(
        (endings.get(word[-size:], 0) for size in range(2, min(7, len(word) - 1))), default=0
    )


def _within(vote: int) -> int:
    return max(-_FREQUENT, min(_FREQUENT, vote))
