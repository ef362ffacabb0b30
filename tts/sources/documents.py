"""One XHTML document of a book, as a tree: strict XML first, forgiving HTML where that fails."""

import re
from dataclasses import dataclass, field

from lxml import etree

from tts.errors import BadBook
from tts.sources.decoding import DECLARATION, decode, expand_entities
from tts.sources.markup import Element, local, said_language
from tts.sources.remarks import Remarks
from tts.xml_safe import BadXml, parse_xml

# A document type that declares entities of its own; to the forgiving parser it is stray text.
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.DOTALL)
DOCTYPE_BY = 1_000
XML_PAGE = re.compile(r"<\?xml\b|<html[^<>]*\bxmlns\s*=", re.IGNORECASE)
TOO_DEEP = "Excessive depth"
# What XML cannot carry: the forgiving parser takes it in, but no text that holds it can be moved.
NOT_IN_XML: dict[int, str | None] = dict.fromkeys(
    code for code in (*range(0x20), 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"
)
NOT_IN_XML |= {ord("\v"): " ", ord("\f"): " "}


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the book. `name` is its file in the archive, `body` where reading begins.

    `language` is what the root element says ("" if nothing). A silent document is not in the
    reading order: only the notes and descriptions that others point to are taken from it.
    """

    name: str
    root: Element = field(repr=False)
    body: Element = field(repr=False)
    language: str = ""
    is_linear: bool = True
    is_silent: bool = False


def parse_document(
    source: bytes,
    name: str,
    book: str,
    remarks: Remarks,
    *,
    linear: bool = True,
    silent: bool = False,
) -> Document | None:
    """The tree of a document; None if there is nothing in it. Raises BadBook if it nests too deep.

    What is not well-formed is read as a browser would read it, and remarked on.
    """
    text, is_readable = decode(source)
    if not is_readable:
        remarks.add(
            "files with unreadable letters",
            name,
            "some letters do not fit its encoding and are lost.",
        )
    root = _tree(text, name, book, remarks)
    return None if root is None else _document(root, name, linear=linear, silent=silent)


def parse_page(text: str, name: str, book: str) -> Document | None:
    """The tree of a web page, which nobody promised to be XML; None if there is nothing in it.

    Raises BadBook if it nests too deep.
    """
    root = None
    if XML_PAGE.search(text, 0, DOCTYPE_BY):
        root = _tree(DECLARATION.sub("", text, count=1), name, book, Remarks())
    elif text.strip():
        root = _soup(text, name, book)
    return None if root is None else _document(root, name)


def _document(root: Element, name: str, *, linear: bool = True, silent: bool = False) -> Document:
    body = next(
        (child for child in root if isinstance(child.tag, str) and local(child) == "body"), root
    )
    return Document(
        name=name,
        root=root,
        body=body,
        language=said_language(root) or "",
        is_linear=linear,
        is_silent=silent,
    )


def _tree(text: str, name: str, book: str, remarks: Remarks) -> Element | None:
    text = expand_entities(text)
    if not text.strip():
        return None
    try:
        return parse_xml(text.encode("utf-8", "replace"), long_text=True)
    except BadXml as error:
        if TOO_DEEP in str(error):
            raise too_deep(f"{book}, {name}") from error
        remarks.add(
            "files that are not well-formed",
            name,
            f"not well-formed ({error}); read as a browser would.",
        )
    return _soup(text, name, book)


def _soup(text: str, name: str, book: str) -> Element | None:
    """What a browser makes of it. The parser drops what nests too deep without a word of text."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    declared = DOCTYPE.match(text, max(0, text.find("<!DOCTYPE", 0, DOCTYPE_BY)))
    if declared:
        text = text[: declared.start()] + text[declared.end() :]
    carried = text.translate(NOT_IN_XML)
    try:
        root = etree.fromstring(carried.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if any(TOO_DEEP in (entry.message or "") for entry in parser.error_log):
        raise too_deep(f"{book}, {name}")
    return root


def too_deep(where: str) -> BadBook:
    """Why a document is refused that no parser can follow; `where` names its file."""
    return BadBook(
        "The marks of this document are nested more than 2,000 deep.",
        where=where,
        remedy="Ask whoever made the book to export it again with simpler mark-up.",
    )
