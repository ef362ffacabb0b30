"""A sentence sounds as long as its words should, in the voice of its own language."""

import json
from pathlib import Path

import pytest

from api.cli.main import run
from api.samples import BOOKS, pack
from tests.spine.conftest import Made

FAULTS_FOUND = 1


def test_no_sentence_of_a_rightly_cast_book_is_doubted(made: Made) -> None:
    """Length and letters of every utterance lie in the band of its language."""
    assert [fault for fault in made.report["faults"] if "suspicious" in fault] == []
    assert made.report["faults"] == []


def test_kazakh_read_by_a_russian_voice_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The voice spells what it does not know; most sentences are far too long, and it is said."""
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    book = pack(BOOKS / "kazakh", tmp_path / "kazakh.epub")
    flags = ["--to", "epub3", "--out", str(tmp_path / "shelf"), "--voice", "kk=ru", "--json"]
    assert run(["convert", str(book), *flags]) == FAULTS_FOUND
    (report,) = json.loads(capsys.readouterr().out)
    doubted = sum("suspicious length" in fault for fault in report["faults"])
    assert doubted >= 0.4 * report["sentences"]
