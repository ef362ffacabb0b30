"""Notes of an EPUB: taken out of the text where a mark leads to them, never lost."""

from pathlib import Path

import pytest

from tests.tts.epubs import all_text, blocks_of, book_of, book_with, nav, opf, page, shown
from tts.book import Inline, Note, NoteKind, NoteReference, Paragraph, Text

REF = '<a epub:type="noteref" href="#n1">1</a>'


def notes_of(note: Note[Inline]) -> str:
    return "\n".join(shown(block) for block in note.blocks)


@pytest.mark.parametrize(
    ("mark_up", "kind"),
    [
        ('epub:type="footnote"', NoteKind.FOOTNOTE),
        ('role="doc-footnote"', NoteKind.FOOTNOTE),
        ('epub:type="endnote"', NoteKind.ENDNOTE),
        ('epub:type="rearnote"', NoteKind.ENDNOTE),
        ('role="doc-endnote" hidden="hidden"', NoteKind.ENDNOTE),
    ],
)
def test_a_typed_note_leaves_the_text(tmp_path: Path, mark_up: str, kind: NoteKind) -> None:
    book = book_with(tmp_path, f'<p>a{REF}.</p><aside {mark_up} id="n1"><p>N</p></aside><p>b</p>')
    assert blocks_of(book) == [
        Paragraph((Text("a"), NoteReference("note1", "1"), Text("."))),
        Paragraph((Text("b"),)),
    ]
    assert book.notes == (Note("note1", (Paragraph((Text("N"),)),), kind),)


def test_the_role_of_a_mark_is_enough(tmp_path: Path) -> None:
    body = (
        '<p>a<a role="doc-noteref" href="#n1">*</a></p><aside role="doc-footnote" id="n1">N</aside>'
    )
    assert all_text(book_with(tmp_path, body)) == "a^*\nN"


@pytest.mark.parametrize(
    "habit",
    [
        '<p>a<a id="r" href="#n"><sup>1</sup></a></p><p id="n"><a href="#r">1</a> N</p>',
        '<p>a<sup><a id="r" href="#n">1</a></sup></p><p><a id="n" href="#r">1</a> N</p>',
        '<p>a<a id="r" href="#n">1</a></p><div id="n"><p>1 N <a href="#r">↩</a></p></div>',
        '<p>a[<a id="r" href="#n">1</a>]</p><ol><li id="n">1 N <a href="#r">^</a></li></ol>',
        '<p>a<a href="#n">[1]</a></p><p id="n">[1] N</p>',
        '<p>a<a href="#n" class="footnote">1</a></p><a id="n"/><p>1 N</p>',
        '<p>a<a href="#n"><sup>1</sup></a></p><dl><dt id="n">1</dt><dd>1 N</dd></dl>',
    ],
)
def test_notes_of_epub_2_are_told_by_habit(tmp_path: Path, habit: str) -> None:
    """A small mark leads to a short block that links back or begins with the mark."""
    book = book_with(tmp_path, f"{habit}<p>b</p>")
    assert [shown(block).replace("[1]", "1") for block in blocks_of(book)] == ["a^1", "b"]
    assert [notes_of(note).replace("[1]", "1") for note in book.notes] == ["1 N"]


@pytest.mark.parametrize(
    "links",
    [
        '<p><a id="t" href="#c">1</a></p><h2 id="c"><a href="#t">1</a></h2><p>x</p>',
        '<p><a href="#c">see there</a></p><p id="c">x</p>',
        '<p><a href="#c">1</a></p><p id="c">1 x</p>',
        '<p id="c">1 x</p><p>a<a href="#c"><sup>1</sup></a></p>',
        '<p><a id="r" href="#c">a</a></p><p id="c"><a href="#r">A</a> x</p>',
        '<p>a<a id="r" href="#c"><sup>1</sup></a></p><div id="c"><h2>1</h2>'
        '<a href="#r">1</a> x</div>',
    ],
)
def test_ordinary_links_are_text(tmp_path: Path, links: str) -> None:
    """Numbers in a table of contents, links without a mark, and links backwards make no notes."""
    book = book_with(tmp_path, links)
    assert book.notes == ()
    assert "x" in all_text(book)


def test_a_note_may_stand_in_another_document(tmp_path: Path) -> None:
    book = book_of(
        tmp_path,
        {
            "a.xhtml": page('<p>a<a id="r" href="z.xhtml#n1"><sup>1</sup></a></p>'),
            "z.xhtml": page('<h1>Notes</h1><p id="n1"><a href="a.xhtml#r">1</a> N</p><p>rest</p>'),
        },
    )
    assert [shown(block) for block in blocks_of(book)] == ["a^1", "Notes", "rest"]
    assert book.notes[0].kind is NoteKind.ENDNOTE


def test_a_note_may_stand_outside_the_reading_order(tmp_path: Path) -> None:
    files = {
        "nav.xhtml": nav(),
        "a.xhtml": page('<p>a<a epub:type="noteref" href="z.xhtml#n">1</a></p>'),
        "z.xhtml": page('<p>not read</p><p id="n">N</p>'),
    }
    book = book_of(tmp_path, files, package=opf(files, spine='<itemref idref="i1"/>'))
    assert all_text(book) == "a^1\nN"


