"""Numbers read by what stands behind them: an ending, a noun, a year, a day, a unit, or nothing."""

import re
from dataclasses import dataclass

from tts.text.kazakh.dates_times import MONTH_AFTER, is_century, is_year
from tts.text.kazakh.endings import with_ending
from tts.text.kazakh.letters import CLOSED, HYPHEN, LETTER
from tts.text.kazakh.measures import measure_after
from tts.text.kazakh.numbers import (
    LONGEST,
    as_ordinal,
    decimal,
    digits_in_words,
    together,
)

_FIGURE = r"(?:(?<!\d,)\d+,\d+(?!,?\d)|\d+)"
_NUMBER = re.compile(
    rf"(?P<first>{_FIGURE})"
    rf"(?P<ending>-[ыі]?н?ш[ыі](?=[ \u00a0]?[-‐‑–—]))?"
    rf"(?:(?:[-‐‑–—−]|[ \u00a0\u202f][-–—][ \u00a0\u202f])(?P<second>{_FIGURE}))?"
)
_HYPHENED = re.compile(rf"{HYPHEN}([{LETTER}]+)(?![{LETTER}])")
_LEFT_OPEN = re.compile(
    rf"{HYPHEN}(?=,|[ \u00a0](?:және|мен|бен|пен|не|немесе|я)[ \u00a0]|[ \u00a0]?[-–—]\d"
    rf"|[«“\"][{LETTER}][»”\"])"
)
_CLASS_AFTER = re.compile(r"[ \u00a0]сын")
_ORDINAL_ENDING = re.compile(r"[ыі]?н?ш[ыі]")
_COUNTED = re.compile(
    r"жасар|жылды[қғ]|айлық|күндік|томд|қабатт|бөлмел|орынд|тілд|балдық|сағатт|адам|есе|рет|деңгейл|"
    r"сериял|актіл|бұрыш|процент|пайыз|кило|метр|тонна|литр|градус|теңге|доллар|мың(?!ж)|миллион"
)
_SHORT_NOUNS = {"б": "бет", "т": "том", "сын": "сынып"}
_TIME_FORMS = frozenset({"ж", "жж", "ғ", "ғғ"})
_TOGETHER = re.compile(r"[ае]у")
_WORD_AND_HYPHEN = re.compile(r"[^\W\d_][-‐‑–]\Z")
_LAST_DAY = 31
_VOWEL = re.compile(r"[аәеёиоөуұүыіэюя]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Figures:
    """One number of the text, or the two ends of a range, and where it stands."""

    texts: tuple[str, ...]
    text: str
    start: int
    end: int
    first_is_ordinal: bool

    @property
    def values(self) -> tuple[int, ...]:
        """Whole numbers short enough to have an ordinal; none if one of them is not."""
        fit = all(figure.isdecimal() and len(figure) <= LONGEST for figure in self.texts)
        return tuple(map(int, self.texts)) if fit else ()

    def cardinals(self) -> str:
        return _side_by_side([_figure(figure) for figure in self.texts])

    def ordinals(self) -> str:
        """5,6-сынып is two classes, not a decimal."""
        return _side_by_side(
            [
                ", ".join(as_ordinal(digits_in_words(part)) for part in figure.split(","))
                for figure in self.texts
            ]
        )


def read_numbers(text: str) -> str:
    """The text with every run of digits in words."""
    pieces: list[str] = []
    done = 0
    while found := _NUMBER.search(text, done):
        texts = tuple(filter(None, (found["first"], found["second"])))
        figures = _Figures(texts, text, found.start(), found.end(), bool(found["ending"]))
        words, end = _read(figures)
        before = text[done : found.start()]
        if _WORD_AND_HYPHEN.search(before):  # COVID-19
            before = before[:-1] + " "
        glued = found.start() > 0 and _needs_gap(text[found.start() - 1])
        pieces += [before, " " * (glued and not before.endswith(" ")), words]
        if (
            end < len(text)
            and (text[end].isalnum() or text[end] in "«“")
            and not words.endswith(" ")
        ):
            pieces.append(" ")
        done = end
    return "".join([*pieces, text[done:]])


def _needs_gap(character: str) -> bool:
    return character.isalnum() or character in ",;:."


def _read(figures: _Figures) -> tuple[str, int]:
    """The words, and where the text goes on."""
    end = figures.end
    hyphened = _HYPHENED.match(figures.text, end)
    if hyphened and hyphened[1] not in _TIME_FORMS:
        return _with_hyphened(figures, hyphened)
    if open_end := _LEFT_OPEN.match(figures.text, end):
        return figures.ordinals(), open_end.end()
    if _is_name_in_time(figures) or figures.first_is_ordinal:
        return figures.ordinals(), end
    measure = measure_after(figures.text, end)
    if measure:
        words = (measure.before, figures.cardinals(), measure.after)
        return " ".join(filter(None, words)), measure.end
    return figures.cardinals(), end


def _is_name_in_time(figures: _Figures) -> bool:
    """Whether the numbers are days of a month, years or centuries."""
    if not figures.values:
        return False
    text, end, last = figures.text, figures.end, figures.values[-1]
    if last <= _LAST_DAY and MONTH_AFTER.match(text, end):
        return True
    is_range = len(figures.values) > 1
    return is_year(last, text, figures.start, end, is_range=is_range) or is_century(last, text, end)


def _with_hyphened(figures: _Figures, hyphened: re.Match[str]) -> tuple[str, int]:
    typed, end = hyphened[1], hyphened.end()
    small = typed.lower()
    if small in _SHORT_NOUNS and figures.text.startswith(".", end):
        stop = "." if CLOSED.match(figures.text, end + 1) else ""
        return f"{figures.ordinals()} {_SHORT_NOUNS[small]}{stop}", end + 1
    named = _ORDINAL_ENDING.match(small)
    if named:
        ordinals = figures.ordinals()
        ended = with_ending(ordinals, small[named.end() :])
        if ended:
            return ended, end
    if company := _company(figures, small):
        return company, end
    cardinals = figures.cardinals()
    if _COUNTED.match(small) or not _VOWEL.search(small):
        return cardinals + " ", hyphened.start(1)
    if typed == small and (ended := with_ending(cardinals, small)):
        return ended, end
    is_which = len(typed) > 1 or _CLASS_AFTER.match(figures.text, end)
    return (figures.ordinals() if is_which else cardinals) + " ", hyphened.start(1)


def _company(figures: _Figures, typed: str) -> str | None:
    """5-еу: бесеу, with what follows."""
    found = _TOGETHER.match(typed)
    if not found or len(figures.values) != 1:
        return None
    number = figures.values[0]
    word = together(number) or figures.cardinals() + found[0]
    return with_ending(word, typed[found.end() :])


def _figure(figure: str) -> str:
    whole, _, after_comma = figure.partition(",")
    return decimal(whole, after_comma) if after_comma else digits_in_words(whole)


def _side_by_side(words: list[str]) -> str:
    """Two short numbers are said in one breath (үш-төрт), longer ones with a rest between."""
    is_short = not any(" " in word for word in words)
    return ("-" if is_short else " — ").join(words)
