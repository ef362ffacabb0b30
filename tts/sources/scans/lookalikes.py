"""Letters that look alike in two alphabets: recognition mixes them, and a voice trips over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tts.sources.layout.sheet import Word

CYRILLIC = "аеорсухіһАВЕКМНОРСТУХІҺ"
LATIN = "aeopcyxihABEKMHOPCTYXIH"
ROMAN = re.compile(r"[^\w]{0,3}[IVXLCDM]+\W{0,3}")
TO_LATIN, TO_CYRILLIC = str.maketrans(CYRILLIC, LATIN), str.maketrans(LATIN, CYRILLIC)


def one_script(line: Sequence[Word]) -> list[Word]:
    """The words of a line, each in one alphabet: that of its other letters, else the line's.

    >>> one_script([Word("Тһе", 0, 1, 0, 9), Word("tide", 2, 3, 0, 9)])[0].text == "The"
    True
    """
    latin = sum(_is_latin(letter) for word in line for letter in word.text)
    cyrillic = sum(_is_cyrillic(letter) for word in line for letter in word.text)
    return [replace(word, text=_in_one(word.text, is_latin=latin > cyrillic)) for word in line]


def _in_one(text: str, *, is_latin: bool) -> str:
    """A word whose letters all have a twin goes with its line; one of two alphabets with those of
    its letters that have none. Where both alphabets have such letters, it was meant so."""
    if ROMAN.fullmatch(text):
        return text
    only_latin = any(_is_latin(letter) and letter not in LATIN for letter in text)
    only_cyrillic = any(_is_cyrillic(letter) and letter not in CYRILLIC for letter in text)
    if only_latin and only_cyrillic:
        return text
    to_latin = only_latin or (is_latin and not only_cyrillic)
    return text.translate(TO_LATIN if to_latin else TO_CYRILLIC)


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"
