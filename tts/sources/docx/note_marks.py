"""Footnotes and endnotes of a Word document: which are referred to, and by which mark.

Marks that the word processor counts are counted here again, as it prints them: footnotes in
digits, endnotes in small Roman numerals, unless the document says otherwise.
Source: ECMA-376 Part 1, 17.11 "Footnotes and Endnotes".
"""

from collections.abc import Mapping

from lxml import etree

from tts.sources.docx.numbering import written
from tts.sources.docx.words import W, child, number, value
from tts.sources.markup import OPS, Element
from tts.sources.remarks import Remarks

KINDS = ("footnote", "endnote")
USUAL_FORMAT = {"footnote": "decimal", "endnote": "lowerRoman"}
STARS = "chicago"
SIGNS = "*†‡§"
SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
LONGEST_MARK = 12


class NoteMarks:
    """Gives every note mark its element, and remembers which notes were met, in what order."""

    def __init__(
        self, parts: Mapping[str, Element], body: Element, book: str, remarks: Remarks
    ) -> None:
        self._notes = {kind: _notes(parts.get(f"{kind}s"), kind) for kind in KINDS}
        self._formats = {kind: _format(kind, parts.get("settings"), body) for kind in KINDS}
        self._counts = {kind: _start(kind, parts.get("settings"), body) for kind in KINDS}
        self._book, self._remarks = book, remarks
        self._marks: dict[tuple[str, str], str] = {}
        self._custom = set[tuple[str, str]]()
        self.order: list[tuple[str, str]] = []

    def met(self, kind: str, note_id: str, custom: str) -> Element | None:
        """The mark of a note, as a link to it; None if there is no such note."""
        if note_id not in self._notes[kind]:
            self._remarks.add(
                "note marks that lead nowhere", self._book, f"a {kind} mark leads to no note."
            )
            return None
        key = (kind, note_id)
        if key not in self._marks:
            self.order.append(key)
            self._marks[key] = custom[:LONGEST_MARK] or self._counted(kind)
            self._custom |= {key} if custom else set()
        link = etree.Element("a", {OPS + "type": "noteref", "href": f"#{kind}{note_id}"})
        link.text = self._marks[key]
        return link

    def body(self, kind: str, note_id: str) -> Element:
        """The paragraphs of a note that was met."""
        return self._notes[kind][note_id]

    def own_mark(self, kind: str, note_id: str) -> str:
        """The mark that was typed, and so stands in the note's text too; "" for a counted one."""
        return self._marks[kind, note_id] if (kind, note_id) in self._custom else ""

    def _counted(self, kind: str) -> str:
        count = self._counts[kind]
        self._counts[kind] += 1
        return _mark(count, self._formats[kind])


def _notes(part: Element | None, kind: str) -> dict[str, Element]:
    """The notes of a part by id, without the lines that separate them from the text."""
    found: dict[str, Element] = {}
    for note in part.iterchildren(W + kind) if part is not None else ():
        note_id = note.get(W + "id") or ""
        if note.get(W + "type") not in SEPARATORS and note_id.lstrip("-").isalnum():
            found.setdefault(note_id, note)
    return found


def _said(kind: str, name: str, settings: Element | None, body: Element) -> str | None:
    """What the sections, else the settings, say of the marks of notes."""
    sections = (value(one, f"{kind}Pr", name) for one in body.iter(W + "sectPr"))
    return next(filter(None, sections), None) or value(child(settings, f"{kind}Pr"), name)


def _format(kind: str, settings: Element | None, body: Element) -> str:
    return _said(kind, "numFmt", settings, body) or USUAL_FORMAT[kind]


def _start(kind: str, settings: Element | None, body: Element) -> int:
    return number(_said(kind, "numStart", settings, body), 1)


def _mark(count: int, how: str) -> str:
    if how == STARS and count > 0:
        return SIGNS[(count - 1) % len(SIGNS)] * min((count - 1) // len(SIGNS) + 1, LONGEST_MARK)
    return written(count, how)
