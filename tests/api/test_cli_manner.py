"""Who lays on a book says how it is read: announcements, frame, pauses, voice and speed."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.cli.main import run
from api.samples import BOOKS

GARDEN = BOOKS.parent / "texts" / "garden.md"
REFUSED = 2


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))


def made(shelf: str, *flags: str) -> dict[str, Any]:
    """The report of a book hummed in this manner."""
    command = ["convert", str(GARDEN), "--to", "daisy202,daisy3,epub3", "--out", shelf]
    assert run([*command, "--engine", "tone", "--plain", *flags]) == 0
    assert run(["check", shelf]) == 0
    report: dict[str, Any] = json.loads((Path(shelf) / "garden" / "report.json").read_bytes())
    return report


def text(shelf: str) -> str:
    return (Path(shelf) / "garden" / "daisy202" / "content.html").read_text("utf-8")


def test_announcements_and_frame_are_switched_each_for_itself() -> None:
    """The frame is text, the announcements are sound only."""
    whole, unframed = made("whole"), made("unframed", "--no-framing")
    some = made("some", "--announce", "tables", "--no-framing")
    plain = made("plain", "--announce", "none", "--no-framing")
    lengths_s = [report["audio_s"] for report in (plain, some, unframed, whole)]
    assert lengths_s == sorted(lengths_s)
    assert len(set(lengths_s)) == len(lengths_s)
    assert "made in" in text("whole")
    assert text("unframed") == text("plain") == text("some")


def test_pauses_are_stretched() -> None:
    usual, slow = made("usual"), made("slow", "--pauses", "200")
    assert slow["audio_s"] > usual["audio_s"]
    assert (slow["spoken"], slow["sentences"]) == (0, usual["sentences"])


def test_each_language_has_its_voice_and_speed() -> None:
    """In the report, and in the metadata of a form that has a place for it."""
    report = made("fast", "--voice", "en=hum@350", "--words-per-minute", "150")
    assert report["words_per_minute"] == {"kk": 150, "ru": 150, "en": 350}
    assert report["voices"] == dict.fromkeys(("kk", "ru", "en"), "tone:hum")
    usual = made("usual")
    assert usual["audio_s"] > report["audio_s"]
    ncc = (Path("fast") / "garden" / "daisy202" / "ncc.html").read_text("utf-8")
    opf = (Path("fast") / "garden" / "daisy3" / "book.opf").read_text("utf-8")
    for narrator in ("tone hum (150 words a minute)", "tone hum (350 words a minute)"):
        assert narrator in ncc
        assert narrator in opf


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (["--announce", "songs"], "pages, notes, pictures, tables"),
        (["--announce", ""], "all, none"),
        (["--pauses", "1000"], "400"),
        (["--voice", "en=hum@5000"], "80 to 450"),
        (["--voice", "en=@150"], "LANGUAGE=NAME"),
    ],
)
def test_a_wrong_manner_is_answered_in_one_sentence(
    flags: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["convert", str(GARDEN), "--to", "epub3", "--out", "o", "--engine", "tone"]
    assert run([*command, *flags]) == REFUSED
    (sentence,) = capsys.readouterr().err.splitlines()
    assert says in sentence


def test_the_worker_reads_in_the_manner_it_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAUYS_SHELF_DIR", str(tmp_path / "shelf"))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "line.txt").write_text("A short book.\n\nOne line and no more.\n", "utf-8")
    flags = ["--announce", "none", "--no-framing", "--pauses", "40"]
    assert run(["worker", "--inbox", str(inbox), "--to", "daisy202", "--once", *flags]) == 0
    content = (tmp_path / "shelf" / "line" / "daisy202" / "content.html").read_text("utf-8")
    assert "One line" in content
    assert "synthetic" not in content
