"""The volumes of a set: what is lost, doubled, or of another set is found."""

import shutil
from pathlib import Path

import pytest

from tests.tts.audio_books import written
from tests.tts.sample import sample_script
from tts.check.checking import check_all
from tts.script import Script, Volume


def volume(number: int, count: int) -> Script:
    script = sample_script()
    return Script(
        metadata=script.metadata, sections=script.sections, volume=Volume(number, count, "Атау")
    )


@pytest.fixture
def discs(tmp_path: Path) -> Path:
    """Three discs in a box, each said to be one of three."""
    box = tmp_path / "box"
    box.mkdir()
    for number in (1, 2, 3):
        made = written("mp3", tmp_path / str(number), script=volume(number, 3))
        shutil.move(made, box / f"mp3_{number}of3")
    return box


def codes(box: Path) -> set[str]:
    return {fault.code for book in check_all(box) for fault in book.faults}


def test_a_whole_set_has_no_fault(discs: Path) -> None:
    assert codes(discs) == set()
    assert [book.volume for book in check_all(discs)] == ["1/3", "2/3", "3/3"]


def test_one_volume_alone_is_no_broken_set(discs: Path) -> None:
    """A disc is checked where it is, without its box."""
    assert codes(discs / "mp3_2of3") == set()


def test_a_volume_that_is_missing_is_named(discs: Path) -> None:
    shutil.rmtree(discs / "mp3_2of3")
    (fault,) = [fault for book in check_all(discs) for fault in book.faults]
    assert (fault.code, fault.sentence) == (
        "volume-missing",
        "Of 3 volumes these are missing: 2.",
    )


def test_a_volume_that_is_there_twice_is_found(discs: Path) -> None:
    shutil.copytree(discs / "mp3_2of3", discs / "mp3_02of3")
    assert codes(discs) == {"volume-twice"}


def test_a_volume_under_another_number_is_found(discs: Path) -> None:
    """Volume 1 was copied in the place of volume 2."""
    shutil.rmtree(discs / "mp3_2of3")
    shutil.copytree(discs / "mp3_1of3", discs / "mp3_2of3")
    assert codes(discs) == {"volume-number"}


def test_volumes_of_another_set_are_found(discs: Path, tmp_path: Path) -> None:
    """An older edition in two volumes was left in the box."""
    made = written("mp3", tmp_path / "old", script=volume(1, 2))
    shutil.move(made, discs / "mp3_1of2")
    assert codes(discs) == {"volume-count", "volume-twice"}


def test_a_whole_book_beside_a_set_is_no_fault(discs: Path, tmp_path: Path) -> None:
    """Another form, or the same one whole, has no number."""
    shutil.move(written("m4b", tmp_path / "whole"), discs / "book.m4b")
    assert codes(discs) == set()


def test_a_packed_volume_is_known_by_its_position(tmp_path: Path) -> None:
    """Readium counts a collection, W3C a position; neither says of how many."""
    for form in ("audiobook", "lpf", "m4b"):
        made = written(form, tmp_path / form, script=volume(2, 3))
        shutil.move(made, tmp_path / f"book_1of3.{form}")
        (fault,) = check_all(tmp_path / f"book_1of3.{form}")[0].faults
        assert fault.code == "volume-number"
