"""Days, years and hours: what is written in figures alone, written out so that it can be read.

"01.02.2024" becomes "2024-ші жылғы 1-ші ақпан", "9.00-де" becomes "сағат 9-де"; and what stands
behind a number tells whether it is a year or a day of the month.
"""

import re

from tts.text.kazakh.letters import HYPHEN, LETTER

_MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек",
    "қазан", "қараша", "желтоқсан",
)  # fmt: skip
MONTH = "(?:" + "|".join(_MONTHS).replace("йек", "йе[кг]") + ")"
"""The name of a month, as it is alone and as it is before its ending."""
MONTH_AFTER = re.compile(
    rf"[ \u00a0\u202f]{MONTH}(?:[ыі]|с[ыі]|[ыі]?нда|[ыі]?нде|[ндтғгқк][аеыі]|[ндт][ае]н|"
    rf"[ыі]нан|[ыі]нен|с[ыі]нда|[ндт][ыі]ң|[дт][ае](?:ғы|гі))?(?![{LETTER}])"
)

_DAY_FIRST = re.compile(
    r"(?<![\w.,/])(0?[1-9]|[12]\d|3[01])([./])(0?[1-9]|1[0-2])\2(\d{4})(?![\d/]|[.,]\d)"
    r"(?:[ \u00a0\u202f]?[жг]\.)?"
)
_YEAR_FIRST = re.compile(r"(?<![\w.,-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])")

_CLOCK = r"([01]?\d|2[0-4])"
_COLON = re.compile(
    rf"(?<![\w.,:/])(сағат[ \u00a0\u202f])?{_CLOCK}:([0-5]\d)(?!\d|:\d)", re.IGNORECASE
)
_WITH_SECONDS = re.compile(rf"(?<![\w.,:/]){_CLOCK}:([0-5]\d):([0-5]\d)(?![\d:])")
_HOURS = re.compile(
    rf"(?<![\w.,:/])(сағат[ \u00a0\u202f])?{_CLOCK}[.:]([0-5]\d)\s?[-‐‑–—]\s?"
    rf"{_CLOCK}[.:]([0-5]\d)(?!\d|[.:,]\d)",
    re.IGNORECASE,
)
_DOTTED_CLOCK = re.compile(
    rf"(?<![\w.,:/])(сағат[ \u00a0\u202f])?{_CLOCK}\.([0-5]\d)(?!\d|[.,]\d)"
    rf"(?={HYPHEN}([дтғгқк][ае]н?)(?![{LETTER}]))?",
    re.IGNORECASE,
)
_SHORT_HOUR = re.compile(r"(?<!\w)сағ\.[ \u00a0\u202f](?=\d)")

_YEAR_WORD = re.compile(
    rf"[ \u00a0\u202f]?{HYPHEN}?(?:оқу |қаржы )?"
    rf"(жыл(?:дар(?:ы?[а-яәғқңөұүһі]*)|[ыі](?:мен|н[а-яң]*)?|ғы|дың|дан|да|ға)?|жж?(?:\.|(?=-))|ж\.ж\.|гг?\.)"
    rf"(?![{LETTER}])"
)
_SPAN_OF_TIME = re.compile(
    r"[ \u00a0\u202f](?:бұрын|бой|өт|ішінде|ғұмыр|астам|аса|жуық|толды|толу|қатар|артық|жасады)"
)
_BEFORE_OUR_TIME = re.compile(r"(?:заманымыз|эрамыз|б\. ?з\.|б\. ?э\.|жыл санауымыз)[^\d]{0,24}\Z")
_NEARBY_CHARACTERS = 44
_HUNDRED, _THOUSAND, _LAST_YEAR = 100, 1000, 2199
_CENTURY = re.compile(r"[ \u00a0\u202f]?-?(?:ғғ?\.|ғғ\b|ғасыр)")
_FEWEST_CENTURIES, _MOST_CENTURIES = 10, 30


def dates_written_out(text: str) -> str:
    """The text with dates in figures as a person would write them in a letter."""
    text = _DAY_FIRST.sub(lambda found: _date(found[4], found[3], found[1]), text)
    return _YEAR_FIRST.sub(lambda found: _date(found[1], found[2], found[3]), text)


def hours_written_out(text: str) -> str:
    """The text with the hours of the clock as they are said."""
    text = _SHORT_HOUR.sub("сағат ", text)
    text = _WITH_SECONDS.sub(
        lambda found: f"{int(found[1])} сағат {int(found[2])} минут {int(found[3])} секунд", text
    )
    text = _HOURS.sub(_hours, text)
    text = _COLON.sub(lambda found: _clock(found[1], found[2], found[3]), text)
    return _DOTTED_CLOCK.sub(_dotted_clock, text)


def _date(year: str, month: str, day: str) -> str:
    return f"{year}-ші жылғы {int(day)}-ші {_MONTHS[int(month) - 1]}"


def _clock(said: str | None, hour: str, minute: str) -> str:
    if int(minute):
        return f"{said or ''}{int(hour)} {minute}"
    return f"{said or 'сағат '}{int(hour)}"


def _hours(found: re.Match[str]) -> str:
    start, end = (
        f"{int(hour)} {minute}" if int(minute) else f"{int(hour)}"
        for hour, minute in (found.group(2, 3), found.group(4, 5))
    )
    return f"{found[1] or 'сағат '}{start} — {end}"


def _dotted_clock(found: re.Match[str]) -> str:
    """Hours with a full stop are told from other figures by a word, an ending or 00."""
    if found[1] or found[4] or found[3] == "00":
        return _clock(found[1], found[2], found[3])
    return found[0]


def is_year(number: int, text: str, start: int, end: int, *, is_range: bool) -> bool:
    """Whether the number at text[start:end] is the name of a year, not a count of years."""
    found = _YEAR_WORD.match(text, end)
    if not found:
        return False
    word = found[1]
    if word.startswith("жылдар") or word in ("жж.", "жж", "ж.ж.", "гг."):
        return True
    if _THOUSAND <= number <= _LAST_YEAR:
        return not _SPAN_OF_TIME.match(text, found.end())
    if word in ("жылы", "жылғы", "ж.", "ж", "г.") and not is_range:
        before = text[max(0, start - _NEARBY_CHARACTERS) : start]
        return number >= _HUNDRED or _BEFORE_OUR_TIME.search(before) is not None
    return False


def is_century(number: int, text: str, end: int) -> bool:
    """Whether the number that ends at `end` is the name of a century."""
    found = _CENTURY.match(text, end)
    if not found or number > _MOST_CENTURIES:
        return False
    if found[0].endswith("сыр"):
        return number >= _FEWEST_CENTURIES and not _SPAN_OF_TIME.match(text, found.end())
    return True
