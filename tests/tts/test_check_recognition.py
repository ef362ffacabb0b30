"""A talking book is known by what lies in it, packed or not, alone or among others."""

import shutil
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.tts.books_to_break import SAMPLE_OF, faultless_book
from tests.tts.mutating import at, says
from tts.check.checking import check, check_all
from tts.check.fault import MOST_FAULTS
from tts.errors import BadBook

FORMS = tuple(SAMPLE_OF)


def packed(book: Path, target: Path, first: Iterable[str] = ("mimetype",)) -> Path:
    """Zip a folder: the named files first and stored, the rest squeezed."""
    names = [
        file.relative_to(book).as_posix() for file in sorted(book.rglob("*")) if file.is_file()
    ]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(names, key=lambda name: name not in first):
            squeeze = zipfile.ZIP_STORED if name in first else zipfile.ZIP_DEFLATED
            archive.write(book / name, name, squeeze)
    return target


def codes(path: Path) -> set[str]:
    return {fault.code for fault in check(path).faults}


@pytest.mark.parametrize("form", FORMS)
def test_a_zip_is_read_like_a_folder(form: str, tmp_path: Path) -> None:
    """The same form, the same counts, and as few faults."""
    book = faultless_book(form, "shared", tmp_path)
    zipped = check(packed(book, tmp_path / "book.zip"))
    unpacked = check(book)
    assert zipped.faults == unpacked.faults == ()
    assert zipped.form == form
    assert (zipped.sections, zipped.phrases, zipped.sound_ms) == (
        unpacked.sections,
        unpacked.phrases,
        unpacked.sound_ms,
    )


def test_a_folder_of_books_is_checked_book_by_book(tmp_path: Path) -> None:
    """What `convert` leaves behind is checked in one go."""
    for form in FORMS:
        faultless_book(form, "shared", tmp_path / "Абай")
    found = {checked.form: checked for checked in check_all(tmp_path)}
    assert found.keys() == set(FORMS)
    assert all(checked.faults == () for checked in found.values())
    with pytest.raises(BadBook, match="3 talking books"):
        check(tmp_path)


def test_two_forms_in_one_folder_are_both_checked(tmp_path: Path) -> None:
    """Some producers put DAISY 2.02 and DAISY 3 side by side."""
    old = faultless_book("daisy202", "shared", tmp_path / "a")
    new = faultless_book("daisy3", "shared", tmp_path / "b")
    shutil.copy(new / "book.opf", old)
    assert {checked.form for checked in check_all(old)} == {"daisy202", "daisy3"}


def test_a_broken_epub_among_others_is_a_fault(tmp_path: Path) -> None:
    """The others are still checked."""
    faultless_book("daisy3", "shared", tmp_path)
    (tmp_path / "broken.epub").write_bytes(b"PK\3\4 and no more")
    found = {checked.form: checked.faults for checked in check_all(tmp_path)}
    assert found["daisy3"] == ()
    assert [fault.code for fault in found[""]] == ["file-unreadable"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\3\4 and no more"])
def test_what_is_no_talking_book_is_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    """What, where, and what to give instead."""
    path = tmp_path / "book.epub"
    path.write_bytes(content)
    with pytest.raises(BadBook, match=r"book\.epub"):
        check(path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """Nothing to check is not the same as nothing wrong."""
    with pytest.raises(BadBook, match="no DAISY"):
        check(tmp_path)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A slip of the finger is told as one."""
    with pytest.raises(BadBook, match="nothing here"):
        check(tmp_path / "no")


def test_a_zip_that_begins_with_another_file_is_found(tmp_path: Path) -> None:
    """Readers look for mimetype at the very start of the file."""
    book = faultless_book("epub3", "shared", tmp_path)
    assert "mimetype-place" in codes(packed(book, tmp_path / "a.epub", first=()))
    assert "mimetype-place" in codes(packed(book, tmp_path / "b.epub", ("META-INF/container.xml",)))


def test_a_name_twice_in_a_zip_is_found(tmp_path: Path) -> None:
    """Which of the two a reader takes, nobody knows."""
    book = packed(faultless_book("epub3", "shared", tmp_path), tmp_path / "a.epub")
    with zipfile.ZipFile(book, "a") as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr("EPUB/style.css", "p{}")
    assert "file-twice" in codes(book)


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A talking book of a stranger shows nothing of the machine that checks it."""
    book = faultless_book("daisy202", "shared", tmp_path)
    outside = tmp_path / "outside.html"
    shutil.move(book / "content.html", outside)
    (book / "content.html").symlink_to(outside)
    assert "text-file-missing" in codes(book)


def test_a_book_with_countless_faults_ends_its_list(tmp_path: Path) -> None:
    """The rest is said to be there, not listed."""
    book = faultless_book("daisy202", "shared", tmp_path)
    text = book / "content.html"
    silent = "<p>Тыныштық.</p>\n" * (MOST_FAULTS + 500)
    text.write_text(text.read_text("utf-8").replace("</body>", silent + "</body>"), "utf-8")
    faults = check(book).faults
    assert len(faults) == MOST_FAULTS + 1
    assert "more-faults" in {fault.code for fault in faults}


def test_faults_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    """Whoever mends a book goes through it once."""
    book = faultless_book("daisy202", "shared", tmp_path)
    text = book / "content.html"
    text.write_text(text.read_text("utf-8").replace(' lang="', ' lang="?'), "utf-8")
    at("content.html", ".//{*}span[@class='sentence']", says("Words."))(book)
    lines = [int(fault.place.split(",")[0].removeprefix("line ")) for fault in check(book).faults]
    assert len(lines) > 5
    assert lines == sorted(lines)
