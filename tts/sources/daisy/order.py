"""In which order the texts of a talking book are read: as its sound goes, file by file.

Source: DAISY 2.02 Specification, 2.2 and 2.4; ANSI/NISO Z39.86-2005, 7.4 for `text src`.
"""

from collections.abc import Iterable
from typing import Protocol

from lxml import etree

from tts.sources.markup import Element, attribute, local
from tts.sources.places import place_of
from tts.sources.remarks import Remarks
from tts.xml_safe import BadXml, parse_xml

PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".xml")


class Files(Protocol):
    """The files of a book, in a folder or an archive. `book` is its name, for messages."""

    book: str
    names: tuple[str, ...]

    def find(self, name: str) -> str | None:
        """The name a file really has; None if there is no such file."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file that `find` has found."""
        ...


def texts_of(smils: Iterable[str], files: Files, remarks: Remarks) -> list[str]:
    """The text files that the sound files, in this order, say they read, each once."""
    found = dict[str, None]()
    for name in dict.fromkeys(smils):
        real = files.find(name)
        if real is None:
            remarks.add("sound lists that are missing", name, "this list of sounds is missing.")
            continue
        try:
            root = parse_xml(files.read(real), long_text=True)
        except BadXml as error:
            remarks.add("sound lists that are damaged", name, f"not well-formed ({error}).")
            continue
        for text in root.iter(etree.Element):
            if local(text) == "text":
                place = place_of(attribute(text, "src"), real)
                found |= {files.find(place.name) or place.name: None} if place else {}
    return list(found)


def links_of(page: Element, name: str) -> list[str]:
    """The files that the links of a page lead to, in order, each once."""
    places = (
        place_of(attribute(one, "href"), name)
        for one in page.iter(etree.Element)
        if local(one) == "a"
    )
    return list(dict.fromkeys(place.name for place in places if place))
