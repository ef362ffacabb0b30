"""Pages that a finger can follow: places on the line, headings, turns, volumes, contents."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tts.braille_pages import BLANK, Pages, making, needs_liblouis, read_brf, read_pef
from tests.tts.random_books import books
from tests.tts.sample import sample_script
from tests.tts.small_scripts import Words, one_section
from tts.book import (
    Block,
    Book,
    Cell,
    Figure,
    Heading,
    Line,
    Listing,
    ListItem,
    Note,
    Page,
    Paragraph,
    Quotation,
    Row,
    Table,
    Verse,
)
from tts.braille.manner import BrailleManner, braille_manner
from tts.braille.wrapping import Margins, centred, wrapped
from tts.check.checking import check
from tts.errors import BadChoice
from tts.forms import brf, pef
from tts.forms.braille_facts import book_of
from tts.script import Phrase, Role, Script
from tts.scripting.maker import make_script
from tts.timing import Timing

pytestmark = needs_liblouis
NO_SOUND = Timing(1, (), {})
LONG = "бір екі үш төрт бес алты жеті сегіз тоғыз он он бір он екі он үш он төрт"


def text_of(script: Script, **manner: int) -> list[str]:
    """The rows of the text under the heading, without running lines."""
    book = book_of(script, making(**manner))
    rows = [row for page in book.volumes[0][2:] for row in page[1:]]
    return rows[2:]


def laid_out(make: Callable[[Words], tuple[Block[Phrase], ...]], **manner: int) -> list[str]:
    return text_of(one_section(make), **manner)


def indents(rows: list[str]) -> list[int]:
    return [len(row) - len(row.lstrip(BLANK)) for row in rows if row]


def test_a_paragraph_begins_in_cell_3() -> None:
    """So that a finger on the left edge feels where one begins."""
    rows = laid_out(lambda w: (Paragraph((w.say(LONG),)), Paragraph((w.say("қысқа"),))), cells=28)
    assert indents(rows) == [2, 0, 0, 2]
    assert max(map(len, rows)) <= 28


def test_sentences_of_a_paragraph_are_parted_by_a_blank() -> None:
    """As words are, whatever their language."""
    rows = laid_out(lambda w: (Paragraph((w.say("Бір."), w.say("Да.", language="ru"))),))
    assert rows == ["⠀⠀⠃⠽⠗⠲⠀⠙⠁⠲"]


def test_lists_hang_and_nest() -> None:
    """An entry begins in cell 1 (one inside another in cell 3), its other lines two cells on."""

    def make(w: Words) -> tuple[Block[Phrase], ...]:
        inner = Listing((ListItem((Paragraph((w.say("ішкі"),)),)),))
        first = ListItem((Paragraph((w.say(LONG),)), inner))
        return (Listing((first, ListItem((Paragraph((w.say("соңы"),)),))), ordered=True, start=9),)

    rows = laid_out(make, cells=40)
    assert indents(rows) == [0, 2, 2, 0]
    assert rows[0].startswith("⠼⠊⠲⠀⠃⠽⠗")
    assert rows[-1].startswith("⠼⠁⠚⠲⠀")


def test_verse_keeps_its_lines_and_stanzas() -> None:
    """A line too long goes on in cell 3; blank lines stand between stanzas and around the poem."""

    def make(w: Words) -> tuple[Block[Phrase], ...]:
        line = Line((w.say("жол"),))
        return (Verse(((line, Line((w.say(LONG),))), (line,))), Paragraph((w.say("соңы"),)))

    rows = laid_out(make, cells=40)
    assert indents(rows) == [0, 0, 2, 0, 2]
    assert [place for place, row in enumerate(rows) if not row] == [3, 5]


def test_a_quotation_stands_apart() -> None:
    """Two cells further in, between blank lines."""
    rows = laid_out(
        lambda w: (Quotation((Paragraph((w.say(LONG),)),)), Paragraph((w.say("соңы"),))), cells=40
    )
    assert indents(rows) == [4, 2, 2]
    assert rows[2] == ""


def test_a_note_follows_with_its_mark() -> None:
    """The mark of the text stands before the note, which begins in cell 7 and goes on in cell 5."""

    def make(w: Words) -> tuple[Block[Phrase], ...]:
        said, mark = w.say("сөз"), w.mark("n1")
        return (Paragraph((said, mark)), Note("n1", (Paragraph((w.say(LONG),)),)))

    rows = laid_out(make, cells=40)
    assert rows[0] == "⠀⠀⠎⠣⠵⠀⠔⠼⠁"
    assert rows[1].startswith("⠀⠀⠀⠀⠀⠀⠔⠼⠁⠀⠃⠽⠗")
    assert indents(rows) == [2, 6, 4, 4]


def test_a_note_that_says_its_number_says_it_once() -> None:
    """Where the note's own words begin with the mark, only the sign is set before them."""

    def make(w: Words) -> tuple[Block[Phrase], ...]:
        said, mark = w.say("сөз"), w.mark("n1")
        return (Paragraph((said, mark)), Note("n1", (Paragraph((w.say("1 түсінік"),)),)))

    assert laid_out(make)[1] == "⠀⠀⠀⠀⠀⠀⠔⠼⠁⠀⠞⠌⠎⠽⠝⠽⠅"


