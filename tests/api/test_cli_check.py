"""`dauys check` in the shell: words for people, JSON for machines, an exit code for scripts."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from api.cli import check
from tests.tts.books_to_break import faultless_book

RUN = CliRunner()


@pytest.fixture
def app() -> typer.Typer:
    """The command alone; the callback keeps its name on the line."""
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(lambda: None)
    check.register(app)
    return app


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return faultless_book("daisy202", "shared", tmp_path)


def test_a_book_without_fault_is_said_to_be_one(app: typer.Typer, book: Path) -> None:
    """Form, size and length, and exit code 0."""
    result = RUN.invoke(app, ["check", str(book)])
    assert result.exit_code == 0
    assert "DAISY 2.02, 4 sections, 16 phrases, 21 s." in result.stdout
    assert "No fault found." in result.stdout


def test_each_fault_is_one_line_with_its_place(app: typer.Typer, book: Path) -> None:
    """File, place, sentence, and exit code 1."""
    (book / "s0002.mp3").unlink()
    result = RUN.invoke(app, ["check", str(book)])
    assert result.exit_code == 1
    lines = [line for line in result.stdout.splitlines() if "(sound-missing)" in line]
    assert len(lines) == 4
    assert lines[0].startswith("s0002.smil, line 4, id a_p_e0003: The sound 's0002.mp3' is not")
    assert "Faults: " in result.stdout


def test_a_machine_gets_json(app: typer.Typer, book: Path) -> None:
    """The same facts, each under its name."""
    (book / "ncc.html").unlink()
    result = RUN.invoke(app, ["check", "--json", str(book)])
    assert result.exit_code == 1
    (facts,) = json.loads(result.stdout)
    assert facts["form"] == "daisy202"
    assert facts["faults"][0]["code"] == "file-missing"
    assert facts["faults"][0]["file"] == "ncc.html"


def test_what_is_no_talking_book_is_refused_with_exit_code_2(
    app: typer.Typer, tmp_path: Path
) -> None:
    """One sentence beside the result: what, where, what to do."""
    (tmp_path / "letter.txt").write_text("hello")
    result = RUN.invoke(app, ["check", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert str(tmp_path) in result.stderr
    assert result.stderr.count("\n") == 1
