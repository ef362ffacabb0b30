"""Single cases of both DAISY forms, each from a script of a few phrases."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.tts.book_reading import metas, name_of, named, read, text_of
from tests.tts.generated import timing_of
from tests.tts.sample import MAKING, PNG, sample_script
from tests.tts.schemas import heuristics, needs_schemas
from tests.tts.small_scripts import ABOUT, Words, one_section
from tts.book import (
    Block,
    Cell,
    Figure,
    Heading,
    Line,
    Listing,
    ListItem,
    Note,
    Paragraph,
    PartRole,
    Picture,
    Row,
    Table,
    Verse,
)
from tts.forms import daisy3, daisy202
from tts.forms.daisy.words import WORDS
from tts.script import Phrase, Script


class Books:
    """Writes a script in both forms and opens what was written."""

    def __init__(self, folder: Path) -> None:
        self.daisy202, self.daisy3 = folder / "d202", folder / "z39"
        self._sounds = folder / "sounds"
        for each in (self.daisy202, self.daisy3, self._sounds):
            each.mkdir()

    def write(self, script: Script, *, phrases_in_sound: int = 99) -> None:
        """Write both forms."""
        timing = timing_of(script, self._sounds, phrases_in_sound=phrases_in_sound)
        daisy202.write(script, timing, MAKING, self.daisy202)
        daisy3.write(script, timing, MAKING, self.daisy3)

    def smil202(self) -> etree._Element:
        """The first section in DAISY 2.02."""
        return read(self.daisy202 / "s0001.smil")

    def ncc(self) -> etree._Element:
        """The NCC of the DAISY 2.02 book."""
        return read(self.daisy202 / "ncc.html")

    def content(self) -> etree._Element:
        """The text of the DAISY 2.02 book."""
        return read(self.daisy202 / "content.html")

    def dtbook(self) -> etree._Element:
        """The text of the DAISY 3 book."""
        return read(self.daisy3 / "book.xml")


@pytest.fixture
def books(tmp_path: Path) -> Books:
    return Books(tmp_path)


def pars(smil: etree._Element) -> dict[str, etree._Element]:
    return {par.get("id", ""): par for par in named(smil, "par")}


def sounds_of(par: etree._Element) -> list[str]:
    return [audio.get("src", "") for audio in named(par, "audio")]


# --- notes --------------------------------------------------------------------------------------


def note_and_two_marks(words: Words) -> tuple[Block[Phrase], ...]:
    first = Paragraph((words.say(), words.mark("n"), words.say()))
    note = Note("n", (Paragraph((words.say(), words.say())),))
    return first, note, Paragraph((words.say(), words.mark("n")))


def test_a_note_is_played_at_its_first_mark_as_one_piece_of_sound(books: Books) -> None:
    """Clips that follow each other are one audio: some players play only the first of a seq."""
    books.write(one_section(note_and_two_marks))
    note = pars(books.smil202())["p_n_e000005"]
    before = note.getprevious()
    assert before is not None
    assert before.get("id") == "p_e000003"
    assert len(sounds_of(note)) == 1


def test_the_second_mark_of_a_note_is_an_ordinary_par(books: Books) -> None:
    """The note is not played twice."""
    books.write(one_section(note_and_two_marks))
    second = pars(books.smil202())["p_e000008"].getparent()
    assert second is not None
    assert second.get("dur")
    assert len([p for p in pars(books.smil202()) if p.startswith("p_n_")]) == 1


def test_a_note_that_changes_its_sound_file_has_a_piece_of_each(books: Books) -> None:
    """Its two sentences lie in two files here."""
    books.write(one_section(note_and_two_marks), phrases_in_sound=5)
    note = pars(books.smil202())["p_n_e000005"]
    assert sounds_of(note) == ["s0001_001.mp3", "s0001_002.mp3"]


def test_a_note_without_a_mark_is_read_where_it_stands_and_may_be_skipped(books: Books) -> None:
    """There is no place to hoist it to."""
    books.write(one_section(lambda words: (Note("n", (Paragraph((words.say(),)),)),)))
    assert pars(books.smil202())["p_e000002"].get("system-required") == "footnote-on"


def test_a_page_that_begins_inside_a_note_keeps_its_own_par(books: Books) -> None:
    """Otherwise the NCC could not lead to it."""

    def make(words: Words) -> tuple[Block[Phrase], ...]:
        first = Paragraph((words.say(), words.mark("n")))
        return first, Note("n", (Paragraph((words.say(), words.page("7", value=7), words.say())),))

    books.write(one_section(make))
    links = [link.get("href") for link in named(books.ncc(), "a")]
    assert links[-1] == "s0001.smil#p_e000005"
    assert len(sounds_of(pars(books.smil202())["p_n_e000004"])) == 2


def test_a_mark_inside_a_note_is_part_of_the_note(books: Books) -> None:
    """It has no par of its own, so the NCC cannot lead to it; it still names its note."""

    def make(words: Words) -> tuple[Block[Phrase], ...]:
        first = Paragraph((words.say(), words.mark("a")))
        note = Note("a", (Paragraph((words.say(), words.mark("b"))),))
        return first, note, Note("b", (Paragraph((words.say(),)),))

    books.write(one_section(make))
    marks = {s.get("id"): s for s in named(books.content(), "span") if s.get("bodyref")}
    assert {mark_id: mark.get("class") for mark_id, mark in marks.items()} == {
        "e000003": "noteref",
        "e000005": "sentence",
    }
    assert metas(books.ncc())["ncc:footnotes"] == ["1"]


def test_a_mark_without_its_note_is_an_ordinary_sentence(books: Books) -> None:
    """A script never has one; if it had, the book would still be valid."""
    books.write(one_section(lambda words: (Paragraph((words.say(), words.mark("lost"))),)))
    assert list(named(books.dtbook(), "noteref")) == []
    assert metas(books.ncc())["ncc:footnotes"] == ["0"]


# --- pages --------------------------------------------------------------------------------------


def test_a_page_announced_before_a_heading_stands_before_it(books: Books) -> None:
    """A heading of one sentence is then still the element that is heard."""
    words = Words()
    page = words.page("3", value=3)
    section = words.section()
    heading = Heading(1, (page, *section.heading.content))
    books.write(Script(metadata=ABOUT, sections=(replace(section, heading=heading),)))
    for text in (books.content(), books.dtbook()):
        (found,) = named(text, "h1")
        assert found.get("id") == "e000002"
        assert found.getprevious() is not None


def test_the_title_comes_first_even_if_a_page_is_announced_before_it(books: Books) -> None:
    """The NCC must begin with the title, and is in the order of play."""
    words = Words()
    page = words.page("3", value=3)
    section = words.section()
    heading = Heading(1, (page, *section.heading.content))
    books.write(Script(metadata=ABOUT, sections=(replace(section, heading=heading),)))
    assert [name_of(entry) for entry in next(named(books.ncc(), "body"))] == ["h1", "span"]
    assert list(pars(books.smil202())) == ["p_e000002", "p_e000001"]


# --- pictures -----------------------------------------------------------------------------------


def figures(*names: str) -> Callable[[Words], tuple[Block[Phrase], ...]]:
    return lambda words: tuple(Figure(name, (words.picture(name),)) for name in names)


def test_each_form_leaves_out_the_pictures_it_does_not_know_and_keeps_their_text(
    books: Books,
) -> None:
    """No GIF in DAISY 3, no SVG in DAISY 2.02."""
    pictures = {
        "Сурет 1.png": Picture("image/png", PNG),
        "b.gif": Picture("image/gif", b"GIF89a"),
        "c.svg": Picture("image/svg+xml", b"<svg/>"),
    }
    books.write(replace(one_section(figures(*pictures)), pictures=pictures))
    shown202 = [image.get("src") for image in named(books.content(), "img")]
    shown3 = [image.get("src") for image in named(books.dtbook(), "img")]
    assert (shown202, shown3) == (["p0001.png", "p0002.gif"], ["p0001.png", "p0002.svg"])
    for text in (books.content(), books.dtbook()):
        assert text_of(text).count("сурет") == 3


def test_a_picture_shown_twice_is_one_file(books: Books) -> None:
    """Each place shows the same name."""
    pictures = {"a": Picture("image/png", PNG)}
    books.write(replace(one_section(figures("a", "a")), pictures=pictures))
    assert [image.get("src") for image in named(books.dtbook(), "img")] == ["p0001.png"] * 2


def test_a_picture_in_a_sentence_stands_with_its_words_in_what_is_heard(books: Books) -> None:
    """So a player highlights both; two sentences on one picture show it once."""
    pictures = {"a": Picture("image/png", PNG)}
    script = one_section(lambda w: (Paragraph((w.say(), w.picture("a"), w.picture("a"))),))
    books.write(replace(script, pictures=pictures))
    (image,) = named(books.content(), "img")
    assert [e.get("id") for e in image.iterancestors()][:2] == [None, "e000003"]
    assert (image.getprevious(), image.tail) == (None, "сурет")
    (group,) = named(books.dtbook(), "imggroup")
    assert [e.get("id") for e in named(group, "sent")] == ["e000003", "e000004"]


# --- structure ----------------------------------------------------------------------------------


def test_a_section_stays_with_the_level_above_it_whatever_its_part(books: Books) -> None:
    """Body matter may not begin with a level 2; matters may not go back."""
    words = Words()
    front = words.section(1, 1, PartRole.FRONT)
    under = words.section(2, 2, PartRole.BODY)
    back = words.section(3, 1, PartRole.BACK)
    late = words.section(4, 1, PartRole.BODY)
    books.write(Script(metadata=ABOUT, sections=(front, under, back, late)))
    matters = {name_of(m): len(list(named(m, "h1", "h2"))) for m in named_matters(books.dtbook())}
    assert matters == {"frontmatter": 2, "rearmatter": 2}


def named_matters(text: etree._Element) -> list[etree._Element]:
    return list(named(text, "frontmatter", "bodymatter", "rearmatter"))


def test_a_section_with_nothing_under_its_heading_has_an_empty_paragraph(books: Books) -> None:
    """The DTD does not allow a level that ends with its heading."""
    words = Words()
    sections = (words.section(1), words.section(2, 2))
    books.write(Script(metadata=ABOUT, sections=sections))
    levels = list(named(books.dtbook(), "level1", "level2"))
    assert [name_of(level[-1]) for level in levels] == ["level2", "p"]


def test_a_heading_of_two_sentences_is_one_line_of_the_contents(books: Books) -> None:
    """Each sentence keeps its own par."""
    words = Words()
    section = replace(words.section(), heading=Heading(1, (words.say("Бір."), words.say("Екі."))))
    books.write(Script(metadata=ABOUT, sections=(section,)))
    assert [text_of(entry) for entry in named(books.ncc(), "h1")] == ["Бір. Екі."]
    (point,) = named(read(books.daisy3 / "book.ncx"), "navPoint")
    assert text_of(next(named(point, "navLabel"))) == "Бір. Екі."


@pytest.mark.parametrize(("phrases_in_sound", "clips_heard"), [(1, 1), (2, 2), (3, 3)])
def test_the_sound_of_a_label_is_the_heading_as_far_as_one_file_has_it(
    phrases_in_sound: int, clips_heard: int, books: Books
) -> None:
    """A label has one stretch of sound and no more."""
    words = Words()
    section = replace(words.section(), heading=Heading(1, (words.say(), words.say(), words.say())))
    books.write(Script(metadata=ABOUT, sections=(section,)), phrases_in_sound=phrases_in_sound)
    clips = list(named(read(books.daisy3 / "s0001.smil"), "audio"))
    (label,) = named(next(named(read(books.daisy3 / "book.ncx"), "navLabel")), "audio")
    assert label.get("src") == clips[0].get("src")
    assert label.get("clipBegin") == clips[0].get("clipBegin")
    assert label.get("clipEnd") == clips[clips_heard - 1].get("clipEnd")


def test_a_book_without_pages_has_no_list_of_them(books: Books) -> None:
    """Its highest page is 0, and no NCC entry but the title."""
    books.write(one_section(lambda words: ()))
    ncx = read(books.daisy3 / "book.ncx")
    assert list(named(ncx, "pageList")) == []
    assert metas(ncx)["dtb:maxPageNumber"] == ["0"]
    assert "ncc:maxPageNormal" not in metas(books.ncc())


def test_an_empty_stanza_leaves_nothing_behind(books: Books) -> None:
    """Nor does an empty line."""

    def make(words: Words) -> tuple[Block[Phrase], ...]:
        return (Verse(((), (Line(()), Line((words.say(),))))),)

    books.write(one_section(make))
    stanzas = [e for e in named(books.content(), "p") if e.get("class") == "stanza"]
    assert len(stanzas) == len(list(named(books.dtbook(), "linegroup"))) == 1
    assert len(list(named(books.dtbook(), "line"))) == 1


def test_a_list_that_begins_with_a_list_has_a_seq_for_each(books: Books) -> None:
    """They begin with the same phrase and are left one after the other."""

    def make(words: Words) -> tuple[Block[Phrase], ...]:
        inner = Listing((ListItem((Paragraph((words.say(),)),)),))
        return (Listing((ListItem((inner,)),)),)

    books.write(one_section(make))
    smilrefs = [found.get("smilref", "") for found in named(books.dtbook(), "list")]
    seqs = [seq.get("id") for seq in named(read(books.daisy3 / "s0001.smil"), "seq")]
    assert [ref.partition("#")[2] for ref in smilrefs] == seqs[1:]


def test_a_table_keeps_its_empty_cells_and_its_spans_stay_inside_it(books: Books) -> None:
    """A reader counts columns; a validator counts rows."""

    def make(words: Words) -> tuple[Block[Phrase], ...]:
        tall = Cell((words.say(),), row_span=9)
        return (Table((Row((tall, Cell(()))), Row((Cell(()),)))),)

    books.write(one_section(make))
    for text in (books.content(), books.dtbook()):
        cells = list(named(text, "td"))
        assert [cell.get("rowspan") for cell in cells] == ["2", None, None]


# --- words and metadata -------------------------------------------------------------------------


def test_phrases_of_a_paragraph_stand_a_word_space_apart(books: Books) -> None:
    """Otherwise a screen reader runs the sentences together."""
    books.write(one_section(lambda w: (Paragraph((w.say("Бір."), w.mark("x"), w.say("Екі."))),)))
    for text in (books.content(), books.dtbook()):
        assert text_of(next(named(text, "p"))) == "Бір. 1 Екі."


def test_a_language_written_from_right_to_left_says_so(books: Books) -> None:
    """Only where the direction changes: the book here runs from left to right."""
    books.write(one_section(lambda w: (Paragraph((w.say("سلام", language="ar"), w.say())),)))
    for text in (books.content(), books.dtbook()):
        assert [e.get("id") for e in text.iter() if e.get("dir") == "rtl"] == ["e000002"]


def test_a_book_without_author_and_publisher_says_so_and_names_its_producer(books: Books) -> None:
    """Both are mandatory in an NCC."""
    about = replace(ABOUT, creators=(), language="ru")
    books.write(replace(one_section(lambda words: ()), metadata=about))
    stated = metas(books.ncc())
    assert stated["dc:creator"] == [WORDS["ru"]["nobody"]]
    assert stated["dc:publisher"] == [MAKING.producer]


@needs_schemas
def test_rules_of_thumb_ask_only_what_we_have_an_answer_to(books: Books) -> None:
    """M1, M11: no contents, no colophon in the sample. M4: its empty cell. M18: it is Kazakh.
    M28: its page breaks after a paragraph without a full stop."""
    books.write(sample_script())
    asked = {said.partition("]")[0].strip("[") for said in heuristics(books.daisy3 / "book.xml")}
    assert asked <= {"tpbHeuM1", "tpbHeuM4", "tpbHeuM11", "tpbHeuM18", "tpbHeuM28"}
