"""Titles that are written short before a name: проф., т., ст. преподаватель, св."""

import re

from tts.text.russian.letters import CAPITAL, GAP, SMALL, as_written
from tts.text.russian.nouns import case_asked

_TITLES = {
    "проф": "профессор", "акад": "академик", "доц": "доцент", "инж": "инженер", "тов": "товарищ",
    "т": "товарищ", "гр": "гражданин", "д-р": "доктор", "г-н": "господин",
}  # fmt: skip
_BY_SURNAME = (
    (("ого", "его", "а"), "g"), (("ому", "ему", "ову", "еву", "ину"), "d"),
    (("овым", "евым", "иным", "ским", "цким"), "i"), (("ове", "еве", "ине"), "p"),
)  # fmt: skip
_VERB_OR_STOP = re.compile(
    rf"(?:(?<![{SMALL}])[{SMALL}]+(?:л|ла|ли|ет|ит|ут|ют|ат|ят|лся|лась)|[.,:;!?«(—-])[ \u00a0]*\Z"
)
_ENDINGS = {"n": "", "g": "а", "d": "у", "a": "а", "i": "ом", "p": "е"}
_RANKS = {"ст.": "старший", "мл.": "младший"}
_SAINTS_OF = frozenset(
    {
        "Петра", "Павла", "Иоанна", "Марка", "Луки", "Георгия", "Николая", "Андрея", "Михаила",
        "Сергия", "Василия", "Владимира",
    }
)  # fmt: skip
_SAINTS = {"а": "святая", "я": "святая", "ы": "святой", "и": "святой", "у": "святому",
           "е": "святом"}  # fmt: skip
_NEARBY_CHARACTERS = 40
_INITIAL = rf"[{CAPITAL}][{SMALL}]?\.{GAP}?|(?:[{SMALL}]{{2,4}}|[АЕИОУЭЮЯ]){GAP}(?=[{CAPITAL}а-я])"
_TITLED = re.compile(
    rf"(?<![\w.-])(?<!\d[ \u00a0])({'|'.join([*_TITLES, *(t.capitalize() for t in _TITLES)])})"
    rf"(?:(?<=-[рн])|\.){GAP}((?:{_INITIAL}){{0,3}})([{CAPITAL}][{SMALL}]+)"
)
_RANK = re.compile(
    rf"(?<![\w.])(ст\.|мл\.){GAP}(?=преподавател|сержант|лейтенант|науч|инспектор|инженер|"
    rf"сотрудник|матрос|прапорщик|советник)",
    re.IGNORECASE,
)
_SAINT = re.compile(rf"(?<![\w.])(св\.){GAP}([{CAPITAL}][{SMALL}]+)", re.IGNORECASE)


def in_full(text: str) -> str:
    """The text with titles written out, in the case of the name behind them."""
    text = _RANK.sub(lambda found: as_written(found[1], _RANKS[found[1].lower()]) + " ", text)
    return _SAINT.sub(_saint, _TITLED.sub(_titled, text))


def _titled(found: re.Match[str]) -> str:
    """A title in the case of the surname; a woman's in -ова is told by what stands before."""
    title, names, surname = found.groups()
    before = found.string[max(0, found.start() - _NEARBY_CHARACTERS) : found.start()]
    case = next((case for endings, case in _BY_SURNAME if surname.endswith(endings)), "n")
    if case == "g" and (not before.strip() or _VERB_OR_STOP.search(before)):
        case = "n"
    asked = case_asked(found.string, found.start())
    case = asked if case in "ng" and asked in "gd" else case
    return f"{as_written(title, _declined(_TITLES[title.lower()], case))} {names}{surname}"


def _declined(person: str, case: str) -> str:
    """A man's title, as профессор, товарищ and гражданин are declined."""
    return person + ("ем" if case == "i" and person.endswith("щ") else _ENDINGS[case])


def _saint(found: re.Match[str]) -> str:
    name = found[2]
    word = "святого" if name in _SAINTS_OF else _SAINTS.get(name[-1], "святой")
    return f"{as_written(found[1], word)} {name}"
