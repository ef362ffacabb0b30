"""Reading order, titles of the contents, and the parts of an EPUB."""

from pathlib import Path

import pytest

from tests.tts.epubs import PNG, all_text, blocks_of, book_of, nav, ncx, opf, page, point, shown
from tts.book import Book, Heading, PartRole, Text


def entry(href: str, title: str, inner: str = "") -> str:
    return f'<li><a href="{href}">{title}</a>{f"<ol>{inner}</ol>" if inner else ""}</li>'


def headings(book: Book) -> list[tuple[int, str]]:
    blocks = blocks_of(book)
    return [(block.level, shown(block)) for block in blocks if isinstance(block, Heading)]


def test_the_spine_is_the_reading_order(tmp_path: Path) -> None:
    files = {"nav.xhtml": nav(), "a.xhtml": page("<p>a</p>"), "b.xhtml": page("<p>b</p>")}
    spine = '<itemref idref="i2"/><itemref idref="i0"/><itemref idref="i1"/><itemref idref="i2"/>'
    book = book_of(tmp_path, files, package=opf(files, spine=spine))
    assert all_text(book) == "b\na"


def test_what_is_not_linear_comes_last_as_back_matter(tmp_path: Path) -> None:
    files = {"nav.xhtml": nav(), "a.xhtml": page("<p>a</p>"), "b.xhtml": page("<p>b</p>")}
    spine = '<itemref idref="i1" linear="no"/><itemref idref="i2"/>'
    book = book_of(tmp_path, files, package=opf(files, spine=spine))
    assert [(part.role, shown(part.blocks[0])) for part in book.parts] == [
        (PartRole.BODY, "b"),
        (PartRole.BACK, "a"),
    ]


def test_a_cover_page_that_is_not_linear_is_not_read_at_the_end(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "nav.xhtml": nav(entry("c.xhtml", "Cover")),
        "c.xhtml": page('<img src="m.png" alt="Cover"/>'),
        "a.xhtml": page("<p>a</p>"),
        "m.png": PNG,
    }
    spine = '<itemref idref="i1" linear="no"/><itemref idref="i2"/>'
    assert all_text(book_of(tmp_path, files, package=opf(files, spine=spine))) == "a"


def test_a_name_in_the_spine_that_nothing_bears_is_told(tmp_path: Path) -> None:
    files = {"nav.xhtml": nav(), "a.xhtml": page("<p>a</p>")}
    spine = '<itemref idref="i1"/><itemref idref="ghost"/>'
    book = book_of(tmp_path, files, package=opf(files, spine=spine))
    assert all_text(book) == "a"
    assert "ghost" in book.warnings[0]


def test_a_document_without_heading_gets_the_title_of_the_contents(tmp_path: Path) -> None:
    toc = entry("a.xhtml", "One", entry("b.xhtml", "Two"))
    files = {"nav.xhtml": nav(toc), "a.xhtml": page("<p>a</p>"), "b.xhtml": page("<p>b</p>")}
    book = book_of(tmp_path, files)
    assert headings(book) == [(1, "One"), (2, "Two")]
    assert blocks_of(book)[0] == Heading(1, (Text("One"),))


def test_titles_of_an_ncx_do_the_same(tmp_path: Path) -> None:
    files = {
        "toc.ncx": ncx(point("One", "t/a.xhtml", point("Two", "t/a.xhtml#x"))),
        "t/a.xhtml": page('<p>a</p><p id="x">b</p>'),
    }
    book = book_of(tmp_path, files, package=opf(files, version="2.0"))
    assert all_text(book) == "One\na\nTwo\nb"


def test_links_of_an_ncx_start_from_its_own_folder(tmp_path: Path) -> None:
    files = {"n/toc.ncx": ncx(point("One", "../t/a.xhtml")), "t/a.xhtml": page("<p>a</p>")}
    assert all_text(book_of(tmp_path, files, package=opf(files, version="2.0"))) == "One\na"


def test_contents_of_a_wrong_type_are_contents(tmp_path: Path) -> None:
    files = {"nav.xhtml": nav(entry("a.xhtml", "One")), "a.xhtml": page("<p>a</p>")}
    package = opf(files).replace("application/xhtml+xml", "text/html", 1)
    assert all_text(book_of(tmp_path, files, package=package)) == "One\na"


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Chapter One</h2><p>x</p>",
        "<h2>CHAPTER ONE.</h2><p>x</p>",
        "<h2>The first</h2><p>x</p>",
        "<p>Part I</p><h2>I</h2><p>x</p>",
        "<blockquote><p>A long epigraph, that goes on for a while, and longer than a few words"
        " that would be a title, by a poet.</p></blockquote><h2>I</h2><p>x</p>",
        f"<p>{'x ' * 200}</p><h2>Chapter One</h2><p>x</p>",
        '<section><h2>Chapter One</h2><a id="c"/><p>x</p></section>',
    ],
)
def test_a_heading_that_is_there_is_not_doubled(tmp_path: Path, body: str) -> None:
    href = "a.xhtml#c" if 'id="c"' in body else "a.xhtml"
    files = {"nav.xhtml": nav(entry(href, "Chapter One")), "a.xhtml": page(body)}
    assert len(headings(book_of(tmp_path, files))) == 1


def test_a_paragraph_that_is_the_title_becomes_the_heading(tmp_path: Path) -> None:
    toc = entry("a.xhtml", "Intro") + entry("a.xhtml#c", "Бірінші тарау")
    body = '<h3>Intro</h3><p>x</p><p class="title" id="c">БІРІНШІ <b>ТАРАУ</b></p><p>y</p>'
    book = book_of(tmp_path, {"nav.xhtml": nav(toc), "a.xhtml": page(body)})
    assert headings(book) == [(3, "Intro"), (3, "БІРІНШІ ТАРАУ")]


