"""Whatever the bytes are, reading gives a whole Book or a BadBook, and nothing else."""

import io
import tempfile
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tts.epubs import CONTAINER, METADATA, PNG, blocks_of, nav, ncx, opf, page, point
from tts.book import (
    Block,
    Book,
    Figure,
    Heading,
    Inline,
    InlineImage,
    NoteReference,
    PageBreak,
    Text,
)
from tts.errors import BadBook
from tts.sources.reading import read_book
from tts.sources.running_text import NOT_LETTERS, Run, folded
from tts.walk import contents_of, pieces_of

BODY = """<h1>T</h1><p>Hello <em>big&nbsp;&mdash;</em> w<a epub:type="noteref" href="#n1">1</a>.
<span epub:type="pagebreak" id="p2" title="2"/> page</p><aside epub:type="footnote" id="n1"><p>Note
<b>text</b> <a href="#r1">↩</a></p></aside><p>z<a id="h1" href="#h2"><sup>2</sup></a></p><ul><li>a
<ul><li>b</li></ul></li></ul><dl><dt>t</dt><dd>m</dd></dl><table><caption>cap</caption><tr><th>A</th>
<td colspan="2"><p>2</p></td></tr></table><blockquote><h2>x</h2></blockquote><div class="poem"><h3>P
</h3><p>l1<br/>l2</p></div><figure><img src="i.png" alt="A" longdesc="c.xhtml#d"/><figcaption>C
</figcaption></figure><p lang="ru">Р<i xml:lang="en">e</i></p><p id="h2"><a href="#h1">2</a>
two</p>"""
TOC = (
    '<li><a href="a.xhtml">One</a></li>'
    '<li><span>Q</span><ol><li><a href="b.xhtml#x">B</a></li></ol></li>'
)
MORE = (
    '<nav epub:type="page-list"><ol><li><a href="b.xhtml">3</a></li></ol></nav>'
    '<nav epub:type="landmarks"><ol><li><a epub:type="bodymatter" href="a.xhtml">x</a></li></ol>'
    "</nav>"
)
TEXTS: dict[str, str | bytes] = {
    "nav.xhtml": nav(TOC, more=MORE),
    "toc.ncx": ncx(point("A", "a.xhtml", point("B", "b.xhtml#x"))),
    "a.xhtml": page(BODY),
    "b.xhtml": page('<p>first</p><section id="x"><p>B</p></section>', attributes='xml:lang="ru"'),
    "c.xhtml": page('<p id="d">long</p>'),
    "i.png": PNG,
}
SPINE = '<itemref idref="i2"/><itemref idref="i3"/><itemref idref="i4" linear="no"/>'
WHOLE: dict[str, bytes] = {
    name: content.encode() if isinstance(content, str) else content
    for name, content in {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": opf(
            TEXTS,
            spine=SPINE,
            metadata=METADATA + '<meta name="cover" content="i5"/>',
            guide='<guide><reference type="text" href="a.xhtml"/></guide>',
        ),
        **{f"EPUB/{name}": content for name, content in TEXTS.items()},
    }.items()
}
PICTURE = Text("\ufffc")  # takes its place between two spaces
SNIPPETS = [
    b"<", b">", b"&", b"<!--", b"]]>", b"<![CDATA[", b"\0", b"<?x?>", b'"', b"<li>", b"</p>",
    b"<table>", b"<td>", b"&#0;", b"&#xD800;", b"&x;", b'<a id="n1">', b' hidden=""', b"<h1>", b"%",
    b"../", b"\xff\xfe", b"<aside>", b"</aside>", b"\xed\xa0\x80",
]  # fmt: skip
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def mangled(draw: st.DrawFn, source: bytes) -> bytes:
    """Bytes with a few pieces cut out, doubled, overwritten, or slipped in."""
    changed = bytearray(source)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(changed)))
        match draw(st.sampled_from(["cut", "end", "double", "byte", "slip"])):
            case "cut":
                del changed[at : at + draw(st.integers(1, 60))]
            case "end":
                del changed[at:]
            case "double":
                changed[at:at] = changed[at : at + draw(st.integers(1, 60))]
            case "byte":
                changed[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case _:
                changed[at:at] = draw(st.sampled_from(SNIPPETS))
    return bytes(changed)


@st.composite
def broken_files(draw: st.DrawFn) -> dict[str, bytes]:
    """The files of an EPUB, one or two of them mangled, missing or empty."""
    files = dict(WHOLE)
    for name in draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=2, unique=True)):
        fate = draw(st.sampled_from(["mangled"] * 6 + ["missing", "empty"]))
        if fate == "missing":
            del files[name]
        else:
            files[name] = draw(mangled(files[name])) if fate == "mangled" else b""
    return files


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def reading(source: bytes) -> Book | None:
    """The book, or None where it is refused. Anything else raised is a fault."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.epub"
        path.write_bytes(source)
        try:
            return read_book(path)
        except BadBook:
            return None


def check_whole(book: Book) -> None:
    """What the chain after us relies on."""
    blocks = [*blocks_of(book), *(block for note in book.notes for block in note.blocks)]
    pieces = [piece for block in blocks for piece in pieces_of(block)]
    marks = {piece.note_id for piece in pieces if isinstance(piece, NoteReference)}
    assert marks == {note.note_id for note in book.notes}
    shown = {piece.picture for piece in pieces if isinstance(piece, InlineImage)}
    shown |= {block.picture for block in blocks if isinstance(block, Figure)}
    assert shown <= set(book.pictures)
    assert book.metadata.cover is None or book.metadata.cover in book.pictures
    labels = [piece.label for piece in pieces if isinstance(piece, PageBreak)]
    assert len(labels) == len(set(labels))
    for block in blocks:
        check_block(block)


def check_block(block: Block[Inline]) -> None:
    if isinstance(block, Heading):
        assert 1 <= block.level <= 6
        assert any(isinstance(piece, Text) for piece in block.content)
    for content in contents_of(block):
        seen = (PICTURE if isinstance(piece, InlineImage) else piece for piece in content)
        text = "".join(piece.text for piece in seen if isinstance(piece, Text))
        assert text == folded(text)
        assert all(piece.text for piece in content if isinstance(piece, Text))


def test_the_whole_book_is_read() -> None:
    """Else the tests below would prove nothing."""
    book = reading(packed(WHOLE))
    assert book
    check_whole(book)
    assert [note.note_id for note in book.notes] == ["note1", "note2"]
    assert book.warnings == ()


@SETTINGS
@given(broken_files())
def test_broken_files_give_a_whole_book_or_a_refusal(files: dict[str, bytes]) -> None:
    book = reading(packed(files))
    if book:
        check_whole(book)


@SETTINGS
@given(mangled(packed(WHOLE)))
def test_a_broken_archive_gives_a_whole_book_or_a_refusal(source: bytes) -> None:
    book = reading(source)
    if book:
        check_whole(book)


@SETTINGS
@given(st.binary(max_size=200))
def test_no_bytes_at_all_crash_the_reader(source: bytes) -> None:
    reading(source)


@given(st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["", "ru", "kk"]))))
def test_folding_loses_no_letter_and_doubles_no_space(pieces: list[tuple[str, str]]) -> None:
    run = Run()
    for text, language in pieces:
        run.add(Text(text, language))
    content = run.finish()
    text = "".join(piece.text for piece in content if isinstance(piece, Text))
    raw = "".join(text for text, _ in pieces)
    assert "  " not in text
    assert text == text.strip()
    assert not any(ord(letter) in NOT_LETTERS for letter in text)
    assert folded(text).replace(" ", "") == folded(raw).replace(" ", "")
