"""Every way in which we know how to break a PEF file.

The changes of `mutating` work in a folder, so each is given the folder of the file.
"""

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tests.tts.braille_pages import PEF, read_pef, write_pef
from tests.tts.mutating import (
    Change,
    Element,
    Mutation,
    at,
    becomes,
    bytes_of,
    first,
    gone,
    holds,
    last,
    says,
    set_to,
    text_of,
    twice,
    without,
)
from tests.tts.mutations_braille import on

FILE = "*.pef"
DC = "{http://purl.org/dc/elements/1.1/}"


def pef(path: str, act: Callable[[Element], None], *, nth: int = 0) -> Change:
    """Something done to an element of the file."""
    return at(
        FILE,
        "/".join(f"{PEF}{step}" if step != "." else "." for step in path.split()),
        act,
        nth=nth,
    )


def dc(name: str, act: Callable[[Element], None]) -> Change:
    return at(FILE, f".//{DC}{name}", act)


def other(name: str, text: str = "x") -> Callable[[Element], None]:
    """A further element of Dublin Core."""

    def act(meta: Element) -> None:
        etree.SubElement(meta, f"{DC}{name}").text = text

    return act


def two_descriptions(meta: Element) -> None:
    other("description")(meta)
    other("description")(meta)


def emptied(element: Element) -> None:
    for inner in list(element):
        element.remove(inner)


def text(before: str) -> Callable[[Element], None]:
    """Loose text at the beginning of an element."""

    def act(element: Element) -> None:
        element.text = before + (element.text or "")

    return act


def letter(new: str) -> Change:
    return text_of(FILE, "⠑", new)


def raw(act: Callable[[bytes], bytes]) -> Change:
    return bytes_of(FILE, act)