def test_a_pictures_text_is_told_apart_from_the_authors() -> None:
    """In the signs for what is not the author's, with a word that says what it is."""

    def make(w: Words) -> tuple[Block[Phrase], ...]:
        shown = replace(w.say("таулар", Role.PICTURE), picture="a.png")
        more = replace(w.say("және көл", Role.PICTURE), picture="a.png")
        return (Figure("a.png", (shown, more), (w.say("1-сурет"),)),)

    rows = laid_out(make)
    assert rows[0] == "⠀⠀⠀⠀⠀⠀⠷⠎⠥⠗⠑⠞⠒⠀⠞⠁⠥⠇⠁⠗⠀⠚⠜⠝⠑⠀⠅⠣⠇⠾"
    assert rows[1] == "⠀⠀⠼⠁⠤⠎⠥⠗⠑⠞"


def test_a_table_is_read_row_by_row_with_its_headings() -> None:
    """A finger cannot see columns, so each cell says whose it is; an empty one is a hyphen."""

    def make(w: Words) -> tuple[Block[Phrase], ...]:
        header = Row(tuple(Cell((w.say(t),), is_header=True) for t in ("жыл", "кітап")))
        tall = Row((Cell((w.say("1991"),), row_span=2), Cell((w.say("7"),))))
        below: Row[Phrase] = Row((Cell(()),))
        return (Table((header, tall, below), (w.say("Кесте"),)),)

    assert laid_out(make)[:4] == [
        "⠀⠀⠅⠑⠎⠞⠑",
        "⠚⠮⠇⠆⠀⠅⠽⠞⠁⠏",
        "⠚⠮⠇⠒⠀⠼⠁⠊⠊⠁⠆⠀⠅⠽⠞⠁⠏⠒⠀⠼⠛",
        "⠅⠽⠞⠁⠏⠒⠀⠤",
    ]


def test_a_new_page_of_the_print_is_a_line_of_hyphens() -> None:
    """In the midst of a paragraph the text goes on as a further line does."""

    def make(w: Words) -> tuple[Block[Phrase], ...]:
        return (Paragraph((w.say("басы"), w.page("12"), w.say("соңы"))),)

    assert laid_out(make) == ["⠀⠀⠃⠁⠎⠮", "⠤" * 37 + "⠼⠁⠃", "⠎⠕⠩⠮"]


def test_the_running_line_says_both_pages() -> None:
    """The page of the print at the left, the braille page in the last cell, the title between."""

    def make(w: Words) -> tuple[Block[Phrase], ...]:
        return (Page((w.page("12"),)), *(Paragraph((w.say("жол"),)) for _ in range(40)))

    book = book_of(one_section(make), making())
    assert [page[0] for page in book.volumes[0]][-2:] == [
        BLANK * 18 + "⠁⠞⠁⠥" + BLANK * 16 + "⠼⠉",
        "⠼⠁⠃" + BLANK * 15 + "⠁⠞⠁⠥" + BLANK * 16 + "⠼⠙",
    ]


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    """It goes to the next page with the first lines of its text."""
    w = Words()
    sections = [w.section(1)]
    sections[0] = replace(sections[0], blocks=tuple(Paragraph((w.say("жол"),)) for _ in range(19)))
    sections.append(replace(w.section(2), blocks=(Paragraph((w.say(LONG),)),)))
    script = replace(one_section(lambda _: ()), sections=tuple(sections))
    pages = book_of(script, making(cells=28)).volumes[0]
    assert pages[-1][1].strip(BLANK) == "⠞⠁⠹⠮⠗⠮⠏"
    assert len(pages[-2]) == 22


def test_levels_of_headings_differ_by_their_place() -> None:
    """Level 1 in the middle, level 2 in cell 5, level 3 in cell 7, a blank line before each."""
    w = Words()
    levels = tuple(w.section(number, number) for number in (1, 2, 3))
    script = replace(one_section(lambda _: ()), sections=levels)
    rows = list(book_of(script, making()).volumes[0][2][1:])
    assert indents(rows) == [16, 4, 6]
    assert [place for place, row in enumerate(rows) if not row] == [1, 3]


def test_volumes_are_about_equal_and_begin_with_headings() -> None:
    """Nobody carries a volume of eighty pages and one of two."""
    w = Words()
    sections = []
    for number in range(1, 13):
        blocks = tuple(Paragraph((w.say(f"{LONG} {LONG}"),)) for _ in range(12))
        sections.append(replace(w.section(number), blocks=blocks))
    script = replace(one_section(lambda _: ()), sections=tuple(sections))
    book = book_of(script, making(volume_pages=20))
    lengths = [len(volume) for volume in book.volumes]
    assert len(lengths) == 2
    assert max(lengths) <= 22
    assert abs(lengths[0] - lengths[1]) <= 4
    for volume in book.volumes[1:]:
        assert volume[1][1].strip(BLANK) == "⠞⠁⠹⠮⠗⠮⠏"


