"""The words of a Word document: what is read, what is not, which language it is in."""

from pathlib import Path

import pytest

from tests.tts.docxs import book_with, core, line, p, r
from tests.tts.epubs import all_text, blocks_of
from tts.book import Emphasis, Heading, Paragraph, Text

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SHOWS, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


def field(instruction: str, result: str) -> str:
    """A field in running text."""
    said = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return BEGIN + said + SHOWS + r(result) + END


def pieces(folder: Path, paragraph: str) -> list[Text]:
    """The text of a book of one paragraph, piece by piece."""
    (block,) = blocks_of(book_with(folder, paragraph))
    assert isinstance(block, Paragraph)
    return [piece for piece in block.content if isinstance(piece, Text)]


@pytest.mark.parametrize(
    ("style", "more", "level"),
    [
        ("1", "", 1),  # the id is Russian, the name is not
        ("2", "", 2),  # known by its name alone
        ("my", "", 1),  # based on a heading
        ("a", '<w:outlineLvl w:val="2"/>', 3),
        ("a", '<w:outlineLvl w:val="8"/>', 6),
        ("a3", "", 1),
    ],
)
def test_a_heading_is_known_by_its_style(tmp_path: Path, style: str, more: str, level: int) -> None:
    """In whatever language the word processor was."""
    (block,) = blocks_of(book_with(tmp_path, line("Тарау", style=style, more=more)))
    assert block == Heading(level, (Text("Тарау"),))


@pytest.mark.parametrize("more", ['<w:outlineLvl w:val="9"/>', '<w:outlineLvl w:val="x"/>'])
def test_a_paragraph_may_leave_the_outline(tmp_path: Path, more: str) -> None:
    """Body text that only looks like a heading."""
    (block,) = blocks_of(book_with(tmp_path, line("мәтін", style="1", more=more)))
    assert isinstance(block, Paragraph)


def test_a_document_without_headings_is_a_book_too(tmp_path: Path) -> None:
    book = book_with(tmp_path, line("бір", style="nosuch") + line("екі"))
    assert all_text(book) == "бір\nекі"


def test_the_title_shown_is_the_books_if_no_property_says_it(tmp_path: Path) -> None:
    """A name that the word processor gave by itself is none."""
    body = line("Айна", style="a3") + line("роман", style="a4") + line("мәтін")
    said = core("<dc:title>Документ Microsoft Word</dc:title>")
    assert book_with(tmp_path, body, core=said).metadata.title == "Айна"
    assert book_with(tmp_path, body).metadata.title == "Кітап"


def test_properties_are_the_catalogue(tmp_path: Path) -> None:
    said = core(
        "<dc:title>Т</dc:title><dc:creator>А. Б.; В. Г.</dc:creator><dc:subject>с</dc:subject>"
        "<cp:keywords>к, л</cp:keywords><dc:description>о</dc:description>"
        "<dc:language>ru-RU</dc:language><dc:identifier>isbn:1</dc:identifier>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2020-02-03T00:00:00Z</dcterms:created>'
    )
    about = book_with(
        tmp_path, line("Просто русский текст, который тут стоит."), core=said
    ).metadata
    assert (about.creators, about.subjects) == (("А. Б.", "В. Г."), ("с", "к", "л"))
    assert (about.published_on, about.language, about.identifier) == (
        "2020-02-03",
        "ru-RU",
        "isbn:1",
    )
    assert about.description == "о"


