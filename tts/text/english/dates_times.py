"""Days, years and hours: the twelfth of May nineteen eighty-seven, 18 45, the nineties.

What four figures are, the words about them tell: a year after "in" and "since" and beside a
month, a number before a noun (1500 sheep).
"""

import re

from tts.text.english.letters import text_before
from tts.text.english.numbers import decade, ordinal, year

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT_MONTHS = {month[:3]: month for month in _MONTHS} | {"Sept": "September"}
_SHORT = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(\.|(?=[ \u00a0]\d))"
    r"(?=,?[ \u00a0]?\d)|(?<=\d[ \u00a0])(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_MONTH = f"({'|'.join(_MONTHS)})"
_DAY = r"(?<![\w.,:/$£€-])(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:(,?) (\d{4})(?!\d|[.,]\d|:))?"
_DAY_FIRST = re.compile(
    rf"((?:\b[Tt]he )?){_DAY}(?:\s?([-–—])\s?(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)?"
    rf"(?: of)? {_MONTH}\b{_YEAR}"
)
_MONTH_FIRST = re.compile(
    rf"\b{_MONTH} (0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:\s?([-–—])\s?(0?[1-9]|[12]\d|3[01]))?"
    rf"(?![\w:/]|[.,]\d){_YEAR}"
)
_DATE_FOLLOWS = re.compile(
    r"\Z|[.,;:!?)\]’”\"'…—–-]|\s(?:at|and|as|but|by|in|of|on|or|to|the|was|were|is|he|she|it|they|"
    r"we|I|there|when|from|for|until|with|came|brought|marks|marked)\b|\s[^\sa-z]"
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}(,?) (\d{{4}})(?!\d|[.,]\d|:)")
_ISO = re.compile(r"(?<![\w./-])([12]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\w/-]|\.\d)")
_DOTTED = re.compile(
    r"(?<![\w./-])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.([12]\d{3})(?![\w/-]|\.\d)"
)
_SLASHED = re.compile(r"(?<![\w./-])(\d{1,2})/(\d{1,2})/([12]\d{3})(?![\w/-]|\.\d)")

_DECADE = re.compile(r"(?<![\w.,$£€/])(1\d|20)(\d0)['’]?s\b")
_SHORT_DECADE = re.compile(r"(?<![\w.,$£€/-])['’‘]?([2-9]0)['’]?s\b(?![-/])")
_YEARS = re.compile(
    r"(?<![\w.,:/$£€#№§-])(?<![#№§$£€] )(1\d{3}|20\d\d)"
    r"(?:(\s?[-–—/]\s?|-)(\d{4}|\d{2})(?![\w/-]|[.,:]\d))?(?![\w%°/²]|[.,:]\d|-\d)"
)
_YEAR_WORDS = re.compile(
    r"(?:\b(?:in|since|until|till|during|circa|c\.|ca\.|b\.|d\.|fl\.|est\.|born|died|founded|early|"
    r"late|mid|spring|summer|autumn|fall|winter|year|years|Christmas|Easter|AD|A\.D\.|©|\(c\))"
    r"(?: of)?[ \u00a0-]|[(©][ \u00a0]?)\Z",
    re.IGNORECASE,
)
_COUNT_BEFORE = re.compile(
    r"\b(?:page|pages|p\.|pp\.|no\.|nos\.|number|line|verse|room|about|some|over|nearly|almost|"
    r"under|than|least|most|population|altitude|flight|extension|route)[ \u00a0]\Z",
    re.IGNORECASE,
)
_NOUN_FOLLOWS = re.compile(
    r"[ \u00a0-](?!(?:a|about|after|all|also|am|an|and|are|as|at|be|became|before|began|brought|"
    r"but|by|came|did|do|during|edition|election|every\w+|film|for|from|had|has|he|her|his|i|if|in|"
    r"into|is|it|its|just|made|my|near|no|nobody|not|nothing|novel|of|on|only|or|our|over|saw|she|so|"
    r"that|the|their|them|then|there|these|they|this|to|too|took|under|until|up|war|was|we|went|"
    r"were|when|where|which|while|who|with|without|you|your|[a-z]{2,20}ed)\b)[a-z]"
)
_FIRST_YEAR = 1_100  # an older one needs a word that says it is a year

_HALF_DAY = r"[ \u00a0]?(?:[ap]\.[ \u00a0]?m\b\.?|[ap]m\b|[AP]M\b)"
_CLOCK = re.compile(
    rf"(?<![\w:.,/])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:/]|[.,]\d)({_HALF_DAY})?"
)
_DOTTED_CLOCK = re.compile(
    rf"(?<![\w:.,/$£€-])(1?\d|2[0-4])\.([0-5]\d)(?={_HALF_DAY}|[ \u00a0](?:o['’]clock|hours\b))"
    r"|(?<=\bat )(1?\d|2[0-4])\.([0-5]\d)(?=[,;!?)]|\.?\Z|\.\s|\s(?:the|he|she|they|it|we|I|on|in"
    r"|and|sharp|exactly|precisely|every|this|that|to)\b)"
)
_BOOK_BEFORE = re.compile(r"[A-Z][a-z]+\.? \Z")
_RATIO = re.compile(r"(?<![\w:.,/-])(\d{1,6}):(\d{1,6})(?![\w:/]|[.,]\d)")


