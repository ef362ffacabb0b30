"""What is numbered: глава 5, т. 2, с. 10–12, № 5, § 3, на 5 этаже; and what is counted short."""

import re

from tts.text.kazakh.roman import value
from tts.text.russian.letters import CAPITAL, CLOSED, DASH, GAP, LETTER, SMALL, letter_name
from tts.text.russian.nouns import NOUNS, Noun, case_asked
from tts.text.russian.numbers import cardinal, digits_in_words, ordinal

_SHORT = {
    "гл": "глава", "ч": "часть", "т": "том", "кн": "книга", "изд": "издание", "с": "страница",
    "стр": "страница", "рис": "рисунок", "табл": "таблица", "илл": "иллюстрация",
    "ил": "иллюстрация", "вып": "выпуск", "п": "пункт", "ст": "статья", "разд": "раздел",
    "прил": "приложение", "прим": "примечание", "д": "дом", "кв": "квартира", "корп": "корпус",
    "к": "корпус", "оф": "офис", "каб": "кабинет", "ауд": "аудитория", "эт": "этаж",
    "под": "подъезд", "абз": "абзац", "л": "лист", "ф": "фонд", "оп": "опись", "илл": "иллюстрация",
}  # fmt: skip
_MANY = {"пп": "пункт", "гл": "глава", "стр": "страница", "сс": "страница", "рис": "рисунок",
         "с": "страница", "табл": "таблица", "ст": "статья", "чч": "часть"}  # fmt: skip
_WITH_ORDINAL = frozenset({"глава", "часть", "том", "книга", "издание", "действие"})
_BEFORE_NUMBER = re.compile(
    rf"(?<![\w.-])({'|'.join(sorted({*_SHORT, *_MANY}, key=len, reverse=True))})"
    rf"\.{GAP}?(\d{{1,5}})(?:{GAP}?{DASH}{GAP}?(\d{{1,5}}))?(?![\d-]|[.,]\d)",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    rf"(№{{1,2}}|§{{1,2}}|N[o°º]\.?|#){GAP}?(?=\d)(\d+)(?:{GAP}?{DASH}{GAP}?(\d+))?"
    rf"(?:[-‐‑]([{CAPITAL}{SMALL}]|[IVX]{{1,4}})(?!\w))?(?=({GAP}и{GAP}\d)?)(?![\d]|[.,]\d)"
)
_IN_FULL = {
    form: (noun, case)
    for name in ("глава", "часть", "том", "книга", "действие")
    for noun in (NOUNS[name],)
    for case, form in reversed(list(zip("ngdaip", noun.one, strict=True)))
}
for _name, _forms in {
    "урок": "урок урока уроку урок уроком уроке", "лекция": "лекция лекции лекции лекцию лекцией "
    "лекции", "сцена": "сцена сцены сцене сцену сценой сцене", "песнь": "песнь песни песни песнь "
    "песнью песни", "акт": "акт акта акту акт актом акте",
}.items():  # fmt: skip
    _gender = "m" if _name in ("урок", "акт") else "f"
    _those = Noun(_gender, tuple(_forms.split()), ())
    for _case, _form in reversed(list(zip("ngdaip", _those.one, strict=True))):
        _IN_FULL[_form] = (_those, _case)
_HEADED = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(_IN_FULL, key=len, reverse=True))}){GAP}(\d{{1,3}})"
    rf"(?=\.?(?:\Z|\n|{GAP}{DASH})|[,.:;)»!?](?!\d))",
    re.IGNORECASE,
)
_PAGES_IN_FULL = re.compile(
    rf"(?<![\w-])(страниц[аеуы]|страницей|рисун(?:ок|ке|ка)|таблиц[аеуы]|пункт[аеу]?|стать[яеию]|"
    rf"параграф[аеу]?|квартир[аеуы]|дом[ау]?|страниц(?:ах|ы|ам)|номер[ауе]?){GAP}(\d{{1,4}})"
    rf"(?:{GAP}?{DASH}{GAP}?(\d{{1,4}}))?(?=[,.:;)»!?]|\Z|{GAP}и{GAP})(?!,\d|\.\d)",
    re.IGNORECASE,
)
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
_EACH = re.compile(r"(?i)(?<!\w)по[ \u00a0]\Z")
_STOREYS = "этаж класс курс век том подъезд разряд тур семестр вагон акт"
_BY_ENDING = {"": "n", "е": "p", "у": "d", "ом": "i", "а": "g"}
_STOREY = re.compile(
    rf"(?<![\w.,–—-])(\d{{1,2}}){GAP}({'|'.join(_STOREYS.split())})(е|у|ом|а|)(?![{LETTER}])"
)
_CLASS = re.compile(rf"(?<![\w.,–—-])(\d{{1,2}}){GAP}?([«\"“][{CAPITAL}][»\"”])")
_ENDS_IN_ONE_TO_FOUR = re.compile(r"(?:\A|[^1])[1-4]\Z")


