"""Units, money and magnitudes behind a number: "5 км/сағ", "25 %-ға", "2,5 млн ₸"."""

import re
from dataclasses import dataclass

from tts.text.kazakh.endings import with_ending
from tts.text.kazakh.letters import CLOSED, HYPHEN, LETTER, SMALL

_SPACE = "[ \u00a0\u2009\u202f]?"

_MAGNITUDES = {"мың": "мың", "млн": "миллион", "млрд": "миллиард", "трлн": "триллион"}
_LENGTHS = {
    "км": "километр", "м": "метр", "дм": "дециметр", "см": "сантиметр", "мм": "миллиметр",
    "мкм": "микрометр", "нм": "нанометр",
}  # fmt: skip
_UNITS = {
    **_LENGTHS,
    **{f"{short}2": f"шаршы {name}" for short, name in _LENGTHS.items()},
    **{f"{short}3": f"текше {name}" for short, name in _LENGTHS.items()},
    **{f"шаршы {short}": f"шаршы {name}" for short, name in _LENGTHS.items()},
    **{f"кв. {short}": f"шаршы {name}" for short, name in _LENGTHS.items()},
    **{f"текше {short}": f"текше {name}" for short, name in _LENGTHS.items()},
    "т": "тонна", "ц": "центнер", "кг": "килограмм", "г": "грамм", "мг": "миллиграмм",
    "л": "литр", "мл": "миллилитр", "дал": "декалитр", "га": "гектар",
    "сағ": "сағат", "мин": "минут", "сек": "секунд", "с": "секунд", "мс": "миллисекунд",
    "кВт": "киловатт", "МВт": "мегаватт", "ГВт": "гигаватт", "Вт": "ватт",
    "кВт·сағ": "киловатт сағат", "кВт.сағ": "киловатт сағат", "В": "вольт", "кВ": "киловольт",
    "Гц": "герц", "кГц": "килогерц", "МГц": "мегагерц", "ГГц": "гигагерц", "дБ": "децибел",
    "Кб": "килобайт", "КБ": "килобайт", "Мб": "мегабайт", "МБ": "мегабайт", "Гб": "гигабайт",
    "ГБ": "гигабайт", "Тб": "терабайт", "ТБ": "терабайт", "Мбит/с": "мегабит",
    "Па": "паскаль", "кПа": "килопаскаль", "атм": "атмосфера", "ккал": "килокалория",
    "Дж": "джоуль", "кДж": "килоджоуль", "а.к.": "ат күші", "а. к.": "ат күші",
    "%": "пайыз", "‰": "промилле", "°": "градус", "°C": "градус", "°С": "градус",
    "° C": "градус", "° С": "градус", "℃": "градус", "°F": "Фаренгейт градусы",
    "′": "минут", "″": "секунд",
    "тг": "теңге", "₸": "теңге", "теңге": "теңге", "$": "доллар", "€": "евро", "₽": "рубль",
    "руб": "рубль", "£": "фунт стерлинг", "¥": "иен", "АҚШ доллары": "Америка доллары",
    "б": "бет", "бет": "бет", "дана": "дана", "пәт": "пәтер",
}  # fmt: skip
_PER = {
    "км/сағ": ("сағатына", "километр"), "м/сағ": ("сағатына", "метр"),
    "км/с": ("секундына", "километр"), "м/с": ("секундына", "метр"),
    "м/мин": ("минутына", "метр"), "л/мин": ("минутына", "литр"),
    "м3/с": ("секундына", "текше метр"), "ц/га": ("гектарына", "центнер"),
    "т/га": ("гектарына", "тонна"), "кг/га": ("гектарына", "килограмм"),
    "г/л": ("литріне", "грамм"), "мг/л": ("литріне", "миллиграмм"),
    "тг/кг": ("килограмына", "теңге"), "Мбит/с": ("секундына", "мегабит"),
    "адам/км2": ("шаршы километріне", "адам"),
}  # fmt: skip
_DOTTED = frozenset({"сағ", "мин", "сек", "тг", "руб", "млн", "млрд", "трлн", "б", "пәт"})
_HOURS = frozenset({"сағ", "мин", "сек"})
_LATER = re.compile(r"[ \u00a0](?:кейін|соң)")
_POSSESSED = frozenset({"°F", "АҚШ доллары", "а.к.", "а. к."})
_SIGNS = r"[%‰°′″₸$€₽£¥℃]"
_ENDING = rf"(?:{HYPHEN}([{SMALL}]+)(?![{LETTER}]))?"


def _one_of(forms: set[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))


_MAGNITUDE = re.compile(rf"{_SPACE}({_one_of({*_MAGNITUDES})})(?![{LETTER}]){_ENDING}")
_UNIT = re.compile(
    rf"{_SPACE}({_one_of({*_UNITS, *_PER})})(?:(?<={_SIGNS})|(?![{LETTER}A-Za-z0-9/])){_ENDING}"
)
_CLASS_LETTER = re.compile(r"[ \u00a0]сын")
_AMOUNT = rf"\d+(?:,\d+)?(?:{_SPACE}(?:{_one_of({*_MAGNITUDES})})\b)?"
_SIGN_FIRST = re.compile(rf"([$€₽₸£¥]){_SPACE}({_AMOUNT})")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number counts, in words: `before` it and `after` it; it ends at `end` in the text."""

    before: str
    after: str
    end: int


def money_behind(text: str) -> str:
    """The text with each sign of money behind its amount: "$5 млн" is "5 млн $"."""
    return _SIGN_FIRST.sub(r"\2 \1", text)


def measure_after(text: str, at: int) -> Measure | None:
    """What the number that ends at `at` counts, with its ending; None if it is no unit we know."""
    magnitude = _MAGNITUDE.match(text, at)
    words: list[str] = []
    if magnitude:
        typed = magnitude[2]
        words.append(_ended(_MAGNITUDES[magnitude[1]], typed))
        at = _past_stop(text, magnitude.end(), magnitude[1])
    unit = None if magnitude and magnitude[2] else _UNIT.match(text, at)
    if unit and unit[1] == "В" and _CLASS_LETTER.match(text, unit.end()):
        unit = None
    if unit is None:
        return Measure("", words[0], at) if words else None
    before, name = _PER.get(unit[1]) or ("", _UNITS[unit[1]])
    end = _past_stop(text, unit.end(), unit[1])
    typed = unit[2] or ("дан" if unit[1] in _HOURS and _LATER.match(text, end) else None)
    words.append(_ended(name, typed, is_possessed=unit[1] in _POSSESSED))
    return Measure(before, " ".join(words), end)


def _ended(words: str, typed: str | None, *, is_possessed: bool = False) -> str:
    if not typed:
        return words
    return with_ending(words, typed, is_possessed=is_possessed) or f"{words} {typed}"


def _past_stop(text: str, at: int, form: str) -> int:
    """Past the full stop of a short form; but one that ends the text is the sentence's."""
    has_stop = form in _DOTTED and text.startswith(".", at)
    return at + 1 if has_stop and not CLOSED.match(text, at + 1) else at
