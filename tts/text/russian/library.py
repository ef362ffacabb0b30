"""Numbers in their case and gender, by ru-normalizr: the only file that knows it.

Of its stages four are used, on text that our own rules have made ready; see the decision
"Russian numbers". It is loaded when a first number asks for it, because its dictionary takes a
third of a second and 30 MB.
"""

import re
from functools import cache
from typing import Any

from tts.text.russian.letters import SMALL

_STAGES = ("roman", "dates_time", "years", "numerals")
LONGEST = 500
"""Characters that it is given at once, because some of its patterns take time by the square."""
_MOST_NUMBERS = 40
_NUMERAL = re.compile(r"(?<![^\W\d_])[IVXLCDM]+(?![^\W\d_])")
_NUMBER = re.compile(rf"\d+|{_NUMERAL.pattern}")
_OVERLONG = re.compile(r"\S{100}")
_WORD = re.compile(rf"(?<![\w-])[{SMALL}]{{5,}}(?![\w-])")
_REST = re.compile(rf"[,;:.!?]\s|[{SMALL}]{{3}}\s(?=[{SMALL}])")


@cache
def _normaliser() -> Any:
    from ru_normalizr import NormalizeOptions, Normalizer  # noqa: PLC0415 - 0.3 s and 30 MB

    return Normalizer(NormalizeOptions.tts(enable_caps_normalization=False))


def numbers_in_words(text: str) -> str:
    """The text with its numbers in words that agree with what they count.

    What the library fails at, or loses a word of, comes back as it is; so do crowds of figures.
    """
    return "".join(_numbers(piece) for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    """The text in pieces of bounded length, cut where no number leans on its neighbour."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > LONGEST:
        rests = list(_REST.finditer(text, start + LONGEST // 2, start + LONGEST))
        end = rests[-1].end() if rests else start + LONGEST
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _numbers(text: str) -> str:
    numbers = len(_NUMBER.findall(text))
    if not numbers or numbers > _MOST_NUMBERS or _OVERLONG.search(text):
        return text  # a table, or noise: nothing to agree with, and slow to search
    spoken = text
    try:
        for stage in _STAGES if _NUMERAL.search(text) else _STAGES[1:]:
            spoken = _normaliser().run_stage(stage, spoken)
    except Exception:  # noqa: BLE001 - a book goes on whatever one sentence does to a library
        return text
    return spoken if _keeps_words(text, spoken) else text


def _keeps_words(text: str, spoken: str) -> bool:
    """Whether every long word of the text is still there, in order."""
    at = 0
    for word in _WORD.findall(text):
        at = spoken.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True