def dates_in_words(text: str) -> str:
    """Days with their months, and years, as they are said; other numbers stay."""
    text = _ISO.sub(lambda f: _day_of(f[3], int(f[2]), f[1]), text)
    text = _DOTTED.sub(lambda f: _day_of(f[1], int(f[2]), f[3]), text)
    text = _SLASHED.sub(_slashed, text)
    text = _SHORT.sub(lambda f: _SHORT_MONTHS[f[1] or f[3]], text)
    text = _DAY_FIRST.sub(_day_first, text)
    text = _MONTH_FIRST.sub(_month_first, text)
    text = _MONTH_YEAR.sub(lambda f: f"{f[1]}{f[2]} {year(int(f[3]))}", text)
    text = _DECADE.sub(lambda f: decade(int(f[1] + f[2])), text)
    text = _SHORT_DECADE.sub(lambda f: decade(int(f[1])), text)
    return _YEARS.sub(_years, text)


def hours_in_words(text: str) -> str:
    """10:30 as 10 30, 10:05 as 10 oh 5, 9:00 as 9 o'clock, 3:1 as 3 to 1."""
    text = _DOTTED_CLOCK.sub(lambda f: _hour(f[1] or f[3], f[2] or f[4]), text)
    text = _CLOCK.sub(_clock, text)
    return _RATIO.sub(_ratio, text)


def _ratio(found: re.Match[str]) -> str:
    """3:1 as 3 to 1; but Genesis 1:1 is a chapter and its verse."""
    is_verse = _BOOK_BEFORE.search(text_before(found))
    return f"{found[1]}, {found[2]}" if is_verse else f"{found[1]} to {found[2]}"


def _day_of(day: str, month: int, in_year: str) -> str:
    return f"the {ordinal(int(day))} of {_MONTHS[month - 1]} {year(int(in_year))}"


def _slashed(found: re.Match[str]) -> str:
    """25/12/1987 and 12/25/1987 are one day; of 5/6/1987 nobody knows which."""
    first, second = int(found[1]), int(found[2])
    if 12 < first <= 31 and 1 <= second <= 12:
        return _day_of(found[1], second, found[3])
    if 12 < second <= 31 and 1 <= first <= 12:
        return _day_of(found[2], first, found[3])
    return f"{first} slash {second} slash {year(int(found[3]))}"


def _day_first(found: re.Match[str]) -> str:
    article, day, _, last, month, comma, in_year = found.groups()
    days = ordinal(int(day)) + (f" to the {ordinal(int(last))}" if last else "")
    return f"{article or 'the '}{days} of {month}" + _year_after(comma, in_year)


def _month_first(found: re.Match[str]) -> str:
    month, day, _, last, comma, in_year = found.groups()
    if not in_year and not _DATE_FOLLOWS.match(found.string, found.end()):
        return found[0]
    days = ordinal(int(day)) + (f" to {ordinal(int(last))}" if last else "")
    return f"{month} {days}" + _year_after(comma, in_year)


def _year_after(comma: str | None, in_year: str | None) -> str:
    return f"{comma or ''} {year(int(in_year))}" if in_year else ""


def _years(found: re.Match[str]) -> str:
    """A year or two, if what stands about them says so; else the number as it was."""
    text, first = found.string, int(found[1])
    before = text_before(found)
    is_said = _YEAR_WORDS.search(before) is not None
    if found[3]:
        is_range = _is_later(first, found[3])
        if not is_range:
            return found[0]
        last = int(found[3])
        return f"{year(first)} to {year(last) if last > 99 else _two_figures(found[3])}"
    if _COUNT_BEFORE.search(before) or (not is_said and first < _FIRST_YEAR):
        return found[0]
    if not is_said and _NOUN_FOLLOWS.match(text, found.end()):
        return found[0]
    return year(first)


def _is_later(first: int, second: str) -> bool:
    """1914–18 and 1939–1945 go forward."""
    last = int(second)
    return first < last if len(second) == 4 else first % 100 < last


def _two_figures(figures: str) -> str:
    return f"oh {int(figures)}" if figures.startswith("0") else str(int(figures))


def _clock(found: re.Match[str]) -> str:
    hour, minute, second, half = found.groups()
    if second:
        return f"{int(hour)} {_minutes(minute)} and {int(second)} seconds" + (half or "")
    return _hour(hour, minute, half or "") + (half or "")


def _hour(hour: str, minute: str, half: str = "x") -> str:
    if minute != "00":
        return f"{int(hour)} {_minutes(minute)}"
    if half:
        return str(int(hour))
    return f"{int(hour)} o'clock" if 1 <= int(hour) <= 12 else f"{int(hour)} hundred hours"


def _minutes(minute: str) -> str:
    return f"oh {int(minute)}" if minute.startswith("0") else minute
