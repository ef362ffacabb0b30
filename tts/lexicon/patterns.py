"""Regular expressions that cannot run away: a small language of them, read before it is compiled.

There are letters, ".", sets in brackets, \\d \\w \\s and their opposites, \\b, "|", groups, and
after one character ? * + {n} {m,n}; after a group only ?. Every repeat ends at 30, and the ways in
which a pattern can be tried at one place of a text are counted beforehand and have a bound, so the
time is linear in the text whatever the pattern. A match stands alone: no letter or digit touches
it. Stress marks in the text are passed over.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tts.lexicon.entry import BadEntry, Case, Entry
from tts.lexicon.letters import Bare
from tts.lexicon.lookup import Hit

MOST_REPEATS = 30
MOST_WAYS = 1_000
MOST_WAYS_TOGETHER = 20_000
"""Of all the patterns of one language."""
_DEEPEST = 20
_CLASSES = frozenset("dDwWsS")
_LITERAL_ESCAPES = frozenset(r"+.^$*?{}[]\|()-/'&#@%~:;,!=<>_ ") | {'"'}
_COUNT = re.compile(r"\{(\d{1,3})(,(\d{0,3}))?\}")
_GROUP_NUMBER = re.compile(r"\\([0-9]|\\)")
_SET = re.compile(r"\[(?!\^?\])(?:[^\\\]\[]|\\.)+\]")


@dataclass(frozen=True, slots=True)
class SafePattern:
    """A pattern that has been read: compiled, how many ways it can be tried, how many groups."""

    compiled: re.Pattern[str]
    ways: int


def safe_pattern(entry: Entry) -> SafePattern:
    """The pattern of an entry, compiled. Raises BadEntry."""
    source, ways = _Reader(entry.written).read()
    alone = rf"(?<![^\W_])(?:{source})(?![^\W_])"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # "[[a]": a set in a set, one day
            compiled = re.compile(alone, re.IGNORECASE if entry.case is Case.ANY else 0)
    except (re.error, FutureWarning, OverflowError) as error:
        raise BadEntry(f"The pattern “{entry.written}” cannot be read: {error}.") from error
    if compiled.fullmatch(""):
        raise BadEntry(f"The pattern “{entry.written}” fits where nothing is; ask for a letter.")
    wanted = [int(found[1]) for found in _GROUP_NUMBER.finditer(entry.said) if found[1] != "\\"]
    if any(not 1 <= number <= compiled.groups for number in wanted):
        raise BadEntry(
            f"“{entry.said}” asks for a group that the pattern “{entry.written}” does not have; "
            f"it has {compiled.groups}."
        )
    return SafePattern(compiled, ways)


class PatternList:
    """The patterns of one language, those most wanted first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Raises BadEntry for a pattern that is not safe, or for too many of them."""
        self._patterns = [(entry, safe_pattern(entry)) for entry in entries]
        ways = sum(pattern.ways for _, pattern in self._patterns)
        if ways > MOST_WAYS_TOGETHER:
            raise BadEntry(
                f"The patterns of one language can be tried in {ways:,} ways at one place; at most "
                f"{MOST_WAYS_TOGETHER:,} are safe. Say with {{1,3}} how much a repeat may take."
            )

    def hits(self, letters: Bare) -> Iterator[Hit]:
        """Every place where a pattern fits, with what is said there."""
        for entry, pattern in self._patterns:
            for found in pattern.compiled.finditer(letters.text):
                begins, ends = letters.shown(found.start()), letters.shown(found.end())
                yield Hit(entry, begins, ends, _filled(entry.said, found))


def _filled(said: str, found: re.Match[str]) -> str:
    """The said form with its groups in it; a group that took no part is empty."""
    return _GROUP_NUMBER.sub(
        lambda number: "\\" if number[1] == "\\" else found[int(number[1])] or "", said
    )


class _Reader:
    """Reads one pattern from left to right; gives it back with its repeats bounded."""

    def __init__(self, source: str) -> None:
        self._source, self._at = source, 0

    def read(self) -> tuple[str, int]:
        """The pattern to compile, and the ways in which it can be tried. Raises BadEntry."""
        source, ways = self._alternatives(depth=0)
        if self._at < len(self._source):
            raise self._refusal("a bracket closes that was not opened")
        if ways > MOST_WAYS:
            raise self._refusal(
                f"it can be tried in {ways:,} ways at one place, and {MOST_WAYS:,} are safe; say "
                "with {1,3} how much a repeat may take"
            )
        return source, ways

    def _alternatives(self, depth: int) -> tuple[str, int]:
        if depth > _DEEPEST:
            raise self._refusal("its groups stand too deep in each other")
        branches = [self._sequence(depth)]
        while self._next() == "|":
            self._at += 1
            branches.append(self._sequence(depth))
        return "|".join(source for source, _ in branches), sum(ways for _, ways in branches)

    def _sequence(self, depth: int) -> tuple[str, int]:
        source, ways = "", 1
        while self._next() not in ("", "|", ")"):
            piece, piece_ways = self._piece(depth)
            source += piece
            ways = min(ways * piece_ways, 10**9)
        return source, ways

    def _piece(self, depth: int) -> tuple[str, int]:
        if self._next() == "(":
            source, ways = self._group(depth)
            if self._next() == "?":
                self._at += 1
                source, ways = source + "?", ways + 1
            if self._next() in ("*", "+", "?", "{"):
                raise self._refusal("a group is repeated; only ? may stand after it")
            return source, ways
        return self._repeated(self._character())

    def _group(self, depth: int) -> tuple[str, int]:
        opening = "(?:" if self._source.startswith("(?:", self._at) else "("
        self._at += len(opening)
        if self._next() == "?":
            raise self._refusal("of groups there are only (…) and (?:…)")
        source, ways = self._alternatives(depth + 1)
        if self._next() != ")":
            raise self._refusal("a bracket is not closed")
        self._at += 1
        return f"{opening}{source})", ways

    def _character(self) -> str:
        """One character, one class, one set, or a border of a word."""
        character = self._next()
        if character == "[":
            found = _SET.match(self._source, self._at)
            if not found:
                raise self._refusal("a set in square brackets is not closed, or holds another")
            self._at = found.end()
            return found[0]
        if character == "\\":
            return self._escaped()
        if character in "*+?{}":
            raise self._refusal(f"{character} has nothing before it to repeat")
        if character in "^$]":
            raise self._refusal(f"{character} stands alone; write \\{character} for the sign")
        self._at += 1
        return character

    def _escaped(self) -> str:
        escaped = self._source[self._at + 1 : self._at + 2]
        if escaped not in _CLASSES | _LITERAL_ESCAPES | {"b"}:
            raise self._refusal(f"\\{escaped} is not in the patterns that are safe")
        self._at += 2
        return "\\" + escaped

    def _repeated(self, character: str) -> tuple[str, int]:
        least, most, length = self._count()
        if not length:
            return character, 1
        if character == r"\b":
            raise self._refusal(r"\b cannot be repeated")
        self._at += length
        if self._next() in ("*", "+", "?", "{"):
            raise self._refusal("a repeat is repeated")
        if not least <= most <= MOST_REPEATS:
            raise self._refusal(f"a repeat goes from few to many, to {MOST_REPEATS} at most")
        return f"{character}{{{least},{most}}}", most - least + 1

    def _count(self) -> tuple[int, int, int]:
        """Least and most repeats, and how long they are written; 0 if nothing is."""
        sign = self._next()
        if sign and sign in "*+?":
            return int(sign == "+"), 1 if sign == "?" else MOST_REPEATS, 1
        found = _COUNT.match(self._source, self._at)
        if not found:
            return 1, 1, 0
        least = int(found[1])
        most = least if not found[2] else int(found[3] or MOST_REPEATS)
        return least, most, len(found[0])

    def _next(self) -> str:
        return self._source[self._at : self._at + 1]

    def _refusal(self, why: str) -> BadEntry:
        return BadEntry(
            f"The pattern “{self._source}” is refused at character {self._at + 1}: {why}."
        )
