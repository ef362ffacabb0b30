"""Moments as SIP2 writes them: YYYYMMDDZZZZHHMMSS, four blanks for the zone of the place."""

import re
from datetime import UTC, date, datetime, tzinfo

MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?: {4}| {3}Z)(\d\d)(\d\d)(\d\d)\Z")
DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
NO_MOMENT = " " * 18


def moment_written(at: datetime, zone: tzinfo) -> str:
    """A moment in the time of the place.

    >>> moment_written(datetime(2026, 11, 27, 7, 5, tzinfo=UTC), UTC)
    '20261127    070500'
    """
    return at.astimezone(zone).strftime("%Y%m%d    %H%M%S")


def end_of_day(day: date) -> str:
    """The last minute of a day, until which something may be kept."""
    return day.strftime("%Y%m%d    235900")


def moment_read(text: str, zone: tzinfo) -> datetime | None:
    """The moment; None for what is none: an ILS may leave it blank."""
    found = MOMENT.match(text)
    if found is None:
        return None
    try:
        at = datetime(*map(int, found.groups()), tzinfo=UTC if "Z" in text else zone)  # type: ignore[arg-type,misc]
    except ValueError:
        return None
    return at.astimezone(UTC)


def day_read(text: str) -> date | None:
    """The day in a field that is free in its form, such as AH; None where it is no plain day."""
    found = DAY.match(text.strip())
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
