"""Printed pages of an EPUB: where they begin, what they call themselves, each once."""

from pathlib import Path

import pytest

from tests.tts.epubs import all_text, blocks_of, book_of, book_with, nav, ncx, opf, page, shown
from tts.book import Page, PageBreak
from tts.sources.pages import page_label


@pytest.mark.parametrize(
    "mark_up",
    [
        '<span epub:type="pagebreak" title="12"/>',
        '<span epub:type="pagebreak" aria-label=" Page 12. "/>',
        '<div role="doc-pagebreak" id="x">12</div>',
        '<span role="doc-pagebreak" aria-label="12">with text</span>',
        '<a epub:type="pagebreak" id="page_012"/>',
        '<span epub:type="pagebreak" title="12" hidden="hidden"/>',
    ],
)
def test_a_page_break_between_blocks_is_a_page(tmp_path: Path, mark_up: str) -> None:
    book = book_with(tmp_path, f"<p>a</p>{mark_up}<p>b</p>")
    assert blocks_of(book)[1] == Page((PageBreak("12"),))
    assert all_text(book) == "a\n|12|\nb"


def test_a_page_break_in_a_sentence_stays_in_it(tmp_path: Path) -> None:
    body = '<p>one <span epub:type="pagebreak" title="iv"/> two</p>'
    assert all_text(book_with(tmp_path, body)) == "one |iv|two"


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("12", "12"), ("Page 12", "12"), ("стр. 7", "7"), ("12-бет", "12"), ("[xiv]", "xiv"),
        ("p. ix", "ix"), ("A-3", "A-3"), ("Посвящение", "Посвящение"), ("", ""), ("x" * 21, ""),
    ],
)  # fmt: skip
def test_a_label_is_what_the_page_calls_itself(said: str, label: str) -> None:
    assert page_label(said) == label


def test_the_page_list_marks_elements_that_do_not_say_it(tmp_path: Path) -> None:
    listed = '<li><a href="a.xhtml#x">5</a></li><li><a href="a.xhtml">4</a></li>'
    more = f'<nav epub:type="page-list" hidden=""><ol>{listed}</ol></nav>'
    book = book_of(
        tmp_path, {"nav.xhtml": nav(more=more), "a.xhtml": page('<p>a</p><p id="x">b</p>')}
    )
    assert all_text(book) == "|4|\na\n|5|\nb"


def test_the_page_list_numbers_a_break_that_has_no_number(tmp_path: Path) -> None:
    more = '<nav epub:type="page-list"><ol><li><a href="a.xhtml#x">9</a></li></ol></nav>'
    body = '<p>a</p><span epub:type="pagebreak" id="x"/><p>b</p>'
    book = book_of(tmp_path, {"nav.xhtml": nav(more=more), "a.xhtml": page(body)})
    assert all_text(book) == "a\n|9|\nb"


def test_the_pages_of_an_ncx_are_found(tmp_path: Path) -> None:
    target = (
        '<pageList><pageTarget type="normal" value="3"><navLabel><text>3</text></navLabel>'
        '<content src="a.xhtml#x"/></pageTarget></pageList>'
    )
    files = {"toc.ncx": ncx("", pages=target), "a.xhtml": page('<p>a</p><p id="x">b</p>')}
    book = book_of(tmp_path, files, package=opf(files, version="2.0"))
    assert all_text(book) == "a\n|3|\nb"


def test_a_page_comes_once(tmp_path: Path) -> None:
    twice = '<span epub:type="pagebreak" id="x" title="1"/>' * 2
    book = book_with(tmp_path, f"<p>a</p>{twice}<p>b</p>")
    assert all_text(book) == "a\n|1|\nb"
    assert "page 1" in book.warnings[0]


def test_a_break_without_any_number_is_told(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<p>a</p><hr epub:type="pagebreak"/><p>b</p>')
    assert all_text(book) == "a\nb"
    assert "no number" in book.warnings[0]


def test_text_that_strayed_into_a_page_break_is_kept(tmp_path: Path) -> None:
    body = '<div epub:type="pagebreak" title="2"><p>A whole paragraph of the page.</p></div>'
    assert all_text(book_with(tmp_path, body)) == "|2|\nA whole paragraph of the page."


def test_a_page_that_begins_in_a_note_is_kept_in_the_text(tmp_path: Path) -> None:
    body = (
        '<p>a<a epub:type="noteref" href="#n">1</a></p><ol><li epub:type="endnote" id="n">N '
        '<span epub:type="pagebreak" title="8"/>M</li></ol><p>b</p>'
    )
    book = book_with(tmp_path, body)
    assert [shown(block) for block in blocks_of(book)] == ["a^1", "|8|", "b"]
    assert shown(book.notes[0].blocks[0]) == "N M"
