"""DTBook as a source: levels, sentences, notes, lists, verse, pictures, pages."""

from pathlib import Path

import pytest

from tests.tts.daisies import book_of, book_with, dtbook
from tests.tts.epubs import PNG, all_text, blocks_of, shown
from tts.book import (
    Figure,
    Heading,
    InlineImage,
    Listing,
    NoteKind,
    Paragraph,
    PartRole,
    Quotation,
    Table,
    Text,
    Verse,
)


def kinds(folder: Path, body: str) -> list[str]:
    return [type(block).__name__ for block in blocks_of(book_with(folder, body))]


def test_sentences_are_paragraphs_again(tmp_path: Path) -> None:
    body = '<p><sent>Бір.</sent> <sent xml:lang="ru">Два <em>да</em>.</sent> <w>Үш</w></p>'
    (block,) = blocks_of(book_with(tmp_path, body))
    assert shown(block) == "Бір. Два да. Үш"
    assert isinstance(block, Paragraph)
    assert block.content[1] == Text("Два ", "ru")


@pytest.mark.parametrize(
    ("body", "levels"),
    [
        ("<level1><h1>a</h1><level2><h2>b</h2></level2></level1>", [1, 2]),
        ("<level><hd>a</hd><level><hd>b</hd></level></level><level><hd>c</hd></level>", [1, 2, 1]),
        ("<level>" * 9 + "<hd>a</hd>" + "</level>" * 9, [6]),
    ],
)
def test_headings_have_the_levels_they_stand_in(
    tmp_path: Path, body: str, levels: list[int]
) -> None:
    found = blocks_of(book_with(tmp_path, body + "<p>x</p>"))
    assert [block.level for block in found if isinstance(block, Heading)] == levels


def test_front_and_rear_matter_are_parts(tmp_path: Path) -> None:
    source = dtbook("<p>b</p>", front="<p>a</p>").replace(
        "</bodymatter>", "</bodymatter><rearmatter><p>c</p></rearmatter>"
    )
    parts = book_of(tmp_path, source).parts
    assert [part.role for part in parts] == [PartRole.FRONT, PartRole.BODY, PartRole.BACK]


def test_a_title_that_the_catalogue_says_is_not_read_again(tmp_path: Path) -> None:
    """A talking book begins with its title and its author anyway."""
    front = "<doctitle>Кітап</doctitle><docauthor>А. Б.</docauthor>"
    book = book_of(tmp_path, dtbook("<p>x</p>", front=front))
    assert all_text(book) == "x"
    assert book.metadata.creators == ("А. Б.",)


def test_another_title_is_kept_as_a_heading(tmp_path: Path) -> None:
    book = book_of(tmp_path, dtbook("<p>x</p>", front="<doctitle>Басқа</doctitle>"))
    assert blocks_of(book)[0] == Heading(1, (Text("Басқа"),))


@pytest.mark.parametrize(
    ("note", "mark", "kind"),
    [
        ('<note id="n"><p>t</p></note>', '<noteref idref="#n">1</noteref>', NoteKind.FOOTNOTE),
        ('<note id="n"><p>t</p></note>', '<noteref idref="n">1</noteref>', NoteKind.FOOTNOTE),
        ('<note id="n" class="rearnote"><p>t</p></note>', '<noteref idref="#n">1</noteref>',
         NoteKind.ENDNOTE),
        ('<annotation id="n">t</annotation>', '<annoref idref="#n">1</annoref>', NoteKind.FOOTNOTE),
    ],
)  # fmt: skip
def test_a_note_is_found_by_its_mark(tmp_path: Path, note: str, mark: str, kind: NoteKind) -> None:
    """The mark belongs to the sentence before it."""
    book = book_with(tmp_path, f"<p><sent>a.</sent> {mark} <sent>b.</sent></p>{note}")
    assert all_text(book) == "a.^1 b.\nt"
    assert book.notes[0].kind is kind


