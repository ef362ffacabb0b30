"""The hostile books are as hostile as they say, so a reader that survives them has earned it."""

import inspect
import zlib
from collections import Counter
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pytest
from lxml import etree

from fixtures import hostile
from fixtures.hostile import KEPT, MAY_BE_EITHER, MUST_BE_READ, MUST_BE_REFUSED, Hostile

EVERY = (*MUST_BE_REFUSED, *MUST_BE_READ, *MAY_BE_EITHER)
XHTML = "{http://www.w3.org/1999/xhtml}"


def name_of(make: Hostile) -> str:
    return make.__name__


def chapter(path: Path, name: str = "ch1.xhtml") -> bytes:
    with ZipFile(path) as archive:
        return archive.read(name)


def tree(source: bytes) -> etree._Element:
    return etree.fromstring(source, etree.XMLParser(huge_tree=True, resolve_entities=False))


def test_every_hostile_book_is_in_exactly_one_list() -> None:
    """None is forgotten, none is both refused and read."""
    written_here = {
        function
        for name, function in inspect.getmembers(hostile, inspect.isfunction)
        if not name.startswith("_")
    }
    assert Counter(EVERY) == Counter(written_here)


@pytest.mark.parametrize("make", EVERY, ids=name_of)
def test_it_is_written_where_asked(make: Hostile, tmp_path: Path) -> None:
    """The path comes back and there is a file."""
    target = tmp_path / "book.epub"
    assert make(target) == target
    assert target.is_file()


@pytest.mark.parametrize("make", [*MUST_BE_READ, *MAY_BE_EITHER], ids=name_of)
def test_the_sentence_to_keep_stands_in_it_once(make: Hostile, tmp_path: Path) -> None:
    """A test can ask whether what comes after the trouble was read."""
    with ZipFile(make(tmp_path / "book.epub")) as archive:
        texts = [archive.read(name) for name in archive.namelist() if name.startswith("ch")]
    spellings = (KEPT.encode(), KEPT.encode("utf-16-le"))
    assert sum(text.count(spelling) for text in texts for spelling in spellings) == 1


@pytest.mark.parametrize("make", [hostile.empty_file, hostile.not_a_zip, hostile.cut_short])
def test_it_does_not_open_as_a_zip(make: Hostile, tmp_path: Path) -> None:
    """Not even as an empty one."""
    with pytest.raises(BadZipFile):
        ZipFile(make(tmp_path / "book.epub"))


def test_the_empty_book_has_no_word(tmp_path: Path) -> None:
    """White space is all it holds."""
    body = tree(chapter(hostile.no_text(tmp_path / "book.epub"))).find(f"{XHTML}body")
    assert body is not None
    assert "".join(body.itertext()).strip() == ""


def test_the_locked_chapter_is_noise(tmp_path: Path) -> None:
    """It neither parses nor packs."""
    source = chapter(hostile.encrypted(tmp_path / "book.epub"))
    assert len(zlib.compress(source, 9)) >= len(source)
    with pytest.raises(etree.XMLSyntaxError):
        tree(source)


def test_the_bomb_is_small_until_it_goes_off(tmp_path: Path) -> None:
    """Half a mebibyte on disk, three hundred in memory."""
    path = hostile.zip_bomb(tmp_path / "book.epub")
    with ZipFile(path) as archive:
        assert archive.getinfo("ch2.xhtml").file_size >= hostile.BOMB_BYTES
    assert path.stat().st_size < 512 * 1024


def test_the_huge_paragraph_is_one_and_huge(tmp_path: Path) -> None:
    """Five million characters between one pair of tags, within a sentence's length."""
    root = tree(chapter(hostile.one_huge_paragraph(tmp_path / "book.epub")))
    (paragraph,) = root.iter(f"{XHTML}p")
    assert abs(len(paragraph.text or "") - hostile.HUGE_CHARACTERS) < 100


