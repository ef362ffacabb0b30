"""A sample book read in another manner: other sound beside the same words, and still right."""

import json
from pathlib import Path

import pytest

from api.cli.main import run
from tests.spine.conftest import Workshop, convert_arguments
from tests.spine.forms import Spot, daisy3_spots
from tts.script import Role
from tts.scripting.maker import make_script
from tts.sources.reading import read_book

NAME = "russian"


def words(folder: Path) -> list[str]:
    return [spot.words for spot in daisy3_spots(folder / "daisy3")]


def length_ms(spot: Spot) -> int:
    return spot.end_ms - spot.begin_ms


@pytest.fixture(scope="module")
def plain(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Russian sample with nothing but its words, out of the store that holds it already."""
    shelf = tmp_path_factory.mktemp("plain")
    source = next(path for path in workshop.sources if path.stem == NAME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAUYS_STORE_DIR", str(workshop.store))
        flags = ["--announce", "none", "--no-framing"]
        assert run([*convert_arguments((source,), shelf), *flags]) == 0
        assert run(["check", str(shelf)]) == 0
    return shelf / NAME


def test_only_pages_and_marks_are_spoken_anew(workshop: Workshop, plain: Path) -> None:
    """Their numbers were said with a word before; every sentence comes from the store."""
    source = next(path for path in workshop.sources if path.stem == NAME)
    phrases = make_script(read_book(source)).phrases()
    numbers = {p.text for p in phrases if p.role in (Role.PAGE, Role.NOTE_REFERENCE)}
    report = json.loads((plain / "report.json").read_bytes())
    assert 0 < report["spoken"] <= len(numbers)
    assert report["faults"] == []


def test_the_frame_is_read_and_heard(workshop: Workshop, plain: Path) -> None:
    """It is in the text; without it the rest of the text is the same."""
    framed = words(workshop.shelf / NAME)
    assert framed[1:3] == [
        "Изготовитель говорящей книги: Dauys, 2026 год.",
        "Читает синтезированный голос: eSpeak NG.",
    ]
    assert framed[-1].startswith("Конец книги «")
    assert framed[:1] + framed[3:-1] == words(plain)


def test_announcements_are_heard_and_not_written(workshop: Workshop, plain: Path) -> None:
    """No phrase is shorter with them, and those of tables and lists are longer."""
    whole = daisy3_spots(workshop.shelf / NAME / "daisy3")
    whole = whole[:1] + whole[3:-1]
    bare = daisy3_spots(plain / "daisy3")
    longer = {
        with_words.words
        for with_words, without in zip(whole, bare, strict=True)
        if length_ms(with_words) > length_ms(without) + 300
    }
    assert {"Год", "1860", "Читайте медленно: 110–120 слов в минуту."} <= longer
    assert len(longer) < len(bare) / 3
    text = (workshop.shelf / NAME / "daisy202" / "content.html").read_text("utf-8")
    assert "Конец таблицы" not in text
