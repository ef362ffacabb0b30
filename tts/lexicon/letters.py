"""The letters of a text as a lexicon compares them: without stress marks, signs alike made one.

A typesetter's apostrophe, hyphen or space is the one that was typed into the list, and marks that
are not heard stand in nobody's way.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

STRESS = "\u0301"
_MARK = re.compile("[\u0300\u0301\u00ad\u200b\u2060\ufeff]")
_ALIKE = str.maketrans("’ʼ‘ʻʹ‐‑\u00a0\u202f\u2009\u2007", "'''''--    ")

_LETTER = r"[^\W_]"
_TOKEN = re.compile(rf"{_LETTER}+(?:[-']{_LETTER}+)*|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without its marks. `places` has of each character, and of the end, its place in the
    text that is shown; None where nothing was left out."""

    text: str
    places: tuple[int, ...] | None = None

    def shown(self, at: int) -> int:
        """Where the character at this place stands in the text that is shown."""
        return at if self.places is None else self.places[at]


@dataclass(frozen=True, slots=True)
class Token:
    """A word (with its hyphens and apostrophes inside), white space, or one other character."""

    key: str
    begins: int
    ends: int


def composed(text: str) -> str:
    """The text with every letter in one character (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def bare(text: str) -> Bare:
    """The text as it is compared; takes composed letters."""
    if text.isascii():
        return Bare(text)
    alike = text.translate(_ALIKE)
    if not _MARK.search(alike):
        return Bare(alike)
    kept = [place for place, letter in enumerate(alike) if not _MARK.match(letter)]
    return Bare("".join(alike[place] for place in kept), (*kept, len(alike)))


def tokens(text: str) -> list[Token]:
    """A bare text cut into tokens; the keys are in small letters, white space is one space."""
    return [
        Token(" " if found[0].isspace() else found[0].casefold(), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    ]
