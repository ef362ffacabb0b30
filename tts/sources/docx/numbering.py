"""Automatic numbers of paragraphs: what a word processor prints before a list entry or a heading.

A number that only counts (1, 2, 3) makes an ordered list. One that says more ("б)", "Статья 7",
"2.1") is kept in the text as it is printed, because another text refers to it by that name.
Source: ECMA-376 Part 1, 17.9 "Numbering", 17.18.59 "ST_NumberFormat".
"""

import re
from dataclasses import dataclass, field

from tts.sources.docx.words import W, child, is_on, number, value
from tts.sources.markup import Element

MOST_LEVELS = 9
ALPHABETS = {
    "Letter": "abcdefghijklmnopqrstuvwxyz",
    "russian": "абвгдежзиклмнопрстуфхцчшщэюя",
}
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
HIGHEST_ROMAN = 4_999
MOST_LETTERS = 20
PLACE = re.compile(r"%([1-9])")
ONLY_COUNTS = re.compile(r"[\W_]*%[1-9][\W_]*")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: how it counts and what it prints ("%1.%2")."""

    format: str = "decimal"
    shows: str = ""
    start: int = 1
    is_legal: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The number of one paragraph. `printed` is what stands before it, "" for a bullet;
    `only_counts` if an ordered list says as much with its `count`."""

    count: int
    printed: str
    only_counts: bool = False
    is_bullet: bool = False


@dataclass(slots=True)
class _Series:
    """The counts of one numbering, level by level; None where a level has not begun."""

    levels: dict[int, Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * MOST_LEVELS)

    def next(self, at: int) -> int:
        """Count a paragraph of a level; deeper levels begin anew."""
        for above in range(at):
            if self.counts[above] is None:
                self.counts[above] = self.level(above).start
        before = self.counts[at]
        count = self.counts[at] = self.level(at).start if before is None else before + 1
        self.counts[at + 1 :] = [None] * (MOST_LEVELS - at - 1)
        return count

    def level(self, at: int) -> Level:
        return self.levels.get(at, Level())


class Numbering:
    """Gives every numbered paragraph its label, in the order of the document."""

    def __init__(self, root: Element | None) -> None:
        abstract = {
            one.get(W + "abstractNumId"): one
            for one in (root.iterchildren(W + "abstractNum") if root is not None else ())
        }
        self._series: dict[str, _Series] = {}
        self._starts: dict[str, dict[int, int]] = {}
        shared: dict[str, _Series] = {}
        for one in root.iterchildren(W + "num") if root is not None else ():
            of = value(one, "abstractNumId") or ""
            found = abstract.get(of)
            if found is None:
                continue
            overrides = list(one.iterchildren(W + "lvlOverride"))
            series = shared.setdefault(of, _Series(_levels(found)))
            if any(child(override, "lvl") is not None for override in overrides):
                series = _Series({**series.levels, **_overridden(overrides)})
            number_id = one.get(W + "numId") or ""
            self._series.setdefault(number_id, series)
            self._starts.setdefault(number_id, _starts(overrides))

    def label(self, number_id: str, at: int) -> Label | None:
        """The next label of a numbering; None if it prints nothing, or there is none such."""
        series = self._series.get(number_id)
        if series is None:
            return None
        at = min(max(at, 0), MOST_LEVELS - 1)
        start = self._starts.get(number_id, {}).pop(at, None)  # only its first paragraph
        if start is not None:
            series.counts[at] = start - 1
        count, level = series.next(at), series.level(at)
        if level.format == "bullet":
            return Label(count, "", is_bullet=True)
        printed = PLACE.sub(lambda place: _shown(series, int(place[1]) - 1, level), level.shows)
        printed = printed.strip()
        if level.format == "none" and not printed:
            return None
        only_counts = level.format == "decimal" and bool(ONLY_COUNTS.fullmatch(level.shows))
        return Label(count, printed, only_counts=only_counts and f"%{at + 1}" in level.shows)


def written(count: int, how: str) -> str:
    """A count in a number format.

    >>> written(4, "lowerRoman"), written(3, "russianLower"), written(28, "upperLetter")
    ('iv', 'в', 'BB')
    """
    if how.endswith("Roman") and 0 < count <= HIGHEST_ROMAN:
        numeral = ""
        for worth, letters in ROMAN:
            numeral += letters * (count // worth)
            count %= worth
        return numeral.upper() if how == "upperRoman" else numeral
    alphabet = next((ALPHABETS[name] for name in ALPHABETS if name in how), "")
    if alphabet and 0 < count <= MOST_LETTERS * len(alphabet):
        letter = alphabet[(count - 1) % len(alphabet)] * ((count - 1) // len(alphabet) + 1)
        return letter.upper() if how in {"upperLetter", "russianUpper"} else letter
    return f"{count:02}" if how == "decimalZero" else str(count)


def _shown(series: _Series, at: int, within: Level) -> str:
    count = series.counts[at]
    if series.level(at).format in {"bullet", "none"}:
        return ""
    how = "decimal" if within.is_legal else series.level(at).format
    return written(series.level(at).start if count is None else count, how)


def _levels(abstract: Element) -> dict[int, Level]:
    return {
        number(level.get(W + "ilvl")): _level(level) for level in abstract.iterchildren(W + "lvl")
    }


def _level(level: Element) -> Level:
    return Level(
        format=value(level, "numFmt") or "decimal",
        shows=(value(level, "lvlText") or "")[:200],
        start=number(value(level, "start"), 1),
        is_legal=is_on(level, "isLgl") is True,
    )


def _overridden(overrides: list[Element]) -> dict[int, Level]:
    return {
        number(one.get(W + "ilvl")): _level(level)
        for one in overrides
        if (level := child(one, "lvl")) is not None
    }


def _starts(overrides: list[Element]) -> dict[int, int]:
    return {
        number(one.get(W + "ilvl")): number(said, 1)
        for one in overrides
        if (said := value(one, "startOverride")) is not None
    }
