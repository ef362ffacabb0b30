"""What is counted or told apart by a number before it: 320 с., на 5 этаже, 5–11 классы, 5–7."""

import re

from tts.text.russian.letters import CAPITAL, DASH, GAP, LETTER
from tts.text.russian.nouns import NOUNS, case_asked
from tts.text.russian.numbers import digits_in_words, one_of, ordinal, side_by_side
from tts.text.russian.stops import stop_at

_COUNTED_SHORT = {
    "с": "страница", "стр": "страница", "экз": "экземпляр", "чел": "человек", "шт": "штука",
    "мес": "месяц", "т": "том", "кн": "книга", "ед": "единица", "гл": "глава", "вып": "выпуск",
    "кв": "квартира", "илл": "иллюстрация", "ил": "иллюстрация", "табл": "таблица",
    "рис": "рисунок", "л": "лист", "коп": "копейка", "сек": "секунда", "мин": "минута",
}  # fmt: skip
_AFTER_NUMBER = re.compile(
    rf"(?<![\w.,])(\d{{1,9}}){GAP}?({'|'.join(sorted(_COUNTED_SHORT, key=len, reverse=True))})\."
    rf"(?![{LETTER}\d]|{GAP}?\d)"
)
_SPOONS = re.compile(
    rf"((?<![\w.,–—-])(?:\d{{1,2}}{DASH})?)(\d{{1,3}})({GAP}?)(ст|ч)\.{GAP}?л(?:\.|ож\.)"
)
_GRAMS = re.compile(rf"((?<![\w.,–—-])\d{{1,5}}{GAP}?{DASH}{GAP}?\d{{1,5}}){GAP}?г(?![\w.])")
_BARE_RANGE = re.compile(
    rf"(?<![\w.,/:–—-])(?<![-–—] )(\d{{1,6}}){GAP}?[-–—]{GAP}?(\d{{1,6}})"
    rf"(?=[,;:)»!?…](?!\d)|\.(?!\d)|\Z)(?!,\d)"
)
_LAST_YEAR = 2200
_EACH = re.compile(r"(?i)(?<!\w)по[ \u00a0]\Z")
_STOREYS = "этаж|класс|курс|век|том|подъезд|разряд|тур|семестр|вагон|акт"
_BY_ENDING = {"": "n", "е": "p", "у": "d", "ом": "i", "а": "g"}
_STOREY = re.compile(rf"(?<![\w.,–—-])(\d{{1,2}}){GAP}({_STOREYS})(е|у|ом|а|)(?![{LETTER}])")
_CLASS = re.compile(rf"(?<![\w.,–—-])(\d{{1,2}}){GAP}?([«\"“][{CAPITAL}][»\"”])")
_ENDS_IN_ONE_TO_FOUR = re.compile(r"(?:\A|[^1])[1-4]\Z")
_STOREYS_OF_MANY = re.compile(
    rf"(?<![\w.,–—-])(\d{{1,2}}){GAP}?{DASH}{GAP}?(\d{{1,2}}){GAP}"
    rf"((?:класс|курс|этаж)(ы|и|ов|ей|ам|ами|ах))(?![{LETTER}])"
)
_CASE_OF_MANY = {"ы": "n", "и": "n", "ов": "g", "ей": "g", "ам": "d", "ами": "i", "ах": "p"}


def counted_in_words(text: str) -> str:
    """The text with short forms behind a number in full, and with storeys and classes in words."""
    text = _SPOONS.sub(_spoons, text)
    text = _GRAMS.sub(r"\1 граммов", text)
    if "." in text:
        text = _AFTER_NUMBER.sub(_counted, text)
    text = _STOREYS_OF_MANY.sub(_storeys, text)
    return _CLASS.sub(_class, _STOREY.sub(_storey, text))


def bare_ranges_in_words(text: str) -> str:
    """The text with ranges in words that no noun follows: years as such, else plain numbers."""
    return _BARE_RANGE.sub(_bare_range, text)


def _bare_range(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    case = case_asked(found.string, found.start())
    if len(found[1]) == len(found[2]) == 4 and first < last < _LAST_YEAR:
        return f"{ordinal(first, case)} — {ordinal(last, case)}"
    case = case if case in "gdi" else "n"
    return side_by_side(digits_in_words(found[1], case), digits_in_words(found[2], case))


def _spoons(found: re.Match[str]) -> str:
    number, kind = int(found[2]), "столов" if found[4] == "ст" else "чайн"
    words = one_of(number, f"{kind}ая ложка", f"{kind}ые ложки", f"{kind}ых ложек")
    return found[1] + found[2] + found[3] + words


def _counted(found: re.Match[str]) -> str:
    """320 с., в 3 т.; but "т." and "с." with no preposition are tonnes and pages."""
    short = found[2]
    case = case_asked(found.string, found.start())
    if short == "т" and case != "p":
        return found[0]
    noun = NOUNS[_COUNTED_SHORT[short]]
    case = "n" if case == "d" and _EACH.search(found.string[: found.start()][-4:]) else case
    stop = stop_at(found.string, found.end())
    number = int(found[1])
    words = noun.counted(number, "n" if case == "p" and short in ("с", "сек", "мин") else case)
    return f"{found[1]} {words}{stop}"


def _storey(found: re.Match[str]) -> str:
    """5 этаж, на 1 этаже; but 2 этажа are counted."""
    ending = found[3]
    if ending == "а" and _ENDS_IN_ONE_TO_FOUR.search(found[1]):
        return found[0]
    if ending == "" and found[1].endswith("1") and found[1] != "11":
        return found[0]
    return f"{ordinal(int(found[1]), _BY_ENDING[ending])} {found[2]}{ending}"


def _class(found: re.Match[str]) -> str:
    case = case_asked(found.string, found.start())
    return f"{ordinal(int(found[1]), case)} {found[2]}"


def _storeys(found: re.Match[str]) -> str:
    """5–11 классы: пятые-одиннадцатые."""
    case = _CASE_OF_MANY[found[4]]
    one, other = (ordinal(int(number), case, is_many=True) for number in found.group(1, 2))
    return f"{side_by_side(one, other)} {found[3]}"