def numbering_in_words(text: str) -> str:
    """The text with what is numbered in words, both the noun and its number."""
    if "." in text:
        text = _AFTER_NUMBER.sub(_counted, text)
        text = _BEFORE_NUMBER.sub(_numbered, text)
    text = _SIGNS.sub(_signed, text)
    text = _HEADED.sub(_headed, text)
    text = _PAGES_IN_FULL.sub(_with_cardinal, text)
    return _CLASS.sub(_class, _STOREY.sub(_storey, text))


def _numbered(found: re.Match[str]) -> str:
    short = found[1].lower()
    if short == "д" and "оп." in found.string[max(0, found.start() - 12) : found.start()]:
        return f"дело {_figures(found[2], found[3])}"
    first, last = found[2], found[3]
    noun = NOUNS[(_MANY if last and short in _MANY else _SHORT).get(short) or _MANY[short]]
    case = case_asked(found.string, found.start())
    is_many = (last is not None and short in _MANY) or short not in _SHORT
    words = noun.in_case(case, is_many=is_many)
    if found[1][0].isupper():
        words = words.capitalize()
    if noun is not NOUNS["издание"] and last is None and _has_ordinal(noun):
        return f"{words} {ordinal(int(first), case, noun.gender)}"
    return f"{words} {_figures(first, last)}"


def _has_ordinal(noun: Noun) -> bool:
    return noun.one[0] in _WITH_ORDINAL


def _figures(first: str, last: str | None) -> str:
    words = digits_in_words(first)
    return side_by_side(words, digits_in_words(last)) if last else words


def side_by_side(one: str, other: str) -> str:
    """Two short numbers are said in one breath (три-пять), longer ones with a rest between."""
    return f"{one}-{other}" if " " not in one + other else f"{one} — {other}"


def _signed(found: re.Match[str]) -> str:
    sign, first, last, part, another = found.groups()
    noun = NOUNS["параграф" if sign[0] == "§" else "номер"]
    case = case_asked(found.string, found.start()) if sign[0] == "§" else "n"
    is_many = len(sign) == 2 and sign[0] in "№§" and bool(last or another)
    return f"{noun.in_case(case, is_many=is_many)} {_figures(first, last)}{_part(part)}"


def _part(letters: str | None) -> str:
    """The letter behind a number: № 123-п; № 314-V is Roman."""
    if not letters:
        return ""
    worth = value(letters)
    return " " + (cardinal(worth) if worth else letter_name(letters.upper()).lower())


def _headed(found: re.Match[str]) -> str:
    noun, case = _IN_FULL[found[1].lower()]
    if asked := case_asked(found.string, found.start()):
        case = asked if noun.one["ngdaip".index(asked)] == found[1].lower() else case
    return f"{found[1]} {ordinal(int(found[2]), case, noun.gender)}"


def _with_cardinal(found: re.Match[str]) -> str:
    return f"{found[1]} {_figures(found[2], found[3])}"


def _counted(found: re.Match[str]) -> str:
    """320 с., в 3 т.; but "т." and "с." with no preposition are tonnes and pages."""
    short = found[2]
    case = case_asked(found.string, found.start())
    if short == "т" and case != "p":
        return found[0]
    noun = NOUNS[_COUNTED_SHORT[short]]
    case = "n" if case == "d" and _EACH.search(found.string[: found.start()][-4:]) else case
    stop = "." * bool(CLOSED.match(found.string, found.end()))
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
