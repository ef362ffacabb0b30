"""The Russian letters, what they are called, and how short forms are written with them."""

import re
from collections.abc import Iterable

LETTER = "А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі"
CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІ"
SMALL = "а-яёәғқңөұүһі"
GAP = "[ \u00a0\u2009\u202f]"
DASH = "[-‐‑–—−]"
_NAMES = {
    "Б": "бэ", "В": "вэ", "Г": "гэ", "Д": "дэ", "Ж": "жэ", "З": "зэ", "Й": "ий", "К": "ка",
    "Л": "эл", "М": "эм", "Н": "эн", "П": "пэ", "Р": "эр", "С": "эс", "Т": "тэ", "Ф": "эф",
    "Х": "ха", "Ц": "цэ", "Ч": "че", "Ш": "ша", "Щ": "ща", "Ғ": "гэ", "Қ": "ка", "Ң": "эн",
    "Һ": "ха",
}  # fmt: skip
VOWELS = "АЕЁИОУЫЭЮЯӘӨҰҮІ"
"""The capital ones, Kazakh ones among them."""


def written_forms(forms: Iterable[str]) -> str:
    """A pattern for short forms, with or without spaces after their inner full stops."""
    return "|".join(
        re.escape(form[:-1]).replace(r"\.", rf"\.{GAP}?").replace(r"\ ", GAP) + re.escape(form[-1])
        for form in sorted(forms, key=len, reverse=True)
    )


def as_written(short: str, words: str) -> str:
    """The words small or with a capital, as their short form was."""
    return words[0].upper() + words[1:] if short[0].isupper() else words


def letter_name(letter: str) -> str:
    """What a capital letter is called; a vowel is called by its sound, and stays."""
    return _NAMES.get(letter, letter)
