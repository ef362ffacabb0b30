"""Talking books from strangers: whatever is in them, the check answers and never breaks."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.tts.books_to_break import SAMPLE_OF, faultless_book
from tests.tts.test_check_recognition import packed
from tts.check.checking import check
from tts.errors import BadBook

FORMS = tuple(SAMPLE_OF)
MANY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LONG = "9" * 5_000
NASTY = st.sampled_from(
    ["", "#", "no", "-1", "٣", LONG, "http://[", "%", "../../x", "//a/b", "a:b", "\u202e", "ncx"]
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """One faultless book of each form, and a zip of each."""
    folder = tmp_path_factory.mktemp("garbled")
    yield {form: faultless_book(form, "shared", folder / form) for form in FORMS}
    shutil.rmtree(folder, ignore_errors=True)


def checked_after(path: Path, content: bytes) -> None:
    """Put other bytes into a file, check its book, put the old bytes back."""
    book = next(above for above in path.parents if above.name in FORMS)
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        with suppress(BadBook):
            check(book)
    finally:
        path.write_bytes(before)


@MANY
@given(chance=st.data(), form=st.sampled_from(FORMS))
def test_garbled_bytes_break_nothing(
    books: dict[str, Path], chance: st.DataObject, form: str
) -> None:
    """Bytes changed, lost or put in, in any file, are faults at most."""
    files = [file for file in sorted(books[form].rglob("*")) if file.is_file()]
    file = chance.draw(st.sampled_from(files))
    content = bytearray(file.read_bytes())
    for _ in range(chance.draw(st.integers(1, 8))):
        at = chance.draw(st.integers(0, len(content)))
        content[at : at + chance.draw(st.integers(0, 20))] = chance.draw(st.binary(max_size=20))
    checked_after(file, bytes(content))


@MANY
@given(chance=st.data(), form=st.sampled_from(FORMS))
def test_garbled_trees_break_nothing(
    books: dict[str, Path], chance: st.DataObject, form: str
) -> None:
    """Well-formed nonsense goes deeper into the rules than broken bytes do."""
    files = [f for f in sorted(books[form].rglob("*")) if f.suffix not in {".mp3", ".css", ""}]
    file = chance.draw(st.sampled_from(files))
    tree = etree.parse(file)
    for _ in range(chance.draw(st.integers(1, 6))):
        garble(chance, tree)
    checked_after(file, etree.tostring(tree, xml_declaration=True, encoding="utf-8"))


def garble(chance: st.DataObject, tree: etree._ElementTree) -> None:
    """Lose, rename, move or spoil one element."""
    elements = list(tree.getroot().iter("*"))
    element = chance.draw(st.sampled_from(elements))
    parent = element.getparent()
    what = chance.draw(st.sampled_from(("lose", "rename", "move", "attribute", "words", "comment")))
    if what == "lose" and parent is not None:
        parent.remove(element)
    elif what == "rename":
        element.tag = chance.draw(st.sampled_from(elements)).tag
    elif what == "move" and parent is not None:
        goal = chance.draw(st.sampled_from(elements))
        if element not in (goal, *goal.iterancestors()):
            goal.append(element)
    elif what == "attribute":
        names = [*element.keys(), "id", "href", "src"]
        element.set(chance.draw(st.sampled_from(names)), chance.draw(NASTY.filter(bool)))
    elif what == "words":
        element.text = chance.draw(NASTY)
    else:
        element.insert(0, etree.Comment("words"))


@MANY
@given(chance=st.data(), form=st.sampled_from(FORMS))
def test_garbled_zips_break_nothing(
    books: dict[str, Path], tmp_path: Path, chance: st.DataObject, form: str
) -> None:
    """A zip with spoiled headers, sizes or sums is refused or has faults."""
    path = tmp_path / f"{form}.zip"
    if not path.exists():
        packed(books[form], path)
    content = bytearray(path.read_bytes())
    for _ in range(chance.draw(st.integers(1, 8))):
        end = chance.draw(st.booleans())
        at = chance.draw(st.integers(0, min(len(content), 3_000)))
        place = len(content) - at if end else at
        content[place : place + 4] = chance.draw(st.binary(min_size=4, max_size=4))
    spoiled = tmp_path / f"{form}-spoiled.zip"
    spoiled.write_bytes(bytes(content))
    with suppress(BadBook):
        check(spoiled)


@pytest.mark.parametrize("form", FORMS)
def test_a_bomb_of_entities_stays_shut(books: dict[str, Path], form: str) -> None:
    """Entities that would grow to gigabytes are not expanded."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    for file in sorted(books[form].rglob("*")):
        if file.suffix in {".html", ".opf", ".ncx", ".smil", ".xhtml"}:
            checked_after(file, f'<?xml version="1.0"?>{bomb}]><x id="&j;">&j;</x>'.encode())
