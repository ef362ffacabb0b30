"""Break one thing in a faultless braille book, and the check names it."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tts import mutations_brf, mutations_pef
from tests.tts.braille_pages import making, needs_liblouis, read_brf, read_pef, sample_book_script
from tests.tts.mutating import Mutation
from tests.tts.mutations_braille import CELLS, LINES
from tts.check.checking import check, check_all
from tts.errors import BadBook
from tts.forms import brf, pef
from tts.timing import Timing

pytestmark = needs_liblouis
MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CHUNKS = (
    b"\f",
    b"\r\n",
    b"#",
    b'"""" #IIIIIII\r\n',
    b"----------",
    "⠐⠐⠀⠼⠊⠊⠊⠊".encode(),
    b"<page/>",
)
NO_SOUND = Timing(1, (), {})


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English sample book in both forms, on small paper and in thin volumes."""
    folder = tmp_path_factory.mktemp("braille")
    script = sample_book_script("english", tmp_path_factory.mktemp("source"))
    manner = making(cells=CELLS, lines=LINES, volume_pages=6)
    for name in ("brf", "pef"):
        (folder / name).mkdir()
    brf.write(script, NO_SOUND, manner, folder / "brf")
    pef.write(script, NO_SOUND, manner, folder / "pef" / "book.pef")
    return folder


def test_a_faultless_book_has_no_fault(book: Path) -> None:
    """Both forms, known for what they are, with as many headings as the book has."""
    for form in ("brf", "pef"):
        checked = check(book / form)
        assert checked.faults == ()
        assert (checked.form, checked.sections, checked.sound_ms) == (form, 15, 0)


def test_both_forms_have_the_same_pages(book: Path) -> None:
    """Whoever embosses gets the same book from either."""
    pages = read_brf(book / "brf")
    assert pages == read_pef(book / "pef" / "book.pef")
    assert len(pages) > 2
    assert {len(page) <= LINES for volume in pages for page in volume} == {True}


@pytest.mark.parametrize("mutation", mutations_brf.MUTATIONS, ids=str)
def test_what_is_broken_in_brf_is_found(mutation: Mutation, book: Path, tmp_path: Path) -> None:
    """One change, and the fault it must bring is among those found."""
    broken = tmp_path / "brf"
    shutil.copytree(book / "brf", broken)
    mutation.change(broken)
    assert mutation.code in {fault.code for fault in check(broken).faults}


@pytest.mark.parametrize("mutation", mutations_pef.MUTATIONS, ids=str)
def test_what_is_broken_in_pef_is_found(mutation: Mutation, book: Path, tmp_path: Path) -> None:
    """One change, and the fault it must bring is among those found."""
    shutil.copytree(book / "pef", tmp_path / "pef")
    mutation.change(tmp_path / "pef")
    assert mutation.code in {fault.code for fault in check(tmp_path / "pef" / "book.pef").faults}


def test_a_single_volume_is_known_by_its_ending(book: Path) -> None:
    """A reader may have only the second volume at hand: it is read, and its place is missed."""
    checked = check(book / "brf" / "book_v02.brf")
    assert checked.form == "brf"
    assert "braille-volume-number" in {fault.code for fault in checked.faults}


def test_braille_is_found_on_a_shelf_beside_other_forms(book: Path) -> None:
    """`dauys check SHELF` looks at every form of every book."""
    assert sorted(checked.form for checked in check_all(book)) == ["brf", "pef"]


def test_a_pef_file_is_known_by_its_content(book: Path, tmp_path: Path) -> None:
    """Whatever a file is called."""
    shutil.copyfile(book / "pef" / "book.pef", tmp_path / "book.partial")
    assert check(tmp_path / "book.partial").faults == ()


@MANY
@given(chance=st.data())
def test_garbled_bytes_break_nothing(book: Path, chance: st.DataObject) -> None:
    """Bytes changed, lost or put in, in a file of a stranger, are faults at most."""
    form = chance.draw(st.sampled_from(["brf", "pef"]))
    file = chance.draw(st.sampled_from(sorted((book / form).iterdir())))
    before = file.read_bytes()
    content = bytearray(before)
    for _ in range(chance.draw(st.integers(1, 8))):
        at = chance.draw(st.integers(0, len(content)))
        new = chance.draw(st.sampled_from(CHUNKS) | st.binary(max_size=9))
        content[at : at + chance.draw(st.integers(0, 40))] = new
    try:
        file.write_bytes(bytes(content))
        with suppress(BadBook):
            check(book / form)
    finally:
        file.write_bytes(before)
