"""Books that are one file, from the command line to finished talking books of every form."""

from pathlib import Path

import pytest

from api.cli.main import run

TEXTS = Path(__file__).parents[2] / "fixtures" / "texts"
LAST_WORDS = {
    "fonar.txt": "Если будете в Залучье, позвоните",
    "bulaq.txt": "мұндай бұлақ әр ауылда бар",
    "garden.md": "move the water first",
    "marshrut.html": "Кто где сойдёт и кто войдёт",
}


@pytest.mark.parametrize("name", LAST_WORDS)
def test_a_text_becomes_a_right_talking_book(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every form, no fault, and the end of the text is in it."""
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    flags = ["--to", "daisy202,daisy3,epub3", "--out", str(tmp_path / "shelf")]
    assert run(["convert", str(TEXTS / name), *flags, "--engine", "tone", "--plain"]) == 0
    assert run(["check", str(tmp_path / "shelf")]) == 0
    folder = tmp_path / "shelf" / Path(name).stem
    assert LAST_WORDS[name] in (folder / "daisy202" / "content.html").read_text("utf-8")
