"""The shell checks a list of words, tries its sentences, and makes books with it."""

import json
from pathlib import Path

import pytest

from api.cli.main import run
from tests.tts.test_lexicon_files import pls_file

BOOK = "# Мост\n\nМИТ стоял у моста. Больше ничего не было.\n"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    (tmp_path / "most.md").write_text(BOOK, "utf-8")


def convert(*flags: str) -> int:
    books = ["most.md", *(flag for flag in flags if flag.endswith(".md"))]
    rest = [flag for flag in flags if not flag.endswith(".md")]
    manner = ("--plain", "--no-framing", "--announce", "none")
    return run(["convert", *books, "--to", "mp3", "--out", "shelf", *manner, *rest])


def report() -> dict[str, object]:
    facts: dict[str, object] = json.loads(Path("shelf/most/report.json").read_bytes())
    return facts


def test_a_good_list_is_tried_and_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What would be said stands in the line of each test sentence; exit 0."""
    text = "written,said,language,example,expected\nМИТ,эм ай ти,ru,Тут МИТ.,Тут эм ай ти.\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    assert run(["lexicon", "check", "a.csv"]) == 0
    assert "a.csv, line 2: “Тут МИТ.” is said “Тут эм ай ти.”, as expected." in (
        capsys.readouterr().out
    )
    (tmp_path / "a.csv").write_text(text.replace("Тут эм ай ти.", "Тут мит."), "utf-8")
    assert run(["lexicon", "check", "a.csv"]) == 1
    assert "“Тут мит.” was expected" in capsys.readouterr().out


def test_every_fault_is_listed_and_machines_get_facts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One file does not stop the next; exit 1."""
    pls_file(tmp_path, "<lexeme/>\n<lexeme/>")
    (tmp_path / "a.csv").write_text("а,б,ru", "utf-8")
    assert run(["lexicon", "check", "names.pls", "a.csv"]) == 1
    said = capsys.readouterr().out
    assert "names.pls, line 4: " in said
    assert "names.pls, line 5: " in said
    assert "a.csv: 1 entries, 0 test sentences" in said
    assert run(["lexicon", "check", "names.pls", "a.csv", "--json"]) == 1
    bad, good = json.loads(capsys.readouterr().out)
    assert (bad["is_good"], good["is_good"], good["entries"]) == (False, True, 1)


def test_a_list_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """In one sentence; exit 2."""
    assert run(["lexicon", "check", "nowhere.pls"]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "nowhere.pls" in sentence


def test_a_table_becomes_pls_and_a_table_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A PLS for each language."""
    (tmp_path / "a.csv").write_text("а,б,ru\nв,г,kk", "utf-8")
    assert run(["lexicon", "export", "a.csv", "--to", "a.pls"]) == 2
    assert "kk, ru; choose one" in capsys.readouterr().err
    for language in ("kk", "ru"):
        arguments = ["--to", f"{language}.pls", "--language", language]
        assert run(["lexicon", "export", "a.csv", *arguments]) == 0
    assert run(["lexicon", "export", "ru.pls", "kk.pls", "--to", "b.csv"]) == 0
    assert (tmp_path / "b.csv").read_text("utf-8-sig").splitlines() == [
        "written,said,language", "а,б,ru", "в,г,kk"
    ]  # fmt: skip


def test_a_book_is_made_with_the_lists_given_and_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report tells version, files and uses; the shell tells the same in words."""
    assert convert() == 0
    assert report()["lexicon"] is None
    capsys.readouterr()
    (tmp_path / "network.csv").write_text("МИТ,митт,ru\nмоста,моста,ru\nнет,да,ru", "utf-8")
    assert convert("--lexicon", "network.csv") == 0
    first = report()["lexicon"]
    pls_file(tmp_path, "<lexeme><grapheme>МИТ</grapheme><alias>эм ай ти</alias></lexeme>").rename(
        "most.pls"
    )
    assert convert("--lexicon", "network.csv") == 0
    facts = report()
    assert facts["lexicon"] == {
        "version": facts["lexicon"]["version"],  # type: ignore[index]
        "sources": ["network.csv", "most.pls"],
        "entries": 4,
        "uses": {"ru МИТ": 1, "ru моста": 1},
    }
    assert facts["lexicon"]["version"] != first["version"]  # type: ignore[index]
    assert (facts["spoken"], facts["reused"]) == (1, 2)
    assert "lexicon: network.csv, most.pls (version " in capsys.readouterr().out


def test_a_book_with_a_bad_list_of_its_own_is_refused_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Better no edition than one that says names wrongly; the other books are made."""
    (tmp_path / "ptica.md").write_text(BOOK, "utf-8")
    (tmp_path / "most.csv").write_text("а,б", "utf-8")
    assert convert("ptica.md") == 2
    assert "most.csv, line 1" in capsys.readouterr().err
    assert Path("shelf/ptica/mp3").is_dir()
    assert not Path("shelf/most").exists()


def test_a_bad_list_for_all_books_is_told_before_any_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one sentence."""
    (tmp_path / "network.csv").write_text("а,б", "utf-8")
    assert convert("--lexicon", "network.csv") == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "network.csv, line 1" in sentence
    assert not Path("shelf").exists()


def test_a_list_in_the_inbox_goes_with_its_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no book itself, and waits for the one that has its name."""
    monkeypatch.setenv("DAUYS_SHELF_DIR", str(tmp_path / "shelf"))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "most.md").write_text(BOOK, "utf-8")
    for name in ("most.csv", "later.csv"):
        (inbox / name).write_text("МИТ,эм ай ти,ru", "utf-8")
    assert run(["worker", "--inbox", str(inbox), "--to", "mp3", "--once"]) == 0
    assert sorted(path.name for path in (inbox / "done").iterdir()) == ["most.csv", "most.md"]
    assert report()["lexicon"]["uses"] == {"ru МИТ": 1}  # type: ignore[index]
    assert (inbox / "later.csv").is_file()
