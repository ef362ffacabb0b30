"""Files that are no right EPUB: one clear sentence, or a right book all the same."""

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tts.epubs import (
    CONTAINER,
    all_text,
    blocks_of,
    book_of,
    epub,
    nav,
    opf,
    page,
    zipped,
)
from tts.errors import BadBook
from tts.sources import archive as bounds
from tts.sources.epub import read_epub
from tts.sources.reading import read_book

FILES: dict[str, str | bytes] = {"nav.xhtml": nav(), "a.xhtml": page("<p>a</p>")}
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="{}"/></enc:EncryptedData></encryption>'
)


def refusal(path: Path) -> BadBook:
    with pytest.raises(BadBook) as refused:
        read_book(path)
    assert path.name in refused.value.where
    assert refused.value.what.endswith(".")
    assert refused.value.remedy.endswith(".")
    assert "\n" not in str(refused.value)
    return refused.value


def parts(changes: Mapping[str, str | None]) -> dict[str, str | bytes]:
    """The files of a right EPUB, some changed or (None) taken away."""
    whole: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": opf(FILES),
        **{f"EPUB/{name}": content for name, content in FILES.items()},
    }
    changed: dict[str, str | bytes | None] = {**whole, **changes}
    return {name: content for name, content in changed.items() if content is not None}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "an empty file"),
        (b"%PDF-1.7\n", "no whole PDF"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office"),
        (b"Rar!\x1a\x07", "an archive"),
        (b"\x1f\x8b\x08", "an archive"),
        (b"ID3\x04", "a sound"),
        (bytes(60) + b"BOOKMOBI", "a Kindle"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"<?xml version='1.0'?><x/>", "an XML"),
        ("Обычный текст".encode("windows-1251"), "a plain text"),
        ("Жай мәтін".encode("utf-16"), "a plain text"),
        (bytes(range(256)), "an unknown kind"),
    ],
)
def test_what_is_no_epub_is_called_by_its_kind(tmp_path: Path, content: bytes, kind: str) -> None:
    """Whatever its name says: content decides."""
    path = tmp_path / "book.epub"
    path.write_bytes(content)
    assert kind in refusal(path).what


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("word/document.xml", "Word"),
        ("xl/workbook.xml", "spreadsheet"),
        ("ncc.html", "DAISY"),
        ("publication.json", "audiobook"),
        ("x.txt", "plain zip"),
    ],
)
def test_a_zip_that_is_no_epub_is_called_by_its_kind(tmp_path: Path, name: str, kind: str) -> None:
    path = zipped(tmp_path / "book.epub", {name: "x", "mimetype": "x"})
    assert kind in refusal(path).what


def test_an_epub_under_another_name_is_read(tmp_path: Path) -> None:
    assert all_text(read_book(epub(tmp_path / "kitap.bin", FILES))) == "a"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path).what


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / "ghost.epub").what


def test_a_file_that_is_no_zip_is_refused_by_the_epub_reader_too(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_text("words", "utf-8")
    with pytest.raises(BadBook, match="not a zip archive"):
        read_epub(path)


def test_an_archive_cut_short_is_refused(tmp_path: Path) -> None:
    path = epub(tmp_path / "book.epub", FILES)
    path.write_bytes(path.read_bytes()[:-40])
    assert "cut short" in refusal(path).what


def test_a_damaged_chapter_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w") as stored:
        for name, content in parts({}).items():
            stored.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"<p>a</p>", b"<p>b</p>"))
    refused = refusal(path)
    assert "damaged" in refused.what
    assert "EPUB/a.xhtml" in refused.where


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"META-INF/rights.xml": "<x/>"}, "DRM"),
        ({"META-INF/sinf.xml": "<x/>"}, "DRM"),
        ({"META-INF/license.lcpl": "{}"}, "DRM"),
        ({"META-INF/encryption.xml": ENCRYPTION.format("http://x/aes128-cbc")}, "DRM"),
        ({"META-INF/encryption.xml": ENCRYPTION.replace("enc:EncryptionMethod", "x")}, "DRM"),
        ({"META-INF/encryption.xml": "<x"}, "cannot be read"),
        ({"META-INF/container.xml": "<container"}, "not well-formed"),
        ({"META-INF/container.xml": "<container/>"}, "missing"),
        ({"EPUB/package.opf": None}, "missing"),
        ({"EPUB/package.opf": "<package><metadata></package>"}, "not well-formed"),
        ({"EPUB/package.opf": "<package/>"}, "no files"),
        ({"EPUB/a.xhtml": None}, "missing"),
        ({"EPUB/a.xhtml": page('<img src="x.png"/>')}, "no text"),
        ({"EPUB/a.xhtml": ""}, "no text"),
        ({"EPUB/a.xhtml": page("<p> . </p>")}, "no text"),
        ({"EPUB/a.xhtml": page("<div>" * 10_000 + "x" + "</div>" * 10_000)}, "nested"),
        ({"EPUB/a.xhtml": "<p>soup" + page("<div>" * 10_000 + "x")}, "nested"),
        ({"../evil.sh": "x"}, "outside"),
    ],
)
def test_a_broken_or_locked_epub_is_refused(
    tmp_path: Path, changes: dict[str, str | None], what: str
) -> None:
    assert what in refusal(zipped(tmp_path / "book.epub", parts(changes))).what


