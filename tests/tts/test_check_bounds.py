"""Talking books made to exhaust the machine that checks them: every bound holds."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.tts.books_to_break import faultless_book
from tests.tts.mutating import at, set_to
from tts.check import document, shelf
from tts.check.checking import check
from tts.errors import BadBook


def codes(path: Path) -> set[str]:
    return {fault.code for fault in check(path).faults}


def test_a_text_beyond_the_bound_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of gigabytes that calls itself ncc.html is refused, not loaded."""
    book = faultless_book("daisy202", "shared", tmp_path)
    monkeypatch.setattr(shelf, "LARGEST_TEXT", 2_000)
    assert "file-unreadable" in codes(book)


def test_many_texts_together_have_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand files, each just short enough, are too much together."""
    book = faultless_book("daisy202", "shared", tmp_path)
    monkeypatch.setattr(document, "_LARGEST_TEXTS", 5_000)
    assert "file-unreadable" in codes(book)


def test_a_sound_beyond_the_bound_is_not_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No talking book has a sound of days in one file."""
    book = faultless_book("daisy202", "shared", tmp_path)
    monkeypatch.setattr(shelf, "LARGEST_SOUND", 50_000)
    assert "sound-unreadable" in codes(book)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder given by mistake is no talking book."""
    book = faultless_book("daisy202", "shared", tmp_path)
    monkeypatch.setattr(shelf, "MOST_FILES", 5)
    with pytest.raises(BadBook, match="more than 5 files"):
        check(book)


def test_a_zip_that_would_fill_the_disk_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its list says how large it would become; nothing is unpacked to find out."""
    monkeypatch.setattr(shelf, "LARGEST_PACKED_BOOK", 10_000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ncc.html", bytes(20_000))
    with pytest.raises(BadBook, match="unpacked"):
        check(path)


def test_a_zip_that_lies_about_its_sizes_is_damaged(tmp_path: Path) -> None:
    """What is read never goes beyond what was announced."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ncc.html", bytes(200_000))
    size = (200_000).to_bytes(4, "little")
    path = tmp_path / "liar.zip"
    path.write_bytes(content.getvalue().replace(size, (100).to_bytes(4, "little")))
    assert codes(path) == {"file-missing", "file-unreadable"}


def test_a_huge_number_costs_nothing(tmp_path: Path) -> None:
    """Counting up to playOrder 999,999,999 would take all the memory there is."""
    book = faultless_book("daisy3", "shared", tmp_path)
    at("book.ncx", ".//{*}navPoint", set_to("playOrder", "999999999"))(book)
    assert "play-order-gap" in codes(book)
