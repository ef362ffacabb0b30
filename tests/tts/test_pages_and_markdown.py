"""A single web page or Markdown file is a book, with its notes, tables and pictures."""

import base64
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tts.epubs import PNG, all_text, blocks_of, shown
from tts.book import Book, Figure, Heading, Listing, Quotation, Table, Verse
from tts.errors import BadBook
from tts.sources.reading import read_book

TEXTS = Path(__file__).parents[2] / "fixtures" / "texts"
HEADED = "<!DOCTYPE html><html lang='kk'><head>{}</head><body>{}</body></html>"


def read(folder: Path, name: str, text: str | bytes) -> Book:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_book(path)


def test_the_sample_page_is_read_whole() -> None:
    """Unclosed elements, entities, a script, a table, a note, a picture beside the page."""
    book = read_book(TEXTS / "marshrut.html")
    kinds = {type(block) for block in blocks_of(book)}
    assert {Heading, Figure, Table, Listing, Quotation, Verse} <= kinds
    assert [note.note_id for note in book.notes] == ["note1"]
    assert list(book.pictures) == ["picture0001.png"]
    assert book.metadata.creators == ("Лев Полозов",)
    assert (book.metadata.published_on, book.metadata.language) == ("2021-09", "ru")
    assert book.metadata.subjects == ("трамвай", "город")
    assert "не читать" not in all_text(book)
    assert book.warnings == ()


def test_the_sample_markdown_is_read_whole() -> None:
    """Front matter, headings, a table, nested lists, a quotation, notes of two paragraphs."""
    book = read_book(TEXTS / "garden.md")
    assert book.metadata.creators == ("Nora Whitcombe", "Idris Vale")
    assert (book.metadata.published_on, book.metadata.language) == ("2024-05-01", "en-GB")
    assert [len(note.blocks) for note in book.notes] == [1, 2]
    assert "listen to them.^1" in all_text(book)
    assert {Table, Listing, Quotation} <= {type(block) for block in blocks_of(book)}


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866", "utf-8", "utf-16"])
def test_a_page_that_says_no_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    """As the letters themselves say."""
    page = HEADED.format("", "<p>Вечером зажгли фонари на Верхней улице.</p>").encode(encoding)
    assert all_text(read(tmp_path, "a.html", page)).startswith("Вечером зажгли")


def test_a_page_that_says_its_encoding_is_believed(tmp_path: Path) -> None:
    """Kazakh in one byte a letter."""
    page = HEADED.format('<meta charset="kz1048">', "<p>Ұзақ әңгіме.</p>").encode("kz1048")
    assert all_text(read(tmp_path, "a.html", page)) == "Ұзақ әңгіме."


def test_pictures_come_from_below_the_page_only(tmp_path: Path) -> None:
    """Not from the folder above, by no kind of path and no link of the file system."""
    inside = tmp_path / "in" / "side"
    inside.mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(PNG)
    (inside / "ours.png").write_bytes(PNG)
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "secret.png")
    sources = ["../secret.png", str(tmp_path / "secret.png"), "link.png", "..\\secret.png",
               "file:///secret.png", "%2e%2e/secret.png", "side/ours.png"]  # fmt: skip
    body = "<p>Сөз</p>" + "".join(f"<p><img src='{one}' alt='{one}'></p>" for one in sources)
    book = read(tmp_path / "in", "a.html", HEADED.format("", body))
    shown_ones = [shown(block) for block in blocks_of(book) if isinstance(block, Figure)]
    assert shown_ones == ["side/ours.png"]


def test_a_picture_written_into_the_page_is_shown(tmp_path: Path) -> None:
    """A `data:` link; one that is damaged keeps its words."""
    good = "data:image/png;base64," + base64.b64encode(PNG).decode()
    body = f"<p>Сөз</p><img src='{good}' alt='Құс'><img src='data:image/png;base64,x' alt='Бұлт'>"
    book = read(tmp_path, "a.html", HEADED.format("", body))
    assert [one.data for one in book.pictures.values()] == [PNG]
    assert "Бұлт" in all_text(book)


def test_an_xhtml_page_is_read_as_xml(tmp_path: Path) -> None:
    """With namespaces, types of EPUB and a declaration of its encoding."""
    page = (
        '<?xml version="1.0" encoding="windows-1251"?>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ru"><head><title>Т</title></head>'
        "<body><p>Слово<br/>дело</p></body></html>"
    )
    book = read(tmp_path, "a.xhtml", page.encode("windows-1251"))
    assert (all_text(book), book.metadata.title) == ("Слово дело", "Т")


@pytest.mark.parametrize("name", ["book.epub", "book.fb2", "book.pdf"])
def test_a_page_under_the_name_of_another_format_is_refused(tmp_path: Path, name: str) -> None:
    """It is most often a message that the download failed."""
    with pytest.raises(BadBook, match="web page"):
        read(tmp_path, name, HEADED.format("", "<p>404</p>"))


def test_a_page_inside_a_text_is_an_example(tmp_path: Path) -> None:
    """A text about mark-up stays a text."""
    book = read(tmp_path, "a.txt", "Веб-страница начинается так:\n\n<html>\n\nи так кончается.")
    assert "<html>" in all_text(book)


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
@pytest.mark.parametrize("source", [b"<p>a\x00b</p>", bytes(range(256)) * 20, b"\x00" * 9_000])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, name: str, source: bytes) -> None:
    """Whatever the name says."""
    with pytest.raises(BadBook, match="not text"):
        read(tmp_path, name, source)


def test_a_note_mark_in_code_or_without_a_note_is_text(tmp_path: Path) -> None:
    """Only what leads somewhere is a mark, and a note that nothing leads to is still read."""
    text = "А `[^1]` и [^2] и[^1].\n\n```\n[^3]: код\n```\n\n[^1]: Раз.\n[^4]: Сирота.\n"
    read_text = all_text(read(tmp_path, "a.md", text))
    assert read_text.splitlines()[0] == "А [^1] и [^2] и^1."
    assert "[^3]: код" in read_text
    assert "Сирота." in read_text


def test_front_matter_that_is_none_stays_text(tmp_path: Path) -> None:
    """A rule at the head of a text is no catalogue entry."""
    book = read(tmp_path, "a.md", "---\nСначала было слово, потом дело\n---\n\nКонец.")
    assert "Сначала было слово" in all_text(book)


def test_marks_nested_too_deep_are_refused(tmp_path: Path) -> None:
    """Before a word is lost."""
    with pytest.raises(BadBook, match="nested"):
        read(tmp_path, "a.md", ">" * 150 + " слово")


@pytest.mark.parametrize("name", ["any.md", "any.html"])
@given(at=st.integers(0, 1_500), noise=st.binary(min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_a_garbled_file_is_a_book_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, noise: bytes
) -> None:
    """Noise anywhere in a good file."""
    source = TEXTS / ("garden.md" if name.endswith("md") else "marshrut.html")
    whole = source.read_bytes()
    garbled = whole[:at] + noise + whole[at + len(noise) :]
    with suppress(BadBook):
        assert read(tmp_path_factory.mktemp("any"), name, garbled).parts
