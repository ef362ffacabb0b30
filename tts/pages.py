"""Page labels as players count them: front pages, normal pages, special ones.

Source: ANSI/NISO Z39.86-2005, pagenum and pageTarget; DAISY 2.02, page-front, page-normal.
"""

import re
from dataclasses import dataclass

from tts.book import PageKind
from tts.losses import Losses
from tts.text.clean import clean

LONGEST_LABEL = 60
_LONGEST_NUMBER = 6
_ROMAN = re.compile(
    r"(?=.)m{0,3}(?P<c>cm|cd|d?c{0,3})(?P<x>xc|xl|l?x{0,3})(?P<i>ix|iv|v?i{0,3})\Z", re.IGNORECASE
)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page's label, its kind and, where it counts, its value (iv is 4)."""

    label: str
    kind: PageKind
    value: int | None


class Pages:
    """Numbers the pages of one book, in reading order. No two get the same kind and value,
    because players look a page up by them."""

    def __init__(self, losses: Losses) -> None:
        self._taken = set[tuple[PageKind, int]]()
        self._normal_seen = False
        self._losses = losses

    def numbered(self, label: str) -> PageNumber | None:
        """The next page; None if its label is empty, because there is nothing to announce."""
        shown = clean(label).strip()
        if not shown:
            self._losses.add("Page breaks without a number were left out", "has an empty label")
            return None
        if len(shown) > LONGEST_LABEL:
            self._losses.add("Page labels too long to announce were cut", f"is «{shown[:20]}…»")
            shown = shown[:LONGEST_LABEL].rstrip()
        kind, value = self._counted(shown)
        if value is None:
            return PageNumber(shown, PageKind.SPECIAL, None)
        if (kind, value) in self._taken:
            self._losses.add("Page numbers that occur twice are kept as labels", f"is «{shown}»")
            return PageNumber(shown, PageKind.SPECIAL, None)
        self._taken.add((kind, value))
        self._normal_seen |= kind is PageKind.NORMAL
        return PageNumber(shown, kind, value)

    def _counted(self, label: str) -> tuple[PageKind, int | None]:
        """Digits are normal pages. Roman numerals are front pages; capital ones only before the
        first normal page, because later they are the names of plates and appendices."""
        if label.isascii() and label.isdigit() and len(label) <= _LONGEST_NUMBER and int(label):
            return PageKind.NORMAL, int(label)
        if _ROMAN.match(label) and (label.islower() or (label.isupper() and not self._normal_seen)):
            return PageKind.FRONT, roman_value(label)
        return PageKind.SPECIAL, None


def roman_value(numeral: str) -> int:
    """The value of a well-formed Roman numeral: "iv" is 4."""
    values = [_VALUES[letter] for letter in numeral.casefold()]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
