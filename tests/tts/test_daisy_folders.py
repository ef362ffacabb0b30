"""DAISY books in folders and zips: what is read, in which order, what is refused."""

import shutil
from pathlib import Path

import pytest

from tests.tts.daisies import BOOKS, dtbook, laid, opf, page, smil
from tests.tts.docxs import packed
from tests.tts.epubs import all_text, blocks_of
from tests.tts.test_epub_bad_input import refusal
from tts.book import Heading
from tts.conversion import shelf_name
from tts.errors import BadBook
from tts.sources import archive as bounds
from tts.sources.daisy import folder as folder_bounds
from tts.sources.reading import read_book

BOAT = BOOKS / "qaiyq"
NCC = page('<h1><a href="a.smil#p">Т</a></h1>')
TWO_TEXTS = {
    "ncc.html": NCC,
    "a.smil": smil("z.html#x", "b.html#y"),
    "b.html": page("<p>екінші</p>"),
    "z.html": page("<p>бірінші</p>"),
}


def packed_boat(target: Path, top: str) -> Path:
    return packed(target, {f"{top}{one.name}": one.read_bytes() for one in sorted(BOAT.iterdir())})


def test_a_folder_its_zip_and_its_ncc_are_the_same_book(tmp_path: Path) -> None:
    """Also with one folder more around, as desktops pack."""
    whole = read_book(BOAT)
    for path in (
        BOAT / "ncc.html",
        packed_boat(tmp_path / "a.zip", ""),
        packed_boat(tmp_path / "b.zip", "Ескі қайық/"),
    ):
        book = read_book(path)
        assert (book.parts, book.notes, book.pictures) == (whole.parts, whole.notes, whole.pictures)
        assert book.metadata == whole.metadata


def test_texts_are_read_in_the_order_of_the_sound(tmp_path: Path) -> None:
    assert all_text(read_book(laid(tmp_path / "k", TWO_TEXTS))) == "бірінші\nекінші"


def test_letter_case_is_forgiven(tmp_path: Path) -> None:
    files = {name.upper(): content for name, content in TWO_TEXTS.items()}
    assert all_text(read_book(laid(tmp_path / "k", files))) == "бірінші\nекінші"


def test_a_page_of_a_talking_book_is_read_by_itself() -> None:
    """Its page numbers and notes are known for what they are."""
    book = read_book(BOAT / "content.html")
    assert "|1|" in all_text(book)
    assert (len(book.notes), book.metadata.title) == (1, "Ескі қайық")


def test_texts_of_a_book_without_sound_lists_are_read_by_name(tmp_path: Path) -> None:
    files = {name: text for name, text in TWO_TEXTS.items() if name != "a.smil"}
    book = read_book(laid(tmp_path / "k", files))
    assert all_text(book) == "екінші\nбірінші"
    assert "missing" in book.warnings[0]


def test_a_book_of_which_a_part_is_only_heard_is_told_of(tmp_path: Path) -> None:
    kind = '<meta name="ncc:multimediaType" content="audioPartText"/>'
    files = {**TWO_TEXTS, "ncc.html": page('<h1><a href="a.smil#p">Т</a></h1>', head=kind)}
    assert "only a part" in read_book(laid(tmp_path / "k", files)).warnings[0]


def test_several_texts_of_daisy_3_follow_the_spine(tmp_path: Path) -> None:
    files = {
        "book.opf": opf("b.xml", "a.xml", spine='<itemref idref="s"/>'),
        "a.smil": smil("a.xml#x", "b.xml#y"),
        "a.xml": dtbook("<level1><h1>А</h1><p>a</p></level1>"),
        "b.xml": dtbook("<level1><h1>Б</h1><p>b</p></level1>"),
        "book.ncx": "<ncx/>",
    }
    book = read_book(laid(tmp_path / "k", files))
    assert all_text(book) == "А\na\nБ\nb"
    assert (book.metadata.title, book.metadata.creators) == ("Жинақ", ("А. Б.",))


