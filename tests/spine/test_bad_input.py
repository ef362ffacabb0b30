"""Whatever file a library brings: one clear sentence, or a right talking book; nothing between."""

from pathlib import Path

import pytest

from api.cli.main import run
from fixtures.hostile import (
    KEPT,
    MAY_BE_EITHER,
    MUST_BE_READ,
    MUST_BE_REFUSED,
    Hostile,
    one_huge_paragraph,
    one_huge_sentence,
    ten_thousand_notes,
)
from tts.scripting.maker import make_script
from tts.sources.reading import read_book

VERY_LONG = (one_huge_paragraph, one_huge_sentence, ten_thousand_notes)
SHORT = [make for make in MUST_BE_READ if make not in VERY_LONG]
REFUSED = 2


def convert(book: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Make the book with the hum, which reads every language fast."""
    monkeypatch.setenv("DAUYS_STORE_DIR", str(root / "store"))
    forms = "daisy202,daisy3,epub3"
    flags = ["--to", forms, "--out", str(root / "shelf"), "--engine", "tone", "--voice", "he=hum"]
    return run(["convert", str(book), *flags, "--plain"])


def name_of(make: Hostile) -> str:
    return make.__name__


@pytest.mark.parametrize("make", MUST_BE_REFUSED, ids=name_of)
def test_what_is_no_book_is_refused_in_one_sentence(
    make: Hostile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It says which file, what is wrong and what to do; nothing is left on the shelf."""
    book = make(tmp_path / "strange.epub")
    assert convert(book, tmp_path, monkeypatch) == REFUSED
    told = capsys.readouterr()
    (sentence,) = told.err.splitlines()
    assert told.out == ""
    assert "strange.epub" in sentence
    assert "Traceback" not in sentence
    assert 20 < len(sentence) < 400
    assert not (tmp_path / "shelf").exists()


@pytest.mark.parametrize("make", SHORT, ids=name_of)
def test_an_odd_book_becomes_a_right_talking_book(
    make: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Doubled ids and pages, missing pictures, right-to-left text: every form, no fault."""
    book = make(tmp_path / "odd.epub")
    assert convert(book, tmp_path, monkeypatch) == 0
    assert run(["check", str(tmp_path / "shelf")]) == 0
    text = (tmp_path / "shelf" / "odd" / "daisy202" / "content.html").read_text("utf-8")
    assert KEPT in text


@pytest.mark.parametrize("make", VERY_LONG, ids=name_of)
def test_a_monstrous_book_becomes_a_whole_script(make: Hostile, tmp_path: Path) -> None:
    """Five million characters in a paragraph, ten thousand notes: every phrase is short enough."""
    phrases = list(make_script(read_book(make(tmp_path / "long.epub"))).phrases())
    assert max(len(phrase.text) for phrase in phrases) <= 600
    assert any(KEPT in phrase.text for phrase in phrases)


@pytest.mark.parametrize("make", MAY_BE_EITHER, ids=name_of)
def test_a_doubtful_book_is_refused_or_right(
    make: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing chapter, an entity bomb, names that climb out of the archive."""
    code = convert(make(tmp_path / "doubtful.epub"), tmp_path, monkeypatch)
    assert code in {0, REFUSED}
    assert (tmp_path / "shelf" / "doubtful").exists() == (code == 0)
    assert not list(tmp_path.parent.glob("*evil*"))


def test_one_bad_book_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of books is made as far as it can be, and the report names the refusal."""
    bad = MUST_BE_REFUSED[0](tmp_path / "a.epub")
    good = SHORT[0](tmp_path / "b.epub")
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    flags = ["--to", "epub3", "--out", str(tmp_path / "shelf"), "--engine", "tone", "--plain"]
    assert run(["convert", str(bad), str(good), *flags]) == REFUSED
    assert (tmp_path / "shelf" / "b" / "b.epub").is_file()
    assert "a.epub" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["convert", "x.epub", "--to", "cassette", "--out", "o"], "daisy202, daisy3, epub3"),
        (["convert", "x.epub", "--to", "epub3", "--out", "o", "--voice", "kk"], "LANGUAGE=NAME"),
        (["convert", "x.epub", "--to", "epub3", "--out", "o", "--engine", "choir"], "espeak"),
        (["convert", "x.epub", "--to", "epub3", "--out", "o", "--made-on", "today"], "2026-11-22"),
        (["convert", "x.epub", "--to", "epub3", "--out", "o"], "x.epub"),
        (["convert", "a/x.epub", "b/x.epub", "--to", "epub3", "--out", "o"], "one by one"),
        (["plan", "nowhere.json"], "nowhere.json"),
        (["check", "nowhere"], "nowhere"),
        (["sing"], "sing"),
    ],
)
def test_a_wrong_command_is_answered_in_one_sentence(
    arguments: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was meant, what there is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    assert run(arguments) == REFUSED
    (sentence,) = capsys.readouterr().err.splitlines()
    assert says in sentence
