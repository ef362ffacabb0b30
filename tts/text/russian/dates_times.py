"""Days, years and hours that are written in figures alone, in words or ready for the library."""

import re

from tts.text.russian.letters import DASH, GAP, LETTER
from tts.text.russian.nouns import case_asked
from tts.text.russian.numbers import cardinal, one_of, ordinal, side_by_side
from tts.text.russian.stops import stop_at

MONTH_NAMES = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip
"""As they follow a day: 5 мая."""
_MONTH = "(?:" + "|".join(MONTH_NAMES) + ")"
_DAY = r"(0?[1-9]|[12]\d|3[01])"
_IN_FIGURES = re.compile(
    rf"(?<![\w.,/]){_DAY}([./])(0?[1-9]|1[0-2])\2(\d{{4}})(?![\d/]|[.,]\d)"
    rf"(?:{GAP}?(?:г\.|год[ау]?(?![{LETTER}])))?"
)
_SHORT_YEAR = re.compile(rf"(?<![\w.,/]){_DAY}\.(0[1-9]|1[0-2])\.(\d\d)(?![\d/]|[.,]\d)")
_YEAR_FIRST = re.compile(r"(?<![\w.,-])(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])")
_ALONE = re.compile(rf"\A\s*{_DAY}{GAP}({_MONTH})((?:{GAP}\d{{4}}{GAP}?(?:г\.|года))?[.,…!]*\s*)\Z")
_DAYS = re.compile(rf"(?<![\w.,–—-]){_DAY}{GAP}?{DASH}{GAP}?{_DAY}(?={GAP}{_MONTH}(?![{LETTER}]))")
_NIGHT = re.compile(
    rf"(?<!\w)(с{GAP}){_DAY}{GAP}на{GAP}{_DAY}(?={GAP}{_MONTH}(?![{LETTER}]))", re.IGNORECASE
)
_UNTIL_DAY = re.compile(
    rf"(?<!\w)(?<!\d{GAP})(по{GAP}){_DAY}(?={GAP}{_MONTH}(?![{LETTER}]))", re.IGNORECASE
)
_LIFE = re.compile(rf"(?<=\()(1\d{{3}}|20\d\d){GAP}?{DASH}{GAP}?(1\d{{3}}|20\d\d|\d\d)(?=\))")

_YEARS = re.compile(
    rf"(?<![\w.,–—-])([12]\d{{3}}){GAP}?(?:{DASH}|/){GAP}?([12]\d{{3}}|\d\d)({GAP}?)"
    rf"((?:учебн|финансов|отчётн|хозяйственн)(?:ый|ого|ому|ым|ом){GAP})?"
    rf"(г?г\.(?:{GAP}?г\.)?|год(?:ы|ов|ам|ами|ах|у|а|ом|))(?![{LETTER}])"
)
_YEARS_IN = {"g": "годов", "d": "годам", "i": "годами", "p": "годах"}
_ONE_YEAR = {"год": "n", "года": "g", "году": "p", "годом": "i"}
_CASE_OF_YEARS = {"годы": "n"} | _ONE_YEAR | {word: case for case, word in _YEARS_IN.items()}
_DECADE = re.compile(
    rf"(?<![\w.,–—-])((?:\d{{1,3}}0{GAP}?{DASH}{GAP}?)?\d{{1,3}}0[-‐‑])(е|х|м|ми){GAP}?гг?\."
)
_DECADES = re.compile(
    rf"(?<![\w.,–—-])(\d{{1,4}})(?:-(?:е|х|м|ми))?{GAP}?{DASH}{GAP}?(\d{{1,4}})"
    rf"-(е|х|м|ми)(?![{LETTER}])"
)
_FOR = re.compile(r"(?i)(?<!\w)(?:на|за|по)[ \u00a0]\Z")
_CASE_OF_DECADE = {"е": "n", "х": "g", "м": "d", "ми": "i"}
_YEAR_ALONE = re.compile(rf"\A\s*([12]\d{{3}}){GAP}?г(\.)\s*\Z")
_YEAR_QUOTED = re.compile(rf"([«(“\"])([12]\d{{3}}){GAP}?г\.(?=[»)”\"])")
_CENTURIES = re.compile(
    rf"(?<![\w.,–—-])(1\d|2[01])(?:{GAP}?{DASH}{GAP}?(1\d|2[01]))?{GAP}(вв?\.)(?!{GAP}?\d)"
)
_ROMAN = ["X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI"]

