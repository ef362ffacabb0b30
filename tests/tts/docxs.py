"""Small Word documents, built from a few lines of mark-up, for the tests of reading them."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from tts.book import Book
from tts.sources.reading import read_book

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT_RELS = (
    f'<Relationships xmlns="{RELATIONSHIPS}">'
    f'<Relationship Id="d" Type="{R_NS}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="c" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
    'metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="e" Type="{R_NS}/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
)
PARTS = ("styles", "numbering", "footnotes", "endnotes", "settings")
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="my"><w:name w:val="Глава"/><w:basedOn w:val="1"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="Subtitle"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="c"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="v"><w:name w:val="Өлең"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>'
    '</w:style><w:style w:type="character" w:styleId="k"><w:name w:val="Қазақша"/><w:rPr>'
    '<w:lang w:val="kk-KZ"/></w:rPr></w:style>'
)


def p(inside: str, *, style: str = "", more: str = "") -> str:
    """A paragraph: its runs, its style, other properties."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{said}{more}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text, with properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(text: str, *, style: str = "", more: str = "") -> str:
    """A paragraph of one run."""
    return p(r(text), style=style, more=more)


def numbered(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a numbering."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return line(text, more=place)


def document(body: str) -> str:
    """The main text."""
    return f'<?xml version="1.0"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'


def part(kind: str, inside: str) -> str:
    """Another part: `styles`, `numbering`, `footnotes`, `endnotes`, `settings`."""
    return f"<w:{kind} {NAMESPACES}>{inside}</w:{kind}>"


def core(inside: str) -> str:
    """The properties of a document."""
    return (
        '<cp:coreProperties xmlns:dcterms="http://purl.org/dc/terms/" xmlns:cp="http://schemas.'
        'openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/'
        'elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{inside}</cp:coreProperties>"
    )


def app(pages: int) -> str:
    """How many pages the word processor counted."""
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'extended-properties"><Pages>{pages}</Pages></Properties>'
    )


def files(body: str, **parts: str) -> dict[str, str | bytes]:
    """The files of a document: its body, other parts by kind, `core` and `app` whole; `rels` are
    further relationships of the main text."""
    rels = parts.pop("rels", "")
    whole = {"core": core("<dc:title>Кітап</dc:title>"), "app": app(1), **parts}
    inner = {"styles": STYLES, **{kind: whole[kind] for kind in PARTS if kind in whole}}
    listed = "".join(
        f'<Relationship Id="{kind}" Type="{R_NS}/{kind}" Target="{kind}.xml"/>' for kind in inner
    )
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_RELS,
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{RELATIONSHIPS}">{listed}{rels}</Relationships>'
        ),
        "docProps/core.xml": whole["core"],
        "docProps/app.xml": whole["app"],
        **{f"word/{kind}.xml": part(kind, inside) for kind, inside in inner.items()},
    }


def packed(path: Path, content: Mapping[str, str | bytes]) -> Path:
    """A document of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in content.items():
            archive.writestr(name, inside)
    return path


def book_with(folder: Path, body: str, *, media: Mapping[str, bytes] | None = None,
              **parts: str) -> Book:  # fmt: skip
    """The book of a document; `media` are its picture files, related by their names."""
    rels = parts.pop("rels", "") + "".join(
        f'<Relationship Id="{name}" Type="{R_NS}/image" Target="media/{name}"/>'
        for name in media or {}
    )
    content = files(body, rels=rels, **parts)
    content |= {f"word/media/{name}": inside for name, inside in (media or {}).items()}
    return read_book(packed(folder / "book.docx", content))
