"""What is kept of a word in the index, and what a reader's word looks for there.

Both are keys (`access.search.letters`): the word as it is written, and its stems. One text is kept
for both databases. What is kept depends on the language of the title; what is looked for does
not, because nobody says in which language they ask.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from access.search import kazakh
from access.search.letters import (
    any_latin,
    cyrillic_key,
    finished,
    in_cyrillic,
    is_cyrillic,
    kazakh_latin,
    latin_keys,
    words_of,
)

VERSION = 2
"""Counts up when the same title would be kept otherwise: then `reindex` has work to do."""

KAZAKH, RUSSIAN, ENGLISH, ANY = "kk", "ru", "en", "mul"

_CACHED_WORDS = 32_768
_KAZAKH_LETTERS = frozenset("әғқңөұүһі")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_ROMAN_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_VOWEL_AND_SHORT_I = re.compile("..[аеоуя]й$")
_LONGEST_WORD = 64

_stem_russian = snowballstemmer.stemmer("russian").stemWord
_stem_english = snowballstemmer.stemmer("english").stemWord


@dataclass(frozen=True, slots=True)
class Keys:
    """A word as it is written, in each way it may be meant; and its stems."""

    written: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Everything under which the word can be found."""
        return tuple(dict.fromkeys(self.written + self.stems))


@lru_cache(maxsize=_CACHED_WORDS)
def kept(word: str, language: str) -> Keys:
    """What the index keeps of a word of a title in this language (`words_of` gives words).

    `ANY` is for names and for titles in several languages: then the word is kept in each way.
    """
    word = word[:_LONGEST_WORD]
    if is_cyrillic(word):
        return _of_cyrillic(
            word,
            russian=language != KAZAKH,
            kazakh_too=language != RUSSIAN or not _KAZAKH_LETTERS.isdisjoint(word),
        )
    if language == KAZAKH:
        return _of_latin([kazakh_latin(word), any_latin(word)], word, kazakh_too=True)
    if language == ANY:
        return _of_latin(latin_keys(word), word, kazakh_too=True)
    return _of_latin([any_latin(word)], word, kazakh_too=False)


@lru_cache(maxsize=_CACHED_WORDS)
def sought(word: str) -> Keys:
    """What a reader's word may be in the index, in whatever language, alphabet and form it is."""
    word = word[:_LONGEST_WORD]
    if is_cyrillic(word):
        return _of_cyrillic(word, russian=True, kazakh_too=True)
    spellings = latin_keys(word)
    keys = _of_latin(spellings, word, kazakh_too=True)
    russian = [
        cyrillic_key(stem)
        for spelling in spellings
        for stem in _russian_stems(in_cyrillic(spelling))
    ]
    return Keys(keys.written, _tidy([*keys.stems, *russian]))


def texts_of(text: str, language: str) -> list[Keys]:
    """What is kept of every word of a text, in order."""
    return [kept(word, language) for word in words_of(text)]


def number_of(word: str) -> str | None:
    """What a Roman numeral is worth, in digits; None for any other word."""
    if not _ROMAN.fullmatch(word):
        return None
    worths = [_ROMAN_WORTH[letter] for letter in word]
    total = sum(
        -worth if any(worth < later for later in worths[place + 1 : place + 2]) else worth
        for place, worth in enumerate(worths)
    )
    return str(total)


def _russian_stems(word: str) -> list[str]:
    """The stem; and a noun without its й, which Snowball takes for an ending: геро·й, геро·я."""
    stems = [_stem_russian(word)]
    if _VOWEL_AND_SHORT_I.search(word):
        stems.append(word[:-1])
    return stems


def _of_cyrillic(word: str, *, russian: bool, kazakh_too: bool) -> Keys:
    key = cyrillic_key(word)
    stems: list[str] = []
    if russian and _KAZAKH_LETTERS.isdisjoint(word):
        stems += map(cyrillic_key, _russian_stems(word.replace("ё", "е")))
    if kazakh_too:
        stems += kazakh.stems(key)
    return Keys(_tidy([key]) or (f"x{ord(word[0]):x}",), _tidy(stems))


def _of_latin(spellings: list[str], word: str, *, kazakh_too: bool) -> Keys:
    stems = [any_latin(_stem_english(word))]
    if kazakh_too:
        stems += [stem for spelling in spellings for stem in kazakh.stems(spelling)]
    number = number_of(word)
    if number:
        stems.append(number)
    return Keys(_tidy(spellings) or (f"x{ord(word[0]):x}",), _tidy(stems))


def _tidy(keys: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in map(finished, keys) if key))
