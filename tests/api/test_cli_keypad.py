"""Who looks after the machine says which letters lie on which keys."""

from pathlib import Path

import pytest

from access.search.keypad import USUAL
from api.cli.main import run


@pytest.fixture(autouse=True)
def _address(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUYS_DATABASE_URL", sqlite_url)


def test_the_letters_are_shown_changed_and_brought_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = {**USUAL.letters, "2": "abc абв әғ", "3": "def гдеёжз"}
    file = tmp_path / "keys.toml"
    file.write_text("[keys]\n" + "\n".join(f'{k} = "{row}"' for k, row in rows.items()), "utf-8")
    assert run(["keypad"]) == 0
    assert run(["keypad", str(file)]) == 0
    assert run(["keypad", str(file)]) == 0
    assert run(["keypad"]) == 0
    assert run(["keypad", "--usual"]) == 0
    said = capsys.readouterr().out
    for sentence in ("The usual letters.", "lie otherwise now", "lie so already", "3  defгдеёжз"):
        assert sentence in said


def test_what_is_no_layout_is_told_and_nothing_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('[keys]\n2 = "abc"\n', "utf-8")
    assert run(["keypad", str(file)]) == 2
    assert run(["keypad", str(tmp_path / "none.toml")]) == 2
    assert run(["keypad", str(file), "--usual"]) == 2
    told = capsys.readouterr().err
    assert "'d' lies on no key" in told
    assert "not both" in told
