"""Characters before words: what is not heard goes, every digit is 0 to 9, powers are said."""

import re
import unicodedata

from tts.text.plain_figures import in_plain_figures
from tts.text.russian.letters import GAP

_UNHEARD = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]")
_HYPHENS = str.maketrans("‐‑", "--")
_STRESS = re.compile("[\u0300\u0301](?<=[Ѐ-ӿ].)")
_MIXED_SCRIPTS = re.compile("[а-яё][A-Za-z]|[A-Za-z][а-яё]")
_WORD = re.compile("[A-Za-zА-Яа-яЁё]{3,}")
_LOOKALIKES = "ABCEHKMOPTXaceopxy"
_CYRILLIC = str.maketrans(_LOOKALIKES, "АВСЕНКМОРТХасеорху")
_UNUSUAL = re.compile(r"[^\x00-\x7f\u0400-\u04ff\u2010-\u2027«»№\u00a0\u202f\u2009½¼¾⅐-⅞°§€₸₽²³]")
_POWER = re.compile(r"(?<=[A-Za-z0-9)])([⁰¹²³⁴-⁹]+)")
_POWERS = {"²": " в квадрате", "³": " в кубе"}
_RAISED = "⁰¹⁴⁵⁶⁷⁸⁹"
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BY_SPACES = re.compile(rf"(?<![\d.,/-])\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)")
_BY_SIGNS = re.compile(r"(?<![\d.,/-])\d{1,3}(?:\.\d{3}){2,}(?![\d.])|"
                       r"(?<![\d.,/-])\d{1,3}(?:,\d{3}){2,}(?![\d,])")  # fmt: skip
_LONG_RUN = re.compile(r"(?<![\d.,])\d{11,40}(?![\d.,]*\d)")
_IN_THREES = re.compile(r"\d{1,3}")
_NEIGHBOURS = re.compile(rf"(?<=\d){GAP}(?=\d)")
_NOT_DIGIT = re.compile(r"\D")
_LEADING_ZEROS = re.compile(r"(?<![\w.,:/-])(0{1,15})(?=\d)(?!\d{0,15}[.,:/]\d)")
_POINTS = re.compile(r"(?<![\d.,])\d+(?:\.\d+){2,}(?![\d,])")


def tidied(text: str) -> str:
    """Composed (NFC), without stress marks and unseen signs, with digits 0 to 9 only."""
    text = text.translate(_HYPHENS)
    text = unicodedata.normalize("NFC", _STRESS.sub("", _UNHEARD.sub("", text)))
    if _MIXED_SCRIPTS.search(text):
        text = _WORD.sub(_of_one_script, text)
    return _UNUSUAL.sub(_usual, text) if _UNUSUAL.search(text) else text


def _of_one_script(found: re.Match[str]) -> str:
    """A Cyrillic word with Latin letters of the same look among its own, all in Cyrillic."""
    word = found[0]
    latin = [letter for letter in word if letter.isascii()]
    is_mistyped = 2 * len(latin) <= len(word) and set(latin) <= set(_LOOKALIKES)
    return word.translate(_CYRILLIC) if is_mistyped else word


def powers_in_words(text: str) -> str:
    """10² in words; behind a unit (м²) the sign stays for the one who reads measures."""
    return _POWER.sub(_power, text)


def _power(found: re.Match[str]) -> str:
    return _POWERS.get(found[1]) or f" в степени {found[1].translate(_RAISED_DIGITS)}"


def _usual(found: re.Match[str]) -> str:
    return found[0] if found[0] in _RAISED else in_plain_figures(found[0])


def without_groups(text: str) -> str:
    """Grouped thousands in one run: 12 345 is 12345. A long run is a code, said in threes."""
    text = _LONG_RUN.sub(lambda found: ", ".join(_IN_THREES.findall(found[0])), text)
    text = _BY_SPACES.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)
    return _BY_SIGNS.sub(lambda found: _NOT_DIGIT.sub("", found[0]), text)


def zeros_and_points_in_words(text: str) -> str:
    """Zeros that lead a number (007) and full stops inside one (пункт 1.2.3) said."""
    text = _NEIGHBOURS.sub(", ", text)
    text = _POINTS.sub(lambda found: found[0].replace(".", " точка "), text)
    return _LEADING_ZEROS.sub(lambda found: "ноль " * len(found[1]), text)
