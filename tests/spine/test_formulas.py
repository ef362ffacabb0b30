"""Books with formulas become right talking books of every form, shown and said."""

import zipfile
from pathlib import Path

import pytest

from api.cli.main import run
from tests.tts.epubcheck import messages
from tts.scripting.maker import make_script
from tts.sources.reading import read_book

TEXTS = Path(__file__).parents[2] / "fixtures" / "texts"
COUNTS = {"algebra": 26, "algebra_kk": 15}
HEARD = {
    "algebra": {
        "x² − 5x + 6 = 0": "икс в квадрате минус пять икс плюс шесть равно нулю",
        "30°": "30 градусов",
        "3 · 10⁸": "три умножить на десять в степени восемь",
    },
    "algebra_kk": {
        "x² − 5x + 6 = 0": "икс квадраты алу 5 икс қосу 6 тең 0",
        "3/4": "төрттен үш",
        "√(a²) = |a|": "корень из выражения а в квадрате, конец корня равно модуль а",
    },
}


@pytest.mark.parametrize("name", COUNTS)
def test_every_formula_is_heard_in_the_language_of_its_sentence(name: str) -> None:
    """And money is no formula."""
    script = make_script(read_book(TEXTS / f"{name}.md"))
    spans = [span for phrase in script.phrases() for span in phrase.spans if span.mathml]
    assert len(spans) == COUNTS[name]
    assert {span.text: span.spoken for span in spans}.items() >= HEARD[name].items()
    assert script.warnings == ()


@pytest.mark.parametrize("name", COUNTS)
def test_a_book_with_formulas_becomes_a_right_talking_book(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No fault in any form; the EPUB shows mathematics, the others a line; EPUBCheck is silent."""
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    flags = ["--to", "daisy202,daisy3,epub3", "--out", str(tmp_path / "shelf"), "--engine", "tone"]
    assert run(["convert", str(TEXTS / f"{name}.md"), *flags, "--plain"]) == 0
    assert run(["check", str(tmp_path / "shelf")]) == 0
    folder = tmp_path / "shelf" / name
    assert "x² − 5x + 6 = 0" in (folder / "daisy202" / "content.html").read_text("utf-8")
    with zipfile.ZipFile(folder / f"{name}.epub") as book:
        files = [book.read(file).decode() for file in book.namelist() if file.endswith("html")]
        package = next(book.read(file).decode() for file in book.namelist() if ".opf" in file)
    assert sum(text.count("<math ") for text in files) == COUNTS[name]
    assert 'properties="mathml"' in package
    assert ">MathML<" in package
    assert messages(folder / f"{name}.epub") == []
