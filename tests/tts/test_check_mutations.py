"""Break one thing in a faultless talking book, and the check names it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tts.books_to_break import MAKERS, faultless_book
from tests.tts.mutating import Mutation
from tests.tts.mutations import MUTATIONS_OF, mutations
from tts.check.checking import check
from tts.forms.writers import Form

BY_TWO_MAKERS = (Form.DAISY202, Form.DAISY3, Form.EPUB3)
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


@pytest.mark.parametrize("form", BY_TWO_MAKERS)
def test_a_faultless_book_has_no_fault(form: str, shelf: Path) -> None:
    """Where we are stricter than the validators that passed it, we would be wrong."""
    checked = check(faultless(form, shelf))
    assert checked.faults == ()
    assert checked.form == form
    assert checked.sections == 4
    assert checked.phrases > 10


@pytest.mark.parametrize(("form", "mutation"), mutations(*BY_TWO_MAKERS), ids=str)
def test_what_is_broken_is_found(
    form: str, mutation: Mutation, shelf: Path, tmp_path: Path
) -> None:
    """One change, and the fault it must bring is among those found."""
    book = tmp_path / "book"
    shutil.copytree(faultless(form, shelf), book)
    mutation.change(book)
    assert mutation.code in {fault.code for fault in check(book).faults}


@pytest.mark.parametrize("form", Form)
def test_there_are_many_mutations_of_every_form_and_none_is_listed_twice(form: Form) -> None:
    """A table that says the same twice hides what it does not say."""
    names = [str(mutation) for mutation in MUTATIONS_OF[form]]
    assert len(names) == len(set(names)) >= LEAST


def test_every_kind_of_fault_is_brought_about() -> None:
    """A rule that nothing ever broke may not work at all."""
    said = re.compile(r'[fF]ault\(\s*"([a-z0-9-]+)"')
    written = {
        code
        for file in (ROOT / "tts/check").rglob("*.py")
        for code in said.findall(file.read_text("utf-8"))
    }
    broken = {mutation.code for _, mutation in mutations(*Form)}
    assert written - broken == TESTED_APART