_CLOCK = r"([01]?\d|2[0-4])"
_HOURS_AND_MINUTES = re.compile(
    rf"(?<![\w.,])(\d{{1,2}}){GAP}?ч\.{GAP}?(\d{{1,2}}){GAP}?м(?:ин)?\."
)
_SPAN = re.compile(
    rf"(?<![\w.,:/])(с{GAP})?{_CLOCK}[.:]00(?:{GAP}?{DASH}{GAP}?|{GAP}(?:до|по){GAP}){_CLOCK}[.:]00"
    rf"(?!\d|[.:,]\d)"
)
_MINUTE_SPAN = re.compile(
    rf"(?<![\w.,:/]){_CLOCK}([.:])([0-5]\d){GAP}?{DASH}{GAP}?{_CLOCK}\2([0-5]\d)(?!\d|[.:,]\d)"
)
_SECONDS = re.compile(rf"(?<![\w.,:/]){_CLOCK}:([0-5]\d):([0-5]\d)(?![\d:])")
_COLON = re.compile(rf"(?<![\w.,:/]){_CLOCK}:([0-5]\d)(?!\d|:\d)(?:{GAP}(?:ч\.|час[аов]{{0,2}}))?")
_DOTTED = re.compile(
    rf"(?<![\w.,:/]){_CLOCK}\.([0-5][05])(?!\d|[.,]\d)"
    rf"(?!{GAP}?(?:%|раз|см|мм|км|кг|г|м|л|ч|т)(?![{LETTER}]))"
    rf"(?=(?:{GAP}(утра|дня|вечера|ночи|час))?)"
    rf"(?=(?<=00){GAP}|{GAP}(?:утра|дня|вечера|ночи|час|и|в|до|по|на)(?![{LETTER}])|[,.;:!?)»…]|\Z)"
)
_TOLD = re.compile(
    rf"(?<![{LETTER}])(?:в|к|с|до|от|после|около|на|начало|часов){GAP}\Z", re.IGNORECASE
)
_RATIO = re.compile(rf"(?<![\w.,:/])(\d{{1,6}}){GAP}:{GAP}(\d{{1,6}})(?![\d:]|[.,]\d)")
_SCORE = re.compile(r"(?<![\w.,:/])(\d{1,3}):(\d{1,3})(?![\d:]|[.,]\d)")
_PLURAL = {"n": "часов", "g": "часов", "d": "часам", "i": "часами"}
_ONE_HOUR = {"n": "час", "g": "часа", "d": "часу", "i": "часом"}


def dates_written_out(text: str) -> str:
    """The text with dates in figures as a person would write them in a letter."""
    text = _IN_FIGURES.sub(_date, text)
    text = _SHORT_YEAR.sub(_short_date, text)
    text = _YEAR_FIRST.sub(lambda f: f"{int(f[3])} {MONTH_NAMES[int(f[2]) - 1]} {f[1]} года", text)
    text = _LIFE.sub(lambda found: f"{ordinal(int(found[1]))} — {ordinal(int(found[2]))}", text)
    text = _DAYS.sub(_days, text)
    text = _NIGHT.sub(
        lambda f: f"{f[1]}{ordinal(int(f[2]), 'g', 'n')} на {ordinal(int(f[3]), 'n', 'n')}", text
    )
    text = _UNTIL_DAY.sub(lambda f: f[1] + ordinal(int(f[2]), "n", "n"), text)
    alone = _ALONE.match(text)
    if alone:
        return f"{ordinal(int(alone[1]), 'n', 'n')} {alone[2]}{alone[3]}"
    return text


def _short_date(found: re.Match[str]) -> str:
    """1.09.24, of which the century goes unsaid."""
    year = ordinal(int(found[3]), "g") if int(found[3]) else ordinal(2000, "g")
    return f"{int(found[1])} {MONTH_NAMES[int(found[2]) - 1]} {year} года"


def _days(found: re.Match[str]) -> str:
    """9–10 мая, in the case that the word before asks; by itself the second."""
    asked = case_asked(found.string, found.start())
    case = {"d": "d", "i": "i", "p": "n", "a": "n"}.get(asked, "g")
    one, other = (ordinal(int(day), case, "n") for day in found.group(1, 2))
    return side_by_side(one, other)


def years_in_words(text: str) -> str:
    """The text with ranges of years, decades and lone years in words, in their case."""
    text = _DECADE.sub(_decade, text)
    text = _DECADES.sub(_decades, text)
    text = _YEARS.sub(_years, text)
    text = _CENTURIES.sub(_centuries, text)
    text = _YEAR_QUOTED.sub(lambda found: f"{found[1]}{ordinal(int(found[2]))} год", text)
    alone = _YEAR_ALONE.match(text)
    return f"{ordinal(int(alone[1]))} год{alone[2]}" if alone else text


def _years(found: re.Match[str]) -> str:
    """1941–1945 гг.: after a preposition as it asks, after a noun in the second case."""
    first, last, _, kind, word = found.groups()
    case = _CASE_OF_YEARS.get(word)
    if case is None:
        case = _case_of_years(found.string, found.start())
    years = "годы" if case in "na" else _YEARS_IN[case]
    if kind or word in _ONE_YEAR:
        years = (kind or "") + ("год" if word.startswith("г") and word[-1] == "." else word)
    stop = stop_at(found.string, found.end()) * (word == "гг.")
    return f"{ordinal(int(first), case)} — {ordinal(int(last), case)} {years}{stop}"


