"""The shell says what is here and what is missing, in words and for machines."""

import json
import os
import time
from pathlib import Path

import pytest

from api.cli.inbox import waiting
from api.cli.main import run
from api.samples import BOOKS, pack


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))


def test_voices_of_our_three_languages_are_here(capsys: pytest.CaptureFixture[str]) -> None:
    """Without any system package."""
    assert run(["voices", "--json"]) == 0
    voices = json.loads(capsys.readouterr().out)
    spoken = {tag for voice in voices if voice["engine"] == "espeak" for tag in voice["languages"]}
    assert {"kk", "ru", "en"} <= spoken


def test_the_doctor_finds_a_machine_that_can_work(capsys: pytest.CaptureFixture[str]) -> None:
    """Each finding is a sentence; machines get the same as facts."""
    assert run(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "kk is spoken by espeak voice kk." in said
    assert run(["doctor", "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)
    assert all(finding["is_there"] for finding in findings if finding["is_needed"])


def test_the_doctor_misses_a_store_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says which setting to change, and ends with 1 so that a script notices."""
    Path("a-file").touch()
    monkeypatch.setenv("DAUYS_STORE_DIR", "a-file/store")
    assert run(["doctor"]) == 1
    assert "DAUYS_STORE_DIR" in capsys.readouterr().out


def test_a_book_laid_in_the_inbox_becomes_a_talking_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The good one is done, the bad one refused with its reason beside it; none is lost."""
    monkeypatch.setenv("DAUYS_SHELF_DIR", str(tmp_path / "shelf"))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    pack(BOOKS / "mixed", inbox / "mixed.epub")
    (inbox / "bad.epub").write_text("no book")
    assert run(["worker", "--inbox", str(inbox), "--to", "epub3", "--once"]) == 2
    assert (tmp_path / "shelf" / "mixed" / "mixed.epub").is_file()
    assert (inbox / "done" / "mixed.epub").is_file()
    assert (inbox / "refused" / "bad.epub").is_file()
    assert "bad.epub" in (inbox / "refused" / "bad.epub.txt").read_text("utf-8")


def test_a_book_that_is_still_being_copied_waits(tmp_path: Path) -> None:
    """Half a file is not a book yet."""
    old, new = tmp_path / "old.epub", tmp_path / "new.epub"
    for path in (old, new):
        path.touch()
    os.utime(old, (time.time() - 60, time.time() - 60))
    assert waiting(tmp_path, settled_s=5) == [old]
    assert waiting(tmp_path, settled_s=0) == [old, new]


def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which variable, which value, what is wrong with it; words of other programs are no matter."""
    Path(".env").write_text("OTHER_PROGRAM=1\n")
    assert run(["doctor"]) == 0
    monkeypatch.setenv("DAUYS_SPEECH_TIMEOUT_S", "soon")
    assert run(["doctor"]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "DAUYS_SPEECH_TIMEOUT_S is 'soon'" in sentence
