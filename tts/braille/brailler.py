"""Print becomes cells: which table writes which words, and nothing a table lacks is lost.

A paragraph is written in one family of braille. Where Russian or Kazakh carries foreign words, the
Cyrillic table sets its Latin sign before them; where English carries Cyrillic words, they stand in
the indicators of UEB for another code. Source: GOST R 58511-2019; The Rules of UEB, 14.3.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tts.braille.cells import BLANK, BREAK, NO_BREAK
from tts.braille.liblouis import Liblouis
from tts.braille.tables import KAZAKH, RUSSIAN, Table, cyrillic_table, raised_digits, table_of

_CYRILLIC_RUN = re.compile("[\u0400-\u052f]+(?:[ \u00a0-][\u0400-\u052f]+)*")
_GOES_ON = re.compile(r"(?<=\d) (?=\d{3}(?!\d))", re.ASCII)
_LONGEST_TEXT = 20_000
_NO_BREAK_SPACES = "\u00a0\u202f\u2007"
_DASHES = "-\u2010\u2012\u2013\u2014"
_ACCENT = "⠈"
_WORD, _PASSAGE, _CLOSING = "⠘⠷", "⠘⠷⠄", "⠘⠾"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a text: their own language, and that of the sentence around them."""

    text: str
    language: str
    around: str
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters that one table writes, between cells that are set as they are."""

    table: Table
    text: str
    emphasised: tuple[bool, ...]
    before: str = ""
    after: str = ""


class Brailler:
    """Writes one book. `replaced` and `unknown` count the characters that are not as in print:
    those for which something else stands, and those for which there is only a sign."""

    def __init__(self, library: Liblouis, language: str, grade: int) -> None:
        self._library, self._grade = library, grade
        self.main = table_of(language, grade)
        self.files: dict[str, None] = {}
        self.replaced: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self._written_as: dict[tuple[str, str], tuple[str, Counter[str] | None]] = {}

    def cells(self, pieces: Iterable[Piece]) -> str:
        """The text in cells, with the marks at which a line may or may not end."""
        composed = (replace(one, text=unicodedata.normalize("NFC", one.text)) for one in pieces)
        stretches = self._stretches([piece for piece in composed if piece.text])
        return "".join(
            stretch.before + self._write(stretch) + stretch.after for stretch in _merged(stretches)
        )

    def words(self, text: str, language: str) -> str:
        """Plain words in one language."""
        return self.cells((Piece(text, language, language),))

    def table(self, language: str) -> Table:
        """The table of a language, in the grade of this book."""
        return table_of(language, self._grade)

    def _stretches(self, pieces: Sequence[Piece]) -> Iterator[_Stretch]:
        families = [self.table(piece.around) for piece in pieces]
        cyrillic = [table for table in families if table.is_cyrillic]
        if cyrillic and (self.main.is_cyrillic or len(cyrillic) == len(families)):
            for piece in pieces:
                yield self._in_cyrillic(piece, cyrillic[0])
        else:
            for piece in pieces:
                yield from self._in_latin(piece)

    def _in_cyrillic(self, piece: Piece, neighbour: Table) -> _Stretch:
        """A foreign piece is written by the table of its sentence, or of the one beside it."""
        for table in (self.table(piece.language), self.table(piece.around)):
            if table.is_cyrillic:
                return _stretch(table, piece, piece.text)
        return _stretch(neighbour, piece, piece.text)

    def _in_latin(self, piece: Piece) -> Iterator[_Stretch]:
        table, place = self.table("en"), 0
        for run in _CYRILLIC_RUN.finditer(piece.text):
            yield _stretch(table, piece, piece.text[place : run.start()])
            follows = piece.text[run.end() : run.end() + 1]
            is_word = " " not in run[0]
            closing = "" if is_word and follows.strip() == "" else _CLOSING
            own = self.table(piece.language)
            other = own if own.is_cyrillic else cyrillic_table(run[0])
            yield _stretch(other, piece, run[0], _WORD if is_word else _PASSAGE, closing)
            place = run.end()
        yield _stretch(table, piece, piece.text[place:])

    def _write(self, stretch: _Stretch) -> str:
        text, emphasised = self._prepared(stretch)
        written = []
        while text:
            end = len(text)
            if end > _LONGEST_TEXT:
                end = text.rfind(" ", 1, _LONGEST_TEXT) + 1 or _LONGEST_TEXT
            written.append(self._translated(stretch.table, text[:end], emphasised[:end]))
            text, emphasised = text[end:], emphasised[end:]
        return "".join(written)

    def _translated(self, table: Table, text: str, emphasised: Sequence[bool]) -> str:
        """Cells with marks: a line may end at a space, after a comma even where braille drops the
        space, and after the hyphen of a word; not at a space that print keeps together."""
        self.files[table.file] = None
        result = self._library.translate(table.file, text, emphasised)
        cells, starts = list(result.cells), (*result.starts, len(result.cells))
        for place in range(len(text)):
            end = starts[place + 1]
            if _keeps(text, place) and end and cells[end - 1] == BLANK:
                cells[end - 1] = NO_BREAK
            elif _may_break(text, place) and 0 < end < len(cells) and cells[end - 1] != BLANK:
                cells[end - 1] += BREAK
        return "".join(cells)

    def _prepared(self, stretch: _Stretch) -> tuple[str, tuple[bool, ...]]:
        """The text with something its table can write in the place of each character."""
        written: list[str] = []
        emphasised: list[bool] = []
        previous: bool | None = None
        for character, stressed in zip(stretch.text, stretch.emphasised, strict=True):
            digit = raised_digits(character)
            now = digit[1] if digit else None
            if digit and now is not previous:
                stand_in = (stretch.table.raised if now else stretch.table.lowered) + digit[0]
            else:
                stand_in = digit[0] if digit else self._as_written(character, stretch.table)
            previous = now
            written.append(stand_in)
            emphasised += [stressed] * len(stand_in)
        return "".join(written), tuple(emphasised)

    def _as_written(self, character: str, table: Table) -> str:
        """The character itself, or what stands for it; counted where it is not the same."""
        key = (table.file, character)
        if key not in self._written_as:
            self._written_as[key] = self._stand_in(character, table)
        written, counts = self._written_as[key]
        if counts is not None:
            counts[character] += 1
        return written

    def _stand_in(self, character: str, table: Table) -> tuple[str, Counter[str] | None]:
        """What to write, and where to count it."""
        if character.isspace():
            return "\u00a0" if character in _NO_BREAK_SPACES else " ", None
        if unicodedata.category(character) in {"Cc", "Cf"}:
            return "", None  # says how print looks, nothing to read
        if self._knows(table, character):
            return character, None
        return self._other_cells(character, table)

    def _other_cells(self, character: str, table: Table) -> tuple[str, Counter[str] | None]:
        if table.is_cyrillic and self._knows(KAZAKH, character):  # a letter of a neighbour
            return self._library.translate(KAZAKH.file, character).cells, None
        if character in table.stand_ins:
            return table.stand_ins[character], self.replaced
        base = unicodedata.normalize("NFD", character)[0]
        if base != character and self._knows(table, base):
            return (_ACCENT if table.is_cyrillic else "") + base, self.replaced
        for other in (KAZAKH, RUSSIAN, self.table("en")):
            if self._knows(other, character):
                return self._library.translate(other.file, character).cells, self.replaced
        return table.unknown, self.unknown

    def _knows(self, table: Table, character: str) -> bool:
        """Unknown characters come out as their number, in which there are cells of eight dots."""
        cells = self._library.translate(table.file, character).cells
        return bool(cells) and max(cells) < "\u2840"


def _may_break(text: str, place: int) -> bool:
    """Whether a line may end behind this character although the cell behind is no blank."""
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if text[place] == " ":
        return before in {",", ";"}
    return text[place] in _DASHES and before.isalpha() and after.isalpha()


def _keeps(text: str, place: int) -> bool:
    """Whether this is a space at which no line may end: print says so, or a number goes on."""
    if text[place] == " ":
        return bool(_GOES_ON.match(text, place))
    return text[place] in _NO_BREAK_SPACES


def _stretch(table: Table, piece: Piece, text: str, before: str = "", after: str = "") -> _Stretch:
    return _Stretch(table, text, (piece.emphasised,) * len(text), before, after)


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Neighbours that one table writes, as one: its rules look across words."""
    for (table, before, after), group in groupby(
        stretches, key=lambda one: (one.table, one.before, one.after)
    ):
        if before:
            yield from group
            continue
        same = list(group)
        yield _Stretch(
            table,
            "".join(one.text for one in same),
            tuple(stressed for one in same for stressed in one.emphasised),
            before,
            after,
        )
