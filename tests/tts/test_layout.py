"""Words on a page become paragraphs in the order in which a person reads them."""

import pytest

from tests.tts.layouts import PITCH, bound, column, kinds, line, marked, read
from tts.book import Heading, NoteReference, Table, Text
from tts.sources.layout.headings import Bookmark
from tts.sources.layout.sheet import BOLD, Word

# Lines of one length, so that they fill their column: 44 letters are 220 points.
LEFT = [
    "Старый фонарщик жил у самой реки и каждый ве",
    "чер поднимался на башню чтобы зажечь большой",
    "фонарь который видели все лодки на этой реке",
    "и никто не помнил времени когда он не светил",
]
RIGHT = [
    "потому что фонарщик ни разу не проспал срока",
    "а если болел то посылал внучку которая умела",
    "всё что умел он и ещё немного больше чем все",
    "думали в городе пока не настала зима и вода.",
]


def test_two_columns_are_read_one_after_the_other() -> None:
    """Not line by line across the page."""
    page = column(LEFT, 40, 100) + column(RIGHT, 280, 100)
    (_, text) = read(page)
    assert text.index("никто не помнил") < text.index("потому что фонарщик")


def test_columns_need_not_stand_level() -> None:
    """The right one begins half a line lower."""
    page = column(LEFT, 40, 100) + column(RIGHT, 280, 105)
    assert read(page)[1] == read(column(LEFT, 40, 100) + column(RIGHT, 280, 100))[1]


def test_three_columns_are_read_one_after_the_other() -> None:
    """Newspapers have more than two."""
    thirds = [[text[:30] for text in lines] for lines in (LEFT, RIGHT, LEFT)]
    page = [word for at, third in enumerate(thirds) for word in column(third, 40 + 170 * at, 100)]
    text = " ".join(read(page)[1:])
    assert text.index(RIGHT[0][:30]) > text.index(LEFT[3][:30])
    assert text.rindex(LEFT[0][:20]) > text.index(RIGHT[3][:30])


def test_a_heading_across_the_page_parts_its_columns() -> None:
    """What stands above it is read before it, in both columns."""
    page = (
        column(LEFT, 40, 100)
        + column(RIGHT, 280, 100)
        + line("Глава вторая, в которой идёт снег", 130, 180, 16)
        + column(RIGHT, 40, 210)
        + column(LEFT, 280, 210)
    )
    blocks = read(page)
    assert blocks[2] == "Глава вторая, в которой идёт снег"
    assert blocks[1].endswith("зима и вода.")
    assert blocks[3].startswith("потому что фонарщик")


def test_columns_need_three_lines() -> None:
    """Two short lines beside each other are no columns."""
    page = column(["Имя: Анна", "Город: Тас"], 40, 100) + column(["Год: 1950", "Дом: 7"], 280, 100)
    assert " ".join(read(page)[1:]) == "Имя: Анна Год: 1950 Город: Тас Дом: 7"


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("и тогда он вышел на при-", "стань где стояли люди.", "пристань"),
        ("мы поговорим об этом когда-", "нибудь в другой раз да.", "когда-нибудь"),
        ("балалар мектептен жүгі-", "ріп келеді де отырады.", "жүгіріп"),
        ("it was the old light\u2010", "house that he had seen.", "lighthouse"),
        ("it was a letter from Ust-", "Kamenogorsk in a coat ok", "Ust-Kamenogorsk"),
        ("это был не очень\u00ad", "то хороший день для них.", "оченьто"),
        ("в 1941-", "1945 годах здесь жили.", "1941-1945"),
    ],
)
def test_words_cut_at_the_end_of_a_line_become_whole(above: str, below: str, whole: str) -> None:
    """In three languages; hyphens that belong to a word stay."""
    (_, text) = read(column([above, below], 40, 100))
    assert whole in text


def test_paragraphs_begin_with_an_indent() -> None:
    """Also after a line that is full to the edge."""
    page = column([LEFT[0], LEFT[1], "  Потому" + RIGHT[0][6:40], RIGHT[1]], 40, 100)
    assert len(read(page)) == 3


def test_paragraphs_begin_after_a_gap() -> None:
    """Where nothing is set in."""
    page = column(LEFT[:3], 40, 100) + column(
        ["Он " + RIGHT[0][3:], RIGHT[1]], 40, 100 + 3 * 12 + 6
    )
    assert len(read(page)) == 3


def test_a_short_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    """The next word had room on it."""
    page = column([LEFT[0], "чер шёл домой.", "А " + RIGHT[0][2:], RIGHT[1]], 40, 100)
    assert len(read(page)) == 3


def test_a_short_line_in_a_sentence_ends_nothing() -> None:
    """Text that flows round a picture stays whole."""
    page = column([LEFT[0], "чер шёл домой,", "а " + RIGHT[0][2:], RIGHT[1]], 40, 100)
    assert len(read(page)) == 2


