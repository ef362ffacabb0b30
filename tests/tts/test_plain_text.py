"""Plain text becomes chapters, paragraphs, verse and pages, as its author meant them."""

from pathlib import Path
from string import printable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tts.epubs import all_text, blocks_of, shown
from tts.book import Book, Heading, Paragraph, PartRole, Verse
from tts.errors import BadBook
from tts.sources.plain.headings import keyword_rank
from tts.sources.reading import read_book

TEXTS = Path(__file__).parents[2] / "fixtures" / "texts"
PROSE = "Мы вышли из дома рано, когда солнце ещё не взошло над старой рекой, и долго шли молча."


def read(folder: Path, text: str) -> Book:
    path = folder / "book.txt"
    path.write_text(text, "utf-8")
    return read_book(path)


def lines_of(book: Book) -> list[str]:
    return [shown(block) for block in blocks_of(book)]


def headings_of(book: Book) -> list[tuple[int, str]]:
    return [(block.level, shown(block)) for block in blocks_of(book) if isinstance(block, Heading)]


def test_the_russian_sample_is_read_as_it_was_meant() -> None:
    """Cut lines, cut words, pages, a poem, parts and chapters with their names."""
    book = read_book(TEXTS / "fonar.txt")
    assert book.metadata.title == "ФОНАРЬ НА ДАЛЬНЕЙ ПРИСТАНИ"
    assert book.metadata.creators == ("Вера Лисицына",)
    assert headings_of(book)[1:] == [
        (1, "Часть первая. Река"),
        (2, "Глава 1. Утренний паром"),
        (2, "Глава 2. Колокол"),
        (1, "Часть вторая. Берег"),
        (2, "Глава 3. Письмо"),
        (2, "Эпилог"),
    ]
    text = all_text(book)
    assert "на дальнем причале, тридцать" in text
    assert "когда-то видел её" in text
    assert "но и |13|услышать" in text
    (poem,) = [block for block in blocks_of(book) if isinstance(block, Verse)]
    assert [len(stanza) for stanza in poem.stanzas] == [4, 4]


def test_the_kazakh_sample_is_read_as_it_was_meant() -> None:
    """A line a paragraph, chapters by word and by number, a poem of two stanzas."""
    book = read_book(TEXTS / "bulaq.txt")
    assert book.metadata.title == "Тас бұлақ"
    assert [text for _, text in headings_of(book)] == [
        "Тас бұлақ", "Бірінші тарау. Жол", "2-тарау. Дауыс", "3-тарау. Қайту", "Соңғы сөз",
    ]  # fmt: skip
    assert sum(isinstance(block, Verse) for block in blocks_of(book)) == 1
    assert book.parts[0].role is PartRole.FRONT


@pytest.mark.parametrize(
    "line",
    [
        "Глава 1", "Глава первая", "ГЛАВА IV. Встреча", "Часть вторая", "Книга 2. Дорога",
        "Бірінші тарау", "1-тарау", "2 бөлім", "Тарау 2", "Екінші бөлім. Қайту", "Пролог",
        "Chapter One", "Chapter 12: The Gate", "Part II", "Кіріспе", "Первая часть",
    ],
)  # fmt: skip
def test_the_words_of_a_heading_are_known(line: str) -> None:
    """In three languages, with numbers in digits, words and Roman figures."""
    assert keyword_rank(line) > 0


@pytest.mark.parametrize(
    "line",
    ["Часть города спала.", "Глава семьи молчал.", "Part of it was true.", "День был долгий.",
     "Часть вторая этого плана так и не была исполнена", "Книга лежала на столе."],
)  # fmt: skip
def test_a_sentence_that_begins_like_a_heading_is_none(line: str) -> None:
    """The word alone is not enough."""
    assert keyword_rank(line) == 0


@pytest.mark.parametrize("line", ["I", "XIV.", "НОЧЬ НА РЕКЕ", "Ночь\n===", "Ночь\n---"])
def test_a_heading_by_its_looks(tmp_path: Path, line: str) -> None:
    """Roman numbers, capitals, underlines."""
    book = read(tmp_path, f"{PROSE}\n\n{line}\n\n{PROSE}\n")
    assert [text for _, text in headings_of(book)] == [line.partition("\n")[0]]


