"""Whatever a PDF is made of: a book, or one clear sentence; never a crash, never a wait."""

import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.tts.epubs import all_text, blocks_of, shown
from tests.tts.pdfs import PROSE, SAMPLES, pages_pdf, pdf, said, stream
from tests.tts.test_epub_any_bytes import check_whole, mangled
from tts.book import Book, Heading
from tts.errors import BadBook
from tts.sources.pdf import pdfium_child
from tts.sources.pdf.pdfium_child import Pdf
from tts.sources.reading import read_book

PAGE = said((50, 500, 12, PROSE[:50]), (50, 485, 12, PROSE[51:]))


def read(folder: Path, source: bytes) -> Book:
    path = folder / "book.pdf"
    path.write_bytes(source)
    return read_book(path)


def refusal(folder: Path, source: bytes) -> str:
    with pytest.raises(BadBook) as refused:
        read(folder, source)
    assert "book.pdf" in refused.value.where
    assert refused.value.what.endswith(".")
    assert refused.value.remedy.endswith(".")
    return str(refused.value)


# RC4 with 40 bits, made once by qpdf: the password is "sesam".
LOCKED = b"<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>"


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    """With what to ask for."""
    source = pages_pdf([PAGE], more=[LOCKED])
    source = source.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 6 0 R/ID[<41><41>]")
    assert "locked with a password" in refusal(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [b"%PDF-1.7\nand then a lie " + b"x" * 3000, pages_pdf([PAGE])[:300]],
    ids=["no PDF inside", "cut short"],
)
def test_what_is_no_whole_pdf_is_refused(tmp_path: Path, source: bytes) -> None:
    assert "damaged or cut short" in refusal(tmp_path, source)


def test_a_damaged_table_of_objects_is_mended(tmp_path: Path) -> None:
    """Everything is still there, so it is read."""
    source = (
        pages_pdf([PAGE])
        .replace(b"\nxref\n0", b"\nxrxf\n9")
        .replace(b"startxref\n", b"startxref\n9")
    )
    assert "bright cold day" in all_text(read(tmp_path, source))


def test_many_empty_pages_hold_no_book(tmp_path: Path) -> None:
    """Two thousand are gone through one by one, in bounded memory."""
    kids = b" ".join(b"%d 0 R" % (at + 3) for at in range(2_000))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]>>"
    tree = b"<</Type/Pages/Kids[%s]/Count 2000>>" % kids
    source = pdf([b"<</Type/Catalog/Pages 2 0 R>>", tree, *[page] * 2_000])
    assert "no text" in refusal(tmp_path, source)


def test_a_page_of_a_kilometre_is_read(tmp_path: Path) -> None:
    """Letters have places, however large the page."""
    source = pages_pdf([PAGE], media=b"0 0 2834645 600")
    assert "bright cold day" in all_text(read(tmp_path, source))


def test_a_huge_page_is_drawn_small_enough(tmp_path: Path) -> None:
    """A picture of it fits into memory."""
    path = tmp_path / "book.pdf"
    path.write_bytes(pages_pdf([PAGE], media=b"0 0 2834645 2834645"))
    with Pdf(path) as opened:
        opened.draw(0, 300, tmp_path / "page.pgm")
    assert (tmp_path / "page.pgm").stat().st_size < 70_000_000


def test_half_a_million_letters_on_one_page_are_refused(tmp_path: Path) -> None:
    """No page of a book has that many."""
    row = b"(" + b"lorem ipsum " * 5 + b") Tj 0 -1 Td "
    text = b"BT /F1 1 Tf 10 590 Td " + row * (600_000 // 60) + b"ET"
    assert "letters, which no page" in refusal(tmp_path, pages_pdf([text]))


def test_bookmarks_in_a_circle_are_met_once(tmp_path: Path) -> None:
    """Each of them leads to the other, inwards and onwards."""
    source = pages_pdf(
        [PAGE],
        catalogue=b"/Outlines 6 0 R",
        more=[
            b"<</First 7 0 R/Last 8 0 R>>",
            b"<</Title(One)/Dest[4 0 R/Fit]/Next 8 0 R/First 8 0 R/Parent 6 0 R>>",
            b"<</Title(Two)/Dest[4 0 R/Fit]/Next 7 0 R/First 7 0 R/Parent 7 0 R>>",
        ],
    )
    headings = [shown(one) for one in blocks_of(read(tmp_path, source)) if isinstance(one, Heading)]
    assert sorted(headings) == ["One", "Two"]


@pytest.mark.parametrize("depth", [2_000, 0], ids=["deep", "round"])
def test_a_strange_tree_of_pages_holds_no_book(tmp_path: Path, depth: int) -> None:
    """Pages within pages within pages, or in a circle."""
    trees = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (at + 3) for at in range(depth)]
    last = b"<</Type/Pages/Kids[2 0 R]/Count 5>>" if not depth else b"<</Type/Page>>"
    refusal(tmp_path, pdf([b"<</Type/Catalog/Pages 2 0 R>>", *trees, last]))