def test_a_paragraph_goes_on_over_a_page_and_keeps_the_page_in_it() -> None:
    """Even in the middle of a word."""
    first = column(
        [LEFT[0], LEFT[1], LEFT[2], "и никто не помнил времени когда он не све-"], 40, 100
    )
    second = column(["тил потому что", "Так говорили все в городе."], 40, 100)
    blocks = read(first, second)
    assert blocks[1].endswith("не све|2|тил потому что Так говорили все в городе.") or (
        blocks[1].endswith("не све|2|тил потому что")
    )


def test_running_heads_and_page_numbers_are_no_text() -> None:
    """They stand in the same place on every page; numbers become pages."""
    pages = [
        line("Фонарь у переправы", 100, 30)
        + column([f"{text} {number}" for text in LEFT], 40, 60)
        + line(str(number), 150, 300)
        for number in (12, 13, 14)
    ]
    blocks = " ".join(read(*pages))
    assert "Фонарь" not in blocks
    assert [label for label in ("|12|", "|13|", "|14|") if label in blocks] == [
        "|12|",
        "|13|",
        "|14|",
    ]


def test_heads_of_left_and_right_pages_may_differ() -> None:
    """The author on the left, the title on the right, the number beside them."""
    heads = [
        "24 Вера Лисицына",
        "Фонарь у переправы 25",
        "26 Вера Лисицына",
        "Фонарь у переправы 27",
    ]
    pages = [line(head, 40, 30) + column(LEFT, 40, 60) for head in heads]
    text = " ".join(read(*pages))
    assert "Вера" not in text
    assert "переправы" not in text
    assert "|27|" in text


def test_chapters_at_the_head_of_pages_are_no_running_heads() -> None:
    """ "Глава 1", "Глава 2": the same but for a number, and yet text."""
    pages = [line(f"Глава {n}", 100, 30) + column(LEFT, 40, 60) for n in (1, 2, 3)]
    text = read(*pages)
    assert [one for one in text if one.startswith("Глава")] == ["Глава 1", "Глава 2", "Глава 3"]


def test_the_same_note_on_two_pages_is_no_running_foot() -> None:
    """ "Там же." is said again."""
    pages = []
    for _ in range(2):
        words = marked(column(LEFT, 40, 60), 5, "1")
        pages.append([*words, *line("1 Там же.", 40, 200, 8)])
    assert len(bound(*pages).notes) == 2


def test_numbers_that_do_not_count_with_the_pages_are_text() -> None:
    """A year alone at the end of a page is no page number."""
    pages = [column([*LEFT, "1941"], 40, 60), column([*LEFT, "и мир"], 40, 60)]
    assert "1941" in " ".join(read(*pages))


def test_roman_numbers_count_pages_of_the_front() -> None:
    """As they are printed."""
    pages = [column(LEFT, 40, 60) + line(n, 150, 300) for n in ("iv", "v", "vi")]
    assert "|vi|" in " ".join(read(*pages))


def test_labels_of_the_file_come_before_printed_numbers() -> None:
    """If they say more than a count."""
    pages = [column(LEFT, 40, 60) + line(str(n), 150, 300) for n in (1, 2, 3)]
    assert "|A-2|" in " ".join(read(*pages, labels=["A-1", "A-2", "A-3"]))
    assert "|8|" in " ".join(
        read(
            *[column(LEFT, 40, 60) + line(str(n), 150, 300) for n in (7, 8, 9)], labels=list("123")
        )
    )


def test_a_note_finds_its_mark() -> None:
    """The mark is no digit of the word, the note no paragraph."""
    words = marked(column(LEFT, 40, 60), 3, "1")
    page = [*words, *line("1 Так его звали все.", 40, 300, 8)]
    found = bound(page)
    pieces = [piece for block in found.blocks for piece in block.content]  # type: ignore[union-attr]
    assert [one.mark for one in pieces if isinstance(one, NoteReference)] == ["1"]
    (note,) = found.notes
    assert "Так его звали все." in str(note)


def test_a_note_with_a_star_finds_its_mark() -> None:
    """Stars are as large as letters."""
    lines = [LEFT[0], LEFT[1].replace("башню", "башню*"), *LEFT[2:]]
    found = bound([*column(lines, 40, 60), *line("* Башню снесли.", 40, 300, 8)])
    assert len(found.notes) == 1
    assert "башню^* чтобы" in " ".join(
        read([*column(lines, 40, 60), *line("* Её снесли.", 40, 300, 8)])
    )


def test_a_note_without_a_mark_stays_text_after_its_page() -> None:
    """Nothing is lost, and the sentence over the page stays whole."""
    first = column(LEFT, 40, 60) + line("3 Ничья сноска.", 40, 300, 8)
    second = column(["и тогда всё кончилось."], 40, 60)
    blocks = read(first, second)
    assert blocks[1].endswith("не светил |2|и тогда всё кончилось.")
    assert blocks[2] == "3 Ничья сноска."