def test_paragraphs_of_cut_lines_are_told_by_empty_lines(tmp_path: Path) -> None:
    """The lines of each are joined."""
    cut = "Мы вышли из дома рано, когда солнце ещё не взошло\nнад старой рекой, и долго шли молча."
    assert lines_of(read(tmp_path, f"{cut}\n\n{cut}\n\n{cut}")) == [PROSE] * 3


def test_paragraphs_of_cut_lines_are_told_by_indents(tmp_path: Path) -> None:
    """Also where no line is empty."""
    cut = (
        "    Мы вышли из дома рано, когда солнце ещё не взошло\n"
        "над старой рекой, и долго шли молча.\n"
    )
    assert lines_of(read(tmp_path, cut * 4)) == [PROSE] * 4


def test_talk_keeps_its_dashes_and_its_lines(tmp_path: Path) -> None:
    """Each remark is a paragraph."""
    talk = ["— Где он?", "— Дома.", "— Один?", "— Один."]
    book = read(tmp_path, PROSE * 3 + "\n" + "\n".join(talk))
    assert lines_of(book)[1:] == talk
    assert all(isinstance(block, Paragraph) for block in blocks_of(book))


def test_pages_at_the_foot_name_the_page_above(tmp_path: Path) -> None:
    """A number before a form feed ends its page; the break comes where the page begins."""
    pages = "\f".join(f"{PROSE}\n\n{number}\n" for number in (7, 8, 9))
    assert lines_of(read(tmp_path, pages)) == ["|7|", PROSE, "|8|", PROSE, "|9|", PROSE]


def test_numbers_that_do_not_count_up_stay(tmp_path: Path) -> None:
    """A date or an answer alone on a line is text."""
    book = read(tmp_path, f"{PROSE}\n\n1941\n\n{PROSE}\n\n12\n\n{PROSE}")
    assert lines_of(book) == [PROSE, "1941", PROSE, "12", PROSE]


def test_a_drawn_table_keeps_its_rows(tmp_path: Path) -> None:
    """Rows are not run together."""
    rows = ["| Имя | Год |", "|-----|-----|", "| Анна | 1950 |"]
    assert lines_of(read(tmp_path, PROSE * 2 + "\n\n" + "\n".join(rows)))[1:] == rows


def test_a_text_without_title_is_called_by_its_file(tmp_path: Path) -> None:
    """A paragraph is no title."""
    assert read(tmp_path, PROSE).metadata.title == "book"


@pytest.mark.parametrize("text", [" \n\t\n ", "\ufeff", "* * *\n\n—"])
def test_a_file_without_words_is_refused(tmp_path: Path, text: str) -> None:
    """Spaces and signs are no book."""
    with pytest.raises(BadBook, match="no text"):
        read(tmp_path, text)


def test_an_endless_line_is_refused(tmp_path: Path) -> None:
    """The bound is told."""
    with pytest.raises(BadBook, match="5 million"):
        read(tmp_path, "слово " * 1_000_000)


@given(st.text(alphabet=printable + "абвАБӘқ—«»\u00ad\x0c\x85\u2028", max_size=300))
@settings(max_examples=200, deadline=None)
def test_every_letter_of_any_text_is_read_once(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Nothing but a book with all letters in order, or BadBook."""
    path = tmp_path_factory.mktemp("any") / "any.txt"
    path.write_text(text, "utf-8", newline="")
    try:
        book = read_book(path)
    except BadBook:
        return
    wanted = [letter for letter in text if letter.isalpha()]
    assert [letter for letter in all_text(book) if letter.isalpha()] == wanted


@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_a_garbled_file_is_a_book_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    """Noise anywhere in a good file."""
    path = tmp_path_factory.mktemp("any") / "any.txt"
    whole = (TEXTS / "fonar.txt").read_bytes()
    path.write_bytes(whole[:at] + noise + whole[at + len(noise) :])
    try:
        assert read_book(path).parts
    except BadBook:
        return


def test_indented_lines_that_are_full_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    """The usual indent begins a paragraph even where the line before had no room left."""
    one_line = "    Мы вышли из дома рано, когда солнце ещё не встало.\n"
    cut = (
        "    Мы вышли из дома рано, когда солнце ещё не взошло\n"
        "над старой рекой и над тихим берегом, и долго молчали\n"
        "и слушали воду.\n"
    )
    assert len(lines_of(read(tmp_path, (cut + one_line + one_line) * 3))) == 9