def pages_of(script: Script, folder: Path, **manner: int) -> tuple[Pages, Pages]:
    """The pages that both forms have."""
    (folder / "brf").mkdir()
    brf.write(script, NO_SOUND, making(**manner), folder / "brf")
    pef.write(script, NO_SOUND, making(**manner), folder / "book.pef")
    return read_brf(folder / "brf"), read_pef(folder / "book.pef")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books(), st.integers(28, 42), st.integers(18, 26), st.integers(1, 4))
def test_any_book_becomes_pages_without_fault(
    book: Book, cells: int, lines: int, volume_pages: int
) -> None:
    """Whatever a book is made of, on whatever paper; only its own page numbers may run back."""
    script = make_script(book)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        both = pages_of(script, folder, cells=cells, lines=lines, volume_pages=volume_pages)
        assert both[0] == both[1]
        for form in ("brf", "book.pef"):
            codes = {fault.code for fault in check(folder / form).faults}
            assert codes <= {"braille-print-order"}


def test_the_sample_edition_has_no_fault(tmp_path: Path) -> None:
    """Every kind of block in three languages."""
    pages, same = pages_of(sample_script(), tmp_path)
    assert pages == same
    assert check(tmp_path / "brf").faults == check(tmp_path / "book.pef").faults == ()


def test_words_are_divided_only_at_hyphens_or_when_longer_than_a_line() -> None:
    """Then the sign of division stands at the end, and nothing is lost."""
    lines = wrapped("⠁⠃⠀" + "⠉" * 25, Margins(0, 0, 10), "⠤")
    assert lines == ["⠁⠃", "⠉" * 9 + "⠤", "⠉" * 9 + "⠤", "⠉" * 7]
    assert wrapped("⠁⠤\u200b⠃⠉", Margins(0, 0, 3), "⠤") == ["⠁⠤", "⠃⠉"]
    assert centred("⠁⠃", 10, "⠤") == [BLANK * 4 + "⠁⠃"]


@given(
    st.lists(st.text("⠁⠃⠉⠤", min_size=1, max_size=40), max_size=30),
    st.integers(0, 6),
    st.integers(0, 6),
    st.integers(8, 44),
)
def test_no_line_is_too_long_and_no_cell_is_lost(
    words: list[str], first: int, others: int, width: int
) -> None:
    """Whatever the words, for any margins."""
    lines = wrapped(BLANK.join(words), Margins(first, others, width), "⠐")
    assert all(len(line) <= width for line in lines)
    read = "".join(lines).replace(BLANK, "").replace("⠐", "")
    assert read == "".join(words)


@pytest.mark.parametrize(
    "size", ["", "40", "40x", "x25", "9x25", "40x3", "400x25", "40x25x0", "a×b"]
)
def test_a_size_that_is_none_is_refused(size: str) -> None:
    """With a sentence that shows how to write it."""
    with pytest.raises(BadChoice):
        braille_manner(size, 1)


def test_a_size_is_cells_lines_and_pages_of_a_volume() -> None:
    """The last may be left out."""
    assert braille_manner("32x25", 2) == BrailleManner(cells=32, lines=25, grade=2)
    assert braille_manner("40X28x60", 1) == BrailleManner(cells=40, lines=28, volume_pages=60)
    with pytest.raises(BadChoice):
        BrailleManner(grade=3)


def test_what_could_not_be_written_is_told_once(tmp_path: Path) -> None:
    """The librarian reads which characters have no braille."""
    section = Words().section()
    heading = Heading(1, (Words().say("字 тақырып"),))
    blocks = (Paragraph((Words().say("және 字"),)),)
    section = replace(section, heading=heading, blocks=blocks)
    script = replace(one_section(lambda _: ()), sections=(section,))
    told = pef.write(script, NO_SOUND, making(), tmp_path / "book.pef")
    assert told == (
        "In braille, 2 characters are unknown to every table; "
        "a sign stands for each of them: 字 (U+5B57, 2×).",
    )


def test_headings_are_the_same_in_text_and_contents() -> None:
    """A note mark in a heading does not stand in the contents."""
    w = Words()
    heading = Heading(1, (w.say("Бірінші"), w.mark("n1"), w.say("тарау")))
    section = replace(w.section(), heading=heading)
    pages = book_of(replace(one_section(lambda _: ()), sections=(section,)), making()).volumes[0]
    assert pages[1][3].startswith("⠃⠽⠗⠽⠝⠱⠽⠀⠞⠁⠗⠁⠥⠀⠐⠐")
    assert pages[2][1].strip(BLANK) == "⠃⠽⠗⠽⠝⠱⠽⠀⠔⠼⠁⠀⠞⠁⠗⠁⠥"
