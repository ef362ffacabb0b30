"""A table is read row by row; before every cell a listener hears what its column is."""

import pytest

from tests.tts.announcing import Pen, heard
from tts.book import Cell, Row, Table


@pytest.fixture
def pen() -> Pen:
    return Pen()


@pytest.mark.parametrize(
    ("language", "size", "end"),
    [
        ("ru", "<Таблица, две строки, 2 столбца.>", "<Конец таблицы.>"),
        ("kk", "<Кесте, 2 жол, 2 баған.>", "<Кестенің соңы.>"),
        ("en", "<Table, 2 rows, 2 columns.>", "<End of table.>"),
    ],
)
def test_a_cell_comes_after_the_header_of_its_column(
    pen: Pen, language: str, size: str, end: str
) -> None:
    table = pen.table("*a | *b", "c | d")
    assert heard(table, language=language) == [f"{size} a", "b", "{a} c", f"{{b}} d {end}"]


@pytest.mark.parametrize(
    ("language", "opening", "size"),
    [
        ("ru", "<Таблица:>", "<одна строка, 5 столбцов.>"),
        ("kk", "<Кесте:>", "<1 жол, 5 баған.>"),
        ("en", "<Table:>", "<1 row, 5 columns.>"),
    ],
)
def test_the_caption_comes_first(pen: Pen, language: str, opening: str, size: str) -> None:
    table = pen.table("*a | *b | *c | *d | *e", caption="Книги.")
    assert heard(table, language=language)[:2] == [f"{opening} Книги.", f"{size} a"]


def test_a_header_of_the_row_is_said_once_and_first(pen: Pen) -> None:
    """Not before every cell, and without the header of its own column."""
    table = pen.table("*Город | *Домов | *Лет", "*Алматы | 5 | 9", "*Тараз | 6 | 8")
    assert heard(table)[3:] == [
        "Алматы", "{Домов} 5", "{Лет} 9", "Тараз", "{Домов} 6", "{Лет} 8 <Конец таблицы.>"
    ]  # fmt: skip


def test_an_empty_corner_makes_no_other_headers(pen: Pen) -> None:
    table = pen.table(" | *Домов", "*Алматы | 5")
    assert heard(table) == [
        "<Таблица, две строки, 2 столбца.> Домов", "Алматы", "{Домов} 5 <Конец таблицы.>"
    ]  # fmt: skip


def test_headers_stand_one_above_the_other(pen: Pen) -> None:
    """The outer one is said first."""
    table = pen.table("*Город^ | *2020>", "*янв | *фев", "Тараз | 1 | 2")
    assert heard(table)[4:] == [
        "{Город} Тараз", "{2020} {янв} 1", "{2020} {фев} 2 <Конец таблицы.>"
    ]  # fmt: skip


def test_a_cell_that_reaches_down_pushes_the_others_and_names_its_rows(pen: Pen) -> None:
    """A header or a first cell over two rows is said again in the second; another cell is not."""
    table = pen.table("*Город | *Год | *Домов", "*Тараз^ | 1990 | 5^", "2000")
    assert heard(table)[3:] == [
        "Тараз", "{Год} 1990", "{Домов} 5", "{Тараз} {Год} 2000 <Конец таблицы.>"
    ]  # fmt: skip


def test_a_title_between_rows_is_read_where_it_stands(pen: Pen) -> None:
    """And the headers above it still hold."""
    table = pen.table("*Имя | *Лет", "*Старшие>", "Абай | 40", "*Младшие>", "Сара | 9")
    assert heard(table)[2:] == [
        "Старшие", "{Имя} Абай", "{Лет} 40", "Младшие", "{Имя} Сара", "{Лет} 9 <Конец таблицы.>"
    ]  # fmt: skip


def test_new_headers_take_the_place_of_the_old(pen: Pen) -> None:
    table = pen.table("*a | *b", "1 | 2", "*c | *d", "3 | 4")
    assert heard(table)[2:] == ["{a} 1", "{b} 2", "c", "d", "{c} 3", "{d} 4 <Конец таблицы.>"]


@pytest.mark.parametrize(
    ("language", "rows", "third"),
    [
        ("ru", ["<Строка 1.>", "<Строка 2.>"], "<Столбец 3:>"),
        ("kk", ["<1-жол.>", "<2-жол.>"], "<3-баған:>"),
        ("en", ["<Row 1.>", "<Row 2.>"], "<Column 3:>"),
    ],
)
def test_without_headers_rows_are_numbered_and_gaps_are_heard(
    pen: Pen, language: str, rows: list[str], third: str
) -> None:
    """After an empty cell the column is told, or its neighbour would be taken for it."""
    said = heard(pen.table("a | b | c", "d | | f"), language=language)
    assert [line.split("> ", 1)[1] for line in said[:1]] == [f"{rows[0]} a"]
    assert said[1:4] == ["b", "c", f"{rows[1]} d"]
    assert said[4].startswith(f"{third} f <")


def test_an_empty_cell_under_a_header_needs_no_word(pen: Pen) -> None:
    """The next header tells."""
    said = heard(pen.table("*a | *b | *c", "1 | | 3"))
    assert said[3:] == ["{a} 1", "{c} 3 <Конец таблицы.>"]


def test_a_long_header_is_said_once_and_then_by_its_number(pen: Pen) -> None:
    """Sixty characters before every cell would bury the cells."""
    said = heard(pen.table(f"*{'x' * 61} | *b", "1 | 2"))
    assert said[2:] == ["<Столбец 1:> 1", "{b} 2 <Конец таблицы.>"]


def test_a_long_name_of_rows_is_said_once_and_then_by_their_number(pen: Pen) -> None:
    said = heard(pen.table("*a | *b", f"*{'x' * 61}^ | 1", "2"))
    assert said[4] == "<Строка 3.> {b} 2 <Конец таблицы.>"


def test_of_many_headers_the_lowest_are_said(pen: Pen) -> None:
    """Four, or a table of nothing but headers would never end."""
    said = heard(pen.table("*a | *x", "*b | *x", "*c | *x", "*d | *x", "*e | *x", "1 | 2"))
    assert said[-2] == "{b} {c} {d} {e} 1"


def test_one_cell_is_no_table(pen: Pen) -> None:
    """It is a frame around a text."""
    assert heard(pen.table("a")) == ["a"]


def test_a_span_beyond_the_table_adds_no_column(pen: Pen) -> None:
    """Nor does one of a thousand million cells take time, across or down."""
    wide = Cell((pen.say("Всего"),), is_header=True, column_span=10**9)
    body = Row((Cell((pen.say("1"),)), Cell((pen.say("2"),), row_span=10**9)))
    assert heard(Table((Row((wide,)), body)))[0] == "<Таблица, две строки, 2 столбца.> Всего"


def test_the_header_keeps_its_language(pen: Pen) -> None:
    """It is the same phrase, said again by whoever reads it."""
    header = pen.say("Season", language="en")
    table = Table((Row((Cell((header,), is_header=True),)), Row((Cell((pen.say("лето"),)),))))
    assert heard(table)[1] == "{Season} лето <Конец таблицы.>"
