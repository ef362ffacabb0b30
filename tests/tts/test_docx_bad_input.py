"""Word documents as they are found: locked, damaged, odd, hostile; a right book or a refusal."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from fixtures.hostile import KEPT
from tests.tts.docx_samples import sample_files
from tests.tts.docxs import STYLES, book_with, files, line, numbered, p, packed, part, r
from tests.tts.epubs import all_text, blocks_of
from tests.tts.test_epub_bad_input import refusal
from tts.book import Book
from tts.sources import archive as bounds
from tts.sources.docx.package import STRICT
from tts.sources.reading import read_book

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCH = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
PARTS = ("styles", "numbering", "footnotes", "endnotes", "settings")


def changed(folder: Path, changes: Mapping[str, str | bytes | None]) -> Path:
    """A right document, some files of it changed or (None) taken away."""
    whole: dict[str, str | bytes | None] = {**files(line(KEPT), numbering="", footnotes="")}
    content = {name: inside for name, inside in {**whole, **changes}.items() if inside is not None}
    return packed(folder / "book.docx", content)


def kept(path: Path) -> Book:
    """The book, in which the sentence to keep was kept."""
    book = read_book(path)
    assert all_text(book).count(KEPT) == 1
    return book


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (OLE + bytes(600), "an old Office document"),
        (OLE + bytes(5_000) + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
        (b"<html></html>", "a web page"),
    ],
)
def test_what_is_no_open_document_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    """An old DOC, one locked with a password, one cut short, a page that says "not found"."""
    path = tmp_path / "book.docx"
    path.write_bytes(content)
    assert what in refusal(path).what


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"word/document.xml": None, "word/x.xml": ""}, "no text"),
        ({"word/document.xml": ""}, "damaged"),
        ({"word/document.xml": "<w:document"}, "damaged"),
        ({"word/document.xml": "<document/>"}, "no text"),
        ({"word/document.xml": part("document", "")}, "no text"),
        ({"word/document.xml": part("document", f"<w:body>{line(' . ')}</w:body>")}, "no text"),
        ({"word/document.xml": part("document", "<w:sdt>" * 3_000)}, "damaged"),
    ],
)
def test_a_document_without_a_whole_text_is_refused(
    tmp_path: Path, changes: dict[str, str | None], what: str
) -> None:
    assert what in refusal(changed(tmp_path, changes)).what


def test_nesting_deeper_than_a_parser_may_go_is_refused(tmp_path: Path) -> None:
    deep = "<w:ins>" * 300 + r("x") + "</w:ins>" * 300
    path = packed(tmp_path / "book.docx", files(p(deep)))
    assert "nested too deep" in refusal(path).what


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "BOMB_BYTES", 1_000_000)
    assert "unpack" in refusal(changed(tmp_path, {"word/media/a.png": bytes(3_000_000)})).what


def test_a_part_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ENTRY_BYTES", 600)
    assert "too large" in refusal(changed(tmp_path, {})).what


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("fate", [None, "", "<w:", "<x/>", BOMB + "<w>&b;</w>"])
def test_a_part_that_is_missing_or_damaged_leaves_a_right_book(
    tmp_path: Path, name: str, fate: str | None
) -> None:
    rels = str(files("")["word/_rels/document.xml.rels"]).replace(
        "</Relationships>",
        "".join(f'<Relationship Id="{one}" Type="x/{one}" Target="{one}.xml"/>' for one in PARTS)
        + "</Relationships>",
    )
    changes = {"word/_rels/document.xml.rels": rels, f"word/{name}.xml": fate}
    kept(changed(tmp_path, changes))


@pytest.mark.parametrize(
    "name",
    ["_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml", "docProps/app.xml",
     "[Content_Types].xml"],
)  # fmt: skip
@pytest.mark.parametrize("fate", [None, "", "<a", "<a><b/></a>"])
def test_lists_and_properties_may_be_missing_or_damaged(
    tmp_path: Path, name: str, fate: str | None
) -> None:
    """What is left is read, and the file names the book."""
    book = kept(changed(tmp_path, {name: fate}))
    if name in {"_rels/.rels", "docProps/core.xml"}:
        assert book.metadata.title == "book"


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    for declared, name in ((BOMB, "b"), (FETCH, "x")):
        body = part("document", f"<w:body>{line(f'&{name};')}{line(KEPT)}</w:body>")
        book = kept(changed(tmp_path, {"word/document.xml": declared + body}))
        assert all_text(book).strip() == KEPT


@pytest.mark.parametrize(
    "target", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://a.b/s.xml", ""]
)
def test_no_part_is_taken_from_outside(tmp_path: Path, target: str) -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="s" Type="x/styles" Target="{target}"/></Relationships>'
    )
    kept(changed(tmp_path, {"word/_rels/document.xml.rels": rels}))


def test_a_main_text_of_another_name_is_found(tmp_path: Path) -> None:
    whole = files(line(KEPT))
    rels = str(whole.pop("_rels/.rels")).replace("word/document.xml", "/word/document2.xml")
    content = {**whole, "_rels/.rels": rels, "word/document2.xml": whole.pop("word/document.xml")}
    kept(packed(tmp_path / "book.docx", content))


@pytest.mark.parametrize("name", ["russian", "kazakh"])
def test_a_strict_document_says_the_same(tmp_path: Path, name: str) -> None:
    """The other namespaces of the standard."""
    usual = sample_files(name)
    strict = {}
    for file, content in usual.items():
        changed_content = content if isinstance(content, bytes) else content.encode()
        for theirs, ours in STRICT.items() if not file.endswith(".png") else ():
            changed_content = changed_content.replace(ours, theirs)
        strict[file] = changed_content
    book = read_book(packed(tmp_path / "a.docx", strict))
    assert all_text(book) == all_text(read_book(packed(tmp_path / "b.docx", usual)))
    assert book.metadata.title == read_book(tmp_path / "b.docx").metadata.title


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_parts_may_be_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    source = str(files(line(KEPT))["word/document.xml"])
    source = source.replace('version="1.0"', f'version="1.0" encoding="{encoding[:6]}"')
    kept(changed(tmp_path, {"word/document.xml": source.encode(encoding)}))


STYLE_CIRCLE = (
    '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>'
    '<w:style w:type="nonsense" w:styleId="z"/><w:style/>'
)


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        (line("a", style="x"), {"styles": STYLE_CIRCLE}),
        (numbered("a", 1), {"numbering": '<w:num w:numId="1"><w:abstractNumId/></w:num><w:num/>'}),
        (numbered("a", 1, 99) + numbered("a", 1, -5),
         {"numbering": '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1">'
                       '<w:abstractNumId w:val="0"/></w:num>'}),
        ("<w:tbl/><w:tbl><w:tr/></w:tbl><w:tbl><w:tr><w:tc/><w:tc/></w:tr></w:tbl>", {}),
        ('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999999"/><w:vMerge/></w:tcPr>'
         f"{line('a')}</w:tc><w:tc/></w:tr></w:tbl>", {}),
        (p('<w:r><w:sym/><w:sym w:char="zz" w:font="Symbol"/><w:footnoteReference/></w:r>'), {}),
        ('<w:sectPr><w:pgNumType w:start="-7" w:fmt="lowerRoman"/><w:type/></w:sectPr>', {}),
        (line("a", more='<w:outlineLvl w:val="-3"/><w:numPr/>'), {}),
        ("<w:p><w:p><w:r><w:r><w:t>a</w:t></w:r></w:r></w:p></w:p><w:r><w:t>x</w:t></w:r>", {}),
        ("<w:tbl><w:tr><w:tc>" * 60 + line("a") + "</w:tc><w:tc/></w:tr></w:tbl>" * 60, {}),
        ("<w:tbl><w:tr><w:tc>" * 60 + line("a") + "</w:tc></w:tr></w:tbl>" * 60, {}),
        (line("", more="<w:rPr><w:del/></w:rPr>") * 2_000, {}),
        ("<w:altChunk r:id='x'/>", {}),
    ],
)  # fmt: skip
def test_what_no_word_processor_writes_leaves_a_right_book(
    tmp_path: Path, body: str, parts: dict[str, str]
) -> None:
    """What comes after the trouble is read, once."""
    kept(packed(tmp_path / "book.docx", files(body + line(KEPT), **{"styles": STYLES, **parts})))


def test_boxes_in_boxes_lose_no_word(tmp_path: Path) -> None:
    box = line("a")
    for _ in range(25):
        box = p(r("a") + f"<w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>")
    assert all_text(book_with(tmp_path, box)).split() == ["a"] * 26


def test_notes_in_a_circle_are_read_once(tmp_path: Path) -> None:
    def mark(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    footnotes = "".join(
        f'<w:footnote w:id="{number}">{p(r(f"сноска {number}") + mark(3 - number))}</w:footnote>'
        for number in (1, 2)
    )
    book = book_with(tmp_path, p(r("x") + mark(1)), footnotes=footnotes)
    assert all_text(book) == "x^1\nсноска 1^2\nсноска 2^1"


def test_one_paragraph_of_five_megabytes_is_a_right_book(tmp_path: Path) -> None:
    text = ("Сөз. " * 600_000).strip()
    assert all_text(book_with(tmp_path, line(text))) == text


def test_twenty_thousand_open_fields_hide_nothing(tmp_path: Path) -> None:
    begins = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000
    assert all_text(book_with(tmp_path, p(begins + r("a")))) == "a"


def test_a_long_document_is_one_book(tmp_path: Path) -> None:
    assert len(blocks_of(book_with(tmp_path, line("a") * 10_000))) == 10_000
