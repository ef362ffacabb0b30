"""The text of a DAISY 2.02 book, content.html: every phrase with an id and a way back to its sound.

Source: DAISY 2.02 Specification, section 2.3; XHTML 1.0 Transitional.
"""

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
from tts.forms.daisy.catalogue import book_title, split_heading
from tts.forms.daisy.direction import direction
from tts.forms.daisy.notes import Notes
from tts.forms.daisy.pages import Pages
from tts.forms.daisy.pictures import Pictures
from tts.forms.daisy.text import XHTML, XML_LANG, folded
from tts.forms.daisy202.plan import Play
from tts.script import Phrase, Role, Script, Section
from tts.walk import pieces_of

DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd" [\n'
    "<!ATTLIST span bodyref CDATA #IMPLIED>\n]>"
)
NO_BREAK_SPACE = "\u00a0"


class ContentText:
    """Writes the one text document of a book. Says nothing that the script does not say."""

    def __init__(
        self, script: Script, play: Play, pages: Pages, notes: Notes, pictures: Pictures
    ) -> None:
        self._script, self._pages, self._notes, self._pictures = script, pages, notes, pictures
        self._place_of, self._within_notes = play.place_of, play.within_notes
        self._language = script.metadata.language

    def document(self) -> etree._Element:
        """The whole document."""
        html = XHTML.element("html", lang=self._language)
        html.set(XML_LANG, self._language)
        if direction(self._language) == "rtl":
            html.set("dir", "rtl")
        head = XHTML.add(html, "head")
        meta = XHTML.add(head, "meta", content="text/html; charset=utf-8")
        meta.set("http-equiv", "Content-type")
        XHTML.add(head, "title").text = book_title(self._script)
        XHTML.add(head, "meta", name="dc:title", content=book_title(self._script))
        body = XHTML.add(html, "body")
        for number, section in enumerate(self._script.sections):
            self._put_heading(body, section, "title" if number == 0 else "")
            self._put_blocks(body, section.blocks)
        for element in body:
            element.tail = "\n"
        return html

    def _put_heading(self, body: etree._Element, section: Section, kind: str) -> None:
        """A heading of one phrase is itself the element that is heard; others hold theirs."""
        pages, content = split_heading(section)
        tag = f"h{section.level}"
        if pages:
            self._put_run(XHTML.add(body, "div"), pages)
        if len(content) == 1 and content[0].role is Role.SENTENCE:
            self._put_words(body, content[0], tag, kind)
        else:
            self._put_run(XHTML.add(body, tag, class_=kind), content)

    def _put_blocks(self, parent: etree._Element, blocks: tuple[Block[Phrase], ...]) -> None:
        for block in blocks:
            if isinstance(block, Figure) or next(pieces_of(block), None):
                self._put_block(parent, block)

    def _put_block(self, parent: etree._Element, block: Block[Phrase]) -> None:
        match block:
            case Page():
                self._put_run(XHTML.add(parent, "div"), block.content)
            case Paragraph() | Heading():
                self._put_run(XHTML.add(parent, "p"), block.content)
            case Listing():
                self._put_list(parent, block)
            case Table():
                self._put_table(parent, block)
            case Quotation():
                self._put_blocks(XHTML.add(parent, "blockquote"), block.blocks)
            case Verse():
                self._put_verse(parent, block)
            case Figure():
                self._put_figure(parent, block)
            case Note():
                self._put_note(parent, block)

    def _put_note(self, parent: etree._Element, note: Note[Phrase]) -> None:
        body = self._notes.body(note)
        kind = {"id": body.body_id, "class_": "notebody"} if body else {}
        self._put_blocks(XHTML.add(parent, "div", **kind), note.blocks)

    def _put_list(self, parent: etree._Element, listing: Listing[Phrase]) -> None:
        start = str(listing.start) if listing.ordered and listing.start != 1 else ""
        inside = XHTML.add(parent, "ol" if listing.ordered else "ul", start=start)
        for entry in listing.items:
            line = XHTML.add(inside, "li")
            if len(entry.blocks) == 1 and isinstance(entry.blocks[0], Paragraph):
                self._put_run(line, entry.blocks[0].content)
            else:
                self._put_blocks(line, entry.blocks)
            if len(line) == 0:
                line.text = NO_BREAK_SPACE

    def _put_table(self, parent: etree._Element, table: Table[Phrase]) -> None:
        inside = XHTML.add(parent, "table")
        if table.caption:
            self._put_run(XHTML.add(inside, "caption"), table.caption)
        rows = table.rows or (Row(()),)
        for number, row in enumerate(rows):
            self._put_row(XHTML.add(inside, "tr"), row, rows_left=len(rows) - number)

    def _put_row(self, line: etree._Element, row: Row[Phrase], *, rows_left: int) -> None:
        """A cell reaches no further down than the table; a row without cells gets an empty one."""
        for cell in row.cells:
            inside = XHTML.add(
                line,
                "th" if cell.is_header else "td",
                colspan=_more_than_one(cell.column_span),
                rowspan=_more_than_one(min(cell.row_span, rows_left)),
            )
            inside.text = None if cell.content else NO_BREAK_SPACE
            self._put_run(inside, cell.content)
        if not row.cells:
            XHTML.add(line, "td").text = NO_BREAK_SPACE

    def _put_verse(self, parent: etree._Element, verse: Verse[Phrase]) -> None:
        poem = XHTML.add(parent, "div", class_="verse")
        for stanza in verse.stanzas:
            lines = [line for line in stanza if line.content]
            group = XHTML.add(poem, "p", class_="stanza") if lines else poem
            for number, line in enumerate(lines):
                if number:
                    XHTML.add(group, "br")
                self._put_run(XHTML.add(group, "span", class_="line"), line.content)

    def _put_figure(self, parent: etree._Element, figure: Figure[Phrase]) -> None:
        name = self._pictures.file_name(figure.picture)
        if not name and not figure.content and not figure.caption:
            return
        group = XHTML.add(parent, "div", class_="image")
        if name:
            said = (folded(p.text) for p in figure.content if p.role is Role.PICTURE)
            XHTML.add(group, "img", src=name).set("alt", next(said, ""))
        if figure.content:
            self._put_run(XHTML.add(group, "p"), figure.content, shown=figure.picture)
        if figure.caption:
            self._put_run(XHTML.add(group, "p", class_="caption"), figure.caption)

    def _put_run(
        self, parent: etree._Element, content: tuple[Phrase, ...], *, shown: str = ""
    ) -> None:
        """Phrases one after another, a word space between; `shown` is a picture already there."""
        last: etree._Element | None = None
        for phrase in content:
            if last is not None:
                last.tail = " "
            last = self._put_phrase(parent, phrase, shown)
            shown = phrase.picture

    def _put_phrase(self, parent: etree._Element, phrase: Phrase, shown: str) -> etree._Element:
        page = self._pages.get(phrase.phrase_id)
        note = self._notes.of_mark.get(phrase.phrase_id)
        if page:
            return self._put_words(parent, phrase, "span", f"page-{page.kind}")
        if note:
            is_apart = phrase.phrase_id not in self._within_notes
            span = self._put_words(parent, phrase, "span", "noteref" if is_apart else "sentence")
            span.set("bodyref", f"content.html#{note.body_id}")
            return span
        if phrase.role is Role.PICTURE:
            name = self._pictures.file_name(phrase.picture) if phrase.picture != shown else ""
            return self._put_words(parent, phrase, "span", "image", image=name)
        return self._put_words(parent, phrase, "span", "sentence")

    def _put_words(
        self, parent: etree._Element, phrase: Phrase, tag: str, kind: str, *, image: str = ""
    ) -> etree._Element:
        """The element that is heard, in it the way back to its sound, in that image and words."""
        element = XHTML.add(parent, tag, id=phrase.phrase_id, class_=kind)
        XHTML.mark_language(element, phrase.language, self._language)
        link = XHTML.add(element, "a", href=self._place_of[phrase.phrase_id])
        if image:
            XHTML.add(link, "img", src=image).set("alt", folded(phrase.text))
        XHTML.add_words(link, phrase)
        return element


def _more_than_one(count: int) -> str:
    return str(count) if count > 1 else ""
