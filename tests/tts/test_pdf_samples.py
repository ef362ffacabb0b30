"""The sample PDFs are read word for word as their readable sources say."""

from functools import cache

import pytest

from tests.tts.epubs import blocks_of, shown
from tests.tts.pdfs import SAMPLES, expected
from tests.tts.test_epub_any_bytes import check_whole
from tts.book import Book, Cell, Emphasis, Figure, Heading, Inline, Page, Table, Text
from tts.sources.reading import read_book
from tts.walk import pieces_of

TURNS = {
    "russian": {},
    "kazakh": {"Көпір түбінд": "|1|", "Сенбі мен же": "|2|"},
    "english": {"The Tide Clo": "|1|", "Nora thanked": "|2|"},
}


@cache
def sample(name: str) -> Book:
    return read_book(SAMPLES / f"{name}.pdf")


@pytest.mark.parametrize("name", TURNS)
def test_every_block_is_read_as_it_was_written(name: str) -> None:
    """Columns, cut words, pages, notes, tables; no running head and no page number in the text."""
    book = sample(name)
    blocks, notes = expected(name, TURNS[name])
    assert [shown(block) for block in blocks_of(book)] == blocks
    assert [shown(block) for note in book.notes for block in note.blocks] == notes
    check_whole(book)
    assert book.warnings == ()


def test_headings_are_told_by_their_type() -> None:
    """The Russian sample has neither bookmarks nor tags: size and weight must do."""
    book = sample("russian")
    found = [(one.level, shown(one)) for one in blocks_of(book) if isinstance(one, Heading)]
    assert found == [
        (1, "Мастерская у моста"),
        (2, "Глава 1. Ключ от двери"),
        (2, "Глава 2. Башенные часы"),
        (2, "Глава 3. Высота"),
    ]


def test_headings_are_told_by_bookmarks() -> None:
    """The Kazakh sample has an outline."""
    book = sample("kazakh")
    found = [(one.level, shown(one)) for one in blocks_of(book) if isinstance(one, Heading)]
    assert [level for level, _ in found] == [1, 2, 2, 2]
    assert book.metadata.title == "Көпір түбіндегі бау"
    assert book.metadata.language == "kk"


def test_a_table_keeps_its_rows() -> None:
    """A listener hears the day, the tree, the buckets; then the next day."""
    book = sample("kazakh")
    (table,) = [block for block in blocks_of(book) if isinstance(block, Table)]
    rows = [[_shown(cell) for cell in row.cells] for row in table.rows]
    assert rows == [
        ["Күні", "Ағаш", "Шелек"],
        ["Дүйсенбі", "Алма", "40"],
        ["Сәрсенбі", "Алмұрт пен өрік", "25"],
        ["Жұма", "Жаңғақ", "6"],
    ]
    assert all(cell.is_header for cell in table.rows[0].cells)


def _shown(cell: Cell[Inline]) -> str:
    return "".join(piece.text for piece in cell.content if isinstance(piece, Text))


def test_a_picture_with_words_is_a_figure() -> None:
    """The tags of the file say what stands for it."""
    book = sample("english")
    (figure,) = [block for block in blocks_of(book) if isinstance(block, Figure)]
    assert shown(figure) == "A round clock with one hand pointing at the words low water."
    assert book.pictures[figure.picture].data.startswith(b"\x89PNG")


def test_what_is_printed_in_italics_or_bold_stands_out() -> None:
    """But not a mark of its own in every heading."""
    book = sample("russian")
    pieces = [piece for block in blocks_of(book) for piece in pieces_of(block)]
    marked = [(p.text, p.emphasis) for p in pieces if isinstance(p, Text) and p.emphasis]
    assert marked == [("хорошей работы", Emphasis.EMPHASIS), ("молчат", Emphasis.STRONG)]


def test_pages_are_called_what_is_printed_on_them() -> None:
    """The Russian sample is an extract that begins with page 7; page 8 begins in a sentence."""
    book = sample("russian")
    pages = [shown(block) for block in blocks_of(book) if isinstance(block, Page)]
    assert pages == ["|7|", "|9|"]