def test_a_long_note_goes_on_at_the_foot_of_the_next_page() -> None:
    """Its second half has no mark."""
    words = marked(column(LEFT, 40, 60), 3, "1")
    first = [*words, *line("1 Так его звали все, кто", 40, 300, 8)]
    second = [
        *marked(column(RIGHT, 40, 60), 3, "2"),
        *line("жил у реки.", 40, 290, 8),
        *line("2 Зимой.", 40, 300, 8),
    ]
    notes = [str(note) for note in bound(first, second).notes]
    assert "Так его звали все, кто жил у реки." in notes[0]
    assert "Зимой." in notes[1]


def test_a_table_is_read_row_by_row() -> None:
    """Short cells side by side; one goes on in a second line."""
    rows = [
        ("День", "Дерево", "Вёдра"),
        ("Среда", "Груша и", "25"),
        ("", "абрикос", ""),
        ("Суббота", "Слива", "6"),
    ]
    page = column(LEFT, 40, 60)
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell:
                page += line(cell, 40 + 90 * place, 150 + 12 * at)
    found = bound(page)
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    cells = [
        ["".join(p.text for p in c.content if isinstance(p, Text)) for c in row.cells]
        for row in table.rows
    ]
    assert cells == [
        ["День", "Дерево", "Вёдра"],
        ["Среда", "Груша и абрикос", "25"],
        ["Суббота", "Слива", "6"],
    ]


def test_larger_type_makes_headings_and_its_size_their_level() -> None:
    """Without bookmarks and tags."""
    page = (
        line("Книга", 40, 30, 24) + line("Раздел", 40, 70, 16) + column(LEFT, 40, 100)
        + line("Ещё раздел", 40, 170, 16) + column(RIGHT, 40, 200)
    )  # fmt: skip
    found = [block.level for block in bound(page).blocks if isinstance(block, Heading)]
    assert found == [1, 2, 2]


def test_bookmarks_make_headings_of_the_lines_they_lead_to() -> None:
    """Whatever their type; one that no line says is read where its page begins."""
    page = line("1. Ключ от двери", 40, 30) + column(LEFT, 40, 60)
    marks = [Bookmark("Ключ от двери", 1, 0), Bookmark("Карта города", 2, 1)]
    found = bound(page, column(RIGHT, 40, 60), bookmarks=marks)
    assert [(one.level, one.content[0]) for one in found.blocks if isinstance(one, Heading)] == [
        (1, Text("1. Ключ от двери")),
        (2, Text("Карта города")),
    ]


def test_a_bold_line_alone_is_a_heading() -> None:
    """A bold word in a sentence is not."""
    page = line("О реке", 40, 30, flags=BOLD) + column(LEFT, 40, 60)
    assert kinds(bound(page).blocks) == ["Page", "Heading", "Paragraph"]


def test_no_word_is_lost_on_a_page_without_order() -> None:
    """Words strewn about, over each other, in many sizes: each is read once."""
    words = [
        Word(f"слово{n}", (n * 37) % 400, (n * 37) % 400 + 40, (n * 53) % 500, 6 + n % 9)
        for n in range(300)
    ]
    text = " ".join(read(words))
    assert all(text.count(f"слово{n} ") + text.endswith(f"слово{n}") <= 1 for n in range(300))
    found = sorted(int(piece) for piece in text.replace("слово", " ").split() if piece.isdigit())
    assert found == list(range(300))


def test_a_refrain_at_the_foot_of_two_pages_is_no_running_foot() -> None:
    """It stands as close to the line above it as any line of the text."""
    pages = [column([*lines, "и снова дождь, и снова ночь."], 40, 60) for lines in (LEFT, RIGHT)]
    assert " ".join(read(*pages)).count("и снова ночь.") == 2


def test_wide_gaps_that_stand_under_each_other_by_chance_part_no_columns() -> None:
    """Three justified lines with a gap in the same place are still lines."""
    page = column(LEFT, 40, 100)
    for at, (left, right) in enumerate(
        [("Ночь и", "дом у"), ("вода в", "час и"), ("лес на", "мост")]
    ):
        y = 100 + PITCH * (4 + at)
        page += line(f"{left} старой реки где", 40, y) + line(f"{right} все шли", 166, y)
    (_, text) = read(page)
    assert "дом у все шли вода в старой" in text


def test_years_at_the_foot_of_two_pages_are_text() -> None:
    """They stand where page numbers would, but do not count; only recognition misreads numbers."""
    pages = [column([*lines, year], 40, 60) for lines, year in ((LEFT, "1941"), (RIGHT, "1812"))]
    text = " ".join(read(*pages))
    assert "1941" in text
    assert "1812" in text
