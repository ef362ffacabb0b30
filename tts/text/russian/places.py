"""Places that are written short: г. Алматы, на ул. Абая, Алматинская обл., в СПб."""

import re

from tts.text.russian.letters import CAPITAL, GAP, SMALL, as_written
from tts.text.russian.nouns import NOUNS, case_asked
from tts.text.russian.stops import ends_sentence, stop_at

_KINDS = {
    "г": "город", "ул": "улица", "пр": "проспект", "пр-т": "проспект", "просп": "проспект",
    "пер": "переулок", "б-р": "бульвар", "бул": "бульвар", "пл": "площадь", "мкр": "микрорайон",
    "мкрн": "микрорайон", "м-н": "микрорайон", "пос": "посёлок", "п": "посёлок", "с": "село",
    "д": "деревня", "дер": "деревня", "р": "река", "оз": "озеро", "ст": "станция", "хр": "хребет",
    "р-н": "район", "обл": "область", "о": "остров", "ост": "остановка",
}  # fmt: skip
_NOT_CAPITAL = frozenset(("о", "п", "пер", "ст", "д", "с", "р"))
_REGIONS = {
    "обл": ("область", {"ая": "n", "ую": "a", "ой": "g"}),
    "р-н": ("район", {"ий": "n", "ый": "n", "ого": "g", "ому": "d", "ом": "p", "им": "i"}),
}  # fmt: skip
_PETERSBURG = {"p": "Санкт-Петербурге", "g": "Санкт-Петербурга", "d": "Санкт-Петербургу"}
_LONGEST_FIRST = sorted(_KINDS, key=len, reverse=True)
_PLACE = re.compile(
    r"(?<![\w.-])(?<!\d[ \u00a0])(?<!и[ \u00a0])"
    rf"({'|'.join([*_LONGEST_FIRST, *(short.capitalize() for short in _LONGEST_FIRST)])})"
    rf"(?:(?<=-[тнр])(?={GAP})|\.){GAP}?"
    rf"(?=[«\"„“]?(?:[{CAPITAL}][{SMALL}-]|\d{{1,2}}-[йяе]{GAP}[{CAPITAL}]"
    rf"|(?<=[улп][лр]\.{GAP})\d{{1,2}}{GAP}(?:лет|[А-Я])))"
)
_REGION = re.compile(
    rf"(?<=[{SMALL}])(ая|ую|ой|ий|ый|ого|ому|ом|им)({GAP})(обл\.|р-н|р-н\.)(?![\w-])"
)
_CITIES = {"М": "Москва", "Л": "Ленинград"}
_CITY_OF_PRINT = re.compile(
    rf"(?<![\w.])(?<!\w{GAP})([МЛ])\.(?={GAP}?:|,{GAP}?[12]\d{{3}}|;{GAP}?Л\.)"
)
_SPB = re.compile(r"(?<![\w-])СПб(\.?)(?![\w-])")


def may_stand_in(text: str) -> bool:
    """Whether a place is written short with a hyphen, or ends the text so."""
    return ("-" in text and bool(_PLACE.search(text))) or bool(_REGION.search(text))


def cities_of_print_in_full(text: str) -> str:
    """М.: Наука, 1987 and Л., 1934, as the year and the publisher show them."""
    return _CITY_OF_PRINT.sub(lambda found: _CITIES[found[1]], text)


def in_full(text: str) -> str:
    """The text with the kinds of places written out, in the case that is asked."""
    text = _REGION.sub(_region, _PLACE.sub(_place, text))
    return _SPB.sub(_petersburg, text) if "СПб" in text else text


def _place(found: re.Match[str]) -> str:
    short = found[1].lower()
    is_initial = short in _NOT_CAPITAL and found[1][0].isupper()
    if is_initial or ends_sentence(found.string, found.start() + len(found[0].rstrip())):
        return found[0]
    case = case_asked(found.string, found.start())
    return as_written(found[1], NOUNS[_KINDS[short]].in_case(case)) + " "


def _region(found: re.Match[str]) -> str:
    name, cases = _REGIONS[found[3].rstrip(".")]
    case = cases.get(found[1])
    if case is None:
        return found[0]
    stop = stop_at(found.string, found.end()) * found[3].endswith(".")
    return found[1] + found[2] + NOUNS[name].in_case(case) + stop


def _petersburg(found: re.Match[str]) -> str:
    case = case_asked(found.string, found.start())
    stop = stop_at(found.string, found.end()) * len(found[1])
    return _PETERSBURG.get(case, "Санкт-Петербург") + stop
