"""Words of an EPUB: white space, entities, encodings, language, what is not read."""

from pathlib import Path

import pytest

from tests.tts.epubs import all_text, blocks_of, book_of, book_with, page, shown
from tts.book import Emphasis, Paragraph, Text


def test_white_space_is_folded_across_elements(tmp_path: Path) -> None:
    book = book_with(tmp_path, "<p>\n  Бір <em> екі</em>\t\n <b>үш </b> </p>")
    assert blocks_of(book) == [
        Paragraph(
            (
                Text("Бір "),
                Text("екі", emphasis=Emphasis.EMPHASIS),
                Text(" "),
                Text("үш", emphasis=Emphasis.STRONG),
            )
        )
    ]


def test_a_line_break_is_a_space(tmp_path: Path) -> None:
    assert all_text(book_with(tmp_path, "<p>one<br/>two</p>")) == "one two"


def test_named_characters_work_without_their_dtd(tmp_path: Path) -> None:
    """EPUB 2 books are full of them; nothing is fetched to know them."""
    old = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml">'
        "<head><title>t</title></head><body><p>a&nbsp;b&mdash;c &laquo;d&raquo; &amp;lt; &lt;</p>"
        "</body></html>"
    )
    book = book_of(tmp_path, {"a.xhtml": old})
    assert all_text(book) == "a b—c «d» &lt; <"
    assert book.warnings == ()


def test_named_characters_in_cdata_are_letters(tmp_path: Path) -> None:
    assert all_text(book_with(tmp_path, "<p><![CDATA[a&nbsp;b]]>&ndash;</p>")) == "a&nbsp;b–"


def test_invisible_marks_are_removed_and_letters_composed(tmp_path: Path) -> None:
    book = book_with(tmp_path, "<p>кі\u00adтап \ufeffи\u0306\u200b од\u2060ин</p>")
    assert all_text(book) == "кітап й один"


def test_letters_are_composed_across_a_comment(tmp_path: Path) -> None:
    assert all_text(book_with(tmp_path, "<p>и<!-- c -->\u0306<?p i?>.</p>")) == "й."


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16", "utf-16-be", "koi8-r", "utf-8-sig"])
def test_the_declared_encoding_is_believed(tmp_path: Path, encoding: str) -> None:
    text = page("<p>Привет, мир ©</p>").replace("utf-8", encoding.removesuffix("-sig"))
    book = book_of(tmp_path, {"a.xhtml": text.encode(encoding)})
    assert all_text(book) == "Привет, мир ©"
    assert book.warnings == ()


def test_letters_that_fit_no_encoding_are_told(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"a.xhtml": page("<p>good bad</p>").encode().replace(b"bad", b"\xff")})
    assert all_text(book) == "good \ufffd"
    assert "encoding" in book.warnings[0]


def test_right_to_left_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "\u200fשלום\u200e \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert all_text(book_with(tmp_path, f'<p dir="rtl">{text}</p>')) == text


@pytest.mark.parametrize(
    "unseen",
    [
        '<p hidden="hidden">x</p>',
        '<div aria-hidden="true"><p>x</p></div>',
        '<p style="color:red; display: NONE">x</p>',
        "<script>x</script>",
        "<style>x</style>",
        '<nav epub:type="toc"><ol><li>x</li></ol></nav>',
        "<!-- x -->",
        "<select><option>x</option></select>",
    ],
)
def test_what_readers_do_not_see_is_not_read(tmp_path: Path, unseen: str) -> None:
    assert all_text(book_with(tmp_path, f"<p>a</p>{unseen}<p>b</p>")) == "a\nb"


def test_of_ruby_only_the_base_is_read(tmp_path: Path) -> None:
    body = "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby></p>"
    assert all_text(book_with(tmp_path, body)) == "漢字"


def test_a_formula_is_shown_as_its_author_writes_it_on_a_line(tmp_path: Path) -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x, yes"><mi>x</mi></math>'
    book = book_with(tmp_path, f"<p>So {math}.</p>")
    assert all_text(book) == "So x, yes."
    assert book.warnings == ()


def test_language_below_the_root_is_explicit_and_inherited(tmp_path: Path) -> None:
    book = book_with(
        tmp_path,
        '<div xml:lang="ru"><p>раз <i lang="en-us">two</i> <b lang="">три</b></p></div><p>төрт</p>',
        attributes='xml:lang="kk"',
    )
    assert blocks_of(book) == [
        Paragraph(
            (
                Text("раз ", "ru"),
                Text("two", "en-US", Emphasis.EMPHASIS),
                Text(" ", "ru"),
                Text("три", "", Emphasis.STRONG),
            )
        ),
        Paragraph((Text("төрт"),)),
    ]


def test_a_document_without_a_body_has_its_language_from_its_root(tmp_path: Path) -> None:
    bare = '<html xmlns="http://www.w3.org/1999/xhtml" lang="kk"><p>бір</p></html>'
    assert blocks_of(book_of(tmp_path, {"a.xhtml": bare})) == [Paragraph((Text("бір"),))]


def test_what_a_document_says_of_itself_is_likely_not_certain(tmp_path: Path) -> None:
    """A document in Russian may quote Kazakh unmarked: its part says Russian, its texts nothing.

    A language that cannot be told by looking at a sentence is believed throughout.
    """
    files = {
        "a.xhtml": page("<p>бір</p>", attributes='lang="kk-KZ"'),
        "b.xhtml": page("<p>два</p>", attributes='lang="ru"'),
        "c.xhtml": page("<p>drei</p>", attributes='lang="de"'),
    }
    book = book_of(tmp_path, files)
    assert [part.language for part in book.parts] == ["kk-KZ", "ru", "de"]
    assert blocks_of(book) == [
        Paragraph((Text("бір"),)),
        Paragraph((Text("два"),)),
        Paragraph((Text("drei", "de"),)),
    ]


def test_mark_up_that_is_not_well_formed_is_read_as_a_browser_would(tmp_path: Path) -> None:
    """But a self-closed title or anchor does not swallow what follows, as it would in HTML."""
    soup = "<html><head><title/></head><body><p>o<a id='x'/>ne<p>two & <b>three</body></html>"
    book = book_of(tmp_path, {"a.xhtml": soup})
    assert all_text(book) == "one\ntwo & three"
    assert "not well-formed" in book.warnings[0]


def test_text_between_blocks_is_a_paragraph(tmp_path: Path) -> None:
    book = book_with(tmp_path, "a<div>b<p>c</p>d</div>e<hr/>f")
    assert [shown(block) for block in blocks_of(book)] == ["a", "b", "c", "d", "e", "f"]


def test_an_entity_of_the_books_own_is_not_expanded(tmp_path: Path) -> None:
    """A book cannot make a gigabyte out of ten lines."""
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>x&b;y</p></body></html>'
    )
    book = book_of(tmp_path, {"a.xhtml": bomb})
    assert all_text(book) == "xy"
    assert "&b;" in book.warnings[0]


def test_entities_that_would_burst_the_memory_are_never_expanded(tmp_path: Path) -> None:
    """Ten lines that stand for a billion letters are read as letters themselves."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE html [<!ENTITY e0 "lol">{lines}]><html><body><p>x&e9;y</p></body></html>'
    assert all_text(book_of(tmp_path, {"a.xhtml": bomb})) in {"xy", "x&e9;y"}
