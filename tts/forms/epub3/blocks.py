"""Blocks become XHTML: paragraphs, lists, tables, verse, figures and notes."""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from tts.book import (
    Block,
    Cell,
    Figure,
    Heading,
    Line,
    Listing,
    Note,
    Page,
    Paragraph,
    Quotation,
    Row,
    Table,
    Verse,
)
from tts.forms.epub3.edition import note_anchor
from tts.forms.epub3.markup import html, mean
from tts.forms.epub3.phrases import PhraseWriter, page_break
from tts.script import Phrase, Role

LARGEST_SPAN_CELLS = 1000
"""HTML counts no column span beyond it (HTML Living Standard §4.9.12)."""


class BlockWriter:
    """Writes blocks in the order in which they are read. A block without words leaves nothing."""

    def __init__(self, phrases: PhraseWriter) -> None:
        self._phrases = phrases

    def write(self, blocks: Iterable[Block[Phrase]]) -> Iterator[etree._Element]:
        """One element a block, or none where there is nothing to show."""
        for block in blocks:
            element = self._one(block)
            if element is not None:
                yield element

    def _one(self, block: Block[Phrase]) -> etree._Element | None:
        element: etree._Element | None
        match block:
            case Paragraph() | Heading():
                element = self._run("p", block.content)
            case Page():
                element = self._page(block.content)
            case Listing():
                element = self._listing(block)
            case Table():
                element = self._table(block)
            case Quotation():
                element = self._holding("blockquote", self.write(block.blocks))
            case Verse():
                element = self._holding("div", self._stanzas(block), class_="verse")
            case Figure():
                element = self._figure(block)
            case Note():
                element = self._note(block)
        return element

    def _run(self, name: str, content: Sequence[Phrase]) -> etree._Element | None:
        return self._phrases.write(content, html(name)) if content else None

    def _page(self, content: Sequence[Phrase]) -> etree._Element | None:
        if len(content) == 1 and content[0].role is Role.PAGE:
            return page_break(content[0], html("div"))
        return self._run("div", content)

    def _holding(
        self, name: str, parts: Iterable[etree._Element], **attributes: str
    ) -> etree._Element | None:
        element = html(name, **attributes)
        element.extend(list(parts))
        return element if len(element) else None

    def _listing(self, listing: Listing[Phrase]) -> etree._Element | None:
        element = html("ol" if listing.ordered else "ul")
        if listing.ordered and listing.start != 1:
            element.set("start", str(listing.start))
        for entry in listing.items:
            line = html("li")
            line.extend(list(self.write(entry.blocks)))
            element.append(line)
        return element if listing.items else None

    def _stanzas(self, verse: Verse[Phrase]) -> Iterator[etree._Element]:
        for stanza in verse.stanzas:
            if any(line.content for line in stanza):
                yield self._stanza(stanza)

    def _stanza(self, stanza: Sequence[Line[Phrase]]) -> etree._Element:
        element = html("p")
        for place, line in enumerate(stanza):
            if place:
                element.append(html("br"))
            self._phrases.write(line.content, element)
        return element

    def _figure(self, figure: Figure[Phrase]) -> etree._Element | None:
        """The picture with its first phrase as its text; a longer description follows below."""
        parts: list[etree._Element] = []
        if not figure.content and (picture := self._phrases.picture(figure.picture)) is not None:
            parts.append(picture)
        for place, phrase in enumerate(figure.content):
            element = self._phrases.one(phrase, draw=place == 0)
            if element.tag != html("img").tag:
                (paragraph := html("p")).append(element)
                element = paragraph
            parts.append(element)
        caption = self._run("figcaption", figure.caption)
        return self._holding("figure", parts if caption is None else [*parts, caption])

    def _note(self, note: Note[Phrase]) -> etree._Element | None:
        """A note, wherever it was printed, stands at the foot of what refers to it: a footnote."""
        anchor = note_anchor(note)
        element = self._holding("aside", self.write(note.blocks), id=anchor) if anchor else None
        return None if element is None else mean(element, "footnote", "doc-footnote")

    def _table(self, table: Table[Phrase]) -> etree._Element | None:
        element = html("table")
        if table.caption:
            element.append(self._phrases.write(table.caption, html("caption")))
        element.append(body := html("tbody"))
        for place, row in enumerate(table.rows):
            body.append(line := html("tr"))
            for cell in row.cells:
                line.append(self._cell(cell, scope_of_headers(row, is_first=place == 0)))
        return element if table.rows or table.caption else None

    def _cell(self, cell: Cell[Phrase], scope: str) -> etree._Element:
        element = html("th", scope=scope) if cell.is_header else html("td")
        if cell.column_span > 1:
            element.set("colspan", str(min(cell.column_span, LARGEST_SPAN_CELLS)))
        if cell.row_span > 1:
            element.set("rowspan", str(min(cell.row_span, LARGEST_SPAN_CELLS)))
        return self._phrases.write(cell.content, element)


def scope_of_headers(row: Row[Phrase], *, is_first: bool) -> str:
    """`col` where a row holds nothing but headers, else `row`: what its header cells speak for.

    In the first row an empty corner does not count.
    """
    counted = [cell for cell in row.cells if cell.content or not is_first]
    return "col" if all(cell.is_header for cell in counted) else "row"
