"""Printed and scanned books, from the command line to finished talking books."""

import json
from pathlib import Path

import pytest

from api.cli.main import run
from tests.tts.pdfs import SAMPLES, drawn, needs_tesseract, scan_pdf, scanned

LAST_WORDS = {
    "russian": "Паром на Лебяжьей ходил до 1938 года",
    "kazakh": "Көпірдің арғы жағында да құм мен тас бар ғой",
    "english": "to see what time it was",
}


def convert(book: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book's folder on the shelf, made with the hum and found without a fault."""
    monkeypatch.setenv("DAUYS_STORE_DIR", str(folder / "store"))
    flags = ["--to", "daisy202,daisy3,epub3", "--out", str(folder / "shelf")]
    assert run(["convert", str(book), *flags, "--engine", "tone", "--plain"]) == 0
    assert run(["check", str(folder / "shelf")]) == 0
    return folder / "shelf" / book.stem


@pytest.mark.parametrize("name", LAST_WORDS)
def test_a_pdf_becomes_a_right_talking_book(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every form, no fault, nothing lost."""
    shelf = convert(SAMPLES / f"{name}.pdf", tmp_path, monkeypatch)
    assert LAST_WORDS[name] in (shelf / "daisy202" / "content.html").read_text("utf-8")
    report = json.loads((shelf / "report.json").read_bytes())
    assert report["warnings"] == []
    assert report["recognised_pages"] == {}


@needs_tesseract
def test_the_report_of_a_scan_says_how_sure_each_page_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a librarian knows which pages to look at."""
    page = scanned(drawn(SAMPLES / "russian.pdf", 2, tmp_path))
    book = tmp_path / "scan.pdf"
    book.write_bytes(scan_pdf([page[:900]]))
    report = json.loads((convert(book, tmp_path, monkeypatch) / "report.json").read_bytes())
    assert list(report["recognised_pages"]) == ["1"]
    assert 0.8 < report["recognised_pages"]["1"] < 1
    assert report["languages"]["ru"] > 5
