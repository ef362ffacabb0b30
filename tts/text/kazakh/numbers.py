"""Numbers in Kazakh words: how many, which one, how much of one.

A thousand and a hundred that lead a number are said alone (мың тоғыз жүз), as in speech; "бір" is
said only where it tells a group from its neighbour (бір миллион бір мың).
"""

from functools import lru_cache

from tts.text.kazakh.endings import is_front

_ONES = ("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_GROUPS = ("", "мың", "миллион", "миллиард", "триллион")
_ZERO = "нөл"
LONGEST = 3 * len(_GROUPS)
"""Digits of the longest number that has a name here; a longer one is said digit by digit."""
_OF_ONE = (
    "", "оннан", "жүзден", "мыңнан", "он мыңнан", "жүз мыңнан", "миллионнан"
)  # fmt: skip
_TOGETHER = ("", "біреу", "екеу", "үшеу", "төртеу", "бесеу", "алтау", "жетеу")
_VOWELS = frozenset("аеыі")


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """How many: 21 is жиырма бір. Raises ValueError below 0 and from 10**15."""
    if not 0 <= number < 10**LONGEST:
        raise ValueError(f"{number} has no name here")
    if number == 0:
        return _ZERO
    words: list[str] = []
    for place in reversed(range(len(_GROUPS))):
        group = number // 1000**place % 1000
        if not group:
            continue
        if not (place == 1 and group == 1 and not words):
            words.append(_below_thousand(group))
        words.append(_GROUPS[place])
    return " ".join(filter(None, words))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    leading = [_ONES[hundreds] if hundreds > 1 else "", "жүз"] if hundreds else []
    return " ".join(filter(None, [*leading, _TENS[rest // 10], _ONES[rest % 10]]))


def ordinal(number: int) -> str:
    """Which one: 21 is жиырма бірінші. Raises ValueError below 0 and from 10**15."""
    return as_ordinal(cardinal(number))


def as_ordinal(words: str) -> str:
    """A number in words made "which one" by its last word."""
    if words.endswith("жиырма"):
        return words + "сыншы"
    if words.endswith("қырық"):
        return words.removesuffix("ық") + "қыншы"
    ending = "нші" if is_front(words) else "ншы"
    return words + (ending if words[-1] in _VOWELS else ending[-1] + ending)


def together(number: int) -> str | None:
    """That many as one company, бесеу; there are such words from one to seven."""
    return _TOGETHER[number] if 1 <= number < len(_TOGETHER) else None


def digits_in_words(digits: str) -> str:
    """A run of the digits 0 to 9: as a number, after each zero that leads it.

    A run too long for a name is said digit by digit.
    """
    if len(digits) > LONGEST:
        return " ".join(_ONES[int(digit)] or _ZERO for digit in digits)
    significant = digits.lstrip("0")
    zeros = [_ZERO] * (len(digits) - len(significant))
    return " ".join([*zeros, cardinal(int(significant))] if significant else zeros)


def decimal(whole: str, after_comma: str) -> str:
    """A decimal fraction: 3,14 is үш бүтін жүзден он төрт.

    Beyond millionths the digits after the comma are said one by one.
    """
    if len(after_comma) >= len(_OF_ONE):
        spelt = " ".join(_ONES[int(digit)] or _ZERO for digit in after_comma)
        return f"{digits_in_words(whole)} бүтін {spelt}"
    part = cardinal(int(after_comma))
    return f"{digits_in_words(whole)} бүтін {_OF_ONE[len(after_comma)]} {part}"
