"""Every element of FictionBook gives the block a listener expects of it."""

import base64
from pathlib import Path

import pytest

from tests.tts.epubs import PNG, all_text, blocks_of, shown
from tests.tts.fb2s import book_of, book_with, fb2
from tts.book import (
    Emphasis,
    Figure,
    Heading,
    InlineImage,
    Paragraph,
    Quotation,
    Table,
    Text,
    Verse,
)

BINARY = f'<binary id="a.png" content-type="image/png">{base64.b64encode(PNG).decode()}</binary>'


def headings(folder: Path, body: str, *, after: str = "") -> list[tuple[int, str]]:
    book = book_with(folder, body, after=after)
    return [(b.level, shown(b)) for b in blocks_of(book) if isinstance(b, Heading)]


def test_headings_are_as_deep_as_their_sections(tmp_path: Path) -> None:
    inner = "<section><title><p>b</p></title><p>x</p></section>"
    body = f"<section><title><p>a</p></title>{inner}</section>"
    assert headings(tmp_path, body) == [(1, "a"), (2, "b")]


def test_headings_are_never_deeper_than_six(tmp_path: Path) -> None:
    body = "<section>" * 8 + "<title><p>a</p></title><p>x</p>" + "</section>" * 8
    assert headings(tmp_path, body) == [(6, "a")]


def test_the_title_of_the_only_body_stands_beside_its_chapters(tmp_path: Path) -> None:
    body = "<title><p>t</p></title><section><title><p>a</p></title><p>x</p></section>"
    assert headings(tmp_path, body) == [(1, "t"), (1, "a")]


def test_chapters_stand_under_the_titles_of_several_bodies(tmp_path: Path) -> None:
    body = "<title><p>t</p></title><section><title><p>a</p></title><p>x</p></section>"
    levels = [level for level, _ in headings(tmp_path, body, after=f"<body>{body}</body>")]
    assert levels == [1, 2, 1, 2]


def test_a_section_without_title_has_no_heading(tmp_path: Path) -> None:
    assert headings(tmp_path, "<section><p>x</p></section>") == []


@pytest.mark.parametrize(
    ("lines", "heard"),
    [
        ("<p>Глава 1</p><p>Паром</p>", "Глава 1. Паром"),
        ("<p>Кто там?</p><empty-line/><p>Я</p>", "Кто там? Я"),
        ("<p>Один</p>", "Один"),
        ("Без <strong>абзаца</strong>", "Без абзаца"),
    ],
)
def test_the_lines_of_a_title_are_one_heading(tmp_path: Path, lines: str, heard: str) -> None:
    body = f"<section><title>{lines}</title><p>x</p></section>"
    assert headings(tmp_path, body) == [(1, heard)]


def test_a_title_in_a_quotation_is_no_heading(tmp_path: Path) -> None:
    (quotation,) = blocks_of(book_with(tmp_path, "<cite><title><p>t</p></title><p>x</p></cite>"))
    assert quotation == Quotation(
        (Paragraph((Text("t", "", Emphasis.STRONG),)), Paragraph((Text("x"),)))
    )


def test_a_poem_is_verse_with_what_stands_around_it(tmp_path: Path) -> None:
    poem = (
        "<poem><title><p>T</p></title><epigraph><p>E</p></epigraph><stanza><v>a</v><v>b</v></stanza>"
        "<stanza><v>c</v></stanza><text-author>A</text-author><date>1998</date></poem><p>x</p>"
    )
    title, epigraph, verse, *after = blocks_of(book_with(tmp_path, poem))
    assert title == Paragraph((Text("T", "", Emphasis.STRONG),))
    assert isinstance(epigraph, Quotation)
    assert isinstance(verse, Verse)
    assert [[shown(Paragraph(line.content)) for line in stanza] for stanza in verse.stanzas] == [
        ["a", "b"],
        ["c"],
    ]
    assert [shown(block) for block in after] == ["A", "1998", "x"]


def test_a_subtitle_parts_a_poem(tmp_path: Path) -> None:
    poem = "<poem><stanza><v>a</v></stanza><subtitle>S</subtitle><stanza><v>b</v></stanza></poem>"
    kinds = [type(block) for block in blocks_of(book_with(tmp_path, poem))]
    assert kinds == [Verse, Paragraph, Verse]


def test_a_stanza_without_a_poem_is_verse(tmp_path: Path) -> None:
    (verse,) = blocks_of(book_with(tmp_path, "<section><stanza><v>a</v></stanza></section>"))
    assert isinstance(verse, Verse)


@pytest.mark.parametrize("tag", ["epigraph", "cite"])
def test_words_of_others_are_a_quotation_with_their_author(tmp_path: Path, tag: str) -> None:
    body = f"<{tag}><p>q</p><text-author>A</text-author></{tag}>"
    assert blocks_of(book_with(tmp_path, body)) == [
        Quotation((Paragraph((Text("q"),)), Paragraph((Text("A"),))))
    ]


