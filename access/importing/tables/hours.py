"""Opening hours in one line, as maps and web pages write them.

Source: the everyday part of OpenStreetMap's opening_hours: "Mo-Fr 09:00-19:00; Sa 10:00-17:00",
"Tu-Su 10:00-14:00,15:00-19:00; Mo off", "24/7". Days may be named in Russian and Kazakh too.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from access.importing.remarks import Code, RecordRefused, quoted
from access.network.records import MINUTES_A_DAY

_DAYS = ("mo пн дс", "tu вт сс", "we ср", "th чт бс", "fr пт жм", "sa сб сн", "su вс жс")
DAYS = {name: day for day, names in enumerate(_DAYS) for name in names.split()}
ALWAYS = frozenset({"24/7", "круглосуточно", "тәулік бойы", "00:00-24:00"})
CLOSED = frozenset({"off", "closed", "выходной", "демалыс"})
SPAN = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)\s*-\s*([01]?\d|2[0-4])[:.]([0-5]\d)\Z")
DASHES = str.maketrans({"–": "-", "—": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class Span:
    """Open on a weekday (Monday is 0) from minute to minute of the day."""

    weekday: int
    opens_minute: int
    closes_minute: int


@dataclass(frozen=True, slots=True)
class Hours:
    """When a place is open: always, or in these spans."""

    is_always: bool
    spans: tuple[Span, ...]


def hours_in(text: str) -> Hours:
    """The hours in a line; "" means that nobody said. Raises RecordRefused for what is unclear.

    A later rule for a day wins over an earlier one.

    >>> [span.weekday for span in hours_in("Mo-Fr 09:00-19:00; We off").spans]
    [0, 1, 3, 4]
    """
    plain = " ".join(text.translate(DASHES).casefold().split())
    if not plain or plain in ALWAYS:
        return Hours(bool(plain), ())
    week = dict[int, tuple[Span, ...]]()
    for rule in filter(None, (rule.strip() for rule in plain.split(";"))):
        days, times = _rule(rule, text)
        for day in days:
            week[day] = tuple(Span(day, opens, closes) for opens, closes in times)
    return Hours(False, tuple(span for day in sorted(week) for span in week[day]))


def _rule(rule: str, text: str) -> tuple[list[int], list[tuple[int, int]]]:
    head, _, rest = rule.partition(" ")
    if head[:1].isdigit():
        head, rest = "mo-su", rule
    if not rest:
        raise _unclear(text, rule)
    days = [day for part in head.strip(",:").split(",") for day in _days(part, text)]
    if rest.strip() in CLOSED:
        return days, []
    times = sorted(_span(part.strip(), text) for part in rest.split(","))
    for (_, closes), (opens, _) in pairwise(times):
        if opens < closes:
            raise _unclear(text, rule)
    return days, times


def _days(part: str, text: str) -> list[int]:
    first, _, last = part.partition("-")
    if first not in DAYS or (last and last not in DAYS):
        raise _unclear(text, part)
    begin, end = DAYS[first], DAYS[last or first]
    return [day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)]


def _span(part: str, text: str) -> tuple[int, int]:
    found = SPAN.match(part)
    if not found:
        raise _unclear(text, part)
    opens = int(found[1]) * 60 + int(found[2])
    closes = int(found[3]) * 60 + int(found[4])
    if not opens < closes <= MINUTES_A_DAY:
        raise _unclear(text, part)
    return opens, closes


def _unclear(text: str, part: str) -> RecordRefused:
    return RecordRefused(
        Code.BAD_VALUE,
        f"The opening hours “{quoted(text)}” are not clear at “{quoted(part)}”; write them like "
        "“Mo-Fr 09:00-19:00; Sa 10:00-17:00” or “24/7”.",
        field="hours",
        value=text,
    )
