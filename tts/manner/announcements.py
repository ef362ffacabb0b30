"""What is announced where: a walk over the blocks of a section.

An announcement belongs to the phrase it stands beside, so it lies in that phrase's clip. It never
stands beside a page number or a note's mark, because a listener may skip those: what opens a
table comes before its first phrase that is always read, what closes it after the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from itertools import groupby

from tts.book import Block, Cell, Figure, Listing, ListItem, Note, Quotation, Table, Verse
from tts.manner.asides import Announcement, Aside, Beside
from tts.manner.choice import Announced
from tts.manner.phrases import (
    always_read,
    bare,
    begins_with,
    is_formula_set_apart,
    is_short,
    number_of,
    says,
)
from tts.manner.tables import Place, PlacedRow, placed, width
from tts.manner.words import Words
from tts.script import Phrase, Role, Section, section_phrases
from tts.walk import contents_of, pieces_of

FEWEST_VERSE_LINES = 3
LONGEST_HEADER_CHARACTERS = 60
"""A longer header is not said before every cell; the number of its column or row is."""
MOST_PICTURE_PHRASES = 2
"""A picture told in more phrases has its end announced."""
_FEWEST_PICTURE_LETTERS = 3  # a letter drawn large is read as the letter it is


def announcements(
    section: Section, announced: Set[Announced], words: Words | None
) -> Mapping[str, Beside]:
    """What is said beside the phrases of a section, by their ids. Nothing without words."""
    if words is None or not announced:
        return {}
    announcer = _Announcer(section, announced, words)
    announcer.run(section.heading.content)
    for block in section.blocks:
        announcer.block(block)
    return announcer.beside


class _Announcer:
    """Goes through one section. What stands around a block is announced after what is in it, and
    put before that."""

    def __init__(self, section: Section, announced: Set[Announced], words: Words) -> None:
        self.beside = dict[str, Beside]()
        self._announced, self._words = announced, words
        self._marks = dict[str, Phrase]()
        for phrase in section_phrases(section):
            if phrase.role is Role.NOTE_REFERENCE:
                self._marks.setdefault(phrase.note_id, phrase)
        self._verse_is_a_guest = _verse_is_a_guest(section)

    def block(self, block: Block[Phrase], *, in_list: bool = False) -> None:
        """Announce a block and all that is in it."""
        match block:
            case Listing():
                self._listing(block, is_inner=in_list)
            case Table():
                self._table(block)
            case Quotation():
                self._quotation(block, in_list=in_list)
            case Verse():
                self._verse(block)
            case Figure():
                self._figure(block)
            case Note():
                self._note(block)
            case _:
                self.run(block.content)

    def run(self, content: tuple[Phrase, ...]) -> None:
        """Announce what stands in running text: pages, note marks, formulas, pictures."""
        self._marks_in(content)
        if Announced.FORMULAS in self._announced:
            for phrase in filter(is_formula_set_apart, content):
                self._before(phrase, Announcement(self._words.formula))
        if Announced.PICTURES in self._announced:
            for picture, phrases in groupby(content, key=lambda phrase: phrase.picture):
                if picture:
                    self._picture(tuple(phrases))

    def _marks_in(self, content: tuple[Phrase, ...]) -> None:
        for phrase in content:
            if phrase.role is Role.PAGE and Announced.PAGES in self._announced:
                self._page(phrase)
            elif phrase.role is Role.NOTE_REFERENCE and Announced.NOTES in self._announced:
                self._note_mark(phrase)

    def _page(self, phrase: Phrase) -> None:
        if phrase.page_value is not None:
            page = self._words.page.format(n=phrase.page_value)
            self._at(phrase).instead = Announcement(page)
        elif bare(phrase.text):
            self._before(phrase, Announcement(self._words.page_called))

    def _note_mark(self, phrase: Phrase) -> None:
        name, *mark = self._note_name(phrase)
        if mark:
            self._before(phrase, name)
        else:
            self._at(phrase).instead = name

    def _note_name(self, mark: Phrase | None) -> tuple[Announcement, *tuple[Phrase, ...]]:
        """A note by the number of its mark, by the mark itself ("a"), or without a name."""
        words = self._words
        if mark is None or not bare(mark.text):
            return (Announcement(words.note_unnamed),)
        number = number_of(mark.text)
        if number:
            return (Announcement(words.note.format(n=number)),)
        return Announcement(words.note_called), mark

    def _picture(self, phrases: tuple[Phrase, ...]) -> None:
        if sum(len(bare(phrase.text)) for phrase in phrases) >= _FEWEST_PICTURE_LETTERS:
            self._picture_read(phrases)

    def _figure(self, figure: Figure[Phrase]) -> None:
        self._marks_in(figure.content)
        self.run(figure.caption)
        if Announced.PICTURES in self._announced:
            self._surround(figure.caption, self._words.caption)
            self._picture_read((*figure.content, *figure.caption))

    def _picture_read(self, phrases: tuple[Phrase, ...]) -> None:
        words = self._words
        is_long = len(list(always_read(phrases))) > MOST_PICTURE_PHRASES
        opening = "" if begins_with(phrases, bare(words.picture)) else words.picture
        self._surround(phrases, opening, words.picture_ends if is_long else "")

    def _note(self, note: Note[Phrase]) -> None:
        for block in note.blocks:
            self.block(block)
        if Announced.NOTES in self._announced:
            phrases, mark = tuple(pieces_of(note)), self._marks.get(note.note_id)
            said_by_itself = mark is not None and begins_with(phrases, bare(mark.text))
            name = self._note_name(None if said_by_itself else mark)
            self._surround(phrases, name, self._words.note_ends)

    def _quotation(self, quotation: Quotation[Phrase], *, in_list: bool) -> None:
        for block in quotation.blocks:
            if isinstance(block, Verse):  # a quoted poem is announced as a quotation
                self._lines(block)
            else:
                self.block(block, in_list=in_list)
        phrases = tuple(pieces_of(quotation))
        if Announced.QUOTATIONS in self._announced and not is_short(phrases):
            self._surround(phrases, self._words.quotation, self._words.quotation_ends)

    def _verse(self, verse: Verse[Phrase]) -> None:
        self._lines(verse)
        is_long = sum(map(len, verse.stanzas)) >= FEWEST_VERSE_LINES
        if Announced.VERSE in self._announced and is_long and self._verse_is_a_guest:
            self._surround(tuple(pieces_of(verse)), self._words.verse, self._words.verse_ends)

    def _lines(self, verse: Verse[Phrase]) -> None:
        for line in contents_of(verse):
            self.run(line)

    def _listing(self, listing: Listing[Phrase], *, is_inner: bool) -> None:
        for item in listing.items:
            for block in item.blocks:
                self.block(block, in_list=True)
        if Announced.LISTS not in self._announced:
            return
        if listing.ordered:
            for number, item in enumerate(listing.items, listing.start):
                self._surround(_pieces(item), self._words.item.format(n=number))
        count, words = len(listing.items), self._words
        phrases = tuple(pieces_of(listing))
        if count > 2 or (count == 2 and not is_short(phrases)):
            opening, closing = (
                (words.inner_list, words.inner_list_ends)
                if is_inner
                else (words.list, words.list_ends)
            )
            self._surround(phrases, opening.format(items=words.items(count)), closing)

    def _table(self, table: Table[Phrase]) -> None:
        for content in contents_of(table):
            self.run(content)
        rows = placed(table)
        column_count = width(rows)
        if Announced.TABLES not in self._announced or len(rows) * column_count <= 1:
            return
        has_headers = any(cell.is_header for row in table.rows for cell in row.cells)
        for number, row in enumerate(rows, 1):
            self._row(row, number, is_numbered=not has_headers and column_count > 1)
        words, phrases = self._words, tuple(pieces_of(table))
        is_called = any(always_read(table.caption))
        cells = phrases[len(table.caption) :] if is_called else phrases
        size = words.table_size if is_called else words.table
        self._surround(cells, words.of_size(size, len(rows), column_count), words.table_ends)
        if is_called and not says(table.caption, bare(words.table_called)):
            self._surround(table.caption, words.table_called)

    def _row(self, row: PlacedRow, number: int, *, is_numbered: bool) -> None:
        """Before the first cell what names the row, before each what names its column."""
        names, asides = _brief(row.names_from_above), list[Aside]()
        if is_numbered or names is None:
            asides.append(Announcement(self._words.row.format(n=number)))
        asides += names or ()
        is_after_gap = False
        for place in row.places:
            first = next(always_read(place.cell.content), None)
            if first is None:
                is_after_gap = True
                continue
            if not row.is_of_headers and not place.cell.is_header:
                asides += self._column(place, is_after_gap=is_after_gap)
            self._before(first, *asides)
            asides, is_after_gap = [], False

    def _column(self, place: Place, *, is_after_gap: bool) -> Iterator[Aside]:
        """The headers of a cell; where they are too long, or where there are none and the cell
        before is empty, the number of its column."""
        headers = _brief(place.column_headers)
        if headers is None or (is_after_gap and not headers):
            yield Announcement(self._words.column.format(n=place.column + 1))
        else:
            yield from headers

    def _surround(
        self, phrases: tuple[Phrase, ...], opening: str | tuple[Aside, ...], closing: str = ""
    ) -> None:
        """Announce the beginning of these phrases, and their end."""
        read = list(always_read(phrases))
        if read and opening:
            self._before(read[0], *_asides(opening))
        if read and closing:
            self._at(read[-1]).after.append(Announcement(closing))

    def _before(self, phrase: Phrase, *asides: Aside) -> None:
        if asides:
            self._at(phrase).before[:0] = asides

    def _at(self, phrase: Phrase) -> Beside:
        return self.beside.setdefault(phrase.phrase_id, Beside())


def _brief(headers: tuple[Cell[Phrase], ...]) -> tuple[Phrase, ...] | None:
    """The words of these headers; None if they are too long to be said again at every cell."""
    said, length = list[Phrase](), 0
    for cell in headers:
        for phrase in always_read(cell.content[:LONGEST_HEADER_CHARACTERS]):
            said.append(phrase)
            length += len(phrase.text)
            if length > LONGEST_HEADER_CHARACTERS:
                return None
    return tuple(said)


def _asides(opening: str | tuple[Aside, ...]) -> tuple[Aside, ...]:
    return (Announcement(opening),) if isinstance(opening, str) else opening


def _pieces(item: ListItem[Phrase]) -> tuple[Phrase, ...]:
    return tuple(phrase for block in item.blocks for phrase in pieces_of(block))


def _verse_is_a_guest(section: Section) -> bool:
    """Whether there is more prose than verse: in a book of poems nobody wants to hear at each one
    that it is a poem."""
    verse = prose = 0
    for block in section.blocks:
        length = sum(len(phrase.text) for phrase in pieces_of(block))
        if isinstance(block, Verse):
            verse += length
        else:
            prose += length
    return prose >= verse
