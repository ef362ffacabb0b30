"""Break one thing in a faultless talking book, and the check names it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tts import (
    mutations_audio,
    mutations_brf,
    mutations_daisy3,
    mutations_daisy3_text,
    mutations_daisy202,
    mutations_epub3,
    mutations_folder,
    mutations_manifest,
    mutations_pef,
    mutations_tagged,
    mutations_tape,
)
from tests.tts.books_to_break import MAKERS, faultless_book
from tests.tts.mutating import Mutation
from tts.check.checking import check

TABLES = {
    "daisy202": mutations_daisy202.MUTATIONS,
    "daisy3": mutations_daisy3.MUTATIONS + mutations_daisy3_text.MUTATIONS,
    "epub3": mutations_epub3.MUTATIONS,
}
ROOT = Path(__file__).parents[2]
LEAST = 90
TESTED_WITH_SETS = {"volume-count", "volume-missing", "volume-number", "volume-twice"}
TESTED_APART = {
    "file-twice",
    "file-unreadable",
    "mimetype-place",
    "more-faults",
    "sound-squeezed",
    *TESTED_WITH_SETS,
}
TAGGED = (
    mutations_tagged.MP3,
    mutations_tagged.M4B,
    mutations_folder.MP3,
    mutations_tape.M4B,
)
BRAILLE = (mutations_brf.MUTATIONS, mutations_pef.MUTATIONS)
MUTATIONS = [(form, mutation) for form, table in TABLES.items() for mutation in table]


@pytest.fixture(scope="module", params=MAKERS)
def shelf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A folder that keeps the faultless books of one maker, made when they are first asked for."""
    folder = tmp_path_factory.mktemp("faultless") / request.param
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def faultless(form: str, shelf: Path) -> Path:
    if not (shelf / form / form).exists():
        faultless_book(form, shelf.name, shelf / form)
    return shelf / form / form


@pytest.mark.parametrize("form", TABLES)
def test_a_faultless_book_has_no_fault(form: str, shelf: Path) -> None:
    """Where we are stricter than the validators that passed it, we would be wrong."""
    checked = check(faultless(form, shelf))
    assert checked.faults == ()
    assert checked.form == form
    assert checked.sections == 4
    assert checked.phrases > 10


@pytest.mark.parametrize(("form", "mutation"), MUTATIONS, ids=str)
def test_what_is_broken_is_found(
    form: str, mutation: Mutation, shelf: Path, tmp_path: Path
) -> None:
    """One change, and the fault it must bring is among those found."""
    book = tmp_path / "book"
    shutil.copytree(faultless(form, shelf), book)
    mutation.change(book)
    assert mutation.code in {fault.code for fault in check(book).faults}


@pytest.mark.parametrize("form", TABLES)
def test_no_mutation_is_listed_twice(form: str) -> None:
    """A table that says the same twice hides what it does not say."""
    names = [str(mutation) for mutation in TABLES[form]]
    assert len(names) == len(set(names)) >= LEAST


def test_every_kind_of_fault_is_brought_about() -> None:
    """A rule that nothing ever broke may not work at all."""
    said = re.compile(r'[fF]ault\(\s*"([a-z0-9-]+)"')
    written = {
        code
        for file in (ROOT / "tts/check").rglob("*.py")
        for code in said.findall(file.read_text("utf-8"))
    }
    broken = {mutation.code for _, mutation in MUTATIONS}
    packed = (mutations_audio, mutations_manifest)
    tables = [table for one in packed for table in (one.AUDIOBOOK, one.LPF)]
    for table in (*tables, *TAGGED, *BRAILLE):
        broken |= {mutation.code for mutation in table}
    assert written - broken == TESTED_APART