def test_an_entry_that_leads_to_no_id_leads_to_its_document(tmp_path: Path) -> None:
    files = {"nav.xhtml": nav(entry("a.xhtml#ghost", "One")), "a.xhtml": page("<p>a</p>")}
    assert headings(book_of(tmp_path, files)) == [(1, "One")]


def test_contents_in_the_reading_order_are_not_read(tmp_path: Path) -> None:
    files = {"nav.xhtml": nav(entry("a.xhtml", "One")), "a.xhtml": page("<h1>One</h1><p>a</p>")}
    spine = '<itemref idref="i0"/><itemref idref="i1"/>'
    assert all_text(book_of(tmp_path, files, package=opf(files, spine=spine))) == "One\na"


def test_contents_that_ebooklib_would_trip_over_are_read(tmp_path: Path) -> None:
    """Comments, mark-up in labels, lists inside lists without a line of their own, deep nesting."""
    deep = "".join(f"<li><span>s{n}</span><ol>" for n in range(200))
    toc = (
        '<!-- c --><li><!-- c --><a href="a.xhtml"><b>O</b>ne<br/></a></li><li/>'
        '<li><a href="c.xhtml"><img src="t.png" alt="Three"/></a></li>'
        f"{deep}{entry('b.xhtml', 'Two')}{'</ol></li>' * 200}"
    )
    book = book_of(
        tmp_path,
        {
            "nav.xhtml": nav(toc),
            **{f"{name}.xhtml": page(f"<p>{name}</p>") for name in ("a", "b", "c")},
        },
    )
    assert headings(book) == [(1, "One"), (6, "Two"), (1, "Three")]


def test_a_document_that_its_package_calls_cover_is_read(tmp_path: Path) -> None:
    """EbookLib gives it another id, which the reading order does not know."""
    files = {"nav.xhtml": nav(), "a.xhtml": page("<p>a</p>")}
    package = opf(files, properties={"a.xhtml": "cover"})
    assert all_text(book_of(tmp_path, files, package=package)) == "a"


def test_a_cover_with_nothing_to_read_gets_no_heading(tmp_path: Path) -> None:
    landmarks = (
        '<nav epub:type="landmarks"><ol><li><a epub:type="cover" href="c.xhtml">c</a></li></ol>'
        "</nav>"
    )
    files: dict[str, str | bytes] = {
        "nav.xhtml": nav(entry("c.xhtml", "Cover"), more=landmarks),
        "c.xhtml": page('<img src="m.png" alt=""/>'),
        "a.xhtml": page("<p>a</p>"),
        "m.png": PNG,
    }
    assert all_text(book_of(tmp_path, files)) == "a"


def test_types_tell_the_parts(tmp_path: Path) -> None:
    files = {
        "a.xhtml": page('<section epub:type="dedication"><p>a</p></section>'),
        "b.xhtml": page('<section epub:type="chapter"><p>b</p></section>'),
        "c.xhtml": page("<p>c</p>"),
        "d.xhtml": page('<section role="doc-appendix"><p>d</p></section>'),
    }
    book = book_of(tmp_path, files)
    assert [(part.role.value, len(part.blocks)) for part in book.parts] == [
        ("front", 1), ("body", 2), ("back", 1),
    ]  # fmt: skip


def test_parts_of_one_document_are_told_apart(tmp_path: Path) -> None:
    body = (
        '<section epub:type="frontmatter"><h1>F</h1><p>f</p></section>'
        '<section epub:type="bodymatter"><h1>B</h1></section>'
        '<section epub:type="backmatter"><p>k</p></section>'
    )
    files = {"nav.xhtml": nav(entry("a.xhtml", "F")), "a.xhtml": page(body)}
    book = book_of(tmp_path, files)
    assert [(part.role.value, [*map(shown, part.blocks)]) for part in book.parts] == [
        ("front", ["F", "f"]), ("body", ["B"]), ("back", ["k"]),
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["landmarks", "guide"])
def test_what_stands_before_the_text_begins_is_front_matter(tmp_path: Path, by: str) -> None:
    more = (
        '<nav epub:type="landmarks"><ol>'
        '<li><a epub:type="bodymatter" href="b.xhtml">t</a></li></ol></nav>'
    )
    guide = '<guide><reference type="text" title="t" href="b.xhtml"/></guide>'
    files = {
        "nav.xhtml": nav(more=more if by == "landmarks" else ""),
        "a.xhtml": page("<p>a</p>"),
        "b.xhtml": page("<p>b</p>"),
    }
    book = book_of(tmp_path, files, package=opf(files, guide=guide if by == "guide" else ""))
    assert [part.role for part in book.parts] == [PartRole.FRONT, PartRole.BODY]


def test_a_copyright_page_at_the_end_is_not_moved_to_the_front(tmp_path: Path) -> None:
    files = {
        "a.xhtml": page("<p>a</p>"),
        "b.xhtml": page('<section epub:type="copyright-page"><p>b</p></section>'),
    }
    book = book_of(tmp_path, files)
    assert [(part.role, shown(part.blocks[0])) for part in book.parts] == [
        (PartRole.BODY, "a"),
        (PartRole.BACK, "b"),
    ]


def test_ids_that_come_twice_make_a_right_book(tmp_path: Path) -> None:
    body = '<h1 id="x">A</h1><p id="x">a</p>'
    toc = entry("a.xhtml#x", "A") + entry("b.xhtml#x", "A")
    book = book_of(tmp_path, {"nav.xhtml": nav(toc), "a.xhtml": page(body), "b.xhtml": page(body)})
    assert all_text(book) == "A\na\nA\na"
