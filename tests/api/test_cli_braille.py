"""Braille through the doors: ordered, made without a voice, found on the shelf."""

import json
from pathlib import Path

import pytest

from api.cli.main import run
from api.report import reports_in
from api.samples import BOOKS, pack
from tests.tts.braille_pages import needs_liblouis

pytestmark = needs_liblouis


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return pack(BOOKS / "mixed", tmp_path / "mixed.epub")


def convert(book: Path, *arguments: str) -> int:
    return run(["convert", str(book), "--out", "shelf", "--made-on", "2026-11-22", *arguments])


def test_braille_alone_is_made_without_a_voice(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is spoken, nothing kept for later; both forms are there and without fault."""
    assert convert(book, "--to", "brf,pef") == 0
    assert "no sound" in capsys.readouterr().out
    report = reports_in(Path("shelf"))["mixed"]
    assert report.forms == {"brf": "brf", "pef": "mixed.pef"}
    assert (report.audio_s, report.spoken, report.reused, report.voices) == (0, 0, 0, {})
    assert all(section.audio_s == 0 and section.sounds == () for section in report.sections)
    assert not list(Path("store").rglob("*.mp3"))
    assert run(["check", "shelf"]) == 0


def test_braille_beside_a_form_with_sound(book: Path) -> None:
    """The same script gives both; the order of the report is that of the command."""
    assert convert(book, "--to", "mp3,brf") == 0
    report = reports_in(Path("shelf"))["mixed"]
    assert list(report.forms) == ["mp3", "brf"]
    assert report.audio_s > 60
    assert report.voices


def test_paper_and_volumes_are_chosen_by_one_option(book: Path) -> None:
    """32 cells, 24 lines, five pages of text in a volume."""
    assert convert(book, "--to", "brf", "--braille-page", "32x24x5") == 0
    volumes = sorted(Path("shelf/mixed/brf").iterdir())
    assert [file.name for file in volumes][:2] == ["book_v01.brf", "book_v02.brf"]
    lines = volumes[0].read_text("ascii").splitlines()
    assert max(map(len, lines)) == 32


def test_a_strange_size_is_refused_before_anything_is_made(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence that shows how to write it."""
    assert convert(book, "--to", "pef", "--braille-page", "wide") == 2
    assert "40x25" in capsys.readouterr().err
    assert not Path("shelf").exists()


def test_the_doctor_knows_the_library_of_braille(capsys: pytest.CaptureFixture[str]) -> None:
    """With its version, for whoever asks which tables made a book."""
    run(["doctor", "--json"])
    findings = json.loads(capsys.readouterr().out)
    said = next(finding for finding in findings if finding["what"] == "braille")
    assert said["is_there"]
    assert not said["is_needed"]
    assert "liblouis" in said["sentence"]
