"""What is printed on every page and belongs to none: running heads and feet, page numbers.

A line at the edge of a page is a running head if it, but for its number, stands in the same place
on a page nearby; a number is a page's if it counts up with the pages around it. What only looks
like one ("Глава 1", "Глава 2"; "1 Там же.") stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from tts.sources.layout.sheet import ARTIFACT, Line
from tts.sources.plain.headings import keyword_rank

LEVELS = 3
TIGHT = 1.4  # in parts of the letter size
LEVEL = 0.3
REACH = 4
NEAR_POINTS = 20.0
ALIKE, SHORTEST_ALIKE = 0.82, 6
SIZE_ALIKE = 0.12
LONGEST_HEAD = 160
NUMBER_ALONE = re.compile(
    r"[-–—\[(•·.\s]{0,4}(?:(?:стр|с|бет|page|p)\.?\s{0,2})?([0-9]{1,4})[-–—\])•·.\s]{0,4}(?:бет)?",
    re.IGNORECASE,
)
TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = {TENS[value // 10] + ONES[value % 10]: value for value in range(1, 100)}
ALIKE_LETTERS = str.maketrans("аеорсухіһкмтнв", "aeopcyxihkmthb")
NUMBER_FIRST = re.compile(r"([0-9]{1,4})[\s|•·–—-]+(\S.*)")
NUMBER_LAST = re.compile(r"(.*\S)[\s|•·–—-]+([0-9]{1,4})")
NOTE_LIKE = re.compile(r"(?:[0-9]{1,3}|[*†‡]{1,4})[.)]?\s*\S")


@dataclass(slots=True)
class PageLines:
    """The lines of one page; those that are furniture are taken out, `printed` is its number."""

    number: int
    lines: list[Line]
    is_recognised: bool = False
    printed: str = ""
    taken: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near an edge of its page: `side` -1 is the top, 1 the bottom."""

    line: Line
    side: int
    key: str
    numbers: tuple[str, ...]
    is_alone: bool
    is_chapter: bool = False


def take_furniture(pages: Sequence[PageLines]) -> None:
    """Take running heads and page numbers out of the lines of all pages of a book."""
    edges = [[list(_edges(page.lines, side)) for side in (-1, 1)] for page in pages]
    numbers = _page_numbers(pages, edges)
    for at, page in enumerate(pages):
        page.printed = numbers.get(at, "")
        for side in (0, 1):
            page.taken += _peeled(at, side, edges, numbers, is_recognised=page.is_recognised)
        gone = {id(line) for line in page.taken}
        page.lines = [line for line in page.lines if id(line) not in gone]


def _edges(lines: Sequence[Line], side: int) -> Iterable[list[_Edge]]:
    """The outermost levels of a page, each with its lines, from the edge inwards."""
    level = list[_Edge]()
    count = 0
    for line in sorted(lines, key=lambda line: -side * line.y):
        if level and abs(line.y - level[0].line.y) > LEVEL * line.size:
            yield level
            level, count = [], count + 1
            if count > LEVELS:
                return
        level.append(_edge(line, side))
    if level:
        yield level


def _edge(line: Line, side: int) -> _Edge:
    text = " ".join(line.text[: LONGEST_HEAD + 1].split())
    alone = NUMBER_ALONE.fullmatch(text)
    if alone or text in ROMAN:
        return _Edge(line, side, "", (alone[1] if alone else text,), is_alone=True)
    if line.picture or len(text) > LONGEST_HEAD:
        return _Edge(line, side, "", (), is_alone=False)
    first, last = NUMBER_FIRST.fullmatch(text), NUMBER_LAST.fullmatch(text)
    numbers = (first[1] if first else "", last[2] if last else "")
    is_chapter = keyword_rank(text) > 0
    kept = str.isalnum if is_chapter else str.isalpha
    key = "".join(filter(kept, text.casefold())).translate(ALIKE_LETTERS)
    return _Edge(
        line, side, key, tuple(filter(None, numbers)), is_alone=False, is_chapter=is_chapter
    )


def _value(number: str) -> int:
    return int(number) if number.isdigit() else ROMAN[number]


def _page_numbers(
    pages: Sequence[PageLines], edges: Sequence[Sequence[Sequence[Sequence[_Edge]]]]
) -> dict[int, str]:
    """The printed number of every page, as far as they count up with the pages; pages between
    two that do (the openings of chapters) count along."""
    ways: dict[tuple[bool, int], list[int]] = {}
    for at, page in enumerate(pages):
        for number in _numbers(edges[at]):
            way = (number.isdigit(), _value(number) - page.number)
            if not ways.get(way) or ways[way][-1] != at:
                ways.setdefault(way, []).append(at)
    found: dict[int, str] = {}
    strength: dict[int, int] = {}
    for (is_digits, offset), places in ways.items():
        for one, other in pairwise(places):
            if other - one > REACH:
                continue
            for at in range(one, other + 1):
                if len(places) > strength.get(at, 0):
                    found[at] = _written(pages[at].number + offset, is_digits=is_digits)
                    strength[at] = len(places)
    return {at: number for at, number in found.items() if number}


