"""Page numbers that were left in the text, each alone on its line: they become page breaks.

Only numbers that count up are pages, and only if something shows that they stand where pages
turn: a sentence goes on after one, a form feed stands by it, or it is set off ("- 12 -").
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from tts.sources.plain.lines import Line, goes_on
from tts.sources.remarks import Remarks

PLAIN = re.compile(r"([0-9]{1,4})")
SET_OFF = re.compile(
    r"(?:[-–—]\s?([0-9]{1,4})\s?[-–—]|\[\s?([0-9]{1,4})\s?\]|"
    r"(?:стр(?:аница|\.)?|с\.|page|p\.)\s{0,3}([0-9]{1,4})|([0-9]{1,4})\s?-?\s?бет)",
    re.IGNORECASE,
)
FEWEST = 3
RISING_SHARE = 0.8
REACH = 3


def with_pages(lines: Sequence[Line], name: str, remarks: Remarks) -> list[Line]:
    """The lines with page breaks in the places of page numbers; without numbers that do not
    count up, which stay as they are."""
    found = [(at, number) for at, line in enumerate(lines) if (number := _number(line.text))]
    numbers = [int(number) for _, number in found]
    rising = sum(0 < other - one <= REACH for one, other in pairwise(numbers))
    is_counted = len(found) >= FEWEST and rising >= RISING_SHARE * (len(found) - 1)
    if not is_counted or not any(_shows_a_turn(lines, at) for at, _ in found):
        return _closed_up(lines)
    remarks.add("pages", name, f"{len(found)} numbers alone on their lines were read as pages.")
    return _broken(lines, found)


def _broken(lines: Sequence[Line], found: Sequence[tuple[int, str]]) -> list[Line]:
    """A number at the foot names the page above it: each break then takes the next number."""
    places = [at for at, _ in found]
    labels = [number for _, number in found]
    if _at_foot(lines, places):
        first = next(at for at, line in enumerate(lines) if line.text)
        places, labels = [first, *places], [*labels, ""]
    breaks = dict(zip(places, labels, strict=True))
    out = list[Line]()
    numbers = {at for at, _ in found}
    for at, line in enumerate(lines):
        if breaks.get(at):
            out.append(Line("", page=breaks[at]))
        if at not in numbers:
            out.append(line)
    return _closed_up(out)


def _closed_up(lines: Sequence[Line]) -> list[Line]:
    """A sentence that goes on over a page loses the empty lines around the break."""
    out = list[Line]()
    at, text = 0, ""
    while at < len(lines):
        end = at
        while end < len(lines) and not lines[end].text:
            end += 1
        gap = lines[at:end]
        after = lines[end].text if end < len(lines) else ""
        is_turn = any(line.page or line.breaks for line in lines[at : end + 1])
        if is_turn and goes_on(text, after):
            out += [line for line in gap if line.page]
        else:
            out += gap if gap or not is_turn else [Line("")]
        if end < len(lines):
            out.append(lines[end])
            text = after
        at = end + 1
    return out


def _at_foot(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Numbers stand right before a form feed, or text comes before a first page 1."""
    before_feed = sum(_feed_near(lines, at, 1) for at in places)
    after_feed = sum(lines[at].breaks or _feed_near(lines, at, -1) for at in places)
    if before_feed != after_feed:
        return before_feed > after_feed
    return _number(lines[places[0]].text) == "1" and any(line.text for line in lines[: places[0]])


def _feed_near(lines: Sequence[Line], at: int, step: int) -> bool:
    """A form feed between the line and the next text on that side."""
    at += step
    while 0 <= at < len(lines):
        if step < 0 and lines[at].text:
            return False
        if lines[at].breaks or lines[at].text:
            return lines[at].breaks
        at += step
    return False


def _shows_a_turn(lines: Sequence[Line], at: int) -> bool:
    if SET_OFF.fullmatch(lines[at].text) or lines[at].breaks or _feed_near(lines, at, 1):
        return True
    return goes_on(_text_near(lines, at, -1), _text_near(lines, at, 1))


def _text_near(lines: Sequence[Line], at: int, step: int) -> str:
    at += step
    while 0 <= at < len(lines) and not lines[at].text:
        at += step
    return lines[at].text if 0 <= at < len(lines) else ""


def _number(text: str) -> str:
    match = PLAIN.fullmatch(text) or SET_OFF.fullmatch(text)
    return next((str(int(one)) for one in match.groups() if one), "") if match else ""
