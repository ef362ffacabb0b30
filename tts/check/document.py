"""One XML file of a talking book: its tree, its ids, its words, and where in it a thing stands."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from tts.check.fault import Fault
from tts.check.shelf import LARGEST_TEXT, Shelf, Unreadable
from tts.xml_safe import BadXml, parse_xml

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XHTML = "http://www.w3.org/1999/xhtml"
Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml gives the class of elements no other name
_STRING = etree.XPath("string()")
_MATHS = "{http://www.w3.org/1998/Math/MathML}math"
_OPENING = 4096
_LARGEST_TEXTS = 2 * LARGEST_TEXT
_ID = re.compile(r"[^\W\d][\w.\-]*")


@dataclass(frozen=True, eq=False)
class Document:
    """A well-formed file. `ids` gives the first element that bears an id, `repeated` the others.

    `opening` is how the file begins, up to and beyond its document type.
    """

    name: str
    root: Element
    opening: bytes
    ids: dict[str, Element] = field(default_factory=dict)
    repeated: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        for element in self.root.iter("*"):
            name = element.get("id")
            if name is None:
                continue
            if name in self.ids:
                self.repeated.append(element)
            else:
                self.ids[name] = element

    @property
    def public_id(self) -> str:
        """The public identifier of the document type, "" if there is none."""
        return self.root.getroottree().docinfo.public_id or ""

    def named(self, *names: str) -> Iterator[Element]:
        """Every element with one of these local names, in document order."""
        wanted = set(names)
        return (element for element in self.root.iter("*") if local(element) in wanted)

    def first(self, name: str) -> Element | None:
        """The first element with this local name."""
        return next(self.named(name), None)

    def fault(self, code: str, element: Element | None, sentence: str) -> Fault:
        """A fault at an element of this file, or (None) of this file as a whole."""
        return Fault(code, self.name, "" if element is None else place(element), sentence)


@dataclass
class Papers:
    """The XML files of a talking book, each read once; what could not be read is in `faults`."""

    shelf: Shelf
    faults: list[Fault] = field(default_factory=list)
    _read: dict[str, Document | None] = field(default_factory=dict)
    _bytes: int = 0

    def document(self, name: str) -> Document | None:
        """A file of the talking book, or None if it is missing or cannot be read."""
        if name not in self._read:
            self._read[name] = self._parse(name) if name in self.shelf.sizes else None
        return self._read[name]

    def all_read(self) -> Iterator[Document]:
        """Every document that was asked for and could be read."""
        return (document for document in self._read.values() if document is not None)

    def _content(self, name: str) -> bytes:
        content = self.shelf.read(name)
        self._bytes += len(content)
        if self._bytes > _LARGEST_TEXTS:
            raise Unreadable(f"is beyond the {_LARGEST_TEXTS // 2**20} MB of text of a book")
        return content

    def _parse(self, name: str) -> Document | None:
        try:
            content = self._content(name)
            root = parse_xml(content)
        except Unreadable as error:
            self.faults.append(Fault("file-unreadable", name, "", f"The file {error.why}."))
        except BadXml as error:
            sentence = f"This is not well-formed XML: {error}."
            self.faults.append(Fault("not-well-formed", name, f"line {error.line}", sentence))
        else:
            return Document(name, root, content.removeprefix(b"\xef\xbb\xbf")[:_OPENING])
        return None


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: Element) -> str:
    """The namespace of an element, "" if it has none."""
    return str(element.tag).rpartition("}")[0][1:]


def children(element: Element) -> list[Element]:
    """The elements directly inside, without comments and processing instructions."""
    return list(element.iterchildren("*"))


def place(element: Element) -> str:
    """Where an element stands, as a person would look for it: line and id."""
    line = f"line {element.sourceline or 0}"
    name = element.get("id")
    return f"{line}, id {name}" if name else line


def words(element: Element) -> str:
    """The text inside an element, white space folded; of a formula, the text that stands for it."""
    if next(element.iter(_MATHS), None) is not None:
        element = deepcopy(element)
        for formula in list(element.iter(_MATHS)):
            said = formula.get("alttext")
            if said:
                formula.clear(keep_tail=True)
                formula.text = said
    return " ".join(str(_STRING(element)).split())


def target(base: str, reference: str) -> tuple[str, str]:
    """The file and the fragment that a link in the file `base` points to.

    A link out of the talking book ("https://…") has no file: ("", "").
    """
    path, _, fragment = reference.strip().partition("#")
    file = _file(base, path)
    return file, unquote(fragment) if file else ""


@lru_cache(maxsize=1_024)
def _file(base: str, path: str) -> str:
    """Thousands of links lead to the same few files."""
    if ":" in path.partition("/")[0]:
        return ""
    if not path:
        return base
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))


def common_faults(document: Document, *, declared: bool) -> Iterator[Fault]:
    """What holds for every XML file of every form: UTF-8, an id once and well made.

    `declared` asks for an XML declaration, too. Source: docs/formats.md; XML 1.0, Name and ID.
    """
    encoding = document.root.getroottree().docinfo.encoding or "utf-8"
    if encoding.lower() != "utf-8":
        yield document.fault("not-utf8", None, f"The file is in {encoding}; it must be in UTF-8.")
    if declared and not document.opening.startswith(b"<?xml"):
        yield document.fault("xml-declaration", None, "The file must begin with <?xml …?>.")
    for element in document.repeated:
        sentence = f"The id {element.get('id')} stands here again; an id is used once in a file."
        yield document.fault("id-twice", element, sentence)
    for name, element in document.ids.items():
        if not _ID.fullmatch(name):
            sentence = f"The id {name!r} must begin with a letter and hold no spaces."
            yield document.fault("id-malformed", element, sentence)