def test_a_text_that_the_package_calls_by_an_old_name_is_found_by_the_sound(tmp_path: Path) -> None:
    files = {
        "book.opf": opf("a.xml", spine='<itemref idref="s"/>').replace("x-dtbook+xml", "xml"),
        "a.smil": smil("a.xml#x"),
        "a.xml": dtbook("<p>a</p>"),
        "book.ncx": "<ncx/>",
    }
    assert all_text(read_book(laid(tmp_path / "k", files))) == "a"


def test_the_source_that_was_printed_goes_before_the_recording() -> None:
    about = read_book(BOAT).metadata
    assert (about.publisher, about.published_on) == ("Жағалау баспасы", "1998")


def test_headings_of_the_sample_are_those_of_its_contents() -> None:
    found = [(b.level, b.content[0]) for b in blocks_of(read_book(BOAT)) if isinstance(b, Heading)]
    assert [(level, getattr(piece, "text", "")) for level, piece in found] == [
        (1, "Ескі қайық"),
        (1, "Айлақ"),
        (2, "Күнделік"),
    ]


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"ncc.html": NCC, "a.smil": smil("ncc.html#h")}, "no text: only its headings"),
        ({"ncc.html": NCC}, "no text: only its headings"),
        ({"ncc.html": ""}, "empty"),
        ({**TWO_TEXTS, "z.html": page("<p> </p>"), "b.html": page("<br/>")}, "no text"),
        ({name: text for name, text in TWO_TEXTS.items() if name != "z.html"}, "missing"),
        ({"a.opf": "<package", "a.ncx": "", "a.smil": ""}, "damaged"),
        ({"a.opf": opf(), "a.ncx": "", "a.smil": ""}, "no text: only its headings"),
        ({"a.opf": opf("a.xml"), "b.opf": opf("a.xml"), "a.xml": ""}, "2 talking books"),
        ({"a.opf": opf("gone.xml"), "a.xml": ""}, "missing"),
    ],
)
def test_what_is_no_whole_talking_book_is_refused(
    tmp_path: Path, files: dict[str, str | bytes], what: str
) -> None:
    """In a folder and in a zip alike."""
    folder, archive = laid(tmp_path / "k", files), packed(tmp_path / "k.zip", files)
    assert what in refusal_in(folder)
    assert what in refusal(archive).what


def refusal_in(folder: Path) -> str:
    """A folder is named by itself or by the file in it that is wrong."""
    with pytest.raises(BadBook) as refused:
        read_book(folder)
    return refused.value.what


@pytest.mark.parametrize("names", [[], ["a.epub"], ["mimetype", "a.opf", "a.ncx", "a.smil"]])
def test_any_other_folder_is_told_to_be_one(tmp_path: Path, names: list[str]) -> None:
    """Also an unpacked EPUB, which has to be packed again."""
    laid(tmp_path / "k", dict.fromkeys(names, "x"))
    assert "folder" in refusal(tmp_path / "k").what


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text(page("<p>құпия</p>"), "utf-8")
    files = {**TWO_TEXTS, "a.smil": smil("../secret.html#x", "b.html#y")}
    folder = laid(tmp_path / "k", files)
    assert "missing" in refusal_in(folder)
    (folder / "secret.html").symlink_to(tmp_path / "secret.html")
    laid(folder, {"a.smil": smil("secret.html#x")})
    assert "missing" in refusal_in(folder)


def test_a_text_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_bounds, "MOST_ENTRY_BYTES", 20)
    assert "too large" in refusal_in(laid(tmp_path / "k", TWO_TEXTS))


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "BOMB_BYTES", 1_000_000)
    files: dict[str, str | bytes] = {**TWO_TEXTS, "b.html": bytes(3_000_000)}
    assert "unpack" in refusal(packed(tmp_path / "k.zip", files)).what


def test_a_shelf_names_a_folder_whole(tmp_path: Path) -> None:
    """A dot in a folder's name begins no ending; an `ncc.html` is called by its folder."""
    folder = laid(tmp_path / "2. Ескі қайық", {"ncc.html": NCC})
    assert shelf_name(folder) == shelf_name(folder / "ncc.html") == "2. Ескі қайық"


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    shutil.copytree(BOAT, folder)
    shutil.rmtree(folder)
    assert "cannot be opened" in refusal(folder).what