@pytest.mark.parametrize(
    ("properties", "emphasis"),
    [
        ("<w:b/>", Emphasis.STRONG),
        ('<w:b w:val="true"/><w:i/>', Emphasis.STRONG),
        ("<w:i/>", Emphasis.EMPHASIS),
        ('<w:vertAlign w:val="superscript"/>', Emphasis.SUPERSCRIPT),
        ('<w:vertAlign w:val="subscript"/><w:b/>', Emphasis.SUBSCRIPT),
        ('<w:rStyle w:val="s"/>', Emphasis.STRONG),
        ('<w:rStyle w:val="s"/><w:b w:val="0"/>', Emphasis.NONE),
        ('<w:b w:val="false"/>', Emphasis.NONE),
    ],
)
def test_letters_stand_out_by_run_or_style(
    tmp_path: Path, properties: str, emphasis: Emphasis
) -> None:
    assert pieces(tmp_path, p(r("сөз", properties))) == [Text("сөз", "", emphasis)]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r("а") + "<w:del>" + r("б") + "</w:del><w:ins>" + r("в") + "</w:ins>", "ав"),
        ("<w:moveFrom>" + r("а") + "</w:moveFrom><w:moveTo>" + r("б") + "</w:moveTo>", "б"),
        (r("а") + r("б", "<w:vanish/>") + r("в", '<w:vanish w:val="0"/>'), "ав"),
        ("<w:hyperlink>" + r("а") + "</w:hyperlink>" + r(" б"), "а б"),
        ("<w:smartTag>" + r("а") + "<w:smartTag>" + r("б") + "</w:smartTag></w:smartTag>", "аб"),
        ("<w:sdt><w:sdtContent>" + r("а") + "</w:sdtContent></w:sdt>", "а"),
        (r("а") + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("Введите")
         + "</w:sdtContent></w:sdt>", "а"),
        (r("а") + "<w:r><w:noBreakHyphen/></w:r>" + r("б"), "а\u2011б"),
        (r("а") + "<w:r><w:softHyphen/></w:r>" + r("б\u00ad"), "аб"),
        (r("а") + "<w:r><w:tab/></w:r>" + r("б") + "<w:r><w:br/></w:r>" + r("в"), "а б в"),
        (r("а") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "а≥"),
        (r("а\uf061", '<w:rFonts w:ascii="Symbol"/>'), "аα"),
        (r("см. ") + field("PAGEREF x", "12") + r("конец"), "см. конец"),
        (r("а ") + field("REF x", "б") + '<w:fldSimple w:instr="PAGE">' + r("7")
         + "</w:fldSimple>", "а б"),
        (BEGIN + r("а"), "а"),  # a field that never ends swallows nothing
        (END + r("а") + SHOWS, "а"),
        (r("а ") + BEGIN + "<w:r><w:instrText>TOC</w:instrText></w:r>" + SHOWS
         + field("HYPERLINK", "б") + END + r("в"), "а в"),
        ("<w:r><w:ruby><w:rt>" + r("б") + "</w:rt><w:rubyBase>" + r("а") + "</w:rubyBase>"
         "</w:ruby></w:r>", "а"),
        ('<w:commentRangeStart w:id="1"/>' + r("а") + '<w:commentRangeEnd w:id="1"/><w:r>'
         '<w:commentReference w:id="1"/></w:r>', "а"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath>" + r(" а"), "x = 1 а"),
    ],
)  # fmt: skip
def test_what_is_shown_is_read_and_nothing_else(tmp_path: Path, inside: str, text: str) -> None:
    """Deleted, hidden, computed for paper, or only a remark: none of it is the book's text."""
    assert all_text(book_with(tmp_path, p(inside) + line("я"))).removesuffix("\nя") == text


def test_a_table_of_contents_is_not_read(tmp_path: Path) -> None:
    """As a field over paragraphs, as lines of its styles, as a control."""
    lines = p(BEGIN + "<w:r><w:instrText> TOC </w:instrText></w:r>" + SHOWS + r("Өзен 1"))
    lines += p(r("Тау 2") + END + r(" соңы"))
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{line('Мазмұны')}</w:sdtContent></w:sdt>"
    )
    body = lines + line("Өзен 1", style="t1") + control + line("мәтін")
    assert all_text(book_with(tmp_path, body)) == "соңы\nмәтін"


def test_a_paragraph_whose_end_was_deleted_goes_on(tmp_path: Path) -> None:
    body = line("бір ", more="<w:rPr><w:del/></w:rPr>") + line("екі") + line("үш")
    assert all_text(book_with(tmp_path, body)) == "бір екі\nүш"


def test_a_big_first_letter_belongs_to_its_word(tmp_path: Path) -> None:
    body = line("Б", more='<w:framePr w:dropCap="drop"/>') + line("ұлақ ағады.")
    assert all_text(book_with(tmp_path, body)) == "Бұлақ ағады."


def test_language_is_said_by_run_style_and_document(tmp_path: Path) -> None:
    """What the document says by default is only likely, so it marks no word."""
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="character" w:styleId="k"><w:name w:val="k"/><w:rPr>'
        '<w:lang w:val="kk-KZ"/></w:rPr></w:style>'
    )
    body = p(
        r("Он сказал, что это было давно: ")
        + r("бала", '<w:rStyle w:val="k"/>')
        + r(" and more", '<w:lang w:val="en-US"/>')
    )
    book = book_with(tmp_path, body, styles=styles)
    said = [piece.language for piece in blocks_of(book)[0].content if isinstance(piece, Text)]  # type: ignore[union-attr]
    assert said == ["", "kk-KZ", "en-US"]
    assert book.parts[0].language == "ru-RU"


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en-US", "Русский текст, набранный в английском.", ""),
        ("ru-RU", "Мен қазақша сөйлеймін.", ""),
        ("ru-RU", "Роман Мұхтара Әуезова стоит на полке.", "ru-RU"),
        ("ru-RU", "Mind the gap", ""),
        ("en-US", "1998", ""),
        ("kk-KZ", "Men qazaqsha", "kk-KZ"),
        ("de-DE", "Guten Tag", "de-DE"),
        ("qqqqq", "Слово", ""),
    ],
)
def test_a_language_that_the_letters_speak_against_is_not_believed(
    tmp_path: Path, language: str, text: str, kept: str
) -> None:
    """A word processor marks by the keyboard, and a wrong voice cannot say the words."""
    (piece,) = pieces(tmp_path, p(r(text, f'<w:lang w:val="{language}"/>')))
    assert piece.language == kept


def test_a_kazakh_book_made_on_a_russian_machine_is_not_called_russian(tmp_path: Path) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
    )
    book = book_with(tmp_path, line("Бала өзенге барып, тастарды санады."), styles=styles)
    assert book.metadata.language == book.parts[0].language == ""


def test_a_sign_of_a_strange_font_is_told_of(tmp_path: Path) -> None:
    body = p(r("а") + '<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>')
    assert "Webdings" in book_with(tmp_path, body).warnings[0]
