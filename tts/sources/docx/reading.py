"""Word documents come in (DOCX): unpacked with care, written as one page, read as every page is.

Headings, lists, notes and all the rest are put into the words of XHTML, and the walk that reads
EPUB and HTML makes the book, so that one rule holds for every source.
"""

import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tts.book import Book
from tts.errors import BadBook
from tts.sources.archive import COPY_AGAIN, open_archive
from tts.sources.binding import bind
from tts.sources.documents import Document
from tts.sources.docx.blocks import BlockReader
from tts.sources.docx.captions import bind_captions
from tts.sources.docx.fields import Fields
from tts.sources.docx.letters import can_be
from tts.sources.docx.note_marks import NoteMarks
from tts.sources.docx.numbering import Numbering
from tts.sources.docx.package import WordPackage, open_package
from tts.sources.docx.pages import PageMarks
from tts.sources.docx.runs import Story
from tts.sources.docx.styles import Styles
from tts.sources.docx.words import child
from tts.sources.markup import OPS, Element, language_tag, words_in
from tts.sources.one_page import OnePage, bare_package
from tts.sources.package import CatalogueLine
from tts.sources.pictures import Shelf
from tts.sources.remarks import Remarks
from tts.text.detection import main_language
from tts.text.languages import KNOWN, normalized

SAMPLE_CHARACTERS = 50_000
# What word processors call a document by themselves.
NO_TITLE = re.compile(r"(?:microsoft word|word document|документ microsoft|untitled|document)\b.*",
                      re.IGNORECASE)  # fmt: skip


def read_docx(path: Path) -> Book:
    """The book in a Word document.

    Raises BadBook if the archive is damaged or would burst the bounds of `tts.sources.archive`, if
    the main text is missing, damaged or nested more than 256 deep, or if there is no text.
    """
    remarks = Remarks()
    with open_archive(path) as archive:
        package = open_package(archive, remarks)
        styles = Styles(package.styles, package.parts.get("settings"))
        body, title = _body(package, styles, path.name, remarks)
        root = etree.Element("html")
        root.append(body)
        document = Document(
            name=path.name, root=root, body=body, language=_language(styles.language, body)
        )
        lines = _catalogue(package, body, title)
        return bind(
            bare_package(path.name, lines),
            OnePage(document),
            Shelf(archive, remarks),
            path,
            remarks,
        )


def _body(package: WordPackage, styles: Styles, book: str, remarks: Remarks) -> tuple[Element, str]:
    """The whole text as the body of a page, notes at its end; and the title it shows."""
    source = child(package.main, "body")
    if source is None:
        raise BadBook("The Word document has no text.", where=book, remedy=COPY_AGAIN)
    body = etree.Element("body")
    notes = NoteMarks(package.parts, source, book, remarks)
    pages = PageMarks(source, package.properties.get("pages", ""))
    numbering = Numbering(package.parts.get("numbering"))

    def story(part: Element, files: str = "", counted: PageMarks | None = None) -> Story:
        return Story(
            styles=styles, fields=Fields(part), notes=notes, files=package.pictures.get(files, {}),
            pages=counted, remarks=remarks, book=book,
        )  # fmt: skip

    reader = BlockReader(story(source, counted=pages), numbering, body)
    first = pages.turn()
    if first is not None:
        reader.begin_with(first)
    reader.read(source)
    _read_notes(body, notes, story, numbering)
    pages.settle(book, remarks)
    bind_captions(body)
    return body, next((one for one in reader.titles if one.strip()), "")


def _read_notes(
    body: Element, notes: NoteMarks, story: Callable[..., Story], numbering: Numbering
) -> None:
    """Every note that was met, also those that notes lead to, at the end of the page."""
    at = 0
    while at < len(notes.order):
        kind, note_id = notes.order[at]
        at += 1
        note = notes.body(kind, note_id)
        aside = etree.SubElement(body, "aside", {OPS + "type": kind, "id": f"{kind}{note_id}"})
        BlockReader(story(note, f"{kind}s"), numbering, aside).read(note)
        mark, first = notes.own_mark(kind, note_id), aside.find("p")
        if mark and first is not None and (first.text or "").lstrip().startswith(mark):
            first.text = (first.text or "").lstrip().removeprefix(mark)


def _language(said: str, body: Element) -> str:
    """A language that a document says by default, if its text looks like it: a word processor says
    the language of whoever installed it."""
    text = words_in(body, SAMPLE_CHARACTERS)
    if normalized(said) in KNOWN and normalized(said) != main_language(text, ""):
        return ""
    return said if can_be(said, text) else ""


def _catalogue(package: WordPackage, body: Element, title: str) -> dict[str, list[CatalogueLine]]:
    """The properties of the document as lines of a catalogue; a title it shows before none."""
    said = package.properties
    shown = said.get("title", "")
    texts = {
        "title": [title if not shown.strip() or NO_TITLE.fullmatch(shown.strip()) else shown],
        "creator": said.get("creator", "").split(";"),
        "subject": re.split("[;,]", f"{said.get('subject', '')};{said.get('keywords', '')}"),
        "language": [_language(language_tag(said.get("language", "")), body)],
        "date": [said.get("date", "")],
        "description": [said.get("description", "")],
        "identifier": [said.get("identifier", "")],
    }
    return {
        name: [CatalogueLine(text, {}) for text in lines if text.strip()]
        for name, lines in texts.items()
    }
