"""Notes of FB2 books go out of the flow, each to its mark, and none is lost."""

from pathlib import Path

import pytest

from tests.tts.epubs import all_text, blocks_of, shown
from tests.tts.fb2s import book_of, book_with, fb2, notes
from tts.book import Book, Heading, NoteKind, Paragraph, PartRole, Text

MARK = '<a l:href="#n{0}" type="note">[{0}]</a>'
NOTE = '<section id="n{0}"><title><p>{0}</p></title><p>note {0}</p></section>'


def note_texts(book: Book) -> list[str]:
    return [" ".join(shown(block) for block in note.blocks) for note in book.notes]


def test_a_note_goes_to_its_mark(tmp_path: Path) -> None:
    body = f"<p>a{MARK.format(1)}.</p>"
    book = book_with(tmp_path, body, after=notes("<title><p>Notes</p></title>" + NOTE.format(1)))
    assert [shown(block) for block in blocks_of(book)] == ["a^1."]
    assert note_texts(book) == ["note 1"]
    assert book.warnings == ()


@pytest.mark.parametrize(
    "link",
    ['<a xlink:href="#n1">1</a>', '<a href="#n1"><sup>1</sup></a>', '<a l:href="#n1">{1}</a>'],
)
def test_a_link_into_the_notes_is_a_mark_even_if_it_does_not_say_so(
    tmp_path: Path, link: str
) -> None:
    book = book_with(tmp_path, f"<p>a{link}.</p>", after=notes(NOTE.format(1)))
    assert all_text(book) == "a^1.\nnote 1"


def test_a_mark_set_on_words_leaves_the_sentence_whole(tmp_path: Path) -> None:
    body = '<p>the <a l:href="#n1" type="note">old <emphasis>ferry</emphasis></a> waits</p>'
    book = book_with(tmp_path, body, after=notes(NOTE.format(1)))
    assert shown(blocks_of(book)[0]) == "the old ferry^* waits"


def test_comments_are_endnotes(tmp_path: Path) -> None:
    after = notes(NOTE.format(1)) + notes(NOTE.format(2), name="comments")
    book = book_with(tmp_path, f"<p>a{MARK.format(1)}b{MARK.format(2)}</p>", after=after)
    assert [note.kind for note in book.notes] == [NoteKind.FOOTNOTE, NoteKind.ENDNOTE]


def test_a_mark_that_leads_nowhere_is_kept_as_text(tmp_path: Path) -> None:
    book = book_with(tmp_path, f"<p>a{MARK.format(7)}.</p>", after=notes(NOTE.format(1)))
    assert "a[7]." in all_text(book)
    assert "leads to no note" in book.warnings[0]


def test_a_link_within_the_text_is_words(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<section id="s"><p>see <a l:href="#s">above</a></p></section>')
    assert all_text(book) == "see above"
    assert book.warnings == ()


def test_a_note_of_a_note_is_reached_through_it(tmp_path: Path) -> None:
    second = f'<section id="n2"><p>b{MARK.format(3)}</p></section>'
    book = book_with(tmp_path, f"<p>a{MARK.format(2)}</p>", after=notes(second + NOTE.format(3)))
    assert note_texts(book) == ["b^3", "note 3"]


def test_notes_that_nothing_leads_to_are_read_at_the_end(tmp_path: Path) -> None:
    loop = f'<section id="n5"><p>loop{MARK.format(5)}</p></section>'
    inside = "<title><p>Notes</p></title>" + NOTE.format(1) + NOTE.format(2) + loop
    book = book_with(tmp_path, f"<p>a{MARK.format(1)}</p>", after=notes(inside))
    assert [part.role for part in book.parts] == [PartRole.BODY, PartRole.BACK]
    assert [shown(block) for block in book.parts[1].blocks] == ["Notes", "2", "note 2", "loop[5]"]
    assert [b.level for b in book.parts[1].blocks if isinstance(b, Heading)] == [1, 2]


def test_headings_over_notes_that_are_all_read_elsewhere_are_gone(tmp_path: Path) -> None:
    inside = f"<title><p>N</p></title><section><title><p>G</p></title>{NOTE.format(1)}</section>"
    book = book_with(tmp_path, f"<p>a{MARK.format(1)}</p>", after=notes(inside))
    assert [shown(block) for block in blocks_of(book)] == ["a^1"]


@pytest.mark.parametrize(
    "note",
    [
        '<section><title><p id="n1">1</p></title><p>x</p></section>',
        '<section><p id="n1">x</p></section>',
        '<section><p>other</p><p id="n1">x</p></section>',
        '<p id="n1">x</p>',
        '<section id="n1"><p>x <a l:href="#back">назад</a></p></section>',
    ],
)
def test_a_note_is_found_wherever_its_id_stands(tmp_path: Path, note: str) -> None:
    book = book_with(tmp_path, f"<p>a{MARK.format(1)}</p>", after=notes(note))
    assert note_texts(book) == ["x"]


def test_a_note_begins_plain_whatever_stands_around_it(tmp_path: Path) -> None:
    after = notes('<strong><section id="n1"><p>x</p></section></strong>')
    book = book_with(tmp_path, f"<p>a{MARK.format(1)}</p>", after=after)
    assert book.notes[0].blocks == (Paragraph((Text("x"),)),)


def test_of_two_notes_of_one_id_the_second_is_text(tmp_path: Path) -> None:
    twice = NOTE.format(1) + NOTE.format(1).replace("note 1", "twin")
    book = book_with(tmp_path, f"<p>a{MARK.format(1)}</p>", after=notes(twice))
    assert note_texts(book) == ["note 1"]
    assert "twin" in all_text(book)


def test_an_empty_note_still_gives_its_mark_somewhere_to_lead(tmp_path: Path) -> None:
    book = book_with(tmp_path, f"<p>a{MARK.format(1)}</p>", after=notes('<section id="n1"/>'))
    assert note_texts(book) == ["1"]
    assert "no text" in book.warnings[0]


def test_a_book_of_notes_alone_is_read_as_text(tmp_path: Path) -> None:
    only = fb2("").replace("<body></body>", notes(NOTE.format(1)))
    assert all_text(book_of(tmp_path, only)) == "1\nnote 1"


def test_every_one_of_ten_thousand_notes_is_read(tmp_path: Path) -> None:
    numbers = range(1, 10_001)
    body = "".join(f"<p>{MARK.format(number)}</p>" for number in numbers)
    book = book_with(tmp_path, body, after=notes("".join(map(NOTE.format, numbers))))
    assert note_texts(book) == [f"note {number}" for number in numbers]
