"""Which table of liblouis writes which language, and what stands for signs that a table lacks.

Kazakh is the Russian alphabet with nine letters more: ә ⠜, ғ ⠻, қ ⠹, ң ⠩, ө ⠣, ұ ⠬, ү ⠌, һ ⠧,
і ⠽; since ө and ә are what brackets are in Russian, brackets in text are ⠶ (kk.utb of liblouis; a
second source, Wikipedia's "Kazakh Braille", was found for і, ұ and ә only). Russian does not mark
capitals in running text (GOST R 58511-2019, 6.1.1, note 1), English does (Unified English Braille).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tts.braille.manner import GRADES
from tts.text.languages import is_cyrillic_elsewhere

_KAZAKH_LETTERS = re.compile("[әғқңөұүһі]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A way to write a language: its table, and the signs that we need of it.

    `raised` and `lowered` announce a number above or below the line, `unknown` stands for what
    nobody knows, `divided` ends a line in the midst of a word, `note` announces a note mark,
    `aside` are the signs around words that are not the author's.
    """

    file: str
    is_cyrillic: bool
    raised: str
    lowered: str
    unknown: str
    divided: str
    note: str
    aside: tuple[str, str]
    stand_ins: Mapping[str, str]


_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₋", "0123456789-", strict=True))
_EVERYWHERE = {"ı": "i", "ŀ": "l", "ﬁ": "fi", "ﬂ": "fl"}
_IN_CYRILLIC = {
    **_EVERYWHERE,
    "₸": "тг", "‰": "⠼⠴⠴", "™": "(TM)", "Ə": "Ә", "ə": "ә", "ґ": "г", "Ґ": "Г", "ў": "у", "Ў": "У",
    "●": "•", "▪": "•", "‣": "•",
}  # fmt: skip
_IN_ENGLISH = {**_EVERYWHERE, "₸": "KZT", "₽": "RUB", "№": "No.", "„": "“", "‰": "⠨⠴⠴"}


def _cyrillic(file: str) -> Table:
    """Russian braille and what is built on it. Source: GOST R 58511-2019; ru-litbrl.ctb."""
    return Table(
        file=file,
        is_cyrillic=True,
        raised="⠌",
        lowered="⠡",
        unknown="⠿",
        divided="⠤",
        note="⠔",
        aside=("⠷", "⠾"),
        stand_ins=_IN_CYRILLIC,
    )


def _english(grade: int) -> Table:
    """Unified English Braille. Source: The Rules of UEB, 3.26, 3.27, 6.10, 16.2."""
    return Table(
        file=f"en-ueb-g{grade}.ctb",
        is_cyrillic=False,
        raised="⠰⠔",
        lowered="⠰⠢",
        unknown="⠼⠹",
        divided="⠐",
        note="⠰⠔",
        aside=("⠈⠨⠣", "⠈⠨⠜"),
        stand_ins=_IN_ENGLISH,
    )


KAZAKH, RUSSIAN = _cyrillic("kk.utb"), _cyrillic("ru-litbrl.ctb")
_OF_LANGUAGE = {"kk": KAZAKH, "ru": RUSSIAN}
_ENGLISH = {grade: _english(grade) for grade in GRADES}
TABLE_FILES = tuple(table.file for table in (KAZAKH, RUSSIAN, *_ENGLISH.values()))
"""Every table that a book of ours may need."""


def table_of(language: str, grade: int) -> Table:
    """The table of a language: its own, Russian for others in Cyrillic, English for the rest."""
    primary = language.partition("-")[0].lower()
    if primary in _OF_LANGUAGE:
        return _OF_LANGUAGE[primary]
    return RUSSIAN if is_cyrillic_elsewhere(language) else _ENGLISH[grade]


def cyrillic_table(text: str) -> Table:
    """The table for words in Cyrillic of which nobody says the language."""
    return KAZAKH if _KAZAKH_LETTERS.search(text) else RUSSIAN


def raised_digits(character: str) -> tuple[str, bool] | None:
    """The plain digit of a raised or lowered one, and whether it is raised; None for others."""
    if character in _RAISED:
        return _RAISED[character], True
    return (_LOWERED[character], False) if character in _LOWERED else None


def raised(text: str) -> str:
    """A number above the line, in the characters that say so: 2 is ²."""
    return text.translate(_TO_RAISED)


def lowered(text: str) -> str:
    """A number below the line: 2 is ₂."""
    return text.translate(_TO_LOWERED)


_TO_RAISED = {ord(digit): sign for sign, digit in _RAISED.items()}
_TO_LOWERED = {ord(digit): sign for sign, digit in _LOWERED.items()}
