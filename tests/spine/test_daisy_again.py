"""Our own DAISY books read back as sources: the same book, word by word."""

from pathlib import Path

import pytest

from api.cli.main import run
from tests.spine.conftest import Made
from tests.tts.daisies import BOOKS
from tts.book import PartRole
from tts.script import Script
from tts.scripting.maker import make_script
from tts.sources.reading import read_book

FORMS = ("daisy202", "daisy3")


def heard(script: Script) -> list[tuple[str, str, str, str]]:
    """Every phrase: what it is, its language, its words, the note it marks."""
    return [(one.role, one.language, one.text, one.note_id) for one in script.phrases()]


@pytest.mark.parametrize("form", FORMS)
def test_a_talking_book_read_back_says_the_same(made: Made, form: str) -> None:
    """Every sentence, page, note mark and picture in its place, in its language."""
    first, again = (make_script(read_book(path)) for path in (made.source, made.folder / form))
    assert heard(again) == heard(first)
    assert again.warnings == ()


@pytest.mark.parametrize("form", FORMS)
def test_its_parts_notes_and_catalogue_are_the_same(made: Made, form: str) -> None:
    """DAISY 2.02 does not tell front matter from the body; neither form keeps the cover apart."""
    first, again = (make_script(read_book(path)) for path in (made.source, made.folder / form))
    body = {section.part: PartRole.BODY for section in first.sections} if form == FORMS[0] else {}
    assert [(one.level, one.title, one.part) for one in again.sections] == [
        (one.level, one.title, body.get(one.part, one.part)) for one in first.sections
    ]
    notes = [[type(block) for block in one.blocks] for one in again.sections]
    assert notes == [[type(block) for block in one.blocks] for one in first.sections]
    for fact in ("title", "language", "creators", "publisher", "published_on"):
        assert getattr(again.metadata, fact) == getattr(first.metadata, fact)


@pytest.mark.parametrize("below", ["", "shelf"])
def test_a_talking_book_is_never_written_over_its_source(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    below: str,
) -> None:
    """Neither onto the folder it is read from, nor into it."""
    monkeypatch.setenv("DAUYS_STORE_DIR", str(tmp_path / "store"))
    source = tmp_path / "boat"
    source.mkdir()
    for path in (BOOKS / "qaiyq").iterdir():
        (source / path.name).write_bytes(path.read_bytes())
    out = tmp_path if not below else source / below
    flags = ["--to", "daisy202", "--out", str(out), "--engine", "tone", "--plain"]
    assert run(["convert", str(source), *flags]) == 2
    assert "choose another --out" in capsys.readouterr().err
    assert sorted(source.iterdir()) == sorted(
        source / one.name for one in (BOOKS / "qaiyq").iterdir()
    )
