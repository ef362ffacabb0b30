"""Printed pages of a Word document: where the word processor last broke them, if that is sure.

A document does not say where its pages end; the program that laid it out left marks, and said how
many pages it had counted. Page numbers are given only if both agree, see docs/decisions.
Source: ECMA-376 Part 1, 17.3.3.13 "lastRenderedPageBreak", 17.6.12 "pgNumType", 17.6.22 "type".
"""

from lxml import etree

from tts.sources.docx.numbering import written
from tts.sources.docx.words import W, child, number, value
from tts.sources.markup import OPS, Element
from tts.sources.remarks import Remarks

ON_THE_SAME_PAGE = frozenset({"continuous", "nextColumn"})
PARITY = {"evenPage": 0, "oddPage": 1}
FEWEST_PAGES = 2


class PageMarks:
    """Counts pages as the text is read, and makes a mark for each. A section of the document may
    count anew, and in Roman numerals."""

    def __init__(self, body: Element, counted: str) -> None:
        self._sections = [
            one
            for one in body.iter(W + "sectPr")
            if (above := one.getparent()) is not None and above.tag in {W + "body", W + "pPr"}
        ]
        self._counted = number(counted)
        self._section = 0
        self._number = 0
        self._next = self._start() or 1
        self._marks = list[Element]()
        self._at_top = True
        self._awaits_rendered = False

    def turn(self, *, by_hand: bool = True) -> Element | None:
        """A page begins, `by_hand` or where the last layout broke it; its mark.

        The layout also marks the pages that are broken by hand; those count once.
        """
        if not by_hand and self._awaits_rendered:
            self._awaits_rendered = False
            return None
        self._awaits_rendered = by_hand and bool(self._marks)
        self._at_top = True
        self._number, self._next = self._next, self._next + 1
        label = written(self._number, value_of(self._numbering(), "fmt"))
        mark = etree.Element("span", {OPS + "type": "pagebreak", "title": label})
        self._marks.append(mark)
        return mark

    def before_paragraph(self) -> Element | None:
        """A paragraph that asks for a new page begins; None if it stands on top of one."""
        return None if self._at_top else self.turn()

    def text_comes(self) -> None:
        """There is something on this page now."""
        self._at_top = self._awaits_rendered = False

    def end_section(self) -> Element | None:
        """A section ends after the present paragraph; the mark of the page that begins, if any."""
        self._section += 1
        kind = value(self._properties(), "type") or "nextPage"
        start = self._start()
        if kind in ON_THE_SAME_PAGE:
            self._next = self._next if start is None else start + 1
            return None
        self._next = self._next if start is None else start
        if kind in PARITY and self._next % 2 != PARITY[kind]:
            self._next += 1
        return self.turn()

    def settle(self, book: str, remarks: Remarks) -> None:
        """Take every mark out again, if the program that laid the pages out counted others."""
        if FEWEST_PAGES <= len(self._marks) == self._counted:
            return
        if len(self._marks) > 1:
            remarks.add(
                "documents without sure pages",
                book,
                "where the printed pages begin is not sure, so they have no numbers.",
            )
        for mark in self._marks:
            _take_out(mark)

    def _properties(self) -> Element | None:
        return self._sections[self._section] if self._section < len(self._sections) else None

    def _numbering(self) -> Element | None:
        return child(self._properties(), "pgNumType")

    def _start(self) -> int | None:
        said = value_of(self._numbering(), "start")
        return number(said, 1) if said else None


def value_of(element: Element | None, name: str) -> str:
    """A `w:` attribute; "" if there is none."""
    return (element.get(W + name) or "") if element is not None else ""


def _take_out(mark: Element) -> None:
    above = mark.getparent()
    if above is None:
        return
    before = mark.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (mark.tail or "")
    else:
        above.text = (above.text or "") + (mark.tail or "")
    above.remove(mark)
