"""Break one thing in a faultless audiobook, and the check names it."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tts.audio_books import FORMS, PACKED, SAMPLES, faultless, written
from tests.tts.mutating import Mutation
from tests.tts.mutations import mutations
from tests.tts.mutations_tagged import FAULTLESS_TAPE
from tts.check.checking import check, check_all
from tts.forms.writers import Form

MANIFESTS = {"audiobook": "manifest.json", "lpf": "publication.json"}
MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """One faultless book of each form."""
    folder = tmp_path_factory.mktemp("audio")
    yield {form: faultless(form, folder / form) for form in FORMS}
    shutil.rmtree(folder, ignore_errors=True)


def codes(book: Path) -> set[str]:
    return {fault.code for fault in check(book).faults}


@pytest.mark.parametrize("form", FORMS)
def test_a_faultless_book_has_no_fault(form: str, books: dict[str, Path]) -> None:
    """Each form is known by what it holds, whatever it is called."""
    checked = check(books[form])
    assert checked.faults == ()
    assert checked.form == form
    assert checked.sections == 4
    assert 14_000 < checked.sound_ms < 16_000


@pytest.mark.parametrize(("form", "mutation"), mutations(*map(Form, FORMS)), ids=str)
def test_what_is_broken_is_found(
    form: str, mutation: Mutation, books: dict[str, Path], tmp_path: Path
) -> None:
    """One change, and the fault it must bring is among those found."""
    book = tmp_path / books[form].name
    copy = shutil.copytree if books[form].is_dir() else shutil.copyfile
    copy(books[form], book)
    mutation.change(book)
    assert mutation.code in codes(book)


def test_the_tape_of_the_mutations_is_faultless(tmp_path: Path) -> None:
    """Else it would be found whatever was broken in it."""
    FAULTLESS_TAPE(tmp_path / "book.m4b")
    assert check(tmp_path / "book.m4b").faults == ()


@pytest.mark.parametrize("form", PACKED)
def test_a_book_made_by_others_has_no_fault(form: str) -> None:
    """Where we are stricter than the standard, we would be wrong."""
    sample = SAMPLES / f"book.{form}"
    if not sample.is_file():
        pytest.skip(f"the shared samples are not here: {sample.name}")
    found = codes(sample)
    assert found <= {"contents-missing"}  # the Readium sample has no contents


@pytest.mark.parametrize("form", PACKED)
def test_squeezed_sound_is_found(form: str, books: dict[str, Path], tmp_path: Path) -> None:
    """A player cannot jump about in it."""
    book = tmp_path / f"book.{form}"
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(books[form].iterdir()):
            archive.write(file, file.name)
    assert codes(book) == {"sound-squeezed"}


def test_a_shelf_of_all_forms_is_checked_form_by_form(tmp_path: Path) -> None:
    """What `convert` leaves behind is checked in one go."""
    for form in FORMS:
        made = written(form, tmp_path / form)
        (tmp_path / "shelf").mkdir(exist_ok=True)
        shutil.move(made, tmp_path / "shelf" / made.name)
    found = {checked.form: checked.faults for checked in check_all(tmp_path / "shelf")}
    assert found == dict.fromkeys(FORMS, ())


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("href", "url", "title", "name", "value")), inner)
    ),
    max_leaves=6,
)


@MANY
@given(chance=st.data(), form=st.sampled_from(PACKED))
def test_any_json_breaks_nothing(books: dict[str, Path], chance: st.DataObject, form: str) -> None:
    """Whatever stands where in a manifest of a stranger is a fault at most."""
    path = books[form] / MANIFESTS[form]
    before = path.read_bytes()
    facts = json.loads(before)
    for _ in range(chance.draw(st.integers(1, 4))):
        here = facts
        while isinstance(here, dict | list) and here:
            keys = sorted(here) if isinstance(here, dict) else range(len(here))
            key = chance.draw(st.sampled_from(keys))
            if not isinstance(here[key], dict | list) or chance.draw(st.booleans()):
                here[key] = chance.draw(ANY_JSON)
                break
            here = here[key]
    path.write_text(json.dumps(facts), "utf-8")
    try:
        check(books[form])
    finally:
        path.write_bytes(before)


@MANY
@given(chance=st.data(), form=st.sampled_from(FORMS))
def test_garbled_bytes_break_nothing(
    books: dict[str, Path], chance: st.DataObject, form: str
) -> None:
    """Bytes changed, lost or put in, in any file, are faults at most."""
    files = sorted(books[form].iterdir()) if books[form].is_dir() else [books[form]]
    file = chance.draw(st.sampled_from(files))
    before = file.read_bytes()
    content = bytearray(before)
    for _ in range(chance.draw(st.integers(1, 8))):
        at = chance.draw(st.integers(0, len(content)))
        content[at : at + chance.draw(st.integers(0, 20))] = chance.draw(st.binary(max_size=20))
    file.write_bytes(bytes(content))
    try:
        check_all(books[form])
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize("form", PACKED)
def test_a_manifest_of_countless_braces_is_no_json(form: str, books: dict[str, Path]) -> None:
    """A reader that follows each of them would fall over."""
    path = books[form] / MANIFESTS[form]
    before = path.read_bytes()
    path.write_bytes(b'{"toc":' * 200_000)
    try:
        assert "not-json" in codes(books[form])
    finally:
        path.write_bytes(before)
