"""Whatever a book holds, its script loses no letter and keeps the promises that forms rely on."""

from collections.abc import Iterable, Iterator

from hypothesis import given, settings

from tests.tts.random_books import books
from tts.book import Block, Book, Inline, InlineImage, Note, NoteReference, PageBreak, Text
from tts.script import Phrase, Role, Script, Section
from tts.scripting import make_script
from tts.text.clean import clean
from tts.walk import pieces_of

FEWER = settings(max_examples=40)
"""Drawing a whole book takes long."""


def letters(text: str) -> str:
    """What is spoken of a text, without the words that stand for pictures."""
    return "".join(filter(str.isalnum, clean(text))).replace("Щ", "").replace("щ", "")


def flow(script: Script) -> Iterator[Phrase]:
    """Every phrase but those of the added opening heading and of the notes."""
    for number, section in enumerate(script.sections):
        yield from section.heading.content if number else ()
        for block in section.blocks:
            yield from () if isinstance(block, Note) else pieces_of(block)


def pieces(blocks: Iterable[Block[Inline]]) -> list[Inline]:
    return [piece for block in blocks for piece in pieces_of(block)]


def body_of(book: Book) -> list[Inline]:
    return pieces(block for part in book.parts for block in part.blocks)


def notes_of(script: Script) -> list[Note[Phrase]]:
    return [b for section in script.sections for b in section.blocks if isinstance(b, Note)]


def assert_same(written: list[Inline], told: list[Phrase]) -> None:
    """Words, page labels, note marks and picture words: each once, each kind in its order."""
    texts = "".join(letters(piece.text) for piece in written if isinstance(piece, Text))
    assert "".join(letters(p.text) for p in told if p.role is Role.SENTENCE) == texts
    labels = [p.label for p in written if isinstance(p, PageBreak) and p.label.strip()]
    assert [p.text for p in told if p.role is Role.PAGE] == labels
    marks = [(p.note_id, p.mark or "*") for p in written if isinstance(p, NoteReference)]
    assert [(p.note_id, p.text) for p in told if p.role is Role.NOTE_REFERENCE] == marks
    pictured = [p.text for p in written if isinstance(p, Text | InlineImage)]
    assert shch(p.text for p in told) == shch(pictured)
    assert shch(p.text for p in told if p.role is Role.PICTURE) == shch(pictured)


def shch(texts: Iterable[str]) -> int:
    """How many letters of picture words there are."""
    return sum(text.casefold().count("щ") for text in texts)


@FEWER
@given(books())
def test_every_letter_mark_and_page_is_read_once_and_in_order(book: Book) -> None:
    """In the text, and in each of the notes."""
    script = make_script(book)
    assert_same(body_of(book), list(flow(script)))
    bodies = {note.note_id: note for note in notes_of(script)}
    assert len(bodies) == len(notes_of(script))
    for note in book.notes:
        assert_same(list(pieces_of(note)), list(pieces_of(bodies[note.note_id])))


@FEWER
@given(books())
def test_phrases_keep_their_promises(book: Book) -> None:
    """Numbers in reading order, a known language, no space at the ends, a bound on length."""
    script = make_script(book)
    assert script.metadata.language
    for number, phrase in enumerate(script.phrases(), start=1):
        assert phrase.phrase_id == f"e{number:06}"
        assert phrase.text == phrase.text.strip() != ""
        assert len(phrase.text) <= 600
        assert phrase.language in {span.language for span in phrase.spans} - {""}
        assert all(span.text and span.language for span in phrase.spans)
        assert (phrase.role is Role.PAGE) == (phrase.page_kind is not None)
        assert (phrase.role is Role.PICTURE) == (phrase.picture in script.pictures)


@FEWER
@given(books())
def test_sections_keep_their_promises(book: Book) -> None:
    """The first carries the title; no level is skipped; every heading has words."""
    script = make_script(book)
    assert script.sections[0].title == "Zzyzx"
    before = 0
    for number, section in enumerate(script.sections, start=1):
        assert section.section_id == f"s{number:04}"
        assert 1 <= section.level <= min(before + 1, 6)
        assert section.level == section.heading.level
        assert letters(section.title)
        before = section.level


@FEWER
@given(books())
def test_no_two_pages_have_one_number(book: Book) -> None:
    """Players look pages up by kind and value."""
    phrases = list(make_script(book).phrases())
    numbers = [(p.page_kind, p.page_value) for p in phrases if p.page_value is not None]
    assert len(set(numbers)) == len(numbers)


@FEWER
@given(books())
def test_between_a_mark_and_its_note_stand_only_notes(book: Book) -> None:
    """And after a note to which nothing before it refers, only notes are left."""
    units = [unit for section in make_script(book).sections for unit in top_level(section)]
    for place, unit in enumerate(units):
        if isinstance(unit, Note):
            marked = (i for i, other in enumerate(units) if unit.note_id in marks_in(other))
            first = next(marked, len(units))
            between = units[first + 1 : place] if first < place else units[place:]
            assert all(isinstance(other, Note) for other in between)


def top_level(section: Section) -> list[Block[Phrase]]:
    return [section.heading, *section.blocks]


def marks_in(block: Block[Phrase]) -> set[str]:
    return {phrase.note_id for phrase in pieces_of(block)} - {""}
