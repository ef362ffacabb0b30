"""A conversion is followed section by section, its sound kept loose, its doubts named."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tts.audition import LONGEST_TRIED, say_at_once
from tts.conversion import Following, convert
from tts.engine import Casting
from tts.errors import BadChoice
from tts.forms.making import Making
from tts.forms.writers import forms_named
from tts.narration.narrator import Manner
from tts.narration.store import Store
from tts.order import Order

TEXT = "# Книга\n\nПервое слово.\n\n## Мост\n\nСтарый мост. Новый лес.\n"


def order(shelf: Path, forms: str, voice: str = "hum") -> Order:
    return Order(
        forms=forms_named(forms),
        castings={"ru": Casting("tone", voice)},
        shelf=shelf,
        making=Making(
            producer="Dauys", narrators=("hum",), made_on=date(2026, 11, 27), generator="Dauys"
        ),
        workers=1,
        manner=Manner(),
        keeps_sound=True,
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "kniga.md"
    path.write_text(TEXT, "utf-8")
    return path


def quiet(_done: int, _total: int) -> None:
    return


def test_each_section_is_heard_of_when_it_is_there(tmp_path: Path, source: Path) -> None:
    heard: list[str] = []
    following = Following(
        begins=lambda count: heard.append(f"of {count}"),
        made=lambda place: heard.append(str(place)),
    )
    edition = convert(
        source, order(tmp_path / "shelf", "daisy202"), Store(tmp_path / "store"), quiet,
        name="Старый мост: 1/2", following=following,
    )  # fmt: skip
    assert heard[0] == "of 2"
    assert sorted(heard[1:]) == ["0", "1"]
    assert edition.folder.name == "Старый мост_ 1_2"
    assert edition.doubts == ()


def test_the_sound_lies_loose_and_says_what_is_heard_where(tmp_path: Path, source: Path) -> None:
    """Whatever forms there are; a file that lies there already takes no more room."""
    edition = convert(
        source, order(tmp_path / "shelf", "daisy202"), Store(tmp_path / "store"), quiet
    )
    sound = edition.folder / "sound"
    table = json.loads((sound / "phrases.json").read_bytes())
    assert set(table["sounds"]) == {path.name for path in sound.glob("*.mp3")}
    assert "Старый мост." in [phrase["text"] for phrase in table["phrases"]]
    for phrase in table["phrases"]:
        assert 0 <= phrase["begins_ms"] < phrase["ends_ms"] <= table["sounds"][phrase["sound"]]
    twin = edition.folder / "daisy202" / "s0001.mp3"
    assert twin.samefile(sound / "s0001.mp3")


def test_a_doubtful_phrase_is_named_with_its_place(tmp_path: Path, source: Path) -> None:
    failing = order(tmp_path / "shelf", "mp3", "hum fails-on=лес")
    edition = convert(source, failing, Store(tmp_path / "store"), quiet)
    (doubt,) = edition.doubts
    assert (doubt.code, doubt.written, doubt.language) == ("unspoken", "Новый лес.", "ru")
    assert doubt.said == "Новый лес."
    assert (edition.folder / "sound" / doubt.sound).is_file()
    assert doubt.begins_ms < doubt.ends_ms


def test_a_book_for_touch_alone_has_nothing_to_follow(tmp_path: Path, source: Path) -> None:
    counts: list[int] = []
    silent = replace(order(tmp_path / "shelf", "brf"))
    edition = convert(
        source, silent, Store(tmp_path / "store"), quiet, following=Following(begins=counts.append)
    )
    assert counts == [0]
    assert not (edition.folder / "sound").exists()


@pytest.mark.parametrize("text", [" ", "а" * (LONGEST_TRIED + 1)])
def test_only_a_sentence_is_tried(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadChoice):
        say_at_once(text, "ru", {"ru": Casting("tone", "hum")}, Store(tmp_path), Manner())
