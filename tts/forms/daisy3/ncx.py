"""The navigation file of a DAISY 3 book, book.ncx: headings, pages and notes, with their sound.

Source: ANSI/NISO Z39.86-2005, section 8, NCX 2005-1, and the rules of ZedVal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from tts.forms.daisy.catalogue import book_title, heading_label, heading_words, identifier, names
from tts.forms.daisy.direction import direction
from tts.forms.daisy.notes import Notes
from tts.forms.daisy.pages import PageMark, Pages
from tts.forms.daisy.stretches import merged
from tts.forms.daisy.text import XML_LANG, folded
from tts.forms.daisy.words import WORDS, own_words
from tts.forms.daisy3.smil import MARK, PAGE, TESTS
from tts.forms.daisy3.spots import NOTE, note_place, par_place
from tts.forms.making import Making
from tts.forms.xml_out import clock
from tts.script import Phrase, Role, Script, Section
from tts.timing import Timing
from tts.walk import pieces_of

DOCTYPE = (
    '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" '
    '"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
)
NAMESPACE = "http://www.daisy.org/z3986/2005/ncx/"
BOOK_STRUCT = {PAGE: "PAGE_NUMBER", MARK: "NOTE_REFERENCE", NOTE: "NOTE"}
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to jump to. `level` is a heading's depth, 0 for others; `words` are heard."""

    place: str
    label: str
    words: tuple[Phrase, ...]
    level: int = 0
    page: PageMark | None = None


class NcxWriter:
    """Writes the NCX of one book."""

    def __init__(self, script: Script, timing: Timing, pages: Pages, notes: Notes) -> None:
        self._script, self._timing = script, timing
        self._pages, self._notes = pages, notes
        self._language = script.metadata.language

    def document(self, making: Making, tests_used: Iterable[str]) -> etree._Element:
        """The whole document. Places are numbered in the order in which they are played."""
        entries = list(enumerate(self._entries(), start=1))
        headings = [(n, entry) for n, entry in entries if entry.level]
        pages = [(n, entry) for n, entry in entries if entry.page]
        notes = [(n, entry) for n, entry in entries if not entry.level and not entry.page]
        root = _E.ncx(version="2005-1")
        root.set(XML_LANG, self._language)
        if direction(self._language) == "rtl":
            root.set("dir", "rtl")
        root.append(self._head(making, set(tests_used), headings, pages))
        root.append(self._title(headings[0][1]))
        for creator in names(self._script.metadata.creators):
            root.append(_E.docAuthor(_E.text(creator)))
        root.append(self._nav_map(headings))
        if pages:
            root.append(_E.pageList(*(self._page(n, entry) for n, entry in pages)))
        if notes:
            root.append(self._note_list(notes))
        return root

    def _entries(self) -> Iterator[Entry]:
        for section in self._script.sections:
            yield from self._heading_entries(section)
            for block in section.blocks:
                body = self._notes.body(block)
                if body:
                    words = body.spoken[:1]
                    place = note_place(section.section_id, body.phrases[0].phrase_id)
                    yield Entry(place, folded(words[0].text), words)
                yield from self._page_entries(section, pieces_of(block))

    def _heading_entries(self, section: Section) -> Iterator[Entry]:
        words = heading_words(section)
        for phrase in section.heading.content:
            if phrase is words[0]:
                place = par_place(section, phrase)
                yield Entry(place, heading_label(section), words, level=section.level)
            else:
                yield from self._page_entries(section, (phrase,))

    def _page_entries(self, section: Section, phrases: Iterable[Phrase]) -> Iterator[Entry]:
        for phrase in phrases:
            if phrase.role is Role.PAGE:
                page = self._pages[phrase.phrase_id]
                yield Entry(par_place(section, phrase), page.label, (phrase,), page=page)

    def _head(
        self,
        making: Making,
        tests_used: set[str],
        headings: list[tuple[int, Entry]],
        pages: list[tuple[int, Entry]],
    ) -> etree._Element:
        metas = (
            ("dtb:uid", identifier(self._script)),
            ("dtb:depth", str(max(entry.level for _, entry in headings))),
            ("dtb:generator", folded(making.generator)),
            ("dtb:totalPageCount", str(len(pages))),
            ("dtb:maxPageNumber", str(max((_value(entry) for _, entry in pages), default=0))),
        )
        head = _E.head(
            *(
                _E.smilCustomTest(
                    id=test, bookStruct=BOOK_STRUCT[test], defaultState="false", override="visible"
                )
                for test in TESTS
                if test in tests_used
            )
        )
        head.extend(_E.meta(name=name, content=content) for name, content in metas)
        return head

    def _title(self, first: Entry) -> etree._Element:
        """The book's title; its sound is the heading of the first section, which says it."""
        return _E.docTitle(_E.text(book_title(self._script)), self._sound(first.words))

    def _nav_map(self, headings: list[tuple[int, Entry]]) -> etree._Element:
        nav_map = _E.navMap()
        above = [nav_map]
        for number, entry in headings:
            del above[entry.level :]
            point = _E.navPoint(
                self._label(entry), _content(entry), id=f"nav{number}", playOrder=str(number)
            )
            point.set("class", f"h{entry.level}")
            point.tail = "\n"
            above[-1].append(point)
            above.append(point)
        return nav_map

    def _page(self, number: int, entry: Entry) -> etree._Element:
        target = _E.pageTarget(
            self._label(entry), _content(entry), id=f"nav{number}", playOrder=str(number)
        )
        target.set("class", PAGE)
        target.set("type", entry.page.kind.value if entry.page else "")
        target.set("value", str(_value(entry)))
        target.tail = "\n"
        return target

    def _note_list(self, notes: list[tuple[int, Entry]]) -> etree._Element:
        own = own_words(self._language)
        label = _E.navLabel(_E.text(WORDS[own]["notes"]))
        label.set(XML_LANG, own)
        nav_list = _E.navList(label)
        nav_list.set("class", NOTE)
        for number, entry in notes:
            target = _E.navTarget(
                self._label(entry), _content(entry), id=f"nav{number}", playOrder=str(number)
            )
            target.set("class", NOTE)
            target.tail = "\n"
            nav_list.append(target)
        return nav_list

    def _label(self, entry: Entry) -> etree._Element:
        label = _E.navLabel(_E.text(entry.label), self._sound(entry.words))
        language = entry.words[0].language
        label.set(XML_LANG, language)
        if direction(language) != direction(self._language):
            label.set("dir", direction(language))
        return label

    def _sound(self, words: tuple[Phrase, ...]) -> etree._Element:
        """One stretch of sound: the words as far as they are heard without a break."""
        first = merged(words, self._timing)[0]
        return _E.audio(
            src=first.sound, clipBegin=clock(first.begin_ms), clipEnd=clock(first.end_ms)
        )


def _value(entry: Entry) -> int:
    return entry.page.value if entry.page else 0


def _content(entry: Entry) -> etree._Element:
    return _E.content(src=entry.place)