def test_a_note_without_a_mark_stays_text(tmp_path: Path) -> None:
    assert all_text(book_with(tmp_path, '<p>a</p><note id="n"><p>t</p></note>')) == "a\nt"


@pytest.mark.parametrize("kind", ["front", "normal", "special"])
def test_pages_are_told(tmp_path: Path, kind: str) -> None:
    body = f'<p>a</p><pagenum page="{kind}" id="p">A-2</pagenum><p>b</p>'
    assert all_text(book_with(tmp_path, body)) == "a\n|A-2|\nb"


def test_a_list_has_its_heading_before_it(tmp_path: Path) -> None:
    body = '<list type="ol" start="3"><hd>Т</hd><li><lic>a</lic><lic>b</lic></li><li>c</li></list>'
    title, found = blocks_of(book_with(tmp_path, body))
    assert shown(title) == "Т"
    assert isinstance(found, Listing)
    assert (found.ordered, found.start) == (True, 3)
    assert shown(found) == "a bc"


def test_verse_keeps_its_lines_and_stanzas(tmp_path: Path) -> None:
    body = (
        "<poem><title>T</title><linegroup><line>a</line><line>b</line></linegroup>"
        "<linegroup><line><linenum>3</linenum>c</line></linegroup><author>x</author></poem>"
        "<linegroup><line>d</line></linegroup>"
    )
    book = book_with(tmp_path, body)
    poem, group = blocks_of(book)
    assert isinstance(poem, Verse)
    assert [len(stanza) for stanza in poem.stanzas] == [1, 2, 1, 1]
    assert isinstance(group, Verse)
    assert "line numbers" in book.warnings[0]


def test_what_stands_apart_is_a_block(tmp_path: Path) -> None:
    body = (
        "<epigraph><p>a</p></epigraph><blockquote><p>b</p><author>c</author></blockquote>"
        "<sidebar><hd>d</hd><p>e</p></sidebar><prodnote>f</prodnote><bridgehead>g</bridgehead>"
        "<address><line>h</line></address><dl><dt>i</dt><dd>j</dd></dl>"
    )
    book = book_with(tmp_path, body)
    assert all_text(book).splitlines() == ["a", "bc", "d", "e", "f", "g", "h", "ij"]
    assert isinstance(blocks_of(book)[1], Quotation)


def test_a_table_has_headers_and_spans(tmp_path: Path) -> None:
    body = (
        "<table><caption>c</caption><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr>"
        '<td colspan="2">d</td></tr></tbody></table>'
    )
    (table,) = blocks_of(book_with(tmp_path, body))
    assert isinstance(table, Table)
    assert table.rows[0].cells[0].is_header
    assert table.rows[1].cells[0].column_span == 2


def group(inside: str) -> str:
    return f'<imggroup><img id="i" src="i.png" alt="Ай"/>{inside}</imggroup>'


def test_a_picture_has_caption_and_description(tmp_path: Path) -> None:
    (tmp_path / "i.png").write_bytes(PNG)
    body = group("<caption>c</caption><prodnote>Ай мен бұлт</prodnote>")
    figure, _ = blocks_of(book_with(tmp_path, f"{body}<p>x</p>"))
    assert isinstance(figure, Figure)
    assert (figure.content, figure.caption) == ((Text("Ай Ай мен бұлт"),), (Text("c"),))


@pytest.mark.parametrize("echo", ["", "Ай", "<sent>Ай</sent>"])
def test_a_picture_in_a_sentence_stays_there(tmp_path: Path, echo: str) -> None:
    """What only repeats its words is said once."""
    note = f"<prodnote>{echo}</prodnote>" if echo else ""
    (tmp_path / "i.png").write_bytes(PNG)
    (block,) = blocks_of(book_with(tmp_path, f"<p>a {group(note)} b</p>"))
    assert isinstance(block, Paragraph)
    assert InlineImage("picture0001.png", "Ай") in block.content
    assert shown(block) == "a [Ай] b"
