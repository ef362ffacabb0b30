"""The tree of an FB2 file: decoded as declared, parsed, or mended where no text is lost by it."""

import re

from tts.errors import BadBook
from tts.sources.archive import COPY_AGAIN
from tts.sources.decoding import DECLARATION, decode, expand_entities
from tts.sources.documents import TOO_DEEP, too_deep
from tts.sources.markup import Element, is_element, local
from tts.sources.remarks import Remarks
from tts.xml_safe import BadXml, mend_xml, parse_xml

ROOT = "fictionbook"
# Of what a parser drops while it mends, this much may be scraps of the broken marks themselves.
SCRAPS_CHARACTERS = 20
SCRAPS_SHARE = 0.01
# More letters than this that are no UTF-8, and the file is in the other encoding of old books.
UNREADABLE_SHARE = 0.01
OLD_ENCODING = "windows-1251"
MARK = re.compile(r"<[^<>]*>|&#?\w{1,32};")
BINARY = re.compile(r"<binary\b[^<>]*>[^<>]*", re.IGNORECASE)


def parse_fb2(source: bytes, book: str, remarks: Remarks) -> Element:
    """The root of an FB2 document; `book` is the file's name.

    Raises BadBook if it is another kind of XML, nests too deep, or is so broken that mending it
    would lose text. What was mended is remarked on.
    """
    text = expand_entities(_letters(source, book, remarks))
    try:
        root = parse_xml(text.encode("utf-8", "replace"), long_text=True)
    except BadXml as error:
        if TOO_DEEP in str(error):
            raise too_deep(book) from error
        root = _mended(text, error, book, remarks)
    if local(root) != ROOT:
        raise BadBook(
            "This XML file does not begin with FictionBook, so it is no FB2 book.",
            where=book,
            remedy=COPY_AGAIN,
        )
    return root


def _letters(source: bytes, book: str, remarks: Remarks) -> str:
    """The text as declared; a book that declares UTF-8 and is not in it is most likely Cyrillic."""
    text, is_readable = decode(source)
    if is_readable:
        return text
    said = "some letters do not fit its encoding and are lost."
    if text.count("\ufffd") > UNREADABLE_SHARE * len(text):
        text = DECLARATION.sub("", source.decode(OLD_ENCODING, "replace"), count=1)
        said = f"the letters do not fit its encoding; they are read as {OLD_ENCODING}."
    remarks.add("files with unreadable letters", book, said)
    return text


def _mended(text: str, error: BadXml, book: str, remarks: Remarks) -> Element:
    root, complaints = mend_xml(text.encode("utf-8", "replace"))
    if any(TOO_DEEP in complaint for complaint in complaints):
        raise too_deep(book) from error
    there = _count(_outside_marks(text))
    kept = _count(_words(root)) if root is not None else 0
    if root is None or there - kept > max(SCRAPS_CHARACTERS, SCRAPS_SHARE * there):
        raise BadBook(
            f"The FB2 file is not well-formed ({error}), and mending it would lose text.",
            where=book,
            remedy=COPY_AGAIN,
        ) from error
    remarks.add(
        "files that are not well-formed", book, f"not well-formed ({error}); it was mended."
    )
    return root


def _outside_marks(text: str) -> str:
    """The words of a source, whatever is wrong with its marks; no comments, no pictures."""
    opening, *rest = text.split("<!--")
    without_comments = [opening, *(one.partition("-->")[2] for one in rest)]
    return MARK.sub(" ", BINARY.sub("", "".join(without_comments)))


def _words(root: Element) -> str:
    parts = [one for one in root if is_element(one) and local(one) != "binary"]
    return "".join(text for one in parts for text in one.itertext()) + (root.text or "")


def _count(text: str) -> int:
    return sum(map(str.isalnum, text))
