"""The notes of a book: which body belongs to which mark, and which mark is met first."""

from dataclasses import dataclass, field

from tts.book import Block, Note
from tts.script import Phrase, Role, Script, Section
from tts.walk import pieces_of


@dataclass(frozen=True, slots=True)
class NoteBody:
    """A note's body: where it stands and what is read. `spoken` leaves page numbers out."""

    section_id: str
    phrases: tuple[Phrase, ...]

    @property
    def body_id(self) -> str:
        """The id of the body's element in the text."""
        return f"n_{self.phrases[0].phrase_id}"

    @property
    def spoken(self) -> tuple[Phrase, ...]:
        """The phrases of the note itself."""
        return tuple(phrase for phrase in self.phrases if phrase.role is not Role.PAGE)


@dataclass(slots=True)
class Notes:
    """The notes of a script. A note in which nothing is said, and a mark without a note, are not
    here: a form treats the mark as any other phrase."""

    of_mark: dict[str, NoteBody] = field(default_factory=dict)
    of_phrase: dict[str, NoteBody] = field(default_factory=dict)
    first_marks: dict[str, NoteBody] = field(default_factory=dict)

    def body(self, block: Block[Phrase]) -> NoteBody | None:
        """The note that this block is, if it is one that stands directly in a section."""
        if not isinstance(block, Note):
            return None
        first = next(pieces_of(block), None)
        body = self.of_phrase.get(first.phrase_id) if first else None
        return body if body and body.phrases[0] is first else None


def find_notes(script: Script) -> Notes:
    """Look through a script once for its notes and their marks.

    `first_marks` has only marks outside notes: where a player may step into the note.
    """
    notes, by_note_id = Notes(), dict[str, NoteBody]()
    for section in script.sections:
        for note, body in _bodies(section):
            by_note_id.setdefault(note.note_id, body)
            notes.of_phrase.update((phrase.phrase_id, body) for phrase in body.phrases)
    met = set[str]()
    for phrase in script.phrases():
        if phrase.role is not Role.NOTE_REFERENCE or phrase.note_id not in by_note_id:
            continue
        body = notes.of_mark[phrase.phrase_id] = by_note_id[phrase.note_id]
        if phrase.phrase_id not in notes.of_phrase and body.body_id not in met:
            met.add(body.body_id)
            notes.first_marks[phrase.phrase_id] = body
    return notes


def _bodies(section: Section) -> list[tuple[Note[Phrase], NoteBody]]:
    found = []
    for block in section.blocks:
        if isinstance(block, Note):
            body = NoteBody(section.section_id, tuple(pieces_of(block)))
            if body.spoken:
                found.append((block, body))
    return found
