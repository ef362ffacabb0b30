"""Pictures of pages are read as well as print allows, and what is doubtful is said."""

import re
import shutil
from difflib import SequenceMatcher
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from tests.tts.epubs import blocks_of, shown
from tests.tts.pdfs import (
    SAMPLES,
    Shades,
    drawn,
    expected,
    needs_tesseract,
    png,
    said,
    scan_pdf,
    scanned,
    tiff,
)
from tests.tts.test_epub_any_bytes import check_whole
from tts.book import Book, Heading, Table
from tts.errors import BadBook
from tts.sources.layout.sheet import Word
from tts.sources.reading import read_book
from tts.sources.scans import tesseract
from tts.sources.scans.lookalikes import one_script
from tts.sources.scans.recognition import Recognition
from tts.sources.scans.remarks_on_pages import doubtful_pages
from tts.sources.scans.tiff import pages_of_tiff

WORDS = re.compile(r"\w+")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scans")


def scan(name: str, page: int, folder: Path, skew_deg: float) -> Shades:
    return scanned(drawn(SAMPLES / f"{name}.pdf", page, folder), skew_deg=skew_deg)


def written(folder: Path, name: str, source: bytes) -> Path:
    path = folder / name
    path.write_bytes(source)
    return path


def words_of(texts: list[str]) -> list[str]:
    return WORDS.findall(re.sub(r"\|[^|]*\||\^\d", "", " ".join(texts)).lower())


def accuracy(book: Book, name: str) -> float:
    """How many words of the sample come, right and in their order."""
    blocks, _ = expected(name)
    truth = words_of(blocks)
    read = words_of([shown(block) for block in blocks_of(book)])
    pairs = SequenceMatcher(None, truth, read, autojunk=False).get_matching_blocks()
    return sum(pair.size for pair in pairs) / len(truth)


@pytest.fixture(scope="module")
def russian(folder: Path) -> Book:
    """The Russian sample, scanned a degree askew; its first page upside down."""
    pages = [scan("russian", page, folder, 1.0) for page in range(3)]
    pages[0] = np.rot90(pages[0], 2)
    return read_book(written(folder, "russian.pdf", scan_pdf(pages)))


@pytest.fixture(scope="module")
def kazakh(folder: Path) -> Book:
    """The Kazakh sample in a TIFF of two pages, the second lying on its side."""
    pages = [scan("kazakh", page, folder, -0.8) for page in range(2)]
    pages[1] = np.rot90(pages[1])
    return read_book(written(folder, "kazakh.tif", tiff(pages)))


@needs_tesseract
def test_a_russian_scan_in_two_columns_is_read_in_order(russian: Book) -> None:
    """More than 96 words of 100 come, right and in their place, cut words whole."""
    assert accuracy(russian, "russian") > 0.96
    check_whole(russian)
    headings = [shown(block) for block in blocks_of(russian) if isinstance(block, Heading)]
    assert headings[:2] == ["Мастерская у моста", "Глава 1. Ключ от двери"]
    assert not any("Мастерская у моста" in shown(block) for block in blocks_of(russian)[2:])


@needs_tesseract
def test_how_sure_each_page_was_is_kept(russian: Book) -> None:
    """By the labels of the pages, for the report."""
    assert len(russian.recognised_pages) == 3
    assert all(0.85 < sure < 1 for sure in russian.recognised_pages.values())
    assert russian.warnings == ()


@needs_tesseract
def test_a_kazakh_scan_is_read_with_its_table(kazakh: Book) -> None:
    """All letters that Russian has not; pages of a TIFF, upright or not."""
    assert accuracy(kazakh, "kazakh") > 0.97
    (table,) = [block for block in blocks_of(kazakh) if isinstance(block, Table)]
    assert [len(row.cells) for row in table.rows] == [3, 3, 3, 3]


@needs_tesseract
def test_an_english_page_in_a_png_is_read(folder: Path) -> None:
    """As one picture, and in a zip where 10 comes after 2."""
    upper, lower = np.vsplit(scan("english", 1, folder, 0.5)[:1600], 2)
    one = read_book(written(folder, "english.png", png(upper)))
    assert "Nora thanked them all" in shown(blocks_of(one)[2])
    with ZipFile(folder / "pages.zip", "w") as archive:
        archive.writestr("10.png", png(lower))
        archive.writestr("2.png", png(upper))
    both = read_book(folder / "pages.zip")
    text = " ".join(shown(block) for block in blocks_of(both))
    assert text.index("Nora thanked") < text.index("Nora fetched")
    assert len(both.recognised_pages) == 2


