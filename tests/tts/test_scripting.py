"""Sections, headings, pages and blocks of a script, in reading order."""

import pytest

from tests.tts.books import book, heading, inlines, paragraph, script_of, told
from tts.book import (
    Book,
    Cell,
    Figure,
    Inline,
    InlineImage,
    Line,
    Listing,
    ListItem,
    Metadata,
    Page,
    PageBreak,
    PageKind,
    Paragraph,
    Part,
    PartRole,
    Picture,
    Quotation,
    Row,
    Table,
    Text,
    Verse,
)
from tts.errors import BadBook
from tts.script import Phrase, Role, Script
from tts.scripting import make_script

PNG = Picture("image/png", b"\x89PNG")


def levels(script: Script) -> list[int]:
    return [section.level for section in script.sections]


def pages(script: Script) -> list[tuple[str, PageKind | None, int | None]]:
    found = [phrase for phrase in script.phrases() if phrase.role is Role.PAGE]
    return [(phrase.text, phrase.page_kind, phrase.page_value) for phrase in found]


def numbered_pages(*labels: str) -> Script:
    breaks = [Page(inlines(PageBreak(label))) for label in labels]
    return script_of(heading(1, "Книга"), paragraph("Слово."), *breaks)


def with_pictures(*blocks: Figure[Inline] | Paragraph[Inline], cover: str | None = None) -> Script:
    return make_script(
        Book(
            metadata=Metadata(identifier="t", title="Книга", language="ru", cover=cover),
            parts=(Part(PartRole.BODY, blocks),),
            pictures={"a.png": PNG, "b.png": PNG},
        )
    )


# --- numbers ----------------------------------------------------------------------------------


def test_phrases_and_sections_are_numbered_as_they_are_read() -> None:
    """Whoever walks the script meets e000001, e000002…; s0001, s0002…"""
    script = script_of(heading(1, "Один"), paragraph("Раз. Два."), heading(1, "Два"))
    assert [p.phrase_id for p in script.phrases()] == [f"e{n:06}" for n in range(1, 6)]
    assert [s.section_id for s in script.sections] == ["s0001", "s0002", "s0003"]


# --- the opening ------------------------------------------------------------------------------


def test_a_heading_that_says_the_title_opens_the_book() -> None:
    """Whatever its case and punctuation; what stood before it comes under it."""
    script = script_of(paragraph("Эпиграф."), heading(2, "«КНИГА!»"), paragraph("Текст."))
    assert [section.title for section in script.sections] == ["«КНИГА!»"]
    assert told(script) == ["Эпиграф.", "Текст."]


def test_a_book_without_its_title_gets_an_opening() -> None:
    """A section of the title with the creators' names, and what stood before the headings."""
    script = script_of(
        paragraph("Эпиграф."), heading(1, "Глава"), creators=("А. Б. Ким", "Т. Омар")
    )
    assert [section.title for section in script.sections] == ["Книга", "Глава"]
    assert told(script) == ["А. Б. Ким, Т. Омар", "Эпиграф.", "Глава"]
    assert script.sections[0].part is PartRole.FRONT


def test_a_book_without_headings_is_one_section() -> None:
    """Under its title."""
    script = script_of(paragraph("Раз."), paragraph("Два."))
    assert [section.title for section in script.sections] == ["Книга"]


@pytest.mark.parametrize("title", ["", " — "])
def test_an_untitled_book_is_called_by_its_first_heading(title: str) -> None:
    """Forms need a title; the first heading is the best guess."""
    script = script_of(heading(1, "Глава"), paragraph("Текст."), title=title)
    assert script.metadata.title == "Глава"
    assert len(script.sections) == 1


def test_a_book_without_title_and_headings_says_so() -> None:
    """In its own language."""
    assert script_of(paragraph("Сөз."), title="", language="kk").metadata.title == "Атаусыз кітап"


# --- headings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "closed"),
    [
        ([1, 3, 3, 2, 3], [1, 2, 2, 2, 3]),
        ([2, 1, 2], [1, 1, 2]),
        ([1, 4, 6, 4, 1, 2], [1, 2, 3, 2, 1, 2]),
        ([3, 3, 3], [1, 1, 1]),
        ([9, -1, 5], [1, 1, 2]),
    ],
)
def test_levels_leave_no_gap(source: list[int], closed: list[int]) -> None:
    """Equal levels under the same heading stay equal; nothing is more than one deeper."""
    script = script_of(*(heading(level, f"Глава {n}") for n, level in enumerate(source)))
    assert levels(script)[1:] == closed


def test_a_heading_is_one_phrase() -> None:
    """Whatever its punctuation."""
    assert told(script_of(heading(1, "Глава 1. Утро! Что? Где?"))) == ["Глава 1. Утро! Что? Где?"]


def test_an_endless_heading_is_cut_so_that_it_can_be_spoken() -> None:
    """A whole chapter set as a heading is still a right book."""
    script = script_of(heading(1, "слово " * 500))
    assert max(len(phrase.text) for phrase in script.phrases()) <= 600


