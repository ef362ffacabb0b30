"""Numbers of a formula: as the room of their language reads them, and where grammar bends them.

In Kazakh and English figures stay figures, because what comes after puts them in words. In Russian
that room makes a number agree with the word behind it ("пятый интеграл"), so whole numbers are put
in words here, in the case that the sign before them asks for. A fraction of small numbers, what a
limit tends to and a count of degrees are bent here for every language.
"""

import re

_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?:[.,]\d+)?")
LARGEST_PART = 12

_RU_ABOVE = [
    "ноль",
    "одна",
    "две",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
]
_RU_BELOW = [
    "вторая",
    "вторых",
    "третья",
    "третьих",
    "четвёртая",
    "четвёртых",
    "пятая",
    "пятых",
    "шестая",
    "шестых",
    "седьмая",
    "седьмых",
    "восьмая",
    "восьмых",
    "девятая",
    "девятых",
    "десятая",
    "десятых",
    "одиннадцатая",
    "одиннадцатых",
    "двенадцатая",
    "двенадцатых",
]
_RU_TO = [
    "нулю",
    "единице",
    "двум",
    "трём",
    "четырём",
    "пяти",
    "шести",
    "семи",
    "восьми",
    "девяти",
    "десяти",
]
_RU_NOTHING = {"n": "ноль", "g": "нуля", "d": "нулю"}
_RU_ROOT = ["третьей", "четвёртой", "пятой", "шестой", "седьмой", "восьмой", "девятой", "десятой"]
_EN_ABOVE = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
]
_EN_BELOW = [
    "half",
    "third",
    "quarter",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_EN_ROOT = ["cube", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_KK_ROOT = [
    "үшінші",
    "төртінші",
    "бесінші",
    "алтыншы",
    "жетінші",
    "сегізінші",
    "тоғызыншы",
    "оныншы",
]

_COUNTED = {
    ("ru", "degree"): ("градус", "градуса", "градусов"),
    ("ru", "minute"): ("минута", "минуты", "минут"),
    ("ru", "second"): ("секунда", "секунды", "секунд"),
    ("ru", "percent"): ("процент", "процента", "процентов"),
    ("kk", "degree"): ("градус",) * 3,
    ("kk", "minute"): ("минут",) * 3,
    ("kk", "second"): ("секунд",) * 3,
    ("kk", "percent"): ("пайыз",) * 3,
    ("en", "degree"): ("degree", "degrees", "degrees"),
    ("en", "minute"): ("minute", "minutes", "minutes"),
    ("en", "second"): ("second", "seconds", "seconds"),
    ("en", "percent"): ("percent",) * 3,
}


def is_number(text: str) -> bool:
    """Whether a token is figures that every language reads as one number."""
    return _NUMBER.fullmatch(text) is not None


def number_in_figures(text: str, language: str) -> str:
    """The number with the decimal sign that its language reads."""
    decimal = _DECIMAL.fullmatch(text)
    if not decimal:
        return text
    whole, part = decimal.groups()
    if language != "en":
        return f"{whole},{part}"
    is_group = "," in text and len(part) == 3 and len(whole) <= 3 and whole != "0"
    return text if is_group else f"{whole}.{part}"


def is_small_fraction(above: str, below: str) -> bool:
    """Whether a fraction is said in words of its own."""
    if not (above.isdecimal() and below.isdecimal() and len(above) < 3 and len(below) < 3):
        return False
    return 0 < int(above) < LARGEST_PART and 1 < int(below) <= LARGEST_PART


def number_in_words(text: str, language: str, case: str = "n") -> str:
    """The number as it is said beside signs and letters; `case` is "n", "g" or "d" (Russian)."""
    if language != "ru" or not (text.isascii() and text.isdecimal()):
        return number_in_figures(text, language)
    from tts.text.russian.numbers import digits_in_words  # noqa: PLC0415 - as in respelling

    return _RU_NOTHING[case] if text == "0" else digits_in_words(text, case)


def fraction_in_words(above: str, below: str, language: str) -> str | None:
    """A fraction of small numbers in its own words: "две третьих"; None for any other."""
    if not is_small_fraction(above, below):
        return None
    top, bottom = int(above), int(below)
    if language == "ru":
        return f"{_RU_ABOVE[top]} {_RU_BELOW[2 * (bottom - 2) + (top > 1)]}"
    if language == "kk":
        return f"{_with_ending(_cardinal(bottom), 'ден')} {_cardinal(top)}"
    part = _EN_BELOW[bottom - 2]
    many = "halves" if part == "half" else part + "s"
    return f"{_EN_ABOVE[top]} {part if top == 1 else many}"


def whole_part(text: str, language: str) -> str | None:
    """The whole part of a mixed number with its noun, where it has one; None where it has not."""
    if language != "ru" or not text.isdecimal() or len(text) > 9:
        return None
    number = int(text)
    if number in (1, 2):
        return ("одна целая", "две целых")[number - 1]
    is_bent = number % 10 in (1, 2) and number % 100 not in (11, 12)
    return None if is_bent else f"{number_in_words(text, language)} целых"


def counted(text: str, noun: str, language: str) -> str:
    """The form of a noun ("degree", "minute", "second", "percent") after a number."""
    one, few, many = _COUNTED[language, noun]
    if not text.isdecimal():
        return few if is_number(text) else many
    last, tens = int(text[-1]), int(text[-2:])
    if language == "en":
        return one if text == "1" else many
    if last == 1 and tens != 11:
        return one
    return few if last in (2, 3, 4) and tens not in (12, 13, 14) else many


def root_ordinal(text: str, language: str) -> str | None:
    """ "третьей" of the third root; None for one without a name of its own."""
    if not text.isdecimal() or len(text) > 2 or not 3 <= int(text) <= 10:
        return None
    return {"ru": _RU_ROOT, "kk": _KK_ROOT, "en": _EN_ROOT}[language][int(text) - 3]


def towards(text: str, said: str, language: str) -> str:
    """What something tends to, in the case that its language asks for; `said` are its words."""
    is_small = text.isdecimal() and len(text) < 3
    if language == "ru":
        if text == "∞":
            return "бесконечности"
        return _RU_TO[int(text)] if is_small and int(text) < len(_RU_TO) else said
    if language == "kk":
        return _with_ending(_cardinal(int(text)) if is_small else said, "ға")
    return said


def _cardinal(number: int) -> str:
    from tts.text.kazakh.numbers import cardinal  # noqa: PLC0415 - as in respelling

    return cardinal(number)


def _with_ending(words: str, ending: str) -> str:
    from tts.text.kazakh.endings import with_ending  # noqa: PLC0415 - as in respelling

    return with_ending(words, ending) or words
