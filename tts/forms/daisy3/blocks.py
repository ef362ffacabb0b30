"""Blocks and phrases of a script as DTBook elements, each with the address of its sound.

Source: ANSI/NISO Z39.86-2005, DTBook 2005-3. ZedVal wants a smilref on every page number, note,
note mark, table and list; sentences have one too, so that a reader may start anywhere.
"""

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from tts.book import (
    Block,
    Figure,
    Heading,
    Listing,
    Note,
    Page,
    Paragraph,
    Quotation,
    Row,
    Table,
    Verse,
)
from tts.forms.daisy.catalogue import split_heading
from tts.forms.daisy.notes import Notes
from tts.forms.daisy.pages import Pages
from tts.forms.daisy.pictures import Pictures
from tts.forms.daisy.text import DTBOOK, folded, legal
from tts.forms.daisy3.spots import par_place, seq_id, smil_name
from tts.script import Phrase, Role, Script, Section
from tts.walk import pieces_of


class BlockWriter:
    """Writes what stands in a level. `depth` counts the blocks around that a reader may leave."""

    def __init__(self, script: Script, pages: Pages, notes: Notes, pictures: Pictures) -> None:
        self._pages, self._notes, self._pictures = pages, notes, pictures
        self._language = script.metadata.language
        self._section = script.sections[0]
        self._images = 0

    def put_section(self, level: etree._Element, section: Section) -> etree._Element:
        """The section's heading and blocks. Returns the heading."""
        self._section = section
        pages, content = split_heading(section)
        for phrase in pages:
            self._put_phrase(level, phrase)
        tag = f"h{section.level}"
        if len(content) == 1 and content[0].role is Role.SENTENCE:
            heading = self._put_words(level, content[0], tag)
        else:
            heading = DTBOOK.add(level, tag)
            self._put_run(heading, content)
        self._put_blocks(level, section.blocks, 0)
        for element in level:
            element.tail = "\n"
        return heading

    def _put_blocks(
        self, parent: etree._Element, blocks: tuple[Block[Phrase], ...], depth: int
    ) -> None:
        for block in blocks:
            if isinstance(block, Figure) or next(pieces_of(block), None):
                self._put_block(parent, block, depth)

    def _put_block(self, parent: etree._Element, block: Block[Phrase], depth: int) -> None:
        match block:
            case Page():
                self._put_run(parent, block.content)
            case Paragraph() | Heading():
                self._put_run(DTBOOK.add(parent, "p"), block.content)
            case Listing():
                self._put_list(parent, block, depth)
            case Table():
                self._put_table(parent, block, depth)
            case Quotation():
                self._put_blocks(DTBOOK.add(parent, "blockquote"), block.blocks, depth)
            case Verse():
                self._put_verse(parent, block)
            case Figure():
                self._put_figure(parent, block)
            case Note():
                self._put_note(parent, block, depth)

    def _sync(self, element: etree._Element, block: Block[Phrase], depth: int) -> None:
        first = next(pieces_of(block)).phrase_id
        name = smil_name(self._section.section_id)
        element.set("smilref", f"{name}#{seq_id(first, depth)}")

    def _put_note(self, parent: etree._Element, note: Note[Phrase], depth: int) -> None:
        body = self._notes.body(note)
        if body is None:
            self._put_blocks(DTBOOK.add(parent, "div"), note.blocks, depth)
            return
        element = DTBOOK.add(parent, "note", id=body.body_id, class_=note.kind.value)
        self._sync(element, note, depth)
        self._put_blocks(element, note.blocks, depth + 1)

    def _put_list(self, parent: etree._Element, listing: Listing[Phrase], depth: int) -> None:
        element = DTBOOK.add(parent, "list", type="ol" if listing.ordered else "ul")
        if listing.ordered:
            element.set("enum", "1")
        if listing.ordered and listing.start != 1 and listing.start >= 0:
            element.set("start", str(listing.start))
        self._sync(element, listing, depth)
        for entry in listing.items:
            line = DTBOOK.add(element, "li")
            if len(entry.blocks) == 1 and isinstance(entry.blocks[0], Paragraph):
                self._put_run(line, entry.blocks[0].content)
            else:
                self._put_blocks(line, entry.blocks, depth + 1)

    def _put_table(self, parent: etree._Element, table: Table[Phrase], depth: int) -> None:
        element = DTBOOK.add(parent, "table")
        self._sync(element, table, depth)
        if table.caption:
            self._put_run(DTBOOK.add(element, "caption"), table.caption)
        rows = table.rows or (Row(()),)
        for number, row in enumerate(rows):
            self._put_row(DTBOOK.add(element, "tr"), row, rows_left=len(rows) - number)

    def _put_row(self, line: etree._Element, row: Row[Phrase], *, rows_left: int) -> None:
        """A cell reaches no further down than the table; a row without cells gets an empty one."""
        for cell in row.cells:
            inside = DTBOOK.add(
                line,
                "th" if cell.is_header else "td",
                colspan=_more_than_one(cell.column_span),
                rowspan=_more_than_one(min(cell.row_span, rows_left)),
            )
            if any(phrase.role is Role.PAGE for phrase in cell.content):
                inside = DTBOOK.add(inside, "p")  # a cell may not hold a page number itself
            self._put_run(inside, cell.content)
        if not row.cells:
            DTBOOK.add(line, "td")

    def _put_verse(self, parent: etree._Element, verse: Verse[Phrase]) -> None:
        poem = DTBOOK.add(parent, "poem")
        for stanza in verse.stanzas:
            lines = [line for line in stanza if line.content]
            group = DTBOOK.add(poem, "linegroup") if lines else poem
            for line in lines:
                self._put_run(DTBOOK.add(group, "line"), line.content)

    def _put_figure(self, parent: etree._Element, figure: Figure[Phrase]) -> None:
        name = self._pictures.file_name(figure.picture)
        if name:
            group = self._put_image(parent, name, figure.picture, figure.content)
            if figure.caption:
                caption = DTBOOK.add(group, "caption", imgref=group[0].get("id", ""))
                self._put_run(caption, figure.caption)
        elif figure.content or figure.caption:
            group = DTBOOK.add(parent, "div", class_="image")
            for content in filter(None, (figure.content, figure.caption)):
                self._put_run(DTBOOK.add(group, "p"), content)

    def _put_image(
        self, parent: etree._Element, name: str, picture: str, content: tuple[Phrase, ...]
    ) -> etree._Element:
        """A group of the picture and the note in which its text is said, if it has a text."""
        self._images += 1
        image_id = f"img{self._images:04}"
        group = DTBOOK.add(parent, "imggroup")
        said = (folded(phrase.text) for phrase in content if phrase.role is Role.PICTURE)
        DTBOOK.add(group, "img", id=image_id, src=name).set("alt", next(said, ""))
        if content:
            beside = DTBOOK.add(group, "prodnote", render="required", imgref=image_id)
            self._put_run(beside, content, shown=picture)
        return group

    def _put_run(
        self, parent: etree._Element, content: tuple[Phrase, ...], *, shown: str = ""
    ) -> None:
        """Phrases one after another, a word space between; `shown` is a picture already there."""
        last: etree._Element | None = None
        for picture, phrases in groupby(content, key=lambda phrase: phrase.picture):
            name = self._pictures.file_name(picture) if picture != shown else ""
            for element in self._elements(parent, name, picture, tuple(phrases)):
                if last is not None:
                    last.tail = " "
                last = element

    def _elements(
        self, parent: etree._Element, name: str, picture: str, phrases: tuple[Phrase, ...]
    ) -> Iterator[etree._Element]:
        if name:
            yield self._put_image(parent, name, picture, phrases)
        else:
            yield from (self._put_phrase(parent, phrase) for phrase in phrases)

    def _put_phrase(self, parent: etree._Element, phrase: Phrase) -> etree._Element:
        page = self._pages.get(phrase.phrase_id)
        note = self._notes.of_mark.get(phrase.phrase_id)
        if page:
            element = self._put_bare(parent, phrase, "pagenum")
            element.set("page", page.kind.value)
            element.text = page.label
            return element
        if note:
            element = self._put_bare(parent, phrase, "noteref")
            element.set("idref", f"#{note.body_id}")
            element.text = legal(phrase.text)
            return element
        return self._put_words(parent, phrase, "sent")

    def _put_words(self, parent: etree._Element, phrase: Phrase, tag: str) -> etree._Element:
        element = self._put_bare(parent, phrase, tag)
        DTBOOK.add_words(element, phrase)
        return element

    def _put_bare(self, parent: etree._Element, phrase: Phrase, tag: str) -> etree._Element:
        place = par_place(self._section, phrase)
        element = DTBOOK.add(parent, tag, id=phrase.phrase_id, smilref=place)
        DTBOOK.mark_language(element, phrase.language, self._language)
        return element


def _more_than_one(count: int) -> str:
    return str(count) if count > 1 else ""
