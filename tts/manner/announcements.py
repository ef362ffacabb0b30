"""What is announced where: a walk over the blocks of a section.

An announcement belongs to the phrase it stands beside, so it lies in that phrase's clip. It never
stands beside a page number or a note's mark, because a listener may skip those: what opens a
table comes before its first phrase that is always read, what closes it after the last.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

from tts.book import Block, Figure, Listing, ListItem, Note, Quotation, Table, Verse
from tts.manner.choice import Announced
from tts.manner.tables import Place, PlacedRow, placed, width
from tts.manner.words import Words
from tts.script import Phrase, Role, Section, section_phrases
from tts.walk import contents_of, pieces_of

SHORT_CHARACTERS = 80
"""About a printed line, five seconds of speech: a quotation or a list of two words of no more is
over before it is announced."""
FEWEST_VERSE_LINES = 3
LONGEST_HEADER_CHARACTERS = 60
"""A longer header is not said before every cell; the number of its column is."""
MOST_PICTURE_PHRASES = 2
"""A picture told in more phrases has its end announced."""
_LONGEST_MARK_DIGITS = 6
_FEWEST_PICTURE_LETTERS = 3  # a letter drawn large is read as the letter it is


@dataclass(frozen=True, slots=True)
class Announcement:
    """Words of our own, in the main language of the book."""

    text: str


Aside: TypeAlias = Announcement | Phrase
"""What is said beside a phrase: words of our own, or a phrase of a table's header again."""


@dataclass(slots=True)
class Beside:
    """What is said before a phrase and after it; `instead` is said in its place."""

    before: list[Aside] = field(default_factory=list)
    after: list[Aside] = field(default_factory=list)
    instead: Announcement | None = None


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
        self._marks = dict[str, str]()
        for phrase in section_phrases(section):
            if phrase.role is Role.NOTE_REFERENCE:
                self._marks.setdefault(phrase.note_id, phrase.text)
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
        """Announce what stands in running text: pages, note marks, pictures."""
        self._marks_in(content)
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
            self._instead(phrase, self._words.page.format(n=phrase.page_value))
        elif _core(phrase.text):
            self._before(phrase, Announcement(self._words.page_called))

    def _note_mark(self, phrase: Phrase) -> None:
        number = _number(phrase.text)
        if number or not _core(phrase.text):
            self._instead(phrase, self._note_name(number))
        else:
            self._before(phrase, Announcement(self._words.note_called))

    def _note_name(self, number: str) -> str:
        words = self._words
        return words.note.format(n=number) if number else words.note_unnamed

    def _picture(self, phrases: tuple[Phrase, ...]) -> None:
        if sum(len(_core(phrase.text)) for phrase in phrases) >= _FEWEST_PICTURE_LETTERS:
            closing = self._words.picture_ends if len(phrases) > MOST_PICTURE_PHRASES else ""
            self._surround(phrases, self._words.picture, closing)

    def _figure(self, figure: Figure[Phrase]) -> None:
        self._marks_in(figure.content)
        self.run(figure.caption)
        if Announced.PICTURES in self._announced:
            self._surround(figure.caption, self._words.caption)
            whole = (*figure.content, *figure.caption)
            is_long = len(list(_always_read(whole))) > MOST_PICTURE_PHRASES
            self._surround(whole, self._words.picture, self._words.picture_ends if is_long else "")

    def _note(self, note: Note[Phrase]) -> None:
        for block in note.blocks:
            self.block(block)
        if Announced.NOTES in self._announced:
            name = self._note_name(_number(self._marks.get(note.note_id, "")))
            self._surround(tuple(pieces_of(note)), name, self._words.note_ends)

    def _quotation(self, quotation: Quotation[Phrase], *, in_list: bool) -> None:
        for block in quotation.blocks:
            if isinstance(block, Verse):  # a quoted poem is announced as a quotation
                self._lines(block)
            else:
                self.block(block, in_list=in_list)
        phrases = tuple(pieces_of(quotation))
        if Announced.QUOTATIONS in self._announced and not _is_short(phrases):
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
        if count > 2 or (count == 2 and not _is_short(phrases)):
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
            is_numbered = not has_headers and column_count > 1
            self._row(row, self._words.row.format(n=number) if is_numbered else "")
        words, phrases = self._words, tuple(pieces_of(table))
        is_called = any(_always_read(table.caption))
        cells = phrases[len(table.caption) :] if is_called else phrases
        size = words.table_size if is_called else words.table
        self._surround(cells, words.of_size(size, len(rows), column_count), words.table_ends)
        if is_called:
            self._surround(table.caption, words.table_called)

    def _row(self, row: PlacedRow, name: str) -> None:
        """Before the first cell what names the row, before each what names its column."""
        asides: list[Aside] = [Announcement(name)] if name else []
        for cell in row.names_from_above:
            asides += _always_read(cell.content)
        is_after_gap = False
        for place in row.places:
            first = next(_always_read(place.cell.content), None)
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
        headers = [p for cell in place.column_headers for p in _always_read(cell.content)]
        is_long = sum(len(phrase.text) for phrase in headers) > LONGEST_HEADER_CHARACTERS
        if is_long or (is_after_gap and not headers):
            yield Announcement(self._words.column.format(n=place.column + 1))
        else:
            yield from headers

    def _surround(self, phrases: tuple[Phrase, ...], opening: str, closing: str = "") -> None:
        """Announce the beginning of these phrases, and their end."""
        read = list(_always_read(phrases))
        if read:
            self._before(read[0], Announcement(opening))
        if read and closing:
            self._at(read[-1]).after.append(Announcement(closing))

    def _before(self, phrase: Phrase, *asides: Aside) -> None:
        if asides:
            self._at(phrase).before[:0] = asides

    def _instead(self, phrase: Phrase, text: str) -> None:
        self._at(phrase).instead = Announcement(text)

    def _at(self, phrase: Phrase) -> Beside:
        return self.beside.setdefault(phrase.phrase_id, Beside())


def _always_read(phrases: tuple[Phrase, ...]) -> Iterator[Phrase]:
    """Those phrases that no listener skips for their kind."""
    return (p for p in phrases if p.role not in (Role.PAGE, Role.NOTE_REFERENCE))


def _pieces(item: ListItem[Phrase]) -> tuple[Phrase, ...]:
    return tuple(phrase for block in item.blocks for phrase in pieces_of(block))


def _is_short(phrases: tuple[Phrase, ...]) -> bool:
    return sum(len(phrase.text) for phrase in _always_read(phrases)) <= SHORT_CHARACTERS


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


def _core(text: str) -> str:
    """A mark without the brackets around it: "[¹]" is "1"; "" for a mark that is only a sign."""
    plain = unicodedata.normalize("NFKC", text)
    spoken = [place for place, character in enumerate(plain) if character.isalnum()]
    return plain[spoken[0] : spoken[-1] + 1] if spoken else ""


def _number(text: str) -> str:
    core = _core(text)
    is_number = core.isascii() and core.isdecimal() and len(core) <= _LONGEST_MARK_DIGITS
    return core if is_number else ""