def test_scrambled_fonts_lock_nothing(tmp_path: Path) -> None:
    fonts = ENCRYPTION.format("http://www.idpf.org/2008/embedding")
    path = zipped(tmp_path / "book.epub", parts({"META-INF/encryption.xml": fonts}))
    assert all_text(read_book(path)) == "a"


def test_without_a_container_the_only_package_is_taken(tmp_path: Path) -> None:
    path = zipped(tmp_path / "book.epub", parts({"META-INF/container.xml": None}))
    assert all_text(read_book(path)) == "a"


def test_without_container_and_package_there_is_no_way_in(tmp_path: Path) -> None:
    files = parts({"META-INF/container.xml": None, "EPUB/package.opf": None})
    assert "container.xml" in refusal(zipped(tmp_path / "book.epub", files)).what


def test_contents_that_are_missing_are_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "book.epub", parts({"EPUB/nav.xhtml": None}))
    book = read_book(path)
    assert all_text(book) == "a"
    assert "missing" in book.warnings[0]


@pytest.mark.parametrize("name", ["A.XHTML", "%61.xhtml", "./a.xhtml", "x/../a.xhtml"])
def test_a_chapter_is_found_however_its_name_is_written(tmp_path: Path, name: str) -> None:
    package = opf({"nav.xhtml": "", "b.xhtml": ""}).replace("b.xhtml", name)
    path = zipped(tmp_path / "book.epub", parts({"EPUB/package.opf": package}))
    assert all_text(read_book(path)) == "a"


def test_names_that_an_old_packer_wrote_without_saying_how_are_understood(tmp_path: Path) -> None:
    """UTF-8 bytes in a name whose flag says code page 437."""
    files = {"nav.xhtml": nav(), "тарау.xhtml": page("<p>a</p>")}
    path = epub(tmp_path / "book.epub", files)
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as right, zipfile.ZipFile(packed, "w") as wrong:
        for info in right.infolist():
            wrong.writestr(info.filename.replace("тарау", "MARKE_1234"), right.read(info))
    path.write_bytes(packed.getvalue().replace(b"MARKE_1234", "тарау".encode()))
    assert all_text(read_book(path)) == "a"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "BOMB_BYTES", 1_000_000)
    path = epub(tmp_path / "book.epub", {**FILES, "zeros.css": bytes(3_000_000)})
    assert "unpack" in refusal(path).what


def test_a_chapter_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ENTRY_BYTES", 1_000)
    path = epub(tmp_path / "book.epub", {**FILES, "a.xhtml": page("<p>long</p>" * 500)})
    assert "too large" in refusal(path).what


def test_an_archive_of_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_ENTRIES", 4)
    path = epub(tmp_path / "book.epub", FILES)
    assert "more than 4 files" in refusal(path).what


def test_a_list_of_files_that_claims_to_be_huge_is_not_read(tmp_path: Path) -> None:
    path = epub(tmp_path / "book.epub", FILES)
    packed = bytearray(path.read_bytes())
    end = packed.rfind(b"PK\x05\x06")
    struct.pack_into("<L", packed, end + 12, 2_000_000_000)
    path.write_bytes(packed)
    assert "files" in refusal(path).what


def test_a_file_locked_with_a_password_is_refused(tmp_path: Path) -> None:
    path = epub(tmp_path / "book.epub", FILES)
    packed = bytearray(path.read_bytes())
    at = packed.find(b"PK\x01\x02")
    while at >= 0:
        packed[at + 8] |= 1
        at = packed.find(b"PK\x01\x02", at + 4)
    path.write_bytes(packed)
    assert "password" in refusal(path).what


def test_one_paragraph_of_five_megabytes_is_a_right_book(tmp_path: Path) -> None:
    text = ("Сөз. " * 1_000_000).strip()
    book = book_of(tmp_path, {"a.xhtml": page(f"<p>{text}</p>")})
    assert len(blocks_of(book)) == 1
    assert all_text(book) == text


def test_marks_nested_two_thousand_deep_make_a_right_book(tmp_path: Path) -> None:
    body = "<div>" * 2_000 + "x" + "</div>" * 2_000
    assert all_text(book_of(tmp_path, {"a.xhtml": page(body)})) == "x"


def test_warnings_of_one_kind_are_few(tmp_path: Path) -> None:
    images = "<p>a</p>" + '<img src="ghost.png" alt="m"/>' * 500
    book = book_of(tmp_path, {"a.xhtml": page(images)})
    assert len(book.warnings) < 30
    assert any("480 more" in warning for warning in book.warnings)