def test_a_page_that_never_ends_costs_only_its_own_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawings within drawings, four to the power of forty: the limit ends it, and says where."""
    monkeypatch.setattr(pdfium_child, "PAGE_LIMIT_S", 2.0)
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 400 600]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream(b"/X Do " * 4, form % (6 + at)) for at in range(40)]
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    tree = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    end = stream(b"0 0 1 1 re", form % 5)
    source = pdf([catalogue, tree, page, stream(b"/X Do "), *forms, end])
    assert "page 1: The PDF cannot be read" in refusal(tmp_path, source)


def test_a_page_that_unpacks_to_too_much_costs_only_its_own_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gigabytes from a small file run into the limit of memory there, not here."""
    monkeypatch.setattr(pdfium_child, "MOST_MEMORY_BYTES", 300 * 1024**2)
    packed = zlib.compress(b"q " * 32_000_000, 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[" + b"4 0 R " * 60 + b"]>>"
    source = pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            stream(packed, b"/Filter/FlateDecode"),
        ]
    )
    assert "needs more time or memory" in refusal(tmp_path, source)


def test_scripts_and_attachments_are_not_looked_at(tmp_path: Path) -> None:
    """They are no part of a book."""
    action = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    book = read(tmp_path, pages_pdf([PAGE], catalogue=action))
    assert "alert" not in all_text(book)


def test_letters_that_mean_nothing_are_told_with_their_page(tmp_path: Path) -> None:
    """A font whose map leads into nowhere: a few such letters are a warning."""
    map_ = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 1 beginbfchar <41> <E001> endbfchar endcmap end"
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    source = pages_pdf(
        [PAGE + b"BT /F2 12 Tf 50 400 Td (rive) Tj (A) Tj ET"],
        page=b"/Rotate 0",
        more=[font, map_],
    ).replace(b"/Font<</F1 3 0 R>>", b"/Font<</F1 3 0 R/F2 6 0 R>>")
    book = read(tmp_path, source)
    assert any("Page 1: some letters" in warning for warning in book.warnings)


def test_text_written_up_the_page_is_read_after_the_rest(tmp_path: Path) -> None:
    """And told."""
    up = b"BT /F1 12 Tf 0 1 -1 0 30 100 Tm (Written up the margin) Tj ET\n"
    book = read(tmp_path, pages_pdf([up + PAGE]))
    assert shown(blocks_of(book)[-1]) == "Written up the margin"
    assert any("another direction" in warning for warning in book.warnings)


def test_a_page_turned_on_its_side_is_read_upright(tmp_path: Path) -> None:
    """What most letters say is upright is upright."""
    turned = (
        b"BT /F1 12 Tf 0 1 -1 0 100 50 Tm (First line of all) Tj ET "
        b"BT /F1 12 Tf 0 1 -1 0 115 50 Tm (and the second) Tj ET"
    )
    book = read(tmp_path, pages_pdf([turned], page=b"/Rotate 90"))
    assert shown(blocks_of(book)[-1]) == "First line of all and the second"


SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
SMALL = pages_pdf(
    [PAGE, PAGE + said((50, 300, 18, "Chapter 2"), (50, 30, 9, "2"))],
    catalogue=b"/Outlines 8 0 R",
    more=[b"<</First 9 0 R>>", b"<</Title(One)/Dest[4 0 R/Fit]/Parent 8 0 R>>"],
)


@SETTINGS
@given(mangled(SMALL))
def test_broken_pdfs_give_a_whole_book_or_a_refusal(tmp_path: Path, source: bytes) -> None:
    """Nothing else ever comes of them."""
    try:
        book = read(tmp_path, source)
    except BadBook:
        return
    check_whole(book)


def test_the_whole_of_it_is_read(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    book = read(tmp_path, SMALL)
    check_whole(book)
    assert [shown(one) for one in blocks_of(book) if isinstance(one, Heading)] == [
        "One",
        "Chapter 2",
    ]


def test_a_sample_with_a_broken_font_is_read_or_refused(tmp_path: Path) -> None:
    """A real file with its middle overwritten."""
    source = (SAMPLES / "kazakh.pdf").read_bytes()
    middle = len(source) // 2
    try:
        check_whole(read(tmp_path, source[:middle] + bytes(2_000) + source[middle + 2_000 :]))
    except BadBook:
        return
