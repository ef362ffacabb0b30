"""Many books at once: what is done is kept, what is refused is named, the others go on."""

import json
from pathlib import Path

import pytest

from api.cli.main import run
from api.cli.workshop import SUMMARY_NAME, books_in
from tts.errors import BadChoice

NOBODY = 2**22 + 1  # above the largest process number of Linux
TEXT = "Старый мост\n\nУтром над рекой стоял туман. Паром ждал людей.\n"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))


def laid(*names: str, text: str = TEXT) -> None:
    for name in names:
        path = Path("books") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def convert(*flags: str) -> int:
    arguments = ("books", "--to", "daisy202,mp3", "--out", "shelf", "--engine", "tone", "--plain")
    return run(["convert", *arguments, *flags])


def state(path: Path) -> tuple[int, int]:
    facts = path.stat()
    return facts.st_ino, facts.st_mtime_ns


def test_a_folder_of_books_is_made_and_refusals_are_named() -> None:
    """Lexicons and pictures beside them are no books; a bad book stops no other."""
    laid("a.txt", "deep/b.md")
    laid("bad.epub", text="no zip")
    laid("page.png", ".hidden.txt", text="")
    laid("a.csv", text="written,said,language\nмост,мост,ru\n")
    assert convert() == 2
    assert sorted(path.name for path in Path("shelf").iterdir()) == ["a", "b", SUMMARY_NAME]
    summary = json.loads(Path("shelf", SUMMARY_NAME).read_bytes())
    assert summary["books"] == 3
    assert list(summary["refused"]) == [str(Path("books/bad.epub"))]
    assert "bad.epub" in summary["refused"][str(Path("books/bad.epub"))]


def test_what_is_on_the_shelf_as_ordered_is_kept() -> None:
    """Not a byte is written again, on another day either; unless it is asked for."""
    laid("a.txt")
    assert convert("--made-on", "2026-11-22") == 0
    ncc = Path("shelf/a/daisy202/ncc.html")
    before = state(ncc)
    assert convert("--made-on", "2026-11-23") == 0
    assert state(ncc) == before
    assert convert("--made-on", "2026-11-23", "--again") == 0
    assert state(ncc) != before


@pytest.mark.parametrize(
    "flags", [("--announce", "none"), ("--split", "cd"), ("--words-per-minute", "200")]
)
def test_another_order_makes_it_anew(flags: tuple[str, ...]) -> None:
    """Whatever would be heard or packed otherwise is made otherwise."""
    laid("a.txt")
    assert convert() == 0
    before = state(Path("shelf/a/report.json"))
    assert convert(*flags) == 0
    assert state(Path("shelf/a/report.json")) != before


def test_another_source_or_a_lost_form_makes_it_anew() -> None:
    """A corrected text, a lexicon of its own, a form that somebody took away."""
    laid("a.txt")
    assert convert() == 0
    for change in ("text", "lexicon", "form"):
        before = state(Path("shelf/a/report.json"))
        match change:
            case "text":
                laid("a.txt", text=TEXT + "\nВсё.\n")
            case "lexicon":
                Path("books/a.csv").write_text(
                    "written,said,language\nмост,мостик,ru\n", encoding="utf-8"
                )
            case _:
                Path("shelf/a/mp3/001.mp3").unlink()
                Path("shelf/a/mp3").rmdir()
        assert convert() == 0
        assert state(Path("shelf/a/report.json")) != before, change


def test_two_books_of_one_name_are_told_before_anything_is_made() -> None:
    """They would share a folder of the shelf."""
    laid("a.txt", "deep/a.md")
    with pytest.raises(BadChoice, match="would share a folder"):
        books_in([Path("books")])
    assert convert() == 2
    assert not Path("shelf").exists()


def test_an_empty_folder_is_told() -> None:
    """Nobody waits for nothing."""
    Path("books").mkdir()
    with pytest.raises(BadChoice, match="no book in the folder"):
        books_in([Path("books")])


def test_what_is_ready_can_be_heard_and_goes_when_all_is_there() -> None:
    """`--listen` leaves no second copy of the sounds behind."""
    laid("a.txt")
    assert convert("--listen") == 0
    assert sorted(path.name for path in Path("shelf/a").iterdir()) == [
        "daisy202", "mp3", "report.json"
    ]  # fmt: skip


def test_what_a_killed_run_left_is_cleared_whatever_is_ordered_next() -> None:
    """Half a form that nobody wants now, and what could be heard of the book."""
    laid("a.txt")
    for left in (f".epub3.{NOBODY}.partial", "listen"):
        Path("shelf/a", left).mkdir(parents=True)
    assert convert() == 0
    assert sorted(path.name for path in Path("shelf/a").iterdir()) == [
        "daisy202", "mp3", "report.json"
    ]  # fmt: skip
