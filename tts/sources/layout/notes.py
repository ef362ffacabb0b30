"""Notes at the foot of a page find their marks in the text above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tts.sources.layout.feet import Foot, raised_mark
from tts.sources.layout.sheet import GLUED, Line, Word
from tts.sources.plain.lines import ENDS

STARS = re.compile(r"(.*?[^*†‡])([*†‡]{1,4})([.,;:!?»)]*)")
FIGURES = re.compile(r"(.*[^\W\d_][.,;:!?»”)]*)([0-9]{1,2})([.,;:!?»”)]*)")


@dataclass(slots=True)
class FoundNote:
    """A note that a mark points to."""

    note_id: str
    lines: list[Line]


@dataclass(slots=True)
class NoteKeeper:
    """Gives notes their ids, page after page; those without a mark in the text stay text."""

    notes: list[FoundNote] = field(default_factory=list)
    _last: FoundNote | Foot | None = None

    def settle(
        self, columns: Sequence[tuple[Line, ...]], feet: Sequence[Foot], *, is_recognised: bool
    ) -> tuple[list[tuple[Line, ...]], list[Foot]]:
        """The columns of one page with marks known as marks, and the notes that stay text.

        What is small and without a mark at the head of the notes goes on from the page before.
        """
        waiting = list[Foot]()
        for foot in feet:
            if foot.mark or not self._continue(foot):
                waiting.append(foot)
        ids: dict[str, str] = {}
        for foot in waiting:
            if foot.mark and foot.mark not in ids:
                ids[foot.mark] = f"note{len(self.notes) + len(ids) + 1}"
        used = dict[str, str]()
        marked = [
            tuple(_marked(line, ids, used, is_recognised=is_recognised) for line in column)
            for column in columns
        ]
        left = list[Foot]()
        for foot in waiting:
            note_id = used.pop(foot.mark, "")
            if note_id:
                self.notes.append(FoundNote(note_id, foot.lines))
            else:
                left.append(foot)
            self._last = self.notes[-1] if note_id else foot
        if not feet:
            self._last = None
        return marked, left

    def _continue(self, foot: Foot) -> bool:
        last = self._last
        if last is None or not last.lines or ENDS.search(last.lines[-1].text):
            return False
        last.lines += foot.lines
        return True


def _marked(
    line: Line, ids: Mapping[str, str], used: dict[str, str], *, is_recognised: bool
) -> Line:
    if not ids or line.picture:
        return line
    words = list[Word]()
    for word in line.words:
        words += _split(word, ids, used, is_recognised=is_recognised)
    return replace(line, words=tuple(words))


def _split(
    word: Word, ids: Mapping[str, str], used: dict[str, str], *, is_recognised: bool
) -> list[Word]:
    """A word, or what of it is word and what is the mark of a note."""
    mark = raised_mark(word)
    if mark in ids:
        used[mark] = ids[mark]
        return [replace(word, text=mark, note_id=ids[mark])]
    match = STARS.fullmatch(word.text)
    if not match and is_recognised:
        match = FIGURES.fullmatch(word.text)
    if not match or match[2] not in ids or (is_recognised and match[2] in used):
        return [word]
    used[match[2]] = ids[match[2]]
    pieces = [
        replace(word, text=match[1]),
        replace(word, text=match[2], flags=word.flags | GLUED, note_id=ids[match[2]]),
        replace(word, text=match[3], flags=word.flags | GLUED),
    ]
    return [piece for piece in pieces if piece.text]