@pytest.mark.parametrize("back", ["↩", "↩︎", "^", "[↑]", "back", "Назад", "артқа"])
def test_the_way_back_is_not_read(tmp_path: Path, back: str) -> None:
    body = (
        f'<p id="r">a{REF}</p><aside epub:type="footnote" id="n1">N <a href="#r">{back}</a></aside>'
    )
    assert notes_of(book_with(tmp_path, body).notes[0]) == "N"


def test_a_mark_without_its_note_is_text_and_is_told(tmp_path: Path) -> None:
    book = book_with(tmp_path, f"<p>a{REF}.</p>")
    assert all_text(book) == "a1."
    assert "leads to no note" in book.warnings[0]


def test_a_note_without_words_is_its_mark(tmp_path: Path) -> None:
    """Every mark leads somewhere, and the listener hears that there is nothing."""
    book = book_with(tmp_path, f'<p>a{REF}</p><aside epub:type="footnote" id="n1"> </aside>')
    assert all_text(book) == "a^1\n1"
    assert "no text" in book.warnings[0]


def test_a_note_that_nothing_leads_to_stays_in_place(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<p>a</p><aside epub:type="footnote" id="n">N</aside><p>b</p>')
    assert all_text(book) == "a\nN\nb"
    assert book.notes == ()


def test_notes_that_lead_only_to_each_other_stay_in_the_text(tmp_path: Path) -> None:
    body = (
        '<p>a</p><aside epub:type="footnote" id="x">X<a epub:type="noteref" href="#y">1</a></aside>'
        '<aside epub:type="footnote" id="y">Y<a epub:type="noteref" href="#x">2</a></aside>'
    )
    book = book_with(tmp_path, body)
    assert all_text(book) == "a\nX^1\nY2"


def test_a_mark_inside_its_own_note_does_not_make_it_vanish(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<p id="x">a <a epub:type="noteref" href="#x">1</a> b</p>')
    assert all_text(book) == "a 1 b"


def test_a_note_may_have_a_note(tmp_path: Path) -> None:
    body = (
        f'<p>a{REF}</p><aside epub:type="footnote" id="n1">N'
        '<a epub:type="noteref" href="#n2">2</a></aside><p epub:type="footnote" id="n2">M</p>'
    )
    assert all_text(book_with(tmp_path, body)) == "a^1\nN^2\nM"


def test_a_note_inside_a_note_is_taken_out_of_it(tmp_path: Path) -> None:
    body = (
        f'<p>a{REF}</p><aside epub:type="footnote" id="n1"><p>N<a epub:type="noteref" href="#n2">2'
        '</a></p><aside epub:type="footnote" id="n2">M</aside><p>O</p></aside>'
    )
    book = book_with(tmp_path, body)
    assert [notes_of(note) for note in book.notes] == ["N^2\nO", "M"]


def test_a_note_referred_to_twice_is_there_once(tmp_path: Path) -> None:
    book = book_with(tmp_path, f'<p>a{REF} b{REF}</p><aside epub:type="footnote" id="n1">N</aside>')
    assert all_text(book) == "a^1 b^1\nN"


def test_a_note_inside_a_paragraph_does_not_part_it(tmp_path: Path) -> None:
    body = f'<p>a{REF} <span epub:type="footnote" id="n1">N</span> b</p>'
    assert all_text(book_with(tmp_path, body)) == "a^1 b\nN"


def test_a_note_of_several_paragraphs_is_whole(tmp_path: Path) -> None:
    body = (
        '<p>a<a id="r" href="#n"><sup>1</sup></a></p><ol><li><p><a id="n" href="#r">1</a> N</p>'
        "<p>M</p></li></ol>"
    )
    book = book_with(tmp_path, body)
    assert notes_of(book.notes[0]) == "1 N\nM"


def test_a_mark_that_is_hidden_does_not_hide_its_note(tmp_path: Path) -> None:
    """The note was planned for a mark that nobody meets: its text is kept at the end."""
    body = f'<p>a</p><p hidden="">{REF}</p><aside epub:type="footnote" id="n1">N</aside>'
    book = book_with(tmp_path, body)
    assert all_text(book) == "a\nN"
    assert book.notes == ()


def test_ten_thousand_notes_make_a_right_book(tmp_path: Path) -> None:
    count = 10_000
    marks = "".join(
        f'<p id="r{n}">t<a epub:type="noteref" href="z.xhtml#n{n}">{n}</a></p>'
        for n in range(count)
    )
    notes = "".join(
        f'<li epub:type="endnote" id="n{n}">N{n} <a href="a.xhtml#r{n}">↩</a></li>'
        for n in range(count)
    )
    book = book_of(tmp_path, {"a.xhtml": page(marks), "z.xhtml": page(f"<ol>{notes}</ol>")})
    assert [notes_of(note) for note in book.notes] == [f"N{n}" for n in range(count)]
    assert [shown(block) for block in blocks_of(book)] == [f"t^{n}" for n in range(count)]
