"""An EPUB file says each phrase once, in words and in sound, and every thread in it leads home."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tts import epub3_books
from tests.tts.epub3_any import scripts, tiling
from tests.tts.epub3_opened import NAMES, TEXTREF, TYPE, Opened, opened, shown
from tests.tts.sample import MAKING, sample_script
from tts.forms import epub3
from tts.forms.epub3.markup import clean
from tts.script import Phrase, Role, Script
from tts.timing import Timing


@dataclass(frozen=True)
class Made:
    """A book as it was given and as it came out."""

    script: Script
    timing: Timing
    epub: Opened

    def phrases(self) -> Iterator[Phrase]:
        """Every phrase, in reading order."""
        return self.script.phrases()


def make(script: Script) -> Made:
    """Write a book and open it again."""
    with TemporaryDirectory() as folder:
        timing = tiling(script, Path(folder))
        book = Path(folder, "book.epub")
        epub3.write(script, timing, MAKING, book)
        return Made(script, timing, opened(book))


made = st.builds(make, scripts())
any_book = settings(max_examples=40, deadline=None)


def milliseconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    whole, thousandths = seconds.split(".")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(whole)) * 1000 + int(thousandths)


@any_book
@given(made)
def test_every_phrase_is_shown_once_in_reading_order(book: Made) -> None:
    """Who reads along by eye or on a Braille line misses nothing and meets nothing twice."""
    known = {phrase.phrase_id: phrase for phrase in book.phrases()}
    met = [
        (element_id, shown(element))
        for name in book.epub.texts
        for element_id, element in book.epub.by_id(name).items()
        if element_id in known
    ]
    assert [element_id for element_id, _ in met] == list(known)
    for element_id, words in met:
        expected = clean(known[element_id].text)
        if known[element_id].role is Role.PAGE:
            expected = expected.strip() or "?"
        elif known[element_id].role is Role.NOTE_REFERENCE and words.startswith("*"):
            expected = expected if expected.strip() else "*" + expected
        assert words == expected


@any_book
@given(made)
def test_the_text_has_no_words_of_its_own(book: Made) -> None:
    """Nothing is visible that is not heard: no character stands outside of a phrase."""
    ids = {phrase.phrase_id for phrase in book.phrases()}
    for root in book.epub.texts.values():
        (body,) = book.epub.elements(root, "h:body")
        for element in body.iter():
            around = {outer.get("id") for outer in element.iterancestors()}
            assert not (element.tail or "").strip() or around & ids
            assert not (element.text or "").strip() or (around | {element.get("id")}) & ids


@any_book
@given(made)
def test_every_phrase_is_heard_once_at_its_time(book: Made) -> None:
    """The overlays say the phrases in reading order, with the clips of the timing table."""
    heard = []
    for name, root in book.epub.overlays.items():
        for par in book.epub.elements(root, "//s:par"):
            (src,) = book.epub.find(par, "s:text/@src")
            (audio,) = book.epub.elements(par, "s:audio")
            assert src.partition("#")[0] == name
            begin, end = (milliseconds(audio.attrib[key]) for key in ("clipBegin", "clipEnd"))
            heard.append((src.partition("#")[2], audio.get("src"), begin, end))
    assert heard == [
        (
            phrase.phrase_id,
            book.timing.clips[phrase.phrase_id].sound,
            book.timing.begin_ms(phrase.phrase_id),
            book.timing.end_ms(phrase.phrase_id),
        )
        for phrase in book.phrases()
    ]


@any_book
@given(made)
def test_durations_are_the_lengths_of_the_sounds(book: Made) -> None:
    """A player that adds up the parts arrives at the whole, to the millisecond."""
    path = "p:metadata/p:meta[@property='media:duration'][%s]/text()"
    parts = [milliseconds(text) for text in book.epub.find(book.epub.package, path % "@refines")]
    (total,) = map(milliseconds, book.epub.find(book.epub.package, path % "not(@refines)"))
    assert len(parts) == len(book.epub.overlays)
    assert sum(parts) == total == book.timing.total_ms


@any_book
@given(made)
def test_every_link_leads_to_something(book: Made) -> None:
    """No entry of the contents, note mark, picture or clip points into the void."""
    ids = {name: book.epub.by_id(name) for name in (*book.epub.texts, "nav.xhtml")}
    for file, fragment in book.epub.links():
        assert f"EPUB/{file}" in book.epub.files
        assert not fragment or fragment in ids[file]


@any_book
@given(made)
def test_the_manifest_lists_every_file_once(book: Made) -> None:
    """The package names all that is in the ZIP, and nothing that is not."""
    listed = book.epub.find(book.epub.package, "p:manifest/p:item/@href")
    held = {name.removeprefix("EPUB/") for name in book.epub.files if name.startswith("EPUB/")}
    assert sorted(listed) == sorted(held - {"package.opf"})
    assert len(set(book.epub.files)) == len(book.epub.entries)


@any_book
@given(made)
def test_the_contents_are_as_deep_as_the_headings(book: Made) -> None:
    """Each section is in the outline once, one step below the nearest higher one before it."""
    entries = book.epub.elements(book.epub.nav, "//h:nav[@e:type='toc']//h:a")
    depths = [sum(1 for _ in entry.iterancestors(f"{{{NAMES['h']}}}ol")) for entry in entries]
    assert depths == [section.level for section in book.script.sections]
    assert all(shown(entry).strip() for entry in entries)


@any_book
@given(made)
def test_every_page_is_in_the_page_list(book: Made) -> None:
    """A class that opens "page 12" finds it, and the book says which edition counts so."""
    pages = [phrase.phrase_id for phrase in book.phrases() if phrase.role is Role.PAGE]
    links = book.epub.find(book.epub.nav, "//h:nav[@e:type='page-list']//h:a/@href")
    assert [link.partition("#")[2] for link in links] == pages
    assert len(book.epub.metas("pageBreakSource")) == bool(pages)
    assert ("pageNavigation" in book.epub.metas("schema:accessibilityFeature")) == bool(pages)


@any_book
@given(made)
def test_what_may_be_skipped_is_marked(book: Made) -> None:
    """A listener turns page numbers, note marks and notes off; nothing else goes with them."""
    for name, root in book.epub.overlays.items():
        ids = book.epub.by_id(name)
        for par in book.epub.elements(root, "//s:par"):
            element = ids[par.attrib["id"]]
            in_note = any(True for _ in element.iterancestors(f"{{{NAMES['h']}}}aside"))
            own = element.get(TYPE) or ("noteref" if element.get("class") == "noteref" else None)
            assert par.get(TYPE) == (own or ("footnote" if in_note else None))


@any_book
@given(made)
def test_what_may_be_escaped_is_one_sequence(book: Made) -> None:
    """Lists, tables, figures and notes that say something can be left half-way."""
    names = {"table": "table", "ol": "list", "ul": "list", "figure": "figure", "aside": "footnote"}
    for name, root in book.epub.overlays.items():
        heard = {par.get("id") for par in book.epub.elements(root, "//s:par")}
        expected = [
            (f"{name}#{element.get('id')}", names[tag])
            for element in book.epub.texts[name].iter()
            if (tag := str(element.tag).partition("}")[2]) in names
            and any(inner.get("id") in heard for inner in element.iter())
        ]
        seqs = book.epub.elements(root, "s:body/s:seq//s:seq")
        assert [(seq.get(TEXTREF), seq.get(TYPE)) for seq in seqs] == expected


@any_book
@given(scripts())
def test_a_second_writing_gives_the_same_bytes(script: Script) -> None:
    """A book that was made again after a crash is the book that was promised."""
    with TemporaryDirectory() as folder:
        timing = tiling(script, Path(folder))
        books = [Path(folder, f"{number}.epub") for number in (1, 2)]
        for book in books:
            epub3.write(script, timing, MAKING, book)
        assert books[0].read_bytes() == books[1].read_bytes()


def test_the_first_bytes_say_what_the_file_is() -> None:
    """The type stands in clear at byte 38, where tools look for it without unzipping."""
    first, *others = make(sample_script()).epub.entries
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    for entry in others:
        is_sound = entry.filename.endswith(".mp3")
        assert entry.compress_type == (ZIP_STORED if is_sound else ZIP_DEFLATED)
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_a_book_that_cannot_be_finished_leaves_no_file(tmp_path: Path) -> None:
    """Half a book is never taken for a whole one."""
    script = sample_script()
    timing = tiling(script, tmp_path)
    timing.sounds[-1].path.unlink()
    with pytest.raises(FileNotFoundError):
        epub3.write(script, timing, MAKING, tmp_path / "book.epub")
    assert not (tmp_path / "book.epub").exists()


def test_only_true_pictures_are_drawn_under_their_true_type() -> None:
    """A picture is known by its bytes; one that is none leaves its words as text."""
    epub = make(epub3_books.pictures()).epub
    (root,) = epub.texts.values()
    sources = epub.find(root, "//h:figure/h:img/@src")
    drawn = ["pic0002.png", "pic0003.gif", "pic0004.webp", "pic0005.svg", "pic0001.jpg"]
    assert sources == [*drawn, "pic0002.png"]
    assert len(epub.find(root, "//h:figure")) == 13
    types = epub.find(
        epub.package, "p:manifest/p:item[starts-with(@media-type, 'image/')]/@media-type"
    )
    assert types == ["image/jpeg", "image/png", "image/gif", "image/webp", "image/svg+xml"]


def test_a_drawing_loses_what_runs_and_what_is_fetched() -> None:
    """No script and no address of another machine stays in an SVG; its own shapes do."""
    drawing = make(epub3_books.pictures()).epub.files["EPUB/pic0005.svg"]
    for foreign in (b"go()", b"example", b"inkscape", b"foreignObject", b"DOCTYPE"):
        assert foreign not in drawing
    for own in (b"url(#g)", b".a{fill:#00f}", b"<circle", b"<rect"):
        assert own in drawing


def test_a_note_is_reached_from_every_mark_that_names_it() -> None:
    """Marks in headings, other sections and other notes lead to the one body of the note."""
    epub = make(epub3_books.notes()).epub
    first = epub.find(epub.texts["s0001.xhtml"], "//h:a[@role='doc-noteref']/@href")
    second = epub.find(epub.texts["s0002.xhtml"], "//h:a[@role='doc-noteref']/@href")
    heading, other = "s0001.xhtml#note-e000004", "s0001.xhtml#note-e000010"
    assert first == [heading, other, heading]
    assert second == [other, heading, "s0002.xhtml#note-e000018"]


def test_a_book_of_right_to_left_script_says_so_everywhere() -> None:
    """Pages turn from the right, and the Latin words within run the other way."""
    epub = make(epub3_books.right_to_left()).epub
    assert epub.find(epub.package, "p:spine/@page-progression-direction") == ["rtl"]
    assert [root.get("dir") for root in epub.texts.values()] == ["rtl", "rtl"]
    assert epub.find(epub.texts["s0001.xhtml"], "//h:strong/@dir") == ["ltr"]


def test_header_cells_say_what_they_speak_for() -> None:
    """A screen reader names the column above a number, or the row before it."""
    epub = make(epub3_books.tables_and_lists()).epub
    (root,) = epub.texts.values()
    assert epub.find(root, "//h:th/@scope") == ["col", "row"]


def test_the_book_claims_no_conformance_that_nobody_judged() -> None:
    """Accessibility metadata tells what is there; a claim is for people to make."""
    epub = make(sample_script()).epub
    assert epub.metas("dcterms:conformsTo") == []
    assert epub.metas("schema:accessibilityHazard") == ["none"]
    assert epub.metas("dcterms:modified") == ["2026-11-22T00:00:00Z"]
    (summary,) = epub.metas("schema:accessibilitySummary")
    assert "дауыс" in summary
