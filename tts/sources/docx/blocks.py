"""Blocks of a Word document become the mark-up of a page, which every book here is read from.

Paragraphs of one kind that stand side by side are one block: a quotation, a poem, a list. Lists
nest by the level of their numbering. Tables and boxes nest no deeper than the parser lets elements
nest, 256 deep, and so does the reading of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tts.sources.docx.letters import Letters, Mark, Piece, put, words_of
from tts.sources.docx.numbering import Label, Numbering
from tts.sources.docx.runs import RunReader, Story
from tts.sources.docx.styles import Kind, Lettering, Style, numbered, outline_level
from tts.sources.docx.tables import Columns, is_header, rows_of, spans_of, table_words
from tts.sources.docx.words import SDT, W, child, is_on, through, value
from tts.sources.markup import OPS, Element

LONGEST_DROP_CAP = 4
GROUPS = {Kind.QUOTATION: ("blockquote", {}), Kind.VERSE: ("div", {OPS + "type": "poem"})}
PLAIN_KINDS = frozenset({Kind.PLAIN, Kind.VERSE})
NO_LETTERING = Lettering()


@dataclass(slots=True)
class _OpenList:
    """A list that may go on: its numbering, its level in it, its element."""

    number_id: str
    at: int
    element: Element


@dataclass(slots=True)
class BlockReader:
    """Reads the blocks of one story into `target`. In a table's cell all is flat: numbers stand in
    the text, because a cell has no room for a list."""

    story: Story
    numbering: Numbering
    target: Element
    is_flat: bool = False
    titles: list[str] = field(default_factory=list)
    _group: tuple[Kind, Element] | None = None
    _lists: list[_OpenList] = field(default_factory=list)
    _carried: list[Piece] = field(default_factory=list)

    def begin_with(self, mark: Element) -> None:
        """Put the mark of the first page before all that comes."""
        self._carried.append(Mark(mark))

    def read(self, container: Element) -> None:
        """Read every block of a container, a body, a cell, a note."""
        for element in through(container):
            if element.tag == W + "p":
                self._paragraph(element)
            elif element.tag == W + "tbl":
                self._table(element)
            elif element.tag == SDT:
                for paragraph in element.iter(W + "p"):
                    self._contents(paragraph)
            elif element.tag == W + "altChunk":
                self.story.remarks.add(
                    "documents in documents",
                    self.story.book,
                    "another document put in whole is not read.",
                )
        self._flush()

    def _flush(self) -> None:
        """What waited for a paragraph to go on in stands by itself."""
        if self._carried:
            self._end_groups()
            put(self._taken(), etree.SubElement(self.target, "p"))

    def _paragraph(self, paragraph: Element) -> None:
        properties = child(paragraph, "pPr")
        style = self.story.styles.paragraph(value(properties, "pStyle"))
        if style.kind is Kind.CONTENTS:
            self._contents(paragraph)
            return
        reader = self._runs(paragraph, properties, style)
        pieces = reader.pieces
        if _goes_on(properties, pieces):
            self._carried = pieces
        else:
            self._place(pieces, properties, style)
        for box in reader.boxes:
            self._box(box)
        self._end_section(properties)

    def _contents(self, paragraph: Element) -> None:
        """A line of the contents is not read, but a page, a section or a field may begin in it."""
        reader = RunReader(self.story, NO_LETTERING, self._taken())
        reader.read(paragraph)
        self._blank([piece for piece in reader.pieces if _is_page(piece)])
        self._end_section(child(paragraph, "pPr"))

    def _runs(self, paragraph: Element, properties: Element | None, style: Style) -> RunReader:
        lettering = style.lettering
        if style.level or style.kind not in PLAIN_KINDS:
            # All of it looks so, and no word stands out.
            lettering = Lettering(hidden=lettering.hidden, language=lettering.language)
        reader = RunReader(self.story, lettering, self._taken())
        own = is_on(properties, "pageBreakBefore")
        pages = self.story.pages
        if pages and (style.breaks_page if own is None else own):
            mark = pages.before_paragraph()
            reader.pieces += [Mark(mark)] if mark is not None else []
        reader.read(paragraph)
        return reader

    def _taken(self) -> list[Piece]:
        carried, self._carried = self._carried, []
        return carried

    def _place(self, pieces: list[Piece], properties: Element | None, style: Style) -> None:
        own = outline_level(properties)
        level = style.level if own is None else own
        if not words_of(pieces).strip() and not any(_is_seen(one) for one in pieces):
            self._blank(pieces)
            return
        number = numbered(properties) or style.numbered
        label = self.numbering.label(*number) if number else None
        if level or style.kind is Kind.TITLE:
            self._heading(_labelled(pieces, label), level or 1)
            self.titles += [words_of(pieces)] if style.kind is Kind.TITLE else []
        elif style.kind in GROUPS:
            put(_labelled(pieces, label), etree.SubElement(self._grouped(style.kind), "p"))
        elif number and label and style.kind is Kind.PLAIN and not self.is_flat:
            self._entry(pieces, label, *number)
        else:
            self._end_groups()
            tag = "strong" if style.kind is Kind.SUBTITLE else ""
            block = etree.SubElement(self.target, "p")
            if style.kind is Kind.CAPTION:
                block.set("class", "caption")
            put(_labelled(pieces, label), etree.SubElement(block, tag) if tag else block)

    def _blank(self, pieces: list[Piece]) -> None:
        """An empty paragraph ends no list; in verse it parts stanzas; a page may begin in it."""
        if self._group:
            put(pieces, etree.SubElement(self._group[1], "p"))
        elif self._lists:
            put(pieces, self._lists[-1].element[-1])
        elif pieces:
            put(pieces, etree.SubElement(self.target, "p"))

    def _heading(self, pieces: list[Piece], level: int) -> None:
        self._end_groups()
        put(pieces, etree.SubElement(self.target, f"h{level}"))

    def _end_groups(self) -> None:
        self._group = None
        self._lists.clear()

    def _grouped(self, kind: Kind) -> Element:
        if self._group is None or self._group[0] is not kind:
            self._end_groups()
            tag, attributes = GROUPS[kind]
            self._group = (kind, etree.SubElement(self.target, tag, attributes))
        return self._group[1]

    def _entry(self, pieces: list[Piece], label: Label, number_id: str, at: int) -> None:
        """A list entry: in the list that is open at its level, or a new one."""
        self._group = None
        lists = self._lists
        while lists and (
            lists[-1].at > at or (lists[-1].at == at and lists[-1].number_id != number_id)
        ):
            lists.pop()
        if not lists or lists[-1].at < at:
            outside = lists[-1].element[-1] if lists else self.target
            tag = "ol" if label.only_counts else "ul"
            opened = etree.SubElement(outside, tag)
            if label.only_counts and label.count != 1:
                opened.set("start", str(label.count))
            lists.append(_OpenList(number_id, at, opened))
        entry = etree.SubElement(lists[-1].element, "li")
        shown = pieces if label.only_counts else _labelled(pieces, label)
        put(shown, etree.SubElement(entry, "p"))

    def _end_section(self, properties: Element | None) -> None:
        pages = self.story.pages
        if pages and child(properties, "sectPr") is not None:
            mark = pages.end_section()
            self._carried += [Mark(mark)] if mark is not None else []

    def _inside(self, target: Element, *, is_flat: bool) -> BlockReader:
        return BlockReader(self.story, self.numbering, target, is_flat)

    def _box(self, box: Element) -> None:
        """A text box is read once, after the paragraph that it is anchored in."""
        self._end_groups()
        aside = etree.SubElement(self.target, "aside")
        self._inside(aside, is_flat=self.is_flat).read(box)

    def _table(self, table: Element) -> None:
        self._flush()
        self._end_groups()
        rows = list(rows_of(table))
        if len(rows) == 1 and len(rows[0][1]) == 1:  # a frame around text
            frame = etree.SubElement(self.target, "div")
            self._inside(frame, is_flat=self.is_flat).read(rows[0][1][0])
            return
        grid = etree.SubElement(self.target, "table")
        title = table_words(table)
        if title:
            etree.SubElement(grid, "caption").text = title
        columns = Columns()
        for row, cells in rows:
            line = etree.SubElement(grid, "tr")
            columns.new_row(row)
            for cell in cells:
                self._cell(cell, line, columns, tag="th" if is_header(row) else "td")

    def _cell(self, cell: Element, line: Element, columns: Columns, *, tag: str) -> None:
        inside = columns.place(cell, line, tag)
        if inside is not None:
            span = spans_of(cell)
            if span > 1:
                inside.set("colspan", str(span))
            self._inside(inside, is_flat=True).read(cell)


def _labelled(pieces: list[Piece], label: Label | None) -> list[Piece]:
    """The pieces with what is printed before them, after pages that begin there."""
    if label is None or not label.printed:
        return pieces
    first = next((at for at, one in enumerate(pieces) if not _is_blank(one)), len(pieces))
    return [*pieces[:first], Letters(f"{label.printed} "), *pieces[first:]]


def _is_page(piece: Piece) -> bool:
    return isinstance(piece, Mark) and piece.element.get(OPS + "type") == "pagebreak"


def _is_blank(piece: Piece) -> bool:
    return _is_page(piece) if isinstance(piece, Mark) else not piece.text.strip()


def _is_seen(piece: Piece) -> bool:
    """A piece that is more than a page or a line break."""
    return isinstance(piece, Mark) and not _is_page(piece) and piece.element.tag != "br"


def _goes_on(properties: Element | None, pieces: list[Piece]) -> bool:
    """The paragraph's end was deleted, or it is a big first letter: it goes on in the next."""
    if child(properties, "rPr", "del") is not None:
        return True
    frame = child(properties, "framePr")
    is_drop_cap = frame is not None and frame.get(W + "dropCap") in {"drop", "margin"}
    return is_drop_cap and len(words_of(pieces).strip()) <= LONGEST_DROP_CAP
