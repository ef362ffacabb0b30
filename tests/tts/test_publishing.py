"""A reader never finds half a book: a form appears whole or not at all."""

import os
from pathlib import Path

import pytest

from tts.publishing import replacing

NOBODY = 2**22 + 1  # above the largest process number of Linux


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_finished_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """Nothing of the old edition stays behind in the new one."""
    target = tmp_path / "out" / "daisy202"
    for name in ("old.smil", "new.smil"):
        with replacing(target, is_folder=True) as partial:
            (partial / name).write_text(name)

    assert names(target) == ["new.smil"]
    assert names(target.parent) == ["daisy202"]


def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    """A writer that breaks half-way changes nothing for the reader."""
    target = tmp_path / "book.epub"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(target, is_folder=False) as partial:  # noqa: PT012
        partial.write_text("half")
        raise ZeroDivisionError

    assert target.read_text() == "old"
    assert names(tmp_path) == ["book.epub"]


def test_what_a_killed_process_left_is_cleared(tmp_path: Path) -> None:
    """Unfinished rests go; the work of a process that still lives stays."""
    (tmp_path / f".daisy3.{NOBODY}.partial").mkdir()
    (tmp_path / f".daisy3.{os.getppid()}.partial").mkdir()
    with replacing(tmp_path / "daisy3", is_folder=True):
        pass

    assert names(tmp_path) == [f".daisy3.{os.getppid()}.partial", "daisy3"]


def test_a_swap_killed_half_way_gives_the_old_edition_back(tmp_path: Path) -> None:
    """Between the two steps of a swap nothing may be lost."""
    old = tmp_path / f".daisy3.{NOBODY}.old"
    old.mkdir()
    (old / "book.opf").write_text("whole")
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "daisy3", is_folder=True):
        raise ZeroDivisionError

    assert (tmp_path / "daisy3" / "book.opf").read_text() == "whole"
