"""Pictures of an EPUB: the text that stands for them, captions, descriptions, the cover."""

from pathlib import Path

import pytest

from tests.tts.epubs import METADATA, PNG, all_text, blocks_of, book_of, book_with, nav, opf, page
from tts.book import Book, Emphasis, Figure, Inline, InlineImage, Paragraph, Picture, Text

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'
NAME = "picture0001.png"


def figures(book: Book) -> list[Figure[Inline]]:
    return [block for block in blocks_of(book) if isinstance(block, Figure)]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="m.png" alt="A map"/>',
        '<img src="m.png" alt="x" aria-label="A map"/>',
        '<img src="m.png" title=" A  map"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<title>A map</title><image xlink:href="m.png"/></svg>',
        '<figure><div><img src="m.png" alt="A map"/></div></figure>',
    ],
)
def test_a_picture_by_itself_is_a_figure(tmp_path: Path, image: str) -> None:
    book = book_with(tmp_path, f"<p>a</p><p>{image}</p>".replace("<p><fig", "<fig"), m_png=PNG)
    assert figures(book) == [Figure(NAME, (Text("A map"),))]
    assert book.pictures == {NAME: Picture("image/png", PNG)}


def test_a_picture_in_a_sentence_stays_in_it(tmp_path: Path) -> None:
    book = book_with(tmp_path, '<p>See <img src="m.png" alt="a star"/> here</p>', m_png=PNG)
    assert blocks_of(book) == [
        Paragraph((Text("See "), InlineImage(NAME, "a star"), Text(" here")))
    ]


@pytest.mark.parametrize("said", ['alt=""', 'alt="x" role="presentation"', 'role="none"'])
def test_a_decoration_is_no_figure(tmp_path: Path, said: str) -> None:
    book = book_with(tmp_path, f'<p>a</p><p><img src="m.png" {said}/></p>', m_png=PNG)
    assert (figures(book), book.pictures, book.warnings) == ([], {}, ())


def test_a_caption_goes_with_its_picture(tmp_path: Path) -> None:
    body = '<p>a</p><figure><figcaption>Cap <i>x</i></figcaption><img src="m.png"/></figure>'
    figure = figures(book_with(tmp_path, body, m_png=PNG))[0]
    assert (figure.content, figure.caption[0]) == ((), Text("Cap "))


def test_pictures_under_one_caption_are_one_figure_if_they_have_no_words(tmp_path: Path) -> None:
    images = '<img src="m.png"/><img src="m.png"/><img src="m.png" alt="Third"/>'
    body = f"<p>a</p><figure>{images}<figcaption>Cap</figcaption></figure>"
    assert figures(book_with(tmp_path, body, m_png=PNG)) == [
        Figure(NAME, (), (Text("Cap"),)),
        Figure(NAME, (Text("Third"),)),
    ]


def test_the_caption_of_a_decoration_is_kept(tmp_path: Path) -> None:
    body = '<p>a</p><figure><img src="m.png" alt=""/><figcaption>Cap</figcaption></figure>'
    assert all_text(book_with(tmp_path, body, m_png=PNG)) == "a\nCap"


@pytest.mark.parametrize(
    ("image", "described"),
    [
        ('aria-describedby="d"', '<p id="d" hidden="">Long <i lang="ru">опись</i></p>'),
        ('aria-details="d"', '<details id="d"><p>Long</p> <i lang="ru">опись</i></details>'),
        ('longdesc="#d"', '<aside id="d">Long <i lang="ru">опись</i></aside>'),
    ],
)
def test_a_description_is_read_at_its_picture_once(
    tmp_path: Path, image: str, described: str
) -> None:
    body = f'<p>a</p><p><img src="m.png" alt="A map" {image}/></p><p>b</p>{described}'
    book = book_with(tmp_path, body, m_png=PNG)
    assert all_text(book) == "a\nA map Long опись\nb"
    assert figures(book)[0].content[-1] == Text("опись", "ru", Emphasis.EMPHASIS)


def test_an_aside_in_a_figure_describes_its_picture(tmp_path: Path) -> None:
    body = '<p>a</p><figure><img src="m.png" alt="A map"/><aside><p>Long</p></aside></figure>'
    assert all_text(book_with(tmp_path, body, m_png=PNG)) == "a\nA map Long"


