"""What is numbered: глава 5, т. 2, с. 10–12, № 5, § 3."""

import re

from tts.text.kazakh.roman import value
from tts.text.russian.letters import CAPITAL, DASH, GAP, SMALL, letter_name
from tts.text.russian.nouns import CASES, NOUNS, Noun, case_asked
from tts.text.russian.numbers import cardinal, digits_in_words, ordinal, side_by_side

_SHORT = {
    "гл": "глава", "ч": "часть", "т": "том", "кн": "книга", "изд": "издание", "с": "страница",
    "стр": "страница", "рис": "рисунок", "табл": "таблица", "илл": "иллюстрация",
    "ил": "иллюстрация", "вып": "выпуск", "п": "пункт", "ст": "статья", "разд": "раздел",
    "прил": "приложение", "прим": "примечание", "д": "дом", "кв": "квартира", "корп": "корпус",
    "к": "корпус", "оф": "офис", "каб": "кабинет", "ауд": "аудитория", "эт": "этаж",
    "под": "подъезд", "абз": "абзац", "л": "лист", "ф": "фонд", "оп": "опись",
}  # fmt: skip
_MANY = {"пп": "пункт", "гл": "глава", "стр": "страница", "сс": "страница", "рис": "рисунок",
         "с": "страница", "табл": "таблица", "ст": "статья", "чч": "часть"}  # fmt: skip
_WITH_ORDINAL = frozenset({"глава", "часть", "том", "книга", "издание", "действие"})
_PLACE = r"\d{1,12}(?:\.\d{1,3}){0,4}"
_PLACE_OR_ROMAN = rf"{_PLACE}|[IVX]{{1,6}}(?!\w)"
_BEFORE_NUMBER = re.compile(
    rf"(?<![\w.-])({'|'.join(sorted({*_SHORT, *_MANY}, key=len, reverse=True))})"
    rf"\.{GAP}?({_PLACE_OR_ROMAN})"
    rf"(?:{GAP}?{DASH}{GAP}?(\d{{1,5}}|[IVX]{{1,6}}(?!\w)))?(?![\d-]|[.,]\d)",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    rf"(№{{1,2}}|§{{1,2}}|N[o°º]\.?|#){GAP}?(?=\d)({_PLACE})(?:{GAP}?{DASH}{GAP}?(\d+))?"
    rf"(?:[-‐‑]([{CAPITAL}{SMALL}]|[IVX]{{1,4}})(?!\w))?(?=({GAP}и{GAP}\d)?)(?![\d]|[.,]\d)"
)
_LETTERED = re.compile(rf"(?<![\w.-])(п|пп|подп|ч|ст)\.{GAP}?(?=[«\"„“][{SMALL}][»\"“”])")
_CODE = re.compile(r"(№)[ \u00a0]?((?=\d+-?\d*-?\d*/)\d{1,9}(?:[-/]\d{1,9}){1,4})(?![\d/-])")
_PARTS = re.compile(r"\d+|[-/]")
_BETWEEN = {"-": "дефис", "/": "дробь"}
_NAMED = ("глава", "часть", "том", "книга", "действие", "урок", "лекция", "сцена", "песнь", "акт")
_IN_FULL = {
    form: (NOUNS[name], case)
    for name in _NAMED
    for case, form in reversed(list(zip(CASES, NOUNS[name].one, strict=True)))
}
_HEADED = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(_IN_FULL, key=len, reverse=True))}){GAP}(\d{{1,3}})"
    rf"(?=\.?(?:\Z|\n|{GAP}{DASH})|[,.:;)»!?](?!\d))",
    re.IGNORECASE,
)
_HOLDING = re.compile(
    rf"(?<!\w)((?:книг|глав|част|том)[{SMALL}]{{0,3}}{GAP})"
    rf"(\d{{0,2}}(?:[05-9]|1[1-4]))(?={GAP}[{SMALL}]{{2}})",
    re.IGNORECASE,
)
_PAGES_IN_FULL = re.compile(
    rf"(?<![\w-])(страниц[аеуы]|страницей|рисун(?:ок|ке|ка)|таблиц[аеуы]|пункт[аеу]?|стать[яеию]|"
    rf"параграф[аеу]?|квартир[аеуы]|дом[ау]?|страниц(?:ах|ы|ам)|номер[ауе]?){GAP}(\d{{1,4}})"
    rf"(?:{GAP}?{DASH}{GAP}?(\d{{1,4}}))?(?=[,.:;)»!?]|\Z|{GAP}и{GAP})(?!,\d|\.\d)",
    re.IGNORECASE,
)
_MILLENNIUM = re.compile(rf"(?<![\w.])([IVX]{{1,4}}){GAP}тыс\.(?={GAP}(?:до{GAP})?н\.)")
_OVERLEAF = re.compile(rf"(\bл\.{GAP}?\d{{1,4}}){GAP}об\.")


