"""Russian numbers in words: how many, which one, in the case and gender that is asked.

A case is the first letter of its name in num2words: n, g, d, a, i, p. A thousand that leads a
number is said without "одна", as in speech (тысяча девятьсот).
"""

import re
from functools import lru_cache

from num2words import num2words

LONGEST = 15
"""Digits of the longest number that is said as one; a longer one is said digit by digit."""
_LEADING_ONE = re.compile(r"одн(?:а|ой|у) (?=тысяч)")
_JOINED = {1: "одно", 40: "сорока", 90: "девяносто", 100: "сто"}


@lru_cache(maxsize=4096)
def cardinal(number: int, case: str = "n", gender: str = "m") -> str:
    """How many: 21 книга is двадцать одна."""
    words = str(num2words(number, lang="ru", case=case, gender=gender))
    found = _LEADING_ONE.match(words)
    return words[found.end() :] if found else words


@lru_cache(maxsize=4096)
def ordinal(number: int, case: str = "n", gender: str = "m", *, is_many: bool = False) -> str:
    """Which one: пятая, двадцать первом, девяностые."""
    return str(num2words(number, to="ordinal", lang="ru", case=case, gender=gender, plural=is_many))


def digits_in_words(digits: str, case: str = "n", gender: str = "m") -> str:
    """A run of the digits 0 to 9: as a number, after each zero that leads it.

    A run too long for a name is said digit by digit.
    """
    if len(digits) > LONGEST:
        return " ".join(cardinal(int(digit)) for digit in digits)
    significant = digits.lstrip("0")
    zeros = ["ноль"] * (len(digits) - len(significant))
    return " ".join([*zeros, cardinal(int(significant), case, gender)] if significant else zeros)


@lru_cache(maxsize=1024)
def joined(number: int) -> str:
    """A number as the first part of a word: двадцати(летний), сто(летие), двух(томный)."""
    thousands, below_thousand = divmod(number, 1000)
    hundreds, rest = divmod(below_thousand, 100)
    parts = [(joined(thousands) if thousands > 1 else "") + "тысяче"] if thousands else []
    if hundreds:
        parts.append(_joined_part(100 * hundreds))
    if rest > 20:
        parts.append(_joined_part(rest // 10 * 10))
        rest %= 10
    return "".join([*parts, _joined_part(rest)] if rest else parts)


def _joined_part(number: int) -> str:
    return _JOINED.get(number) or cardinal(number, "g")


def side_by_side(one: str, other: str) -> str:
    """Two short numbers are said in one breath (три-пять), longer ones with a rest between."""
    return f"{one}-{other}" if " " not in one + other else f"{one} — {other}"


def one_of(number: int, one: str, few: str, many: str) -> str:
    """The noun that a number counts: 21 рубль, 22 рубля, 25 рублей."""
    if number % 100 in range(11, 15) or number % 10 in (0, 5, 6, 7, 8, 9):
        return many
    return one if number % 10 == 1 else few
