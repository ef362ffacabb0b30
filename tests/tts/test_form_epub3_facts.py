"""What an EPUB states as a fact about the book is true, and in the shape players can read."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.tts.epub3_any import tiling
from tests.tts.epub3_books import GIF, Pen, jpeg
from tests.tts.epub3_opened import Opened, opened
from tests.tts.sample import MAKING, PNG, sample_script
from tts.book import Cell, Metadata, Row
from tts.forms import epub3
from tts.forms.epub3.blocks import scope_of_headers
from tts.forms.epub3.language import direction, main_language, tag
from tts.forms.epub3.package import is_date
from tts.forms.epub3.pictures import media_type_of
from tts.forms.epub3.words import words_in


def with_facts(folder: Path, **facts: object) -> Opened:
    """The sample edition with other metadata."""
    script = sample_script()
    book = folder / "book.epub"
    metadata: Metadata = replace(script.metadata, **facts)  # type: ignore[arg-type]
    epub3.write(replace(script, metadata=metadata), tiling(script, folder), MAKING, book)
    return opened(book)


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ("kk", "kk"),
        ("ru_RU", "ru-RU"),
        (" en-GB ", "en-GB"),
        ("kk-Arab-CN", "kk-Arab-CN"),
        ("de-1901", "de-1901"),
        ("en-x-private", "en"),
        ("Russian", "und"),
        ("", "und"),
    ],
)
def test_a_language_becomes_a_well_formed_tag(called: str, expected: str) -> None:
    """A player that trips over a tag speaks the whole book with the wrong voice."""
    assert tag(called) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("he", "rtl"),
        ("ar-EG", "rtl"),
        ("kk-Arab", "rtl"),
        ("kk", "ltr"),
        ("ug", "rtl"),
        ("ug-Cyrl", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_script_decides_the_direction(language: str, expected: str) -> None:
    """Kazakh runs from the right in Arabic letters, Uyghur from the left in Cyrillic ones."""
    assert direction(language) == expected


def test_a_section_is_in_the_language_of_most_of_its_characters() -> None:
    """A short foreign title does not make the chapter foreign; a page number counts nothing."""
    pen = Pen("kk")
    phrases = [pen.say("Intro", "en"), pen.say("Ұзын сөйлем осында.", "kk"), pen.page("1" * 99)]
    assert main_language(phrases, "ru") == "kk"
    assert main_language(phrases[2:], "ru") == "ru"


@pytest.mark.parametrize("text", ["1990", "1990-12", "2024-02-29"])
def test_a_day_a_month_or_a_year_is_a_date(text: str) -> None:
    """Libraries often know no more than the year."""
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["", "90", "1990-13", "2023-02-29", "1990-1-1", "0000", "1990-W01"]
)
def test_what_no_calendar_knows_is_no_date(text: str) -> None:
    """A wrong date is a fault of the whole file; none is not."""
    assert not is_date(text)


@pytest.mark.parametrize(
    "data", [b"", b"GIF8", PNG[:30], jpeg()[:-24], GIF[:28], b"<html/>", b"BM" * 40]
)
def test_half_a_picture_is_none(data: bytes) -> None:
    """A file that stops inside its head would break the book that holds it."""
    assert media_type_of(data) is None


def test_the_number_of_a_book_is_kept_as_it_is(tmp_path: Path) -> None:
    """A catalogue number that is no URI is still the book's number."""
    epub = with_facts(tmp_path, identifier="kz-alm-000001")
    assert epub.find(epub.package, "p:metadata/d:identifier/text()") == ["kz-alm-000001"]


def test_a_book_without_a_number_gets_the_same_one_each_time(tmp_path: Path) -> None:
    """A player keeps the reader's place by it."""
    numbers = []
    for _ in range(2):
        epub = with_facts(tmp_path, identifier=" ")
        numbers += epub.find(epub.package, "p:metadata/d:identifier/text()")
    assert numbers[0].startswith("urn:uuid:")
    assert numbers[0] == numbers[1]


def test_the_source_dates_the_book_and_the_making_the_file(tmp_path: Path) -> None:
    """The reader asks when it was written, the player which copy is newer."""
    epub = with_facts(tmp_path, published_on="1990")
    assert epub.find(epub.package, "p:metadata/d:date/text()") == ["1990"]
    assert epub.metas("dcterms:modified") == ["2026-11-22T00:00:00Z"]


def test_the_languages_met_in_the_text_are_listed_after_the_main_one(tmp_path: Path) -> None:
    """A player fetches the voices it will need."""
    epub = with_facts(tmp_path, language="en")
    assert epub.find(epub.package, "p:metadata/d:language/text()") == ["en", "kk", "ru"]


def test_the_cover_is_named_as_the_cover(tmp_path: Path) -> None:
    """A bookshelf shows it."""
    epub = with_facts(tmp_path, cover="cover.png")
    path = "p:manifest/p:item[@properties='cover-image']/@href"
    assert epub.find(epub.package, path) == ["pic0001.png"]


def test_pages_are_those_of_the_print_edition_named(tmp_path: Path) -> None:
    """Its number if we know it, else what the catalogue says of it."""
    assert with_facts(tmp_path, source="ISBN 5-1").metas("pageBreakSource") == ["ISBN 5-1"]
    assert with_facts(tmp_path, source="").metas("pageBreakSource") == [
        "Абай туралы әңгіме, Тест Автор, Жазушы, 1990"
    ]


def test_a_language_we_do_not_speak_gets_english_labels_marked_as_english(tmp_path: Path) -> None:
    """A French voice never spells out "Contents"."""
    nav = with_facts(tmp_path, language="fr").nav
    assert words_in("fr").contents == "Contents"
    assert nav.get("lang") == "en"


@pytest.mark.parametrize(
    ("cells", "is_first", "expected"),
    [
        ("hh", True, "col"),
        ("hh", False, "col"),
        ("-h", True, "col"),
        ("hw", True, "row"),
        ("hw", False, "row"),
        ("h-", False, "row"),
    ],
)
def test_a_header_cell_speaks_for_its_column_or_row(
    cells: str, is_first: bool, expected: str
) -> None:
    """h is a header, w a cell with words, - a cell without; a corner may be empty."""
    words = (Pen().say("сөз"),)
    row = Row(tuple(Cell(() if kind == "-" else words, kind == "h") for kind in cells))
    assert scope_of_headers(row, is_first=is_first) == expected
