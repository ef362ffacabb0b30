"""Short ways to say a small book, for the tests of scripting."""

from tts.book import Block, Book, Heading, Inline, Metadata, Note, Paragraph, Part, PartRole, Text
from tts.script import Phrase, Role, Script
from tts.scripting import make_script


def inlines(*pieces: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def paragraph(*pieces: Inline | str) -> Paragraph[Inline]:
    return Paragraph(inlines(*pieces))


def heading(level: int, *pieces: Inline | str) -> Heading[Inline]:
    return Heading(level, inlines(*pieces))


def note(note_id: str, *pieces: Inline | str) -> Note[Inline]:
    return Note(note_id, (paragraph(*pieces),))


def book(
    *blocks: Block[Inline],
    notes: tuple[Note[Inline], ...] = (),
    title: str = "Книга",
    language: str = "ru",
    creators: tuple[str, ...] = (),
) -> Book:
    """A book of one body part."""
    return Book(
        metadata=Metadata(identifier="test-1", title=title, language=language, creators=creators),
        parts=(Part(PartRole.BODY, blocks),),
        notes=notes,
    )


def script_of(*blocks: Block[Inline], **facts: object) -> Script:
    return make_script(book(*blocks, **facts))  # type: ignore[arg-type]


def told(script: Script) -> list[str]:
    """Every phrase after the opening heading, marked by its role: "p:" page, "n:" note mark,
    "i:" picture."""
    return [_told(phrase) for phrase in script.phrases()][1:]


def _told(phrase: Phrase) -> str:
    signs = {Role.PAGE: "p:", Role.NOTE_REFERENCE: "n:", Role.PICTURE: "i:"}
    return signs.get(phrase.role, "") + phrase.text
