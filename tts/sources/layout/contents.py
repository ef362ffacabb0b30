"""The lines of a paragraph become running text: words joined, emphasis, marks and pages kept."""

from __future__ import annotations

from collections.abc import Sequence

from tts.book import Emphasis, Inline, NoteReference, PageBreak, Text
from tts.sources.layout.drafts import Turn
from tts.sources.layout.sheet import GLUED, Line, Word
from tts.sources.plain.joining import Words
from tts.sources.running_text import Run


def content_of(
    pieces: Sequence[Line | Turn], known: Words, *, mark: str = "", plain: bool = False
) -> tuple[Inline, ...]:
    """Running text. Words cut at a line's end become whole; the page that begins there follows.

    What stands out in the whole paragraph stands out from nothing, so it is not marked; with
    `plain` nothing is.
    """
    run = Run()
    if mark:
        run.add(Text(f"{mark} "))
    alike = {word.emphasis for piece in pieces if isinstance(piece, Line) for word in piece.words}
    plain = plain or len(alike) == 1
    above: Line | None = None
    turns = list[Turn]()
    for piece in pieces:
        if isinstance(piece, Turn):
            turns.append(piece)
            continue
        if above is not None:
            _add(run, above, piece.text, known, plain=plain)
        for turn in turns:
            run.add(PageBreak(turn.label))
        above, turns = piece, []
    if above is not None:
        _add(run, above, None, known, plain=plain)
    for turn in turns:
        run.add(PageBreak(turn.label))
    return run.finish()


def _add(run: Run, line: Line, after: str | None, known: Words, *, plain: bool) -> None:
    """Add a line, without the hyphen of a word that goes on in the text `after` it."""
    whole, glue = known.join(line.text, after) if after is not None else (line.text, "")
    cut = len(line.text) - len(whole)
    for at, word in enumerate(line.words):
        if at and not word.flags & GLUED:
            run.space()
        is_last = at == len(line.words) - 1
        run.add(_piece(word, word.text[:-cut] if cut and is_last else word.text, plain=plain))
    if glue:
        run.space()


def _piece(word: Word, text: str, *, plain: bool) -> Inline:
    if word.note_id:
        return NoteReference(word.note_id, text)
    emphasis = word.emphasis
    if plain and emphasis is not Emphasis.SUPERSCRIPT:
        emphasis = Emphasis.NONE
    return Text(text, emphasis=emphasis)