VOLUME = "body volume"
SECTION = f"{VOLUME} section"
PAGE = f"{SECTION} page"
ROW = f"{PAGE} row"
FILE_ITSELF = (
    Mutation("not XML", "not-well-formed", raw(lambda data: data.replace(b"</page>", b"", 1))),
    Mutation("half of the file", "not-well-formed", raw(lambda data: data[: len(data) // 2])),
    Mutation("an entity that nobody defines", "not-well-formed", letter("&cell;")),
    Mutation("no declaration", "xml-declaration", raw(lambda data: data.partition(b"\n")[2])),
    Mutation("another encoding", "not-utf8",
             raw(lambda data: data.decode().replace("utf-8", "utf-16", 1).encode("utf-16"))),
    Mutation("another root", "pef-root", raw(lambda data: data.replace(b"<pef ", b"<fep ")
                                             .replace(b"</pef>", b"</fep>"))),
    Mutation("another namespace", "pef-root", text_of(FILE, "ns/2008/pef", "ns/2009/pef")),
    Mutation("another version", "pef-version", text_of(FILE, "2008-1", "2009-1")),
    Mutation("no version", "pef-version", text_of(FILE, ' version="2008-1"', "")),
    Mutation("no head", "pef-content", pef("head", gone)),
    Mutation("two heads", "pef-content", pef("head", twice)),
    Mutation("the head behind the body", "pef-content", pef("head", last)),
    Mutation("no body", "pef-content", pef("body", gone)),
    Mutation("two bodies", "pef-content", pef("body", twice)),
    Mutation("no meta", "pef-content", pef("head meta", gone)),
    Mutation("two metas", "pef-content", pef("head meta", twice)),
    Mutation("an empty body", "pef-empty", pef("body", emptied)),
    Mutation("an empty volume", "pef-empty", pef(VOLUME, emptied)),
    Mutation("an empty section", "pef-empty", pef(SECTION, emptied)),
    Mutation("an unknown element", "pef-element", pef(SECTION, becomes("chapter"))),
    Mutation("an unknown element in a page", "pef-element", pef(PAGE, holds("line"))),
    Mutation("a page in a volume", "pef-content", pef(VOLUME, holds("page"))),
    Mutation("a row in a section", "pef-content", pef(SECTION, holds("row"))),
    Mutation("a row in a row", "pef-content", pef(ROW, holds("row"))),
    Mutation("a volume in a volume", "pef-content", pef(VOLUME, holds("volume"))),
    Mutation("words in a page", "pef-text", pef(PAGE, text("page"))),
    Mutation("words in a volume", "pef-text", pef(VOLUME, text("volume"))),
    Mutation("words in the body", "pef-text", pef("body", text("body"))),
    Mutation("cells in a section", "pef-text", pef(SECTION, text("⠁"))),
    Mutation("no cols", "pef-attribute-missing", pef(VOLUME, without("cols"))),
    Mutation("no rows", "pef-attribute-missing", pef(VOLUME, without("rows"))),
    Mutation("no rowgap", "pef-attribute-missing", pef(VOLUME, without("rowgap"))),
    Mutation("no duplex", "pef-attribute-missing", pef(VOLUME, without("duplex"))),
    Mutation("cols of 0", "pef-value", pef(VOLUME, set_to("cols", "0"))),
    Mutation("cols in words", "pef-value", pef(VOLUME, set_to("cols", "forty"))),
    Mutation("rows below 0", "pef-value", pef(VOLUME, set_to("rows", "-25"))),
    Mutation("a rowgap below 0", "pef-value", pef(VOLUME, set_to("rowgap", "-1"))),
    Mutation("duplex yes", "pef-value", pef(VOLUME, set_to("duplex", "yes"))),
    Mutation("a rowgap of a row in words", "pef-value", pef(ROW, set_to("rowgap", "one"))),
    Mutation("an unknown attribute", "pef-attribute", pef(VOLUME, set_to("columns", "40"))),
    Mutation("an attribute where none is", "pef-attribute", pef(PAGE, set_to("cols", "40"))),
    Mutation("a volume for narrow paper", "pef-volume-differs",
             pef(VOLUME, set_to("cols", "30"), nth=1)),
    Mutation("a volume for single sides", "pef-volume-differs",
             pef(VOLUME, set_to("duplex", "false"), nth=2)),
    Mutation("all for narrow paper", "braille-line-long",
             raw(lambda data: data.replace(b'cols="34"', b'cols="33"'))),
    Mutation("all for wide paper", "braille-size",
             raw(lambda data: data.replace(b'cols="34"', b'cols="40"'))),
    Mutation("all for short paper", "braille-page-long",
             raw(lambda data: data.replace(b'rows="20"', b'rows="12"'))),
    Mutation("a Latin letter", "pef-character", letter("E")),
    Mutation("a space", "pef-character", text_of(FILE, "<row>⠀", "<row> ")),
    Mutation("a Kazakh letter", "pef-character", letter("ә")),
    Mutation("words in an element in a row", "pef-character", pef(ROW, holds("row", "abc"))),
    Mutation("a cell with dot 7", "braille-eight-dots", letter("⡑")),
    Mutation("a cell with dot 8", "braille-eight-dots", letter("⢑")),
    Mutation("a page of no row", "braille-page-empty", pef(PAGE, emptied, nth=3)),
    Mutation("a page twice", "braille-page-number", pef(PAGE, twice)),
    Mutation("the first page behind the last", "braille-page-number", pef(PAGE, last)),
    Mutation("the last volume first", "braille-page-number", pef(VOLUME, first, nth=2)),
)  # fmt: skip
METADATA = (
    *(Mutation(f"no {name}", "pef-metadata-missing", dc(name, gone))
      for name in ("format", "identifier", "title", "language", "publisher", "date")),
    *(Mutation(f"an empty {name}", "pef-metadata-empty", dc(name, says(" ")))
      for name in ("identifier", "title", "creator", "language", "publisher")),
    *(Mutation(f"{name} twice", "pef-metadata-twice", dc(name, twice))
      for name in ("format", "identifier", "title", "publisher", "date")),
    Mutation("another format", "pef-metadata-value", dc("format", says("application/pef"))),
    Mutation("a year only", "pef-metadata-value", dc("date", says("2026"))),
    Mutation("a day that is none", "pef-metadata-value", dc("date", says("2026-02-30"))),
    Mutation("a day in words", "pef-metadata-value", dc("date", says("22 November 2026"))),
    Mutation("a language in words", "pef-metadata-value", dc("language", says("English!"))),
    Mutation("an unknown fact", "pef-metadata-name", pef("head meta", other("author"))),
    Mutation("two descriptions", "pef-metadata-twice",
             pef("head meta", two_descriptions)),
    Mutation("nothing of the translation", "pef-translation",
             at(FILE, ".//{urn:dauys:braille}translation", gone)),
    Mutation("a translation without tables", "pef-translation",
             at(FILE, ".//{urn:dauys:braille}translation", says("liblouis"))),
)  # fmt: skip


def _only(folder: Path) -> Path:
    return next(folder.glob(FILE))


PAGES = on(
    lambda folder: read_pef(_only(folder)), lambda pages, folder: write_pef(pages, _only(folder))
)
MUTATIONS = (*FILE_ITSELF, *METADATA, *PAGES)
