"""Pairs of quotation marks and brackets, found in one pass."""

import re
from dataclasses import dataclass

LONGEST_PAIR = 240
"""Characters. What is further apart is read as a text of its own, not as part of a sentence."""

CLOSERS = "»”’\"')\\]›"
OPENERS = "«“„‘\"'(\\[‹"
"""Both for use inside the square brackets of a pattern."""

_SIGNS = re.compile(r"[«»“”„\"()\[\]]")
_CLOSES = {"»": "«", "”": "“„", ")": "(", "]": "["}
_BEFORE_OPENING = frozenset(' \t\n\u00a0\u202f«“„("[—–-')
_LATELY = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Offsets of an opening sign and of the sign that closes it."""

    opens: int
    closes: int


def pairs(text: str) -> list[Pair]:
    """Every closed pair no longer than `LONGEST_PAIR`, by the place of its opening sign.

    Pairs are nested or apart, never crossed. A straight quote opens after a space, else closes.
    """
    found = list[Pair]()
    waiting = list[tuple[int, str]]()
    for match in _SIGNS.finditer(text):
        place, sign = match.start(), match.group()
        partners = _partners(text, place, sign, waiting)
        if not partners:
            waiting.append((place, sign))
            continue
        depth = _nearest(waiting, partners, place)
        if depth is not None:
            found.append(Pair(waiting[depth][0], place))
            del waiting[depth:]
    return sorted(found, key=lambda pair: pair.opens)


def _partners(text: str, place: int, sign: str, waiting: list[tuple[int, str]]) -> str:
    """The signs that this one closes, or "" if it opens."""
    if sign == '"':
        opens = place == 0 or text[place - 1] in _BEFORE_OPENING
        return "" if opens else '"'
    if sign == "“":
        return "„" if any(other == "„" for _, other in waiting[-_LATELY:]) else ""
    return _CLOSES.get(sign, "")


def _nearest(waiting: list[tuple[int, str]], partners: str, place: int) -> int | None:
    """Where the partner waits, counted from the start; nothing too far away is looked at."""
    for depth in range(len(waiting) - 1, -1, -1):
        opened_at, sign = waiting[depth]
        if place - opened_at > LONGEST_PAIR:
            return None
        if sign in partners:
            return depth
    return None
