"""Questions about phrases, which decide whether and how they are announced."""

import unicodedata
from collections.abc import Iterator

from tts.maths.tree import is_display
from tts.script import Phrase, Role

SHORT_CHARACTERS = 80
"""About a printed line, five seconds of speech: a quotation or a list of two words of no more is
over before it is announced."""
_LONGEST_NUMBER = 6


def begins_with(phrases: tuple[Phrase, ...], word: str) -> bool:
    """Whether the text says by itself what we would announce: "1. Apple" in note 1, a picture's
    "Рисунок башни"."""
    first = next(always_read(phrases), None)
    if first is None or not word:
        return False
    core = bare(first.text).casefold()
    return core.startswith(word.casefold()) and not core[len(word) :][:1].isalnum()


def says(phrases: tuple[Phrase, ...], word: str) -> bool:
    """Whether a caption says by itself what it stands over: "Таблица 1", "1-кесте"."""
    return any(word.casefold() in phrase.text.casefold() for phrase in phrases)


def always_read(phrases: tuple[Phrase, ...]) -> Iterator[Phrase]:
    """Those phrases that no listener skips for their kind."""
    return (p for p in phrases if p.role not in (Role.PAGE, Role.NOTE_REFERENCE))


def is_formula_set_apart(phrase: Phrase) -> bool:
    """Whether a phrase is a formula on a line of its own, and nothing else but its full stop."""
    formulas = [span for span in phrase.spans if span.mathml]
    return (
        len(formulas) == 1
        and is_display(formulas[0].mathml)
        and not any(bare(span.text) for span in phrase.spans if not span.mathml)
    )


def is_short(phrases: tuple[Phrase, ...]) -> bool:
    """Whether they are heard before their announcement would be."""
    return sum(len(phrase.text) for phrase in always_read(phrases)) <= SHORT_CHARACTERS


def bare(text: str) -> str:
    """A mark without the brackets around it: "[¹]" is "1"; "" for a mark that is only a sign."""
    plain = unicodedata.normalize("NFKC", text)
    spoken = [place for place, character in enumerate(plain) if character.isalnum()]
    return plain[spoken[0] : spoken[-1] + 1] if spoken else ""


def number_of(text: str) -> str:
    """The number that a mark is, in figures; "" if it is none."""
    core = bare(text)
    is_number = core.isascii() and core.isdecimal() and len(core) <= _LONGEST_NUMBER
    return core if is_number else ""