def test_a_table_keeps_headers_and_spans(tmp_path: Path) -> None:
    body = (
        '<table><tr><th>h</th><th align="right">i</th></tr><tr><td colspan="2">a</td></tr>'
        '<tr><td rowspan="2">b</td><td>c</td></tr><tr><td><emphasis>d</emphasis></td></tr></table>'
    )
    (table,) = blocks_of(book_with(tmp_path, body))
    assert isinstance(table, Table)
    assert [[cell.is_header for cell in row.cells] for row in table.rows[:2]] == [
        [True, True],
        [False],
    ]
    assert table.rows[1].cells[0].column_span == 2
    assert table.rows[2].cells[0].row_span == 2


def test_stresses_are_told_and_other_styles_are_words(tmp_path: Path) -> None:
    body = (
        "<p><emphasis>a</emphasis><strong>b</strong><sub>c</sub><sup>d</sup>"
        '<strikethrough>e</strikethrough><code>f</code><style name="s">g</style></p>'
    )
    (paragraph,) = blocks_of(book_with(tmp_path, body))
    assert paragraph == Paragraph(
        (
            Text("a", "", Emphasis.EMPHASIS),
            Text("b", "", Emphasis.STRONG),
            Text("c", "", Emphasis.SUBSCRIPT),
            Text("d", "", Emphasis.SUPERSCRIPT),
            Text("efg"),
        )
    )


def test_a_subtitle_is_words_that_stand_out(tmp_path: Path) -> None:
    (subtitle, _) = blocks_of(book_with(tmp_path, "<subtitle>* * *</subtitle><p>x</p>"))
    assert subtitle == Paragraph((Text("* * *", "", Emphasis.STRONG),))


def test_an_empty_line_parts_blocks_and_says_nothing(tmp_path: Path) -> None:
    book = book_with(tmp_path, "<p>a</p><empty-line/><empty-line/><p>b</p>")
    assert [shown(block) for block in blocks_of(book)] == ["a", "b"]


def test_a_picture_between_blocks_has_its_words_and_its_caption(tmp_path: Path) -> None:
    body = '<p>x</p><image l:href="#a.png" alt="A" title="T"/>'
    book = book_with(tmp_path, body, after=BINARY)
    figure = blocks_of(book)[1]
    assert isinstance(figure, Figure)
    assert (figure.content, figure.caption) == ((Text("A"),), (Text("T"),))
    assert book.pictures[figure.picture].data == PNG


@pytest.mark.parametrize("href", ["l:href", "xlink:href", "href"])
def test_a_picture_in_a_sentence_stays_there(tmp_path: Path, href: str) -> None:
    """Whatever prefix its link bears, declared or not."""
    book = book_with(tmp_path, f'<p>a <image {href}="#a.png" alt="A"/> b</p>', after=BINARY)
    (paragraph,) = blocks_of(book)
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.content[1], InlineImage)
    assert shown(paragraph) == "a [A] b"


def test_a_picture_without_words_is_told_of(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<p>x</p><image l:href="#a.png"/>', after=BINARY)
    assert all_text(book) == "x"
    assert "no text that stands for it" in book.warnings[0]


@pytest.mark.parametrize(
    ("binary", "what"),
    [
        ("", "missing"),
        ('<binary id="a.png">not base64!</binary>', "damaged"),
        ('<binary id="a.png"></binary>', "damaged"),
        ('<binary id="a.png">QUJDRA==</binary>', "not JPEG"),
    ],
)
def test_the_words_of_a_picture_that_cannot_be_shown_are_kept(
    tmp_path: Path, binary: str, what: str
) -> None:
    book = book_with(tmp_path, '<p>a</p><image l:href="#a.png" alt="Мост"/>', after=binary)
    assert all_text(book) == "a\nМост"
    assert what in book.warnings[0]
    assert book.pictures == {}


def test_of_two_pictures_of_one_name_the_first_is_shown(tmp_path: Path) -> None:
    second = '<binary id="a.png">QUJDRA==</binary>'
    body = '<p>x</p><image l:href="#a.png" alt="A"/>'
    book = book_with(tmp_path, body, after=BINARY + second)
    assert [picture.data for picture in book.pictures.values()] == [PNG]


def test_languages_are_those_of_the_mark_up(tmp_path: Path) -> None:
    body = '<section xml:lang="kk"><p>а <emphasis xml:lang="en">b</emphasis></p></section>'
    (paragraph,) = blocks_of(book_with(tmp_path, body))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Text("а ", "kk"), Text("b", "en", Emphasis.EMPHASIS))


def test_the_text_of_unknown_elements_is_kept(tmp_path: Path) -> None:
    body = (
        "<p>сло<odd>во</odd></p><other>b</other><other>c</other><div><div>d</div><div>e</div></div>"
    )
    book = book_with(tmp_path, body)
    assert [shown(block) for block in blocks_of(book)] == ["слово", "b", "c", "d", "e"]
    assert len(book.warnings) == 3


def test_entities_of_html_are_letters_and_others_are_told_of(tmp_path: Path) -> None:
    assert all_text(book_with(tmp_path, "<p>a&nbsp;&mdash;&#1241;</p>")) == "a —ә"


def test_an_entity_that_would_swell_is_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    source = fb2("<p>x&b;y</p>").replace("\n", bomb, 1)
    book = book_of(tmp_path, source)
    assert all_text(book) == "xy"
    assert "left out" in book.warnings[0]
