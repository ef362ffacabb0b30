"""Numbers in their case and gender, by ru-normalizr: the only file that knows it.

Of its stages four are used, on text that our own rules have made ready; see the decision
"Russian numbers". It is loaded when a first number asks for it, because its dictionary takes a
third of a second and 40 MB.
"""

import re
from functools import cache
from typing import Any

from tts.text.russian.letters import SMALL

_STAGES = ("roman", "dates_time", "years", "numerals")
LONGEST = 600
"""Characters that it is given at once, because some of its patterns take time by the square."""
_WORD = re.compile(rf"(?<![\w-])[{SMALL}]{{5,}}(?![\w-])")
_BREAK = re.compile(r"\s+")


@cache
def _normaliser() -> Any:
    from ru_normalizr import Normalizer, NormalizeOptions  # noqa: PLC0415 - 0.3 s and 40 MB

    return Normalizer(NormalizeOptions.tts(enable_caps_normalization=False))


def numbers_in_words(text: str) -> str:
    """The text with its numbers in words that agree with what they count.

    What the library fails at, or loses a word of, comes back as it is.
    """
    return "".join(_numbers(piece) for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    """The text in pieces of bounded length, cut at white space where there is any."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        end = cut if cut > 0 else start + LONGEST
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def _numbers(text: str) -> str:
    spoken = text
    try:
        for stage in _STAGES:
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