def numbering_in_words(text: str) -> str:
    """The text with what is numbered in words, both the noun and its number."""
    if "." in text:
        text = _OVERLEAF.sub(r"\1 оборот", text)
        text = _BEFORE_NUMBER.sub(_numbered, text)
    text = _LETTERED.sub(_lettered, text)
    text = _CODE.sub(lambda found: f"номер {_code(found[2])}", text)
    text = _SIGNS.sub(_signed, text)
    text = _HEADED.sub(_headed, text)
    text = _HOLDING.sub(lambda found: found[1] + digits_in_words(found[2]), text)
    return _PAGES_IN_FULL.sub(_with_cardinal, text)


def millennia_written_out(text: str) -> str:
    """I тыс. до н. э., of which the number is read later."""
    return _MILLENNIUM.sub(_millennium, text)


def _millennium(found: re.Match[str]) -> str:
    case = case_asked(found.string, found.start())
    return f"{found[1]} {NOUNS['тысячелетие'].in_case(case)}"


def _numbered(found: re.Match[str]) -> str:
    short = found[1].lower()
    if short == "д" and "оп." in found.string[max(0, found.start() - 12) : found.start()]:
        return f"дело {_figures(found[2], found[3])}"
    first, last = _arabic(found[2]), _arabic(found[3])
    if first is None or (found[3] and last is None):
        return found[0]
    noun = NOUNS[(_MANY if last and short in _MANY else _SHORT).get(short) or _MANY[short]]
    case = case_asked(found.string, found.start())
    is_many = (last is not None and short in _MANY) or short not in _SHORT
    words = noun.in_case(case, is_many=is_many)
    if found[1][0].isupper():
        words = words.capitalize()
    is_plain = last is None and first.isdecimal()
    if noun is not NOUNS["издание"] and is_plain and _has_ordinal(noun):
        return f"{words} {ordinal(int(first), case, noun.gender)}"
    return f"{words} {_figures(first, last)}"


def _lettered(found: re.Match[str]) -> str:
    """п. «а»: пункт."""
    noun = NOUNS[_SHORT.get(found[1], "пункт")]
    word = noun.in_case(case_asked(found.string, found.start()))
    return ("под" if found[1] == "подп" else "") + word + " "


def _arabic(figures: str | None) -> str | None:
    """The number in the digits 0 to 9, if it was in Roman ones."""
    return figures if not figures or figures[0].isdecimal() else str(value(figures) or "") or None


def _has_ordinal(noun: Noun) -> bool:
    return noun.one[0] in _WITH_ORDINAL


def _figures(first: str, last: str | None) -> str:
    words = " точка ".join(map(digits_in_words, first.split(".")))
    return side_by_side(words, digits_in_words(last)) if last else words


def _signed(found: re.Match[str]) -> str:
    sign, first, last, part, another = found.groups()
    noun = NOUNS["параграф" if sign[0] == "§" else "номер"]
    case = case_asked(found.string, found.start()) if sign[0] == "§" else "n"
    is_many = len(sign) == 2 and sign[0] in "№§" and bool(last or another or sign == "№№")
    return f"{noun.in_case(case, is_many=is_many)} {_figures(first, last)}{_part(part)}"


def _code(code: str) -> str:
    """12-3/45 part by part."""
    words = (
        digits_in_words(part) if part.isdecimal() else _BETWEEN[part]
        for part in _PARTS.findall(code)
    )
    return " ".join(words)


def _part(letters: str | None) -> str:
    """The letter behind a number: № 123-п; № 314-V is Roman."""
    if not letters:
        return ""
    worth = value(letters)
    return " " + (cardinal(worth) if worth else letter_name(letters.upper()).lower())


def _headed(found: re.Match[str]) -> str:
    noun, case = _IN_FULL[found[1].lower()]
    if asked := case_asked(found.string, found.start()):
        case = asked if noun.one[CASES.index(asked)] == found[1].lower() else case
    return f"{found[1]} {ordinal(int(found[2]), case, noun.gender)}"


def _with_cardinal(found: re.Match[str]) -> str:
    return f"{found[1]} {_figures(found[2], found[3])}"