def test_the_huge_sentence_has_no_mark(tmp_path: Path) -> None:
    """A million characters, letters and spaces only."""
    root = tree(chapter(hostile.one_huge_sentence(tmp_path / "book.epub")))
    text = next(root.iter(f"{XHTML}p")).text or ""
    assert len(text) == 1_000_000
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyz ")


def test_every_one_of_ten_thousand_notes_is_marked_once(tmp_path: Path) -> None:
    """Marks and notes pair off."""
    path = hostile.ten_thousand_notes(tmp_path / "book.epub")
    notes = {note.get("id") for note in tree(chapter(path, "notes.xhtml")).iter(f"{XHTML}aside")}
    marks = [
        mark.get("href", "").rpartition("#")[2] for mark in tree(chapter(path)).iter(f"{XHTML}a")
    ]
    assert len(marks) == len(notes) == hostile.NOTE_COUNT
    assert set(marks) == notes


def test_every_id_of_the_duplicates_is_the_same(tmp_path: Path) -> None:
    """Eleven elements in two chapters, one name."""
    path = hostile.duplicate_ids(tmp_path / "book.epub")
    ids = [
        element.get("id")
        for name in ("ch1.xhtml", "ch2.xhtml")
        for element in tree(chapter(path, name)).iter()
        if element.get("id")
    ]
    assert Counter(ids) == {"x1": 11}


def test_page_seven_comes_five_times_and_page_six_after_it(tmp_path: Path) -> None:
    """And one page has no label at all."""
    root = tree(chapter(hostile.duplicate_pages(tmp_path / "book.epub")))
    labels = [mark.get("aria-label") for mark in root.iter(f"{XHTML}span")]
    assert labels == ["7"] * 5 + ["6", None]


@pytest.mark.parametrize(
    ("make", "missing"),
    [(hostile.missing_image, "gone.png"), (hostile.missing_spine_file, "ch2.xhtml")],
    ids=["image", "chapter"],
)
def test_what_is_missing_is_listed_and_not_there(
    make: Hostile, missing: str, tmp_path: Path
) -> None:
    """The package promises a file that the zip does not hold."""
    with ZipFile(make(tmp_path / "book.epub")) as archive:
        assert f'href="{missing}"' in archive.read("package.opf").decode()
        assert missing not in archive.namelist()


def test_the_malformed_chapter_does_not_parse(tmp_path: Path) -> None:
    """A strict parser gives it up."""
    with pytest.raises(etree.XMLSyntaxError):
        tree(chapter(hostile.malformed_xhtml(tmp_path / "book.epub")))


@pytest.mark.parametrize(
    ("make", "encoding", "words"),
    [
        (hostile.windows_1251, "windows-1251", "Лампа горела до утра."),
        (hostile.utf_16, "utf-16", "Шам таңға дейін сөнбеді."),
    ],
    ids=["windows-1251", "utf-16"],
)
def test_the_other_encoding_is_declared_and_true(
    make: Hostile, encoding: str, words: str, tmp_path: Path
) -> None:
    """A parser that believes the declaration reads the words; UTF-8 does not."""
    source = chapter(make(tmp_path / "book.epub"))
    assert next(tree(source).iter(f"{XHTML}p")).text == words
    assert words in source.decode(encoding)
    with pytest.raises(UnicodeDecodeError):
        source.decode("utf-8")


def test_the_names_lead_outside(tmp_path: Path) -> None:
    """Up, to the root, and up the Windows way."""
    with ZipFile(hostile.climbing_names(tmp_path / "book.epub")) as archive:
        names = {entry.filename for entry in archive.infolist()}
    assert {"../outside.txt", "/rooted.txt", "..\\outside.txt"} <= names


def test_only_the_font_is_scrambled(tmp_path: Path) -> None:
    """The list of encrypted files names the font and nothing else."""
    path = hostile.scrambled_font_only(tmp_path / "book.epub")
    listed = tree(chapter(path, "META-INF/encryption.xml"))
    locked = [element.get("URI") for element in listed.iter() if element.get("URI")]
    assert locked == ["serif.otf"]