def test_an_empty_heading_is_dropped_with_a_warning() -> None:
    """With its level; a page break in it stays."""
    script = script_of(
        heading(1, "Глава"), heading(2, " ", PageBreak("7")), heading(3, "Часть"), paragraph("А.")
    )
    assert levels(script) == [1, 1, 2]
    assert told(script) == ["Глава", "p:7", "Часть", "А."]
    assert any("Headings without words" in warning for warning in script.warnings)


def test_an_ornament_set_as_a_heading_is_shown_where_it_stands() -> None:
    """It is no entry of a table of contents."""
    script = script_of(heading(1, "Глава"), heading(2, "* * *"), paragraph("Слово."))
    assert told(script) == ["Глава", "* * *", "Слово."]
    assert levels(script) == [1, 1]


def test_a_heading_drawn_as_a_picture_is_known_by_its_words() -> None:
    """A table of contents names it so."""
    script = script_of(heading(1, InlineImage("a.png", "Глава первая")), paragraph("Слово."))
    assert script.sections[1].title == "Глава первая"


def test_a_page_break_in_a_heading_is_announced_before_it() -> None:
    """The heading stays one phrase."""
    script = script_of(heading(1, "Глава ", PageBreak("3"), "первая"))
    assert told(script) == ["p:3", "Глава первая"]
    assert script.sections[1].title == "Глава первая"


def test_a_heading_inside_another_block_is_a_paragraph() -> None:
    """Sections follow only the headings that stand directly in a part."""
    script = script_of(Quotation((heading(1, "Внутри"),)))
    assert script.sections[0].blocks == (Quotation((Paragraph((only(script, "Внутри"),)),)),)


def test_a_section_keeps_the_part_of_its_heading() -> None:
    """Front matter, body, back matter."""
    parts = tuple(Part(role, (heading(1, f"Глава {role}"),)) for role in PartRole)
    meta = Metadata(identifier="t", title="Книга", language="ru")
    script = make_script(Book(metadata=meta, parts=parts))
    assert [section.part for section in script.sections][1:] == list(PartRole)


# --- pages ------------------------------------------------------------------------------------


def test_a_page_is_announced_before_the_sentence_it_falls_in() -> None:
    """Also in the middle of a word."""
    script = script_of(paragraph("Раз. Два сло", PageBreak("12"), "ва. Три."))
    assert told(script) == ["Раз.", "p:12", "Два слова.", "Три."]


def test_a_page_between_sentences_stays_between_them() -> None:
    """And one after the last sentence comes last."""
    script = script_of(
        paragraph(PageBreak("1"), "Раз. ", PageBreak("2"), "Два.", PageBreak("3")),
    )
    assert told(script) == ["p:1", "Раз.", "p:2", "Два.", "p:3"]


def test_a_paragraph_of_page_breaks_is_page_breaks() -> None:
    """An empty paragraph is nothing in a form."""
    script = script_of(paragraph(PageBreak("1"), " ", PageBreak("2")), paragraph("Слово."))
    assert [type(block) for block in script.sections[0].blocks] == [Page, Page, Paragraph]


def test_kinds_of_pages() -> None:
    """Roman numerals are front pages, digits normal ones, the rest is special."""
    assert pages(numbered_pages("iv", "XII", "1", "ix", "X", "А-3", "0", "MMXX", "9" * 5000)) == [
        ("iv", PageKind.FRONT, 4),
        ("XII", PageKind.FRONT, 12),
        ("1", PageKind.NORMAL, 1),
        ("ix", PageKind.FRONT, 9),
        ("X", PageKind.SPECIAL, None),
        ("А-3", PageKind.SPECIAL, None),
        ("0", PageKind.SPECIAL, None),
        ("MMXX", PageKind.SPECIAL, None),
        ("9" * 60, PageKind.SPECIAL, None),
    ]


def test_a_page_number_that_occurs_twice_is_kept_without_a_value() -> None:
    """Players look pages up by kind and value; going down is allowed."""
    script = numbered_pages("5", "4", "5", "iv", "IV", "iv")
    assert pages(script)[2] == ("5", PageKind.SPECIAL, None)
    assert pages(script)[5] == ("iv", PageKind.SPECIAL, None)
    assert any("occur twice" in warning for warning in script.warnings)


def test_a_page_without_a_label_is_dropped_with_a_warning() -> None:
    """There is nothing to announce."""
    script = numbered_pages(" ", "1")
    assert [label for label, *_ in pages(script)] == ["1"]
    assert any("without a number" in warning for warning in script.warnings)


# --- blocks -----------------------------------------------------------------------------------


