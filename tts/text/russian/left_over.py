"""What the library leaves, or words otherwise than a reader: figures, stops, ranges."""

import re
from itertools import chain

from tts.text.russian.letters import SMALL
from tts.text.russian.numbers import cardinal, digits_in_words, ordinal

_DECIMAL = re.compile(r"(?<![\d,])(\d{1,12}),(\d{1,6})(?![\d,])")
_DIGITS = re.compile(r"\d+")
_OF_ONE = ("десят", "сот", "тысячн", "десятитысячн", "стотысячн", "миллионн")
_BEFORE_ONE = frozenset(
    cardinal(number) for number in (*range(20, 100, 10), *range(100, 1000, 100))
)
_ONE_THOUSAND = re.compile(rf"(?<![{SMALL}-])([{SMALL}]+ )?([Оо])дн(?:а|ой|у) (?=тысяч(?!н))")
_SINGLE = frozenset(
    chain.from_iterable(
        (
            cardinal(n, case),
            cardinal(n, case, "f"),
            ordinal(n, case),
            ordinal(n, case, "f"),
            ordinal(n, case, "n"),
        )
        for n in (*range(1, 21), *range(30, 100, 10), *range(100, 1000, 100))
        for case in "ngdip"
    )
)
_RANGE = re.compile(
    rf"(?<![{SMALL}])((?:[{SMALL}]+ )?)([{SMALL}]+) — ([{SMALL}]+)(?= ?([{SMALL}]*))"
)
_FEW = {"двух": "две", "трёх": "три", "четырёх": "четыре"}
_FEW_THOUSAND = re.compile(r"(?<!\w)(двух|трёх|четырёх) (тысячи)(?!\w)")
_GRAMS = re.compile(rf"((?<![{SMALL}])[{SMALL}]+ )((?:кило|милли)?грамм)(?![{SMALL}])")
_TO_THE_SECOND = re.compile(r"(?<!\w)([вВсСкК]) (?=втор[оыу])")
_DOTS = re.compile(rf"…(?=[{SMALL}])")
_WITH_A_HUNDRED = re.compile(r"(?<!\w)([сС]) (?=ст[оа](?!\w))")


def without_digits(text: str) -> str:
    """The text with any digits still left in words, with a space to their neighbours."""
    if not _DIGITS.search(text):
        return text
    text = _DECIMAL.sub(lambda found: _apart(found, _decimal(found[1], found[2])), text)
    return _DIGITS.sub(lambda found: _apart(found, _digits(found[0])), text)


def _digits(digits: str) -> str:
    return digits_in_words("".join(str(int(digit)) for digit in digits))


def _decimal(whole: str, part: str) -> str:
    """3,14: три целых четырнадцать сотых."""
    units = "целая" if whole[-1] == "1" and whole[-2:] != "11" else "целых"
    ending = "ая" if part[-1] == "1" and part[-2:] != "11" else "ых"
    return (
        f"{digits_in_words(whole, gender='f')} {units} "
        f"{cardinal(int(part), 'n', 'f')} {_OF_ONE[len(part) - 1]}{ending}"
    )


def _apart(found: re.Match[str], words: str) -> str:
    text, start, end = found.string, found.start(), found.end()
    before = " " * (start > 0 and (text[start - 1].isalnum() or text[start - 1] in ",;:."))
    return before + words + " " * (end < len(text) and text[end].isalnum())


def with_numbers_mended(text: str) -> str:
    """Words of the library as readers say them.

    A leading "одна" goes (тысяча девятьсот), short ranges are said in one breath (пять-шесть),
    граммов and килограммов in full, "со второго", "во втором", "со ста".
    """
    text = _ONE_THOUSAND.sub(_one_thousand, text)
    if " — " in text:
        text = _RANGE.sub(_range, text)
    text = _FEW_THOUSAND.sub(lambda found: f"{_FEW[found[1]]} {found[2]}", text)
    text = _GRAMS.sub(_grams, text)
    text = _TO_THE_SECOND.sub(r"\1о ", text)
    text = _WITH_A_HUNDRED.sub(r"\1о ", text)
    return _DOTS.sub("… ", text)


def _one_thousand(found: re.Match[str]) -> str:
    if found[1] and found[1].strip() in _BEFORE_ONE:
        return found[0]
    return found[1] or ""


def _range(found: re.Match[str]) -> str:
    before, one, other, after = found.groups()
    is_short = {one, other} <= _SINGLE and not _is_number(before.strip()) and after not in _SINGLE
    return f"{before}{one}-{other}" if is_short else found[0]


def _is_number(word: str) -> bool:
    return word in _SINGLE or word.startswith(("тысяч", "миллион", "миллиард", "двадцат"))


def _grams(found: re.Match[str]) -> str:
    return found[0] if found[1] in ("один ", "каждый ", "за ", "на ") else found[0] + "ов"


def with_stop_of(written: str, spoken: str) -> str:
    """The spoken text with the full stop that ended the written one: "1991 г."."""
    stops = written.rstrip('\u00a0 \n»”")]')
    bare = spoken.rstrip('\u00a0 \n»”")]')
    if stops.endswith(".") and bare and bare[-1] not in ".!?…":
        return bare + "." + spoken[len(bare) :]
    return spoken
