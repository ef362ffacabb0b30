"""Titles of parts and chapters in plain text: by their words, numbers, capitals, underlines."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tts.sources.plain.lines import DASH, ENDS, Line

LONGEST_HEADING = 120
LONGEST_CAPITALS = 70
LONGEST_SUBTITLE = 80
RUSSIAN = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|"
    r"тринадцат|четырнадцат|пятнадцат|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат|"
    r"тридцат|последн)(?:[а-яё]{1,4})(?: (?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|"
    r"девят)[а-яё]{1,4})?|двадцать [а-яё]{5,10}|тридцать [а-яё]{5,10}"
)
KAZAKH = (
    r"бірінші|екінші|үшінші|төртінші|бесінші|алтыншы|жетінші|сегізінші|тоғызыншы|оныншы|"
    r"он (?:бірінші|екінші|үшінші|төртінші|бесінші|алтыншы|жетінші|сегізінші|тоғызыншы)|"
    r"жиырмасыншы|соңғы"
)
ENGLISH = (
    r"(?:the )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:[- ][a-z]{3,5})?|first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)"
)
FIGURES = r"[0-9]{1,4}|[ivxlcdmіхс]{1,9}"
NUMBER = rf"(?:№ ?)?(?:{FIGURES}|{RUSSIAN}|{KAZAKH}|{ENGLISH})"
KINDS = (
    ("том|книга|кітап|volume|book", 1),
    ("часть|бөлім|part", 2),
    ("раздел|section", 3),
    ("глава|тарау|chapter|параграф|урок|сабақ|lesson|day|күн|день|письмо|акт|действие", 4),
)
CHAPTER, NUMBERED, CAPITALS = 4, 6, 5
KEYWORDS = tuple(
    (
        re.compile(
            rf"(?:(?:{words})\s+(?:{NUMBER})|"
            rf"(?:{FIGURES})\s?[-–]?\s?(?:шы|ші|я|й)?[ -]?(?:{words})|"
            rf"(?:{RUSSIAN}|{KAZAKH}|{ENGLISH})\s+(?:{words}))"
            r"(?P<after>\.?|\s*[.:—–-]\s*\S.*|\s+\S.*)",
            re.IGNORECASE,
        ),
        rank,
    )
    for words, rank in KINDS
)
NAMED = re.compile(
    r"(?:пролог|эпилог|предисловие|введение|вступление|заключение|послесловие|приложение|"
    r"от автора|об авторе|алғысөз|алғы сөз|кіріспе|соңғы сөз|қорытынды|қосымша|эпилог|автордан|"
    r"prologue|epilogue|preface|foreword|introduction|conclusion|afterword|appendix)"
    r"(?: (?:[0-9]{1,2}|[ivx]{1,4}))?\.?",
    re.IGNORECASE,
)
ROMAN = re.compile(r"(?=.)M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})\.?")
CYRILLIC_ROMAN = str.maketrans("ХІСМ", "XICM")
UNDERLINES = (
    (re.compile(r"={3,}"), 2),
    (re.compile(r"-{3,}|~{3,}"), CHAPTER),
)


class Title(NamedTuple):
    """A heading found: its lines, how high it ranks (1 highest), its words."""

    first: int
    after: int
    rank: int
    text: str


def titles(lines: Sequence[Line]) -> list[Title]:
    """Every heading, in order. Of each line only its neighbours are looked at."""
    found = list[Title]()
    mostly_capitals = _mostly_capitals(lines)
    at = 0
    while at < len(lines):
        title = _title_at(lines, at, capitals_tell=not mostly_capitals)
        if title:
            found.append(title)
        at = title.after if title else at + 1
    return found


def levels(found: Sequence[Title]) -> Mapping[int, int]:
    """Ranks that are really there, as levels from 1 without gaps."""
    return {rank: level for level, rank in enumerate(sorted({one.rank for one in found}), 1)}


def keyword_rank(text: str) -> int:
    """The rank of a heading told by its words ("Глава 1", "Бірінші тарау"); 0 if it is none.

    >>> keyword_rank("Часть вторая"), keyword_rank("2-тарау. Жол"), keyword_rank("Часть города")
    (2, 4, 0)
    """
    if len(text) > LONGEST_HEADING:
        return 0
    if NAMED.fullmatch(text):
        return CHAPTER
    for pattern, rank in KEYWORDS:
        match = pattern.fullmatch(text)
        if match and _is_title(match["after"]):
            return rank
    return 0


def _is_title(after: str) -> bool:
    """What follows the number is a title, not the rest of a sentence."""
    bare = after.lstrip(' .:—–-\t«"“')
    is_marked = after.lstrip()[:1] in {".", ":", "—", "–", "-"}
    is_sentence = bool(ENDS.search(after)) and after.count(" ") > 8
    return not bare or ((is_marked or not bare[0].islower()) and not is_sentence)


def _title_at(lines: Sequence[Line], at: int, *, capitals_tell: bool) -> Title | None:
    text = lines[at].text
    if not text or len(text) > LONGEST_HEADING:
        return None
    underline = _underline(lines, at)
    if underline:
        return Title(at, at + 2, underline, text)
    opens = at == 0 or not lines[at - 1].text
    closes = at + 1 == len(lines) or not lines[at + 1].text
    rank = keyword_rank(text)
    if rank and (opens or ENDS.search(lines[at - 1].text)):
        return _with_subtitle(lines, at, rank) if opens else Title(at, at + 1, rank, text)
    rank = _rank_alone(text, capitals_tell=capitals_tell) if opens and closes else 0
    return Title(at, at + 1, rank, text) if rank else None


def _rank_alone(text: str, *, capitals_tell: bool) -> int:
    """The rank of a line between empty ones: a Roman number, or words in capitals."""
    if ROMAN.fullmatch(text.translate(CYRILLIC_ROMAN)):
        return NUMBERED
    return CAPITALS if capitals_tell and _is_capitals(text) else 0


def _underline(lines: Sequence[Line], at: int) -> int:
    """The rank that a line of signs under this line gives it; 0 without one."""
    if at + 1 >= len(lines) or (at > 0 and lines[at - 1].text):
        return 0
    below = lines[at + 1].text
    if not below or len(below) > 2 * LONGEST_HEADING or not _has_letters(lines[at].text):
        return 0
    return next((rank for signs, rank in UNDERLINES if signs.fullmatch(below)), 0)


def _with_subtitle(lines: Sequence[Line], at: int, rank: int) -> Title:
    """ "Глава 1" and its name on the very next line are one heading."""
    text = lines[at].text
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    closes = at + 2 >= len(lines) or not lines[at + 2].text
    is_bare = any(
        (match := pattern.fullmatch(text)) and not match["after"].strip(" .")
        for pattern, _ in KEYWORDS
    )
    is_name = closes and 0 < len(below) <= LONGEST_SUBTITLE and not DASH.match(below)
    if not (is_bare and is_name) or below[0].islower() or below.endswith((",", ".", ";", ":")):
        return Title(at, at + 1, rank, text)
    return Title(at, at + 2, rank, f"{text.rstrip('.')}. {below}")


def _is_capitals(text: str) -> bool:
    if len(text) > LONGEST_CAPITALS or DASH.match(text) or text.endswith((",", ";", ":")):
        return False
    return text.isupper() and sum(map(str.isalpha, text)) >= 3


def _mostly_capitals(lines: Sequence[Line]) -> bool:
    filled = [line.text for line in lines if _has_letters(line.text)]
    capitals = sum(len(text) for text in filled if text.isupper())
    return capitals > 0.5 * sum(map(len, filled))


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text[:LONGEST_HEADING]))
