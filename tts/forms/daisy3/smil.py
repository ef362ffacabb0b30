"""The SMIL files of a DAISY 3 book: one a section, phrases in the order of the script.

Page numbers, note marks and notes may be skipped; notes, tables and lists may be left.
Source: ANSI/NISO Z39.86-2005, section 7.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.builder import ElementMaker

from tts.book import Block, Listing, Note, Quotation
from tts.forms.daisy.catalogue import identifier
from tts.forms.daisy.notes import Notes
from tts.forms.daisy.text import folded
from tts.forms.daisy3.spots import NOTE, TEXT_FILE, leaveable, note_place, par_id, seq_id
from tts.forms.making import Making
from tts.forms.xml_out import clock
from tts.script import Phrase, Role, Script, Section, section_phrases
from tts.timing import Timing
from tts.walk import pieces_of

DOCTYPE = (
    '<!DOCTYPE smil PUBLIC "-//NISO//DTD dtbsmil 2005-2//EN" '
    '"http://www.daisy.org/z3986/2005/dtbsmil-2005-2.dtd">'
)
NAMESPACE = "http://www.w3.org/2001/SMIL20/"
PAGE, MARK = "pagenum", "noteref"
TESTS = (PAGE, MARK, NOTE)
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


@dataclass(slots=True)
class SmilWriter:
    """Writes the SMIL files of one book. `tests_used` grows as sections are written."""

    script: Script
    timing: Timing
    notes: Notes
    making: Making
    tests_used: set[str] = field(default_factory=set)

    def section(self, section: Section, elapsed_ms: int) -> etree._Element:
        """One section; `elapsed_ms` is the time before it."""
        main = _E.seq(id="mseq", dur=clock(self.length_ms(section)), fill="remove")
        main.text = "\n"
        tests = set[str]()
        for phrase in section.heading.content:
            self._put_phrase(main, phrase, tests)
        for block in section.blocks:
            self._put_block(main, block, 0, tests)
        self.tests_used |= tests
        return _E.smil(self._head(elapsed_ms, tests), _E.body(main))

    def length_ms(self, section: Section) -> int:
        """How long the section lasts."""
        return sum(
            self.timing.end_ms(phrase.phrase_id) - self.timing.begin_ms(phrase.phrase_id)
            for phrase in section_phrases(section)
        )

    def _head(self, elapsed_ms: int, tests: set[str]) -> etree._Element:
        head = _E.head(
            _E.meta(name="dtb:uid", content=identifier(self.script)),
            _E.meta(name="dtb:generator", content=folded(self.making.generator)),
            _E.meta(name="dtb:totalElapsedTime", content=clock(elapsed_ms)),
        )
        used = [test for test in TESTS if test in tests]
        if used:
            head.append(
                _E.customAttributes(
                    *(_E.customTest(id=t, defaultState="false", override="visible") for t in used)
                )
            )
        return head

    def _put_block(
        self, parent: etree._Element, block: Block[Phrase], depth: int, tests: set[str]
    ) -> None:
        kind = leaveable(block, self.notes)
        if kind:
            first = next(pieces_of(block)).phrase_id
            parent = etree.SubElement(parent, f"{{{NAMESPACE}}}seq", id=seq_id(first, depth))
            parent.set("class", kind)
            depth += 1
            if kind == NOTE:
                parent.set("customTest", NOTE)
                tests.add(NOTE)
        for inner in _inside(block):
            if isinstance(inner, Phrase):
                self._put_phrase(parent, inner, tests)
            else:
                self._put_block(parent, inner, depth, tests)
        if kind:
            parent.set("end", f"DTBuserEscape;{parent[-1].get('id')}.end")
            parent.set("fill", "remove")
            parent.tail = "\n"

    def _put_phrase(self, parent: etree._Element, phrase: Phrase, tests: set[str]) -> None:
        par = _E.par(id=par_id(phrase))
        note = self.notes.of_mark.get(phrase.phrase_id)
        test = PAGE if phrase.role is Role.PAGE else MARK if note else ""
        if test:
            par.set("class", test)
            par.set("customTest", test)
            tests.add(test)
        text = _E.text(src=f"{TEXT_FILE}#{phrase.phrase_id}", id=f"t_{phrase.phrase_id}")
        sound = self._sound(phrase)
        if note:
            place = note_place(note.section_id, note.phrases[0].phrase_id)
            sound = _E.a(sound, href=place, external="false")
        par.extend((text, sound))
        par.tail = "\n"
        parent.append(par)

    def _sound(self, phrase: Phrase) -> etree._Element:
        return _E.audio(
            src=self.timing.clips[phrase.phrase_id].sound,
            clipBegin=clock(self.timing.begin_ms(phrase.phrase_id)),
            clipEnd=clock(self.timing.end_ms(phrase.phrase_id)),
        )


def _inside(block: Block[Phrase]) -> Iterator[Block[Phrase] | Phrase]:
    """What a block is made of, one step down: blocks where it holds blocks, phrases elsewhere."""
    match block:
        case Listing():
            for entry in block.items:
                yield from entry.blocks
        case Quotation() | Note():
            yield from block.blocks
        case _:
            yield from pieces_of(block)