def test_the_shape_of_blocks_is_kept() -> None:
    """A list in a quotation, a table with spans, a poem of two stanzas."""
    item = ListItem((paragraph("Раз. Два."),))
    cell = Cell(inlines("Год."), is_header=True, column_span=2)
    script = script_of(
        Quotation((Listing((item,), ordered=True, start=3),)),
        Table((Row((cell, Cell(()))),), caption=inlines("Годы.")),
        Verse(((Line(inlines("Строка")),), (Line(inlines("Другая")), Line(())))),
    )
    quotation, table, verse = script.sections[0].blocks
    assert isinstance(quotation, Quotation)
    assert isinstance(table, Table)
    assert isinstance(verse, Verse)
    assert quotation.blocks == (
        Listing((ListItem((Paragraph((only(script, "Раз."), only(script, "Два."))),)),), True, 3),
    )
    assert table.rows == (Row((Cell((only(script, "Год."),), True, 2), Cell(()))),)
    assert [len(stanza) for stanza in verse.stanzas] == [1, 1]
    assert told(script) == ["Раз.", "Два.", "Годы.", "Год.", "Строка", "Другая"]


def test_what_has_nothing_to_show_is_left_out() -> None:
    """Empty paragraphs, entries, stanzas, tables and quotations."""
    empty = paragraph(" ", "\u200b")
    script = script_of(
        paragraph("Слово."),
        empty,
        Quotation((empty,)),
        Listing((ListItem((empty,)),)),
        Table((Row((Cell(()),)),)),
        Verse(((Line(()),),)),
    )
    assert len(script.sections[0].blocks) == 1


def test_ornaments_are_kept_as_phrases() -> None:
    """They are shown; narration gives them silence."""
    assert told(script_of(paragraph("Слово."), paragraph("* * *"))) == ["Слово.", "* * *"]


def test_nesting_without_end_is_read_as_paragraphs() -> None:
    """Two hundred quotations in each other lose no word."""
    block: Quotation[Inline] = Quotation((paragraph("Дно."),))
    for _ in range(100):
        block = Quotation((block, paragraph("Слово.")))
    assert told(script_of(block)) == ["Дно.", *["Слово."] * 100]


# --- pictures ---------------------------------------------------------------------------------


def test_a_picture_is_told_by_its_words_and_caption() -> None:
    """In the figure that shows it."""
    figure = Figure("a.png", inlines("Портрет. Масло."), inlines("Рисунок."))
    script = with_pictures(figure)
    assert told(script) == ["i:Портрет.", "i:Масло.", "Рисунок."]
    assert {p.picture for p in script.phrases() if p.role is Role.PICTURE} == {"a.png"}


def test_a_picture_without_words_is_dropped() -> None:
    """Its file too, unless the cover needs it."""
    bare: Figure[Inline] = Figure("a.png", (), ())
    assert set(with_pictures(paragraph("Слово."), bare).pictures) == set()
    assert set(with_pictures(paragraph("Слово."), bare, cover="a.png").pictures) == {"a.png"}


def test_a_picture_with_only_a_caption_stays() -> None:
    """The caption is the text that stands for it."""
    script = with_pictures(Figure("b.png", (), inlines("Карта.")))
    assert told(script) == ["Карта."]
    assert set(script.pictures) == {"b.png"}


def test_a_picture_in_a_sentence_is_told_after_it() -> None:
    """One without words only decorates."""
    image = InlineImage("a.png", "Герб города.")
    script = with_pictures(paragraph("Вот ", image, " герб. Ещё", InlineImage("b.png", ""), "."))
    assert told(script) == ["Вот герб.", "i:Герб города.", "Ещё."]
    assert set(script.pictures) == {"a.png"}


def test_words_of_a_missing_picture_are_read_as_text() -> None:
    """No form may point to a picture that is not there."""
    script = with_pictures(Figure("no.png", inlines("Портрет.")))
    assert told(script) == ["Портрет."]
    assert isinstance(script.sections[0].blocks[0], Paragraph)


# --- what cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize("blocks", [(), (paragraph("* * *"),), (Page(inlines(PageBreak("12"))),)])
def test_a_book_without_words_is_refused(blocks: tuple[Paragraph[Inline], ...]) -> None:
    """With its title, and what to do."""
    with pytest.raises(BadBook, match=r"^Книга: .*no text.* recognition"):
        make_script(book(*blocks))


def test_warnings_of_the_source_come_first() -> None:
    """And each kind of loss is told once, with its count."""
    source = book(paragraph("Слово."), *[heading(1, "")] * 3)
    script = make_script(
        Book(metadata=source.metadata, parts=source.parts, warnings=("From the source.",))
    )
    assert script.warnings == (
        "From the source.",
        "Headings without words were left out: 3, the first is under «Книга».",
    )


def test_text_is_cleaned_on_its_way() -> None:
    """Composed, without invisible signs, single-spaced across pieces of mark-up."""
    assert told(script_of(paragraph(" Сло\u00adво ", Text(" и\u0306 "), "\n."))) == ["Слово й ."]


def only(script: Script, text: str) -> Phrase:
    """The one phrase with this text."""
    (phrase,) = (phrase for phrase in script.phrases() if phrase.text == text)
    return phrase
