"""FB2 files as they are found: odd encodings, odd zips, broken marks; a right book or a refusal."""

import codecs
import zipfile
from pathlib import Path

import pytest

from tests.tts.epubs import all_text, blocks_of
from tests.tts.fb2s import SAMPLE, book_of, book_with, fb2, written
from tests.tts.test_epub_bad_input import refusal
from tts.sources import archive as bounds
from tts.sources.fb2 import reading as reader
from tts.sources.reading import read_book


def as_declared(source: str, encoding: str) -> bytes:
    """A document in another encoding; letters it lacks are written as numbers."""
    declared = source.replace('encoding="utf-8"', f'encoding="{encoding}"', 1)
    return declared.encode(encoding, "xmlcharrefreplace")


def zipped(folder: Path, **files: str | bytes) -> Path:
    path = folder / "book.fb2.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return path


@pytest.mark.parametrize(
    "encoding", ["windows-1251", "koi8-r", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp866"]
)
def test_a_book_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    book = book_of(tmp_path, as_declared(SAMPLE.read_text("utf-8"), encoding))
    assert all_text(book) == all_text(read_book(SAMPLE))
    assert book.warnings == ()


def test_a_byte_order_mark_says_more_than_a_declaration(tmp_path: Path) -> None:
    source = codecs.BOM_UTF8 + fb2("<p>Өзен</p>", encoding="windows-1251").encode()
    assert all_text(book_of(tmp_path, source)) == "Өзен"


@pytest.mark.parametrize("end", ["", " "])
def test_a_declaration_of_wide_letters_that_is_not_wide_itself_is_not_believed(
    tmp_path: Path, end: str
) -> None:
    """Whether the bytes pair off or not."""
    source = (fb2("<p>Өзен</p>", encoding="utf-16") + end).encode()
    assert all_text(book_of(tmp_path, source)) == "Өзен"


def test_old_letters_under_a_new_declaration_are_read_and_told_of(tmp_path: Path) -> None:
    book = book_of(tmp_path, fb2("<p>Река и паром</p>").encode("windows-1251"))
    assert all_text(book) == "Река и паром"
    assert "windows-1251" in book.warnings[0]


def test_one_letter_that_does_not_fit_loses_only_itself(tmp_path: Path) -> None:
    book = book_of(tmp_path, fb2(f"<p>{'река ' * 100}@</p>").encode().replace(b"@", b"\xff"))
    assert all_text(book).startswith("река река")
    assert "are lost" in book.warnings[0]


def test_a_book_in_a_zip_is_read_beside_what_a_desktop_hides_there(tmp_path: Path) -> None:
    path = tmp_path / "book.fb2.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Кітап.FB2", fb2("<p>x</p>", info=""))
        archive.writestr("__MACOSX/._Кітап.FB2", "junk")
        archive.writestr("read me.txt", "junk")
    book = read_book(path)
    assert (all_text(book), book.metadata.title) == ("x", "book")


def test_a_name_of_an_old_packer_is_no_hindrance(tmp_path: Path) -> None:
    """Bytes of code page 866 under a flag that says 437."""
    path = zipped(tmp_path, MARKE_fb2=fb2("<p>x</p>"))
    path.write_bytes(path.read_bytes().replace(b"MARKE", "книга".encode("cp866")))
    assert all_text(read_book(path)) == "x"


def test_several_books_in_a_zip_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, a_fb2=fb2("<p>a</p>"), b_fb2=fb2("<p>b</p>"))
    assert "2 FB2 books" in refusal(path).what


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "BOMB_BYTES", 1_000_000)
    assert "unpack" in refusal(zipped(tmp_path, a_fb2=bytes(3_000_000))).what


def test_a_book_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_ENTRY_BYTES", 100)
    assert "larger" in refusal(written(tmp_path, fb2("<p>x</p>"))).what


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (fb2(""), "no text"),
        (fb2("<p> . </p>"), "no text"),
        (fb2('<image l:href="#a"/>'), "no text"),
        ("<FictionBook/>", "no text"),
        ("<FictionBook><description/></FictionBook>", "no text"),
        ("<!--<FictionBook>--><x>a</x>", "does not begin"),
        ("<FictionBook", "no text"),
        (fb2("<p>x</p>") + "<p>" + "все слова после конца " * 20 + "</p>", "lose text"),
        (fb2("<section>" * 10_000 + "<p>x</p>" + "</section>" * 10_000), "nested"),
        (fb2("<section>" * 10_000 + "<p>x</p>"), "nested"),
        (fb2("<p>a & b</p>" + "<section>" * 10_000 + "<p>x</p>"), "nested"),
    ],
)
def test_what_is_no_right_book_is_refused(tmp_path: Path, source: str, what: str) -> None:
    assert what in refusal(written(tmp_path, source)).what


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (fb2("<p>Том & Джерри, 5 < 6.</p><p>y</p>"), "y"),
        (fb2("<p>a <emphasis>b</p><p>y</p>"), "y"),
        (fb2("<p>a</p><p>y</p>").removesuffix("</body></FictionBook>"), "y"),
        (fb2("<p>a\x0c\x01</p><p>y</p>"), "y"),
        (fb2("<p>a&nosuch;</p><p>y</p>"), "y"),
        (fb2("<p>a&&#0;#xD800;</p><p>y</p>"), "y"),
        (fb2("<p>a&#xD800;&#0;&#99999999;&#65536;</p><p id='&#xDFFF'>y</p>"), "y"),
        (fb2("<p>a</p><p>y</p>").replace(' xmlns:l="http://www.w3.org/1999/xlink"', ""), "y"),
    ],
)
def test_what_is_not_well_formed_is_mended_where_no_text_is_lost(
    tmp_path: Path, source: str, text: str
) -> None:
    book = book_of(tmp_path, source)
    assert text in all_text(book).splitlines()


def test_mending_is_told_of(tmp_path: Path) -> None:
    book = book_of(tmp_path, fb2("<p>a <emphasis>b</p>"))
    assert "mended" in book.warnings[0]


def test_two_thousand_sections_in_each_other_make_a_right_book(tmp_path: Path) -> None:
    body = "<section><title><p>t</p></title>" * 2_000 + "<p>x</p>" + "</section>" * 2_000
    assert len(blocks_of(book_with(tmp_path, body))) == 2_001


def test_ten_thousand_sections_side_by_side_make_a_right_book(tmp_path: Path) -> None:
    body = "<section><title><p>t</p></title><p>x</p></section>" * 10_000
    assert len(blocks_of(book_with(tmp_path, body))) == 20_000


def test_quotations_nested_too_deep_lose_no_word(tmp_path: Path) -> None:
    body = "<cite><p>a</p>" * 500 + "<poem><stanza><v>x</v></stanza></poem>" + "</cite>" * 500
    assert all_text(book_with(tmp_path, body)) == "a" * 500 + "x"


def test_one_paragraph_of_five_megabytes_is_a_right_book(tmp_path: Path) -> None:
    text = ("Сөз. " * 600_000).strip()
    assert all_text(book_with(tmp_path, f"<p>{text}</p>")) == text
