"""An FB2 in its commonest encoding becomes every form, from the command to the check."""

import json
from pathlib import Path

import pytest

from api.cli.main import run
from tests.tts.fb2s import SAMPLE


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample in windows-1251, converted with the hum."""
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    text = SAMPLE.read_text("utf-8").replace("utf-8", "windows-1251", 1)
    book = tmp_path / "fonar.fb2"
    book.write_bytes(text.encode("windows-1251", "xmlcharrefreplace"))
    flags = ["--to", "daisy202,daisy3,epub3", "--out", str(tmp_path / "shelf"), "--engine", "tone"]
    assert run(["convert", str(book), *flags, "--plain"]) == 0
    return tmp_path / "shelf"


def test_every_form_passes_the_check(shelf: Path) -> None:
    assert run(["check", str(shelf)]) == 0


def test_nothing_of_the_book_was_lost(shelf: Path) -> None:
    """No warning; the Kazakh sentence was heard as Kazakh."""
    report = json.loads((shelf / "fonar" / "report.json").read_bytes())
    assert report["title"] == "Фонарь у переправы"
    assert report["warnings"] == []
    assert set(report["languages"]) == {"ru", "kk"}
