"""The sample books are valid, hold what fixtures/README.md promises, and match their truth."""

import itertools
import os
import re
import shutil
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from api.samples import BOOKS, ZIP_EPOCH, book_folders, pack, pack_all
from fixtures.gold import GOLD, Gold
from tests.fixture_reading import XHTML, Reading, language_of, leaves, read, types_of, words_of
from tests.tts.epubcheck import messages_of, needs_java

PICTURE_LIMIT_BYTES = 5_000
every_book = pytest.mark.parametrize("book", sorted(GOLD))
PROMISED = {
    "kazakh": ("т.б.", " ж. ", " ғ. ", "б.з.д.", "№ ", "%", "т. ғ. к. Б. Ж. ", "12-сі", " жж. ",
               "28.08.2023", "1,8 м", "12 345", "— деді", "«", "Qaryndasyñ", "ХХІ", "II том", "§"),
    "russian": (" г. ", " гг. ", "т. д. ", "т. е. ", " ул. ", " им. ", "XIX в. ", "12 345", "3,14",
                "№ ", "§ ", "%", "8 (727) ", "Р. П. ", "05.11.2023", "91-й", "— ", "«", "−"),
    "english": ("Mr. ", "Dr. ", "e.g. ", "i.e. ", " a.m. ", "p.m.", "No. 1 ", "Vol. I, ", "U.S. ",
                "Ph.D.", "J. R. ", "$1,250.50", "3.14", "21st", "21 Nov. 2021", "VIII", "“", "§ "),
    "mixed": ("№ ", "т. е. ", " жж. ", " г. ", " a.m. ", "Mr. ", "31,5%", "1 200", "Қ. Ә. ", "1948",
              "USB-", "DAISY", "Wi-Fi-", "“", "«", "— "),
}  # fmt: skip


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Everything that EPUBCheck says of each book, hints too, in one run."""
    folder = tmp_path_factory.mktemp("packed")
    packed = [pack(BOOKS / book, folder / f"{book}.epub") for book in GOLD]
    return dict(zip(GOLD, messages_of(packed, hints=True), strict=True))


@needs_java
@every_book
def test_epubcheck_finds_nothing_to_say(book: str, judged: dict[str, list[str]]) -> None:
    """A book that breaks the standard would teach our reader the wrong thing."""
    assert judged[book] == []


@every_book
def test_packing_twice_gives_the_same_bytes(book: str, tmp_path: Path) -> None:
    """A fresh checkout, with other dates and rights on its files, packs to the same book."""
    checkout = tmp_path / "checkout"
    shutil.copytree(BOOKS / book, checkout, copy_function=shutil.copyfile)
    os.utime(checkout / "mimetype", (0, 1_000_000_000))
    (checkout / "META-INF/container.xml").chmod(0o600)
    first = pack(BOOKS / book, tmp_path / "first.epub")
    second = pack(checkout, tmp_path / "second.epub")
    assert first.read_bytes() == second.read_bytes()


@every_book
def test_the_mimetype_comes_first_and_bare(book: str, tmp_path: Path) -> None:
    """A reading app knows an EPUB by its first 58 bytes."""
    packed = pack(BOOKS / book, tmp_path / "book.epub")
    with ZipFile(packed) as epub:
        first = epub.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert packed.read_bytes()[38:58] == b"application/epub+zip"


def test_no_entry_tells_when_it_was_packed(tmp_path: Path) -> None:
    """The clock of the machine is no part of a book."""
    with ZipFile(pack(BOOKS / "mixed", tmp_path / "book.epub")) as epub:
        assert {entry.date_time for entry in epub.infolist()} == {ZIP_EPOCH}


def test_a_hidden_file_stays_out_of_the_book(tmp_path: Path) -> None:
    """A desktop that leaves its droppings in a folder does not change the book."""
    folder = tmp_path / "copy"
    shutil.copytree(BOOKS / "mixed", folder)
    (folder / "OEBPS/.DS_Store").write_bytes(b"view settings")
    clean = pack(BOOKS / "mixed", tmp_path / "clean.epub")
    assert pack(folder, tmp_path / "copy.epub").read_bytes() == clean.read_bytes()


def test_a_folder_without_a_mimetype_is_no_book(tmp_path: Path) -> None:
    """Packing the wrong folder says so."""
    with pytest.raises(FileNotFoundError, match="mimetype"):
        pack(tmp_path, tmp_path / "book.epub")


def test_pack_all_names_each_file_for_its_book(tmp_path: Path) -> None:
    """The demo finds the four books by name."""
    packed = pack_all(tmp_path / "made/for/this")
    assert [path.name for path in packed] == [f"{book}.epub" for book in sorted(GOLD)]
    assert all(path.is_file() for path in packed)


def test_every_folder_has_its_truth() -> None:
    """A fifth book cannot come in without being read by hand."""
    assert {folder.name for folder in book_folders()} == set(GOLD)


@every_book
def test_headings_are_those_counted(book: str) -> None:
    """Levels and words of every heading, in reading order."""
    headings = read(book).found("h1", "h2", "h3", "h4", "h5", "h6")
    assert GOLD[book].headings == tuple(
        (int(etree.QName(heading).localname[1]), words_of(heading)) for heading in headings
    )


def test_the_english_book_skips_levels() -> None:
    """From 1 to 3, 3 to 6, 1 to 4, 2 to 5, and back up by one or more."""
    levels = [level for level, _ in GOLD["english"].headings]
    steps = set(itertools.pairwise(levels))
    assert {(1, 3), (3, 6), (1, 4), (2, 5), (6, 3), (5, 3)} <= steps


@every_book
def test_pages_stand_in_the_text_as_they_are_listed(book: str) -> None:
    """The list of pages and the marks in the text agree, and both with the truth."""
    reading = read(book)
    assert reading.listed_pages == GOLD[book].pages
    assert tuple(_label(mark) for mark in _page_marks(reading)) == GOLD[book].pages


@every_book
def test_a_page_turns_inside_a_paragraph(book: str) -> None:
    """Somewhere the printed page ended before the paragraph did."""
    assert any(
        mark.getparent() is not None and _tag(mark.getparent()) == "p"
        for mark in _page_marks(read(book))
    )


@pytest.mark.parametrize(
    ("book", "page", "before", "after"),
    [
        ("kazakh", "iv", "көп. ", "Құрметті"),
        ("kazakh", "8", "есік алдындағы ", "жоңқаның"),
        ("russian", "8", "голубей, ", "и знал"),
        ("english", "2", "to starboard the ", "foghorn"),
        ("english", "3", "foghorn of the light", "house counted"),
        ("mixed", "5", "к началу фразы ", " и прочитай"),
    ],
)
def test_the_page_turns_where_the_truth_says(book: str, page: str, before: str, after: str) -> None:
    """Between sentences, in a sentence, in a word: a page turns anywhere."""
    mark = next(mark for mark in _page_marks(read(book)) if _label(mark) == page)
    earlier = mark.getprevious()
    parent = mark.getparent()
    assert parent is not None
    text_before = (parent.text if earlier is None else earlier.tail) or ""
    assert re.sub(r"\s+", " ", text_before).endswith(before)
    assert re.sub(r"\s+", " ", mark.tail or "").startswith(after)


@every_book
def test_every_note_mark_leads_to_a_note(book: str) -> None:
    """As many notes and marks as counted, no note without a mark, no mark without a note."""
    reading = read(book)
    notes = {note.get("id", "") for note in _notes(reading)}
    marks = [mark.get("href", "").rpartition("#")[2] for mark in _note_marks(reading)]
    assert (len(notes), len(marks)) == (GOLD[book].notes, GOLD[book].note_marks)
    assert set(marks) == notes


@every_book
def test_tables_have_headers_and_a_caption(book: str) -> None:
    """Each table has as many rows as counted, a first row of headers, a caption."""
    tables = read(book).found("table")
    rows = [list(table.iter(f"{XHTML}tr")) for table in tables]
    assert tuple(len(each) for each in rows) == GOLD[book].table_rows
    assert all({_tag(cell) for cell in each[0]} == {"th"} for each in rows)
    assert all(table.find(f"{XHTML}caption") is not None for table in tables)


def test_the_english_table_spans_rows_and_columns() -> None:
    """Its header has two rows, its rows have headers of their own, and one cell is wide."""
    cells = read("english").found("th", "td")
    assert [cell.get("rowspan") for cell in cells if cell.get("rowspan")] == ["2"]
    assert [cell.get("colspan") for cell in cells if cell.get("colspan")] == ["2", "2", "2"]
    assert sum(cell.get("scope") == "row" for cell in cells) == 5


@every_book
def test_pictures_are_small_and_have_words(book: str) -> None:
    """The picture that carries meaning has the text counted; its file is under 5 kB."""
    reading = read(book)
    alts = tuple(alt for picture in reading.found("img") if (alt := picture.get("alt")))
    assert alts == GOLD[book].alts
    files = [path for path in reading.folder.rglob("images/*") if path.is_file()]
    assert files
    assert all(path.stat().st_size <= PICTURE_LIMIT_BYTES for path in files)


@every_book
def test_verse_has_the_lines_counted(book: str) -> None:
    """Stanza by stanza, however the mark-up makes a line."""
    assert tuple(_lines(stanza) for stanza in _stanzas(read(book))) == GOLD[book].verse


@pytest.mark.parametrize("book", ["english", "kazakh", "russian"])
def test_lists_and_a_quotation_are_there(book: str) -> None:
    """The three books of one language hold a list and a quotation set apart."""
    reading = read(book)
    assert reading.found("ul", "ol")
    assert reading.found("blockquote")


def test_the_english_lists_nest_three_deep() -> None:
    """A list in a list in a list, and one that counts from four."""
    reading = read("english")
    depths = {
        sum(_tag(above) in {"ul", "ol"} for above in entry.iterancestors())
        for entry in reading.found("li")
    }
    assert max(depths) == 3
    assert [each.get("start") for each in reading.found("ol") if each.get("start")] == ["4"]


@every_book
def test_the_hard_things_promised_are_in_the_text(book: str) -> None:
    """Abbreviations, initials, numbers, dates, direct speech."""
    text = " ".join(words for words, _ in leaves(read(book)))
    assert [promise for promise in PROMISED[book] if promise not in text] == []


@every_book
def test_each_paragraph_of_the_truth_stands_in_the_book_once(book: str) -> None:
    """The sentences of the truth, joined, are a whole paragraph, entry or note."""
    texts = [words for words, _ in leaves(read(book))]
    strays = [each.text for each in GOLD[book].paragraphs if texts.count(each.text) != 1]
    assert strays == []


@every_book
def test_the_truth_is_long_enough_to_measure_with(book: str) -> None:
    """At least 25 paragraphs and 60 sentences a book."""
    paragraphs = GOLD[book].paragraphs
    assert len(paragraphs) >= 25
    assert sum(len(each.sentences) for each in paragraphs) >= 60


@pytest.mark.parametrize("book", ["english", "kazakh", "russian"])
def test_a_book_of_one_language_keeps_to_it(book: str) -> None:
    """Only the mixed book changes language between sentences."""
    assert _languages(GOLD[book]) == {GOLD[book].language}


def test_the_mixed_book_has_foreign_sentences_without_a_mark() -> None:
    """In every chapter somebody changes language and the mark-up does not say so."""
    language_by_text = {words: language_of(leaf) for words, leaf in leaves(read("mixed"))}
    unmarked = {
        (language_by_text[paragraph.text], sentence.language)
        for paragraph in GOLD["mixed"].paragraphs
        for sentence in paragraph.sentences
        if sentence.language != language_by_text[paragraph.text]
    }
    assert unmarked == {
        ("kk", "ru"), ("kk", "en"), ("ru", "kk"), ("ru", "en"), ("en", "kk"), ("en", "ru")
    }  # fmt: skip
    assert _languages(GOLD["mixed"]) == {"kk", "ru", "en"}


def test_the_mixed_book_has_whole_foreign_paragraphs_without_a_mark() -> None:
    """Russian in a Kazakh chapter, Kazakh in a Russian one, English in a Kazakh one."""
    language_by_text = {words: language_of(leaf) for words, leaf in leaves(read("mixed"))}
    whole = {
        (language_by_text[paragraph.text], paragraph.sentences[0].language)
        for paragraph in GOLD["mixed"].paragraphs
        if len({sentence.language for sentence in paragraph.sentences}) == 1
        and paragraph.sentences[0].language != language_by_text[paragraph.text]
    }
    assert whole >= {("kk", "ru"), ("ru", "kk"), ("kk", "en"), ("en", "ru")}


def _languages(gold: Gold) -> set[str]:
    return {sentence.language for each in gold.paragraphs for sentence in each.sentences}


def _tag(element: etree._Element | None) -> str:
    return "" if element is None else etree.QName(element).localname


def _page_marks(reading: Reading) -> list[etree._Element]:
    """EPUB 3 says pagebreak; the EPUB 2 book has empty spans that its NCX points to."""
    return reading.typed("pagebreak") or [
        span for span in reading.found("span") if span.get("id", "").startswith("page-")
    ]


def _label(mark: etree._Element) -> str:
    """The label as spoken, as titled, as printed, or as the id ends."""
    shown = mark.get("aria-label") or mark.get("title") or (mark.text or "").strip()
    return shown or mark.get("id", "").removeprefix("page-")


def _notes(reading: Reading) -> list[etree._Element]:
    typed = [each for each in reading.found("*") if types_of(each) & {"footnote", "endnote"}]
    return typed or [each for each in reading.found("p", "div") if each.get("class") == "note"]


def _note_marks(reading: Reading) -> list[etree._Element]:
    return reading.typed("noteref") or [
        link for link in reading.found("a") if link.get("href", "").startswith("notes.xhtml#")
    ]


def _stanzas(reading: Reading) -> list[etree._Element]:
    return [
        stanza for poem in reading.found("div") if poem.get("class") == "poem" for stanza in poem
    ]


def _lines(stanza: etree._Element) -> int:
    """Spans, paragraphs, or line breaks between lines."""
    children = [_tag(child) for child in stanza]
    return children.count("span") or children.count("p") or children.count("br") + 1
