"""A paragraph's pieces joined into one text, with who speaks which language where.

Sentences do not care where mark-up begins and ends: they are found in the joined text. A formula
stands in it as so many letters of no language, so its own letters, full stops and capitals tell
nothing; where a sentence is too long, it is never cut inside one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from tts.book import Emphasis, Formula, Inline, InlineImage, NoteReference, PageBreak, Text
from tts.script import Span
from tts.text.clean import clean, is_speakable
from tts.text.detection import detect, main_language
from tts.text.languages import normalized
from tts.text.two_scripts import by_script

Mark: TypeAlias = NoteReference | PageBreak | InlineImage
"""What stands in running text and is read as a phrase of its own."""

FILLER = "\ua78f"
"""A letter of no language we know, neither small nor capital, that stands for one of a formula."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one mark-up, text[begin:end]; language "" where the mark-up says nothing.

    A run of a `formula` holds only `FILLER`.
    """

    begin: int
    end: int
    language: str
    emphasis: Emphasis
    formula: Formula | None = None


@dataclass(frozen=True, slots=True)
class RunningText:
    """The joined text, its runs in order without gaps, and the marks that stand in it."""

    text: str
    runs: tuple[Run, ...]
    marks: tuple[tuple[int, Mark], ...]
    _ends: list[int] = field(repr=False)

    @classmethod
    def of(cls, content: Iterable[Inline]) -> RunningText:
        """Joins the pieces; white space is folded across their borders."""
        texts, runs, marks = list[str](), list[Run](), list[tuple[int, Mark]]()
        length, after_space = 0, True
        for piece in content:
            if not isinstance(piece, Text | Formula):
                marks.append((length, piece))
                continue
            formula, text = None, clean(piece.text)
            emphasis = piece.emphasis if isinstance(piece, Text) else Emphasis.NONE
            if isinstance(piece, Formula):
                formula, text = replace(piece, text=text.strip()), FILLER * len(text.strip())
            if after_space and text[:1].isspace():
                text = text.lstrip()
                _set_apart(marks, length)
            if text:
                end = length + len(text)
                runs.append(Run(length, end, normalized(piece.language), emphasis, formula))
                texts.append(text)
                length, after_space = end, text[-1].isspace()
        return cls("".join(texts), tuple(runs), tuple(marks), [run.end for run in runs])

    def language(self, prior: str) -> str:
        """The language of most of the text. `prior` is what stands around it."""
        letters = dict[str, int]()
        for run in self.runs:
            if run.formula is None:
                letters[run.language] = letters.get(run.language, 0) + run.end - run.begin
        most = max(letters, key=letters.__getitem__, default="")
        return most or main_language(self._unmarked(0, len(self.text)), prior)

    def whole(self, pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The pieces with every formula in one of them: a cut in a formula moves to its end."""
        if all(run.formula is None for run in self.runs):
            return list(pieces)
        found, after = list[tuple[int, int]](), 0
        for begin, end in pieces:
            first = max(begin, after)
            run = self.runs[bisect_left(self._ends, end)]
            after = max(after, run.end if run.formula else end)
            if first < after:
                found.append((first, after))
        return found

    def spans(self, begin: int, end: int, prior: str) -> tuple[Span, ...]:
        """text[begin:end] with the language of every character known.

        Mark-up wins; what it leaves open is one guess, so that a sentence has one voice, but for
        words in letters that this voice cannot read.
        """
        runs = self._runs(begin, end)
        if len(runs) == 1 and runs[0].formula is None:
            text = self.text[begin:end]
            return _readable(
                [Span(text, runs[0].language or detect(text, prior), runs[0].emphasis)]
            )
        guess = detect(self._unmarked(begin, end), prior)
        pieces = [self.text[max(run.begin, begin) : min(run.end, end)] for run in runs]
        pieces = ["" if run.formula else text for run, text in zip(runs, pieces, strict=True)]
        languages = _filled(pieces, [run.language for run in runs], guess)
        spans = (
            Span(run.formula.text, language, mathml=run.formula.mathml)
            if run.formula
            else Span(text, language, run.emphasis)
            for run, text, language in zip(runs, pieces, languages, strict=True)
        )
        return _readable(_merged(spans))

    def _runs(self, begin: int, end: int) -> Sequence[Run]:
        """The runs that share characters with text[begin:end]."""
        first = bisect_right(self._ends, begin)
        return self.runs[first : bisect_left(self._ends, end, first) + 1]

    def _unmarked(self, begin: int, end: int) -> str:
        return "".join(
            self.text[max(run.begin, begin) : min(run.end, end)]
            for run in self._runs(begin, end)
            if not run.language and run.formula is None
        )


def _readable(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Each span in letters that a voice of its language can read; a formula is said in words."""
    return tuple(
        readable
        for span in spans
        for readable in (
            (span,)
            if span.mathml
            else (
                Span(text, language, span.emphasis)
                for text, language in by_script(span.text, span.language)
            )
        )
    )


def _set_apart(marks: list[tuple[int, Mark]], offset: int) -> None:
    """A mark with spaces on both sides touches no next word; it goes before the one space left."""
    place = len(marks)
    while place and offset and marks[place - 1][0] == offset:
        place -= 1
        marks[place] = (offset - 1, marks[place][1])


def _filled(pieces: Sequence[str], languages: Sequence[str], guess: str) -> list[str]:
    """Every piece's language. An unmarked one without words belongs to the one before it, a
    leading one to the one after: a lone full stop needs no change of voice."""
    filled = [
        language or (guess if is_speakable(piece) else "")
        for piece, language in zip(pieces, languages, strict=True)
    ]
    last = next(filter(None, filled), guess)
    for index, language in enumerate(filled):
        last = filled[index] = language or last
    return filled


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours of one language and one emphasis become one span; a formula stays alone."""
    groups = list[list[Span]]()
    for span in spans:
        if groups and _alike(groups[-1][0], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return tuple(replace(group[0], text="".join(span.text for span in group)) for group in groups)


def _alike(one: Span, other: Span) -> bool:
    return (
        one.language == other.language
        and one.emphasis is other.emphasis
        and not (one.mathml or other.mathml)
    )


def main_language_of(spans: Sequence[Span]) -> str:
    """The language of most letters; the first of two with as many. Those of formulas are none."""
    if len(spans) == 1:
        return spans[0].language
    letters = dict[str, int]()
    for span in spans:
        count = 0 if span.mathml else sum(map(str.isalpha, span.text))
        letters[span.language] = letters.get(span.language, 0) + count
    return max(letters, key=letters.__getitem__)


def placed(
    marks: Iterable[tuple[int, Mark]], pieces: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, bool, Mark]]:
    """For each mark: by which sentence it is read, and whether before it.

    A page break is read before the sentence that it interrupts, a note's mark or a picture
    after the sentence that it touches. A page break after the last sentence comes before the
    sentence number len(pieces), which is the end.
    """
    ends = [end for _, end in pieces]
    for offset, mark in marks:
        if isinstance(mark, PageBreak) or not pieces:
            yield bisect_right(ends, offset), True, mark
            continue
        touched = bisect_left(ends, offset)
        between = touched < len(pieces) and offset < pieces[touched][0]
        yield max(0, min(touched, len(pieces) - 1) - between), False, mark
