"""Blocks of an EPUB: headings, lists, tables, quotations, verse."""

from pathlib import Path

import pytest

from tests.tts.epubs import all_text, blocks_of, book_with, shown
from tts.book import (
    Block,
    Cell,
    Emphasis,
    Heading,
    Inline,
    Line,
    Listing,
    ListItem,
    Page,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Table,
    Text,
    Verse,
)
from tts.sources.blocks import MOST_NESTED
from tts.walk import pieces_of


def paragraph(text: str) -> Paragraph[Inline]:
    return Paragraph((Text(text),))


def shown_parts(block: Block[Inline]) -> list[str]:
    return [piece.text for piece in pieces_of(block) if isinstance(piece, Text)]


def strong(text: str) -> Paragraph[Inline]:
    return Paragraph((Text(text, emphasis=Emphasis.STRONG),))


def line(text: str) -> Line[Inline]:
    return Line((Text(text),))


@pytest.mark.parametrize(
    ("mark_up", "level"),
    [
        ("<h1>t</h1>", 1),
        ("<h6>t</h6>", 6),
        ("<section><header><h3><span>t</span></h3></header></section>", 3),
        ('<div role="heading" aria-level="4">t</div>', 4),
        ('<p role="heading">t</p>', 2),
        ('<p role="heading" aria-level="11">t</p>', 6),
    ],
)
def test_a_heading_has_its_level(tmp_path: Path, mark_up: str, level: int) -> None:
    book = book_with(tmp_path, f"{mark_up}<p>x</p>")
    assert blocks_of(book) == [Heading(level, (Text("t"),)), paragraph("x")]


@pytest.mark.parametrize(
    "around",
    ["<blockquote>{}</blockquote>", "<aside>{}</aside>", "<ul><li>{}</li></ul>"],
)
def test_a_heading_inside_a_block_is_words_in_bold(tmp_path: Path, around: str) -> None:
    book = book_with(tmp_path, around.format("<h2>t</h2><p>x</p>"))
    block = blocks_of(book)[0]
    inner = block.blocks if isinstance(block, Quotation) else blocks_of(book)
    inner = block.items[0].blocks if isinstance(block, Listing) else inner
    assert list(inner) == [strong("t"), paragraph("x")]


def test_a_heading_in_a_cell_is_words_in_bold(tmp_path: Path) -> None:
    book = book_with(tmp_path, "<table><tr><td><h2>t</h2></td></tr></table>")
    assert blocks_of(book) == [Table((Row((Cell((Text("t", emphasis=Emphasis.STRONG),)),)),))]


def test_an_empty_heading_is_none(tmp_path: Path) -> None:
    assert blocks_of(book_with(tmp_path, "<h1> </h1><p>x</p>")) == [paragraph("x")]


def test_lists_nest_and_count_from_their_start(tmp_path: Path) -> None:
    book = book_with(
        tmp_path, '<ol start="5"><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>'
    )
    inner = Listing((ListItem((paragraph("b"),)),))
    assert blocks_of(book) == [
        Listing(
            (ListItem((paragraph("a"), inner)), ListItem((paragraph("c"), paragraph("d")))),
            ordered=True,
            start=5,
        )
    ]


def test_a_list_right_in_a_list_belongs_to_the_entry_before(tmp_path: Path) -> None:
    book = book_with(tmp_path, "<ul><li>a</li><ul><li>b</li></ul></ul>")
    inner = Listing((ListItem((paragraph("b"),)),))
    assert blocks_of(book) == [Listing((ListItem((paragraph("a"), inner)),))]


def test_terms_stand_with_what_they_mean(tmp_path: Path) -> None:
    book = book_with(
        tmp_path,
        "<dl><dt>a</dt><dt>b</dt><dd>both</dd><dd>too</dd><div><dt>c</dt><dd>one</dd></div></dl>",
    )
    assert blocks_of(book) == [
        Listing(
            (
                ListItem((strong("a"), strong("b"), paragraph("both"), paragraph("too"))),
                ListItem((strong("c"), paragraph("one"))),
            )
        )
    ]


def test_a_table_has_caption_headers_and_bounded_spans(tmp_path: Path) -> None:
    book = book_with(
        tmp_path,
        "<table><caption>All</caption><thead><tr><td>A</td><th colspan='2'>B</th></tr></thead>"
        "<tbody><tr><td rowspan='60000' scope='row'>1</td><td colspan='99999'><p>2</p><p>3</p></td>"
        "<td rowspan='-4'></td></tr></tbody></table>",
    )
    first = Row((Cell((Text("A"),), True), Cell((Text("B"),), True, 2)))
    second = Row((Cell((Text("1"),), True), Cell((Text("2 3"),), False, 1_000), Cell(())))
    assert blocks_of(book) == [Table((first, second), (Text("All"),))]


