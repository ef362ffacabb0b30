"""Where the notes of a book are read: each once, after the block that first refers to it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tts.book import Inline, Note, NoteReference, PageBreak
from tts.script import Phrase
from tts.text.clean import clean
from tts.walk import pieces_of


def readable_notes(notes: Iterable[Note[Inline]]) -> dict[str, Note[Inline]]:
    """The notes by id. A second note of the same id gets an id of its own; one with nothing to
    show is left out."""
    found = dict[str, Note[Inline]]()
    for note in notes:
        if not any(_shows(piece) for piece in pieces_of(note)):
            continue
        note_id, count = note.note_id, 1
        while note_id in found:
            count += 1
            note_id = f"{note.note_id}-{count}"
        found[note_id] = replace(note, note_id=note_id)
    return found


class NoteOrder:
    """Hands out the notes in reading order. `cut` turns a note's body into phrases and says
    which notes that body refers to."""

    def __init__(
        self,
        notes: dict[str, Note[Inline]],
        cut: Callable[[Note[Inline]], tuple[Note[Phrase], list[str]]],
    ) -> None:
        self._notes = notes
        self._waiting = dict.fromkeys(notes)
        self._cut = cut

    def after(self, referred: Iterable[str]) -> Iterator[Note[Phrase]]:
        """The bodies of these notes, without those that were read before. A note that is first
        referred to in another note comes right after that one."""
        stack = list(referred)[::-1]
        while stack:
            note_id = stack.pop()
            if note_id in self._waiting:
                del self._waiting[note_id]
                body, further = self._cut(self._notes[note_id])
                yield body
                stack.extend(reversed(further))

    def rest(self) -> Iterator[Note[Phrase]]:
        """The notes to which nothing refers, in the order of the book."""
        for note_id in tuple(self._waiting):
            yield from self.after((note_id,))


def _shows(piece: Inline) -> bool:
    """Whether the reader meets anything of this piece."""
    match piece:
        case NoteReference():
            shown = piece.mark
        case PageBreak():
            shown = piece.label
        case _:
            shown = piece.text
    return bool(clean(shown).strip())
