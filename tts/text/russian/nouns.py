"""Nouns that are written short, in the case that the word before them asks."""

import re
from dataclasses import dataclass

from tts.text.russian.letters import LETTER

CASES = "ngdaip"
"""Nominative, genitive, dative, accusative, instrumental, prepositional: as in num2words."""

_ASKS = {
    "из": "g", "от": "g", "до": "g", "с": "g", "со": "g", "у": "g", "без": "g", "для": "g",
    "около": "g", "после": "g", "возле": "g", "вдоль": "g", "кроме": "g", "против": "g",
    "к": "d", "ко": "d", "по": "d", "согласно": "d", "про": "a", "через": "a", "см": "a",
    "смотри": "a", "смотрите": "a", "см.": "a", "над": "i", "под": "i", "перед": "i", "между": "i",
    "за": "i", "в": "p", "во": "p", "на": "p", "о": "p", "об": "p", "при": "p",
}  # fmt: skip
_LAST_WORD = re.compile(rf"(?<![{LETTER}])([{LETTER}]+)\.?[ \u00a0«(\"]{{1,2}}\Z")
_UNCOUNTED = re.compile(r"(?<!\w)(?:также|и|или|ещё|новом|этом|самом)\.?[ \u00a0]\Z")
_LISTED = re.compile(rf"[ \u00a0][{LETTER}]+\.?[ \u00a0]?\d[\d,–— -]*\Z")
_COMPARED = re.compile(r"(?:ср\.|сравни)[ \u00a0]с[ \u00a0]\Z", re.IGNORECASE)
_NEARBY_CHARACTERS = 30

_PARADIGMS = {
    "глава": "а ы е у ой е | ы - ам ы ами ах",
    "таблица": "а ы е у ей е | ы - ам ы ами ах",
    "книга": "а и е у ой е | и - ам и ами ах",
    "копейка": "йка йки йке йку йкой йке | йки ек йкам йки йками йках",
    "деревня": "я и е ю ей е | и - ям и ями ях",
    "станция": "я и и ю ей и | и й ям и ями ях",
    "часть": "ь и и ь ью и | и ей ям и ями ях",
    "статья": "ья ьи ье ью ьёй ье | ьи ей ьям ьи ьями ьях",
    "пункт": "- а у - ом е | ы ов ам ы ами ах",
    "том": "- а у - ом е | а ов ам а ами ах",
    "рисунок": "ок ка ку ок ком ке | ки ков кам ки ками ках",
    "село": "о а у о ом е | а - ам а ами ах",
    "издание": "е я ю е ем и | я й ям я ями ях",
    "месяц": "- а у - ем е | ы ев ам ы ами ах",
    "человек": "- а у а ом е | - - ам - ами ах",
}  # fmt: skip
_GENDERS = {
    "глава": "f", "таблица": "f", "книга": "f", "деревня": "f", "станция": "f", "часть": "f",
    "статья": "f", "копейка": "f", "село": "n", "издание": "n",
}  # fmt: skip
_LIKE = {
    "глава": "глава сцена школа квартира секунда минута",
    "книга": "книга река аптека штука остановка",
    "таблица": "таблица страница улица единица",
    "станция": "станция лекция иллюстрация серия аудитория позиция",
    "часть": "часть область площадь опись песнь",
    "пункт": "пункт параграф раздел город проспект район бульвар микрорайон подъезд этаж "
    "кабинет офис абзац столбец выпуск экземпляр телефон остров хребет лист фонд урок акт",
    "том": "том дом корпус номер", "рисунок": "рисунок посёлок переулок",
    "село": "село озеро дело", "издание": "издание примечание приложение действие тысячелетие",
    "месяц": "месяц",
    "деревня": "деревня", "статья": "статья", "копейка": "копейка", "человек": "человек",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in its twelve forms, each number's cases in the order of CASES."""

    gender: str
    one: tuple[str, ...]
    many: tuple[str, ...]

    def in_case(self, case: str, *, is_many: bool = False) -> str:
        """One or many of it, in that case."""
        return (self.many if is_many else self.one)[CASES.index(case)]

    def counted(self, number: int, case: str) -> str:
        """So many of it: 2 тома, 5 томов, в 5 томах."""
        is_one = number % 10 == 1 and number % 100 != 11
        if is_one or case not in "na":
            return self.in_case(case, is_many=not is_one)
        is_few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
        return self.in_case("g", is_many=not is_few)


def _noun(word: str, like: str) -> Noun:
    one, many = (
        tuple(ending.strip("-") for ending in half.split()) for half in _PARADIGMS[like].split("|")
    )
    stem = word[: len(word) - len(one[0])]
    return Noun(
        _GENDERS.get(like, "m"), tuple(stem + e for e in one), tuple(stem + e for e in many)
    )


NOUNS = {word: _noun(word, like) for like, words in _LIKE.items() for word in words.split()}
"""The nouns that we write out, by their first form."""


def case_asked(text: str, at: int) -> str:
    """The case that a noun at text[at:] stands in, by the word before it; else the first.

    Directly after a figure it is the second: "п. 3 ст. 15" is пункт три статьи.
    """
    before = text[max(0, at - _NEARBY_CHARACTERS) : at]
    if _COMPARED.search(before):
        return "i"
    aside = _UNCOUNTED.search(before)
    if aside:
        before = before[: aside.start()] + " "
        listed = _LISTED.search(before)
        before = before[: listed.start()] + " " if listed else before
    word = _LAST_WORD.search(before)
    if word:
        return _ASKS.get(word[1].lower(), "n")
    return "g" if before[-2:-1].isdigit() and before[-1:] in " \u00a0" else "n"