def _case_of_years(text: str, at: int) -> str:
    """After на and за they stand as by themselves: план на 2024–2026 гг."""
    before = text[max(0, at - 4) : at]
    if _FOR.search(" " + before):
        return "n"
    case = case_asked(text, at)
    return "g" if case == "n" and before[-2:-1].isalpha() else case


def _decade(found: re.Match[str]) -> str:
    """90-е гг., in which the years stand in the case of the number's ending."""
    ending = found[2]
    if ending == "х":
        years = "годах" if case_asked(found.string, found.start()) == "p" else "годов"
    else:
        years = {"е": "годы", "м": "годам", "ми": "годами"}[ending]
    stop = stop_at(found.string, found.end())
    return f"{found[1]}{ending} {years}{stop}"


def _decades(found: re.Match[str]) -> str:
    case = _CASE_OF_DECADE[found[3]]
    one, other = (ordinal(int(number), case, is_many=True) for number in found.group(1, 2))
    return side_by_side(one, other)


def _centuries(found: re.Match[str]) -> str:
    """20 в. as XX в., which the library knows."""
    roman = "–".join(_ROMAN[int(number) - 10] for number in found.group(1, 2) if number)
    return f"{roman} {found[3]}"


def _date(found: re.Match[str]) -> str:
    stop = stop_at(found.string, found.end()) * found[0].endswith(".")
    return f"{int(found[1])} {MONTH_NAMES[int(found[3]) - 1]} {found[4]} года{stop}"


def hours_in_words(text: str) -> str:
    """The text with the hours of the clock, and scores, as they are said."""
    text = _HOURS_AND_MINUTES.sub(r"\1 ч \2 мин", text)
    text = _SPAN.sub(
        lambda f: (
            f"{'С' if (f[1] or '').startswith('С') else 'с'} "
            f"{cardinal(int(f[2]), 'g')} до {_hours(int(f[3]), 'g')}"
        ),
        text,
    )
    text = _MINUTE_SPAN.sub(_minute_span, text)
    text = _SECONDS.sub(_seconds, text)
    text = _COLON.sub(lambda found: _clock(found, found[1], found[2]), text)
    text = _DOTTED.sub(_dotted, text)
    text = _RATIO.sub(lambda f: f"{cardinal(int(f[1]))} к {cardinal(int(f[2]), 'd')}", text)
    return _SCORE.sub(lambda f: f"{cardinal(int(f[1]))} {cardinal(int(f[2]))}", text)


def _hours(hour: int, case: str) -> str:
    if case == "n":
        return f"{cardinal(hour)} {one_of(hour, 'час', 'часа', 'часов')}"
    is_one = hour % 10 == 1 and hour != 11
    return f"{cardinal(hour, case)} {(_ONE_HOUR if is_one else _PLURAL)[case]}"


def _clock(found: re.Match[str], hour: str, minute: str) -> str:
    """In the case that the word before asks: к восемнадцати сорока пяти."""
    case = case_asked(found.string, found.start())
    case = "n" if case in "ap" else case
    if minute == "00":
        return _hours(int(hour), case)
    words = cardinal(int(minute), case if minute[0] != "0" else "n")
    return f"{cardinal(int(hour), case)} {'ноль ' if minute[0] == '0' else ''}{words}"


def _minute_span(found: re.Match[str]) -> str:
    hour, _, minute, last_hour, last_minute = found.groups()
    if found[2] == "." and not (minute[1] in "05" and last_minute[1] in "05"):
        return found[0]
    one, other = (
        f"{cardinal(int(h))} {'ноль ' if m[0] == '0' else ''}{cardinal(int(m))}"
        if m != "00" else _hours(int(h), "n")
        for h, m in ((hour, minute), (last_hour, last_minute))
    )  # fmt: skip
    return side_by_side(one, other)


def _seconds(found: re.Match[str]) -> str:
    hour, minute, second = (int(part) for part in found.groups())
    return (
        f"{_hours(hour, 'n')} {cardinal(minute, 'n', 'f')} "
        f"{one_of(minute, 'минута', 'минуты', 'минут')} {cardinal(second, 'n', 'f')} "
        f"{one_of(second, 'секунда', 'секунды', 'секунд')}"
    )


def _dotted(found: re.Match[str]) -> str:
    """Hours with a full stop are told from other figures by the word before or behind."""
    before = found.string[max(0, found.start() - 12) : found.start()]
    if not found[3] and not _TOLD.search(before.lower()):
        return found[0]
    return _clock(found, found[1], found[2])