@needs_tesseract
def test_a_page_that_can_hardly_be_read_is_named(folder: Path) -> None:
    """A person should look at it."""
    page = scanned(drawn(SAMPLES / "english.pdf", 1, folder, dpi=75), noise=60)
    book = read_book(written(folder, "faint.pdf", scan_pdf([page[:250]], dpi=75)))
    (sure,) = book.recognised_pages.values()
    assert sure < 0.75
    assert "Page 1 was recognised with less than 75 % confidence" in book.warnings[-1]


@needs_tesseract
def test_a_text_layer_in_a_wrong_encoding_is_recognised_anew(folder: Path) -> None:
    """ "Ãëàâà" lies under the picture of "Глава": only the picture is right."""
    top = scan("russian", 2, folder, 0.0)[:600]
    layer = said((30, 150, 13, "Îíà âñòàëà ðàíî è âûøëà â ñàä, ãäå óæå ïåëè ïòèöû."))
    book = read_book(written(folder, "garbled.pdf", scan_pdf([top], layer=layer)))
    assert "Глава 3. Высота" in [shown(block) for block in blocks_of(book)]
    assert any("the letters in the file are not those shown" in one for one in book.warnings)


@needs_tesseract
def test_no_bytes_of_a_picture_do_harm(folder: Path) -> None:
    """Cut short, or with a size that no memory holds: a refusal, or what could be read."""
    whole = png(np.full((200, 200), 255, np.uint8))
    huge = whole[:16] + b"\x7f\xff\xff\xff\x7f\xff\xff\xff" + whole[24:]
    for source in (whole[:60], huge, whole, b"II*\x00\x08\x00\x00\x00\xff\xff"):
        with pytest.raises(BadBook):
            read_book(written(folder, "strange.png", source))


def test_what_is_missing_is_named_with_its_packages(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A librarian can install it; a book with text needs none of it."""
    monkeypatch.setattr(tesseract, "COMMAND", "tesseract-that-is-not-here")
    page = np.full((800, 600), 255, np.uint8)
    for name, source in (("scan.pdf", scan_pdf([page])), ("scan.png", png(page))):
        with pytest.raises(BadBook, match="tesseract-ocr-kaz") as refused:
            read_book(written(folder, name, source))
        assert refused.value.remedy.endswith(".")
    assert read_book(SAMPLES / "english.pdf").recognised_pages == {}


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here")
def test_a_missing_language_is_named() -> None:
    """tesseract alone is not enough."""
    assert tesseract.missing(Recognition(languages=("rus", "xyz")))[-1] == "xyz"


def test_the_pages_of_a_tiff_are_counted(folder: Path) -> None:
    """Links that lead round in a circle, or nowhere, end the count."""
    page = np.zeros((4, 4), np.uint8)
    whole = tiff([page, page, page])
    assert pages_of_tiff(written(folder, "a.tif", whole)) == 3
    round_ = whole.replace(b"\x00\x00\x00\x00" + whole[:0], b"", 0)
    at = 8 + 2 + 11 * 12
    round_ = whole[:at] + b"\x08\x00\x00\x00" + whole[at + 4 :]
    assert pages_of_tiff(written(folder, "b.tif", round_)) == 1
    assert pages_of_tiff(written(folder, "c.tif", b"MM\x00*\xff")) == 1
    assert pages_of_tiff(written(folder, "d.tif", b"no tiff")) == 0


def test_letters_that_look_alike_take_the_alphabet_of_their_word() -> None:
    """What reads aloud must not change alphabets inside a word; numbers of kings stay."""
    russian = [Word(text, 0, 1, 0, 9) for text in ("Мaстeр", "пришёл", "a", "XIV", "COVID-тест")]
    english = [Word(text, 0, 1, 0, 9) for text in ("Тһе", "tide", "clock", "а")]
    assert [word.text for word in one_script(russian)] == [
        "Мастер",
        "пришёл",
        "а",
        "XIV",
        "COVID-тест",
    ]
    assert [word.text for word in one_script(english)] == ["The", "tide", "clock", "a"]


def test_doubtful_pages_are_named_in_one_sentence() -> None:
    """With what to do."""
    assert doubtful_pages({"3": 0.5, "4": 0.9, "17": 0.7}, 0.75) == (
        "Pages 3, 17 were recognised with less than 75 % confidence; a person should compare them "
        "with the scan.",
    )
    assert doubtful_pages({"4": 0.9}, 0.75) == ()
