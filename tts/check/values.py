"""How a date, a language, a page number and a time are written."""

from __future__ import annotations

import re
from datetime import date

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|x(-[A-Za-z0-9]{1,8})+")
_GARBLED = re.compile(r"\ufffd|[\u00a1-\u00ff]{4}|(?:[\u00d0-\u00d3].){3}", re.DOTALL)
_LETTER = re.compile(r"[^\W_]")
_ROMAN = re.compile(r"m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_CLOCK = re.compile(r"(?:(\d{1,6}):)?([0-5]\d):([0-5]\d(?:\.\d{1,9})?)")
_COUNT = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(h|min|s|ms)?")
_UNIT_MS = {"h": 3_600_000, "min": 60_000, "s": 1000, "ms": 1, None: 1000}


def is_language(tag: str) -> bool:
    """Whether this looks like a language tag. Source: RFC 5646, section 2.1."""
    return _LANGUAGE.fullmatch(tag) is not None


def is_garbled(text: str) -> bool:
    """Whether letters were lost or changed by a wrong encoding: nothing but question marks, signs
    of replacement, Cyrillic read as Western European in windows-1251 or UTF-8."""
    return bool(_GARBLED.search(text)) or (not _LETTER.search(text) and text.count("?") > 2)


def is_date(text: str) -> bool:
    """YYYY, YYYY-MM or YYYY-MM-DD, and a day that exists. Source: DAISY 2.02 and Z39.86-2005."""
    match = _DATE.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_roman(text: str) -> bool:
    """Whether this is a Roman number, in either case."""
    return bool(text) and _ROMAN.fullmatch(text) is not None


def is_count(text: str | None) -> bool:
    """Whether this is a whole number of at least 0, in ASCII digits, of a sane length."""
    return text is not None and text.isascii() and text.isdigit() and len(text) < 10


def clock_ms(text: str) -> float | None:
    """A SMIL clock value in milliseconds, or None where it is not one.

    H:MM:SS.mmm, MM:SS.mmm, or a number with h, min, s or ms. Source: SMIL 3.0, clock values.
    """
    if match := _CLOCK.fullmatch(text.strip()):
        hours, minutes, seconds = match.groups()
        return int(hours or 0) * 3_600_000 + int(minutes) * 60_000 + float(seconds) * 1000
    if match := _COUNT.fullmatch(text.strip()):
        return float(match[1]) * _UNIT_MS[match[2]]
    return None


def decimals(text: str) -> int:
    """How many digits stand after the point of a time."""
    return len(re.sub(r"\D", "", text.rpartition(".")[2])) if "." in text else 0


def spell_ms(milliseconds: float) -> str:
    """A time for a sentence: H:MM:SS.mmm."""
    whole = round(milliseconds)
    minutes, ms = divmod(abs(whole), 60_000)
    sign = "-" if whole < 0 else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{ms // 1000:02}.{ms % 1000:03}"
