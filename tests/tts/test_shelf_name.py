"""A book's folder on the shelf is named after its file, safely on every file system."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.conversion import shelf_name


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("Абай жолы.epub", "Абай жолы"),
        ("book.fb2.zip", "book"),
        ("plain", "plain"),
        ("a:b?.txt", "a_b_"),
        (" .. .epub", "book"),
        ("x" * 300 + ".epub", "x" * 100),
    ],
)
def test_a_folder_is_named_after_its_book(file: str, folder: str) -> None:
    """Letters of every alphabet stay; what a file system forbids goes."""
    assert shelf_name(Path(file)) == folder


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_no_name_leads_out_of_the_shelf(name: str) -> None:
    """Whatever a file is called."""
    folder = shelf_name(Path(name))
    assert folder
    assert not set(folder) & set('<>:"/\\|?*')
    assert folder not in {".", ".."}