def test_descriptions_of_descriptions_come_to_an_end(tmp_path: Path) -> None:
    """A chain of two thousand must not exhaust the stack, nor a circle run for ever."""
    chain = "".join(
        f'<div hidden="" id="d{n}">D{n} <img src="m.png" alt="" aria-describedby="d{n + 1}"/></div>'
        for n in range(2_000)
    )
    body = f'<p>a</p><img src="m.png" alt="A map" aria-describedby="d0"/>{chain}'
    assert all_text(book_with(tmp_path, body, m_png=PNG)).startswith("a\nA map D0")


def test_a_description_in_another_document_is_read_at_its_picture(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "nav.xhtml": nav(),
        "a.xhtml": page('<p>a</p><img src="m.png" alt="A map" longdesc="d.xhtml"/>'),
        "d.xhtml": page("<h1>Long</h1><p>words</p>"),
        "m.png": PNG,
    }
    book = book_of(tmp_path, files, package=opf(files, spine='<itemref idref="i1"/>'))
    assert all_text(book) == "a\nA map Long words"


def test_a_description_in_the_running_text_stays_there(tmp_path: Path) -> None:
    body = '<p><img src="m.png" alt="A map" aria-describedby="d"/></p><p id="d">Seen by all.</p>'
    assert all_text(book_with(tmp_path, body, m_png=PNG)) == "A map\nSeen by all."


@pytest.mark.parametrize("around", ["{}", "<figure>{}</figure>", "<p>b {} c</p>"])
def test_a_picture_without_a_word_is_left_out_and_told(tmp_path: Path, around: str) -> None:
    book = book_with(tmp_path, "<p>a</p>" + around.format('<img src="m.png"/>'), m_png=PNG)
    assert figures(book) == []
    assert "no text" in book.warnings[0]


@pytest.mark.parametrize("src", ["ghost.png", "https://example.org/m.png", "odd.png", ""])
def test_a_picture_that_cannot_be_shown_leaves_its_words(tmp_path: Path, src: str) -> None:
    book = book_with(tmp_path, f'<p>a <img src="{src}" alt="A map"/></p>', odd_png=b"RIFF....WEBP")
    assert all_text(book) == "a A map"
    assert book.pictures == {}
    assert any("cannot be shown" in warning for warning in book.warnings)


def test_svg_files_are_pictures(tmp_path: Path) -> None:
    book = book_of(
        tmp_path, {"a.xhtml": page('<p>a</p><img src="m.svg" alt="A map"/>'), "m.svg": SVG}
    )
    assert list(book.pictures.values()) == [Picture("image/svg+xml", SVG)]


def test_a_heading_that_is_a_picture_is_its_words(tmp_path: Path) -> None:
    body = '<h1><img src="m.png" alt="Chapter One"/></h1><p>a</p>'
    assert all_text(book_with(tmp_path, body, m_png=PNG)) == "Chapter One\na"


@pytest.mark.parametrize("by", ["property", "meta", "guide", "landmark"])
def test_the_cover_is_found(tmp_path: Path, by: str) -> None:
    landmark = (
        '<nav epub:type="landmarks"><ol><li><a epub:type="cover" href="c.xhtml">c</a></li></ol>'
        "</nav>"
    )
    cover = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="i/m.png"/></svg>'
    )
    files: dict[str, str | bytes] = {
        "nav.xhtml": nav(more=landmark if by == "landmark" else ""),
        "c.xhtml": page(cover),
        "a.xhtml": page("<p>a</p>"),
        "i/m.png": PNG,
    }
    package = opf(
        files,
        properties={"i/m.png": "cover-image"} if by == "property" else {},
        metadata=METADATA + ('<meta name="cover" content="i3"/>' if by == "meta" else ""),
        guide='<guide><reference type="cover" href="c.xhtml"/></guide>' if by == "guide" else "",
    )
    book = book_of(tmp_path, files, package=package)
    assert book.metadata.cover == NAME
    assert book.pictures[NAME].data == PNG
    assert book.warnings == ()
