"""Pages and playing times in the words of cataloguers.

Source: MARC 21 fields 300 and 306; RUSMARC fields 127 and 215.
"""

import re

HOURS = re.compile(r"(\d{1,3})\s*(?:ч|час|сағ|h|hr|hour)[а-яёa-zғ]*\.?", re.IGNORECASE)
MINUTES = re.compile(r"(\d{1,4})\s*(?:мин|min)[а-яёa-z]*\.?", re.IGNORECASE)
SECONDS = re.compile(r"(\d{1,5})\s*(?:сек|sec|с\b|s\b)[а-яёa-z]*\.?", re.IGNORECASE)
CLOCK = re.compile(r"(?<![\d:])(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?![\d:])")
PAGES = re.compile(
    r"(\d{1,5})(?:,?\s*\[\d{1,3}\])?\s*(?:с|б|стр|бет|p|pp|pages|s)\b", re.IGNORECASE
)
HMS = re.compile(r"(\d{2})([0-5]\d)([0-5]\d)|(\d{3})([0-5]\d)([0-5]\d)")
MOST_S = 1_000 * 3600


def seconds_in(text: str) -> int | None:
    """A playing time in words or as a clock shows it, in seconds.

    >>> seconds_in("12 ч 30 мин"), seconds_in("(12 hr., 5 min.)"), seconds_in("1 CD (10:05:30)")
    (45000, 43500, 36330)
    """
    clock = CLOCK.search(text)
    if clock:
        hours, minutes, seconds = clock[1], clock[2], clock[3] or "0"
        return _sane(int(hours) * 3600 + int(minutes) * 60 + int(seconds))
    total = 0
    for pattern, worth_s in ((HOURS, 3600), (MINUTES, 60), (SECONDS, 1)):
        found = pattern.search(text)
        if found and (worth_s > 1 or total):  # "345 с." alone are pages
            total += int(found[1]) * worth_s
    return _sane(total)


def seconds_of_hms(digits: str) -> int | None:
    """HHMMSS of MARC 21's field 306 and RUSMARC's field 127 (there HHHMMSS too)."""
    found = HMS.fullmatch(digits.strip())
    if not found:
        return None
    hours, minutes, seconds = (int(part) for part in found.groups() if part is not None)
    return _sane(hours * 3600 + minutes * 60 + seconds)


def pages_in(text: str) -> int | None:
    """How many pages the print has: the last of its numbers, as in "xii, 345 p."."""
    found = PAGES.findall(text)
    return int(found[-1]) if found and int(found[-1]) > 0 else None


def _sane(seconds: int) -> int | None:
    return seconds if 0 < seconds <= MOST_S else None
