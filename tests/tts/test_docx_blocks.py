"""Lists, tables, verse, pictures, boxes, notes and pages of Word documents."""

from pathlib import Path

import pytest

from tests.tts.docxs import app, book_with, line, numbered, p, r
from tests.tts.epubs import PNG, all_text, blocks_of, shown
from tts.book import Book, Cell, Figure, Listing, NoteKind, Paragraph, Quotation, Table, Text, Verse

BREAK = '<w:r><w:br w:type="page"/></w:r>'
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def levels(*formats: tuple[str, str]) -> str:
    """A numbering of these levels, number 1, and number 2 that begins at 5."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{how}"/>'
        f'<w:lvlText w:val="{shows}"/></w:lvl>'
        for at, (how, shows) in enumerate(formats)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )


COUNTS = levels(("decimal", "%1."), ("decimal", "%1.%2"), ("bullet", "o"))


def drawing(inside: str, *, properties: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" {properties}/>{inside}'
        "</wp:inline></w:drawing></w:r>"
    )


def blip(name: str) -> str:
    return f'<a:blip r:embed="{name}"/>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def box(text: str) -> str:
    return f"<w:txbxContent>{line(text)}</w:txbxContent>"


def the_list(book: Book, at: int = 0) -> Listing:  # type: ignore[type-arg]
    block = blocks_of(book)[at]
    assert isinstance(block, Listing)
    return block


def test_entries_of_one_numbering_are_one_list(tmp_path: Path) -> None:
    body = numbered("а", 1) + line("") + numbered("б", 1) + numbered("в", 1, 2) + numbered("г", 1)
    found = the_list(book_with(tmp_path, body, numbering=COUNTS))
    assert (found.ordered, found.start, len(found.items)) == (True, 1, 3)
    inner = found.items[1].blocks[1]
    assert isinstance(inner, Listing)
    assert not inner.ordered


def test_deeper_numbers_begin_anew_under_each_entry(tmp_path: Path) -> None:
    body = "".join(numbered("т", 1, level) for level in (0, 1, 1, 0, 1))
    text = all_text(book_with(tmp_path, body, numbering=COUNTS))
    assert text == "т1.1 т1.2 тт2.1 т"


def test_a_list_that_is_interrupted_goes_on_counting(tmp_path: Path) -> None:
    body = numbered("а", 1) + line("между") + numbered("б", 1) + numbered("в", 2)
    book = book_with(tmp_path, body, numbering=COUNTS)
    assert [the_list(book, at).start for at in (0, 2, 3)] == [1, 2, 5]


@pytest.mark.parametrize(
    ("how", "shows", "text"),
    [
        ("russianLower", "%1)", "а) один"),
        ("lowerRoman", "%1.", "i. один"),
        ("decimal", "Статья %1.", "Статья 1. один"),
        ("none", "§", "§ один"),
    ],
)
def test_a_number_that_says_more_than_a_count_is_read(
    tmp_path: Path, how: str, shows: str, text: str
) -> None:
    """Others refer to it by that name: "пункт б"."""
    book = book_with(tmp_path, numbered("один", 1), numbering=levels((how, shows)))
    assert (all_text(book), the_list(book).ordered) == (text, False)


def test_the_number_of_a_heading_is_read(tmp_path: Path) -> None:
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = line("Су", style="1", more=place) + line("От", style="1", more=place)
    numbering = levels(("decimal", "%1-тарау."))
    assert all_text(book_with(tmp_path, body, numbering=numbering)) == "1-тарау. Су\n2-тарау. От"


@pytest.mark.parametrize("number", [0, 9])
def test_a_numbering_that_is_none_makes_no_list(tmp_path: Path, number: int) -> None:
    (block,) = blocks_of(book_with(tmp_path, numbered("а", number), numbering=COUNTS))
    assert isinstance(block, Paragraph)


def test_a_table_has_headers_spans_and_captions(tmp_path: Path) -> None:
    body = line("Кесте 1", style="c") + table(
        row(cell("a"), cell("b", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
        row(cell("c", '<w:vMerge w:val="restart"/>'), cell("d"), cell("e")),
        row(cell("", "<w:vMerge/>"), cell("f"), cell("g")),
        row(cell("out"), properties="<w:del/>"),
    )
    (block,) = blocks_of(book_with(tmp_path, body))
    assert isinstance(block, Table)
    assert block.caption == (Text("Кесте 1"),)
    assert block.rows[0].cells[1] == Cell((Text("b"),), is_header=True, column_span=2)
    assert block.rows[1].cells[0] == Cell((Text("c"),), row_span=2)
    assert [len(one.cells) for one in block.rows] == [2, 3, 2]


def test_a_table_in_a_table_is_read_in_its_cell(tmp_path: Path) -> None:
    """A list in a cell keeps its numbers, for the cell has no room for a list."""
    inner = table(row(cell("b"), cell("c"))) + numbered("d", 1)
    body = table(row(cell("a"), f"<w:tc>{inner}</w:tc>"), row(cell("e"), cell("f")))
    (block,) = blocks_of(book_with(tmp_path, body, numbering=COUNTS))
    assert isinstance(block, Table)
    assert [shown(Paragraph(one.content)) for one in block.rows[0].cells] == ["a", "b c 1. d"]


def test_a_frame_of_one_cell_is_no_table(tmp_path: Path) -> None:
    body = table(row(f"<w:tc>{line('Т', style='1')}{line('а')}</w:tc>"))
    assert [type(block).__name__ for block in blocks_of(book_with(tmp_path, body))] == [
        "Heading",
        "Paragraph",
    ]


def test_what_the_author_says_of_a_table_is_read(tmp_path: Path) -> None:
    said = '<w:tblCaption w:val="Бағалар"/><w:tblDescription w:val="екі баған"/>'
    (block,) = blocks_of(book_with(tmp_path, table(row(cell("a"), cell("b")), properties=said)))
    assert isinstance(block, Table)
    assert block.caption == (Text("Бағалар екі баған"),)


def test_quotations_and_verse_side_by_side_are_one(tmp_path: Path) -> None:
    verse = line("а", style="v") + line("б", style="v") + line("") + line("в", style="v")
    book = book_with(tmp_path, line("x", style="q") + line("y", style="q") + verse)
    quotation, poem = blocks_of(book)
    assert isinstance(quotation, Quotation)
    assert isinstance(poem, Verse)
    assert (len(quotation.blocks), [len(stanza) for stanza in poem.stanzas]) == (2, [2, 1])


@pytest.mark.parametrize("is_before", [True, False])
def test_a_caption_finds_its_picture(tmp_path: Path, *, is_before: bool) -> None:
    picture, caption = (
        p(drawing(blip("i.png"), properties='descr="Ай"')),
        line("Сурет 1", style="c"),
    )
    body = caption + picture if is_before else picture + caption
    (block,) = blocks_of(book_with(tmp_path, body + line("x"), media={"i.png": PNG}))[:-1]
    assert isinstance(block, Figure)
    assert (block.content, block.caption) == ((Text("Ай"),), (Text("Сурет 1"),))


@pytest.mark.parametrize("outside", ["http://example.org/i.png", "media/i.png"])
@pytest.mark.parametrize(
    ("inside", "text", "warns"),
    [
        (drawing(blip("i.png"), properties='descr="Ай"'), "[Ай]", False),
        (drawing(blip("i.png"), properties='title="Ай"'), "[Ай]", False),
        (drawing(blip("i.png"), properties=r'descr="C:\a\фото 1.JPG"'), "", True),
        (drawing(blip("i.png")), "", True),
        (drawing("", properties='descr="Диаграмма"'), " Диаграмма", True),
        (drawing('<a:graphicData uri="http://x/chart"/>'), "", True),
        (drawing("<a:graphicData/>"), "", False),
        (drawing('<a:blip r:link="out"/>', properties='descr="Ай"'), " Ай", True),
        (drawing(blip("out"), properties='descr="Ай"'), " Ай", True),
        ('<w:r><w:pict><v:shape alt="Ай"><v:imagedata r:id="i.png"/></v:shape></w:pict></w:r>',
         "[Ай]", False),
    ],
)  # fmt: skip
def test_a_picture_is_known_by_the_words_for_it(
    tmp_path: Path, inside: str, text: str, outside: str, *, warns: bool
) -> None:
    """One that lies elsewhere is never fetched, but its words are kept."""
    place = f'Target="{outside}" TargetMode="External"'
    out = f'<Relationship Id="out" Type="x/image" {place}/>'
    book = book_with(tmp_path, p(r("а") + inside), media={"i.png": PNG}, rels=out)
    assert (all_text(book), bool(book.warnings)) == (f"а{text}", warns)


def test_a_picture_that_decorates_is_passed_over(tmp_path: Path) -> None:
    mark = (
        '<a:ext><x:decorative xmlns:x="http://schemas.microsoft.com/office/drawing/2017/decorative"'
        ' val="1"/></a:ext>'
    )
    inside = (
        f'<w:r><w:drawing><wp:docPr descr="x">{mark}</wp:docPr>{blip("i.png")}</w:drawing></w:r>'
    )
    book = book_with(tmp_path, p(r("а") + inside), media={"i.png": PNG})
    assert (all_text(book), book.warnings) == ("а", ())


def test_a_text_box_said_in_two_ways_is_read_once(tmp_path: Path) -> None:
    """After the paragraph it hangs on, not in the middle of its sentence."""
    ways = (
        (
            f"<mc:Choice>{box('қорап')}</mc:Choice>"
            f"<mc:Fallback><w:pict>{box('қорап')}</w:pict></mc:Fallback>"
        )
        .replace("<mc:Choice>", "<mc:Choice><w:drawing>")
        .replace("</mc:Choice>", "</w:drawing></mc:Choice>")
    )
    body = p(r("бір ") + f"<w:r><mc:AlternateContent>{ways}</mc:AlternateContent></w:r>" + r("екі"))
    assert all_text(book_with(tmp_path, body)) == "бір екі\nқорап"


def test_what_stands_for_a_box_is_read_where_it_hangs(tmp_path: Path) -> None:
    """It is no picture that could be missing."""
    body = p(r("бір") + drawing(box("қорап"), properties='descr="Ескерту:"'))
    book = book_with(tmp_path, body)
    assert (all_text(book), book.warnings) == ("бір Ескерту:\nқорап", ())


def note(kind: str, note_id: int, text: str) -> str:
    return f'<w:{kind} w:id="{note_id}">{text}</w:{kind}>'


def test_notes_are_numbered_as_they_are_printed(tmp_path: Path) -> None:
    """Footnotes in digits, endnotes in Roman numerals; a typed mark is heard once."""
    marks = "".join(
        f"<w:r><w:{kind}Reference {custom} w:id='{n}'/>{typed}</w:r>"
        for kind, n, custom, typed in [
            ("footnote", 7, "", ""),
            ("endnote", 1, "", ""),
            ("footnote", 8, 'w:customMarkFollows="1"', "<w:t>*</w:t>"),
            ("footnote", 9, "", ""),
        ]
    )
    footnotes = "".join(
        note("footnote", n, line(text)) for n, text in [(8, "* b"), (7, "a"), (9, "c")]
    )
    book = book_with(
        tmp_path, p(r("x") + marks), footnotes=footnotes, endnotes=note("endnote", 1, line("d"))
    )
    assert all_text(book).splitlines() == ["x^1^i^*^2", "a", "d", "b", "c"]
    assert [one.kind for one in book.notes][1] is NoteKind.ENDNOTE


def test_a_note_of_deleted_text_is_not_read(tmp_path: Path) -> None:
    mark = '<w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:del>'
    book = book_with(tmp_path, p(r("x") + mark), footnotes=note("footnote", 1, line("a")))
    assert (book.notes, book.warnings) == ((), ())


def test_a_mark_without_a_note_is_told_of(tmp_path: Path) -> None:
    book = book_with(tmp_path, p(r("x") + '<w:r><w:footnoteReference w:id="5"/></w:r>'))
    assert (all_text(book), len(book.warnings)) == ("x", 1)


def section(properties: str) -> str:
    return f"<w:p><w:pPr><w:sectPr>{properties}</w:sectPr></w:pPr></w:p>"


@pytest.mark.parametrize(
    ("body", "pages", "text"),
    [
        (line("а") + p(BREAK + RENDERED + r("б")), 2, "|1|а\n|2|б"),
        (p(r("а ") + RENDERED + r("б")) + p(BREAK) + p(RENDERED + r("в")), 3,
         "|1|а |2|б\n|3|\nв"),
        (line("а") + line("б", more="<w:pageBreakBefore/>"), 2, "|1|а\n|2|б"),
        (line("а") + section('<w:pgNumType w:fmt="lowerRoman" w:start="3"/>') + line("б")
         + '<w:sectPr><w:pgNumType w:start="1"/></w:sectPr>', 2, "|iii|а\n|1|б"),
        (line("а") + section("") + line("б") + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
         , 1, "а\nб"),
        (line("а") + p(BREAK + r("б")), 3, "а\nб"),  # the layout had counted another page
        (line("а") + p(BREAK + r("б")), 0, "а\nб"),  # nobody has counted
        (line("а"), 1, "а"),
    ],
)  # fmt: skip
def test_pages_are_numbered_where_they_are_sure(
    tmp_path: Path, body: str, pages: int, text: str
) -> None:
    """As the section counts; never by guess, for a reader asks for a page by its number."""
    assert all_text(book_with(tmp_path, body, app=app(pages))) == text


def test_pages_that_are_not_sure_are_told_of(tmp_path: Path) -> None:
    book = book_with(tmp_path, line("а") + p(BREAK + r("б")), app=app(9))
    assert "not sure" in book.warnings[0]


def test_pages_of_the_contents_count(tmp_path: Path) -> None:
    """A table of contents is not read, but its pages are: in lines, in a control, in a field."""
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{p(RENDERED + r('Т 1'))}</w:sdtContent></w:sdt>"
    )
    begins = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>'
    ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = (
        line("а")
        + p(RENDERED + r("Т"), style="t1")
        + control
        + p(begins + RENDERED + r("Т 2") + ends)
        + line("б", more="<w:pageBreakBefore/>")
    )
    assert all_text(book_with(tmp_path, body, app=app(5))) == "|1|а\n|2|\n|3|\n|4|\n|5|б"


def test_a_page_that_begins_with_a_table_comes_before_it(tmp_path: Path) -> None:
    body = line("а") + section("") + table(row(cell("б"), cell("в"))) + "<w:sectPr/>"
    assert all_text(book_with(tmp_path, body, app=app(2))) == "|1|а\n|2|\nбв"