def test_a_table_for_layout_is_only_its_text(tmp_path: Path) -> None:
    book = book_with(
        tmp_path, '<table role="presentation"><tr><td>a</td><td><p>b</p></td></tr></table>'
    )
    assert blocks_of(book) == [paragraph("a"), paragraph("b")]


def test_what_strays_into_lists_and_tables_is_kept(tmp_path: Path) -> None:
    body = "<ul>x<li>a</li>y</ul><table>p<tr>q<td>c</td></tr><tr></tr></table>"
    text = all_text(book_with(tmp_path, body))
    assert sorted(text.replace("\n", "")) == sorted("xaypqc")


def test_elements_out_of_place_only_part_words(tmp_path: Path) -> None:
    inside = "<li>a</li><dt>b</dt><dd>c</dd><caption>d</caption><thead>e</thead><tr><td>f</td></tr>"
    book = book_with(tmp_path, f"<div>{inside}<figcaption>g</figcaption></div>")
    assert [shown(block) for block in blocks_of(book)] == list("abcdefg")


def test_a_heading_of_nothing_but_a_page_break_is_the_page(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<h1><span epub:type="pagebreak" title="1"/></h1><p>x</p>')
    assert blocks_of(book) == [Page((PageBreak("1"),)), paragraph("x")]


def test_page_breaks_between_entries_and_cells_go_to_the_next(tmp_path: Path) -> None:
    pb = '<span epub:type="pagebreak" title="{}"/>'
    body = f"<ul>{pb.format(1)}<li>a</li></ul><table><tr>{pb.format(2)}<td>c</td></tr></table>"
    book = book_with(tmp_path, body)
    assert blocks_of(book) == [
        Listing((ListItem((Page((PageBreak("1"),)), paragraph("a"))),)),
        Table((Row((Cell((PageBreak("2"), Text("c"))),)),)),
    ]


def test_an_epigraph_is_a_quotation(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<div epub:type="epigraph"><p>a</p></div><blockquote>b</blockquote>')
    assert blocks_of(book) == [Quotation((paragraph("a"),)), Quotation((paragraph("b"),))]


@pytest.mark.parametrize(
    "poem",
    [
        '<div class="poem"><p>a<br/>b</p><p>c<br/>\nd</p></div>',
        '<section epub:type="z3998:poem"><div class="stanza"><p>a</p><p>b</p></div>'
        '<div class="stanza"><p>c</p><p>d</p></div></section>',
        '<p class="stanza">a<br/>b</p><p class="stanza">c<br/>d</p>',
        '<p class="verse">a<br/>b<br/><br/>c<br/>d</p>',
        '<div class="poem"><p>a</p><p>b</p><p>\u00a0</p><p>c</p><p>d</p></div>',
        '<blockquote epub:type="z3998:verse"><ol><li>a</li><li>b</li></ol>'
        "<p>c<br/>d</p></blockquote>",
    ],
)
def test_verse_has_stanzas_of_lines(tmp_path: Path, poem: str) -> None:
    """However it is marked up: a poem of two stanzas, two lines each."""
    book = book_with(tmp_path, poem)
    assert blocks_of(book) == [Verse(((line("a"), line("b")), (line("c"), line("d"))))]


def test_two_framed_poems_are_two(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<div class="poem"><p>a</p></div><div class="poem"><p>b</p></div>')
    assert blocks_of(book) == [Verse(((line("a"),),)), Verse(((line("b"),),))]


def test_the_title_of_a_poem_is_a_heading(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<div class="poem"><h3>T</h3><p>a<br/>b</p></div>')
    assert blocks_of(book) == [Heading(3, (Text("T"),)), Verse(((line("a"), line("b")),))]


def test_preformatted_lines_stay_apart(tmp_path: Path) -> None:
    book = book_with(tmp_path, "<pre>a  b\n  c<b>d</b>\n\ne</pre>")
    assert [shown(block) for block in blocks_of(book)] == ["a b", "cd", "e"]


def test_blocks_that_nest_deep_are_flattened_without_losing_a_word(tmp_path: Path) -> None:
    deep = 500
    book = book_with(tmp_path, "".join(f"<ul><li>{n} " for n in range(deep)) + "</li></ul>" * deep)
    words = " ".join(shown_parts(blocks_of(book)[0])).split()
    assert words == [str(n) for n in range(deep)]
    levels, block = 0, blocks_of(book)[0]
    while isinstance(block, Listing):
        levels, block = levels + 1, block.items[0].blocks[-1]
    assert levels <= MOST_NESTED
