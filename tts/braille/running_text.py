"""The phrases of a paragraph in cells: marks of notes, pictures and page turns where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tts.book import Emphasis
from tts.braille.brailler import Brailler, Piece
from tts.braille.cells import BLANK
from tts.braille.items import Turn
from tts.braille.tables import lowered, raised
from tts.braille.words import Words
from tts.script import Phrase, Role, Span

_STRESSED = (Emphasis.EMPHASIS, Emphasis.STRONG)


class RunningText:
    """Gives the cells of any content of a script."""

    def __init__(self, brailler: Brailler, words: Words) -> None:
        self._brailler, self._words = brailler, words

    def runs(self, content: Sequence[Phrase]) -> Iterator[str | Turn]:
        """Cells, parted by the turns of the print page that stand among them."""
        run: list[Piece] = []
        for place, phrase in enumerate(content):
            if phrase.role is Role.PAGE:
                yield from self._cells(run)
                run = []
                yield Turn(self.label(phrase))
                continue
            if run:
                run.append(Piece(" ", phrase.language, phrase.language))
            before = content[place - 1] if place else None
            after = content[place + 1] if place + 1 < len(content) else None
            run += self._pieces(phrase, before, after)
        yield from self._cells(run)

    def heading(self, content: Sequence[Phrase], *, marks: bool) -> str:
        """The cells of a heading without turns, and with or without its note marks.

        Nothing in it is marked as stressed: it stands out by its place. What stands around a mark
        is written apart, so that the words have the same cells in the contents.
        """
        parts: list[str] = []
        for role, group in groupby(content, key=lambda phrase: phrase.role):
            if role is Role.PAGE or (role is Role.NOTE_REFERENCE and not marks):
                continue
            calm = [replace(one, spans=tuple(map(_calm, one.spans))) for one in group]
            parts += [run for run in self.runs(calm) if isinstance(run, str)]
        return BLANK.join(parts)

    def label(self, phrase: Phrase) -> str:
        """What a printed page calls itself."""
        return self._brailler.words(phrase.text.strip(), phrase.language)

    def note_mark(self, phrase: Phrase) -> str:
        """A note's mark as it stands in the text and before the note."""
        return self._brailler.cells([self._mark(phrase)])

    def note_sign(self, phrase: Phrase) -> str:
        """What stands before a note whose own words begin with its mark."""
        return self._sign(phrase)

    def number_mark(self, number: int) -> str:
        """The number of an entry of a list, in the book's language."""
        return self._brailler.words(f"{number}.", self._words.language)

    def _cells(self, run: Sequence[Piece]) -> Iterator[str]:
        cells = self._brailler.cells(run)
        if cells:
            yield cells

    def _pieces(
        self, phrase: Phrase, before: Phrase | None, after: Phrase | None
    ) -> Iterator[Piece]:
        if phrase.role is Role.NOTE_REFERENCE:
            yield self._mark(phrase)
            return
        is_picture = phrase.role is Role.PICTURE
        opening, closing = self._brailler.table(phrase.language).aside
        if is_picture and not _is_same_picture(phrase, before):
            name = f"{opening}{self._words.picture}: "
            yield Piece(name, self._words.language, phrase.language)
        for span in phrase.spans:
            stressed = span.emphasis in _STRESSED
            yield Piece(_text(span), span.language, phrase.language, stressed)
        if is_picture and not _is_same_picture(phrase, after):
            yield Piece(closing, phrase.language, phrase.language)

    def _mark(self, phrase: Phrase) -> Piece:
        """A number stands behind the sign of notes; any other mark is sign enough."""
        mark = self._sign(phrase) + _mark_text(phrase)
        return Piece(mark, phrase.language, phrase.language)

    def _sign(self, phrase: Phrase) -> str:
        is_number = _mark_text(phrase).isdigit()
        return self._brailler.table(phrase.language).note if is_number else ""


def _mark_text(phrase: Phrase) -> str:
    """A mark as plain characters: its figures are above the line in print anyway."""
    return unicodedata.normalize("NFKC", phrase.text.strip())


def _is_same_picture(phrase: Phrase, other: Phrase | None) -> bool:
    return other is not None and other.role is Role.PICTURE and other.picture == phrase.picture


def _calm(span: Span) -> Span:
    """The span without stress; figures above or below the line stay so."""
    return replace(span, emphasis=Emphasis.NONE) if span.emphasis in _STRESSED else span


def _text(span: Span) -> str:
    """Figures above or below the line as the characters that say so; other letters as they are."""
    if span.emphasis is Emphasis.SUPERSCRIPT and span.text.isdigit():
        return raised(span.text)
    if span.emphasis is Emphasis.SUBSCRIPT and span.text.isdigit():
        return lowered(span.text)
    return span.text