def _numbers(levels: Sequence[Sequence[Sequence[_Edge]]]) -> set[str]:
    """Every number at the edges of a page that could be its own; only edges count, not the text
    behind them."""
    return {
        number for side in levels for level in side[:2] for edge in level for number in edge.numbers
    }


def _written(value: int, *, is_digits: bool) -> str:
    if value < 1:
        return ""
    if is_digits:
        return str(value)
    return TENS[value // 10] + ONES[value % 10] if value < 100 else ""


def _peeled(
    at: int,
    side: int,
    edges: Sequence[Sequence[Sequence[Sequence[_Edge]]]],
    numbers: Mapping[int, str],
    *,
    is_recognised: bool,
) -> list[Line]:
    """Furniture at one edge of a page, from the edge inwards up to the first line of text."""
    taken = list[list[_Edge]]()
    levels = edges[at][side]
    for level in levels[:LEVELS]:
        good = [
            edge
            for edge in level
            if _is_furniture(edge, at, side, edges, numbers, is_recognised=is_recognised)
        ]
        if good:
            taken.append(good)
        if len(good) < len(level):
            break
    if len(taken) == len(levels):  # a page of nothing else is no page of furniture
        return [edge.line for level in taken for edge in level if _is_sure(edge)]
    while taken and _is_tight(taken[-1][0], levels[len(taken)][0]):
        taken.pop()
    return [edge.line for level in taken for edge in level]


def _is_sure(edge: _Edge) -> bool:
    """A number alone, or what the file itself says is no content."""
    return edge.is_alone or all(word.flags & ARTIFACT for word in edge.line.words)


def _is_tight(outer: _Edge, inner: _Edge) -> bool:
    """The line stands as close to the next as lines of one text do, and is no number: a refrain
    that happens to come at the edge of two pages, and not a running head."""
    if _is_sure(outer):
        return False
    size = max(outer.line.size, inner.line.size)
    is_alike = abs(outer.line.size - inner.line.size) <= SIZE_ALIKE * size
    return is_alike and abs(outer.line.y - inner.line.y) <= TIGHT * size


def _is_furniture(
    edge: _Edge,
    at: int,
    side: int,
    edges: Sequence[Sequence[Sequence[Sequence[_Edge]]]],
    numbers: Mapping[int, str],
    *,
    is_recognised: bool,
) -> bool:
    is_numbered = numbers.get(at, "") in edge.numbers if edge.numbers else False
    if edge.is_alone:
        return is_numbered or (is_recognised and _is_in_place_of_number(edge, at, side, edges))
    if edge.line.picture:
        return False
    if _is_sure(edge):
        return True
    if not edge.key or (side == 1 and not is_numbered and NOTE_LIKE.match(edge.line.text)):
        return False
    near = range(max(0, at - REACH), min(len(edges), at + REACH + 1))
    return any(
        _same(edge, other)
        for place in near
        if place != at
        for level in edges[place][side]
        for other in level
    )


def _is_in_place_of_number(
    edge: _Edge,
    at: int,
    side: int,
    edges: Sequence[Sequence[Sequence[Sequence[_Edge]]]],
) -> bool:
    """A number at the very edge, where pages nearby have one too, if perhaps misread."""
    near = range(max(0, at - REACH), min(len(edges), at + REACH + 1))
    others = (edges[place][side] for place in near if place != at)
    return edge in edges[at][side][0] and any(
        other.is_alone and abs(other.line.y - edge.line.y) <= NEAR_POINTS
        for levels in others
        for other in (levels[0] if levels else ())
    )


def _same(one: _Edge, other: _Edge) -> bool:
    """The same words of the same size in the same place, as far as recognition reads alike."""
    if not other.key or abs(one.line.y - other.line.y) > NEAR_POINTS:
        return False
    larger = max(one.line.size, other.line.size)
    if abs(one.line.size - other.line.size) > SIZE_ALIKE * larger:
        return False
    if one.key == other.key:
        return True
    is_long = len(one.key) >= SHORTEST_ALIKE and not (one.is_chapter or other.is_chapter)
    return is_long and SequenceMatcher(None, one.key, other.key).ratio() >= ALIKE
