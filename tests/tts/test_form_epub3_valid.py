"""What EPUBCheck 5.3 says of our EPUB files: nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tts.epub3_books import BOOKS
from tests.tts.epubcheck import messages_of, needs_java
from tests.tts.sample import MAKING, sample_script, sample_timing
from tts.forms import epub3

MAKERS = {"sample": sample_script, **BOOKS}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Every book written, and judged in one run."""
    books: dict[str, Path] = {}
    for name, make in MAKERS.items():
        folder = tmp_path_factory.mktemp(name)
        script = make()
        books[name] = folder / "book.epub"
        epub3.write(script, sample_timing(script, folder), MAKING, books[name])
    return dict(zip(books, messages_of(list(books.values())), strict=True))


@needs_java
@pytest.mark.parametrize("name", MAKERS)
def test_epubcheck_finds_no_error_and_no_warning(
    name: str, judged: Mapping[str, list[str]]
) -> None:
    """A library may hand the file to any shop or player that checks it first."""
    assert judged[name] == []
