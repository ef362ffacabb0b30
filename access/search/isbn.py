"""ISBNs as readers and records write them: ten digits or thirteen, with hyphens or without."""

import re

_FORM = re.compile(
    r"(?:isbn(?:-1[03])?:?\s*)?([\dx](?:[\d\s\u2010-\u2015-]*[\dx])?)", re.IGNORECASE
)
_HYPHENS = re.compile(r"[\s\u2010-\u2015-]+")


def isbn_of(text: str) -> str | None:
    """The thirteen digits of an ISBN, if the text is one whose check digit is right; else None.

    Source: ISO 2108:2017, annex C; the check digit of ten is that of ISO 2108:1992.
    """
    found = _FORM.fullmatch(text.strip())
    if not found:
        return None
    digits = _HYPHENS.sub("", found[1]).upper()
    if not digits.isascii():
        return None
    if len(digits) == 13 and digits.isdigit() and _check_of_13(digits) == digits[12]:
        return digits
    if len(digits) == 10 and digits[:9].isdigit() and _check_of_10(digits) == digits[9]:
        start = f"978{digits[:9]}"
        return start + _check_of_13(start)
    return None


def _check_of_13(digits: str) -> str:
    weighed = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(digits[:12]))
    return str(-weighed % 10)


def _check_of_10(digits: str) -> str:
    weighed = sum(int(d) * (10 - place) for place, d in enumerate(digits[:9]))
    return "0123456789X"[-weighed % 11]
