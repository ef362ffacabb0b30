"""A sentence in the three languages of the line."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say. Words in braces stand for facts; `{key}` for the key to press.

    The order of languages is that of the menu: Kazakh, Russian, English.
    """

    kk: str
    ru: str
    en: str

    def within(self, language: str) -> str:
        """The sentence in one language; Kazakh where the line does not speak it."""
        match language:
            case "ru":
                return self.ru
            case "en":
                return self.en
            case _:
                return self.kk


LANGUAGES = ("kk", "ru", "en")

KEYS: Mapping[str, Mapping[str, str]] = {
    "kk": {
        "0": "нөлді", "1": "бірді", "2": "екіні", "3": "үшті", "4": "төртті", "5": "бесті",
        "6": "алтыны", "7": "жетіні", "8": "сегізді", "9": "тоғызды", "*": "жұлдызшаны",
        "#": "торды",
    },
    "ru": {
        "0": "ноль", "1": "один", "2": "два", "3": "три", "4": "четыре", "5": "пять",
        "6": "шесть", "7": "семь", "8": "восемь", "9": "девять", "*": "звёздочку",
        "#": "решётку",
    },
    "en": {
        "0": "zero", "1": "one", "2": "two", "3": "three", "4": "four", "5": "five",
        "6": "six", "7": "seven", "8": "eight", "9": "nine", "*": "star", "#": "hash",
    },
}  # fmt: skip
"""A key after the word "press"."""
